/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/key.h"

#include "vault/subkeys.h"

_Static_assert(crypto_kdf_KEYBYTES == VAULT_KEY_BYTES, "the data key is a master key");

/* docs/format.md, "Pages and the log" */
static const char context[crypto_kdf_CONTEXTBYTES] = {'t', 'r', 'e', 'd',
						      'e', 'k', 'e', 'y'};
enum { PAGES = 1, CHECKSUMS = 2, EXPORTS = 3, SLOTS = 4 };

enum err vault_no_memory(struct error *e)
{
	return error_set(
		e, ERR_MEMORY,
		_("There is not enough free memory to open the file. Close other "
		  "programs and try again."));
}

static void derive(struct vault_key *k)
{
	/* cannot fail: the lengths are within the library's bounds */
	(void)crypto_kdf_derive_from_key(k->pages, sizeof k->pages, PAGES, context,
					 k->data);
	(void)crypto_kdf_derive_from_key(&k->rounds[0][0], sizeof k->rounds, CHECKSUMS,
					 context, k->data);
	(void)crypto_kdf_derive_from_key(k->exports, sizeof k->exports, EXPORTS, context,
					 k->data);
	(void)crypto_kdf_derive_from_key(k->slots, sizeof k->slots, SLOTS, context,
					 k->data);
}

static struct vault_key *key_room(struct error *e)
{
	struct vault_key *k = sodium_malloc(sizeof *k);

	if (!k)
		(void)vault_no_memory(e);
	return k;
}

static enum err finish(struct vault_key *k, struct vault_key **out)
{
	derive(k);
	(void)sodium_mprotect_readonly(
		k); /* where it cannot be had, the key still works */
	*out = k;
	return OK;
}

enum err vault_key_new(struct vault_key **out, struct error *e)
{
	struct vault_key *k = key_room(e);

	*out = NULL;
	if (!k)
		return ERR_MEMORY;
	crypto_kdf_keygen(k->data);
	return finish(k, out);
}

enum err vault_key_from(const unsigned char data[VAULT_KEY_BYTES], struct vault_key **out,
			struct error *e)
{
	struct vault_key *k = key_room(e);

	*out = NULL;
	if (!k)
		return ERR_MEMORY;
	memcpy(k->data, data, sizeof k->data);
	return finish(k, out);
}

void vault_key_free(struct vault_key *k)
{
	sodium_free(k); /* wipes */
}
