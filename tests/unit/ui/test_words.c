/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "ui/words.h"

static void add_all(struct ui_words *w)
{
	ui_words_add(w, "Súdwest-Fryslân", "1900");
	ui_words_add(w, "De Fryske Marren", "1940");
	ui_words_add(w, "Den Haag", "518");
	ui_words_add(w, "Haarlem", "392");
	ui_words_add(w, "Voorhaarde", "haag");
}

static void assert_found(const struct ui_words *w, const char *typed, int count, int first, int second)
{
	int found[5] = {-1, -1, -1, -1, -1};

	assert_int_equal(ui_words_find(w, typed, found), count);
	assert_int_equal(found[0], first);
	assert_int_equal(found[1], second);
}

static void the_best_come_first(void **state)
{
	struct ui_words w = UI_WORDS_INIT;

	(void)state;
	add_all(&w);
	assert_found(&w, "", 5, 0, 1);
	assert_found(&w, "  ", 5, 0, 1);
	assert_found(&w, "SUD", 1, 0, -1);
	assert_found(&w, "frysl", 1, 0, -1);
	assert_found(&w, "frŷ", 2, 0, 1);
	assert_found(&w, "ha", 3, 2, 3);   /* words that begin with it, then inside */
	assert_found(&w, "aar", 2, 3, 4);
	assert_found(&w, "haag", 2, 4, 2); /* its code */
	assert_found(&w, "518", 1, 2, -1);
	assert_found(&w, "51", 0, -1, -1);
	assert_found(&w, "-f", 1, 0, -1);
	assert_true(ui_words_have_blank(&w, "DEN"));
	assert_true(ui_words_have_blank(&w, "de fryske"));
	assert_false(ui_words_have_blank(&w, "haag"));
	assert_false(ui_words_have_blank(&w, "de "));
	ui_words_release(&w);
	assert_found(&w, "ha", 0, -1, -1);
}

static void twenty_thousand_are_found(void **state)
{
	enum { MANY = 20000 };
	struct ui_words w = UI_WORDS_INIT;
	struct str text = STR_INIT;
	int *found = mem_array(MANY, sizeof *found);

	(void)state;
	for (int i = 0; i < MANY; i++) {
		str_reset(&text);
		str_addf(&text, "Plaats %d", i);
		ui_words_add(&w, text.bytes, "");
	}
	assert_int_equal(ui_words_find(&w, "plaats 1999", found), 11);
	assert_int_equal(found[0], 1999);
	assert_int_equal(found[10], 19999);
	assert_int_equal(ui_words_find(&w, "laats", found), MANY);
	free(found);
	str_release(&text);
	ui_words_release(&w);
}

int test_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_best_come_first),
		cmocka_unit_test(twenty_thousand_are_found),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
