/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>
#include <unistd.h>

#include "groups.h"

/* Folders that others can write in, and numbers that nobody wrote. */

static void test_folder_of_others(void **state)
{
	static const mode_t bad[] = {0770, 0707, 0777, 01777};
	struct bench b;
	struct error e = ERROR_INIT;

	(void)state;
	bench_open_file(&b);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		store_close(b.store);
		assert_int_equal(chmod(b.folder, bad[i]), 0);
		assert_int_equal(bench_try(&b, false, &e), ERR_FILE);
		assert_non_null(strstr(e.text, "chmod 700"));
		assert_int_equal(chmod(b.folder, 0755), 0);
		assert_ok(bench_try(&b, false, &e));
	}
	store_close(b.store);
	assert_int_equal(unlink(b.path), 0);
	assert_int_equal(chmod(b.folder, 0777), 0);
	assert_int_equal(bench_try(&b, true, &e), ERR_FILE);
	assert_int_equal(access(b.path, F_OK), -1); /* nothing was made there */
	assert_int_equal(chmod(b.folder, 0700), 0);
	if (geteuid() == 0) { /* only root can give a folder away */
		assert_int_equal(chown(b.folder, 1, (gid_t)-1), 0);
		assert_int_equal(bench_try(&b, true, &e), ERR_FILE);
		assert_non_null(strstr(e.text, "somebody else"));
		assert_int_equal(chown(b.folder, 0, (gid_t)-1), 0);
	}
	bench_close(&b);
}

static enum err append(struct bench *b, struct error *e)
{
	const struct store_new_entry entry = {.kind = "note", .body = "{}", .body_len = 2};
	char id[STORE_ID_BYTES];

	return store_entry_append(b->store, &entry, id, e);
}

static void test_chain_at_its_end(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	struct store_check c;

	(void)state;
	bench_open_file(&b);
	assert_ok(append(&b, &e));
	store_close(b.store);
	run_sql(&b, "UPDATE entry SET dseq = 9223372036854775807, hlc = 9223372036854775807");
	assert_ok(bench_try(&b, false, &e));
	assert_int_equal(append(&b, &e), ERR_DAMAGED);
	assert_ok(store_check(b.store, &c, &e));
	assert_true(c.faults > 0);
	store_check_release(&c);
	assert_ok(store_access_append(b.store, "w", "open", "c", -1, &e));
	bench_close(&b);
}

/* The year 9999 has no hybrid time of its own: order is kept by counting on. */
static void test_clock_beyond_its_time(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	struct moment end;

	(void)state;
	bench_open_memory(&b);
	assert_true(moment_read("9999-12-31T23:59:59Z", &end));
	b.now = moment_ms(&end);
	assert_ok(append(&b, &e));
	assert_ok(append(&b, &e));
	(void)store_clock_check(b.store);
	check_is_clean(b.store);
	b.now = INT64_MIN;
	(void)store_clock_check(b.store);
	assert_ok(append(&b, &e));
	bench_close(&b);
}

int run_hostile_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder_of_others),
		cmocka_unit_test(test_chain_at_its_end),
		cmocka_unit_test(test_clock_beyond_its_time),
	};

	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
