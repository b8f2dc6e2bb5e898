/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Blocks double from the first to the last size: a small list stays small, a form takes
 * few. */
enum { FIRST_BLOCK = 1024, LAST_BLOCK = 64 * 1024 };

struct arena_block {
	struct arena_block *before;
	size_t room, used;
	max_align_t data[];
};

static struct arena_block *new_block(size_t room)
{
	struct arena_block *b;

	if (room > PTRDIFF_MAX - sizeof *b)
		return mem_array(room, 2); /* too much to count: ends the process */
	b = mem_new(sizeof *b + room);
	b->room = room;
	return b;
}

/* A big request gets a block of its own, put behind the last so that the last stays in
 * use. */
static void *take_big(struct arena *a, size_t size)
{
	struct arena_block *b = new_block(size);

	b->used = size;
	if (a->last) {
		b->before = a->last->before;
		a->last->before = b;
	} else {
		a->last = b;
	}
	return b->data;
}

static void *take_new(struct arena *a, size_t size)
{
	size_t room = a->last ? a->last->room * 2 : FIRST_BLOCK;
	struct arena_block *b;

	if (room > LAST_BLOCK)
		room = LAST_BLOCK;
	if (size > room / 4)
		return take_big(a, size);
	b = new_block(room);
	b->before = a->last;
	b->used = size;
	a->last = b;
	return b->data;
}

static void *take(struct arena *a, size_t size, size_t align)
{
	struct arena_block *b = a->last;

	a->used += size;
	if (b) {
		size_t at = (b->used + align - 1) & ~(align - 1);

		if (at <= b->room && size <= b->room - at) {
			b->used = at + size;
			return (char *)b->data + at;
		}
	}
	return take_new(a, size);
}

void *arena_new(struct arena *a, size_t size)
{
	return take(a, size, alignof(max_align_t));
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return mem_array(count, size); /* refused there: ends the process */
	return arena_new(a, bytes);
}

char *arena_bytes(struct arena *a, const char *bytes, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		return mem_bytes(bytes, len); /* refused there: ends the process */
	copy = take(a, len + 1, 1);
	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *arena_text(struct arena *a, const char *text)
{
	return text ? arena_bytes(a, text, strlen(text)) : NULL;
}

char *arena_format(struct arena *a, const char *format, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = take(a, len < 0 ? 1 : (size_t)len + 1, 1);
	if (len >= 0)
		(void)vsnprintf(text, (size_t)len + 1, format,
				again); /* measured just above */
	va_end(again);
	return text;
}

void arena_release(struct arena *a)
{
	struct arena_block *b = a->last;

	while (b) {
		struct arena_block *before = b->before;

		free(b);
		b = before;
	}
	a->last = NULL;
	a->used = 0;
}
