/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "find/alias.h"

static void collect(void *data, const char *folded)
{
	str_addf(data, "%s ", folded);
}

static void assert_others(const struct find_aliases *a, const char *folded, const char *others)
{
	struct str out = STR_INIT;

	find_aliases_of(a, folded, collect, &out);
	assert_string_equal(out.bytes, others);
	str_release(&out);
}

static void test_classes(void **state)
{
	static const char text[] = "# names\n"
				   "Khadija Hatice\tHadidja # one name\r\n"
				   "\n"
				   "   Yusuf  Josef Joseph\n"
				   "Jo Josef\n"
				   "Ayşe A\xc3\xaf"
				   "cha Caasha AYSE";
	struct find_aliases *a = NULL;
	struct error e = ERROR_INIT;

	(void)state;
	assert_int_equal(find_aliases_read(text, sizeof text - 1, &a, &e), OK);
	assert_others(a, "khadija", "hatice hadidja ");
	assert_others(a, "hadidja", "khadija hatice ");
	assert_others(a, "ayse", "aicha caasha ");
	assert_others(a, "jo", "josef ");
	assert_others(a, "yusuf", "josef joseph ");
	assert_others(a, "names", "");
	assert_others(a, "", "");
	assert_others(a, "zzz", "");
	find_aliases_free(a);
}

/* A spelling of several classes has all of them, and does not join them. */
static void test_several_classes(void **state)
{
	static const char text[] = "Cor Cornelia\nCor Cornelis Kees\n";
	struct find_aliases *a = NULL;

	(void)state;
	assert_int_equal(find_aliases_read(text, sizeof text - 1, &a, NULL), OK);
	assert_others(a, "cornelia", "cor ");
	assert_others(a, "kees", "cor cornelis ");
	find_aliases_free(a);
}

static void test_no_classes(void **state)
{
	struct find_aliases *a = NULL;

	(void)state;
	assert_others(NULL, "khadija", "");
	assert_int_equal(find_aliases_read("", 0, &a, NULL), OK);
	assert_others(a, "khadija", "");
	find_aliases_free(a);
	assert_int_equal(find_aliases_read("# nobody\n\n", 10, &a, NULL), OK);
	assert_others(a, "", "");
	find_aliases_free(a);
	find_aliases_free(NULL);
}

static void test_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"Khadija Hatice\nAicha\n", "Line 2 of the file aliases has one name"},
		{"Aicha AICHA\n", "Line 1 of the file aliases has one name"},
		{"A B\n\n# x\nAnne-Marie Annemarie", "Line 4 of the file aliases has something"},
		{"A B ---\n", "Line 1 of the file aliases has something"},
		{"A B\x01" "C\n", "Line 1 of the file aliases has something"},
		{"A \xff\n", "The file aliases is no text"},
	};
	struct find_aliases *a;
	struct error e;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		e = (struct error)ERROR_INIT;
		assert_int_equal(find_aliases_read(cases[i].text, strlen(cases[i].text), &a, &e),
				 ERR_INVALID);
		assert_null(a);
		if (!text_begins(e.text, cases[i].says))
			fail_msg("'%s', not '%s'", e.text, cases[i].says);
	}
	assert_int_equal(find_aliases_read("A\0B", 3, &a, &e), ERR_INVALID);
}

static void assert_refused(const struct str *text, const char *says)
{
	struct find_aliases *a;
	struct error e = ERROR_INIT;

	assert_int_equal(find_aliases_read(text->bytes, text->len, &a, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, says));
}

static void test_too_much(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	for (int i = 0; i < 65; i++)
		str_addf(&text, "a%d ", i);
	assert_refused(&text, "more than 64 names");
	str_reset(&text);
	for (int i = 0; i < 4001; i++)
		str_add(&text, "a b\n");
	assert_refused(&text, "Line 4001");
	str_reset(&text);
	str_add(&text, "a ");
	for (int i = 0; i < 61; i++)
		str_add_char(&text, 'b');
	assert_refused(&text, "Line 1 ");
	str_reset(&text);
	for (int i = 0; i < 256 * 1024 + 1; i++)
		str_add_char(&text, '\n');
	assert_refused(&text, "at most 256 kB");
	str_release(&text);
}

static void find_one(void *data, const char *folded)
{
	const char **wanted = data;

	if (*wanted && strcmp(folded, *wanted) == 0)
		*wanted = NULL;
}

/* The file that ships can be read, and both ways. */
static void test_shipped(void **state)
{
	static const char *const pairs[][2] = {
		{"khadija", "hatice"},   {"aicha", "caasha"},  {"mohammed", "mehmet"},
		{"maryam", "miriam"},    {"yusuf", "josef"},   {"oleksandra", "aleksandra"},
		{"mykola", "nikolai"},   {"truus", "geertruida"}, {"xaliimo", "halima"},
		{"lupe", "guadalupe"},   {"hagop", "jakob"},   {"zhang", "cheung"},
	};
	const char *share = getenv("TREDE_SHARE");
	char *path = file_path(share ? share : ".", "config/aliases");
	struct find_aliases *a = NULL;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &text, &e), OK);
	if (find_aliases_read(text.bytes, text.len, &a, &e) != OK)
		fail_msg("%s", e.text);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *one = pairs[i][0], *other = pairs[i][1];

		find_aliases_of(a, pairs[i][1], find_one, &one);
		find_aliases_of(a, pairs[i][0], find_one, &other);
		if (one || other)
			fail_msg("%s and %s are not one name", pairs[i][0], pairs[i][1]);
	}
	find_aliases_free(a);
	str_release(&text);
	free(path);
}

int group_alias(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes),   cmocka_unit_test(test_several_classes),
		cmocka_unit_test(test_no_classes), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_too_much),   cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests_name("alias", tests, NULL, NULL);
}
