/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

#define SETTINGS "settings: {form_id: f, form_title: F}\n"

static const struct form_row *row_of(const struct form *form, const char *path)
{
	int row = form_find_path(form, path);

	assert_int_not_equal(row, FORM_NONE);
	return &form->rows[row];
}

/* The path of the innermost repeat round that of a row, "" outside. */
static const char *repeat_of(const struct form *form, const char *path)
{
	int repeat = row_of(form, path)->repeat;

	return repeat == FORM_NONE ? "" : form->rows[repeat].path;
}

static const char three_deep[] =
	"survey:\n"
	"- {type: text, name: before, label: Before}\n"
	"- {type: begin_repeat, name: home, label: Home}\n"
	"- {type: text, name: street, label: Street}\n"
	"- {type: begin repeat, name: person, label: Person}\n"
	"- {type: begin_group, name: about}\n"
	"- {type: text, name: first, label: First}\n"
	"- {type: Begin Repeat, name: job, label: Job}\n"
	"- {type: text, name: work, label: Work}\n"
	"- {type: end repeat}\n"
	"- {type: end_group}\n"
	"- {type: end_repeat}\n"
	"- {type: text, name: last, label: Last}\n"
	"- {type: end_repeat}\n"
	"- {type: text, name: after, label: After}\n" SETTINGS;

static void test_nested_repeats(void **state)
{
	struct form *form = read_fine(three_deep);

	(void)state;
	assert_true(form->has_repeats);
	assert_int_equal(row_of(form, "home")->type, FORM_REPEAT);
	assert_true(form_row_is_group(row_of(form, "home")));
	assert_string_equal(repeat_of(form, "before"), "");
	assert_string_equal(repeat_of(form, "home"), "");
	assert_string_equal(repeat_of(form, "home/street"), "home");
	assert_string_equal(repeat_of(form, "home/person"), "home");
	assert_string_equal(repeat_of(form, "home/person/about"), "home/person");
	assert_string_equal(repeat_of(form, "home/person/about/job"), "home/person");
	assert_string_equal(repeat_of(form, "home/person/about/job/work"),
			    "home/person/about/job");
	assert_string_equal(repeat_of(form, "home/last"), "home");
	assert_string_equal(repeat_of(form, "after"), "");
	assert_int_equal(row_of(form, "home")->end, row_of(form, "after")->index);
	form_free(form);
}

static void test_nested_layout(void **state)
{
	struct form *form = read_fine("survey:\n"
				      "- type: repeat\n"
				      "  name: child\n"
				      "  label: Child\n"
				      "  repeat_count: 3\n"
				      "  questions:\n"
				      "  - {type: text, name: called, label: Called}\n" SETTINGS);

	(void)state;
	assert_int_equal(row_of(form, "child")->type, FORM_REPEAT);
	assert_non_null(row_of(form, "child")->repeat_count);
	assert_string_equal(repeat_of(form, "child/called"), "child");
	assert_false(form->is_flat);
	form_free(form);
}

static void test_a_count_is_an_expression(void **state)
{
	struct form *form = read_fine("survey:\n"
				      "- {type: integer, name: n, label: How many}\n"
				      "- {type: begin_lgroup, name: child, label: Child, "
				      "repeat_count: \"${n}\"}\n"
				      "- {type: text, name: called, label: Called}\n"
				      "- {type: end_lgroup}\n" SETTINGS);
	const struct form_reading *reads;
	int count;

	(void)state;
	assert_int_equal(row_of(form, "child")->type, FORM_REPEAT);
	reads = form_expr_reads(row_of(form, "child")->repeat_count, &count);
	assert_int_equal(count, 1);
	assert_int_equal(reads[0].row, row_of(form, "n")->index);
	form_free(form);
}

static void test_a_form_without_repeats(void **state)
{
	struct form *form = read_fine("survey:\n- {type: text, name: a, label: A}\n" SETTINGS);

	(void)state;
	assert_false(form->has_repeats);
	assert_int_equal(form->rows[0].repeat, FORM_NONE);
	form_free(form);
}

static void test_names_in_two_repeats(void **state)
{
	(void)state;
	expect_problems("survey:\n"
			"- {type: begin_repeat, name: child, label: Child}\n"
			"- {type: text, name: called, label: Called}\n"
			"- {type: end_repeat}\n"
			"- {type: begin_repeat, name: friend, label: Friend}\n"
			"- {type: text, name: called, label: Called}\n"
			"- {type: end_repeat}\n" SETTINGS,
			"f:6:3: warning: The name 'called' is used twice (first on line 3): "
			"no expression can name it.\n");
}

static void test_what_is_not_closed(void **state)
{
	(void)state;
	expect_problems("survey:\n"
			"- {type: begin_repeat, name: child, label: Child}\n"
			"- {type: text, name: called, label: Called}\n" SETTINGS,
			"f:2:3: error: begin_repeat 'child' is never closed: end_repeat is "
			"missing.\n");
	expect_problems("survey:\n"
			"- {type: begin_repeat, name: child, label: Child}\n"
			"- {type: text, name: called, label: Called}\n"
			"- {type: end_group}\n" SETTINGS,
			"f:4:10: error: end_group closes begin_repeat 'child' of line 2: "
			"end_repeat was expected.\n");
}

/* What trede adds to a row reads that row in its own instance. */
static void test_added_rows_stay_inside(void **state)
{
	struct form *form = read_fine(
		"survey:\n"
		"- {type: begin_repeat, name: child, label: Child}\n"
		"- {type: integer, name: n, label: N}\n"
		"- {type: select_one l or_other, name: a, label: A, parameters: 'randomize=true "
		"seed=${n}'}\n"
		"- {type: end_repeat}\n"
		"choices: {l: {0: Nul, x: X}}\n" SETTINGS);
	const struct form_row *child = row_of(form, "child");
	const struct form_reading *reads;
	int count;

	(void)state;
	assert_string_equal(repeat_of(form, "child/a_other"), "child");
	reads = form_expr_reads(row_of(form, "child/a_other")->relevant, &count);
	assert_int_equal(count, 1);
	assert_int_equal(reads[0].row, row_of(form, "child/a")->index);
	assert_int_equal(reads[0].within, child->index);
	reads = form_expr_reads(row_of(form, "child/a")->seed, &count);
	assert_int_equal(count, 1);
	assert_int_equal(reads[0].within, child->index);
	assert_int_equal(row_of(form, "child/a")->list->count, 3);
	assert_string_equal(row_of(form, "child/a")->list->choices[0].name, "0");
	form_free(form);
}

int reader_repeat_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nested_repeats),
		cmocka_unit_test(test_nested_layout),
		cmocka_unit_test(test_a_count_is_an_expression),
		cmocka_unit_test(test_a_form_without_repeats),
		cmocka_unit_test(test_names_in_two_repeats),
		cmocka_unit_test(test_what_is_not_closed),
		cmocka_unit_test(test_added_rows_stay_inside),
	};

	return cmocka_run_group_tests_name("reader of repeats", tests, NULL, NULL);
}
