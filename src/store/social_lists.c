/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/social_rows.h"

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

enum err store_social_list(struct store *s, const struct store_social_find *find,
			   store_social_visit visit, void *data, struct error *e)
{
	struct sql q = sql_take(s, find->parent ? SQL_SOCIAL_OF_PARENT : SQL_SOCIAL_ALL);
	enum err err = OK, end;

	if (find->parent)
		sql_text(&q, ":parent", find->parent);
	sql_int(&q, ":kind", find->kind);
	sql_text(&q, ":sort", or_empty(find->after_sort));
	sql_text(&q, ":id", or_empty(find->after_id));
	sql_text(&q, ":before", find->checked_before);
	sql_int(&q, ":open", find->open_only);
	sql_int(&q, ":most", find->most);
	while (err == OK && sql_row(&q)) {
		struct store_social row;

		social_fill(&q, &row);
		err = visit(data, &row, e);
		store_social_release(&row);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_asks_scan(struct store *s,
			 void (*visit)(void *data, int64_t number, const void *asks, size_t len),
			 void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_ASKS_ALL);

	while (sql_row(&q)) {
		const void *asks = sqlite3_column_blob(q.stmt, 1);

		visit(data, sql_number(&q, 0), asks ? asks : "",
		      (size_t)sqlite3_column_bytes(q.stmt, 1));
	}
	return sql_end(&q, e);
}

enum err store_waiting_put(struct store *s, const struct store_waiting *w, struct error *e)
{
	struct sql q = sql_take(s, SQL_WAITING_PUT);

	sql_text_or_empty(&q, ":offer", w->offer);
	sql_text_or_empty(&q, ":since", w->since);
	sql_text_or_empty(&q, ":client", w->client);
	sql_text_or_empty(&q, ":referral", w->referral);
	sql_text_or_empty(&q, ":asked", w->asked);
	return sql_run(&q, e);
}

enum err store_waiting_list(struct store *s, const char *offer,
			    enum err (*visit)(void *data, const struct store_waiting *w,
					      struct error *e),
			    void *data, struct error *e)
{
	struct sql q = sql_take(s, offer ? SQL_WAITING_OF : SQL_WAITING_ALL);
	enum err err = OK, end;

	if (offer)
		sql_text(&q, ":offer", offer);
	while (err == OK && sql_row(&q)) {
		const struct store_waiting w = {sql_peek(&q, 0), sql_peek(&q, 1), sql_peek(&q, 2),
						sql_peek(&q, 3), sql_peek(&q, 4)};

		err = visit(data, &w, e);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_events(struct store *s, const char *kind, const char *from, const char *to,
		      enum err (*visit)(void *data, const struct store_event *ev, struct error *e),
		      void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_EVENT_BETWEEN);
	enum err err = OK, end;

	sql_text(&q, ":kind", kind);
	sql_text(&q, ":from", from);
	sql_text(&q, ":to", to);
	while (err == OK && sql_row(&q)) {
		const struct store_event ev = {sql_peek(&q, 0), sql_peek(&q, 1), sql_peek(&q, 2),
					       sql_peek(&q, 3), sql_peek(&q, 4)};

		err = visit(data, &ev, e);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}
