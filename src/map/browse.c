/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/filter.h"
#include "map/shelf_inner.h"

/*
 * A page of the map.  All of it comes from the index of names, typed letters from that of words; a filter is
 * held against what each offer asks, packed.  Only the rows of the page itself are read whole.
 */
enum { PAGE_MOST = 500 };

struct browse {
	const struct map *map;
	const struct map_filter *filter;
	struct filter asked;
	const struct map_line *after;
	struct str after_sort, stale; /* stale "": those that were checked too */
	int most;
	struct shelf_organisation organisation; /* of the last offer */
	struct map_lines *out;
};

static bool has_sets(const struct map_filter *f)
{
	const struct map_set *const sets[] = {&f->rungs, &f->benefits, &f->languages, &f->themes,
					      &f->preconditions, &f->childcare, &f->dayparts,
					      &f->kinds, &f->levels, &f->helps};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (!map_set_is_empty(sets[i]))
			return true;
	return !text_is_empty(f->district);
}

bool map_filter_is_empty(const struct map_filter *f)
{
	return !has_sets(f) && !f->only_stale && !f->with_closed;
}

static bool is_open_only(const struct browse *b)
{
	return b->filter == NULL || !b->filter->with_closed;
}

static const char *checked_before(const struct browse *b)
{
	return b->stale.len > 0 ? b->stale.bytes : NULL;
}

/* The first day that is not too long ago. */
static void stale_before(const struct map *m, struct str *out)
{
	struct date day = date_of_days(date_days(&m->today) - MAP_STALE_DAYS);

	date_write(out, &day, DATE_ISO, "en");
}

static enum err line_visit(void *data, const struct store_social *row, struct error *e)
{
	struct browse *b = data;
	struct arena a = ARENA_INIT;
	struct map_record r;
	enum err rc = shelf_record(row, &a, &r, e);

	if (rc == OK)
		rc = shelf_organisation_of(b->map, &r, &b->organisation, e);
	if (rc == OK)
		shelf_line_add(b->map, &r, &b->organisation.record, b->out);
	arena_release(&a);
	return rc;
}

/* One more was read, to know whether there is more. */
static void page_cut(struct browse *b)
{
	b->out->has_more = b->out->count > b->most;
	if (b->out->has_more)
		b->out->count = b->most;
}

/* ---- by words ---- */

static enum err by_words(struct browse *b, struct error *e)
{
	const struct map_line *after = b->after;
	struct store_social_search search = {
		.prefixes = b->asked.prefixes,
		.prefix_count = b->asked.prefix_count,
		.checked_before = checked_before(b),
		.open_only = is_open_only(b),
		.most = b->most + 1,
	};

	if (after != NULL) {
		search.after_kind = after->kind == MAP_OFFER ? STORE_OFFER : STORE_ORGANISATION;
		search.after_sort = b->after_sort.bytes;
		search.after_id = after->id;
	}
	return store_social_words(b->map->store, &search, line_visit, b, e);
}

/* ---- all, by name ---- */

/* Of two kinds with one name organisations come first. */
static void after_in(const struct browse *b, enum map_kind kind, struct store_social_find *find)
{
	static const char last[] = "\xf4\x8f\xbf\xbf"; /* behind every id */

	find->after_sort = find->after_id = "";
	if (b->after == NULL)
		return;
	find->after_sort = b->after_sort.bytes;
	if (kind == b->after->kind)
		find->after_id = b->after->id;
	else if (kind == MAP_ORGANISATION)
		find->after_id = last;
}

static enum err list_kind(struct browse *b, enum map_kind kind, struct error *e)
{
	struct store_social_find find = {
		.kind = kind == MAP_OFFER ? STORE_OFFER : STORE_ORGANISATION,
		.checked_before = checked_before(b),
		.open_only = is_open_only(b),
		.most = b->most + 1,
	};

	after_in(b, kind, &find);
	return store_social_list(b->map->store, &find, line_visit, b, e);
}

struct sorted {
	struct map_line line;
	struct str sort;
};

static int by_name(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = strcmp(x->sort.bytes, y->sort.bytes);

	if (order == 0)
		order = (x->line.kind == MAP_OFFER) - (y->line.kind == MAP_OFFER);
	return order != 0 ? order : strcmp(x->line.id, y->line.id);
}

static enum err by_all(struct browse *b, struct error *e)
{
	struct map_lines *out = b->out;
	struct sorted *both;
	enum err rc = list_kind(b, MAP_ORGANISATION, e);

	if (rc == OK)
		rc = list_kind(b, MAP_OFFER, e);
	both = mem_array((size_t)out->count + 1, sizeof *both);
	for (int i = 0; i < out->count; i++) {
		both[i] = (struct sorted){out->items[i], STR_INIT};
		map_sort_name(both[i].line.name, &both[i].sort);
	}
	qsort(both, (size_t)out->count, sizeof *both, by_name);
	for (int i = 0; i < out->count; i++) {
		out->items[i] = both[i].line;
		str_release(&both[i].sort);
	}
	free(both);
	return rc;
}

/* ---- by a filter ---- */

struct place { /* of an offer in the order of names */
	char name[ASKS_NAME_BYTES + 1];
	int64_t number;
};

struct scan {
	const struct browse *browse;
	struct place *places; /* the first ones, in order */
	int count, most;
	struct place after;
	bool has_after;
};

static int place_compare(const struct place *a, const struct place *b)
{
	int order = strcmp(a->name, b->name);

	if (order != 0)
		return order;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void place_keep(struct scan *s, const struct place *p)
{
	int at = s->count;

	if (s->count == s->most && place_compare(p, &s->places[s->count - 1]) >= 0)
		return;
	if (s->count < s->most)
		s->count++;
	else
		at--;
	while (at > 0 && place_compare(p, &s->places[at - 1]) < 0)
		at--;
	memmove(&s->places[at + 1], &s->places[at],
		(size_t)(s->count - 1 - at) * sizeof *s->places);
	s->places[at] = *p;
}

static void look(void *data, int64_t number, const void *bytes, size_t len)
{
	struct scan *s = data;
	struct place p = {.number = number};
	struct asks a;

	if (!asks_read(bytes, len, &a) || !filter_passes(&s->browse->asked, &a) ||
	    (is_open_only(s->browse) && (a.head[ASKS_AT_FLAGS] & ASKS_CLOSED) != 0))
		return;
	memcpy(p.name, a.name, strnlen(a.name, ASKS_NAME_BYTES));
	if (!s->has_after || place_compare(&s->after, &p) < 0)
		place_keep(s, &p);
}

static enum err after_find(struct scan *s, struct error *e)
{
	const struct map_line *after = s->browse->after;
	struct store_social row = {0};
	struct str name = STR_INIT;
	enum err rc;

	if (after == NULL)
		return OK;
	asks_name(after->name, &name);
	memcpy(s->after.name, name.bytes, name.len);
	s->has_after = true;
	rc = store_social_get(s->browse->map->store, STORE_OFFER, after->id, &row, e);
	s->after.number = row.number;
	store_social_release(&row);
	str_release(&name);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static enum err by_filter(struct browse *b, struct error *e)
{
	struct scan s = {.browse = b, .most = b->most + 1};
	enum err rc = after_find(&s, e);

	s.places = mem_array((size_t)s.most, sizeof *s.places);
	if (rc == OK)
		rc = store_asks_scan(b->map->store, look, &s, e);
	for (int i = 0; i < s.count && rc == OK; i++) {
		struct store_social row = {0};

		rc = store_social_at(b->map->store, s.places[i].number, &row, e);
		if (rc == OK)
			rc = line_visit(b, &row, e);
		store_social_release(&row);
	}
	free(s.places);
	return rc;
}

enum err map_browse(const struct map *m, const char *typed, const struct map_filter *f, int most,
		    const struct map_line *after, struct map_lines *out, struct error *e)
{
	struct browse b = {.map = m, .filter = f, .after = after, .after_sort = STR_INIT,
			   .stale = STR_INIT, .most = most,
			   .organisation = SHELF_ORGANISATION_NONE, .out = out};
	enum err rc;

	*out = (struct map_lines){.arena = ARENA_INIT};
	map_record_empty(&b.organisation.record, MAP_ORGANISATION);
	if (most < 1 || most > PAGE_MOST)
		return error_set(e, ERR_USAGE, _("A page has 1 to %d offers."), PAGE_MOST);
	filter_begin(&b.asked, m, f, typed);
	if (after != NULL)
		map_sort_name(after->name, &b.after_sort);
	if (f != NULL && f->only_stale)
		stale_before(m, &b.stale);
	if (f != NULL && has_sets(f))
		rc = by_filter(&b, e);
	else
		rc = b.asked.prefix_count > 0 ? by_words(&b, e) : by_all(&b, e);
	page_cut(&b);
	filter_end(&b.asked);
	arena_release(&b.organisation.arena);
	str_release(&b.after_sort);
	str_release(&b.stale);
	if (rc != OK)
		map_lines_release(out);
	return rc;
}
