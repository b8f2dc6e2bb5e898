/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * links [-n ROUNDS]: somebody who may write where we write puts links to a file of ours in the place of
 * each name that we are about to write, as fast as the machine goes: on the stick with a backup, with a
 * file that is printed, and beside the file itself.  What a link leads to must stay as it was, and
 * nothing may be made where one that leads nowhere points to.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/tries.h"
#include "unit/store/pair.h"

enum { KINDS = 4, SHAPES = 4, VICTIM_BYTES = 300, BACKUP_EVERY = 16, LOOKS = 2000 };

struct yard {
	struct pair p;
	char *stick;   /* where anybody may write */
	char *victim;  /* a file of ours elsewhere, which nobody else may write */
	char *nowhere; /* a name beside it that no file has */
	struct stat was;
	long rounds[KINDS], done[KINDS];
};

static const char *const on_stick[] = {"a.backup", "a.backup.part", "a.backup.part-wal", "printed",
				       "replaced", "replaced.new", "trede.tries"};
enum { PLACES = sizeof on_stick / sizeof *on_stick };

static void put(const struct yard *y, const char *place, int shape, long turn)
{
	char *at = file_path(y->stick, place), *fresh = file_path(y->stick, "fresh");

	(void)unlink(fresh);
	if (shape == 0 && symlink(y->victim, fresh) == 0)
		(void)rename(fresh, at);
	else if (shape == 1 && symlink(y->nowhere, fresh) == 0)
		(void)rename(fresh, at);
	else if (shape == 2 && file_write_new(fresh, "theirs", turn % 2 ? 6 : 0, NULL) == OK)
		(void)rename(fresh, at);
	else
		(void)unlink(at);
	free(at);
	free(fresh);
}

/* Waits for a while until we have made a file of that name: between making and opening lies the chance. */
static void lie_in_wait(const struct yard *y, const char *place)
{
	char *at = file_path(y->stick, place);
	struct stat st;

	for (int i = 0; i < LOOKS; i++) {
		if (lstat(at, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		put(y, place, 0, 0);
		break;
	}
	free(at);
}

/* Which name and what stands there has no pattern. */
static _Noreturn void attack(const struct yard *y)
{
	uint64_t draw = (uint64_t)getpid();

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (long turn = 0; getppid() != 1; turn++) {
		const char *place;

		draw = draw * 6364136223846793005U + 1442695040888963407U;
		place = on_stick[(draw >> 33) % PLACES];
		if (turn % 2)
			put(y, place, (int)((draw >> 53) % SHAPES), turn);
		else
			lie_in_wait(y, place);
	}
	_exit(0);
}

static bool back_up(struct yard *y, const char *path)
{
	struct store_backup_about about = {0};
	struct store_backup *b = NULL;
	int64_t done = 0, all = 1;
	enum err err = store_backup_begin(y->p.store, y->p.keys, path, &b, NULL);

	while (err == OK && done < all)
		err = store_backup_step(b, &done, &all, NULL);
	if (err == OK)
		err = store_backup_finish(b, &about, NULL);
	else
		store_backup_drop(b);
	store_backup_about_release(&about);
	return err == OK;
}

static bool count_try(const char *folder)
{
	struct tries t = tries_begin(folder);
	bool is_held = t.fd >= 0;

	tries_count(&t);
	tries_end(&t);
	return is_held;
}

static bool write_one(struct yard *y, int kind)
{
	static const char *const names[KINDS] = {"a.backup", "printed", "replaced", ""};
	char *path = file_path(y->stick, names[kind]);
	bool is_done = false;

	if (kind == 0) {
		(void)unlink(path); /* what stands there is refused: she takes it away */
		is_done = back_up(y, path);
	}
	if (kind == 1)
		is_done = file_write_new(path, "ours", 4, NULL) == OK;
	if (kind == 2)
		is_done = file_replace(path, NULL, "ours", 4, NULL) == OK;
	if (kind == 3)
		is_done = count_try(y->stick);
	if (kind == 1)
		(void)unlink(path);
	free(path);
	return is_done;
}

static bool is_as_it_was(const struct yard *y)
{
	struct stat st, none;

	return stat(y->victim, &st) == 0 && st.st_ino == y->was.st_ino &&
	       st.st_size == y->was.st_size && st.st_mode == y->was.st_mode &&
	       st.st_nlink == y->was.st_nlink && st.st_mtim.tv_sec == y->was.st_mtim.tv_sec &&
	       st.st_mtim.tv_nsec == y->was.st_mtim.tv_nsec && lstat(y->nowhere, &none) != 0;
}

static void lay_out(struct yard *y)
{
	char stick[] = "/tmp/trede-links-XXXXXX";
	char *elsewhere, *bytes = mem_new(VICTIM_BYTES);

	pair_make(&y->p);
	assert_non_null(mkdtemp(stick));
	y->stick = mem_text(stick);
	elsewhere = file_path(stick, "elsewhere");
	assert_int_equal(mkdir(elsewhere, 0700), 0);
	y->victim = file_path(elsewhere, "victim");
	y->nowhere = file_path(elsewhere, "nowhere");
	write_bytes(y->victim, bytes, VICTIM_BYTES);
	assert_int_equal(chmod(y->victim, 0640), 0);
	assert_int_equal(stat(y->victim, &y->was), 0);
	free(bytes);
	free(elsewhere);
}

static void no_link_is_followed(void **state)
{
	struct yard *y = *state;
	long wins = 0, all = y->rounds[0];
	pid_t child;

	lay_out(y);
	child = fork();
	if (child == 0)
		attack(y);
	y->rounds[0] = 0;
	for (long i = 0; i < all && wins == 0; i++) {
		int kind = i % BACKUP_EVERY == 0 ? 0 : 1 + (int)(i % (KINDS - 1));

		y->rounds[kind]++;
		y->done[kind] += write_one(y, kind);
		wins += !is_as_it_was(y);
	}
	(void)kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	print_message("links: %ld backups (%ld good), %ld files printed (%ld), %ld replaced (%ld), "
		      "%ld tries counted (%ld): followed %ld times\n",
		      y->rounds[0], y->done[0], y->rounds[1], y->done[1], y->rounds[2], y->done[2],
		      y->rounds[3], y->done[3], wins);
	assert_int_equal(wins, 0);
	for (int kind = 0; kind < KINDS; kind++) /* it came to writing, too */
		assert_true(y->done[kind] > 0);
	pair_end(&y->p);
	pair_remove(y->stick);
	free(y->stick);
	free(y->victim);
	free(y->nowhere);
}

int main(int argc, char **argv)
{
	static struct yard yard = {.rounds = {2000}};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(no_link_is_followed, &yard),
	};
	int option;

	while ((option = getopt(argc, argv, "n:")) != -1)
		yard.rounds[0] = strtol(optarg, NULL, 10);
	return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
