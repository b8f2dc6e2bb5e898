/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map.h"

#include <stdlib.h>
#include <string.h>

#include "map/hsds.h"

static void look(const struct map_record *r)
{
	for (int f = 0; f < MAP_FIELD_COUNT; f++) {
		const char *value = r->values[f];

		MUST(value != NULL);
		MUST(*value == '\0' || map_field_is_of((enum map_field)f, r->kind));
		MUST(text_is_utf8(value, strlen(value)));
	}
	MUST(r->id && r->entry && *r->entry == '\0');
	MUST(r->organisation && r->more);
	MUST((r->kind == MAP_OFFER) == (*r->organisation != '\0'));
	MUST(strlen(r->more) <= MAP_MORE_BYTES);
}

static void look_at_more(const struct map_record *r)
{
	json_t *more = NULL;

	if (*r->more == '\0')
		return;
	MUST(json_text_read(r->more, strlen(r->more), &more, NULL) == OK);
	MUST(json_is_object(more));
	json_decref(more);
}

static enum err take(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct lib_map *m = data;
	struct map_record good;
	enum err rc;

	look(r);
	MUST(line > 0);
	if (r->kind == MAP_OFFER)
		MUST(json_object_get(m->organisations, r->organisation)); /* it came before */
	map_record_copy(&m->arena, r, &good);
	rc = map_record_check(&m->arena, &some_words, &good, e);
	if (rc != OK)
		return rc;
	look_at_more(&good);
	if (r->kind == MAP_ORGANISATION)
		json_object_set_new(m->organisations, r->id, json_true()); /* what an offer calls it */
	VEC_ROOM(m->records, m->count, m->room);
	m->records[m->count++] = good;
	return OK;
}

static void bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		size_t len)
{
	struct lib_map *m = data;

	(void)line;
	MUST(file && why && *why && (row || len == 0));
	MUST(text_is_utf8(why, strlen(why)));
	m->bad++;
}

static void tell(void *data, const char *sentence)
{
	(void)data;
	MUST(*sentence && text_is_utf8(sentence, strlen(sentence)));
}

struct map_sink lib_map_sink(struct lib_map *m)
{
	*m = (struct lib_map){.arena = ARENA_INIT, .organisations = json_object()};
	return (struct map_sink){take, bad, tell, m};
}

void lib_map_release(struct lib_map *m)
{
	arena_release(&m->arena);
	free(m->records);
	json_decref(m->organisations);
}

static const struct map_record *find(const struct lib_map *m, const struct map_record *wanted)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->records[i].kind == wanted->kind &&
		    text_equal(m->records[i].values[MAP_SOURCE], wanted->values[MAP_SOURCE]))
			return &m->records[i];
	return NULL;
}

/* What differs, for whoever looks at a finding. */
static void say_difference(const struct map_record *a, const struct map_record *b)
{
	for (int f = 0; f < MAP_FIELD_COUNT; f++)
		if (!text_equal(a->values[f], b->values[f]))
			fprintf(stderr, "%s: '%s' and '%s'\n",
				map_field_info((enum map_field)f)->name, a->values[f],
				b->values[f]);
	fprintf(stderr, "of '%s' and '%s'\n%s\n%s\n", a->organisation, b->organisation, a->more,
		b->more);
}

void lib_map_is_same(const struct lib_map *a, const struct lib_map *b)
{
	MUST(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct map_record *other = find(b, &a->records[i]);

		MUST(other);
		if (!map_records_equal(&a->records[i], other))
			say_difference(&a->records[i], other);
		MUST(map_records_equal(&a->records[i], other));
	}
}

/* Nobody has an id of somebody else, and each has one. */
static bool has_ids(const struct lib_map *m)
{
	for (size_t i = 0; i < m->count; i++)
		if (*m->records[i].values[MAP_SOURCE] == '\0' ||
		    find(m, &m->records[i]) != &m->records[i])
			return false;
	return true;
}

void lib_map_again(const struct lib_map *m)
{
	const struct map_secret open_to_all = {.told_by = {"", "", "", ""}};
	json_t *root = json_object();
	struct str text = STR_INIT;
	struct lib_map again;
	struct map_sink sink;
	struct error e = ERROR_INIT;

	if (!has_ids(m) || m->count == 0) {
		json_decref(root);
		return;
	}
	json_object_set_new(root, "organizations", json_array());
	json_object_set_new(root, "services", json_array());
	for (size_t i = 0; i < m->count; i++)
		json_array_append_new(
			json_object_get(root, m->records[i].kind == MAP_OFFER ? "services"
									       : "organizations"),
			map_hsds_of(&some_words, &m->records[i], m->records[i].organisation,
				    &open_to_all));
	json_text_write(&text, root);
	json_decref(root);
	sink = lib_map_sink(&again);
	MUST(map_read_json(&some_words, &(struct map_file){"a.json", text.bytes, text.len}, &sink,
			   &e) == OK);
	MUST(again.bad == 0);
	lib_map_is_same(m, &again);
	lib_map_release(&again);
	str_release(&text);
}
