/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/*
 * Copies at most room - 1 bytes and never half a character: a cut sentence must stay
 * UTF-8, or the output gate would show its end as damage.
 */
static void cut_copy(char *to, size_t room, const char *from)
{
	size_t len = strnlen(from, room);

	if (len >= room) {
		len = room - 1;
		while (len > 0 && ((unsigned char)from[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(to, from, len);
	to[len] = '\0';
}

/* Formats beside the target first: the arguments may point into the error that is being
 * filled. */
static void fill(char *to, size_t room, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void fill(char *to, size_t room, const char *format, va_list args)
{
	char text[ERROR_TEXT_BYTES + 8];
	int saved = errno;

	if (vsnprintf(text, sizeof text, format, args) < 0)
		text[0] = '\0';
	cut_copy(to, room, text);
	errno = saved;
}

enum err error_set(struct error *e, enum err code, const char *format, ...)
{
	va_list args;

	if (!e)
		return code;
	e->code = code;
	va_start(args, format);
	fill(e->text, sizeof e->text, format, args);
	va_end(args);
	e->detail[0] = '\0';
	return code;
}

void error_detail(struct error *e, const char *format, ...)
{
	va_list args;

	if (!e)
		return;
	va_start(args, format);
	fill(e->detail, sizeof e->detail, format, args);
	va_end(args);
}

int error_exit_status(enum err code)
{
	static const int status[] = {
		[OK] = 0,	  [ERR_NOT_FOUND] = 1,	[ERR_INVALID] = 1,
		[ERR_USAGE] = 2,  [ERR_PASSPHRASE] = 3, [ERR_FILE] = 4,
		[ERR_FULL] = 4,	  [ERR_DAMAGED] = 4,	[ERR_NEWER] = 4,
		[ERR_MEMORY] = 4, [ERR_BUSY] = 5,
	};

	if ((size_t)code >= sizeof status / sizeof *status)
		return 4;
	return status[code];
}
