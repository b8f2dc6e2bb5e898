/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What can be wrong around the program: a broken form, a terminal without a name, another
 * language of the machine, a folder that may not be written, a full disk in the middle of a talk,
 * a second trede, a damaged file.  Each time one plain sentence, the right exit status, and
 * nothing lost.
 */
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"
#include "keys.h"

#define FILE_NAME "data/trede/practice/trede.db"
enum { PAGE = 4096, SECOND_MS = 2500, FILL = 65536 };

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Mounts of our own, gone with this process; false when we may not. */
static bool can_mount(void)
{
	static int answer = -1;

	if (answer < 0)
		answer = geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
			 mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	return answer;
}

/* A small disk where the data folder is; the test is left out where that is not allowed. */
static char *small_disk(struct place *p, const char *what)
{
	char *path = place_path(p, "data");

	if (!can_mount() || mkdir(path, 0700) != 0 ||
	    mount("tmpfs", path, "tmpfs", 0, "size=4m,mode=0700") != 0) {
		print_message("left out, only root can make a small disk: %s\n", what);
		free(path);
		place_free(p);
		skip();
	}
	return path;
}

static void disk_away(struct desk *d, char *path)
{
	if (d->term)
		term_free(d->term);
	d->term = NULL;
	assert_int_equal(umount2(path, MNT_DETACH), 0);
	free(path);
	desk_close(d);
}

/* One sentence on standard error: one line, that begins as ours do. */
static void one_line(const char *text, const char *with)
{
	size_t len = strlen(text);

	if (strncmp(text, "trede: ", 7) != 0 || strchr(text, '\n') != text + len - 1 ||
	    !strstr(text, with))
		fail_msg("not one line of ours with \"%s\": %s", with, text);
}

/* A command must end with want and say so; its time in ms. */
static int64_t refused(struct desk *d, int want, const char *with, const char *word)
{
	int64_t before = now_ns(), took;
	struct ran r = PLACE_RUN(d->place, NULL, "--practice", "--language", d->language, word,
				 strcmp(word, "find") == 0 ? "Karin" : NULL);

	took = (now_ns() - before) / 1000000;
	if (r.status != want)
		fail_msg("trede %s: exit status %d, not %d: %s%s", word, r.status, want, r.out,
			 r.err);
	one_line(r.err, with);
	ran_free(&r);
	return took;
}

/* The screens do not open: the plain terminal has the sentence, the status is want. */
static void screens_refused(struct desk *d, const char *name, int want, const char *with)
{
	struct term *t = term_start(&(struct term_opts){
		.argv = (const char *const[]){"--practice", "--language", d->language, NULL},
		.place = d->place,
		.cols = 200,
		.term = name});
	int status = term_exit_status(t, TERM_MS);
	char *screen = term_screen(t);

	if (status != want || !strstr(screen, with) || strncmp(screen, "trede: ", 7) != 0)
		term_print(t, with);
	assert_int_equal(status, want);
	assert_non_null(strstr(screen, with));
	assert_true(strncmp(screen, "trede: ", 7) == 0);
	free(screen);
	term_free(t);
}

static void a_broken_form_is_said(void **state)
{
	struct desk d;
	char *path;
	struct ran r;

	(void)state;
	desk_open(&d, "nl");
	place_write(d.place, "data/trede/practice/forms/progress.yaml",
		    "settings:\n  form_id: progress\nsurvey:\n  - type: nothing\n bad\n");
	path = place_path(d.place, "data/trede/practice/forms/progress.yaml");
	r = PLACE_RUN(d.place, NULL, "form", "check", path);
	assert_int_equal(r.status, 1);
	assert_non_null(strstr(r.out[0] ? r.out : r.err, "progress.yaml:5:"));
	ran_free(&r);
	free(path);
	desk_sit(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "g");
	term_wait(d.term, "er zit een fout in", TERM_MS);
	desk_pick(&d, "progress");
	term_wait(d.term, "is stuk: regel 5", TERM_MS);
	term_keys(d.term, "<Esc>");
	desk_rise(&d);
	desk_close(&d);
}

static void the_terminal_has_no_name(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	screens_refused(&d, "", 2, "TERM");
	screens_refused(&d, "no-such-terminal", 2, "TERM=xterm");
	screens_refused(&d, "dumb", 2, "terminal");
	desk_close(&d);
}

/* The locale says "C" and no more: the frame is plain, her name is still her name. */
static void the_machine_speaks_no_language(void **state)
{
	static const char *const env[] = {"LC_ALL", "LC_CTYPE", "LANG=C", NULL};
	struct desk d;
	char *id;

	(void)state;
	desk_open(&d, "nl");
	d.env = env;
	desk_sit(&d);
	term_wait(d.term, "----------", TERM_MS);
	desk_register(&d, "Zoë");
	term_wait(d.term, "Mag ik opschrijven", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Waarmee", TERM_MS);
	desk_type(&d, "één ding");
	term_wait(d.term, "één ding", TERM_MS);
	desk_rise(&d);
	id = desk_client(&d, "Zoë", 0);
	free(id);
	desk_close(&d);
}

static void the_folder_is_read_only(void **state)
{
	struct place *p = place_new();
	char *path = small_disk(p, "a read-only folder");
	struct desk d;

	(void)state;
	desk_open_in(&d, p, "nl");
	assert_int_equal(mount(NULL, path, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	refused(&d, 4, "", "find");
	refused(&d, 4, "", "check");
	screens_refused(&d, NULL, 4, "");
	assert_int_equal(mount(NULL, path, NULL, MS_REMOUNT, NULL), 0);
	assert_int_equal(desk_found(&d, "Karin"), 1);
	disk_away(&d, path);
}

static void fill(const char *path)
{
	static const char block[FILL];
	size_t size = sizeof block;
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	while (size > 0)
		if (write(fd, block, size) <= 0)
			size /= 2;
	close(fd);
}

/* Text that the disk has no room for stays, and is kept once there is room again. */
static void the_disk_is_full(void **state)
{
	struct place *p = place_new();
	char *path = small_disk(p, "a full disk"), *filler;
	struct desk d;

	(void)state;
	desk_open_in(&d, p, "nl");
	desk_sit(&d);
	desk_register(&d, "Volle");
	term_wait(d.term, "Mag ik opschrijven", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Waarmee", TERM_MS);
	term_settle(d.term, TERM_MS);
	filler = place_path(p, "data/filler");
	fill(filler);
	desk_type(&d, "Zij zoekt opvang voor drie kinderen");
	term_wait(d.term, "schijf is vol", TERM_MS);
	term_wait(d.term, "Zij zoekt opvang voor drie kinderen", TERM_MS);
	assert_false(term_shows(d.term, "bewaard 10:42"));
	assert_int_equal(unlink(filler), 0);
	desk_type(&d, ".");
	term_wait(d.term, "bewaard 10:42", TERM_MS);
	term_kill9(d.term);
	term_drop(d.term);
	desk_sit(&d);
	term_wait(d.term, "V.", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Zij zoekt opvang voor drie kinderen.", TERM_MS);
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	free(filler);
	disk_away(&d, path);
}

/* In a sheet it is the same. */
static void the_disk_is_full_in_a_sheet(void **state)
{
	struct place *p = place_new();
	char *path = small_disk(p, "a full disk in a sheet"), *filler;
	struct desk d;

	(void)state;
	desk_open_in(&d, p, "nl");
	desk_sit(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "n");
	term_wait(d.term, "Nieuwe notitie", TERM_MS);
	filler = place_path(p, "data/filler");
	fill(filler);
	desk_type(&d, "Haar zus belt over de opvang");
	term_wait(d.term, "schijf is vol", TERM_MS);
	term_wait(d.term, "Haar zus belt over de opvang", TERM_MS);
	term_keys(d.term, "<C-s>"); /* tries again, and says so again */
	term_wait(d.term, "schijf is vol", TERM_MS);
	term_wait(d.term, "Haar zus belt over de opvang", TERM_MS);
	term_settle(d.term, TERM_MS);
	assert_int_equal(unlink(filler), 0);
	term_keys(d.term, "<C-c>");
	term_wait(d.term, "Dit is nog niet bewaard: dat doet ^S", TERM_MS);
	term_kill9(d.term);
	term_drop(d.term);
	desk_sit(&d);
	term_wait(d.term, "nog niet bewaard", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Haar zus belt over de opvang_", TERM_MS);
	term_keys(d.term, "<Enter><Enter>");
	term_wait_gone(d.term, "2 van 2", TERM_MS);
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	free(filler);
	disk_away(&d, path);
}

static void a_second_one_is_refused(void **state)
{
	struct desk d;
	int64_t took;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	took = refused(&d, 5, "open", "find");
	if (took > SECOND_MS)
		fail_msg("the second one waited %d ms", (int)took);
	screens_refused(&d, NULL, 5, "open");
	term_settle(d.term, TERM_MS);
	desk_rise(&d);
	assert_int_equal(desk_found(&d, "Karin"), 1);
	desk_close(&d);
}

static void spoil(struct desk *d, int page)
{
	char *path = place_path(d->place, FILE_NAME), bytes[PAGE];
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	memset(bytes, 0xa5, sizeof bytes);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, sizeof bytes, (off_t)page * PAGE), PAGE);
	close(fd);
	free(path);
}

static void a_damaged_file_is_refused(void **state)
{
	struct desk d;
	char *path;

	(void)state;
	for (int page = 0; page < 3; page++) {
		desk_open(&d, "nl");
		spoil(&d, page);
		refused(&d, 4, "", "check");
		desk_close(&d);
	}
	desk_open(&d, "nl");
	spoil(&d, 0);
	refused(&d, 4, "", "find");
	screens_refused(&d, NULL, 4, "");
	desk_close(&d);
	desk_open(&d, "nl");
	path = place_path(d.place, FILE_NAME);
	assert_int_equal(truncate(path, 10 * PAGE), 0);
	free(path);
	refused(&d, 4, "", "find");
	screens_refused(&d, NULL, 4, "");
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_broken_form_is_said),
		cmocka_unit_test(the_terminal_has_no_name),
		cmocka_unit_test(the_machine_speaks_no_language),
		cmocka_unit_test(the_folder_is_read_only),
		cmocka_unit_test(the_disk_is_full),
		cmocka_unit_test(the_disk_is_full_in_a_sheet),
		cmocka_unit_test(a_second_one_is_refused),
		cmocka_unit_test(a_damaged_file_is_refused),
	};

	return cmocka_run_group_tests_name("wrong", tests, NULL, NULL);
}
