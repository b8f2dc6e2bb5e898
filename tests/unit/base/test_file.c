/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "groups.h"

struct place {
	char *folder, *path;
	struct str got;
	struct error e;
};

static int make_place(void **state)
{
	struct place *p = mem_new(sizeof *p);

	p->folder = new_folder();
	p->path = file_path(p->folder, "a.txt");
	p->got = (struct str)STR_INIT;
	*state = p;
	return 0;
}

static int remove_place(void **state)
{
	struct place *p = *state;

	unlink(p->path);
	rmdir(p->folder);
	str_release(&p->got);
	free(p->path);
	free(p->folder);
	free(p);
	return 0;
}

static void file_writes_and_reads(void **state)
{
	struct place *p = *state;
	struct stat about;

	umask(0);
	assert_int_equal(file_write_new(p->path, "a\0b", 3, &p->e), OK);
	assert_int_equal(stat(p->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	str_set(&p->got, "old");
	assert_int_equal(file_read(p->path, 3, &p->got, &p->e), OK);
	assert_int_equal(p->got.len, 3);
	assert_memory_equal(p->got.bytes, "a\0b", 4);
	assert_true(file_exists(p->path));
	assert_false(file_exists(NULL));
}

static void file_mode_is_kept_from_a_strict_umask(void **state)
{
	struct place *p = *state;
	char *deep = file_path(p->folder, "x");
	struct stat about;
	mode_t before = umask(0777);

	assert_int_equal(file_write_new(p->path, "", 0, &p->e), OK);
	assert_int_equal(file_make_folders(deep, &p->e), OK);
	umask(before);
	assert_int_equal(stat(p->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(deep, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	rmdir(deep);
	free(deep);
}

static void file_is_never_overwritten(void **state)
{
	struct place *p = *state;
	char *link = file_path(p->folder, "link");

	assert_int_equal(file_write_new(p->path, "one", 3, &p->e), OK);
	assert_int_equal(file_write_new(p->path, "two", 3, &p->e), ERR_INVALID);
	assert_non_null(strstr(p->e.text, "exists already"));
	assert_int_equal(symlink("nowhere", link), 0);
	assert_int_equal(file_write_new(link, "two", 3, NULL), ERR_INVALID);
	assert_int_equal(file_read(p->path, 100, &p->got, NULL), OK);
	assert_string_equal(p->got.bytes, "one");
	unlink(link);
	free(link);
}

static void file_read_is_bounded(void **state)
{
	struct place *p = *state;

	assert_int_equal(file_write_new(p->path, "12345", 5, &p->e), OK);
	assert_int_equal(file_read(p->path, 4, &p->got, &p->e), ERR_INVALID);
	assert_int_equal(p->got.len, 0);
	assert_int_equal(file_read(p->path, 5, &p->got, &p->e), OK);
	/* its size is 0 and it has content: the bound holds while reading too */
	assert_int_equal(file_read("/proc/self/status", 10, &p->got, &p->e), ERR_INVALID);
	assert_int_equal(p->got.len, 0);
}

static void file_read_of_many_pieces(void **state)
{
	struct place *p = *state;
	struct str big = STR_INIT;

	for (int i = 0; i < 50000; i++)
		str_addf(&big, "%d,", i);
	assert_int_equal(file_write_new(p->path, big.bytes, big.len, &p->e), OK);
	assert_int_equal(file_read(p->path, big.len, &p->got, &p->e), OK);
	assert_string_equal(p->got.bytes, big.bytes);
	str_release(&big);
}

static void file_read_refuses_what_is_no_file(void **state)
{
	struct place *p = *state;

	assert_int_equal(file_read(p->path, 10, &p->got, &p->e), ERR_FILE);
	assert_non_null(strstr(p->e.text, "no such file"));
	assert_int_equal(file_read(p->folder, 10, &p->got, &p->e), ERR_FILE);
	assert_int_equal(file_read("/dev/zero", 10, &p->got, &p->e), ERR_FILE);
	assert_int_equal(file_read("", 10, &p->got, &p->e), ERR_FILE);
	assert_int_equal(mkfifo(p->path, 0600), 0);
	assert_int_equal(file_read(p->path, 10, &p->got, &p->e), ERR_FILE);
	assert_non_null(strstr(p->e.text, "not a plain file"));
}

static void file_says_the_end_of_a_long_path(void **state)
{
	struct place *p = *state;
	struct str path = STR_INIT;

	for (int i = 0; i < 300; i++)
		str_add(&path, "é/");
	str_add(&path, "end");
	assert_int_equal(file_read(path.bytes, 10, &p->got, &p->e), ERR_FILE);
	assert_non_null(strstr(p->e.text, "/end: "));
	assert_true(text_is_utf8(p->e.text, strlen(p->e.text)));
	str_release(&path);
}

/* A limit on the size of files stands in for the disk that is full. */
static void file_says_a_full_disk_and_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct rlimit before, small;
	enum err rc;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 10;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	rc = file_write_new(p->path, "more than ten bytes", 19, &p->e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(rc, ERR_FULL);
	assert_int_equal(p->e.code, ERR_FULL);
	assert_false(file_exists(p->path));
}

static void file_makes_folders(void **state)
{
	struct place *p = *state;
	char *deep = file_path(p->folder, "x/y//z/"), *y = file_path(p->folder, "x/y");
	char *x = file_path(p->folder, "x"), *under;
	struct stat about;

	umask(0);
	assert_int_equal(file_make_folders(deep, &p->e), OK);
	assert_int_equal(file_make_folders(deep, &p->e), OK);
	assert_int_equal(stat(y, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(file_make_folders("", &p->e), ERR_FILE);
	assert_int_equal(file_make_folders("/", &p->e), OK);
	assert_int_equal(file_write_new(p->path, "", 0, NULL), OK);
	under = file_path(p->path, "sub");
	assert_int_equal(file_make_folders(under, &p->e), ERR_FILE);
	assert_int_equal(file_make_folders(p->path, &p->e), ERR_FILE);
	rmdir(deep);
	rmdir(y);
	rmdir(x);
	free(under);
	free(deep);
	free(y);
	free(x);
}

static void file_lists(void **state)
{
	struct place *p = *state;
	static const char *const names[] = {"b.yaml", "a.yaml", ".c.yaml", "d.txt",
					    "yaml"};
	char **found = NULL, *folder = file_path(p->folder, "e.yaml");
	size_t count;

	for (size_t i = 0; i < 5; i++) {
		char *path = file_path(p->folder, names[i]);

		assert_int_equal(file_write_new(path, "", 0, NULL), OK);
		free(path);
	}
	assert_int_equal(file_make_folders(folder, NULL), OK);
	count = file_list(p->folder, ".yaml", &found);
	assert_int_equal(count, 2);
	assert_string_equal(found[0], "a.yaml");
	assert_string_equal(found[1], "b.yaml");
	for (size_t i = 0; i < count; i++)
		free(found[i]);
	free(found);
	assert_int_equal(file_list(p->path, "", &found), 0);
	assert_null(found);
	for (size_t i = 0; i < 5; i++) {
		char *path = file_path(p->folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(folder);
	free(folder);
}

static void assert_joined(const char *folder, const char *name, const char *expected)
{
	char *path = file_path(folder, name);

	assert_string_equal(path, expected);
	free(path);
}

static void file_joins(void **state)
{
	(void)state;
	assert_joined("a", "b", "a/b");
	assert_joined("a/", "b", "a/b");
	assert_joined("a/", "/b", "a/b");
	assert_joined("/", "b", "/b");
	assert_joined("", "b", "b");
	assert_joined("", "/b", "/b");
	assert_joined(NULL, "b", "b");
}

static void assert_holds(struct place *p, const char *path, const char *expected)
{
	struct stat about;

	assert_int_equal(file_read(path, 1000, &p->got, &p->e), OK);
	assert_string_equal(p->got.bytes, expected);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void file_replaces_and_keeps_the_old(void **state)
{
	struct place *p = *state;
	char *old = file_path(p->folder, "old"),
	     *fresh = file_path(p->folder, "a.txt.new");

	assert_int_equal(file_replace(p->path, old, "one", 3, &p->e), OK);
	assert_holds(p, p->path, "one");
	assert_false(file_exists(old));
	assert_int_equal(file_write_new(fresh, "half of a run cut off", 21, &p->e), OK);
	assert_int_equal(file_replace(p->path, old, "two", 3, &p->e), OK);
	assert_holds(p, p->path, "two");
	assert_holds(p, old, "one");
	assert_int_equal(file_replace(p->path, old, "three", 5, &p->e), OK);
	assert_holds(p, p->path, "three");
	assert_holds(p, old, "two");
	assert_int_equal(file_replace(p->path, NULL, "", 0, &p->e), OK);
	assert_holds(p, p->path, "");
	assert_holds(p, old, "two");
	assert_false(file_exists(fresh));
	unlink(old);
	free(old);
	free(fresh);
}

/* A link is replaced, not followed. */
static void file_replaces_a_link(void **state)
{
	struct place *p = *state;
	char *target = file_path(p->folder, "target");

	assert_int_equal(file_write_new(target, "theirs", 6, &p->e), OK);
	assert_int_equal(symlink("target", p->path), 0);
	assert_int_equal(file_replace(p->path, NULL, "ours", 4, &p->e), OK);
	assert_holds(p, target, "theirs");
	assert_holds(p, p->path, "ours");
	unlink(target);
	free(target);
}

static void file_that_is_not_replaced_stays(void **state)
{
	struct place *p = *state;
	struct rlimit before, small = {2, 2};
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	char *old = file_path(p->folder, "old"),
	     *fresh = file_path(p->folder, "a.txt.new");

	assert_int_equal(file_replace(p->path, NULL, "one", 3, &p->e), OK);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(file_replace(p->path, NULL, "two", 3, &p->e), ERR_FULL);
	assert_int_equal(file_replace(p->path, old, "two", 3, &p->e), ERR_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, handler);
	assert_holds(p, p->path, "one");
	assert_false(file_exists(old));
	assert_false(file_exists(fresh));
	assert_int_equal(file_make_folders(old, &p->e), OK);
	assert_int_equal(file_replace(old, NULL, "two", 3, &p->e),
			 ERR_FILE); /* a folder */
	assert_int_equal(file_replace(p->path, old, "two", 3, &p->e), ERR_FILE);
	assert_holds(p, p->path, "one");
	rmdir(old);
	free(old);
	free(fresh);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int group_file(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(file_writes_and_reads),
		WITH_PLACE(file_mode_is_kept_from_a_strict_umask),
		WITH_PLACE(file_is_never_overwritten),
		WITH_PLACE(file_read_is_bounded),
		WITH_PLACE(file_read_of_many_pieces),
		WITH_PLACE(file_read_refuses_what_is_no_file),
		WITH_PLACE(file_says_the_end_of_a_long_path),
		WITH_PLACE(file_says_a_full_disk_and_leaves_nothing),
		WITH_PLACE(file_replaces_and_keeps_the_old),
		WITH_PLACE(file_replaces_a_link),
		WITH_PLACE(file_that_is_not_replaced_stays),
		WITH_PLACE(file_makes_folders),
		WITH_PLACE(file_lists),
		cmocka_unit_test(file_joins),
	};

	return RUN_GROUP("file", tests);
}
