/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "people.h"

static bool count_pauses(void *data)
{
	++*(int *)data;
	return true;
}

static void test_nobody(void **state)
{
	struct find_dictionary *d = find_dictionary_new(NULL);

	(void)state;
	assert_true(find_dictionary_settle(d, NULL, NULL));
	assert_int_equal(find_dictionary_people(d), 0);
	find_dictionary_forget(d, 7);
	assert_int_equal(find_dictionary_people(d), 0);
	find_dictionary_free(d);
	find_dictionary_free(NULL);
}

static void test_people(void **state)
{
	struct known *k = known_new();
	struct find_dictionary *d;

	(void)state;
	known_add_many(k, 500, 1);
	d = known_dictionary(k, NULL);
	assert_int_equal(find_dictionary_people(d), 500);
	known_put(k, d, 3);
	assert_int_equal(find_dictionary_people(d), 500);
	(void)known_add(k, "Nieuwe", "Vrouw", "");
	known_put(k, d, 501);
	assert_int_equal(find_dictionary_people(d), 501);
	find_dictionary_forget(d, 501);
	find_dictionary_forget(d, 501);
	find_dictionary_forget(d, 9);
	assert_int_equal(find_dictionary_people(d), 499);
	find_dictionary_free(d);
	free(k);
}

/* Whoever is put while it is loaded is as she was put, whatever the file still said. */
static void test_put_while_loading(void **state)
{
	struct known *k = known_new(), *now = known_new();
	struct find_dictionary *d = find_dictionary_new(NULL);
	struct find_search *s;
	struct find_hit hit;
	int64_t total;

	(void)state;
	known_add(k, "Naima", "Bouzid", "1984-03-12");
	known_add(k, "Samira", "Khoury", "");
	known_add(now, "Hatice", "Kaya", "1990");
	known_put(now, d, 1);
	find_dictionary_forget(d, 2);
	known_load(k, d);
	assert_true(find_dictionary_settle(d, NULL, NULL));
	assert_int_equal(find_dictionary_people(d), 1);
	s = find_search_new(d, known_names, now);
	known_ask(s, "naima", 0);
	assert_int_equal(find_search_hits(s, &hit, 1, &total), 0);
	known_ask(s, "samira", 0);
	assert_int_equal(find_search_hits(s, &hit, 1, &total), 0);
	known_ask(s, "hatice", 0);
	assert_int_equal(find_search_hits(s, &hit, 1, &total), 1);
	assert_int_equal(hit.number, 1);
	find_search_free(s);
	find_dictionary_free(d);
	free(k);
	free(now);
}

static void test_settle_pauses(void **state)
{
	struct known *k = known_new();
	struct find_dictionary *d = find_dictionary_new(NULL);
	int pauses = 0;

	(void)state;
	known_add_many(k, 2000, 2);
	known_load(k, d);
	while (!find_dictionary_settle(d, count_pauses, &pauses))
		continue;
	assert_true(pauses > 3);
	assert_true(find_dictionary_settle(d, count_pauses, &pauses));
	find_dictionary_free(d);
	free(k);
}

/* Numbers and parts that make no sense are passed over. */
static void test_strange_rows(void **state)
{
	struct find_dictionary *d = find_dictionary_new(NULL);
	struct find_person nobody = {.number = 0}, far = {.number = UINT32_MAX};
	uint32_t recent[70] = {0, UINT32_MAX, 4};

	(void)state;
	find_dictionary_posting(d, 1, 1, 0);
	find_dictionary_part(d, 3, "bouzid");
	find_dictionary_part(d, 4, "");
	find_dictionary_part(d, 9, "naima");
	find_dictionary_part(d, 9, "samira");
	find_dictionary_part(d, 2, "khoury");
	find_dictionary_posting(d, 9, 5, FIND_CALLED);
	find_dictionary_posting(d, 9, 5, FIND_CALLED);
	find_dictionary_posting(d, 9, 2, FIND_CALLED);
	find_dictionary_posting(d, 3, 0, FIND_FAMILY);
	find_dictionary_posting(d, 3, UINT32_MAX, FIND_FAMILY);
	find_dictionary_posting(d, 5, 5, FIND_FAMILY);
	find_dictionary_person(d, &nobody);
	find_dictionary_person(d, &far);
	find_dictionary_set_recent(d, recent, 70);
	assert_true(find_dictionary_settle(d, NULL, NULL));
	find_dictionary_part(d, 11, "too late");
	assert_int_equal(find_dictionary_people(d), 0);
	find_dictionary_free(d);
}

/* A part that nobody has, and no other. */
static void test_parts_of_nobody(void **state)
{
	struct find_dictionary *d = find_dictionary_new(NULL);

	(void)state;
	find_dictionary_part(d, 1, "naima");
	assert_true(find_dictionary_settle(d, NULL, NULL));
	assert_int_equal(find_dictionary_people(d), 0);
	find_dictionary_free(d);
}

static void test_bytes(void **state)
{
	struct known *k = known_new();
	struct find_dictionary *d;

	(void)state;
	known_add_many(k, 2000, 3);
	d = known_dictionary(k, NULL);
	assert_in_range(find_dictionary_bytes(d), 2000 * 8, 2000 * 32);
	find_dictionary_free(d);
	free(k);
}

int group_dictionary(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_put_while_loading),
		cmocka_unit_test(test_settle_pauses),
		cmocka_unit_test(test_strange_rows),
		cmocka_unit_test(test_parts_of_nobody),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
