/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/* A package of HSDS: CSV files, each a table. */

static void tell(const struct map_sink *sink, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void tell(const struct map_sink *sink, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	sink->tell(sink->data, text.bytes);
	str_release(&text);
}

/* "Organization ID" is organization_id. */
static const char *heading(struct arena *a, const char *name)
{
	struct str low = STR_INIT;
	const char *kept;

	str_add(&low, name);
	text_lower(&low);
	for (size_t i = 0; i < low.len; i++)
		if (low.bytes[i] == ' ')
			low.bytes[i] = '_';
	kept = arena_text(a, low.bytes);
	str_release(&low);
	return kept;
}

static bool has_column(const void *data, const char *column)
{
	const struct read_source *from = data;

	for (size_t i = 0; i < from->width; i++)
		if (strcmp(from->names[i], column) == 0)
			return true;
	return false;
}

static void name_columns(struct read_all *r, const struct read_rows *rows,
			 struct read_source *from)
{
	from->width = rows->width;
	from->names = arena_array(&r->arena, rows->width, sizeof *from->names);
	for (size_t i = 0; i < rows->width; i++) {
		from->names[i] = heading(&r->arena, rows->names[i]);
		from->names_len += strlen(from->names[i]);
	}
}

/* Old names become new ones; what no HSDS has is told, and kept under the name that it has. */
static void settle_columns(struct read_all *r, const struct read_rows *rows,
			   enum read_table table, struct read_source *from)
{
	for (size_t i = 0; i < from->width; i++) {
		const char *now = read_column_of(table, from->names[i]);

		if (!has_column(from, now))
			from->names[i] = now;
		if (read_column_is_known(table, from->names[i]) ||
		    read_column_of(table, from->names[i]) != from->names[i])
			continue;
		from->names[i] = arena_text(&r->arena, rows->names[i]);
		tell(r->sink, _("%s: the column '%s' is none of HSDS; it is kept."), from->file,
		     read_shown(&r->arena, rows->names[i]));
	}
}

/* The row as it stands in the file, which is there until all is read: copied only where it was recoded. */
static const char *raw_keep(struct read_all *r, const struct read_rows *rows, bool is_same,
			    size_t *len)
{
	const char *raw = read_rows_raw(rows, len);

	return is_same ? rows->file->bytes + (raw - rows->text.bytes)
		       : arena_bytes(&r->arena, raw, *len);
}

static enum err rows_take(struct read_all *r, struct read_rows *rows, enum read_table table,
			  const struct read_source *from, struct error *e)
{
	const struct map_file *file = rows->file;
	bool is_same = rows->text.len == file->len &&
		       memcmp(rows->text.bytes, file->bytes, file->len) == 0;

	while (read_rows_next(rows)) {
		struct read_row *row = read_row_add(r, table);

		row->from = from;
		row->line = rows->csv.line;
		row->raw = raw_keep(r, rows, is_same, &row->raw_len);
		row->cells = arena_array(&r->arena, from->width, sizeof *row->cells);
		for (size_t i = 0; i < from->width; i++)
			row->cells[i] = read_cell(&r->arena, rows->csv.cells[i]);
		r->kept += READ_ROW_COSTS / 4 + (is_same ? 1 : 2) * row->raw_len + from->width * sizeof *row->cells;
		if (r->kept > READ_KEPT_BYTES)
			return read_too_much(file, e);
	}
	return OK;
}

static bool is_about_package(const char *name)
{
	struct str low = STR_INIT;
	bool is;

	str_add(&low, name);
	text_lower(&low);
	is = low.len >= 5 && strcmp(low.bytes + low.len - 5, ".json") == 0;
	str_release(&low);
	return is;
}

static enum err file_take(struct read_all *r, const struct map_file *file, struct error *e)
{
	struct read_source *from = arena_new(&r->arena, sizeof *from);
	struct read_rows rows;
	enum read_table table;
	enum err rc = read_size_check(file, e);

	if (rc != OK || file->len == 0 || is_about_package(file->name))
		return rc;
	rc = read_rows_begin(&rows, file, r->sink, e);
	if (rc == OK) {
		from->file = file->name;
		name_columns(r, &rows, from);
		table = read_table_of(file->name, has_column, from, from);
		if (table == READ_TABLE_COUNT) {
			tell(r->sink, _("%s is no file of HSDS and is passed over."), file->name);
		} else {
			settle_columns(r, &rows, table, from);
			rc = rows_take(r, &rows, table, from, e);
		}
	}
	read_rows_release(&rows);
	return rc;
}

enum err map_read_package(const struct map_words *w, const struct map_file *files, int count,
			  const struct map_sink *sink, struct error *e)
{
	struct read_all r = {.words = w, .sink = sink};
	enum err rc = OK;

	for (int i = 0; i < count && rc == OK; i++)
		rc = file_take(&r, &files[i], e);
	if (rc == OK && r.tables[READ_ORGANIZATION].count + r.tables[READ_SERVICE].count == 0)
		rc = error_set(e, ERR_INVALID,
			       _("No organisation and no service could be read: a package of HSDS "
				 "has organizations.csv and services.csv."));
	if (rc == OK)
		read_tables_run(&r);
	read_all_release(&r);
	return rc;
}
