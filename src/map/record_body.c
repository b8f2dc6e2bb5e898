/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/record.h"

/* The body of an organisation or offer: flat JSON, version 1 (docs/format.md, "Bodies"). */
enum { BODY_VERSION = 1 };

static enum err body_open(const char *bytes, size_t len, json_t **out, struct error *e)
{
	*out = NULL;
	if (bytes == NULL || json_text_read(bytes, len, out, NULL) != OK || !json_is_object(*out)) {
		json_decref(*out);
		*out = NULL;
		return error_set(e, ERR_DAMAGED,
				 _("An entry in the file cannot be read; run 'trede check'."));
	}
	if (json_at_int(*out, "v", 1) > BODY_VERSION) {
		json_decref(*out);
		*out = NULL;
		return error_set(e, ERR_NEWER,
				 _("Part of this file was written by a newer trede; "
				   "install that version to open it."));
	}
	return OK;
}

static const char *text_at(struct arena *a, const json_t *body, const char *key)
{
	const char *text = json_at_text(body, key);

	return *text == '\0' ? "" : arena_text(a, text);
}

static const char *more_read(struct arena *a, const json_t *body)
{
	const json_t *more = json_object_get(body, "more");
	struct str text = STR_INIT;
	const char *kept;

	if (!json_is_object(more) || json_object_size(more) == 0)
		return "";
	json_text_write(&text, more);
	kept = arena_bytes(a, text.bytes, text.len);
	str_release(&text);
	return kept;
}

enum err map_body_read(struct arena *a, const char *bytes, size_t len, struct map_record *out,
		       struct error *e)
{
	json_t *body;
	enum err rc = body_open(bytes, len, &body, e);

	if (rc != OK)
		return rc;
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		out->values[i] = text_at(a, body, map_field_info((enum map_field)i)->name);
	out->organisation = text_at(a, body, "organisation");
	out->more = more_read(a, body);
	out->id = out->entry = "";
	json_decref(body);
	return OK;
}

static void text_put(struct str *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	str_add_char(out, ',');
	json_text_quote(out, name);
	str_add_char(out, ':');
	json_text_quote(out, value);
}

static void json_put(struct str *out, const char *name, const json_t *value)
{
	str_add_char(out, ',');
	json_text_quote(out, name);
	str_add_char(out, ':');
	json_text_write(out, value);
}

/* Whoever gave it has read it (record.h). */
static void more_put(struct str *out, const char *more)
{
	if (*more == '\0')
		return;
	str_add(out, ",\"more\":");
	str_add(out, more);
}

/* What is shielded reads as no text, so no text does not take its place. */
static bool is_carried(const struct map_record *r, const char *name, const json_t *value)
{
	int field = map_field_of(name);

	if (field >= 0)
		return json_is_object(value) && *r->values[field] == '\0';
	return strcmp(name, "v") != 0 && strcmp(name, "organisation") != 0 &&
	       strcmp(name, "more") != 0;
}

static void before_put(const struct map_record *r, const char *before, size_t len, struct str *out)
{
	json_t *body, *value;
	const char *name;

	if (body_open(before, len, &body, NULL) != OK)
		return;
	json_object_foreach(body, name, value) {
		if (is_carried(r, name, value))
			json_put(out, name, value);
	}
	json_decref(body);
}

void map_body_write_again(const struct map_record *r, const char *before, size_t len,
			  struct str *out)
{
	str_addf(out, "{\"v\":%d", BODY_VERSION);
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		text_put(out, map_field_info((enum map_field)i)->name, r->values[i]);
	text_put(out, "organisation", r->organisation);
	more_put(out, r->more);
	if (before != NULL)
		before_put(r, before, len, out);
	str_add_char(out, '}');
}

void map_body_write(const struct map_record *r, struct str *out)
{
	map_body_write_again(r, NULL, 0, out);
}
