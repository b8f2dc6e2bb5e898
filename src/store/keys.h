/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include "base/base.h"

/*
 * Who may open the file: trede.keys beside trede.db.  A changed key file is written whole (temporary
 * file, fsync, rename, fsync of the folder); the copy before it, trede.keys.old, opens the file when
 * trede.keys is damaged or gone, and goes at the first log-in with the new one, so that an old
 * passphrase is not kept alive by it.
 *
 * folder is the folder of the file.  Before anything is read here, what was prepared in it and not put
 * in place (renew.h) is put in place.
 */
struct store_keys; /* an opened key file: the data key, and whose slot opened it */
enum { STORE_WORKER_BYTES = 37 };

/* What can be known without a passphrase.  exists: there is a key file or a file. */
struct store_keys_about {
	bool exists;
	bool is_plain;     /* a file of an earlier trede, not sealed, without a key file */
	bool is_in_use;    /* another process has it open now */
	int workers;       /* slots of workers */
	int64_t wait_ms;   /* until the next try is taken, after wrong ones */
	struct str label;  /* the organisation's name */
};
enum err store_keys_look(const char *folder, struct store_keys_about *out, struct error *e);
void store_keys_about_release(struct store_keys_about *a);

/*
 * names: as vault_keyring_add has them, folded by the caller.  ERR_PASSPHRASE with one sentence for
 * all that can be wrong; after the third wrong try in a row each next one is refused unread for
 * 2, 4, 8 ... up to 300 s (trede.tries keeps the count, so that starting again does not help).
 */
enum err store_keys_open(const char *folder, const char *name, const struct secret *passphrase,
			 bool try_all, struct store_keys **out, struct error *e);
void store_keys_close(struct store_keys *k); /* NULL is fine; wipes the key */
const char *store_keys_worker(const struct store_keys *k); /* id; "" by recovery code */
bool store_keys_has(const struct store_keys *k, const char *worker);

/*
 * A new key file in memory with a new data key, a recovery slot (the code goes to recovery) and no
 * worker; nothing is written before store_keys_write.  is_practice: the smallest cost.
 */
enum err store_keys_new(const char *folder, const char *label, bool is_practice,
			struct secret *recovery, struct store_keys **out, struct error *e);
enum err store_keys_write(struct store_keys *k, struct error *e);

/* Each changes the key file and writes it; on failure it is as before. */
enum err store_keys_set(struct store_keys *k, const char *worker, const char *const names[2],
			const struct secret *passphrase, struct error *e);
enum err store_keys_set_recovery(struct store_keys *k, struct secret *code, struct error *e);
enum err store_keys_set_label(struct store_keys *k, const char *label, struct error *e);
/* Does this passphrase open this worker's slot?  Wrong tries count. */
enum err store_keys_prove(struct store_keys *k, const char *worker,
			  const struct secret *passphrase, struct error *e);

#endif
