/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/eval.h"
#include "nest.h"

static int64_t noon = 1795345200000; /* 2026-11-22T10:20:00Z, a Sunday */

static void set_zone(const char *zone)
{
	(void)setenv("TZ", zone, 1);
	tzset();
}

static int set_up(void **state)
{
	(void)state;
	noon = 1795342800000;
	set_zone("Europe/Amsterdam");
	return 0;
}

static int put_back(void **state)
{
	(void)state;
	(void)unsetenv("TZ");
	tzset();
	return 0;
}

static void expect(const char *expression, const char *wanted)
{
	struct clock clock = clock_fixed(&noon);
	const struct form_host host = {.clock = &clock, .language = "en"};
	struct str line = STR_INIT;

	form_eval_line(expression, &host, &line);
	if (strcmp(line.bytes, wanted) != 0)
		fail_msg("%.60s is %.200s, not %.200s", expression, line.bytes, wanted);
	str_release(&line);
}

struct pair {
	const char *expression, *wanted;
};

static void expect_all(const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect(pairs[i].expression, pairs[i].wanted);
}

#define EXPECT_ALL(pairs) expect_all(pairs, sizeof(pairs) / sizeof *(pairs))

static void reads_and_writes_numbers(void **state)
{
	static const struct pair pairs[] = {
		{"5", "5"}, {"007", "7"}, {"2.50", "2.5"}, {".25", "0.25"}, {"3.", "3"},
		{"-0", "0"}, {"- 4", "-4"}, {"--4", "4"}, {"1 div 3", "0.3333333333333333"},
		{"0.1 + 0.2", "0.30000000000000004"}, {"0.000001", "0.000001"},
		{"1 div 1000000000", "0.000000001"}, {"123456789012345678901", "123456789012345680000"},
		{"1 div 0", "Infinity"}, {"-1 div 0", "-Infinity"}, {"0 div 0", "NaN"},
		{"number('')", "NaN"}, {"number(' ')", "NaN"}, {"number('2,5')", "2.5"},
		{"number('1e3')", "NaN"}, {"number('+3')", "NaN"}, {"number('1,2,3')", "NaN"},
		{"number('Infinity')", "NaN"}, {"number(' 12 ')", "12"}, {"number(false())", "0"},
		{"number('-.5')", "-0.5"}, {"number('-')", "NaN"}, {"number('1.2.3')", "NaN"},
		{"999999999999999", "999999999999999"},
		{"number('12345678901234567')", "12345678901234568"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void computes_by_strength(void **state)
{
	static const struct pair pairs[] = {
		{"2 + 3 * 4", "14"}, {"(2 + 3) * 4", "20"}, {"20 div 4 div 5", "1"},
		{"10 - 4 - 3", "3"}, {"-3 mod 2", "-1"}, {"7 mod 2.5", "2"},
		{"1 < 2 = true()", "true"}, {"1 or 0 and 0", "true"}, {"3 > 2 > 1", "false"},
		{"2 * 3 = 6 and 1 + 1 = 2", "true"}, {"1 = 1 or 1 div 0 = 0", "true"},
		{"5 mod-3", "2"}, {"4div 2", "2"}, {"'3' + '4'", "7"}, {"'a' + 1", "NaN"},
		{"2 - -2", "4"}, {"1 - 1 + 1", "1"}, {"not(1 = 2) and not(false())", "true"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void compares_by_type(void **state)
{
	static const struct pair pairs[] = {
		{"'' = ''", "true"}, {"'' != 5", "true"}, {"'' < 5", "false"}, {"'' >= 0", "false"},
		{"'5' = 5", "true"}, {"'5' = '5.0'", "false"}, {"'ja' = true()", "true"},
		{"'' = false()", "true"}, {"0.1 + 0.2 = 0.3", "true"}, {"1 = 1.0000001", "false"},
		{"'a' < 'b'", "false"}, {"'10' > '9'", "true"}, {"boolean('false')", "true"},
		{"boolean('')", "false"}, {"boolean(0 div 0)", "false"},
		{"boolean-from-string('true')", "true"}, {"boolean-from-string(1.0001)", "false"},
		{"1 div 0 = 2 div 0", "true"}, {"'2026-01-01' < today()", "true"},
		{"today() = '2026-11-22'", "true"}, {"today() != ''", "true"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void is_lazy(void **state)
{
	static const struct pair pairs[] = {
		{"if(1, 'a', nonsense())", "a"}, {"if('', nonsense(), 'b')", "b"},
		{"coalesce('', 'x')", "x"}, {"coalesce('y', nonsense())", "y"},
		{"coalesce('', '')", ""}, {"coalesce(0 div 0, 'z')", "z"}, {"once(3 + 4)", "7"},
		{"true() or date('1983-09-31')", "true"}, {"false() and nonsense()", "false"},
		{"true() and nonsense()", "error: There is no function 'nonsense'."},
		{"if(date('1983-09-31'), 1, 2)", "error: This date does not exist."},
		{"if(true(), 5, 'x') + 1", "6"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void knows_lists(void **state)
{
	static const struct pair pairs[] = {
		{"selected('a b c', 'b')", "true"}, {"selected('ab bc', 'b')", "false"},
		{"selected('', '')", "true"}, {"selected('a b', '')", "false"},
		{"selected('a  b', ' b ')", "true"}, {"selected-at('a b c', 0)", "a"},
		{"selected-at('a b c', 3)", ""}, {"selected-at('a b c', -1)", ""},
		{"selected-at('a b c', 'x')", ""}, {"count-selected('')", "0"},
		{"count-selected(' a  b ')", "2"}, {"checklist(1, 2, 1 = 1, 0)", "true"},
		{"checklist(2, -1, 1 = 1, 0)", "false"},
		{"weighted-checklist(5, -1, 1, 3, 1, 2)", "true"},
		{"weighted-checklist(5, -1, 1, 3, 0, 2)", "false"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void handles_text(void **state)
{
	static const struct pair pairs[] = {
		{"concat()", ""}, {"concat('a', 1, true())", "a1true"}, {"join('-', 1, 2, 3)", "1-2-3"},
		{"join('-')", ""}, {"contains('trede', 'red')", "true"}, {"starts-with('ab', 'b')", "false"},
		{"ends-with('abc', 'bc')", "true"}, {"ends-with('c', 'bc')", "false"},
		{"substring-before('2026-11', '-')", "2026"}, {"substring-after('2026-11', '-')", "11"},
		{"substring('héllo', 2, 2)", "él"}, {"substring('hello', 0)", "hello"},
		{"substring('hello', 1.5, 2.6)", "ell"}, {"substring('hello', 4, 10)", "lo"},
		{"substr('héllo', 1, 3)", "él"}, {"substr('hello', -3, -1)", "ll"},
		{"substr('hello', 3, 1)", ""}, {"substr('hello', 9)", ""}, {"string-length('é€')", "2"},
		{"normalize-space('  a   b ')", "a b"}, {"translate('bar', 'abc', 'AB')", "BAr"},
		{"translate('été', 'é', 'e')", "ete"}, {"translate('aaa', 'aa', 'xy')", "xxx"},
		{"string(1.50)", "1.5"}, {"\"it's\"", "it's"}, {"'zegt \"ja\"'", "zegt \"ja\""},
		{"\u2018ja\u2019 = 'ja'", "true"}, {"\u201cja\u201d = 'ja'", "true"},
		{"'foto\u2019s'", "foto\u2019s"}, {"'yes\u2019", "yes"},
		{"regex('2512AB', '^[0-9]{4}[A-Z]{2}$')", "true"}, {"regex('a1', concat('\\\\', 'd'))", "true"},
		{"'a\\\\b'", "a\\\\b"}, {"'a\\nb'", "a\\nb"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void handles_numbers(void **state)
{
	static const struct pair pairs[] = {
		{"int(2.9)", "2"}, {"int(-2.9)", "-2"}, {"int('x')", "NaN"}, {"round(2.5)", "3"},
		{"round(-2.5)", "-2"}, {"round(2.345, 2)", "2.35"}, {"round(12345, -2)", "12300"},
		{"round('x')", "NaN"}, {"round(1 div 0)", "Infinity"}, {"round(1, 400)", "1"},
		{"floor(-1.5)", "-2"}, {"ceiling(1.2)", "2"}, {"abs(-3)", "3"}, {"pow(2, 10)", "1024"},
		{"min(3, '', 2)", "2"}, {"max(-4, -2)", "-2"}, {"max('')", "NaN"},
		{"max(1, 'x', 2)", "NaN"}, {"sqrt(16)", "4"}, {"exp10(2)", "100"}, {"pi() > 3.14", "true"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void handles_dates(void **state)
{
	static const struct pair pairs[] = {
		{"today()", "2026-11-22"}, {"now()", "2026-11-22T11:20:00.000+01:00"},
		{"today() - '2026-11-15'", "7"}, {"date(today() + 7)", "2026-11-29"},
		{"date(today() + 180)", "2027-05-21"}, {"date('2026-07-01') - date('2026-01-01')", "181"},
		{"date('2026-03-30') - date('2026-03-28')", "2"}, {"date(20000)", "2024-10-04"},
		{"date(now()) = today()", "true"}, {"date('')", ""}, {"date('gisteren')", ""},
		{"date('2024-2-9')", "2024-02-09"}, {"date(true())", ""}, {"date(1 div 0)", ""},
		{"date('2023-02-29')", "error: This date does not exist."},
		{"int((today() - date('1981-05-12')) div 365.25)", "45"},
		{"date-time('2026-07-01')", "2026-07-01T00:00:00.000+02:00"},
		{"date-time('2026-07-01T10:00Z')", "2026-07-01T12:00:00.000+02:00"},
		{"decimal-date-time('1970-01-02T00:00:00Z')", "1"}, {"decimal-date-time('x')", "error: This is no date."}, {"decimal-date-time('')", ""},
		{"decimal-time('06:00')", "0.25"}, {"decimal-time('12:00:00.000+01:00')", "0.5"},
		{"decimal-time('2026-07-01T18:00:00+02:00')", "0.75"}, {"decimal-time('25:00')", "NaN"},
		{"format-date('2026-03-05', '%d-%m-%Y %e/%n/%y %b %a %%')", "05-03-2026 5/3/26 Mar Thu %"},
		{"format-date-time('2026-03-05T09:07:03.045+01:00', '%H:%M:%S.%3 %h')", "09:07:03.045 9"},
		{"format-date('', '%Y')", ""}, {"format-date('x', '%Y')", ""},
		{"format-date(today(), '%')", "%"}, {"format-date(today(), '%q')", "%q"},
		{"number('2026-13-01')", "NaN"}, {"'2026-01-01' + 1 > 20000", "true"},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

static void holds_in_other_zones(void **state)
{
	(void)state;
	set_zone("America/Phoenix");
	expect("today()", "2026-11-22");
	expect("date(today() + 1)", "2026-11-23");
	expect("date(20000)", "2024-10-04");
	set_zone("UTC");
	expect("number(date('1970-01-02'))", "1");
	expect("now()", "2026-11-22T10:20:00.000+00:00");
	set_zone("Europe/Amsterdam");
}

static void says_what_is_wrong(void **state)
{
	static const struct pair pairs[] = {
		{"", "error: Something is missing at the end of this expression."},
		{"1 +", "error: Something is missing at the end of this expression."},
		{"(1", "error: A ) is missing here."},
		{"1)", "error: There is a ) too many here."},
		{"'a", "error: The text that starts here has no closing quote."},
		{"1 2", "error: An operator is missing before this: and, or, =, + ..."},
		{"1 == 1", "error: Write one =, not two."},
		{"../a", "error: There is no form here that a path could lead through."},
		{"a/b[1]/c", "error: There is no form here that a path could lead through."},
		{"if(1, 2, ../a)", "2"},
		{"1, 2", "error: A comma stands between the values of a function only; a number has a "
			 "point: 2.5."},
		{"${a}", "error: There are no questions here that ${} could name."},
		{"${a", "error: The ${ that starts here has no }."},
		{"naam", "error: The name 'naam' means nothing here."},
		{".", "error: There is no question here that . could be."},
		{"conact('a')", "error: There is no function 'conact'; did you mean 'concat'?"},
		{"not()", "error: Wrong number of values for not(): it wants 1, and has 0."},
		{"not(1, 2)", "error: Wrong number of values for not(): it wants 1, and has 2."},
		{"regex('a', '(')", "error: This pattern has a ( without its )."},
		{"* 2", "error: There is nothing to multiply before this *."},
		{"a[1]", "error: There is no form here that a path could lead through."},
		{"count(1)", "error: count() wants questions or a repeat: ${name} or a path."},
		{"geofence(1, 2)", "error: trede works no maps out: there is no geofence() here."},
		{"z-score('a', 1)", "error: z-score() belongs to CHT: it is not here."},
		{"lang('nl')", "error: lang() asks how a form is written: it is not here."},
	};

	(void)state;
	EXPECT_ALL(pairs);
}

/* Three rows, as a form's reader would offer them. */
struct values {
	const char *value[3];
};

static int find_row(void *data, const char *name)
{
	static const char *const names[] = {"age", "AgeMonths", "born"};

	(void)data;
	for (int i = 0; i < 3; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return FORM_NONE;
}

static const char *suggest_row(void *data, const char *name)
{
	(void)data;
	return name[0] == 'b' ? "born" : NULL;
}

static const char *value_of(void *data, int row)
{
	struct values *v = data;

	return v->value[row];
}

static struct form_row rows[] = {
	{.type = FORM_INTEGER, .index = 0, .parent = FORM_NONE, .repeat = FORM_NONE, .end = 1},
	{.type = FORM_CALCULATE, .index = 1, .parent = FORM_NONE, .repeat = FORM_NONE, .end = 2},
	{.type = FORM_DATE, .index = 2, .parent = FORM_NONE, .repeat = FORM_NONE, .end = 3},
};
static const struct form three = {.rows = rows, .row_count = 3};
static const struct form_scope scope = {
	.find = find_row, .suggest = suggest_row, .form = &three, .row = FORM_NONE};

static void expect_with(struct values *v, const char *self, const char *expression,
			const char *wanted)
{
	struct clock clock = clock_fixed(&noon);
	const struct form_env env = {.form = &three, .spot = FORM_NONE, .value = value_of, .self = self,
				     .clock = &clock, .language = "nl", .data = v};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	struct form_value out;
	const struct form_expr *expr =
		form_expr_compile(&arena, expression, &scope, true, 1, 1, &problems);

	assert_non_null(expr);
	assert_int_equal(form_expr_evaluate(expr, &env, &arena, &out, NULL), OK);
	if (strcmp(form_value_text(&out, &arena), wanted) != 0)
		fail_msg("%s is %s, not %s", expression, form_value_text(&out, &arena), wanted);
	arena_release(&arena);
	form_problems_release(&problems);
}

static void reads_rows_by_their_type(void **state)
{
	struct values v = {{"007", "30", "1981-05-12"}}, empty = {{"", "", ""}};

	(void)state;
	expect_with(&v, NULL, "${AgeMonths}-(${age}*2)", "16");
	expect_with(&v, NULL, "${age} = 7 and ${age} = '7'", "true");
	expect_with(&v, NULL, "concat(${age}, '/', ${AgeMonths})", "7/30");
	expect_with(&v, NULL, "${born} < today() and ${born} > '1981-05-11'", "true");
	expect_with(&v, NULL, "format-date(${ born }, '%e %b')", "12 mei");
	expect_with(&v, "19", ". > 18 and . != ''", "true");
	expect_with(&v, "oud", "once('nieuw')", "oud");
	expect_with(&v, "", "once('nieuw')", "nieuw");
	expect_with(&empty, NULL, "${age} != 5", "true");
	expect_with(&empty, NULL, "${age} < 5 or ${age} >= 5 or ${age} = 0", "false");
	expect_with(&empty, NULL, "${age} = '' and ${born} = ''", "true");
	expect_with(&empty, NULL, "${age} + 1", "NaN");
	expect_with(&empty, NULL, "${born} < today()", "false");
	expect_with(&v, NULL, "${haar}", "");
}

static void expect_problem(const char *expression, unsigned column, const char *wanted)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;

	assert_null(form_expr_compile(&arena, expression, &scope, true, 7, 11, &problems));
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.items[0].line, 7);
	assert_int_equal(problems.items[0].severity, FORM_ERROR);
	assert_string_equal(problems.items[0].text, wanted);
	assert_int_equal(problems.items[0].column, column);
	arena_release(&arena);
	form_problems_release(&problems);
}

static void is_strict_in_forms(void **state)
{
	(void)state;
	expect_problem("${age} > 1 and ${bron} = 2", 26,
		       "There is no question 'bron'; did you mean 'born'?");
	expect_problem("${x}", 11, "There is no question 'x'.");
	expect_problem("'é' = area(1)", 17, "trede works no maps out: there is no area() here.");
	expect_problem("summ(${age})", 11, "There is no function 'summ'; did you mean 'sum'?");
	expect_problem("0 and explode()", 17, "There is no function 'explode'.");
	expect_problem("0 and not()", 17, "Wrong number of values for not(): it wants 1, and has 0.");
	expect_problem("regex(${age}, '[')", 11, "This pattern has a [ without its ].");
	expect_problem("jr:choice-name(${age}, ${born})", 11,
		       "jr:choice-name wants the name of a question in quotes as its second "
		       "part: '${name}'.");
	expect_problem("jr:choice-name(${age}, '${nee}')", 11, "There is no question 'nee'.");
}

static void tells_what_it_reads(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	static const char *const names[] = {"area", "city"};
	const struct form_list cities = {.name = "cities", .columns = names, .column_count = 2};
	struct form_scope filter = scope;
	const struct form_expr *expr;
	int count;
	const struct form_reading *reads;
	const char *const *columns;

	(void)state;
	filter.filtered = &cities;
	expr = form_expr_compile(&arena,
				 "${born} > ${age} or ${born} = city and current()/. = city and area",
				 &filter, true, 1, 1, &problems);
	assert_non_null(expr);
	reads = form_expr_reads(expr, &count);
	assert_int_equal(count, 2);
	assert_int_equal(reads[0].row, 0);
	assert_int_equal(reads[1].row, 2);
	columns = form_expr_columns(expr, &count);
	assert_int_equal(count, 2);
	assert_string_equal(columns[0], "area");
	assert_string_equal(columns[1], "city");
	assert_true(form_expr_reads_self(expr));
	arena_release(&arena);
	form_problems_release(&problems);
}

static void tells_plain_defaults_apart(void **state)
{
	(void)state;
	assert_true(form_expr_is_constant_text("ja"));
	assert_true(form_expr_is_constant_text("2026-01-01"));
	assert_true(form_expr_is_constant_text("a-b (c)"));
	assert_true(form_expr_is_constant_text("it's"));
	assert_true(form_expr_is_constant_text(""));
	assert_false(form_expr_is_constant_text("today()"));
	assert_false(form_expr_is_constant_text("${age}"));
	assert_false(form_expr_is_constant_text("1 + int(2)"));
}

static void repeat(struct str *out, const char *text, int count)
{
	for (int i = 0; i < count; i++)
		str_add(out, text);
}

/* Long is fine, deep is refused, and nothing takes more than its steps. */
static void bears_hostile_expressions(void **state)
{
	static const struct {
		const char *repeated, *end, *wanted;
		int count;
	} chain[] = {
		{"1+", "1", "10001", 10000},
		{"1 or ", "1", "true", 10000},
		{"1=", "1", "true", 10000},
		{"-", "1", "1", 10000},
		{"not(", "1", "error: This expression is nested too deep (at most 64).", 10000},
		{"(", "1", "error: This expression is nested too deep (at most 64).", 10000},
		{"if(1,", "1", "error: This expression is nested too deep (at most 64).", 10000},
		{"1+", "1", "error: This expression is too long (at most 64 KiB).", 40000},
		{"'", "", "error: An operator is missing before this: and, or, =, + ...", 9999},
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof chain / sizeof *chain; i++) {
		str_reset(&text);
		repeat(&text, chain[i].repeated, chain[i].count);
		str_add(&text, chain[i].end);
		expect(text.bytes, chain[i].wanted);
	}
	str_reset(&text);
	str_add(&text, "translate('");
	repeat(&text, "z", 30000);
	str_add(&text, "','");
	repeat(&text, "y", 30000);
	str_add(&text, "','')");
	expect(text.bytes, "error: This expression takes too long.");
	str_release(&text);
}

/* A value of 60 KB joined to itself again and again must end by its steps, not fill the memory. */
static void bears_growth(void **state)
{
	struct str text = STR_INIT, value = STR_INIT;
	struct values v;
	const struct form_env env = {.form = &three, .spot = FORM_NONE, .value = value_of, .data = &v};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	struct error e = ERROR_INIT;
	const struct form_expr *expr;
	struct form_value out;

	(void)state;
	repeat(&value, "x", 60000);
	v = (struct values){{value.bytes, value.bytes, ""}};
	str_add(&text, "concat(");
	repeat(&text, "${AgeMonths},", 4000);
	str_add(&text, "1)");
	expr = form_expr_compile(&arena, text.bytes, &scope, true, 1, 1, &problems);
	assert_non_null(expr);
	assert_int_equal(form_expr_evaluate(expr, &env, &arena, &out, &e), ERR_INVALID);
	assert_string_equal(e.text, "This expression takes too long.");
	assert_true(arena.used < 64 << 20);
	arena_release(&arena);
	form_problems_release(&problems);
	str_release(&text);
	str_release(&value);
}

int expr_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_writes_numbers),
		cmocka_unit_test(computes_by_strength),
		cmocka_unit_test(compares_by_type),
		cmocka_unit_test(is_lazy),
		cmocka_unit_test(knows_lists),
		cmocka_unit_test(handles_text),
		cmocka_unit_test(handles_numbers),
		cmocka_unit_test(handles_dates),
		cmocka_unit_test(holds_in_other_zones),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(reads_rows_by_their_type),
		cmocka_unit_test(is_strict_in_forms),
		cmocka_unit_test(tells_what_it_reads),
		cmocka_unit_test(tells_plain_defaults_apart),
		cmocka_unit_test(bears_hostile_expressions),
		cmocka_unit_test(bears_growth),
	};

	return cmocka_run_group_tests_name("expr", tests, set_up, put_back) + expr_paths_tests() +
	       expr_nodes_tests();
}
