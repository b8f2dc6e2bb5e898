/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/home.h"
#include "care/import_inner.h"
#include "care/names.h"
#include "find/find.h"

static enum err list_all(struct store *store, struct error *e)
{
	enum err rc = store_bulk_end(store, e);

	if (rc == OK)
		return store_bulk_begin(store, e);
	store_bulk_drop(store);
	return rc;
}

enum err import_write_begin(struct import_writer *w, struct error *e)
{
	struct store *store = care_session_store(w->s);
	enum err rc = OK;

	if (w->is_open)
		return OK;
	if (!w->is_dry && !w->is_bulk) {
		rc = store_bulk_begin(store, e);
		if (rc == OK && store_bulk_waiting(store) > 0) /* of one that failed: they are looked up too */
			rc = list_all(store, e);
		w->is_bulk = rc == OK;
	}
	if (rc == OK && !w->is_dry)
		rc = store_begin(store, e);
	w->is_open = rc == OK;
	return rc;
}

enum err import_write_end(struct import_writer *w, const struct import_mark *m, struct error *e)
{
	struct store *store = care_session_store(w->s);
	enum err rc;

	if (!w->is_open)
		return OK;
	w->is_open = false;
	if (w->is_dry)
		return OK;
	rc = import_mark_write(w->s, m, e);
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}

int64_t import_write_findable(const struct import_writer *w)
{
	return care_client_count(w->s) - store_bulk_waiting(care_session_store(w->s));
}

enum err import_write_settle(struct import_writer *w, struct error *e)
{
	struct store *store = care_session_store(w->s);
	enum err rc;

	if (w->is_open && !w->is_dry)
		store_rollback(store);
	w->is_open = false;
	if (!w->is_bulk)
		return OK;
	w->is_bulk = false;
	care_names_forget(w->s); /* too many came to follow them one by one */
	rc = store_bulk_end(store, e);
	if (rc != OK)
		store_bulk_drop(store); /* what is left waits for the next bulk or opening */
	return rc;
}

/* J-0001: as one that is registered by hand gets, past what is there and what the file brings. */
static void number_give(struct import_writer *w, struct import_row *row,
			const struct import_set *const *taken, int most)
{
	char *number = row->given_number;
	bool is_taken;

	if (w->next_number == 0)
		w->next_number = store_client_count(care_session_store(w->s)) + 1;
	do {
		(void)snprintf(number, sizeof row->given_number, "%c-%04lld", w->letter,
			       (long long)w->next_number++);
		is_taken = false;
		for (int i = 0; i < most; i++)
			is_taken |= import_set_has(taken[i], import_number_hash(taken[i], number));
	} while (is_taken);
	row->facts[row->count++] = (struct body_fact){"file_number", number};
}

static enum err append(struct import_writer *w, struct store_new_entry *entry, const char *on,
		       struct error *e)
{
	char id[STORE_ID_BYTES];

	entry->on = text_is_empty(on) ? w->on : on;
	entry->body = w->body.bytes;
	entry->body_len = w->body.len;
	return care_append(w->s, entry, id, e);
}

/* Her first entry alone: what is derived is derived with the second. */
static enum err entry_write(struct import_writer *w, struct store_new_entry *entry,
			    const char *on, char id[STORE_ID_BYTES], struct error *e)
{
	const char *worker = care_session_worker(w->s);

	entry->on = text_is_empty(on) ? w->on : on;
	entry->author = *worker != '\0' ? worker : NULL;
	entry->body = w->body.bytes;
	entry->body_len = w->body.len;
	return store_entry_append(care_session_store(w->s), entry, id, e);
}

static enum err note_write(struct import_writer *w, const char *client, const char *text,
			   const char *on, struct error *e)
{
	struct store_new_entry entry = {.kind = "note", .subject = client, .client = client};
	const struct care_note note = {.text = text};
	enum err rc;

	str_reset(&w->body);
	rc = body_thing_write(BODY_NOTE, &note, NULL, 0, &w->body, e);
	return rc == OK ? append(w, &entry, on, e) : rc;
}

enum err import_write_client(struct import_writer *w, struct import_row *row,
			     const struct import_set *const *taken, int most, struct error *e)
{
	char id[STORE_ID_BYTES];
	struct store_new_entry entry = {.kind = "client", .client = STORE_SELF};
	enum err rc;

	if (*row->file_number == '\0')
		number_give(w, row, taken, most);
	if (w->is_dry)
		return OK;
	str_reset(&w->body);
	body_facts_write(row->facts, row->count, &w->body);
	if (*row->note == '\0')
		return append(w, &entry, row->on, e);
	rc = entry_write(w, &entry, row->on, id, e);
	return rc == OK ? note_write(w, id, row->note, row->on, e) : rc;
}

/* Who has the number. */
struct holder {
	char id[STORE_ID_BYTES];
	json_t *facts;
};

static enum err on_holder(void *data, const struct store_client *row, const char *spelling,
			  struct error *e)
{
	struct holder *h = data;
	enum err rc = OK;

	(void)spelling;
	if (h->facts == NULL) {
		(void)snprintf(h->id, sizeof h->id, "%s", row->id);
		rc = json_text_read(row->facts, strlen(row->facts), &h->facts, e);
	}
	return rc;
}

static bool is_same_name(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool is;

	find_fold(a, strlen(a), &x);
	find_fold(b, strlen(b), &y);
	is = strcmp(x.bytes, y.bytes) == 0;
	str_release(&x);
	str_release(&y);
	return is;
}

static bool differs(const char *said, const char *known)
{
	return *said != '\0' && *known != '\0' && !is_same_name(said, known);
}

/* One thing that differs is a change; all of it is somebody else with her number. */
static bool is_other_woman(const struct import_row *row, const json_t *facts)
{
	const char *given = json_at_text(facts, "given_name");

	if (*given == '\0')
		given = json_at_text(facts, "called");
	return differs(row->birth, json_at_text(facts, "birth_date")) &&
	       differs(row->given, given) &&
	       (differs(row->family, json_at_text(facts, "family_name")) || *row->family == '\0');
}

static enum err facts_write(struct import_writer *w, const char *client,
			    const struct body_fact *facts, int count, struct error *e)
{
	struct store_new_entry entry = {.kind = "facts", .subject = client, .client = client};
	char id[STORE_ID_BYTES];

	str_reset(&w->body);
	body_facts_write(facts, count, &w->body);
	entry.body = w->body.bytes;
	entry.body_len = w->body.len;
	return care_append(w->s, &entry, id, e);
}

enum err import_write_change(struct import_writer *w, const struct import_row *row,
			     enum import_outcome *out, bool *is_other, struct error *e)
{
	struct store_find find = {.file_number = row->file_number, .most = 1};
	struct body_fact changes[IMPORT_FACTS_MOST];
	struct holder holder = {.facts = NULL};
	int64_t total = 0;
	int count = 0;
	enum err rc = store_find_clients(care_session_store(w->s), &find, on_holder, &holder,
					 &total, e);

	if (rc == OK && holder.facts == NULL) /* nothing is ever written of nobody */
		rc = error_set(e, ERR_NOT_FOUND, _("She is not in the file (any more)."));
	*is_other = rc == OK && is_other_woman(row, holder.facts);
	*out = IMPORT_SAME;
	for (int i = 0; i < row->count && rc == OK && !*is_other; i++)
		if (strcmp(row->facts[i].name, "file_number") != 0 &&
		    strcmp(json_at_text(holder.facts, row->facts[i].name), row->facts[i].value) != 0)
			changes[count++] = row->facts[i];
	if (count > 0)
		*out = IMPORT_CHANGED;
	if (count > 0 && !w->is_dry) /* known from today on, not from the day she came */
		rc = facts_write(w, holder.id, changes, count, e);
	json_decref(holder.facts);
	return rc;
}

void import_writer_release(struct import_writer *w)
{
	(void)import_write_settle(w, NULL); /* what is left waits for the next opening */
	str_release(&w->body);
}
