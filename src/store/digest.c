/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"
#include "store/refs.h"

/*
 * Numbers of clients and ids of parts are for this file alone, so a digest holds names in their
 * place: each client with her name parts as text.  That person_part and client_key say the same as the rows of clients
 * is told by sums, which need no order: they are added from the rows and taken off from the tables.
 */
struct balance {
	uint64_t parts, keys, words;
};

enum err store_derived_clear(struct store *s, struct error *e)
{
	static const enum sql_id tables[] = {SQL_CLEAR_CLIENT, SQL_CLEAR_PART, SQL_CLEAR_POSTING,
					     SQL_CLEAR_KEY,    SQL_CLEAR_AGENDA, SQL_CLEAR_EVENT,
					     SQL_CLEAR_THING,  SQL_CLEAR_TALLY,
					     SQL_CLEAR_SOCIAL, SQL_CLEAR_WORD,
					     SQL_CLEAR_ASKS,   SQL_CLEAR_WAITING};
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	for (size_t i = 0; err == OK && i < sizeof tables / sizeof *tables; i++)
		err = sql_do(s, tables[i], e);
	if (err == OK)
		err = store_set_meta(s, "unlisted", "", e);
	return store_finish(s, err, e);
}

/* The finishing steps of splitmix64. */
static uint64_t mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static uint64_t part_sum(int64_t part, int64_t number, int64_t kinds)
{
	return mix((uint64_t)kinds ^ mix((uint64_t)number ^ mix((uint64_t)part)));
}

static uint64_t text_sum(uint64_t begin, const char *text, size_t len, int64_t number)
{
	uint64_t hash = mix(begin);

	for (size_t i = 0; i < len; i++)
		hash = mix(hash ^ (unsigned char)text[i]);
	return mix(hash ^ (uint64_t)number);
}

static uint64_t key_sum(int64_t kind, const char *key, int64_t number)
{
	return text_sum((uint64_t)kind, key, strlen(key), number);
}

static int by_text(const void *a, const void *b)
{
	const struct store_name *x = a, *y = b;

	return strcmp(x->text, y->text);
}

/* Her parts by name, since the order of their ids is of this file. */
static enum err digest_parts(struct store *s, const struct refs *r, struct vault_hash *h,
			     struct error *e)
{
	struct store_name *parts = mem_array(r->part_count + 1, sizeof *parts);
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	enum err err = OK;

	for (size_t i = 0; err == OK && i < r->part_count; i++) {
		err = refs_part_text(s, r->parts[i].part, &text, e);
		parts[i] = (struct store_name){arena_text(&a, text.bytes), r->parts[i].kinds};
	}
	if (err == OK)
		qsort(parts, r->part_count, sizeof *parts, by_text);
	for (size_t i = 0; err == OK && i < r->part_count; i++) {
		chain_add_text(h, parts[i].text);
		chain_add_int(h, parts[i].kinds);
	}
	str_release(&text);
	arena_release(&a);
	free(parts);
	return err;
}

static void weigh_client(struct balance *b, int64_t number, const struct refs *r)
{
	for (size_t i = 0; i < r->part_count; i++)
		b->parts += part_sum(r->parts[i].part, number, r->parts[i].kinds);
	for (int i = 0; i < r->key_count; i++)
		b->keys += key_sum(r->keys[i].kind, r->keys[i].text, number);
}

/* Columns as SQL_DIGEST_CLIENT has them; the number and the parts stand last. */
static enum err digest_clients(struct store *s, struct vault_hash *h, struct balance *b,
			       struct error *e)
{
	struct sql q = sql_take(s, SQL_DIGEST_CLIENT);
	int last = sqlite3_column_count(q.stmt) - 1;
	unsigned char row[VAULT_HASH_BYTES];
	enum err err = OK, end;

	while (err == OK && sql_row(&q)) {
		struct refs r = REFS_INIT;

		chain_seal_columns(&q, 0, last - 1, row);
		vault_hash_add(h, row, sizeof row);
		refs_add_keys(&r, sql_peek(&q, 5), sql_peek(&q, 6), sql_peek(&q, 12),
			      sql_peek(&q, 4));
		refs_unpack(&r, &q, last);
		weigh_client(b, sql_number(&q, last - 1), &r);
		err = digest_parts(s, &r, h, e);
		refs_release(&r);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

static enum err weigh_tables(struct store *s, struct balance *b, struct error *e)
{
	struct sql q = sql_take(s, SQL_DIGEST_POSTING);
	enum err err;

	while (sql_row(&q))
		b->parts -= part_sum(sql_number(&q, 0), sql_number(&q, 1), sql_number(&q, 2));
	err = sql_end(&q, e);
	if (err != OK)
		return err;
	q = sql_take(s, SQL_DIGEST_KEY);
	while (sql_row(&q))
		b->keys -= key_sum(sql_number(&q, 0), sql_peek(&q, 1), sql_number(&q, 2));
	return sql_end(&q, e);
}

/* Of one row of the social map: its words as they stand in it. */
static void weigh_words(struct balance *b, int64_t number, const char *words)
{
	size_t len;

	for (; *words; words += len + (words[len] != '\0')) {
		len = strcspn(words, "\n");
		b->words += text_sum(0, words, len, number);
	}
}

/* Columns as SQL_DIGEST_SOCIAL has them: the words, the body, what it asks, and last the number. */
static enum err digest_social(struct store *s, struct vault_hash *h, struct balance *b,
			      struct error *e)
{
	struct sql q = sql_take(s, SQL_DIGEST_SOCIAL);
	int last = sqlite3_column_count(q.stmt) - 1;
	unsigned char row[VAULT_HASH_BYTES];
	uint64_t rows = 0;

	while (sql_row(&q)) {
		chain_seal_columns(&q, 0, last, row);
		vault_hash_add(h, row, sizeof row);
		weigh_words(b, sql_number(&q, last), sql_peek(&q, last - 3));
		rows++;
	}
	vault_hash_add_u64(h, rows);
	return sql_end(&q, e);
}

/* How many rows of 'asks' there are tells of one that belongs to no offer. */
static enum err weigh_social(struct store *s, struct vault_hash *h, struct balance *b,
			     struct error *e)
{
	struct sql q = sql_take(s, SQL_DIGEST_WORD);
	enum err err;

	while (sql_row(&q)) {
		const char *word = sql_peek(&q, 0);

		b->words -= text_sum(0, word, strlen(word), sql_number(&q, 1));
	}
	err = sql_end(&q, e);
	if (err != OK)
		return err;
	q = sql_take(s, SQL_ASKS_ROWS);
	if (sql_row(&q))
		vault_hash_add_u64(h, (uint64_t)sql_number(&q, 0));
	return sql_end(&q, e);
}

/* The columns of one table in key order, each with its length before it. */
static enum err digest_table(struct store *s, enum sql_id id, struct vault_hash *h,
			     struct error *e)
{
	struct sql q = sql_take(s, id);
	int columns = sqlite3_column_count(q.stmt);
	uint64_t rows = 0;
	unsigned char row[VAULT_HASH_BYTES];

	while (sql_row(&q)) {
		chain_seal_columns(&q, 0, columns, row);
		vault_hash_add(h, row, sizeof row);
		rows++;
	}
	vault_hash_add_u64(h, rows);
	return sql_end(&q, e);
}

enum err store_derived_digest(struct store *s, unsigned char out[VAULT_HASH_BYTES],
			      struct error *e)
{
	static const enum sql_id tables[] = {SQL_DIGEST_AGENDA, SQL_DIGEST_EVENT,
					     SQL_DIGEST_THING, SQL_DIGEST_TALLY,
					     SQL_DIGEST_WAITING};
	struct balance b = {0};
	struct vault_hash h;
	enum err err;

	vault_hash_begin(&h);
	err = digest_clients(s, &h, &b, e);
	if (err == OK)
		err = weigh_tables(s, &b, e);
	if (err == OK)
		err = digest_social(s, &h, &b, e);
	if (err == OK)
		err = weigh_social(s, &h, &b, e);
	vault_hash_add_u64(&h, b.parts); /* all 0 when all is well */
	vault_hash_add_u64(&h, b.keys);
	vault_hash_add_u64(&h, b.words);
	for (size_t i = 0; err == OK && i < sizeof tables / sizeof *tables; i++)
		err = digest_table(s, tables[i], &h, e);
	vault_hash_end(&h, out);
	return err;
}
