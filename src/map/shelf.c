/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/shelf_inner.h"

enum { BATCH = 64, OFFERS_MOST = 1000 };

bool map_is_stale(const struct map *m, const struct map_record *r)
{
	struct date on;

	if (text_is_empty(r->values[MAP_CHECKED_ON]) ||
	    !date_read(r->values[MAP_CHECKED_ON], &on) || !date_is_full(&on))
		return true;
	return date_days(&m->today) - date_days(&on) > MAP_STALE_DAYS;
}

static enum store_social_kind kind_of(enum map_kind kind)
{
	return kind == MAP_OFFER ? STORE_OFFER : STORE_ORGANISATION;
}

enum err shelf_record(const struct store_social *row, struct arena *a, struct map_record *out,
		      struct error *e)
{
	enum err rc;

	map_record_empty(out, row->kind == STORE_OFFER ? MAP_OFFER : MAP_ORGANISATION);
	rc = map_body_read(a, row->body, strlen(row->body), out, e);
	if (rc != OK)
		return rc;
	out->kind = row->kind == STORE_OFFER ? MAP_OFFER : MAP_ORGANISATION;
	out->id = arena_text(a, row->id);
	out->entry = arena_text(a, row->entry);
	if (row->kind == STORE_OFFER)
		out->organisation = arena_text(a, row->parent);
	return OK;
}

enum err map_get(const struct map *m, enum map_kind kind, const char *id, struct arena *a,
		 struct map_record *out, struct error *e)
{
	struct store_social row = {0};
	enum err rc = store_social_get(m->store, kind_of(kind), id, &row, e);

	map_record_empty(out, kind);
	if (rc == OK)
		rc = shelf_record(&row, a, out, e);
	store_social_release(&row);
	return rc;
}

enum err map_organisation_of(const struct map *m, const struct map_record *offer, struct arena *a,
			     struct map_record *out, struct error *e)
{
	struct error gone = ERROR_INIT;
	enum err rc = map_get(m, MAP_ORGANISATION, offer->organisation, a, out, &gone);

	if (rc == ERR_NOT_FOUND)
		return OK;
	if (rc != OK && e)
		*e = gone;
	return rc;
}

int64_t map_count(const struct map *m, enum map_kind kind)
{
	return store_social_count(m->store, kind_of(kind));
}

/* ---- lines of a list ---- */

void map_lines_release(struct map_lines *l)
{
	arena_release(&l->arena);
	*l = (struct map_lines){.arena = ARENA_INIT};
}

enum err shelf_organisation_of(const struct map *m, const struct map_record *r,
			       struct shelf_organisation *kept, struct error *e)
{
	if (r->kind == MAP_OFFER && kept->record.id && *kept->record.id &&
	    text_equal(kept->record.id, r->organisation))
		return OK;
	arena_release(&kept->arena);
	map_record_empty(&kept->record, MAP_ORGANISATION);
	return r->kind == MAP_OFFER
		       ? map_organisation_of(m, r, &kept->arena, &kept->record, e)
		       : OK;
}

const char *shelf_said(const struct map_record *r, const struct map_record *organisation,
		       enum map_field field)
{
	return text_is_empty(r->values[field]) ? organisation->values[field] : r->values[field];
}

static bool is_secret(const struct map_record *r)
{
	return text_equal(r->values[MAP_CONFIDENTIAL], "yes");
}

/* District, else town: of the offer itself before that of its organisation. */
static const char *place_of(const struct map_record *r, const struct map_record *organisation)
{
	const struct map_record *from = r;

	if (is_secret(r) || is_secret(organisation))
		return "";
	if (text_is_empty(r->values[MAP_DISTRICT]) && text_is_empty(r->values[MAP_CITY]))
		from = organisation;
	return text_is_empty(from->values[MAP_DISTRICT]) ? from->values[MAP_CITY]
							 : from->values[MAP_DISTRICT];
}

void shelf_line_add(const struct map *m, const struct map_record *r,
		    const struct map_record *organisation, struct map_lines *out)
{
	struct arena *a = &out->arena;

	if ((size_t)out->count == out->room) {
		size_t room = out->room ? out->room * 2 : BATCH;
		struct map_line *items = arena_array(a, room, sizeof *items);

		if (out->count > 0)
			memcpy(items, out->items, (size_t)out->count * sizeof *items);
		out->items = items;
		out->room = room;
	}
	out->items[out->count++] = (struct map_line){
		.kind = r->kind,
		.id = arena_text(a, r->id),
		.name = arena_text(a, r->values[MAP_NAME]),
		.organisation_name = arena_text(a, organisation->values[MAP_NAME]),
		.place = arena_text(a, place_of(r, organisation)),
		.phone = arena_text(a, shelf_said(r, organisation, MAP_PHONE)),
		.checked_on = arena_text(a, r->values[MAP_CHECKED_ON]),
		.is_stale = map_is_stale(m, r),
		.is_open = map_record_is_open(r) && map_record_is_open(organisation),
	};
}

struct offers {
	const struct map *map;
	struct map_record organisation;
	struct map_lines *out;
};

static enum err offer_visit(void *data, const struct store_social *row, struct error *e)
{
	struct offers *o = data;
	struct arena arena = ARENA_INIT;
	struct map_record r;
	enum err rc = shelf_record(row, &arena, &r, e);

	if (rc == OK)
		shelf_line_add(o->map, &r, &o->organisation, o->out);
	arena_release(&arena);
	return rc;
}

enum err map_offers_of(const struct map *m, const char *organisation, struct map_lines *out,
		       struct error *e)
{
	const struct store_social_find find = {
		.kind = STORE_OFFER, .parent = organisation, .most = OFFERS_MOST};
	struct offers o = {.map = m, .out = out};
	struct arena arena = ARENA_INIT;
	enum err rc;

	*out = (struct map_lines){.arena = ARENA_INIT};
	rc = map_get(m, MAP_ORGANISATION, organisation, &arena, &o.organisation, e);
	if (rc == OK)
		rc = store_social_list(m->store, &find, offer_visit, &o, e);
	out->has_more = out->count == OFFERS_MOST;
	arena_release(&arena);
	if (rc != OK)
		map_lines_release(out);
	return rc;
}

/* ---- all of it ---- */

struct all {
	enum err (*visit)(void *data, const struct map_record *r, struct error *e);
	void *data;
	struct str sort, id; /* of the last one */
	int count;
};

static enum err all_visit(void *data, const struct store_social *row, struct error *e)
{
	struct all *all = data;
	struct arena arena = ARENA_INIT;
	struct map_record r;
	enum err rc = shelf_record(row, &arena, &r, e);

	all->count++;
	str_set(&all->sort, row->sort);
	str_set(&all->id, row->id);
	if (rc == OK)
		rc = all->visit(all->data, &r, e);
	arena_release(&arena);
	return rc;
}

/* In batches: no statement stays open for as long as the whole takes. */
enum err map_all(const struct map *m, enum map_kind kind,
		 enum err (*visit)(void *data, const struct map_record *r, struct error *e),
		 void *data, struct error *e)
{
	struct all all = {visit, data, STR_INIT, STR_INIT, BATCH};
	enum err rc = OK;

	while (rc == OK && all.count == BATCH) {
		struct str sort = all.sort, id = all.id;
		const struct store_social_find find = {.kind = kind_of(kind),
						       .after_sort = sort.bytes,
						       .after_id = id.bytes,
						       .most = BATCH};

		all.sort = all.id = (struct str)STR_INIT;
		all.count = 0;
		rc = store_social_list(m->store, &find, all_visit, &all, e);
		str_release(&sort);
		str_release(&id);
	}
	str_release(&all.sort);
	str_release(&all.id);
	return rc;
}
