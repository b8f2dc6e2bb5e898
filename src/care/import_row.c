/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/import_inner.h"
#include "care/record_fact.h"

/* What a cell says: trimmed, and as the mapping file has it. */
static void cell_add(const struct import_column *column, const char *text, struct str *out)
{
	struct str trimmed = STR_INIT;
	struct str folded = STR_INIT;

	while (*text == ' ')
		text++;
	if (*text == '\0')
		return;
	if (*text == '\'' && text[1] != '\0' && strchr(CARE_IMPORT_SIGNS, text[1]) != NULL)
		text++; /* as a file of rejects has it, and a spreadsheet */
	str_add(&trimmed, text);
	text_trim(&trimmed);
	text = trimmed.bytes;
	if (column->word_count > 0)
		text_fold_bare(&folded, trimmed.bytes, trimmed.len);
	for (int i = 0; i < column->word_count; i++)
		if (strcmp(column->words[i].folded, folded.bytes) == 0)
			text = column->words[i].key;
	if (*text != '\0' && !text_equal(text, "-")) {
		if (out->len > 0)
			str_add_char(out, ' ');
		str_add(out, text);
	}
	str_release(&trimmed);
	str_release(&folded);
}

static void fact_raw(const struct import_fact *fact, const struct csv_reader *csv, struct str *out)
{
	str_reset(out);
	for (int i = 0; i < fact->column_count; i++)
		if (fact->columns[i].at < csv->count)
			cell_add(&fact->columns[i], csv->cells[fact->columns[i].at], out);
	text_nfc(out);
}

const char *import_row_number(const struct import_map *map, const struct csv_reader *csv,
			      struct import_row *r)
{
	if (map->file_number < 0)
		return "";
	fact_raw(&map->facts[map->file_number], csv, &r->cell);
	return r->cell.bytes;
}

static bool is_one_line(enum import_kind kind)
{
	return kind != IMPORT_TEXT && kind != IMPORT_KEYS;
}

static bool is_broken(const struct import_fact *fact, const struct import_row *r)
{
	return is_one_line(fact->kind) && strpbrk(r->cell.bytes, "\r\n") != NULL;
}

static enum err fact_read(struct care_session *s, struct import_fact *fact,
			  const struct date *today, struct import_row *r, struct error *why)
{
	enum err rc;

	str_reset(&r->value);
	if (is_broken(fact, r)) {
		r->is_split = true;
		return error_set(why, ERR_INVALID,
				 _("column '%s': a line break stands in it; is a quote missing?"),
				 fact->columns[0].heading);
	}
	if (r->cell.len > RECORD_TEXT_BYTES)
		return error_set(why, ERR_INVALID, _("column '%s' is too long."),
				 fact->columns[0].heading);
	rc = import_value(s, fact, today, r->cell.bytes, &r->value, why);
	str_add_bytes(&r->values, r->value.bytes, r->value.len + 1); /* and its NUL */
	return rc;
}

static const char *fact_value(const struct import_row *r, const char *name)
{
	for (int i = 0; i < r->count; i++)
		if (strcmp(r->facts[i].name, name) == 0)
			return r->facts[i].value;
	return "";
}

static enum err row_judge(struct import_row *r, struct error *why)
{
	const char *called = fact_value(r, "called");

	r->file_number = fact_value(r, "file_number");
	r->given = fact_value(r, "given_name");
	r->given = *r->given != '\0' ? r->given : called;
	r->family = fact_value(r, "family_name");
	r->birth = fact_value(r, "birth_date");
	r->postcode = fact_value(r, "postcode");
	if (*r->given == '\0' && *r->family == '\0' && *r->file_number == '\0' &&
	    *fact_value(r, "maiden_name") == '\0' && *fact_value(r, "partner_name") == '\0' &&
	    *fact_value(r, "other_names") == '\0')
		return error_set(why, ERR_INVALID,
				 _("neither a name nor a file number stands in this row."));
	return OK;
}

/* Values stand behind each other, a NUL behind each; the texts are looked up when all are there. */
static void row_settle(struct import_map *map, struct import_row *r, const int *which)
{
	int kept = 0;

	r->on = r->note = "";
	for (int i = 0; i < r->count; i++) {
		const char *value = r->values.bytes + r->starts[i];

		if (which[i] == map->on)
			r->on = value;
		else if (which[i] == map->note)
			r->note = value;
		else
			r->facts[kept++] = (struct body_fact){map->facts[which[i]].name, value};
	}
	r->count = kept;
}

static bool is_blank(const struct csv_reader *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (csv->cells[i][strspn(csv->cells[i], " ")] != '\0')
			return false;
	return true;
}

/* Where a row ends may not hang on what else is wrong with it: that may be right another day. */
static void split_look(const struct import_map *map, const struct csv_reader *csv,
		       struct import_row *r)
{
	for (int i = 0; i < map->count && !r->is_split; i++) {
		fact_raw(&map->facts[i], csv, &r->cell);
		r->is_split = is_broken(&map->facts[i], r);
	}
}

enum err import_row_read(struct care_session *s, struct import_map *map,
			 const struct csv_reader *csv, const struct date *today,
			 struct import_row *r, struct error *why)
{
	int which[IMPORT_FACTS_MOST];
	enum err rc = OK;

	str_reset(&r->values);
	r->count = 0;
	r->is_split = false;
	r->is_blank = is_blank(csv);
	if (r->is_blank)
		return OK;
	if (csv->missing > 0)
		return error_set(why, ERR_INVALID,
				 _("there are fewer cells than in the first row."));
	for (int i = 0; i < map->count && rc == OK; i++) {
		fact_raw(&map->facts[i], csv, &r->cell);
		if (r->cell.len == 0)
			continue;
		which[r->count] = i;
		r->starts[r->count++] = r->values.len;
		rc = fact_read(s, &map->facts[i], today, r, why);
	}
	if (rc != OK) {
		split_look(map, csv, r);
		return rc;
	}
	row_settle(map, r, which);
	return row_judge(r, why);
}

void import_row_release(struct import_row *r)
{
	str_release(&r->values);
	str_release(&r->value);
	str_release(&r->cell);
}
