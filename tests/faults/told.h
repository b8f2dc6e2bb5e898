/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_TOLD_H
#define FAULTS_TOLD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What the script told while it ran, in a file that outlives it: one line a step, its fields
 * apart by tabs.
 *
 *   try WHAT KEY VALUE     about to be given to the file
 *   kept WHAT KEY VALUE    the screen says 'bewaard' of it
 *   refused CODE SENTENCE  the step before failed, and this is what the worker reads
 *   space                  the disk has room again (the tracer reads this too)
 *   broken SENTENCE        the script itself saw what may not be
 *   end                    all of the script was done
 *
 * WHAT is one of client (KEY: how she is called), answer (path), place (path: half-typed text),
 * note, remark (path), finish, correction (path), line (a note in her dossier), appointment,
 * backup, login (a colleague; 1 she may, 0 she may not), recovery, women (how many there are), map (map_told.h).
 */
enum {
	TOLD_FD = 3 /* the same as TRACE_TOLD */
};
#define TOLD_MARKER "wqjxkzvbnmtrplhd" /* in what she said: may stand in no file */
#define TOLD_COLLEAGUE	"Fatima"
#define TOLD_PASSPHRASE "drie woorden wqjxkzvbnmtrplhd"
#define TOLD_CALLED "Qadriya " TOLD_MARKER

struct told_line {
	char *kind, *what, *key, *value; /* "" where there is none */
};

struct told {
	char *bytes;
	struct told_line *lines;
	size_t count, room;
};

bool told_read(struct told *t, const char *path); /* a last line without its end is left out */
void told_release(struct told *t);

/* The last value that was kept of this; NULL: none. */
const char *told_kept(const struct told *t, const char *what, const char *key);
/* Whether this value was kept, or tried after what was kept last; NULL asks for absence. */
bool told_allows(const struct told *t, const char *what, const char *key, const char *value);
bool told_has(const struct told *t, const char *kind);

#endif
