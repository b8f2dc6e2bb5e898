/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_IMPORT_H
#define CARE_IMPORT_H

#include "care/search.h"

/*
 * Many clients at once, from a CSV file of any dialect (, ; tab |) and encoding (UTF-8 with or
 * without mark, UTF-16, Windows-1252).  Columns are fact names, or what a mapping file says; unknown columns are told
 * once and passed over.  A row with a file number that is known changes her facts where they
 * differ; the same file twice changes nothing.  Done in transactions of many rows: what was done
 * is kept when it is stopped, and the same command goes on where it was.
 */
struct care_import_count {
	int64_t rows, all_bytes, done_bytes; /* read; of the file; behind us */
	int64_t added, changed, same, rejected;
	int64_t findable; /* women that can be found by now */
};

struct care_import_options {
	const char *bytes;   /* of the file, borrowed */
	size_t len;
	const char *mapping, *mapping_name; /* text of a mapping file, or NULL */
	size_t mapping_len;
	bool is_dry;         /* read and check everything, write nothing */
	/* A row that cannot be used, as it stands in the file, with its line and why.  May be NULL. */
	void (*reject)(void *data, unsigned line, const char *why, const char *row, size_t len);
	/* After each transaction; true: stop here. */
	bool (*progress)(void *data, const struct care_import_count *n);
	void *data;
};

enum err care_import_clients(struct care_session *s, const struct care_import_options *o,
			     struct care_import_count *out, struct error *e);

#endif
