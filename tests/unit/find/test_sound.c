/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "find/sound.h"

/* One name in two spellings; the second of each row is another name, that is never as near. */
static void test_near_and_far(void **state)
{
	static const struct {
		const char *typed, *same, *other;
	} cases[] = {
		{"foesia", "faouzia", "farida"},	{"khadidja", "chadidja", "nadia"},
		{"khadija", "hadija", "fadila"},	{"yildiz", "jildiz", "yilmaz"},
		{"mohammed", "muhammad", "mahmoud"},	{"xaliimo", "halima", "salma"},
		{"chaima", "sjaima", "naima"},		{"elhassan", "elhasan", "elhossein"},
		{"oksana", "aksana", "roxana"},		{"kowalska", "kowalski", "kovacs"},
		{"wasiq", "wathiq", "walid"},		{"youssef", "joesoef", "younes"},
		{"gebremeskel", "ghebremesqel", "gebremariam"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int near = find_part_likeness(cases[i].typed, cases[i].same, false);
		int far = find_part_likeness(cases[i].typed, cases[i].other, false);

		if (near < 700 || near <= far)
			fail_msg("%s: %s %d, %s %d", cases[i].typed, cases[i].same, near,
				 cases[i].other, far);
	}
}

static void test_one_name_is_itself(void **state)
{
	static const char *const names[] = {"a",    "oe",     "tsjchsch", "aya",
					    "марія", "مريم", "漢字",     "r2d2"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(find_part_likeness(names[i], names[i], false), 1000);
	assert_true(find_part_likeness("марія", "мария", false) > 700);
	assert_true(find_part_likeness("марія", "олена", false) < 500);
	assert_true(find_part_likeness("maria", "мария", false) < 500);
}

static void test_beginnings(void **state)
{
	int three = find_part_likeness("fou", "fouzia", true);
	int four = find_part_likeness("fouz", "fouzia", true);

	(void)state;
	assert_true(three > 800 && four > three && four < 1000);
	assert_true(find_part_likeness("fou", "fouzia", false) < three);
	assert_true(find_part_likeness("foe", "fouzia", true) > 700);
	assert_true(find_part_likeness("foe", "fouzia", true) < three);
	assert_int_equal(find_part_likeness("", "fouzia", true), 0);
	assert_int_equal(find_part_likeness("fouzia", "", true), 0);
}

static void test_what_is_too_long_is_cut(void **state)
{
	uint8_t sounds[FIND_SOUNDS_MOST];
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "kalimo"[i % 6];
	text[sizeof text - 1] = '\0';
	assert_int_equal(find_sounds(text, sounds), FIND_SOUNDS_MOST);
	assert_int_equal(find_sounds("", sounds), 0);
	assert_int_equal(find_part_likeness(text, text, false), 1000);
	assert_true(find_part_likeness(text, "kalimo", true) < 200);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

static void random_name(uint32_t *seed, char *out, int most)
{
	int len = 1 + (int)(next_random(seed) % (uint32_t)most);

	for (int i = 0; i < len; i++)
		out[i] = "aeiouhjkyswtcnmrldb"[next_random(seed) % 19];
	out[len] = '\0';
}

/* What a tree is cut by: no row below comes nearer than the least of a row, nor than the most. */
static void test_bounds_hold(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct find_row rows[FIND_SOUNDS_MOST + 1];
		uint8_t path[FIND_SOUNDS_MOST];
		char typed[12], part[16];
		struct find_typed t;
		unsigned least = 0;
		int count, likeness;

		random_name(&seed, typed, 8);
		random_name(&seed, part, 12);
		find_typed_ready(&t, typed);
		count = find_sounds(part, path);
		find_row_begin(&t, &rows[0]);
		for (int depth = 1; depth <= count; depth++) {
			unsigned now = find_row_next(&t, path, depth, rows);

			assert_true(rows[depth].cost[t.count] >= least);
			assert_true(rows[depth].end >= least);
			likeness = find_likeness(&t, &rows[depth], depth, count, depth < count);
			if (likeness > 0)
				assert_true(now <= find_cost_most(&t, likeness));
			assert_in_range(likeness, 0, 1000);
			least = now > least ? now : least;
		}
	}
}

int group_sound(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_near_and_far),
		cmocka_unit_test(test_one_name_is_itself),
		cmocka_unit_test(test_beginnings),
		cmocka_unit_test(test_what_is_too_long_is_cut),
		cmocka_unit_test(test_bounds_hold),
	};

	return cmocka_run_group_tests_name("sound", tests, NULL, NULL);
}
