/* SPDX-License-Identifier: GPL-3.0-or-later */

/* commit FILE [COUNT]: durable inserts of one row in stock SQLite, WAL, synchronous=FULL.
 */
#include <sqlite3.h>

#include "figures.h"
#include "proc.h"

static const char make_table[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
				 "CREATE TABLE IF NOT EXISTS answer("
				 "id INTEGER PRIMARY KEY, question TEXT, value TEXT)";
static const char insert[] = "INSERT INTO answer(question, value) "
			     "VALUES ('household.size', '4 people, two of them under 6')";

static bool insert_rows(sqlite3 *db, long count)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(db, insert, -1, &q, NULL) != SQLITE_OK)
		return false;
	for (; count > 0; count--) {
		int64_t from = now_ns();
		if (sqlite3_step(q) != SQLITE_DONE)
			break;
		sqlite3_reset(q);
		figures_note("commit", "disk", "us", (double)(now_ns() - from) / 1000);
	}
	sqlite3_finalize(q);
	return count == 0;
}

int main(int argc, char **argv)
{
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 2000;
	sqlite3 *db;

	if (argc < 2 || count < 1 || sqlite3_open(argv[1], &db) != SQLITE_OK)
		return 2;
	bool done = sqlite3_exec(db, make_table, NULL, NULL, NULL) == SQLITE_OK &&
		    insert_rows(db, count);
	if (!done)
		fprintf(stderr, "commit: %s\n", sqlite3_errmsg(db));
	sqlite3_close(db);
	figures_print();
	return done ? 0 : 1;
}
