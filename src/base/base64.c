/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base64.h"

#include <string.h>

#include "base/str.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_write(struct str *out, const void *bytes, size_t len)
{
	const unsigned char *in = bytes;

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i;
		unsigned group = (unsigned)in[i] << 16 |
				 (left > 1 ? (unsigned)in[i + 1] << 8 : 0) |
				 (left > 2 ? in[i + 2] : 0u);

		str_add_char(out, digits[group >> 18]);
		str_add_char(out, digits[group >> 12 & 63]);
		str_add_char(out, left > 1 ? digits[group >> 6 & 63] : '=');
		str_add_char(out, left > 2 ? digits[group & 63] : '=');
	}
}

bool base64_read(const char *text, struct str *out)
{
	unsigned group = 0;
	int count = 0, ends = 0; /* digits in the group; = behind it */

	for (; *text != '\0'; text++) {
		const char *digit = strchr(digits, *text);

		if (strchr(" \t\r\n", *text) != NULL)
			continue;
		if (*text == '=' && ++ends <= 2)
			continue;
		if (digit == NULL || ends > 0)
			return false;
		group = group << 6 | (unsigned)(digit - digits);
		if (++count % 4 != 1)
			str_add_char(out, (char)(group >> (6 - 2 * ((count - 1) % 4)) & 255));
	}
	return count % 4 != 1 && (ends == 0 || (count + ends) % 4 == 0);
}
