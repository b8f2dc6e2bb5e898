/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pair.h"
#include "strike.h"

enum { BEFORE = 1, AFTER = 6 }; /* entries: in the backup, and in the file when it is restored */

static int wait_for(pid_t child)
{
	int status = 0;

	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* In a process of its own, which ends without closing anything: the log stays beside the file. */
static int aside(struct pair *p, enum err (*work)(struct pair *p), enum strike kind, int nth)
{
	pid_t child = fork();
	enum err err;

	if (child > 0)
		return wait_for(child);
	strike_arm(kind, nth);
	err = work(p);
	(void)strike_disarm();
	_exit((int)err);
}

static enum err work_more(struct pair *p)
{
	enum err err = pair_open(p, NULL);

	if (err == OK)
		pair_work(p, AFTER - BEFORE);
	return err;
}

static enum err renew(struct pair *p)
{
	enum err err = pair_open(p, NULL);

	return err == OK ? store_renew(p->store, p->keys, pair_other, NULL, NULL, NULL) : err;
}

static enum err settle(struct pair *p)
{
	return store_settle(p->folder, NULL);
}

static enum err restore(struct pair *p)
{
	struct store_backup_about about;
	struct secret s = SECRET_INIT;
	struct str path = STR_INIT;
	enum err err;

	str_addf(&path, "%s.backup", p->folder);
	(void)secret_add(&s, PAIR_PASSPHRASE, strlen(PAIR_PASSPHRASE));
	err = store_restore(path.bytes, p->folder, "els", &s, true, &p->clock, NULL, NULL, &about,
			    NULL);
	store_backup_about_release(&about);
	secret_release(&s);
	str_release(&path);
	return err;
}

static void make_backup(struct pair *p)
{
	struct store_backup *b = NULL;
	struct store_backup_about about;
	struct str path = STR_INIT;
	int64_t done = 0, all = 1;

	str_addf(&path, "%s.backup", p->folder);
	assert_ok(store_backup_begin(p->store, p->keys, path.bytes, &b, NULL));
	while (done < all)
		assert_ok(store_backup_step(b, &done, &all, NULL));
	assert_ok(store_backup_finish(b, &about, NULL));
	assert_int_equal(about.entries, BEFORE);
	store_backup_about_release(&about);
	str_release(&path);
}

/* The same folder in another place, to be spoilt. */
static struct pair twin(const struct pair *p)
{
	char name[] = "/tmp/trede-pair-XXXXXX";
	struct str from = STR_INIT, to = STR_INIT, bytes = STR_INIT;
	struct pair q = {.now = p->now, .recovery = SECRET_INIT};

	assert_non_null(mkdtemp(name));
	assert_int_equal(rmdir(name), 0);
	q.clock = clock_fixed(&q.now);
	q.folder = mem_text(name);
	q.db = pair_name(&q, "trede.db");
	pair_copy(p->folder, q.folder);
	str_addf(&from, "%s.backup", p->folder);
	str_addf(&to, "%s.backup", q.folder);
	if (file_exists(from.bytes)) {
		read_bytes(from.bytes, &bytes);
		write_bytes(to.bytes, bytes.bytes, bytes.len);
	}
	str_release(&from);
	str_release(&to);
	str_release(&bytes);
	return q;
}

static void end(struct pair *p)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s.backup", p->folder);
	(void)unlink(path.bytes);
	str_release(&path);
	pair_end(p);
}

/* Opened as if nothing had been: nothing of the way there is left behind. */
static int64_t open_and_count(struct pair *p)
{
	struct error e = ERROR_INIT;
	int64_t entries;

	if (pair_open(p, &e) != OK)
		fail_msg("%s (%s)", e.text, e.detail);
	entries = pair_entries(p);
	assert_false(pair_has(p, "next.part"));
	assert_false(pair_has(p, "renewed"));
	assert_false(pair_has(p, "restored"));
	return entries;
}

/* True: she who was taken out is out. */
static bool is_renewed(struct pair *p)
{
	enum err err;

	assert_int_equal(open_and_count(p), AFTER);
	assert_int_equal(pair_count(p->folder, "kept-"), 0);
	pair_leave(p);
	err = pair_enter(p, "mia", PAIR_OTHER, NULL);
	pair_leave(p);
	assert_true(err == OK || err == ERR_PASSPHRASE);
	return err == ERR_PASSPHRASE;
}

/* True: it is the backup; then the pair from before lies aside, with what was only in its log. */
static bool is_restored(struct pair *p)
{
	int64_t entries = open_and_count(p);
	bool is = entries == BEFORE;

	assert_true(is || entries == AFTER);
	assert_int_equal(pair_count(p->folder, "kept-"), is ? 1 : 0);
	pair_leave(p);
	return is;
}

static void check_kept(struct pair *p)
{
	struct pair kept = {.now = p->now, .recovery = SECRET_INIT};

	kept.clock = clock_fixed(&kept.now);
	kept.folder = pair_find(p->folder, "kept-");
	assert_non_null(kept.folder);
	kept.db = pair_name(&kept, "trede.db");
	assert_ok(pair_open(&kept, NULL));
	assert_int_equal(pair_entries(&kept), AFTER);
	pair_leave(&kept);
	free(kept.folder);
	free(kept.db);
}

static void start(struct pair *p)
{
	pair_make(p);
	pair_add_other(p);
	pair_leave(p);
	assert_int_equal(pair_enter(p, "mia", PAIR_OTHER, NULL), OK);
	pair_leave(p);
}

static void test_renews(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;
	struct str before = STR_INIT, after = STR_INIT;

	(void)state;
	start(&p);
	assert_ok(work_more(&p));
	assert_ok(store_renew(p.store, p.keys, pair_other, NULL, NULL, &e));
	assert_true(pair_has(&p, "renewed"));
	assert_int_equal(store_settle(p.folder, &e), ERR_BUSY); /* it is open here */
	pair_leave(&p);
	read_bytes(p.db, &before);
	assert_ok(store_settle(p.folder, &e));
	read_bytes(p.db, &after);
	assert_int_not_equal(memcmp(before.bytes, after.bytes, 4096), 0);
	assert_true(is_renewed(&p));
	assert_ok(pair_open(&p, NULL));
	assert_int_equal(store_renew(p.store, p.keys, pair_worker, NULL, NULL, &e), ERR_INVALID);
	assert_false(pair_has(&p, "renewed"));
	pair_leave(&p);
	assert_ok(pair_enter(&p, "", p.recovery.bytes, &e)); /* the code on paper still holds */
	str_release(&before);
	str_release(&after);
	end(&p);
}

static void test_killed_while_renewing(void **state)
{
	struct pair p;
	int renewed = 0, nth = 1, how;

	(void)state;
	start(&p);
	assert_int_equal(aside(&p, work_more, STRIKE_NONE, 0), OK);
	do {
		struct pair q = twin(&p);

		how = aside(&q, renew, STRIKE_KILL, nth++);
		assert_true(how == OK || how == STRUCK);
		renewed += is_renewed(&q);
		end(&q);
	} while (how == STRUCK);
	assert_true(nth > 10);
	assert_true(renewed >= 2); /* from the rename that decides on */
	end(&p);
}

static void test_killed_while_settling(void **state)
{
	struct pair p;
	int nth = 1, how;

	(void)state;
	start(&p);
	assert_int_equal(aside(&p, work_more, STRIKE_NONE, 0), OK);
	assert_int_equal(aside(&p, renew, STRIKE_NONE, 0), OK);
	assert_true(pair_has(&p, "renewed"));
	do {
		struct pair q = twin(&p);

		how = aside(&q, settle, STRIKE_KILL, nth);
		(void)aside(&q, settle, STRIKE_KILL, 1 + nth / 2); /* and once more */
		assert_true(is_renewed(&q));
		end(&q);
		nth++;
	} while (how == STRUCK);
	assert_true(nth > 8);
	end(&p);
}

static void test_killed_while_restoring(void **state)
{
	struct pair p;
	int restored = 0, nth = 1, how;

	(void)state;
	start(&p);
	assert_ok(pair_open(&p, NULL));
	make_backup(&p);
	pair_leave(&p);
	assert_int_equal(aside(&p, work_more, STRIKE_NONE, 0), OK);
	do {
		struct pair q = twin(&p);

		how = aside(&q, restore, STRIKE_KILL, nth);
		(void)aside(&q, settle, STRIKE_KILL, 1 + nth / 3);
		if (is_restored(&q)) {
			restored++;
			check_kept(&q);
		}
		end(&q);
		nth++;
	} while (how == STRUCK);
	assert_int_equal(how, OK);
	assert_true(nth > 20);
	assert_true(restored > 8);
	end(&p);
}

/* A call that fails gives a sentence, and old or new is whole. */
static void fail_each(struct pair *p, enum err (*work)(struct pair *p), enum strike kind,
		      bool (*is_done)(struct pair *p))
{
	int nth = 1, refused = 0;
	bool has_struck;

	do {
		struct pair q = twin(p);
		enum err err;

		strike_arm(kind, nth++);
		err = work(&q);
		has_struck = strike_disarm();
		refused += err != OK;
		if (err != OK && has_struck)
			assert_int_equal(err, kind == STRIKE_FULL ? ERR_FULL : ERR_FILE);
		pair_leave(&q);
		if (is_done(&q) != (err == OK) && err == OK)
			fail_msg("call %d: done, and it is not", nth - 1);
		end(&q);
	} while (has_struck);
	assert_true(nth > 10);
	assert_true(refused > 5);
}

static void test_failing_calls(void **state)
{
	struct pair p;

	(void)state;
	start(&p);
	assert_ok(pair_open(&p, NULL));
	make_backup(&p);
	pair_leave(&p);
	assert_int_equal(aside(&p, work_more, STRIKE_NONE, 0), OK);
	fail_each(&p, restore, STRIKE_FULL, is_restored);
	fail_each(&p, restore, STRIKE_IO, is_restored);
	end(&p);
}

static void test_failing_decision(void **state)
{
	struct pair p;
	int nth = 1;
	bool has_struck;

	(void)state;
	start(&p);
	assert_int_equal(aside(&p, work_more, STRIKE_NONE, 0), OK);
	do {
		struct pair q = twin(&p);
		enum err err;

		assert_ok(pair_open(&q, NULL));
		strike_arm(STRIKE_IO, nth++);
		err = store_renew(q.store, q.keys, pair_other, NULL, NULL, NULL);
		has_struck = strike_disarm();
		if (err != OK)
			assert_false(pair_has(&q, "renewed")); /* work goes on in the old file */
		pair_leave(&q);
		assert_int_equal(is_renewed(&q), err == OK);
		end(&q);
	} while (has_struck);
	assert_true(nth > 8);
	end(&p);
}

/* Two that make a new file at once: one of them is told. */
static void test_two_makers(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;
	char *part = NULL, *again = NULL;
	int hold[2], begun[2];
	char c = 0;
	pid_t child;

	(void)state;
	pair_make(&p);
	pair_leave(&p);
	assert_int_equal(pipe(hold) + pipe(begun), 0);
	child = fork();
	if (child == 0) {
		(void)close(hold[1]);
		if (store_part_begin(p.folder, &part, &e) != OK || write(begun[1], "x", 1) != 1)
			_exit(1);
		_exit(read(hold[0], &c, 1) == 0 ? 0 : 2); /* until the other end is closed */
	}
	(void)close(hold[0]);
	assert_int_equal(read(begun[0], &c, 1), 1);
	assert_int_equal(store_part_begin(p.folder, &again, &e), ERR_BUSY);
	assert_null(again);
	assert_ok(store_settle(p.folder, &e));
	assert_true(pair_has(&p, "next.part"));
	(void)close(hold[1]);
	assert_int_equal(wait_for(child), 0);
	assert_ok(store_settle(p.folder, &e)); /* nobody goes on with it */
	assert_false(pair_has(&p, "next.part"));
	assert_ok(store_part_begin(p.folder, &again, &e));
	assert_int_equal(store_part_adopt(p.folder, false, &e), ERR_INVALID); /* there is a file */
	assert_int_equal(store_part_adopt(p.folder, true, &e), ERR_FILE);     /* not whole */
	free(again);
	(void)close(begun[0]);
	(void)close(begun[1]);
	pair_end(&p);
}

int run_renew_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_renews),
		cmocka_unit_test(test_killed_while_renewing),
		cmocka_unit_test(test_killed_while_settling),
		cmocka_unit_test(test_killed_while_restoring),
		cmocka_unit_test(test_failing_calls),
		cmocka_unit_test(test_failing_decision),
		cmocka_unit_test(test_two_makers),
	};

	return cmocka_run_group_tests_name("store: renewing", tests, NULL, NULL);
}
