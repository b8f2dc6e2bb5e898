/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include <stdlib.h>
#include <string.h>

#include "map/exchange.h"

/*
 * A file as an organisation has it: Latin-1, quotes within quotes, blanks before quotes, rows of the wrong width.  It
 * is made row by row, so that what each row means, or that it means nothing, is known.
 */
enum { ROWS = 341, CELLS = 12, NAME = 6, DESCRIPTION = 7, COLOUR = 11 };

static const char header[] =
	"organisation.name,organisation.phone,organisation.website,organisation.street,"
	"organisation.postcode,organisation.city,name,description,phone,cost,times,kleur\r\n";

enum dirt {
	CLEAN, QUOTED, BLANK_BEFORE, INCHES, TWO_LINES, EMPTY_BEHIND, /* these can be read */
	INNER_QUOTES, UNCLOSED, TOO_WIDE, TOO_NARROW, DIRTS
};

struct meant {
	unsigned line;
	bool is_bad;
	char cells[CELLS][64]; /* UTF-8 */
	int told, organisations, offers;
};

struct dirty {
	struct str bytes;
	struct meant rows[ROWS];
	unsigned line;
	uint32_t seed;
};

static unsigned any(struct dirty *d, unsigned below)
{
	d->seed = d->seed * 1664525u + 1013904223u;
	return (d->seed >> 8) % below;
}

/* What each cell means; a number makes it its own. */
static void mean(struct dirty *d, struct meant *m, int n)
{
	static const char *const words[] = {"Caf\303\251", "Patri\303\253tte", "K\303\274che",
					    "Fran\303\247oise", "Huis", "M\303\252l\303\251"};
	static const struct {
		const char *begin, *behind;
		bool has_word;
	} cells[CELLS] = {
		{"Huis ", "", true},	 {"070 555 ", "", false}, {"www.", ".example", false},
		{"Straat ", " a", true}, {"", " AB", false},	  {"Dam ", "", true},
		{"Les ", "", true},	 {"Voor, ", " keer", true}, {"070 556 ", "", false},
		{"", " euro", false},	 {"ma ", " uur", true},	  {"", " blauw", true}};

	for (int i = 0; i < CELLS; i++) {
		const char *word = words[any(d, sizeof words / sizeof *words)];

		(void)snprintf(m->cells[i], sizeof m->cells[i], "%s%s%s%04d%s", cells[i].begin,
			       cells[i].has_word ? word : "", cells[i].has_word ? " " : "",
			       1000 + n, cells[i].behind);
	}
}

/* In Latin-1, which has all of these signs. */
static void latin_add(struct dirty *d, const char *text)
{
	for (size_t at = 0, len = strlen(text); at < len;) {
		uint32_t code;

		at += (size_t)text_decode(text + at, len - at, &code);
		str_add_char(&d->bytes, (char)code);
	}
}

static void cell_add(struct dirty *d, struct meant *m, int i, enum dirt dirt)
{
	char *text = m->cells[i];
	bool wants_quotes = strpbrk(text, ",\n") != NULL;

	if (i == COLOUR && dirt == INCHES)
		(void)snprintf(text, sizeof m->cells[i], "buis van 5\" dik");
	if (i == DESCRIPTION && dirt == TWO_LINES)
		(void)snprintf(text, sizeof m->cells[i], "Eerst dit,\ndan dat");
	if (i == DESCRIPTION && dirt == INNER_QUOTES) {
		str_add(&d->bytes, "\"zij zegt \"ja\" en meer\"");
	} else if (i == CELLS - 1 && dirt == UNCLOSED) {
		str_add(&d->bytes, "\"nooit dicht");
	} else if (wants_quotes || dirt == QUOTED || dirt == BLANK_BEFORE) {
		str_add(&d->bytes, dirt == BLANK_BEFORE ? "  \"" : "\"");
		latin_add(d, text);
		str_add(&d->bytes, dirt == BLANK_BEFORE ? "\" " : "\"");
	} else {
		latin_add(d, text);
	}
}

static void row_add(struct dirty *d, int n, enum dirt dirt)
{
	struct meant *m = &d->rows[n];
	int wide = 13 + (int)any(d, 14), narrow = 1 + (int)any(d, CELLS - 1);
	int cells = dirt == TOO_NARROW ? narrow : CELLS;

	m->line = d->line;
	m->is_bad = dirt >= INNER_QUOTES;
	mean(d, m, n);
	for (int i = 0; i < cells; i++) {
		str_add(&d->bytes, i > 0 ? "," : "");
		cell_add(d, m, i, dirt);
	}
	for (int i = cells; i < wide && (dirt == TOO_WIDE || dirt == EMPTY_BEHIND); i++)
		str_add(&d->bytes, dirt == TOO_WIDE ? ",te veel" : ",");
	str_add(&d->bytes, "\r\n");
	d->line += dirt == TWO_LINES ? 2 : 1;
}

static struct meant *row_at(struct dirty *d, unsigned line)
{
	for (int i = 0; i < ROWS; i++)
		if (d->rows[i].line == line)
			return &d->rows[i];
	fail_msg("no row begins in line %u", line);
	return &d->rows[0]; /* never */
}

static void field_is(const struct map_record *r, enum map_field field, const char *meant)
{
	assert_string_equal(r->values[field], meant);
}

static void offer_is(const struct map_record *r, struct meant *m)
{
	struct str more = STR_INIT;
	json_t *object = json_object();

	field_is(r, MAP_NAME, m->cells[NAME]);
	field_is(r, MAP_TASKS, m->cells[DESCRIPTION]);
	field_is(r, MAP_PHONE, m->cells[8]);
	field_is(r, MAP_COST, m->cells[9]);
	field_is(r, MAP_TIMES, m->cells[10]);
	json_put_text(object, "kleur", m->cells[COLOUR]);
	json_text_write(&more, object);
	assert_string_equal(r->more, more.bytes);
	json_decref(object);
	str_release(&more);
	m->offers++;
}

static void organisation_is(const struct map_record *r, struct meant *m)
{
	static const enum map_field fields[] = {MAP_NAME,   MAP_PHONE,    MAP_WEBSITE,
						MAP_STREET, MAP_POSTCODE, MAP_CITY};

	for (int i = 0; i < 6; i++)
		field_is(r, fields[i], m->cells[i]);
	m->organisations++;
}

static enum err take(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct meant *m = row_at(data, line);

	(void)e; /* all are taken */
	assert_false(m->is_bad);
	(r->kind == MAP_OFFER ? offer_is : organisation_is)(r, m);
	return OK;
}

static void told_bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		     size_t len)
{
	struct dirty *d = data;
	struct meant *m;

	assert_string_equal(file, "vuil.csv");
	for (int i = 0; i < ROWS; i++) /* the second line of a row is none */
		if (d->rows[i].line == line && !d->rows[i].is_bad)
			fail_msg("line %u: %s <%.*s>", line, why, (int)len, row);
	m = row_at(d, line);
	m->told++;
}

static void heard(void *data, const char *sentence)
{
	(void)data;
	(void)sentence;
}

static void all_are_found(struct dirty *d)
{
	int good = 0, bad = 0;

	for (int i = 0; i < ROWS; i++) {
		const struct meant *m = &d->rows[i];

		assert_int_equal(m->told, m->is_bad);
		assert_int_equal(m->organisations, !m->is_bad);
		assert_int_equal(m->offers, !m->is_bad);
		good += m->offers;
		bad += m->told;
	}
	assert_int_equal(good + bad, ROWS);
}

static void every_row_is_read_or_named(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 20; round++) {
		struct dirty *d = mem_new(sizeof *d);
		const struct map_sink sink = {take, told_bad, heard, d};
		struct error e = ERROR_INIT;

		*d = (struct dirty){.bytes = STR_INIT, .line = 2, .seed = 20261122 + round};
		str_add(&d->bytes, header);
		for (int i = 0; i < ROWS; i++)
			row_add(d, i, (enum dirt)any(d, DIRTS));
		const struct map_file file = {"vuil.csv", d->bytes.bytes, d->bytes.len};

		assert_int_equal(map_read_plain(&some_words, &file, NULL, &sink, &e), OK);
		all_are_found(d);
		str_release(&d->bytes);
		free(d);
	}
}

/* ---- more than memory should hold ---- */

struct counted {
	int organisations, offers, bad;
	struct str why; /* of the last one */
};

static enum err count(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct counted *c = data;

	(void)line;
	(void)e;
	c->offers += r->kind == MAP_OFFER;
	c->organisations += r->kind == MAP_ORGANISATION;
	return OK;
}

static void count_bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		      size_t len)
{
	struct counted *c = data;

	(void)file;
	(void)line;
	(void)row;
	(void)len;
	c->bad++;
	str_set(&c->why, why);
}

/* One long row at which thousands point: copies of it would fill the memory. */
static void what_many_point_at_is_bounded(void **state)
{
	struct counted c = {.why = STR_INIT};
	const struct map_sink sink = {count, count_bad, heard, &c};
	struct str places = STR_INIT, addresses = STR_INIT;

	(void)state;
	str_add(&places, "id,service_id,location_id\n");
	for (int i = 0; i < 5000; i++)
		str_addf(&places, "p%d,s1,l1\n", i);
	str_add(&addresses, "id,location_id,note\na1,l1,");
	for (int i = 0; i < 60000; i++)
		str_add_char(&addresses, 'x');
	str_add(&addresses, "\n");
	const struct map_file files[] = {
		{"organizations.csv", "id,name\no1,Huis\n", 16},
		{"services.csv", "id,organization_id,name\ns1,o1,Veel\ns2,o1,Weinig\n", 49},
		{"service_at_locations.csv", places.bytes, places.len},
		{"locations.csv", "id,name\nl1,Daar\n", 16},
		{"addresses.csv", addresses.bytes, addresses.len},
	};

	assert_int_equal(map_read_package(&some_words, files, 5, &sink, NULL), OK);
	assert_int_equal(c.organisations, 1);
	assert_int_equal(c.offers, 1);
	assert_true(c.bad >= 1);
	str_release(&places);
	str_release(&addresses);
	str_release(&c.why);
}

static void json_of_nothing_but_brackets_is_refused(void **state)
{
	struct counted c = {.why = STR_INIT};
	const struct map_sink sink = {count, count_bad, heard, &c};
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;

	(void)state;
	str_add(&text, "[");
	for (int i = 0; i < 1700000; i++)
		str_add(&text, "{},");
	str_add(&text, "{}]");
	const struct map_file file = {"veel.json", text.bytes, text.len};

	assert_int_equal(map_read_json(&some_words, &file, &sink, &e), ERR_INVALID);
	assert_string_equal(e.text, "veel.json holds more than can be read at once; import it in parts.");
	assert_int_equal(c.bad, 0);
	str_release(&text);
}

/* As many attributes of ours as a file can hold cost one pass. */
static void many_attributes_are_one_pass(void **state)
{
	struct counted c = {.why = STR_INIT};
	const struct map_sink sink = {count, count_bad, heard, &c};
	struct str text = STR_INIT;

	(void)state;
	str_add(&text, "[{\"id\":\"o1\",\"name\":\"Huis\",\"attributes\":[");
	for (int i = 0; i < 200000; i++)
		str_addf(&text,
			 "%s{\"value\":\"x\",\"taxonomy_term\":{\"code\":\"cost\","
			 "\"taxonomy\":\"trede\"}}",
			 i > 0 ? "," : "");
	str_add(&text, "]}]");
	const struct map_file file = {"veel.json", text.bytes, text.len};

	assert_int_equal(map_read_json(&some_words, &file, &sink, NULL), OK);
	assert_int_equal(c.organisations + c.bad, 1);
	str_release(&text);
	str_release(&c.why);
}

int group_read_dirty(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_read_or_named),
		cmocka_unit_test(what_many_point_at_is_bounded),
		cmocka_unit_test(json_of_nothing_but_brackets_is_refused),
		cmocka_unit_test(many_attributes_are_one_pass),
	};

	return cmocka_run_group_tests_name("read_dirty", tests, NULL, NULL);
}
