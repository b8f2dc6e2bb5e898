/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "vault/vault.h"

_Static_assert(randombytes_SEEDBYTES == VAULT_HASH_BYTES, "a hash serves as the seed");

struct vault_random vault_random_system(void)
{
	return (struct vault_random){.seeded = false};
}

struct vault_random vault_random_seeded(uint64_t seed)
{
	return (struct vault_random){.seeded = true, .seed = seed};
}

void vault_random_bytes(struct vault_random *r, void *out, size_t len)
{
	unsigned char key[VAULT_HASH_BYTES];
	struct vault_hash h;

	if (!r->seeded) {
		randombytes_buf(out, len);
		return;
	}
	vault_hash_begin(&h); /* each call has a stream of its own: seed and counter */
	vault_hash_add_u64(&h, r->seed);
	vault_hash_add_u64(&h, r->counter++);
	vault_hash_end(&h, key);
	randombytes_buf_deterministic(out, len, key);
}
