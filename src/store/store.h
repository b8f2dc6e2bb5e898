/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_H
#define STORE_STORE_H

/*
 * The file: all SQL and all tables.  It keeps entries in chains, drafts, the access log, and the
 * derived rows that care hands it as plain columns; it makes ids, salts and hashes.  It knows no
 * kinds of entry, no facts, no forms.
 *
 *   entry.h    entries and their chains          access.h  who looked at what
 *   draft.h    interviews that are not finished  derived.h rows computed from entries
 *   check.h    is the file what was written  keys.h    who may open it
 *   backup.h   a sealed copy elsewhere       renew.h   another file in its place
 *   names.h    derived rows by which a woman is found
 *   bulk.h     very many clients at once
 *   social.h   derived rows of the social map
 *
 * Every page of the file and its log is sealed (seal.h, the room's own).
 *
 * A struct filled by a read is the caller's, and goes with its _release.  A text that is NULL in a
 * draft or a derived row is kept as "".
 */
#include "store/access.h"
#include "store/backup.h"
#include "store/bulk.h"
#include "store/check.h"
#include "store/derived.h"
#include "store/draft.h"
#include "store/entry.h"
#include "store/keys.h"
#include "store/names.h"
#include "store/renew.h"
#include "store/social.h"
#include "vault/vault.h"

struct store;

struct store_options {
	const char *path;             /* ":memory:" in tests */
	const struct store_keys *keys; /* seals it; borrowed for the store's life; NULL in memory */
	bool create;                  /* make it; ERR_INVALID when it exists */
	bool practice;                /* marks a new file; checked on an old one */
	const struct clock *clock;    /* borrowed for the store's life */
	struct vault_random random;   /* a seeded one draws other numbers at each opening */
};

/*
 * Opens, migrates, takes the file for this process alone.  ERR_NOT_FOUND: no file; ERR_BUSY after
 * 2 s; ERR_NEWER: made by a newer trede; ERR_INVALID: it is there already, or practice does not
 * fit; ERR_DAMAGED; ERR_FILE; ERR_FULL.  A file that this call made is gone when it fails.
 */
enum err store_open(struct store **out, const struct store_options *options, struct error *e);
void store_close(struct store *s); /* NULL is fine */
/*
 * When the log was found damaged in the middle at an opening: UTC ms, 0 never.  What was written
 * last before that may be missing; the file holds an earlier whole moment.
 */
enum err store_gap(struct store *s, int64_t *when_ms, struct error *e);
enum err store_gap_seen(struct store *s, struct error *e);
bool store_is_practice(const struct store *s);
const char *store_device(const struct store *s); /* this installation's id */
void store_new_id(struct store *s, char out[STORE_ID_BYTES]);

/*
 * Nested by savepoint; the outermost commit is durable (synchronous=FULL) when it returns OK.  A
 * commit that fails has undone its own level: no store_rollback after it.  Without an open level
 * store_rollback does nothing.
 */
enum err store_begin(struct store *s, struct error *e);
enum err store_commit(struct store *s, struct error *e);
void store_rollback(struct store *s);
/*
 * After an erasure, outside any transaction: the log that still holds what was written before is
 * emptied too.  When it cannot be, closing the file does it.
 */
enum err store_empty_log(struct store *s, struct error *e);

/* meta: small values that are not entries (derived code version, config hash). "" when absent. */
enum err store_meta(struct store *s, const char *key, struct str *out, struct error *e);
enum err store_set_meta(struct store *s, const char *key, const char *value, struct error *e);

/* Wall clock against the last entry: behind it, or more than 24 h ahead: the worker confirms. */
enum store_clock_state { STORE_CLOCK_FINE, STORE_CLOCK_BEHIND, STORE_CLOCK_AHEAD };
enum store_clock_state store_clock_check(struct store *s);

#endif
