/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_DERIVE_H
#define VAULT_DERIVE_H

#include <sodium.h>

#include "vault/keyring.h"

/* Argon2id with one lane; the room's own. */
enum {
	VAULT_SALT_BYTES = crypto_pwhash_SALTBYTES,
	VAULT_DERIVED_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
};

struct vault_price {
	uint32_t passes, kib;
};

struct vault_price vault_price_of(enum vault_cost cost);
bool vault_price_is_allowed(
	struct vault_price p); /* the bounds of keyring.h and of the library */

/*
 * Above 1 MiB a child derives and hands the key over a pipe, so that the memory never
 * counts in this process and goes back to the system whole.  ERR_MEMORY: it could not be
 * had; ERR_DAMAGED: the price is not allowed.
 */
enum err vault_derive(const struct secret *passphrase, struct vault_price price,
		      const unsigned char salt[VAULT_SALT_BYTES],
		      unsigned char out[VAULT_DERIVED_BYTES], struct error *e);

#endif
