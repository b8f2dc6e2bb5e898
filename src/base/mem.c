/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

/* Looked up while there is still memory: a translation may have to be loaded. */
static void (*failure_hook)(void);
static const char *failure_text;

void mem_on_failure(void (*hook)(void))
{
	failure_hook = hook;
	failure_text = _("trede: there is no memory left. Close other programs and start "
			 "trede again.\n");
}

_Noreturn void mem_fail(void)
{
	static const char untranslated[] = "trede: there is no memory left. Close other "
					   "programs and start trede again.\n";
	void (*hook)(void) = failure_hook;
	const char *text = failure_text ? failure_text : untranslated;

	failure_hook = NULL; /* a hook that needs memory itself does not come back here */
	if (hook)
		hook();
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(4);
	_exit(4);
}

static size_t product(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
		mem_fail();
	return bytes ? bytes : 1;
}

void *mem_new(size_t size)
{
	return mem_array(1, size);
}

void *mem_array(size_t count, size_t size)
{
	void *p = calloc(1, product(count, size));

	if (!p)
		mem_fail();
	return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	void *p = realloc(old, product(count, size));

	if (!p)
		mem_fail();
	return p;
}

char *mem_text(const char *text)
{
	return text ? mem_bytes(text, strlen(text)) : NULL;
}

char *mem_bytes(const char *bytes, size_t len)
{
	char *copy;

	if (len >= PTRDIFF_MAX)
		mem_fail();
	copy = mem_resize(NULL, len + 1, 1);
	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

void *mem_grow(void *items, size_t *room, size_t size)
{
	size_t more = *room < 8 ? 8 : product(*room, 2);

	items = mem_resize(items, more, size);
	*room = more;
	return items;
}
