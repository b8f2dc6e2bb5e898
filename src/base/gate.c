/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gate.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/str.h"
#include "base/text.h"

/* What a cell of curses holds beside its base: CCHARW_MAX is 5. */
enum { MARKS_ON_A_BASE = 4 };

#define STAND_IN "\xEF\xBF\xBD" /* U+FFFD */
#define DOTTED	 "\xE2\x97\x8C" /* U+25CC */

struct range {
	uint32_t first, last;
};

static bool is_in(const struct range *table, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++)
		if (code >= table[i].first && code <= table[i].last)
			return true;
	return false;
}

#define IS_IN(table, code) is_in(table, sizeof(table) / sizeof *(table), code)

/* Scripts whose letters ZWJ and ZWNJ join or keep apart: Arabic to Mongolian, and the
 * Indic ones. */
static const struct range joining[] = {
	{0x0600, 0x109F}, {0x1780, 0x18AF}, {0x1A00, 0x1CFF},	{0xA800, 0xABFF},
	{0xFB50, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10A00, 0x11FFF}, {0x1E900, 0x1E95F},
};

/*
 * Letters, marks and symbols by their category that can still hide text or pull columns
 * apart: Hangul fillers (blank letters), emoji modifiers (terminals and the C library
 * count them differently), the variation selectors that carry 8 bits each.
 */
static const struct range unseen[] = {
	{0x115F, 0x1160},   {0x3164, 0x3164},	{0xFFA0, 0xFFA0},
	{0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
};

static bool is_joiner(uint32_t code)
{
	return code == 0x200C || code == 0x200D;
}

/* Text or emoji presentation: a terminal that obeys it draws a width that curses did not
 * count. */
static bool is_presentation(uint32_t code)
{
	return code == 0xFE0E || code == 0xFE0F;
}

/*
 * Takes no column of its own and goes into the cell before it.  Spacing marks (Mc) have a
 * cell as a letter has.
 */
static bool is_mark(uint32_t code)
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)code);

	return p->category == UTF8PROC_CATEGORY_MN ||
	       p->category == UTF8PROC_CATEGORY_ME ||
	       p->boundclass == UTF8PROC_BOUNDCLASS_V ||
	       p->boundclass == UTF8PROC_BOUNDCLASS_T;
}

/*
 * A character newer than the C library has no width there: curses could not place it.
 * Where the locale is not UTF-8 the library knows no width of anything, and says nothing
 * by it.
 */
static bool has_no_width(uint32_t code)
{
	return MB_CUR_MAX > 1 && wcwidth((wchar_t)code) < 0;
}

/* Formats are refused but for the few that are seen (signs with Arabic numbers). */
bool gate_is_refused(uint32_t code)
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)code);

	switch (p->category) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return p->boundclass != UTF8PROC_BOUNDCLASS_PREPEND;
	default:
		return IS_IN(unseen, code) || has_no_width(code);
	}
}

static bool uses_joiners(uint32_t code)
{
	utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);

	return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME &&
	       IS_IN(joining, code);
}

struct passage {
	struct str *out;
	enum gate_mode mode;
	uint32_t before; /* what stands before, as it was let through; 0 at a begin */
	int marks;	 /* on the base that stands before */
};

static void put_base(struct passage *p, const char *bytes, size_t len, uint32_t code)
{
	str_add_bytes(p->out, bytes, len);
	p->before = code;
	p->marks = 0;
}

static void put_mark(struct passage *p, const char *bytes, size_t len, uint32_t code)
{
	if (p->before == 0)
		put_base(p, DOTTED, sizeof DOTTED - 1, 0x25CC);
	if (p->marks++ >= MARKS_ON_A_BASE)
		return;
	str_add_bytes(p->out, bytes, len);
	p->before = code;
}

static void put_stand_in(struct passage *p)
{
	put_base(p, STAND_IN, sizeof STAND_IN - 1, 0xFFFD);
}

/* What is not a plain character; returns how many bytes it took. */
static size_t put_other(struct passage *p, const char *bytes, size_t len)
{
	uint32_t code, after;
	size_t used = (size_t)text_decode(bytes, len, &code);

	if (code == '\n' && p->mode == GATE_TEXT) {
		put_base(p, "\n", 1, 0);
	} else if (code == '\n' || code == '\t') {
		put_base(p, " ", 1, ' ');
	} else if (is_joiner(code)) {
		(void)text_decode(bytes + used, len - used, &after);
		if (uses_joiners(p->before) && uses_joiners(after))
			put_mark(p, bytes, used, code);
		else
			put_stand_in(p);
	} else if (is_presentation(code) && p->before != 0) {
		return used;
	} else if (gate_is_refused(code)) {
		put_stand_in(p);
	} else if (is_mark(code)) {
		put_mark(p, bytes, used, code);
	} else if (used == 1) {
		put_stand_in(p);
	} else {
		put_base(p, bytes, used, code);
	}
	return used;
}

void gate_add(struct str *out, const char *bytes, size_t len, enum gate_mode mode)
{
	struct passage p = {out, mode, 0, 0};

	for (size_t at = 0; at < len;) {
		size_t begin = at;

		while (at < len && bytes[at] >= 0x20 && bytes[at] < 0x7F)
			at++;
		if (at > begin)
			put_base(&p, bytes + begin, at - begin,
				 (unsigned char)bytes[at - 1]);
		else
			at += put_other(&p, bytes + at, len - at);
	}
}

void gate_write(FILE *stream, const char *bytes, size_t len)
{
	struct str text = STR_INIT;

	if (isatty(fileno(stream))) {
		gate_add(&text, bytes, len, GATE_TEXT);
		bytes = text.bytes;
		len = text.len;
	}
	(void)fwrite(bytes, 1, len,
		     stream); /* the caller asks ferror() once, at its end */
	str_release(&text);
}

void gate_complain(const char *format, ...)
{
	struct str said = STR_INIT, text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&said, format, args);
	va_end(args);
	str_add(&text, "trede: ");
	gate_add(&text, said.bytes, said.len, GATE_LINE);
	str_add_char(&text, '\n');
	(void)fwrite(text.bytes, 1, text.len,
		     stderr); /* nowhere else to say that it failed */
	str_release(&said);
	str_release(&text);
}
