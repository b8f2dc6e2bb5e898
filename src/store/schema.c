/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/schema.h"

#include <inttypes.h>

/* Each step is final once a file with it exists; docs/format.md has the same tables in words. */
static const char *const steps[SCHEMA_VERSION] = {
	"PRAGMA application_id=1953653861;" /* SCHEMA_APPLICATION */
	"CREATE TABLE meta("
	"  key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE entry("
	"  device TEXT NOT NULL, dseq INTEGER NOT NULL, hlc INTEGER NOT NULL,"
	"  prev_hash BLOB, seal_hash BLOB NOT NULL,"
	"  id TEXT, salt BLOB, kind TEXT, subject TEXT, client TEXT, author TEXT,"
	"  replaces TEXT, \"on\" TEXT, form TEXT, body TEXT,"
	"  PRIMARY KEY(device, dseq)) STRICT;"
	"CREATE UNIQUE INDEX entry_id ON entry(id) WHERE id IS NOT NULL;"
	"CREATE INDEX entry_client ON entry(client, \"on\", hlc, device)"
	"  WHERE client IS NOT NULL;"
	"CREATE INDEX entry_kind ON entry(kind, \"on\", hlc, device) WHERE kind IS NOT NULL;"
	"CREATE INDEX entry_subject ON entry(subject, \"on\", hlc, device)"
	"  WHERE subject IS NOT NULL;"
	"CREATE TABLE access("
	"  device TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,"
	"  prev_hash BLOB, seal_hash BLOB NOT NULL,"
	"  salt BLOB, worker TEXT, action TEXT, client TEXT, hits INTEGER,"
	"  PRIMARY KEY(device, seq)) STRICT;"
	"CREATE INDEX access_client ON access(client, hlc) WHERE client IS NOT NULL;"
	"CREATE TABLE draft("
	"  id TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL, client TEXT NOT NULL,"
	"  author TEXT NOT NULL, conducted_by TEXT NOT NULL, \"on\" TEXT NOT NULL,"
	"  begun TEXT NOT NULL, at_path TEXT NOT NULL, typed TEXT NOT NULL,"
	"  cursor INTEGER NOT NULL, part TEXT NOT NULL, asked INTEGER NOT NULL,"
	"  total INTEGER NOT NULL, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE INDEX draft_client ON draft(client);"
	"CREATE TABLE draft_answer("
	"  draft TEXT NOT NULL REFERENCES draft(id) ON DELETE CASCADE,"
	"  path TEXT NOT NULL, value TEXT NOT NULL, status TEXT NOT NULL,"
	"  remarks TEXT NOT NULL, origin TEXT NOT NULL,"
	"  PRIMARY KEY(draft, path)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE draft_note("
	"  draft TEXT NOT NULL REFERENCES draft(id) ON DELETE CASCADE,"
	"  n INTEGER NOT NULL, text TEXT NOT NULL,"
	"  PRIMARY KEY(draft, n)) STRICT, WITHOUT ROWID;",
	/* Each of these repeated the day, the time and the device, for an order that a reader of one
	 * woman's entries makes faster than every writer keeps it; and her first entry stood under
	 * its own id a second time. */
	"DROP INDEX entry_client; DROP INDEX entry_kind; DROP INDEX entry_subject;"
	"CREATE INDEX entry_client ON entry(client) WHERE client IS NOT NULL;"
	"CREATE INDEX entry_kind ON entry(kind) WHERE kind IS NOT NULL;"
	"CREATE INDEX entry_subject ON entry(subject) WHERE subject <> id;",
};

static const char *const versions[SCHEMA_VERSION] = {
	"PRAGMA user_version=1",
	"PRAGMA user_version=2",
};

static const char derived_tables[] =
	"DROP TABLE IF EXISTS client; DROP TABLE IF EXISTS name_part;"
	"DROP TABLE IF EXISTS person_part; DROP TABLE IF EXISTS client_key;"
	"DROP TABLE IF EXISTS agenda; DROP TABLE IF EXISTS event;"
	"DROP TABLE IF EXISTS thing; DROP TABLE IF EXISTS tally;"
	"DROP TABLE IF EXISTS social; DROP TABLE IF EXISTS social_word;"
	"DROP TABLE IF EXISTS asks; DROP TABLE IF EXISTS waiting;"
	"CREATE TABLE client("
	"  number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	"  called TEXT NOT NULL, given_name TEXT NOT NULL,"
	"  family_name TEXT NOT NULL, birth_date TEXT NOT NULL, file_number TEXT NOT NULL,"
	"  postcode TEXT NOT NULL, district TEXT NOT NULL, status TEXT NOT NULL,"
	"  last_seen TEXT NOT NULL, ladder_level INTEGER NOT NULL, facts TEXT NOT NULL,"
	"  phones TEXT NOT NULL, names BLOB NOT NULL, parts BLOB NOT NULL) STRICT;"
	"CREATE INDEX client_person ON client(number, birth_date, status);"
	"CREATE INDEX client_seen ON client(status, last_seen);"
	"CREATE TABLE name_part("
	"  id INTEGER NOT NULL PRIMARY KEY, folded TEXT NOT NULL UNIQUE) STRICT;"
	"CREATE TABLE person_part("
	"  part INTEGER NOT NULL, client INTEGER NOT NULL, kinds INTEGER NOT NULL,"
	"  PRIMARY KEY(part, client)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE client_key("
	"  kind INTEGER NOT NULL, key TEXT NOT NULL, client INTEGER NOT NULL,"
	"  PRIMARY KEY(kind, key, client)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE agenda("
	"  due TEXT NOT NULL, time TEXT NOT NULL, client TEXT NOT NULL,"
	"  subject TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,"
	"  \"with\" TEXT NOT NULL,"
	"  PRIMARY KEY(due, time, client, subject, kind)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX agenda_client ON agenda(client);"
	"CREATE TABLE event("
	"  kind TEXT NOT NULL, \"on\" TEXT NOT NULL, district TEXT NOT NULL,"
	"  client TEXT NOT NULL, detail TEXT NOT NULL, n INTEGER NOT NULL,"
	"  PRIMARY KEY(kind, \"on\", district, client, detail, n)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX event_client ON event(client);"
	"CREATE TABLE thing("
	"  kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
	"  PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE tally("
	"  what TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE social("
	"  number INTEGER NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL,"
	"  entry TEXT NOT NULL, source TEXT NOT NULL, parent TEXT NOT NULL,"
	"  name TEXT NOT NULL, sort TEXT NOT NULL, status TEXT NOT NULL,"
	"  checked TEXT NOT NULL, hlc INTEGER NOT NULL, words TEXT NOT NULL,"
	"  body TEXT NOT NULL, UNIQUE(kind, id)) STRICT;"
	/* checked and status so that a list of what is out of date or open opens no row that it does not show */
	"CREATE INDEX social_sort ON social(kind, sort, id, checked, status);"
	"CREATE INDEX social_parent ON social(parent, kind, sort, id, checked, status) "
	"WHERE parent <> '';"
	"CREATE INDEX social_source ON social(kind, source, id) WHERE source <> '';"
	"CREATE TABLE social_word("
	"  word TEXT NOT NULL, number INTEGER NOT NULL,"
	"  PRIMARY KEY(word, number)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE asks("
	"  number INTEGER NOT NULL PRIMARY KEY, asks BLOB NOT NULL) STRICT;"
	"CREATE TABLE waiting("
	"  offer TEXT NOT NULL, since TEXT NOT NULL, client TEXT NOT NULL,"
	"  referral TEXT NOT NULL, asked TEXT NOT NULL,"
	"  PRIMARY KEY(offer, since, client, referral)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX waiting_client ON waiting(client);";

static enum err run(struct store *s, const char *text, struct error *e)
{
	int rc = sqlite3_exec(s->db, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : sql_error(s->db, rc, e);
}

static enum err read_number(struct store *s, const char *text, int64_t *out, struct error *e)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL);

	*out = 0;
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	(void)sqlite3_finalize(stmt); /* repeats rc */
	return rc == SQLITE_ROW ? OK : sql_error(s->db, rc, e);
}

enum err schema_is_empty(struct store *s, bool *out, struct error *e)
{
	int64_t n;
	enum err err = read_number(s, "SELECT count(*) FROM sqlite_schema", &n, e);

	*out = err == OK && n == 0;
	return err;
}

static enum err run_step(struct store *s, int64_t step, struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = run(s, steps[step], e);
	if (err == OK)
		err = run(s, versions[step], e);
	return store_finish(s, err, e);
}

static enum err refuse(bool is_newer, struct error *e)
{
	if (is_newer)
		return error_set(e, ERR_NEWER,
				 _("This file was made by a newer trede. Install the newer trede "
				   "to open it."));
	return error_set(e, ERR_DAMAGED,
			 _("This is not a file of trede, or it is damaged. Put back a backup."));
}

enum err schema_migrate(struct store *s, bool is_new, struct error *e)
{
	int64_t version, application;
	enum err err = read_number(s, "PRAGMA user_version", &version, e);

	if (err == OK)
		err = read_number(s, "PRAGMA application_id", &application, e);
	if (err != OK)
		return err;
	if (is_new ? version != 0 : version < 1 || application != SCHEMA_APPLICATION)
		return refuse(false, e);
	if (version > SCHEMA_VERSION)
		return refuse(true, e);
	for (; err == OK && version < SCHEMA_VERSION; version++)
		err = run_step(s, version, e);
	return err;
}

static enum err make_derived(struct store *s, const char *version, struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = run(s, derived_tables, e);
	if (err == OK)
		err = store_set_meta(s, "tables", version, e);
	if (err == OK)
		err = store_set_meta(s, "derived", "", e);
	if (err == OK)
		err = store_set_meta(s, "unlisted", "", e);
	return store_finish(s, err, e);
}

enum err schema_derive(struct store *s, struct error *e)
{
	struct str have = STR_INIT, want = STR_INIT;
	enum err err = store_meta(s, "tables", &have, e);

	str_addf(&want, "%d", SCHEMA_DERIVED);
	if (err == OK && strcmp(have.bytes, want.bytes) != 0)
		err = make_derived(s, want.bytes, e);
	str_release(&have);
	str_release(&want);
	return err;
}
