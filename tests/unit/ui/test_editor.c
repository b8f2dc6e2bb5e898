/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/editor.h"

#include "base/base.h"

static void type(struct ui_editor *ed, const char *text)
{
	(void)ui_editor_type(ed, text, strlen(text));
}

static void press(struct ui_editor *ed, enum ui_request r, int times)
{
	while (times-- > 0)
		(void)ui_editor_request(ed, r);
}

static void an_empty_field_takes_every_request(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, true);
	for (int r = UI_REQ_NONE; r < UI_REQ_COUNT; r++)
		(void)ui_editor_request(&ed, (enum ui_request)r);
	ui_editor_set(&ed, NULL);
	assert_true(ui_editor_is_empty(&ed));
	assert_int_equal(ui_editor_wrapped(&ed, 20), 1);
	ui_editor_release(&ed);
}

static void typing_goes_where_the_cursor_is(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	type(&ed, "Nama");
	press(&ed, UI_REQ_LEFT, 2);
	type(&ed, "\303\257"); /* i with two dots */
	assert_string_equal(ed.text.bytes, "Na\303\257ma");
	assert_int_equal(ed.cursor, 4);
	press(&ed, UI_REQ_LINE_END, 1);
	type(&ed, "\n!");
	assert_string_equal(ed.text.bytes, "Na\303\257ma !");
	ui_editor_release(&ed);
}

/* e, combining acute, x: the mark stays on its letter and goes away with it. */
static void a_mark_stays_on_its_letter(void **state)
{
	struct ui_editor ed;
	struct str out = STR_INIT;

	(void)state;
	ui_editor_init(&ed, false);
	type(&ed, "e");
	type(&ed, "\314\201");
	type(&ed, "x");
	assert_string_equal(ed.text.bytes, "e\314\201x");
	press(&ed, UI_REQ_LEFT, 1);
	assert_int_equal(ed.cursor, 3);
	ui_editor_take(&ed, &out);
	assert_string_equal(out.bytes, "\303\251x"); /* NFC when it leaves the field */
	press(&ed, UI_REQ_BACKSPACE, 1);
	assert_string_equal(ed.text.bytes, "x");
	ui_editor_release(&ed);
	str_release(&out);
}

static void a_mark_typed_before_text_moves_the_cursor_to_a_boundary(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	type(&ed, "ab");
	press(&ed, UI_REQ_LEFT, 1);
	type(&ed, "\314\201");
	assert_int_equal(ed.cursor, 3);
	press(&ed, UI_REQ_LEFT, 1);
	assert_int_equal(ed.cursor, 0);
	ui_editor_release(&ed);
}

static void wide_and_joined_letters_are_one_step(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	type(&ed, "\346\274\242\360\237\221\251\342\200\215\360\237\221\247"); /* CJK, family */
	press(&ed, UI_REQ_LEFT, 1);
	assert_int_equal(ed.cursor, 3);
	press(&ed, UI_REQ_LEFT, 1);
	assert_int_equal(ed.cursor, 0);
	press(&ed, UI_REQ_DELETE, 2);
	assert_true(ui_editor_is_empty(&ed));
	ui_editor_release(&ed);
}

static void undo_and_redo(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	type(&ed, "een");
	type(&ed, " ");
	type(&ed, "t");
	type(&ed, "wee");
	press(&ed, UI_REQ_CUT_WORD, 1);
	assert_string_equal(ed.text.bytes, "een ");
	press(&ed, UI_REQ_UNDO, 1);
	assert_string_equal(ed.text.bytes, "een twee");
	press(&ed, UI_REQ_UNDO, 1);
	assert_string_equal(ed.text.bytes, "een ");
	press(&ed, UI_REQ_UNDO, 5);
	assert_string_equal(ed.text.bytes, "");
	press(&ed, UI_REQ_REDO, 9);
	assert_string_equal(ed.text.bytes, "een ");
	ui_editor_release(&ed);
}

static void undo_is_bounded(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	for (int i = 0; i < UI_UNDO_MOST * 3; i++) {
		type(&ed, "a");
		press(&ed, UI_REQ_CUT_WORD, 1);
	}
	assert_true(ed.undo_count <= UI_UNDO_MOST);
	ui_editor_release(&ed);
}

static void cutting_stays_on_its_line(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, true);
	type(&ed, "een\ntwee\ndrie");
	press(&ed, UI_REQ_UP, 1);
	press(&ed, UI_REQ_LINE_BEGIN, 1);
	press(&ed, UI_REQ_CUT_END, 1);
	assert_string_equal(ed.text.bytes, "een\n\ndrie");
	press(&ed, UI_REQ_CUT_BEGIN, 1);
	assert_string_equal(ed.text.bytes, "een\n\ndrie");
	ui_editor_release(&ed);
}

static void up_and_down_keep_the_column(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, true);
	ed.columns = 40;
	type(&ed, "lange regel\nk\nnog een lange");
	press(&ed, UI_REQ_LINE_BEGIN, 1);
	press(&ed, UI_REQ_RIGHT, 5);
	press(&ed, UI_REQ_UP, 1);
	assert_int_equal(ed.cursor, 13);
	press(&ed, UI_REQ_UP, 1);
	assert_int_equal(ed.cursor, 5);
	assert_int_equal(ui_editor_request(&ed, UI_REQ_UP), UI_IGNORED);
	ui_editor_release(&ed);
}

static void lines_wrap_only_when_drawn(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, true);
	type(&ed, "zij zoekt werk in de zorg");
	assert_int_equal(ui_editor_wrapped(&ed, 12), 3);
	assert_int_equal(ui_editor_wrapped(&ed, 80), 1);
	type(&ed, "\n");
	assert_int_equal(ui_editor_wrapped(&ed, 80), 2);
	assert_string_equal(ed.text.bytes, "zij zoekt werk in de zorg\n");
	ui_editor_release(&ed);
}

static void control_characters_are_no_text(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, true);
	type(&ed, "a\033[31mb\tc\302\233d\177");
	assert_string_equal(ed.text.bytes, "a[31mb cd");
	ui_editor_release(&ed);
}

static void a_field_is_bounded(void **state)
{
	struct ui_editor ed;
	char *much = mem_array(UI_EDITOR_BYTES_MOST + 2, 1);

	(void)state;
	memset(much, 'a', UI_EDITOR_BYTES_MOST + 1);
	ui_editor_init(&ed, true);
	assert_int_equal(ui_editor_type(&ed, much, UI_EDITOR_BYTES_MOST + 1), UI_FIELD);
	assert_int_equal(ed.text.len, UI_EDITOR_BYTES_MOST);
	assert_int_equal(ui_editor_type(&ed, "b", 1), UI_NOTHING);
	free(much);
	ui_editor_release(&ed);
}

static void what_does_not_fit_is_cut_at_a_letter(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	ed.limit = 6;
	type(&ed, "abc");
	assert_int_equal(ui_editor_type(&ed, "\303\251\303\251", 4), UI_FIELD);
	assert_string_equal(ed.text.bytes, "abc\303\251");
	assert_int_equal(ed.cursor, 5);
	assert_int_equal(ui_editor_type(&ed, "\303\251", 2), UI_NOTHING);
	ui_editor_release(&ed);
}

static void a_cursor_from_outside_lands_on_a_boundary(void **state)
{
	struct ui_editor ed;

	(void)state;
	ui_editor_init(&ed, false);
	ui_editor_set(&ed, "\303\251\303\251");
	ui_editor_set_cursor(&ed, 3);
	assert_int_equal(ed.cursor, 2);
	ui_editor_set_cursor(&ed, 99);
	assert_int_equal(ed.cursor, 4);
	ui_editor_release(&ed);
}

int test_editor(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_field_takes_every_request),
		cmocka_unit_test(typing_goes_where_the_cursor_is),
		cmocka_unit_test(a_mark_stays_on_its_letter),
		cmocka_unit_test(a_mark_typed_before_text_moves_the_cursor_to_a_boundary),
		cmocka_unit_test(wide_and_joined_letters_are_one_step),
		cmocka_unit_test(undo_and_redo),
		cmocka_unit_test(undo_is_bounded),
		cmocka_unit_test(cutting_stays_on_its_line),
		cmocka_unit_test(up_and_down_keep_the_column),
		cmocka_unit_test(lines_wrap_only_when_drawn),
		cmocka_unit_test(control_characters_are_no_text),
		cmocka_unit_test(a_field_is_bounded),
		cmocka_unit_test(what_does_not_fit_is_cut_at_a_letter),
		cmocka_unit_test(a_cursor_from_outside_lands_on_a_boundary),
	};

	return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
