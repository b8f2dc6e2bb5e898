/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "groups.h"
#include "store/seal.h"
#include "store/sql.h"

/*
 * Files as version 1 of the tables wrote them, never made again.  Every later trede must read both
 * the same.  practice-1.trede is from before files were sealed: trede refuses it, and here it is
 * copied into a sealed one.  sealed-1.trede with its key file sealed-1.keys was made by this test
 * program with --make-sample FOLDER; it opens with the name 'els' and the passphrase 'oefenen'.
 */
static const char plain[] = "tests/data/practice-1.trede";
static const char sealed[] = "tests/data/sealed-1.trede";
static const char key_file[] = "tests/data/sealed-1.keys";
static const char worker_id[] = "019aaaec-0000-7000-8000-000000000001";
static const int64_t made_at = 1763802000000; /* 2025-11-22 09:00 UTC */

enum { ENTRIES = 5, ERASED = 4 };

static enum err append(struct store *s, struct store_new_entry entry, char id[STORE_ID_BYTES])
{
	entry.body_len = strlen(entry.body);
	return store_entry_append(s, &entry, id, NULL);
}

static void write_entries(struct store *s, int64_t *now)
{
	char worker[STORE_ID_BYTES], client[STORE_ID_BYTES], id[STORE_ID_BYTES];

	assert_ok(append(s, (struct store_new_entry){.kind = "worker", .on = "2025-11-22",
			.body = "{\"v\":1,\"name\":\"Els Voorbeeld\"}"}, worker));
	assert_ok(append(s, (struct store_new_entry){.kind = "client", .client = STORE_SELF,
			.author = worker, .on = "2025-11-22",
			.body = "{\"v\":1,\"facts\":{\"called\":\"Şükran\"}}"}, client));
	*now += 61000;
	assert_ok(append(s, (struct store_new_entry){.kind = "note", .client = client,
			.author = worker, .on = "2025-11-20", .body = "{\"v\":1,\"text\":\"een\"}"},
			id));
	assert_ok(append(s, (struct store_new_entry){.kind = "note", .client = client,
			.author = worker, .on = "2025-11-21", .body = "{\"v\":1,\"text\":\"weg\"}"},
			id));
	assert_ok(append(s, (struct store_new_entry){.kind = "interview", .client = client,
			.author = worker, .replaces = id, .on = "2025-11-21T10:00",
			.form = "0f", .body = ""}, id));
	assert_ok(store_entry_erase(s, store_device(s), ERASED, NULL));
	assert_ok(store_access_append(s, worker, "open", client, -1, NULL));
	assert_ok(store_access_append(s, worker, "search", NULL, 3, NULL));
}

static void write_draft(struct bench *b)
{
	char draft[STORE_ID_BYTES];

	add_draft(b, "c1", draft);
	assert_ok(put_answer(b->store, draft, "child#7/name", "Yassin", NULL));
	assert_ok(store_draft_place(b->store, draft, "wish", "werken in de z", 14, NULL));
	assert_ok(store_draft_note_put(b->store, draft, 1, "broer belt", NULL));
}

static void write_sample(struct bench *b)
{
	write_entries(b->store, &b->now);
	write_draft(b);
	add_client(b, "c1", "Şükran", "Voorbeeld", "1981");
}

static void type_passphrase(struct secret *out)
{
	*out = (struct secret)SECRET_INIT;
	assert_true(secret_add(out, "oefenen", 7));
}

void make_sample(const char *folder)
{
	static const char *const names[2] = {"els", NULL};
	struct bench b = {.now = made_at, .path = file_path(folder, "trede.db")};
	struct secret passphrase, recovery = SECRET_INIT;

	b.clock = clock_fixed(&b.now);
	type_passphrase(&passphrase);
	assert_ok(store_keys_new(folder, "Voorbeeld", true, &recovery, &b.keys, NULL));
	assert_ok(store_keys_set(b.keys, worker_id, names, &passphrase, NULL));
	assert_ok(bench_try(&b, true, NULL));
	write_sample(&b);
	secret_release(&passphrase);
	secret_release(&recovery);
	bench_close(&b);
}

/* The samples themselves are never opened: that would change them. */
static void copy_file(const char *from, const char *to)
{
	struct str bytes = STR_INIT;

	if (file_read(from, 1 << 24, &bytes, NULL) != OK)
		fail_msg("%s cannot be read; run this in the top folder", from);
	assert_ok(file_write_new(to, bytes.bytes, bytes.len, NULL));
	str_release(&bytes);
}

static void begin_copy(struct bench *b)
{
	bench_open_file(b);
	store_close(b->store);
	b->store = NULL;
	assert_int_equal(remove(b->path), 0);
}

static void copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");

	assert_non_null(copy);
	assert_int_equal(sqlite3_backup_step(copy, -1), SQLITE_DONE);
	assert_int_equal(sqlite3_backup_finish(copy), SQLITE_OK);
}

/* Makes room for the seal at the end of each page, then copies page by page into a sealed file. */
static void seal_copy(struct bench *b, const char *path)
{
	struct store *s;
	sqlite3 *db = NULL;

	assert_ok(file_write_new(b->path, "", 0, NULL));
	s = open_behind(b, true);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(seal_reserve(db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=delete; VACUUM", NULL, NULL, NULL),
			 SQLITE_OK);
	copy_pages(db, s->db);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	store_close(s);
}

static void open_plain(struct bench *b)
{
	struct error e = ERROR_INIT;
	char *path;

	begin_copy(b);
	copy_file(plain, b->path);
	assert_int_equal(bench_try(b, false, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "not sealed"));
	assert_int_equal(remove(b->path), 0);
	path = file_path(b->folder, "plain");
	copy_file(plain, path);
	seal_copy(b, path);
	free(path);
	assert_ok(bench_try(b, false, NULL));
}

static void open_sealed(struct bench *b)
{
	struct secret passphrase;
	char *path;

	begin_copy(b);
	copy_file(sealed, b->path);
	path = file_path(b->folder, "trede.keys");
	copy_file(key_file, path);
	free(path);
	store_keys_close(b->keys);
	b->keys = NULL;
	type_passphrase(&passphrase);
	assert_ok(store_keys_open(b->folder, "els", &passphrase, false, &b->keys, NULL));
	assert_string_equal(store_keys_worker(b->keys), worker_id);
	secret_release(&passphrase);
	assert_ok(bench_try(b, false, NULL));
}

static void (*const openers[])(struct bench *b) = {open_plain, open_sealed};
enum { OPENERS = sizeof openers / sizeof *openers };

static enum err add_entry_line(void *data, const struct store_entry *entry, struct error *e)
{
	(void)e;
	str_addf(data, "%lld %s %s %s %zu;", (long long)entry->dseq, entry->kind,
		 entry->on, entry->body, entry->body_len);
	return OK;
}

static enum err add_draft_line(void *data, const struct store_draft *d, struct error *e)
{
	(void)e;
	str_addf(data, "%s %s %lld %lld;", d->at_path, d->typed, (long long)d->cursor,
		 (long long)d->revision);
	return OK;
}

static enum err add_id(void *data, const char *id, struct error *e)
{
	(void)e;
	str_set(data, id);
	return OK;
}

static void read_all(void (*open)(struct bench *b))
{
	struct bench b;
	struct str out = STR_INIT, client = STR_INIT;
	struct store_check c;

	open(&b);
	assert_ok(store_check(b.store, &c, NULL));
	assert_string_equal(c.first_fault.bytes, "");
	assert_int_equal(c.entries, ENTRIES);
	assert_int_equal(c.accesses, 2);
	assert_int_equal(c.drafts, 1);
	store_check_release(&c);
	assert_ok(store_clients(b.store, add_id, &client, NULL));
	assert_ok(store_entries_of_client(b.store, client.bytes, add_entry_line, &out, NULL));
	assert_string_equal(out.bytes,
			    "3 note 2025-11-20 {\"v\":1,\"text\":\"een\"} 20;"
			    "5 interview 2025-11-21T10:00  0;"
			    "2 client 2025-11-22 {\"v\":1,\"facts\":{\"called\":\"Şükran\"}} 37;");
	str_reset(&out);
	assert_ok(store_drafts(b.store, NULL, add_draft_line, &out, NULL));
	assert_string_equal(out.bytes, "wish werken in de z 14 3;");
	assert_true(store_is_practice(b.store));
	str_release(&out);
	str_release(&client);
	bench_close(&b);
}

static void test_reads_as_ever(void **state)
{
	(void)state;
	for (int i = 0; i < OPENERS; i++)
		read_all(openers[i]);
}

static const char all_hashes[] =
	"SELECT 'entry ' || dseq || ' ' || lower(hex(prev_hash)) || ' ' ||"
	" lower(hex(seal_hash)) FROM entry "
	"UNION ALL SELECT 'access ' || seq || ' ' || lower(hex(prev_hash)) || ' ' "
	"|| lower(hex(seal_hash)) FROM access";

/* docs/format.md prints these: whoever writes another reader can compare. */
static const char hashes[] =
	"entry 1  "
	"17dd777dfe8d12d07e893291172bcfd569ef16139a31f4748f8e4f348687f70f\n"
	"entry 2 8c76fefb9e2a2c1e0d5ff120b69d9f7088400002c842362c8773414a1589e375 "
	"9aaa1149c5c93a19284d60e2ebf55720aea8570970930a58a06381c636169aca\n"
	"entry 3 2a740c0a3ec8d26de1864ceab1d9bd75e7e6ab8d0bcc9aac915175c21e09f5df "
	"3a260a7530e90cb3244389cad21c46c51a20025c06e1f1ecbdd003cd36b0555a\n"
	"entry 4 abfe319f075633872c879165dc20b0c7108835b0c9fab95597b5bb94ab795cf4 "
	"8d20da2c0347023779b91a483fcd25b12182c6f1c10e9276d2b6677f1a1f2154\n"
	"entry 5 619af4d2b6cee19be1195b2d4bc38b29bccffc07230c1d091a5a66f67f226c6f "
	"2289ce9b7f3ab9c6c8d39022e3725643062151adabfb9d929040611b45d61f71\n"
	"access 1  "
	"d4a5e86901c56fadfc5de442d2d2f8590fa47b25e9f9e30020f2071ee0348595\n"
	"access 2 856ae6c8d42aab5a241986e417adf8b059d097e251e48addb985272f42c1004d "
	"066f35a606dcc6e18d6fa0efedb4ccf9f94db3337e334499e4886e5da663f7f5\n";

/* The same input, clock and seed give the same ids, seals and links as they did then. */
static void test_same_input_same_seals(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < OPENERS; i++) {
		openers[i](&b);
		store_close(b.store);
		b.store = NULL;
		ask_sql(&b, all_hashes, &out);
		assert_string_equal(out.bytes, hashes);
		bench_close(&b);
	}
	begin_copy(&b);
	b.now = made_at;
	assert_ok(bench_try(&b, true, NULL));
	write_sample(&b);
	store_close(b.store);
	b.store = NULL;
	ask_sql(&b, all_hashes, &out);
	assert_string_equal(out.bytes, hashes);
	str_release(&out);
	bench_close(&b);
}

/* The chain goes on where the old file left it. */
static void go_on(void (*open)(struct bench *b))
{
	struct bench b;
	struct store_entry entry;
	char id[STORE_ID_BYTES];

	open(&b);
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	assert_ok(store_entry_get(b.store, id, &entry, NULL));
	assert_int_equal(entry.dseq, ENTRIES + 1);
	store_entry_release(&entry);
	assert_ok(store_access_append(b.store, "w1", "open", "c1", -1, NULL));
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_goes_on(void **state)
{
	(void)state;
	for (int i = 0; i < OPENERS; i++)
		go_on(openers[i]);
}

int run_sample_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_as_ever),
		cmocka_unit_test(test_same_input_same_seals),
		cmocka_unit_test(test_goes_on),
	};

	return cmocka_run_group_tests_name("store: sample", tests, NULL, NULL);
}
