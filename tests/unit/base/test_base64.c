/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

/* The examples of RFC 4648, section 10. */
static const char *const pairs[][2] = {
	{"", ""},	      {"f", "Zg=="},	      {"fo", "Zm8="},	    {"foo", "Zm9v"},
	{"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}, {"\xff\xfe", "//4="},
};

static void writes_and_reads_base64(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		str_reset(&out);
		base64_write(&out, pairs[i][0], strlen(pairs[i][0]));
		assert_string_equal(out.bytes, pairs[i][1]);
		str_reset(&out);
		assert_true(base64_read(pairs[i][1], &out));
		assert_string_equal(out.bytes, pairs[i][0]);
	}
	str_release(&out);
}

static void forgives_blanks_and_ends(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	assert_true(base64_read(" Zm9v\r\nYmE ", &out));
	assert_string_equal(out.bytes, "fooba");
	str_release(&out);
}

static void refuses_other_texts(void **state)
{
	static const char *const wrong[] = {"Zg===", "Z", "Zm9vY", "Z!==", "=Zg", "Zg=v", "Zg=", "\xc3\xa9"};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(base64_read(wrong[i], &out));
	str_release(&out);
}

int group_base64(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_and_reads_base64),
		cmocka_unit_test(forgives_blanks_and_ends),
		cmocka_unit_test(refuses_other_texts),
	};

	return cmocka_run_group_tests_name("base64", tests, NULL, NULL);
}
