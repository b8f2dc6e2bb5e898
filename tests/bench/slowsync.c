/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A disk that takes its time, to be preloaded: each fsync, fdatasync and sync_file_range
 * lasts SLOWSYNC_MS milliseconds longer (10 without it), which is what a laptop's disk
 * does.  With SLOWSYNC_LOG=FILE each call adds one line there: microseconds since boot,
 * and what was called.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

static void wait_for_disk(void)
{
	const char *set = getenv("SLOWSYNC_MS");
	long ms = set ? strtol(set, NULL, 10) : 10;
	struct timespec left = {ms / 1000, ms % 1000 * 1000000};

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static void note(const char *what)
{
	const char *path = getenv("SLOWSYNC_LOG");
	struct timespec t;
	int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;

	if (fd < 0)
		return;
	clock_gettime(CLOCK_MONOTONIC, &t);
	dprintf(fd, "%lld %s\n", (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000, what);
	close(fd);
}

/* ISO C has no cast from void * to a function; POSIX has. */
static void *real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static void slow(const char *what)
{
	int kept = errno;

	note(what);
	wait_for_disk();
	errno = kept;
}

int fsync(int fd)
{
	int (*call)(int);

	*(void **)&call = real("fsync");
	slow("fsync");
	return call(fd);
}

int fdatasync(int fd)
{
	int (*call)(int);

	*(void **)&call = real("fdatasync");
	slow("fdatasync");
	return call(fd);
}

int sync_file_range(int fd, off64_t from, off64_t count, unsigned int flags)
{
	int (*call)(int, off64_t, off64_t, unsigned int);

	*(void **)&call = real("sync_file_range");
	slow("sync_file_range");
	return call(fd, from, count, flags);
}
