/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page of the map: all of it by name, or what has the letters that were typed, as far as it passes a
 * filter.
 */
#include <limits.h>
#include <stddef.h>

#include "map/record_inner.h"
#include "map/shelf_inner.h"

enum { BATCH = 64, PREFIXES = 8, SEARCH_BATCH = 128 };

static const struct {
	size_t at; /* of the set in the filter */
	enum map_list list;
	enum map_field field;
} filters[] = {
	{offsetof(struct map_filter, rungs), MAP_LIST_LADDER, MAP_RUNGS},
	{offsetof(struct map_filter, benefits), MAP_LIST_BENEFIT, MAP_BENEFITS},
	{offsetof(struct map_filter, languages), MAP_LIST_LANGUAGES, MAP_LANGUAGES},
	{offsetof(struct map_filter, themes), MAP_LIST_THEMES, MAP_THEMES},
	{offsetof(struct map_filter, preconditions), MAP_LIST_PRECONDITIONS, MAP_PRECONDITIONS},
	{offsetof(struct map_filter, childcare), MAP_LIST_CHILDCARE, MAP_CHILDCARE},
	{offsetof(struct map_filter, dayparts), MAP_LIST_DAYPARTS, MAP_DAYPARTS},
	{offsetof(struct map_filter, kinds), MAP_LIST_KINDS, MAP_KINDS},
	{offsetof(struct map_filter, levels), MAP_LIST_LEVELS, MAP_LEVELS},
	{offsetof(struct map_filter, helps), MAP_LIST_BARRIERS, MAP_HELPS},
};
enum { FILTERS = sizeof filters / sizeof *filters };

static const struct map_set *set_of(const struct map_filter *f, int i)
{
	return (const struct map_set *)(const void *)((const char *)f + filters[i].at);
}

bool map_filter_is_empty(const struct map_filter *f)
{
	for (int i = 0; i < FILTERS; i++) {
		if (!map_set_is_empty(set_of(f, i)))
			return false;
	}
	return text_is_empty(f->district) && !f->only_stale && !f->with_closed;
}

struct browse {
	const struct map *map;
	const struct map_filter *filter;
	struct str district; /* folded */
	int most;            /* and one more, to know that there is more */
	struct shelf_organisation organisation;
	struct map_lines *out;
};

static bool is_full(const struct browse *b)
{
	return b->out->count > b->most;
}

/* ---- the filter ---- */

static bool is_place(const char *text, size_t len, const char *folded)
{
	struct str one = STR_INIT, place = STR_INIT;
	bool is_same;

	str_add_bytes(&one, text, len);
	map_place_fold(one.bytes, &place);
	is_same = text_equal(place.bytes, folded);
	str_release(&one);
	str_release(&place);
	return is_same;
}

static bool is_in_district(const struct browse *b, const struct map_record *r)
{
	const struct map_record *o = &b->organisation.record;
	const char *district = shelf_said(r, o, MAP_DISTRICT), *city = shelf_said(r, o, MAP_CITY);
	const char *at = shelf_said(r, o, MAP_AREAS);

	if (b->district.len == 0 || is_place(district, strlen(district), b->district.bytes) ||
	    is_place(city, strlen(city), b->district.bytes))
		return true;
	while (*at) {
		size_t len = strcspn(at, ",");

		if (is_place(at, len, b->district.bytes))
			return true;
		at += len + (at[len] != '\0');
	}
	return false;
}

static bool passes(const struct browse *b, const struct map_record *r)
{
	const struct map_filter *f = b->filter;

	if (!f)
		return map_record_is_open(r);
	if ((!f->with_closed && !map_record_is_open(r)) ||
	    (f->only_stale && !map_is_stale(b->map, r)))
		return false;
	for (int i = 0; i < FILTERS; i++) {
		struct map_set said;

		if (map_set_is_empty(set_of(f, i)))
			continue;
		said = map_set_of(b->map->words, filters[i].list,
				  shelf_said(r, &b->organisation.record, filters[i].field));
		if (!map_sets_meet(set_of(f, i), &said))
			return false;
	}
	return is_in_district(b, r);
}

static enum err consider(struct browse *b, const struct store_social *row, struct error *e)
{
	struct arena arena = ARENA_INIT;
	struct map_record r;
	enum err rc = shelf_record(row, &arena, &r, e);

	if (rc == OK)
		rc = shelf_organisation_of(b->map, &r, &b->organisation, e);
	if (rc == OK && passes(b, &r))
		shelf_line_add(b->map, &r, &b->organisation.record, b->out);
	arena_release(&arena);
	return rc;
}

/* ---- rows, kept while others are read ---- */

struct rows {
	struct arena arena;
	struct store_social *items;
	size_t count, room;
};

static void rows_release(struct rows *r)
{
	arena_release(&r->arena);
	free(r->items);
	*r = (struct rows){.arena = ARENA_INIT};
}

static enum err row_keep(void *data, const struct store_social *row, struct error *e)
{
	struct rows *r = data;
	struct store_social *to;

	(void)e;
	VEC_ROOM(r->items, r->count, r->room);
	to = &r->items[r->count++];
	*to = *row;
	to->id = arena_text(&r->arena, row->id);
	to->entry = arena_text(&r->arena, row->entry);
	to->source = arena_text(&r->arena, row->source);
	to->parent = arena_text(&r->arena, row->parent);
	to->name = arena_text(&r->arena, row->name);
	to->sort = arena_text(&r->arena, row->sort);
	to->status = arena_text(&r->arena, row->status);
	to->checked = arena_text(&r->arena, row->checked);
	to->body = arena_text(&r->arena, row->body);
	return OK;
}

/* ---- by name: organisations and offers in one order of sort, kind and id ---- */

struct cursor {
	enum store_social_kind kind;
	struct rows rows;
	size_t at;
	struct str sort, id; /* the last one that was read */
	bool is_at_end;
};

static enum err cursor_fill(const struct browse *b, const char *before, struct cursor *c,
			    struct error *e)
{
	const struct store_social_find find = {.kind = c->kind,
					       .checked_before = before,
					       .after_sort = c->sort.bytes,
					       .after_id = c->id.bytes,
					       .most = BATCH};
	enum err rc;

	if (c->at < c->rows.count || c->is_at_end)
		return OK;
	rows_release(&c->rows);
	c->at = 0;
	rc = store_social_list(b->map->store, &find, row_keep, &c->rows, e);
	c->is_at_end = c->rows.count < BATCH;
	if (c->rows.count > 0) {
		str_set(&c->sort, c->rows.items[c->rows.count - 1].sort);
		str_set(&c->id, c->rows.items[c->rows.count - 1].id);
	}
	return rc;
}

static const struct store_social *cursor_row(const struct cursor *c)
{
	return c->at < c->rows.count ? &c->rows.items[c->at] : NULL;
}

/* Both begin behind this line; of the same sort organisations stand before offers. */
static enum err cursors_place(const struct browse *b, const struct map_line *after,
			      struct cursor cursors[2], struct error *e)
{
	struct store_social row = {0};
	bool is_offer = after->kind == MAP_OFFER;
	enum err rc = store_social_get(b->map->store, is_offer ? STORE_OFFER : STORE_ORGANISATION,
				       after->id, &row, e);

	if (rc != OK)
		return rc;
	for (int i = 0; i < 2; i++) {
		str_set(&cursors[i].sort, row.sort);
		if ((cursors[i].kind == STORE_OFFER) == is_offer)
			str_set(&cursors[i].id, row.id);
		else
			str_set(&cursors[i].id, is_offer ? "~" : ""); /* behind every id, or before */
	}
	store_social_release(&row);
	return OK;
}

static struct cursor *first_of(struct cursor cursors[2])
{
	const struct store_social *organisation = cursor_row(&cursors[0]),
				  *offer = cursor_row(&cursors[1]);

	if (!organisation || !offer)
		return organisation ? &cursors[0] : &cursors[1];
	return strcmp(organisation->sort, offer->sort) <= 0 ? &cursors[0] : &cursors[1];
}

/* Behind so many days a check is old: the first day that is not. */
static const char *stale_before(const struct browse *b, struct str *out)
{
	struct date day = date_of_days(date_days(&b->map->today) - MAP_STALE_DAYS);

	if (!b->filter || !b->filter->only_stale)
		return NULL;
	date_write(out, &day, DATE_ISO, "");
	return out->bytes;
}

static enum err by_name(struct browse *b, const struct map_line *after, struct error *e)
{
	struct cursor cursors[2] = {{.kind = STORE_ORGANISATION, .rows = {.arena = ARENA_INIT},
				     .sort = STR_INIT, .id = STR_INIT},
				    {.kind = STORE_OFFER, .rows = {.arena = ARENA_INIT},
				     .sort = STR_INIT, .id = STR_INIT}};
	struct str day = STR_INIT;
	const char *before = stale_before(b, &day);
	enum err rc = after ? cursors_place(b, after, cursors, e) : OK;

	while (rc == OK && !is_full(b)) {
		struct cursor *next;

		rc = cursor_fill(b, before, &cursors[0], e);
		if (rc == OK)
			rc = cursor_fill(b, before, &cursors[1], e);
		next = first_of(cursors);
		if (rc != OK || !cursor_row(next))
			break;
		rc = consider(b, cursor_row(next), e);
		next->at++;
	}
	for (int i = 0; i < 2; i++) {
		rows_release(&cursors[i].rows);
		str_release(&cursors[i].sort);
		str_release(&cursors[i].id);
	}
	str_release(&day);
	return rc;
}

/* ---- by letters ---- */

/* Those behind 'after' of these rows. */
static enum err letters_take(struct browse *b, const struct rows *rows,
			     const struct map_line *after, struct error *e)
{
	bool is_behind = after == NULL;
	enum err rc = OK;

	for (size_t i = 0; i < rows->count && rc == OK && !is_full(b); i++) {
		if (is_behind)
			rc = consider(b, &rows->items[i], e);
		else
			is_behind = text_equal(rows->items[i].id, after->id);
	}
	return rc;
}

/* The order is the store's own: rows are asked for from the first, more of them each time. */
static enum err by_letters(struct browse *b, const char *const *prefixes, int prefix_count,
			   const struct map_line *after, struct error *e)
{
	struct rows rows = {.arena = ARENA_INIT};
	enum err rc = OK;
	bool is_all = false;

	for (int most = SEARCH_BATCH; rc == OK && !is_all && !is_full(b); most *= 4) {
		rows_release(&rows);
		map_lines_release(b->out);
		rc = store_social_words(b->map->store, prefixes, prefix_count, most, row_keep,
					&rows, e);
		is_all = rows.count < (size_t)most || most > INT_MAX / 8;
		if (rc == OK)
			rc = letters_take(b, &rows, after, e);
	}
	rows_release(&rows);
	return rc;
}

enum err map_browse(const struct map *m, const char *typed, const struct map_filter *f, int most,
		    const struct map_line *after, struct map_lines *out, struct error *e)
{
	struct browse b = {.map = m,
			   .filter = f,
			   .district = STR_INIT,
			   .most = most,
			   .organisation = SHELF_ORGANISATION_NONE,
			   .out = out};
	struct arena arena = ARENA_INIT;
	const char *prefixes[PREFIXES];
	int count;
	enum err rc;

	*out = (struct map_lines){.arena = ARENA_INIT};
	map_record_empty(&b.organisation.record, MAP_ORGANISATION);
	if (f && !text_is_empty(f->district))
		map_place_fold(f->district, &b.district);
	count = map_words_of(&arena, typed, prefixes, PREFIXES);
	rc = count > 0 ? by_letters(&b, prefixes, count, after, e) : by_name(&b, after, e);
	out->has_more = out->count > most;
	out->count = out->has_more ? most : out->count;
	arena_release(&b.organisation.arena);
	str_release(&b.district);
	arena_release(&arena);
	if (rc != OK)
		map_lines_release(out);
	return rc;
}
