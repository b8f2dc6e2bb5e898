/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_KEYS_INNER_H
#define STORE_KEYS_INNER_H

/* Inside the store room only: the key behind the face of keys.h, and the names in the folder. */
#include "store/keys.h"
#include "vault/vault.h"

#define KEYS_DB "trede.db"
#define KEYS_FILE "trede.keys"
#define KEYS_NEW "trede.keys.new" /* file_replace's, while it writes */
#define KEYS_OLD "trede.keys.old"
#define KEYS_OLD_NEW "trede.keys.old.new" /* the same, of the one before */
#define KEYS_TRIES "trede.tries"

const struct vault_key *store_keys_key(const struct store_keys *k); /* borrowed */
const struct vault_keyring *store_keys_ring(const struct store_keys *k);
const char *store_keys_folder(const struct store_keys *k);
/* Of a backup's key file: a try like any other one in this folder, where wrong ones count. */
enum err keys_of_bytes(const char *folder, const struct str *bytes, const char *name,
		       const struct secret *passphrase, struct store_keys **out, struct error *e);
/* As it would be read back; the caller's; NULL: ERR_DAMAGED is in e. */
struct vault_keyring *keys_copy(const struct vault_keyring *ring, struct error *e);

#endif
