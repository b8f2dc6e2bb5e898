/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/write.h"

#include <stdlib.h>
#include <string.h>

#include "map/shelf.h"

const char *map_written_id(const struct map_record *r)
{
	return *r->values[MAP_SOURCE] ? r->values[MAP_SOURCE] : r->id;
}

enum { LEAST = 4 }; /* bytes of a street or postcode that are worth looking for */

/* As "zuidwal12" can be read in "bij de Zuidwal, 12". */
static char *fold_tight(struct arena *a, const char *text, bool is_street)
{
	struct str folded = STR_INIT, tight = STR_INIT;
	size_t number;
	char *out;

	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.len; i++)
		if (strchr(" \t\r\n.,;-", folded.bytes[i]) == NULL)
			str_add_char(&tight, folded.bytes[i]);
	number = strcspn(tight.bytes, "0123456789");
	if (is_street && number >= LEAST) /* the street alone is half of it */
		str_cut(&tight, number);
	out = arena_text(a, tight.bytes);
	str_release(&folded);
	str_release(&tight);
	return out;
}

static bool is_of_address(enum map_field field)
{
	return field == MAP_STREET || field == MAP_POSTCODE || field == MAP_CITY ||
	       field == MAP_DISTRICT;
}

static bool tells(const struct map_secret *s, const char *text)
{
	struct arena a = ARENA_INIT;
	const char *tight = NULL;
	bool is = false;

	for (size_t i = 0; i < sizeof s->told_by / sizeof *s->told_by && !is; i++) {
		if (strlen(s->told_by[i]) < LEAST)
			continue;
		if (!tight)
			tight = fold_tight(&a, text, false);
		is = strstr(tight, s->told_by[i]) != NULL;
	}
	arena_release(&a);
	return is;
}

bool map_secret_hides(const struct map_secret *s, enum map_field field, const char *text)
{
	if (*text == '\0' || field == MAP_NAME || field == MAP_SOURCE)
		return false;
	return (s->hides && is_of_address(field)) || tells(s, text);
}

bool map_secret_hides_more(const struct map_secret *s, const char *more)
{
	return s->hides || tells(s, more);
}

static bool is_yes(const char *value)
{
	return text_equal(value, "yes");
}

static void add_told(struct arena *a, const struct map_record *r, struct map_secret *out, int at)
{
	out->told_by[at] = fold_tight(a, r->values[MAP_STREET], true);
	out->told_by[at + 1] = fold_tight(a, r->values[MAP_POSTCODE], false);
}

/* An offer of a secret organisation is as secret, unless it says otherwise. */
void map_secret_of(struct arena *a, const struct map_record *r,
		   const struct map_record *organisation, struct map_secret *out)
{
	bool is_of_secret = organisation && is_yes(organisation->values[MAP_CONFIDENTIAL]);

	*out = (struct map_secret){.told_by = {"", "", "", ""}};
	out->hides = is_yes(r->values[MAP_CONFIDENTIAL]) ||
		     (is_of_secret && *r->values[MAP_CONFIDENTIAL] == '\0');
	if (out->hides)
		add_told(a, r, out, 0);
	if (is_of_secret) /* what an offer says of its own may be told, but not this */
		add_told(a, organisation, out, 2);
}

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
	if (!is_yes(r->values[MAP_CONFIDENTIAL]))
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
	for (int f = 0; f < MAP_FIELD_COUNT && secret.hides; f++)
		if (is_of_address((enum map_field)f) && *r->values[f] != '\0') {
			w->count->secret++;
			break;
		}
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

bool map_cell_is_marked(const char *text)
{
	size_t marks = strspn(text, "'");

	return marks > 0 && text[marks] != '\0' && strchr(MAP_CSV_SIGNS, text[marks]) != NULL;
}

void map_write_cell(struct str *out, const char *text)
{
	size_t len = strlen(text);

	if (text[strcspn(text, "\",;\t\r\n")] == '\0' &&
	    (len == 0 || (*text != ' ' && text[len - 1] != ' '))) {
		str_add_bytes(out, text, len);
		return;
	}
	str_add_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
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
