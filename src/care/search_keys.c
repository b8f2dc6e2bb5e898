/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/search_keys.h"

#include "care/derive.h"
#include "care/hits.h"
#include "care/names.h"
#include "care/session_inner.h"
#include "store/store.h"

enum { KEYED_MOST = 1000, WITH_NAMES_MOST = 20000 };

struct collecting {
	struct care_keys *keys;
	enum care_found_by by;
};

static void on_number(void *data, uint32_t number)
{
	struct collecting *c = data;
	struct care_keys *k = c->keys;

	VEC_ROOM(k->items, k->count, k->room);
	k->items[k->count++] = (struct care_keyed){.number = number, .by = c->by};
}

static int by_number(const void *a, const void *b)
{
	const struct care_keyed *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (int)x->by - (int)y->by;
}

/* Sorted by number, the first key of each stays. */
static void keep_each_once(struct care_keys *k)
{
	size_t kept = 0;

	if (k->count > 0)
		qsort(k->items, k->count, sizeof *k->items, by_number);
	for (size_t i = 0; i < k->count; i++)
		if (kept == 0 || k->items[kept - 1].number != k->items[i].number)
			k->items[kept++] = k->items[i];
	k->count = kept;
}

static enum err collect(struct care_session *s, struct care_keys *k, enum store_key kind,
			enum care_found_by by, const char *begin, int most, struct error *e)
{
	struct collecting c = {k, by};

	if (*begin == '\0')
		return OK;
	return store_key_find(s->store, kind, begin, most, on_number, &c, e);
}

/* Of who has it, else of whose dossier she is in who had it. */
static enum err collect_file_number(struct care_session *s, struct care_keys *k,
				    const char *typed, int most, struct error *e)
{
	struct collecting c = {k, CARE_BY_FILE_NUMBER};
	char keeper[STORE_ID_BYTES] = "";
	uint32_t number = 0;
	enum err rc = collect(s, k, STORE_KEY_FILE_NUMBER, c.by, typed, most, e);

	if (rc == OK && k->count == 0 && *typed != '\0')
		rc = care_number_keeper(s->store, typed, keeper, e);
	if (rc == OK && keeper[0] != '\0' &&
	    store_client_number(s->store, keeper, &number, NULL) == OK)
		on_number(&c, number);
	return rc;
}

/* 1984-03-12 as typed; who is known by her year alone is found by the year. */
static enum err collect_births(struct care_session *s, const struct find_query *q,
			       struct care_keys *k, struct error *e)
{
	const struct find_birth *b = &q->birth;
	struct str begin = STR_INIT;
	size_t before = k->count;
	enum err rc;

	str_add(&begin, q->birth_year);
	if (b->month != 0)
		str_addf(&begin, "-%02u", (unsigned)b->month);
	if (b->month != 0 && b->day != 0)
		str_addf(&begin, "-%02u", (unsigned)b->day);
	rc = collect(s, k, STORE_KEY_BIRTH, CARE_BY_BIRTH, begin.bytes, KEYED_MOST, e);
	if (rc == OK && k->count == before && b->month != 0)
		rc = collect(s, k, STORE_KEY_BIRTH, CARE_BY_BIRTH, q->birth_year, KEYED_MOST, e);
	str_reset(&begin);
	str_addf(&begin, "~%s", q->birth_year);
	if (rc == OK)
		rc = collect(s, k, STORE_KEY_BIRTH, CARE_BY_BIRTH, begin.bytes, KEYED_MOST, e);
	str_release(&begin);
	return rc;
}

enum err care_keys_read(struct care_session *s, const struct find_query *q, bool has_births,
			struct care_keys *out, struct error *e)
{
	int most = q->word_count > 0 ? WITH_NAMES_MOST : KEYED_MOST;
	enum err rc = collect_file_number(s, out, q->file_number.bytes, most, e);

	if (rc == OK)
		rc = collect(s, out, STORE_KEY_PHONE, CARE_BY_PHONE, q->phone.bytes, most, e);
	if (rc == OK)
		rc = collect(s, out, STORE_KEY_POSTCODE, CARE_BY_POSTCODE, q->postcode.bytes, most,
			     e);
	if (rc == OK && has_births && q->birth_year[0] != '\0')
		rc = collect_births(s, q, out, e);
	keep_each_once(out);
	return rc;
}

static enum err read_one(struct care_session *s, struct care_keys *k, struct care_keyed *item,
			 struct error *e)
{
	struct store_client row = {0};
	struct str shown = STR_INIT, folded = STR_INIT;
	enum err rc = store_client_by_number(s->store, item->number, &row, e);

	if (rc == OK) {
		item->recent = care_names_recent(s, item->number);
		item->is_open = text_equal(row.status, "open");
		str_addf(&shown, "%s %s", row.called, row.family_name);
		find_fold(shown.bytes, shown.len, &folded);
		item->shown = arena_text(&k->arena, folded.bytes);
	}
	str_release(&shown);
	str_release(&folded);
	store_client_release(&row);
	return rc;
}

static int by_rank(const void *a, const void *b)
{
	const struct care_keyed *x = a, *y = b;
	int order;

	if (x->by != y->by)
		return (int)x->by - (int)y->by;
	if (x->recent != y->recent)
		return x->recent - y->recent;
	if (x->is_open != y->is_open)
		return x->is_open ? -1 : 1;
	order = strcmp(x->shown, y->shown);
	return order != 0 ? order : by_number(a, b);
}

enum err care_keys_rank(struct care_session *s, struct care_keys *k, care_pause pause, void *data,
			bool *is_over, struct error *e)
{
	enum err rc = OK;

	*is_over = false;
	while (rc == OK && k->ranked < k->count) {
		if (k->ranked > 0 && pause != NULL && pause(data))
			return OK;
		rc = read_one(s, k, &k->items[k->ranked++], e);
	}
	if (rc != OK)
		return rc;
	if (k->count > 0)
		qsort(k->items, k->count, sizeof *k->items, by_rank);
	*is_over = true;
	return OK;
}

/* Who went since is left out. */
enum err care_keys_line(struct care_session *s, const struct find_query *q,
			const struct care_keyed *item, struct care_hits *out, struct error *e)
{
	struct store_client row = {0};
	enum err rc = store_client_by_number(s->store, item->number, &row, e);
	struct care_hit *hit;

	if (rc == OK) {
		hit = care_hits_row(s, out, &row);
		hit->by = item->by;
		hit->is_exact = true;
		hit->spelling = arena_text(&out->arena, care_keys_text(q, item->by));
	}
	store_client_release(&row);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

enum err care_find_by_keys(struct care_session *s, const struct find_query *q, int most,
			   struct care_hits *out, struct error *e)
{
	struct care_keys keys = {.arena = ARENA_INIT};
	bool is_over;
	enum err rc = care_keys_read(s, q, true, &keys, e);

	if (rc == OK)
		rc = care_keys_rank(s, &keys, NULL, NULL, &is_over, e);
	for (size_t i = 0; rc == OK && i < keys.count && out->count < most; i++)
		rc = care_keys_line(s, q, &keys.items[i], out, e);
	out->total = (int64_t)keys.count;
	care_keys_release(&keys);
	return rc;
}

const struct care_keyed *care_keys_at(const struct care_keys *k, uint32_t number)
{
	for (size_t i = 0; i < k->count; i++)
		if (k->items[i].number == number)
			return &k->items[i];
	return NULL;
}

const char *care_keys_text(const struct find_query *q, enum care_found_by by)
{
	switch (by) {
	case CARE_BY_FILE_NUMBER:
		return q->file_number.bytes;
	case CARE_BY_PHONE:
		return q->phone.bytes;
	case CARE_BY_POSTCODE:
		return q->postcode.bytes;
	case CARE_BY_BIRTH:
	case CARE_BY_NAME:
		break;
	}
	return "";
}

void care_keys_release(struct care_keys *k)
{
	free(k->items);
	arena_release(&k->arena);
	*k = (struct care_keys){.arena = ARENA_INIT};
}
