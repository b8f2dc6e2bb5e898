/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/encoding.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

/* How many bytes follow the first one of a character of UTF-8; -1: none begins so. */
static int following(unsigned char c)
{
	if (c >= 0xC2 && c <= 0xDF)
		return 1;
	if (c >= 0xE0 && c <= 0xEF)
		return 2;
	return c >= 0xF0 && c <= 0xF4 ? 3 : -1;
}

static void look_at(struct encoding_guess *g, unsigned char c)
{
	if (g->wanted > 0 && (c & 0xC0) == 0x80) {
		g->good += --g->wanted == 0;
		return;
	}
	g->bad += g->wanted > 0;
	g->wanted = 0;
	if (c < 0x80)
		return;
	g->wanted = following(c);
	if (g->wanted < 0) {
		g->bad++;
		g->wanted = 0;
	}
}

/* Bytes below 0x80 at the beginning, eight at a time. */
static size_t plain_bytes(const char *bytes, size_t len)
{
	size_t at = 0;

	for (uint64_t eight; at + sizeof eight <= len; at += sizeof eight) {
		memcpy(&eight, bytes + at, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	return at;
}

void encoding_look(struct encoding_guess *g, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && g->first_count < 3; i++)
		g->first[g->first_count++] = (unsigned char)bytes[i];
	for (size_t i = 0; i < len; i++) {
		if (g->wanted == 0)
			i += plain_bytes(bytes + i, len - i);
		if (i < len)
			look_at(g, (unsigned char)bytes[i]);
	}
}

static const struct {
	enum encoding encoding;
	int len;
	unsigned char bytes[3];
} marks[] = {
	{ENCODING_UTF8, 3, {0xEF, 0xBB, 0xBF}},
	{ENCODING_UTF16_LE, 2, {0xFF, 0xFE, 0}},
	{ENCODING_UTF16_BE, 2, {0xFE, 0xFF, 0}},
};

enum encoding encoding_guessed(const struct encoding_guess *g, size_t *mark)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (g->first_count < marks[i].len ||
		    memcmp(g->first, marks[i].bytes, (size_t)marks[i].len) != 0)
			continue;
		*mark = (size_t)marks[i].len;
		return marks[i].encoding;
	}
	*mark = 0;
	return g->bad + (g->wanted > 0) > g->good ? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
}

/* 0x80 to 0x9F in Windows-1252; 0: no character. */
static const uint16_t windows[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

enum { NO_CHARACTER = 0xFF }; /* never part of UTF-8 */

static void decode_windows(const char *bytes, size_t len, struct str *out)
{
	for (size_t i = 0; i < len; i++) {
		size_t plain = plain_bytes(bytes + i, len - i);
		unsigned char c;

		str_add_bytes(out, bytes + i, plain);
		i += plain;
		if (i == len)
			break;
		c = (unsigned char)bytes[i];
		if (c < 0x80)
			str_add_char(out, (char)c);
		else if (c >= 0xA0)
			text_encode(out, c);
		else if (windows[c - 0x80] != 0)
			text_encode(out, windows[c - 0x80]);
		else
			str_add_char(out, (char)NO_CHARACTER);
	}
}

static uint32_t unit_at(const char *bytes, bool is_big)
{
	unsigned char a = (unsigned char)bytes[0], b = (unsigned char)bytes[1];

	return is_big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/* Bytes used by the character at 'bytes'; 0: its end is not there yet. */
static size_t decode_pair(const char *bytes, size_t len, bool is_big, bool is_last,
			  struct str *out)
{
	uint32_t high, low;

	if (len < 2 && is_last)
		str_add_char(out, (char)NO_CHARACTER);
	if (len < 2)
		return is_last ? len : 0;
	high = unit_at(bytes, is_big);
	if (high < 0xD800 || high > 0xDFFF) {
		text_encode(out, high);
		return 2;
	}
	if (high < 0xDC00 && len < 4 && !is_last)
		return 0;
	low = high < 0xDC00 && len >= 4 ? unit_at(bytes + 2, is_big) : 0;
	if (low < 0xDC00 || low > 0xDFFF) {
		str_add_char(out, (char)NO_CHARACTER);
		return 2;
	}
	text_encode(out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
	return 4;
}

static size_t decode_pairs(const char *bytes, size_t len, bool is_big, bool is_last,
			   struct str *out)
{
	size_t at = 0, used;

	while (at < len && (used = decode_pair(bytes + at, len - at, is_big, is_last, out)) > 0)
		at += used;
	return at;
}

size_t encoding_decode(enum encoding from, const char *bytes, size_t len, bool is_last,
		       struct str *out)
{
	switch (from) {
	case ENCODING_UTF8:
		str_add_bytes(out, bytes, len);
		return len;
	case ENCODING_WINDOWS_1252:
		decode_windows(bytes, len, out);
		return len;
	case ENCODING_UTF16_LE:
	case ENCODING_UTF16_BE:
		return decode_pairs(bytes, len, from == ENCODING_UTF16_BE, is_last, out);
	}
	return len;
}

void encoding_text(const char *bytes, size_t len, struct str *out)
{
	struct encoding_guess guess = {0};
	enum encoding from;
	size_t mark;

	encoding_look(&guess, bytes, len);
	from = encoding_guessed(&guess, &mark);
	(void)encoding_decode(from, bytes + mark, len - mark, true, out);
}
