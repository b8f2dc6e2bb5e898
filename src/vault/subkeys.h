/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_SUBKEYS_H
#define VAULT_SUBKEYS_H

#include <sodium.h>

#include "vault/key.h"

/* What a key is made of; the room's own.  All of it lies in one piece of guarded memory.
 */
enum { VAULT_ROUNDS = 4 };

struct vault_key {
	unsigned char data[VAULT_KEY_BYTES]; /* random; what the slots box */
	unsigned char pages[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	unsigned char rounds[VAULT_ROUNDS][crypto_shorthash_KEYBYTES]; /* for checksums */
	unsigned char exports[crypto_secretbox_KEYBYTES];
	unsigned char slots[crypto_generichash_KEYBYTES]; /* for marks in the key file */
};

/* The key that was boxed; data is read only. */
enum err vault_key_from(const unsigned char data[VAULT_KEY_BYTES], struct vault_key **out,
			struct error *e);

/* The sentence for memory that the system does not give. */
enum err vault_no_memory(struct error *e);

#endif
