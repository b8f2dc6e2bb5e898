/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/*
 * A CSV file row by row: RFC 4180, and what spreadsheets make of it.  Cells stand between , ; or tabs
 * (whichever the first line has most of, outside quotes); in quotes a cell may hold the separator, a
 * newline and "" for a quote.  Rows end with LF, CRLF or CR; empty lines are passed over, and so is a byte order mark.
 *
 *	csv_reader_init(&csv, bytes, len);
 *	while ((step = csv_reader_next(&csv, &e)) != CSV_END)
 *		...
 *	csv_reader_release(&csv);
 */
enum {
	CSV_CELL_BYTES = 64 << 10,
	CSV_COLUMNS = 256,
	CSV_ROW_BYTES = 1 << 20, /* of a file in pieces */
	CSV_SEPARATORS = 8
};

struct csv_reader {
	const char *const *cells; /* of the row, until the next one; as many as the first row has */
	size_t count;
	size_t missing;           /* how many of them the row did not have: they are "" */
	unsigned line;            /* where the row begins, from 1 */
	size_t row_at, row_len;   /* the row as it stands in bytes, bad or not, without its line end */
	char separator;

	/* the reader's own */
	const char *bytes;
	size_t len, at;
	unsigned next_line;
	struct str text; /* the cells behind each other, a NUL behind each */
	size_t *starts, start_count, start_room;
	const char **pointers;
	size_t pointer_room;
	bool has_width, has_more, is_in_pieces;
	size_t width;
};

enum csv_step {
	CSV_ROW,
	CSV_BAD, /* this row cannot be used: e says why, with its line; the next call goes on behind it */
	CSV_END,
	CSV_MORE /* only in pieces */
};

/* bytes are borrowed until the release. */
void csv_reader_init(struct csv_reader *r, const char *bytes, size_t len);
void csv_reader_release(struct csv_reader *r);
/*
 * A row is bad when it is not UTF-8 or holds a NUL, has more cells than the first row or than
 * CSV_COLUMNS, a cell longer than CSV_CELL_BYTES, text behind a closing quote, or a quote that is never closed (then the
 * file ends there).
 */
enum csv_step csv_reader_next(struct csv_reader *r, struct error *e);
/* The first row, as names of columns: none is empty, none stands twice.  ERR_INVALID; an empty file too. */
enum err csv_reader_header(struct csv_reader *r, struct error *e);

/*
 * A large file from outside, in pieces.  CSV_MORE asks for the next one: it is what stands from 'at'
 * on in the piece before, and more behind it; where the row began is told again.  A row has
 * CSV_ROW_BYTES at most.  Here a bad quote, a cell that is too long and a cell too many cost their own
 * line only: the next call goes on behind the first line of such a row, and no further was read.
 * Blanks before a quote are passed over when it is closed in its line and nothing stands behind that.
 */
void csv_reader_begin(struct csv_reader *r, char separator);
void csv_reader_feed(struct csv_reader *r, const char *bytes, size_t len, bool is_last);
/*
 * The row that was read goes over more than one line and should not: only its first line counts.
 * false: it was one line.
 */
bool csv_reader_split(struct csv_reader *r);
/* Which of these the first line that is not empty has most of, outside quotes; the first when it has none. */
char csv_separator(const char *bytes, size_t len, const char *separators);
/* "sep=;" in the first line, as one office program writes it: which, and its bytes in *line; 0 none. */
char csv_separator_said(const char *bytes, size_t len, size_t *line);

#endif
