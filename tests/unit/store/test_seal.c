/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include <sqlite3.h>

#include "groups.h"
#include "store/keys_inner.h"
#include "store/seal.h"
#include "store/sql.h"

/* The seal under SQLite: what goes wrong without it, and does not. */
enum { PAGE = 4096, FRAME = 4120, LOG_START = 32, MOST = 1 << 26 };

static char *beside(const struct bench *b, const char *suffix)
{
	struct str path = STR_INIT;
	char *copy;

	str_addf(&path, "%s%s", b->path, suffix);
	copy = mem_text(path.bytes);
	str_release(&path);
	return copy;
}

static void read_beside(const struct bench *b, const char *suffix, struct str *out)
{
	char *path = beside(b, suffix);

	str_reset(out);
	assert_ok(file_read(path, MOST, out, NULL));
	free(path);
}

static void write_beside(const struct bench *b, const char *suffix, const char *bytes, size_t len)
{
	char *path = beside(b, suffix);

	(void)unlink(path);
	assert_ok(file_write_new(path, bytes, len, NULL));
	free(path);
}

static int run_text(struct store *s, const char *text)
{
	return sqlite3_exec(s->db, text, NULL, NULL, NULL);
}

static void ask_text(struct store *s, const char *text, struct str *out)
{
	sqlite3_stmt *stmt = NULL;

	str_reset(out);
	assert_int_equal(sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

/* A store with entries in the file, and file and log as they are on disk while more entries lie in
 * the log; the store is closed then. */
struct snapshot {
	struct bench b;
	struct str file, log;
};

static void take_snapshot(struct snapshot *s, int in_file, int in_log)
{
	char id[STORE_ID_BYTES];

	*s = (struct snapshot){.file = STR_INIT, .log = STR_INIT};
	bench_open_file(&s->b);
	for (int i = 0; i < in_file; i++)
		add_entry(&s->b, "note", "c1", "2026-11-22", "{\"v\":1}", id);
	bench_reopen(&s->b);
	for (int i = 0; i < in_log; i++)
		add_entry(&s->b, "note", "c1", "2026-11-22", "{\"v\":1}", id);
	read_beside(&s->b, "", &s->file);
	read_beside(&s->b, "-wal", &s->log);
	store_close(s->b.store);
	s->b.store = NULL;
}

static void put_back(const struct snapshot *s)
{
	write_beside(&s->b, "", s->file.bytes, s->file.len);
	write_beside(&s->b, "-wal", s->log.bytes, s->log.len);
}

static void drop_snapshot(struct snapshot *s)
{
	bench_close(&s->b);
	str_release(&s->file);
	str_release(&s->log);
}

static int64_t count_entries(struct store *s)
{
	struct store_check c;
	int64_t n;

	assert_ok(store_check(s, &c, NULL));
	assert_string_equal(c.first_fault.bytes, "");
	n = c.entries;
	store_check_release(&c);
	return n;
}

/* Power lost while page 1 is moved from the log into the file: the log has it whole. */
static void test_torn_page_one(void **state)
{
	struct snapshot s;
	struct error e = ERROR_INIT;

	(void)state;
	take_snapshot(&s, 3, 60); /* enough to make the file grow, so that page 1 is in the log */
	for (size_t torn = 512; torn <= PAGE; torn += 512) {
		put_back(&s);
		memset(s.file.bytes + torn - 512, 0x77, 512);
		write_beside(&s.b, "", s.file.bytes, s.file.len);
		assert_ok(bench_try(&s.b, false, &e));
		assert_int_equal(count_entries(s.b.store), 63);
		store_close(s.b.store);
	}
	write_beside(&s.b, "", s.file.bytes, s.file.len); /* and without a log it is damaged */
	assert_int_equal(bench_try(&s.b, false, &e), ERR_DAMAGED);
	assert_non_null(strstr(e.text, "backup"));
	drop_snapshot(&s);
}

/* A small generator of its own, so that a failure can be run again. */
static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static size_t garble(struct str *log, size_t len, unsigned *seed)
{
	size_t at = next(seed) % len, n = 1 + next(seed) % 5000;

	for (size_t i = at; i < len && i < at + n; i++)
		log->bytes[i] = (char)(next(seed) & 1 ? (char)next(seed) : 0);
	log->bytes[at] = (char)(log->bytes[at] ^ 1);
	return next(seed) % 3 == 0 ? at : len; /* cut there too */
}

static void test_garbled_logs(void **state)
{
	enum { IN_FILE = 5, IN_LOG = 25, TIMES = 200 };
	struct snapshot s;
	struct str log = STR_INIT;
	int shorter = 0;

	(void)state;
	take_snapshot(&s, IN_FILE, IN_LOG);
	for (unsigned seed = 1; seed <= TIMES; seed++) {
		unsigned state_of = seed;
		struct error e = ERROR_INIT;
		int64_t n;

		put_back(&s);
		str_reset(&log);
		str_add_bytes(&log, s.log.bytes, s.log.len);
		write_beside(&s.b, "-wal", log.bytes, garble(&log, log.len, &state_of));
		if (bench_try(&s.b, false, &e) != OK)
			fail_msg("seed %u: %s (%s)", seed, e.text, e.detail);
		n = count_entries(s.b.store); /* whole transactions only: the chain is unbroken */
		assert_in_range(n, IN_FILE, IN_FILE + IN_LOG);
		shorter += n < IN_FILE + IN_LOG;
		store_close(s.b.store);
		s.b.store = NULL;
	}
	assert_true(shorter > TIMES / 2);
	str_release(&log);
	drop_snapshot(&s);
}

/* The log with one bit changed; does the file say that something was cut off? */
static bool tells_gap(struct snapshot *s, size_t at, size_t len)
{
	struct str log = STR_INIT;
	int64_t when = 0;

	put_back(s);
	str_add_bytes(&log, s->log.bytes, s->log.len);
	log.bytes[at] = (char)(log.bytes[at] ^ 4);
	write_beside(&s->b, "-wal", log.bytes, len);
	assert_ok(bench_try(&s->b, false, NULL));
	assert_ok(store_gap(s->b.store, &when, NULL));
	if (when != 0) { /* it stays said until it was seen */
		bench_reopen(&s->b);
		assert_ok(store_gap(s->b.store, &when, NULL));
		assert_int_equal(when, s->b.now);
		assert_ok(store_gap_seen(s->b.store, NULL));
		bench_reopen(&s->b);
		assert_ok(store_gap(s->b.store, &when, NULL));
		assert_int_equal(when, 0);
		when = 1;
	}
	store_close(s->b.store);
	s->b.store = NULL;
	str_release(&log);
	return when != 0;
}

/* SQLite takes damage in the middle of the log for its end. */
static void test_gap_in_log(void **state)
{
	enum { START = 32 };
	struct snapshot s;
	size_t whole;

	(void)state;
	take_snapshot(&s, 5, 25);
	whole = s.log.len;
	for (size_t at = 0; at < START; at++)
		assert_true(tells_gap(&s, at, whole));
	for (size_t at = 0; at < FRAME; at += at < 24 ? 1 : 509)
		assert_true(tells_gap(&s, START + at, whole));
	assert_true(tells_gap(&s, START + 9 * FRAME + 77, whole));
	assert_false(tells_gap(&s, whole - 1, whole)); /* as a power cut leaves it */
	assert_false(tells_gap(&s, whole - 9, whole - 8));
	assert_false(tells_gap(&s, START + 9 * FRAME + 77, START + 10 * FRAME));
	drop_snapshot(&s);
}

static void test_log_of_another(void **state)
{
	struct snapshot ours, other;
	struct str log = STR_INIT;
	sqlite3 *db = NULL;
	char *path;

	(void)state;
	take_snapshot(&ours, 5, 3);
	take_snapshot(&other, 5, 3);
	put_back(&ours);
	write_beside(&ours.b, "-wal", other.log.bytes, other.log.len);
	assert_ok(bench_try(&ours.b, false, NULL));
	assert_int_equal(count_entries(ours.b.store), 5);
	store_close(ours.b.store);

	/* one that is not sealed at all: its pages must not come in */
	path = file_path(other.b.folder, "plain");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=wal; CREATE TABLE theirs(x)", NULL,
				      NULL, NULL),
			 SQLITE_OK);
	free(path);
	path = file_path(other.b.folder, "plain-wal");
	assert_ok(file_read(path, MOST, &log, NULL));
	free(path);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	put_back(&ours);
	write_beside(&ours.b, "-wal", log.bytes, log.len);
	assert_ok(bench_try(&ours.b, false, NULL));
	assert_int_equal(count_entries(ours.b.store), 5);
	store_close(ours.b.store);
	ours.b.store = NULL;
	str_release(&log);
	drop_snapshot(&ours);
	drop_snapshot(&other);
}

static void put_32(unsigned char *at, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(n >> (24 - 8 * i));
}

/* Laid beside the file by somebody who has no key: SQLite would play its plain page into ours. */
static void test_journal_beside(void **state)
{
	static const unsigned char magic[8] = {0xd9, 0xd5, 5, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
	unsigned char journal[512 + 4 + PAGE + 4] = {0};
	struct snapshot s;
	uint32_t sum = 5;

	(void)state;
	memcpy(journal, magic, sizeof magic);
	put_32(journal + 8, 1);
	put_32(journal + 12, 5);   /* what the sum begins with */
	put_32(journal + 16, 2);   /* pages before */
	put_32(journal + 20, 512);
	put_32(journal + 24, PAGE);
	put_32(journal + 512, 2);
	for (int i = PAGE - 200; i > 0; i -= 200)
		sum += journal[516 + i];
	put_32(journal + 516 + PAGE, sum);
	take_snapshot(&s, 5, 3);
	for (int with_log = 0; with_log < 2; with_log++) {
		put_back(&s);
		if (!with_log)
			write_beside(&s.b, "-wal", "", 0);
		write_beside(&s.b, "-journal", (const char *)journal, sizeof journal);
		assert_ok(bench_try(&s.b, false, NULL));
		assert_int_equal(count_entries(s.b.store), with_log ? 8 : 5);
		store_close(s.b.store);
		s.b.store = NULL;
	}
	drop_snapshot(&s);
}

static const char *const words[] = {"SQLite", "CREATE", "sqlite_", "entry", "Zwartemarkering",
				    "zwartemarkering", "2026-11-22", "worker-1", "wens"};

static void assert_nothing_readable(const struct bench *b, const char *suffix)
{
	struct str bytes = STR_INIT;

	read_beside(b, suffix, &bytes);
	assert_true(bytes.len > PAGE);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(bytes.bytes, bytes.len, words[i], strlen(words[i])))
			fail_msg("'%s' is readable in the file%s", words[i], suffix);
	str_release(&bytes);
}

static void test_nothing_is_readable(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&b);
	for (int i = 0; i < 50; i++)
		add_entry(&b, "note", "c1", "2026-11-22", "{\"v\":1,\"text\":\"Zwartemarkering\"}", id);
	add_client(&b, "c1", "zwartemarkering", "Zwartemarkering", "1981");
	add_draft(&b, "c1", id);
	assert_ok(put_answer(b.store, id, "wens", "Zwartemarkering", NULL));
	assert_nothing_readable(&b, "-wal");
	bench_reopen(&b);
	assert_nothing_readable(&b, "");
	bench_close(&b);
}

static void test_no_way_around(void **state)
{
	static const char *const ways[] = {
		"ATTACH '%s/x' AS x", "ATTACH 'file:%s/x?vfs=unix' AS x", "VACUUM INTO '%s/x'",
		"VACUUM INTO 'file:%s/x?vfs=unix'", "ATTACH '' AS x; CREATE TABLE x.t(a)",
	};
	struct bench b;
	struct store *s;
	char *path;

	(void)state;
	bench_open_file(&b);
	path = file_path(b.folder, "x");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct str text = STR_INIT;
		const char *gap = strstr(ways[i], "%s");

		str_add_bytes(&text, ways[i], gap ? (size_t)(gap - ways[i]) : strlen(ways[i]));
		str_addf(&text, "%s%s", gap ? b.folder : "", gap ? gap + 2 : "");
		assert_int_equal(run_text(b.store, text.bytes), SQLITE_AUTH);
		str_release(&text);
	}
	store_close(b.store);
	b.store = NULL;
	s = open_behind(&b, false); /* no authorizer: the seal itself still has one file only */
	(void)sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 5);
	{
		struct str text = STR_INIT;

		str_addf(&text, "ATTACH '%s' AS x", path);
		assert_int_equal(run_text(s, text.bytes), SQLITE_CANTOPEN);
		str_reset(&text);
		str_addf(&text, "VACUUM INTO '%s'", path);
		assert_int_not_equal(run_text(s, text.bytes), SQLITE_OK);
		str_release(&text);
	}
	assert_false(file_exists(path));
	store_close(s);
	free(path);
	bench_close(&b);
}

static const char many[] =
	"CREATE TEMP TABLE t(a); WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
	"LIMIT 40000) INSERT INTO t SELECT printf('%0100d', n) FROM c";

static void test_nothing_temporary(void **state)
{
	struct bench b;
	struct store *s;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	b.store = NULL;
	s = open_behind(&b, false);
	assert_int_equal(run_text(s, many), SQLITE_OK); /* in memory */
	assert_int_equal(run_text(s, "DROP TABLE temp.t; PRAGMA temp_store=file;"
				     "PRAGMA temp.cache_size=10; PRAGMA temp.cache_spill=1"),
			 SQLITE_OK);
	assert_int_equal(run_text(s, many) & 0xff, SQLITE_CANTOPEN);
	store_close(s);
	bench_close(&b);
}

/* Pages that leave a small cache within a transaction are written to the log, some of them twice:
 * then SQLite writes the frames' checksums anew. */
static void test_pages_written_twice(void **state)
{
	struct bench b;
	struct store *s;
	struct str file = STR_INIT, log = STR_INIT, before = STR_INIT, after = STR_INIT;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	b.store = NULL;
	s = open_behind(&b, false);
	assert_int_equal(run_text(s,
		"PRAGMA cache_size=10; CREATE TABLE t(a INTEGER PRIMARY KEY, b); BEGIN;"
		"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 3000) "
		"INSERT INTO t SELECT n, printf('%0200d', n) FROM c;"
		"UPDATE t SET b = b || 'x' WHERE a % 7 = 0;"
		"SAVEPOINT p; UPDATE t SET b = 'gone'; ROLLBACK TO p; RELEASE p;"
		"UPDATE t SET b = b || 'y' WHERE a % 11 = 0; COMMIT"), SQLITE_OK);
	ask_text(s, "SELECT count(*) || group_concat(b) FROM t", &before);
	read_beside(&b, "", &file);
	read_beside(&b, "-wal", &log);
	store_close(s);
	write_beside(&b, "", file.bytes, file.len); /* as after kill -9 */
	write_beside(&b, "-wal", log.bytes, log.len);
	s = open_behind(&b, false);
	ask_text(s, "SELECT count(*) || group_concat(b) FROM t", &after);
	assert_string_equal(after.bytes, before.bytes);
	ask_text(s, "PRAGMA integrity_check", &after);
	assert_string_equal(after.bytes, "ok\n");
	store_close(s);
	str_release(&file);
	str_release(&log);
	str_release(&before);
	str_release(&after);
	bench_close(&b);
}

static void test_page_size_stays(void **state)
{
	struct bench b;
	struct store *s;
	struct str out = STR_INIT;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	b.store = NULL;
	s = open_behind(&b, false);
	(void)sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 1);
	assert_int_equal(run_text(s, "PRAGMA page_size=1024; VACUUM"), SQLITE_OK);
	assert_int_equal(run_text(s, "PRAGMA mmap_size=1000000"), SQLITE_OK);
	ask_text(s, "PRAGMA integrity_check", &out);
	assert_string_equal(out.bytes, "ok\n");
	store_close(s);
	assert_ok(bench_try(&b, false, NULL));
	check_is_clean(b.store);
	str_release(&out);
	bench_close(&b);
}

/* Shared memory would hold page numbers and the last checksum in clear. */
static void test_no_shared_memory(void **state)
{
	struct snapshot s;
	struct seal *seal;
	sqlite3 *db = NULL;
	char *shm;

	(void)state;
	take_snapshot(&s, 1, 1);
	put_back(&s);
	seal = seal_new(store_keys_key(s.b.keys), 0);
	assert_int_equal(sqlite3_open_v2(s.b.path, &db, SQLITE_OPEN_READWRITE, seal_name(seal)),
			 SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "SELECT count(*) FROM entry", NULL, NULL, NULL),
			 SQLITE_CANTOPEN); /* exclusive locking was forgotten */
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	seal_free(seal);
	shm = beside(&s.b, "-shm");
	assert_false(file_exists(shm));
	free(shm);
	drop_snapshot(&s);
}

static void test_wrong_key(void **state)
{
	struct snapshot one, two;
	struct error e = ERROR_INIT;

	(void)state;
	take_snapshot(&one, 3, 3);
	take_snapshot(&two, 3, 3);
	write_beside(&one.b, "", two.file.bytes, two.file.len);
	write_beside(&one.b, "-wal", two.log.bytes, two.log.len);
	assert_int_equal(bench_try(&one.b, false, &e), ERR_DAMAGED);
	assert_non_null(strstr(e.text, "backup"));
	write_beside(&one.b, "-wal", "", 0);
	assert_int_equal(bench_try(&one.b, false, &e), ERR_DAMAGED);
	put_back(&one);
	assert_ok(bench_try(&one.b, false, &e));
	assert_int_equal(count_entries(one.b.store), 6);
	drop_snapshot(&one);
	drop_snapshot(&two);
}

static void test_two_keys_at_once(void **state)
{
	struct bench one, two;
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&one);
	bench_open_file(&two);
	for (int i = 0; i < 20; i++) {
		add_entry(&one, "note", "c1", "2026-11-22", "{\"v\":1}", id);
		add_entry(&two, "note", "c1", "2026-11-22", "{\"v\":1}", id);
	}
	check_is_clean(one.store);
	bench_reopen(&two);
	assert_int_equal(count_entries(one.store), 20);
	assert_int_equal(count_entries(two.store), 20);
	bench_close(&one);
	bench_close(&two);
}

static void test_seals_come_and_go(void **state)
{
	struct bench b;
	struct seal *one, *two;
	sqlite3_vfs *normal = sqlite3_vfs_find(NULL);
	char *name;

	(void)state;
	bench_open_file(&b);
	one = seal_new(store_keys_key(b.keys), 0);
	two = seal_new(store_keys_key(b.keys), 0);
	assert_string_not_equal(seal_name(one), seal_name(two));
	assert_ptr_equal(sqlite3_vfs_find(NULL), normal);
	name = mem_text(seal_name(one));
	assert_non_null(sqlite3_vfs_find(name));
	seal_free(one);
	assert_null(sqlite3_vfs_find(name));
	seal_free(two);
	seal_free(NULL);
	free(name);
	bench_close(&b);
}

/* Exchanged and emptied pages in the whole file: each is found, none is shown. */
static void test_exchanged_pages(void **state)
{
	struct snapshot s;
	size_t pages;

	(void)state;
	take_snapshot(&s, 30, 0);
	pages = s.file.len / PAGE;
	for (size_t i = 1; i + 1 < pages; i++) {
		struct str bytes = STR_INIT;
		struct store_check c = {.faults = 1, .first_fault = STR_INIT};
		struct error e = ERROR_INIT;
		enum err err;

		str_add_bytes(&bytes, s.file.bytes, s.file.len);
		memcpy(bytes.bytes + i * PAGE, s.file.bytes + (i + 1) * PAGE, PAGE);
		memcpy(bytes.bytes + (i + 1) * PAGE, s.file.bytes + i * PAGE, PAGE);
		write_beside(&s.b, "", bytes.bytes, bytes.len);
		err = bench_try(&s.b, false, &e);
		if (err == OK)
			assert_ok(store_check(s.b.store, &c, &e));
		else
			assert_int_equal(err, ERR_DAMAGED);
		assert_true(c.faults > 0);
		store_check_release(&c);
		store_close(s.b.store);
		s.b.store = NULL;
		str_release(&bytes);
	}
	drop_snapshot(&s);
}

/* A backup: the head stands before page 1 and stays what it is. */
static void test_behind_a_head(void **state)
{
	struct bench b;
	struct str bytes = STR_INIT, head = STR_INIT;
	struct sql_place place;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	b.store = NULL;
	for (int i = 0; i < 2 * PAGE; i++)
		str_add_char(&head, (char)('a' + i % 26));
	write_beside(&b, "", head.bytes, head.len);
	place = (struct sql_place){.path = b.path, .key = store_keys_key(b.keys),
				   .base = 2 * PAGE, .is_new = true};
	for (int i = 0; i < 3; i++) {
		struct store *s = mem_new(sizeof *s);

		s->clock = &b.clock;
		assert_ok(sql_connect(s, &place, NULL));
		if (place.is_new)
			assert_int_equal(run_text(s, "CREATE TABLE meta(key, value)"), SQLITE_OK);
		assert_int_equal(run_text(s, "INSERT INTO meta VALUES ('k', 'Zwartemarkering')"),
				 SQLITE_OK);
		ask_text(s, "SELECT count(*) FROM meta WHERE value = 'Zwartemarkering'", &bytes);
		assert_int_equal(bytes.bytes[0], '1' + i);
		store_close(s);
		place.is_new = false;
	}
	str_reset(&bytes);
	read_beside(&b, "", &bytes);
	assert_int_equal(bytes.len % PAGE, 0);
	assert_memory_equal(bytes.bytes, head.bytes, head.len);
	assert_null(memmem(bytes.bytes, bytes.len, "Zwarte", 6));
	str_release(&bytes);
	str_release(&head);
	bench_close(&b);
}

/* The cache of a process is given once, and SQLite takes its pages from it. */
static void test_cache(void **state)
{
	struct bench b;
	int used = 0, highest = 0;

	(void)state;
	bench_open_file(&b);
	assert_true(seal_lock_cache());
	assert_int_equal(sqlite3_status(SQLITE_STATUS_PAGECACHE_USED, &used, &highest, 0), SQLITE_OK);
	assert_true(used > 5);
	bench_close(&b);
}

int run_seal_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_torn_page_one),
		cmocka_unit_test(test_garbled_logs),
		cmocka_unit_test(test_gap_in_log),
		cmocka_unit_test(test_log_of_another),
		cmocka_unit_test(test_journal_beside),
		cmocka_unit_test(test_nothing_is_readable),
		cmocka_unit_test(test_no_way_around),
		cmocka_unit_test(test_nothing_temporary),
		cmocka_unit_test(test_pages_written_twice),
		cmocka_unit_test(test_page_size_stays),
		cmocka_unit_test(test_no_shared_memory),
		cmocka_unit_test(test_wrong_key),
		cmocka_unit_test(test_two_keys_at_once),
		cmocka_unit_test(test_seals_come_and_go),
		cmocka_unit_test(test_exchanged_pages),
		cmocka_unit_test(test_behind_a_head),
		cmocka_unit_test(test_cache),
	};

	return cmocka_run_group_tests_name("store: seal", tests, NULL, NULL);
}
