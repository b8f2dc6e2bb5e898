/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/record_thing.h"

/* How a thing becomes an entry: a new one, or one in the place of the version that stands there. */

enum err record_append(struct care_session *s, struct store_new_entry *entry,
		       const struct date *on, const struct str *body, char id[STORE_ID_BYTES],
		       struct error *e)
{
	struct str day = STR_INIT;
	enum err rc;

	if (on != NULL && on->year != 0) {
		date_write(&day, on, DATE_ISO, "en");
		entry->on = day.bytes;
	}
	entry->body = body->bytes;
	entry->body_len = body->len;
	rc = care_append(s, entry, id, e);
	str_release(&day);
	return rc;
}

struct before { /* the version that is replaced */
	struct store_entry entry;
	char entry_id[STORE_ID_BYTES];
	struct date on; /* of the thing, when it was first written */
};

static enum err before_find(struct care_session *s, const char *client,
			    const struct record_thing *thing, struct before *out,
			    struct error *e)
{
	struct care_dossier *d;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc != OK)
		return rc;
	for (int i = 0; i < d->line_count; i++) {
		const struct care_line *line = &d->lines[i];

		if (strcmp(line->subject, thing->id) == 0 && line->kind != CARE_PRECONDITION)
			(void)snprintf(out->entry_id, sizeof out->entry_id, "%s", line->entry);
	}
	care_dossier_free(d);
	if (out->entry_id[0] == '\0')
		return error_set(e, ERR_NOT_FOUND, _("That is not in this dossier any more."));
	rc = store_entry_get(care_session_store(s), out->entry_id, &out->entry, e);
	if (rc == OK && !text_equal(out->entry.kind, thing->kind))
		rc = error_set(e, ERR_NOT_FOUND, _("That is not in this dossier any more."));
	if (rc == OK && out->entry.on != NULL)
		(void)date_read(out->entry.on, &out->on);
	return rc;
}

/* The date of the present version says nothing about the new one; another date is meant. */
static const struct date *day_of(const struct record_thing *thing, const struct before *before,
				 const struct date *today)
{
	if (thing->on.year == 0 ||
	    (before->entry_id[0] != '\0' && date_compare(&thing->on, &before->on) <= 0))
		return today;
	return &thing->on;
}

enum err record_thing_save(struct care_session *s, const char *client,
			   const struct record_thing *thing, char id_out[37], struct error *e)
{
	struct store_new_entry entry = {.kind = thing->kind, .client = client};
	struct date today = care_session_today(s);
	struct before before = {0};
	struct str body = STR_INIT;
	char id[STORE_ID_BYTES];
	bool is_new = text_is_empty(thing->id);
	enum err rc = care_client_must_be(s, client, e);

	if (rc == OK && !is_new)
		rc = before_find(s, client, thing, &before, e);
	if (rc == OK)
		rc = body_thing_write(thing->body, thing->value, before.entry.body,
				      before.entry.body_len, &body, e);
	if (rc == OK) {
		entry.subject = thing->is_of_client ? client : is_new ? NULL : thing->id;
		entry.replaces = is_new ? NULL : before.entry_id;
		rc = record_append(s, &entry, day_of(thing, &before, &today), &body, id, e);
	}
	if (rc == OK && id_out != NULL)
		(void)snprintf(id_out, STORE_ID_BYTES, "%s", is_new ? id : thing->id);
	store_entry_release(&before.entry);
	str_release(&body);
	return rc;
}

enum err record_must_have(const char *text, const char *sentence, struct error *e)
{
	if (!text_is_empty(text) && text_is_utf8(text, strlen(text)) &&
	    strlen(text) <= RECORD_TEXT_BYTES)
		return OK;
	return error_set(e, ERR_INVALID, "%s", sentence);
}

enum err record_must_be_key(struct care_session *s, const char *list, const char *key,
			    struct error *e)
{
	if (text_is_empty(key) || care_config_item(care_session_config(s), list, key) != NULL)
		return OK;
	return error_set(e, ERR_INVALID, _("'%s' is not one of the choices of %s."), key,
			 care_label(care_session_config(s), "lists", list,
				    care_session_language(s)));
}

enum err record_must_be_keys(struct care_session *s, const char *list, const char *keys,
			     struct error *e)
{
	enum err rc = OK;

	for (const char *at = keys; rc == OK && !text_is_empty(at); at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);

		rc = record_must_be_key(s, list, key, e);
		free(key);
		at += len;
	}
	return rc;
}

enum err record_must_be_text(const char *text, struct error *e)
{
	if (text_is_empty(text))
		return OK;
	return record_must_have(text, _("That text is too long to keep, or it holds signs that cannot be "
					"kept; type it anew."), e);
}

enum err record_must_be_day(const struct date *day, struct error *e)
{
	if (day->year == 0 || (date_is_valid(day) && date_is_full(day)))
		return OK;
	return error_set(e, ERR_INVALID, _("Give the whole day: day, month and year."));
}

const char *record_or_else(const char *text, const char *otherwise)
{
	return text_is_empty(text) ? otherwise : text;
}
