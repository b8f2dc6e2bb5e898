/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is seen while a call works long: a child on a terminal of its own is such a call, and ^L is
 * typed in the middle of it.
 */
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test_ui.h"

#include "ui/progress.h"
#include "ui/terminal.h"

enum {
	STEPS = 120,
	STEP_MS = 5,
	AT_ONCE_MS = 50,
	WAIT_MS = 10000,
	TRIES = 4 /* a busy machine may paint late */
};
#define WORD "Bezigheid"

/* What a handler that works long does; comes back blank, or has failed. */
static int works(void)
{
	const struct clock clock = clock_system();
	struct ui_terminal *t = NULL;
	struct app a;
	struct ui_busy_with with = {&a, WORD, -1};

	memset(&a, 0, sizeof a);
	if (setenv("TERM", "xterm", 1) != 0 || ui_terminal_open(&t, NULL) != OK)
		return 2;
	ui_theme_init(&a.theme, true, true);
	ui_terminal_size(t, &a.lines, &a.columns);
	a.clock = &clock;
	a.terminal = t;
	for (int i = 1; i <= STEPS; i++) {
		ui_busy_progress(&with, i, STEPS);
		(void)poll(NULL, 0, STEP_MS);
	}
	ui_terminal_close(t);
	str_release(&a.message);
	return a.is_to_blank && a.depth == 0 ? 0 : 1;
}

/* Reads on until word stands in what came after from, for ms at most; NULL: to the end. */
static bool reads(int fd, struct str *seen, size_t from, const char *word, int ms)
{
	int64_t until = ui_now_ms() + ms;
	char bytes[4096];

	while (!word || !strstr(seen->bytes + from, word)) {
		struct pollfd input = {fd, POLLIN, 0};
		int64_t left = until - ui_now_ms();
		ssize_t n;

		if (left <= 0 || poll(&input, 1, (int)left) <= 0)
			return false;
		n = read(fd, bytes, sizeof bytes);
		if (n <= 0)
			return !word;
		str_add_bytes(seen, bytes, (size_t)n);
	}
	return true;
}

/* The whole screen is cleared at once, and nothing of the work is painted after that. */
static bool blanks_at_once(const char *keys)
{
	const struct winsize size = {24, 80, 0, 0};
	struct str seen = STR_INIT;
	size_t from;
	int fd, status = 0;
	bool is_soon;
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(works());
	assert_true(reads(fd, &seen, 0, WORD, WAIT_MS));
	assert_true(reads(fd, &seen, 0, "%", WAIT_MS));
	from = seen.len;
	assert_int_equal(write(fd, keys, strlen(keys)), (ssize_t)strlen(keys));
	is_soon = reads(fd, &seen, from, ":", AT_ONCE_MS); /* the clock */
	assert_true(is_soon || reads(fd, &seen, from, ":", WAIT_MS));
	from = (size_t)(strchr(seen.bytes + from, ':') - seen.bytes);
	(void)reads(fd, &seen, from, NULL, WAIT_MS);
	assert_null(strchr(seen.bytes + from, '%'));
	assert_null(strstr(seen.bytes + from, WORD));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	(void)close(fd);
	str_release(&seen);
	return is_soon;
}

static void blanks_while_a_call_works(void **state)
{
	int tries = 0;

	(void)state;
	while (!blanks_at_once("\f"))
		assert_true(++tries < TRIES);
}

/* What is typed before and after it goes: nobody saw what it would have done. */
static void keys_around_it_are_gone(void **state)
{
	(void)state;
	(void)blanks_at_once("1\rn\f\fx\r");
	(void)blanks_at_once("\033[200~van een\033[201~\f");
}

int test_busy(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_while_a_call_works),
		cmocka_unit_test(keys_around_it_are_gone),
	};

	return cmocka_run_group_tests_name("busy", tests, NULL, NULL);
}
