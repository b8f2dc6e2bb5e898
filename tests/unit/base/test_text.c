/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

#define E_ACUTE "e\xCC\x81" /* e and U+0301 */

static void text_compares(void **state)
{
	(void)state;
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, ""));
	assert_true(text_equal("a", "a"));
	assert_true(text_begins("trede", "tre"));
	assert_true(text_begins("trede", ""));
	assert_false(text_begins("tr", "tre"));
	assert_false(text_begins(NULL, ""));
	assert_true(text_is_empty(NULL));
	assert_true(text_is_empty(""));
	assert_false(text_is_empty(" "));
}

static void text_knows_utf8(void **state)
{
	static const char *const bad[] = {"\x80",
					  "\xC0\x80",
					  "\xC3",
					  "\xED\xA0\x80",
					  "\xF4\x90\x80\x80",
					  "\xFF",
					  "a\xE2\x82",
					  "\xF8\x88\x80\x80\x80"};

	(void)state;
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("Şükran ሰላም 漢 😀", strlen("Şükran ሰላም 漢 😀")));
	assert_true(text_is_utf8("\xEF\xBF\xBD", 3));
	assert_false(text_is_utf8("a\0b", 3));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
}

static void text_codes_and_back(void **state)
{
	struct str s = STR_INIT;
	uint32_t code;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		str_reset(&s);
		text_encode(&s, c);
		if ((size_t)text_decode(s.bytes, s.len, &code) != s.len || code != c)
			fail_msg("U+%04X", c);
	}
	str_reset(&s);
	text_encode(&s, 0xD800);
	text_encode(&s, 0x110000);
	assert_string_equal(s.bytes, "\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_int_equal(text_decode("", 0, &code), 0);
	assert_int_equal(text_decode("\xE2\x82\xAC", 2, &code), 1);
	assert_int_equal(code, 0xFFFD);
	str_release(&s);
}

static void text_steps_by_grapheme(void **state)
{
	static const char family[] = "👩‍👩‍👧", flag[] = "🇳🇱🇩🇪",
			  nguyen[] = "Nguye\xCC\x82\xCC\x83n";
	static const char mixed[] = "a" E_ACUTE "b";

	(void)state;
	assert_int_equal(text_next("", 0, 0), 0);
	assert_int_equal(text_next("a", 1, 7), 1);
	assert_int_equal(text_prev("a", 1, 0), 0);
	assert_int_equal(text_prev("a", 1, 9), 0);
	assert_int_equal(text_next("ab", 2, 0), 1);
	assert_int_equal(text_prev("ab", 2, 2), 1);
	assert_int_equal(text_next("\r\n", 2, 0), 2);
	assert_int_equal(text_prev("\r\n", 2, 2), 0);
	assert_int_equal(text_next(mixed, 5, 1), 4);
	assert_int_equal(text_prev(mixed, 5, 4), 1);
	assert_int_equal(text_next(family, sizeof family - 1, 0), sizeof family - 1);
	assert_int_equal(text_prev(family, sizeof family - 1, sizeof family - 1), 0);
	assert_int_equal(text_next(flag, 16, 0), 8);
	assert_int_equal(text_prev(flag, 16, 16), 8);
	assert_int_equal(text_next(nguyen, strlen(nguyen), 4), 9);
	assert_int_equal(text_next("\xFFz", 2, 0), 1);
}

static void text_steps_by_word(void **state)
{
	const char *t = "zij wil, na' ሰላም";
	size_t len = strlen(t);

	(void)state;
	assert_int_equal(text_word_prev(t, len, len), 13);
	assert_int_equal(text_word_prev(t, len, 13), 9);
	assert_int_equal(text_word_prev(t, len, 9), 4);
	assert_int_equal(text_word_prev(t, len, 6), 4);
	assert_int_equal(text_word_prev(t, len, 0), 0);
	assert_int_equal(text_word_prev("  ", 2, 2), 0);
	assert_int_equal(text_word_next(t, len, 0), 3);
	assert_int_equal(text_word_next(t, len, 3), 7);
	assert_int_equal(text_word_next(t, len, 7), 11);
	assert_int_equal(text_word_next(t, len, 11), len);
	assert_int_equal(text_word_next(t, len, len), len);
}

static void text_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(text_columns("", 0), 0);
	assert_int_equal(text_columns("abc", 3), 3);
	assert_int_equal(text_columns("Şükran", strlen("Şükran")), 6);
	assert_int_equal(text_columns(E_ACUTE, 3), 1);
	assert_int_equal(text_columns("漢字", 6), 4);
	assert_int_equal(text_columns("ሰላም", 9), 3);
	assert_int_equal(text_columns("\xFF", 1), 1);
	assert_int_equal(text_columns("a\xE2\x80\x8B\t\x1B", 6), 4); /* stand-ins */
	assert_int_equal(text_grapheme_columns("漢", 3), 2);
	assert_int_equal(text_grapheme_columns("\xCC\x81", 2), 0);
}

static void text_fits(void **state)
{
	int used = -1;

	(void)state;
	assert_int_equal(text_fit("", 0, 5, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(text_fit("abc", 3, 2, &used), 2);
	assert_int_equal(text_fit("abc", 3, 0, NULL), 0);
	assert_int_equal(text_fit("abc", 3, -1, NULL), 0);
	assert_int_equal(text_fit("a漢b", 5, 2, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(text_fit("a" E_ACUTE "b", 5, 2, &used), 4);
	assert_int_equal(used, 2);
}

/* Lines of text wrapped, joined by '|'. */
static void assert_wrapped(const char *text, int columns, const char *expected)
{
	struct str lines = STR_INIT;
	size_t len = strlen(text), at = 0, next;

	do {
		size_t end = text_wrap(text + at, len - at, columns, &next);

		if (at > 0)
			str_add_char(&lines, '|');
		str_add_bytes(&lines, text + at, end);
		assert_true(next > 0 || len == at);
		at += next;
	} while (at < len);
	assert_string_equal(lines.bytes, expected);
	str_release(&lines);
}

static void text_wraps(void **state)
{
	(void)state;
	assert_wrapped("", 10, "");
	assert_wrapped("een twee drie", 8, "een twee|drie");
	assert_wrapped("een twee drie", 7, "een|twee|drie");
	assert_wrapped("een twee drie", 3, "een|twe|e|dri|e");
	assert_wrapped("aaaa", 2, "aa|aa");
	assert_wrapped("a\n\nb", 5, "a||b");
	assert_wrapped("a\n", 5, "a");
	assert_wrapped("漢字漢", 5, "漢字|漢");
	assert_wrapped("漢", 1, "漢");
	assert_wrapped("ab  cd", 3, "ab |cd");
	assert_wrapped("    ", 2, "  | ");
}

static void assert_changed(void (*change)(struct str *s), const char *from,
			   const char *to)
{
	struct str s = STR_INIT;

	str_set(&s, from);
	change(&s);
	assert_string_equal(s.bytes, to);
	assert_int_equal(s.len, strlen(to));
	str_release(&s);
}

static void text_changes(void **state)
{
	(void)state;
	assert_changed(text_nfc, "", "");
	assert_changed(text_nfc, "abc", "abc");
	assert_changed(text_nfc, "e\xCC\x81", "é");
	assert_changed(text_nfc, "Nguye\xCC\x82\xCC\x83n", "Nguyễn");
	assert_changed(text_nfc, "e\xCC\x81\xFF", "e\xCC\x81\xFF");
	assert_changed(text_trim, "", "");
	assert_changed(text_trim, " \t\r\n ", "");
	assert_changed(text_trim, "\xC2\xA0 a b \xE2\x80\x83\n", "a b");
	assert_changed(text_trim, "é", "é");
	assert_changed(text_lower, "", "");
	assert_changed(text_lower, "ABC xyz 1", "abc xyz 1");
	assert_changed(text_lower, "ÉÖ ŞÜKRAN ДА \xFF", "éö şükran да \xFF");
}

static void assert_folds(const char *text, const char *want)
{
	struct str out = STR_INIT;

	text_fold(&out, text, strlen(text));
	assert_string_equal(out.bytes, want);
	str_release(&out);
}

static void folds_bare(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	str_add(&out, "x ");
	text_fold_bare(&out, "Tel. (privé) 2", strlen("Tel. (privé) 2"));
	assert_string_equal(out.bytes, "x telprive2");
	str_release(&out);
}

static void text_folds(void **state)
{
	(void)state;
	assert_folds("", "");
	assert_folds("'s-Gravenhage", "'s-gravenhage");
	assert_folds("Łódź", "lodz");
	assert_folds("S\303\272dwest-Frysl\303\242n", "sudwest-fryslan");
	assert_folds("E\314\201e\314\201n\302\240\303\205", "een a");
	assert_folds("Stra\303\237e \303\206r\303\270", "strasse aero");
	assert_folds("\330\247\331\204\331\205\330\247\331\216\330\241", "\330\247\331\204\331\205\330\247\330\241");
	assert_folds("a\377b", "a\377b");
}

static void text_knows_direction(void **state)
{
	(void)state;
	assert_false(text_is_rtl("", 0));
	assert_false(text_is_rtl("12 -", 4));
	assert_false(text_is_rtl("a مريم", strlen("a مريم")));
	assert_true(text_is_rtl("12 مريم a", strlen("12 مريم a")));
	assert_true(text_is_rtl("שלום", strlen("שלום")));
	assert_false(text_is_rtl("ሰላም", strlen("ሰላም")));
}

static void text_measures_distance(void **state)
{
	(void)state;
	assert_int_equal(text_distance(NULL, NULL, 2), 0);
	assert_int_equal(text_distance("", "ab", 2), 2);
	assert_int_equal(text_distance("relevant", "relevent", 2), 1);
	assert_int_equal(text_distance("kitten", "sitting", 3), 3);
	assert_int_equal(text_distance("kitten", "sitting", 2), 3);
	assert_int_equal(text_distance("abc", "abcdefgh", 2), 3);
	assert_int_equal(text_distance("abc", "abc", 0), 0);
	assert_int_equal(text_distance("abc", "abd", -4), 1);
}

/* A place is where text_next comes; text_prev must come to the same ones, whatever the
 * bytes. */
static void assert_same_places(const struct str *s)
{
	size_t *places = mem_array(s->len + 2, sizeof *places), count = 0, at = 0;

	places[count++] = 0;
	while (at < s->len) {
		size_t next = text_next(s->bytes, s->len, at);

		assert_true(next > at && next <= s->len);
		at = next;
		places[count++] = at;
	}
	for (at = s->len; count > 1; at = places[--count - 1])
		if (text_prev(s->bytes, s->len, at) != places[count - 2])
			fail_msg("back from %zu of %zu", at, s->len);
	free(places);
}

static void assert_lines_hold(const struct str *s, int columns)
{
	for (size_t at = 0, next; at < s->len; at += next) {
		size_t end = text_wrap(s->bytes + at, s->len - at, columns, &next);

		assert_true(next > 0 && end <= next && next <= s->len - at);
		assert_true(text_columns(s->bytes + at, end) <= columns ||
			    text_next(s->bytes + at, end, 0) == end);
	}
}

static void random_text(struct str *s, unsigned *seed)
{
	static const uint32_t odd[] = {0x301,  0x200D, 0x1F469, 0x1F1F3, 0x600, 0x1100,
				       0x1161, 0x11A8, 0xAC00,	0x93F,	 0x94D, 0x915,
				       '\r',   '\n',   ' ',	0x6F22};
	int count = rand_r(seed) % 24;

	str_reset(s);
	while (count-- > 0) {
		int kind = rand_r(seed) % 4;

		if (kind == 0)
			str_add_char(s, (char)(rand_r(seed) % 256));
		else if (kind == 1)
			str_add_char(s, (char)(' ' + rand_r(seed) % 95));
		else if (kind == 2)
			text_encode(
				s,
				odd[(size_t)rand_r(seed) % (sizeof odd / sizeof *odd)]);
		else
			text_encode(s, (uint32_t)rand_r(seed) % 0x110000);
	}
}

static void text_survives_random_bytes(void **state)
{
	struct str s = STR_INIT;
	unsigned seed = 20261122;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t fit;
		int used, columns = rand_r(&seed) % 12 + 2;

		random_text(&s, &seed);
		assert_same_places(&s);
		assert_lines_hold(&s, columns);
		fit = text_fit(s.bytes, s.len, columns, &used);
		assert_true(used <= columns);
		assert_int_equal(text_columns(s.bytes, fit), used);
		assert_true(text_word_next(s.bytes, s.len, fit) <= s.len);
		assert_true(text_word_prev(s.bytes, s.len, fit) <= fit);
		(void)text_is_rtl(s.bytes, s.len);
		text_trim(&s);
		text_lower(&s);
		text_nfc(&s);
		assert_int_equal(s.bytes[s.len], 0);
	}
	str_release(&s);
}

int group_text(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_compares),
		cmocka_unit_test(text_knows_utf8),
		cmocka_unit_test(text_codes_and_back),
		cmocka_unit_test(text_steps_by_grapheme),
		cmocka_unit_test(text_steps_by_word),
		cmocka_unit_test(text_counts_columns),
		cmocka_unit_test(text_fits),
		cmocka_unit_test(text_wraps),
		cmocka_unit_test(text_changes),
		cmocka_unit_test(text_folds),
		cmocka_unit_test(folds_bare),
		cmocka_unit_test(text_knows_direction),
		cmocka_unit_test(text_measures_distance),
		cmocka_unit_test(text_survives_random_bytes),
	};

	return RUN_GROUP("text", tests);
}
