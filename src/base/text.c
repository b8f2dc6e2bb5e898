/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/gate.h"
#include "base/mem.h"
#include "base/str.h"

enum { BAD_CODE = 0xFFFD, LAST_CODE = 0x10FFFF };

/* Most of what is typed is ASCII: a byte is a character, a grapheme and a column. */
static bool is_plain(char c)
{
	return c >= 0x20 && c < 0x7F;
}

bool text_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

bool text_begins(const char *text, const char *with)
{
	return text && with && strncmp(text, with, strlen(with)) == 0;
}

bool text_is_empty(const char *text)
{
	return !text || !*text;
}

int text_decode(const char *text, size_t len, uint32_t *code)
{
	utf8proc_int32_t found;
	utf8proc_ssize_t used;

	*code = BAD_CODE;
	if (len == 0)
		return 0;
	if ((unsigned char)*text < 0x80) {
		*code = (unsigned char)*text;
		return 1;
	}
	used = utf8proc_iterate((const utf8proc_uint8_t *)text, len > 4 ? 4 : (long)len,
				&found);
	if (used <= 0)
		return 1;
	*code = (uint32_t)found;
	return (int)used;
}

void text_encode(struct str *out, uint32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t len;

	if (code > LAST_CODE || (code >= 0xD800 && code <= 0xDFFF))
		code = BAD_CODE;
	len = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
	str_add_bytes(out, (const char *)bytes, (size_t)len);
}

bool text_is_utf8(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		int used;

		if (bytes[at] > 0) { /* ASCII */
			at++;
			continue;
		}
		used = text_decode(bytes + at, len - at, &code);
		if (code == 0 || (code == BAD_CODE && used == 1))
			return false;
		at += (size_t)used;
	}
	return true;
}

/* Begin of the code point that ends at 'at': the same steps that text_decode takes
 * forward. */
static size_t code_before(const char *text, size_t at, uint32_t *code)
{
	size_t most = at < 4 ? at : 4;

	for (size_t back = most; back > 1; back--)
		if ((size_t)text_decode(text + at - back, back, code) == back)
			return at - back;
	(void)text_decode(text + at - 1, 1, code);
	return at - 1;
}

size_t text_next(const char *text, size_t len, size_t at)
{
	utf8proc_int32_t state = 0;
	uint32_t code, next;

	if (at >= len)
		return len;
	if (is_plain(text[at]) && (at + 1 == len || is_plain(text[at + 1])))
		return at + 1;
	at += (size_t)text_decode(text + at, len - at, &code);
	while (at < len) {
		int used = text_decode(text + at, len - at, &next);

		if (utf8proc_grapheme_break_stateful((int32_t)code, (int32_t)next,
						     &state))
			break;
		at += (size_t)used;
		code = next;
	}
	return at;
}

static int bound_class(uint32_t code)
{
	return (int)utf8proc_get_property((utf8proc_int32_t)code)->boundclass;
}

/*
 * A place at or before 'at' where a grapheme surely begins, whatever stands before it:
 * between two code points that join with nothing, or after a control.
 */
static size_t sure_boundary(const char *text, size_t at)
{
	uint32_t code;
	size_t begin;
	int class;

	if (at == 0)
		return 0;
	at = code_before(text, at, &code);
	class = bound_class(code);
	for (; at > 0; at = begin) {
		bool joins_nothing = class == UTF8PROC_BOUNDCLASS_OTHER;

		begin = code_before(text, at, &code);
		class = bound_class(code);
		if ((joins_nothing && class == UTF8PROC_BOUNDCLASS_OTHER) ||
		    class == UTF8PROC_BOUNDCLASS_LF ||
		    class == UTF8PROC_BOUNDCLASS_CONTROL)
			return at;
	}
	return 0;
}

size_t text_prev(const char *text, size_t len, size_t at)
{
	size_t begin, end;

	if (at > len)
		at = len;
	if (at == 0)
		return 0;
	if (is_plain(text[at - 1]) && (at == 1 || is_plain(text[at - 2])))
		return at - 1;
	begin = sure_boundary(text, at);
	while ((end = text_next(text, len, begin)) < at)
		begin = end;
	return begin;
}

static bool is_word(const char *text, size_t len, size_t at)
{
	uint32_t code;
	utf8proc_category_t kind;

	if (at >= len)
		return false;
	(void)text_decode(text + at, len - at, &code);
	kind = utf8proc_category((utf8proc_int32_t)code);
	return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO;
}

size_t text_word_prev(const char *text, size_t len, size_t at)
{
	size_t before = at > len ? len : at;

	do {
		at = before;
		before = text_prev(text, len, at);
	} while (at > 0 && !is_word(text, len, before));
	while (at > 0 && is_word(text, len, before)) {
		at = before;
		before = text_prev(text, len, at);
	}
	return at;
}

size_t text_word_next(const char *text, size_t len, size_t at)
{
	while (at < len && !is_word(text, len, at))
		at = text_next(text, len, at);
	while (at < len && is_word(text, len, at))
		at = text_next(text, len, at);
	return at;
}

/* What may not be shown counts as the one column of its stand-in (gate.h). */
static int code_columns(uint32_t code)
{
	int columns = wcwidth((wchar_t)code);
	bool joins = code == 0x200C || code == 0x200D;

	return columns < 0 || (gate_is_refused(code) && !joins) ? 1 : columns;
}

int text_columns(const char *text, size_t len)
{
	int columns = 0;

	for (size_t at = 0; at < len;) {
		uint32_t code;

		if (is_plain(text[at])) {
			at++;
			columns++;
			continue;
		}
		at += (size_t)text_decode(text + at, len - at, &code);
		columns += code_columns(code);
	}
	return columns;
}

int text_grapheme_columns(const char *text, size_t len)
{
	return text_columns(text, len);
}

size_t text_fit(const char *text, size_t len, int columns, int *used)
{
	size_t at = 0;
	int taken = 0;

	while (at < len) {
		size_t end = text_next(text, len, at);
		int wide = text_columns(text + at, end - at);

		if (wide > columns - taken)
			break;
		taken += wide;
		at = end;
	}
	if (used)
		*used = taken;
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where the line ends that has no room for the grapheme at 'full': at a blank if it has
 * one. */
static size_t wrap_at(const char *text, size_t blank, size_t full, size_t *next)
{
	if (is_blank(text[full])) {
		*next = full + 1;
		return full;
	}
	*next = blank != SIZE_MAX ? blank + 1 : full;
	return blank != SIZE_MAX ? blank : full;
}

size_t text_wrap(const char *text, size_t len, int columns, size_t *next)
{
	size_t at = 0, blank = SIZE_MAX;
	int taken = 0;

	while (at < len && text[at] != '\n') {
		size_t end = text_next(text, len, at);
		int wide = text_columns(text + at, end - at);

		if (at > 0 && wide > columns - taken)
			return wrap_at(text, blank, at, next);
		if (is_blank(text[at]))
			blank = at;
		taken += wide;
		at = end;
	}
	*next = at < len ? at + 1 : len;
	return at;
}

static bool is_all_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

void text_nfc(struct str *s)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len;

	if (is_all_plain(s->bytes, s->len))
		return;
	len = utf8proc_map((const utf8proc_uint8_t *)s->bytes, (utf8proc_ssize_t)s->len,
			   &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len >= 0) {
		str_reset(s);
		str_add_bytes(s, (const char *)composed, (size_t)len);
	}
	free(composed);
}

static bool is_space(uint32_t code)
{
	return (code >= '\t' && code <= '\r') || code == ' ' || code == 0xA0 ||
	       (code > 0xA0 &&
		utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS);
}

void text_trim(struct str *s)
{
	size_t begin = 0, end = s->len;
	uint32_t code;

	while (end > 0) {
		size_t before = code_before(s->bytes, end, &code);

		if (!is_space(code))
			break;
		end = before;
	}
	str_cut(s, end);
	while (begin < end) {
		int used = text_decode(s->bytes + begin, end - begin, &code);

		if (!is_space(code))
			break;
		begin += (size_t)used;
	}
	str_remove(s, 0, begin);
}

static void lower_plain(struct str *s)
{
	for (size_t i = 0; i < s->len; i++)
		if (s->bytes[i] >= 'A' && s->bytes[i] <= 'Z')
			s->bytes[i] = (char)(s->bytes[i] + 'a' - 'A');
}

void text_lower(struct str *s)
{
	struct str low = STR_INIT;

	if (is_all_plain(s->bytes, s->len)) {
		lower_plain(s);
		return;
	}
	for (size_t at = 0; at < s->len;) {
		uint32_t code;
		int used = text_decode(s->bytes + at, s->len - at, &code);

		if (code == BAD_CODE)
			str_add_bytes(&low, s->bytes + at, (size_t)used);
		else
			text_encode(&low, (uint32_t)utf8proc_tolower((int32_t)code));
		at += (size_t)used;
	}
	str_release(s);
	*s = low;
}

bool text_is_rtl(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += (size_t)text_decode(text + at, len - at, &code);
		switch (utf8proc_get_property((utf8proc_int32_t)code)->bidi_class) {
		case UTF8PROC_BIDI_CLASS_L:
			return false;
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			return true;
		default: /* weak and neutral characters decide nothing */
			break;
		}
	}
	return false;
}

static int least(int a, int b, int c)
{
	int low = a < b ? a : b;

	return low < c ? low : c;
}

/* One row of the table of distances, in place; returns the least number in it. */
static int distance_row(int *row, char c, const char *b, int lb)
{
	int corner = row[0], low = ++row[0];

	for (int j = 1; j <= lb; j++) {
		int cost = least(row[j] + 1, row[j - 1] + 1, corner + (b[j - 1] != c));

		corner = row[j];
		row[j] = cost;
		if (cost < low)
			low = cost;
	}
	return low;
}

int text_distance(const char *a, const char *b, int limit)
{
	enum { LONGEST = 1000 }; /* nobody means a word of that size */
	size_t la = a ? strlen(a) : 0, lb = b ? strlen(b) : 0;
	int *row, low = 0, found;

	if (limit < 0)
		limit = 0;
	if ((la > lb ? la - lb : lb - la) > (size_t)limit || la > LONGEST || lb > LONGEST)
		return text_equal(a, b) ? 0 : limit + 1;
	row = mem_array(lb + 1, sizeof *row);
	for (size_t j = 0; j <= lb; j++)
		row[j] = (int)j;
	for (size_t i = 0; i < la && low <= limit; i++)
		low = distance_row(row, a[i], b, (int)lb);
	found = low > limit || row[lb] > limit ? limit + 1 : row[lb];
	free(row);
	return found;
}
