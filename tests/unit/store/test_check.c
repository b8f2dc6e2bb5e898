/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>

#include "groups.h"

/* Each change is made behind the store's back, in a file that was clean before. */
static const struct {
	const char *sql, *fault; /* fault: the beginning of what the check says */
} changes[] = {
	{"UPDATE entry SET body = 'x' WHERE dseq = 3",
	 "An entry is not what was written: number 3"},
	{"UPDATE entry SET \"on\" = '2020-01-01' WHERE dseq = 5",
	 "An entry is not what was written: number 5"},
	{"UPDATE entry SET client = NULL WHERE dseq = 1",
	 "An entry is not what was written: number 1"},
	{"UPDATE entry SET salt = zeroblob(16) WHERE dseq = 2",
	 "An entry is not what was written: number 2"},
	{"UPDATE entry SET hlc = hlc + 1 WHERE dseq = 4",
	 "An entry does not follow the one before it: number 5"},
	{"UPDATE entry SET seal_hash = zeroblob(32) WHERE dseq = 4",
	 "An entry is not what was written: number 4"},
	{"UPDATE entry SET seal_hash = x'00' WHERE dseq = 4",
	 "An entry does not follow the one before it: number 4"},
	{"UPDATE entry SET prev_hash = NULL WHERE dseq = 4",
	 "An entry does not follow the one before it: number 4"},
	{"DELETE FROM entry WHERE dseq = 3", "Entries are missing before this one: number 4"},
	{"DELETE FROM entry WHERE dseq = 1", "Entries are missing before this one: number 2"},
	{"UPDATE entry SET dseq = 100 WHERE dseq = 3;"
	 "UPDATE entry SET dseq = 3 WHERE dseq = 4; UPDATE entry SET dseq = 4 WHERE dseq = 100",
	 "An entry does not follow the one before it: number 3"},
	{"UPDATE entry SET device = 'another' WHERE dseq = 6",
	 "Entries are missing before this one: number 6"},
	{"UPDATE access SET worker = 'w9' WHERE seq = 2",
	 "In the log of who looked, a line is not what was written: number 2"},
	{"UPDATE access SET salt = NULL, worker = NULL, action = NULL, client = NULL,"
	 " hits = NULL WHERE seq = 2",
	 "In the log of who looked, a line is not what was written: number 2"},
	{"DELETE FROM access WHERE seq = 2",
	 "In the log of who looked, lines are missing before this one: number 3"},
	{"DELETE FROM client", "The count of women is not right"},
	{"PRAGMA foreign_keys=off; INSERT INTO draft_note VALUES ('none', 1, 'x')",
	 "A row of table draft_note belongs to nothing"},
};

static void fill(struct bench *b)
{
	char id[STORE_ID_BYTES];

	bench_open_file(b);
	for (int i = 0; i < 6; i++)
		add_entry(b, "note", "c1", "2026-11-22", "{\"v\":1}", id);
	for (int i = 0; i < 3; i++)
		assert_ok(store_access_append(b->store, "w1", "open", "c1", -1, NULL));
	add_client(b, "c1", "Naima", "Bouzid", "1981");
}

static void test_finds_each_change(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct bench b;
		struct store_check c;

		fill(&b);
		check_is_clean(b.store);
		store_close(b.store);
		run_sql(&b, changes[i].sql);
		assert_ok(bench_try(&b, false, NULL));
		assert_ok(store_check(b.store, &c, NULL));
		assert_true(c.faults > 0);
		if (!text_begins(c.first_fault.bytes, changes[i].fault))
			fail_msg("%s: %s", changes[i].sql, c.first_fault.bytes);
		store_check_release(&c);
		bench_close(&b);
	}
}

static void test_counts(void **state)
{
	struct bench b;
	struct store_check c;
	char id[STORE_ID_BYTES];

	(void)state;
	fill(&b);
	add_draft(&b, "c1", id);
	assert_ok(store_check(b.store, &c, NULL));
	assert_int_equal(c.faults, 0);
	assert_int_equal(c.entries, 6);
	assert_int_equal(c.devices, 1);
	assert_int_equal(c.accesses, 3);
	assert_int_equal(c.drafts, 1);
	assert_string_equal(c.first_fault.bytes, "");
	store_check_release(&c);
	bench_close(&b);
}

/* A page written over: the file does not open, or the check finds it; nothing crashes. */
static void test_each_damaged_page(void **state)
{
	struct bench b;
	struct str bytes = STR_INIT;
	size_t pages;
	int silent = 0;

	(void)state;
	fill(&b);
	store_close(b.store);
	assert_ok(file_read(b.path, 1 << 24, &bytes, NULL));
	pages = bytes.len / 4096;
	for (size_t page = 0; page < pages; page++) {
		struct store_check c;
		struct error e = ERROR_INIT;
		FILE *file = fopen(b.path, "r+b");
		enum err err;

		assert_non_null(file);
		assert_int_equal(fwrite(bytes.bytes, 1, bytes.len, file), bytes.len);
		assert_int_equal(fseek(file, (long)(page * 4096), SEEK_SET), 0);
		for (int i = 0; i < 4096; i++)
			assert_int_not_equal(fputc(0xa5, file), EOF);
		assert_int_equal(fclose(file), 0);
		b.store = NULL;
		err = bench_try(&b, false, &e);
		if (err != OK) {
			assert_int_equal(err, ERR_DAMAGED);
			assert_true(e.text[0] != '\0');
			continue;
		}
		assert_ok(store_check(b.store, &c, &e));
		silent += c.faults == 0 ? 1 : 0;
		store_check_release(&c);
		store_close(b.store);
	}
	assert_int_equal(silent, 0);
	b.store = NULL;
	str_release(&bytes);
	bench_close(&b);
}

int run_check_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_each_change),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_each_damaged_page),
	};

	return cmocka_run_group_tests_name("store: check", tests, NULL, NULL);
}
