/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trigram PEOPLE INDEX: finds people as SQLite's full-text search can: any three letters of what is
 * typed, best by bm25.  Names and questions are folded first, which its own tokenizer cannot do.
 */
#include <sqlite3.h>

#include "known.h"

struct index {
	sqlite3 *db;
	sqlite3_stmt *any_year, *of_year;
};

static void check(sqlite3 *db, int rc)
{
	if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW)
		return;
	fprintf(stderr, "trigram: %s\n", sqlite3_errmsg(db));
	exit(2);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s = NULL;

	check(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL));
	return s;
}

static void once(sqlite3 *db, const char *sql)
{
	check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static void build(sqlite3 *db, const struct known *k)
{
	sqlite3_stmt *name, *born;

	once(db, "PRAGMA journal_mode = OFF");
	once(db, "BEGIN");
	once(db, "CREATE VIRTUAL TABLE name USING fts5(whole, content='', tokenize='trigram')");
	once(db, "CREATE TABLE born(id INTEGER PRIMARY KEY, year INTEGER NOT NULL)");
	name = prepare(db, "INSERT INTO name(rowid, whole) VALUES (?1, ?2 || ' ' || ?3)");
	born = prepare(db, "INSERT INTO born VALUES (?1, ?2)");
	for (size_t i = 0; i < k->count; i++) {
		const struct known_person *p = &k->people[i];

		sqlite3_bind_int64(name, 1, (sqlite3_int64)i);
		sqlite3_bind_text(name, 2, p->given, -1, SQLITE_STATIC);
		sqlite3_bind_text(name, 3, p->family, -1, SQLITE_STATIC);
		sqlite3_bind_int64(born, 1, (sqlite3_int64)i);
		sqlite3_bind_int(born, 2, p->year);
		check(db, sqlite3_step(name));
		check(db, sqlite3_step(born));
		sqlite3_reset(name);
		sqlite3_reset(born);
	}
	sqlite3_finalize(name);
	sqlite3_finalize(born);
	once(db, "COMMIT");
	once(db, "INSERT INTO name(name) VALUES ('optimize')");
}

/* Each three letters of each word, one of them enough: "jan" OR "ans". */
static void any_three(const struct find_query *q, struct str *match)
{
	for (int w = 0; w < q->word_count; w++)
		for (size_t at = 0; at + 3 <= q->words[w].len; at++) {
			str_add(match, match->len ? " OR \"" : "\"");
			str_add_bytes(match, q->words[w].bytes + at, 3);
			str_add_char(match, '"');
		}
}

static int find(void *data, const struct known *k, const struct find_query *q,
		size_t shown[KNOWN_SHOWN])
{
	struct index *x = data;
	sqlite3_stmt *s = q->birth_year[0] ? x->of_year : x->any_year;
	struct str match = STR_INIT;
	int count = 0, rc = SQLITE_DONE;

	(void)k;
	any_three(q, &match);
	if (match.len) {
		sqlite3_bind_text(s, 1, match.bytes, (int)match.len, SQLITE_STATIC);
		if (s == x->of_year)
			sqlite3_bind_int(s, 2, (int)strtol(q->birth_year, NULL, 10));
		while (count < KNOWN_SHOWN && (rc = sqlite3_step(s)) == SQLITE_ROW)
			shown[count++] = (size_t)sqlite3_column_int64(s, 0);
		check(x->db, rc);
		sqlite3_reset(s);
	}
	str_release(&match);
	return count;
}

int main(int argc, char **argv)
{
	struct known k = {.arena = ARENA_INIT};
	struct index x = {0};

	if (argc != 3)
		return 2;
	known_read(&k, argv[1]);
	(void)remove(argv[2]);
	check(x.db, sqlite3_open(argv[2], &x.db));
	build(x.db, &k);
	x.any_year = prepare(x.db, "SELECT rowid FROM name WHERE name MATCH ?1"
				   " ORDER BY rank LIMIT 10");
	x.of_year = prepare(x.db, "SELECT name.rowid FROM name JOIN born ON born.id = name.rowid"
				  " WHERE name MATCH ?1 AND born.year = ?2"
				  " ORDER BY bm25(name) LIMIT 10");
	known_answer(&k, find, &x);
	sqlite3_finalize(x.any_year);
	sqlite3_finalize(x.of_year);
	sqlite3_close(x.db);
	(void)remove(argv[2]);
	known_release(&k);
	return 0;
}
