/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

#include <stdlib.h>
#include <string.h>

/* The same in pieces of any size. */
static void expect(const char *bytes, size_t len, enum encoding encoding, const char *text)
{
	for (size_t piece = 1; piece <= len; piece++) {
		struct encoding_guess guess = {0};
		struct str out = STR_INIT;
		size_t mark, at;

		for (at = 0; at < len; at += piece)
			encoding_look(&guess, bytes + at, len - at < piece ? len - at : piece);
		assert_int_equal(encoding_guessed(&guess, &mark), encoding);
		for (at = mark; at < len;) {
			size_t more = len - at < piece + 3 ? len - at : piece + 3;
			size_t used = encoding_decode(encoding, bytes + at, more,
						      at + more == len, &out);

			assert_true(used > 0 && used <= more);
			at += used;
		}
		assert_string_equal(out.bytes, text);
		str_release(&out);
	}
}

static void knows_utf8(void **state)
{
	static const char plain[] = "Naam;Plaats\n";
	static const char turkish[] = "Y\xc4\xb1ld\xc4\xb1z \xf0\x9f\x8c\xb7";
	static const char marked[] = "\xef\xbb\xbf" "a\xc3\xa9";

	(void)state;
	expect(plain, sizeof plain - 1, ENCODING_UTF8, plain);
	expect(turkish, sizeof turkish - 1, ENCODING_UTF8, turkish);
	expect(marked, sizeof marked - 1, ENCODING_UTF8, "a\xc3\xa9");
}

static void knows_windows(void **state)
{
	static const char text[] = "Zo\xeb \x80 5, Ren\xe9" "e \x93ja\x94";
	static const char lonely[] = "Andr\xe9";

	(void)state;
	expect(text, sizeof text - 1, ENCODING_WINDOWS_1252,
	       "Zo\xc3\xab \xe2\x82\xac 5, Ren\xc3\xa9" "e \xe2\x80\x9cja\xe2\x80\x9d");
	expect(lonely, sizeof lonely - 1, ENCODING_WINDOWS_1252, "Andr\xc3\xa9");
}

static void knows_utf16(void **state)
{
	static const char little[] = "\xff\xfe" "a\0\x31\x01\x3c\xd8\x37\xdf;";
	static const char big[] = "\xfe\xff\0a\x01\x31\xd8\x3c\xdf\x37\0";

	(void)state;
	expect(little, sizeof little, ENCODING_UTF16_LE, "a\xc4\xb1\xf0\x9f\x8c\xb7;");
	expect(big, 10, ENCODING_UTF16_BE, "a\xc4\xb1\xf0\x9f\x8c\xb7");
}

/* A few bad bytes in a file that is UTF-8 are bad bytes, not another encoding. */
static void keeps_what_is_bad(void **state)
{
	static const char mixed[] = "\xc3\xa9\xc3\xa9\xc3\xa9 \xe9 x";
	static const char hole[] = "Zo\xeb\x81";
	static const char half[] = "\xff\xfe\x3c\xd8" "a\0b";

	(void)state;
	expect(mixed, sizeof mixed - 1, ENCODING_UTF8, mixed);
	expect(hole, sizeof hole - 1, ENCODING_WINDOWS_1252, "Zo\xc3\xab\xff");
	expect(half, sizeof half - 1, ENCODING_UTF16_LE, "\xff" "a\xff");
}

static void reads_a_whole_file(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	encoding_text("\xef\xbb\xbf" "Zo\xc3\xab", 7, &text);
	encoding_text("", 0, &text);
	encoding_text("Zo\xeb", 3, &text);
	assert_string_equal(text.bytes, "Zo\xc3\xabZo\xc3\xab");
	str_release(&text);
}

int group_encoding(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_utf8),
		cmocka_unit_test(knows_windows),
		cmocka_unit_test(knows_utf16),
		cmocka_unit_test(keeps_what_is_bad),
		cmocka_unit_test(reads_a_whole_file),
	};

	return RUN_GROUP("encoding", tests);
}
