/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_GROUPS_H
#define TESTS_STORE_GROUPS_H

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "store/store.h"

/* One group a file; each gives the number of tests that failed. */
int run_open_tests(void);
int run_entry_tests(void);
int run_draft_tests(void);
int run_derived_tests(void);
int run_names_tests(void);
int run_bulk_tests(void);
int run_social_tests(void);
int run_check_tests(void);
int run_fault_tests(void);
int run_sample_tests(void);
int run_hostile_tests(void);
int run_seal_tests(void);
int run_keys_tests(void);
int run_renew_tests(void);
int run_backup_tests(void);
int run_shape_tests(void);
void make_backup_sample(const char *path);
void make_sample(const char *folder); /* for a new version of the tables only */

/* A store in memory or in a new folder, with a clock that stands still until moved. */
struct bench {
	int64_t now;
	struct clock clock;
	char *folder, *path; /* NULL in memory */
	struct store_keys *keys; /* of the folder; their passphrase is the test's own */
	struct store *store;
};
void bench_open_memory(struct bench *b);
void bench_open_file(struct bench *b);
void bench_reopen(struct bench *b);             /* closes first */
enum err bench_try(struct bench *b, bool create, struct error *e); /* opens; the store may be open */
void bench_close(struct bench *b);              /* and removes the folder */

/* Shorthands that fail the test when the store does. */
void add_entry(struct bench *b, const char *kind, const char *client, const char *on,
	       const char *body, char id[STORE_ID_BYTES]);
void add_draft(struct bench *b, const char *client, char id[STORE_ID_BYTES]);
enum err put_answer(struct store *s, const char *draft, const char *path, const char *value,
		    struct error *e);
/* With two names and their parts, ascii letters; kinds 1 and 4. */
void add_named(struct bench *b, const char *id, const char *called, const char *family,
	       const char *birth);
void add_client(struct bench *b, const char *id, const char *called, const char *family,
		const char *birth);
void check_is_clean(struct store *s);
/* Behind the store's back, while the file is not open; ask: the first column, a line a row. */
struct store *open_behind(const struct bench *b, bool is_new); /* store_close it */
void run_sql(const struct bench *b, const char *text);
void ask_sql(const struct bench *b, const char *text, struct str *out);
char *read_answer(struct store *s, const char *draft, const char *path); /* NULL: none */

#define assert_ok(call) assert_int_equal((call), OK)

#endif
