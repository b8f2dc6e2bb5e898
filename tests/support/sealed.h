/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SEALED_H
#define TESTS_SEALED_H

#include <sqlite3.h>

#include "store/keys_inner.h"
#include "store/seal.h"

/*
 * The tables of a practice file as SQLite sees them, past the program's own statements and checks;
 * for tests alone.  Nobody else has the file open meanwhile.
 */
struct sealed {
	struct store_keys *keys;
	struct seal *seal;
	sqlite3 *db;
};

/* false: it does not open, and a line on standard error says why; nothing is to be closed then. */
bool sealed_open(struct sealed *s, const char *folder);
void sealed_close(struct sealed *s);

#endif
