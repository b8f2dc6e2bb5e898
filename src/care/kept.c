/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/kept.h"

#include "care/derive.h"
#include "care/kept_inner.h"
#include "care/session_inner.h"

/* One value of meta for each worker: {"v": 1, "sheets": [...]}, newest first. */
enum { VERSION = 1, FIELDS_MOST = 100 };

static void key_of(const char *worker, struct str *out)
{
	str_set(out, "sheet.");
	str_add(out, worker);
}

/* Whose dossier it is about now: she may have been merged since it was typed. */
static enum err sheets_resolve(struct care_session *s, json_t *sheets, struct error *e)
{
	char keeper[STORE_ID_BYTES];
	enum err rc = OK;
	size_t i;
	json_t *sheet;

	json_array_foreach(sheets, i, sheet)
	{
		const char *client = json_at_text(sheet, "client");

		if (*client == '\0')
			continue;
		rc = care_keeper(s->store, client, keeper, e);
		if (rc != OK)
			break;
		if (strcmp(keeper, client) != 0)
			json_put_text(sheet, "client", keeper);
	}
	return rc;
}

/* The array, the caller's.  What this version cannot read is nothing. */
static enum err sheets_read(struct care_session *s, const char *worker, json_t **out,
			    struct error *e)
{
	struct str key = STR_INIT, text = STR_INIT;
	json_t *all = NULL, *sheets = NULL;
	enum err rc;

	key_of(worker, &key);
	rc = store_meta(s->store, key.bytes, &text, e);
	if (rc == OK && text.len && json_text_read(text.bytes, text.len, &all, NULL) == OK &&
	    json_at_int(all, "v", 0) == VERSION)
		sheets = json_incref(json_object_get(all, "sheets"));
	*out = json_is_array(sheets) ? sheets : json_array();
	if (*out != sheets)
		json_decref(sheets);
	json_decref(all);
	if (rc == OK)
		rc = sheets_resolve(s, *out, e);
	str_release(&key);
	str_release(&text);
	return rc;
}

static enum err sheets_write(struct care_session *s, const char *worker, json_t *sheets,
			     struct error *e)
{
	struct str key = STR_INIT, text = STR_INIT;
	json_t *all = json_pack("{s:i, s:O}", "v", VERSION, "sheets", sheets);
	enum err rc;

	if (json_array_size(sheets))
		json_text_write(&text, all);
	key_of(worker, &key);
	rc = store_set_meta(s->store, key.bytes, text.bytes, e);
	json_decref(all);
	str_release(&key);
	str_release(&text);
	return rc;
}

static bool is_same(const char *one, const char *other)
{
	return text_equal(one ? one : "", other ? other : "");
}

static bool is_of(const json_t *sheet, const struct care_kept_place *place)
{
	return is_same(json_at_text(sheet, "kind"), place->kind) &&
	       is_same(json_at_text(sheet, "client"), place->client) &&
	       is_same(json_at_text(sheet, "id"), place->id) &&
	       is_same(json_at_text(sheet, "of"), place->of);
}

static bool sheet_remove(json_t *sheets, const struct care_kept_place *place)
{
	bool is_there = false;

	for (size_t i = json_array_size(sheets); i > 0; i--) {
		if (!is_of(json_array_get(sheets, i - 1), place))
			continue;
		(void)json_array_remove(sheets, i - 1);
		is_there = true;
	}
	return is_there;
}

static json_t *fields_write(const struct care_kept *kept)
{
	json_t *fields = json_array();

	for (int i = 0; i < kept->field_count; i++) {
		const struct care_kept_field *from = &kept->fields[i];
		json_t *field = from->typed ? json_object() : json_null();

		if (from->typed) {
			(void)json_object_set_new(field, "typed", json_of_text(from->typed));
			json_put_text(field, "was", from->was);
		}
		(void)json_array_append_new(fields, field);
	}
	return fields;
}

static json_t *sheet_write(const struct care_session *s, const struct care_kept *kept)
{
	struct moment now = clock_moment(&s->clock);
	struct str at = STR_INIT;
	json_t *sheet = json_object();

	moment_write(&at, &now);
	json_put_text(sheet, "kind", kept->place.kind);
	json_put_text(sheet, "client", kept->place.client);
	json_put_text(sheet, "id", kept->place.id);
	json_put_text(sheet, "of", kept->place.of);
	json_put_text(sheet, "kept", at.bytes);
	(void)json_object_set_new(sheet, "at", json_integer(kept->at));
	(void)json_object_set_new(sheet, "cursor", json_integer((json_int_t)kept->cursor));
	(void)json_object_set_new(sheet, "fields", fields_write(kept));
	str_release(&at);
	return sheet;
}

enum err care_kept_set(struct care_session *s, const struct care_kept *kept, struct error *e)
{
	json_t *sheets = NULL;
	enum err rc = sheets_read(s, s->worker, &sheets, e);

	(void)sheet_remove(sheets, &kept->place);
	if (rc == OK && json_array_size(sheets) >= CARE_KEPT_MOST)
		rc = error_set(e, ERR_INVALID,
			       _("There are %d things that you typed and did not save: save one of "
				 "those first."),
			       CARE_KEPT_MOST);
	if (rc == OK) {
		(void)json_array_insert_new(sheets, 0, sheet_write(s, kept));
		rc = sheets_write(s, s->worker, sheets, e);
	}
	json_decref(sheets);
	return rc;
}

static void fields_read(struct arena *a, const json_t *fields, struct care_kept *out)
{
	size_t count = json_array_size(fields);
	struct care_kept_field *items;

	if (count > FIELDS_MOST)
		count = FIELDS_MOST;
	items = arena_array(a, count + 1, sizeof *items);
	for (size_t i = 0; i < count; i++) {
		const json_t *field = json_array_get(fields, i);

		items[i].was = arena_text(a, json_at_text(field, "was"));
		if (json_is_string(json_object_get(field, "typed")))
			items[i].typed = arena_text(a, json_at_text(field, "typed"));
	}
	out->fields = items;
	out->field_count = (int)count;
}

static void sheet_read(struct arena *a, const json_t *sheet, struct care_kept *out)
{
	int64_t at = json_at_int(sheet, "at", 0), cursor = json_at_int(sheet, "cursor", 0);
	struct moment kept;

	*out = (struct care_kept){
		.place = {.kind = arena_text(a, json_at_text(sheet, "kind")),
			  .client = arena_text(a, json_at_text(sheet, "client")),
			  .id = arena_text(a, json_at_text(sheet, "id")),
			  .of = arena_text(a, json_at_text(sheet, "of"))},
		.at = at < 0 || at >= FIELDS_MOST ? 0 : (int)at,
		.cursor = cursor < 0 ? 0 : (size_t)cursor,
		.kept_ms = moment_read(json_at_text(sheet, "kept"), &kept) ? moment_ms(&kept) : 0,
	};
	fields_read(a, json_object_get(sheet, "fields"), out);
}

static void names_set(struct arena *a, const struct store_client *row, struct care_kept *out)
{
	struct str initials = STR_INIT;

	care_initials(row->called ? row->called : "", row->family_name ? row->family_name : "",
		      &initials);
	out->called = arena_text(a, row->called ? row->called : "");
	out->initials = arena_text(a, initials.bytes);
	str_release(&initials);
}

/* What is of the social map is about nobody. */
static bool is_about_nobody(const json_t *sheet)
{
	const char *kind = json_at_text(sheet, "kind");

	return text_equal(kind, "organisation") || text_equal(kind, "offer");
}

/* Whose entries are gone is passed over. */
static enum err sheet_add(struct care_session *s, const json_t *sheet,
			  struct care_kept_list *out, struct error *e)
{
	struct care_kept *kept = &out->items[out->count];
	struct store_client row = {0};
	enum err rc = OK;

	if (!is_about_nobody(sheet))
		rc = care_client_get(s, json_at_text(sheet, "client"), &row, e);
	if (rc == ERR_NOT_FOUND)
		return OK;
	if (rc != OK)
		return rc;
	sheet_read(&out->arena, sheet, kept);
	names_set(&out->arena, &row, kept);
	out->count++;
	store_client_release(&row);
	return OK;
}

enum err care_kept_read(struct care_session *s, const char *client, struct care_kept_list *out,
			struct error *e)
{
	json_t *sheets = NULL;
	enum err rc;

	*out = (struct care_kept_list){.arena = ARENA_INIT};
	rc = sheets_read(s, s->worker, &sheets, e);
	out->items = arena_array(&out->arena, CARE_KEPT_MOST, sizeof *out->items);
	for (size_t i = 0; rc == OK && i < json_array_size(sheets); i++) {
		const json_t *sheet = json_array_get(sheets, i);

		if (client && !text_equal(json_at_text(sheet, "client"), client))
			continue;
		if (out->count < CARE_KEPT_MOST)
			rc = sheet_add(s, sheet, out, e);
	}
	json_decref(sheets);
	return rc;
}

void care_kept_release(struct care_kept_list *list)
{
	arena_release(&list->arena);
	*list = (struct care_kept_list){.arena = ARENA_INIT};
}

const struct care_kept *care_kept_find(const struct care_kept_list *list,
				       const struct care_kept_place *place)
{
	for (int i = 0; i < list->count; i++) {
		const struct care_kept_place *p = &list->items[i].place;

		if (is_same(p->kind, place->kind) && is_same(p->client, place->client) &&
		    is_same(p->id, place->id) && is_same(p->of, place->of))
			return &list->items[i];
	}
	return NULL;
}

enum err care_kept_forget(struct care_session *s, const struct care_kept_place *place,
			  struct error *e)
{
	json_t *sheets = NULL;
	enum err rc = sheets_read(s, s->worker, &sheets, e);

	if (rc == OK && sheet_remove(sheets, place))
		rc = sheets_write(s, s->worker, sheets, e);
	json_decref(sheets);
	return rc;
}

enum err care_kept_begin(struct care_session *s, struct error *e)
{
	return store_begin(s->store, e);
}

enum err care_kept_end(struct care_session *s, const struct care_kept_place *place, enum err rc,
		       struct error *e)
{
	if (rc == OK)
		rc = care_kept_forget(s, place, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

static enum err of_client_forget(struct care_session *s, const char *worker, const char *client,
				 struct error *e)
{
	json_t *sheets = NULL;
	enum err rc = sheets_read(s, worker, &sheets, e);
	size_t before = json_array_size(sheets);

	for (size_t i = before; i > 0; i--) {
		if (text_equal(json_at_text(json_array_get(sheets, i - 1), "client"), client))
			(void)json_array_remove(sheets, i - 1);
	}
	if (rc == OK && json_array_size(sheets) < before)
		rc = sheets_write(s, worker, sheets, e);
	json_decref(sheets);
	return rc;
}

enum err care_kept_forget_client(struct care_session *s, const char *client, struct error *e)
{
	enum err rc = OK;

	for (size_t i = 0; i < s->workers.count && rc == OK; i++)
		rc = of_client_forget(s, s->workers.items[i].key, client, e);
	return rc;
}

enum err care_kept_forget_worker(struct care_session *s, const char *worker, struct error *e)
{
	struct str key = STR_INIT;
	enum err rc;

	key_of(worker, &key);
	rc = store_set_meta(s->store, key.bytes, "", e);
	str_release(&key);
	return rc;
}
