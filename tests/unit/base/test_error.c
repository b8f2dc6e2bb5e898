/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "groups.h"

static void error_takes_null(void **state)
{
	(void)state;
	assert_int_equal(error_set(NULL, ERR_FULL, "%d", 1), ERR_FULL);
	error_detail(NULL, "x");
}

static void error_keeps_errno_and_clears_detail(void **state)
{
	struct error e = ERROR_INIT;

	(void)state;
	error_detail(&e, "old");
	errno = ENOSPC;
	assert_int_equal(error_set(&e, ERR_FILE, "no %s", "way"), ERR_FILE);
	assert_int_equal(errno, ENOSPC);
	assert_string_equal(e.text, "no way");
	assert_string_equal(e.detail, "");
	assert_int_equal(e.code, ERR_FILE);
}

static void error_may_use_its_own_text(void **state)
{
	struct error e = ERROR_INIT;

	(void)state;
	error_set(&e, ERR_INVALID, "twice");
	error_set(&e, ERR_INVALID, "%s and %s", e.text, e.text);
	assert_string_equal(e.text, "twice and twice");
}

static void error_cuts_at_a_whole_character(void **state)
{
	struct error e = ERROR_INIT;
	struct str long_text = STR_INIT;

	(void)state;
	for (int shift = 0; shift < 3; shift++) {
		str_reset(&long_text);
		str_pad(&long_text, shift);
		for (int i = 0; i < 400; i++)
			str_add(&long_text, "€");
		error_set(&e, ERR_INVALID, "%s", long_text.bytes);
		error_detail(&e, "%s", long_text.bytes);
		assert_true(strlen(e.text) >= ERROR_TEXT_BYTES - 4);
		assert_true(text_is_utf8(e.text, strlen(e.text)));
		assert_true(text_is_utf8(e.detail, strlen(e.detail)));
	}
	str_release(&long_text);
}

static void error_has_the_exit_status_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(error_exit_status(OK), 0);
	assert_int_equal(error_exit_status(ERR_NOT_FOUND), 1);
	assert_int_equal(error_exit_status(ERR_INVALID), 1);
	assert_int_equal(error_exit_status(ERR_USAGE), 2);
	assert_int_equal(error_exit_status(ERR_PASSPHRASE), 3);
	assert_int_equal(error_exit_status(ERR_FULL), 4);
	assert_int_equal(error_exit_status(ERR_MEMORY), 4);
	assert_int_equal(error_exit_status(ERR_BUSY), 5);
	assert_int_equal(error_exit_status((enum err)99), 4);
}

int group_error(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(error_takes_null),
		cmocka_unit_test(error_keeps_errno_and_clears_detail),
		cmocka_unit_test(error_may_use_its_own_text),
		cmocka_unit_test(error_cuts_at_a_whole_character),
		cmocka_unit_test(error_has_the_exit_status_of_the_manual),
	};

	return RUN_GROUP("error", tests);
}

static void mem_copies(void **state)
{
	char *copy = mem_text("Zoë"), *part = mem_bytes("ab\0cd", 4),
	     *none = mem_bytes(NULL, 0);
	int *zeroes = mem_array(3, sizeof *zeroes);

	(void)state;
	assert_string_equal(copy, "Zoë");
	assert_memory_equal(part, "ab\0c", 5);
	assert_string_equal(none, "");
	assert_null(mem_text(NULL));
	assert_int_equal(zeroes[0] + zeroes[1] + zeroes[2], 0);
	free(copy);
	free(part);
	free(none);
	free(zeroes);
	free(mem_array(0, 8));
	free(mem_resize(NULL, 0, 0));
}

static void mem_grows(void **state)
{
	size_t count = 0, room = 0;
	int *items = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		VEC_ROOM(items, count, room);
		items[count++] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	assert_true(room >= count);
	free(items);
}

static void say_hook(void)
{
	(void)!write(STDERR_FILENO, "hook ", 5);
}

/* The child asks for what cannot be; its standard error comes back. */
static int status_of_failure(struct str *said, bool with_hook)
{
	int ends[2], status;
	char piece[256];
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		if (with_hook)
			mem_on_failure(say_hook);
		(void)mem_array(SIZE_MAX / 2, 3);
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], piece, sizeof piece)) > 0)
		str_add_bytes(said, piece, (size_t)got);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void mem_ends_with_one_sentence(void **state)
{
	struct str said = STR_INIT;

	(void)state;
	assert_int_equal(status_of_failure(&said, true), 4);
	assert_true(text_begins(said.bytes, "hook trede: "));
	assert_ptr_equal(strchr(said.bytes, '\n'), said.bytes + said.len - 1);
	str_reset(&said);
	assert_int_equal(status_of_failure(&said, false), 4);
	assert_true(text_begins(said.bytes, "trede: "));
	str_release(&said);
}

static void arena_aligns_and_zeroes(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t size = 0; size < 3000; size += 37) {
		char *text = arena_bytes(&a, "xyz", 3);
		unsigned char *p = arena_new(&a, size);

		assert_string_equal(text, "xyz");
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		if (size > 0)
			memset(p, 0xAA, size);
	}
	assert_true(a.used > 3000);
	arena_release(&a);
	assert_int_equal(a.used, 0);
	assert_string_equal(arena_text(&a, "again"), "again");
	arena_release(&a);
	arena_release(&a);
}

static void arena_keeps_big_ones_apart(void **state)
{
	struct arena a = ARENA_INIT;
	char *big = arena_array(&a, 1000, 1000), *small = arena_text(&a, "s");
	char *said = arena_format(&a, "%d %s", 7, "keer");

	(void)state;
	memset(big, 1, 1000000);
	assert_string_equal(small, "s");
	assert_string_equal(said, "7 keer");
	assert_null(arena_text(&a, NULL));
	assert_string_equal(arena_bytes(&a, NULL, 0), "");
	assert_string_equal(arena_format(&a, "%s", ""), "");
	arena_release(&a);
}

int group_mem(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mem_copies),
		cmocka_unit_test(mem_grows),
		cmocka_unit_test(mem_ends_with_one_sentence),
		cmocka_unit_test(arena_aligns_and_zeroes),
		cmocka_unit_test(arena_keeps_big_ones_apart),
	};

	return RUN_GROUP("mem and arena", tests);
}
