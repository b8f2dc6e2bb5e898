/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/home.h"

#include "care/derive.h"
#include "care/hits.h"

enum { DUE_MOST = 500, UNFINISHED_MOST = 200 };

enum err care_find_done(struct care_session *s, int64_t hits, struct error *e)
{
	return store_access_append(care_session_store(s), care_session_worker(s), "search", NULL,
				   hits, e);
}

enum err care_finds_begin(struct care_session *s, struct error *e)
{
	return store_begin(care_session_store(s), e);
}

enum err care_finds_end(struct care_session *s, enum err rc, struct error *e)
{
	if (rc == OK)
		return store_commit(care_session_store(s), e);
	store_rollback(care_session_store(s));
	return rc;
}

int64_t care_client_count(const struct care_session *s)
{
	/* reading a number changes nothing in the session */
	return store_client_count(care_session_store((struct care_session *)(uintptr_t)s));
}

/*
 * One referral is told once: what expired in the place of the call that was due before it.  The rows are there
 * for every day; which of them is told is a matter of today.
 */
static void expired_settle(struct care_today *out)
{
	int kept = 0;

	for (int i = 0; i < out->due_count; i++) {
		const struct care_due *due = &out->due[i];
		bool is_told = false;

		for (int j = 0; j < out->due_count && text_equal(due->kind, "call_back"); j++)
			is_told |= due->is_late && out->due[j].is_late &&
				   text_equal(out->due[j].kind, "expires") &&
				   strcmp(out->due[j].subject, due->subject) == 0;
		if (!is_told)
			out->due[kept++] = *due;
	}
	out->due_count = kept;
}

struct today_list {
	struct care_today *out;
	const struct date *today;
	const char *client; /* NULL: everybody */
	size_t due_room, unfinished_room;
	struct care_session *s;
};

static enum err on_due(void *data, const struct store_agenda *row, struct error *e)
{
	struct today_list *list = data;
	struct care_today *out = list->out;
	struct arena *a = &out->arena;
	size_t count = (size_t)out->due_count;
	struct str initials = STR_INIT;
	struct care_due *due;

	(void)e;
	if (list->client != NULL && strcmp(list->client, row->client) != 0)
		return OK;
	VEC_ROOM(out->due, count, list->due_room);
	due = &out->due[out->due_count++];
	care_initials(row->called, row->family, &initials);
	*due = (struct care_due){
		.minutes = date_understand_time(row->time),
		.client = arena_text(a, row->client),
		.subject = arena_text(a, row->subject),
		.initials = arena_text(a, initials.bytes),
		.called = arena_text(a, row->called),
		.about = arena_text(a, row->about),
		.kind = arena_text(a, row->kind),
		.with = arena_text(a, row->with),
	};
	str_release(&initials);
	(void)date_read(row->due, &due->due); /* written by derive from a date */
	due->is_late = date_compare(&due->due, list->today) < 0;
	return OK;
}

static enum err on_draft(void *data, const struct store_draft *row, struct error *e)
{
	struct today_list *list = data;
	struct care_today *out = list->out;
	struct arena *a = &out->arena;
	size_t count = (size_t)out->unfinished_count;
	struct care_unfinished *u;
	struct moment begun;

	(void)e;
	if (count == UNFINISHED_MOST)
		return OK;
	VEC_ROOM(out->unfinished, count, list->unfinished_room);
	u = &out->unfinished[out->unfinished_count++];
	*u = (struct care_unfinished){
		.draft = arena_text(a, row->id),
		.client = arena_text(a, row->client),
		.form_id = "",
		.form_title = arena_text(a, row->form), /* until all are read: the hash */
		.part = arena_text(a, row->part),
		.author_name = arena_text(a, care_worker_name(list->s, row->author)),
		.begun_ms = moment_read(row->begun, &begun) ? moment_ms(&begun) : 0,
		.asked = (int)row->asked,
		.total = (int)row->total,
		.is_mine = text_equal(row->author, care_session_worker(list->s)),
		.called = "",
		.initials = "",
	};
	return OK;
}

static enum err name_draft(struct today_list *list, struct care_unfinished *u, struct error *e)
{
	struct arena *a = &list->out->arena;
	struct store_client row = {0};
	struct str initials = STR_INIT;
	enum err rc = care_client_get(list->s, u->client, &row, e);

	u->form_id = arena_text(a, care_form_id_of(list->s, u->form_title));
	u->form_title = arena_text(a, care_form_title_of(list->s, u->form_title));
	if (rc == ERR_NOT_FOUND) /* her entries were erased: the line still leads to the draft */
		return OK;
	if (rc != OK)
		return rc;
	care_initials(row.called, row.family_name, &initials);
	u->client = arena_text(a, row.id);
	u->called = arena_text(a, row.called);
	u->initials = arena_text(a, initials.bytes);
	str_release(&initials);
	store_client_release(&row);
	return OK;
}

static int newest_begun_first(const void *a, const void *b)
{
	const struct care_unfinished *x = a, *y = b;

	if (x->begun_ms != y->begun_ms)
		return x->begun_ms > y->begun_ms ? -1 : 1;
	return strcmp(y->draft, x->draft);
}

/* Talks that were begun before she was merged go on in the dossier she is in. */
static enum err drafts_read(struct today_list *list, struct error *e)
{
	struct store *store = care_session_store(list->s);
	char (*members)[STORE_ID_BYTES] = NULL;
	int count = 0;
	enum err rc;

	if (list->client == NULL)
		return store_drafts(store, NULL, on_draft, list, e);
	rc = care_members(store, list->client, &members, &count, e);
	for (int i = 0; i < count && rc == OK; i++)
		rc = store_drafts(store, members[i], on_draft, list, e);
	if (count > 1 && list->out->unfinished_count > 1)
		qsort(list->out->unfinished, (size_t)list->out->unfinished_count,
		      sizeof *list->out->unfinished, newest_begun_first);
	free(members);
	return rc;
}

enum err care_today_read(struct care_session *s, int days, const char *client,
			 struct care_today *out, struct error *e)
{
	struct store *store = care_session_store(s);
	struct date today = care_session_today(s), last = date_of_days(date_days(&today) + days);
	struct today_list list = {.out = out, .today = &today, .client = client, .s = s};
	struct str until = STR_INIT;
	char keeper[STORE_ID_BYTES];
	enum err rc = OK;

	*out = (struct care_today){.arena = ARENA_INIT};
	if (client != NULL) {
		rc = care_keeper(store, client, keeper, e);
		list.client = client = keeper;
	}
	date_write(&until, &last, DATE_ISO, "en");
	if (days >= 0 && rc == OK)
		rc = store_agenda_until(store, until.bytes, client == NULL ? DUE_MOST : 100000,
					on_due, &list, e);
	expired_settle(out);
	if (rc == OK)
		rc = drafts_read(&list, e);
	for (int i = 0; i < out->unfinished_count && rc == OK; i++)
		rc = name_draft(&list, &out->unfinished[i], e);
	str_release(&until);
	return rc;
}

void care_today_release(struct care_today *t)
{
	free(t->due);
	free(t->unfinished);
	arena_release(&t->arena);
	*t = (struct care_today){.arena = ARENA_INIT};
}

struct unseen_list {
	const struct care_session *s;
	struct care_hits *out;
};

static enum err on_unseen(void *data, const struct store_client *row, struct error *e)
{
	struct unseen_list *list = data;
	struct care_hit *hit = care_hits_row(list->s, list->out, row);

	(void)e;
	hit->birth = arena_text(&list->out->arena, row->last_seen);
	return OK;
}

enum err care_out_of_sight(struct care_session *s, int weeks, int most, struct care_hits *out,
			   struct error *e)
{
	struct store *store = care_session_store(s);
	struct date today = care_session_today(s),
		    since = date_of_days(date_days(&today) - (int64_t)weeks * 7);
	struct unseen_list list = {.s = s, .out = out};
	struct str day = STR_INIT;
	enum err rc;

	*out = (struct care_hits){.clients = store_client_count(store)};
	date_write(&day, &since, DATE_ISO, "en");
	rc = store_clients_unseen_since(store, day.bytes, most, on_unseen, &list, e);
	out->total = out->count;
	str_release(&day);
	return rc;
}
