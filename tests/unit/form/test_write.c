/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"
#include "support/same_form.h"

/* Forms written flat and nested, and read again. */

static const char head[] = "settings:\n  form_title: F\n  form_id: f\n";

static void write_fine(const char *text, enum form_layout layout, struct str *out)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT;
	bool is_written = form_write(text, strlen(text), layout, NULL, out, &problems);

	form_problems_write(&said, &problems, "f");
	if (!is_written)
		fail_msg("%s", said.bytes);
	str_release(&said);
	form_problems_release(&problems);
}

static void expect_written(const char *text, enum form_layout layout,
			   const char *expected)
{
	struct str out = STR_INIT;

	write_fine(text, layout, &out);
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static const char nested[] = "settings:\n"
			     "  form_title:\n"
			     "    nl: Eerste gesprek\n"
			     "    en: First talk\n"
			     "  form_id: first\n"
			     "  version: 20261122\n"
			     "  default_language: nl\n"
			     "  languages:\n"
			     "    nl: Nederlands\n"
			     "    en: English\n"
			     "\n"
			     "survey:\n"
			     "- '#': Eerst kennismaken\n"
			     "- type: group\n"
			     "  name: meet\n"
			     "  label:\n"
			     "    nl: Kennismaken\n"
			     "    en: Meeting\n"
			     "  questions:\n"
			     "  - type: text\n"
			     "    name: called\n"
			     "    label:\n"
			     "      nl: |-\n"
			     "        Hoe mag ik u noemen?\n"
			     "\n"
			     "        Een voornaam mag ook.\n"
			     "      en: 'Your name: which?'\n"
			     "    required: yes\n"
			     "  - type: repeat\n"
			     "    name: child\n"
			     "    questions:\n"
			     "    - type: integer\n"
			     "      name: age\n"
			     "      label:\n"
			     "        nl: Hoe oud?\n"
			     "      constraint: . < 30\n"
			     "      media::image: age.png\n"
			     "- type: select_one yn\n"
			     "  name: again\n"
			     "  label:\n"
			     "    nl: Nog eens?\n"
			     "  colour_of_row: red\n"
			     "- type: select_one town\n"
			     "  name: town\n"
			     "  label:\n"
			     "    nl: Waar?\n"
			     "  choice_filter: region = ${again}\n"
			     "\n"
			     "choices:\n"
			     "  yn:\n"
			     "    0:\n"
			     "      nl: nee\n"
			     "      en: no\n"
			     "    1:\n"
			     "      nl: ja\n"
			     "  town:\n"
			     "  - '#': per streek\n"
			     "  - name: laak\n"
			     "    label:\n"
			     "      nl: Laak\n"
			     "    region: 1\n";

static const char flat[] = "settings:\n"
			   "- form_title: Eerste gesprek\n"
			   "  form_title::English (en): First talk\n"
			   "  form_id: first\n"
			   "  version: '20261122'\n"
			   "  default_language: Nederlands (nl)\n"
			   "survey:\n"
			   "- '#': Eerst kennismaken\n"
			   "- type: begin_group\n"
			   "  name: meet\n"
			   "  label::Nederlands (nl): Kennismaken\n"
			   "  label::English (en): Meeting\n"
			   "- type: text\n"
			   "  name: called\n"
			   "  label::Nederlands (nl): |-\n"
			   "    Hoe mag ik u noemen?\n"
			   "\n"
			   "    Een voornaam mag ook.\n"
			   "  label::English (en): 'Your name: which?'\n"
			   "  required: 'yes'\n"
			   "- type: begin_repeat\n"
			   "  name: child\n"
			   "- type: integer\n"
			   "  name: age\n"
			   "  label::Nederlands (nl): Hoe oud?\n"
			   "  constraint: . < 30\n"
			   "  media::image: age.png\n"
			   "- type: end_repeat\n"
			   "  name: child\n"
			   "- type: end_group\n"
			   "  name: meet\n"
			   "- type: select_one yn\n"
			   "  name: again\n"
			   "  label::Nederlands (nl): Nog eens?\n"
			   "  colour_of_row: red\n"
			   "- type: select_one town\n"
			   "  name: town\n"
			   "  label::Nederlands (nl): Waar?\n"
			   "  choice_filter: region = ${again}\n"
			   "choices:\n"
			   "- list_name: yn\n"
			   "  name: '0'\n"
			   "  label::Nederlands (nl): nee\n"
			   "  label::English (en): 'no'\n"
			   "- list_name: yn\n"
			   "  name: '1'\n"
			   "  label::Nederlands (nl): ja\n"
			   "- '#': per streek\n"
			   "- list_name: town\n"
			   "  name: laak\n"
			   "  label::Nederlands (nl): Laak\n"
			   "  region: '1'\n"
			   "yxf:\n"
			   "  headers:\n"
			   "    settings:\n"
			   "    - form_title\n"
			   "    - form_title::English (en)\n"
			   "    - form_id\n"
			   "    - version\n"
			   "    - default_language\n"
			   "    survey:\n"
			   "    - '#'\n"
			   "    - type\n"
			   "    - name\n"
			   "    - label::Nederlands (nl)\n"
			   "    - label::English (en)\n"
			   "    - required\n"
			   "    - constraint\n"
			   "    - choice_filter\n"
			   "    - media::image\n"
			   "    - colour_of_row\n"
			   "    choices:\n"
			   "    - '#'\n"
			   "    - list_name\n"
			   "    - name\n"
			   "    - label::Nederlands (nl)\n"
			   "    - label::English (en)\n"
			   "    - region\n";

static void writes_both_layouts(void **state)
{
	(void)state;
	expect_written(nested, FORM_FLAT, flat);
	expect_written(flat, FORM_FLAT, flat);
	expect_written(flat, FORM_NESTED, nested);
	expect_written(nested, FORM_NESTED, nested);
}

/* What a remark says goes through both layouts, and stands in the flat one as expected.
 */
static void expect_text(const char *text, const char *expected)
{
	struct str in = STR_INIT, out = STR_INIT, line = STR_INIT, back = STR_INIT;

	str_add(&in, head);
	str_add(&in, "survey:\n- type: text\n  name: a\n  label: L\n  x: \"");
	for (const char *at = text; *at; at++)
		str_addf(&in, "\\x%02X", (unsigned char)*at);
	str_add(&in, "\"\n");
	str_addf(&line, "\n  x: %s\n", expected);
	write_fine(in.bytes, FORM_FLAT, &out);
	if (!strstr(out.bytes, line.bytes))
		fail_msg("not '%s' in %s", line.bytes, out.bytes);
	write_fine(out.bytes, FORM_NESTED, &back);
	write_fine(back.bytes, FORM_FLAT, &in);
	assert_string_equal(in.bytes, out.bytes);
	str_release(&in);
	str_release(&out);
	str_release(&line);
	str_release(&back);
}

static void quotes_what_yaml_would_change(void **state)
{
	static const char *const samples[][2] = {
		{"yes", "'yes'"},
		{"No", "'No'"},
		{"010", "'010'"},
		{"1.5", "'1.5'"},
		{"2026-01-01", "'2026-01-01'"},
		{"12:30", "'12:30'"},
		{"~", "'~'"},
		{"null", "'null'"},
		{".5", "'.5'"},
		{"-1", "'-1'"},
		{"0x1F", "'0x1F'"},
		{"yes please", "yes please"},
		{"a: b", "'a: b'"},
		{"a:b", "a:b"},
		{"a #b", "'a #b'"},
		{"a#b", "a#b"},
		{"it's", "it's"},
		{"'t", "'''t'"},
		{"- a", "'- a'"},
		{"? a", "'? a'"},
		{"[a]", "'[a]'"},
		{"{a", "'{a'"},
		{"${a} = 'b'", "${a} = 'b'"},
		{"#", "'#'"},
		{"&a", "'&a'"},
		{"*a", "'*a'"},
		{"!a", "'!a'"},
		{"|", "'|'"},
		{">", "'>'"},
		{"%a", "'%a'"},
		{"@a", "'@a'"},
		{"`a", "'`a'"},
		{"\"a\"", "'\"a\"'"},
		{" a", "' a'"},
		{"a ", "'a '"},
		{"a:", "'a:'"},
		{"---", "'---'"},
		{"...", "'...'"},
		{"<<", "'<<'"},
		{"=", "'='"},
		{". > 0", ". > 0"},
		{"a\tb", "\"a\\tb\""},
		{"a\rb", "\"a\\rb\""},
		{"a\nb", "|-\n    a\n    b"},
		{"a\nb\n", "|\n    a\n    b"},
		{"a\n\nb", "|-\n    a\n\n    b"},
		{"a\nb\n\n", "\"a\\nb\\n\\n\""},
		{"\na", "\"\\na\""},
		{" a\nb", "\" a\\nb\""},
		{"a\n \nb", "\"a\\n \\nb\""},
		{"a\n  b", "|-\n    a\n      b"},
		{"# a\n- b", "|-\n    # a\n    - b"},
		{"\\", "\\"},
		{"\001", "\"\\x01\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		expect_text(samples[i][0], samples[i][1]);
}

/* What has no place in the nested layout stays as a workbook has it. */
static void leaves_flat_what_cannot_be_nested(void **state)
{
	static const char unnamed[] = "survey:\n"
				      "- type: select_one l\n"
				      "  name: a\n"
				      "  label: Wer?\n"
				      "  label::English (en): Who?\n"
				      "- type: begin_group\n"
				      "  name: g\n"
				      "- type: note\n"
				      "  name: n\n"
				      "- '#': the end\n"
				      "  type: end_group\n"
				      "  name: g\n"
				      "\n"
				      "choices:\n"
				      "- list_name: l\n"
				      "  name: x\n"
				      "  label: X\n"
				      "- list_name: m\n"
				      "  name: y\n"
				      "  label: Y\n"
				      "- list_name: l\n"
				      "  name: z\n"
				      "  label: Z\n"
				      "\n"
				      "settings:\n"
				      "  form_id: f\n";
	static const char remarks[] = "survey:\n"
				      "- type: text\n"
				      "  name: a\n"
				      "  label: A\n"
				      "\n"
				      "settings:\n"
				      "- '#': on top\n"
				      "- '#': of it\n"
				      "  form_title: F\n"
				      "  form_id: f\n";

	(void)state;
	expect_written(unnamed, FORM_NESTED, unnamed);
	expect_written(remarks, FORM_NESTED, remarks);
}

static void reads_texts_of_one_language(void **state)
{
	(void)state;
	expect_written("survey:\n- type: text\n  name: a\n  label::Deutsch: Wer?\n"
		       "settings:\n- form_id: f\n",
		       FORM_NESTED,
		       "survey:\n- type: text\n  name: a\n  label: Wer?\n\n"
		       "settings:\n  form_id: f\n  default_language: Deutsch\n");
}

/* With a code, without one, and with nothing but a code: also one that no text is in. */
static void keeps_languages_and_their_order(void **state)
{
	static const char in_rows[] = "survey:\n"
				      "- type: text\n"
				      "  name: a\n"
				      "  label:\n"
				      "    fr: Qui ?\n"
				      "    Deutsch: Wer?\n"
				      "\n"
				      "settings:\n"
				      "  form_title:\n"
				      "    en: F\n"
				      "  form_id: f\n"
				      "  default_language: en\n"
				      "  languages:\n"
				      "    ar: Arabic\n"
				      "    fr:\n"
				      "    en: English\n"
				      "    Deutsch:\n";
	static const char in_columns[] = "survey:\n"
					 "- type: text\n"
					 "  name: a\n"
					 "  label::fr: Qui ?\n"
					 "  label::Deutsch: Wer?\n"
					 "settings:\n"
					 "- form_title: F\n"
					 "  form_id: f\n"
					 "  default_language: English (en)\n"
					 "yxf:\n"
					 "  headers:\n"
					 "    survey:\n"
					 "    - type\n"
					 "    - name\n"
					 "    - label::Arabic (ar)\n"
					 "    - label::fr\n"
					 "    - label::English (en)\n"
					 "    - label::Deutsch\n"
					 "    settings:\n"
					 "    - form_title\n"
					 "    - form_id\n"
					 "    - default_language\n";

	(void)state;
	expect_written(in_rows, FORM_NESTED, in_rows);
	expect_written(in_rows, FORM_FLAT, in_columns);
	expect_written(in_columns, FORM_FLAT, in_columns);
	expect_written(in_columns, FORM_NESTED, in_rows);
}

/* form_id and id_string are one column: both stay, and the reader takes the first. */
static void keeps_two_names_of_one_column(void **state)
{
	(void)state;
	expect_written("survey:\n- type: text\n  name: a\n  label: A\n"
		       "settings:\n  id_string: f\n  form_title: F\n  form_id: f\n",
		       FORM_NESTED,
		       "survey:\n- type: text\n  name: a\n  label: A\n\n"
		       "settings:\n  form_title: F\n  form_id: f\n  id_string: f\n");
}

/* Each is refused, with this line. */
static void expect_refused(const char *text, enum form_layout layout,
			   const char *expected)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT, out = STR_INIT;

	str_add(&out, "from before");
	assert_false(form_write(text, strlen(text), layout, NULL, &out, &problems));
	assert_string_equal(out.bytes, "");
	form_problems_write(&said, &problems, "f");
	if (!strstr(said.bytes, expected))
		fail_msg("not '%s' in %s", expected, said.bytes);
	str_release(&said);
	str_release(&out);
	form_problems_release(&problems);
}

static void refuses_what_it_cannot_keep(void **state)
{
	(void)state;
	expect_refused("survey:\n- type: text\n  name: a b\n  label: A\n", FORM_FLAT,
		       "f:3:9: error: 'a b' is no legal name");
	expect_refused("survey:\n- type: text\n  name: a\n  label: A\n  x: [1, 2]\n",
		       FORM_FLAT, "f:5:6: error: A list in a cell cannot be written.");
	expect_refused("survey:\n- type: text\n  name: a\n  label: A\n  x: [1, 2]\n",
		       FORM_NESTED, "f:5:6: error: A list in a cell cannot be written.");
	expect_refused(
		"survey:\n- type: text\n  name: a\n  label: A\nchoices:\n  l: {}\n",
		FORM_FLAT, "error: A list without choices cannot be written");
}

/* Two names of one code: which is meant hangs on what was read before. */
static void keeps_what_names_mean(void **state)
{
	static const char hints[] = "survey:\n- type: text\n  name: a\n"
				    "  label::nl: A\n  hint::Dutch (nl): H\n";
	static const char order[] = "survey:\n- type: text\n  name: a\n"
				    "  hint::nl: A\n  label::Dutch (nl): H\n";
	struct str out = STR_INIT;

	(void)state;
	write_fine(hints, FORM_NESTED, &out);
	assert_non_null(strstr(out.bytes, "  hint::Dutch (nl): H\n"));
	write_fine(order, FORM_FLAT, &out);
	assert_non_null(strstr(out.bytes, "    - label::nl\n    - label::Dutch (nl)\n"));
	str_release(&out);
}

static void warns_of_a_language_left_out(void **state)
{
	static const char text[] = "survey:\n- type: text\n  name: a\n"
				   "  label: A\n  label::fr: B\n  label::tr: ''\n";
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT, out = STR_INIT;

	(void)state;
	assert_true(form_write(text, strlen(text), FORM_NESTED, NULL, &out, &problems));
	form_problems_write(&said, &problems, "f");
	assert_string_equal(said.bytes, "f:1:1: warning: The language 'tr' is left out: "
					"no text is in it.\n");
	form_problems_release(&problems);
	str_release(&said);
	str_release(&out);
}

static void leaves_out_sheets_of_others(void **state)
{
	static const char text[] = "survey:\n- type: text\n  name: a\n  label: A\n"
				   "settings: {form_id: f, form_title: F}\n"
				   "plan:\n- who: Els\n";
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT, out = STR_INIT;

	(void)state;
	assert_true(form_write(text, strlen(text), FORM_FLAT, NULL, &out, &problems));
	form_problems_write(&said, &problems, "f");
	assert_non_null(
		strstr(said.bytes, "f:6:1: warning: The sheet 'plan' is left out"));
	assert_null(strstr(out.bytes, "Els"));
	str_reset(&out);
	assert_true(form_write(text, strlen(text), FORM_NESTED, NULL, &out, &problems));
	assert_non_null(strstr(out.bytes, "\nplan:\n- who: Els\n"));
	str_release(&said);
	str_release(&out);
	form_problems_release(&problems);
}

/* Groups up to where a tree may go are nested, deeper ones stay flat. */
static void nests_as_deep_as_a_tree_goes(void **state)
{
	enum { GROUPS = 120 };
	struct str text = STR_INIT, out = STR_INIT, back = STR_INIT, again = STR_INIT;

	(void)state;
	str_add(&text, head);
	str_add(&text, "survey:\n");
	for (int i = 0; i < GROUPS; i++)
		str_addf(&text, "- type: begin_group\n  name: g%d\n", i);
	str_add(&text, "- type: text\n  name: a\n  label: A\n");
	for (int i = 0; i < GROUPS; i++)
		str_add(&text, "- type: end_group\n");
	write_fine(text.bytes, FORM_FLAT, &out);
	write_fine(text.bytes, FORM_NESTED, &back);
	assert_non_null(strstr(back.bytes, "  questions:\n"));
	assert_non_null(strstr(back.bytes, "- type: begin_group\n"));
	write_fine(back.bytes, FORM_FLAT, &again);
	assert_string_equal(again.bytes, out.bytes);
	str_release(&text);
	str_release(&out);
	str_release(&back);
	str_release(&again);
}

static void refuses_what_grows_too_large(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	str_add(&text, "settings: {form_id: f, form_title: F, languages: {nl: Nederlands "
		       "van nu, "
		       "en: English of today}}\nsurvey:\n- type: text\n  name: a\n"
		       "  label: {nl: A}\nchoices:\n  l:\n");
	for (int i = 0; i < 19000; i++)
		str_addf(&text, "    c%05d: {nl: L%05d, en: L}\n", i, i);
	assert_true(text.len < FORM_TREE_BYTES);
	expect_refused(text.bytes, FORM_FLAT, "larger than 1 MiB");
	str_release(&text);
}

/* The forms that are here */

/* What lies beside a form does not matter here: nothing does. */
static enum err read_none(void *data, const char *name, struct str *out, struct error *e)
{
	(void)data;
	(void)name;
	(void)out;
	return error_set(e, ERR_NOT_FOUND, "There is no such file.");
}

static const struct form_files no_files = {read_none, NULL};

static struct form *read_again(const struct str *text)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(text->bytes, text->len, &no_files, &problems);

	form_problems_release(&problems);
	assert_non_null(form);
	return form;
}

/* False: a sheet was left out. */
static bool write_again(const struct str *text, enum form_layout layout, struct str *out)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	bool is_whole = true;

	assert_true(
		form_write(text->bytes, text->len, layout, &no_files, out, &problems));
	for (size_t i = 0; i < problems.count; i++)
		is_whole &= !strstr(problems.items[i].text, "is left out");
	form_problems_release(&problems);
	return is_whole;
}

static void expect_same(const char *path, const struct str *a, const struct str *b)
{
	struct form *x = read_again(a), *y = read_again(b);
	struct str why = STR_INIT;

	if (!same_form(x, y, &why) || !same_cells(a, b, &why))
		fail_msg("%s: %s", path, why.bytes);
	form_free(x);
	form_free(y);
	str_release(&why);
}

/* False: it is no form. */
static bool goes_round(const char *path)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT, one = STR_INIT, other = STR_INIT, back = STR_INIT;
	struct form *form;

	assert_int_equal(file_read(path, FORM_TREE_BYTES, &text, NULL), OK);
	form = form_read(text.bytes, text.len, &no_files, &problems);
	form_problems_release(&problems);
	if (form) {
		bool is_whole = write_again(&text, FORM_FLAT, &one);

		(void)write_again(&text, FORM_NESTED, &other);
		expect_same(path, &text, &one);
		expect_same(path, &text, &other);
		(void)write_again(&other, FORM_FLAT, &back);
		assert_string_equal(back.bytes, one.bytes);
		(void)write_again(&one, FORM_FLAT, &back);
		assert_string_equal(back.bytes, one.bytes);
		(void)write_again(&one, FORM_NESTED, &back);
		if (is_whole)
			assert_string_equal(back.bytes, other.bytes);
		expect_same(path, &text, &back);
	}
	str_release(&text);
	str_release(&one);
	str_release(&other);
	str_release(&back);
	form_free(form);
	return form != NULL;
}

/* How many there are; *round: how many of them are forms. */
static size_t all_go_round(const char *folder, size_t *round)
{
	char **names = NULL;
	size_t count = file_list(folder, ".yaml", &names);

	*round = 0;
	for (size_t i = 0; i < count; i++) {
		char *path = file_path(folder, names[i]);

		*round += goes_round(path);
		free(path);
		free(names[i]);
	}
	free(names);
	return count;
}

static void brings_forms_there_and_back(void **state)
{
	size_t round;

	(void)state;
	assert_true(all_go_round("forms", &round) >= 5);
	assert_true(round >= 5);
	assert_true(all_go_round("tests/data", &round) >= 1);
	assert_true(round >= 1);
	(void)all_go_round("tests/data/broken", &round);
}

/* Written the same, also a second time, or refused with a reason. */
static void survives(const char *path, enum form_layout layout)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT, out = STR_INIT, twice = STR_INIT;

	assert_int_equal(file_read(path, FORM_TREE_BYTES, &text, NULL), OK);
	if (form_write(text.bytes, text.len, layout, &no_files, &out, &problems)) {
		expect_same(path, &text, &out);
		(void)write_again(&out, layout, &twice);
		assert_string_equal(out.bytes, twice.bytes);
	} else {
		assert_true(problems.errors > 0);
	}
	form_problems_release(&problems);
	str_release(&text);
	str_release(&out);
	str_release(&twice);
}

static void survives_what_was_found(void **state)
{
	char **names = NULL;
	size_t count = file_list("tests/fuzz-lib/found", ".yaml", &names);

	(void)state;
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		char *path = file_path("tests/fuzz-lib/found", names[i]);

		survives(path, FORM_FLAT);
		survives(path, FORM_NESTED);
		free(path);
		free(names[i]);
	}
	free(names);
}

/* Forms that are in use elsewhere and no part of this program. */
static void brings_samples_there_and_back(void **state)
{
	size_t round, count = all_go_round("../shared/sample-forms", &round);

	(void)state;
	if (count == 0)
		print_message("no sample forms here: skipped\n");
	assert_int_equal(round, count);
}

int write_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_both_layouts),
		cmocka_unit_test(quotes_what_yaml_would_change),
		cmocka_unit_test(leaves_flat_what_cannot_be_nested),
		cmocka_unit_test(reads_texts_of_one_language),
		cmocka_unit_test(keeps_languages_and_their_order),
		cmocka_unit_test(keeps_two_names_of_one_column),
		cmocka_unit_test(refuses_what_it_cannot_keep),
		cmocka_unit_test(keeps_what_names_mean),
		cmocka_unit_test(warns_of_a_language_left_out),
		cmocka_unit_test(leaves_out_sheets_of_others),
		cmocka_unit_test(nests_as_deep_as_a_tree_goes),
		cmocka_unit_test(refuses_what_grows_too_large),
		cmocka_unit_test(brings_forms_there_and_back),
		cmocka_unit_test(survives_what_was_found),
		cmocka_unit_test(brings_samples_there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
