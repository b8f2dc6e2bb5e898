/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests.h"

static void test_lists_have_names(void **state)
{
	(void)state;
	for (int i = MAP_LIST_NONE + 1; i < MAP_LISTS; i++)
		assert_true(strlen(map_list_name((enum map_list)i)) > 0);
	assert_string_equal(map_list_name(MAP_LIST_KINDS), "offer_kinds");
}

static void test_places_and_labels(void **state)
{
	(void)state;
	assert_int_equal(map_word_at(&some_words, MAP_LIST_BENEFIT, "nug"), 1);
	assert_int_equal(map_word_at(&some_words, MAP_LIST_BENEFIT, "nu"), -1);
	assert_int_equal(map_word_at(&some_words, MAP_LIST_BENEFIT, ""), -1);
	assert_int_equal(map_word_at(&some_words, MAP_LIST_NONE, "nug"), -1);
	assert_string_equal(map_word_label(&some_words, MAP_LIST_BENEFIT, "nug"), "no benefit");
	assert_string_equal(map_word_label(&some_words, MAP_LIST_BENEFIT, "elders"), "elders");
}

static void test_sets(void **state)
{
	struct map_set some = map_set_of(&some_words, MAP_LIST_BENEFIT, "  wwb elders ww_uwv");
	struct map_set other = map_set_of(&some_words, MAP_LIST_BENEFIT, "ww_uwv nug");
	struct map_set none = map_set_of(&some_words, MAP_LIST_BENEFIT, "elders ");

	(void)state;
	assert_true(map_set_has(&some, 0));
	assert_false(map_set_has(&some, 1));
	assert_true(map_set_has(&some, 2));
	assert_false(map_set_has(&some, -1));
	assert_false(map_set_has(&some, MAP_SET_MOST));
	assert_true(map_set_is_empty(&none));
	assert_false(map_set_is_empty(&some));
	assert_true(map_sets_meet(&some, &other));
	assert_false(map_sets_meet(&some, &none));
	assert_int_equal(map_sets_common(&some, &other), 1);
	assert_int_equal(map_sets_common(&some, &some), 2);
}

/* The last bits, and keys behind them. */
static void test_a_long_list(void **state)
{
	struct map_word many[MAP_SET_MOST + 2];
	char keys[MAP_SET_MOST + 2][16];
	struct map_words w = {.language = "en"};
	struct map_set set;

	(void)state;
	for (int i = 0; i < MAP_SET_MOST + 2; i++) {
		(void)snprintf(keys[i], sizeof keys[i], "k%d", i);
		many[i] = (struct map_word){keys[i], keys[i], NULL};
	}
	w.lists[MAP_LIST_KINDS].words = many;
	w.lists[MAP_LIST_KINDS].count = MAP_SET_MOST + 2;
	set = map_set_of(&w, MAP_LIST_KINDS, "k63 k64 k127 k128 k129");
	assert_true(map_set_has(&set, 63) && map_set_has(&set, 64) && map_set_has(&set, 127));
	assert_int_equal(map_sets_common(&set, &set), 3);
}

int group_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists_have_names),
		cmocka_unit_test(test_places_and_labels),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_a_long_list),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
