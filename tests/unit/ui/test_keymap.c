/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/key.h"

#include "base/base.h"

static void each_binding(void (*check)(const struct ui_keymap *map, const struct ui_binding *b))
{
	for (int m = 0; m < UI_MAP_COUNT; m++) {
		const struct ui_keymap *map = ui_keymap_of((enum ui_map)m);

		for (int i = 0; i < map->count; i++)
			check(map, &map->bindings[i]);
	}
}

static void is_alone(const struct ui_keymap *map, const struct ui_binding *b)
{
	for (int i = 0; i < map->count; i++) {
		const struct ui_binding *other = &map->bindings[i];

		if (other != b && b->key != UI_KEY_NONE && b->key <= other->last && other->key <= b->last)
			fail_msg("[%s] binds key %d twice", map->name, b->key);
	}
}

static void no_key_is_bound_twice(void **state)
{
	(void)state;
	each_binding(is_alone);
}

static void has_no_forbidden_control(const struct ui_keymap *map, const struct ui_binding *b)
{
	if (b->key > UI_KEY_CTRL && strchr("IJMH[BDVX", b->key - UI_KEY_CTRL))
		fail_msg("[%s] binds ^%c", map->name, b->key - UI_KEY_CTRL);
	if (b->key < ' ')
		fail_msg("[%s] binds a raw control character", map->name);
}

static void some_controls_mean_nothing(void **state)
{
	(void)state;
	each_binding(has_no_forbidden_control);
}

static void means_itself(const struct ui_keymap *map, const struct ui_binding *b)
{
	static const struct {
		int key;
		enum ui_request may[4];
	} only[] = {
		{UI_KEY_TAB, {UI_REQ_NEXT, UI_REQ_LISTS, UI_REQ_NEXT, UI_REQ_NEXT}},
		{UI_KEY_NEWLINE, {UI_REQ_NEWLINE, UI_REQ_NEWLINE, UI_REQ_NEWLINE, UI_REQ_NEWLINE}},
		{UI_KEY_ENTER, {UI_REQ_OPEN, UI_REQ_BACK, UI_REQ_WHERE, UI_REQ_OPEN}},
		{UI_KEY_BACKSPACE,
		 {UI_REQ_BACKSPACE, UI_REQ_BACKSPACE, UI_REQ_BACKSPACE, UI_REQ_BACKSPACE}},
		{UI_KEY_ESC, {UI_REQ_BACK, UI_REQ_BACK, UI_REQ_BACK, UI_REQ_BACK}},
	};

	for (size_t i = 0; i < sizeof only / sizeof *only; i++) {
		bool is_good = b->key != only[i].key;

		for (int j = 0; j < 4; j++)
			is_good = is_good || b->request == only[i].may[j];
		if (!is_good)
			fail_msg("[%s] gives a fixed key to %s", map->name,
				 ui_request_info(b->request)->name);
	}
}

static void five_keys_mean_themselves(void **state)
{
	(void)state;
	each_binding(means_itself);
}

static void does_not_destroy(const struct ui_keymap *map, const struct ui_binding *b)
{
	if (b->key < UI_KEY_NONE && b->key > ' ' &&
	    ui_request_info(b->request)->group == UI_GROUP_EDIT)
		fail_msg("[%s] lets a letter edit", map->name);
	if (map->is_typing && b->key < UI_KEY_NONE && b->key != ' ' &&
	    b->request != UI_REQ_RAISE && b->request != UI_REQ_LOWER)
		fail_msg("[%s] takes a letter where text is typed", map->name);
}

static void no_letter_destroys(void **state)
{
	(void)state;
	each_binding(does_not_destroy);
}

static void every_request_has_its_words(void **state)
{
	(void)state;
	for (int r = UI_REQ_NONE + 1; r < UI_REQ_COUNT; r++) {
		const struct ui_request_info *info = ui_request_info((enum ui_request)r);

		assert_true(*info->name && *info->label && *info->help);
		assert_true(info->group > UI_GROUP_NONE && info->group < UI_GROUP_COUNT);
		assert_true(*ui_group_title(info->group));
	}
}

static void a_range_hands_over_its_digit(void **state)
{
	const struct ui_keymap *map = ui_keymap_of(UI_MAP_QUESTION_CHOICE);
	int digit = -1;

	(void)state;
	assert_int_equal(ui_keymap_lookup(map, '7', &digit), UI_REQ_PICK);
	assert_int_equal(digit, 7);
	assert_int_equal(ui_keymap_lookup(map, '0', &digit), UI_REQ_PICK);
	assert_int_equal(digit, 0);
	assert_int_equal(ui_keymap_lookup(map, 0x1F600, &digit), UI_REQ_NONE);
}

static void a_footer_fits_and_ends_in_help(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	for (int columns = 40; columns <= 300; columns += 20) {
		str_reset(&out);
		ui_keymap_footer(ui_keymap_of(UI_MAP_QUESTION_CHOICE), columns, true, &out);
		assert_true(text_columns(out.bytes, out.len) <= columns);
		assert_non_null(strstr(out.bytes, "? "));
	}
	str_release(&out);
}

static void help_lists_every_key(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	ui_keymap_help(ui_keymap_of(UI_MAP_QUESTION_LINES), true, &out);
	assert_non_null(strstr(out.bytes, "^O"));
	assert_non_null(strstr(out.bytes, "Alt-Enter"));
	assert_non_null(strstr(out.bytes, "^L"));
	str_release(&out);
}

int test_keymap(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_is_bound_twice),
		cmocka_unit_test(some_controls_mean_nothing),
		cmocka_unit_test(five_keys_mean_themselves),
		cmocka_unit_test(no_letter_destroys),
		cmocka_unit_test(every_request_has_its_words),
		cmocka_unit_test(a_range_hands_over_its_digit),
		cmocka_unit_test(a_footer_fits_and_ends_in_help),
		cmocka_unit_test(help_lists_every_key),
	};

	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
