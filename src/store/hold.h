/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_HOLD_H
#define STORE_HOLD_H

#include <sqlite3.h>

#include <stdbool.h>

/* Inside the store room only: who has a file of SQLite open now, by the lock it takes for it. */
enum hold { HOLD_NONE, HOLD_HERE /* this process */, HOLD_ELSEWHERE };

/* A file that is not there is held by nobody. */
enum hold hold_of(const char *path);

/*
 * The file is one process's own from the first lock on.  SQLite itself lets all read first and only then
 * asks for the whole, and in exclusive mode none of those that wait lets go of what it has: several that
 * open in one moment would all find it in use.  Of those that may read one is chosen (only one can have
 * RESERVED), the others let go, and that one waits for them.  real: the file below the seal.  An
 * SQLite code.
 */
int hold_whole(sqlite3_file *real, sqlite3_vfs *vfs);

#endif
