/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/match.h"

#include "map/asks.h"
#include "map/filter.h"

#include "base/base.h"
#include "store/store.h"

/*
 * The pass over all offers: each is weighed on its packed bytes, counted, and kept when it is among the best
 * that are asked for.  Only those are then read whole.
 */
enum { MATCH_MOST = 100, MATCH_TRIED = 64 };

struct best { /* one of the page */
	int64_t score, number;
	char name[ASKS_NAME_BYTES + 1];
	unsigned char verdicts[MAP_CRITERION_COUNT];
	int missing, unknown;
};

struct pass {
	const struct map *map;
	const struct map_woman *woman;
	struct filter filter;
	int64_t tried[MATCH_TRIED];
	int tried_count;
	const struct best *after; /* NULL: from the first */
	struct best *heap;        /* the worst on top */
	int count, most;
	struct map_fits *fits;
	struct map_set needs_served, barriers_served;
};

/* Below zero: a stands before b. */
static int best_compare(const struct best *a, const struct best *b)
{
	int by_name;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	by_name = strcmp(a->name, b->name);
	if (by_name != 0)
		return by_name;
	return a->number < b->number ? -1 : a->number > b->number;
}

static int best_order(const void *a, const void *b)
{
	return best_compare(a, b);
}

static void heap_swap(struct best *a, struct best *b)
{
	struct best kept = *a;

	*a = *b;
	*b = kept;
}

static void heap_down(struct pass *p)
{
	for (int at = 0, child; (child = 2 * at + 1) < p->count; at = child) {
		if (child + 1 < p->count &&
		    best_compare(&p->heap[child], &p->heap[child + 1]) < 0)
			child++;
		if (best_compare(&p->heap[at], &p->heap[child]) >= 0)
			return;
		heap_swap(&p->heap[at], &p->heap[child]);
	}
}

static void heap_up(struct pass *p)
{
	for (int at = p->count - 1; at > 0; at = (at - 1) / 2) {
		if (best_compare(&p->heap[(at - 1) / 2], &p->heap[at]) >= 0)
			return;
		heap_swap(&p->heap[(at - 1) / 2], &p->heap[at]);
	}
}

static void keep(struct pass *p, const struct best *b)
{
	if (p->count < p->most) {
		p->heap[p->count++] = *b;
		heap_up(p);
	} else if (best_compare(b, &p->heap[0]) < 0) {
		p->heap[0] = *b;
		heap_down(p);
	}
}

/* ---- one offer ---- */

static void served_add(struct map_set *to, const struct map_set *more)
{
	to->bits[0] |= more->bits[0];
	to->bits[1] |= more->bits[1];
}

static void count_it(struct pass *p, const struct asks_weighed *o)
{
	p->fits->offers++;
	if (o->missing > 0)
		return;
	p->fits->fitting += o->unknown == 0;
	p->fits->asking += o->unknown > 0;
	for (int c = 0; c < MAP_CRITERION_COUNT; c++)
		p->fits->waiting_on[c] += o->verdicts[c] == MAP_UNKNOWN &&
					  !(c == MAP_ON_AREA && o->is_elsewhere); /* ask them */
}

static bool is_tried(const struct pass *p, int64_t number)
{
	for (int i = 0; i < p->tried_count; i++)
		if (p->tried[i] == number)
			return true;
	return false;
}

static void weigh_one(const struct pass *p, const struct asks *a, int64_t number,
		      struct asks_weighed *o)
{
	asks_weigh(a, p->woman, &p->map->today, o);
	if (is_tried(p, number))
		o->score &= ~ASKS_NOT_TRIED;
}

static void offer_to_page(struct pass *p, const struct asks *a, int64_t number,
			  const struct asks_weighed *o)
{
	struct best b = {o->score, number, "", {0}, o->missing, o->unknown};

	if (p->count == p->most && o->score < p->heap[0].score)
		return;
	memcpy(b.name, a->name, strnlen(a->name, ASKS_NAME_BYTES));
	memcpy(b.verdicts, o->verdicts, sizeof b.verdicts);
	if (p->after == NULL || best_compare(p->after, &b) < 0)
		keep(p, &b);
}

static void look(void *data, int64_t number, const void *bytes, size_t len)
{
	struct pass *p = data;
	struct asks a;
	struct asks_weighed o;

	if (!asks_read(bytes, len, &a))
		return;
	weigh_one(p, &a, number, &o);
	if (o.missing == 0 && !o.is_elsewhere) {
		served_add(&p->needs_served, &a.sets[ASKS_PRECONDITIONS]);
		served_add(&p->barriers_served, &a.sets[ASKS_HELPS]);
	}
	if (!filter_passes(&p->filter, &a))
		return;
	if (o.verdicts[MAP_ON_LOAD] == MAP_NOT &&
	    !(p->filter.wanted != NULL && p->filter.wanted->with_too_heavy)) {
		p->fits->too_heavy++;
		return;
	}
	count_it(p, &o);
	offer_to_page(p, &a, number, &o);
}

/* ---- before and after the pass ---- */

/* Offers by their number of this file; one that is gone was not offered again. */
static enum err tried_read(struct pass *p, struct error *e)
{
	char *ids = mem_text(p->woman->tried != NULL ? p->woman->tried : "");
	enum err rc = OK;

	for (char *at = ids; rc == OK && *at != '\0' && p->tried_count < MATCH_TRIED;) {
		struct store_social row = {0};
		size_t len = strcspn(at, " ");
		bool is_last = at[len] == '\0';

		at[len] = '\0';
		rc = len > 0 ? store_social_get(p->map->store, STORE_OFFER, at, &row, e)
			     : ERR_NOT_FOUND;
		if (rc == OK)
			p->tried[p->tried_count++] = row.number;
		rc = rc == ERR_NOT_FOUND ? OK : rc;
		store_social_release(&row);
		at += len + !is_last;
	}
	free(ids);
	return rc;
}

static void record_of(const struct store_social *row, enum map_kind kind, struct arena *a,
		      struct map_record *out)
{
	struct error ignored = ERROR_INIT;

	map_record_empty(out, kind);
	/* A body that cannot be read shows what the row itself has. */
	if (map_body_read(a, row->body, strlen(row->body), out, &ignored) != OK) {
		map_record_empty(out, kind);
		out->values[MAP_NAME] = arena_text(a, row->name);
	}
	out->kind = kind;
	out->id = arena_text(a, row->id);
	out->entry = arena_text(a, row->entry);
	if (kind == MAP_OFFER)
		out->organisation = arena_text(a, row->parent);
}

static enum err organisation_read(const struct map *m, const char *id, struct arena *a,
				  struct map_record *out, struct error *e)
{
	struct store_social row = {0};
	enum err rc = store_social_get(m->store, STORE_ORGANISATION, id, &row, e);

	map_record_empty(out, MAP_ORGANISATION);
	if (rc == OK)
		record_of(&row, MAP_ORGANISATION, a, out);
	store_social_release(&row);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static enum err fit_read(const struct map *m, const struct store_social *row, struct arena *a,
			 struct map_fit *out, struct error *e)
{
	record_of(row, MAP_OFFER, a, &out->offer);
	out->number = row->number;
	out->is_stale = map_is_stale(m, &out->offer);
	return organisation_read(m, row->parent, a, &out->organisation, e);
}

static enum err page_read(struct pass *p, struct error *e)
{
	struct map_fits *out = p->fits;
	int wanted = p->most - 1; /* one more was kept, to know whether there is more */
	enum err rc = OK;

	qsort(p->heap, (size_t)p->count, sizeof *p->heap, best_order);
	out->has_more = p->count > wanted;
	wanted = p->count < wanted ? p->count : wanted;
	out->items = arena_array(&out->arena, (size_t)wanted + 1, sizeof *out->items);
	for (int i = 0; rc == OK && i < wanted; i++) {
		const struct best *b = &p->heap[i];
		struct map_fit *fit = &out->items[i];
		struct store_social row = {0};

		rc = store_social_at(p->map->store, b->number, &row, e);
		if (rc == OK)
			rc = fit_read(p->map, &row, &out->arena, fit, e);
		store_social_release(&row);
		memcpy(fit->verdicts, b->verdicts, sizeof fit->verdicts);
		fit->missing = b->missing;
		fit->unknown = b->unknown;
		fit->score = b->score;
		out->count += rc == OK;
	}
	return rc;
}

static struct map_set unserved(const struct map_set *hers, const struct map_set *served)
{
	return (struct map_set){{hers->bits[0] & ~served->bits[0], hers->bits[1] & ~served->bits[1]}};
}

static void after_read(const struct map_fit *after, struct best *out)
{
	struct str name = STR_INIT;

	*out = (struct best){.score = after->score, .number = after->number};
	asks_name(after->offer.values[MAP_NAME], &name);
	memcpy(out->name, name.bytes, name.len);
	str_release(&name);
}

static enum err pass_run(struct pass *p, struct error *e)
{
	enum err rc = tried_read(p, e);

	if (rc == OK)
		rc = store_asks_scan(p->map->store, look, p, e);
	if (rc == OK)
		rc = page_read(p, e);
	p->fits->needs_unserved = unserved(&p->woman->needs, &p->needs_served);
	p->fits->barriers_unserved = unserved(&p->woman->specific, &p->barriers_served);
	return rc;
}

enum err map_match(const struct map *m, const struct map_woman *woman,
		   const struct map_filter *filter, const char *typed, int most,
		   const struct map_fit *after, struct map_fits *out, struct error *e)
{
	struct map_woman she = *woman;
	struct pass p = {.map = m, .woman = &she, .fits = out};
	struct best begin;
	enum err rc;

	*out = (struct map_fits){0};
	if (most < 1 || most > MATCH_MOST)
		return error_set(e, ERR_USAGE, _("A page has 1 to %d offers."), MATCH_MOST);
	map_woman_settle(m->words, &she);
	filter_begin(&p.filter, m, filter, typed);
	if (after != NULL) {
		after_read(after, &begin);
		p.after = &begin;
	}
	p.most = most + 1;
	p.heap = mem_array((size_t)p.most, sizeof *p.heap);
	rc = pass_run(&p, e);
	free(p.heap);
	filter_end(&p.filter);
	if (rc != OK)
		map_fits_release(out);
	return rc;
}

void map_fits_release(struct map_fits *f)
{
	arena_release(&f->arena);
	*f = (struct map_fits){0};
}

/* The row of its bytes may be of an older version of the list of keys; the record is what counts. */
static void weigh_record(struct pass *p, struct map_fit *fit)
{
	struct str bytes = STR_INIT;
	struct asks a;
	struct asks_weighed o = {.score = INT64_MIN};
	const struct map_record *organisation =
		*fit->organisation.id != '\0' ? &fit->organisation : NULL;

	map_asks_pack(p->map->words, &fit->offer, organisation, &bytes);
	if (asks_read(bytes.bytes, bytes.len, &a)) {
		weigh_one(p, &a, fit->number, &o);
	} else { /* it is no longer there */
		o.verdicts[MAP_ON_OPEN] = MAP_NOT;
		o.missing = 1;
	}
	memcpy(fit->verdicts, o.verdicts, sizeof fit->verdicts);
	fit->missing = o.missing;
	fit->unknown = o.unknown;
	fit->score = o.score;
	str_release(&bytes);
}

enum err map_match_one(const struct map *m, const struct map_woman *woman, const char *offer,
		       struct arena *a, struct map_fit *out, struct error *e)
{
	struct map_woman she = *woman;
	struct pass p = {.map = m, .woman = &she};
	struct store_social row = {0};
	enum err rc = store_social_get(m->store, STORE_OFFER, offer, &row, e);

	map_woman_settle(m->words, &she);
	*out = (struct map_fit){0};
	if (rc == OK)
		rc = fit_read(m, &row, a, out, e);
	if (rc == OK)
		rc = tried_read(&p, e);
	if (rc == OK)
		weigh_record(&p, out);
	store_social_release(&row);
	return rc;
}

/* ---- the town of a district ---- */

struct town {
	const char *district;
	struct str found;
	bool is_several;
};

static void town_look(void *data, int64_t number, const void *bytes, size_t len)
{
	struct town *t = data;
	struct asks a;

	(void)number; /* which offer stands there is no matter */
	if (!asks_read(bytes, len, &a) || *a.town == '\0' || strcmp(a.district, t->district) != 0)
		return;
	if (t->found.len == 0)
		str_set(&t->found, a.town);
	else
		t->is_several |= strcmp(t->found.bytes, a.town) != 0;
}

enum err map_town_of(const struct map *m, const char *district, struct arena *a, const char **town,
		     struct error *e)
{
	struct town t = {district, STR_INIT, false};
	enum err rc = *district != '\0' ? store_asks_scan(m->store, town_look, &t, e) : OK;

	*town = arena_text(a, t.is_several ? "" : t.found.bytes);
	str_release(&t.found);
	return rc;
}

int map_to_ask(const struct map_fits *f, enum map_criterion out[MAP_CRITERION_COUNT])
{
	int count = 0;

	for (int c = 0; c < MAP_CRITERION_COUNT; c++) {
		int at = count;

		if (f->waiting_on[c] == 0 || *map_criterion_fact((enum map_criterion)c) == '\0')
			continue;
		for (; at > 0 && f->waiting_on[out[at - 1]] < f->waiting_on[c]; at--)
			out[at] = out[at - 1];
		out[at] = (enum map_criterion)c;
		count++;
	}
	return count;
}
