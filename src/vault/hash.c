/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "vault/vault.h"

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct vault_hash),
	       "struct vault_hash has no room for the library's state");
_Static_assert(_Alignof(crypto_generichash_state) <= _Alignof(struct vault_hash),
	       "struct vault_hash is not aligned for the library's state");

static crypto_generichash_state *state_of(struct vault_hash *h)
{
	return (crypto_generichash_state *)(void *)h->state;
}

enum err vault_start(struct error *e)
{
	if (sodium_init() < 0)
		return error_set(e, ERR_FILE,
				 _("This computer gives no random numbers. Start it again, "
				   "then try once more."));
	return OK;
}

void vault_hash_begin(struct vault_hash *h)
{
	(void)crypto_generichash_init(state_of(h), NULL, 0, VAULT_HASH_BYTES); /* cannot fail */
}

void vault_hash_add(struct vault_hash *h, const void *bytes, size_t len)
{
	if (len > 0)
		(void)crypto_generichash_update(state_of(h), bytes, len); /* cannot fail */
}

void vault_hash_add_u64(struct vault_hash *h, uint64_t n)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(n >> (8 * i));
	vault_hash_add(h, bytes, sizeof bytes);
}

void vault_hash_end(struct vault_hash *h, unsigned char out[VAULT_HASH_BYTES])
{
	(void)crypto_generichash_final(state_of(h), out, VAULT_HASH_BYTES); /* cannot fail */
	sodium_memzero(h, sizeof *h);
}

void vault_sha256(const void *bytes, size_t len, unsigned char out[VAULT_SHA256_BYTES])
{
	(void)crypto_hash_sha256(out, bytes, len); /* cannot fail */
}

void vault_sha512(const void *bytes, size_t len, unsigned char out[VAULT_SHA512_BYTES])
{
	(void)crypto_hash_sha512(out, bytes, len); /* cannot fail */
}

void vault_hex(const unsigned char *bytes, size_t len, struct str *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++) {
		str_add_char(out, digits[bytes[i] >> 4]);
		str_add_char(out, digits[bytes[i] & 15]);
	}
}
