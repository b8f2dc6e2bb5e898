/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * crypto [COUNT]: what sealing costs.  A page sealed and opened, a checksum hidden, and
 * Argon2id at the smallest cost and at the two full ones.
 */
#include "vault/derive.h"
#include "vault/subkeys.h"
#include "vault/vault.h"

#include "figures.h"
#include "proc.h"

enum {
	ROUND = 100,
	DERIVATIONS = 5
}; /* pages in one sample: the clock is coarser than a page */

static double us_since(int64_t from, int count)
{
	return (double)(now_ns() - from) / 1000 / count;
}

static bool pages(const struct vault_key *key, long count)
{
	static unsigned char plain[VAULT_PAGE_BYTES], sealed[VAULT_PAGE_BYTES];
	unsigned char sum[8] = {0};
	bool is_fine = true;

	for (; count > 0; count -= ROUND) {
		int64_t from = now_ns();

		for (uint32_t i = 1; i <= ROUND; i++)
			vault_page_seal(key, i, plain, sealed);
		figures_note("page", "seal", "us", us_since(from, ROUND));
		from = now_ns();
		for (int i = 0; i < ROUND; i++)
			is_fine &= vault_page_open(key, ROUND, sealed, plain);
		figures_note("page", "open", "us", us_since(from, ROUND));
		from = now_ns();
		for (int i = 0; i < ROUND; i++)
			vault_checksum_hide(key, i, 1, sum);
		figures_note("checksum", "hide", "us", us_since(from, ROUND));
	}
	return is_fine;
}

static bool derive(const char *figure, struct vault_price price)
{
	unsigned char salt[VAULT_SALT_BYTES] = {0}, out[VAULT_DERIVED_BYTES];
	struct secret s = SECRET_INIT;
	bool is_fine = secret_add(&s, "zeven gele tulpen", 17);

	for (int i = 0; i < DERIVATIONS && is_fine; i++) {
		int64_t from = now_ns();

		is_fine = vault_derive(&s, price, salt, out, NULL) == OK;
		figures_note("derive", figure, "ms", us_since(from, 1) / 1000);
	}
	secret_release(&s);
	return is_fine;
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 50000;
	struct vault_key *key;
	bool is_fine;

	if (count < ROUND || vault_start(NULL) != OK || vault_key_new(&key, NULL) != OK)
		return 2;
	is_fine = pages(key, count) &&
		  derive("smallest", vault_price_of(VAULT_COST_SMALLEST)) &&
		  derive("64MiB", (struct vault_price){3, 64 * 1024}) &&
		  derive("256MiB", (struct vault_price){3, 256 * 1024});
	vault_key_free(key);
	figures_print();
	return is_fine ? 0 : 1;
}
