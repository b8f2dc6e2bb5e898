/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * After locking, neither the key nor what she typed is anywhere in our memory; before, both are found,
 * which proves that this test can see.  And nothing of it comes into a core file.
 */
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"
#include "lock.h"
#include "memory.h"

#define MARKER "Kwartelkoning78"

static int count_marker(pid_t pid)
{
	return memory_count(pid, MARKER, sizeof MARKER - 1);
}

/* A sanitizer's own memory is too large to be looked through. */
static void skip_blind(void)
{
#ifndef __SANITIZE_ADDRESS__
	struct term *t = TERM_START("form", "eval");
	bool can = memory_can_look(term_pid(t));

	term_drop(t);
	if (can)
		return;
#endif
	print_message("skipped: no right or no way to look into the memory of a process\n");
	skip();
}

static int count_keys(pid_t pid, unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES])
{
	int count = 0;

	for (int i = 0; i < MEMORY_KEYS; i++)
		count += memory_count(pid, keys[i], MEMORY_KEY_BYTES);
	return count;
}

static void nothing_stays_after_locking(void **state)
{
	static const char *const ways[] = {"", "<C-p>", "<C-l>"};
	unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES];
	struct desk d;
	char *folder, *path;

	(void)state;
	skip_blind();
	desk_open(&d, "nl");
	folder = lock_folder(&d);
	path = harness_format("%s/trede.keys", folder);
	memory_file_keys(path, CARE_PRACTICE_PASSPHRASE, keys);
	desk_sit(&d);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char *name = harness_format("Vrouw%d", (int)i);
		pid_t pid = term_pid(d.term);

		lock_type_half(&d, name, MARKER);
		term_settle(d.term, TERM_MS);
		assert_true(count_keys(pid, keys) >= MEMORY_KEYS);
		assert_true(count_marker(pid) > 0);
		term_keys(d.term, ways[i]);
		term_settle(d.term, TERM_MS);
		term_signal(d.term, SIGUSR1);
		term_wait(d.term, LOCK_ASKS, TERM_MS);
		term_settle(d.term, TERM_MS);
		assert_int_equal(count_keys(pid, keys), 0);
		assert_int_equal(count_marker(pid), 0);
		lock_open(&d);
		assert_true(count_keys(pid, keys) >= MEMORY_KEYS);
		lock_finds_half(&d, name, MARKER);
		desk_home(&d);
		free(name);
	}
	desk_rise(&d);
	desk_close(&d);
	free(path);
	free(folder);
}

/* ---- a real file, with a passphrase that is typed ---- */

#define PASSPHRASE "zilver trap mosterd uil"
enum { OPENS_MS = 30000 };

static void make_real(struct place *p)
{
	struct ran r = PLACE_RUN(p, PASSPHRASE "\n", "init", "--organisation",
				 "Vrouwencentrum Jasmijn", "--worker", "Samira",
				 "--passphrase-fd", "0", "--recovery-fd", "1");

	if (r.status != 0)
		fail_msg("%s", r.err);
	ran_free(&r);
}

static void log_in(struct term *t, const char *sees)
{
	term_wait(t, LOCK_ASKS, TERM_MS);
	term_keys(t, PASSPHRASE "<Enter>");
	term_wait(t, sees, OPENS_MS);
	term_settle(t, TERM_MS);
}

/* The passphrase is gone as soon as it has been tried; key and words when it is locked. */
static void no_passphrase_stays(void **state)
{
	unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES];
	struct desk d = {.language = "nl"};
	char *path;
	pid_t pid;

	(void)state;
	skip_blind();
	d.place = place_new();
	path = place_path(d.place, "data/trede/trede.keys");
	make_real(d.place);
	memory_file_keys(path, PASSPHRASE, keys);
	d.term = term_start(&(struct term_opts){.place = d.place});
	pid = term_pid(d.term);
	log_in(d.term, "4 tot 6 cijfers");
	assert_true(count_keys(pid, keys) >= MEMORY_KEYS);
	assert_int_equal(memory_count(pid, PASSPHRASE, sizeof PASSPHRASE - 1), 0);
	term_keys(d.term, "8642<Enter>8642<Enter>");
	term_wait(d.term, "Zoek: ___", TERM_MS);
	lock_type_half(&d, LOCK_NAME, MARKER);
	assert_true(count_marker(pid) > 0);
	term_keys(d.term, "<C-l>1<Enter>2<Enter>3<Enter>"); /* wrong codes */
	term_wait(d.term, LOCK_ASKS, TERM_MS);
	term_settle(d.term, TERM_MS);
	assert_int_equal(count_keys(pid, keys), 0);
	assert_int_equal(count_marker(pid), 0);
	log_in(d.term, "Zoek: ___");
	assert_int_equal(memory_count(pid, PASSPHRASE, sizeof PASSPHRASE - 1), 0);
	lock_finds_half(&d, LOCK_NAME, MARKER);
	desk_home(&d);
	desk_rise(&d);
	place_free(d.place);
	free(path);
}

/* ---- core files ---- */

static bool dumps_none(struct desk *d)
{
	siginfo_t how;

	memset(&how, 0, sizeof how);
	term_signal(d->term, SIGABRT);
	if (waitid(P_PID, (id_t)term_pid(d->term), &how, WEXITED | WNOWAIT) < 0)
		return false;
	return how.si_code == CLD_KILLED && how.si_status == SIGABRT;
}

static void no_core_file(void **state)
{
	static const struct {
		const char *keys, *sees;
	} ways[] = {
		{"", "Zoek: ___"},
		{"fou", "Fouzia"},
		{"fouzia<Enter>", "g gesprek"},
		{"karin<Enter>g1", "Hoe gaat het"},
		{"karin<Enter>g1<C-l>", LOCK_ORGANISATION},
		{"<C-n>", "Nieuw: hoe mag ik"},
		{"<C-p>", "Wat wil je doen?"},
	};
	const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
	struct desk d;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* a sanitizer takes the abort for itself */
#endif
	(void)setrlimit(RLIMIT_CORE, &all); /* inherited: trede itself must say no */
	desk_open(&d, "nl");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		desk_sit(&d);
		term_keys(d.term, ways[i].keys);
		term_wait(d.term, ways[i].sees, TERM_MS);
		if (!dumps_none(&d))
			fail_msg("\"%s\": a core file, or no end by the abort", ways[i].keys);
		assert_int_equal(term_exit_status(d.term, TERM_MS), 128 + SIGABRT);
		term_drop(d.term);
		d.term = NULL;
	}
	desk_sit(&d);
	term_signal(d.term, SIGUSR1);
	term_wait(d.term, LOCK_ASKS, TERM_MS);
	assert_true(dumps_none(&d));
	term_drop(d.term);
	d.term = NULL;
	desk_close(&d);
}

/* ---- memory that is not to be had ---- */

/* Debian's own limit, and what other systems give; root is above them, unless it gives that up. */
static void limit_locked(rlim_t bytes)
{
	struct rlimit limit;

	(void)prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0); /* what is started has it no more */
	assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_cur = bytes;
	if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0) {
		print_message("skipped: not even %lu bytes may be locked here\n", (unsigned long)bytes);
		skip();
	}
}

static long locked_kb(const struct desk *d)
{
	char *path = harness_format("/proc/%d/status", (int)term_pid(d->term));
	long kb = swap_locked_kb(path);

	free(path);
	return kb;
}

/* With all that Debian lets her lock the pages are held; with less it works, and says so. */
static void says_what_is_not_held(void **state)
{
	static const struct {
		rlim_t limit;
		bool is_held;
	} cases[] = {{8 << 20, true}, {64 << 10, false}, {0, false}};
	struct desk d = {.language = "nl"};
	bool is_swap_plain = swap_look("/proc/swaps", "/sys/class/block") == SWAP_PLAIN;

	(void)state;
	d.place = place_new();
	make_real(d.place);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		limit_locked(cases[i].limit);
		d.term = term_start(&(struct term_opts){.place = d.place});
		log_in(d.term, "4 tot 6 cijfers");
		assert_true((locked_kb(&d) >= 6000) == cases[i].is_held);
		if (!is_swap_plain) /* then that is what it says */
			assert_true(term_shows(d.term, "ulimit -l 8192") == !cases[i].is_held);
		term_keys(d.term, "<Esc>");
		term_wait(d.term, "Zoek: ___", TERM_MS);
		desk_rise(&d);
	}
	place_free(d.place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stays_after_locking),
		cmocka_unit_test(no_passphrase_stays),
		cmocka_unit_test(no_core_file),
		cmocka_unit_test(says_what_is_not_held), /* last: it gives up a right */
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
