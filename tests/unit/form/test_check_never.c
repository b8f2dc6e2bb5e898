/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

/*
 * What is called never asked is never asked: conditions made at random, and all answers
 * there are tried on each. And by hand, what is found and what is left in peace.
 */
static bool is_never(const char *yaml, struct form **form)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	bool found = false;

	*form = form_read(yaml, strlen(yaml), NULL, &problems);
	for (size_t i = 0; i < problems.count; i++)
		found |= strstr(problems.items[i].text, "never asked") ||
			 strstr(problems.items[i].text, "has no choice");
	if (!*form)
		fail_msg("%s\n%s", problems.items[0].text, yaml);
	form_problems_release(&problems);
	return found;
}

static void write_form(struct str *yaml, const char *outer, const char *inner)
{
	str_reset(yaml);
	str_addf(yaml,
		 "survey:\n"
		 "- {type: select_one l, name: a, label: A}\n"
		 "- {type: select_multiple m, name: b, label: B}\n"
		 "- {type: integer, name: n, label: N, constraint: . >= 0 and . <= 4}\n"
		 "- {type: text, name: t, label: T}\n"
		 "- {type: text, name: w, label: W, relevant: \"${a} = 'x'\"}\n"
		 "- {type: group, name: g, label: G, relevant: \"%s\", questions: ["
		 "{type: text, name: q, label: Q, relevant: \"%s\"}]}\n"
		 "choices: {l: {x: X, y: Y, z: Z}, m: {p: P, q: Q}}\n"
		 "settings: {form_id: f}\n",
		 outer, inner);
}

static bool finds(const char *condition)
{
	struct str yaml = STR_INIT;
	struct form *form;
	bool found;

	write_form(&yaml, "true()", condition);
	found = is_never(yaml.bytes, &form);
	form_free(form);
	str_release(&yaml);
	return found;
}

static void finds_what_never_is(void **state)
{
	static const char *const conditions[] = {
		"false()",
		"not(true())",
		"1 = 2",
		"'a' = 'b'",
		"0",
		"''",
		"false() or 3 < 2",
		"${a} = 'x' and ${a} = 'y'",
		"'x' = ${a} and ${a} = 'y'",
		"${a} = 'x' and not(${a} = 'x')",
		"${a} = 'x' and ${a} != 'x'",
		"selected(${a}, 'x') and ${a} = 'y'",
		"selected(${a}, 'x') and selected(${a}, 'y')",
		"${a} = '' and ${a} = 'x'",
		"${a} = '' and ${a} != ''",
		"${a} = 'nobody'",
		"selected(${b}, 'nobody')",
		"selected(${b}, 'p') and not(selected(${b}, 'p'))",
		"${b} = 'p' and selected(${b}, 'q')",
		"${n} > 4",
		"${n} < 0",
		"${n} = 5",
		"-1 > ${n}",
		"${n} > 2 and ${n} < 3",
		"${n} >= 3 and ${n} <= 2",
		"${n} = 2 and ${n} > 2",
		"${n} > 2 and ${n} = ''",
		"${t} > 5 and ${t} < 3",
		"${t} = 'a' and ${t} > 3",
		"${t} = 'a' and ${t} = 'b'",
		"${a} = 'x' and (${a} = 'y' or ${a} = 'z')",
		"(${n} > 3 or ${n} < 1) and ${n} = 2",
		"if(${a} = 'x', ${a} = 'y', false())",
		"${a} = 'y' and ${a} = 'z' and ${n} > 1",
		"not(${a} = 'x' or ${a} != 'x')",
		"boolean(${a}) and ${a} = ''",
		"${a} and ${a} = ''",
	};

	(void)state;
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		if (!finds(conditions[i]))
			fail_msg("not found: %s", conditions[i]);
	}
}

static void leaves_the_possible(void **state)
{
	static const char *const conditions[] = {
		"true()",
		"1",
		"'a'",
		"not(false())",
		"${a} = 'x' or ${a} = 'y'",
		"${a} != 'x'",
		"${a} = ''",
		"not(${a} = 'x')",
		"${a} != 'x' and ${a} != 'y'",
		"selected(${b}, 'p') and selected(${b}, 'q')",
		"${b} = 'p q'",
		"${n} = 4",
		"${n} > 3",
		"${n} > 2 and ${n} < 4",
		"not(${n} > 3) and not(${n} < 3)",
		"not(${n} > 3) and ${n} = ''",
		"${t} = '5' and ${t} > 3",
		"${t} = 5 and ${t} = '05'",
		"${n} = '3'",
		"${a} = ${t} and ${t} = 'x'",
		"if(${a} = 'x', ${n} > 3, ${a} = 'y')",
		"${w} != '' and ${a} = 'x'",
		"count-selected(${b}) > 1",
		"${a} = 'x' and today() > '2020-01-01'",
		"string-length(${t}) > 3 and ${t} != ''",
		"${n} + 1 > 5",
		"${n} > ${t} and ${t} > ${n} - 1",
		"${w} = '' or ${a} = 'y'",
		"coalesce(${a}, 'y') = 'y' and ${a} = ''",
	};

	(void)state;
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		if (finds(conditions[i]))
			fail_msg("called never: %s", conditions[i]);
	}
}

/* A repeat's members seen from outside are many: two of them may differ. */
static void leaves_many_in_peace(void **state)
{
	static const char yaml[] = "survey:\n"
				   "- {type: repeat, name: c, label: C, questions: ["
				   "{type: select_one l, name: a, label: A}, "
				   "{type: text, name: in, label: I, relevant: \"${a} = "
				   "'x' and ${b} = 'y'\"}]}\n"
				   "- {type: select_one l, name: b, label: B}\n"
				   "- {type: text, name: q, label: Q, relevant: \"${a} = "
				   "'x' and ${a} = 'y'\"}\n"
				   "choices: {l: {x: X, y: Y}}\nsettings: {form_id: f}\n";
	struct form *form;

	(void)state;
	assert_false(is_never(yaml, &form));
	form_free(form);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % below;
}

static void add_condition(struct str *s, uint32_t *seed, int depth)
{
	static const char *const atoms[] = {
		"${a} = 'x'",
		"${a} = 'y'",
		"${a} != 'x'",
		"${a} = ''",
		"${a} != ''",
		"'z' = ${a}",
		"selected(${a}, 'y')",
		"selected(${b}, 'p')",
		"selected(${b}, 'q')",
		"${b} = 'p'",
		"${b} = 'q p'",
		"${n} > 2",
		"${n} < 2",
		"${n} >= 4",
		"${n} = 3",
		"3 > ${n}",
		"${n} != 3",
		"${n} = ''",
		"${n} = '3'",
		"${t} = 'x'",
		"${t} = 3",
		"${t} > 2",
		"${t} != ''",
		"${t}",
		"${n}",
		"${a} = ${t}",
		"${w} = ''",
		"${w} != ''",
		"${w} = 'x'",
		"count-selected(${b}) > 1",
		"true()",
		"${n} + 1 > 4",
	};
	static const char *const joints[] = {" and ", " and ", " or "};

	if (!depth || !draw(seed, 5)) {
		str_add(s, atoms[draw(seed, sizeof atoms / sizeof *atoms)]);
		return;
	}
	switch (draw(seed, 6)) {
	case 0:
		str_add(s, "not(");
		add_condition(s, seed, depth - 1);
		str_add(s, ")");
		return;
	case 1:
		str_add(s, "if(");
		add_condition(s, seed, depth - 1);
		str_add(s, ", ");
		add_condition(s, seed, depth - 1);
		str_add(s, ", ");
		add_condition(s, seed, depth - 1);
		str_add(s, ")");
		return;
	default:
		str_add(s, "(");
		add_condition(s, seed, depth - 1);
		str_add(s, joints[draw(seed, 3)]);
		add_condition(s, seed, depth - 1);
		str_add(s, ")");
	}
}

static void give(struct form_filling *f, const char *name, const char *value)
{
	struct error e = ERROR_INIT;

	(void)form_filling_answer(f, form_filling_spot(f, name), value, &e);
}

/* Each answer to each question, with each of the others. */
static void try_all(const struct form *form, const char *yaml)
{
	static const char *const
		as[] = {"", "x", "y", "z"},
		*const bs[] = {"", "p", "q", "p q", "q p"}, *const ns[] = {"",	"0", "1",
									   "2", "3", "4"},
		*const ts[] = {"", "x", "3", "2.5"}, *const ws[] = {"", "x"};
	int64_t noon = 1795348800000;
	struct clock clock = clock_fixed(&noon);
	const struct form_host host = {.clock = &clock, .language = "nl"};
	struct form_filling *f = form_filling_new(form, &host);
	int asked = form_filling_spot(f, "g/q");

	form_filling_begin(f);
	for (int i = 0; i < 4 * 5 * 6 * 4 * 2; i++) {
		give(f, "a", as[i % 4]);
		give(f, "b", bs[i / 4 % 5]);
		give(f, "n", ns[i / 20 % 6]);
		give(f, "t", ts[i / 120 % 4]);
		give(f, "w", ws[i / 480]);
		if (form_filling_is_relevant(f, asked))
			fail_msg("asked with %s, %s, %s, %s, %s:\n%s", as[i % 4],
				 bs[i / 4 % 5], ns[i / 20 % 6], ts[i / 120 % 4],
				 ws[i / 480], yaml);
	}
	form_filling_free(f);
}

static void tells_the_truth(void **state)
{
	struct str yaml = STR_INIT, outer = STR_INIT, inner = STR_INIT;
	uint32_t seed = 20261122;
	int found = 0;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct form *form;

		str_reset(&outer);
		str_reset(&inner);
		add_condition(&outer, &seed, 2);
		add_condition(&inner, &seed, 3);
		write_form(&yaml, outer.bytes, inner.bytes);
		if (is_never(yaml.bytes, &form)) {
			try_all(form, yaml.bytes);
			found++;
		}
		form_free(form);
	}
	assert_in_range(found, 50, 1000);
	str_release(&yaml);
	str_release(&outer);
	str_release(&inner);
}

int check_never_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_never_is),
		cmocka_unit_test(leaves_the_possible),
		cmocka_unit_test(leaves_many_in_peace),
		cmocka_unit_test(tells_the_truth),
	};

	return cmocka_run_group_tests_name("check, never", tests, NULL, NULL);
}
