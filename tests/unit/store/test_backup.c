/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faulty.h"
#include "pair.h"
#include "store/bundle.h"
#include "strike.h"

/* A pair, and a folder elsewhere that stands for the stick. */
struct scene {
	struct pair p;
	char *stick, *path;
};

static void begin(struct scene *s)
{
	char name[] = "/tmp/trede-stick-XXXXXX";

	pair_make(&s->p);
	assert_non_null(mkdtemp(name));
	s->stick = mem_text(name);
	s->path = file_path(name, "trede.backup");
}

static void end(struct scene *s)
{
	(void)faulty_disarm();
	pair_end(&s->p);
	pair_remove(s->stick);
	free(s->stick);
	free(s->path);
}

/* All of it; entries: so many more are written at each step.  out may be NULL. */
static enum err make(struct scene *s, int entries, struct store_backup_about *out,
		     struct error *e)
{
	struct store_backup_about about = {0};
	struct store_backup *b = NULL;
	int64_t done = 0, all = 1;
	enum err err = store_backup_begin(s->p.store, s->p.keys, s->path, &b, e);

	while (err == OK && done < all) {
		pair_work(&s->p, entries);
		err = store_backup_step(b, &done, &all, e);
	}
	if (err == OK)
		err = store_backup_finish(b, &about, e);
	else
		store_backup_drop(b);
	if (out)
		*out = about;
	else
		store_backup_about_release(&about);
	return err;
}

static enum err restore(struct scene *s, const char *path, const char *name,
			const char *passphrase, struct store_backup_about *out, struct error *e)
{
	struct store_backup_about about = {0};
	struct secret secret = SECRET_INIT;
	enum err err;

	assert_true(secret_add(&secret, passphrase, strlen(passphrase)));
	err = store_restore(path, s->p.folder, name, &secret, true, &s->p.clock, NULL, NULL,
			    &about, e);
	secret_release(&secret);
	if (out)
		*out = about;
	else
		store_backup_about_release(&about);
	return err;
}

/* What a big file needs: many pages. */
static void grow(struct scene *s, int entries, size_t bytes)
{
	struct str body = STR_INIT;
	struct store_new_entry entry = {.kind = "note", .client = "c1", .on = "2026-11-22"};
	char id[STORE_ID_BYTES];

	for (size_t i = 0; i < bytes; i++)
		str_add_char(&body, 'x');
	entry.body = body.bytes;
	entry.body_len = body.len;
	for (int i = 0; i < entries; i++)
		assert_ok(store_entry_append(s->p.store, &entry, id, NULL));
	str_release(&body);
}

static void test_there_and_back(void **state)
{
	struct scene s;
	struct store_backup_about about, last;
	struct error e = ERROR_INIT;
	struct str bytes = STR_INIT;
	struct stat st;

	(void)state;
	(void)umask(0);
	begin(&s);
	assert_ok(store_backup_last(s.p.folder, &last, NULL));
	assert_null(last.path);
	grow(&s, 100, 10000);
	assert_ok(make(&s, 0, &about, &e));
	assert_int_equal(about.entries, 101);
	assert_int_equal(about.clients, 1);
	assert_int_equal(about.drafts, 1);
	assert_int_equal(about.made_ms, s.p.now);
	assert_string_equal(about.path, s.path);
	assert_int_equal(pair_count(s.stick, ""), 1);
	assert_int_equal(stat(s.path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	read_bytes(s.path, &bytes);
	for (size_t i = BUNDLE_HEAD; i + 16 < bytes.len; i += 4096)
		assert_int_not_equal(memcmp(bytes.bytes + i, "SQLite format 3", 16), 0);
	assert_null(memmem(bytes.bytes, bytes.len, "Naima", 5));
	assert_null(memmem(bytes.bytes, bytes.len, "xxxxxxxx", 8));
	assert_ok(store_backup_last(s.p.folder, &last, NULL));
	assert_string_equal(last.path, s.path);
	assert_int_equal(last.entries, 101);
	store_backup_about_release(&last);
	store_backup_about_release(&about);

	pair_work(&s.p, 9);
	assert_int_equal(restore(&s, s.path, "els", PAIR_PASSPHRASE, NULL, &e), ERR_BUSY);
	pair_leave(&s.p);
	assert_ok(restore(&s, s.path, "els", PAIR_PASSPHRASE, &about, &e));
	assert_int_equal(about.entries, 101);
	store_backup_about_release(&about);
	assert_int_equal(pair_count(s.p.folder, "kept-"), 1);
	assert_ok(pair_open(&s.p, &e));
	assert_int_equal(pair_entries(&s.p), 101);
	str_release(&bytes);
	end(&s);
}

static int64_t wait_of(struct pair *p)
{
	struct store_keys_about about;
	int64_t wait;

	assert_ok(store_keys_look(p->folder, &about, NULL));
	wait = about.wait_ms;
	store_keys_about_release(&about);
	return wait;
}

/* Who brings a backup with a passphrase he knows has no tries more on the file itself. */
static void test_tries_on_a_backup(void **state)
{
	struct scene s;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&s);
	assert_ok(make(&s, 0, NULL, &e));
	pair_leave(&s.p);
	assert_int_equal(pair_enter(&s.p, "els", "fout", &e), ERR_PASSPHRASE);
	assert_int_equal(restore(&s, s.path, "els", "fout", NULL, &e), ERR_PASSPHRASE);
	assert_ok(restore(&s, s.path, "els", PAIR_PASSPHRASE, NULL, &e));
	assert_int_equal(wait_of(&s.p), 0);
	assert_int_equal(pair_enter(&s.p, "els", "fout", &e), ERR_PASSPHRASE);
	assert_true(wait_of(&s.p) > 0);
	end(&s);
}

/* Checked beside the work: what is written meanwhile does not disturb it, nor does giving it up. */
static void test_proven_aside(void **state)
{
	struct scene s;
	struct store_backup_about about;
	struct store_backup *b;
	int64_t done = 0, all = 1;
	bool is_done = false;

	(void)state;
	begin(&s);
	grow(&s, 100, 10000);
	for (int stopped = 1; stopped >= 0; stopped--) {
		assert_ok(store_backup_begin(s.p.store, s.p.keys, s.path, &b, NULL));
		assert_int_equal(store_backup_prove(b, &is_done, NULL), ERR_USAGE);
		for (done = 0, all = 1; done < all;)
			assert_ok(store_backup_step(b, &done, &all, NULL));
		for (is_done = false; !is_done && !stopped;) {
			assert_ok(store_backup_prove(b, &is_done, NULL));
			grow(&s, 1, 100);
		}
		if (stopped) {
			assert_ok(store_backup_prove(b, &is_done, NULL));
			store_backup_drop(b);
			assert_int_equal(pair_count(s.stick, ""), 0);
		}
	}
	assert_ok(store_backup_finish(b, &about, NULL));
	assert_int_equal(about.entries, 101);
	store_backup_about_release(&about);
	end(&s);
}

static int64_t now_ms(void)
{
	struct timespec t;

	assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &t), 0);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

/* From all pages copied to proven, or given up at once; in ms. */
static int64_t prove_for(struct scene *s, bool is_dropped)
{
	struct store_backup *b;
	int64_t done = 0, all = 1, from;
	bool is_done = false;

	assert_ok(store_backup_begin(s->p.store, s->p.keys, s->path, &b, NULL));
	while (done < all)
		assert_ok(store_backup_step(b, &done, &all, NULL));
	from = now_ms();
	do
		assert_ok(store_backup_prove(b, &is_done, NULL));
	while (!is_done && !is_dropped && usleep(1000) == 0);
	if (!is_dropped)
		from = now_ms() - from;
	store_backup_drop(b);
	return is_dropped ? now_ms() - from : from;
}

/* Locking in the middle of it does not wait for the rest: until it has ended the key is in memory. */
static void test_dropped_at_once(void **state)
{
	struct scene s;
	int64_t whole, dropped;

	(void)state;
	begin(&s);
	grow(&s, 300, 60000);
	whole = prove_for(&s, false);
	dropped = prove_for(&s, true);
	print_message("a proof of %lld ms was given up in %lld ms\n", (long long)whole,
		      (long long)dropped);
	assert_true(dropped < whole / 2 + 20);
	assert_int_equal(pair_count(s.stick, ""), 0);
	end(&s);
}

static void test_on_a_new_laptop(void **state)
{
	struct scene s;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&s);
	assert_ok(make(&s, 0, NULL, &e));
	pair_leave(&s.p);
	pair_remove(s.p.folder);
	assert_int_equal(mkdir(s.p.folder, 0700), 0);
	assert_int_equal(restore(&s, s.path, "", s.p.recovery.bytes, NULL, &e), OK);
	assert_int_equal(pair_count(s.p.folder, "kept-"), 0);
	assert_ok(pair_open(&s.p, &e));
	assert_int_equal(pair_entries(&s.p), 1);
	end(&s);
}

/* What is written while it is made is in it: it equals the file at the last step. */
static void test_while_working(void **state)
{
	struct scene s;
	struct store_backup_about about;
	struct error e = ERROR_INIT;
	int64_t entries;

	(void)state;
	begin(&s);
	grow(&s, 600, 12000);
	assert_ok(make(&s, 20, &about, &e));
	entries = pair_entries(&s.p);
	assert_true(entries > 601 + 20 * 5);
	assert_int_equal(about.entries, entries);
	store_backup_about_release(&about);
	pair_leave(&s.p);
	assert_ok(restore(&s, s.path, "els", PAIR_PASSPHRASE, NULL, &e));
	assert_ok(pair_open(&s.p, &e));
	assert_int_equal(pair_entries(&s.p), entries);
	end(&s);
}

static void test_refused_places(void **state)
{
	struct scene s;
	struct error e = ERROR_INIT;
	char *good = NULL, *deep, *other;

	(void)state;
	begin(&s);
	good = s.path;
	s.path = s.p.db;
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	s.path = pair_name(&s.p, "x.backup");
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	free(s.path);
	deep = pair_name(&s.p, "deep");
	assert_int_equal(mkdir(deep, 0700), 0);
	s.path = file_path(deep, "../deep/x.backup");
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	free(s.path);
	other = file_path(s.stick, "link");
	assert_int_equal(symlink(s.p.folder, other), 0);
	s.path = file_path(other, "x.backup");
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	free(s.path);
	s.path = file_path(s.stick, "not/there.backup");
	assert_int_equal(make(&s, 0, NULL, &e), ERR_FILE);
	free(s.path);
	s.path = file_path(s.stick, "");
	assert_int_equal(make(&s, 0, NULL, &e), ERR_FILE);
	free(s.path);
	s.path = file_path(s.stick, "photo.jpg");
	write_bytes(s.path, "a photo of hers", 15);
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	free(s.path);
	s.path = s.stick;
	assert_int_equal(make(&s, 0, NULL, &e), ERR_INVALID);
	s.path = good;
	assert_int_equal(pair_count(s.stick, ""), 2); /* the link and the photo */
	assert_int_equal(pair_entries(&s.p), 1);
	free(deep);
	free(other);
	end(&s);
}

/* either: the new one may be in place too, its folder only not surely on disk. */
static void assert_whole(struct scene *s, int64_t entries, int64_t either)
{
	struct store_backup_about about;
	struct error e = ERROR_INIT;

	pair_leave(&s->p);
	if (restore(s, s->path, "els", PAIR_PASSPHRASE, &about, &e) != OK)
		fail_msg("%s (%s)", e.text, e.detail);
	assert_true(about.entries == entries || about.entries == either);
	assert_ok(pair_open(&s->p, NULL));
	assert_int_equal(pair_entries(&s->p), about.entries);
	store_backup_about_release(&about);
}

/* Each write, sync and change of the folder fails: the earlier one is there, or the new one, whole. */
static void fail_each(enum fault_kind kind, enum strike strike)
{
	bool has_struck = true;
	int nth = 1, refused = 0;

	for (; has_struck; nth++) {
		struct scene s;
		struct error e = ERROR_INIT;
		enum err err;

		begin(&s);
		assert_ok(make(&s, 0, NULL, &e));
		pair_work(&s.p, 4);
		if (strike == STRIKE_NONE)
			faulty_arm(kind, nth, true);
		else
			strike_arm(strike, nth);
		err = make(&s, 0, NULL, &e);
		has_struck = faulty_disarm();
		has_struck = strike_disarm() || has_struck;
		if (err != OK) {
			refused++;
			assert_true(err == ERR_FULL || err == ERR_FILE);
			assert_true(strlen(e.text) > 10);
			/* when all fails for ever, what was begun cannot be taken away either */
			assert_true(pair_count(s.stick, "") <= (strike == STRIKE_NONE ? 1 : 2));
		}
		assert_int_equal(pair_entries(&s.p), 5);
		assert_whole(&s, err == OK ? 5 : 1, strike == STRIKE_NONE ? -1 : 5);
		end(&s);
	}
	assert_true(refused >= 3);
}

static void test_failing_writes(void **state)
{
	(void)state;
	faulty_install();
	fail_each(FAULT_FULL, STRIKE_NONE);
	fail_each(FAULT_IO, STRIKE_NONE);
	faulty_remove();
}

static void test_failing_calls(void **state)
{
	(void)state;
	fail_each(FAULT_FULL, STRIKE_FULL);
	fail_each(FAULT_FULL, STRIKE_IO);
}

/* What a dead process left is taken away by the next one, and never stands for a backup. */
static void test_killed(void **state)
{
	int how, nth = 1;

	(void)state;
	do {
		struct scene s;
		struct str part = STR_INIT;
		int status = 0;
		pid_t child;

		begin(&s);
		assert_ok(make(&s, 0, NULL, NULL));
		pair_leave(&s.p);
		str_addf(&part, "%s.part", s.path);
		child = fork();
		if (child == 0) {
			if (pair_open(&s.p, NULL) != OK)
				_exit(1);
			pair_work(&s.p, 4);
			strike_arm(STRIKE_KILL, nth);
			_exit((int)make(&s, 0, NULL, NULL));
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		how = WEXITSTATUS(status);
		assert_true(how == OK || how == STRUCK);
		if (file_exists(part.bytes) && nth < 4) /* before its head is written */
			assert_int_equal(restore(&s, part.bytes, "els", PAIR_PASSPHRASE, NULL, NULL),
					 ERR_INVALID);
		assert_ok(restore(&s, s.path, "els", PAIR_PASSPHRASE, NULL, NULL));
		assert_ok(pair_open(&s.p, NULL));
		assert_ok(make(&s, 0, NULL, NULL));
		assert_int_equal(pair_count(s.stick, ""), 1);
		str_release(&part);
		end(&s);
		nth++;
	} while (how == STRUCK);
	assert_true(nth > 4);
}

static void refuse(struct scene *s, const struct str *bytes, size_t len, enum err expected)
{
	struct error e = ERROR_INIT;
	char *bad = file_path(s->stick, "bad.backup");
	enum err err;

	write_bytes(bad, bytes->bytes, len);
	err = restore(s, bad, "els", PAIR_PASSPHRASE, NULL, &e);
	if (err != expected || !e.text[0])
		fail_msg("%d, not %d: %s", err, expected, e.text);
	assert_false(pair_has(&s->p, "next.part"));
	assert_false(pair_has(&s->p, "restored"));
	assert_int_equal(pair_count(s->p.folder, "kept-"), 0);
	free(bad);
}

/* The digest of a head that was changed on purpose. */
static void seal_head(struct str *bytes)
{
	struct vault_hash h;

	vault_hash_begin(&h);
	vault_hash_add(&h, bytes->bytes, BUNDLE_HEAD - VAULT_HASH_BYTES);
	vault_hash_end(&h, (unsigned char *)bytes->bytes + BUNDLE_HEAD - VAULT_HASH_BYTES);
}

static void test_bad_backups(void **state)
{
	struct scene s;
	struct str good = STR_INIT, bad = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&s);
	assert_ok(make(&s, 0, NULL, &e));
	pair_leave(&s.p);
	read_bytes(s.path, &good);
	str_add_bytes(&bad, good.bytes, good.len);
	for (size_t at = 8; at < BUNDLE_HEAD; at += 1021) { /* a bit of the head */
		bad.bytes[at] ^= 1;
		refuse(&s, &bad, bad.len, ERR_DAMAGED);
		bad.bytes[at] ^= 1;
	}
	for (size_t at = BUNDLE_HEAD + 5; at < good.len; at += 4096) { /* each page */
		bad.bytes[at] ^= 1;
		refuse(&s, &bad, bad.len, ERR_DAMAGED);
		bad.bytes[at] ^= 1;
	}
	refuse(&s, &good, 0, ERR_INVALID);
	refuse(&s, &good, 7, ERR_INVALID);
	refuse(&s, &good, 60000, ERR_DAMAGED);
	for (size_t len = BUNDLE_HEAD; len < good.len; len += 8000)
		refuse(&s, &good, len, ERR_DAMAGED);
	bad.bytes[0] = 'X';
	refuse(&s, &bad, bad.len, ERR_INVALID);
	bad.bytes[0] = 'T';
	bad.bytes[8] = 2; /* a later format */
	seal_head(&bad);
	refuse(&s, &bad, bad.len, ERR_NEWER);
	bad.bytes[8] = 1;
	bad.bytes[12]++; /* later tables */
	seal_head(&bad);
	refuse(&s, &bad, bad.len, ERR_NEWER);
	bad.bytes[12]--;
	bad.bytes[40]++; /* it says that it has one entry more */
	seal_head(&bad);
	refuse(&s, &bad, bad.len, ERR_DAMAGED);
	bad.bytes[40]--;
	memset(bad.bytes + 16, 0xff, 16); /* absurd sizes */
	seal_head(&bad);
	refuse(&s, &bad, bad.len, ERR_DAMAGED);
	assert_ok(pair_open(&s.p, &e));
	assert_int_equal(pair_entries(&s.p), 1);
	str_release(&good);
	str_release(&bad);
	end(&s);
}

static void test_wrong_passphrase(void **state)
{
	struct scene s, other;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&s);
	begin(&other);
	assert_ok(make(&other, 0, NULL, &e));
	pair_leave(&s.p);
	assert_int_equal(restore(&s, other.path, "els", "fout", NULL, &e), ERR_PASSPHRASE);
	assert_int_equal(restore(&s, other.path, "els", "fout", NULL, &e), ERR_PASSPHRASE);
	assert_int_equal(restore(&s, other.path, "els", "fout", NULL, &e), ERR_PASSPHRASE);
	assert_int_equal(restore(&s, other.path, "els", PAIR_PASSPHRASE, NULL, &e),
			 ERR_PASSPHRASE); /* now it waits */
	assert_non_null(strstr(e.text, "seconds"));
	assert_int_equal(restore(&s, "/dev/zero", "els", PAIR_PASSPHRASE, NULL, &e), ERR_INVALID);
	assert_int_equal(restore(&s, s.stick, "els", PAIR_PASSPHRASE, NULL, &e), ERR_INVALID);
	assert_int_equal(restore(&s, "/tmp/trede-none.backup", "els", PAIR_PASSPHRASE, NULL, &e),
			 ERR_FILE);
	end(&s);
	end(&other);
}

/* No key of the present file opens a backup of another one, and none of its pages is taken for ours. */
static void test_pages_of_another_file(void **state)
{
	struct scene s, other;
	struct str ours = STR_INIT, theirs = STR_INIT;

	(void)state;
	begin(&s);
	begin(&other);
	assert_ok(make(&s, 0, NULL, NULL));
	assert_ok(make(&other, 0, NULL, NULL));
	pair_leave(&s.p);
	read_bytes(s.path, &ours);
	read_bytes(other.path, &theirs);
	assert_int_equal(ours.len, theirs.len);
	memcpy(ours.bytes + BUNDLE_HEAD, theirs.bytes + BUNDLE_HEAD, ours.len - BUNDLE_HEAD);
	refuse(&s, &ours, ours.len, ERR_DAMAGED);
	str_release(&ours);
	str_release(&theirs);
	end(&s);
	end(&other);
}

static void test_notes(void **state)
{
	static const char *const bad[] = {
		"", "trede-backups 1\n", "trede-backups 2\n1 1 1 1 /a\n",
		"trede-backups 1\n1 1 1 1 a/relative\n", "trede-backups 1\n1 1 1 /a\n",
		"trede-backups 1\n1 1 1 1 /a", "trede-backups 1\n-1 1 1 1 /a\n",
		"trede-backups 1\n1 1 1 1 /a%0\n", "trede-backups 1\n1 1 1 1 /a%00b\n",
		"trede-backups 1\n99999999999999999999 1 1 1 /a\n", "trede-backups 1\n1 1 1 1 /a b\n",
	};
	struct scene s;
	struct store_backup_about about;
	char *path, *odd;

	(void)state;
	begin(&s);
	path = pair_name(&s.p, "trede.backups");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		write_bytes(path, bad[i], strlen(bad[i]));
		assert_ok(store_backup_last(s.p.folder, &about, NULL));
		assert_null(about.path);
	}
	odd = s.path;
	s.path = file_path(s.stick, "a %41\n\x1b[2J \xff.backup");
	for (int i = 0; i < 25; i++)
		assert_ok(make(&s, 0, NULL, NULL));
	assert_ok(store_backup_last(s.p.folder, &about, NULL));
	assert_string_equal(about.path, s.path);
	store_backup_about_release(&about);
	free(s.path);
	s.path = odd;
	free(path);
	end(&s);
}

/*
 * tests/data/backup-1.trede-backup is a backup as version 1 wrote it, of a file with three entries, a
 * woman, a draft and a look; Els opens it with "oefenen".  It was made by this test program with
 * --make-backup FILE, and is never made again.
 */
static const char sample[] = "tests/data/backup-1.trede-backup";

void make_backup_sample(const char *path)
{
	struct scene s;
	char *usual;

	begin(&s);
	usual = s.path;
	s.path = mem_text(path);
	pair_work(&s.p, 2);
	assert_ok(make(&s, 0, NULL, NULL));
	free(s.path);
	s.path = usual;
	end(&s);
}

static void test_sample(void **state)
{
	struct scene s;
	struct store_backup_about about;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&s);
	pair_leave(&s.p);
	if (restore(&s, sample, "els", PAIR_PASSPHRASE, &about, &e) != OK)
		fail_msg("%s: %s", sample, e.text);
	assert_int_equal(about.entries, 3);
	assert_int_equal(about.clients, 1);
	assert_int_equal(about.drafts, 1);
	assert_int_equal(about.made_ms, 1795341600000); /* 2026-11-22 10:00 UTC */
	store_backup_about_release(&about);
	assert_ok(pair_open(&s.p, &e));
	assert_int_equal(pair_entries(&s.p), 3);
	end(&s);
}

int run_backup_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_tries_on_a_backup),
		cmocka_unit_test(test_proven_aside),
		cmocka_unit_test(test_dropped_at_once),
		cmocka_unit_test(test_on_a_new_laptop),
		cmocka_unit_test(test_while_working),
		cmocka_unit_test(test_refused_places),
		cmocka_unit_test(test_failing_writes),
		cmocka_unit_test(test_failing_calls),
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_bad_backups),
		cmocka_unit_test(test_wrong_passphrase),
		cmocka_unit_test(test_pages_of_another_file),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_sample),
	};

	return cmocka_run_group_tests_name("store: backup", tests, NULL, NULL);
}
