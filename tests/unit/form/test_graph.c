/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/graph.h"
#include "tests.h"

/* Rows of a survey as "type|name|column: expression", read as a form file is. */
static struct form *read_rows(const char *const *rows, struct form_problems *problems)
{
	struct str yaml = STR_INIT;
	struct form *form;

	str_add(&yaml, "survey:\n");
	for (; *rows != NULL; rows++)
		str_addf(&yaml, "- %s\n  label: x\n", *rows);
	str_add(&yaml, "choices:\n  city:\n  - {name: delft, label: Delft, area: south}\n"
		       "settings:\n  form_id: t\n  form_title: T\n  version: 1\n");
	form = form_read(yaml.bytes, yaml.len, NULL, problems);
	str_release(&yaml);
	return form;
}

static void expect_order(const char *const *rows, const char *wanted)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);
	struct str order = STR_INIT;

	assert_non_null(form);
	for (int i = 0; i < form->row_count; i++) {
		str_addf(&order, "%s%s", i > 0 ? " " : "", form->rows[form->graph->order[i]].name);
		assert_int_equal(form->graph->place[form->graph->order[i]], i);
	}
	assert_string_equal(order.bytes, wanted);
	str_release(&order);
	form_free(form);
	form_problems_release(&problems);
}

static void orders_readers_behind(void **state)
{
	static const char *const plain[] = {
		"type: text\n  name: a", "type: text\n  name: b\n  relevant: ${c} = 1",
		"type: calculate\n  name: c\n  calculation: ${d} + ${a}", "type: integer\n  name: d",
		NULL};
	static const char *const group[] = {
		"type: begin_group\n  name: g\n  relevant: ${z} = 'x'",
		"type: text\n  name: in", "type: end_group\n  name: g", "type: text\n  name: z", NULL};
	static const char *const none[] = {"type: text\n  name: only", NULL};

	(void)state;
	expect_order(plain, "a d c b");
	expect_order(group, "z g in");
	expect_order(none, "only");
}

static void knows_readers(void **state)
{
	static const char *const rows[] = {
		"type: integer\n  name: a",
		"type: text\n  name: b\n  relevant: ${a} > 1\n  required: ${a} > 2",
		"type: text\n  name: c\n  constraint: . != ${a}",
		"type: text\n  name: d\n  default: concat(${a}, 1)",
		"type: text\n  name: e\n  read_only: ${a} = 3", NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);
	const struct form_graph *g;

	(void)state;
	assert_non_null(form);
	g = form->graph;
	assert_int_equal(g->first_reader[1] - g->first_reader[0], 3);
	assert_int_equal(g->readers[g->first_reader[0]].row, 1);
	assert_int_equal(g->readers[g->first_reader[0] + 1].row, 2);
	assert_int_equal(g->readers[g->first_reader[0] + 2].row, 4);
	assert_int_equal(g->reader_count, 3);
	form_free(form);
	form_problems_release(&problems);
}

static void expect_problem(const char *const *rows, enum form_severity severity, const char *wanted)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);
	bool found = false;

	for (size_t i = 0; i < problems.count; i++)
		found |= problems.items[i].severity == severity &&
			 strcmp(problems.items[i].text, wanted) == 0;
	if (!found)
		fail_msg("no '%s' but '%s'", wanted,
			 problems.count > 0 ? problems.items[0].text : "nothing");
	assert_true((form == NULL) == (severity == FORM_ERROR));
	form_free(form);
	form_problems_release(&problems);
}

static void names_the_chain(void **state)
{
	static const char *const sums[] = {
		"type: calculate\n  name: a\n  calculation: ${b} + 1",
		"type: calculate\n  name: b\n  calculation: ${c} + 1",
		"type: calculate\n  name: c\n  calculation: ${a} + 1", NULL};
	static const char *const mixed[] = {
		"type: integer\n  name: a\n  relevant: ${c} > 0",
		"type: calculate\n  name: c\n  calculation: ${a} + 1", NULL};
	static const char *const conditions[] = {
		"type: integer\n  name: a\n  relevant: ${b} > 0",
		"type: integer\n  name: b\n  relevant: ${a} > 0", NULL};
	static const char *const filter[] = {
		"type: calculate\n  name: c\n  calculation: ${a}",
		"type: select_one city\n  name: a\n  choice_filter: name != ${c}", NULL};

	(void)state;
	expect_problem(sums, FORM_ERROR,
		       "These calculations go round in a circle: a -> b -> c -> a.");
	expect_problem(mixed, FORM_ERROR, "These calculations go round in a circle: c -> a -> c.");
	expect_problem(conditions, FORM_WARNING,
		       "These conditions depend on each other: a -> b -> a. They are looked at in "
		       "the order of the form.");
	expect_problem(filter, FORM_WARNING,
		       "These conditions depend on each other: a -> c -> a. They are looked at in "
		       "the order of the form.");
}

static void refuses_what_reads_itself(void **state)
{
	static const char *const own[] = {
		"type: text\n  name: a\n  relevant: ${a} = 'x'", NULL};
	static const char *const required[] = {
		"type: text\n  name: a\n  required: ${a} = ''", NULL};
	static const char *const sum[] = {
		"type: calculate\n  name: a\n  calculation: ${a} + 1", NULL};
	static const char *const inside[] = {
		"type: begin_group\n  name: g\n  relevant: ${in} = 'x'", "type: text\n  name: in",
		"type: end_group\n  name: g", NULL};

	(void)state;
	expect_problem(own, FORM_ERROR,
		       "'relevant' reads itself: a -> a. Only a constraint may.");
	expect_problem(required, FORM_ERROR,
		       "'required' reads itself: a -> a. Only a constraint may.");
	expect_problem(sum, FORM_ERROR,
		       "'calculation' reads itself: a -> a. Only a constraint may.");
	expect_problem(inside, FORM_ERROR,
		       "The group 'g' depends on a question inside it: g -> in -> g.");
}

/* Mutual required is no circle: nobody reads whether a row is required. */
static void lets_states_be(void **state)
{
	static const char *const rows[] = {
		"type: text\n  name: a\n  required: ${b} = ''",
		"type: text\n  name: b\n  required: ${a} = ''", NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);

	(void)state;
	assert_non_null(form);
	assert_int_equal(problems.count, 0);
	form_free(form);
	form_problems_release(&problems);
}

static const struct form_reading *readers_of(const struct form *form, const char *name, int *count)
{
	int row = form_find(form, name);

	*count = form->graph->first_reader[row + 1] - form->graph->first_reader[row];
	return &form->graph->readers[form->graph->first_reader[row]];
}

/* Who sees one instance, and who all of them; a repeat is read by who asks for its instances. */
static void knows_within(void **state)
{
	static const char *const rows[] = {
		"type: begin_repeat\n  name: r", "type: integer\n  name: a",
		"type: calculate\n  name: own\n  calculation: ${a} + 1",
		"type: calculate\n  name: place\n  calculation: position(..)",
		"type: end_repeat\n  name: r",
		"type: calculate\n  name: all\n  calculation: sum(${a}) + count(${r})", NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);
	const struct form_reading *readers;
	int count, r;

	(void)state;
	assert_non_null(form);
	r = form_find(form, "r");
	readers = readers_of(form, "a", &count);
	assert_int_equal(count, 2);
	assert_int_equal(readers[0].row, form_find(form, "own"));
	assert_int_equal(readers[0].within, r);
	assert_int_equal(readers[1].row, form_find(form, "all"));
	assert_int_equal(readers[1].within, FORM_NONE);
	readers = readers_of(form, "r", &count);
	assert_int_equal(count, 2);
	assert_int_equal(readers[0].row, form_find(form, "place"));
	assert_int_equal(readers[0].within, r);
	assert_int_equal(readers[1].row, form_find(form, "all"));
	form_free(form);
	form_problems_release(&problems);
}

static void refuses_counts_that_read_themselves(void **state)
{
	static const char *const inside[] = {
		"type: begin_repeat\n  name: r\n  repeat_count: ${a}", "type: integer\n  name: a",
		"type: end_repeat\n  name: r", NULL};
	static const char *const round[] = {
		"type: calculate\n  name: n\n  calculation: count(${r})",
		"type: begin_repeat\n  name: r\n  repeat_count: ${n} + 1",
		"type: integer\n  name: a", "type: end_repeat\n  name: r", NULL};

	(void)state;
	expect_problem(inside, FORM_ERROR,
		       "repeat_count of 'r' reads 'a', which is inside it: it can only be known "
		       "before.");
	expect_problem(round, FORM_ERROR,
		       "These calculations go round in a circle: n -> r -> n.");
}

/* A calculation that a person's answer sets off reads itself and others as they are. */
static void lets_triggers_be(void **state)
{
	static const char *const rows[] = {
		"type: integer\n  name: a",
		"type: calculate\n  name: sum\n  calculation: ${sum} + ${a} + ${later}\n"
		"  trigger: ${a}",
		"type: calculate\n  name: later\n  calculation: ${sum} + 1", NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = read_rows(rows, &problems);
	const struct form_graph *g;

	(void)state;
	assert_non_null(form);
	g = form->graph;
	assert_int_equal(g->reader_count, 1);
	assert_int_equal(g->readers[g->first_reader[1]].row, 2);
	assert_int_equal(g->first_pulled[1] - g->first_pulled[0], 1);
	assert_int_equal(g->pulled[0].row, 1);
	assert_int_equal(g->pulled[0].within, FORM_NONE);
	form_free(form);
	form_problems_release(&problems);
}

static struct form *long_chain(int count, bool closed, struct form_problems *problems)
{
	struct str yaml = STR_INIT;
	struct form *form;

	str_add(&yaml, "survey:\n");
	for (int i = 0; i < count; i++) {
		str_addf(&yaml, "- {type: calculate, name: q%d, calculation: '", i);
		if (i + 1 < count || closed)
			str_addf(&yaml, "${q%d} + 1'}\n", (i + 1) % count);
		else
			str_add(&yaml, "1'}\n");
	}
	str_add(&yaml, "settings: {form_id: t, form_title: T, version: 1}\n");
	form = form_read(yaml.bytes, yaml.len, NULL, problems);
	str_release(&yaml);
	return form;
}

static void bears_long_chains(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = long_chain(FORM_ROWS_MOST, false, &problems);

	(void)state;
	assert_non_null(form);
	assert_int_equal(form->graph->order[0], FORM_ROWS_MOST - 1);
	form_free(form);
	assert_null(long_chain(FORM_ROWS_MOST, true, &problems));
	assert_int_equal(problems.errors, 1);
	assert_non_null(strstr(problems.items[problems.count - 1].text,
			       "circle: q0 -> q1 -> q2"));
	assert_non_null(strstr(problems.items[problems.count - 1].text,
			       "-> q4999 -> q0."));
	form_problems_release(&problems);
}

int graph_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_readers_behind),
		cmocka_unit_test(knows_readers),
		cmocka_unit_test(names_the_chain),
		cmocka_unit_test(refuses_what_reads_itself),
		cmocka_unit_test(lets_states_be),
		cmocka_unit_test(knows_within),
		cmocka_unit_test(refuses_counts_that_read_themselves),
		cmocka_unit_test(lets_triggers_be),
		cmocka_unit_test(bears_long_chains),
	};

	return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
