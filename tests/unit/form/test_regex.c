/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/regex.h"
#include "tests.h"

static int search(const char *pattern, const char *text)
{
	struct arena arena = ARENA_INIT;
	struct error e = ERROR_INIT;
	unsigned steps = FORM_EXPR_STEPS;
	const struct form_regex *regex = form_regex_compile(&arena, pattern, &e);
	int found = regex == NULL ? -2 : form_regex_search(regex, text, &arena, &steps);

	if (regex == NULL)
		assert_true(e.code == ERR_INVALID && e.text[0] != '\0');
	arena_release(&arena);
	return found;
}

static void finds_what_matches(void **state)
{
	static const struct {
		const char *pattern, *text;
		int found;
	} rows[] = {
		{"", "", 1}, {"", "abc", 1}, {"b", "abc", 1}, {"d", "abc", 0},
		{"^b", "abc", 0}, {"^a", "abc", 1}, {"c$", "abc", 1}, {"b$", "abc", 0},
		{"^$", "", 1}, {"^$", "a", 0}, {"a.c", "abc", 1}, {"a.c", "a\nc", 0},
		{"ab*c", "ac", 1}, {"ab+c", "ac", 0}, {"ab?c", "abbc", 0}, {"^(ab)+$", "ababab", 1},
		{"^(ab)+$", "ababa", 0}, {"cat|dog", "hotdog", 1}, {"^(cat|dog)$", "hotdog", 0},
		{"^(a|b|c|)$", "", 1}, {"^(?:x|y){2}$", "xy", 1},
		{"^[0-9]{4} ?[A-Z]{2}$", "2512 AB", 1}, {"^[0-9]{4} ?[A-Z]{2}$", "2512 Ab", 0},
		{"^\\d{9}$", "123456782", 1}, {"^\\d{9}$", "12345678", 0},
		{"^\\d{2,3}$", "1", 0}, {"^\\d{2,3}$", "123", 1}, {"^\\d{2,3}$", "1234", 0},
		{"^\\d{2,}$", "12345", 1}, {"^\\d{0}$", "", 1}, {"^a{,3}$", "a{,3}", 1},
		{"^\\w+@\\w+\\.\\w{2,}$", "fatima@centrum.nl", 1}, {"\\s", "a b", 1},
		{"^\\S+$", "a b", 0}, {"\\bkind\\b", "een kind hier", 1}, {"\\bkind\\b", "kinderen", 0},
		{"\\Bind", "kind", 1}, {"[^a-c]", "abc", 0}, {"[^a-c]", "abcd", 1},
		{"[]]", "]", 0}, {"[\\]x]", "]", 1}, {"[a-]", "-", 1}, {"[-a]", "-", 1},
		{"^[\\d.]+$", "1.2", 1}, {"^[\\w-]+$", "a-b", 1}, {"a\\.b", "axb", 0},
		{"^\\p{L}+$", "Şükran", 1}, {"^\\p{L}+$", "Fatıma2", 0}, {"^\\p{L}+$", "ለምለም", 1},
		{"^\\P{L}+$", "12 3", 1}, {"^\\pL$", "é", 1}, {"^\\p{Lu}\\p{Ll}+$", "Çelik", 1},
		{"^[\\p{L} '-]+$", "van 't Hoff-Ğül", 1}, {"^.$", "é", 1}, {"^.{2}$", "éé", 1},
		{"é", "é", 1}, {"^\\x41\\u00e9$", "Aé", 1}, {"a+?b", "aab", 1}, {"{", "{", 1},
		{"(a*)*b", "aaab", 1}, {"(a*)*$", "b", 1}, {"^((a|b)*c|d)+$", "abcd", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (search(rows[i].pattern, rows[i].text) != rows[i].found)
			fail_msg("'%s' in '%s': not %d", rows[i].pattern, rows[i].text, rows[i].found);
}

static void refuses_what_is_broken(void **state)
{
	static const char *const patterns[] = {
		"(", ")", "(a", "a)", "[", "[a", "*", "+a", "a**", "a|*", "a{3,2}", "[z-a]",
		"(?=a)", "(?!a)", "(?<=a)b", "(a)\\1", "\\", "\\q", "\\p{Foo}", "\\p", "\\x4",
		"a{2001}", "(a{100}){100}", "((((((a{9}){9}){9}){9}){9}){9}", "((){2000}){2000}",
		"[a-\\d]", "[\\", "(?i)a"};

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (search(patterns[i], "aaaa") != -2)
			fail_msg("'%s' was not refused", patterns[i]);
}

static char *repeated(const char *text, size_t count)
{
	struct str s = STR_INIT;

	for (size_t i = 0; i < count; i++)
		str_add(&s, text);
	return str_detach(&s);
}

/* Nothing takes more than the steps it is given: no pattern blows up. */
static void stays_linear(void **state)
{
	static const char *const patterns[] = {"(a+)+$", "(a|a)*$", "(a*)*$", "(a|aa)+$",
					       "^(a?){50}a{50}$", "(.*)*x", "(x+x+)+y"};
	char *text = repeated("a", 30000), *deep = repeated("(", 5000);

	(void)state;
	text[29999] = '!';
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		assert_true(search(patterns[i], text) <= 0 || i == 1 || i == 2);
	assert_int_equal(search(deep, "a"), -2);
	deep[70] = '\0';
	assert_int_equal(search(deep, "a"), -2);
	assert_int_equal(search("(a+)+$", text), 0);
	assert_int_equal(search("([a-z]{0,50}[a-z]{0,50}){0,9}$", text), -1);
	free(text);
	free(deep);
}

int regex_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_matches),
		cmocka_unit_test(refuses_what_is_broken),
		cmocka_unit_test(stays_linear),
	};

	return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
