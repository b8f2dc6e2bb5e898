/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

/* Saturday 21 November 2026 */
static const struct date today = {2026, 11, 21, false};

struct typed {
	const char *typed;
	enum date_sense sense;
	const char *expected; /* "" when it cannot be read */
};

static const struct typed calendar[] = {
	{"3/5", DATE_PAST, "2026-05-03"},
	{"3/5", DATE_FUTURE, "2027-05-03"},
	{"3/5", DATE_ANY, "2027-05-03"},
	{"3/7", DATE_ANY, "2026-07-03"},
	{"21/11", DATE_PAST, "2026-11-21"},
	{"21/11", DATE_FUTURE, "2026-11-21"},
	{"29-2", DATE_PAST, "2024-02-29"},
	{"29-2", DATE_FUTURE, "2028-02-29"},
	{"3-5-81", DATE_PAST, "1981-05-03"},
	{"3-5-26", DATE_PAST, "2026-05-03"},
	{"3-5-27", DATE_PAST, "1927-05-03"},
	{"3-5-27", DATE_FUTURE, "2027-05-03"},
	{"12-3-81", DATE_PAST, "1981-03-12"},
	{"12.3.1981", DATE_ANY, "1981-03-12"},
	{"12 3 1981", DATE_ANY, "1981-03-12"},
	{"1981-03-12", DATE_ANY, "1981-03-12"},
	{"120381", DATE_PAST, "1981-03-12"},
	{"12031981", DATE_PAST, "1981-03-12"},
	{"19810312", DATE_PAST, "1981-03-12"},
	{"051981", DATE_PAST, "1981-05"},
	{"1203", DATE_PAST, "2026-03-12"},
	{"1981", DATE_PAST, "1981"},
	{"5-1981", DATE_PAST, "1981-05"},
	{"1981-05", DATE_PAST, "1981-05"},
	{"5-81", DATE_PAST, "1981-05"},
	{"12 mei 1981", DATE_PAST, "1981-05-12"},
	{"12 MEI '81", DATE_PAST, "1981-05-12"},
	{"12mei1981", DATE_PAST, "1981-05-12"},
	{"12-mei-1981", DATE_PAST, "1981-05-12"},
	{"op 12 mei", DATE_PAST, "2026-05-12"},
	{"12e mei", DATE_FUTURE, "2027-05-12"},
	{"May 12, 1981", DATE_PAST, "1981-05-12"},
	{"12th of May", DATE_PAST, "2026-05-12"},
	{"mei 1981", DATE_PAST, "1981-05"},
	{"in mei 1981", DATE_PAST, "1981-05"},
	{"in 1981", DATE_PAST, "1981"},
	{"mrt 25", DATE_PAST, "2025-03"},
	{"mei", DATE_PAST, "2026-05"},
	{"november", DATE_PAST, "2026-11"},
	{"november", DATE_FUTURE, "2026-11"},
	{"eind augustus 2019", DATE_PAST, "2019-08"},
	{"za 21 nov", DATE_ANY, "2026-11-21"},
	{"  1981  ", DATE_PAST, "1981"},
};

static const struct typed about[] = {
	{"~1980", DATE_PAST, "~1980"},
	{"~ 1980", DATE_PAST, "~1980"},
	{"ongeveer 1980", DATE_PAST, "~1980"},
	{"ca. 1980", DATE_PAST, "~1980"},
	{"±1980", DATE_PAST, "~1980"},
	{"rond mei 1980", DATE_PAST, "~1980"},
	{"ongeveer 40", DATE_PAST, "~1986"},
	{"ongeveer 40 jaar", DATE_PAST, "~1986"},
	{"~40", DATE_PAST, "~1986"},
	{"40 jaar", DATE_PAST, "~1986"},
	{"40 jaar oud", DATE_PAST, "~1986"},
	{"about 40 years old", DATE_PAST, "~1986"},
	{"ongeveer 121", DATE_PAST, ""},
	{"ongeveer 3 weken geleden", DATE_PAST, "2026-10-31"},
};

static const struct typed spoken[] = {
	{"vandaag", DATE_ANY, "2026-11-21"},
	{"gisteren", DATE_ANY, "2026-11-20"},
	{"eergisteren", DATE_ANY, "2026-11-19"},
	{"Morgen", DATE_ANY, "2026-11-22"},
	{"overmorgen", DATE_ANY, "2026-11-23"},
	{"yesterday", DATE_ANY, "2026-11-20"},
	{"maandag", DATE_FUTURE, "2026-11-23"},
	{"maandag", DATE_PAST, "2026-11-16"},
	{"ma.", DATE_FUTURE, "2026-11-23"},
	{"zaterdag", DATE_FUTURE, "2026-11-28"},
	{"zaterdag", DATE_PAST, "2026-11-14"},
	{"zaterdag", DATE_ANY, "2026-11-21"},
	{"vrijdag", DATE_ANY, "2026-11-20"},
	{"volgende maandag", DATE_PAST, "2026-11-23"},
	{"afgelopen maandag", DATE_FUTURE, "2026-11-16"},
	{"last monday", DATE_ANY, "2026-11-16"},
	{"over 2 weken", DATE_ANY, "2026-12-05"},
	{"over een week", DATE_ANY, "2026-11-28"},
	{"over één maand", DATE_ANY, "2026-12-21"},
	{"in 2 weeks", DATE_ANY, "2026-12-05"},
	{"over 14 dagen", DATE_ANY, "2026-12-05"},
	{"over 3 maanden", DATE_ANY, "2027-02-21"},
	{"over een half jaar", DATE_ANY, "2027-05-21"},
	{"half jaar geleden", DATE_ANY, "2026-05-21"},
	{"3 maanden geleden", DATE_ANY, "2026-08-21"},
	{"een jaar geleden", DATE_ANY, "2025-11-21"},
	{"two weeks ago", DATE_ANY, "2026-11-07"},
	{"volgende week", DATE_ANY, "2026-11-28"},
	{"vorige maand", DATE_ANY, "2026-10-21"},
	{"volgende week maandag", DATE_ANY, "2026-11-23"},
	{"maandag volgende week", DATE_ANY, "2026-11-23"},
	{"3 weken", DATE_FUTURE, "2026-12-12"},
	{"3 weken", DATE_PAST, "2026-10-31"},
	{"6 weken oud", DATE_PAST, "2026-10-10"},
};

static const struct typed refused[] = {
	{"", DATE_PAST, ""},
	{" ", DATE_PAST, ""},
	{"~", DATE_PAST, ""},
	{"40", DATE_PAST, ""},
	{"0", DATE_PAST, ""},
	{"32-1", DATE_PAST, ""},
	{"0-5-1981", DATE_PAST, ""},
	{"5-0-1981", DATE_PAST, ""},
	{"30-2-2020", DATE_PAST, ""},
	{"13-13-81", DATE_PAST, ""},
	{"29-2-81", DATE_PAST, ""},
	{"3 weken", DATE_ANY, ""},
	{"bananen", DATE_PAST, ""},
	{"12 bananen", DATE_PAST, ""},
	{"1-2-3-4", DATE_PAST, ""},
	{"over", DATE_PAST, ""},
	{"in", DATE_PAST, ""},
	{"half", DATE_PAST, ""},
	{"99999999", DATE_PAST, ""},
	{"123456789", DATE_PAST, ""},
	{"1-1-123", DATE_PAST, ""},
	{"over 99999999 jaar", DATE_ANY, ""},
	{"over 99999999 weken", DATE_ANY, ""},
	{"1 2 3 4 5 6 7 8 9 10", DATE_ANY, ""},
	{"3/5\n", DATE_PAST, "2026-05-03"},
	{"\xFF", DATE_PAST, ""},
	{"3_5", DATE_PAST, ""},
	{"0000", DATE_PAST, ""},
	{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26", DATE_ANY,
	 ""},
};

static void assert_understood(const struct typed *t)
{
	struct str s = STR_INIT;
	struct date d;
	bool ok = date_understand(t->typed, &today, t->sense, &d);

	date_write(&s, &d, DATE_ISO, "nl");
	if (ok != (t->expected[0] != '\0') || strcmp(s.bytes, t->expected) != 0)
		fail_msg("\"%s\" is %s, not %s", t->typed, s.bytes, t->expected);
	str_release(&s);
}

#define ALL_UNDERSTOOD(table)                                                            \
	for (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)                     \
	assert_understood(&(table)[i])

static void understand_calendar(void **state)
{
	(void)state;
	ALL_UNDERSTOOD(calendar);
}

static void understand_about(void **state)
{
	(void)state;
	ALL_UNDERSTOOD(about);
}

static void understand_spoken(void **state)
{
	(void)state;
	ALL_UNDERSTOOD(spoken);
}

static void understand_refuses(void **state)
{
	struct date d, none = {0, 0, 0, false};

	(void)state;
	ALL_UNDERSTOOD(refused);
	assert_false(date_understand(NULL, &today, DATE_ANY, &d));
	assert_false(date_understand("gisteren", &none, DATE_ANY, &d));
}

/* What is shown in a list can be typed back. */
static void understand_what_is_written(void **state)
{
	static const enum date_style styles[] = {DATE_ISO, DATE_LONG, DATE_SHORT};
	struct str s = STR_INIT;

	(void)state;
	for (int64_t days = date_days(&today) - 20000; days < date_days(&today);
	     days += 17) {
		struct date d = date_of_days(days), back;

		for (size_t i = 0; i < 6; i++) {
			str_reset(&s);
			date_write(&s, &d, styles[i % 3], i < 3 ? "nl" : "en");
			if (!date_understand(s.bytes, &today, DATE_PAST, &back) ||
			    date_days(&back) != days)
				fail_msg("%s", s.bytes);
		}
	}
	str_release(&s);
}

static void understand_survives_random_words(void **state)
{
	static const char *const parts[] = {
		"over", "12",	    "mei",  "in",      "~",	   "half", "jaar",    "-",
		" ",	"geleden",  "1981", "maandag", "volgende", "week", "e",	      "'",
		"een",	"99999999", "0",    "\xC3",    "é",	   "/",	   "ongeveer"};
	struct str s = STR_INIT;
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct date d;
		int count = rand_r(&seed) % 10;

		str_reset(&s);
		while (count-- > 0) {
			str_add(&s, parts[(size_t)rand_r(&seed) %
					  (sizeof parts / sizeof *parts)]);
			if (rand_r(&seed) % 2)
				str_add_char(&s, ' ');
		}
		if (date_understand(s.bytes, &today, (enum date_sense)(round % 3), &d))
			assert_true(date_is_valid(&d));
		else
			assert_int_equal(d.year, 0);
		assert_in_range(date_understand_time(s.bytes) + 1, 0, 24 * 60);
	}
	str_release(&s);
}

struct typed_time {
	const char *typed;
	int hour, minute; /* hour -1: cannot be read */
};

static const struct typed_time times[] = {
	{"14.30", 14, 30},
	{"14:30", 14, 30},
	{"1430", 14, 30},
	{"930", 9, 30},
	{"9u", 9, 0},
	{"9 uur", 9, 0},
	{"9", 9, 0},
	{"9u30", 9, 30},
	{"09:05", 9, 5},
	{"om 14.30 uur", 14, 30},
	{"2:30", 2, 30},
	{"00:00", 0, 0},
	{"23:59", 23, 59},
	{"half 3", 14, 30},
	{"Half drie", 14, 30},
	{"half 10", 9, 30},
	{"half 1", 12, 30},
	{"kwart over 3", 15, 15},
	{"kwart voor 12", 11, 45},
	{"kwart voor 1", 12, 45},
	{"half past 2", 14, 30},
	{"quarter to 10", 9, 45},
	{"3 uur", 15, 0},
	{"3pm", 15, 0},
	{"3 am", 3, 0},
	{"12 am", 0, 0},
	{"12 pm", 12, 0},
	{"2.30 pm", 14, 30},
	{"10 over 9", 9, 10},
	{"tien uur", 10, 0},
	{"zeven uur", 7, 0},
	{"24:00", -1, 0},
	{"14:60", -1, 0},
	{"13 pm", -1, 0},
	{"", -1, 0},
	{"half", -1, 0},
	{"half 13", -1, 0},
	{"12345", -1, 0},
	{"14:3", -1, 0},
	{"14:300", -1, 0},
	{"x", -1, 0},
	{"9 bananen", -1, 0},
	{"-3", -1, 0},
	{"99999999999999999999", -1, 0},
};

static void understand_time(void **state)
{
	(void)state;
	assert_int_equal(date_understand_time(NULL), -1);
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		int expected =
			times[i].hour < 0 ? -1 : times[i].hour * 60 + times[i].minute;
		int got = date_understand_time(times[i].typed);

		if (got != expected)
			fail_msg("\"%s\" is %d, not %d", times[i].typed, got, expected);
	}
}

int group_understand(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(understand_calendar),
		cmocka_unit_test(understand_about),
		cmocka_unit_test(understand_spoken),
		cmocka_unit_test(understand_refuses),
		cmocka_unit_test(understand_what_is_written),
		cmocka_unit_test(understand_survives_random_words),
		cmocka_unit_test(understand_time),
	};

	return RUN_GROUP("understand", tests);
}
