/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "groups.h"

static void test_makes_and_opens(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char device[STORE_ID_BYTES];
	struct stat st;

	(void)state;
	(void)umask(0);
	bench_open_file(&b);
	assert_int_equal(stat(b.path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_true(store_is_practice(b.store));
	assert_int_equal(strlen(store_device(b.store)), STORE_ID_BYTES - 1);
	memcpy(device, store_device(b.store), STORE_ID_BYTES);
	assert_ok(store_set_meta(b.store, "derived", "abc", NULL));
	bench_reopen(&b);
	assert_string_equal(store_device(b.store), device);
	assert_ok(store_meta(b.store, "derived", &text, NULL));
	assert_string_equal(text.bytes, "abc");
	assert_ok(store_meta(b.store, "nothing", &text, NULL));
	assert_string_equal(text.bytes, "");
	check_is_clean(b.store);
	store_close(b.store);
	assert_int_equal(bench_try(&b, true, &e), ERR_INVALID);
	assert_null(b.store);
	str_release(&text);
	bench_close(&b);
}

static void test_no_shared_memory_file(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES], *shm;
	struct str wal = STR_INIT;
	struct stat st;

	(void)state;
	(void)umask(0);
	bench_open_file(&b);
	add_entry(&b, "note", NULL, NULL, "{}", id);
	shm = file_path(b.folder, "practice.trede-shm");
	assert_false(file_exists(shm));
	str_addf(&wal, "%s-wal", b.path);
	assert_int_equal(stat(wal.bytes, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	free(shm);
	str_release(&wal);
	bench_close(&b);
}

static void test_not_there(void **state)
{
	struct bench b = {.now = 1};
	struct error e = ERROR_INIT;

	(void)state;
	b.clock = clock_fixed(&b.now);
	b.path = mem_text("/tmp/trede-there-is-no-such-folder/file.trede");
	assert_int_equal(bench_try(&b, false, &e), ERR_NOT_FOUND);
	assert_int_equal(bench_try(&b, true, &e), ERR_FILE);
	assert_true(strlen(e.text) > 0);
	free(b.path);
}

static void test_other_kind_of_file(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	struct store_options o;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	o = (struct store_options){.path = b.path, .keys = b.keys, .clock = &b.clock,
				   .random = vault_random_system()};
	assert_int_equal(store_open(&b.store, &o, &e), ERR_INVALID);
	assert_null(b.store);

	assert_int_equal(chmod(b.path, 0620), 0);
	assert_int_equal(bench_try(&b, false, &e), ERR_FILE);
	assert_int_equal(chmod(b.path, 0600), 0);

	run_sql(&b, "PRAGMA user_version=99");
	assert_int_equal(bench_try(&b, false, &e), ERR_NEWER);
	run_sql(&b, "PRAGMA user_version=1; PRAGMA application_id=7");
	assert_int_equal(bench_try(&b, false, &e), ERR_DAMAGED);
	bench_close(&b);
}

static enum err add_day(void *data, const struct store_entry *entry, struct error *e)
{
	(void)e;
	str_addf(data, "%s %s;", entry->kind, entry->on);
	return OK;
}

/* A file as version 1 had it: other indexes of entries. */
static void test_older_tables(void **state)
{
	struct bench b;
	struct str days = STR_INIT, version = STR_INIT;
	char note[STORE_ID_BYTES], id[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&b);
	add_entry(&b, "note", "c1", "2026-11-22", "{}", note);
	add_entry(&b, "goal", "c1", "2026-11-20", "{}", id);
	add_entry(&b, "note", "c1", "2026-11-21", "{}", id);
	store_close(b.store);
	b.store = NULL;
	run_sql(&b, "DROP INDEX entry_client; DROP INDEX entry_kind; DROP INDEX entry_subject;"
		    "CREATE INDEX entry_client ON entry(client, \"on\", hlc, device)"
		    "  WHERE client IS NOT NULL;"
		    "CREATE INDEX entry_kind ON entry(kind, \"on\", hlc, device)"
		    "  WHERE kind IS NOT NULL;"
		    "CREATE INDEX entry_subject ON entry(subject, \"on\", hlc, device)"
		    "  WHERE subject IS NOT NULL;"
		    "PRAGMA user_version=1");
	bench_reopen(&b);
	assert_ok(store_entries_of_client(b.store, "c1", add_day, &days, NULL));
	assert_ok(store_entries_of_kind(b.store, "note", add_day, &days, NULL));
	assert_ok(store_entries_of_subject(b.store, note, add_day, &days, NULL));
	assert_string_equal(days.bytes, "goal 2026-11-20;note 2026-11-21;note 2026-11-22;"
					"note 2026-11-21;note 2026-11-22;note 2026-11-22;");
	check_is_clean(b.store);
	store_close(b.store);
	b.store = NULL;
	ask_sql(&b, "PRAGMA user_version", &version);
	assert_string_equal(version.bytes, "2\n");
	bench_reopen(&b);
	str_release(&version);
	str_release(&days);
	bench_close(&b);
}

static void overwrite(const char *path, const char *bytes, size_t len, off_t size)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	if (size >= 0)
		assert_int_equal(ftruncate(fd, size), 0);
	assert_int_equal(close(fd), 0);
}

static void test_damaged_file(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	overwrite(b.path, "this is no database at all", 26, -1);
	assert_int_equal(bench_try(&b, false, &e), ERR_DAMAGED);
	overwrite(b.path, "x", 1, 5);
	assert_int_equal(bench_try(&b, false, &e), ERR_DAMAGED);
	overwrite(b.path, "", 0, 0);
	assert_int_equal(bench_try(&b, false, &e), ERR_DAMAGED);
	assert_ok(bench_try(&b, true, &e)); /* a making that never came to its tables */
	bench_close(&b);
}

static void test_links_and_folders_are_refused(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	char *link, *own;

	(void)state;
	bench_open_file(&b);
	store_close(b.store);
	link = file_path(b.folder, "link.trede");
	assert_int_equal(symlink(b.path, link), 0);
	own = b.path;
	b.path = link;
	assert_int_equal(bench_try(&b, false, &e), ERR_FILE);
	assert_int_equal(bench_try(&b, true, &e), ERR_INVALID);
	b.path = b.folder;
	assert_int_equal(bench_try(&b, false, &e), ERR_FILE);
	b.path = own;
	free(link);
	bench_close(&b);
}

/* As an ordinary user, because root may write everywhere. */
static int try_without_rights(struct bench *b)
{
	struct error e = ERROR_INIT;

	if (setgid(65534) != 0 || setuid(65534) != 0)
		return 100;
	return bench_try(b, false, &e) == ERR_FILE && e.text[0] ? 0 : 1;
}

static int exit_of(pid_t pid)
{
	int status = 0;

	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_read_only_folder(void **state)
{
	struct bench b;
	pid_t pid;

	(void)state;
	if (geteuid() != 0)
		skip();
	bench_open_file(&b);
	store_close(b.store);
	b.store = NULL;
	assert_int_equal(chown(b.path, 65534, 65534), 0);
	assert_int_equal(chmod(b.folder, 0755), 0); /* root's own */
	pid = fork();
	if (pid == 0)
		_exit(try_without_rights(&b));
	assert_int_equal(exit_of(pid), 0);
	assert_int_equal(chown(b.folder, 65534, 65534), 0);
	assert_int_equal(chmod(b.path, 0400), 0);
	pid = fork();
	if (pid == 0)
		_exit(try_without_rights(&b));
	assert_int_equal(exit_of(pid), 0);
	bench_close(&b);
}

/* Says what it got through a pipe: under valgrind an exit status can be valgrind's own. */
static void try_in_child(const struct bench *b, int to)
{
	struct bench other = *b;
	unsigned char got;

	other.store = NULL;
	got = (unsigned char)bench_try(&other, false, NULL);
	_exit(write(to, &got, 1) == 1 ? 0 : 1);
}

static void test_second_process_waits_then_is_told(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct timespec from, to;
	unsigned char got = 0;
	int ends[2];
	pid_t pid;
	double waited;

	(void)state;
	bench_open_file(&b); /* nothing has been read or written since */
	assert_int_equal(pipe(ends), 0);
	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	pid = fork();
	if (pid == 0)
		try_in_child(&b, ends[1]);
	assert_int_equal(close(ends[1]), 0);
	assert_int_equal(read(ends[0], &got, 1), 1);
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	(void)exit_of(pid);
	assert_int_equal(close(ends[0]), 0);
	assert_int_equal(got, ERR_BUSY);
	waited = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	assert_true(waited > 1.5 && waited < 30); /* 2 s, on any machine */
	add_entry(&b, "note", NULL, NULL, "{}", id); /* the first goes on undisturbed */
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_second_store_in_one_process(void **state)
{
	struct bench b, other;

	(void)state;
	bench_open_file(&b);
	other = b;
	other.store = NULL;
	assert_int_equal(bench_try(&other, false, NULL), ERR_BUSY);
	bench_close(&b);
}

static void test_attach_is_denied(void **state)
{
	struct bench b;

	(void)state;
	bench_open_file(&b);
	/* the store offers no way to run a text, so its handle is looked at from inside */
	assert_int_equal(sqlite3_exec(*(sqlite3 **)(void *)b.store,
				      "ATTACH '/tmp/trede-never' AS x", NULL, NULL, NULL),
			 SQLITE_AUTH);
	assert_int_equal(sqlite3_exec(*(sqlite3 **)(void *)b.store, "VACUUM INTO '/tmp/trede-n'",
				      NULL, NULL, NULL),
			 SQLITE_AUTH);
	assert_int_equal(sqlite3_exec(*(sqlite3 **)(void *)b.store, "PRAGMA temp_store=file",
				      NULL, NULL, NULL),
			 SQLITE_AUTH);
	assert_int_equal(sqlite3_exec(*(sqlite3 **)(void *)b.store,
				      "PRAGMA writable_schema=on", NULL, NULL, NULL),
			 SQLITE_AUTH);
	bench_close(&b);
}

static void test_nested_transactions(void **state)
{
	struct bench b;
	struct str text = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_begin(b.store, NULL));
	assert_ok(store_set_meta(b.store, "a", "1", NULL));
	assert_ok(store_begin(b.store, NULL));
	assert_ok(store_set_meta(b.store, "a", "2", NULL));
	assert_ok(store_set_meta(b.store, "b", "2", NULL));
	store_rollback(b.store);
	assert_ok(store_begin(b.store, NULL));
	assert_ok(store_set_meta(b.store, "c", "3", NULL));
	assert_ok(store_commit(b.store, NULL));
	assert_ok(store_commit(b.store, NULL));
	assert_int_equal(store_commit(b.store, NULL), ERR_FILE); /* one too many */
	store_rollback(b.store);
	assert_ok(store_meta(b.store, "a", &text, NULL));
	assert_string_equal(text.bytes, "1");
	assert_ok(store_meta(b.store, "b", &text, NULL));
	assert_string_equal(text.bytes, "");
	assert_ok(store_meta(b.store, "c", &text, NULL));
	assert_string_equal(text.bytes, "3");
	str_release(&text);
	bench_close(&b);
}

static void test_ids_grow_and_differ(void **state)
{
	struct bench b;
	char before[STORE_ID_BYTES] = "", id[STORE_ID_BYTES];

	(void)state;
	bench_open_memory(&b);
	for (int i = 0; i < 10000; i++) {
		store_new_id(b.store, id);
		assert_true(strcmp(id, before) > 0);
		memcpy(before, id, sizeof id);
	}
	assert_int_equal(strlen(id), 36);
	assert_int_equal(id[14], '7');
	assert_non_null(strchr("89ab", id[19]));
	b.now -= 1000; /* a clock that goes back does not make ids go back */
	store_new_id(b.store, id);
	assert_true(strcmp(id, before) > 0);
	bench_close(&b);
}

static void test_seeded_openings_do_not_repeat(void **state)
{
	struct bench b;
	char one[STORE_ID_BYTES], two[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&b);
	add_entry(&b, "note", NULL, NULL, "{}", one);
	bench_reopen(&b);
	add_entry(&b, "note", NULL, NULL, "{}", two);
	assert_string_not_equal(one, two);
	bench_close(&b);
}

static void test_clock_check(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&b);
	assert_int_equal(store_clock_check(b.store), STORE_CLOCK_FINE);
	add_entry(&b, "note", NULL, NULL, "{}", id);
	assert_int_equal(store_clock_check(b.store), STORE_CLOCK_FINE);
	b.now += 24 * 60 * 60 * 1000;
	bench_reopen(&b);
	assert_int_equal(store_clock_check(b.store), STORE_CLOCK_FINE);
	b.now += 1;
	assert_int_equal(store_clock_check(b.store), STORE_CLOCK_AHEAD);
	b.now -= 24 * 60 * 60 * 1000 + 2;
	assert_int_equal(store_clock_check(b.store), STORE_CLOCK_BEHIND);
	bench_close(&b);
}

static void test_derived_tables_are_made_anew(void **state)
{
	struct bench b;
	struct str text = STR_INIT;

	(void)state;
	bench_open_file(&b);
	add_client(&b, "c1", "Naima", "Bouzid", "1981");
	assert_ok(store_set_meta(b.store, "derived", "abc", NULL));
	store_close(b.store);
	run_sql(&b, "UPDATE meta SET value = '0' WHERE key = 'tables';"
			"DROP TABLE client; CREATE TABLE client(old)");
	assert_ok(bench_try(&b, false, NULL));
	assert_int_equal(store_client_count(b.store), 0);
	assert_ok(store_meta(b.store, "derived", &text, NULL));
	assert_string_equal(text.bytes, ""); /* so that care knows that it must rebuild */
	check_is_clean(b.store);
	str_release(&text);
	bench_close(&b);
}

int run_open_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_older_tables),
		cmocka_unit_test(test_makes_and_opens),
		cmocka_unit_test(test_no_shared_memory_file),
		cmocka_unit_test(test_not_there),
		cmocka_unit_test(test_other_kind_of_file),
		cmocka_unit_test(test_damaged_file),
		cmocka_unit_test(test_links_and_folders_are_refused),
		cmocka_unit_test(test_read_only_folder),
		cmocka_unit_test(test_second_process_waits_then_is_told),
		cmocka_unit_test(test_second_store_in_one_process),
		cmocka_unit_test(test_attach_is_denied),
		cmocka_unit_test(test_nested_transactions),
		cmocka_unit_test(test_ids_grow_and_differ),
		cmocka_unit_test(test_seeded_openings_do_not_repeat),
		cmocka_unit_test(test_clock_check),
		cmocka_unit_test(test_derived_tables_are_made_anew),
	};

	return cmocka_run_group_tests_name("store: open", tests, NULL, NULL);
}
