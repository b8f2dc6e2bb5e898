/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/paint.h"

#include "base/base.h"

/* Every code point in a field of every small width: never wider than the field, never a control. */
static void nothing_leaves_its_field(void **state)
{
	struct str text = STR_INIT, out = STR_INIT;

	(void)state;
	for (uint32_t code = 1; code <= 0x10ffff; code += code < 0x3000 ? 1 : 13) {
		str_reset(&text);
		text_encode(&text, code);
		text_encode(&text, code);
		str_add(&text, "e\314\201ab");
		for (int columns = 0; columns < 6; columns++) {
			str_reset(&out);
			ui_clip(&out, text.bytes, text.len, columns, ' ');
			assert_int_equal(text_columns(out.bytes, out.len), columns);
			for (size_t i = 0; i < out.len; i++)
				assert_true((unsigned char)out.bytes[i] >= ' ' &&
					    out.bytes[i] != 0x7f);
		}
	}
	str_release(&text);
	str_release(&out);
}

static void a_sequence_is_made_harmless(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_clip(&out, "a\033]0;x\007\302\233b\n", 11, 40, 0);
	assert_null(strchr(out.bytes, '\033'));
	assert_null(strchr(out.bytes, '\007'));
	assert_null(strstr(out.bytes, "\302\233"));
	assert_null(strchr(out.bytes, '\n'));
	str_release(&out);
}

static void a_wide_letter_is_not_cut_in_half(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_clip(&out, "\346\274\242\345\255\227", 6, 3, '.');
	assert_string_equal(out.bytes, "\346\274\242.");
	str_release(&out);
}

static void a_cell_has_its_width_and_a_blank(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_cell(&out, "Na\303\257ma", 8);
	ui_cell(&out, "", 2);
	assert_string_equal(out.bytes, "Na\303\257ma       ");
	str_release(&out);
}

static void what_is_cut_says_so(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_cell(&out, "opvang voor de kinderen", 12);
	assert_string_equal(out.bytes, "opvang voo.. ");
	str_reset(&out);
	ui_cell(&out, "opvang voor", 11);
	assert_string_equal(out.bytes, "opvang voor ");
	str_reset(&out);
	ui_clip_told(&out, "opvang voor de kinderen", 23, 5, 0);
	assert_string_equal(out.bytes, "opvan"); /* too narrow for dots */
	str_release(&out);
}

static void lines_are_counted_as_painted(void **state)
{
	(void)state;
	assert_int_equal(ui_wrapped_lines("", 20), 0);
	assert_int_equal(ui_wrapped_lines("een", 20), 1);
	assert_int_equal(ui_wrapped_lines("een twee drie", 6), 3);
	assert_int_equal(ui_wrapped_lines("een\ntwee", 20), 2);
	assert_int_equal(ui_wrapped_lines("een", 1), 0);
}

int test_paint(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_leaves_its_field),
		cmocka_unit_test(a_sequence_is_made_harmless),
		cmocka_unit_test(a_wide_letter_is_not_cut_in_half),
		cmocka_unit_test(a_cell_has_its_width_and_a_blank),
		cmocka_unit_test(what_is_cut_says_so),
		cmocka_unit_test(lines_are_counted_as_painted),
	};

	return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
