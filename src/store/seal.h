/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <sqlite3.h>

#include "vault/vault.h"

/*
 * The sealing VFS, inside the store room only: between SQLite and the file system, so that no
 * page and no frame of the log is ever written but sealed.  One for each connection, with its
 * key.  It lets through the calls that SQLite makes for a file in WAL mode with exclusive
 * locking, a page size of 4096 and 40 reserved bytes; any other call is an error
 * (docs/format.md, "What reaches the disk").  There is one file and its log: a rollback
 * journal, a second file, a temporary one do not open, so a new file needs
 * journal_mode=memory before journal_mode=wal (sql_connect in sql.h does all of it).
 * It stands on whatever VFS is SQLite's default at that moment.
 */
struct seal;

/* base: where page 1 begins in the file, a multiple of the page size (a backup has a head). */
struct seal *seal_new(const struct vault_key *key, int64_t base); /* key is borrowed */
const char *seal_name(const struct seal *s); /* for sqlite3_open_v2 */
bool seal_is_plain(const struct seal *s); /* what was opened is a file of SQLite, not sealed */
size_t seal_log_end(const struct seal *s);   /* how many frames of the log were read or written */
void seal_free(struct seal *s);              /* after its connection is closed; NULL is fine */

/* Right after sqlite3_open_v2: 40 reserved bytes a page.  An SQLite code. */
int seal_reserve(sqlite3 *db);

/*
 * Before the first connection of a process: SQLite's page cache in locked memory (1,500
 * pages).  Called again it does nothing and returns true.  false: the memory could not be
 * locked (the cache is used all the same).
 */
bool seal_lock_cache(void);

#endif
