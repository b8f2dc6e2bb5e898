/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/copy.h"

#include "store/chain.h"

/*
 * A journal in memory, so that no page is written twice; when it fails the whole file is thrown away.
 * A small cache: what is copied is not read again.  The copy says of itself that it has a log, as its
 * source does.
 */
static const char *const pragmas[] = {
	"PRAGMA locking_mode=exclusive", "PRAGMA temp_store=memory",
	"PRAGMA cache_size=64",          "PRAGMA journal_mode=memory",
	"PRAGMA synchronous=full",
};

static int run_pragma(sqlite3 *db, const char *text)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, text, -1, &stmt, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW)
		rc = sqlite3_step(stmt);
	(void)sqlite3_finalize(stmt); /* repeats rc */
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

enum err copy_begin(struct copy *c, struct store *from, const char *path,
		    const struct vault_key *key, int64_t base, struct error *e)
{
	char *name = path[0] == '/' ? mem_text(path) : file_path(".", path); /* never a URI */
	int rc;

	*c = (struct copy){.seal = seal_new(key, base)};
	rc = sqlite3_open_v2(name, &c->to,
			     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
				     SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE,
			     seal_name(c->seal));
	free(name);
	if (rc == SQLITE_OK)
		rc = seal_reserve(c->to);
	for (size_t i = 0; rc == SQLITE_OK && i < sizeof pragmas / sizeof *pragmas; i++)
		rc = run_pragma(c->to, pragmas[i]);
	if (rc == SQLITE_OK) {
		c->run = sqlite3_backup_init(c->to, "main", from->db, "main");
		rc = c->run ? SQLITE_OK : sqlite3_extended_errcode(c->to);
	}
	return rc == SQLITE_OK ? OK : sql_error(c->to, rc, e);
}

enum err copy_step(struct copy *c, int64_t *done, int64_t *all, struct error *e)
{
	int rc = c->is_done ? SQLITE_DONE : sqlite3_backup_step(c->run, COPY_STEP);

	c->is_done = rc == SQLITE_DONE;
	*all = sqlite3_backup_pagecount(c->run);
	*done = *all - sqlite3_backup_remaining(c->run);
	return rc == SQLITE_OK || rc == SQLITE_DONE ? OK : sql_error(c->to, rc, e);
}

void copy_end(struct copy *c)
{
	if (c->run)
		(void)sqlite3_backup_finish(c->run); /* repeats what a step said */
	(void)sqlite3_close(c->to); /* nothing of it is in use, so this cannot refuse */
	seal_free(c->seal);
	*c = (struct copy){0};
}

/* The newest link of a chain of this device; zeros when it has none. */
static enum err read_link(struct store *s, enum sql_id last, const char *device, int64_t *seq,
			  unsigned char out[VAULT_HASH_BYTES], struct error *e)
{
	struct sql q = sql_take(s, last);
	struct chain_link link = {.device = device};
	bool is_good = true;
	enum err err;

	sql_text(&q, ":device", device);
	if (sql_row(&q)) {
		link.seq = sql_number(&q, 0);
		link.hlc = sql_number(&q, 1);
		is_good = chain_read_hashes(&q, 2, &link);
		chain_hash(&link, out);
		*seq = link.seq;
	}
	err = sql_end(&q, e);
	return err == OK && !is_good ? sql_error(s->db, SQLITE_CORRUPT, e) : err;
}

static enum err read_drafts(struct store *s, int64_t *n, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_COUNT);

	if (sql_row(&q))
		*n = sql_number(&q, 0);
	return sql_end(&q, e);
}

enum err copy_tip_read(struct store *s, const char *device, struct copy_tip *out,
		       struct error *e)
{
	enum err err;

	*out = (struct copy_tip){.clients = store_client_count(s)};
	err = read_drafts(s, &out->drafts, e);
	if (err == OK)
		err = read_link(s, SQL_ENTRY_LAST, device, &out->seq, out->link, e);
	if (err == OK)
		err = read_link(s, SQL_ACCESS_LAST, device, &out->access_seq, out->access_link,
				e);
	return err;
}

bool copy_tip_equal(const struct copy_tip *a, const struct copy_tip *b)
{
	return a->seq == b->seq && a->access_seq == b->access_seq &&
	       a->clients == b->clients && a->drafts == b->drafts &&
	       memcmp(a->link, b->link, sizeof a->link) == 0 &&
	       memcmp(a->access_link, b->access_link, sizeof a->access_link) == 0;
}
