/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tries.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/keys_inner.h"

enum {
	LINE = 12,       /* "tries     3\n" */
	COUNT_MOST = 99999,
	FIRST_WAIT_MS = 2000,
	NS_PER_MS = 1000000
};

static int tries_open(const char *folder, int flags)
{
	char *path = file_path(folder, KEYS_TRIES);
	int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	struct stat st;

	free(path);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		(void)close(fd); /* nothing was written */
		return -1;
	}
	return fd;
}

/* What is not what was written counts as the third wrong try: a wait of 2 s. */
static int read_count(int fd)
{
	char line[LINE + 1] = "";
	ssize_t got = pread(fd, line, LINE, 0);
	char *end;
	long n;

	if (got == 0)
		return 0; /* made, and then cut off */
	if (got != LINE || memcmp(line, "tries ", 6) != 0 || line[LINE - 1] != '\n')
		return TRIES_FREE + 1;
	n = strtol(line + 6, &end, 10);
	return *end == '\n' && n >= 0 && n <= COUNT_MOST ? (int)n : TRIES_FREE + 1;
}

static int64_t wait_after(int count)
{
	int64_t wait = FIRST_WAIT_MS;

	if (count <= TRIES_FREE)
		return 0;
	for (int i = TRIES_FREE + 1; i < count && wait < TRIES_WAIT_MOST_MS; i++)
		wait *= 2;
	return wait < TRIES_WAIT_MOST_MS ? wait : TRIES_WAIT_MOST_MS;
}

/* A time that lies ahead (the clock was set back) becomes now. */
static int64_t wait_in(int fd)
{
	struct clock clock = clock_system();
	int64_t wait = wait_after(read_count(fd)), past;
	struct stat st;

	if (wait == 0 || fstat(fd, &st) != 0)
		return wait;
	past = clock_now(&clock) -
	       (st.st_mtim.tv_sec * INT64_C(1000) + st.st_mtim.tv_nsec / NS_PER_MS);
	if (past >= 0)
		return past < wait ? wait - past : 0;
	(void)futimens(fd, NULL);
	return wait;
}

int64_t tries_wait_ms(const char *folder)
{
	int fd = tries_open(folder, O_RDONLY);
	int64_t wait = fd >= 0 ? wait_in(fd) : 0;

	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	return wait;
}

/* Who had it may have removed it while we waited: then that is not the file any more. */
static int open_held(const char *folder, int flags)
{
	struct stat st;
	int fd;

	for (;;) {
		fd = tries_open(folder, flags);
		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) != 0)
			if (errno != EINTR)
				return fd; /* a file system without such locks: one process is the rule */
		if (fstat(fd, &st) != 0 || st.st_nlink > 0)
			return fd;
		(void)close(fd); /* nothing was written */
	}
}

struct tries tries_begin(const char *folder)
{
	struct tries t = {folder, open_held(folder, O_RDWR | O_CREAT), 0};

	if (t.fd < 0) /* what was counted before still holds */
		t.fd = open_held(folder, O_RDONLY);
	if (t.fd >= 0)
		t.wait_ms = wait_in(t.fd);
	return t;
}

/* Written in place, in one sector. */
void tries_count(struct tries *t)
{
	char line[LINE + 1];
	unsigned count;

	if (t->fd < 0)
		return;
	count = (unsigned)read_count(t->fd);
	count = count < COUNT_MOST ? count + 1 : COUNT_MOST;
	(void)snprintf(line, sizeof line, "tries %5u\n", count % (COUNT_MOST + 1));
	if (fchmod(t->fd, 0600) == 0 && pwrite(t->fd, line, LINE, 0) == LINE)
		(void)fsync(t->fd); /* the count is a hindrance, no promise */
}

void tries_forget(struct tries *t)
{
	char *path = file_path(t->folder, KEYS_TRIES);

	(void)unlink(path); /* where it cannot be, the next right one does it */
	free(path);
}

void tries_end(struct tries *t)
{
	struct stat st;

	if (t->fd < 0)
		return;
	if (fstat(t->fd, &st) == 0 && st.st_size == 0 && st.st_nlink > 0)
		tries_forget(t); /* nothing was counted */
	(void)close(t->fd); /* what was to be kept was synced */
	t->fd = -1;
}
