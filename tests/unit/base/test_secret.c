/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "groups.h"

enum { DEADLINE_MS = 10000 };

static void set(struct secret *s, const char *text)
{
	secret_cut(s, 0);
	assert_true(secret_add(s, text, strlen(text)));
}

static void secret_grows_and_shrinks(void **state)
{
	struct secret s = SECRET_INIT;

	(void)state;
	assert_true(secret_add(&s, "", 0));
	assert_null(s.bytes);
	set(&s, "geheim woord");
	assert_string_equal(s.bytes, "geheim woord");
	assert_int_equal(s.len, 12);
	secret_cut(&s, 20);
	assert_int_equal(s.len, 12);
	secret_cut(&s, 6);
	assert_int_equal(s.len, 6);
	assert_memory_equal(s.bytes, "geheim\0\0\0\0\0\0\0", 13);
	secret_release(&s);
	assert_null(s.bytes);
	assert_int_equal(s.len, 0);
	secret_release(&s);
}

static void secret_is_bounded(void **state)
{
	struct secret s = SECRET_INIT;
	char *much = mem_new(SECRET_MOST + 1);

	(void)state;
	memset(much, 'a', SECRET_MOST + 1);
	assert_false(secret_add(&s, much, SECRET_MOST + 1));
	assert_int_equal(s.len, 0);
	assert_true(secret_add(&s, much, SECRET_MOST - 1));
	assert_false(secret_add(&s, "bc", 2));
	assert_false(secret_add(&s, "bc", SIZE_MAX));
	assert_int_equal(s.len, SECRET_MOST - 1);
	assert_true(secret_add(&s, "b", 1));
	assert_int_equal(s.bytes[SECRET_MOST], '\0');
	secret_release(&s);
	free(much);
}

static void secret_compares(void **state)
{
	struct secret a = SECRET_INIT, b = SECRET_INIT;

	(void)state;
	assert_true(secret_equal(&a, &b));
	set(&a, "a");
	assert_false(secret_equal(&a, &b));
	assert_false(secret_equal(&b, &a));
	secret_add(&b, "a\0", 2); /* longer by a NUL only */
	assert_false(secret_equal(&a, &b));
	set(&b, "a");
	assert_true(secret_equal(&a, &b));
	set(&b, "b");
	assert_false(secret_equal(&a, &b));
	secret_release(&a);
	secret_release(&b);
}

/* The line VmFlags of the mapping that begins at address. */
static bool mapping_has(const void *address, const char *flag)
{
	FILE *maps = fopen("/proc/self/smaps", "re");
	char line[512];
	bool is_here = false, has = false;

	assert_non_null(maps);
	while (fgets(line, sizeof line, maps)) {
		unsigned long begin, end;

		if (sscanf(line, "%lx-%lx ", &begin, &end) == 2)
			is_here = begin <= (unsigned long)address &&
				  (unsigned long)address < end;
		else if (is_here && strncmp(line, "VmFlags:", 8) == 0)
			has = strstr(line, flag) != NULL;
	}
	fclose(maps);
	return has;
}

static void secret_lies_in_locked_memory(void **state)
{
	struct secret s = SECRET_INIT;

	(void)state;
	set(&s, "geheim");
	assert_true(mapping_has(s.bytes, " dd")); /* in no core file */
#ifndef __SANITIZE_ADDRESS__			  /* where mlock does nothing */
	assert_true(mapping_has(s.bytes, " lo"));
#endif
	secret_release(&s);
}

/* The end to read of a pipe that holds bytes and then ends. */
static int pipe_with(const char *bytes, size_t len)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	assert_int_equal(write(ends[1], bytes, len), (ssize_t)len);
	close(ends[1]);
	return ends[0];
}

static void assert_read(const char *bytes, size_t len, const char *expected)
{
	struct secret s = SECRET_INIT;
	int fd = pipe_with(bytes, len);

	set(&s, "before");
	assert_int_equal(secret_read(fd, &s, NULL), OK);
	assert_int_equal(s.len, strlen(expected));
	if (*expected)
		assert_string_equal(s.bytes, expected);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	secret_release(&s);
}

static void secret_reads_one_line(void **state)
{
	(void)state;
	assert_read("geheim\n", 7, "geheim");
	assert_read("geheim", 6, "geheim");
	assert_read("een\ntwee\n", 9, "een");
	assert_read("\n", 1, "");
	assert_read("", 0, "");
	assert_read("  wachtwoord zin ë \n", 20, "  wachtwoord zin ë ");
}

static void secret_leaves_the_next_line(void **state)
{
	int fd = pipe_with("een\ntwee\n", 9), other = dup(fd);
	struct secret s = SECRET_INIT;

	(void)state;
	assert_int_equal(secret_read(fd, &s, NULL), OK);
	assert_int_equal(secret_read(other, &s, NULL), OK);
	assert_string_equal(s.bytes, "twee");
	secret_release(&s);
}

static void secret_waits_for_a_slow_writer(void **state)
{
	struct secret s = SECRET_INIT;
	int ends[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
	pid = fork();
	if (pid == 0) {
		usleep(20000);
		_exit(write(ends[1], "laat\n", 5) != 5);
	}
	assert_int_equal(secret_read(ends[0], &s, NULL), OK);
	assert_string_equal(s.bytes, "laat");
	close(ends[1]);
	waitpid(pid, NULL, 0);
	secret_release(&s);
}

static void secret_read_refuses(void **state)
{
	struct secret s = SECRET_INIT;
	struct error e = ERROR_INIT;
	char *much = mem_new(SECRET_MOST + 2);

	(void)state;
	assert_int_equal(secret_read(-1, &s, &e), ERR_USAGE);
	assert_int_equal(secret_read(1000, &s, &e), ERR_USAGE);
	assert_non_null(strstr(e.text, "1000"));
	memset(much, 'a', SECRET_MOST + 1);
	much[SECRET_MOST + 1] = '\n';
	assert_int_equal(secret_read(pipe_with(much, SECRET_MOST + 2), &s, &e),
			 ERR_USAGE);
	assert_int_equal(s.len, 0);
	assert_null(strstr(e.text, "aaa"));
	secret_release(&s);
	free(much);
}

/* A terminal with a child that asks in it and ends with 0 when it was given "geheim". */
struct asking {
	int fd;
	pid_t pid;
	struct str seen;
};

static void ask_in_child(void)
{
	struct secret s = SECRET_INIT;
	enum err rc = secret_ask("Passphrase: ", &s, NULL);

	_exit(rc != OK ? 10 + (int)rc : strcmp(s.bytes ? s.bytes : "", "geheim") != 0);
}

static bool read_some(struct asking *a)
{
	struct pollfd one = {a->fd, POLLIN, 0};
	char bytes[256];
	ssize_t got;

	assert_int_equal(poll(&one, 1, DEADLINE_MS), 1);
	got = read(a->fd, bytes, sizeof bytes);
	if (got > 0)
		str_add_bytes(&a->seen, bytes, (size_t)got);
	return got > 0;
}

static void wait_for(struct asking *a, const char *text)
{
	while (!strstr(a->seen.bytes, text))
		assert_true(read_some(a));
}

static void asking_begin(struct asking *a)
{
	a->seen = (struct str)STR_INIT;
	a->pid = forkpty(&a->fd, NULL, NULL, NULL);
	if (a->pid == 0)
		ask_in_child();
	wait_for(a, "Passphrase: ");
}

static void type(struct asking *a, const char *keys)
{
	assert_int_equal(write(a->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static int asking_end(struct asking *a)
{
	int status = 0;

	while (read_some(a))
		;
	waitpid(a->pid, &status, 0);
	close(a->fd);
	return status;
}

static void secret_asks_unseen(void **state)
{
	struct asking a;
	int status;

	(void)state;
	asking_begin(&a);
	type(&a, "fout\025geheix\177m\n"); /* ^U and a backspace */
	status = asking_end(&a);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_null(strstr(a.seen.bytes, "geh"));
	assert_null(strstr(a.seen.bytes, "fout"));
	str_release(&a.seen);
}

static void secret_ask_is_broken_off(void **state)
{
	struct termios now;
	struct asking a;
	int status, slave;

	(void)state;
	asking_begin(&a);
	slave = open(ptsname(a.fd), O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_int_equal(tcgetattr(slave, &now), 0);
	assert_int_equal(now.c_lflag & (tcflag_t)ECHO, 0);
	type(&a, "geh\003");
	waitpid(a.pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	assert_int_equal(tcgetattr(slave, &now), 0);
	assert_int_not_equal(now.c_lflag & (tcflag_t)ECHO, 0);
	close(slave);
	close(a.fd);
	str_release(&a.seen);
}

static void secret_asks_again_after_a_stop(void **state)
{
	struct asking a;
	int status;

	(void)state;
	asking_begin(&a);
	str_reset(&a.seen);
	type(&a, "weg");
	kill(a.pid, SIGTSTP); /* with no shell around it, it goes on at once */
	wait_for(&a, "Passphrase: ");
	type(&a, "geheim\n");
	status = asking_end(&a);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	str_release(&a.seen);
}

static void secret_ask_ends_with_its_terminal(void **state)
{
	struct asking a;
	int status;

	(void)state;
	asking_begin(&a);
	type(&a, "\004"); /* the end, without a line */
	status = asking_end(&a);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 10 + ERR_USAGE);
	str_release(&a.seen);
	asking_begin(&a);
	close(a.fd);
	waitpid(a.pid, &status, 0);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 10 + ERR_USAGE);
	str_release(&a.seen);
}

static void secret_ask_needs_a_terminal(void **state)
{
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		setsid();
		ask_in_child();
	}
	waitpid(pid, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 10 + ERR_USAGE);
}

int group_secret(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secret_grows_and_shrinks),
		cmocka_unit_test(secret_is_bounded),
		cmocka_unit_test(secret_compares),
		cmocka_unit_test(secret_lies_in_locked_memory),
		cmocka_unit_test(secret_reads_one_line),
		cmocka_unit_test(secret_leaves_the_next_line),
		cmocka_unit_test(secret_waits_for_a_slow_writer),
		cmocka_unit_test(secret_read_refuses),
		cmocka_unit_test(secret_asks_unseen),
		cmocka_unit_test(secret_ask_is_broken_off),
		cmocka_unit_test(secret_asks_again_after_a_stop),
		cmocka_unit_test(secret_ask_ends_with_its_terminal),
		cmocka_unit_test(secret_ask_needs_a_terminal),
	};

	return RUN_GROUP("secret", tests);
}
