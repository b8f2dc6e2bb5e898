/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <unistd.h>

#include "groups.h"

static void child_is_found(void **state)
{
	(void)state;
	assert_true(child_exists("sh"));
	assert_true(child_exists("/bin/sh"));
	assert_false(child_exists("trede-no-such-program"));
	assert_false(child_exists("/tmp"));
	assert_false(child_exists(""));
	assert_false(child_exists(NULL));
}

static void child_gets_every_byte(void **state)
{
	char *folder = new_folder(), *path = file_path(folder, "out");
	const char *const argv[] = {"sh", "-c", "cat >\"$0\"", path, NULL};
	struct str sent = STR_INIT, got = STR_INIT;

	(void)state;
	for (int i = 0; i < 40000; i++)
		str_addf(&sent, "%d\n", i);
	str_add_bytes(&sent, "\0", 1);
	assert_int_equal(child_feed(argv, sent.bytes, sent.len, NULL), OK);
	assert_int_equal(file_read(path, sent.len, &got, NULL), OK);
	assert_int_equal(got.len, sent.len);
	assert_memory_equal(got.bytes, sent.bytes, sent.len);
	unlink(path);
	assert_int_equal(child_feed(argv, NULL, 0, NULL), OK);
	unlink(path);
	rmdir(folder);
	str_release(&sent);
	str_release(&got);
	free(path);
	free(folder);
}

static void child_that_fails_is_said(void **state)
{
	const char *const no[] = {"trede-no-such-program", NULL};
	const char *const three[] = {"sh", "-c", "cat >/dev/null; exit 3", NULL};
	const char *const killed[] = {"sh", "-c", "kill -9 $$", NULL};
	struct error e = ERROR_INIT;

	(void)state;
	assert_int_equal(child_feed(no, "x", 1, &e), ERR_FILE);
	assert_true(text_begins(e.text, "trede-no-such-program"));
	assert_int_equal(child_feed(three, "x", 1, &e), ERR_FILE);
	assert_string_equal(e.detail, "exit status: 3");
	assert_int_equal(child_feed(killed, "", 0, &e), ERR_FILE);
}

static void child_that_does_not_read_ends_nobody(void **state)
{
	const char *const argv[] = {"true", NULL};
	size_t len = 1024 * 1024;
	char *bytes = mem_array(len, 1);
	sigset_t waiting;

	(void)state;
	assert_int_equal(child_feed(argv, bytes, len, NULL), ERR_FILE);
	sigpending(&waiting);
	assert_false(sigismember(&waiting, SIGPIPE));
	free(bytes);
}

static void child_answers_one_line(void **state)
{
	const char *const two[] = {"printf", "one\\ntwo\\n", NULL};
	const char *const many[] = {"seq", "-s", " ", "1", "20000", NULL};
	const char *const none[] = {"true", NULL};
	const char *const bad[] = {"sh", "-c", "echo half; exit 1", NULL};
	const char *const endless[] = {"yes", NULL};
	struct str out = STR_INIT;

	(void)state;
	assert_int_equal(child_ask(two, &out, NULL), OK);
	assert_string_equal(out.bytes, "one");
	assert_int_equal(child_ask(many, &out, NULL), OK);
	assert_int_equal(out.len, 4096);
	assert_int_equal(child_ask(none, &out, NULL), OK);
	assert_string_equal(out.bytes, "");
	assert_int_equal(child_ask(bad, &out, NULL), ERR_FILE);
	assert_string_equal(out.bytes, "");
	assert_int_equal(child_ask(endless, &out, NULL), ERR_FILE);
	str_release(&out);
}

/* No file of ours is open in a child: only 0, 1 and 2, and the folder that ls reads. */
static void child_inherits_nothing(void **state)
{
	const char *const argv[] = {"sh", "-c", "ls /proc/self/fd | tr '\\n' ' '", NULL};
	struct str out = STR_INIT;
	int fd = dup(0);

	(void)state;
	assert_true(fd > 2);
	assert_int_equal(child_ask(argv, &out, NULL), OK);
	assert_string_equal(out.bytes, "0 1 2 3 ");
	close(fd);
	str_release(&out);
}

int group_child(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(child_is_found),
		cmocka_unit_test(child_gets_every_byte),
		cmocka_unit_test(child_that_fails_is_said),
		cmocka_unit_test(child_that_does_not_read_ends_nobody),
		cmocka_unit_test(child_answers_one_line),
		cmocka_unit_test(child_inherits_nothing),
	};

	return RUN_GROUP("child", tests);
}
