/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/import_inner.h"
#include "care/mapping.h"
#include "care/record.h"

/*
 * Which column says what: first the mapping file, then columns that are called like a fact, then
 * the headings of config/columns.yaml, in its order.
 */
struct mapping {
	struct care_session *s;
	const struct care_import_options *o;
	const struct csv_reader *header;
	struct import_map *map;
	const char **folded, **shown; /* of each cell of the header */
	bool *is_taken;
};

/* A heading as it is told: its first line, and not too much of it. */
static const char *shown_in(struct arena *a, const char *heading)
{
	enum { SHOWN_COLUMNS = 40 };
	size_t blank = strspn(heading, " \r\n"), len;
	int used;

	heading += blank;
	len = strcspn(heading, "\r\n");
	return arena_bytes(a, heading, text_fit(heading, len, SHOWN_COLUMNS, &used));
}

static void tell(struct mapping *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(struct mapping *m, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	if (m->o->tell == NULL)
		return;
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	m->o->tell(m->o->data, text.bytes);
	str_release(&text);
}

/* Consent is given by a person, and what is needed is an entry of its own. */
static bool is_forbidden(const char *name)
{
	return text_begins(name, "consent_") || text_equal(name, "benefit_consent") ||
	       text_begins(name, "precondition_");
}

static bool is_target(const struct mapping *m, const char *name)
{
	return text_equal(name, "on") || text_equal(name, "note") || care_fact_is_known(name) ||
	       care_config_item(care_session_config(m->s), "facts", name) != NULL;
}

enum place { ALONE, BEHIND, BEFORE };

/* Takes cell 'at' for this fact; false: another column gives it already. */
static bool column_take(struct mapping *m, const char *name, size_t at, enum place place,
			struct import_column **out)
{
	struct import_fact *fact = import_fact_of(m->s, m->map, name, true);
	struct import_column *column;

	if (fact == NULL || fact->column_count == IMPORT_JOINED_MOST ||
	    (place == ALONE && fact->column_count > 0))
		return false;
	column = &fact->columns[fact->column_count++];
	if (place == BEFORE) {
		memmove(&fact->columns[1], &fact->columns[0],
			(size_t)(fact->column_count - 1) * sizeof *column);
		column = &fact->columns[0];
	}
	*column = (struct import_column){.at = at, .heading = m->shown[at]};
	m->is_taken[at] = true;
	if (out != NULL)
		*out = column;
	return true;
}

static enum err bad_mapping(const struct mapping *m, unsigned line, struct error *e,
			    const char *format, ...) __attribute__((format(printf, 4, 5)));
static enum err bad_mapping(const struct mapping *m, unsigned line, struct error *e,
			    const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	(void)error_set(e, ERR_INVALID, _("%s, line %u: %s"), m->o->mapping_name, line,
			text.bytes);
	str_release(&text);
	return ERR_INVALID;
}

static void words_of_values(struct mapping *m, const struct map_column *from,
			    struct import_column *column)
{
	struct import_word *words;

	if (from->value_count == 0)
		return;
	words = arena_array(&m->map->arena, (size_t)from->value_count, sizeof *words);
	for (int i = 0; i < from->value_count; i++)
		import_word_add(&m->map->arena, words, &column->word_count, from->values[i].text,
				strlen(from->values[i].text), from->values[i].key);
	column->words = words;
}

static int column_named(const struct mapping *m, const char *heading)
{
	const char *folded = import_folded(&m->map->arena, heading, strlen(heading));

	for (size_t i = 0; i < m->header->count; i++)
		if (!m->is_taken[i] && strcmp(m->folded[i], folded) == 0)
			return (int)i;
	return -1;
}

static enum err mapped_take(struct mapping *m, const struct map_column *from, struct error *e)
{
	const char *name = from->field;
	struct import_column *column = NULL;
	int at = column_named(m, from->heading);

	if (at < 0)
		return bad_mapping(m, from->heading_line, e,
				   _("the file has no column '%s', or has it twice."),
				   from->heading);
	if (text_equal(name, "-")) {
		m->is_taken[at] = true;
		return OK;
	}
	if (is_forbidden(name))
		return bad_mapping(m, from->line, e,
				   _("'%s' cannot be imported: a person says that herself."), name);
	if (!is_target(m, name))
		return bad_mapping(m, from->line, e, _("There is no fact called '%s'."), name);
	if (!column_take(m, name, (size_t)at, from->joins ? BEHIND : ALONE, &column))
		return bad_mapping(m, from->line, e,
				   _("another column gives '%s' already; with '+ %s' they are joined."),
				   name, name);
	words_of_values(m, from, column);
	return OK;
}

static enum err mapping_read(struct mapping *m, struct error *e)
{
	struct map_mapping mapping = {.count = 0};
	enum err rc = OK;

	if (m->o->mapping != NULL)
		rc = care_mapping_read(&m->map->arena, m->o->mapping_name, m->o->mapping,
				       m->o->mapping_len, &mapping, e);
	for (int i = 0; i < mapping.count && rc == OK; i++)
		rc = mapped_take(m, &mapping.columns[i], e);
	return rc;
}

static void take_or_tell(struct mapping *m, const char *name, size_t at, enum place place)
{
	const struct import_fact *fact = import_fact_of(m->s, m->map, name, false);

	if (column_take(m, name, at, place, NULL))
		return;
	m->is_taken[at] = true;
	tell(m, _("Column '%s' is passed over: '%s' says that already. A mapping file can join "
		  "them."),
	     m->shown[at], fact != NULL ? fact->columns[0].heading : "");
}

static void take_facts(struct mapping *m)
{
	for (size_t i = 0; i < m->header->count; i++) {
		struct str name = STR_INIT;

		str_add(&name, m->header->cells[i]);
		text_trim(&name);
		if (!m->is_taken[i] && is_forbidden(name.bytes)) {
			m->is_taken[i] = true;
			tell(m, _("Column '%s' is passed over: a person says that herself."),
			     m->shown[i]);
		} else if (!m->is_taken[i] && is_target(m, name.bytes)) {
			take_or_tell(m, name.bytes, i, ALONE);
		}
		str_release(&name);
	}
}

/* Does one of the headings between commas fold to this? */
static bool is_among(const char *headings, const char *folded)
{
	struct str one = STR_INIT;
	bool is = false;

	for (const char *at = headings; !is && *at != '\0'; at += *at == ',') {
		size_t len = strcspn(at, ",");

		str_reset(&one);
		text_fold_bare(&one, at, len);
		is = one.len > 0 && strcmp(one.bytes, folded) == 0;
		at += len;
	}
	str_release(&one);
	return is;
}

/* What a heading of columns.yaml means here, beside the other columns. */
static enum place meaning_of(struct mapping *m, const char *key, struct str *name)
{
	const char *dot = strchr(key, '.');

	str_set(name, key);
	if (dot == NULL) {
		const struct import_fact *fact = import_fact_of(m->s, m->map, key, false);

		/* what was put before it waits for it */
		return fact != NULL && fact->has_prefix && fact->column_count == 1 ? BEHIND
										   : ALONE;
	}
	str_cut(name, (size_t)(dot - key));
	if (strcmp(dot, ".prefix") == 0)
		return BEFORE;
	if (import_fact_of(m->s, m->map, "given_name", false) != NULL &&
	    import_fact_of(m->s, m->map, "family_name", false) == NULL)
		str_set(name, "family_name");
	return ALONE;
}

static void take_headings(struct mapping *m)
{
	int count = 0;
	const struct care_item *items =
		care_config_list(care_session_config(m->s), "columns", &count);
	struct str name = STR_INIT;

	for (int k = 0; k < count; k++) {
		for (size_t i = 0; i < m->header->count; i++) {
			enum place place;

			if (m->is_taken[i] || (!is_among(items[k].nl, m->folded[i]) &&
					       !is_among(items[k].en, m->folded[i])))
				continue;
			place = meaning_of(m, items[k].key, &name);
			take_or_tell(m, name.bytes, i, place);
			if (place == BEFORE)
				import_fact_of(m->s, m->map, name.bytes, true)->has_prefix = true;
		}
	}
	str_release(&name);
}

static void nearer(const char *folded, const char *name, const char *shown, size_t len, int *best,
		   struct str *out)
{
	int distance = text_distance(folded, name, *best - 1);

	if (distance >= *best)
		return;
	*best = distance;
	str_reset(out);
	str_add_bytes(out, shown, len);
}

/* The heading that is meant, when one is near enough. */
static void suggest(struct mapping *m, const char *folded, struct str *out)
{
	int count = 0, best = (int)strlen(folded) / 4 + 2;
	const struct care_item *items =
		care_config_list(care_session_config(m->s), "columns", &count);
	struct str one = STR_INIT;

	for (int k = 0; k < 2 * count; k++) {
		for (const char *at = k % 2 ? items[k / 2].en : items[k / 2].nl; *at != '\0';
		     at += *at == ',') {
			size_t len;

			at += strspn(at, " ");
			len = strcspn(at, ",");
			str_reset(&one);
			text_fold_bare(&one, at, len);
			nearer(folded, one.bytes, at, len, &best, out);
			at += len;
		}
	}
	str_release(&one);
}

static void tell_rest(struct mapping *m)
{
	static const char own[] = "trede: "; /* the first column of a file of rejects */

	for (size_t i = 0; i < m->header->count; i++) {
		struct str near = STR_INIT;

		if (m->is_taken[i] || *m->folded[i] == '\0' ||
		    text_begins(m->header->cells[i], own))
			continue;
		suggest(m, m->folded[i], &near);
		if (near.len > 0)
			tell(m, _("Column '%s' is not known and is passed over; did you mean '%s'?"),
			     m->shown[i], near.bytes);
		else
			tell(m, _("Column '%s' is not known and is passed over."), m->shown[i]);
		str_release(&near);
	}
}

static enum err map_settle(struct mapping *m, struct error *e)
{
	static const char *const names[] = {"called",	   "given_name",   "family_name",
					    "maiden_name", "partner_name", "other_names"};
	struct import_map *map = m->map;
	bool has_name = false;

	map->file_number = map->on = map->note = -1;
	for (int i = 0; i < map->count; i++) {
		const char *name = map->facts[i].name;

		map->file_number = text_equal(name, "file_number") ? i : map->file_number;
		map->on = text_equal(name, "on") ? i : map->on;
		map->note = text_equal(name, "note") ? i : map->note;
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			has_name |= text_equal(name, names[k]);
	}
	if (has_name || map->file_number >= 0)
		return OK;
	return error_set(e, ERR_INVALID,
			 _("No column with a name or a file number was found. Is the first line the "
			   "header? A mapping file says which column is what."));
}

enum err import_map_read(struct care_session *s, const struct care_import_options *o,
			 const struct csv_reader *header, struct import_map *out,
			 struct error *e)
{
	struct mapping m = {.s = s, .o = o, .header = header, .map = out};
	enum err rc;

	m.folded = arena_array(&out->arena, header->count, sizeof *m.folded);
	m.shown = arena_array(&out->arena, header->count, sizeof *m.shown);
	m.is_taken = arena_array(&out->arena, header->count, sizeof *m.is_taken);
	for (size_t i = 0; i < header->count; i++) {
		m.folded[i] = import_folded(&out->arena, header->cells[i], strlen(header->cells[i]));
		m.shown[i] = shown_in(&out->arena, header->cells[i]);
	}
	rc = mapping_read(&m, e);
	if (rc != OK)
		return rc;
	take_facts(&m);
	take_headings(&m);
	tell_rest(&m);
	return map_settle(&m, e);
}

void import_map_release(struct import_map *m)
{
	for (int i = 0; i < m->count; i++) {
		str_release(&m->facts[i].last);
		str_release(&m->facts[i].last_value);
	}
	arena_release(&m->arena);
	*m = (struct import_map){.count = 0};
}
