/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/sql.h"

/* Seals and links, byte for byte as docs/format.md says; entries and the access log share them. */
enum { CHAIN_SALT_BYTES = 16 };

/* A field under a seal: a 64-bit little-endian length and the bytes; NULL: a length of all ones. */
void chain_add(struct vault_hash *h, const void *bytes, size_t len);
void chain_add_text(struct vault_hash *h, const char *text);
void chain_add_int(struct vault_hash *h, int64_t n);

/* The seal over 'count' columns of the present row, from column 'first' on. */
void chain_seal_columns(struct sql *q, int first, int count, unsigned char out[VAULT_HASH_BYTES]);

struct chain_link {
	const char *device;
	int64_t seq, hlc;
	bool is_first; /* prev is NULL */
	unsigned char prev[VAULT_HASH_BYTES], seal[VAULT_HASH_BYTES];
};

/* What the next link of the same device carries as prev. */
void chain_hash(const struct chain_link *link, unsigned char out[VAULT_HASH_BYTES]);

/* Reads prev and seal from two columns; false when one has a wrong shape. */
bool chain_read_hashes(struct sql *q, int prev_column, struct chain_link *link);

/*
 * The link that comes next for this device, its seal still to be filled.  'last' selects the newest
 * link as (seq, hlc, prev, seal).
 */
enum err chain_next(struct store *s, enum sql_id last, struct chain_link *out, struct error *e);

/* The same when the one before it is known. */
void chain_follow(struct store *s, const struct chain_link *before, struct chain_link *out);

/* Binds :device, the number (by its name), :hlc, :prev and :seal; link must outlive the use. */
void chain_bind(struct sql *q, const char *seq_name, const struct chain_link *link);

#endif
