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
	{"\303\260", "d"},  {"\303\276", "th"}, {"\342\200\231", "'"},
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

static bool fold_ascii(struct str *out, const char *text, size_t len)
{
	size_t from = out->len;

	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	str_add_bytes(out, text, len);
	for (size_t i = from; i < out->len; i++)
		if (out->bytes[i] >= 'A' && out->bytes[i] <= 'Z')
			out->bytes[i] = (char)(out->bytes[i] + 'a' - 'A');
	return true;
}

void text_fold(struct str *out, const char *text, size_t len)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t all;

	if (fold_ascii(out, text, len))
		return;
	all = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &folded,
			   UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
				   UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	if (all < 0) {
		str_add_bytes(out, text, len);
		return;
	}
	for (size_t at = 0; at < (size_t)all;) {
		uint32_t code;
		size_t used = (size_t)text_decode((const char *)folded + at,
						  (size_t)all - at, &code);

		plain_add(out, (const char *)folded + at, used);
		at += used;
	}
	free(folded);
}
