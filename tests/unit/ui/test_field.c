/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/field.h"

#include "base/base.h"

static void dates_are_understood_and_shown(void **state)
{
	static const struct {
		const char *typed, *iso, *shown;
		enum date_sense sense;
	} rows[] = {
		{"3/5", "2026-05-03", "zo 3 mei 2026", DATE_PAST},
		{"12-3-81", "1981-03-12", "do 12 maart 1981", DATE_PAST},
		{"gisteren", "2026-11-20", "vr 20 november 2026", DATE_ANY},
		{"over 2 weken", "2026-12-05", "za 5 december 2026", DATE_FUTURE},
		{" 1981 ", "1981", "1981", DATE_PAST},
		{"5-1981", "1981-05", "mei 1981", DATE_PAST},
		{"", "", "", DATE_ANY},
	};
	const struct date today = {2026, 11, 21, false};
	struct str iso = STR_INIT, shown = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(ui_date_understand(rows[i].typed, &today, rows[i].sense, "nl", &iso,
					       &shown));
		assert_string_equal(iso.bytes, rows[i].iso);
		assert_string_equal(shown.bytes, rows[i].shown);
	}
	assert_true(ui_date_understand("~1980", &today, DATE_PAST, "nl", &iso, &shown));
	assert_string_equal(iso.bytes, "~1980");
	str_release(&iso);
	str_release(&shown);
}

static void what_is_no_date_is_not_understood(void **state)
{
	static const char *const typed[] = {"31-2-2026", "morgenavond misschien", "0", "99/99/9999"};
	const struct date today = {2026, 11, 21, false};
	struct str iso = STR_INIT, shown = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		assert_false(
			ui_date_understand(typed[i], &today, DATE_ANY, "nl", &iso, &shown));
		assert_string_equal(iso.bytes, "");
	}
	str_release(&iso);
	str_release(&shown);
}

static void times_are_understood(void **state)
{
	struct str iso = STR_INIT, shown = STR_INIT;

	(void)state;
	assert_true(ui_time_understand("14.30", &iso, &shown));
	assert_string_equal(iso.bytes, "14:30");
	assert_true(ui_time_understand("9u", &iso, &shown));
	assert_string_equal(iso.bytes, "09:00");
	assert_true(ui_time_understand("", &iso, &shown));
	assert_string_equal(iso.bytes, "");
	assert_false(ui_time_understand("25:00", &iso, &shown));
	str_release(&iso);
	str_release(&shown);
}

static void a_stored_date_is_shown_as_typed(void **state)
{
	static const char *const rows[][2] = {
		{"2026-05-03", "3-5-2026"}, {"1981", "1981"}, {"1981-05", "5-1981"},
		{"~1980", "~1980"}, {"", ""}, {"nonsense", "nonsense"},
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ui_date_typed(rows[i][0], &out);
		assert_string_equal(out.bytes, rows[i][1]);
	}
	ui_date_typed(NULL, &out);
	assert_string_equal(out.bytes, "");
	str_release(&out);
}

static void an_appointment_needs_a_whole_day(void **state)
{
	struct date today = {2026, 11, 21, false};
	struct str iso = STR_INIT, shown = STR_INIT;

	(void)state;
	assert_true(ui_day_understand("over 2 weken", &today, DATE_FUTURE, "nl", &iso, &shown));
	assert_string_equal(iso.bytes, "2026-12-05");
	assert_true(ui_day_understand("", &today, DATE_FUTURE, "nl", &iso, &shown));
	assert_false(ui_day_understand("10.30", &today, DATE_FUTURE, "nl", &iso, &shown));
	assert_string_equal(iso.bytes, "");
	assert_string_equal(shown.bytes, "");
	assert_false(ui_day_understand("~1980", &today, DATE_PAST, "nl", &iso, &shown));
	str_release(&iso);
	str_release(&shown);
}

static void a_month_or_a_year_is_enough(void **state)
{
	static const struct {
		const char *typed, *month, *year;
	} rows[] = {
		{"mei 2024", "2024-05", "2024"},
		{"5-2024", "2024-05", "2024"},
		{"3 mei 2024", "2024-05", "2024"},
		{"2024", NULL, "2024"},
		{"~1980", NULL, NULL},
		{"soms", NULL, NULL},
		{"", "", ""},
	};
	const struct date today = {2026, 11, 21, false};
	struct str iso = STR_INIT, shown = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(ui_month_understand(rows[i].typed, &today, DATE_ANY, false, "nl", &iso,
						     &shown),
				 rows[i].month != NULL);
		assert_string_equal(iso.bytes, rows[i].month ? rows[i].month : "");
		assert_int_equal(ui_month_understand(rows[i].typed, &today, DATE_ANY, true, "nl", &iso,
						     &shown),
				 rows[i].year != NULL);
		assert_string_equal(iso.bytes, rows[i].year ? rows[i].year : "");
		assert_string_equal(shown.bytes, rows[i].year ? rows[i].year : "");
	}
	str_release(&iso);
	str_release(&shown);
}

int test_field(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_understood_and_shown),
		cmocka_unit_test(what_is_no_date_is_not_understood),
		cmocka_unit_test(times_are_understood),
		cmocka_unit_test(a_stored_date_is_shown_as_typed),
		cmocka_unit_test(an_appointment_needs_a_whole_day),
		cmocka_unit_test(a_month_or_a_year_is_enough),
	};

	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
