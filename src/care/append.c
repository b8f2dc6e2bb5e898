/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/names.h"
#include "care/session_inner.h"
#include "care/social_inner.h"

/* Reading a client's entries for derive, and the one way an entry gets into the file. */

struct loader {
	struct arena bodies; /* what readers of bodies keep they copy */
	struct arena *kept;
	const char *keeper;
	struct derive_entry *entries;
	size_t count, room;
};

static const char *keep(struct arena *a, const char *text)
{
	return text_is_empty(text) ? "" : arena_text(a, text);
}

/* What speaks of her speaks of the dossier she is in; a merge says whose it was. */
static const char *subject_of(struct loader *l, const struct store_entry *from)
{
	bool is_own = text_equal(from->subject, from->client) && !text_equal(from->kind, "merge");

	return keep(l->kept, is_own ? l->keeper : from->subject);
}

/* The time is optional. */
static struct date day_of(const char *on)
{
	struct date day = {0};
	struct moment at;

	if (on != NULL && !date_read(on, &day) && moment_read(on, &at))
		day = at.date;
	return day;
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
		.subject = subject_of(l, from),
		.author = keep(l->kept, from->author),
		.replaces = keep(l->kept, from->replaces),
		.form = keep(l->kept, from->form),
		.body = arena_bytes(&l->bodies, from->body, from->body_len),
		.body_len = from->body_len,
		.hlc = from->hlc,
		.client = keep(l->kept, from->client),
		.on_text = keep(&l->bodies, from->on),
	};
	to->on = day_of(from->on);
	return OK;
}

static int by_when(const void *a, const void *b)
{
	const struct derive_entry *x = a, *y = b;
	int order = strcmp(x->on_text, y->on_text);

	if (order == 0)
		order = x->hlc < y->hlc ? -1 : x->hlc > y->hlc;
	return order != 0 ? order : strcmp(x->device, y->device);
}

/* Of all who are in one dossier, in the order in which the store gives those of one. */
static enum err load_members(struct store *store, const char *keeper, struct loader *l,
			     struct error *e)
{
	char (*members)[STORE_ID_BYTES] = NULL;
	int count = 0;
	enum err rc = care_members(store, keeper, &members, &count, e);

	for (int i = 0; i < count && rc == OK; i++)
		rc = store_entries_of_client(store, members[i], load_entry, l, e);
	if (count > 1 && l->count > 1)
		qsort(l->entries, l->count, sizeof *l->entries, by_when);
	free(members);
	return rc;
}

enum err care_derive_client(struct care_session *s, const char *client,
			    struct care_dossier **out, struct error *e)
{
	struct care_dossier *d = mem_new(sizeof *d);
	char keeper[STORE_ID_BYTES];
	struct loader l = {.kept = &d->arena, .keeper = keeper};
	struct date today = care_session_today(s);
	enum err rc = care_keeper(s->store, client, keeper, e);

	if (rc == OK)
		rc = load_members(s->store, keeper, &l, e);
	if (rc == OK)
		rc = care_derive(keeper, l.entries, (int)l.count, &today, d, e);
	free(l.entries);
	arena_release(&l.bodies);
	if (rc != OK) {
		care_dossier_free(d);
		d = NULL;
	}
	*out = d;
	return rc;
}

enum err care_client_get(struct care_session *s, const char *client, struct store_client *out,
			 struct error *e)
{
	char keeper[STORE_ID_BYTES];
	enum err rc = care_keeper(s->store, client, keeper, e);

	*out = (struct store_client){0};
	return rc == OK ? store_client_get(s->store, keeper, out, e) : rc;
}

enum err care_client_must_be(struct care_session *s, const char *client, struct error *e)
{
	struct store_client row = {0};
	enum err rc = care_client_get(s, client, &row, e);

	store_client_release(&row);
	return rc;
}

static enum err derive_and_write(struct care_session *s, const char *client, struct error *e)
{
	struct care_dossier *d;
	enum err rc = care_derive_client(s, client, &d, e);

	care_names_touch(s, client);
	if (rc == OK)
		rc = care_derive_write(s->store, d, e);
	care_dossier_free(d);
	return rc;
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* Who was registered just now has this one entry: it need not be read back. */
static enum err derive_new(struct care_session *s, const struct store_new_entry *entry,
			   const char *id, struct error *e)
{
	const struct derive_entry only = {
		.device = store_device(s->store),
		.id = id,
		.kind = entry->kind,
		.subject = id,
		.author = or_empty(entry->author),
		.replaces = or_empty(entry->replaces),
		.form = or_empty(entry->form),
		.body = entry->body,
		.body_len = entry->body_len,
		.client = id,
		.on_text = or_empty(entry->on),
		.on = day_of(entry->on),
	};
	struct care_dossier *d = mem_new(sizeof *d);
	struct date today = care_session_today(s);
	enum err rc = care_derive(id, &only, 1, &today, d, e);

	care_names_touch(s, id);
	if (rc == OK)
		rc = care_derive_write(s->store, d, e);
	care_dossier_free(d);
	return rc;
}

enum err care_derive_again(struct care_session *s, const char *client, struct error *e)
{
	char (*members)[STORE_ID_BYTES] = NULL;
	char keeper[STORE_ID_BYTES];
	int count = 0;
	enum err rc = care_keeper(s->store, client, keeper, e);

	if (rc == OK)
		rc = care_members(s->store, keeper, &members, &count, e);
	for (int i = 1; i < count && rc == OK; i++) {
		care_names_touch(s, members[i]);
		rc = store_client_forget_rows(s->store, members[i], e);
	}
	if (rc == OK)
		rc = derive_and_write(s, keeper, e);
	free(members);
	return rc;
}

/* After a word about two women both dossiers may be other ones. */
static enum err derive_pair(struct care_session *s, const struct store_new_entry *entry,
			    struct error *e)
{
	enum err rc = care_derive_merges(s->store, e);

	if (rc == OK)
		rc = care_derive_again(s, entry->client, e);
	return rc == OK ? care_derive_again(s, entry->subject, e) : rc;
}

static enum err derive_of(struct care_session *s, const struct store_new_entry *entry,
			  const char *id, struct error *e)
{
	bool is_self = entry->client != NULL && strcmp(entry->client, STORE_SELF) == 0;

	if (text_equal(entry->kind, "merge"))
		return derive_pair(s, entry, e);
	if (is_self)
		return derive_new(s, entry, id, e);
	if (entry->client != NULL)
		return derive_and_write(s, entry->client, e);
	if (text_equal(entry->kind, "organisation") || text_equal(entry->kind, "offer"))
		return care_derive_map(s, text_equal(entry->kind, "offer") ? MAP_OFFER
									    : MAP_ORGANISATION,
				       entry->subject != NULL ? entry->subject : id, e);
	return care_derive_things(s->store, entry->kind, e);
}

/* What takes the place of something goes where that is, so that it stays with it if they part. */
static enum err owner_of(struct care_session *s, const struct store_new_entry *entry,
			 char out[STORE_ID_BYTES], struct error *e)
{
	struct store_entry before = {0};
	char keeper[STORE_ID_BYTES];
	enum err rc = care_keeper(s->store, entry->client, out, e);

	if (rc != OK || entry->replaces == NULL ||
	    store_entry_get(s->store, entry->replaces, &before, NULL) != OK)
		return rc;
	if (before.client != NULL && strlen(before.client) < STORE_ID_BYTES) {
		rc = care_keeper(s->store, before.client, keeper, e);
		if (rc == OK && strcmp(keeper, out) == 0)
			(void)snprintf(out, STORE_ID_BYTES, "%s", before.client);
	}
	store_entry_release(&before);
	return rc;
}

/* Whose entry it becomes when she is in another dossier.  What is said of a pair is said of those two. */
static enum err settle_owner(struct care_session *s, struct store_new_entry *entry,
			     char owner[STORE_ID_BYTES], struct error *e)
{
	bool is_own;
	enum err rc;

	if (entry->client == NULL || strcmp(entry->client, STORE_SELF) == 0 ||
	    text_equal(entry->kind, "merge"))
		return OK;
	is_own = entry->subject != NULL && strcmp(entry->subject, entry->client) == 0;
	rc = owner_of(s, entry, owner, e);
	entry->client = owner;
	if (is_own)
		entry->subject = owner;
	return rc;
}

enum err care_append(struct care_session *s, const struct store_new_entry *entry, char id[37],
		     struct error *e)
{
	struct store_new_entry full = *entry;
	struct date today = care_session_today(s);
	struct str on = STR_INIT;
	char owner[STORE_ID_BYTES];
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	date_write(&on, &today, DATE_ISO, "en");
	if (full.on == NULL)
		full.on = on.bytes;
	if (full.author == NULL && s->worker[0] != '\0')
		full.author = s->worker;
	rc = settle_owner(s, &full, owner, e);
	if (rc == OK)
		rc = store_entry_append(s->store, &full, id, e);
	if (rc == OK)
		rc = derive_of(s, &full, id, e);
	str_release(&on);
	if (rc != OK) {
		store_rollback(s->store);
		return rc;
	}
	rc = store_commit(s->store, e);
	if (rc == OK && (text_equal(full.kind, "worker") || text_equal(full.kind, "setting")))
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

/* Who is in another dossier has no rows of her own. */
static enum err derive_unless_merged(struct care_session *s, const char *client, struct error *e)
{
	char keeper[STORE_ID_BYTES];
	enum err rc = care_keeper(s->store, client, keeper, e);

	return rc == OK && strcmp(keeper, client) == 0 ? derive_and_write(s, client, e) : rc;
}

static enum err derive_clients(struct rebuild *r, void (*progress)(void *, int64_t, int64_t),
			       void *data, struct error *e)
{
	enum err rc = store_bulk_begin(r->s->store, e);

	for (size_t i = 0; i < r->count && rc == OK; i++) {
		if (progress != NULL)
			progress(data, (int64_t)i, (int64_t)r->count);
		rc = derive_unless_merged(r->s, r->clients[i], e);
	}
	if (rc == OK)
		rc = store_bulk_end(r->s->store, e);
	if (rc != OK)
		store_bulk_drop(r->s->store);
	return rc;
}

enum err care_derive_all(struct care_session *s, void (*progress)(void *, int64_t, int64_t),
			 void *data, struct error *e)
{
	static const char *const things[] = {"worker", "setting", "form"};
	struct rebuild r = {.s = s};
	enum err rc = store_clients(s->store, note_client, &r, e);

	care_names_forget(s);
	for (size_t i = 0; i < sizeof things / sizeof *things && rc == OK; i++)
		rc = care_derive_things(s->store, things[i], e);
	if (rc == OK)
		rc = care_derive_map_all(s, e);
	if (rc == OK)
		rc = care_derive_merges(s->store, e);
	if (rc == OK)
		rc = derive_clients(&r, progress, data, e);
	if (progress != NULL && rc == OK)
		progress(data, (int64_t)r.count, (int64_t)r.count);
	free(r.clients);
	return rc;
}
