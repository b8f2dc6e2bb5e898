/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "hostile.h"
#include "reader.h"

/* Files made to hurt: each is refused with a line, soon, and nothing breaks. */

static size_t errors_of(const char *bytes, size_t len, unsigned *line)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(bytes, len, NULL, &problems);
	size_t errors = problems.errors;

	*line = 0;
	for (size_t i = 0; i < problems.count && !*line; i++) {
		if (problems.items[i].severity == FORM_ERROR)
			*line = problems.items[i].line;
	}
	form_free(form);
	form_problems_release(&problems);
	return errors;
}

/* Read by a process of its own: what is refused, on which line, at what cost. */
static void read_it(void *data, struct cost *cost)
{
	const struct str *s = data;

	cost->errors = errors_of(s->bytes, s->len, &cost->line);
}

enum { READ_MS = 100, READ_KIB = 16 << 10 };

static void refused_in_time(const char *name, struct str *s, unsigned line)
{
	struct cost cost = measure(read_it, s);

	expect_cost(name, &cost, READ_MS, READ_KIB);
	if (!cost.errors || cost.line != line)
		fail_msg("%s: %zu errors, line %u", name, cost.errors, cost.line);
	str_reset(s);
}

static void add_laughs(struct str *s)
{
	str_add(s, "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
	for (char c = 'b'; c <= 'i'; c++) {
		str_addf(s, "%c: &%c [*%c", c, c, c - 1);
		for (int i = 0; i < 4; i++)
			str_addf(s, ",*%c", c - 1);
		str_add(s, "]\n");
	}
}

static void refuses_bombs(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	add_laughs(&s);
	assert_in_range(s.len, 200, 400);
	refused_in_time("billion laughs", &s, 1);
	str_add(&s, "survey:\n");
	repeat(&s, "[", 5000);
	refused_in_time("brackets", &s, 2);
	str_add(&s, "survey:\n");
	repeat(&s, "{a: ", 5000);
	refused_in_time("braces", &s, 2);
	str_add(&s, "survey:\n");
	repeat(&s, "- ", 5000);
	refused_in_time("items", &s, 2);
	str_add(&s, "survey:\n");
	repeat(&s, "? ", 5000);
	refused_in_time("keys of keys", &s, 2);
	str_add(&s, "survey:\n- type: ");
	repeat(&s, "abcdefgh", 10000);
	refused_in_time("a long text", &s, 2);
	str_add(&s, "survey:\n- type: \"");
	repeat(&s, "\\x41", 100000);
	refused_in_time("a long text of escapes", &s, 2);
	str_add(&s, "survey:\n");
	repeat(&s, "- x\n", 300000);
	refused_in_time("more than 1 MiB", &s, 262144);
	str_add(&s, "survey: [");
	repeat(&s, "a,", 200000);
	refused_in_time("many items", &s, 1);
	str_add(&s, "survey:\n");
	repeat(&s, "- {type: note, label: B}\n", 5001);
	refused_in_time("too many rows", &s, 5002);
	str_release(&s);
}

static void refuses_what_is_no_utf8(void **state)
{
	static const char *const wrong[] = {
		"\xc0\x80",	    "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80", "\x80",	    "\xff\xfe",	    "\xc3",
		"\xe2\x82",
	};
	struct str s = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		str_addf(&s, "survey:\n- type: text\n  name: a%s\n", wrong[i]);
		refused_in_time("no UTF-8", &s, 3);
		str_addf(&s, "survey:\n- type: text\n  name: a%s", wrong[i]);
		refused_in_time("no UTF-8 at the end", &s, 3);
	}
	str_add(&s, "survey:\n- type: text\n");
	str_add_bytes(&s, "a\0b", 3);
	refused_in_time("NUL", &s, 3);
	str_release(&s);
}

static bool is_read(const struct str *s, unsigned *line)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	bool is_fine = form_tree_read(&arena, s->bytes, s->len, &problems) != NULL;

	*line = problems.count ? problems.items[0].line : 0;
	arena_release(&arena);
	form_problems_release(&problems);
	return is_fine;
}

static void keeps_its_depth(void **state)
{
	struct str s = STR_INIT;
	unsigned line;

	(void)state;
	for (int over = 0; over < 2; over++) {
		repeat(&s, "[\n", FORM_TREE_DEPTH + over);
		repeat(&s, "]\n", FORM_TREE_DEPTH + over);
		assert_int_equal(is_read(&s, &line), !over);
		assert_int_equal(line, over ? FORM_TREE_DEPTH + 1 : 0);
		str_reset(&s);
	}
	str_release(&s);
}

/* What lies at a bound is read, what lies past it is not. */
static void keeps_its_bounds(void **state)
{
	struct str s = STR_INIT;
	unsigned line;

	(void)state;
	for (int over = 0; over < 2; over++) {
		str_add(&s, "survey:\n- {type: note, name: a, label: '");
		repeat(&s, "x", FORM_TREE_SCALAR + over);
		str_add(&s, "'}\nsettings: {form_id: f}\n");
		assert_int_equal(errors_of(s.bytes, s.len, &line) > 0, over);
		str_reset(&s);
		str_add(&s, "survey: [{type: note, name: a, label: A}]\nsettings: "
			    "{form_id: f}\n#");
		repeat(&s, "x", FORM_TREE_BYTES - (int)s.len + over);
		assert_int_equal(errors_of(s.bytes, s.len, &line) > 0, over);
		str_reset(&s);
		str_add(&s, "survey:\n");
		for (int i = 0; i < FORM_ROWS_MOST + over; i++)
			str_addf(&s, "- {type: note, name: q%d, label: Q}\n", i);
		str_add(&s, "settings: {form_id: f}\n");
		assert_int_equal(errors_of(s.bytes, s.len, &line) > 0, over);
		str_reset(&s);
	}
	str_release(&s);
}

/* A file of 1 GiB is not read: its size is asked for first. */
static void read_giant(void *data, struct cost *cost)
{
	struct str out = STR_INIT;
	struct error e = ERROR_INIT;

	cost->errors = file_read(data, FORM_TREE_BYTES + 1, &out, &e) == ERR_INVALID;
	str_release(&out);
}

static void refuses_a_giant(void **state)
{
	char path[] = "/tmp/trede-giant-XXXXXX";
	int file = mkstemp(path);
	struct cost cost;

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(ftruncate(file, 1L << 30), 0);
	(void)close(file);
	cost = measure(read_giant, path);
	(void)unlink(path);
	expect_cost("1 GiB", &cost, READ_MS, READ_KIB);
	assert_int_equal(cost.errors, 1);
}

static enum err give_file(void *data, const char *name, struct str *out, struct error *e)
{
	const struct str *file = data;

	(void)name, (void)e;
	str_add_bytes(out, file->bytes, file->len);
	return OK;
}

/* A form beside which that file lies. */
static void read_beside(void *data, struct cost *cost)
{
	static const char form_text[] =
		"survey:\n- {type: select_one_from_file f.csv, name: a, "
		"label: A}\nsettings: {form_id: f}\n";
	const struct form_files files = {give_file, data};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(form_text, strlen(form_text), &files, &problems);

	cost->errors = problems.errors;
	cost->line = problems.count ? problems.items[0].line : 0;
	form_free(form);
	form_problems_release(&problems);
}

/* What more is repeated times times behind the header. */
static void refuses_broken_files(void **state)
{
	static const struct {
		const char *name, *header, *more;
		int times;
	} bombs[] = {
		{"a quote", "name,label\n\"", "aaaaaaaa", 1000000},
		{"quotes", "name,label\n", "\"", 8000001},
		{"quotes in pairs", "name,label\n\"", "\"\"", 4000000},
		{"columns", "name,label\n", "a,", 1000000},
		{"columns of the header", "name", ",a", 1000000},
		{"nameless columns", "name", ",", 1000000},
		{"short rows", "name,label,x\n", "a\n", 1000000},
		{"rows", "name,label\n", "a,b\n", 1000000},
		{"empty rows", "name,label\n", ",\n", 1000000},
		{"empty lines", "name,label\n", "\n", 8000000},
		{"a long cell", "name,label\n", "abcdefgh", 1000000},
		{"broken rows", "name,label\n", "\"a\"b,c\n", 1000000},
		{"no UTF-8", "name,label\n", "\xff,\xfe\n", 1000000},
		{"larger than may be", "name,label\n", "aaaaaaa,bbbbbbb\n", 600000},
	};
	struct str file = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
		struct cost cost;

		str_reset(&file);
		str_add(&file, bombs[i].header);
		repeat(&file, bombs[i].more, bombs[i].times);
		cost = measure(read_beside, &file);
		expect_cost(bombs[i].name, &cost, READ_MS, READ_KIB);
		if (strstr(bombs[i].name, "empty"))
			assert_true(cost.line > 0);
		else if (cost.errors != 1 || cost.line != 2)
			fail_msg("%s: %zu errors, line %u", bombs[i].name, cost.errors,
				 cost.line);
	}
	str_release(&file);
}

static void refuses_too_many_rows(void **state)
{
	struct str s = STR_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;

	(void)state;
	str_add(&s, "settings: {form_id: f}\nsurvey:\n");
	for (int i = 0; i < 5001; i++)
		str_addf(&s, "- {type: text, name: q%d, label: Q}\n", i);
	assert_null(form_read(s.bytes, s.len, NULL, &problems));
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.items[0].line, 5003);
	assert_string_equal(problems.items[0].text, "Too many rows: 5000 at most.");
	form_problems_release(&problems);
	str_release(&s);
}

/* All wrong in the dearest way: each row names a question that is not there. */
static void bounds_its_suggestions(void **state)
{
	struct str s = STR_INIT;
	unsigned line;

	(void)state;
	str_add(&s, "survey:\n");
	for (int i = 0; i < 4000; i++)
		str_addf(&s,
			 "- {type: text, name: a_long_name_%d, label: "
			 "'${b_long_name_%d}'}\n",
			 i, i);
	assert_int_equal(errors_of(s.bytes, s.len, &line), 4000);
	str_release(&s);
}

static const char sample[] = "# a form with something of everything\n"
			     "survey:\n"
			     "- {'#': start}\n"
			     "- type: group\n"
			     "  name: g\n"
			     "  label: {nl: Groep, en: Group}\n"
			     "  part: alone\n"
			     "  questions:\n"
			     "  - type: select_multiple l or_other\n"
			     "    name: a\n"
			     "    label: {nl: 'Wat?', en: \"What?\"}\n"
			     "    hint: Zeg ${b}\n"
			     "  - {type: integer, name: b, label: B, constraint: . > 0 "
			     "and . < 9, default: 3}\n"
			     "- type: begin_group\n"
			     "  name: h\n"
			     "  relevant: selected(${a}, 'x') or ${b} = 2\n"
			     "- type: date\n"
			     "  name: c\n"
			     "  label::Nederlands (nl): Wanneer?\n"
			     "  required: ${b} + 1 = 2\n"
			     "  default: today()\n"
			     "  appearance: w1 quick\n"
			     "- type: select_one m\n"
			     "  name: d\n"
			     "  label: |\n"
			     "    Waar?\n"
			     "  choice_filter: district = ${b}\n"
			     "- type: end group\n"
			     "- {type: calculate, name: e, calculation: 'if(${b} > 2, "
			     "\"ja\", concat(${d}, today()))'}\n"
			     "choices:\n"
			     "  l: {x: X, y: {nl: Y, en: Y}}\n"
			     "  m:\n"
			     "  - {name: p, label: P, district: 1}\n"
			     "  - {name: q, label: Q, district: 2}\n"
			     "settings: {form_id: f, form_title: {nl: F, en: F}, "
			     "languages: {nl: Nederlands, en: English}}\n";

/* The same numbers each run: a failure can be repeated. */
static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void lives_through_truncation(void **state)
{
	unsigned line;

	(void)state;
	assert_int_equal(errors_of(sample, strlen(sample), &line), 0);
	for (size_t len = 0; len < strlen(sample); len++)
		(void)errors_of(sample, len, &line);
}

static void lives_through_flips(void **state)
{
	static const char likely[] = "-:{}[]$'\"#&*!|>%@ \n\t,?.()=";
	size_t len = strlen(sample);
	char *copy = mem_new(len + 1);
	uint32_t seed = 20261122;
	unsigned line;

	(void)state;
	for (int round = 0; round < 6000; round++) {
		int flips = 1 + (int)(next_random(&seed) % 4);

		memcpy(copy, sample, len);
		for (int i = 0; i < flips; i++) {
			size_t at = next_random(&seed) % len;
			uint32_t with = next_random(&seed);

			copy[at] = with % 2 ? likely[with / 2 % (sizeof likely - 1)]
					    : (char)(with >> 8);
		}
		(void)errors_of(copy, len, &line);
	}
	free(copy);
}

/* Lines left out, doubled and moved: what an editor does by mistake. */
static void lives_through_moved_lines(void **state)
{
	struct str s = STR_INIT;
	uint32_t seed = 7;
	unsigned line;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		str_reset(&s);
		for (const char *at = sample; *at;) {
			size_t len = strcspn(at, "\n") + 1;
			uint32_t what = next_random(&seed) % 20;

			if (what == 0)
				str_add(&s, "  ");
			if (what != 1)
				str_add_bytes(&s, at, len);
			if (what == 2)
				str_add_bytes(&s, at, len);
			at += len;
		}
		(void)errors_of(s.bytes, s.len, &line);
	}
	str_release(&s);
}

/* Neither the name of a file nor what stands in it makes a finding of its own. */
static void says_each_on_one_line(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT;

	(void)state;
	form_problems_add(&problems, FORM_ERROR, 1, 1, "no '%s'", "a\nf:2:1: error: b");
	form_problems_write(&said, &problems, "x\ny:9:9: error: z\r");
	assert_string_equal(said.bytes,
			    "x y:9:9: error: z :1:1: error: no 'a f:2:1: error: b'\n");
	str_release(&said);
	form_problems_release(&problems);
}

int reader_hostile_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_bombs),
		cmocka_unit_test(refuses_what_is_no_utf8),
		cmocka_unit_test(keeps_its_depth),
		cmocka_unit_test(keeps_its_bounds),
		cmocka_unit_test(refuses_a_giant),
		cmocka_unit_test(refuses_broken_files),
		cmocka_unit_test(refuses_too_many_rows),
		cmocka_unit_test(bounds_its_suggestions),
		cmocka_unit_test(lives_through_truncation),
		cmocka_unit_test(lives_through_flips),
		cmocka_unit_test(lives_through_moved_lines),
		cmocka_unit_test(says_each_on_one_line),
	};

	return cmocka_run_group_tests_name("reader, hostile", tests, NULL, NULL);
}
