/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state.h"

#include "care/session_inner.h"

#include "store/sql.h"

static const char *const queries[] = {
	"SELECT * FROM entry ORDER BY device, dseq",
	"SELECT * FROM draft ORDER BY id",
	"SELECT * FROM draft_answer ORDER BY draft, path",
	"SELECT * FROM draft_note ORDER BY draft, n",
};

/* Type, length and bytes of each column: a number is not the text of it, NULL is not "".
 */
static void add_row(struct vault_hash *h, sqlite3_stmt *q)
{
	for (int i = 0; i < sqlite3_column_count(q); i++) {
		vault_hash_add_u64(h, (uint64_t)sqlite3_column_type(q, i));
		const void *bytes = sqlite3_column_blob(q, i);
		size_t len = (size_t)sqlite3_column_bytes(q, i);
		vault_hash_add_u64(h, len);
		if (bytes && len > 0)
			vault_hash_add(h, bytes, len);
	}
}

static bool add_query(struct vault_hash *h, sqlite3 *db, const char *text, int64_t *rows)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(db, text, -1, &q, NULL);

	*rows = 0;
	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(q);
		if (rc == SQLITE_ROW) {
			add_row(h, q);
			(*rows)++;
		}
	}
	sqlite3_finalize(q);
	vault_hash_add_u64(h, (uint64_t)*rows);
	return rc == SQLITE_DONE;
}

bool state_read_store(struct store *s, struct state *out)
{
	struct vault_hash h;
	int64_t notes, *rows[] = {&out->entries, &out->drafts, &out->answers, &notes};
	bool good = true;

	*out = (struct state){0};
	vault_hash_begin(&h);
	for (size_t i = 0; good && i < sizeof queries / sizeof *queries; i++)
		good = add_query(&h, s->db, queries[i], rows[i]);
	vault_hash_end(&h, out->hash);
	vault_hash_begin(&h);
	good = good && add_query(&h, s->db, "SELECT * FROM access ORDER BY device, seq",
				 &out->accesses);
	vault_hash_end(&h, out->access_hash);
	out->clients = store_client_count(s);
	return good;
}

bool state_read(struct care_session *s, struct state *out)
{
	return state_read_store(care_session_store(s), out);
}

bool state_is_same(const struct state *a, const struct state *b)
{
	return memcmp(a->hash, b->hash, sizeof a->hash) == 0 &&
	       memcmp(a->access_hash, b->access_hash, sizeof a->access_hash) == 0;
}

bool state_is_between(const struct state *now, const struct state *a,
		      const struct state *b)
{
	return memcmp(now->hash, a->hash, sizeof a->hash) == 0 &&
	       memcmp(now->access_hash, b->access_hash, sizeof b->access_hash) == 0;
}

bool state_set_pragma(struct care_session *s, const char *pragma)
{
	sqlite3 *db = care_session_store(s)->db;

	(void)sqlite3_set_authorizer(db, NULL, NULL);
	int rc = sqlite3_exec(db, pragma, NULL, NULL, NULL);
	(void)sqlite3_set_authorizer(db, sql_authorize, NULL);
	return rc == SQLITE_OK;
}

void state_checkpoint_every(struct care_session *s, int pages)
{
	(void)sqlite3_wal_autocheckpoint(care_session_store(s)->db, pages);
}

const struct store_keys *state_keys(struct care_session *s)
{
	return s->keys;
}

bool state_count(const struct care_options *o, const char *query, int64_t *out)
{
	struct care_session *s = NULL;
	sqlite3_stmt *q = NULL;
	bool good = care_session_open(o, &s, NULL) == OK &&
		    sqlite3_prepare_v2(care_session_store(s)->db, query, -1, &q, NULL) ==
			    SQLITE_OK &&
		    sqlite3_step(q) == SQLITE_ROW;

	if (good)
		*out = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	care_session_close(s);
	return good;
}
