/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/mounts.h"

#include "base/base.h"

enum { POINT_FIELD = 4, DIGITS = 3, MOUNTS_MOST = 256, POINT_MOST = 4096 };

static const char *const places[] = {"/media/", "/run/media/", "/mnt/"};

static bool is_place(const char *folder)
{
	if (strcmp(folder, "/mnt") == 0)
		return true;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (text_begins(folder, places[i]))
			return true;
	return false;
}

/* \040 and the like: a blank, tab, newline or backslash of the name.  -1: no such thing. */
static int octal(const char *at)
{
	int n = 0;

	for (int i = 0; i < DIGITS; i++) {
		if (at[i] < '0' || at[i] > '7')
			return -1;
		n = n * 8 + (at[i] - '0');
	}
	return n > 0 && n <= 0xff ? n : -1;
}

/* The field as the path it stands for; NULL when it is none. */
static char *read_point(const char *field, size_t len)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < len && i < POINT_MOST; i++) {
		int c = field[i] == '\\' && len - i > DIGITS ? octal(field + i + 1) : -1;

		str_add_char(&out, c > 0 ? (char)c : field[i]);
		i += c > 0 ? DIGITS : 0;
	}
	if (len < POINT_MOST && is_place(out.bytes))
		return str_detach(&out);
	str_release(&out);
	return NULL;
}

/* NULL: the line has no fifth field. */
static const char *find_field(const char *line, size_t len, size_t *field_len)
{
	const char *end = line + len, *at = line;

	for (int i = 0; at && i < POINT_FIELD; i++) {
		at = memchr(at, ' ', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	if (at) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));

		*field_len = (size_t)((blank ? blank : end) - at);
	}
	return at;
}

static int by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* What is mounted over another mount stands in the list twice. */
static size_t drop_doubles(char **list, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && strcmp(list[kept - 1], list[i]) == 0)
			free(list[i]);
		else
			list[kept++] = list[i];
	}
	return kept;
}

size_t care_mounts_read(const char *text, char ***folders)
{
	size_t count = 0, room = 0;

	*folders = NULL;
	while (*text && count < MOUNTS_MOST) {
		size_t len = strcspn(text, "\n"), field_len = 0;
		const char *field = find_field(text, len, &field_len);
		char *folder = field ? read_point(field, field_len) : NULL;

		if (folder) {
			VEC_ROOM(*folders, count, room);
			(*folders)[count++] = folder;
		}
		text += len + (text[len] == '\n');
	}
	if (count > 1)
		qsort(*folders, count, sizeof **folders, by_name);
	return drop_doubles(*folders, count);
}
