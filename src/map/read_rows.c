/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

enum { WINDOW_BYTES = 2 << 20 }; /* a row has half of it at most */

enum err read_size_check(const struct map_file *file, struct error *e)
{
	if (file->len <= READ_FILE_BYTES)
		return OK;
	return error_set(e, ERR_INVALID, _("%s is larger than 64 MB; import it in parts."),
			 file->name);
}

enum err read_too_much(const struct map_file *file, struct error *e)
{
	return error_set(e, ERR_INVALID,
			 _("%s holds more than can be read at once; import it in parts."),
			 file->name);
}

/* What stands before 'at' is done with. */
static void feed(struct read_rows *r, size_t at)
{
	size_t len = r->text.len - at;

	r->begin = at;
	len = len < WINDOW_BYTES ? len : WINDOW_BYTES;
	csv_reader_feed(&r->csv, r->text.bytes + at, len, at + len == r->text.len);
}

static enum csv_step step(struct read_rows *r, struct error *why)
{
	enum csv_step now;

	while ((now = csv_reader_next(&r->csv, why)) == CSV_MORE)
		feed(r, r->begin + r->csv.at);
	return now;
}

const char *read_rows_raw(const struct read_rows *r, size_t *len)
{
	*len = r->csv.row_len;
	return r->text.bytes + r->begin + r->csv.row_at;
}

static bool is_named(const struct read_rows *r, size_t before, const char *name)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(r->names[i], name) == 0)
			return true;
	return false;
}

/* A column without a name, or with one that is taken, is called by its place. */
static void name_columns(struct read_rows *r)
{
	r->width = r->csv.count;
	r->names = arena_array(&r->arena, r->width, sizeof *r->names);
	for (size_t i = 0; i < r->width; i++) {
		const char *name = read_cell(&r->arena, r->csv.cells[i]);

		if (*name == '\0' || is_named(r, i, name))
			name = arena_format(&r->arena, "%s%s%zu", name, *name == '\0' ? "" : " ",
					    i + 1);
		r->names[i] = name;
	}
}

enum err read_rows_begin(struct read_rows *r, const struct map_file *file,
			 const struct map_sink *sink, struct error *e)
{
	struct error why = ERROR_INIT;
	size_t said;
	char separator;

	*r = (struct read_rows){.file = file, .sink = sink, .text = STR_INIT};
	r->csv.text = (struct str)STR_INIT;
	encoding_text(file->bytes, file->len, &r->text);
	separator = csv_separator_said(r->text.bytes, r->text.len, &said);
	if (separator == '\0')
		separator = csv_separator(r->text.bytes, r->text.len, ",;\t|");
	csv_reader_begin(&r->csv, separator);
	r->csv.line = r->csv.next_line = said > 0 ? 2 : 1;
	feed(r, said);
	switch (step(r, &why)) {
	case CSV_ROW:
		name_columns(r);
		return OK;
	case CSV_BAD:
		return error_set(e, ERR_INVALID, _("%s, %s"), file->name, why.text);
	case CSV_END:
	case CSV_MORE:
		break;
	}
	return error_set(e, ERR_INVALID, _("%s is empty."), file->name);
}

static void tell_bad(const struct read_rows *r, const char *why)
{
	size_t len;
	const char *raw = read_rows_raw(r, &len);

	r->sink->bad(r->sink->data, r->file->name, r->csv.line, why, raw, len);
}

/* "line 7: there are ..." without the line: the sink says that. */
static const char *behind_line(const char *why)
{
	const char *colon = strstr(why, ": ");

	return colon != NULL ? colon + 2 : why;
}

static bool is_blank(const struct csv_reader *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (csv->cells[i][strspn(csv->cells[i], " \t\r\n")] != '\0')
			return false;
	return true;
}

bool read_rows_next(struct read_rows *r)
{
	struct error why = ERROR_INIT;
	enum csv_step now;

	while ((now = step(r, &why)) != CSV_END) {
		if (now == CSV_BAD) {
			(void)csv_reader_split(&r->csv); /* the lines behind may be good */
			tell_bad(r, behind_line(why.text));
		} else if (is_blank(&r->csv)) {
			continue;
		} else if (r->csv.missing > 0) {
			bool is_split = csv_reader_split(&r->csv);

			tell_bad(r, is_split ? _("a quote is opened in this row and never closed.")
					     : _("there are fewer cells than in the first row."));
		} else {
			return true;
		}
	}
	return false;
}

const char *read_cell(struct arena *a, const char *cell)
{
	struct str text = STR_INIT;
	const char *from, *kept;
	size_t quotes;

	str_add(&text, cell);
	text_trim(&text);
	from = text.bytes;
	quotes = strspn(from, "'");
	if (quotes > 0 && from[quotes] != '\0' && strchr(MAP_CSV_SIGNS, from[quotes]) != NULL)
		from++;
	kept = *from == '\0' ? "" : arena_text(a, from);
	str_release(&text);
	return kept;
}

void read_rows_release(struct read_rows *r)
{
	csv_reader_release(&r->csv);
	str_release(&r->text);
	arena_release(&r->arena);
}
