/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_inner.h"

enum { SEALED_COLUMNS = 10 }; /* id to body */

void store_entry_release(struct store_entry *entry)
{
	free(entry->device);
	free(entry->id);
	free(entry->kind);
	free(entry->subject);
	free(entry->client);
	free(entry->author);
	free(entry->replaces);
	free(entry->on);
	free(entry->form);
	free(entry->body);
	*entry = (struct store_entry){0};
}

/* An entry with all its defaults filled in, as it goes under the seal and into the row. */
struct sealing {
	struct store_new_entry entry;
	char id[STORE_ID_BYTES]; /* not yet the caller's: its id may be what this one replaces */
	unsigned char salt[CHAIN_SALT_BYTES];
	struct chain_link link;
};

static void complete(struct store *s, struct sealing *it)
{
	struct store_new_entry *entry = &it->entry;

	if (entry->id)
		(void)snprintf(it->id, sizeof it->id, "%s", entry->id);
	else
		store_new_id(s, it->id);
	entry->id = it->id;
	if (!entry->subject)
		entry->subject = it->id;
	if (entry->client && strcmp(entry->client, STORE_SELF) == 0)
		entry->client = it->id;
	vault_random_bytes(&s->random, it->salt, sizeof it->salt);
}

static void seal(struct sealing *it)
{
	const struct store_new_entry *entry = &it->entry;
	struct vault_hash h;

	vault_hash_begin(&h);
	chain_add_text(&h, entry->id);
	chain_add(&h, it->salt, sizeof it->salt);
	chain_add_text(&h, entry->kind);
	chain_add_text(&h, entry->subject);
	chain_add_text(&h, entry->client);
	chain_add_text(&h, entry->author);
	chain_add_text(&h, entry->replaces);
	chain_add_text(&h, entry->on);
	chain_add_text(&h, entry->form);
	chain_add(&h, entry->body, entry->body_len);
	vault_hash_end(&h, it->link.seal);
}

static enum err insert(struct store *s, const struct sealing *it, struct error *e)
{
	const struct store_new_entry *entry = &it->entry;
	struct sql q = sql_take(s, SQL_ENTRY_INSERT);

	chain_bind(&q, ":dseq", &it->link);
	sql_text(&q, ":id", entry->id);
	sql_blob(&q, ":salt", it->salt, sizeof it->salt);
	sql_text(&q, ":kind", entry->kind);
	sql_text(&q, ":subject", entry->subject);
	sql_text(&q, ":client", entry->client);
	sql_text(&q, ":author", entry->author);
	sql_text(&q, ":replaces", entry->replaces);
	sql_text(&q, ":on", entry->on);
	sql_text(&q, ":form", entry->form);
	sql_text_len(&q, ":body", entry->body, entry->body_len);
	return sql_run(&q, e);
}

/* Reads the row back and hashes it again before it is committed, so that no entry is ever kept
 * that a later check would refuse. */
static enum err read_back(struct store *s, const struct chain_link *want, struct error *e)
{
	struct sql q = sql_take(s, SQL_ENTRY_AT);
	struct chain_link have = {.device = want->device, .seq = want->seq};
	unsigned char again[VAULT_HASH_BYTES];
	bool is_same = false;
	enum err err;

	sql_text(&q, ":device", want->device);
	sql_int(&q, ":dseq", want->seq);
	if (sql_row(&q) && chain_read_hashes(&q, 1, &have)) {
		chain_seal_columns(&q, 3, SEALED_COLUMNS, again);
		is_same = sql_number(&q, 0) == want->hlc && have.is_first == want->is_first &&
			  memcmp(have.prev, want->prev, sizeof have.prev) == 0 &&
			  memcmp(have.seal, want->seal, sizeof have.seal) == 0 &&
			  memcmp(again, want->seal, sizeof again) == 0;
	}
	err = sql_end(&q, e);
	if (err == OK && !is_same)
		err = sql_error(s->db, SQLITE_CORRUPT, e);
	return err;
}

static enum err next_link(struct store *s, struct chain_link *out, struct error *e)
{
	struct chain_link before;

	if (!s->bulk || !bulk_last_link(s, &before))
		return chain_next(s, SQL_ENTRY_LAST, out, e);
	chain_follow(s, &before, out);
	return OK;
}

int64_t store_entry_hlc(const struct store *s)
{
	return s->hlc;
}

enum err store_entry_append(struct store *s, const struct store_new_entry *entry,
			    char id[STORE_ID_BYTES], struct error *e)
{
	struct sealing it = {.entry = *entry};
	enum err err;

	if (!entry->kind || (entry->id && strlen(entry->id) >= STORE_ID_BYTES))
		return error_set(e, ERR_USAGE, _("This cannot be kept: it has no kind or its id "
						 "is too long."));
	err = store_begin(s, e);
	if (err != OK)
		return err;
	complete(s, &it);
	err = next_link(s, &it.link, e);
	if (err == OK) {
		seal(&it);
		err = insert(s, &it, e);
	}
	if (err == OK)
		err = read_back(s, &it.link, e);
	if (err != OK) {
		store_rollback(s);
		return err;
	}
	if (s->bulk)
		bulk_keep_link(s, &it.link);
	memcpy(id, it.id, sizeof it.id);
	return store_commit(s, e);
}

static void fill(struct sql *q, struct store_entry *out)
{
	*out = (struct store_entry){
		.device = sql_copy(q, 0),
		.dseq = sql_number(q, 1),
		.hlc = sql_number(q, 2),
		.id = sql_copy(q, 3),
		.kind = sql_copy(q, 4),
		.subject = sql_copy(q, 5),
		.client = sql_copy(q, 6),
		.author = sql_copy(q, 7),
		.replaces = sql_copy(q, 8),
		.on = sql_copy(q, 9),
		.form = sql_copy(q, 10),
		.body = sql_copy(q, 11),
		.body_len = (size_t)sqlite3_column_bytes(q->stmt, 11),
	};
}

enum err store_entry_get(struct store *s, const char *id, struct store_entry *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_ENTRY_BY_ID);
	bool is_there;
	enum err err;

	*out = (struct store_entry){0};
	sql_text(&q, ":id", id);
	is_there = sql_row(&q);
	if (is_there)
		fill(&q, out);
	err = sql_end(&q, e);
	if (err == OK && !is_there)
		return error_set(e, ERR_NOT_FOUND, _("This is not in the file (any more)."));
	return err;
}

static enum err visit_all(struct store *s, enum sql_id id, const char *value,
			  store_entry_visit visit, void *data, struct error *e)
{
	struct sql q = sql_take(s, id);
	enum err err = OK, end;

	sql_text(&q, ":value", value);
	while (err == OK && sql_row(&q)) {
		struct store_entry entry;

		fill(&q, &entry);
		err = visit(data, &entry, e);
		store_entry_release(&entry);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_entries_of_client(struct store *s, const char *client, store_entry_visit visit,
				 void *data, struct error *e)
{
	return visit_all(s, SQL_ENTRY_OF_CLIENT, client, visit, data, e);
}

enum err store_entries_of_kind(struct store *s, const char *kind, store_entry_visit visit,
			       void *data, struct error *e)
{
	return visit_all(s, SQL_ENTRY_OF_KIND, kind, visit, data, e);
}

enum err store_entries_of_subject(struct store *s, const char *subject, store_entry_visit visit,
				  void *data, struct error *e)
{
	return visit_all(s, SQL_ENTRY_OF_SUBJECT, subject, visit, data, e);
}

enum err store_clients(struct store *s, enum err (*visit)(void *, const char *, struct error *),
		       void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_ENTRY_CLIENTS);
	enum err err = OK, end;

	while (err == OK && sql_row(&q))
		err = visit(data, sql_peek(&q, 0), e);
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_entry_erase(struct store *s, const char *device, int64_t dseq, struct error *e)
{
	struct sql q = sql_take(s, SQL_ENTRY_ERASE);
	enum err err;

	sql_text(&q, ":device", device);
	sql_int(&q, ":dseq", dseq);
	err = sql_run(&q, e);
	if (err == OK && sqlite3_changes(s->db) == 0)
		return error_set(e, ERR_NOT_FOUND, _("This is not in the file (any more)."));
	return err;
}
