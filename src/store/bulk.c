/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>

#include "store/bulk_inner.h"
#include "store/part_map.h"
#include "store/rows.h"
#include "store/run.h"

/*
 * meta.unlisted is set before anything is gathered, and moves with each run in the transaction that writes it.
 * What is in memory can so be made from the tables at any moment: after a stop, and after a
 * transaction that was undone.
 */
enum {
	RUN_ROWS = 1500000, /* postings and keys: about 30 MB */
	CACHE_PAGES = 1500,
	CACHE_PAGES_AFTER = 1500
};

struct bulk {
	struct part_map parts;
	struct run run;
	int64_t listed;     /* numbers up to this one have all their rows */
	int64_t begun;      /* what 'listed' was when all was last read */
	int64_t gathered;   /* numbers up to this one have them here or there */
	int64_t count;      /* clients that tally does not know yet */
	uint32_t *loose;    /* parts that somebody has no more */
	size_t loose_count, loose_room;
	struct chain_link link;
	bool has_link, is_stale;
};

uint32_t bulk_part(struct store *s, const char *folded)
{
	return s->bulk->is_stale ? 0 : part_map_get(&s->bulk->parts, folded);
}

void bulk_keep_part(struct store *s, const char *folded, uint32_t part)
{
	if (!s->bulk->is_stale)
		part_map_put(&s->bulk->parts, folded, part);
}

void bulk_count(struct store *s, int64_t n)
{
	s->bulk->count += n;
}

int64_t bulk_counted(const struct store *s)
{
	return s->bulk->count;
}

void bulk_loosen(struct store *s, uint32_t part)
{
	struct bulk *b = s->bulk;

	VEC_ROOM(b->loose, b->loose_count, b->loose_room);
	b->loose[b->loose_count++] = part;
}

bool bulk_last_link(const struct store *s, struct chain_link *out)
{
	if (s->bulk->has_link)
		*out = s->bulk->link;
	return s->bulk->has_link;
}

void bulk_keep_link(struct store *s, const struct chain_link *link)
{
	s->bulk->link = *link;
	s->bulk->has_link = true;
}

static void forget_all(struct bulk *b)
{
	part_map_clear(&b->parts);
	run_clear(&b->run);
	free(b->loose);
	b->loose = NULL;
	b->loose_count = b->loose_room = 0;
	b->has_link = false;
}

void bulk_undone(struct store *s)
{
	forget_all(s->bulk);
	s->bulk->count = 0;
	s->bulk->is_stale = true;
}

void bulk_free(struct store *s)
{
	if (!s->bulk)
		return;
	forget_all(s->bulk);
	free(s->bulk);
	s->bulk = NULL;
}

static enum err set_listed(struct store *s, int64_t number, struct error *e)
{
	struct str text = STR_INIT;
	enum err err;

	str_addf(&text, "%lld", (long long)number);
	err = store_set_meta(s, "unlisted", text.bytes, e);
	str_release(&text);
	return err;
}

static enum err remove_loose(struct store *s, struct error *e)
{
	struct bulk *b = s->bulk;
	enum err err = OK;

	for (size_t i = 0; err == OK && i < b->loose_count; i++)
		err = refs_part_remove(s, b->loose[i], e);
	if (b->loose_count > 0)
		part_map_clear(&b->parts); /* some of its ids are gone: it fills again */
	b->loose_count = 0;
	return err;
}

/* Everything that waits, and says so, in one step of the transaction that is open or its own. */
static enum err write_run(struct store *s, struct error *e)
{
	struct bulk *b = s->bulk;
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = run_write(s, &b->run, e);
	if (err == OK)
		err = remove_loose(s, e);
	if (err == OK)
		err = set_listed(s, b->gathered, e);
	err = store_finish(s, err, e);
	if (err == OK) {
		run_clear(&b->run);
		b->listed = b->gathered;
	}
	return err;
}

static bool is_full(const struct run *r)
{
	return r->posting_count + r->key_count >= RUN_ROWS;
}

static void take(struct bulk *b, int64_t number, const struct refs *refs)
{
	run_add(&b->run, number, refs);
	if (number > b->gathered)
		b->gathered = number;
}

/* A slice of the rows that wait, from their clients. */
static enum err gather(struct store *s, bool *is_over, struct error *e)
{
	struct bulk *b = s->bulk;
	struct sql q = sql_take(s, SQL_CLIENT_UNLISTED);

	sql_int(&q, ":number", b->gathered);
	*is_over = false;
	while (!is_full(&b->run) && !*is_over) {
		struct refs r = REFS_INIT;

		*is_over = !sql_row(&q);
		if (*is_over)
			break;
		refs_add_keys(&r, sql_peek(&q, 2), sql_peek(&q, 3), sql_peek(&q, 4),
			      sql_peek(&q, 1));
		refs_unpack(&r, &q, 5);
		take(b, sql_number(&q, 0), &r);
		refs_release(&r);
	}
	return sql_end(&q, e);
}

static enum err read_listed(struct store *s, int64_t *out, bool *is_set, struct error *e)
{
	struct str text = STR_INIT;
	enum err err = store_meta(s, "unlisted", &text, e);

	*is_set = text.len > 0;
	*out = strtoll(text.bytes, NULL, 10);
	str_release(&text);
	return err;
}

/* As the tables have it: at the beginning, after a stop, after a transaction that was undone. */
static enum err refresh(struct store *s, struct error *e)
{
	struct bulk *b = s->bulk;
	bool is_set = false, is_over = false;
	enum err err = read_listed(s, &b->listed, &is_set, e);

	forget_all(b);
	b->begun = b->gathered = b->listed;
	b->is_stale = false;
	while (err == OK && !is_over) {
		err = gather(s, &is_over, e);
		if (err == OK && !is_over)
			err = write_run(s, e);
	}
	b->is_stale = b->is_stale || err != OK;
	return err;
}

enum err bulk_take(struct store *s, int64_t number, const struct refs *now, bool *is_taken,
		   struct error *e)
{
	struct bulk *b = s->bulk;
	enum err err = OK;

	if (b->is_stale) {
		err = refresh(s, e); /* her row is there: she is taken with the others */
		*is_taken = number > b->begun;
		return err;
	}
	*is_taken = number > b->listed; /* a number that somebody had before goes the ordinary way */
	if (*is_taken)
		take(b, number, now);
	return is_full(&b->run) ? write_run(s, e) : OK;
}

enum err bulk_yield(struct store *s, int64_t number, struct error *e)
{
	enum err err = s->bulk->is_stale ? refresh(s, e) : OK;

	return err == OK && number > s->bulk->listed ? write_run(s, e) : err;
}

enum err bulk_before_commit(struct store *s, struct error *e)
{
	enum err err;

	if (s->bulk->count == 0)
		return OK;
	err = rows_tally_add(s, "client", s->bulk->count, e);
	if (err == OK)
		s->bulk->count = 0;
	return err;
}

static enum err resize_cache(struct store *s, int pages, struct error *e)
{
	struct str text = STR_INIT;
	int rc;

	str_addf(&text, "PRAGMA cache_size=%d", pages);
	rc = sqlite3_exec(s->db, text.bytes, NULL, NULL, NULL);
	str_release(&text);
	return rc == SQLITE_OK ? OK : sql_error(s->db, rc, e);
}

/* Says from where on rows may be missing, unless an earlier one that was cut off has said it. */
static enum err mark(struct store *s, struct error *e)
{
	int64_t number = 0;
	bool is_set = false;
	enum err err = read_listed(s, &number, &is_set, e);

	if (err != OK || is_set)
		return err;
	err = store_number_last(s, &number, e);
	return err == OK ? set_listed(s, number, e) : err;
}

enum err store_bulk_begin(struct store *s, struct error *e)
{
	enum err err;

	assert(!s->bulk);
	err = mark(s, e);
	if (err != OK)
		return err;
	s->bulk = mem_new(sizeof *s->bulk);
	s->bulk->is_stale = true;
	err = refresh(s, e);
	if (err == OK)
		err = resize_cache(s, CACHE_PAGES, e);
	if (err != OK)
		bulk_free(s);
	return err;
}

static enum err finish(struct store *s, bool has_sweep, struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	if (s->bulk->is_stale)
		err = refresh(s, e);
	if (err == OK)
		err = write_run(s, e);
	if (err == OK && has_sweep)
		err = sql_do(s, SQL_PART_SWEEP, e);
	if (err == OK)
		err = store_set_meta(s, "unlisted", "", e);
	if (err == OK)
		err = bulk_before_commit(s, e);
	return store_finish(s, err, e);
}

enum err store_bulk_end(struct store *s, struct error *e)
{
	enum err err;

	if (!s->bulk)
		return OK;
	err = finish(s, false, e);
	if (err == OK)
		bulk_free(s);
	return err == OK ? resize_cache(s, CACHE_PAGES_AFTER, e) : err;
}

int64_t store_bulk_waiting(const struct store *s)
{
	return s->bulk ? s->bulk->gathered - s->bulk->listed : 0;
}

void store_bulk_drop(struct store *s)
{
	bulk_free(s);
}

enum err bulk_recover(struct store *s, struct error *e)
{
	int64_t number;
	bool is_set = false;
	enum err err = read_listed(s, &number, &is_set, e);

	if (err != OK || !is_set)
		return err;
	err = store_bulk_begin(s, e);
	if (err == OK) /* parts that were only loosened in memory are found by looking at all */
		err = finish(s, true, e);
	bulk_free(s);
	return err;
}
