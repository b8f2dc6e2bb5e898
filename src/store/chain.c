/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

void chain_add(struct vault_hash *h, const void *bytes, size_t len)
{
	vault_hash_add_u64(h, bytes ? (uint64_t)len : UINT64_MAX);
	if (bytes)
		vault_hash_add(h, bytes, len);
}

void chain_add_text(struct vault_hash *h, const char *text)
{
	chain_add(h, text, text ? strlen(text) : 0);
}

void chain_add_int(struct vault_hash *h, int64_t n)
{
	vault_hash_add_u64(h, 8);
	vault_hash_add_u64(h, (uint64_t)n);
}

static void add_column(struct vault_hash *h, sqlite3_stmt *stmt, int column)
{
	const void *bytes;

	switch (sqlite3_column_type(stmt, column)) {
	case SQLITE_NULL:
		chain_add(h, NULL, 0);
		return;
	case SQLITE_INTEGER:
		chain_add_int(h, sqlite3_column_int64(stmt, column));
		return;
	default: /* an empty blob or text comes as NULL */
		bytes = sqlite3_column_blob(stmt, column);
		chain_add(h, bytes ? bytes : "", (size_t)sqlite3_column_bytes(stmt, column));
		return;
	}
}

void chain_seal_columns(struct sql *q, int first, int count, unsigned char out[VAULT_HASH_BYTES])
{
	struct vault_hash h;

	vault_hash_begin(&h);
	for (int i = 0; i < count; i++)
		add_column(&h, q->stmt, first + i);
	vault_hash_end(&h, out);
}

void chain_hash(const struct chain_link *link, unsigned char out[VAULT_HASH_BYTES])
{
	struct vault_hash h;

	vault_hash_begin(&h);
	chain_add_text(&h, link->device);
	chain_add_int(&h, link->seq);
	chain_add_int(&h, link->hlc);
	chain_add(&h, link->is_first ? NULL : link->prev, sizeof link->prev);
	chain_add(&h, link->seal, sizeof link->seal);
	vault_hash_end(&h, out);
}

static bool read_hash(struct sql *q, int column, unsigned char out[VAULT_HASH_BYTES])
{
	const void *bytes = sqlite3_column_blob(q->stmt, column);

	if (!bytes || sqlite3_column_bytes(q->stmt, column) != VAULT_HASH_BYTES)
		return false;
	memcpy(out, bytes, VAULT_HASH_BYTES);
	return true;
}

bool chain_read_hashes(struct sql *q, int prev_column, struct chain_link *link)
{
	link->is_first = sql_is_null(q, prev_column);
	if (!link->is_first && !read_hash(q, prev_column, link->prev))
		return false;
	return read_hash(q, prev_column + 1, link->seal);
}

void chain_follow(struct store *s, const struct chain_link *before, struct chain_link *out)
{
	*out = (struct chain_link){.device = s->device, .seq = before->seq + 1};
	chain_hash(before, out->prev);
	if (before->hlc > s->hlc)
		s->hlc = before->hlc;
	out->hlc = store_next_hlc(s);
}

enum err chain_next(struct store *s, enum sql_id last, struct chain_link *out, struct error *e)
{
	struct sql q = sql_take(s, last);
	struct chain_link before = {.device = s->device};
	bool is_first = true, is_good = true;
	enum err err;

	sql_text(&q, ":device", s->device);
	if (sql_row(&q)) {
		is_first = false;
		before.seq = sql_number(&q, 0);
		before.hlc = sql_number(&q, 1);
		is_good = chain_read_hashes(&q, 2, &before) && before.seq < INT64_MAX;
	}
	err = sql_end(&q, e);
	if (err == OK && !is_good)
		err = sql_error(s->db, SQLITE_CORRUPT, e);
	if (err == OK && is_first)
		*out = (struct chain_link){.device = s->device, .seq = 1, .is_first = true,
					   .hlc = store_next_hlc(s)};
	else if (err == OK)
		chain_follow(s, &before, out);
	return err;
}

void chain_bind(struct sql *q, const char *seq_name, const struct chain_link *link)
{
	sql_text(q, ":device", link->device);
	sql_int(q, seq_name, link->seq);
	sql_int(q, ":hlc", link->hlc);
	if (!link->is_first)
		sql_blob(q, ":prev", link->prev, sizeof link->prev);
	sql_blob(q, ":seal", link->seal, sizeof link->seal);
}
