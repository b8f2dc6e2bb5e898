/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/write.h"

#include <stdlib.h>
#include <string.h>

#include "map/hsds.h"
#include "map/shelf.h"

struct owner {
	const char *subject;
	struct map_record said; /* id, and the address when it is secret */
};

struct writing {
	map_write_visit visit;
	void *data;
	struct map_written *count;
	struct arena arena, record;
	struct owner *owners;
	size_t owner_count, owner_room;
};

static void owner_add(struct writing *w, const struct map_record *r)
{
	struct owner *o;

	VEC_ROOM(w->owners, w->owner_count, w->owner_room);
	o = &w->owners[w->owner_count++];
	map_record_empty(&o->said, MAP_ORGANISATION);
	o->subject = o->said.id = arena_text(&w->arena, r->id);
	o->said.values[MAP_SOURCE] = arena_text(&w->arena, r->values[MAP_SOURCE]);
	if (!text_equal(r->values[MAP_CONFIDENTIAL], "yes"))
		return;
	o->said.values[MAP_CONFIDENTIAL] = "yes";
	o->said.values[MAP_STREET] = arena_text(&w->arena, r->values[MAP_STREET]);
	o->said.values[MAP_POSTCODE] = arena_text(&w->arena, r->values[MAP_POSTCODE]);
}

static int by_subject(const void *a, const void *b)
{
	const struct owner *one = a, *other = b;

	return strcmp(one->subject, other->subject);
}

static enum err hand_out(struct writing *w, const struct map_record *r,
			 const struct map_record *organisation, struct error *e)
{
	struct map_secret secret;
	enum err rc;

	map_secret_of(&w->record, r, organisation, &secret);
	w->count->secret += map_secret_has_address(&secret, r);
	rc = w->visit(w->data, r, organisation ? map_written_id(organisation) : "", &secret, e);
	arena_release(&w->record);
	return rc;
}

static enum err each_organisation(void *data, const struct map_record *r, struct error *e)
{
	struct writing *w = data;

	owner_add(w, r);
	w->count->organisations++;
	return hand_out(w, r, NULL, e);
}

/* An offer whose organisation is gone goes out without: it cannot be read again alone. */
static enum err each_offer(void *data, const struct map_record *r, struct error *e)
{
	struct writing *w = data;
	const struct owner asked = {.subject = r->organisation};
	const struct owner *owner = w->owner_count == 0
					    ? NULL
					    : bsearch(&asked, w->owners, w->owner_count,
						      sizeof *w->owners, by_subject);

	w->count->offers++;
	return hand_out(w, r, owner ? &owner->said : NULL, e);
}

enum err map_write_all(const struct map *m, map_write_visit visit, void *data,
		       struct map_written *count, struct error *e)
{
	struct writing w = {.visit = visit,
			    .data = data,
			    .count = count,
			    .arena = ARENA_INIT,
			    .record = ARENA_INIT};
	enum err rc;

	*count = (struct map_written){0};
	rc = map_all(m, MAP_ORGANISATION, each_organisation, &w, e);
	if (w.owner_count > 0)
		qsort(w.owners, w.owner_count, sizeof *w.owners, by_subject);
	if (rc == OK)
		rc = map_all(m, MAP_OFFER, each_offer, &w, e);
	free(w.owners);
	arena_release(&w.arena);
	return rc;
}

bool map_is_cell(const json_t *value)
{
	const char *text = json_string_value(value);
	size_t len = json_string_length(value);

	if (!text)
		return json_is_number(value);
	return len > 0 && !strchr(" \t\r\n", *text) && !strchr(" \t\r\n", text[len - 1]);
}

bool map_is_json_heading(const char *name)
{
	size_t len = strlen(name), mark = strlen(MAP_HSDS_JSON);

	return len >= mark && text_equal(name + len - mark, MAP_HSDS_JSON);
}

static int add_piece(const char *bytes, size_t len, void *data)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

void map_write_json_text(struct str *out, const json_t *value)
{
	(void)json_dump_callback(value, add_piece, out,
				 JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY |
					 JSON_REAL_PRECISION(15));
}

enum err map_write_some(map_write write, void *data, const char *file, struct str *text,
			size_t least, struct error *e)
{
	enum err rc;

	if (text->len == 0 || text->len < least)
		return OK;
	rc = write(data, file, text->bytes, text->len, e);
	str_reset(text);
	return rc;
}
