/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Blank and lock: when it happens, what is left to see, how one comes back, and that what was typed
 * is there again.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"
#include "lock.h"

enum {
	FACTOR = 150,
	BLANK_MS = 5 * 60000 / FACTOR, /* of the real clock */
	LOCK_MS = 30 * 60000 / FACTOR,
#ifdef __SANITIZE_ADDRESS__
	LATE_MOST = 10, /* s */
#else
	LATE_MOST = 1,
#endif
	TRIES = 4 /* a busy machine may paint late, never early */
};
#define FAST DESK_TIME "*150"

static void lock_without_word(struct desk *d)
{
	term_signal(d->term, SIGUSR1);
	lock_is_locked(d);
}

/* Seconds of the program's clock. */
static double seconds_since(int64_t from)
{
	return (double)(harness_now() - from) / 1e9 * FACTOR;
}

/* Locking begins when the screen is given back; a few ms later the lock screen stands there. */
static void wait_given_back(struct desk *d)
{
	int64_t deadline = harness_deadline(TERM_MS);
	int before = d->term->given_back;

	while (d->term->given_back == before && harness_now() < deadline)
		(void)term_pump(d->term, deadline);
	assert_int_not_equal(d->term->given_back, before);
}

static void one_idle_run(double *blank, double *lock)
{
	struct desk d;
	int64_t from;

	desk_open(&d, "nl");
	d.clock = FAST;
	desk_sit(&d);
	term_settle(d.term, TERM_MS);
	term_keys(d.term, "<Down>");
	from = harness_now();
	term_wait(d.term, LOCK_ORGANISATION, TERM_MS);
	*blank = seconds_since(from) - 5 * 60;
	wait_given_back(&d);
	*lock = seconds_since(from) - 30 * 60;
	lock_is_locked(&d);
	desk_close(&d);
}

static double late(double seconds)
{
	return seconds < 0 ? -seconds : seconds;
}

/* One second of this clock is 6.7 ms: the best of a few is told. */
static void blanks_and_locks_in_time(void **state)
{
	double best_blank = 1e9, best_lock = 1e9;

	(void)state;
	for (int i = 0; i < TRIES && (best_blank > LATE_MOST || best_lock > LATE_MOST); i++) {
		double blank, lock;

		one_idle_run(&blank, &lock);
		if (blank < -1 || lock < -1)
			fail_msg("too early: blank %.1f s, lock %.1f s", -blank, -lock);
		best_blank = late(blank) < best_blank ? late(blank) : best_blank;
		best_lock = late(lock) < best_lock ? late(lock) : best_lock;
	}
	print_message("blank %.2f s late, lock %.2f s late\n", best_blank, best_lock);
	if (best_blank > LATE_MOST || best_lock > LATE_MOST)
		fail_msg("late: blank %.1f s, lock %.1f s", best_blank, best_lock);
}

static void what_was_typed_comes_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	lock_without_word(&d);
	lock_open(&d);
	lock_finds_half(&d, LOCK_NAME, LOCK_HALF);
	for (int i = 0; i < 3; i++) {
		char *half = harness_format("%s%.*s", LOCK_HALF, i + 1, " en nog");

		desk_type(&d, (char[]){" en nog"[i], '\0'});
		term_wait(d.term, half, TERM_MS);
		term_keys(d.term, i == 1 ? "<C-l>" : "");
		lock_without_word(&d);
		lock_open(&d);
		lock_finds_half(&d, LOCK_NAME, half);
		free(half);
	}
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

/* ---- the short code ---- */

static void set_code(struct desk *d, const char *digits)
{
	char *folder = lock_folder(d);
	struct error e = ERROR_INIT;
	struct secret code = SECRET_INIT;
	struct clock clock = clock_system();
	struct care_session *s = NULL;
	const struct care_options o = {.data = folder,
				       .share = getenv("TREDE_SHARE"),
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};

	assert_true(secret_add(&code, digits, strlen(digits)));
	if (care_session_open(&o, &s, &e) != OK || care_code_set(s, &code, &e) != OK)
		fail_msg("%s", e.text);
	care_session_close(s);
	secret_release(&code);
	free(folder);
}

static void a_key_brings_practice_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	for (int i = 0; i < 2; i++) {
		term_keys(d.term, "<C-l>");
		lock_is_blank(&d);
		term_keys(d.term, i ? "<Esc>" : "x");
		term_wait(d.term, LOCK_HALF "_", TERM_MS); /* and no x behind it */
	}
	term_keys(d.term, "<C-l>");
	lock_is_blank(&d);
	term_paste(d.term, "geplakt");
	term_wait(d.term, LOCK_HALF "_", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

static void a_code_brings_it_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	set_code(&d, "2468");
	desk_sit(&d);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	term_keys(d.term, "<C-l>");
	lock_is_blank(&d);
	assert_false(term_shows(d.term, "code"));
	term_keys(d.term, "2");
	term_wait(d.term, "Korte code: *", TERM_MS);
	lock_is_blank(&d);
	term_keys(d.term, "a<Down><C-p>46x8");
	term_wait(d.term, "Korte code: ****", TERM_MS);
	assert_false(term_shows(d.term, "2468"));
	lock_is_blank(&d);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, LOCK_HALF "_", TERM_MS);
	term_keys(d.term, "<C-l>99<BS><Esc>");
	lock_is_blank(&d);
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "code"));
	term_keys(d.term, "<Enter>1<BS>2468<Enter>");
	term_wait(d.term, LOCK_HALF "_", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

static void three_wrong_codes_ask_the_passphrase(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	set_code(&d, "246810");
	desk_sit(&d);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	term_keys(d.term, "<C-l>1234<Enter>");
	term_wait(d.term, "niet de code", TERM_MS);
	lock_is_blank(&d);
	term_keys(d.term, "2468<Enter>");
	term_settle(d.term, TERM_MS);
	lock_is_blank(&d);
	term_keys(d.term, "999999<Enter>");
	lock_is_locked(&d);
	lock_open(&d);
	lock_finds_half(&d, LOCK_NAME, LOCK_HALF);
	desk_rise(&d);
	desk_close(&d);
}

/* ---- signals ---- */

static void hang_up_saves(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	term_signal(d.term, SIGHUP);
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	lock_sees_nothing(&d, "ended");
	term_free(d.term);
	desk_sit(&d);
	lock_finds_half(&d, LOCK_NAME, LOCK_HALF);
	desk_rise(&d);
	desk_close(&d);
}

/* pkill -x trede, which locks before the laptop sleeps, knows it by this. */
static void is_called_trede(const struct desk *d)
{
	char *path = harness_format("/proc/%d/comm", (int)term_pid(d->term)), name[16] = "";
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_non_null(fgets(name, sizeof name, f));
	fclose(f);
	free(path);
	assert_string_equal(name, "trede\n");
}

/* A terminal's signals while no file is open leave the lock screen where it is. */
static void locked_stays_locked(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	lock_without_word(&d);
	for (int i = 0; i < 3; i++) {
		term_keys(d.term, "oef");
		term_wait(d.term, "***", TERM_MS);
		term_signal(d.term, SIGUSR1);
		term_wait_gone(d.term, "***", TERM_MS);
		lock_is_locked(&d);
		is_called_trede(&d);
	}
	lock_open(&d);
	desk_rise(&d);
	desk_close(&d);
}

/* Whatever way a passphrase was handed over, it is asked for now. */
static void locked_forgets_the_descriptor(void **state)
{
	static const char *const options[] = {"--passphrase-fd 3", "--passphrase-fd=3", "--passp 3"};
	const char *trede = getenv("TREDE");
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	place_write(d.place, "passphrase", CARE_PRACTICE_PASSPHRASE "\n");
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		char *words = harness_format(
			"exec '%s' --practice %s --share '%s' --clock %s 3<'%s/passphrase'",
			trede ? trede : "build/release/trede", options[i], getenv("TREDE_SHARE"),
			DESK_TIME, place_folder(d.place));

		d.term = term_start(&(struct term_opts){
			.argv = (const char *const[]){"-c", words, NULL},
			.program = "/bin/sh",
			.place = d.place});
		term_wait(d.term, "Zoek: ___", TERM_MS);
		for (int k = 0; k < 2; k++) {
			lock_without_word(&d);
			lock_open(&d);
		}
		desk_rise(&d);
		free(words);
	}
	desk_close(&d);
}

static void a_command_does_not_mind(void **state)
{
	struct place *p = place_new();
	struct term *t = term_start(&(struct term_opts){
		.argv = (const char *const[]){"form", "eval", NULL}, .place = p});

	(void)state;
	term_settle(t, TERM_MS);
	term_signal(t, SIGUSR1);
	term_keys(t, "1 + 1<Enter>");
	term_wait(t, "2", TERM_MS);
	term_keys(t, "<C-d>");
	assert_int_equal(term_exit_status(t, TERM_MS), 0);
	term_free(t);
	place_free(p);
}

/* ---- stopped and going on, under a shell of our own ---- */

enum { SHELL_LINES = 40 };
#define SCROLLED "Dit stond er voor trede"

static pid_t the_job;

static void on_go(int number)
{
	(void)number;
	if (the_job > 0) {
		(void)tcsetpgrp(STDIN_FILENO, the_job);
		(void)kill(-the_job, SIGCONT);
	}
}

static int shell(char **argv)
{
	int status = 0;

	for (int i = 0; i < SHELL_LINES; i++)
		puts(SCROLLED);
	fflush(stdout);
	(void)signal(SIGTTOU, SIG_IGN);
	(void)signal(SIGUSR2, on_go);
	the_job = fork();
	if (the_job == 0) {
		(void)setpgid(0, 0);
		(void)tcsetpgrp(STDIN_FILENO, getpid());
		(void)signal(SIGTTOU, SIG_DFL);
		(void)execv(argv[0], argv);
		_exit(127);
	}
	while (waitpid(the_job, &status, WUNTRACED) >= 0) {
		if (!WIFSTOPPED(status))
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		(void)tcsetpgrp(STDIN_FILENO, getpgrp());
		puts("stopped");
		fflush(stdout);
	}
	return 99;
}

static pid_t child_of(pid_t parent)
{
	char *path = harness_format("/proc/%d/task/%d/children", (int)parent, (int)parent);
	FILE *f = fopen(path, "r");
	int pid = 0;

	assert_non_null(f);
	assert_int_equal(fscanf(f, "%d", &pid), 1);
	fclose(f);
	free(path);
	return pid;
}

static int count_scrolled(struct desk *d)
{
	char *scrolled = term_scrollback(d->term);
	int count = 0;

	for (const char *at = scrolled; (at = strstr(at, SCROLLED)); at++)
		count++;
	free(scrolled);
	return count;
}

static void sit_under_a_shell(struct desk *d)
{
	const char *trede = getenv("TREDE");
	const char *const argv[] = {"--shell", trede ? trede : "build/release/trede",
				    "--share", getenv("TREDE_SHARE"), "--practice", "--clock",
				    DESK_TIME, "--seed", "1", NULL};

	d->term = term_start(&(struct term_opts){
		.argv = argv, .program = "/proc/self/exe", .place = d->place});
	term_wait(d->term, "Zoek: ___", TERM_MS);
}

static void a_stop_locks(void **state)
{
	struct desk d;
	pid_t job;

	(void)state;
	desk_open(&d, "nl");
	sit_under_a_shell(&d);
	job = child_of(term_pid(d.term));
	assert_true(count_scrolled(&d) > SHELL_LINES / 3);
	lock_type_half(&d, LOCK_NAME, LOCK_HALF);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(kill(job, SIGTSTP), 0);
		term_wait(d.term, "stopped", TERM_MS);
		lock_sees_nothing(&d, "stopped");
		assert_true(count_scrolled(&d) <= 1); /* "stopped" pushes one up */
		free(DESK_RUN(&d, 0, "check")); /* the file is free */
		term_signal(d.term, SIGUSR2);
		lock_is_locked(&d);
		lock_open(&d);
		lock_finds_half(&d, LOCK_NAME, LOCK_HALF);
	}
	assert_int_equal(kill(job, SIGTERM), 0);
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	desk_close(&d);
}

/* ---- the laptop sleeps: a library tells the program so ---- */

struct sleeper {
	struct desk desk;
	char *env[4], *fifo;
};

static void sleeper_begin(struct sleeper *s)
{
	const char *library = getenv("SLEPT");

	memset(s, 0, sizeof *s);
	if (!library)
		skip();
	desk_open(&s->desk, "nl");
	s->fifo = place_path(s->desk.place, "waking");
	assert_int_equal(mkfifo(s->fifo, 0600), 0);
	s->env[0] = harness_format("LD_PRELOAD=%s", library);
	s->env[1] = harness_format("SLEPT_FILE=%s/slept", place_folder(s->desk.place));
	s->env[2] = harness_format("WAKING_FIFO=%s", s->fifo);
	s->desk.env = (const char *const *)s->env;
	desk_sit(&s->desk);
	lock_type_half(&s->desk, LOCK_NAME, LOCK_HALF);
}

static void sleeper_end(struct sleeper *s)
{
	desk_rise(&s->desk);
	desk_close(&s->desk);
	for (int i = 0; s->env[i]; i++)
		free(s->env[i]);
	free(s->fifo);
}

/* Less than a second may be a clock that was being read. */
static void a_key_after_waking_locks(void **state)
{
	struct sleeper s;

	(void)state;
	sleeper_begin(&s);
	place_write(s.desk.place, "slept", "900");
	term_keys(s.desk.term, "<Left>");
	term_settle(s.desk.term, TERM_MS);
	term_wait(s.desk.term, LOCK_HALF, TERM_MS);
	place_write(s.desk.place, "slept", "4000");
	term_keys(s.desk.term, "x");
	lock_is_locked(&s.desk);
	lock_open(&s.desk);
	lock_finds_half(&s.desk, LOCK_NAME, LOCK_HALF);
	sleeper_end(&s);
}

static void waking_itself_locks(void **state)
{
	const char alarm[8] = "";
	struct sleeper s;
	int fd;

	(void)state;
	sleeper_begin(&s);
	fd = open(s.fifo, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, alarm, sizeof alarm), sizeof alarm); /* the clock was set */
	term_settle(s.desk.term, TERM_MS);
	term_wait(s.desk.term, LOCK_HALF, TERM_MS);
	place_write(s.desk.place, "slept", "28800000"); /* a night */
	assert_int_equal(write(fd, alarm, sizeof alarm), sizeof alarm);
	lock_is_locked(&s.desk);
	close(fd);
	lock_open(&s.desk);
	lock_finds_half(&s.desk, LOCK_NAME, LOCK_HALF);
	sleeper_end(&s);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_and_locks_in_time),
		cmocka_unit_test(what_was_typed_comes_back),
		cmocka_unit_test(a_key_brings_practice_back),
		cmocka_unit_test(a_code_brings_it_back),
		cmocka_unit_test(three_wrong_codes_ask_the_passphrase),
		cmocka_unit_test(hang_up_saves),
		cmocka_unit_test(locked_stays_locked),
		cmocka_unit_test(locked_forgets_the_descriptor),
		cmocka_unit_test(a_command_does_not_mind),
		cmocka_unit_test(a_stop_locks),
		cmocka_unit_test(a_key_after_waking_locks),
		cmocka_unit_test(waking_itself_locks),
	};

	if (argc > 2 && strcmp(argv[1], "--shell") == 0)
		return shell(argv + 2);
	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
