/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/session_inner.h"

/* Workers, settings and stored forms: entries without a client, one derived row a key. */

struct thing {
	const char *key, *value, *device;
	int64_t hlc;
};

typedef void (*row_of)(struct arena *a, const struct store_entry *entry, const json_t *body,
		       struct thing *out);

struct things {
	struct arena arena;
	row_of row;
	struct thing *items;
	size_t count, room;
};

static void worker_row(struct arena *a, const struct store_entry *entry, const json_t *body,
		       struct thing *out)
{
	out->key = arena_text(a, entry->subject);
	out->value = arena_text(a, json_at_text(body, "name"));
}

static void left_row(struct arena *a, const struct store_entry *entry, const json_t *body,
		     struct thing *out)
{
	out->key = arena_text(a, entry->subject);
	out->value = json_at_true(body, "left") ? "1" : "";
}

static void setting_row(struct arena *a, const struct store_entry *entry, const json_t *body,
			struct thing *out)
{
	(void)entry;
	out->key = arena_text(a, json_at_text(body, "key"));
	out->value = arena_text(a, json_at_text(body, "value"));
}

static void form_row(struct arena *a, const struct store_entry *entry, const json_t *body,
		     struct thing *out)
{
	json_t *about = json_object();
	struct str text = STR_INIT;
	json_t *titles = json_object_get(body, "titles");

	json_put_text(about, "entry", entry->id);
	json_put_text(about, "id", json_at_text(body, "id"));
	if (titles != NULL)
		json_object_set(about, "titles", titles);
	json_text_write(&text, about);
	json_decref(about);
	out->key = arena_text(a, entry->form != NULL ? entry->form : "");
	out->value = arena_text(a, text.bytes);
	str_release(&text);
}

static const struct {
	const char *of;   /* the kind of entry */
	const char *kind; /* of the row */
	row_of row;
} kinds[] = {
	{"worker", "worker", worker_row},
	{"worker", "left", left_row},
	{"setting", "setting", setting_row},
	{"form", "form", form_row},
};

/* The later recorded one counts, whatever date it bears. */
static void thing_take(struct things *t, const struct thing *one)
{
	for (size_t i = 0; i < t->count; i++) {
		struct thing *old = &t->items[i];

		if (strcmp(old->key, one->key) != 0)
			continue;
		if (one->hlc > old->hlc ||
		    (one->hlc == old->hlc && strcmp(one->device, old->device) > 0))
			*old = *one;
		return;
	}
	VEC_ROOM(t->items, t->count, t->room);
	t->items[t->count++] = *one;
}

static enum err thing_visit(void *data, const struct store_entry *entry, struct error *e)
{
	struct things *t = data;
	struct thing one = {.hlc = entry->hlc};
	json_t *body;
	enum err rc;

	if (entry->body == NULL)
		return OK;
	rc = body_open(entry->body, entry->body_len, &body, e);
	if (rc != OK)
		return rc;
	one.device = entry->device != NULL ? arena_text(&t->arena, entry->device) : "";
	t->row(&t->arena, entry, body, &one);
	json_decref(body);
	if (!text_is_empty(one.key))
		thing_take(t, &one);
	return OK;
}

static enum err derive_rows(struct store *store, const char *of, const char *kind, row_of row,
			    struct error *e)
{
	struct things t = {.row = row};
	enum err rc = store_entries_of_kind(store, of, thing_visit, &t, e);

	for (size_t i = 0; i < t.count && rc == OK; i++)
		rc = store_thing_put(store, kind, t.items[i].key, t.items[i].value, e);
	free(t.items);
	arena_release(&t.arena);
	return rc;
}

enum err care_derive_things(struct store *store, const char *kind, struct error *e)
{
	enum err rc = OK;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && rc == OK; i++)
		if (strcmp(kinds[i].of, kind) == 0)
			rc = derive_rows(store, kind, kinds[i].kind, kinds[i].row, e);
	return rc;
}

void care_pairs_release(struct care_pairs *pairs)
{
	free(pairs->items);
	arena_release(&pairs->arena);
	*pairs = (struct care_pairs){0};
}

static enum err pair_visit(void *data, const char *key, const char *value, struct error *e)
{
	struct care_pairs *pairs = data;

	(void)e;
	VEC_ROOM(pairs->items, pairs->count, pairs->room);
	pairs->items[pairs->count++] = (struct care_pair){arena_text(&pairs->arena, key),
							  arena_text(&pairs->arena, value)};
	return OK;
}

enum err care_pairs_read(struct care_session *s, const char *kind, struct care_pairs *out,
			 struct error *e)
{
	care_pairs_release(out);
	return store_things(s->store, kind, pair_visit, out, e);
}

const char *care_pair_value(const struct care_pairs *pairs, const char *key)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (text_equal(pairs->items[i].key, key))
			return pairs->items[i].value;
	return NULL;
}
