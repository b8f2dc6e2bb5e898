/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reader of the key file: bytes as they are, and with a digest that fits. */
#include <sodium.h>

#include "lib.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct secret passphrase, code;
static struct vault_key *key;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char said[] = "Zeven gele tulpen in één vaas";

	(void)argc;
	(void)argv;
	MUST(vault_start(NULL) == OK && vault_key_new(&key, NULL) == OK);
	MUST(secret_add(&passphrase, said, strlen(said)));
	vault_recovery_new(&code);
	return 0;
}

static void try_name(const struct vault_keyring *r, const char *name, bool try_all)
{
	struct error e = ERROR_INIT;
	struct vault_key *found;
	int slot;
	enum err rc =
		vault_keyring_open(r, name, &passphrase, try_all, &found, &slot, &e);

	MUST(rc == OK || rc == ERR_PASSPHRASE || rc == ERR_USAGE || rc == ERR_DAMAGED);
	MUST((rc == OK) == (found != NULL) && (rc == OK) == (slot >= 0));
	vault_key_free(found);
}

/* What was read is written the same, and works as a keyring of our own does. */
static void use(struct vault_keyring *r, const char *bytes, size_t len)
{
	struct str out = STR_INIT;
	struct vault_keyring *again;
	enum err rc;

	vault_keyring_write(r, &out);
	MUST(out.len == len && memcmp(out.bytes, bytes, len) == 0);
	MUST(vault_keyring_count(r) <= VAULT_SLOTS_MOST);
	MUST(text_is_utf8(vault_keyring_label(r), strlen(vault_keyring_label(r))));
	if (vault_keyring_is_cheap(r)) {
		try_name(r, "şükran", false);
		try_name(r, "", false);
		try_name(r, "", vault_keyring_count(r) < 5);
	}
	vault_keyring_rekey(r, key);
	if (vault_keyring_count(r) > 0)
		MUST(vault_keyring_remove(r, vault_keyring_worker(r, 0)));
	rc = vault_keyring_add(r, key, "", NULL, &code, VAULT_COST_SMALLEST, NULL);
	MUST(rc == OK);
	vault_keyring_write(r, &out);
	MUST(vault_keyring_read(out.bytes, out.len, &again, NULL) == OK);
	vault_keyring_free(again);
	str_release(&out);
}

static void read_bytes(const char *bytes, size_t len)
{
	struct error e = ERROR_INIT;
	struct vault_keyring *r;
	enum err rc = vault_keyring_read(bytes, len, &r, &e);

	MUST(rc == OK || rc == ERR_DAMAGED || rc == ERR_NEWER);
	MUST((rc == OK) == (r != NULL) && (rc == OK || e.text[0]));
	if (r)
		use(r, bytes, len);
	vault_keyring_free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = mem_bytes((const char *)data, size);

	read_bytes((const char *)data, size);
	if (size >= VAULT_HASH_BYTES) {
		crypto_generichash((unsigned char *)copy + size - VAULT_HASH_BYTES,
				   VAULT_HASH_BYTES, data, size - VAULT_HASH_BYTES, NULL,
				   0);
		read_bytes(copy, size);
	}
	free(copy);
	return 0;
}
