/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <errno.h>

#include "store/sql.h"

struct meaning {
	int code; /* SQLite's primary code */
	enum err err;
	const char *text;
};

static const struct meaning meanings[] = {
	{SQLITE_FULL, ERR_FULL,
	 N_("The disk is full. What was saved is still there; make room and try again.")},
	{SQLITE_BUSY, ERR_BUSY,
	 N_("trede is already open on this laptop. Close it there, then try again.")},
	{SQLITE_LOCKED, ERR_BUSY,
	 N_("trede is already open on this laptop. Close it there, then try again.")},
	{SQLITE_NOTADB, ERR_DAMAGED,
	 N_("This is not a file of trede, or it is damaged. Put back a backup.")},
	{SQLITE_CORRUPT, ERR_DAMAGED,
	 N_("The file is damaged. Stop working in it and put back a backup.")},
	{SQLITE_CANTOPEN, ERR_FILE,
	 N_("The file cannot be opened. See whether its folder is there and may be written.")},
	{SQLITE_PERM, ERR_FILE,
	 N_("The file cannot be opened. See whether its folder is there and may be written.")},
	{SQLITE_READONLY, ERR_FILE,
	 N_("The file or its folder may only be read. Give yourself the right to write there.")},
	{SQLITE_IOERR, ERR_FILE,
	 N_("The disk cannot be read or written. What was saved is still there; try again, "
	    "and have the disk looked at.")},
	{SQLITE_NOMEM, ERR_MEMORY,
	 N_("There is no memory left. Close other programs, then try again.")},
};

static const struct meaning other = {
	SQLITE_ERROR, ERR_FILE,
	N_("The file could not be used. Close trede, open it again and try once more."),
};

/*
 * The errno behind a failed write, 0 when unknown.  SQLite asks for it when a statement fails, but
 * not when a COMMIT does; the file itself still knows.
 */
static int errno_of(sqlite3 *db, int rc)
{
	sqlite3_file *log = NULL;
	int why = 0;

	if (!db || (rc & 0xff) == SQLITE_CANTOPEN)
		return db ? sqlite3_system_errno(db) : 0;
	if (rc != SQLITE_IOERR_WRITE && rc != SQLITE_IOERR_FSYNC && rc != SQLITE_IOERR_DIR_FSYNC &&
	    rc != SQLITE_IOERR_TRUNCATE)
		return 0;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
	    log && log->pMethods && log->pMethods->xFileControl) /* not of one in memory */
		(void)log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &why);
	if (why == 0)
		(void)sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &why);
	return why ? why : sqlite3_system_errno(db);
}

static const struct meaning *meaning_of(int rc, int system)
{
	if (system == ENOSPC || system == EDQUOT || system == EFBIG)
		rc = SQLITE_FULL;
	if (rc == SQLITE_IOERR_DATA) /* a page that does not open */
		rc = SQLITE_CORRUPT;
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (meanings[i].code == (rc & 0xff))
			return &meanings[i];
	return &other;
}

enum err sql_error(sqlite3 *db, int rc, struct error *e)
{
	int system = errno_of(db, rc);
	const struct meaning *m = meaning_of(rc, system);

	error_set(e, m->err, "%s", _(m->text));
	if (system != 0)
		error_detail(e, "sqlite %d, errno %d", rc, system);
	else
		error_detail(e, "sqlite %d", rc);
	return m->err;
}

/* The only pragmas that may ever run, and for those that matter the only values. */
static const struct {
	const char *name, *value; /* value NULL: any */
} pragmas[] = {
	{"application_id", NULL}, {"busy_timeout", NULL},      {"cache_size", NULL},
	{"cell_size_check", "on"}, {"foreign_keys", "on"},      {"foreign_key_check", NULL},
	{"integrity_check", NULL}, {"journal_mode", "wal"},     {"journal_mode", "memory"},
	{"locking_mode", "exclusive"}, {"mmap_size", "0"},      {"page_size", "4096"},
	{"secure_delete", "on"},   {"synchronous", "full"},     {"temp_store", "memory"},
	{"user_version", NULL},
};

static bool is_pragma_ours(const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
		if (strcmp(pragmas[i].name, name) == 0 &&
		    (!value || !pragmas[i].value || strcmp(pragmas[i].value, value) == 0))
			return true;
	return false;
}

int sql_authorize(void *data, int action, const char *a, const char *b, const char *c,
		  const char *d)
{
	(void)data;
	(void)c;
	(void)d;
	switch (action) {
	case SQLITE_ATTACH: /* would write in clear, outside the sealing */
	case SQLITE_DETACH:
	case SQLITE_CREATE_TRIGGER:
	case SQLITE_CREATE_TEMP_TRIGGER:
	case SQLITE_CREATE_VTABLE:
		return SQLITE_DENY;
	case SQLITE_PRAGMA:
		return is_pragma_ours(a, b) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return b && strcmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	default:
		return SQLITE_OK;
	}
}

struct sql sql_take(struct store *s, enum sql_id id)
{
	struct sql q = {s, s->kept[id], SQLITE_OK, id, 0};
	bool is_kept = q.stmt == NULL;

	if (q.stmt && !sqlite3_stmt_busy(q.stmt))
		return q;
	q.stmt = NULL;
	q.rc = sqlite3_prepare_v3(s->db, sql_texts[id], -1, SQLITE_PREPARE_PERSISTENT, &q.stmt,
				  NULL);
	if (q.rc == SQLITE_OK && is_kept)
		s->kept[id] = q.stmt;
	return q;
}

/* Most are bound in the order of the text: the next one is tried before all are looked through. */
static int index_of(struct sql *q, const char *name)
{
	const char *next = q->rc == SQLITE_OK ? sqlite3_bind_parameter_name(q->stmt, ++q->bound)
					      : NULL;

	if (q->rc != SQLITE_OK)
		return 0;
	if (!next || strcmp(next, name) != 0)
		q->bound = sqlite3_bind_parameter_index(q->stmt, name);
	assert(q->bound > 0);
	return q->bound;
}

static void keep_failure(struct sql *q, int rc)
{
	if (q->rc == SQLITE_OK)
		q->rc = rc;
}

void sql_text_len(struct sql *q, const char *name, const char *text, size_t len)
{
	int i = index_of(q, name);

	if (i > 0)
		keep_failure(q, sqlite3_bind_text64(q->stmt, i, text, len, SQLITE_STATIC,
						    SQLITE_UTF8));
}

void sql_text(struct sql *q, const char *name, const char *text)
{
	sql_text_len(q, name, text, text ? strlen(text) : 0);
}

void sql_text_or_empty(struct sql *q, const char *name, const char *text)
{
	sql_text(q, name, text ? text : "");
}

void sql_blob(struct sql *q, const char *name, const void *bytes, size_t len)
{
	int i = index_of(q, name);

	if (i > 0)
		keep_failure(q, sqlite3_bind_blob64(q->stmt, i, bytes, len, SQLITE_STATIC));
}

void sql_int(struct sql *q, const char *name, int64_t n)
{
	int i = index_of(q, name);

	if (i > 0)
		keep_failure(q, sqlite3_bind_int64(q->stmt, i, n));
}

bool sql_row(struct sql *q)
{
	int rc;

	if (q->rc != SQLITE_OK)
		return false;
	rc = sqlite3_step(q->stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		keep_failure(q, rc);
	return rc == SQLITE_ROW;
}

enum err sql_end(struct sql *q, struct error *e)
{
	enum err err = q->rc == SQLITE_OK ? OK : sql_error(q->store->db, q->rc, e);

	if (q->stmt && q->stmt == q->store->kept[q->id]) {
		(void)sqlite3_reset(q->stmt); /* repeats the failure of the step */
		(void)sqlite3_clear_bindings(q->stmt);
	} else {
		(void)sqlite3_finalize(q->stmt);
	}
	q->stmt = NULL;
	return err;
}

enum err sql_run(struct sql *q, struct error *e)
{
	while (sql_row(q))
		;
	return sql_end(q, e);
}

void sql_again(struct sql *q)
{
	while (sql_row(q))
		;
	if (q->rc == SQLITE_OK)
		(void)sqlite3_reset(q->stmt); /* repeats what the step said */
	q->bound = 0;
}

enum err sql_do(struct store *s, enum sql_id id, struct error *e)
{
	struct sql q = sql_take(s, id);

	return sql_run(&q, e);
}

char *sql_copy(struct sql *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	return text ? mem_bytes(text, (size_t)sqlite3_column_bytes(q->stmt, column)) : NULL;
}

char *sql_copy_text(struct sql *q, int column)
{
	return mem_text(sql_peek(q, column));
}

const char *sql_peek(struct sql *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	return text ? text : "";
}

int64_t sql_number(struct sql *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

bool sql_is_null(struct sql *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}
