/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

#define SETTINGS "settings: {form_id: f, form_title: F}\n"
#define YES_NO	 "choices: {yn: {yes: Ja, no: Nee}, xy: {x: X, y: Y}}\n"

static const struct form_row *row_of(const struct form *form, const char *path)
{
	int row = form_find_path(form, path);

	assert_int_not_equal(row, FORM_NONE);
	return &form->rows[row];
}

static void reads_types(void **state)
{
	static const struct {
		const char *written;
		enum form_type type;
	} types[] = {
		{"rank yn", FORM_RANK},
		{"range", FORM_RANGE},
		{"geopoint", FORM_POINT},
		{"gps", FORM_POINT},
		{"geotrace", FORM_POINTS},
		{"geoshape", FORM_POINTS},
		{"barcode", FORM_TEXT},
		{"email", FORM_EMAIL},
		{"phonenumber", FORM_PHONE},
		{"phone number", FORM_PHONE},
		{"trigger", FORM_ACKNOWLEDGE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str text = STR_INIT;
		struct form *form;

		str_addf(&text, "survey:\n- {type: %s, name: a, label: A}\n" YES_NO SETTINGS,
			 types[i].written);
		form = read_fine(text.bytes);
		assert_int_equal(form->rows[0].type, types[i].type);
		assert_int_equal(form->rows[0].list != NULL, types[i].type == FORM_RANK);
		form_free(form);
		str_release(&text);
	}
}

static void expect_range(const char *parameters, double start, double end, double step,
			 bool is_whole)
{
	struct str text = STR_INIT;
	struct form *form;
	const struct form_range *range;

	str_addf(&text, "survey:\n- {type: range, name: a, label: A, parameters: '%s'}\n" SETTINGS,
		 parameters);
	form = read_fine(text.bytes);
	range = &form->rows[0].range;
	assert_true(range->start == start && range->end == end && range->step == step);
	assert_int_equal(range->is_whole, is_whole);
	form_free(form);
	str_release(&text);
}

static void reads_ranges(void **state)
{
	(void)state;
	expect_range("", 1, 10, 1, true);
	expect_range("start=0 end=100 step=25", 0, 100, 25, true);
	expect_range("start = -2; end=2.5 ;step = 0.5", -2, 2.5, 0.5, false);
	expect_range("End=3,START=3", 3, 3, 1, true);
	expect_problems("survey:\n- {type: range, name: a, label: A, parameters: 'start=5 end=1 "
			"step=0'}\n" SETTINGS,
			"f:2:49: error: The step of a range is more than 0.\n"
			"f:2:49: error: The end of this range is before its start.\n");
	expect_problems("survey:\n- {type: range, name: a, label: A, parameters: 'start=x'}\n" SETTINGS,
			"f:2:49: error: A number is expected here, not 'x'.\n");
	expect_problems("survey:\n- {type: range, name: a, label: A, parameters: 'start'}\n" SETTINGS,
			"f:2:49: error: Parameters are written as name=value, with blanks "
			"between.\n");
}

static void reads_parameters(void **state)
{
	struct form *form = read_fine(
		"survey:\n"
		"- {type: integer, name: n, label: N}\n"
		"- {type: select_one yn, name: a, label: A, parameters: randomize=true "
		"seed=42}\n"
		"- {type: select_multiple yn, name: b, label: B, parameters: 'randomize=true, "
		"seed=${n}'}\n"
		"- {type: text, name: c, label: C, parameters: rows=5}\n"
		"- {type: text, name: d, label: D, rows: 3}\n"
		"- {type: select_one yn, name: e, label: E, parameters: randomize=false}\n" YES_NO
			SETTINGS);
	int count;

	(void)state;
	assert_true(row_of(form, "a")->is_shuffled);
	assert_non_null(row_of(form, "a")->seed);
	assert_int_equal(form_expr_reads(row_of(form, "b")->seed, &count)[0].row, 0);
	assert_int_equal(row_of(form, "c")->text_rows, 5);
	assert_int_equal(row_of(form, "d")->text_rows, 3);
	assert_false(row_of(form, "e")->is_shuffled);
	form_free(form);
}

static void says_what_parameters_do_not_know(void **state)
{
	(void)state;
	expect_problems("survey:\n- {type: select_one yn, name: a, label: A, parameters: "
			"randomise=true max-pixels=3 step=2 seed=x}\n" YES_NO SETTINGS,
			"f:2:56: warning: Unknown parameter 'randomise', not used; did you "
			"mean 'randomize'?\n"
			"f:2:56: warning: The parameter 'step' has no effect on this type.\n"
			"f:2:56: error: seed is a number or the answer to a question, as in "
			"seed=${name}; not 'x'.\n");
	expect_problems("survey:\n- {type: text, name: a, label: A, rows: many, repeat_count: "
			"3}\n" SETTINGS,
			"f:2:41: warning: rows is a number from 1 to 100, not 'many'.\n"
			"f:2:47: warning: repeat_count has a meaning on a repeat only.\n");
}

static void reads_triggers(void **state)
{
	struct form *form =
		read_fine("survey:\n"
			  "- {type: text, name: a, label: A}\n"
			  "- {type: text, name: b, label: B}\n"
			  "- {type: text, name: c, label: C, trigger: '${a}, ${b}', calculation: "
			  "now()}\n"
			  "- {type: text, name: d, label: D, trigger: '${a}'}\n" SETTINGS);

	(void)state;
	assert_int_equal(row_of(form, "c")->trigger_count, 2);
	assert_int_equal(row_of(form, "c")->triggers[0], 0);
	assert_int_equal(row_of(form, "c")->triggers[1], 1);
	assert_int_equal(row_of(form, "d")->trigger_count, 1);
	form_free(form);
	expect_problems("survey:\n- {type: text, name: name, label: A}\n"
			"- {type: text, name: b, label: B, trigger: '${nam}', calculation: "
			"1}\n" SETTINGS,
			"f:3:45: error: There is no question 'nam'; did you mean 'name'?\n");
	expect_problems("survey:\n- {type: text, name: a, label: A}\n"
			"- {type: text, name: b, label: B, trigger: a, calculation: 1}\n" SETTINGS,
			"f:3:44: error: trigger names questions, as in ${name}, with commas "
			"between; not 'a'.\n");
}

static unsigned look_of(const char *type, const char *look)
{
	struct str text = STR_INIT;
	struct form *form;
	unsigned appearance;

	str_addf(&text,
		 "survey:\n- {type: %s, name: a, label: A, appearance: \"%s\"}\n" YES_NO SETTINGS,
		 type, look);
	form = read_fine(text.bytes);
	appearance = form->rows[0].appearance;
	form_free(form);
	str_release(&text);
	return appearance;
}

static void takes_a_lone_word_for_nothing(void **state)
{
	(void)state;
	expect_problems("survey:\n- {type: text, name: a, label: A, calculation: Ethiopia}\n"
			"settings: {form_id: f, instance_name: F}\n",
			"f:2:48: warning: 'Ethiopia' is no text in quotes and no ${question}: "
			"nothing is calculated.\n"
			"f:3:39: warning: instance_name 'F' is no text in quotes and no "
			"${question}: it is not used.\n");
	expect_problems("survey:\n- {type: text, name: a, label: A}\n"
			"- {type: text, name: b, label: B, calculation: a}\n" SETTINGS,
			"f:3:48: error: 'a' means nothing by itself: a question is written "
			"${a}.\n");
}

static void reads_looks(void **state)
{
	(void)state;
	assert_int_equal(look_of("integer", "counter"), FORM_COUNTER);
	assert_int_equal(look_of("integer", "thousands-sep w2"), FORM_THOUSANDS);
	assert_int_equal(look_of("date", "month-year"), FORM_MONTH_YEAR);
	assert_int_equal(look_of("date", "year"), FORM_YEAR);
	assert_int_equal(look_of("select_one yn", "quick autocomplete"),
			 FORM_QUICK | FORM_SEARCH);
	assert_int_equal(look_of("select_one yn", "list-nolabel"), FORM_GRID);
	assert_int_equal(look_of("select_multiple yn", "list-nolabel"), 0);
	assert_int_equal(look_of("select_one yn", "label"), FORM_GRID_HEAD);
	assert_int_equal(look_of("select_one yn", "minimal search('a.csv', 'matches', 'x')"),
			 FORM_SEARCH);
	expect_problems("survey:\n- {type: text, name: a, label: A, appearance: counter}\n" SETTINGS,
			"f:2:47: warning: The appearance 'counter' has no effect on this "
			"type.\n");
}

static void a_head_asks_nothing(void **state)
{
	struct form *form = read_fine(
		"survey:\n- {type: select_one yn, name: a, label: A, appearance: label}\n"
		"- {type: select_one yn, name: b, label: B, appearance: list-nolabel}\n" YES_NO
			SETTINGS);

	(void)state;
	assert_false(form_row_is_question(&form->rows[0]));
	assert_true(form_row_is_shown(&form->rows[0]));
	assert_null(form->rows[0].number);
	assert_true(form_row_is_question(&form->rows[1]));
	assert_string_equal(form->rows[1].number, "1");
	form_free(form);
}

static void a_table_is_a_grid(void **state)
{
	struct form *form =
		read_fine("survey:\n"
			  "- {type: begin_group, name: g, appearance: table-list}\n"
			  "- {type: note, name: n, label: N}\n"
			  "- {type: select_one yn, name: a, label: A}\n"
			  "- {type: select_one xy, name: b, label: B}\n"
			  "- {type: select_one yn, name: c, label: C}\n"
			  "- {type: end_group}\n"
			  "- {type: select_one yn, name: d, label: D}\n" YES_NO SETTINGS);

	(void)state;
	assert_true(row_of(form, "g/a")->appearance & FORM_GRID);
	assert_false(row_of(form, "g/b")->appearance & FORM_GRID);
	assert_true(row_of(form, "g/c")->appearance & FORM_GRID);
	assert_false(row_of(form, "d")->appearance & FORM_GRID);
	form_free(form);
}

static void reads_entities(void **state)
{
	struct form *form =
		read_fine("survey:\n"
			  "- {type: text, name: a, label: A, save_to: Given-Name}\n"
			  "- {type: integer, name: n, label: N, save_to: n2}\n"
			  "entities:\n"
			  "- {dataset: people, label: \"concat(${a}, 'x')\", create_if: \"${n} > "
			  "1\", update_if: false, entity_id: \"${a}\"}\n" SETTINGS);

	(void)state;
	assert_string_equal(form->entity->list_name, "people");
	assert_non_null(form->entity->label);
	assert_non_null(form->entity->create_if);
	assert_non_null(form->entity->update_if);
	assert_non_null(form->entity->entity_id);
	assert_string_equal(form->rows[0].save_to, "given-name");
	assert_string_equal(form->rows[1].save_to, "n2");
	form_free(form);
	form = read_fine("survey:\n- {type: text, name: a, label: A}\n"
			 "entities: {list_name: people}\n" SETTINGS);
	assert_string_equal(form->entity->list_name, "people");
	assert_null(form->entity->create_if);
	form_free(form);
}

static void checks_entities(void **state)
{
	(void)state;
	expect_problems("survey:\n- {type: text, name: a, label: A}\n"
			"entities:\n- {list_name: x, lable: y}\n- {list_name: z}\n" SETTINGS,
			"f:4:18: warning: Unknown column 'lable', not used; did you mean "
			"'label'?\n"
			"f:5:3: error: entities has one row only.\n");
	expect_problems("survey:\n- {type: text, name: a, label: A}\n"
			"entities:\n- {label: a}\n" SETTINGS,
			"f:4:3: error: entities has no list_name: the name of the list of "
			"people, such as clients.\n"
			"f:4:11: error: 'a' means nothing by itself: a question is written "
			"${a}.\n");
	expect_problems("survey:\n- {type: text, name: a, label: A}\n"
			"entities:\n- - list_name\n" SETTINGS,
			"f:4:3: error: entities is a mapping, such as list_name: clients.\n");
	expect_problems("survey:\n- {type: text, name: a, label: A, save_to: Rung}\n" SETTINGS,
			"f:2:44: error: save_to names a fact in small letters, digits and _, "
			"not 'Rung'.\n");
}

static void knows_the_direction_of_a_language(void **state)
{
	struct form *form = read_fine(
		"survey:\n- {type: text, name: a, 'label::English (en)': A, 'label::Arabic "
		"(ar)': B, 'label::Dari (prs-AF)': C, 'label::Other': D}\n" SETTINGS);

	(void)state;
	assert_int_equal(form->language_count, 4);
	assert_string_equal(form_text(form, form->titles, 3), "F");
	assert_false(form_language_is_rtl(form, 0));
	assert_true(form_language_is_rtl(form, 1));
	assert_true(form_language_is_rtl(form, 2));
	assert_false(form_language_is_rtl(form, 3));
	form_free(form);
}

static void knows_the_default_language_by_its_short_name(void **state)
{
	struct form *form = read_fine("survey:\n- {type: text, name: a, 'label::English (en)': A, "
				      "'label::Nederlands (nl)': B}\n"
				      "settings: {form_id: f, default_language: English}\n");

	(void)state;
	assert_int_equal(form->language_count, 2);
	assert_string_equal(form->languages[form->default_language], "English (en)");
	assert_string_equal(form->codes[form->default_language], "en");
	form_free(form);
}

static void expect_language(const struct form *form, int language, const char *name,
			    const char *code)
{
	assert_true(language < form->language_count);
	assert_string_equal(form->languages[language], name);
	assert_string_equal(form->codes[language], code);
}

/* A key that is a name has no blanks around it, as a cell has none. */
static void trims_names_that_are_keys(void **state)
{
	struct form *form = read_fine(
		"survey:\n- {type: select_one l, name: a, label: A}\n"
		"choices: {' l': {' b': B, 'c ': {label: C}}}\nsettings: {form_id: f}\n");
	struct form_problems problems = FORM_PROBLEMS_INIT;
	static const char nameless[] = "survey:\n- {type: text, name: a, label: A}\n"
				       "choices: {' ': {b: B}, l: {' ': C}}\n";
	struct str said = STR_INIT;

	(void)state;
	assert_string_equal(form->lists[0].name, "l");
	assert_string_equal(form->lists[0].choices[0].name, "b");
	assert_string_equal(form->lists[0].choices[1].name, "c");
	form_free(form);
	assert_null(form_read(nameless, sizeof nameless - 1, NULL, &problems));
	form_problems_write(&said, &problems, "f");
	assert_non_null(strstr(said.bytes, "f:3:11: error: This list has no name."));
	assert_non_null(strstr(said.bytes, "f:3:28: error: This choice has no name."));
	form_problems_release(&problems);
	str_release(&said);
}

/* A key without a name says it all, as a header does. */
static void declares_languages_by_key_alone(void **state)
{
	struct form *form = read_fine(
		"survey:\n- {type: text, name: a, label: {fr: A, English: B, 'Dari (prs)': C}}\n"
		"settings: {form_id: f, languages: {fr: , English: , Dari (prs): , de: Deutsch}}\n");

	(void)state;
	assert_int_equal(form->language_count, 4);
	expect_language(form, 0, "fr", "fr");
	expect_language(form, 1, "English", "");
	expect_language(form, 2, "Dari (prs)", "prs");
	expect_language(form, 3, "Deutsch (de)", "de");
	form_free(form);
}

/* The order is that of the columns, and one that is empty is there too. */
static void reads_languages_of_a_workbook(void **state)
{
	struct form *form = read_fine("survey:\n- {type: text, name: a, 'label::fr': A}\n"
				      "settings: [{form_id: f, default_language: fr}]\n"
				      "yxf:\n  headers:\n    survey:\n    - type\n    - name\n"
				      "    - label::English (en)\n    - label::fr\n");

	(void)state;
	assert_int_equal(form->language_count, 2);
	expect_language(form, 0, "English (en)", "en");
	expect_language(form, 1, "fr", "fr");
	assert_int_equal(form->default_language, 1);
	form_free(form);
}

static void has_one_language_called_default(void **state)
{
	struct form *form = read_fine("survey:\n- {type: text, name: a, 'label::default': A}\n"
				      "- {type: text, name: b, label: B}\n"
				      "settings: {form_id: f}\n");

	(void)state;
	assert_int_equal(form->language_count, 1);
	form_free(form);
}

int reader_columns_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_types),
		cmocka_unit_test(reads_ranges),
		cmocka_unit_test(reads_parameters),
		cmocka_unit_test(says_what_parameters_do_not_know),
		cmocka_unit_test(reads_triggers),
		cmocka_unit_test(takes_a_lone_word_for_nothing),
		cmocka_unit_test(reads_looks),
		cmocka_unit_test(a_head_asks_nothing),
		cmocka_unit_test(a_table_is_a_grid),
		cmocka_unit_test(reads_entities),
		cmocka_unit_test(checks_entities),
		cmocka_unit_test(knows_the_default_language_by_its_short_name),
		cmocka_unit_test(knows_the_direction_of_a_language),
		cmocka_unit_test(trims_names_that_are_keys),
		cmocka_unit_test(declares_languages_by_key_alone),
		cmocka_unit_test(reads_languages_of_a_workbook),
		cmocka_unit_test(has_one_language_called_default),
	};

	return cmocka_run_group_tests_name("reader of columns", tests, NULL, NULL);
}
