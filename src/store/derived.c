/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_inner.h"
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
	free(c->phones);
	*c = (struct store_client){0};
}

static enum err add_to_tally(struct store *s, int64_t n, struct error *e)
{
	if (s->bulk) {
		bulk_count(s, n);
		return OK;
	}
	return rows_tally_add(s, "client", n, e);
}

/* What is known of her by her row; number 0 when she has none. */
struct before {
	int64_t number;
	struct refs refs;
};

static enum err read_before(struct store *s, const char *id, struct before *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_OLD);

	*out = (struct before){.refs = REFS_INIT};
	sql_text(&q, ":id", id);
	if (sql_row(&q)) {
		out->number = sql_number(&q, 0);
		refs_add_keys(&out->refs, sql_peek(&q, 2), sql_peek(&q, 3), sql_peek(&q, 4),
			      sql_peek(&q, 1));
		refs_unpack(&out->refs, &q, 5);
	}
	return sql_end(&q, e);
}

static enum err forget(struct store *s, enum sql_id id, const char *client, struct error *e)
{
	struct sql q = sql_take(s, id);

	sql_text(&q, ":client", client);
	return sql_run(&q, e);
}

static enum err forget_due(struct store *s, const char *client, struct error *e)
{
	enum err err = forget(s, SQL_AGENDA_FORGET, client, e);

	if (err == OK)
		err = forget(s, SQL_WAITING_FORGET, client, e);
	return err == OK ? forget(s, SQL_EVENT_FORGET, client, e) : err;
}

static enum err remove_client(struct store *s, const struct before *was, struct error *e)
{
	const struct refs none = REFS_INIT;
	struct sql q;
	enum err err = s->bulk ? bulk_yield(s, was->number, e) : OK;

	if (err != OK)
		return err;
	q = sql_take(s, SQL_CLIENT_REMOVE);
	sql_int(&q, ":number", was->number);
	err = sql_run(&q, e);
	if (err == OK)
		err = refs_write(s, was->number, &was->refs, &none, e);
	return err == OK ? add_to_tally(s, -1, e) : err;
}

enum err store_client_forget_rows(struct store *s, const char *client, struct error *e)
{
	struct before was;
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = read_before(s, client, &was, e);
	if (err == OK && was.number != 0)
		err = remove_client(s, &was, e);
	if (err == OK)
		err = forget_due(s, client, e);
	refs_release(&was.refs);
	return store_finish(s, err, e);
}

static enum err put_row(struct store *s, int64_t number, const struct store_client *c,
			const struct str *names, const struct str *parts, struct error *e)
{
	struct sql q = sql_take(s, number != 0 ? SQL_CLIENT_PUT : SQL_CLIENT_ADD);

	if (number != 0)
		sql_int(&q, ":number", number);
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
	sql_text_or_empty(&q, ":phones", c->phones);
	sql_blob(&q, ":names", names->bytes, names->len);
	sql_blob(&q, ":parts", parts->bytes, parts->len);
	return sql_run(&q, e);
}

/* In a bulk, what leads to who is new waits for its run. */
static enum err list_new(struct store *s, int64_t number, const struct refs *now,
			 struct error *e)
{
	const struct refs none = REFS_INIT;
	bool is_taken = false;
	enum err err = s->bulk ? bulk_take(s, number, now, &is_taken, e) : OK;

	return err == OK && !is_taken ? refs_write(s, number, &none, now, e) : err;
}

static enum err list_again(struct store *s, const struct before *was, const struct refs *now,
			   struct error *e)
{
	enum err err = OK;

	if (refs_are_equal(&was->refs, now))
		return OK;
	if (s->bulk)
		err = bulk_yield(s, was->number, e);
	return err == OK ? refs_write(s, was->number, &was->refs, now, e) : err;
}

static enum err put_client(struct store *s, const struct store_client *c,
			   const struct store_names *names, const struct before *was,
			   struct error *e)
{
	struct refs now = REFS_INIT;
	struct str whole = STR_INIT, parts = STR_INIT;
	enum err err = refs_add_parts(s, &now, names, e);

	refs_add_keys(&now, c->file_number, c->postcode, c->phones, c->birth_date);
	rows_pack_names(names, &whole);
	refs_pack(&now, &parts);
	if (err == OK && was->number != 0)
		err = list_again(s, was, &now, e);
	if (err == OK)
		err = put_row(s, was->number, c, &whole, &parts, e);
	if (err == OK && was->number == 0)
		err = list_new(s, sqlite3_last_insert_rowid(s->db), &now, e);
	str_release(&whole);
	str_release(&parts);
	refs_release(&now);
	return err;
}

enum err store_client_put(struct store *s, const struct store_client *c,
			  const struct store_names *names, struct error *e)
{
	struct before was;
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = read_before(s, c->id, &was, e);
	if (err == OK)
		err = put_client(s, c, names, &was, e);
	if (err == OK)
		err = was.number != 0 ? forget_due(s, c->id, e) : add_to_tally(s, 1, e);
	refs_release(&was.refs);
	return store_finish(s, err, e);
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

static void bind_event(struct sql *q, const struct store_event *ev)
{
	sql_text_or_empty(q, ":kind", ev->kind);
	sql_text_or_empty(q, ":on", ev->on);
	sql_text_or_empty(q, ":district", ev->district);
	sql_text_or_empty(q, ":client", ev->client);
	sql_text_or_empty(q, ":detail", ev->detail);
}

static enum err put_event(struct store *s, const struct store_event *ev, int64_t n,
			  struct error *e)
{
	struct sql q = sql_take(s, SQL_EVENT_PUT);

	bind_event(&q, ev);
	sql_int(&q, ":n", n);
	return sql_run(&q, e);
}

static enum err count_equal(struct store *s, const struct store_event *ev, int64_t *n,
			    struct error *e)
{
	struct sql q = sql_take(s, SQL_EVENT_COUNT);

	bind_event(&q, ev);
	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	return sql_end(&q, e);
}

enum err store_event_put(struct store *s, const struct store_event *ev, struct error *e)
{
	int64_t equal;
	enum err err = put_event(s, ev, 1, e);

	if (err != OK || sqlite3_changes(s->db) > 0)
		return err;
	err = count_equal(s, ev, &equal, e); /* it is not the first of its kind */
	return err == OK ? put_event(s, ev, equal + 1, e) : err;
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
