/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "groups.h"

static enum err read_text(const char *text, json_t **out, struct error *e)
{
	return json_text_read(text, strlen(text), out, e);
}

static void json_goes_round(void **state)
{
	const char *text = "{\"b\":1,\"a\":[\"é\",null,true],\"c\":{}}";
	struct str out = STR_INIT;
	json_t *value;

	(void)state;
	assert_int_equal(read_text(text, &value, NULL), OK);
	json_text_write(&out, value);
	assert_string_equal(out.bytes, text);
	str_reset(&out);
	json_text_pretty(&out, json_object_get(value, "a"));
	assert_string_equal(out.bytes, "[\n  \"é\",\n  null,\n  true\n]");
	json_decref(value);
	str_release(&out);
}

static void json_refuses(void **state)
{
	static const char *const bad[] = {"",
					  " ",
					  "1",
					  "\"x\"",
					  "{",
					  "[1,]",
					  "{\"a\":1,\"a\":2}",
					  "[] x",
					  "[\"\xFF\"]",
					  "[\"\\u0000\"]",
					  "{a:1}"};
	struct error e = ERROR_INIT;
	json_t *value;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(read_text(bad[i], &value, &e), ERR_INVALID);
		assert_null(value);
	}
	assert_int_equal(json_text_read(NULL, 0, &value, NULL), ERR_INVALID);
	read_text("{\"secret\": geheim}", &value, &e);
	assert_null(strstr(e.text, "geheim"));
	assert_null(strstr(e.detail, "geheim"));
}

static void json_depth_is_bounded(void **state)
{
	struct str text = STR_INIT;
	json_t *value;

	(void)state;
	for (int depth = 64; depth <= 65; depth++) {
		str_reset(&text);
		for (int i = 0; i < depth; i++)
			str_add_char(&text, '[');
		str_add(&text, "\"[[[\\\"{\"");
		for (int i = 0; i < depth; i++)
			str_add_char(&text, ']');
		assert_int_equal(json_text_read(text.bytes, text.len, &value, NULL),
				 depth == 64 ? OK : ERR_INVALID);
		json_decref(value);
	}
	str_release(&text);
}

static void json_reads_members(void **state)
{
	json_t *o = NULL;

	(void)state;
	assert_int_equal(
		read_text("{\"t\":\"x\",\"n\":-7,\"y\":true,\"z\":null}", &o, NULL), OK);
	assert_string_equal(json_at_text(o, "t"), "x");
	assert_string_equal(json_at_text(o, "n"), "");
	assert_string_equal(json_at_text(o, "absent"), "");
	assert_string_equal(json_at_text(NULL, "t"), "");
	assert_int_equal(json_at_int(o, "n", 5), -7);
	assert_int_equal(json_at_int(o, "t", 5), 5);
	assert_int_equal(json_at_int(NULL, "n", 5), 5);
	assert_true(json_at_true(o, "y"));
	assert_false(json_at_true(o, "z"));
	assert_false(json_at_true(NULL, "y"));
	json_decref(o);
}

static void json_puts_text(void **state)
{
	json_t *o = json_object();
	struct str out = STR_INIT;

	(void)state;
	json_put_text(o, "a", NULL);
	json_put_text(o, "b", "");
	json_put_text(o, "c", "é");
	json_put_text(o, "d", "x\xFFy");
	json_text_write(&out, o);
	assert_string_equal(out.bytes, "{\"c\":\"é\",\"d\":\"x\xEF\xBF\xBDy\"}");
	json_object_clear(o);
	json_object_set_new(o, "e", json_of_text(NULL)); /* never left out */
	json_object_set_new(o, "f", json_of_text("\xC3"));
	str_reset(&out);
	json_text_write(&out, o);
	assert_string_equal(out.bytes, "{\"e\":\"\",\"f\":\"\xEF\xBF\xBD\"}");
	json_decref(o);
	str_release(&out);
}

static void quotes_as_jansson_does(void **state)
{
	static const char *const texts[] = {"", "Fo\xc3\xbazia", "\"a\\b/\"", "\b\f\n\r\t\x01\x1f\x7f",
					    "bad \xff byte"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str ours = STR_INIT, theirs = STR_INIT;
		json_t *value = json_of_text(texts[i]);

		json_text_quote(&ours, texts[i]);
		json_text_write(&theirs, value);
		assert_string_equal(ours.bytes, theirs.bytes);
		json_decref(value);
		str_release(&ours);
		str_release(&theirs);
	}
}

int group_json(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_as_jansson_does),
		cmocka_unit_test(json_goes_round),
		cmocka_unit_test(json_refuses),
		cmocka_unit_test(json_depth_is_bounded),
		cmocka_unit_test(json_reads_members),
		cmocka_unit_test(json_puts_text),
	};

	return RUN_GROUP("json", tests);
}

static void i18n_knows_two_languages(void **state)
{
	(void)state;
	i18n_start("nl", NULL);
	assert_string_equal(i18n_language(), "nl");
	i18n_start("fr", NULL);
	assert_string_equal(i18n_language(), "en");
	i18n_start(NULL, NULL);
	assert_string_equal(i18n_language(), "en");
}

static void i18n_has_utf8_whatever_was_set(void **state)
{
	static const char *const locales[] = {"C", "POSIX", "xx_YY.UTF-8", "", "C.UTF-8"};
	const char *before = getenv("LC_ALL");
	char *kept = mem_text(before);

	(void)state;
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		setenv("LC_ALL", locales[i], 1);
		i18n_start("en", NULL);
		assert_int_equal(text_columns("漢é", strlen("漢é")), 3);
		assert_string_equal(localeconv()->decimal_point, ".");
	}
	if (kept)
		setenv("LC_ALL", kept, 1);
	else
		unsetenv("LC_ALL");
	i18n_start("en", NULL);
	free(kept);
}

/* With the translations that were built: Dutch under LANG=C too, and English again after
 * it. */
static void i18n_translates(void **state)
{
	const char *text = "the disk is full. Make room and try again.";
	const char *share = getenv("TREDE_SHARE");
	char *folder = file_path(share, "locale"), *kept = mem_text(getenv("LC_ALL"));
	char *file = file_path(folder, "nl/LC_MESSAGES/trede.mo");

	(void)state;
	if (!share || !file_exists(file))
		skip();
	setenv("LC_ALL", "C", 1);
	i18n_start("nl", folder);
	assert_string_equal(_(text),
			    "de schijf is vol. Maak ruimte en probeer het nog eens.");
	i18n_start("en", folder);
	assert_string_equal(_(text), text);
	if (kept)
		setenv("LC_ALL", kept, 1);
	else
		unsetenv("LC_ALL");
	free(kept);
	free(file);
	free(folder);
}

int group_i18n(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(i18n_knows_two_languages),
		cmocka_unit_test(i18n_has_utf8_whatever_was_set),
		cmocka_unit_test(i18n_translates),
	};

	return RUN_GROUP("i18n", tests);
}
