/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/secret_field.h"

#include "base/base.h"

static void type(struct ui_secret_field *f, const char *text)
{
	(void)ui_secret_field_type(f, text, strlen(text));
}

static void press(struct ui_secret_field *f, enum ui_request r, int times)
{
	while (times-- > 0)
		(void)ui_secret_field_request(f, r);
}

static void holds(const struct ui_secret_field *f, const char *want)
{
	assert_int_equal(f->text.len, strlen(want));
	if (*want)
		assert_string_equal(f->text.bytes, want);
}

static void an_empty_field_takes_every_request(void **state)
{
	struct ui_secret_field f = {0};

	(void)state;
	for (int r = UI_REQ_NONE; r < UI_REQ_COUNT; r++)
		(void)ui_secret_field_request(&f, (enum ui_request)r);
	assert_int_equal(f.cursor, 0);
	assert_int_equal(ui_secret_field_count(&f), 0);
	holds(&f, "");
	ui_secret_field_release(&f);
}

static void typing_goes_where_the_cursor_is(void **state)
{
	struct ui_secret_field f = {0};

	(void)state;
	type(&f, "lp");
	press(&f, UI_REQ_LEFT, 1);
	type(&f, "am");
	holds(&f, "lamp");
	press(&f, UI_REQ_LINE_BEGIN, 1);
	type(&f, "f\303\251\342\202\254");
	holds(&f, "f\303\251\342\202\254lamp");
	assert_int_equal(ui_secret_field_count(&f), 7);
	assert_int_equal(f.cursor, 6);
	ui_secret_field_release(&f);
	assert_null(f.text.bytes);
}

static void a_character_goes_whole(void **state)
{
	struct ui_secret_field f = {0};

	(void)state;
	type(&f, "a\303\251b");
	press(&f, UI_REQ_LEFT, 1);
	press(&f, UI_REQ_BACKSPACE, 1);
	holds(&f, "ab");
	press(&f, UI_REQ_BACKSPACE, 2);
	holds(&f, "b");
	type(&f, "\303\251");
	press(&f, UI_REQ_LEFT, 1);
	press(&f, UI_REQ_DELETE, 1);
	holds(&f, "b");
	ui_secret_field_release(&f);
}

static void cuts_to_both_ends_and_a_word(void **state)
{
	struct ui_secret_field f = {0};

	(void)state;
	type(&f, "appel fiets lamp");
	press(&f, UI_REQ_CUT_WORD, 1);
	holds(&f, "appel fiets ");
	press(&f, UI_REQ_CUT_WORD, 1);
	holds(&f, "appel ");
	press(&f, UI_REQ_LEFT, 3);
	press(&f, UI_REQ_CUT_END, 1);
	holds(&f, "app");
	press(&f, UI_REQ_LEFT, 1);
	press(&f, UI_REQ_CUT_BEGIN, 1);
	holds(&f, "p");
	assert_int_equal(f.cursor, 0);
	assert_int_equal(ui_secret_field_request(&f, UI_REQ_UNDO), UI_NOTHING);
	holds(&f, "p");
	ui_secret_field_release(&f);
}

static void takes_no_line_and_no_rubbish(void **state)
{
	struct ui_secret_field f = {0};
	char *much = mem_new(SECRET_MOST + 2);

	(void)state;
	type(&f, "een\ntwee");
	holds(&f, "een");
	assert_int_equal(ui_secret_field_type(&f, "\033[A", 3), UI_NOTHING);
	assert_int_equal(ui_secret_field_type(&f, "\377", 1), UI_NOTHING);
	memset(much, 'x', SECRET_MOST + 1);
	assert_int_equal(ui_secret_field_type(&f, much, SECRET_MOST + 1), UI_NOTHING);
	holds(&f, "een");
	ui_secret_field_release(&f);
	free(much);
}

int test_secret_field(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_field_takes_every_request),
		cmocka_unit_test(typing_goes_where_the_cursor_is),
		cmocka_unit_test(a_character_goes_whole),
		cmocka_unit_test(cuts_to_both_ends_and_a_word),
		cmocka_unit_test(takes_no_line_and_no_rubbish),
	};

	return cmocka_run_group_tests_name("secret field", tests, NULL, NULL);
}
