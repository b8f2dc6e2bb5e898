/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Loaded before the C library: the allocation numbered NOMEM_AT fails, and with NOMEM_EVER all
 * after it too.  When it is reached the file NOMEM_REACHED is made.  With NOMEM_COUNT it says at
 * the end how many there were.
 */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static long fails_at = -1, done;

static void tell_reached(void)
{
	const char *path = getenv("NOMEM_REACHED");
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;

	if (fd >= 0)
		close(fd);
}

static int fails(void)
{
	const char *at;

	if (fails_at < 0) {
		at = getenv("NOMEM_AT");
		fails_at = at ? atol(at) : 0;
	}
	done++;
	if (fails_at == 0 || done < fails_at || (done > fails_at && !getenv("NOMEM_EVER")))
		return 0;
	if (done == fails_at)
		tell_reached();
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	if (fails())
		return ENOMEM;
	*out = __libc_memalign(alignment, size);
	return *out ? 0 : ENOMEM;
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	if (fails())
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}

__attribute__((destructor)) static void say(void)
{
	if (getenv("NOMEM_COUNT"))
		(void)fprintf(stderr, "allocations: %ld\n", done);
}
