/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	LINE = 64,       /* a number, a blank and a time in clock ticks */
	STAT_BYTES = 1024, /* of /proc/PID/stat: 52 numbers and a name of 16 bytes */
	TIME_FIELD = 20  /* after the name: the 22nd of all */
};
static const char name[] = "owner";

struct line {
	char text[LINE];
};

static struct line path_in(const char *folder)
{
	struct line path;

	(void)snprintf(path.text, sizeof path.text, "%s/%s", folder, name);
	return path;
}

/* Reads a short file; "" when there is none. */
static void read_short(int fd, const char *path, char *out, size_t room)
{
	int file = openat(fd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = file >= 0 ? read(file, out, room - 1) : 0;

	out[got > 0 ? got : 0] = '\0';
	if (file >= 0)
		(void)close(file); /* nothing was written */
}

/* "" when there is no such process. */
static struct line describe(long pid)
{
	struct line path, out = {""};
	char stat[STAT_BYTES];
	const char *at;

	(void)snprintf(path.text, sizeof path.text, "/proc/%ld/stat", pid);
	read_short(AT_FDCWD, path.text, stat, sizeof stat);
	at = strrchr(stat, ')'); /* the name before it may hold anything */
	for (int i = 0; at && i < TIME_FIELD; i++)
		at = strchr(at + 1, ' ');
	if (at)
		(void)snprintf(out.text, sizeof out.text, "%ld %llu\n", pid,
			       strtoull(at + 1, NULL, 10));
	return out;
}

static struct line read_owner(int fd, const char *folder)
{
	struct line out;

	read_short(fd, path_in(folder).text, out.text, sizeof out.text);
	return out;
}

bool owner_write(int fd, const char *folder)
{
	struct line me = describe((long)getpid());
	int file = openat(fd, path_in(folder).text,
			  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t len = strlen(me.text);
	bool is_written = file >= 0 && write(file, me.text, len) == (ssize_t)len;

	if (file >= 0 && close(file) != 0)
		return false;
	return is_written;
}

bool owner_remove(int fd, const char *folder)
{
	return unlinkat(fd, path_in(folder).text, 0) == 0 || errno == ENOENT;
}

bool owner_is_me(int fd, const char *folder)
{
	return strcmp(read_owner(fd, folder).text, describe((long)getpid()).text) == 0;
}

bool owner_is_alive(int fd, const char *folder)
{
	struct line owner = read_owner(fd, folder);
	long pid = strtol(owner.text, NULL, 10);

	return pid > 0 && strcmp(owner.text, describe(pid).text) == 0;
}

