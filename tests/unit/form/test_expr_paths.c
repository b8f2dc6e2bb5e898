/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nest.h"

static int set_up(void **state)
{
	struct nest *n = mem_new(sizeof *n);

	nest_make(n);
	*state = n;
	return 0;
}

static int put_back(void **state)
{
	nest_release(*state);
	free(*state);
	return 0;
}

static int at(const struct nest *n, int instance, int row)
{
	return nest_at(n, instance, row);
}

/* ${x} is the one of the same instance, and outside the repeat all of them. */
static void names_mean_the_same_instance(void **state)
{
	struct nest *n = *state;
	int sum = at(n, n->ann, SUM), price = at(n, n->doll, PRICE);

	nest_expect(n, sum, "${age}", "7");
	nest_expect(n, at(n, n->bo, SUM), "${age} + 1", "4");
	nest_expect(n, price, "concat(${name}, ${what}, ${town})", "Anndolldelft");
	nest_expect(n, sum, "sum(${price})", "6.5");
	nest_expect(n, at(n, n->bo, SUM), "sum(${price})", "0");
	nest_expect(n, TOTAL, "sum(${price})", "6.5");
	nest_expect(n, TOTAL, "sum(${age})", "10");
	nest_expect(n, FORM_NONE, "join('-', ${piece})", "left-right");
	nest_expect(n, TOTAL, "${age}", "7");
	nest_expect(n, TOTAL, "count(${child})", "2");
	nest_expect(n, sum, "count(${child})", "2");
	nest_expect(n, sum, "count(${toy})", "2");
	nest_expect(n, TOTAL, "count(${toy})", "2");
	nest_expect(n, TOTAL, "count(${other})", "0");
	nest_expect(n, TOTAL, "concat('[', ${note}, ']')", "[]");
	nest_expect(n, at(n, n->cy, SUM), "concat(${age}, '|', ${name})", "|");
	nest_expect(n, TOTAL, "${child}", "");
}

static void says_what_it_reads(void **state)
{
	struct nest *n = *state;

	nest_reads(n, SUM, "${age} + ${town}", "town/ age/child");
	nest_reads(n, TOTAL, "sum(${age})", "child/ age/");
	nest_reads(n, TOTAL, "sum(${price})", "child/ toy/ price/");
	nest_reads(n, SUM, "sum(${price})", "toy/child price/child");
	nest_reads(n, PRICE, "${name} != ${what}", "name/child what/toy");
	nest_reads(n, SUM, "position(..)", "child/child");
	nest_reads(n, PRICE, "position(../..) * position(..)", "child/child toy/toy");
	nest_reads(n, SUM, "sum(../../child/age)", "child/ age/");
	nest_reads(n, SUM, "count(${child}[name = current()/../name])", "child/ name/");
	nest_reads(n, SUM, "/data/home/child/age", "age/child");
	nest_reads(n, SUM, "indexed-repeat(${age}, ${child}, position(..) - 1)",
		   "child/ age/");
	nest_reads(n, TOTAL, "indexed-repeat(${what}, ${toy}, 2)", "child/ toy/ what/");
	nest_reads(n, TOTAL, "${child}[position() = 2]/toy[price > 3]/what",
		   "child/ toy/ what/ price/");
	nest_reads(n, NAME, "../age + ./../age", "age/child");
	nest_reads(n, PICK, "count(instance('places')/root/item[in = ${town}])", "town/");
}

static void paths_go_up_and_down(void **state)
{
	struct nest *n = *state;
	int sum = at(n, n->ann, SUM), price = at(n, n->ball, PRICE);

	nest_expect(n, sum, "../age", "7");
	nest_expect(n, sum, "../age - 2", "5");
	nest_expect(n, sum, "../age -2", "5");
	nest_expect(n, sum, "../../street", "");
	nest_expect(n, sum, "../../../town", "delft");
	nest_expect(n, sum, "./../name", "Ann");
	nest_expect(n, at(n, n->bo, SUM), "sum(../../child/age)", "10");
	nest_expect(n, at(n, n->bo, SUM), "count(../../child)", "2");
	nest_expect(n, at(n, n->bo, SUM), "sum(../../child/toy/price)", "6.5");
	nest_expect(n, sum, "sum(../toy/price)", "6.5");
	nest_expect(n, price, "count(../../toy)", "2");
	nest_expect(n, price, "../../name", "Ann");
	nest_expect(n, price, "join(',', ../part/piece)", "left,right");
	nest_expect(n, at(n, n->doll, PRICE), "count(../part)", "0");
	nest_expect(n, TOTAL, "../child/name", "Ann");
	nest_expect(n, TOWN, "concat(../home/child/name)", "AnnBo");
	nest_expect(n, sum, "${child}/../street", "");
	nest_expect(n, sum, "count(${home}/child)", "2");
	nest_expect(n, sum, "join(' ', ${child}/name)", "Ann Bo");
	nest_expect(n, price, "${name}/../age", "7");
	nest_expect(n, sum, "current()/../age", "7");
	nest_expect(n, sum, "current()/../../child[2]/name", "Bo");
	nest_expect(n, sum, "../../..", "");
	nest_expect(n, TOWN, "count(..)", "1");
}

static void absolute_paths_mean_the_same_instance(void **state)
{
	struct nest *n = *state;

	nest_expect(n, at(n, n->bo, SUM), "/data/home/child/age", "3");
	nest_expect(n, at(n, n->doll, PRICE), "/any-root/home/child/toy/what", "doll");
	nest_expect(n, at(n, n->doll, PRICE), "/data/home/child/name", "Ann");
	nest_expect(n, TOTAL, "sum(/data/home/child/age)", "10");
	nest_expect(n, at(n, n->bo, SUM), "count(/data/home/child)", "2");
	nest_expect(n, at(n, n->bo, SUM), "/data/home/child[1]/age", "7");
	nest_expect(n, at(n, n->ball, PRICE), "sum(/data/home/child/toy[what != 'ball']/price)", "4");
	nest_expect(n, FORM_NONE, "/data/town", "delft");
}

static void positions_count_instances(void **state)
{
	struct nest *n = *state;

	nest_expect(n, at(n, n->ann, SUM), "position(..)", "1");
	nest_expect(n, at(n, n->bo, SUM), "position(..)", "2");
	nest_expect(n, at(n, n->doll, PRICE), "position(..)", "2");
	nest_expect(n, at(n, n->doll, PRICE), "position(../..)", "1");
	nest_expect(n, at(n, n->doll, PRICE), "position(../../..)", "1");
	nest_expect(n, TOTAL, "position(..)", "1");
	nest_expect(n, TOWN, "position(..)", "1");
	nest_expect(n, TOWN, "position()", "1");
	nest_expect(n, TOTAL, "position(${child}[name = 'Bo'])", "2");
	nest_expect(n, at(n, n->cy, SUM), "position(..)", "3");
}

static void conditions_choose(void **state)
{
	struct nest *n = *state;
	int sum = at(n, n->bo, SUM);

	nest_expect(n, TOTAL, "${child}[name = 'Bo']/age", "3");
	nest_expect(n, TOTAL, "${child}[./name = 'Bo']/age", "3");
	nest_expect(n, TOTAL, "${child}[${name} = 'Bo']/age", "3");
	nest_expect(n, TOTAL, "${child}[2]/name", "Bo");
	nest_expect(n, TOTAL, "${child}[position() = 2]/name", "Bo");
	nest_expect(n, TOTAL, "${child}[position() < 2]/name", "Ann");
	nest_expect(n, TOTAL, "${child}[last()]/name", "");
	nest_expect(n, TOTAL, "${child}[age > 2][last()]/name", "Bo");
	nest_expect(n, TOTAL, "${child}[age > 2][2]/name", "Bo");
	nest_expect(n, TOTAL, "${child}[0]/name", "");
	nest_expect(n, TOTAL, "${child}[1.5]/name", "");
	nest_expect(n, TOTAL, "count(${child}[age > 5 or name = 'Bo'])", "2");
	nest_expect(n, TOTAL, "count(${child}[age > 5 and name = 'Bo'])", "0");
	nest_expect(n, TOTAL, "count(${child}[true()])", "2");
	nest_expect(n, TOTAL, "count(${child}['' = 'x'])", "0");
	nest_expect(n, TOTAL, "${child}[toy/what = 'doll']/name", "Ann");
	nest_expect(n, TOTAL, "${child}[count(toy) = 0]/name", "Bo");
	nest_expect(n, TOTAL, "${child}[count(${toy}) = 2]/name", "Ann");
	nest_expect(n, TOTAL, "${child}[1]/toy[2]/what", "doll");
	nest_expect(n, TOTAL, "sum(${child}/toy[price > 3]/price)", "4");
	nest_expect(n, TOTAL, "join('', ${price}[. > 3])", "4");
	nest_expect(n, TOTAL, "count(${child}[../street = ''])", "2");
	nest_expect(n, TOTAL, "${toy}[../name = 'Ann'][2]/what", "doll");
	nest_expect(n, TOTAL, "${toy}[${name} = 'Ann' and position() = 2]/what", "doll");
	nest_expect(n, sum, "count(${child}[age > current()/../age])", "1");
	nest_expect(n, sum, "count(../../child[age > ${age}])", "0"); /* the candidate's own */
	nest_expect(n, sum, "../../child[position() = position(current()/..) - 1]/name", "Ann");
	nest_expect(n, at(n, n->doll, PRICE), "../../toy[1]/what", "ball");
	nest_expect(n, TOWN, "../town[. = 'delft']", "delft");
	nest_expect(n, TOWN, "concat('', ../town[. = 'gent'])", "");
	nest_expect(n, TOTAL, "count(${child}[toy[price > 3]/what = 'doll'])", "1");
}

static void lists_are_looked_up(void **state)
{
	struct nest *n = *state;

	nest_expect(n, PICK, "instance('places')/root/item[name = ${town}]/label", "Delft");
	nest_expect(n, PICK, "instance('places')/root/item[name = 'gent']/in", "be");
	nest_expect(n, PICK, "instance('places')/root/item[in = 'nl'][2]/name", "leiden");
	nest_expect(n, PICK, "instance('places')/root/item[in = 'nl' and code-2 = 2]/name", "leiden");
	nest_expect(n, PICK, "instance('places')/root/item[in = '']/name", "nergens");
	nest_expect(n, PICK, "count(instance('places')/root/item)", "4");
	nest_expect(n, PICK, "count(instance('places')/root/item[in = 'nl'])", "2");
	nest_expect(n, PICK, "sum(instance('places')/root/item/code-2)", "8");
	nest_expect(n, PICK, "instance('places')/root/item[position() = 3]/name", "gent");
	nest_expect(n, PICK, "instance('places')/root/item[last()]/name", "nergens");
	nest_expect(n, PICK, "instance('places')/root/item[in = 'xx']/name", "");
	nest_expect(n, PICK, "instance('places.csv')/root/item[code-2 = 2]/name", "leiden");
	nest_expect(n, PICK, "instance('places')/root/item[code-2 = '2']/name", "nergens");
	nest_expect(n, TOTAL, "instance('places')/root/item[name = /data/town]/label", "Delft");
	nest_expect(n, at(n, n->bo, SUM),
		    "instance('places')/root/item[position() = position(current()/..)]/name", "leiden");
	nest_expect(n, PICK, "instance('places')/root/item[name = ${town}]/in = 'nl'", "true");
}

static void filters_know_their_columns(void **state)
{
	static const struct {
		const char *filter, *offered;
	} filters[] = {
		{"in = 'nl'", "1100"}, {"in = current()/../town", "0000"}, {"name = ${town}", "1000"},
		{"code-2 > 1 and in != 'be'", "0101"}, {"contains(label, 'e')", "1111"},
		{"./in = 'be'", "0010"}, {"list_name = 'places'", "1111"}, {"position() = 2", "0100"},
		{"count(instance('places')/root/item[in = 'be']) = 1", "1111"},
	};
	struct nest *n = *state;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct form_scope scope = nest_scope(n, PICK);
		struct form_env env = nest_env(n, PICK);
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct arena arena = ARENA_INIT;
		const struct form_expr *expr;
		char offered[5] = "";

		scope.filtered = &n->places;
		env.list = &n->places;
		expr = form_expr_compile(&arena, filters[i].filter, &scope, true, 1, 1, &problems);
		if (expr == NULL)
			fail_msg("%s: %s", filters[i].filter, problems.items[0].text);
		for (env.choice = 0; env.choice < 4; env.choice++) {
			struct form_value v;

			assert_int_equal(form_expr_evaluate(expr, &env, &arena, &v, NULL), OK);
			offered[env.choice] = form_value_boolean(&v) ? '1' : '0';
		}
		if (strcmp(offered, filters[i].offered) != 0)
			fail_msg("%s offers %s", filters[i].filter, offered);
		arena_release(&arena);
		form_problems_release(&problems);
	}
}

static void finds_the_key_of_a_filter(void **state)
{
	static const struct {
		const char *filter;
		int column;
		const char *value;
	} filters[] = {
		{"in = ${town}", 0, "delft"}, {"${town} = name", FORM_CELL_NAME, "delft"},
		{"code-2 > 1 and in = 'nl' and name != 'x'", 0, "nl"},
		{"in = 'nl' or in = 'be'", FORM_CELL_NONE, NULL}, {"in != 'nl'", FORM_CELL_NONE, NULL},
		{"in = code-2", FORM_CELL_NONE, NULL}, {"in = ${name}", FORM_CELL_NONE, NULL}, {"label = 'Delft'", FORM_CELL_NONE, NULL},
		{"in = string(random())", FORM_CELL_NONE, NULL},
		{"in = 'nl' and position() = 1", FORM_CELL_NONE, NULL},
		{"in = current()/../../town", FORM_CELL_NONE, NULL}, {"selected(${many}, in)", FORM_CELL_NONE, NULL},
	};
	struct nest *n = *state;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct form_scope scope = nest_scope(n, PICK);
		struct form_env env = nest_env(n, PICK);
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct arena arena = ARENA_INIT;
		const struct form_expr *expr, *value;
		struct form_value v;
		int column = 77;

		scope.filtered = &n->places;
		expr = form_expr_compile(&arena, filters[i].filter, &scope, true, 1, 1, &problems);
		if (expr != NULL) {
			assert_int_equal(form_expr_key(expr, &column, &value), filters[i].value != NULL);
			assert_int_equal(column, filters[i].column);
		}
		if (filters[i].value != NULL) {
			assert_int_equal(form_expr_evaluate(value, &env, &arena, &v, NULL), OK);
			assert_string_equal(v.text, filters[i].value);
		}
		arena_release(&arena);
		form_problems_release(&problems);
	}
}

static void refuses_what_leads_nowhere(void **state)
{
	struct nest *n = *state;

	nest_refused(n, SUM, "1 + ../agge", 8, "There is no 'agge' in 'child'; did you mean 'age'?");
	nest_refused(n, SUM, "../../chidl/age", 7, "There is no 'chidl' in 'home'; did you mean 'child'?");
	nest_refused(n, TOWN, "../toun", 4, "There is no 'toun' at the top of the form; did you mean 'town'?");
	nest_refused(n, TOWN, "../xyzzy", 4, "There is no 'xyzzy' at the top of the form.");
	nest_refused(n, TOWN, "../..", 4, "There is nothing above the form.");
	nest_refused(n, SUM, "../../../../../town", 10, "There is nothing above the form.");
	nest_refused(n, TOWN, "./x", 3, "'town' is a question: nothing stands below it.");
	nest_refused(n, TOWN, "../town/x", 9, "'town' is a question: nothing stands below it.");
	nest_refused(n, TOWN, "//town", 1, "// is not known here: write the whole path, or ${name}.");
	nest_refused(n, TOWN, "../home::x", 8, "Axes (::) are not known here: write the name alone.");
	nest_refused(n, TOWN, "../@id", 4, "Attributes (@) are not known here.");
	nest_refused(n, TOWN, "../*", 4, "* is not known here: name the question.");
	nest_refused(n, TOWN, "${town} | ${pick}", 9, "| is not known here: write 'or' between two conditions.");
	nest_refused(n, TOWN, "${pick}/text()", 9, "text() is not known in a path: the name is enough.");
	nest_refused(n, TOWN, "${pick} / 2", 11, "To divide, write 'div'.");
	nest_refused(n, TOWN, "4 / ${pick}", 3, "To divide, write 'div'.");
	nest_refused(n, TOWN, "'a'[1]", 4, "A condition in [ ] belongs behind a name in a path.");
	nest_refused(n, SUM, "..[1]", 3, "A condition in [ ] belongs behind a name in a path.");
	nest_refused(n, SUM, "${child}[1", 11, "A ] is missing here.");
	nest_refused(n, SUM, "1]", 2, "There is a ] too many here.");
	nest_refused(n, SUM, "${child}[1]/..", 13, "A path cannot go up behind a condition in [ ].");
	nest_refused(n, SUM, "${child}[agge = 1]/name", 10, "There is no 'agge' in 'child'; did you mean 'age'?");
	nest_refused(n, SUM, "../", 4, "A name is missing behind this /.");
	nest_refused(n, TOWN, "naam", 1,
		     "'naam' means nothing by itself: a text stands in quotes, 'naam'.");
	nest_refused(n, PICK, "instance('plaatsen')/root/item", 1, "There is no list or file 'plaatsen'.");
	nest_refused(n, PICK, "instance(${town})/root/item", 1,
		     "The name of a list or file stands here in quotes.");
	nest_refused(n, PICK, "instance('places')/root/item[cod-2 = 1]", 30,
		     "List 'places' has no column 'cod-2'; did you mean 'code-2'?");
	nest_refused(n, PICK, "instance('places')/root/item/lable", 30, "List 'places' has no column 'lable'; did you mean 'label'?");
	nest_refused(n, PICK, "instance('places')/item", 20, "Behind instance('list') stands /root/item.");
	nest_refused(n, PICK, "instance('places')", 19, "Behind instance('list') stands /root/item.");
	nest_refused(n, PICK, "instance('places')/root/item[../x = 1]", 30,
		     "Here a path starts with current(), ${name} or /: a bare name is a column of the list.");
	nest_refused(n, TOWN, "count(1)", 1, "count() wants questions or a repeat: ${name} or a path.");
}

static void compares_with_any(void **state)
{
	struct nest *n = *state;

	nest_expect(n, TOTAL, "${name} = 'Bo'", "true");
	nest_expect(n, TOTAL, "${name} = 'Cy'", "false");
	nest_expect(n, TOTAL, "${name} != 'Ann'", "true");
	nest_expect(n, TOTAL, "${age} < 4", "true");
	nest_expect(n, TOTAL, "4 > ${age}", "true");
	nest_expect(n, TOTAL, "${age} > 8", "false");
	nest_expect(n, TOTAL, "${age} = ${price}", "false");
	nest_expect(n, TOTAL, "${age} > ${price} and ${age} < ${price}", "true");
	nest_expect(n, TOTAL, "${note} = ''", "true");
	nest_expect(n, TOTAL, "${age} = 3 = true()", "true");
}

static void survives_long_paths(void **state)
{
	struct nest *n = *state;
	struct str text = STR_INIT;

	str_set(&text, ".");
	for (int i = 0; i < 10000; i++)
		str_add(&text, "/.");
	str_add(&text, "/../age");
	nest_expect(n, at(n, n->bo, SUM), text.bytes, "3");
	str_set(&text, "..");
	for (int i = 0; i < 10000; i++)
		str_add(&text, "/..");
	nest_refused(n, SUM, text.bytes, 10, "There is nothing above the form.");
	str_set(&text, "${child}");
	for (int i = 0; i < 5000; i++)
		str_add(&text, "/../child");
	nest_expect(n, TOTAL, text.bytes, "");
	str_reset(&text);
	for (int i = 0; i < 65; i++)
		str_add(&text, "${child}[");
	nest_refused(n, SUM, text.bytes, 64 * 9 + 9, "This expression is nested too deep (at most 64).");
	str_reset(&text);
	for (int i = 0; i < 64; i++)
		str_add(&text, "../child[");
	str_add(&text, "1");
	for (int i = 0; i < 64; i++)
		str_add(&text, "]");
	nest_expect(n, TOTAL, text.bytes, "error: This expression takes too long.");
	str_release(&text);
}

static void bounds_what_it_costs(void **state)
{
	struct nest *n = *state;
	struct str text = STR_INIT;

	for (int i = 0; i < 200; i++)
		(void)nest_add(n, OTHER);
	nest_expect(n, TOTAL, "count(${other}[count(${other}) = 200])", "200");
	nest_expect(n, TOTAL, "count(${other}[position() > count(${other}[position() > 1])])", "1");
	nest_expect(n, TOTAL, "count(${other}[count(../other[count(../other[note = 'x']) = 1]) = 0])",
		    "error: This expression takes too long.");
	str_release(&text);
}

int expr_paths_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_mean_the_same_instance, set_up, put_back),
		cmocka_unit_test_setup_teardown(says_what_it_reads, set_up, put_back),
		cmocka_unit_test_setup_teardown(paths_go_up_and_down, set_up, put_back),
		cmocka_unit_test_setup_teardown(absolute_paths_mean_the_same_instance, set_up, put_back),
		cmocka_unit_test_setup_teardown(positions_count_instances, set_up, put_back),
		cmocka_unit_test_setup_teardown(conditions_choose, set_up, put_back),
		cmocka_unit_test_setup_teardown(lists_are_looked_up, set_up, put_back),
		cmocka_unit_test_setup_teardown(filters_know_their_columns, set_up, put_back),
		cmocka_unit_test_setup_teardown(finds_the_key_of_a_filter, set_up, put_back),
		cmocka_unit_test_setup_teardown(refuses_what_leads_nowhere, set_up, put_back),
		cmocka_unit_test_setup_teardown(compares_with_any, set_up, put_back),
		cmocka_unit_test_setup_teardown(survives_long_paths, set_up, put_back),
		cmocka_unit_test_setup_teardown(bounds_what_it_costs, set_up, put_back),
	};

	return cmocka_run_group_tests_name("expr paths", tests, NULL, NULL);
}
