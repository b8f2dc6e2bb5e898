/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/key.h"
#include "vault/subkeys.h"

/* What SipHash reads in a round: docs/format.md, "Pages and the log". */
enum { HALF = 4, INPUT = HALF + 8 + 8 };
_Static_assert(crypto_shorthash_BYTES >= HALF, "a hash fills half a checksum");

static void put_u64(unsigned char *at, uint64_t n)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)(n >> (8 * i));
}

/* One half changes by what the key makes of the other; the same round undoes itself. */
static void turn(const unsigned char *key, const unsigned char *tweak,
		 const unsigned char *from, unsigned char *to)
{
	unsigned char input[INPUT], hash[crypto_shorthash_BYTES];

	memcpy(input, from, HALF);
	memcpy(input + HALF, tweak, INPUT - HALF);
	(void)crypto_shorthash(hash, input, sizeof input, key); /* cannot fail */
	for (int i = 0; i < HALF; i++)
		to[i] ^= hash[i];
}

static void permute(const struct vault_key *k, int64_t place, uint64_t salts,
		    unsigned char sum[8], bool is_hiding)
{
	unsigned char tweak[INPUT - HALF];

	put_u64(tweak, (uint64_t)place);
	put_u64(tweak + 8, salts);
	for (int i = 0; i < VAULT_ROUNDS; i++) {
		int round = is_hiding ? i : VAULT_ROUNDS - 1 - i;
		bool is_even = round % 2 == 0;

		turn(k->rounds[round], tweak, sum + (is_even ? HALF : 0),
		     sum + (is_even ? 0 : HALF));
	}
}

void vault_checksum_hide(const struct vault_key *k, int64_t place, uint64_t salts,
			 unsigned char sum[8])
{
	permute(k, place, salts, sum, true);
}

void vault_checksum_show(const struct vault_key *k, int64_t place, uint64_t salts,
			 unsigned char sum[8])
{
	permute(k, place, salts, sum, false);
}
