/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_IMPORT_H
#define CARE_IMPORT_H

#include "care/session.h"

/*
 * Many clients at once, from a CSV file of any dialect (, ; tab |) and encoding (UTF-8 with or
 * without mark, UTF-16 with one, Windows-1252).  Columns are fact names, headings of config/columns.yaml,
 * or what a mapping file says; other columns are told once and passed over.
 *
 * A row with a file number that is known changes her facts where they differ (an empty cell changes
 * nothing); a row without one is a new client, unless somebody of that name and date of birth is there.  Done in
 * transactions of many rows, each with a mark of how far it went: when it is stopped or dies, the same
 * call with the same file goes on there, and a file that is done changes nothing.
 */
/*
 * A spreadsheet takes a cell that begins with one of these for a formula.  Behind an apostrophe it is text; there the
 * apostrophe is no part of what a cell says.
 */
#define CARE_IMPORT_SIGNS "=+-@"

struct care_import_count {
	int64_t rows, all_rows; /* behind us; in the file, 0 while they are counted */
	int64_t done_bytes, all_bytes;
	int64_t added, changed, same; /* same: nothing new in the row, or it was done before */
	int64_t rejected;             /* all that were handed to 'reject' */
	int64_t alike;                /* of these: somebody who looks like her is there */
	int64_t earlier;              /* rows that an earlier, stopped import had done */
	int64_t findable;             /* women that can be found by now */
};

/* The file, read twice from the beginning, in pieces: memory does not grow with it. */
struct care_import_file {
	/* Up to room bytes from 'at' on; *got 0: its end. */
	enum err (*read)(void *data, int64_t at, char *out, size_t room, size_t *got,
			 struct error *e);
	void *data;
	int64_t bytes;
};

struct care_import_options {
	struct care_import_file file;
	const char *mapping, *mapping_name; /* text of a mapping file (trede(1)), or NULL */
	size_t mapping_len;
	struct date on;      /* when they came, where no column says so; year 0: today */
	bool takes_alike;    /* new clients too who look like somebody who is there */
	bool is_dry;         /* read and check everything, write nothing */
	/* One sentence about the columns; once each, before the first row.  May be NULL. */
	void (*tell)(void *data, const char *sentence);
	/*
	 * The header (line 0, why NULL), before the first row that cannot be used; then these, as they stand
	 * in the file, in UTF-8 without line end, with their line and why.  After a stop those of the earlier
	 * part are handed out again.  May be NULL.
	 */
	void (*reject)(void *data, unsigned line, const char *why, const char *row, size_t len,
		       char separator);
	/* Some times a second, and after each transaction; true: stop soon.  May be NULL. */
	bool (*progress)(void *data, const struct care_import_count *n);
	void *data;
};

/*
 * OK with rejected rows too.  ERR_INVALID: the file or the mapping as a whole is no good, nothing was
 * changed.  When it was stopped *was_stopped is true.
 */
enum err care_import_clients(struct care_session *s, const struct care_import_options *o,
			     struct care_import_count *out, bool *was_stopped, struct error *e);

#endif
