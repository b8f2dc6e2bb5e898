/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/figure.h"

static void assert_grouped(const char *number, const char *nl, const char *en)
{
	struct str out = STR_INIT;

	ui_figure_group(number, "nl", &out);
	assert_string_equal(out.bytes, nl);
	str_reset(&out);
	ui_figure_group(number, "en", &out);
	assert_string_equal(out.bytes, en);
	str_release(&out);
}

static void thousands_are_set_apart(void **state)
{
	(void)state;
	assert_grouped("", "", "");
	assert_grouped("7", "7", "7");
	assert_grouped("999", "999", "999");
	assert_grouped("12500", "12.500", "12,500");
	assert_grouped("-1250000.25", "-1.250.000,25", "-1,250,000.25");
	assert_grouped("12x", "12x", "12x");
	assert_grouped("12.", "12.", "12.");
}

static void a_number_is_shown_as_it_is_typed(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_figure_typed("-2.5", false, "nl", &out);
	ui_figure_typed(" 2.5", false, "nl", &out);
	ui_figure_typed("2.5", false, "en", &out);
	ui_figure_typed("1234.5", true, "nl", &out);
	assert_string_equal(out.bytes, "-2,5 2.52.51.234,5");
	str_release(&out);
}

static void assert_read(const char *typed, bool is_grouped, const char *want)
{
	struct str out = STR_INIT;

	ui_figure_read(typed, is_grouped, "nl", &out);
	assert_string_equal(out.bytes, want);
	str_release(&out);
}

static void what_is_typed_is_read(void **state)
{
	(void)state;
	assert_read(" 2,5 ", false, "2.5");
	assert_read("12.500", false, "12.500");
	assert_read("12.500", true, "12500");
	assert_read("1.250.000,5", true, "1250000.5");
	assert_read("12.5", true, "12.5");
	assert_read("-12.500", true, "-12500");
	assert_read("12.500.1", true, "12.500.1");
	assert_read("twaalf", true, "twaalf");
	assert_read("", true, "");
}

static void assert_step(const struct form_range *r, const char *from, bool up, const char *want)
{
	struct str out = STR_INIT;

	ui_range_step(r, from, up, &out);
	assert_string_equal(out.bytes, want);
	str_release(&out);
}

static void a_scale_steps_within_itself(void **state)
{
	const struct form_range whole = {0, 10, 2, true}, half = {-1, 1, 0.25, false};

	(void)state;
	assert_step(&whole, "", true, "0");
	assert_step(&whole, "0", true, "2");
	assert_step(&whole, "3", true, "4");
	assert_step(&whole, "3", false, "2");
	assert_step(&whole, "10", true, "10");
	assert_step(&whole, "99", true, "10");
	assert_step(&whole, "0", false, "0");
	assert_step(&half, "-1.00", true, "-0.75");
	assert_step(&half, "0", false, "-0.25");
	assert_step(&half, "0.75", true, "1");
	assert_true(ui_range_has(&whole, 4));
	assert_false(ui_range_has(&whole, 3));
	assert_false(ui_range_has(&whole, 12));
	assert_true(ui_range_has(&half, -0.75));
}

static void assert_place(const char *typed, bool many, const char *want)
{
	struct str out = STR_INIT, shown = STR_INIT;

	if (ui_place_read(typed, many, &out, &shown) != (want != NULL))
		fail_msg("%s", typed);
	assert_string_equal(out.bytes, want ? want : "");
	str_release(&out);
	str_release(&shown);
}

static void a_place_is_read(void **state)
{
	(void)state;
	assert_place("", false, "");
	assert_place("52.07 4.30", false, "52.07 4.30");
	assert_place("52,07; 4,30", false, "52.07 4.30");
	assert_place("52,07 4,30", false, "52.07 4.30");
	assert_place("52.07,4.30", false, "52.07 4.30");
	assert_place("52.07N, 4.30E", false, "52.07 4.30");
	assert_place("N 52,07 O 4,30", false, "52.07 4.30");
	assert_place("33.9 ZB 70.6 WL", false, "-33.9 -70.6");
	assert_place("-33.9 18.4 12 5", false, "-33.9 18.4 12 5");
	assert_place("52.07\302\260 4.30\302\260", false, "52.07 4.30");
	assert_place("52.07", false, NULL);
	assert_place("52,07", false, NULL);
	assert_place("4.30 E 52.07 N", false, NULL);
	assert_place("91 4", false, NULL);
	assert_place("52 181", false, NULL);
	assert_place("Laak", false, NULL);
	assert_place("1 2 3 4 5", false, NULL);
	assert_place("52.07 4.30; 52.08 4.31;", true, "52.07 4.30; 52.08 4.31");
	assert_place("52,07 4,30; 52,08 4,31", true, "52.07 4.30; 52.08 4.31");
	assert_place("52.07 4.30; 52.08", true, NULL);
	assert_place(";", true, NULL);
}

int test_figure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thousands_are_set_apart),
		cmocka_unit_test(a_number_is_shown_as_it_is_typed),
		cmocka_unit_test(what_is_typed_is_read),
		cmocka_unit_test(a_scale_steps_within_itself),
		cmocka_unit_test(a_place_is_read),
	};

	return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
