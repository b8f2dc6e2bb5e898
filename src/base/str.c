/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

char str_empty[1];

/* Room for 'more' bytes and the NUL behind them. */
static void make_room(struct str *s, size_t more)
{
	size_t need, room;

	if (more < s->room - s->len && s->room > 0)
		return;
	if (__builtin_add_overflow(s->len, more, &need) || need >= PTRDIFF_MAX)
		need = SIZE_MAX - 1; /* refused by mem_resize: ends the process */
	need++;
	room = s->room < 16 ? 32 : s->room * 2;
	if (room < need)
		room = need;
	s->bytes = mem_resize(s->room ? s->bytes : NULL, room, 1);
	s->room = room;
	s->bytes[s->len] = '\0';
}

void str_release(struct str *s)
{
	if (s->room)
		free(s->bytes);
	s->bytes = str_empty;
	s->len = s->room = 0;
}

void str_reset(struct str *s)
{
	if (s->room)
		s->bytes[0] = '\0';
	s->len = 0;
}

void str_set(struct str *s, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (len > 0 && len <= s->len && text >= s->bytes && text <= s->bytes + s->len) {
		memmove(s->bytes, text, len + 1); /* a part of itself */
		s->len = len;
		return;
	}
	str_reset(s);
	str_add_bytes(s, text, len);
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_add_bytes(s, text, strlen(text));
}

void str_add_bytes(struct str *s, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	make_room(s, len);
	memcpy(s->bytes + s->len, bytes, len);
	s->len += len;
	s->bytes[s->len] = '\0';
}

void str_add_char(struct str *s, char c)
{
	if (s->room - s->len < 2)
		make_room(s, 1);
	s->bytes[s->len++] = c;
	s->bytes[s->len] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(s, format, args);
	va_end(args);
}

void str_vaddf(struct str *s, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len <= 0)
		return;
	make_room(s, (size_t)len);
	(void)vsnprintf(s->bytes + s->len, (size_t)len + 1, format,
			args); /* measured above */
	s->len += (size_t)len;
}

void str_insert(struct str *s, size_t at, const char *bytes, size_t len)
{
	assert(at <= s->len);
	if (len == 0)
		return;
	make_room(s, len);
	memmove(s->bytes + at + len, s->bytes + at, s->len - at + 1);
	memcpy(s->bytes + at, bytes, len);
	s->len += len;
}

void str_remove(struct str *s, size_t at, size_t len)
{
	assert(at <= s->len && len <= s->len - at);
	if (len == 0)
		return;
	memmove(s->bytes + at, s->bytes + at + len, s->len - at - len + 1);
	s->len -= len;
}

void str_cut(struct str *s, size_t len)
{
	assert(len <= s->len);
	if (len == s->len)
		return;
	s->len = len;
	s->bytes[len] = '\0';
}

void str_pad(struct str *s, int columns)
{
	if (columns <= 0)
		return;
	make_room(s, (size_t)columns);
	memset(s->bytes + s->len, ' ', (size_t)columns);
	s->len += (size_t)columns;
	s->bytes[s->len] = '\0';
}

char *str_detach(struct str *s)
{
	char *bytes = s->room ? s->bytes : mem_text("");

	s->bytes = str_empty;
	s->len = s->room = 0;
	return bytes;
}
