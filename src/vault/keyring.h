/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_KEYRING_H
#define VAULT_KEYRING_H

#include "base/base.h"
#include "vault/key.h"

/*
 * The key file: who may open the file, as bytes in and out.  A slot for each worker and one for the
 * recovery code.  Each slot has a key pair of its own: the private half is wrapped by what Argon2id
 * makes of the passphrase (XChaCha20-Poly1305, the slot's header as associated data), the data key is
 * boxed to the public half.  So a new data key can be given to all who stay without their
 * passphrases, and who was taken out cannot open it (docs/format.md, "The key file").
 */
struct vault_keyring;

enum vault_slot_kind { VAULT_SLOT_WORKER = 1, VAULT_SLOT_RECOVERY = 2 };
enum vault_cost {
	VAULT_COST_SMALLEST, /* practice files and tests: libsodium's minimum */
	VAULT_COST_FULL      /* 256 MiB, 3 passes; 64 MiB, 3 passes under 2 GB of memory
				(notes: 681 ms and 147 ms on the machine of measurement) */
};
enum {
	VAULT_WORKER_BYTES = 37,      /* an id with its NUL; "" in the recovery slot */
	VAULT_LABEL_MOST = 200,       /* bytes of the label */
	VAULT_SLOTS_MOST = 64,
	VAULT_KEYRING_MOST = 65536,   /* bytes of a key file; more is refused unread */
	VAULT_MEMORY_MOST_KIB = 1 << 20, /* upper bounds of a slot, checked before use */
	VAULT_PASSES_MOST = 16,
	VAULT_WORK_MOST_KIB = 4 << 20, /* passes times memory: 3 s; a hostile file may have 64 slots */
	VAULT_RECOVERY_BYTES = 32     /* "xxxx-xxxx-xxxx-xxxx-xxxx-xxxx" and its NUL */
};

/* label: what the lock screen shows (the organisation's name), not secret; cut at a whole character. */
struct vault_keyring *vault_keyring_new(const char *label);
void vault_keyring_free(struct vault_keyring *r); /* NULL is fine */

/* Everything is checked and bounded; ERR_DAMAGED: not what was written; ERR_NEWER: a later version. */
enum err vault_keyring_read(const char *bytes, size_t len, struct vault_keyring **out,
			    struct error *e);
void vault_keyring_write(const struct vault_keyring *r, struct str *out); /* replaces out */

const char *vault_keyring_label(const struct vault_keyring *r);
void vault_keyring_set_label(struct vault_keyring *r, const char *label);
const unsigned char *vault_keyring_id(const struct vault_keyring *r); /* 16 random bytes, for ever */
int vault_keyring_count(const struct vault_keyring *r);
enum vault_slot_kind vault_keyring_kind(const struct vault_keyring *r, int slot);
const char *vault_keyring_worker(const struct vault_keyring *r, int slot); /* "" recovery */
bool vault_keyring_is_cheap(const struct vault_keyring *r); /* all slots at the smallest cost */

/*
 * Gives worker ("": the recovery code) a slot for key, in place of the one she had.  names: up to two
 * texts by which she may call herself, compared as bytes (the caller folds them); only keyed hashes of
 * them are kept.  ERR_MEMORY when Argon2id cannot have its memory; ERR_INVALID when all slots are taken.
 */
enum err vault_keyring_add(struct vault_keyring *r, const struct vault_key *key, const char *worker,
			   const char *const names[2], const struct secret *passphrase,
			   enum vault_cost cost, struct error *e);
bool vault_keyring_remove(struct vault_keyring *r, const char *worker); /* false: had none */

/*
 * The data key for who gives this name and passphrase.  name "": the recovery code is tried when the
 * passphrase has its shape; else the worker's slot when there is one only, and with try_all every
 * slot in turn.  One that fits no slot costs one derivation too.  *slot tells whose it was.
 * ERR_PASSPHRASE: one sentence for all that can be wrong; ERR_MEMORY.  ERR_USAGE: the name fits more
 * than one worker, or is needed.  ERR_DAMAGED: it fits, but some slot was put there or changed by
 * somebody who did not have the key; so a keyring whose key one holds can be rekeyed safely.
 */
enum err vault_keyring_open(const struct vault_keyring *r, const char *name,
			    const struct secret *passphrase, bool try_all, struct vault_key **out,
			    int *slot, struct error *e);

/* Boxes another data key to every slot. */
void vault_keyring_rekey(struct vault_keyring *r, const struct vault_key *key);

/* A new recovery code: 24 signs of 5 bits in groups of four, without i l o u (Crockford). */
void vault_recovery_new(struct secret *out);
/* What was typed as such a code would be written; false when it does not have its shape. */
bool vault_recovery_read(const struct secret *typed, struct secret *out);

#endif
