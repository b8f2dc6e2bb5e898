/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

char csv_separator(const char *bytes, size_t len, const char *separators)
{
	size_t counts[CSV_SEPARATORS] = {0}, best = 0;
	size_t several = strnlen(separators, CSV_SEPARATORS);
	bool is_quoted = false, is_empty = true;

	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];

		if (c == '"')
			is_quoted = !is_quoted;
		if (!is_quoted && (c == '\n' || c == '\r')) {
			if (!is_empty)
				break;
			continue;
		}
		is_empty = false;
		for (size_t k = 0; k < several && !is_quoted; k++)
			counts[k] += c == separators[k];
	}
	for (size_t k = 1; k < several; k++) {
		if (counts[k] > counts[best])
			best = k;
	}
	return separators[best];
}

char csv_separator_said(const char *bytes, size_t len, size_t *line)
{
	static const char said[] = "sep=";
	size_t at = sizeof said; /* behind the separator */

	*line = 0;
	if (len < at + 1 || strncasecmp(bytes, said, sizeof said - 1) != 0)
		return '\0';
	if (bytes[at] == '\r' && at + 1 < len)
		at++;
	if (bytes[at] != '\n')
		return '\0';
	*line = at + 1;
	return bytes[sizeof said - 1];
}

void csv_reader_init(struct csv_reader *r, const char *bytes, size_t len)
{
	*r = (struct csv_reader){.bytes = bytes,
				 .len = len,
				 .line = 1,
				 .next_line = 1,
				 .text = STR_INIT};
	if (len >= 3 && !memcmp(bytes, byte_order_mark, 3))
		r->at = 3;
	r->separator = csv_separator(bytes + r->at, len - r->at, ",;\t");
}

void csv_reader_begin(struct csv_reader *r, char separator)
{
	*r = (struct csv_reader){.bytes = "",
				 .line = 1,
				 .next_line = 1,
				 .separator = separator,
				 .has_more = true,
				 .is_in_pieces = true,
				 .text = STR_INIT};
}

void csv_reader_feed(struct csv_reader *r, const char *bytes, size_t len, bool is_last)
{
	r->bytes = bytes;
	r->len = len;
	r->at = 0;
	r->has_more = !is_last;
}

void csv_reader_release(struct csv_reader *r)
{
	str_release(&r->text);
	free(r->starts);
	free(r->pointers);
	*r = (struct csv_reader){.text = STR_INIT};
}

static bool is_end_of_line(const struct csv_reader *r)
{
	return r->bytes[r->at] == '\n' || r->bytes[r->at] == '\r';
}

/* Past LF, CR or CRLF. */
static void pass_line_end(struct csv_reader *r)
{
	bool is_pair = r->bytes[r->at] == '\r' && r->at + 1 < r->len &&
		       r->bytes[r->at + 1] == '\n';

	r->at += is_pair ? 2 : 1;
	r->next_line++;
}

/* What is wrong with a row; the first thing counts. */
enum fault {
	FAULT_NONE,
	FAULT_UNCLOSED,
	FAULT_BEHIND_QUOTE,
	FAULT_LONG,
	FAULT_CELLS,
	FAULT_NUL,
	FAULT_ENCODING,
	FAULT_WIDTH
};

static void note(enum fault *fault, enum fault found)
{
	if (*fault == FAULT_NONE)
		*fault = found;
}

/*
 * A quote that stands there by mistake must not take the lines behind it along: of such a row only the
 * first line counts.
 */
static bool is_of_quotes(enum fault fault)
{
	return fault == FAULT_UNCLOSED || fault == FAULT_BEHIND_QUOTE || fault == FAULT_LONG ||
	       fault == FAULT_CELLS;
}

/* What comes behind does not count, and a file of many such lines would be read over and over. */
static bool is_given_up(const struct csv_reader *r, enum fault fault)
{
	return r->is_in_pieces && is_of_quotes(fault) && fault != FAULT_UNCLOSED;
}

/* A cell is kept up to its bound; what comes after it is passed over. */
static void keep(struct csv_reader *r, size_t start, const char *bytes, size_t len,
		 enum fault *fault)
{
	if (r->text.len - start + len > CSV_CELL_BYTES)
		note(fault, FAULT_LONG);
	if (*fault == FAULT_NONE)
		str_add_bytes(&r->text, bytes, len);
}

/* Lines that end inside quotes: LF, CR or CRLF, each one line. */
static unsigned count_lines(const char *bytes, size_t len)
{
	unsigned lines = 0;

	for (size_t i = 0; i < len; i++)
		lines += bytes[i] == '\n' ||
			 (bytes[i] == '\r' && (i + 1 == len || bytes[i + 1] != '\n'));
	return lines;
}

static void read_quoted(struct csv_reader *r, size_t start, enum fault *fault)
{
	for (r->at++;;) {
		const char *from = r->bytes + r->at;
		const char *quote = memchr(from, '"', r->len - r->at);
		size_t len = quote ? (size_t)(quote - from) : r->len - r->at;

		if (!quote) {
			note(fault, FAULT_UNCLOSED);
			r->at = r->len;
			return;
		}
		keep(r, start, from, len, fault);
		r->next_line += count_lines(from, len);
		r->at += len + 1;
		if (is_given_up(r, *fault))
			return;
		if (r->at == r->len || r->bytes[r->at] != '"')
			break;
		keep(r, start, "\"", 1, fault);
		r->at++;
	}
	while (r->at < r->len && r->bytes[r->at] == ' ')
		r->at++;
	if (r->at < r->len && r->bytes[r->at] != r->separator && !is_end_of_line(r))
		note(fault, FAULT_BEHIND_QUOTE);
}

static void read_plain(struct csv_reader *r, size_t start, enum fault *fault)
{
	size_t from = r->at;

	while (r->at < r->len && r->bytes[r->at] != r->separator && !is_end_of_line(r))
		r->at++;
	keep(r, start, r->bytes + from, r->at - from, fault);
}

static size_t pass_blanks(const struct csv_reader *r, size_t at)
{
	while (at < r->len && r->bytes[at] == ' ')
		at++;
	return at;
}

static bool is_line_end(const struct csv_reader *r, size_t at)
{
	return at == r->len || r->bytes[at] == '\n' || r->bytes[at] == '\r';
}

/* Where the quote behind these blanks stands, when it is closed in this line and nothing stands behind. */
static size_t quote_behind_blanks(const struct csv_reader *r)
{
	size_t quote = pass_blanks(r, r->at), at;

	if (quote == r->len || r->bytes[quote] != '"')
		return r->at;
	for (at = quote + 1; !is_line_end(r, at); at++) {
		if (r->bytes[at] != '"')
			continue;
		if (at + 1 == r->len || r->bytes[at + 1] != '"')
			break;
		at++;
	}
	if (is_line_end(r, at))
		return r->at;
	at = pass_blanks(r, at + 1);
	return is_line_end(r, at) || r->bytes[at] == r->separator ? quote : r->at;
}

static void read_cell(struct csv_reader *r, enum fault *fault)
{
	size_t start = r->text.len;

	if (r->is_in_pieces && r->at < r->len && r->bytes[r->at] == ' ')
		r->at = quote_behind_blanks(r);

	if (r->start_count == CSV_COLUMNS)
		note(fault, FAULT_CELLS);
	if (*fault == FAULT_NONE) {
		VEC_ROOM(r->starts, r->start_count, r->start_room);
		r->starts[r->start_count++] = start;
	}
	if (r->at < r->len && r->bytes[r->at] == '"')
		read_quoted(r, start, fault);
	if (r->at < r->len && r->bytes[r->at] != r->separator && !is_end_of_line(r))
		read_plain(r, r->text.len, fault);
	if (*fault == FAULT_NONE)
		str_add_char(&r->text, '\0');
}

static void go_to_line_end(struct csv_reader *r, size_t from)
{
	r->at = from;
	while (r->at < r->len && !is_end_of_line(r))
		r->at++;
	r->next_line = r->line;
}

/* To the end of the row, or of its line when it is given up. */
static enum fault read_cells(struct csv_reader *r)
{
	enum fault fault = FAULT_NONE;
	size_t from = r->at;

	for (;;) {
		read_cell(r, &fault);
		if (r->at == r->len || is_end_of_line(r) || is_given_up(r, fault))
			break;
		r->at++;
	}
	if (is_given_up(r, fault))
		go_to_line_end(r, from);
	if (memchr(r->bytes + from, '\0', r->at - from))
		note(&fault, FAULT_NUL);
	else if (!text_is_utf8(r->bytes + from, r->at - from))
		note(&fault, FAULT_ENCODING);
	r->row_len = r->at - from;
	if (r->at < r->len)
		pass_line_end(r);
	return fault;
}

/* As wide as the first row: empty cells too many are dropped, missing ones are empty. */
static enum fault settle_width(struct csv_reader *r)
{
	size_t room = r->text.len;

	if (!r->has_width) {
		r->has_width = true;
		r->width = r->start_count;
	}
	while (r->start_count > r->width && !r->text.bytes[r->starts[r->start_count - 1]])
		r->start_count--;
	if (r->start_count > r->width)
		return FAULT_WIDTH;
	r->missing = r->width - r->start_count;
	if (r->pointer_room < r->width) {
		r->pointers = mem_resize(r->pointers, r->width, sizeof *r->pointers);
		r->pointer_room = r->width;
	}
	for (size_t i = 0; i < r->width; i++)
		r->pointers[i] =
			r->text.bytes + (i < r->start_count ? r->starts[i] : room);
	r->cells = r->pointers;
	r->count = r->width;
	return FAULT_NONE;
}

static enum csv_step bad(const struct csv_reader *r, enum fault fault, struct error *e)
{
	static const char *const texts[] = {
		[FAULT_NONE] = "",
		[FAULT_UNCLOSED] = N_("a quote is opened in this row and never closed."),
		[FAULT_BEHIND_QUOTE] = N_("text stands behind a closing quote; a quote "
					  "inside quotes is written twice."),
		[FAULT_LONG] = N_("a cell is longer than 64 kB."),
		[FAULT_CELLS] = N_("there are more than 256 cells."),
		[FAULT_NUL] = N_("this is no text, perhaps a workbook; save that as CSV."),
		[FAULT_ENCODING] = N_("this is not UTF-8; save the file as CSV UTF-8."),
		[FAULT_WIDTH] = N_("there are more cells than in the first row."),
	};

	(void)error_set(e, ERR_INVALID, _("line %u: %s"), r->line, _(texts[fault]));
	return CSV_BAD;
}

bool csv_reader_split(struct csv_reader *r)
{
	size_t end = r->row_at + r->row_len, at = r->at;
	unsigned next_line = r->next_line;

	if (!r->is_in_pieces)
		return false;
	go_to_line_end(r, r->row_at);
	if (r->at >= end) {
		r->at = at;
		r->next_line = next_line;
		return false;
	}
	r->row_len = r->at - r->row_at;
	if (r->at < r->len)
		pass_line_end(r);
	return true;
}

/* Back to where the row began: what is there may not be all of it. */
static enum csv_step want_more(struct csv_reader *r, size_t at, unsigned line)
{
	r->at = at;
	r->next_line = line;
	return CSV_MORE;
}

enum csv_step csv_reader_next(struct csv_reader *r, struct error *e)
{
	enum fault fault;
	size_t before = r->at;
	unsigned before_line = r->next_line;

	r->cells = NULL;
	r->count = r->missing = r->start_count = 0;
	str_reset(&r->text);
	while (r->at < r->len && is_end_of_line(r))
		pass_line_end(r);
	r->line = r->next_line;
	r->row_at = r->at;
	if (r->at == r->len)
		return r->has_more ? want_more(r, before, before_line) : CSV_END;
	fault = read_cells(r);
	if (r->has_more && r->at == r->len && r->len - r->row_at <= CSV_ROW_BYTES)
		return want_more(r, before, before_line);
	if (fault == FAULT_NONE && r->is_in_pieces && r->row_len > CSV_ROW_BYTES)
		fault = FAULT_LONG;
	if (fault == FAULT_NONE)
		fault = settle_width(r);
	if (is_of_quotes(fault))
		(void)csv_reader_split(r);
	return fault == FAULT_NONE ? CSV_ROW : bad(r, fault, e);
}

static enum err check_names(const struct csv_reader *r, struct error *e)
{
	for (size_t i = 0; i < r->count; i++) {
		if (!*r->cells[i])
			return error_set(e, ERR_INVALID,
					 _("line %u: column %zu has no name."), r->line,
					 i + 1);
		for (size_t k = 0; k < i; k++) {
			if (!strcmp(r->cells[k], r->cells[i]))
				return error_set(
					e, ERR_INVALID,
					_("line %u: the column '%.60s' stands there twice."),
					r->line, r->cells[i]);
		}
	}
	return OK;
}

enum err csv_reader_header(struct csv_reader *r, struct error *e)
{
	switch (csv_reader_next(r, e)) {
	case CSV_END:
		return error_set(e, ERR_INVALID, _("line 1: the file is empty."));
	case CSV_BAD:
	case CSV_MORE:
		return ERR_INVALID;
	case CSV_ROW:
		break;
	}
	return check_names(r, e);
}
