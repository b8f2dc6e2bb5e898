/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"
#include "store/rows.h"

void store_client_release(struct store_client *c)
{
	free(c->id);
	free(c->called);
	free(c->given_name);
	free(c->family_name);
	free(c->birth_date);
	free(c->file_number);
	free(c->postcode);
	free(c->district);
	free(c->status);
	free(c->last_seen);
	free(c->facts);
	*c = (struct store_client){0};
}

static enum err add_to_tally(struct store *s, int64_t n, struct error *e)
{
	struct sql q = sql_take(s, SQL_TALLY_ADD);

	sql_int(&q, ":n", n);
	return sql_run(&q, e);
}

/* Takes the client's own row away, and her out of the tally, when there is one. */
static enum err remove_client(struct store *s, const char *id, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_REMOVE);
	enum err err;

	sql_text(&q, ":id", id);
	err = sql_run(&q, e);
	if (err == OK && sqlite3_changes(s->db) > 0)
		err = add_to_tally(s, -1, e);
	return err;
}

static enum err forget(struct store *s, enum sql_id id, const char *client, struct error *e)
{
	struct sql q = sql_take(s, id);

	sql_text(&q, ":client", client);
	return sql_run(&q, e);
}

enum err store_client_forget_rows(struct store *s, const char *client, struct error *e)
{
	static const enum sql_id tables[] = {SQL_NAME_FORGET, SQL_AGENDA_FORGET,
					     SQL_EVENT_FORGET};
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = remove_client(s, client, e);
	for (size_t i = 0; err == OK && i < sizeof tables / sizeof *tables; i++)
		err = forget(s, tables[i], client, e);
	return store_finish(s, err, e);
}

static enum err insert_client(struct store *s, const struct store_client *c, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_INSERT);

	sql_text(&q, ":id", c->id);
	sql_text_or_empty(&q, ":called", c->called);
	sql_text_or_empty(&q, ":given_name", c->given_name);
	sql_text_or_empty(&q, ":family_name", c->family_name);
	sql_text_or_empty(&q, ":birth_date", c->birth_date);
	sql_text_or_empty(&q, ":file_number", c->file_number);
	sql_text_or_empty(&q, ":postcode", c->postcode);
	sql_text_or_empty(&q, ":district", c->district);
	sql_text_or_empty(&q, ":status", c->status);
	sql_text_or_empty(&q, ":last_seen", c->last_seen);
	sql_int(&q, ":ladder_level", c->ladder_level);
	sql_text_or_empty(&q, ":facts", c->facts);
	return sql_run(&q, e);
}

/* Name parts carry what their list is ordered by, in whichever order the rows come. */
static enum err show_names(struct store *s, const struct store_client *c, struct error *e)
{
	struct sql q = sql_take(s, SQL_NAME_SHOW);

	sql_text(&q, ":client", c->id);
	sql_text_or_empty(&q, ":called", c->called);
	sql_text_or_empty(&q, ":family_name", c->family_name);
	return sql_run(&q, e);
}

enum err store_client_put(struct store *s, const struct store_client *c, struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = remove_client(s, c->id, e);
	if (err == OK)
		err = insert_client(s, c, e);
	if (err == OK)
		err = add_to_tally(s, 1, e);
	if (err == OK)
		err = show_names(s, c, e);
	return store_finish(s, err, e);
}

enum err store_name_put(struct store *s, const char *client, const struct store_name *n,
			struct error *e)
{
	struct sql q = sql_take(s, SQL_NAME_PUT);

	sql_text(&q, ":client", client);
	sql_text_or_empty(&q, ":folded", n->folded);
	sql_text_or_empty(&q, ":kind", n->kind);
	sql_text_or_empty(&q, ":spelling", n->spelling);
	return sql_run(&q, e);
}

enum err store_agenda_put(struct store *s, const struct store_agenda *a, struct error *e)
{
	struct sql q = sql_take(s, SQL_AGENDA_PUT);

	sql_text_or_empty(&q, ":due", a->due);
	sql_text_or_empty(&q, ":time", a->time);
	sql_text_or_empty(&q, ":client", a->client);
	sql_text_or_empty(&q, ":subject", a->subject);
	sql_text_or_empty(&q, ":kind", a->kind);
	sql_text_or_empty(&q, ":about", a->about);
	sql_text_or_empty(&q, ":with", a->with);
	return sql_run(&q, e);
}

enum err store_event_put(struct store *s, const struct store_event *ev, struct error *e)
{
	struct sql q = sql_take(s, SQL_EVENT_PUT);

	sql_text_or_empty(&q, ":kind", ev->kind);
	sql_text_or_empty(&q, ":on", ev->on);
	sql_text_or_empty(&q, ":district", ev->district);
	sql_text_or_empty(&q, ":client", ev->client);
	sql_text_or_empty(&q, ":detail", ev->detail);
	return sql_run(&q, e);
}

enum err store_thing_put(struct store *s, const char *kind, const char *key, const char *value,
			 struct error *e)
{
	struct sql q = sql_take(s, SQL_THING_PUT);

	sql_text(&q, ":kind", kind);
	sql_text(&q, ":key", key);
	sql_text_or_empty(&q, ":value", value);
	return sql_run(&q, e);
}

enum err store_things_forget(struct store *s, const char *kind, struct error *e)
{
	struct sql q = sql_take(s, SQL_THING_FORGET);

	sql_text(&q, ":kind", kind);
	return sql_run(&q, e);
}

enum err store_derived_clear(struct store *s, struct error *e)
{
	static const enum sql_id tables[] = {SQL_CLEAR_CLIENT, SQL_CLEAR_NAME, SQL_CLEAR_AGENDA,
					     SQL_CLEAR_EVENT,  SQL_CLEAR_THING, SQL_CLEAR_TALLY};
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	for (size_t i = 0; err == OK && i < sizeof tables / sizeof *tables; i++)
		err = sql_do(s, tables[i], e);
	return store_finish(s, err, e);
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
	static const enum sql_id tables[] = {SQL_DIGEST_CLIENT, SQL_DIGEST_NAME,
					     SQL_DIGEST_AGENDA, SQL_DIGEST_EVENT,
					     SQL_DIGEST_THING,  SQL_DIGEST_TALLY};
	struct vault_hash h;
	enum err err = OK;

	vault_hash_begin(&h);
	for (size_t i = 0; err == OK && i < sizeof tables / sizeof *tables; i++)
		err = digest_table(s, tables[i], &h, e);
	vault_hash_end(&h, out);
	return err;
}
