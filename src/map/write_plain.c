/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "map/exchange.h"
#include "map/shelf.h"
#include "map/write.h"

#include "base/base.h"

/*
 * For a spreadsheet: a row an offer with its organisation, then those that offer nothing.  It goes twice over the
 * map, first for the columns that there are.  Marked as UTF-8, and with the separator that the spreadsheets of the
 * language expect.
 */
enum { KINDS = 2, MORE_COLUMNS = 120 };
static const char *const before[KINDS] = {[MAP_ORGANISATION] = "organisation.",
					  [MAP_OFFER] = "offer."};

struct columns {
	bool has[MAP_FIELD_COUNT], has_more; /* has_more: what is no text of its own in 'more' */
	const char *names[MORE_COLUMNS];     /* unknown headings of imports */
	size_t count;
};

struct writing {
	const struct map *m;
	map_write write;
	void *data;
	bool is_counting, is_within; /* is_within: a row that was begun */
	char separator;
	struct arena arena, owner_arena;
	struct columns columns[KINDS];
	const char **owners; /* organisations that offer something */
	size_t owner_count, owner_room;
	struct map_record owner; /* of the last offer */
	struct str text;
};

/* A number, as of a phone, is no formula. */
static bool is_formula(const char *cell)
{
	if (memchr(MAP_CSV_SIGNS, *cell, sizeof MAP_CSV_SIGNS - 1) == NULL)
		return false;
	for (const char *at = cell + 1; *at != '\0'; at++)
		if (strchr("0123456789 ()/.,-", *at) == NULL)
			return true;
	return *cell == '=' || *cell == '@';
}

static void cell_write(struct writing *w, const char *value)
{
	struct str guarded = STR_INIT;

	if (w->is_within)
		str_add_char(&w->text, w->separator);
	w->is_within = true;
	if (is_formula(value) || map_cell_is_marked(value)) {
		str_addf(&guarded, "'%s", value);
		map_write_cell(&w->text, guarded.bytes);
	} else {
		map_write_cell(&w->text, value);
	}
	str_release(&guarded);
}

static void row_end(struct writing *w)
{
	str_add(&w->text, "\r\n");
	w->is_within = false;
}

/* A heading that would be read as one of ours, or cannot be one, is none. */
static bool can_be_heading(const struct map_words *w, const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > 200 || text_equal(name, "more") || strchr(name, '.') ||
	    name[strcspn(name, "\r\n")] != '\0' || *name == ' ' || name[len - 1] == ' ')
		return false;
	return !map_is_heading(w, name);
}

static int heading_at(const struct columns *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (text_equal(c->names[i], name))
			return (int)i;
	return -1;
}

static json_t *more_of(const struct map_record *r, const struct map_secret *secret)
{
	json_t *more = NULL;

	if (*r->more == '\0' || map_secret_hides_more(secret, r->more) ||
	    json_text_read(r->more, strlen(r->more), &more, NULL) != OK)
		return NULL;
	return more;
}

static void columns_look(struct writing *w, const struct map_record *r,
			 const struct map_secret *secret)
{
	struct columns *c = &w->columns[r->kind];
	json_t *more = more_of(r, secret), *value;
	const char *key;

	for (int f = 0; f < MAP_FIELD_COUNT; f++)
		c->has[f] |= *r->values[f] != '\0' && map_field_is_of((enum map_field)f, r->kind) &&
			     !map_secret_hides(secret, (enum map_field)f, r->values[f]);
	c->has[MAP_NAME] = c->has[MAP_SOURCE] = true;
	json_object_foreach(more, key, value) {
		bool is_cell = json_is_string(value) && map_is_cell(value);

		if (heading_at(c, key) >= 0 && is_cell)
			continue;
		if (!is_cell || c->count == MORE_COLUMNS || !can_be_heading(w->m->words, key))
			c->has_more = true;
		else
			c->names[c->count++] = arena_text(&w->arena, key);
	}
	json_decref(more);
}

static void more_write(struct writing *w, const struct columns *c, const struct map_record *r,
		       const struct map_secret *secret)
{
	json_t *more = more_of(r, secret);
	struct str rest = STR_INIT;

	for (size_t i = 0; i < c->count; i++) {
		const json_t *value = json_object_get(more, c->names[i]);
		bool is_cell = json_is_string(value) && map_is_cell(value);

		cell_write(w, is_cell ? json_string_value(value) : "");
		if (is_cell)
			json_object_del(more, c->names[i]);
	}
	if (json_object_size(more) > 0)
		map_write_json_text(&rest, more);
	if (c->has_more)
		cell_write(w, rest.bytes);
	str_release(&rest);
	json_decref(more);
}

static void cells_write(struct writing *w, const struct map_record *r,
			const struct map_secret *secret)
{
	const struct columns *c = &w->columns[r->kind];

	for (int f = 0; f < MAP_FIELD_COUNT; f++) {
		const char *value = f == MAP_SOURCE && *r->values[MAP_NAME] != '\0'
					    ? map_written_id(r)
					    : r->values[f];

		if (c->has[f])
			cell_write(w, map_secret_hides(secret, (enum map_field)f, value) ? ""
											 : value);
	}
	more_write(w, c, r, secret);
}

static void headings_write(struct writing *w)
{
	struct str name = STR_INIT;

	str_add(&w->text, "\xef\xbb\xbf");
	for (int k = 0; k < KINDS; k++) {
		const struct columns *c = &w->columns[k];

		for (int f = 0; f < MAP_FIELD_COUNT; f++) {
			str_reset(&name);
			str_addf(&name, "%s%s", before[k], map_field_info((enum map_field)f)->name);
			if (c->has[f])
				cell_write(w, name.bytes);
		}
		for (size_t i = 0; i < c->count + c->has_more; i++) {
			str_reset(&name);
			str_addf(&name, "%s%s", k == MAP_ORGANISATION ? before[k] : "",
				 i < c->count ? c->names[i] : "more");
			cell_write(w, name.bytes);
		}
	}
	row_end(w);
	str_release(&name);
}

static int by_text(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;

	return strcmp(*one, *other);
}

static bool offers_something(const struct writing *w, const char *organisation)
{
	return w->owner_count > 0 && bsearch(&organisation, w->owners, w->owner_count,
					     sizeof *w->owners, by_text) != NULL;
}

static enum err owner_read(struct writing *w, const struct map_record *offer, struct error *e)
{
	if (text_equal(w->owner.id, offer->organisation) && *offer->organisation != '\0')
		return OK;
	arena_release(&w->owner_arena);
	map_record_empty(&w->owner, MAP_ORGANISATION);
	return map_organisation_of(w->m, offer, &w->owner_arena, &w->owner, e);
}

static enum err row_write(struct writing *w, const struct map_record *organisation,
			  const struct map_record *offer, const struct map_secret *of_offer,
			  struct error *e)
{
	const struct map_secret nothing = {.told_by = {"", "", "", ""}};
	struct arena a = ARENA_INIT;
	struct map_secret secret;
	struct map_record none;

	map_record_empty(&none, MAP_OFFER);
	map_secret_of(&a, organisation, NULL, &secret);
	cells_write(w, organisation, &secret);
	cells_write(w, offer ? offer : &none, offer ? of_offer : &nothing);
	row_end(w);
	arena_release(&a);
	return map_write_some(w->write, w->data, "", &w->text, MAP_WRITE_PIECE, e);
}

static enum err each(void *data, const struct map_record *r, const char *organisation,
		     const struct map_secret *secret, struct error *e)
{
	struct writing *w = data;
	enum err rc;

	(void)organisation;
	if (w->is_counting) {
		columns_look(w, r, secret);
		if (r->kind == MAP_OFFER) {
			VEC_ROOM(w->owners, w->owner_count, w->owner_room);
			w->owners[w->owner_count++] = arena_text(&w->arena, r->organisation);
		}
		return OK;
	}
	if (r->kind == MAP_ORGANISATION)
		return offers_something(w, r->id) ? OK : row_write(w, r, NULL, NULL, e);
	rc = owner_read(w, r, e);
	return rc == OK ? row_write(w, &w->owner, r, secret, e) : rc;
}

enum err map_write_plain(const struct map *m, map_write write, void *data, struct map_written *out,
			 struct error *e)
{
	struct writing w = {.m = m,
			    .write = write,
			    .data = data,
			    .is_counting = true,
			    .separator = text_equal(m->words->language, "nl") ? ';' : ',',
			    .text = STR_INIT};
	enum err rc;

	w.columns[MAP_OFFER].has[MAP_NAME] = w.columns[MAP_ORGANISATION].has[MAP_NAME] = true;
	map_record_empty(&w.owner, MAP_ORGANISATION);
	rc = map_write_all(m, each, &w, out, e);
	if (w.owner_count > 0)
		qsort(w.owners, w.owner_count, sizeof *w.owners, by_text);
	w.is_counting = false;
	for (int k = 0; k < KINDS; k++)
		qsort(w.columns[k].names, w.columns[k].count, sizeof *w.columns[k].names, by_text);
	headings_write(&w);
	if (rc == OK)
		rc = map_write_all(m, each, &w, out, e);
	if (rc == OK)
		rc = map_write_some(write, data, "", &w.text, 0, e);
	free(w.owners);
	arena_release(&w.arena);
	arena_release(&w.owner_arena);
	str_release(&w.text);
	return rc;
}
