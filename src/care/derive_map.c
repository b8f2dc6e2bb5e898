/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>

#include "care/session_inner.h"
#include "care/social_inner.h"

/*
 * Rows of the social map: of all versions of an organisation or offer the one recorded last (hlc, device)
 * counts.  What an offer asks, and the words it is found by, lean on its organisation, so a
 * change of that one writes the rows of what it offers anew.
 */

struct version { /* the last one */
	struct arena arena; /* of what may not be it, in the end, too */
	const char *kind;
	const char *device, *entry, *body;
	size_t body_len;
	int64_t hlc;
};

static bool is_before(const struct store_entry *entry, const struct version *last)
{
	if (last->entry == NULL || entry->hlc != last->hlc)
		return last->entry != NULL && entry->hlc < last->hlc;
	return strcmp(entry->device != NULL ? entry->device : "", last->device) < 0;
}

static enum err version_visit(void *data, const struct store_entry *entry, struct error *e)
{
	struct version *last = data;
	struct arena *a = &last->arena;

	(void)e;
	if (entry->body == NULL || entry->id == NULL || entry->client != NULL ||
	    !text_equal(entry->kind, last->kind) || is_before(entry, last))
		return OK;
	arena_release(a);
	last->device = arena_text(a, entry->device != NULL ? entry->device : "");
	last->entry = arena_text(a, entry->id);
	last->body = arena_bytes(a, entry->body, entry->body_len);
	last->body_len = entry->body_len;
	last->hlc = entry->hlc;
	return OK;
}

/* The names of an offer and of who offers it: "jasmijn taal" finds the lessons of that place. */
struct words {
	const char *items[2 * MAP_FOUND_WORDS];
	int count;
};

static void words_find(struct arena *a, const struct map_record *r,
		       const struct map_record *organisation, struct words *out)
{
	out->count = map_found_words(a, r, out->items);
	if (organisation != NULL)
		out->count += map_found_words(a, organisation, out->items + out->count);
}

static enum err row_put(struct care_session *s, const struct map_record *r,
			const struct map_record *organisation, const struct store_social *row,
			struct error *e)
{
	struct arena a = ARENA_INIT;
	struct str asks = STR_INIT;
	struct words words;
	enum err rc;

	words_find(&a, r, organisation, &words);
	if (r->kind == MAP_OFFER)
		map_asks_pack(care_map_words(s), r, organisation, &asks);
	rc = store_social_put(s->store, row, words.items, words.count,
			      asks.len > 0 ? asks.bytes : NULL, asks.len, e);
	str_release(&asks);
	arena_release(&a);
	return rc;
}

/* NULL when it is not there: an offer can come before its organisation. */
static enum err organisation_read(struct care_session *s, const char *id, struct arena *a,
				  struct map_record *room, const struct map_record **out,
				  struct error *e)
{
	struct store_social row = {0};
	enum err rc;

	*out = NULL;
	if (*id == '\0')
		return OK;
	rc = care_map_row(s, MAP_ORGANISATION, id, a, &row, room, e);
	store_social_release(&row);
	if (rc == OK)
		*out = room;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

struct offers { /* of one organisation, as rows to be written again */
	struct store_social *rows;
	size_t count, room;
};

static enum err offer_keep(void *data, const struct store_social *row, struct error *e)
{
	struct offers *o = data;
	struct store_social *to;

	(void)e;
	VEC_ROOM(o->rows, o->count, o->room);
	to = &o->rows[o->count++];
	*to = *row;
	to->id = mem_text(row->id);
	to->entry = mem_text(row->entry);
	to->source = mem_text(row->source);
	to->parent = mem_text(row->parent);
	to->name = mem_text(row->name);
	to->sort = mem_text(row->sort);
	to->status = mem_text(row->status);
	to->checked = mem_text(row->checked);
	to->body = mem_text(row->body);
	return OK;
}

static enum err offer_again(struct care_session *s, const struct store_social *row,
			    const struct map_record *organisation, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct map_record r;
	enum err rc;

	map_record_empty(&r, MAP_OFFER);
	rc = map_body_read(&a, row->body, strlen(row->body), &r, e);
	if (rc == OK)
		rc = row_put(s, &r, organisation, row, e);
	arena_release(&a);
	return rc;
}

static enum err offers_again(struct care_session *s, const char *id,
			     const struct map_record *organisation, struct error *e)
{
	const struct store_social_find find = {.kind = STORE_OFFER, .parent = id, .most = INT_MAX};
	struct offers offers = {0};
	enum err rc = store_social_list(s->store, &find, offer_keep, &offers, e);

	for (size_t i = 0; i < offers.count; i++) {
		if (rc == OK)
			rc = offer_again(s, &offers.rows[i], organisation, e);
		store_social_release(&offers.rows[i]);
	}
	free(offers.rows);
	return rc;
}

/* A key of a body may be as hostile as any: only a day is a day here. */
static const char *day_of(const char *iso)
{
	struct date day;

	return date_read(iso, &day) && date_is_full(&day) && !day.about ? iso : "";
}

/* subject, entry: ids; hlc: of the entry. */
struct origin {
	const char *subject, *entry, *body;
	size_t body_len;
	int64_t hlc;
};

static enum err record_put(struct care_session *s, const struct map_record *r,
			   const struct map_record *organisation, const struct origin *from,
			   struct error *e)
{
	struct arena a = ARENA_INIT;
	struct str sort = STR_INIT;
	bool is_offer = r->kind == MAP_OFFER;
	enum err rc;

	map_sort_name(r->values[MAP_NAME], &sort);
	rc = row_put(s, r, organisation, &(const struct store_social){
		.kind = is_offer ? STORE_OFFER : STORE_ORGANISATION,
		.id = arena_text(&a, from->subject),
		.entry = arena_text(&a, from->entry),
		.source = arena_text(&a, r->values[MAP_SOURCE]),
		.parent = arena_text(&a, is_offer ? r->organisation : ""),
		.name = arena_text(&a, r->values[MAP_NAME]),
		.sort = sort.bytes,
		.status = arena_text(&a, r->values[MAP_STATUS]),
		.checked = arena_text(&a, day_of(r->values[MAP_CHECKED_ON])),
		.body = arena_bytes(&a, from->body, from->body_len),
		.hlc = from->hlc,
	}, e);
	str_release(&sort);
	arena_release(&a);
	return rc;
}

static enum err version_write(struct care_session *s, enum map_kind kind, const char *subject,
			      const struct version *last, struct error *e)
{
	const struct origin from = {subject, last->entry, last->body, last->body_len, last->hlc};
	struct arena a = ARENA_INIT;
	struct map_record r, room;
	const struct map_record *organisation = NULL;
	enum err rc;

	map_record_empty(&r, kind);
	rc = map_body_read(&a, last->body, last->body_len, &r, e);
	if (rc == OK && kind == MAP_OFFER)
		rc = organisation_read(s, r.organisation, &a, &room, &organisation, e);
	if (rc == OK)
		rc = record_put(s, &r, organisation, &from, e);
	if (rc == OK && kind == MAP_ORGANISATION)
		rc = offers_again(s, subject, &r, e);
	arena_release(&a);
	return rc;
}

enum err care_derive_map_new(struct care_session *s, const struct map_record *r,
			     const struct map_record *organisation, const char *id,
			     const struct str *body, struct error *e)
{
	const struct origin from = {id, id, body->bytes, body->len, store_entry_hlc(s->store)};

	return record_put(s, r, organisation, &from, e);
}

enum err care_derive_map(struct care_session *s, enum map_kind kind, const char *subject,
			 struct error *e)
{
	struct version last = {.arena = ARENA_INIT, .kind = care_map_entry_kind(kind)};
	enum err rc;

	if (strlen(subject) >= STORE_ID_BYTES) /* no id that a trede makes */
		return OK;
	rc = store_entries_of_subject(s->store, subject, version_visit, &last, e);

	if (rc == OK && last.entry != NULL)
		rc = version_write(s, kind, subject, &last, e);
	arena_release(&last.arena);
	return rc;
}

struct subjects {
	char (*ids)[STORE_ID_BYTES];
	size_t count, room;
};

static enum err subject_note(void *data, const struct store_entry *entry, struct error *e)
{
	struct subjects *all = data;

	(void)e;
	if (entry->body == NULL || entry->subject == NULL ||
	    strlen(entry->subject) >= STORE_ID_BYTES)
		return OK;
	VEC_ROOM(all->ids, all->count, all->room);
	(void)snprintf(all->ids[all->count++], STORE_ID_BYTES, "%s", entry->subject);
	return OK;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(a, b);
}

static enum err derive_kind(struct care_session *s, enum map_kind kind, struct error *e)
{
	struct subjects all = {0};
	enum err rc = store_entries_of_kind(s->store, care_map_entry_kind(kind), subject_note, &all,
					    e);

	if (all.count > 1)
		qsort(all.ids, all.count, sizeof *all.ids, by_id);
	for (size_t i = 0; i < all.count && rc == OK; i++)
		if (i == 0 || strcmp(all.ids[i], all.ids[i - 1]) != 0)
			rc = care_derive_map(s, kind, all.ids[i], e);
	free(all.ids);
	return rc;
}

/* Organisations first: what they offer leans on them. */
enum err care_derive_map_all(struct care_session *s, struct error *e)
{
	enum err rc = derive_kind(s, MAP_ORGANISATION, e);

	return rc == OK ? derive_kind(s, MAP_OFFER, e) : rc;
}
