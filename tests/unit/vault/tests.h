/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_VAULT_TESTS_H
#define TESTS_UNIT_VAULT_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vault/slot.h"
#include "vault/subkeys.h"
#include "vault/vault.h"

/* Each runs the tests of one file and returns how many failed. */
int group_hash(void);
int group_page(void);
int group_derive(void);
int group_keyring(void);
int group_open(void);
int group_keyfile(void);
int group_sample(void);
void make_sample(const char *folder); /* for a new version of the formats only */

struct secret secret_of(const char *text); /* the test releases it */
bool same_key(const struct vault_key *a, const struct vault_key *b);

/*
 * A keyring with a key of its own: Fatma ("fatma", "fatma yilmaz"), Els ("els", "els de
 * vries") and the recovery code, in that order, at the smallest cost.
 */
struct bench {
	struct vault_key *key;
	struct vault_keyring *ring;
	struct secret code;
};
extern const char fatma[], els[], of_fatma[], of_els[]; /* ids, passphrases */
void bench_open(struct bench *b);
void bench_close(struct bench *b);
void give_slot(struct bench *b, const char *worker, const char *name, const char *whole,
	       const char *passphrase);
/* Opens and closes; *slot may be NULL.  A key that is not b's fails the test. */
enum err try_open(const struct bench *b, const char *name, const char *passphrase,
		  bool try_all, int *slot);

#endif
