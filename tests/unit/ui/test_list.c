/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/list.h"

#include "base/base.h"

static int rows_asked;

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const char *const *names = data;

	(void)a;
	rows_asked++;
	str_add(out, names ? names[index] : "row");
}

static void an_empty_list_has_no_focus(void **state)
{
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, NULL);
	assert_int_equal(ui_list_at(&l), -1);
	assert_int_equal(ui_list_pick(&l, 1), -1);
	(void)ui_list_request(&l, UI_REQ_DOWN);
	(void)ui_list_request(&l, UI_REQ_LAST);
	assert_int_equal(ui_list_at(&l), -1);
	ui_list_release(&l);
}

static void moving_stays_within(void **state)
{
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, NULL);
	ui_list_set_count(&l, 3);
	(void)ui_list_request(&l, UI_REQ_UP);
	assert_int_equal(ui_list_at(&l), 0);
	for (int i = 0; i < 9; i++)
		(void)ui_list_request(&l, UI_REQ_DOWN);
	assert_int_equal(ui_list_at(&l), 2);
	(void)ui_list_request(&l, UI_REQ_FIRST);
	assert_int_equal(ui_list_at(&l), 0);
	assert_int_equal(ui_list_request(&l, UI_REQ_OPEN), UI_IGNORED);
	ui_list_release(&l);
}

static void moving_in_a_million_lines_asks_for_none(void **state)
{
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, NULL);
	ui_list_set_count(&l, 1000000);
	rows_asked = 0;
	(void)ui_list_request(&l, UI_REQ_LAST);
	(void)ui_list_request(&l, UI_REQ_PAGE_UP);
	assert_int_equal(rows_asked, 0);
	assert_int_equal(ui_list_at(&l), 999998);
	ui_list_release(&l);
}

static void the_focus_stays_when_lines_go(void **state)
{
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, NULL);
	ui_list_set_count(&l, 5);
	ui_list_focus(&l, 4);
	ui_list_set_count(&l, 2);
	assert_int_equal(ui_list_at(&l), 1);
	ui_list_set_count(&l, 0);
	assert_int_equal(ui_list_at(&l), -1);
	ui_list_release(&l);
}

static void digits_are_one_to_nine_and_zero(void **state)
{
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, NULL);
	ui_list_set_count(&l, 10);
	assert_int_equal(ui_list_pick(&l, 1), 0);
	assert_int_equal(ui_list_pick(&l, 9), 8);
	assert_int_equal(ui_list_pick(&l, 0), 9);
	ui_list_release(&l);
}

static void a_filter_leaves_what_contains_it(void **state)
{
	const char *names[] = {"Nederlands", "Arabisch", "\303\211nglish", "Nederduits"};
	struct ui_list l;

	(void)state;
	ui_list_init(&l, row, names);
	ui_list_set_count(&l, 4);
	ui_list_filter(NULL, &l, "neder");
	(void)ui_list_request(&l, UI_REQ_DOWN);
	assert_int_equal(ui_list_at(&l), 3);
	ui_list_filter(NULL, &l, "\303\251ng");
	assert_int_equal(ui_list_at(&l), 2);
	ui_list_filter(NULL, &l, "zzz");
	assert_int_equal(ui_list_at(&l), -1);
	ui_list_filter(NULL, &l, "");
	assert_int_equal(ui_list_at(&l), 0);
	ui_list_release(&l);
}

int test_list(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_list_has_no_focus),
		cmocka_unit_test(moving_stays_within),
		cmocka_unit_test(moving_in_a_million_lines_asks_for_none),
		cmocka_unit_test(the_focus_stays_when_lines_go),
		cmocka_unit_test(digits_are_one_to_nine_and_zero),
		cmocka_unit_test(a_filter_leaves_what_contains_it),
	};

	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
