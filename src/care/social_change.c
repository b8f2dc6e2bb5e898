/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>

#include "care/session_inner.h"
#include "care/social_inner.h"

/* One change to an organisation and to all that it offers: checked, gone, there again. */

struct change {
	char day[16];
	const char *worker;
	bool is_asked;         /* of this one, and not because its organisation is */
	int64_t gone;          /* since when the organisation has been gone (hlc); INT64_MAX: it is there */
	enum err (*make)(struct care_session *s, const struct change *c, struct arena *a,
			 struct map_record *r, struct error *e);
};

static bool has_gone(const char *status)
{
	return text_equal(status, "defunct");
}

/* ---- since when it has been gone ---- */

struct version {
	const char *device, *status;
	int64_t hlc;
};

struct versions {
	struct arena *arena;
	const char *kind;
	enum map_kind of;
	struct version *items;
	size_t count, room;
};

static enum err version_note(void *data, const struct store_entry *entry, struct error *e)
{
	struct versions *all = data;
	struct map_record r;
	enum err rc;

	if (entry->body == NULL || entry->client != NULL || !text_equal(entry->kind, all->kind))
		return OK;
	map_record_empty(&r, all->of);
	rc = map_body_read(all->arena, entry->body, entry->body_len, &r, e);
	if (rc != OK)
		return rc;
	VEC_ROOM(all->items, all->count, all->room);
	all->items[all->count++] = (struct version){
		arena_text(all->arena, entry->device != NULL ? entry->device : ""),
		r.values[MAP_STATUS], entry->hlc};
	return OK;
}

static int as_recorded(const void *a, const void *b)
{
	const struct version *x = a, *y = b;

	if (x->hlc != y->hlc)
		return x->hlc < y->hlc ? -1 : 1;
	return strcmp(x->device, y->device);
}

/* *since is INT64_MAX while it is there; *before, in the arena, is the status that it had until then, "" none. */
static enum err gone_since(struct care_session *s, enum map_kind kind, const char *id,
			   struct arena *a, int64_t *since, const char **before, struct error *e)
{
	struct versions all = {.arena = a, .kind = care_map_entry_kind(kind), .of = kind};
	enum err rc = store_entries_of_subject(s->store, id, version_note, &all, e);
	size_t first;

	*since = INT64_MAX;
	*before = "";
	if (all.count > 1)
		qsort(all.items, all.count, sizeof *all.items, as_recorded);
	for (first = all.count; first > 0 && has_gone(all.items[first - 1].status); first--)
		*since = all.items[first - 1].hlc;
	if (first > 0)
		*before = all.items[first - 1].status;
	free(all.items);
	return rc;
}

/* ---- what is made of a record ---- */

/* What is no longer there was not looked at. */
static enum err mark_checked(struct care_session *s, const struct change *c, struct arena *a,
			     struct map_record *r, struct error *e)
{
	(void)s;
	(void)a;
	(void)e;
	if (r->kind == MAP_OFFER && !c->is_asked && has_gone(r->values[MAP_STATUS]))
		return OK;
	r->values[MAP_CHECKED_ON] = c->day;
	r->values[MAP_CHECKED_BY] = c->worker;
	return OK;
}

static enum err mark_gone(struct care_session *s, const struct change *c, struct arena *a,
			  struct map_record *r, struct error *e)
{
	(void)s;
	(void)c;
	(void)a;
	(void)e;
	r->values[MAP_STATUS] = "defunct";
	return OK;
}

/* With its organisation only what went with it comes back, as it was: what had gone before stays gone. */
static enum err mark_back(struct care_session *s, const struct change *c, struct arena *a,
			  struct map_record *r, struct error *e)
{
	const char *before;
	int64_t since;
	enum err rc;

	if (c->is_asked) {
		r->values[MAP_STATUS] = "active";
		return OK;
	}
	rc = gone_since(s, r->kind, r->id, a, &since, &before, e);
	if (rc == OK && since != INT64_MAX && since > c->gone)
		r->values[MAP_STATUS] = *before != '\0' ? before : "active";
	return rc;
}

static enum err change_one(struct care_session *s, enum map_kind kind, const char *id,
			   const struct change *c, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct store_social row = {0};
	struct map_record was, made;
	enum err rc = care_map_row(s, kind, id, &a, &row, &was, e);

	made = was;
	if (rc == OK)
		rc = c->make(s, c, &a, &made, e);
	if (rc == OK && !map_records_equal(&made, &was))
		rc = care_map_append(s, &made, &row, NULL, e);
	store_social_release(&row);
	arena_release(&a);
	return rc;
}

struct offers {
	struct arena arena;
	const char **ids;
	size_t count, room;
};

static enum err offer_note(void *data, const struct store_social *row, struct error *e)
{
	struct offers *o = data;

	(void)e;
	VEC_ROOM(o->ids, o->count, o->room);
	o->ids[o->count++] = arena_text(&o->arena, row->id);
	return OK;
}

static enum err change_offers(struct care_session *s, const char *organisation, struct change *c,
			      struct error *e)
{
	const struct store_social_find find = {
		.kind = STORE_OFFER, .parent = organisation, .most = INT_MAX};
	struct offers offers = {.arena = ARENA_INIT};
	enum err rc = store_social_list(s->store, &find, offer_note, &offers, e);

	c->is_asked = false;
	for (size_t i = 0; i < offers.count && rc == OK; i++)
		rc = change_one(s, MAP_OFFER, offers.ids[i], c, e);
	free(offers.ids);
	arena_release(&offers.arena);
	return rc;
}

static enum err change(struct care_session *s, enum map_kind kind, const char *id,
		       struct change *c, struct error *e)
{
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	c->is_asked = true;
	rc = change_one(s, kind, id, c, e);
	if (rc == OK && kind == MAP_ORGANISATION)
		rc = change_offers(s, id, c, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

enum err care_map_checked(struct care_session *s, enum map_kind kind, const char *id,
			  struct error *e)
{
	struct change c = {.make = mark_checked, .worker = s->worker};
	struct date today = care_session_today(s);
	struct str day = STR_INIT;

	date_write(&day, &today, DATE_ISO, "en");
	(void)snprintf(c.day, sizeof c.day, "%s", day.bytes);
	str_release(&day);
	return change(s, kind, id, &c, e);
}

enum err care_map_retire(struct care_session *s, enum map_kind kind, const char *id, bool is_gone,
			 struct error *e)
{
	struct change c = {.make = is_gone ? mark_gone : mark_back};
	struct arena a = ARENA_INIT;
	const char *before;
	enum err rc = gone_since(s, kind, id, &a, &c.gone, &before, e);

	arena_release(&a);
	return rc == OK ? change(s, kind, id, &c, e) : rc;
}
