/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Loaded before the C library: the allocation numbered NOMEM_AT fails, and with NOMEM_EVER all
 * after it too.  With NOMEM_COUNT it says at the end how many there were.
 */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static long fails_at = -1, done;

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

__attribute__((destructor)) static void say(void)
{
	if (getenv("NOMEM_COUNT"))
		(void)fprintf(stderr, "allocations: %ld\n", done);
}
