/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/mounts.h"
#include "tests.h"

static void remove_all(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	struct stat st;

	while (dir && (item = readdir(dir))) {
		char *path = file_path(folder, item->d_name);
		bool is_dots = strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0;

		if (!is_dots && lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			remove_all(path);
		else if (!is_dots)
			(void)unlink(path);
		free(path);
	}
	if (dir)
		(void)closedir(dir);
	(void)rmdir(folder);
}

/* Each text, and the folders in it with a newline behind each. */
static const struct {
	const char *text, *folders;
} mounts[] = {
	{"", ""},
	{"22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n", ""},
	{"40 22 8:17 / /media/els/STICK rw,nosuid - vfat /dev/sdb1 rw\n", "/media/els/STICK\n"},
	{"40 22 8:17 / /run/media/els/B rw - vfat /dev/sdb1 rw\n"
	 "41 22 8:33 / /mnt rw - ext4 /dev/sdc1 rw\n"
	 "42 22 8:17 / /media/A rw - vfat /dev/sdb1 rw\n"
	 "43 22 8:17 / /media/A rw - vfat /dev/sdb1 rw\n",
	 "/media/A\n/mnt\n/run/media/els/B\n"},
	{"40 22 8:17 / /media/els/met\\040spatie\\011tab\\134rug\\012regel rw - vfat x rw\n",
	 "/media/els/met spatie\ttab\\rug\nregel\n"},
	{"40 22 8:17 / /media/a\\04 rw - vfat x rw\n", "/media/a\\04\n"},
	{"40 22 8:17 / /media/a\\000b rw - vfat x rw\n", "/media/a\\000b\n"},
	{"40 22 8:17 / /media/a\\777 rw - vfat x rw\n", "/media/a\\777\n"},
	{"40 22 8:17 / /media/\x1b]0;x\x07\xff\\", "/media/\x1b]0;x\x07\xff\\\n"},
	{"40 22 8:17 / /mediastick rw - vfat x rw\n40 22 8:17 / /home/mnt rw - a b c\n", ""},
	{"40 22 8:17 /media/a", ""},
	{"    /media/x", "/media/x\n"},
	{" \n  \n\n\n   \n", ""},
};

static void test_mounts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mounts / sizeof *mounts; i++) {
		struct str seen = STR_INIT;
		char **folders;
		size_t count = care_mounts_read(mounts[i].text, &folders);

		for (size_t at = 0; at < count; at++) {
			str_addf(&seen, "%s\n", folders[at]);
			free(folders[at]);
		}
		free(folders);
		assert_string_equal(seen.bytes, mounts[i].folders);
		str_release(&seen);
	}
}

static void test_places(void **state)
{
	char **folders;
	size_t count = care_backup_places(&folders);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(access(folders[i], W_OK), 0);
		free(folders[i]);
	}
	free(folders);
}

static void make(struct place *p, const char *path, struct care_backup_about *about)
{
	struct care_backup *b;
	struct error e = ERROR_INIT;
	int64_t done = 0, all = 1;

	must(care_backup_begin(p->s, path, &b, &e), &e);
	while (done < all)
		must(care_backup_step(b, &done, &all, &e), &e);
	must(care_backup_finish(b, about, &e), &e);
}

static void test_there_and_back(void **state)
{
	char stick[] = "/tmp/trede-stick-XXXXXX", id[37];
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct error e = ERROR_INIT;
	struct care_check check;
	struct str name = STR_INIT;
	struct place p;
	char *path;

	(void)state;
	assert_non_null(mkdtemp(stick));
	place_make(&p);
	register_as(&p, "{\"called\": \"Naima\"}", "2026-11-20", id);
	must(care_backup_last(p.s, &about, &e), &e);
	assert_int_equal(about.made.date.year, 0);
	path = care_backup_name(p.s, stick);
	str_addf(&name, "%s/trede-2026-11-21.backup", stick);
	assert_string_equal(path, name.bytes);
	make(&p, path, &about);
	assert_int_equal(about.clients, 1);
	assert_string_equal(about.path.bytes, path);
	care_backup_about_release(&about);
	must(care_backup_last(p.s, &about, &e), &e);
	assert_int_equal(about.made.date.day, 21);
	assert_string_equal(about.path.bytes, path);
	care_backup_about_release(&about);

	register_as(&p, "{\"called\": \"Fatma\"}", "2026-11-21", id);
	assert_int_equal(care_restore(&p.options, path, NULL, NULL, &about, &e), ERR_BUSY);
	care_session_close(p.s);
	p.s = NULL;
	must(care_restore(&p.options, path, NULL, NULL, &about, &e), &e);
	assert_int_equal(about.clients, 1);
	care_backup_about_release(&about);
	place_reopen(&p);
	must(care_check(p.s, true, NULL, NULL, &check, &e), &e);
	assert_int_equal(check.clients, 1);
	assert_int_equal(check.faults, 0);
	assert_true(check.rebuild_equal);
	str_release(&check.first_fault);
	str_release(&name);
	free(path);
	remove_all(stick);
	place_remove(&p);
	remove_all(p.folder);
}

static void test_damage_names_it(void **state)
{
	char stick[] = "/tmp/trede-stick-XXXXXX";
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct error e = ERROR_INIT;
	struct place p;
	char *path, *db;

	(void)state;
	assert_non_null(mkdtemp(stick));
	place_make(&p);
	path = care_backup_name(p.s, stick);
	make(&p, path, &about);
	care_backup_about_release(&about);
	care_session_close(p.s);
	p.s = NULL;
	db = file_path(p.folder, "trede.db");
	assert_int_equal(truncate(db, 5000), 0);
	assert_int_equal(care_session_open(&p.options, &p.s, &e), ERR_DAMAGED);
	assert_non_null(strstr(e.text, path));
	assert_non_null(strstr(e.text, "21 November 2026"));
	(void)error_set(&e, ERR_DAMAGED, "A page is damaged."); /* while she works */
	care_damage_tell(&p.options, &e);
	assert_true(text_begins(e.text, "A page is damaged. "));
	assert_non_null(strstr(e.text, path));
	(void)error_set(&e, ERR_FULL, "The disk is full.");
	care_damage_tell(&p.options, &e);
	assert_string_equal(e.text, "The disk is full.");
	e = (struct error)ERROR_INIT;
	must(care_restore(&p.options, path, NULL, NULL, &about, &e), &e);
	care_backup_about_release(&about);
	place_reopen(&p);
	free(path);
	free(db);
	remove_all(stick);
	place_remove(&p);
	remove_all(p.folder);
}

int backup_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mounts),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_damage_names_it),
	};

	return cmocka_run_group_tests_name("care: backup", tests, NULL, NULL);
}
