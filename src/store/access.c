/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

void store_access_release(struct store_access *a)
{
	free(a->worker);
	free(a->action);
	free(a->client);
	*a = (struct store_access){0};
}

struct look { /* borrowed */
	const char *worker, *action, *client;
	int64_t hits;
};

static enum err insert(struct store *s, struct chain_link *link, const struct look *a,
		       struct error *e)
{
	unsigned char salt[CHAIN_SALT_BYTES];
	struct sql q = sql_take(s, SQL_ACCESS_INSERT);
	struct vault_hash h;

	vault_random_bytes(&s->random, salt, sizeof salt);
	vault_hash_begin(&h);
	chain_add(&h, salt, sizeof salt);
	chain_add_text(&h, a->worker);
	chain_add_text(&h, a->action);
	chain_add_text(&h, a->client);
	if (a->hits < 0)
		chain_add(&h, NULL, 0);
	else
		chain_add_int(&h, a->hits);
	vault_hash_end(&h, link->seal);
	chain_bind(&q, ":seq", link);
	sql_blob(&q, ":salt", salt, sizeof salt);
	sql_text(&q, ":worker", a->worker);
	sql_text(&q, ":action", a->action);
	sql_text(&q, ":client", a->client);
	if (a->hits >= 0)
		sql_int(&q, ":hits", a->hits);
	return sql_run(&q, e);
}

enum err store_access_append(struct store *s, const char *worker, const char *action,
			     const char *client, int64_t hits, struct error *e)
{
	struct look look = {worker, action, client, hits};
	struct chain_link link;
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = chain_next(s, SQL_ACCESS_LAST, &link, e);
	if (err == OK)
		err = insert(s, &link, &look, e);
	return store_finish(s, err, e);
}

enum err store_access_of_client(struct store *s, const char *client,
				enum err (*visit)(void *, const struct store_access *,
						  struct error *),
				void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_ACCESS_OF_CLIENT);
	enum err err = OK, end;

	sql_text(&q, ":client", client);
	while (err == OK && sql_row(&q)) {
		struct store_access a = {
			.seq = sql_number(&q, 0),
			.hlc = sql_number(&q, 1),
			.worker = sql_copy_text(&q, 2),
			.action = sql_copy_text(&q, 3),
			.client = sql_copy(&q, 4),
			.hits = sql_is_null(&q, 5) ? -1 : sql_number(&q, 5),
		};

		err = visit(data, &a, e);
		store_access_release(&a);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_access_recent(struct store *s, const char *worker, int rows,
			     void (*visit)(void *data, const char *client), void *data,
			     struct error *e)
{
	struct sql q = sql_take(s, SQL_ACCESS_RECENT);

	sql_text(&q, ":device", s->device);
	sql_text(&q, ":worker", worker);
	sql_int(&q, ":rows", rows);
	while (sql_row(&q))
		visit(data, sql_peek(&q, 0));
	return sql_end(&q, e);
}
