/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_STATE_H
#define FAULTS_STATE_H

#include "care/care.h"

#include "vault/vault.h"

struct store;
struct store_keys;

/*
 * What is in an open file, in one hash: every column of every row of the tables that hold
 * what happened and what is begun, and the numbers a person can compare.  Read with plain
 * SQL, so that it does not stand on the code that wrote it.  Leaves out what each opening
 * changes (meta) and what is derived. The access log is apart: its row is on disk before
 * what it tells of is shown.
 */
struct state {
	unsigned char hash[VAULT_HASH_BYTES], access_hash[VAULT_HASH_BYTES];
	int64_t entries, accesses, drafts, answers, clients;
};

bool state_read(struct care_session *s, struct state *out);
bool state_read_store(struct store *s, struct state *out);
bool state_is_same(const struct state *a, const struct state *b);
/* b, or a with the accesses of b: the row came, what it tells of did not. */
bool state_is_between(const struct state *now, const struct state *a,
		      const struct state *b);
/* Behind the store's back, for the rig's own proofs; false: it could not be set. */
bool state_set_pragma(struct care_session *s, const char *pragma);
/* A number from the file, opened for it. */
bool state_count(const struct care_options *o, const char *query, int64_t *out);
/* What care has opened. */
const struct store_keys *state_keys(struct care_session *s);
void state_checkpoint_every(struct care_session *s, int pages);

#endif
