/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/*
 * Loaded before the C library: every byte that goes into a plain file is also appended to
 * $WRITTEN/bytes, and every file and folder that is made to $WRITTEN/made as "MODE PATH" with the
 * rights it had at that moment.  So what was written and taken away again is seen too.
 */
static int log_of(const char *name)
{
	static int (*real)(const char *, int, ...);
	const char *folder = getenv("WRITTEN");
	char path[4096];
	int before = errno, fd;

	if (!folder)
		return -1;
	if (!real)
		real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	fd = real(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	errno = before;
	return fd;
}

static ssize_t raw(int fd, const void *from, size_t len)
{
	static ssize_t (*real)(int, const void *, size_t);

	if (!real)
		real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	return real(fd, from, len);
}

static void note_bytes(int fd, const void *from, size_t len)
{
	int before = errno, log;
	struct stat about;

	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && (log = log_of("bytes")) >= 0) {
		if (raw(log, from, len) != (ssize_t)len)
			_exit(98);
		(void)close(log);
	}
	errno = before;
}

static void note_made(const char *path, mode_t mode)
{
	char line[4200];
	int log = log_of("made"), len;

	if (log < 0)
		return;
	len = snprintf(line, sizeof line, "%04o %s\n", (unsigned)mode & 07777, path);
	if (raw(log, line, (size_t)len) != len)
		_exit(98);
	(void)close(log);
}

ssize_t write(int fd, const void *from, size_t len)
{
	ssize_t done = raw(fd, from, len);

	if (done > 0)
		note_bytes(fd, from, (size_t)done);
	return done;
}

static ssize_t pwrite_of(const char *name, int fd, const void *from, size_t len, off64_t at)
{
	ssize_t (*real)(int, const void *, size_t, off64_t) =
		(ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, name);
	ssize_t done = real(fd, from, len, at);

	if (done > 0)
		note_bytes(fd, from, (size_t)done);
	return done;
}

ssize_t pwrite(int fd, const void *from, size_t len, off_t at)
{
	return pwrite_of("pwrite", fd, from, len, at);
}

ssize_t pwrite64(int fd, const void *from, size_t len, off64_t at)
{
	return pwrite_of("pwrite64", fd, from, len, at);
}

static int open_of(const char *name, const char *path, int flags, mode_t mode)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
	struct stat about;
	int was_there = stat(path, &about) == 0, before, fd = real(path, flags, mode);

	before = errno;
	if (fd >= 0 && (flags & O_CREAT) && !was_there && fstat(fd, &about) == 0)
		note_made(path, about.st_mode);
	errno = before;
	return fd;
}

static mode_t mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return open_of("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return open_of("open64", path, flags, mode);
}

int mkdir(const char *path, mode_t mode)
{
	int (*real)(const char *, mode_t) = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir");
	int rc = real(path, mode);
	struct stat about;

	if (rc == 0 && stat(path, &about) == 0)
		note_made(path, about.st_mode);
	return rc;
}

/* Memory that is a file would be written past us. */
void *mmap64(void *at, size_t len, int protection, int flags, int fd, off64_t from);
void *mmap64(void *at, size_t len, int protection, int flags, int fd, off64_t from)
{
	void *(*real)(void *, size_t, int, int, int, off64_t) =
		(void *(*)(void *, size_t, int, int, int, off64_t))dlsym(RTLD_NEXT, "mmap64");

	if (fd >= 0 && (flags & 0x0f) == 0x01 && protection & 0x2)
		note_made("shared memory of a file", 0);
	return real(at, len, protection, flags, fd, from);
}
