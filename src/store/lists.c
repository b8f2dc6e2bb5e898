/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_inner.h"
#include "store/rows.h"

void store_agenda_release(struct store_agenda *a)
{
	free(a->due);
	free(a->time);
	free(a->client);
	free(a->subject);
	free(a->kind);
	free(a->about);
	free(a->with);
	free(a->called);
	free(a->family);
	*a = (struct store_agenda){0};
}

void rows_fill_client(struct sql *q, struct store_client *out)
{
	*out = (struct store_client){
		.id = sql_copy_text(q, 0),
		.called = sql_copy_text(q, 1),
		.given_name = sql_copy_text(q, 2),
		.family_name = sql_copy_text(q, 3),
		.birth_date = sql_copy_text(q, 4),
		.file_number = sql_copy_text(q, 5),
		.postcode = sql_copy_text(q, 6),
		.district = sql_copy_text(q, 7),
		.status = sql_copy_text(q, 8),
		.last_seen = sql_copy_text(q, 9),
		.ladder_level = sql_number(q, 10),
		.facts = sql_copy_text(q, 11),
		.phones = sql_copy_text(q, 12),
	};
}

void rows_pack_names(const struct store_names *names, struct str *out)
{
	for (int i = 0; names && i < names->name_count; i++) {
		str_add_char(out, (char)names->names[i].kinds);
		str_add(out, names->names[i].text);
		str_add_char(out, '\0');
	}
}

void rows_visit_names(struct sql *q, int column,
		      void (*visit)(void *data, const char *name, unsigned kinds), void *data)
{
	const char *at = sqlite3_column_blob(q->stmt, column);
	const char *end = at ? at + sqlite3_column_bytes(q->stmt, column) : NULL;

	while (at < end) {
		const char *name = at + 1, *behind = memchr(at + 1, '\0', (size_t)(end - name));

		if (!behind) /* not as it was written */
			return;
		visit(data, name, (unsigned char)*at);
		at = behind + 1;
	}
}

enum err rows_one_client(struct sql *q, struct store_client *out, struct error *e)
{
	bool is_there = sql_row(q);
	enum err err;

	*out = (struct store_client){0};
	if (is_there)
		rows_fill_client(q, out);
	err = sql_end(q, e);
	if (err == OK && !is_there)
		return error_set(e, ERR_NOT_FOUND, _("She is not in the file (any more)."));
	return err;
}

enum err store_client_get(struct store *s, const char *id, struct store_client *out,
			  struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_GET);

	sql_text(&q, ":id", id);
	return rows_one_client(&q, out, e);
}

enum err rows_tally_add(struct store *s, const char *what, int64_t n, struct error *e)
{
	struct sql q = sql_take(s, SQL_TALLY_ADD);

	sql_text(&q, ":what", what);
	sql_int(&q, ":n", n);
	return sql_run(&q, e);
}

int64_t rows_tally(struct store *s, const char *what)
{
	struct sql q = sql_take(s, SQL_TALLY_GET);
	int64_t n;

	sql_text(&q, ":what", what);
	n = sql_row(&q) ? sql_number(&q, 0) : 0;
	(void)sql_end(&q, NULL); /* a count that cannot be read is shown as none */
	return n;
}

int64_t store_client_count(struct store *s)
{
	int64_t n = rows_tally(s, "client");

	return s->bulk ? n + bulk_counted(s) : n;
}

enum err store_agenda_until(struct store *s, const char *until, int most,
			    enum err (*visit)(void *, const struct store_agenda *, struct error *),
			    void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_AGENDA_UNTIL);
	enum err err = OK, end;

	sql_text(&q, ":until", until);
	sql_int(&q, ":most", most);
	while (err == OK && sql_row(&q)) {
		struct store_agenda a = {
			.due = sql_copy_text(&q, 0),
			.time = sql_copy_text(&q, 1),
			.client = sql_copy_text(&q, 2),
			.subject = sql_copy_text(&q, 3),
			.kind = sql_copy_text(&q, 4),
			.about = sql_copy_text(&q, 5),
			.with = sql_copy_text(&q, 6),
			.called = sql_copy_text(&q, 7),
			.family = sql_copy_text(&q, 8),
		};

		err = visit(data, &a, e);
		store_agenda_release(&a);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_clients_unseen_since(struct store *s, const char *day, int most,
				    enum err (*visit)(void *, const struct store_client *,
						      struct error *),
				    void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_UNSEEN);
	enum err err = OK, end;

	sql_text(&q, ":day", day);
	sql_int(&q, ":most", most);
	while (err == OK && sql_row(&q)) {
		struct store_client c;

		rows_fill_client(&q, &c);
		err = visit(data, &c, e);
		store_client_release(&c);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_clients_known(struct store *s,
			     enum err (*visit)(void *, const struct store_known *,
					       struct error *),
			     void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_KNOWN);
	enum err err = OK, end;

	while (err == OK && sql_row(&q)) {
		const struct store_known known = {sql_peek(&q, 0), sql_peek(&q, 1),
						  sql_peek(&q, 2), sql_peek(&q, 3),
						  sql_peek(&q, 4), sql_peek(&q, 5)};

		err = visit(data, &known, e);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_things(struct store *s, const char *kind,
		      enum err (*visit)(void *, const char *key, const char *value,
					struct error *),
		      void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_THING_ALL);
	enum err err = OK, end;

	sql_text(&q, ":kind", kind);
	while (err == OK && sql_row(&q))
		err = visit(data, sql_peek(&q, 0), sql_peek(&q, 1), e);
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_thing(struct store *s, const char *kind, const char *key, struct str *out,
		     struct error *e)
{
	struct sql q = sql_take(s, SQL_THING_GET);

	str_reset(out);
	sql_text(&q, ":kind", kind);
	sql_text(&q, ":key", key);
	if (sql_row(&q))
		str_set(out, sql_peek(&q, 0));
	return sql_end(&q, e);
}
