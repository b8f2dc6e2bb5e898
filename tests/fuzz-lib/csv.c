/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV: the reader of rows by itself, and as the file that a form chooses from. */
#include "base/csv.h"

#include "filling.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	return 0;
}

static void check_row(const struct csv_reader *r, size_t width, unsigned line)
{
	MUST(r->count <= CSV_COLUMNS && r->missing <= r->count);
	MUST(width == 0 || r->count == width);
	MUST(r->line >= line);
	for (size_t i = 0; i < r->count; i++) {
		size_t len = strlen(r->cells[i]);

		MUST(len <= CSV_CELL_BYTES && text_is_utf8(r->cells[i], len));
	}
}

/* A hash of all it says, to be the same twice; *rows how many rows are good. */
static uint64_t read_rows(const char *bytes, size_t len, bool has_header, size_t *rows)
{
	struct csv_reader r;
	struct error e = ERROR_INIT;
	uint64_t hash = 14695981039346656037u;
	size_t width = 0;
	unsigned line = 0;
	enum csv_step step;

	*rows = 0;
	csv_reader_init(&r, bytes, len);
	if (has_header && csv_reader_header(&r, &e) != OK)
		MUST(e.text[0]);
	while ((step = csv_reader_next(&r, &e)) != CSV_END) {
		MUST(step == CSV_ROW || e.text[0]);
		hash = hash * 1099511628211u + (unsigned)step;
		if (step == CSV_BAD)
			continue;
		check_row(&r, width, line);
		width = r.count;
		line = r.line;
		++*rows;
		for (size_t i = 0; i < r.count; i++)
			for (const char *c = r.cells[i]; *c; c++)
				hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	}
	csv_reader_release(&r);
	MUST(*rows <= len);
	return hash;
}

/* As UTF-8, and row by row in pieces of some bytes: the same rows whatever the pieces. */
static uint64_t read_pieces(const char *bytes, size_t len, size_t piece)
{
	struct csv_reader r;
	struct error e = ERROR_INIT;
	uint64_t hash = 14695981039346656037u;
	size_t at = len < piece ? len : piece;
	struct str window = STR_INIT;
	enum csv_step step;

	csv_reader_begin(&r, ';');
	str_add_bytes(&window, bytes, at);
	csv_reader_feed(&r, window.bytes, window.len, at == len);
	while ((step = csv_reader_next(&r, &e)) != CSV_END) {
		if (step == CSV_MORE) {
			size_t more = len - at < piece ? len - at : piece;

			MUST(at < len);
			str_remove(&window, 0, r.at);
			str_add_bytes(&window, bytes + at, more);
			at += more;
			csv_reader_feed(&r, window.bytes, window.len, at == len);
			continue;
		}
		MUST(r.row_len > 0 && r.row_at + r.row_len <= window.len);
		hash = (hash ^ (unsigned)step ^ r.line) * 1099511628211u;
		for (size_t i = 0; i < r.row_len; i++)
			hash = (hash ^ (unsigned char)r.bytes[r.row_at + i]) * 1099511628211u;
		if (r.row_len % 3 == 0)
			(void)csv_reader_split(&r);
	}
	csv_reader_release(&r);
	str_release(&window);
	return hash;
}

static void check_pieces(const char *bytes, size_t len)
{
	struct encoding_guess guess = {0};
	struct str text = STR_INIT;
	enum encoding from;
	size_t mark;

	encoding_look(&guess, bytes, len);
	from = encoding_guessed(&guess, &mark);
	MUST(mark <= len);
	MUST(encoding_decode(from, bytes + mark, len - mark, true, &text) == len - mark);
	MUST(read_pieces(text.bytes, text.len, text.len + 1) ==
	     read_pieces(text.bytes, text.len, 1 + text.len % 7));
	str_release(&text);
}

static enum err read_file(void *data, const char *name, struct str *out, struct error *e)
{
	const struct input *in = data;

	if (!text_equal(name, "f.csv"))
		return error_set(e, ERR_NOT_FOUND, "There is no such file.");
	str_reset(out);
	str_add_bytes(out, (const char *)in->bytes, in->len);
	return OK;
}

/* What the index of a column finds is what is found by looking at each. */
static void check_index(const struct form *form, const struct form_list *list, int column,
			unsigned from)
{
	const char *value = form_list_cell(form, list, (int)from, column, 0);
	int count, found = 0;
	const int *rows = form_list_rows(list, column, value, &count);

	for (unsigned i = 0; i < list->count; i++) {
		if (!text_equal(form_list_cell(form, list, (int)i, column, 0), value))
			continue;
		MUST(found < count && rows[found] == (int)i);
		found++;
	}
	MUST(found == count);
}

static void check_list(const struct form *form, const struct form_list *list)
{
	enum { LOOKED_AT = 8 };

	for (unsigned i = 0; i < list->count && i < LOOKED_AT; i++) {
		check_index(form, list, FORM_CELL_NAME, i);
		for (unsigned c = 0; c < list->column_count && c < LOOKED_AT; c++) {
			MUST(form_list_column(list, list->columns[c]) >= 0);
			check_index(form, list, (int)c, i);
		}
	}
}

static const char choosing[] =
	"settings: {form_id: f, form_title: F, default_language: nl}\n"
	"survey:\n"
	"- {type: text, name: a, label: A}\n"
	"- {type: select_one_from_file f.csv, name: b, label: B, choice_filter: \"name "
	"!= ${a}\"}\n"
	"- {type: select_multiple_from_file f.csv, name: c, label: C}\n"
	"- {type: calculate, name: d, calculation: \"instance('f')/root/item[name = "
	"${b}]/label\"}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct input file = {data, size, 0}, in = {data, size, 0};
	const struct form_files files = {read_file, &file};
	size_t rows, again;
	struct form *form;

	MUST(read_rows(bytes, size, false, &rows) ==
	     read_rows(bytes, size, false, &again));
	MUST(rows == again);
	MUST(read_rows(bytes, size, true, &rows) == read_rows(bytes, size, true, &again));
	check_pieces(bytes, size);
	form = lib_form(choosing, sizeof choosing - 1, &files);
	if (form) {
		struct form_filling *f = lib_fill(form, &in);

		for (int i = 0; i < form->list_count; i++)
			check_list(form, &form->lists[i]);
		lib_look(form, f);
		form_filling_free(f);
	}
	form_free(form);
	return 0;
}
