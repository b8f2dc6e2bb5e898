/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/index.h"
#include "form/names.h"
#include "nest.h"

static int set_up(void **state)
{
	struct nest *n = mem_new(sizeof *n);

	nest_make(n);
	(void)setenv("TZ", "Europe/Amsterdam", 1);
	tzset();
	*state = n;
	return 0;
}

static int put_back(void **state)
{
	nest_release(*state);
	free(*state);
	(void)unsetenv("TZ");
	tzset();
	return 0;
}

static void adds_and_counts_nodes(void **state)
{
	struct nest *n = *state;

	nest_put(n, n->bo, AGE, "");
	nest_expect(n, TOTAL, "sum(${age})", "7");
	nest_expect(n, TOTAL, "sum(${name})", "0");
	nest_expect(n, TOTAL, "sum(${age}, ${price}, '1')", "14.5");
	nest_expect(n, TOTAL, "sum(${note})", "0");
	nest_expect(n, TOTAL, "count(${age})", "2");
	nest_expect(n, TOTAL, "count-non-empty(${age})", "1");
	nest_expect(n, TOTAL, "count-non-empty(${child})", "0");
	nest_expect(n, TOTAL, "count(${town})", "1");
	nest_expect(n, TOTAL, "min(${price})", "2.5");
	nest_expect(n, TOTAL, "max(${price}, 9, ${age})", "9");
	nest_expect(n, TOTAL, "max(${age})", "7");
	nest_expect(n, TOTAL, "max(${note})", "NaN");
	nest_expect(n, TOTAL, "max(-3, -2)", "-2");
	nest_expect(n, TOTAL, "join(', ', ${name}, 'x', ${what})", "Ann, Bo, x, ball, doll");
	nest_expect(n, TOTAL, "concat(${name}, 1)", "AnnBo1");
	nest_expect(n, TOTAL, "coalesce(${note}, ${name})", "Ann");
	nest_expect(n, TOTAL, "string-length(${name})", "3");
	nest_expect(n, TOTAL, "selected(${name}, 'Ann')", "true");
	nest_expect(n, TOTAL, "checklist(1, 1, ${age})", "true");
	nest_expect(n, TOTAL, "checklist(2, -1, ${age})", "false");
	nest_expect(n, TOTAL, "weighted-checklist(6.5, 6.5, ${price}, ${price})", "true");
	nest_expect(n, TOTAL, "weighted-checklist(7, -1, ${price}, ${price})", "false");
	nest_expect(n, TOTAL, "if(${name} = 'Bo', count(${child}), 0)", "2");
}

static void indexes_repeats(void **state)
{
	struct nest *n = *state;
	int sum = nest_at(n, n->bo, SUM), price = nest_at(n, n->doll, PRICE);

	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 2)", "Bo");
	nest_expect(n, TOTAL, "indexed-repeat(${age}, ${child}, 1) + 1", "8");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, '')", "Ann");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 0)", "");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, -1)", "");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 4)", "");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 1.9)", "Ann");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 'x')", "");
	nest_expect(n, TOTAL, "indexed-repeat(${name}, ${child}, 3)", ""); /* irrelevant */
	nest_expect(n, sum, "indexed-repeat(${name}, ${child}, position(..) - 1)", "Ann");
	nest_expect(n, sum, "indexed-repeat(${what}, ${child}, 1, ${toy}, 2)", "doll");
	nest_expect(n, TOTAL, "indexed-repeat(${piece}, ${child}, 1, ${toy}, 1, ${part}, 2)", "right");
	nest_expect(n, TOTAL, "indexed-repeat(${piece}, ${part}, 2, ${child}, 1, ${toy}, 1)", "right");
	nest_expect(n, price, "indexed-repeat(${what}, ${toy}, 1)", "ball");
	nest_expect(n, price, "indexed-repeat(../what, ../../toy, 1)", "ball");
	nest_expect(n, TOTAL, "indexed-repeat(${what}, ${toy}, 2)", "doll");
	nest_refused(n, TOTAL, "indexed-repeat(${town}, ${child}, 1)", 1,
		     "indexed-repeat(): 'town' stands in no such repeat.");
	nest_refused(n, TOTAL, "indexed-repeat(${name}, ${home}, 1)", 1,
		     "indexed-repeat(): 'name' stands in no such repeat.");
	nest_refused(n, TOTAL, "indexed-repeat('name', ${child}, 1)", 1,
		     "indexed-repeat() wants a ${question}, and for each repeat its ${name} and a number.");
	nest_refused(n, TOTAL, "indexed-repeat(${name}, ${child}, 1, ${toy})", 1,
		     "indexed-repeat() wants a ${question}, and for each repeat its ${name} and a number.");
}

static void pulls_data(void **state)
{
	struct nest *n = *state;

	nest_expect(n, TOTAL, "pulldata('places', 'label', 'name', ${town})", "Delft");
	nest_expect(n, TOTAL, "pulldata('places.csv', 'name', 'in', 'nl')", "delft");
	nest_expect(n, TOTAL, "pulldata('places', 'name', 'code-2', 2)", "nergens");
	nest_expect(n, TOTAL, "pulldata('places', 'name', 'in', 'xx')", "");
	nest_expect(n, TOTAL, "count(${child}[pulldata('places', 'name', 'code-2', position()) != ''])", "2");
	nest_refused(n, TOTAL, "pulldata('places', 'nam', 'in', 'x')", 1, "List 'places' has no column 'nam'; did you mean 'name'?");
	nest_refused(n, TOTAL, "pulldata('plaats', 'name', 'in', 'x')", 1,
		     "There is no list or file 'plaats'.");
	nest_refused(n, TOTAL, "pulldata('places', ${town}, 'in', 'x')", 1,
		     "The name of a column stands here in quotes.");
}

static void names_choices(void **state)
{
	struct nest *n = *state;

	nest_put(n, FORM_NONE, PICK, "gent");
	nest_put(n, FORM_NONE, MANY, "leiden delft");
	nest_expect(n, TOTAL, "jr:choice-name(${pick}, '${pick}')", "Gent");
	nest_expect(n, TOTAL, "jr:choice-name(selected-at(${many}, 1), '/data/many')", "Delft");
	nest_expect(n, TOTAL, "jr:choice-name('nee', 'pick')", "");
}

static void draws(void **state)
{
	struct nest *n = *state;

	nest_expect(n, TOTAL, "random() >= 0 and random() < 1", "true");
	nest_expect(n, TOTAL, "random() = random()", "false");
	nest_expect(n, TOTAL, "regex(uuid(), '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')",
		    "true");
	nest_expect(n, TOTAL, "regex(uuid(20), '^[0-9A-Z]{20}$')", "true");
	nest_expect(n, TOTAL, "uuid(0)", "error: uuid() makes 1 to 1000 characters.");
	nest_expect(n, TOTAL, "uuid(1000000000)", "error: uuid() makes 1 to 1000 characters.");
	nest_expect(n, TOTAL, "count(randomize(${name}))", "2");
	nest_expect(n, TOTAL, "string-length(join(' ', randomize(${name})))", "6");
	nest_expect(n, TOTAL, "join(' ', randomize(${name}, 5)) = join(' ', randomize(${name}, 5))", "true");
	nest_expect(n, TOTAL, "count(randomize(instance('places')/root/item[in = 'nl'], 3))", "2");
	nest_expect(n, TOTAL, "count(randomize(${note}))", "0");
	nest_refused(n, TOTAL, "randomize(1)", 1,
		     "randomize() wants questions or a repeat: ${name} or a path.");
}

static void keeps_the_first_value(void **state)
{
	struct nest *n = *state;

	nest_expect(n, TOTAL, "once(count(${child}))", "2");
	nest_put(n, FORM_NONE, TOTAL, "9");
	nest_expect(n, TOTAL, "once(count(${child}))", "9");
}

/* As CHT counts them: whole months, and a day that a month does not have is its last. */
static void counts_months(void **state)
{
	static const char *const pairs[][2] = {
		{"difference-in-months('2020-01-15', '2020-03-14')", "1"},
		{"difference-in-months('2020-01-15', '2020-03-15')", "2"},
		{"difference-in-months('2020-03-15', '2020-01-15')", "-2"},
		{"difference-in-months('2020-03-15', '2020-01-16')", "-1"},
		{"difference-in-months('2021-01-31', '2021-02-28')", "1"},
		{"difference-in-months('2021-02-28', '2021-03-27')", "0"},
		{"difference-in-months('2020-06-01T12:00', '2021-06-01T11:59')", "11"},
		{"difference-in-months(10, '50')", "1"},
		{"difference-in-months('', '2020-01-01')", ""},
		{"difference-in-months('soon', '2020-01-01')", ""},
		{"add-date('2020-01-31', 0, 1)", "2020-02-29"},
		{"add-date('2020-02-29', 1)", "2021-02-28"},
		{"add-date('2020-01-31', 1, 1, 1)", "2021-03-01"},
		{"add-date('2020-01-31', '', '', -31)", "2019-12-31"},
		{"add-date('2020-03-28', 0, 0, 1)", "2020-03-29"},
		{"add-date('2020-01-01', 0, 0, 0, 25, 30)", "2020-01-02T01:30:00.000+01:00"},
		{"add-date('2020-01-01T10:00:00.000+01:00', 0, 6)", "2020-07-01T10:00:00.000+02:00"},
		{"add-date('', 1)", ""},
		{"add-date('2020-01-01', 1000000)", ""},
		{"add-date('2020-01-01', 0, 0, 1000000000000)", ""},
		{"add-date('2020-01-01', 'x')", ""},
		{"format-date(add-date('2020-01-01', 0, 0, 0, 24), '%Y-%m-%d')", "2020-01-02"},
		{"add-date('2020-01-01', 1) > '2020-12-31'", "true"},
	};
	struct nest *n = *state;

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		nest_expect(n, TOTAL, pairs[i][0], pairs[i][1]);
}

/* A digest that can be read: its kind and the first bytes it was given. */
static void fake_digest(enum form_digest kind, const void *bytes, size_t len, unsigned char *out)
{
	memset(out, kind == FORM_SHA256 ? 0 : 0xff, kind == FORM_SHA256 ? 32 : 64);
	memcpy(out, bytes, len < 3 ? len : 3);
}

static const char *digest_line(struct nest *n, const char *expression, struct arena *arena, bool has)
{
	struct form_scope scope = nest_scope(n, TOTAL);
	struct form_env env = nest_env(n, TOTAL);
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form_value v;
	struct error e = ERROR_INIT;
	const struct form_expr *expr =
		form_expr_compile(arena, expression, &scope, true, 1, 1, &problems);

	assert_non_null(expr);
	env.digest = has ? fake_digest : NULL;
	form_problems_release(&problems);
	if (form_expr_evaluate(expr, &env, arena, &v, &e) != OK)
		return arena_text(arena, e.text);
	return form_value_text(&v, arena);
}

static void digests(void **state)
{
	struct nest *n = *state;
	struct arena arena = ARENA_INIT;

	assert_string_equal(digest_line(n, "digest('abc', 'SHA-256')", &arena, true),
			    "YWJjAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
	assert_string_equal(digest_line(n, "substr(digest('abc', 'SHA-512', 'hex'), 0, 10)", &arena, true),
			    "616263ffff");
	assert_string_equal(digest_line(n, "string-length(digest('', 'SHA-512', 'hex'))", &arena, true), "128");
	assert_string_equal(digest_line(n, "digest('a', concat('MD', 5))", &arena, true),
			    "digest() knows SHA-256 and SHA-512 here, not 'MD5'.");
	assert_string_equal(digest_line(n, "digest('a', 'SHA-256', 'x')", &arena, true),
			    "digest() writes base64 or hex.");
	assert_string_equal(digest_line(n, "digest('a', 'SHA-256')", &arena, false),
			    "digest() cannot be used here.");
	assert_string_equal(digest_line(n, "base64-decode('Q2hhcmxvdHRl')", &arena, true), "Charlotte");
	assert_string_equal(digest_line(n, "base64-decode('/w==')", &arena, true), "");
	assert_string_equal(digest_line(n, "base64-decode('!')", &arena, true), "");
	nest_refused(n, TOTAL, "digest('a', 'MD5')", 1, "digest() knows SHA-256 and SHA-512 here, not 'MD5'.");
	nest_refused(n, TOTAL, "extract-signed('a', 'b')", 1,
		     "trede checks no signatures: there is no extract-signed() here.");
	arena_release(&arena);
}

enum { MANY_ROWS = 100000 };

static void make_many(struct nest *n, char (*names)[16])
{
	struct form_choice *choices = arena_array(&n->arena, MANY_ROWS, sizeof *choices);
	struct form_names *index = arena_new(&n->arena, sizeof *index);
	static const char *const none[] = {"", ""};

	form_names_init(index, &n->arena, MANY_ROWS);
	for (int i = 0; i < MANY_ROWS; i++) {
		snprintf(names[i], sizeof names[i], "n%d", i);
		choices[i] = (struct form_choice){.name = names[i], .columns = none};
	}
	n->places.choices = choices;
	n->places.count = MANY_ROWS;
	n->places.names = index;
	n->places.indexes = form_indexes_new(&n->arena, 2);
}

/* 100,000 rows: looked up by their index, or gone through once; not times each other. */
static void bears_long_lists(void **state)
{
	struct nest *n = *state;
	char (*names)[16] = mem_array(MANY_ROWS, sizeof *names);
	struct str text = STR_INIT;

	make_many(n, names);
	nest_expect(n, TOTAL, "instance('places')/root/item[name = 'n99999']/name", "n99999");
	for (int i = 0; i < 200; i++)
		str_add(&text, "pulldata('places', 'name', 'name', 'n77') = 'n77' and ");
	str_add(&text, "true()");
	nest_expect(n, TOTAL, text.bytes, "true");
	nest_expect(n, TOTAL, "count(instance('places')/root/item[contains(name, '9999')])", "19");
	nest_expect(n, TOTAL,
		    "count(instance('places')/root/item[count(instance('places')/root/item[contains(name, 'x')]) "
		    "= string-length(name)])",
		    "error: This expression takes too long.");
	nest_expect(n, TOTAL, "instance('places')/root/item = instance('places')/root/item[position() > 1]",
		    "true");
	nest_expect(n, TOTAL, "instance('places')/root/item = instance('places')/root/item/in", "error: This expression takes too long.");
	str_release(&text);
	free(names);
}

int expr_nodes_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(adds_and_counts_nodes, set_up, put_back),
		cmocka_unit_test_setup_teardown(indexes_repeats, set_up, put_back),
		cmocka_unit_test_setup_teardown(pulls_data, set_up, put_back),
		cmocka_unit_test_setup_teardown(names_choices, set_up, put_back),
		cmocka_unit_test_setup_teardown(draws, set_up, put_back),
		cmocka_unit_test_setup_teardown(keeps_the_first_value, set_up, put_back),
		cmocka_unit_test_setup_teardown(counts_months, set_up, put_back),
		cmocka_unit_test_setup_teardown(digests, set_up, put_back),
		cmocka_unit_test_setup_teardown(bears_long_lists, set_up, put_back),
	};

	return cmocka_run_group_tests_name("expr nodes", tests, NULL, NULL);
}
