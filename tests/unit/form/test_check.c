/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

/*
 * Every form in tests/data/broken, mistake by mistake: beside NAME.yaml stands what is
 * said of it in NAME.expected, and of some in Dutch in NAME.expected-nl.  UPDATE=1 writes
 * those that are there anew: read them before committing.
 */
#define BROKEN "tests/data/broken"

static enum err read_beside(void *data, const char *name, struct str *out,
			    struct error *e)
{
	char *path = file_path(BROKEN, name);
	enum err rc = file_exists(path) ? file_read(path, FORM_FILE_BYTES + 1, out, e)
					: ERR_NOT_FOUND;

	(void)data;
	free(path);
	return rc;
}

static void say(const char *name, struct str *said)
{
	const struct form_files files = {read_beside, NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char *path = file_path(BROKEN, name);
	struct form *form;

	assert_int_equal(file_read(path, FORM_TREE_BYTES + 1, &text, &e), OK);
	form = form_read(text.bytes, text.len, &files, &problems);
	form_problems_write(said, &problems, name);
	assert_int_equal(form == NULL, problems.errors > 0);
	form_free(form);
	form_problems_release(&problems);
	str_release(&text);
	free(path);
}

static void update(const char *path, const struct str *said)
{
	struct error e = ERROR_INIT;

	(void)remove(path);
	assert_int_equal(file_write_new(path, said->bytes, said->len, &e), OK);
}

/* name ends in .yaml; true when it is as expected, or nothing is expected in this
 * language. */
static bool is_as_expected(const char *name, const char *suffix)
{
	struct str said = STR_INIT, expected = STR_INIT, file = STR_INIT;
	struct error e = ERROR_INIT;
	bool is_equal = true;

	str_addf(&file, "%s/%.*s%s", BROKEN, (int)(strlen(name) - 5), name, suffix);
	if (!strcmp(suffix, ".expected") || file_exists(file.bytes)) {
		say(name, &said);
		if (getenv("UPDATE"))
			update(file.bytes, &said);
		is_equal = file_read(file.bytes, 1 << 16, &expected, &e) == OK &&
			   said.len > 0 && expected.len == said.len &&
			   !memcmp(said.bytes, expected.bytes, said.len);
	}
	if (!is_equal)
		print_error("%s:\n%s", file.bytes, said.bytes);
	str_release(&said);
	str_release(&expected);
	str_release(&file);
	return is_equal;
}

static int count_wrong(const char *suffix)
{
	char **names;
	size_t count = file_list(BROKEN, ".yaml", &names);
	int wrong = 0;

	assert_true(count >= 40);
	for (size_t i = 0; i < count; i++) {
		wrong += !is_as_expected(names[i], suffix);
		free(names[i]);
	}
	free(names);
	return wrong;
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	assert_int_equal(count_wrong(".expected"), 0);
}

static void says_it_in_dutch(void **state)
{
	const char *share = getenv("TREDE_SHARE");
	char *locale = share ? file_path(share, "locale") : NULL;
	int wrong;

	(void)state;
	if (!locale)
		skip();
	i18n_start("nl", locale);
	wrong = count_wrong(".expected-nl");
	i18n_start("en", locale);
	free(locale);
	assert_int_equal(wrong, 0);
}

int check_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(says_it_in_dutch),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
