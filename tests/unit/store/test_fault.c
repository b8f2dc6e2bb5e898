/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty.h"
#include "groups.h"

/*
 * For N = 1 until nothing fails any more: the Nth write, sync or truncation of a small piece of
 * work fails.  What the store called saved is there afterwards, what it refused is not, the file
 * checks clean, and the store works again.
 */
enum { ANSWERS = 4 };

struct work {
	struct bench b;
	char draft[STORE_ID_BYTES];
	bool is_kept[ANSWERS];   /* the store said OK */
	bool is_entry_kept;
	char entry[STORE_ID_BYTES];
	int refusals;
	enum err expected;       /* what a refusal must be */
	const char *big;         /* an answer that makes the log long enough to be moved over */
};

static void begin_work(struct work *w, const char *big)
{
	(void)faulty_disarm(); /* a test that failed may have left it armed */
	*w = (struct work){.big = big};
	bench_open_file(&w->b);
	add_draft(&w->b, "c1", w->draft);
	assert_ok(put_answer(w->b.store, w->draft, "first", "before", NULL));
}

static bool is_done(struct work *w, enum err err, const struct error *e)
{
	if (err == OK)
		return true;
	w->refusals++;
	if (err != w->expected || e->text[0] == '\0')
		fail_msg("error %d: %s (%s)", err, e->text, e->detail);
	return false;
}

static void put_one(struct work *w, int i)
{
	struct error e = ERROR_INIT;
	struct str path = STR_INIT;

	str_addf(&path, "answer%d", i);
	w->is_kept[i] = is_done(w, put_answer(w->b.store, w->draft, path.bytes,
					      i == 1 && w->big ? w->big : "yes", &e), &e);
	str_release(&path);
}

/* An entry and derived rows, in one transaction with a step inside. */
static enum err finish_interview(struct work *w, struct error *e)
{
	struct store_new_entry entry = {.kind = "interview", .client = "c1", .on = "2026-11-22",
					.body = "{}", .body_len = 2};
	struct store_client c = {.id = mem_text("c1"), .called = mem_text("Naima")};
	enum err err = store_begin(w->b.store, e);

	if (err == OK) {
		err = store_entry_append(w->b.store, &entry, w->entry, e);
		if (err == OK)
			err = store_client_put(w->b.store, &c, NULL, e);
		if (err == OK)
			err = store_commit(w->b.store, e);
		else
			store_rollback(w->b.store);
	}
	store_client_release(&c);
	return err;
}

static void do_work(struct work *w)
{
	struct error e = ERROR_INIT;

	for (int i = 0; i < ANSWERS; i++)
		put_one(w, i);
	w->is_entry_kept = is_done(w, finish_interview(w, &e), &e);
	(void)is_done(w, store_access_append(w->b.store, "w1", "open", "c1", -1, &e), &e);
}

static void assert_kept(struct work *w)
{
	struct store_entry entry;
	char *value = read_answer(w->b.store, w->draft, "first");

	assert_string_equal(value, "before");
	free(value);
	for (int i = 0; i < ANSWERS; i++) {
		struct str path = STR_INIT;

		str_addf(&path, "answer%d", i);
		value = read_answer(w->b.store, w->draft, path.bytes);
		assert_int_equal(value != NULL, w->is_kept[i]);
		free(value);
		str_release(&path);
	}
	assert_int_equal(store_entry_get(w->b.store, w->entry, &entry, NULL) == OK,
			 w->is_entry_kept);
	store_entry_release(&entry);
	assert_int_equal(store_client_count(w->b.store), w->is_entry_kept ? 1 : 0);
	check_is_clean(w->b.store);
}

/* True when the fault struck: there may be a next one. */
static bool fail_nth(enum fault_kind kind, int nth, bool for_ever, const char *big)
{
	struct work w;
	struct error e = ERROR_INIT;
	bool has_struck;

	begin_work(&w, big);
	w.expected = kind == FAULT_IO ? ERR_FILE : ERR_FULL;
	faulty_arm(kind, nth, for_ever);
	do_work(&w);
	has_struck = faulty_disarm();
	assert_kept(&w);
	assert_int_equal(put_answer(w.b.store, w.draft, "again", "works", &e), OK);
	bench_reopen(&w.b);
	assert_kept(&w);

	faulty_arm(kind, nth, for_ever); /* now while closing and opening */
	store_close(w.b.store);
	w.b.store = NULL;
	(void)is_done(&w, bench_try(&w.b, false, &e), &e);
	store_close(w.b.store);
	has_struck = faulty_disarm() || has_struck;
	assert_ok(bench_try(&w.b, false, NULL));
	assert_kept(&w);
	bench_close(&w.b);
	return has_struck;
}

static int fail_each(enum fault_kind kind, bool for_ever, const char *big, int step)
{
	int nth = 1;

	while (fail_nth(kind, nth, for_ever, big))
		nth += step;
	return nth;
}

static void test_full_disk(void **state)
{
	(void)state;
	assert_true(fail_each(FAULT_FULL, false, NULL, 1) > 20);
	assert_true(fail_each(FAULT_FULL, true, NULL, 1) > 20);
}

static void test_quota(void **state)
{
	(void)state;
	assert_true(fail_each(FAULT_QUOTA, true, NULL, 1) > 20);
}

static void test_disk_error(void **state)
{
	(void)state;
	assert_true(fail_each(FAULT_IO, false, NULL, 1) > 20);
	assert_true(fail_each(FAULT_IO, true, NULL, 1) > 20);
}

/* The log is moved into the file in the midst of it. */
static void test_full_while_moving_the_log(void **state)
{
	struct str big = STR_INIT;

	(void)state;
	for (int i = 0; i < 1100 * 4096; i++)
		str_add_char(&big, 'x');
	assert_true(fail_each(FAULT_FULL, false, big.bytes, 211) > 2000);
	assert_true(fail_each(FAULT_IO, true, big.bytes, 307) > 2000);
	str_release(&big);
}

static void test_making_fails(void **state)
{
	(void)state;
	for (int nth = 1;; nth++) {
		struct bench b;
		struct error e = ERROR_INIT;
		enum err err;

		bench_open_file(&b);
		store_close(b.store);
		b.store = NULL;
		assert_int_equal(remove(b.path), 0);
		faulty_arm(FAULT_FULL, nth, true);
		err = bench_try(&b, true, &e);
		store_close(b.store);
		b.store = NULL;
		if (!faulty_disarm()) {
			bench_close(&b);
			assert_true(nth > 10);
			return;
		}
		if (err != OK) {
			if (err != ERR_FULL)
				fail_msg("%d: %s (%s)", err, e.text, e.detail);
			assert_false(file_exists(b.path)); /* so that it can be made again */
			assert_ok(bench_try(&b, true, NULL));
		} else {
			assert_ok(bench_try(&b, false, NULL));
		}
		check_is_clean(b.store);
		bench_close(&b);
	}
}

int run_fault_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_quota),
		cmocka_unit_test(test_disk_error),
		cmocka_unit_test(test_full_while_moving_the_log),
		cmocka_unit_test(test_making_fails),
	};
	int failed;

	faulty_install();
	failed = cmocka_run_group_tests_name("store: faults", tests, NULL, NULL);
	faulty_remove();
	return failed;
}
