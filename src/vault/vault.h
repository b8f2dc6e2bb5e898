/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

/*
 * Everything secret, through libsodium: hash, random, the data key and what it seals, and the bytes
 * of the key file.  It knows no tables, no women and no files.
 *
 *   hash.c     BLAKE2b-256; SHA-256 and SHA-512 for forms that ask for them
 *   random.c   random bytes, from the system or repeatable from a seed
 *   key.h      the data key: sealing a page (page.c), hiding a checksum (checksum.c)
 *   keyring.h  the key file: a slot for each worker and the recovery code (slot.c, derive.c)
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "vault/key.h"
#include "vault/keyring.h"

enum { VAULT_HASH_BYTES = 32, VAULT_SHA256_BYTES = 32, VAULT_SHA512_BYTES = 64 };

struct vault_hash { /* an unfinished hash; opaque, no release needed */
	_Alignas(64) unsigned char state[384];
};

enum err vault_start(struct error *e); /* once, before anything else */
void vault_hash_begin(struct vault_hash *h);
void vault_hash_add(struct vault_hash *h, const void *bytes, size_t len);
void vault_hash_add_u64(struct vault_hash *h, uint64_t n); /* little-endian */
void vault_hash_end(struct vault_hash *h, unsigned char out[VAULT_HASH_BYTES]);
void vault_sha256(const void *bytes, size_t len, unsigned char out[VAULT_SHA256_BYTES]);
void vault_sha512(const void *bytes, size_t len, unsigned char out[VAULT_SHA512_BYTES]);
void vault_hex(const unsigned char *bytes, size_t len, struct str *out);

struct vault_random { /* opaque; vault_random_system or _seeded fills it */
	bool seeded;
	uint64_t seed, counter;
};
struct vault_random vault_random_system(void);
struct vault_random vault_random_seeded(uint64_t seed); /* for tests and practice files only */
void vault_random_bytes(struct vault_random *r, void *out, size_t len);

#endif
