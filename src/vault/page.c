/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/key.h"
#include "vault/subkeys.h"

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	BODY = VAULT_PAGE_BYTES - VAULT_PAGE_TAIL
};
_Static_assert(NONCE + TAG == VAULT_PAGE_TAIL, "the tail holds the nonce and the tag");

struct place {
	unsigned char bytes[4];
};

static struct place place_of(uint32_t number)
{
	return (struct place){{(unsigned char)number, (unsigned char)(number >> 8),
			       (unsigned char)(number >> 16),
			       (unsigned char)(number >> 24)}};
}

void vault_page_seal(const struct vault_key *k, uint32_t number,
		     const unsigned char *plain, unsigned char *sealed)
{
	struct place place = place_of(number);
	unsigned char *nonce = sealed + BODY, *tag = nonce + NONCE;

	randombytes_buf(nonce, NONCE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
		sealed, tag, NULL, plain, BODY, place.bytes, sizeof place.bytes, NULL,
		nonce, k->pages); /* cannot fail */
}

bool vault_page_open(const struct vault_key *k, uint32_t number,
		     const unsigned char *sealed, unsigned char *plain)
{
	struct place place = place_of(number);
	const unsigned char *nonce = sealed + BODY, *tag = nonce + NONCE;
	int rc = crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
		plain, NULL, sealed, BODY, tag, place.bytes, sizeof place.bytes, nonce,
		k->pages);

	if (rc == 0)
		memset(plain + BODY, 0, VAULT_PAGE_TAIL);
	else
		memset(plain, 0, VAULT_PAGE_BYTES);
	return rc == 0;
}
