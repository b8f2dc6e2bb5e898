/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gap_mask.h"
#include "tests.h"

/* The sheet of what was missing: what may be told of small numbers, and how it is set. */

static const struct care_gap_part where[] = {{"waitlist", 8}, {"too_dear", 4}, {"too_far", 2}};
static const struct care_gap_part districts[] = {{"Laak", 6}, {"", 5}, {"Escamp", 2}, {"Loosduinen", 1}};
static const struct care_gap_part dayparts[] = {{"morning", 14}};
static const struct care_gap_part benefits[] = {{"wwb", 10}, {"nug", 4}};
static const struct care_gap_part levels[] = {{"low", 9}, {"middle", 8}};
static const struct care_gap_part few[] = {{"Laak", 3}};

static struct care_gap_sum childcare = {
	"childcare", 14, {where, dayparts, districts, benefits, levels}, {3, 1, 4, 2, 2}};
static struct care_gap_sum trauma = {
	"health", 3, {NULL, NULL, few, NULL, NULL}, {0, 0, 1, 0, 0}};

static struct care_gaps gaps_of(struct care_gap_sum *sums, int count, int women)
{
	return (struct care_gaps){.arena = ARENA_INIT, .sums = sums, .sum_count = count,
				  .women = women, .from = {2026, 1, 1, false},
				  .to = {2026, 12, 31, false}};
}

static void check_parts(const struct care_gap_sum *sum, enum care_gap_by by, bool is_masked,
			int count, int rest)
{
	struct gap_parts parts = gap_mask_parts(sum, by, is_masked, 10);

	assert_int_equal(parts.count, count);
	assert_int_equal(parts.rest, rest);
}

static void small_parts_are_not_named(void **state)
{
	(void)state;
	check_parts(&childcare, CARE_GAP_DISTRICT, false, 4, 0);
	/* 14 - 6 - 5 = 3 would be told by subtraction: the 5 joins them */
	check_parts(&childcare, CARE_GAP_DISTRICT, true, 1, 8);
	check_parts(&childcare, CARE_GAP_WHERE, true, 1, 6);
	check_parts(&childcare, CARE_GAP_DAYPART, true, 1, 0);
	/* 14 - 10 = 4: nothing is left to name */
	check_parts(&childcare, CARE_GAP_BENEFIT, true, 0, 14);
	check_parts(&childcare, CARE_GAP_LEVEL, true, 2, 0); /* women with both */
	check_parts(&trauma, CARE_GAP_DISTRICT, true, 0, 0);
	check_parts(&trauma, CARE_GAP_DISTRICT, false, 1, 0);
}

/* Of every shape of small sums: no number from 1 to 4 comes out by subtracting what is named. */
static void nothing_small_by_subtraction(void **state)
{
	(void)state;
	for (int code = 0; code < 9 * 9 * 9; code++) {
		int a = code % 9, b = code / 9 % 9, c = code / 81, left;
		int most = a > b ? a : b, least = a > b ? b : a;
		int first = most > c ? most : c, last = least < c ? least : c;
		const struct care_gap_part parts[] = {
			{"x", first}, {"y", a + b + c - first - last}, {"z", last}};
		struct care_gap_sum sum = {"childcare", a + b + c, {NULL, NULL, parts}, {0, 0, 3}};
		struct gap_parts told = gap_mask_parts(&sum, CARE_GAP_DISTRICT, true, 10);

		left = told.count > 0 ? sum.women : 0;
		for (int i = 0; i < told.count; i++) {
			assert_true(!gap_is_small(told.parts[i].women));
			left -= told.parts[i].women;
		}
		assert_true(!gap_is_small(left));
	}
}

static void all_women_give_no_small_sum_away(void **state)
{
	struct care_gap_sum sums[2] = {childcare, trauma};
	struct care_gaps gaps = gaps_of(sums, 2, 17);
	bool is_least;
	int women;

	(void)state;
	gap_mask_all(&gaps, false, &women, &is_least);
	assert_int_equal(women, 17);
	assert_false(is_least);
	gap_mask_all(&gaps, true, &women, &is_least); /* 17 - 14 = 3 */
	assert_int_equal(women, 14);
	assert_true(is_least);
	gaps.women = 14; /* all with trauma have the other too */
	gap_mask_all(&gaps, true, &women, &is_least);
	assert_int_equal(women, 14);
	assert_false(is_least);
	gaps = gaps_of(&sums[1], 1, 3);
	gap_mask_all(&gaps, true, &women, &is_least);
	assert_int_equal(women, 3); /* it is set as <5 */
	assert_false(is_least);
	sums[0] = trauma;
	gaps = gaps_of(sums, 2, 6); /* 3 and 3 */
	gap_mask_all(&gaps, true, &women, &is_least);
	assert_int_equal(women, 5);
	assert_true(is_least);
}

static void the_sheet(void **state)
{
	struct place *p = *state;
	struct care_gap_sum sums[2] = {childcare, trauma};
	struct care_gaps gaps = gaps_of(sums, 2, 17);
	struct page *page = page_gaps(p->s, &gaps, true, "nl");
	struct str text = STR_INIT, line = STR_INIT;

	set_as(page, SET_TEXT, &text);
	assert_true(widest_line(text.bytes) <= 80);
	assert_true(lines_of(text.bytes) <= 66);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "Periode 1 januari 2026 tot en met 31 december 2026");
	must_hold(line.bytes, "Ten minste 14 vrouwen konden niet verder: wat nodig was");
	must_hold(line.bytes, "14 vrouwen konden niet verder: opvang voor de kinderen (Laak 6, "
			      "anders of niet genoemd 8).");
	must_hold(line.bytes, "Wat er is: wachtlijst 8, anders of niet genoemd 6.");
	must_hold(line.bytes, "Dagdeel: ochtend 14.");
	must_hold(line.bytes, "gezondheid | <5");
	must_hold(line.bytes, "Minder dan 5 vrouwen konden niet verder: gezondheid");
	must_hold(line.bytes, "Minder dan 5 staat er als <5.");
	must_not_hold(line.bytes, "17");
	must_not_hold(line.bytes, "Escamp");
	page_free(page);
	page = page_gaps(p->s, &gaps, false, "nl"); /* on the screen of the house */
	set_as(page, SET_TEXT, &text);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "17 vrouwen konden niet verder");
	must_hold(line.bytes, "(Laak 6, onbekend 5, Escamp 2, Loosduinen 1)");
	must_hold(line.bytes, "gezondheid | 3");
	must_not_hold(line.bytes, "<5");
	page_free(page);
	str_release(&text);
	str_release(&line);
}

static void nothing_missing(void **state)
{
	struct place *p = *state;
	struct care_gaps gaps = gaps_of(NULL, 0, 0);
	struct page *page = page_gaps(p->s, &gaps, true, "nl");
	struct str text = STR_INIT;

	set_as(page, SET_TEXT, &text);
	must_hold(text.bytes, "niet opgeschreven dat er iets ontbrak");
	page_free(page);
	str_release(&text);
}

/* More things than the sheet has lines for: it says how many, and stays one sheet. */
static void one_sheet_however_many(void **state)
{
	static const char *const keys[] = {"training", "guidance", "language", "education_intake",
					   "education_funding", "work_experience", "chain_visible",
					   "volunteer_progress", "circumstances_fit", "childcare",
					   "entrepreneurship", "money", "travel"};
	struct place *p = *state;
	struct care_gap_sum sums[13];
	struct care_gaps gaps = gaps_of(sums, 13, 182);
	struct page *page;
	struct str text = STR_INIT;

	for (int i = 0; i < 13; i++) {
		sums[i] = childcare;
		sums[i].what = keys[i];
	}
	page = page_gaps(p->s, &gaps, true, "nl");
	set_as(page, SET_TEXT, &text);
	must_hold(text.bytes, "Nog 3 andere dingen");
	if (lines_of(text.bytes) > 85)
		fail_msg("%d lines:\n%s", lines_of(text.bytes), text.bytes);
	page_free(page);
	str_release(&text);
}

static void for_programs(void **state)
{
	static const struct care_gap_part formula[] = {{"=1+1", 9}, {"a;b \"c\"", 5}};
	struct place *p = *state;
	struct care_gap_sum sums[2] = {childcare, trauma};
	struct care_gaps gaps;
	struct str text = STR_INIT;
	json_t *all, *one;

	sums[0].parts[CARE_GAP_DISTRICT] = formula;
	sums[0].part_counts[CARE_GAP_DISTRICT] = 2;
	gaps = gaps_of(sums, 2, 17);
	page_gaps_csv(p->s, &gaps, true, "nl", &text);
	must_hold(text.bytes, "what,label,by,value,value_label,women\r\n"
			      "childcare,opvang voor de kinderen,,,,14\r\n"
			      "childcare,opvang voor de kinderen,where,waitlist,wachtlijst,8\r\n"
			      "childcare,opvang voor de kinderen,where,*,anders of niet genoemd,6\r\n");
	must_hold(text.bytes, ",district,'=1+1,'=1+1,9\r\n");
	must_hold(text.bytes, ",district,\"a;b \"\"c\"\"\",\"a;b \"\"c\"\"\",5\r\n");
	must_hold(text.bytes, "health,gezondheid,,,,<5\r\n");
	all = page_gaps_json(p->s, &gaps, true, "nl");
	assert_int_equal(json_integer_value(json_object_get(all, "women_at_least")), 14);
	assert_null(json_object_get(all, "women"));
	one = json_array_get(json_object_get(all, "gaps"), 1);
	assert_string_equal(json_string_value(json_object_get(one, "women")), "<5");
	assert_int_equal(json_array_size(json_object_get(one, "district")), 0);
	json_decref(all);
	all = page_gaps_json(p->s, &gaps, false, "nl");
	assert_int_equal(json_integer_value(json_object_get(all, "women")), 17);
	json_decref(all);
	str_release(&text);
}

static void missed(struct place *p, const char *district, const char *what, const char *daypart)
{
	const struct care_gap g = {.what = what, .where = "waitlist", .daypart = daypart,
				   .district = district, .benefit = "", .level = "", .text = "geheim",
				   .state = "open", .on = {2026, 11, 20, false}};
	struct error e = ERROR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Wafa\"}", id);
	must(care_save_gap(p->s, id, &g, NULL, &e), &e);
	must(care_save_gap(p->s, id, &g, NULL, &e), &e); /* told twice: she counts once */
}

/* From what workers wrote down to the sheet. */
static void from_the_file(void **state)
{
	struct place *p = *state;
	struct date from = {2026, 11, 1, false}, to = {2026, 11, 30, false};
	struct str text = STR_INIT, line = STR_INIT;
	struct error e = ERROR_INIT;
	struct care_gaps gaps;
	struct page *page;

	for (int i = 0; i < 6; i++)
		missed(p, "Laak", "childcare", "morning");
	for (int i = 0; i < 7; i++)
		missed(p, i < 5 ? "Segbroek" : "", "childcare", "morning afternoon");
	missed(p, "Escamp", "health/mental_health", "");
	must(care_gaps_read(p->s, &from, &to, &gaps, &e), &e);
	page = page_gaps(p->s, &gaps, true, "nl");
	set_as(page, SET_TEXT, &text);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "Ten minste 13 vrouwen konden niet verder: wat nodig");
	must_hold(line.bytes, "opvang voor de kinderen (Laak 6, anders of niet genoemd 7).");
	must_hold(line.bytes, "Dagdeel: ochtend 13, middag 7.");
	must_hold(line.bytes, "Inkomen: onbekend 13.");
	must_hold(line.bytes, "gezondheid | <5");
	must_not_hold(line.bytes, "psychische");
	must_not_hold(line.bytes, "Escamp");
	must_not_hold(line.bytes, "geheim");
	must_not_hold(line.bytes, "14");
	page_free(page);
	care_gaps_release(&gaps);
	to = (struct date){2026, 11, 19, false};
	must(care_gaps_read(p->s, &from, &to, &gaps, &e), &e);
	assert_int_equal(gaps.women, 0);
	care_gaps_release(&gaps);
	str_release(&text);
	str_release(&line);
}

int gaps_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_parts_are_not_named),
		cmocka_unit_test(nothing_small_by_subtraction),
		cmocka_unit_test(all_women_give_no_small_sum_away),
		cmocka_unit_test_setup_teardown(the_sheet, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(nothing_missing, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(one_sheet_however_many, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(for_programs, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(from_the_file, place_setup, place_teardown),
	};

	return cmocka_run_group_tests_name("gaps", tests, NULL, NULL);
}
