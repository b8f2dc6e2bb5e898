/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BUNDLE_H
#define STORE_BUNDLE_H

#include "store/backup.h"
#include "vault/vault.h"

/* Inside the store room only: the head of a backup, and the list of good ones (docs/format.md). */
#define BUNDLE_MAGIC "TREDEBAK"
enum {
	BUNDLE_HEAD = 65536, /* bytes before page 1 */
	BUNDLE_FIXED = 64,   /* before the key file */
	BUNDLE_KEYS_MOST = BUNDLE_HEAD - BUNDLE_FIXED - VAULT_HASH_BYTES
};

struct bundle {
	int64_t pages, made_ms, entries, clients, drafts;
	unsigned tables; /* version of the tables, as user_version */
	struct str keys; /* the bytes of the key file */
};

/* out gets BUNDLE_HEAD bytes; keys are BUNDLE_KEYS_MOST at most. */
void bundle_write(const struct bundle *b, struct str *out);
/*
 * bytes: BUNDLE_HEAD of them; size: of the whole file.  ERR_INVALID: no backup of trede; ERR_NEWER;
 * ERR_DAMAGED: garbled, or cut off.  b->keys is the caller's.
 */
enum err bundle_read(const char *bytes, int64_t size, struct bundle *b, struct error *e);

/* Notes a good backup in trede.backups of the folder, after those before it. */
enum err bundle_note(const char *folder, const struct store_backup_about *made, struct error *e);

#endif
