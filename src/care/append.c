/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/session_inner.h"

/* Reading a client's entries for derive, and the one way an entry gets into the file. */

struct loader {
	struct arena bodies; /* what readers of bodies keep they copy */
	struct arena *kept;
	struct derive_entry *entries;
	size_t count, room;
};

static const char *keep(struct arena *a, const char *text)
{
	return text_is_empty(text) ? "" : arena_text(a, text);
}

static enum err load_entry(void *data, const struct store_entry *from, struct error *e)
{
	struct loader *l = data;
	struct derive_entry *to;

	(void)e;
	if (from->body == NULL || from->id == NULL || from->kind == NULL) /* erased */
		return OK;
	VEC_ROOM(l->entries, l->count, l->room);
	to = &l->entries[l->count++];
	*to = (struct derive_entry){
		.device = keep(l->kept, from->device),
		.id = keep(l->kept, from->id),
		.kind = keep(l->kept, from->kind),
		.subject = keep(l->kept, from->subject),
		.author = keep(l->kept, from->author),
		.replaces = keep(l->kept, from->replaces),
		.form = keep(l->kept, from->form),
		.body = arena_bytes(&l->bodies, from->body, from->body_len),
		.body_len = from->body_len,
		.hlc = from->hlc,
	};
	if (from->on != NULL && !date_read(from->on, &to->on)) {
		struct moment at;

		if (moment_read(from->on, &at)) /* the time is optional */
			to->on = at.date;
	}
	return OK;
}

enum err care_derive_client(struct care_session *s, const char *client,
			    struct care_dossier **out, struct error *e)
{
	struct care_dossier *d = mem_new(sizeof *d);
	struct loader l = {.kept = &d->arena};
	struct date today = care_session_today(s);
	enum err rc = store_entries_of_client(s->store, client, load_entry, &l, e);

	if (rc == OK)
		rc = care_derive(client, l.entries, (int)l.count, &today, d, e);
	free(l.entries);
	arena_release(&l.bodies);
	if (rc != OK) {
		care_dossier_free(d);
		d = NULL;
	}
	*out = d;
	return rc;
}

enum err care_client_must_be(struct care_session *s, const char *client, struct error *e)
{
	struct store_client row = {0};
	enum err rc = store_client_get(s->store, client, &row, e);

	store_client_release(&row);
	return rc;
}

static enum err derive_and_write(struct care_session *s, const char *client, struct error *e)
{
	struct care_dossier *d;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc == OK)
		rc = care_derive_write(s->store, d, e);
	care_dossier_free(d);
	return rc;
}

static enum err derive_of(struct care_session *s, const struct store_new_entry *entry,
			  const char *id, struct error *e)
{
	bool is_self = entry->client != NULL && strcmp(entry->client, STORE_SELF) == 0;

	if (entry->client != NULL)
		return derive_and_write(s, is_self ? id : entry->client, e);
	return care_derive_things(s->store, entry->kind, e);
}

enum err care_append(struct care_session *s, const struct store_new_entry *entry, char id[37],
		     struct error *e)
{
	struct store_new_entry full = *entry;
	struct date today = care_session_today(s);
	struct str on = STR_INIT;
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	date_write(&on, &today, DATE_ISO, "en");
	if (full.on == NULL)
		full.on = on.bytes;
	if (full.author == NULL && s->worker[0] != '\0')
		full.author = s->worker;
	rc = store_entry_append(s->store, &full, id, e);
	if (rc == OK)
		rc = derive_of(s, &full, id, e);
	str_release(&on);
	if (rc != OK) {
		store_rollback(s->store);
		return rc;
	}
	rc = store_commit(s->store, e);
	if (rc == OK && full.client == NULL && strcmp(full.kind, "form") != 0)
		rc = care_session_reload(s, e);
	return rc;
}

struct rebuild {
	struct care_session *s;
	char (*clients)[STORE_ID_BYTES];
	size_t count, room;
};

static enum err note_client(void *data, const char *client, struct error *e)
{
	struct rebuild *r = data;

	(void)e;
	VEC_ROOM(r->clients, r->count, r->room);
	(void)snprintf(r->clients[r->count++], STORE_ID_BYTES, "%s", client);
	return OK;
}

enum err care_derive_all(struct care_session *s, void (*progress)(void *, int64_t, int64_t),
			 void *data, struct error *e)
{
	static const char *const things[] = {"worker", "setting", "form"};
	struct rebuild r = {.s = s};
	enum err rc = store_clients(s->store, note_client, &r, e);

	for (size_t i = 0; i < sizeof things / sizeof *things && rc == OK; i++)
		rc = care_derive_things(s->store, things[i], e);
	for (size_t i = 0; i < r.count && rc == OK; i++) {
		if (progress != NULL)
			progress(data, (int64_t)i, (int64_t)r.count);
		rc = derive_and_write(s, r.clients[i], e);
	}
	if (progress != NULL && rc == OK)
		progress(data, (int64_t)r.count, (int64_t)r.count);
	free(r.clients);
	return rc;
}
