/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile.h"

/*
 * Expressions made to hurt, by tables: each ends within 50 ms of the processor, with a
 * value or a refusal, and takes no more than 32 MiB.
 */
enum { EXPRESSION_MS = 50, EXPRESSION_KIB = 32 << 10 };

struct made {
	struct str text;
	int count;
};

static uint64_t next_random(void *data)
{
	uint64_t *seed = data;

	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed;
}

static void evaluate(void *data, struct cost *cost)
{
	const struct str *expression = data;
	int64_t noon = 1795348800000;
	uint64_t seed = 1;
	struct clock clock = clock_fixed(&noon);
	const struct form_host host = {
		.clock = &clock, .random = next_random, .data = &seed, .language = "nl"};
	struct str out = STR_INIT;

	form_eval_line(expression->bytes, &host, &out);
	cost->errors = text_begins(out.bytes, "error: ");
	str_release(&out);
}

/* Takes what stands in text, and empties it. */
static void bear(struct made *m)
{
	struct cost cost = measure(evaluate, &m->text);

	expect_cost(m->text.bytes, &cost, EXPRESSION_MS, EXPRESSION_KIB);
	m->count++;
	str_reset(&m->text);
}

/* before, then more n times, then after n times if it closes something, then end. */
struct pattern {
	const char *before, *more, *after, *end;
};

static int bear_patterns(const struct pattern *patterns, size_t count, const int *sizes,
			 size_t size_count)
{
	struct made m = {STR_INIT, 0};

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < size_count; k++) {
			str_add(&m.text, patterns[i].before);
			repeat(&m.text, patterns[i].more, sizes[k]);
			repeat(&m.text, patterns[i].after,
			       *patterns[i].after ? sizes[k] : 0);
			str_add(&m.text, patterns[i].end);
			bear(&m);
		}
	}
	str_release(&m.text);
	return m.count;
}

#define COUNT(array)	   (sizeof(array) / sizeof *(array))
#define BEAR(table, sizes) bear_patterns(table, COUNT(table), sizes, COUNT(sizes))

/* What makes a backtracking search try everything: 16 patterns in 5 texts. */
static void bears_patterns(void **state)
{
	static const char *const patterns[] = {
		"(a+)+$",
		"(a|a)*$",
		"(a|aa)+$",
		"(a*)*b",
		"([a-z]+)*x",
		"(.*)*.*=.*",
		"(a{1,9}){1,9}$",
		"((a{1,5}){1,5}){1,5}$",
		"(x+x+)+y",
		"(\\\\w+\\\\s?)*$",
		"^(([a-z])+.)+[A-Z]([a-z])+$",
		"a{1000}{1000}",
		"(a?){500}a{500}",
		"^(a|b|ab)*c$",
		"(.*)(.*)(.*)(.*)(.*)(.*)x",
		"[^a]*[^b]*[^c]*$",
	};
	static const int lengths[] = {10, 28, 500, 8000, 60000};
	struct made m = {STR_INIT, 0};

	(void)state;
	for (size_t i = 0; i < COUNT(patterns); i++) {
		for (size_t k = 0; k < COUNT(lengths); k++) {
			str_add(&m.text, "regex('");
			repeat(&m.text, "a", lengths[k]);
			str_addf(&m.text, "!', '%s')", patterns[i]);
			bear(&m);
		}
	}
	str_release(&m.text);
	assert_int_equal(m.count, 80);
}

static void bears_chains(void **state)
{
	static const struct pattern chains[] = {
		{"1", " + 1", "", ""},
		{"1", " and 1", "", ""},
		{"0", " or 0", "", ""},
		{"1", " = 1", "", ""},
		{"1", " div 3", "", ""},
		{"'a'", " < 'a'", "", ""},
		{"", "- ", "", "1"},
		{"concat('a'", ", 'a'", "", ")"},
		{"coalesce('', coalesce(''", ", ''", "", "))"},
		{"max(1", ", 1", "", ")"},
		{"join(' ', 'a'", ", 'a'", "", ")"},
		{"checklist(1, 2", ", 1", "", ")"},
		{"weighted-checklist(1, 2", ", 1, 1", "", ")"},
	};
	static const int sizes[] = {1000, 10000};

	(void)state;
	assert_int_equal(BEAR(chains, sizes), 26);
}

static void bears_depth(void **state)
{
	static const struct pattern nests[] = {
		{"", "(", ")", ""},
		{"", "(", "", "1"},
		{"", "not(", ")", ""},
		{"", "-(", "", "1"},
		{"", "if(1, ", ", 2)", ""},
		{"", "if(", ", 1, 2)", ""},
		{"", "concat('a', ", ")", ""},
		{"1", "[", "]", ""},
		{"", "../", "", "x"},
		{"", "/a", "", ""},
		{"'a'", " = ('a'", ")", ""},
		{"instance('a')/root/item", "[name = ", "1]", "/x"},
		{"", "{", "}", ""},
		{"", "${", "", ""},
	};
	static const int sizes[] = {20, 63, 65, 10000};

	(void)state;
	assert_int_equal(BEAR(nests, sizes), 56);
}

/* Long texts, and functions that could look at each place of one for each place of
 * another. */
static void bears_long_texts(void **state)
{
	static const struct {
		const char *before, *middle, *after;
	} calls[] = {
		{"contains('", "', '", "b')"},
		{"substring-before('", "', '", "b')"},
		{"substring-after('", "', '", "b')"},
		{"translate('", "', '", "', 'b')"},
		{"starts-with('", "', '", "')"},
		{"ends-with('", "', '", "')"},
		{"selected('", " a', 'b", "')"},
		{"string-length(concat('", "', '", "'))"},
		{"substr('", "', -100000000000, 100000000000) = '", "'"},
		{"number('", "') + number('", "')"},
		{"date('", "') = date('", "')"},
		{"normalize-space('", "') = normalize-space('", "')"},
		{"count-selected('", "') = count-selected('", "')"},
	};
	static const char *const fillings[] = {"a", " ", "a ", "9", "\xc3\xa9"};
	struct made m = {STR_INIT, 0};

	(void)state;
	for (size_t i = 0; i < COUNT(calls); i++) {
		for (size_t k = 0; k < COUNT(fillings); k++) {
			int times = 30000 / (int)strlen(fillings[k]);

			str_add(&m.text, calls[i].before);
			repeat(&m.text, fillings[k], times);
			str_add(&m.text, calls[i].middle);
			repeat(&m.text, fillings[k], times - 10);
			str_add(&m.text, calls[i].after);
			bear(&m);
		}
	}
	str_release(&m.text);
	assert_int_equal(m.count, 65);
}

/* Each level takes the one below it twice: 2^n bytes, if nobody counts. */
static void bears_growth(void **state)
{
	struct made m = {STR_INIT, 0};

	(void)state;
	for (int width = 2; width <= 4096; width *= 8) {
		for (int depth = 1; depth < 12; depth += 5) {
			for (int i = 0; i < depth; i++)
				str_add(&m.text, "concat(");
			str_add(&m.text, "'");
			repeat(&m.text, "a", width);
			str_add(&m.text, "'");
			for (int i = 0; i < depth; i++)
				str_add(&m.text, ", 'aaaaaaaaaaaaaaaa')");
			bear(&m);
		}
	}
	str_add(&m.text, "string-length(format-date('2026-01-01', '");
	repeat(&m.text, "%Y", 30000);
	str_add(&m.text, "'))");
	bear(&m);
	str_release(&m.text);
	assert_int_equal(m.count, 13);
}

static void bears_numbers(void **state)
{
	static const char *const expressions[] = {
		"pow(10, 308) * 10",
		"pow(0, -1)",
		"pow(-1, 0.5)",
		"round(1.5, 400)",
		"round(1.5, -400)",
		"round(1 div 0, 2)",
		"int(-1 div 0)",
		"5 mod 0",
		"-5 mod (1 div 0)",
		"substr('abc', 1 div 0)",
		"substring('abc', -1 div 0, 1 div 0)",
		"substring('abc', 0 div 0)",
		"selected-at('a b', 1 div 0)",
		"selected-at('a b', -100000000000000000000)",
		"date(1 div 0)",
		"date(100000000000000)",
		"date(-100000000000000)",
		"date-time(1000000000000000000)",
		"decimal-date-time('99999999999-01-01')",
		"format-date('9999999-12-31', '%Y')",
		"format-date(1000000000000000000000, '%a %b')",
		"decimal-time('99:99')",
		"today() + pow(10, 300)",
		"string(pow(10, 300))",
		"string(pow(10, -300))",
		"number('1000000000000000000000000000000000000000000000000000000000000')",
		"exp(100000)",
		"log(0)",
		"sqrt(-1)",
		"atan2(0, 0)",
		"exp10(1000)",
		"random() + random()",
		"checklist(-1, 1 div 0, 1)",
		"int('0x7fffffffffffffff')",
		"uuid(1000000000)",
		"randomize('a b')",
		"position('a')",
		"count(1)",
		"digest('a', 'MD5')",
		"digest('a', 'SHA-256', 'nothing')",
	};
	struct made m = {STR_INIT, 0};

	(void)state;
	for (size_t i = 0; i < COUNT(expressions); i++) {
		str_add(&m.text, expressions[i]);
		bear(&m);
	}
	str_release(&m.text);
}

static void bears_rubbish(void **state)
{
	static const struct pattern rubbish[] = {
		{"", "'", "", ""},	{"", "\"", "", ""}, {"", "a", "", ""},
		{"", "1", "", ""},	{"", ".", "", ""},  {"", ",", "", ""},
		{"", "a(", "", ""},	{"", "*", "", ""},  {"", "div ", "", ""},
		{"", "::", "", ""},	{"", "@", "", ""},  {"", "\xe2\x80\x99", "", ""},
		{"", "true()", "", ""}, {"", "//", "", ""}, {"", "|", "", ""},
	};
	static const int sizes[] = {3, 10000};

	(void)state;
	assert_int_equal(BEAR(rubbish, sizes), 30);
}

/* Forms whose expressions are dear to evaluate: each part of the filling is looked at by
 * itself. */
struct story {
	const char *name;
	void (*write)(struct str *yaml);
	const char *path, *value; /* answered when it was begun; NULL: nothing is */
};

static void many_instances(struct str *yaml)
{
	str_add(yaml,
		"- {type: repeat, name: c, label: C, repeat_count: 1000, questions: [");
	for (int i = 0; i < 90; i++)
		str_addf(yaml, "{type: integer, name: n%d, label: N, default: %d}, ", i,
			 i);
	str_add(yaml, "]}\n- {type: integer, name: x, label: X}\n");
}

static void sums_of_many(struct str *yaml)
{
	many_instances(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: '${x}");
	for (int i = 0; i < 90; i++)
		str_addf(yaml, " + sum(${n%d})", i);
	str_add(yaml, "'}\n- {type: note, name: t, label: '${s}'}\n");
}

static void pairs_of_many(struct str *yaml)
{
	many_instances(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: 'if(${x} > 0, "
		      "count(${c}[count(${c}[n1 > current()/../x]) > n2]), 0)'}\n"
		      "- {type: calculate, name: e, calculation: 'if(${x} > 0 and ${n1} "
		      "= ${n2}, 1, 0)'}\n"
		      "- {type: note, name: t, label: '${s} ${e}'}\n");
}

static void joins_of_many(struct str *yaml)
{
	many_instances(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: 'concat(${x}");
	for (int i = 0; i < 90; i++)
		str_addf(yaml, ", join(${x}, ${n%d})", i);
	str_add(yaml, ")'}\n- {type: note, name: t, label: '${s}'}\n");
}

static void shuffles_of_many(struct str *yaml)
{
	many_instances(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: 'join(${x}, "
		      "randomize(${n1}, ${x}))'}\n"
		      "- {type: note, name: t, label: '${s}'}\n");
}

static void countless_instances(struct str *yaml)
{
	str_add(yaml,
		"- {type: integer, name: x, label: X}\n"
		"- {type: repeat, name: c, label: C, repeat_count: '${x}', questions: ["
		"{type: text, name: a, label: A}]}\n");
}

static void nested_instances(struct str *yaml)
{
	str_add(yaml,
		"- {type: integer, name: x, label: X}\n"
		"- {type: repeat, name: c, label: C, repeat_count: '${x}', questions: ["
		"{type: repeat, name: d, label: D, repeat_count: '${x}', questions: ["
		"{type: repeat, name: e, label: E, repeat_count: '${x}', questions: ["
		"{type: text, name: a, label: A}]}]}]}\n");
}

static void long_list(struct str *yaml)
{
	str_add(yaml, "- {type: text, name: x, label: X}\n");
}

static void conditions_on_a_list(struct str *yaml)
{
	long_list(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: 'if(${x} != \"\", "
		      "count(instance(\"l\")/root/item[count(instance(\"l\")/root/"
		      "item[contains(label, "
		      "${x})]) > 3]), 0)'}\n- {type: note, name: t, label: '${s}'}\n");
}

static void filter_of_a_list(struct str *yaml)
{
	long_list(yaml);
	str_add(yaml, "- {type: select_one l, name: s, label: S, choice_filter: "
		      "'regex(concat(${x}, name), \"^(a+)+(b|c)*$\")'}\n");
}

static void draws_of_a_list(struct str *yaml)
{
	long_list(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: '0");
	repeat(yaml,
	       " + string-length(join(${x}, randomize(instance(\"l\")/root/item/label, "
	       "42)))",
	       50);
	str_add(yaml, "'}\n- {type: note, name: t, label: '${s}'}\n");
}

static void lookups(struct str *yaml)
{
	long_list(yaml);
	str_add(yaml, "- {type: calculate, name: s, calculation: 'concat(${x}");
	repeat(yaml, ", pulldata(\"l\", \"label\", \"name\", concat(\"c1\", ${x}))", 900);
	str_add(yaml, ")'}\n- {type: calculate, name: u, calculation: 'concat(${x}");
	repeat(yaml, ", instance(\"l\")/root/item[starts-with(label, ${x})]/name", 900);
	str_add(yaml, ")'}\n- {type: note, name: t, label: '${s} ${u}'}\n");
}

static void codes(struct str *yaml)
{
	str_add(yaml, "- {type: text, name: x, label: X}\n"
		      "- {type: calculate, name: s, calculation: 'concat(${x}");
	repeat(yaml, ", base64-decode(${x}), regex(${x}, concat(${x}, \"+\"))", 900);
	str_add(yaml, ")'}\n- {type: note, name: t, label: '${s}'}\n");
}

static void long_text(struct str *yaml)
{
	str_add(yaml, "- {type: text, name: x, label: X}\n"
		      "- {type: calculate, name: s, calculation: '0");
	repeat(yaml, " + string-length(${x})", 2000);
	str_add(yaml, "'}\n- {type: calculate, name: u, calculation: '0");
	repeat(yaml, " + contains(${x}, ${x})", 2000);
	str_add(yaml, "'}\n- {type: note, name: t, label: '${s} ${u}'}\n");
}

static void doubling(struct str *yaml)
{
	str_add(yaml,
		"- {type: text, name: x, label: X}\n"
		"- {type: calculate, name: d0, calculation: 'concat(${x}, ${x})'}\n");
	for (int i = 1; i < 40; i++)
		str_addf(yaml,
			 "- {type: calculate, name: d%d, calculation: 'concat(${d%d}, "
			 "${d%d})'}\n",
			 i, i - 1, i - 1);
	str_add(yaml, "- {type: note, name: t, label: '${d39}'}\n");
}

static void write_story(const struct story *story, struct str *yaml)
{
	str_add(yaml, "survey:\n");
	story->write(yaml);
	str_add(yaml, "settings: {form_id: f}\n");
	if (!strstr(yaml->bytes, "\"l\"") && !strstr(yaml->bytes, "select_one l"))
		return;
	str_add(yaml, "choices:\n  l:\n");
	for (int i = 0; i < 18000; i++)
		str_addf(yaml, "    c%d: the label %d\n", i, i);
}

static void tell(void *data, struct cost *cost)
{
	const struct story *story = data;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct error e = ERROR_INIT;
	struct str yaml = STR_INIT, value = STR_INIT;
	int64_t noon = 1795348800000;
	uint64_t seed = 1;
	struct clock clock = clock_fixed(&noon);
	const struct form_host host = {
		.clock = &clock, .random = next_random, .data = &seed, .language = "nl"};
	struct form_filling *filling;
	struct form *form;
	int chosen, count;

	write_story(story, &yaml);
	form = form_read(yaml.bytes, yaml.len, NULL, &problems);
	if (!form) {
		form_problems_write(&value, &problems, "f");
		print_error("%.300s", value.bytes);
		exit(1);
	}
	filling = form_filling_new(form, &host);
	cost->ms = processor_ms();
	form_filling_begin(filling);
	cost->ms = processor_ms() - cost->ms;
	cost->line = (unsigned)cost->ms;
	if (!story->path)
		return;
	if (!strcmp(story->value, "long"))
		repeat(&value, "a", 60000);
	else
		str_add(&value, story->value);
	cost->ms = processor_ms();
	(void)form_filling_answer(filling, form_filling_spot(filling, story->path),
				  value.bytes, &e);
	chosen = form_filling_spot(filling, "s");
	if (chosen != FORM_NONE && form->rows[chosen].list)
		(void)form_filling_choices(filling, chosen, &count);
	cost->ms = processor_ms() - cost->ms;
}

static void bears_stories(void **state)
{
	static struct story stories[] = {
		{"sums of many", sums_of_many, "x", "1"},
		{"pairs of many", pairs_of_many, "x", "1"},
		{"joins of many", joins_of_many, "x", "1"},
		{"shuffles of many", shuffles_of_many, "x", "1"},
		{"one of many", many_instances, "c#1/n1", "1"},
		{"10^9 instances", countless_instances, "x", "1000000000"},
		{"1000 in 1000 in 1000", nested_instances, "x", "1000"},
		{"conditions on a list", conditions_on_a_list, "x", "9"},
		{"filter of a list", filter_of_a_list, "x",
		 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
		{"filter of a list, long", filter_of_a_list, "x", "long"},
		{"draws of a list", draws_of_a_list, "x", "1"},
		{"lookups", lookups, "x", "23"},
		{"codes", codes, "x", "long"},
		{"a long text", long_text, "x", "long"},
		{"doubling", doubling, "x", "long"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(stories); i++) {
		struct cost cost = measure(tell, &stories[i]);
		expect_cost(stories[i].name, &cost, EXPRESSION_MS, EXPRESSION_KIB);
		cost.ms = cost.line;
		expect_cost("the begin of it", &cost, EXPRESSION_MS, EXPRESSION_KIB);
	}
}

int expr_hostile_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bears_patterns), cmocka_unit_test(bears_chains),
		cmocka_unit_test(bears_depth),	  cmocka_unit_test(bears_long_texts),
		cmocka_unit_test(bears_growth),	  cmocka_unit_test(bears_numbers),
		cmocka_unit_test(bears_rubbish),  cmocka_unit_test(bears_stories),
	};

	return cmocka_run_group_tests_name("expressions, hostile", tests, NULL, NULL);
}
