/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "find/score.h"

struct woman {
	const char *called, *family, *earlier;
};

static void tell_names(void *data, uint32_t number, find_tell tell, void *to)
{
	const struct woman *w = data;

	assert_int_equal(number, 7);
	tell(to, w->called, FIND_CALLED);
	tell(to, w->family, FIND_FAMILY);
	tell(to, w->earlier, FIND_EARLIER);
}

/* An item of score 1000 when the words are asked of this woman. */
static struct rank_item weighed(const char *const *words, int count, const char *whole,
				struct woman w)
{
	struct rank_item item = {.order = (uint64_t)1000 << RANK_SCORE_BIT | 5, .number = 7};
	struct rank_asked asked = {.count = count, .whole = STR_INIT};

	for (int i = 0; i < count; i++) {
		word_init(&asked.words[i]);
		word_set(&asked.words[i], words[i], 0);
		asked.words[i].texts[0].sounds = (int)strlen(words[i]);
	}
	str_set(&asked.whole, whole);
	score_names(&item, &asked, tell_names, &w);
	str_release(&asked.whole);
	for (int i = 0; i < count; i++)
		word_release(&asked.words[i]);
	assert_int_equal(item.order & 0xff, 5);
	return item;
}

/* The score that is left of it. */
static int left(const char *const *words, int count, struct woman w)
{
	struct rank_item item = weighed(words, count, "", w);

	return rank_item_score(&item);
}

static bool is_whole(const char *typed, struct woman w)
{
	static const char *const words[] = {"aya", "aziz"};
	struct find_query q;
	struct rank_item item;

	find_query_read(typed, &q);
	item = weighed(words, 2, q.whole.bytes, w);
	find_query_release(&q);
	assert_int_equal(rank_item_score(&item), 1000);
	return item.order >> RANK_WHOLE_BIT & 1;
}

static void test_whole_name(void **state)
{
	struct woman al = {"Aya", "Al-Aziz", "Aya Aziz"}, el = {"Aya", "El Aziz", ""};

	(void)state;
	assert_true(is_whole("aya al-aziz", al));
	assert_true(is_whole("AL AZIZ, \xc3\x81ya", al));
	assert_false(is_whole("aya al-aziz", el));
	assert_false(is_whole("aya aziz", al));
	assert_false(is_whole("aya al el aziz", al));
	assert_true(is_whole("aya el aziz 1984", el));
}

static void test_words_nobody_asked(void **state)
{
	static const char *const two[] = {"sara", "ali"}, *const three[] = {"sara", "ali", "hassan"};
	struct woman short_name = {"Sara", "van der Ali", "Sarah Ali Hassan Omar"};
	struct woman long_name = {"Sara", "Ali Hassan", ""}, longer = {"Sara Noor", "Ali-Hassan", ""};

	(void)state;
	assert_int_equal(left(two, 2, short_name), 1000);
	assert_in_range(left(two, 2, long_name), 950, 999);
	assert_true(left(two, 2, longer) < left(two, 2, long_name));
	assert_int_equal(left(three, 3, long_name), 1000);
	assert_int_equal(left(three, 3, short_name), 1000);
	assert_int_equal(left(two, 1, longer), 1000);
}

static void test_no_score_below_nothing(void **state)
{
	struct rank_item item = {.order = (uint64_t)10 << RANK_SCORE_BIT, .number = 7};

	(void)state;
	rank_item_less(&item, 5);
	assert_int_equal(rank_item_score(&item), 5);
	rank_item_less(&item, 50);
	assert_int_equal(rank_item_score(&item), 0);
}

int group_score(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_nobody_asked),
		cmocka_unit_test(test_whole_name),
		cmocka_unit_test(test_no_score_below_nothing),
	};

	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
