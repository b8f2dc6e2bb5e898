/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <unistd.h>

#include <sqlite3.h>

#include "groups.h"
#include "store/keys_inner.h"
#include "store/seal.h"
#include "store/sql.h"

static const int64_t start = 1795341600000; /* 2026-11-22 10:00 UTC */

static void begin(struct bench *b)
{
	*b = (struct bench){.now = start};
	b->clock = clock_fixed(&b->now);
}

enum err bench_try(struct bench *b, bool create, struct error *e)
{
	struct store_options o = {
		.path = b->path ? b->path : ":memory:",
		.keys = b->keys,
		.create = create,
		.practice = true,
		.clock = &b->clock,
		.random = vault_random_seeded(1),
	};

	return store_open(&b->store, &o, e);
}

void bench_open_memory(struct bench *b)
{
	begin(b);
	assert_ok(bench_try(b, true, NULL));
}

void bench_open_file(struct bench *b)
{
	char name[] = "/tmp/trede-store-XXXXXX";
	struct secret recovery = SECRET_INIT;

	begin(b);
	assert_non_null(mkdtemp(name));
	b->folder = mem_text(name);
	b->path = file_path(name, "practice.trede");
	assert_ok(store_keys_new(name, "Voorbeeld", true, &recovery, &b->keys, NULL));
	secret_release(&recovery);
	assert_ok(bench_try(b, true, NULL));
}

void bench_reopen(struct bench *b)
{
	store_close(b->store);
	assert_ok(bench_try(b, false, NULL));
}

static void remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = file_path(folder, entry->d_name);

		if (entry->d_name[0] != '.')
			(void)unlink(path);
		free(path);
	}
	if (dir)
		(void)closedir(dir);
	(void)rmdir(folder);
}

void bench_close(struct bench *b)
{
	store_close(b->store);
	store_keys_close(b->keys);
	if (b->folder)
		remove_folder(b->folder);
	free(b->folder);
	free(b->path);
}

void add_entry(struct bench *b, const char *kind, const char *client, const char *on,
	       const char *body, char id[STORE_ID_BYTES])
{
	struct store_new_entry entry = {
		.kind = kind, .client = client, .on = on, .author = "worker-1",
		.body = body, .body_len = body ? strlen(body) : 0,
	};

	assert_ok(store_entry_append(b->store, &entry, id, NULL));
}

void add_draft(struct bench *b, const char *client, char id[STORE_ID_BYTES])
{
	char *begun = mem_text("2026-11-22T10:00:00.000+01:00"), *who = mem_text(client);
	struct store_draft d = {.client = who, .begun = begun, .total = 20};

	assert_ok(store_draft_create(b->store, &d, NULL));
	memcpy(id, d.id, STORE_ID_BYTES);
	store_draft_release(&d);
}

enum err put_answer(struct store *s, const char *draft, const char *path, const char *value,
		    struct error *e)
{
	char *where = mem_text(path), *what = mem_text(value), *origin = mem_text("typed");
	struct store_draft_answer a = {.path = where, .value = what, .origin = origin};
	enum err err = store_draft_answer_put(s, draft, &a, 3, 20, e);

	store_draft_answer_release(&a);
	return err;
}

void add_client(struct bench *b, const char *id, const char *called, const char *family,
		const char *birth)
{
	struct store_client c = {
		.id = mem_text(id), .called = mem_text(called), .family_name = mem_text(family),
		.birth_date = mem_text(birth), .status = mem_text("open"), .facts = mem_text("{}"),
	};

	assert_ok(store_client_put(b->store, &c, NULL, NULL));
	store_client_release(&c);
}

void add_named(struct bench *b, const char *id, const char *called, const char *family,
	       const char *birth)
{
	struct str first = STR_INIT, last = STR_INIT;
	struct store_client c = {
		.id = mem_text(id), .called = mem_text(called), .family_name = mem_text(family),
		.birth_date = mem_text(birth), .status = mem_text("open"), .facts = mem_text("{}"),
	};
	struct store_name names[] = {{called, 1}, {family, 4}}, parts[2];

	for (const char *l = called; *l; l++)
		str_add_char(&first, (char)(*l | 0x20)); /* ascii letters only */
	for (const char *l = family; *l; l++)
		str_add_char(&last, (char)(*l | 0x20));
	parts[0] = (struct store_name){first.bytes, 1};
	parts[1] = (struct store_name){last.bytes, 4};
	assert_ok(store_client_put(b->store, &c, &(struct store_names){names, parts, 2, 2}, NULL));
	store_client_release(&c);
	str_release(&first);
	str_release(&last);
}

void check_is_clean(struct store *s)
{
	struct store_check c;

	assert_ok(store_check(s, &c, NULL));
	if (c.faults != 0)
		fail_msg("%s", c.first_fault.bytes);
	store_check_release(&c);
}

struct store *open_behind(const struct bench *b, bool is_new)
{
	struct store *s = mem_new(sizeof *s);
	struct sql_place place = {.path = b->path, .key = store_keys_key(b->keys),
				  .is_new = is_new};
	struct error e = ERROR_INIT;

	s->clock = &b->clock;
	if (sql_connect(s, &place, &e) != OK)
		fail_msg("%s (%s)", e.text, e.detail);
	(void)sqlite3_set_authorizer(s->db, NULL, NULL);
	return s;
}

void run_sql(const struct bench *b, const char *text)
{
	struct store *s = open_behind(b, false);
	char *why = NULL;

	if (sqlite3_exec(s->db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
	store_close(s);
}

void ask_sql(const struct bench *b, const char *text, struct str *out)
{
	struct store *s = open_behind(b, false);
	sqlite3_stmt *stmt = NULL;

	str_reset(out);
	assert_int_equal(sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	store_close(s);
}

struct wanted {
	const char *path;
	char *value;
};

static enum err keep_wanted(void *data, const struct store_draft_answer *a, struct error *e)
{
	struct wanted *w = data;

	(void)e;
	if (strcmp(a->path, w->path) == 0)
		w->value = mem_text(a->value);
	return OK;
}

char *read_answer(struct store *s, const char *draft, const char *path)
{
	struct wanted w = {path, NULL};

	assert_ok(store_draft_answers(s, draft, keep_wanted, &w, NULL));
	return w.value;
}

int main(int argc, char **argv)
{
	int failed;

	if (argc == 3 && strcmp(argv[1], "--make-sample") == 0) {
		make_sample(argv[2]);
		return 0;
	}
	if (argc == 3 && strcmp(argv[1], "--make-backup") == 0) {
		make_backup_sample(argv[2]);
		return 0;
	}
	failed = run_open_tests() + run_entry_tests() + run_draft_tests() + run_derived_tests() +
		 run_names_tests() + run_bulk_tests() + run_social_tests() +
		 run_check_tests() + run_fault_tests() + run_sample_tests() +
		 run_hostile_tests() + run_keys_tests() + run_renew_tests() +
		 run_backup_tests() + run_shape_tests() + run_seal_tests();
	return failed ? 1 : 0;
}
