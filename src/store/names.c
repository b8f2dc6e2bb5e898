/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/refs.h"
#include "store/rows.h"

/* A slice starts behind the last row of the one before: no statement stays open between them. */
static struct sql take_slice(struct store *s, enum sql_id id, int most)
{
	struct sql q = sql_take(s, id);

	sql_int(&q, ":most", most);
	return q;
}

enum err store_parts_read(struct store *s, struct store_names_at *at, int most,
			  void (*visit)(void *data, uint32_t part, const char *folded),
			  void *data, bool *is_over, struct error *e)
{
	struct sql q = take_slice(s, SQL_PARTS_READ, most);
	int rows = 0;

	sql_int(&q, ":part", at->part);
	for (; sql_row(&q); rows++) {
		at->part = sql_number(&q, 0);
		visit(data, (uint32_t)at->part, sql_peek(&q, 1));
	}
	*is_over = rows < most;
	return sql_end(&q, e);
}

enum err store_postings_read(struct store *s, struct store_names_at *at, int most,
			     void (*visit)(void *data, uint32_t part, uint32_t number,
					   unsigned kinds),
			     void *data, bool *is_over, struct error *e)
{
	struct sql q = take_slice(s, SQL_POSTINGS_READ, most);
	int rows = 0;

	sql_int(&q, ":part", at->part);
	sql_int(&q, ":number", at->number);
	for (; sql_row(&q); rows++) {
		at->part = sql_number(&q, 0);
		at->number = sql_number(&q, 1);
		visit(data, (uint32_t)at->part, (uint32_t)at->number, (unsigned)sql_number(&q, 2));
	}
	*is_over = rows < most;
	return sql_end(&q, e);
}

enum err store_persons_read(struct store *s, struct store_names_at *at, int most,
			    void (*visit)(void *data, uint32_t number, const char *birth_date,
					  bool is_open),
			    void *data, bool *is_over, struct error *e)
{
	struct sql q = take_slice(s, SQL_PERSONS_READ, most);
	int rows = 0;

	sql_int(&q, ":number", at->number);
	for (; sql_row(&q); rows++) {
		at->number = sql_number(&q, 0);
		visit(data, (uint32_t)at->number, sql_peek(&q, 1), sql_number(&q, 2) != 0);
	}
	*is_over = rows < most;
	return sql_end(&q, e);
}

static enum err nobody(struct error *e)
{
	return error_set(e, ERR_NOT_FOUND, _("She is not in the file (any more)."));
}

enum err store_number_last(struct store *s, int64_t *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_LAST);

	*out = sql_row(&q) ? sql_number(&q, 0) : 0;
	return sql_end(&q, e);
}

enum err store_client_number(struct store *s, const char *id, uint32_t *number, struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_NUMBER);
	enum err err;

	*number = 0;
	sql_text(&q, ":id", id);
	if (sql_row(&q))
		*number = (uint32_t)sql_number(&q, 0);
	err = sql_end(&q, e);
	return err == OK && *number == 0 ? nobody(e) : err;
}

enum err store_client_by_number(struct store *s, uint32_t number, struct store_client *out,
				struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_BY_NUMBER);

	sql_int(&q, ":number", number);
	return rows_one_client(&q, out, e);
}

enum err store_names_of(struct store *s, uint32_t number,
			void (*visit)(void *data, const char *name, unsigned kinds), void *data,
			struct error *e)
{
	struct sql q = sql_take(s, SQL_CLIENT_NAMES);

	sql_int(&q, ":number", number);
	if (sql_row(&q))
		rows_visit_names(&q, 0, visit, data);
	return sql_end(&q, e);
}

static enum err visit_numbers(struct sql *q, void (*visit)(void *data, uint32_t number),
			      void *data, struct error *e)
{
	while (sql_row(q))
		visit(data, (uint32_t)sql_number(q, 0));
	return sql_end(q, e);
}

static void turn(struct str *text)
{
	for (size_t i = 0, k = text->len; i + 1 < k; i++) {
		char c = text->bytes[i];

		text->bytes[i] = text->bytes[--k];
		text->bytes[k] = c;
	}
}

enum err store_key_find(struct store *s, enum store_key kind, const char *begin, int most,
			void (*visit)(void *data, uint32_t number), void *data, struct error *e)
{
	bool is_whole = kind == STORE_KEY_FILE_NUMBER;
	struct sql q = take_slice(s, is_whole ? SQL_KEY_IS : SQL_KEY_BEGINS, most);
	struct str from = STR_INIT, to = STR_INIT;
	enum err err;

	refs_key_fold(kind, begin, &from);
	if (kind == STORE_KEY_PHONE) /* kept from the last digit to the first */
		turn(&from);
	refs_end(&to, from.bytes);
	sql_int(&q, ":kind", kind);
	sql_text(&q, ":from", from.bytes);
	if (!is_whole)
		sql_text(&q, ":to", to.bytes);
	err = visit_numbers(&q, visit, data, e);
	str_release(&from);
	str_release(&to);
	return err;
}
