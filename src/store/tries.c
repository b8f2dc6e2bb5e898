/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tries.h"

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

int64_t tries_wait_ms(const char *folder)
{
	struct clock clock = clock_system();
	int fd = tries_open(folder, O_RDONLY);
	int64_t wait = 0, past;
	struct stat st;

	if (fd < 0)
		return 0;
	wait = wait_after(read_count(fd));
	if (fstat(fd, &st) == 0 && wait > 0) {
		past = clock_now(&clock) - (st.st_mtim.tv_sec * INT64_C(1000) +
					    st.st_mtim.tv_nsec / NS_PER_MS);
		if (past < 0)
			(void)futimens(fd, NULL); /* the clock was set back: it waits from now */
		else
			wait = past < wait ? wait - past : 0;
	}
	(void)close(fd); /* nothing was written */
	return wait;
}

/* Written in place, in one sector, under a lock: two processes may be refused at once. */
void tries_count(const char *folder)
{
	int fd = tries_open(folder, O_RDWR | O_CREAT);
	char line[LINE + 1];
	unsigned count;

	if (fd < 0)
		return;
	(void)flock(fd, LOCK_EX); /* without it one of two counts is lost at worst */
	count = (unsigned)read_count(fd);
	count = count < COUNT_MOST ? count + 1 : COUNT_MOST;
	(void)snprintf(line, sizeof line, "tries %5u\n", count % (COUNT_MOST + 1));
	if (fchmod(fd, 0600) == 0 && pwrite(fd, line, LINE, 0) == LINE)
		(void)fsync(fd); /* the count is a hindrance, no promise */
	(void)close(fd);
}

void tries_forget(const char *folder)
{
	char *path = file_path(folder, KEYS_TRIES);

	(void)unlink(path); /* mostly there is none */
	free(path);
}
