/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static struct date on(const char *iso)
{
	struct date d;

	assert_true(date_read(iso, &d));
	return d;
}

static void assert_written(const char *iso, enum date_style style, const char *language,
			   const char *expected)
{
	struct str s = STR_INIT;
	struct date d = on(iso);

	date_write(&s, &d, style, language);
	assert_string_equal(s.bytes, expected);
	str_release(&s);
}

static void date_reads_iso(void **state)
{
	static const char *const good[] = {"2026-10-14", "2026-10",   "2026",
					   "~1980",	 "0001",      "9999-12-31",
					   "2024-02-29", "2000-02-29"};
	static const char *const bad[] = {
		"",	      "2026-",	    "2026-1",	 "2026-13",	"2026-00",
		"2026-02-30", "2026-10-",   "2026-10-1", "2026-10-14 ", "0000",
		"26",	      "~1980-05",   "~",	 "1900-02-29",	"2026-10-32",
		"-2026",      "2026-04-31", "20261014",	 "２０２６"};
	struct date d;

	(void)state;
	assert_false(date_read(NULL, &d));
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_written(good[i], DATE_ISO, "nl", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(date_read(bad[i], &d));
		assert_int_equal(d.year, 0);
	}
}

static void date_is_valid_or_not(void **state)
{
	struct date none = {0, 0, 0, false}, odd = {2026, 0, 3, false},
		    year = {2026, 0, 0, false};
	struct str s = STR_INIT;

	(void)state;
	assert_false(date_is_valid(&none));
	assert_false(date_is_valid(&odd));
	assert_true(date_is_valid(&year));
	assert_false(date_is_full(&year));
	date_write(&s, &none, DATE_LONG, "nl");
	assert_string_equal(s.bytes, "");
}

static void date_counts_days(void **state)
{
	struct date epoch = on("1970-01-01"), first = on("0001-01-01"),
		    last = on("9999-12-31");

	(void)state;
	assert_int_equal(date_days(&epoch), 0);
	assert_int_equal(date_days(&first), -719162);
	assert_int_equal(date_days(&last), 2932896);
	for (int64_t days = -719162; days <= 2932896; days += 13) {
		struct date d = date_of_days(days);

		if (!date_is_full(&d) || date_days(&d) != days)
			fail_msg("day %lld", (long long)days);
	}
	assert_int_equal(date_of_days(-719163).year, 0);
	assert_int_equal(date_of_days(2932897).year, 0);
	assert_int_equal(date_of_days(INT64_MAX).year, 0);
	assert_int_equal(date_of_days(INT64_MIN).year, 0);
}

static void date_compares(void **state)
{
	struct date year = on("2026"), day = on("2026-01-01"), later = on("2026-01-02");

	(void)state;
	assert_int_equal(date_compare(&year, &day), 0);
	assert_int_equal(date_compare(&day, &later), -1);
	assert_int_equal(date_compare(&later, &year), 1);
}

static void assert_months_later(const char *iso, int months, const char *expected)
{
	struct date d = on(iso), sum = date_add_months(&d, months);
	struct str s = STR_INIT;

	date_write(&s, &sum, DATE_ISO, "nl");
	assert_string_equal(s.bytes, expected);
	str_release(&s);
}

static void date_adds_months(void **state)
{
	(void)state;
	assert_months_later("2026-01-31", 1, "2026-02-28");
	assert_months_later("2024-01-31", 1, "2024-02-29");
	assert_months_later("2026-01-31", -2, "2025-11-30");
	assert_months_later("2026-12", 1, "2027-01");
	assert_months_later("2026", 12, "2027");
	assert_months_later("~1980", -12, "~1979");
	assert_months_later("9999-12-01", 1, "");
	assert_months_later("0001-01-01", -1, "");
	assert_months_later("2026-01-01", INT32_MAX, "");
	assert_months_later("2026-01-01", INT32_MIN, "");
}

static void date_knows_age(void **state)
{
	struct date born = on("1981-05-12"), before = on("2026-05-11"),
		    at = on("2026-05-12");
	struct date year = on("1981"), about = on("~1986"), none = {0, 0, 0, false};
	struct date leap = on("2004-02-29"), feb = on("2026-02-28"),
		    march = on("2026-03-01");

	(void)state;
	assert_int_equal(date_years_between(&born, &before), 44);
	assert_int_equal(date_years_between(&born, &at), 45);
	assert_int_equal(date_years_between(&year, &at), 45);
	assert_int_equal(date_years_between(&about, &at), 40);
	assert_int_equal(date_years_between(&none, &at), -1);
	assert_int_equal(date_years_between(&born, &none), -1);
	assert_int_equal(date_years_between(&at, &born), -1);
	assert_int_equal(date_years_between(&leap, &feb), 21);
	assert_int_equal(date_years_between(&leap, &march), 22);
}

static void date_writes(void **state)
{
	(void)state;
	assert_written("2026-10-14", DATE_SHORT, "nl", "14-10-26");
	assert_written("2026-03-04", DATE_SHORT, "en", "04-03-26");
	assert_written("2026-10-14", DATE_LONG, "nl", "14 oktober 2026");
	assert_written("2026-10-14", DATE_LONG, "en", "14 October 2026");
	assert_written("2026-11-21", DATE_DAY, "nl", "za 21 nov");
	assert_written("2026-11-21", DATE_DAY, "en", "Sat 21 Nov");
	assert_written("2025-03-03", DATE_MONTH, "nl", "mrt 25");
	assert_written("2025-03", DATE_SHORT, "nl", "mrt 25");
	assert_written("2025-03", DATE_LONG, "nl", "maart 2025");
	assert_written("1981", DATE_SHORT, "nl", "1981");
	assert_written("1981", DATE_DAY, "nl", "1981");
	assert_written("~1980", DATE_SHORT, "nl", "~1980");
	assert_written("~1980", DATE_LONG, "nl", "ongeveer 1980");
	assert_written("~1980", DATE_LONG, "fr", "about 1980");
	assert_string_equal(date_month_name(0, true, "nl"), "");
	assert_string_equal(date_month_name(13, true, "nl"), "");
	assert_string_equal(date_month_name(3, false, NULL), "Mar");
	assert_string_equal(date_weekday_name(6, true, "nl"), "zondag");
	assert_string_equal(date_weekday_name(7, true, "nl"), "");
	assert_string_equal(date_weekday_name(-1, true, "nl"), "");
}

int group_date(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_reads_iso),
		cmocka_unit_test(date_is_valid_or_not),
		cmocka_unit_test(date_counts_days),
		cmocka_unit_test(date_compares),
		cmocka_unit_test(date_adds_months),
		cmocka_unit_test(date_knows_age),
		cmocka_unit_test(date_writes),
	};

	return RUN_GROUP("date", tests);
}
