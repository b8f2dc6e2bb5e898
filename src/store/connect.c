/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/seal.h"
#include "store/bulk_inner.h"
#include "store/sql.h"

enum { WAIT_MS = 1500 }; /* for another to let go of the file: it is said within 2 s, start included */

/*
 * In this order: exclusive before anything that reads the file, so that there is no
 * shared-memory file beside it; a journal in memory for the one page that a new file gets
 * before its log.
 */
static const struct {
	const char *text;
	bool is_for_new;
} pragmas[] = {
	{"PRAGMA locking_mode=exclusive", false},
	{"PRAGMA page_size=4096", false},
	{"PRAGMA temp_store=memory", false},
	{"PRAGMA mmap_size=0", false},
	{"PRAGMA cache_size=1500", false},
	{"PRAGMA cell_size_check=on", false},
	{"PRAGMA secure_delete=on", false},
	{"PRAGMA journal_mode=memory", true},
	{"PRAGMA journal_mode=wal", false},
	{"PRAGMA synchronous=full", false},
	{"PRAGMA foreign_keys=on", false},
};

static const struct {
	int option, value;
} switches[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

static enum err run_pragma(struct store *s, const char *text, struct error *e)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW)
		rc = sqlite3_step(stmt);
	(void)sqlite3_finalize(stmt); /* repeats rc */
	return rc == SQLITE_DONE ? OK : sql_error(s->db, rc, e);
}

/* The one place where a file is not sealed: what sealing costs is measured against that. */
static struct seal *seal_for(const struct sql_place *place)
{
#ifdef STORE_PLAIN
	(void)place;
	return NULL;
#else
	return place->key ? seal_new(place->key, place->base) : NULL;
#endif
}

static enum err open_handle(struct store *s, const struct sql_place *place, struct error *e)
{
	bool is_as_said = place->path[0] == '/' || place->path[0] == ':';
	char *name = is_as_said ? mem_text(place->path)
				: file_path(".", place->path); /* never a URI */
	int rc;

	(void)seal_lock_cache(); /* without locked memory it works all the same */
	s->seal = seal_for(place);
	rc = sqlite3_open_v2(name, &s->db,
			     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
				     SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE,
			     s->seal ? seal_name(s->seal) : NULL);
	free(name);
	if (rc == SQLITE_OK && s->seal)
		rc = seal_reserve(s->db);
	if (rc != SQLITE_OK)
		return sql_error(s->db, rc, e);
	(void)sqlite3_busy_timeout(s->db, WAIT_MS); /* these three cannot fail on an open handle */
	(void)sqlite3_set_authorizer(s->db, sql_authorize, NULL);
	(void)sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
		(void)sqlite3_db_config(s->db, switches[i].option, switches[i].value, NULL);
	if (sqlite3_db_readonly(s->db, "main") == 1)
		return sql_error(s->db, SQLITE_READONLY, e);
	return OK;
}

/* SQLite answers with the mode it keeps when it cannot have the one asked for. */
static enum err require_wal(struct store *s, struct error *e)
{
	sqlite3_stmt *stmt = NULL;
	const char *mode = NULL;
	int rc = sqlite3_prepare_v2(s->db, "PRAGMA journal_mode", -1, &stmt, NULL);

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		mode = (const char *)sqlite3_column_text(stmt, 0);
	rc = mode && (strcmp(mode, "wal") == 0 || strcmp(mode, "memory") == 0) ? SQLITE_OK
									      : SQLITE_CANTOPEN;
	(void)sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? OK : sql_error(s->db, rc, e);
}

/* The first read under WAL and exclusive locking takes the lock; an empty write makes sure
 * that the file can be written, and keeps the lock. */
static enum err set_up(struct store *s, bool is_new, struct error *e)
{
	enum err err = OK;

	for (size_t i = 0; err == OK && i < sizeof pragmas / sizeof *pragmas; i++)
		if (is_new || !pragmas[i].is_for_new)
			err = run_pragma(s, pragmas[i].text, e);
	if (err == OK)
		err = require_wal(s, e);
	if (err == OK)
		err = store_begin(s, e);
	if (err == OK)
		err = store_commit(s, e);
	if (err == OK && sqlite3_db_readonly(s->db, "main") == 1) /* page 1 says so: no file of ours */
		err = sql_error(s->db, SQLITE_CORRUPT, e);
	return err;
}

enum err sql_connect(struct store *s, const struct sql_place *place, struct error *e)
{
	enum err err = open_handle(s, place, e);

	if (err == OK)
		err = set_up(s, place->is_new, e);
	if (err == ERR_DAMAGED && s->seal && seal_is_plain(s->seal))
		err = error_set(e, ERR_INVALID,
				_("This file was made by an earlier trede and is not sealed. Make "
				  "a new one with: trede init"));
	return err;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	while (s->depth > 0)
		store_rollback(s);
	bulk_free(s);
	for (int i = 0; i < SQL_COUNT; i++)
		(void)sqlite3_finalize(s->kept[i]); /* repeats an old failure */
	(void)sqlite3_close(s->db); /* all statements are gone, so this cannot refuse */
	seal_free(s->seal);
	free(s);
}
