/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib.h"

/* Looks at each text, so that a sanitizer sees what lies behind a wrong pointer. */
static size_t seen;

static void see(const char *text)
{
	seen += text ? strlen(text) : 0;
}

static enum err on_entry(void *data, const struct store_entry *entry, struct error *e)
{
	(void)data;
	(void)e;
	see(entry->id);
	see(entry->kind);
	see(entry->client);
	see(entry->body);
	MUST(!entry->body || entry->body[entry->body_len] == '\0');
	return OK;
}

static enum err on_client(void *data, const struct store_client *c, const char *spelling,
			  struct error *e)
{
	(void)data;
	(void)e;
	see(c->id);
	see(c->called);
	see(c->facts);
	see(spelling);
	return OK;
}

static enum err on_unseen(void *data, const struct store_client *c, struct error *e)
{
	return on_client(data, c, NULL, e);
}

static enum err on_agenda(void *data, const struct store_agenda *a, struct error *e)
{
	(void)data;
	(void)e;
	see(a->due);
	see(a->about);
	see(a->called);
	return OK;
}

static enum err on_answer(void *data, const struct store_draft_answer *a, struct error *e)
{
	(void)data;
	(void)e;
	see(a->path);
	see(a->value);
	return OK;
}

static enum err on_note(void *data, int64_t n, const char *text, struct error *e)
{
	(void)data;
	(void)n;
	(void)e;
	see(text);
	return OK;
}

static enum err on_draft(void *data, const struct store_draft *d, struct error *e)
{
	struct store *s = data;
	enum err rc = store_draft_answers(s, d->id, on_answer, NULL, e);

	see(d->typed);
	return rc == OK ? store_draft_notes(s, d->id, on_note, NULL, e) : rc;
}

static enum err on_access(void *data, const struct store_access *a, struct error *e)
{
	(void)data;
	(void)e;
	see(a->worker);
	see(a->action);
	return OK;
}

static enum err on_thing(void *data, const char *key, const char *value, struct error *e)
{
	(void)data;
	(void)e;
	see(key);
	see(value);
	return OK;
}

static enum err on_id(void *data, const char *id, struct error *e)
{
	return store_entries_of_client(data, id, on_entry, NULL, e);
}

static void find(struct store *s)
{
	static const char *const prefixes[] = {"fat", "yil"};
	struct store_find f = {.prefixes = prefixes, .prefix_count = 2, .most = 20};
	int64_t total = 0;

	(void)store_find_clients(s, &f, on_client, NULL, &total, NULL);
	f = (struct store_find){.postcode = "2525", .birth_year = "1980", .most = 20};
	(void)store_find_clients(s, &f, on_client, NULL, &total, NULL);
}

static void write_some(struct store *s)
{
	struct store_new_entry entry = {.kind = "note",
					.client = "c1",
					.on = "2026-11-22",
					.body = "{}",
					.body_len = 2};
	char id[STORE_ID_BYTES];

	if (store_begin(s, NULL) != OK)
		return;
	(void)store_entry_append(s, &entry, id, NULL);
	(void)store_access_append(s, "w1", "open", "c1", -1, NULL);
	(void)store_set_meta(s, "derived", "x", NULL);
	(void)store_client_forget_rows(s, "c1", NULL);
	if (store_commit(s, NULL) == OK)
		(void)store_empty_log(s, NULL);
}

static void check(struct store *s)
{
	struct store_check c = {.first_fault = STR_INIT};

	if (store_check(s, &c, NULL) == OK)
		MUST((c.faults > 0) == (c.first_fault.len > 0));
	store_check_release(&c);
}

void sample_use(struct store *s)
{
	unsigned char digest[VAULT_HASH_BYTES];
	struct store_client client = {0};

	check(s);
	(void)store_clients(s, on_id, s, NULL);
	(void)store_entries_of_kind(s, "note", on_entry, NULL, NULL);
	(void)store_drafts(s, NULL, on_draft, s, NULL);
	(void)store_agenda_until(s, "2027-01-01", 20, on_agenda, NULL, NULL);
	(void)store_clients_unseen_since(s, "2027-01-01", 20, on_unseen, NULL, NULL);
	(void)store_access_of_client(s, "c1", on_access, NULL, NULL);
	(void)store_things(s, "worker", on_thing, NULL, NULL);
	if (store_client_get(s, "c1", &client, NULL) == OK)
		(void)on_client(NULL, &client, NULL, NULL);
	store_client_release(&client);
	find(s);
	(void)store_derived_digest(s, digest, NULL);
	(void)store_clock_check(s);
	write_some(s);
	check(s);
}
