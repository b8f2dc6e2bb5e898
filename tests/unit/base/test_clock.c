/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

#include <time.h>

static void clock_stands_still(void **state)
{
	int64_t ms = 1795081325123; /* 2026-11-19T10:42:05.123+01:00 */
	struct clock c = clock_fixed(&ms);
	struct moment m = clock_moment(&c);
	struct date today = clock_today(&c);

	(void)state;
	assert_int_equal(clock_now(&c), ms);
	assert_int_equal(today.year, 2026);
	assert_int_equal(today.day, m.date.day);
	assert_int_equal(m.offset, 60);
	assert_int_equal(moment_ms(&m), ms);
	ms += 1;
	assert_int_equal(clock_now(&c), ms);
}

static void clock_goes_on(void **state)
{
	struct clock c = clock_system();
	int64_t first = clock_now(&c);

	(void)state;
	assert_true(first > 1577836800000); /* 2020 */
	assert_true(clock_now(&c) >= first);
}

static void assert_moment(const char *iso, const char *expected)
{
	struct str s = STR_INIT;
	struct moment m, back;

	if (!moment_read(iso, &m))
		fail_msg("%s is not read", iso);
	moment_write(&s, &m);
	assert_string_equal(s.bytes, expected);
	assert_true(moment_read(s.bytes, &back));
	assert_int_equal(moment_ms(&back), moment_ms(&m));
	str_release(&s);
}

static void moment_reads_and_writes(void **state)
{
	(void)state;
	assert_moment("2026-11-22", "2026-11-22T00:00:00.000+01:00");
	assert_moment("2026-07-22", "2026-07-22T00:00:00.000+02:00");
	assert_moment("2026-11-22T10:42", "2026-11-22T10:42:00.000+01:00");
	assert_moment("2026-11-22T10:42:05", "2026-11-22T10:42:05.000+01:00");
	assert_moment("2026-11-22T10:42:05.123", "2026-11-22T10:42:05.123+01:00");
	assert_moment("2026-11-22T10:42:05.1Z", "2026-11-22T10:42:05.100+00:00");
	assert_moment("2026-11-22T10:42:05.123456-09:30",
		      "2026-11-22T10:42:05.123-09:30");
	assert_moment("2026-11-22Z", "2026-11-22T00:00:00.000+00:00");
	assert_moment("1903-01-01T00:00:00Z", "1903-01-01T00:00:00.000+00:00");
}

static void moment_refuses(void **state)
{
	static const char *const bad[] = {"",
					  "2026",
					  "2026-11",
					  "~2026",
					  "2026-11-22T",
					  "2026-11-22T10",
					  "2026-11-22T24:00",
					  "2026-11-22T10:60",
					  "2026-11-22T10:42:60",
					  "2026-11-22T10:42:05.",
					  "2026-11-22T10:42+1:00",
					  "2026-11-22T10:42+15:00",
					  "2026-11-22T10:42+14:30",
					  "0001-01-01T00:00+02:00",
					  "2026-11-22T10:42Zx",
					  "2026-11-22 10:42",
					  "2026-02-30T10:00Z",
					  "2026-11-22T10:42+01",
					  "2026-11-22T10:42+01:0"};
	struct moment m;

	(void)state;
	assert_false(moment_read(NULL, &m));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (moment_read(bad[i], &m))
			fail_msg("%s is read", bad[i]);
		assert_int_equal(m.date.year, 0);
	}
}

static void moment_follows_the_season(void **state)
{
	/* an hour before and after the clock went back in 2026: 25 October, 01:00 UTC */
	struct moment summer = moment_of_ms(1792888200000), winter;

	(void)state;
	winter = moment_of_ms(1792888200000 + 3600000);
	assert_int_equal(summer.offset, 120);
	assert_int_equal(winter.offset, 60);
	assert_int_equal(summer.hour, winter.hour);
	assert_int_equal(moment_ms(&winter) - moment_ms(&summer), 3600000);
	assert_int_equal(moment_of_ms(-1).millisecond, 999);
	assert_int_equal(moment_of_ms(-1).date.year, 1970); /* one o'clock in Amsterdam */
	assert_int_equal(moment_of_ms(INT64_MAX).date.year, 0);
	assert_int_equal(moment_of_ms(INT64_MIN).date.year, 0);
}

static void wait_ms(int ms)
{
	const struct timespec t = {0, ms * 1000000L};

	assert_int_equal(nanosleep(&t, NULL), 0);
}

static void clock_runs_faster(void **state)
{
	struct clock system = clock_system();
	struct clock_run run = {.start_ms = 1795081325123, .factor = 600};
	struct clock c = clock_running(&run);
	int64_t before = clock_lapse(&system), now, most;

	(void)state;
	assert_in_range(clock_now(&c), run.start_ms, run.start_ms + 600 * 1000);
	wait_ms(20);
	now = clock_now(&c);
	most = (clock_lapse(&system) - before + 1) * 600;
	assert_true(now >= run.start_ms + 20 * 600);
	assert_true(now <= run.start_ms + most);
	assert_true(clock_lapse(&c) >= now);
	assert_int_equal(clock_wait(&c, 600), 1);
	assert_int_equal(clock_wait(&c, 601), 2);
	assert_int_equal(clock_wait(&c, 0), 0);
}

static void a_lapse_cannot_be_set(void **state)
{
	int64_t ms = 5000, first;
	struct clock fixed = clock_fixed(&ms), system = clock_system();

	(void)state;
	assert_int_equal(clock_lapse(&fixed), 5000);
	assert_int_equal(clock_wait(&fixed, 10), -1);
	assert_int_equal(clock_wait(&system, 10), 10);
	first = clock_lapse(&system);
	assert_true(first < 1577836800000); /* it does not count from 1970 */
	wait_ms(5);
	assert_true(clock_lapse(&system) >= first + 5);
	assert_true(clock_slept() >= 0);
}

int group_clock(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clock_stands_still),
		cmocka_unit_test(clock_goes_on),
		cmocka_unit_test(clock_runs_faster),
		cmocka_unit_test(a_lapse_cannot_be_set),
		cmocka_unit_test(moment_reads_and_writes),
		cmocka_unit_test(moment_refuses),
		cmocka_unit_test(moment_follows_the_season),
	};

	return RUN_GROUP("clock", tests);
}
