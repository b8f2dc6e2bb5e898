/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pair.h"
#include "strike.h"

static void look(struct pair *p, struct store_keys_about *out)
{
	assert_ok(store_keys_look(p->folder, out, NULL));
}

static void test_look(void **state)
{
	struct store_keys_about about;
	struct pair p;
	struct error e = ERROR_INIT;
	char *path;
	int status = 0, hold[2], begun[2];
	pid_t child;
	char c = 0;

	(void)state;
	pair_make(&p);
	look(&p, &about);
	assert_true(about.exists);
	assert_false(about.is_plain);
	assert_false(about.is_in_use); /* it is this process that has it */
	assert_int_equal(about.workers, 1);
	assert_int_equal(about.wait_ms, 0);
	assert_string_equal(about.label.bytes, "Vrouwencentrum");
	store_keys_about_release(&about);
	assert_int_equal(pair_entries(&p), 1); /* looking dropped no lock */
	pair_leave(&p);
	assert_int_equal(pipe(hold) + pipe(begun), 0);
	child = fork();
	if (child == 0) {
		(void)close(hold[1]);
		if (pair_open(&p, &e) != OK || write(begun[1], "x", 1) != 1)
			_exit(1);
		_exit(read(hold[0], &c, 1) == 0 ? 0 : 2); /* until the other end is closed */
	}
	(void)close(hold[0]);
	assert_int_equal(read(begun[0], &c, 1), 1);
	look(&p, &about);
	assert_true(about.is_in_use);
	store_keys_about_release(&about);
	assert_ok(store_settle(p.folder, &e)); /* nothing is due */
	assert_int_equal(pair_open(&p, &e), ERR_BUSY);
	pair_leave(&p);
	(void)close(hold[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	(void)close(begun[0]);
	(void)close(begun[1]);
	look(&p, &about);
	assert_false(about.is_in_use);
	store_keys_about_release(&about);

	path = pair_name(&p, "trede.keys");
	assert_int_equal(unlink(path), 0);
	free(path);
	path = pair_name(&p, "trede.keys.old");
	(void)unlink(path);
	free(path);
	look(&p, &about);
	assert_true(about.exists);
	assert_false(about.is_plain);
	assert_int_equal(about.workers, 0);
	store_keys_about_release(&about);
	assert_int_equal(pair_open(&p, &e), ERR_DAMAGED);
	assert_non_null(strstr(e.text, "key file"));
	write_bytes(p.db, "SQLite format 3\0and more", 24);
	look(&p, &about);
	assert_true(about.is_plain);
	store_keys_about_release(&about);
	assert_int_equal(pair_open(&p, &e), ERR_INVALID);
	assert_int_equal(unlink(p.db), 0);
	look(&p, &about);
	assert_false(about.exists);
	store_keys_about_release(&about);
	assert_int_equal(pair_open(&p, &e), ERR_NOT_FOUND);
	pair_end(&p);
	assert_ok(store_keys_look("/tmp/trede-no-such-folder", &about, NULL));
	assert_false(about.exists);
	store_keys_about_release(&about);
}

static void test_who_is_in(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;

	(void)state;
	pair_make(&p);
	assert_string_equal(store_keys_worker(p.keys), pair_worker);
	assert_true(store_keys_has(p.keys, pair_worker));
	assert_false(store_keys_has(p.keys, pair_other));
	assert_false(store_keys_has(p.keys, ""));
	pair_add_other(&p);
	assert_true(store_keys_has(p.keys, pair_other));
	pair_leave(&p);
	assert_int_equal(pair_enter(&p, "", PAIR_OTHER, &e), ERR_USAGE);
	assert_ok(pair_enter(&p, "mia", PAIR_OTHER, &e));
	assert_string_equal(store_keys_worker(p.keys), pair_other);
	pair_leave(&p);
	assert_ok(pair_enter(&p, "", p.recovery.bytes, &e));
	assert_string_equal(store_keys_worker(p.keys), "");
	pair_end(&p);
}

static void test_prove(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;
	struct secret right = SECRET_INIT, other = SECRET_INIT;

	(void)state;
	pair_make(&p);
	pair_add_other(&p);
	assert_true(secret_add(&right, PAIR_PASSPHRASE, strlen(PAIR_PASSPHRASE)));
	assert_true(secret_add(&other, PAIR_OTHER, strlen(PAIR_OTHER)));
	assert_ok(store_keys_prove(p.keys, pair_worker, &right, &e));
	assert_int_equal(store_keys_prove(p.keys, pair_worker, &other, &e), ERR_PASSPHRASE);
	assert_int_equal(store_keys_prove(p.keys, pair_worker, &p.recovery, &e), ERR_PASSPHRASE);
	assert_true(pair_has(&p, "trede.tries"));
	assert_ok(store_keys_prove(p.keys, pair_other, &other, &e));
	assert_false(pair_has(&p, "trede.tries"));
	secret_release(&right);
	secret_release(&other);
	pair_end(&p);
}

/* Makes the last wrong try so many seconds earlier. */
static void age(struct pair *p, int seconds)
{
	char *path = pair_name(p, "trede.tries");
	struct stat st;
	struct timespec times[2];

	assert_int_equal(stat(path, &st), 0);
	times[0] = times[1] = st.st_mtim;
	times[0].tv_sec -= seconds;
	times[1].tv_sec -= seconds;
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	free(path);
}

static int64_t wait_of(struct pair *p)
{
	struct store_keys_about about;
	int64_t wait;

	look(p, &about);
	wait = about.wait_ms;
	store_keys_about_release(&about);
	return wait;
}

static void test_wrong_tries(void **state)
{
	static const int waits[] = {0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300};
	struct pair p;
	struct error e = ERROR_INIT;

	(void)state;
	pair_make(&p);
	pair_leave(&p);
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		int64_t wait;

		assert_int_equal(pair_enter(&p, "els", "fout", &e), ERR_PASSPHRASE);
		wait = wait_of(&p);
		assert_true(wait <= waits[i] * 1000);
		assert_true(wait >= waits[i] * 1000 - 1000);
		if (waits[i] == 0)
			continue;
		/* refused unread: the right one too, and it does not count */
		assert_int_equal(pair_enter(&p, "els", PAIR_PASSPHRASE, &e), ERR_PASSPHRASE);
		assert_non_null(strstr(e.text, "seconds"));
		age(&p, -1000000); /* the clock was set back by days */
		wait = wait_of(&p);
		assert_true(wait <= waits[i] * 1000);
		age(&p, waits[i]);
	}
	assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, &e));
	assert_int_equal(wait_of(&p), 0);
	assert_false(pair_has(&p, "trede.tries"));
	pair_end(&p);
}

/* A guess: refused unread (1), read and wrong (0), or something else. */
static int guess(struct pair *p)
{
	struct error e = ERROR_INIT;

	if (pair_enter(p, "els", "fout", &e) != ERR_PASSPHRASE)
		return 2;
	return strstr(e.text, "seconds") != NULL;
}

/* Who guesses in many processes at once has no tries more than who guesses in one. */
static void test_tries_at_once(void **state)
{
	enum { GUESSERS = 8, READ = 3 };
	pid_t child[GUESSERS];
	struct pair p;
	int gate[2], read_count = 0, status;
	char c;

	(void)state;
	pair_make(&p);
	pair_leave(&p);
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < GUESSERS; i++) {
		child[i] = fork();
		if (child[i] == 0) {
			(void)close(gate[1]);
			_exit(read(gate[0], &c, 1) == 0 ? guess(&p) : 3); /* all at once */
		}
	}
	(void)close(gate[1]);
	(void)close(gate[0]);
	for (int i = 0; i < GUESSERS; i++) {
		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		read_count += WEXITSTATUS(status) == 0;
	}
	assert_int_equal(read_count, READ);
	assert_true(wait_of(&p) > 0);
	pair_end(&p);
}

static void test_garbled_tries(void **state)
{
	static const char *const lines[] = {"", "tries", "tries    -4\n", "tries 999999\n",
					    "tries     9 ", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\n"};
	struct pair p;
	char *path;

	(void)state;
	pair_make(&p);
	pair_leave(&p);
	path = pair_name(&p, "trede.tries");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		write_bytes(path, lines[i], strlen(lines[i]));
		assert_true(wait_of(&p) <= 2000);
	}
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("/etc/passwd", path), 0); /* not followed */
	assert_int_equal(wait_of(&p), 0);
	assert_int_equal(pair_enter(&p, "els", "fout", NULL), ERR_PASSPHRASE);
	assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, NULL));
	free(path);
	pair_end(&p);
}

static void change(struct pair *p, const char *passphrase)
{
	const char *const names[2] = {"els", NULL};
	struct secret s = SECRET_INIT;

	assert_true(secret_add(&s, passphrase, strlen(passphrase)));
	assert_ok(store_keys_set(p->keys, pair_worker, names, &s, NULL));
	secret_release(&s);
}

/* The copy before it opens the file until the new one was used; then the old passphrase is dead. */
static void test_old_copy(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;
	struct str bytes = STR_INIT, old = STR_INIT;
	char *keys, *before;

	(void)state;
	pair_make(&p);
	assert_false(pair_has(&p, "trede.keys.old"));
	change(&p, "nieuw woord");
	assert_true(pair_has(&p, "trede.keys.old"));
	pair_leave(&p);
	keys = pair_name(&p, "trede.keys");
	before = pair_name(&p, "trede.keys.old");
	read_bytes(keys, &bytes);
	read_bytes(before, &old);
	assert_int_equal(pair_enter(&p, "els", PAIR_PASSPHRASE, &e), ERR_PASSPHRASE);

	for (size_t at = 0; at < bytes.len; at += 7) { /* a flip anywhere: the old one is used */
		bytes.bytes[at] ^= 0x10;
		write_bytes(keys, bytes.bytes, bytes.len);
		bytes.bytes[at] ^= 0x10;
		assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, &e));
		assert_true(pair_has(&p, "trede.keys.old"));
		pair_leave(&p);
	}
	assert_int_equal(unlink(keys), 0);
	assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, &e));
	assert_ok(store_keys_set_label(p.keys, "Ander centrum", &e)); /* mends it */
	assert_true(pair_has(&p, "trede.keys"));
	read_bytes(before, &bytes); /* the good copy was not written over by what was damaged */
	assert_int_equal(bytes.len, old.len);
	assert_memory_equal(bytes.bytes, old.bytes, old.len);
	pair_leave(&p);
	assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, &e));
	assert_false(pair_has(&p, "trede.keys.old"));
	pair_leave(&p);
	write_bytes(keys, "x", 1);
	assert_int_equal(pair_enter(&p, "els", PAIR_PASSPHRASE, &e), ERR_DAMAGED);
	str_release(&bytes);
	str_release(&old);
	free(keys);
	free(before);
	pair_end(&p);
}

static void test_new_recovery_code(void **state)
{
	struct pair p;
	struct secret code = SECRET_INIT;

	(void)state;
	pair_make(&p);
	assert_ok(store_keys_set_recovery(p.keys, &code, NULL));
	pair_leave(&p);
	assert_int_equal(pair_enter(&p, "", p.recovery.bytes, NULL), ERR_PASSPHRASE);
	assert_ok(pair_enter(&p, "", code.bytes, NULL));
	assert_string_equal(store_keys_worker(p.keys), "");
	secret_release(&code);
	pair_end(&p);
}

static void test_label(void **state)
{
	struct pair p;
	struct store_keys_about about;

	(void)state;
	pair_make(&p);
	assert_ok(store_keys_set_label(p.keys, "Şehrazat", NULL));
	look(&p, &about);
	assert_string_equal(about.label.bytes, "Şehrazat");
	store_keys_about_release(&about);
	pair_end(&p);
}

static void test_rights(void **state)
{
	struct pair p;
	struct error e = ERROR_INIT;
	struct stat st;
	char *keys, *away;

	(void)state;
	(void)umask(0);
	pair_make(&p);
	change(&p, "nieuw woord");
	pair_leave(&p);
	(void)pair_enter(&p, "els", "fout", NULL);
	keys = pair_name(&p, "trede.keys");
	away = pair_name(&p, "away");
	for (int i = 0; i < 3; i++) {
		char *path = pair_name(&p, (const char *const[]){"trede.keys", "trede.keys.old",
								 "trede.tries"}[i]);

		assert_int_equal(lstat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
		free(path);
	}
	assert_int_equal(chmod(keys, 0660), 0);
	assert_int_equal(pair_enter(&p, "els", "nieuw woord", &e), ERR_FILE);
	assert_int_equal(chmod(keys, 0600), 0);
	assert_int_equal(rename(keys, away), 0);
	assert_int_equal(symlink(away, keys), 0);
	assert_int_equal(pair_enter(&p, "els", "nieuw woord", &e), ERR_FILE);
	assert_int_equal(rename(away, keys), 0);
	assert_int_equal(chmod(p.folder, 0770), 0);
	assert_int_equal(pair_enter(&p, "els", "nieuw woord", &e), ERR_FILE);
	assert_int_equal(chmod(p.folder, 0700), 0);
	assert_ok(pair_enter(&p, "els", "nieuw woord", &e));
	free(keys);
	free(away);
	pair_end(&p);
}

/* While the passphrase changes: one of the two opens the file, and what was told of it holds. */
static void change_broken(enum strike kind, int nth, bool *has_struck)
{
	const char *const names[2] = {"els", NULL};
	struct secret s = SECRET_INIT;
	struct pair p;
	int status = 0;
	bool is_new, is_old;
	enum err err = OK;
	pid_t child;

	pair_make(&p);
	pair_leave(&p);
	assert_ok(pair_enter(&p, "els", PAIR_PASSPHRASE, NULL));
	assert_true(secret_add(&s, "nieuw woord", 11));
	if (kind == STRIKE_KILL) {
		child = fork();
		if (child == 0) {
			strike_arm(kind, nth);
			_exit(store_keys_set(p.keys, pair_worker, names, &s, NULL) == OK ? 0 : 1);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		*has_struck = WEXITSTATUS(status) == STRUCK;
	} else {
		strike_arm(kind, nth);
		err = store_keys_set(p.keys, pair_worker, names, &s, NULL);
		*has_struck = strike_disarm();
	}
	pair_leave(&p);
	is_old = pair_enter(&p, "els", PAIR_PASSPHRASE, NULL) == OK;
	pair_leave(&p);
	is_new = pair_enter(&p, "els", "nieuw woord", NULL) == OK;
	assert_int_equal(is_old + is_new, 1);
	if (kind != STRIKE_KILL)
		assert_int_equal(is_new, err == OK);
	assert_int_equal(pair_count(p.folder, "trede.keys"), 1);
	secret_release(&s);
	pair_end(&p);
}

static void test_changing_breaks_off(void **state)
{
	static const enum strike kinds[] = {STRIKE_KILL, STRIKE_FULL, STRIKE_IO};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		bool has_struck = true;
		int nth = 1;

		while (has_struck)
			change_broken(kinds[i], nth++, &has_struck);
		assert_true(nth > 5);
	}
}

int run_keys_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_look),	     cmocka_unit_test(test_who_is_in),
		cmocka_unit_test(test_prove),	     cmocka_unit_test(test_wrong_tries),
		cmocka_unit_test(test_tries_at_once),
		cmocka_unit_test(test_garbled_tries), cmocka_unit_test(test_old_copy),
		cmocka_unit_test(test_new_recovery_code),
		cmocka_unit_test(test_label),	     cmocka_unit_test(test_rights),
		cmocka_unit_test(test_changing_breaks_off),
	};

	return cmocka_run_group_tests_name("store: keys", tests, NULL, NULL);
}
