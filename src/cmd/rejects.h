/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CMD_REJECTS_H
#define CMD_REJECTS_H

#include "cmd/progress.h"

/*
 * Rows of an import that cannot be used: named on standard error, the first of them, and kept with the reason in front
 * in a CSV file beside the one that is read, whole when it gets its name; what had that name stays as
 * .old, for somebody may have mended rows in it.
 */
struct rejects {
	struct str path, part; /* the same until it is whole */
	FILE *out;
	bool is_dry, cannot_write;
	int64_t told;
	struct progress *progress; /* on the same terminal; may be NULL */
};
/* given: where it is to be; NULL: beside file.  is_dry: nothing is kept, only told. */
void rejects_begin(struct rejects *r, const char *given, const char *file, bool is_dry,
		   struct progress *progress);
/* The file is made; header: of the rows that come, as it stands in the file. */
void rejects_header(struct rejects *r, const char *header, size_t len, char separator);
/* file: told before the line; "" not.  A row as it stands in its file. */
void rejects_add(struct rejects *r, const char *file, unsigned line, const char *why,
		 const char *row, size_t len, char separator);
/* Rows of several kinds, each whole in one cell behind its file and line; makes the file when it must. */
void rejects_add_whole(struct rejects *r, const char *file, unsigned line, const char *why,
		       const char *row, size_t len);
enum err rejects_end(struct rejects *r, struct error *e);
void rejects_release(struct rejects *r);

#endif
