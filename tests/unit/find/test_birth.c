/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static int weight(const char *asked, const char *known)
{
	struct find_birth a = find_birth_read(asked), k = find_birth_read(known);

	return find_birth_weight(&a, &k);
}

static void test_read(void **state)
{
	struct find_birth b = find_birth_read("1984-03-12");

	(void)state;
	assert_int_equal(b.year, 1984);
	assert_int_equal(b.month, 3);
	assert_int_equal(b.day, 12);
	assert_false(b.is_about);
	b = find_birth_read("1984-03");
	assert_int_equal(b.month, 3);
	assert_int_equal(b.day, 0);
	b = find_birth_read("~1984");
	assert_int_equal(b.year, 1984);
	assert_true(b.is_about);
}

static void test_read_nothing(void **state)
{
	static const char *const cases[] = {"",           "84",          "1984-13", "1984-02-30",
					    "1984-03-12 ", "12-03-1984", "~",        "0000",
					    "1984-",       "~1984-03",   "xxxx",     "\xff"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(find_birth_read(cases[i]).year, 0);
	assert_int_equal(find_birth_read(NULL).year, 0);
}

/* Each pair says more for one woman than the pair below it. */
static void test_order(void **state)
{
	static const char *const pairs[][2] = {
		{"1984-03-12", "1984-03-12"}, /* equal */
		{"1984-03-12", "1984-12-03"}, /* day and month changed places */
		{"1984-03-12", "1984-03"},    /* the day is not known */
		{"1984-03-12", "1984"},
		{"1984-01-01", "1984-01-01"}, /* everybody's day */
		{"1984-01-01", "1984-03-12"},
		{"1984-03-12", "1984-03-17"}, /* one digit */
		{"~1984", "1986-03-12"},
		{"1984-03-12", "1984-07-25"}, /* of this year */
		{"1984", "1985-03-12"},
		{"~1984", "1989"},
		{"1984-03-12", ""},           /* not known says nothing */
		{"1984-03-12", "1985-07-25"},
		{"1984", "1988"},
		{"1984", "1964"},
	};

	(void)state;
	for (size_t i = 0; i + 1 < sizeof pairs / sizeof *pairs; i++)
		if (weight(pairs[i][0], pairs[i][1]) <= weight(pairs[i + 1][0], pairs[i + 1][1]))
			fail_msg("%s and %s say no more than the pair below", pairs[i][0],
				 pairs[i][1]);
}

static void test_alike_cases(void **state)
{
	static const char *const pairs[][4] = {
		{"1984-03-12", "1985-03-12", "1984-03-12", "1984-03-17"}, /* a digit of the year */
		{"1984-03-12", "1948-03-12", "1984-03-12", "1984-03-17"}, /* neighbours exchanged */
		{"1984-03-12", "1984-03-21", "1984-03-12", "1984-03-17"},
		{"1984-04-04", "1984-04-04", "1984-03-12", "1984-03-12"},
		{"1984", "~1984", "1984", "1984"},
		{"1984-01-01", "1985-07-25", "1984", "1985"},
		{"1984-01-01", "1994-01-01", "1984", "1994"}, /* a day that says nothing */
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(weight(pairs[i][0], pairs[i][1]), weight(pairs[i][2], pairs[i][3]));
}

static void test_both_ways(void **state)
{
	static const char *const dates[] = {"",        "1984",       "~1984",      "1984-03",
					    "1985",    "1984-03-12", "1984-12-03", "1948-03-12",
					    "~1987",   "1984-01-01", "1985-01-01", "1920"};
	size_t count = sizeof dates / sizeof *dates;

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			assert_int_equal(weight(dates[i], dates[k]), weight(dates[k], dates[i]));
	assert_int_equal(weight("", "1984"), 0);
	assert_int_equal(weight("", ""), 0);
}

/* Who looks for the best can stop at what a date agrees with itself. */
static void test_nothing_agrees_better(void **state)
{
	static const char *const asked[] = {"1984",       "~1984",      "1984-03",    "1984-01",
					    "1984-03-12", "1984-01-01", "1984-02-01", "1984-12-12"};
	struct str known = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		for (int n = 0; n < 12 * 28 * 13; n++) {
			str_reset(&known);
			str_addf(&known, "%d-%02d-%02d", 1978 + n / (12 * 28), n / 28 % 12 + 1,
				 n % 28 + 1);
			for (size_t cut = 0; cut < 3; cut++) { /* the date, its month, its year */
				str_cut(&known, 10 - 3 * cut);
				assert_true(weight(asked[i], known.bytes) <= weight(asked[i], asked[i]));
			}
		}
	str_release(&known);
}

int group_birth(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_nothing),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_alike_cases),
		cmocka_unit_test(test_both_ways),
		cmocka_unit_test(test_nothing_agrees_better),
	};

	return cmocka_run_group_tests_name("birth", tests, NULL, NULL);
}
