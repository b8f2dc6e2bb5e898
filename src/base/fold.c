/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/str.h"

/* Letters with a stroke or joined ones are letters of their own to Unicode; people type the plain one. */
static const struct {
	const char *from, *to;
} plain[] = {
	{"\303\270", "o"},  {"\305\202", "l"},	{"\304\221", "d"}, {"\304\247", "h"},
	{"\305\247", "t"},  {"\304\261", "i"},	{"\303\246", "ae"}, {"\305\223", "oe"},
	{"\303\260", "d"},  {"\303\276", "th"}, {"\342\200\231", "'"}, {"\302\240", " "},
};

static void plain_add(struct str *out, const char *at, size_t len)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (strlen(plain[i].from) == len && memcmp(plain[i].from, at, len) == 0) {
			str_add(out, plain[i].to);
			return;
		}
	}
	str_add_bytes(out, at, len);
}

enum { PARTS_MOST = 32 }; /* more than any code point comes apart in */

/* A code point that is not ASCII, as its parts without marks. */
static void fold_code(struct str *out, uint32_t code)
{
	utf8proc_int32_t parts[PARTS_MOST];
	int last = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(
		(utf8proc_int32_t)code, parts, PARTS_MOST,
		UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
		&last);

	for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MOST; i++) {
		struct str one = STR_INIT;

		if (parts[i] < 0x80) {
			str_add_char(out, (char)parts[i]);
			continue;
		}
		text_encode(&one, (uint32_t)parts[i]);
		plain_add(out, one.bytes, one.len);
		str_release(&one);
	}
}

void text_fold(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t plain_from = at;
		uint32_t code;

		while (at < len && (unsigned char)text[at] < 0x80)
			at++;
		str_add_bytes(out, text + plain_from, at - plain_from);
		for (size_t i = out->len - (at - plain_from); i < out->len; i++)
			if (out->bytes[i] >= 'A' && out->bytes[i] <= 'Z')
				out->bytes[i] = (char)(out->bytes[i] + 'a' - 'A');
		if (at == len)
			break;
		plain_from = at;
		at += (size_t)text_decode(text + at, len - at, &code);
		if (text_is_utf8(text + plain_from, at - plain_from))
			fold_code(out, code);
		else
			str_add_bytes(out, text + plain_from, at - plain_from);
	}
}

void text_fold_bare(struct str *out, const char *text, size_t len)
{
	size_t from = out->len, to = out->len;

	text_fold(out, text, len);
	for (; from < out->len; from++) {
		unsigned char c = (unsigned char)out->bytes[from];

		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out->bytes[to++] = (char)c;
	}
	str_cut(out, to);
}
