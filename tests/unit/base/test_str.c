/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static void str_starts_empty(void **state)
{
	struct str s = STR_INIT;
	char *detached;

	(void)state;
	str_add(&s, NULL);
	str_add(&s, "");
	str_add_bytes(&s, NULL, 0);
	str_addf(&s, "%s", "");
	str_pad(&s, -3);
	str_reset(&s);
	str_cut(&s, 0);
	str_remove(&s, 0, 0);
	str_insert(&s, 0, NULL, 0);
	assert_ptr_equal(s.bytes, str_empty);
	assert_int_equal(s.len, 0);
	detached = str_detach(&s);
	assert_string_equal(detached, "");
	free(detached);
	str_release(&s);
	str_release(&s);
	assert_int_equal(str_empty[0], 0);
}

static void str_grows(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	for (int i = 0; i < 500; i++) {
		str_add(&s, "ab");
		str_add_char(&s, 'c');
		str_addf(&s, "%d", i % 10);
		assert_int_equal(s.bytes[s.len], 0);
		assert_int_equal(strlen(s.bytes), s.len);
		assert_true(s.room > s.len);
	}
	assert_int_equal(s.len, 2000);
	assert_memory_equal(s.bytes + 1996, "abc9", 5);
	str_release(&s);
}

static void str_edits(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_set(&s, "middle");
	str_insert(&s, 0, "begin ", 6);
	str_insert(&s, s.len, " end", 4);
	assert_string_equal(s.bytes, "begin middle end");
	str_remove(&s, 5, 7);
	assert_string_equal(s.bytes, "begin end");
	str_remove(&s, 5, 4);
	assert_string_equal(s.bytes, "begin");
	str_cut(&s, 2);
	str_pad(&s, 2);
	assert_string_equal(s.bytes, "be  ");
	str_set(&s, NULL);
	assert_string_equal(s.bytes, "");
	str_release(&s);
}

static void str_is_set_from_a_part_of_itself(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_set(&s, "one two three");
	str_set(&s, s.bytes + 4);
	assert_string_equal(s.bytes, "two three");
	str_set(&s, s.bytes);
	assert_string_equal(s.bytes, "two three");
	str_set(&s, s.bytes + s.len);
	assert_string_equal(s.bytes, "");
	str_release(&s);
}

static void str_holds_any_byte(void **state)
{
	struct str s = STR_INIT;
	char *detached;

	(void)state;
	str_add_bytes(&s, "a\0b", 3);
	str_add_char(&s, '\0');
	assert_int_equal(s.len, 4);
	assert_memory_equal(s.bytes, "a\0b\0", 5);
	detached = str_detach(&s);
	assert_int_equal(s.len, 0);
	assert_memory_equal(detached, "a\0b\0", 5);
	free(detached);
}

int group_str(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_starts_empty),
		cmocka_unit_test(str_grows),
		cmocka_unit_test(str_edits),
		cmocka_unit_test(str_is_set_from_a_part_of_itself),
		cmocka_unit_test(str_holds_any_byte),
	};

	return RUN_GROUP("str", tests);
}
