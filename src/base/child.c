/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"

enum {
	PATIENCE_MS = 30 * 1000, /* a child that does nothing for so long is ended */
	LINE_BYTES = 4096,
	OUTPUT_BYTES = 1024 * 1024 /* read and thrown away behind the first line */
};

struct child {
	pid_t pid;
	int fd; /* our end of the pipe; -1 when closed */
};

static bool is_program(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode) && access(path, X_OK) == 0;
}

bool child_exists(const char *program)
{
	const char *path = getenv("PATH");
	struct str full = STR_INIT;
	bool found = false;

	if (!program || !*program)
		return false;
	if (strchr(program, '/'))
		return is_program(program);
	for (path = path ? path : "/usr/bin:/bin"; *path && !found;) {
		size_t len = strcspn(path, ":");

		if (len > 0) { /* an empty part means the folder one stands in: never */
			str_reset(&full);
			str_add_bytes(&full, path, len);
			str_addf(&full, "/%s", program);
			found = is_program(full.bytes);
		}
		path += len + (path[len] == ':');
	}
	str_release(&full);
	return found;
}

static enum err failed(struct error *e, const char *const argv[], const char *what,
		       int number)
{
	error_set(e, ERR_FILE,
		  _("%s does not work on this laptop. Ask who looks after it."), argv[0]);
	error_detail(e, "%s: %d", what, number);
	return ERR_FILE;
}

/* Nothing of ours reaches the child: not our signals, not our open files. */
static int spawn(pid_t *pid, const char *const argv[], int fd, int as)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	char *const *args;
	int number;

	memcpy(&args, &argv, sizeof args); /* posix_spawnp changes none of them */
	sigemptyset(&none);
	sigfillset(&all);
	number = posix_spawn_file_actions_init(&files);
	if (number != 0)
		return number;
	number = posix_spawnattr_init(&attributes);
	if (number != 0)
		goto out;
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes,
				 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	for (int i = 0; i <= 2 && number == 0; i++)
		number = i == as ? posix_spawn_file_actions_adddup2(&files, fd, i)
				 : posix_spawn_file_actions_addopen(
					   &files, i, "/dev/null",
					   i == 0 ? O_RDONLY : O_WRONLY, 0);
	if (number == 0)
		number = posix_spawn_file_actions_addclosefrom_np(&files, 3);
	if (number == 0)
		number = posix_spawnp(pid, argv[0], &files, &attributes, args, environ);
	posix_spawnattr_destroy(&attributes);
out:
	posix_spawn_file_actions_destroy(&files);
	return number;
}

/* Starts argv with one end of a new pipe as its descriptor 'as' (0 or 1). */
static int start(struct child *c, const char *const argv[], int as)
{
	int ends[2], theirs, number;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	/* were 0, 1 or 2 closed, the pipe could sit where the child's own must come */
	theirs = fcntl(ends[as], F_DUPFD_CLOEXEC, 3);
	c->fd = fcntl(ends[!as], F_DUPFD_CLOEXEC, 3);
	number = theirs < 0 || c->fd < 0 ? errno : 0;
	(void)close(ends[0]);
	(void)close(ends[1]);
	if (number == 0)
		number = spawn(&c->pid, argv, theirs, as);
	if (theirs >= 0)
		(void)close(theirs);
	if (number != 0 && c->fd >= 0)
		(void)close(c->fd);
	return number;
}

/* Waits until fd can be used; false when the patience is over. */
static bool wait_for(int fd, short what)
{
	struct pollfd one = {fd, what, 0};
	int ready;

	do {
		ready = poll(&one, 1, PATIENCE_MS);
	} while (ready < 0 && errno == EINTR);
	return ready > 0;
}

/* The exit status; -1 when it was ended by a signal, or by us. */
static int finish(struct child *c, bool hurry)
{
	int status = 0, pidfd = -1;

	if (c->fd >= 0)
		(void)close(c->fd);
	c->fd = -1;
	if (!hurry) {
		pidfd = (int)syscall(SYS_pidfd_open, c->pid, 0);
		hurry = pidfd >= 0 && !wait_for(pidfd, POLLIN);
	}
	if (pidfd >= 0)
		(void)close(pidfd);
	if (hurry)
		(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int write_all(struct child *c, const char *bytes, size_t len)
{
	if (fcntl(c->fd, F_SETFL, O_NONBLOCK) < 0)
		return errno;
	while (len > 0) {
		ssize_t done = write(c->fd, bytes, len);

		if (done >= 0) {
			bytes += done;
			len -= (size_t)done;
		} else if (errno == EAGAIN) {
			if (!wait_for(c->fd, POLLOUT))
				return ETIMEDOUT;
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

/* A child that stops reading would end us by SIGPIPE: held back, and taken away if it
 * came. */
static int write_safely(struct child *c, const char *bytes, size_t len)
{
	static const struct timespec at_once = {0, 0};
	sigset_t pipe_only, before, waiting;
	bool was_waiting;
	int number;

	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	sigpending(&waiting);
	was_waiting = sigismember(&waiting, SIGPIPE) == 1;
	pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
	number = write_all(c, bytes, len);
	if (number == EPIPE && !was_waiting)
		while (sigtimedwait(&pipe_only, NULL, &at_once) < 0 && errno == EINTR)
			continue;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return number;
}

enum err child_feed(const char *const argv[], const char *bytes, size_t len,
		    struct error *e)
{
	struct child c = {0, -1};
	int number = start(&c, argv, 0), status;

	if (number != 0)
		return failed(e, argv, "cannot start, errno", number);
	number = write_safely(&c, bytes, len);
	status = finish(&c, number == ETIMEDOUT);
	if (number != 0)
		return failed(e, argv, "does not read, errno", number);
	if (status != 0)
		return failed(e, argv, "exit status", status);
	return OK;
}

static int read_all(struct child *c, struct str *out)
{
	char piece[512];
	size_t total = 0;

	while (total < OUTPUT_BYTES) {
		ssize_t got;

		if (!wait_for(c->fd, POLLIN))
			return ETIMEDOUT;
		got = read(c->fd, piece, sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? errno : 0;
		total += (size_t)got;
		if (out->len < LINE_BYTES)
			str_add_bytes(out, piece, (size_t)got);
	}
	return EFBIG;
}

enum err child_ask(const char *const argv[], struct str *out, struct error *e)
{
	struct child c = {0, -1};
	int number, status;
	size_t line;

	str_reset(out);
	number = start(&c, argv, 1);
	if (number != 0)
		return failed(e, argv, "cannot start, errno", number);
	number = read_all(&c, out);
	status = finish(&c, number != 0);
	line = strcspn(out->bytes, "\n");
	str_cut(out, line < LINE_BYTES ? line : LINE_BYTES);
	if (number == 0 && status == 0)
		return OK;
	str_reset(out);
	return failed(e, argv, number ? "does not answer, errno" : "exit status",
		      number ? number : status);
}
