/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

const char fatma[] = "01934f00-0000-7000-8000-00000000000a";
const char els[] = "01934f00-0000-7000-8000-00000000000b";
const char of_fatma[] = "zeven gele tulpen", of_els[] = "de kat zit op zolder";

struct secret secret_of(const char *text)
{
	struct secret s = SECRET_INIT;

	assert_true(secret_add(&s, text, strlen(text)));
	return s;
}

bool same_key(const struct vault_key *a, const struct vault_key *b)
{
	return memcmp(a->data, b->data, sizeof a->data) == 0;
}

void give_slot(struct bench *b, const char *worker, const char *name, const char *whole,
	       const char *passphrase)
{
	const char *const names[2] = {name, whole};
	struct secret s = secret_of(passphrase);

	assert_int_equal(vault_keyring_add(b->ring, b->key, worker, names, &s,
					   VAULT_COST_SMALLEST, NULL),
			 OK);
	secret_release(&s);
}

void bench_open(struct bench *b)
{
	*b = (struct bench){.code = SECRET_INIT};
	assert_int_equal(vault_key_new(&b->key, NULL), OK);
	b->ring = vault_keyring_new("Vrouwencentrum");
	vault_recovery_new(&b->code);
	give_slot(b, fatma, "fatma", "fatma yilmaz", of_fatma);
	give_slot(b, els, "els", "els de vries", of_els);
	give_slot(b, "", NULL, NULL, b->code.bytes);
}

void bench_close(struct bench *b)
{
	vault_key_free(b->key);
	vault_keyring_free(b->ring);
	secret_release(&b->code);
}

enum err try_open(const struct bench *b, const char *name, const char *passphrase,
		  bool try_all, int *slot)
{
	struct secret s = secret_of(passphrase);
	struct error e = ERROR_INIT;
	struct vault_key *key = NULL;
	int whose = -2;
	enum err rc = vault_keyring_open(b->ring, name, &s, try_all, &key, &whose, &e);

	assert_int_equal(whose >= 0, rc == OK);
	assert_int_equal(key != NULL, rc == OK);
	assert_true(rc == OK || (e.code == rc && e.text[0]));
	if (key)
		assert_true(same_key(key, b->key));
	vault_key_free(key);
	secret_release(&s);
	if (slot)
		*slot = whose;
	return rc;
}
