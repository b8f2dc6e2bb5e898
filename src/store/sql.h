/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQL_H
#define STORE_SQL_H

/* Inside the store room only: the connection, its statements, and how their errors become ours. */
#include <sqlite3.h>

#include "store/store.h"

/* The texts stand in statements.c, one for each of these. */
enum sql_id {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_SAVEPOINT,
	SQL_RELEASE,
	SQL_ROLLBACK_TO,
	SQL_META_GET,
	SQL_META_SET,
	SQL_ENTRY_LAST,
	SQL_ENTRY_INSERT,
	SQL_ENTRY_AT,
	SQL_ENTRY_BY_ID,
	SQL_ENTRY_OF_CLIENT,
	SQL_ENTRY_OF_KIND,
	SQL_ENTRY_OF_SUBJECT,
	SQL_ENTRY_CLIENTS,
	SQL_ENTRY_ERASE,
	SQL_ENTRY_CHAIN,
	SQL_ACCESS_LAST,
	SQL_ACCESS_INSERT,
	SQL_ACCESS_OF_CLIENT,
	SQL_ACCESS_RECENT,
	SQL_ACCESS_CHAIN,
	SQL_DRAFT_INSERT,
	SQL_DRAFT_GET,
	SQL_DRAFT_DELETE,
	SQL_DRAFT_UPDATE,
	SQL_DRAFT_PLACE,
	SQL_DRAFT_PROGRESS,
	SQL_DRAFT_TOUCH,
	SQL_DRAFT_COUNT,
	SQL_DRAFT_ALL,
	SQL_DRAFT_OF_CLIENT,
	SQL_DRAFT_ANSWER_PUT,
	SQL_DRAFT_ANSWER_REMOVE,
	SQL_DRAFT_ANSWERS,
	SQL_DRAFT_NOTE_PUT,
	SQL_DRAFT_NOTE_REMOVE,
	SQL_DRAFT_NOTES,
	SQL_CLIENT_OLD,
	SQL_CLIENT_REMOVE,
	SQL_CLIENT_ADD,
	SQL_CLIENT_PUT,
	SQL_CLIENT_GET,
	SQL_CLIENT_BY_NUMBER,
	SQL_CLIENT_NUMBER,
	SQL_CLIENT_NAMES,
	SQL_CLIENT_UNSEEN,
	SQL_CLIENT_KNOWN,
	SQL_CLIENT_ROWS,
	SQL_CLIENT_LAST,
	SQL_CLIENT_UNLISTED,
	SQL_TALLY_ADD,
	SQL_TALLY_GET,
	SQL_PART_ID,
	SQL_PART_TEXT,
	SQL_PART_LAST,
	SQL_PART_PUT,
	SQL_PART_REMOVE,
	SQL_PART_SWEEP,
	SQL_POSTING_ADD,
	SQL_POSTING_PUT,
	SQL_POSTING_REMOVE,
	SQL_KEY_ADD,
	SQL_KEY_PUT,
	SQL_KEY_REMOVE,
	SQL_KEY_IS,
	SQL_KEY_BEGINS,
	SQL_PARTS_READ,
	SQL_POSTINGS_READ,
	SQL_PERSONS_READ,
	SQL_AGENDA_PUT,
	SQL_AGENDA_FORGET,
	SQL_AGENDA_UNTIL,
	SQL_EVENT_COUNT,
	SQL_EVENT_PUT,
	SQL_EVENT_FORGET,
	SQL_THING_PUT,
	SQL_THING_GET,
	SQL_THING_ALL,
	SQL_THING_FORGET,
	SQL_EVENT_BETWEEN,
	SQL_SOCIAL_OLD,
	SQL_SOCIAL_ADD,
	SQL_SOCIAL_PUT,
	SQL_SOCIAL_GET,
	SQL_SOCIAL_AT,
	SQL_SOCIAL_BY_SOURCE,
	SQL_SOCIAL_ALL,
	SQL_SOCIAL_OF_PARENT,
	SQL_SOCIAL_ORDER,
	SQL_SOCIAL_BRIEF,
	SQL_SOCIAL_ROWS,
	SQL_WORD_PUT,
	SQL_WORD_REMOVE,
	SQL_WORD_BEGINS,
	SQL_WORD_WEIGHT,
	SQL_ASKS_PUT,
	SQL_ASKS_REMOVE,
	SQL_ASKS_ALL,
	SQL_ASKS_ROWS,
	SQL_WAITING_PUT,
	SQL_WAITING_FORGET,
	SQL_WAITING_OF,
	SQL_WAITING_ALL,
	SQL_FIND_BY_NAME,
	SQL_FIND_BY_NUMBER,
	SQL_FIND_WEIGHT,
	SQL_FIND_WEIGHT_KEY,
	SQL_CLEAR_CLIENT,
	SQL_CLEAR_PART,
	SQL_CLEAR_POSTING,
	SQL_CLEAR_KEY,
	SQL_CLEAR_AGENDA,
	SQL_CLEAR_EVENT,
	SQL_CLEAR_THING,
	SQL_CLEAR_TALLY,
	SQL_CLEAR_SOCIAL,
	SQL_CLEAR_WORD,
	SQL_CLEAR_ASKS,
	SQL_CLEAR_WAITING,
	SQL_DIGEST_CLIENT,
	SQL_DIGEST_POSTING,
	SQL_DIGEST_KEY,
	SQL_DIGEST_AGENDA,
	SQL_DIGEST_EVENT,
	SQL_DIGEST_THING,
	SQL_DIGEST_TALLY,
	SQL_DIGEST_SOCIAL,
	SQL_DIGEST_WORD,
	SQL_DIGEST_WAITING,
	SQL_CHECK_PAGES,
	SQL_CHECK_KEYS,
	SQL_COUNT
};

struct seal;
struct bulk;

struct store {
	sqlite3 *db;
	struct seal *seal;             /* NULL in memory */
	sqlite3_stmt *kept[SQL_COUNT]; /* prepared when first used */
	const struct clock *clock;
	struct vault_random random;
	char device[STORE_ID_BYTES];
	bool is_practice;
	int depth;         /* open store_begin calls */
	int64_t hlc;       /* the last one given out or read */
	int64_t id_ms;     /* of the last id made, and how many in that millisecond */
	unsigned id_count;
	struct bulk *bulk; /* NULL: none goes on */
	int64_t last_part; /* the last id given to a name part, 0 not known yet */
};

extern const char *const sql_texts[SQL_COUNT];

/*
 * One use of a statement: take it, bind by name, step, end.  A failure is remembered, so that only
 * stepping has to be checked.  Bound texts must live until sql_end; NULL binds NULL.  When the
 * kept statement is in use further up (a visit that asks again) a second one is prepared.
 */
struct sql {
	struct store *store;
	sqlite3_stmt *stmt;
	int rc;
	enum sql_id id;
	int bound; /* the parameter that was bound last */
};

struct sql sql_take(struct store *s, enum sql_id id);
void sql_text(struct sql *q, const char *name, const char *text);
void sql_text_or_empty(struct sql *q, const char *name, const char *text); /* NULL binds "" */
void sql_text_len(struct sql *q, const char *name, const char *text, size_t len);
void sql_blob(struct sql *q, const char *name, const void *bytes, size_t len);
void sql_int(struct sql *q, const char *name, int64_t n);
bool sql_row(struct sql *q);                            /* false: no more rows, or a failure */
enum err sql_end(struct sql *q, struct error *e);       /* OK, or the first failure; once only */
enum err sql_run(struct sql *q, struct error *e);       /* steps to the end, then sql_end */
void sql_again(struct sql *q);                          /* steps to the end; other values may be bound */
enum err sql_do(struct store *s, enum sql_id id, struct error *e); /* nothing to bind */

char *sql_copy(struct sql *q, int column);              /* NULL stays NULL; the caller's */
char *sql_copy_text(struct sql *q, int column);         /* NULL becomes "" */
const char *sql_peek(struct sql *q, int column);        /* until the next step; NULL becomes "" */
int64_t sql_number(struct sql *q, int column);
bool sql_is_null(struct sql *q, int column);

/*
 * Opens s->db through a seal, locked for this process and set up as every connection of trede is.  s is
 * zeroed or has its clock and random numbers; after a failure too it goes with store_close.  Needs no table,
 * so that a file can be copied into it.
 */
struct sql_place {
	const char *path;
	const struct vault_key *key; /* borrowed until store_close; NULL in memory */
	int64_t base;                /* as in seal.h */
	bool is_new;                 /* the file is there and empty */
};
enum err sql_connect(struct store *s, const struct sql_place *place, struct error *e);

/* What SQLite says, as ours: the sentence says what to do now, the detail holds only numbers. */
enum err sql_error(sqlite3 *db, int rc, struct error *e);

/* The authorizer of the connection: no ATTACH, no foreign pragma, no extension. */
int sql_authorize(void *data, int action, const char *a, const char *b, const char *c,
		  const char *d);

/* Ends the level that store_begin opened: commits when err is OK, else undoes it and gives err. */
enum err store_finish(struct store *s, enum err err, struct error *e);

/* The next hybrid time: after every earlier one, and not before the clock. */
int64_t store_next_hlc(struct store *s);

#endif
