/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"
#include "care/kept_inner.h"
#include "care/names.h"

/* How an interview ends: finished, thrown away, or never recorded. */

static void let_draft_go(struct care_interview *iv)
{
	store_draft_release(&iv->draft);
	iv->is_recorded = false;
}

enum err care_interview_discard(struct care_interview *iv, struct error *e)
{
	enum err rc = OK;

	if (iv->is_recorded)
		rc = store_draft_delete(care_session_store(iv->session), iv->draft.id, e);
	if (rc == OK)
		let_draft_go(iv);
	return rc;
}

/* Both parts are checked and kept: what was asked together and alone is one interview. */
enum err care_interview_finish(struct care_interview *iv, char entry[37], int *first,
			       struct error *e)
{
	struct store *store = care_session_store(iv->session);
	enum err rc;

	*first = FORM_NONE;
	if (!iv->is_recorded)
		return error_set(e, ERR_INVALID, _("Nothing is kept of this talk."));
	rc = store_begin(store, e);
	if (rc != OK)
		return rc;
	rc = talk_finish(&iv->talk, iv->client, iv->note_list, iv->left_count, entry,
			 first, e);
	if (rc == OK)
		rc = store_draft_delete(store, iv->draft.id, e);
	if (rc == OK)
		rc = store_commit(store, e);
	else
		store_rollback(store);
	if (rc == OK)
		let_draft_go(iv);
	return rc;
}

/* A woman who was registered for this very talk: less than a day before it began, and
 * nothing else. */
enum { REGISTERED_MS = 24 * 60 * 60 * 1000, HLC_COUNTER_BITS = 16 };

struct erasing {
	struct store *store;
	json_t *erased; /* array of [device, dseq] */
	int64_t begun_ms;
	bool is_looked_at; /* somebody said of her that she is another woman, or may be */
	bool is_more; /* there is more than the entry that made her, or it is older than
			 this talk */
};

static enum err look_at_entry(void *data, const struct store_entry *entry,
			      struct error *e)
{
	struct erasing *erasing = data;
	int64_t recorded_ms = entry->hlc >> HLC_COUNTER_BITS;

	(void)e;
	if (text_equal(entry->kind, "merge")) /* that she is another: of nobody's use now */
		erasing->is_looked_at = true;
	else if (!text_equal(entry->kind, "client") ||
		 erasing->begun_ms - recorded_ms > REGISTERED_MS)
		erasing->is_more = true;
	json_array_append_new(erasing->erased,
			      json_pack("[sI]", entry->device, (json_int_t)entry->dseq));
	return OK;
}

/* Who is one woman with somebody else was known before. */
static enum err look_at_merges(struct erasing *erasing, const char *client, struct error *e)
{
	char keeper[STORE_ID_BYTES], (*members)[STORE_ID_BYTES] = NULL;
	int count = 1;
	enum err rc = care_keeper(erasing->store, client, keeper, e);

	if (rc == OK)
		rc = care_members(erasing->store, keeper, &members, &count, e);
	erasing->is_more |= count > 1;
	free(members);
	return rc;
}

/* Another worker may have begun a talk with her too. */
static enum err look_at_draft(void *data, const struct store_draft *draft,
			      struct error *e)
{
	struct erasing *erasing = data;

	(void)draft;
	(void)e;
	erasing->is_more = true;
	return OK;
}

static enum err erase_entries(struct erasing *erasing, const char *client,
			      struct error *e)
{
	enum err rc = store_client_forget_rows(erasing->store, client, e);
	size_t i;
	json_t *pair;

	json_array_foreach(erasing->erased, i, pair)
	{
		if (rc != OK)
			return rc;
		rc = store_entry_erase(erasing->store,
				       json_string_value(json_array_get(pair, 0)),
				       json_integer_value(json_array_get(pair, 1)), e);
	}
	return rc;
}

/* The count that is kept: an erasure that says a talk was not recorded, and nothing of
 * whom. */
static enum err write_erasure(struct care_session *s, json_t *erased, struct error *e)
{
	struct str body = STR_INIT;
	json_t *object = json_pack("{s:i, s:O, s:{s:s}}", "v", 1, "erased", erased,
				   "statistics", "outcome", "not_recorded");
	struct store_new_entry entry = {.kind = "erasure"};
	char id[37];
	enum err rc;

	json_text_write(&body, object);
	entry.body = body.bytes;
	entry.body_len = body.len;
	rc = care_append(s, &entry, id, e);
	str_release(&body);
	json_decref(object);
	return rc;
}

/* The draft is gone by now. */
static enum err forget_client(struct care_interview *iv, int64_t begun_ms,
			      struct error *e)
{
	struct erasing erasing = {.store = care_session_store(iv->session),
				  .erased = json_array(),
				  .begun_ms = begun_ms};
	enum err rc = store_entries_of_client(erasing.store, iv->client, look_at_entry,
					      &erasing, e);

	if (rc == OK)
		rc = look_at_merges(&erasing, iv->client, e);
	if (rc == OK)
		rc = store_drafts(erasing.store, iv->client, look_at_draft, &erasing, e);
	if (rc == OK && erasing.is_more)
		json_array_clear(erasing.erased); /* she stays; only the count is kept */
	if (rc == OK && json_array_size(erasing.erased) > 0) {
		care_names_touch(iv->session, iv->client);
		rc = erase_entries(&erasing, iv->client, e);
	}
	if (rc == OK && json_array_size(erasing.erased) > 0 && erasing.is_looked_at)
		rc = care_derive_merges(erasing.store, e);
	if (rc == OK && json_array_size(erasing.erased) > 0)
		rc = care_kept_forget_client(iv->session, iv->client, e);
	if (rc == OK)
		rc = write_erasure(iv->session, erasing.erased, e);
	json_decref(erasing.erased);
	return rc;
}

enum err care_interview_stop_recording(struct care_interview *iv, struct error *e)
{
	struct store *store = care_session_store(iv->session);
	struct moment begun;
	enum err rc;

	if (!iv->is_recorded)
		return OK;
	if (!moment_read(iv->draft.begun, &begun))
		begun = clock_moment(care_session_clock(iv->session));
	rc = store_begin(store, e);
	if (rc != OK)
		return rc;
	rc = store_draft_delete(store, iv->draft.id, e);
	if (rc == OK)
		rc = forget_client(iv, moment_ms(&begun), e);
	if (rc == OK)
		rc = store_commit(store, e);
	else
		store_rollback(store);
	if (rc == OK) {
		(void)store_empty_log(
			store, NULL); /* she is erased; closing the file does the rest */
		let_draft_go(iv);
	}
	return rc;
}
