/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include <string.h>

static struct map_record stek(void)
{
	struct map_record r;

	map_record_empty(&r, MAP_ORGANISATION);
	r.id = "01890000-0000-7000-8000-000000000001";
	r.values[MAP_NAME] = "Stek; voor vrouwen, en \\ meer";
	r.values[MAP_PHONE] = "070 123 45 67";
	r.values[MAP_WEBSITE] = "www.stek.example";
	r.values[MAP_STREET] = "Laan 1, achter";
	r.values[MAP_POSTCODE] = "2512 AB";
	r.values[MAP_CITY] = "Den Haag";
	r.values[MAP_KINDS] = "women_centre language";
	r.values[MAP_TASKS] = "Koffie.\nEn thee.";
	return r;
}

static void test_card(void **state)
{
	struct map_record r = stek();
	struct str out = STR_INIT;

	(void)state;
	map_vcard(&some_words, &r, &out);
	assert_string_equal(
		out.bytes,
		"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n"
		"UID:urn:uuid:01890000-0000-7000-8000-000000000001\r\n"
		"FN:Stek\\; voor vrouwen\\, en \\\\ meer\r\n"
		"ORG:Stek\\; voor vrouwen\\, en \\\\ meer\r\n"
		"TEL;TYPE=work:070 123 45 67\r\n"
		"URL:https://www.stek.example\r\n"
		"ADR;TYPE=work:;;Laan 1\\, achter;Den Haag;;2512 AB;\r\n"
		"CATEGORIES:women's or community centre,language\r\n"
		"NOTE:Koffie.\\nEn thee.\r\n"
		"END:VCARD\r\n");
	str_release(&out);
}

/* Lines of 75 octets at most; joined again they are what they were, and no character was cut. */
static void test_folding(void **state)
{
	struct str text = STR_INIT, out = STR_INIT, joined = STR_INIT;
	struct map_record r;

	(void)state;
	for (int lead = 0; lead < 80; lead++) {
		map_record_empty(&r, MAP_ORGANISATION);
		r.values[MAP_NAME] = "X";
		str_reset(&text);
		str_reset(&out);
		str_reset(&joined);
		for (int i = 0; i < lead; i++)
			str_add_char(&text, 'a');
		for (int i = 0; i < 60; i++)
			str_add(&text, i % 3 == 0 ? "\xc3\xa9" : i % 3 == 1 ? "\xe2\x82\xac" : "\xf0\x9f\x8c\xb7");
		r.values[MAP_TASKS] = text.bytes;
		map_vcard(&some_words, &r, &out);
		for (const char *line = out.bytes; *line != '\0';) {
			const char *end = strstr(line, "\r\n");

			assert_non_null(end);
			assert_true(end - line <= 75);
			assert_true(text_is_utf8(line, (size_t)(end - line)));
			if (*line == ' ')
				str_cut(&joined, joined.len - 2);
			str_add_bytes(&joined, line + (*line == ' '),
				      (size_t)(end + 2 - line - (*line == ' ')));
			line = end + 2;
		}
		str_insert(&text, 0, "NOTE:", 5);
		assert_non_null(strstr(joined.bytes, text.bytes));
	}
	str_release(&text);
	str_release(&out);
	str_release(&joined);
}

static void test_secret(void **state)
{
	struct map_record r = stek();
	struct str out = STR_INIT;

	(void)state;
	r.values[MAP_CONFIDENTIAL] = "yes";
	r.values[MAP_TIMES] = "altijd, op Laan 1";
	map_vcard(&some_words, &r, &out);
	assert_null(strstr(out.bytes, "ADR"));
	assert_null(strstr(out.bytes, "Laan"));
	assert_null(strstr(out.bytes, "2512"));
	assert_null(strstr(out.bytes, "Den Haag"));
	assert_non_null(strstr(out.bytes, "TEL;TYPE=work:070"));
	str_release(&out);
}

int group_vcard(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_card),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_secret),
	};

	return cmocka_run_group_tests_name("map/vcard", tests, NULL, NULL);
}
