/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/columns.h"

#include "reader.h"

/* Settings that nothing is said about. */
#define SETTINGS "settings: {form_id: f, form_title: F}\n"
#define YES_NO	 "choices: {yn: {yes: Ja, no: Nee}}\n"

void expect_problems(const char *text, const char *expected)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(text, strlen(text), NULL, &problems);
	struct str said = STR_INIT;

	form_problems_write(&said, &problems, "f");
	assert_string_equal(said.bytes, expected);
	assert_int_equal(form == NULL, problems.errors > 0);
	str_release(&said);
	form_problems_release(&problems);
	form_free(form);
}

struct form *read_fine(const char *text)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(text, strlen(text), NULL, &problems);
	struct str said = STR_INIT;

	form_problems_write(&said, &problems, "f");
	if (!form)
		fail_msg("%s", said.bytes);
	str_release(&said);
	form_problems_release(&problems);
	return form;
}

struct sample {
	const char *text, *expected;
};

static void expect_all(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_problems(samples[i].text, samples[i].expected);
}

#define EXPECT_ALL(samples) expect_all(samples, sizeof samples / sizeof *samples)

static void says_what_is_no_yaml(void **state)
{
	static const struct sample samples[] = {
		{"", "f:1:1: error: The file is empty.\n"},
		{"PK\003\004\024", "f:1:1: error: This is a workbook, and a form is YAML: yxf turns "
				  "one into the other.\n"},
		{"# only a remark\n", "f:1:1: error: The file is empty.\n"},
		{"survey:\n- type: text\n  name: a\n  label: one: two\n",
		 "f:4:13: error: A text that holds ': ' must stand between quotes (or "
		 "the line is indented wrongly).\n"},
		{"survey:\n- type: text\n\tname: a\n",
		 "f:3:1: error: Indent with spaces, not with tabs.\n"},
		{"survey:\n- type: @text\n",
		 "f:2:9: error: A text cannot begin with this character (a tab, @, ` or "
		 "%): indent with spaces, or put the text between quotes.\n"},
		{"survey:\n- type: 'text\n  name: a\n",
		 "f:2:9: error: A quote is opened and never closed.\n"},
		{"survey:\n- type: text\n name: a\n",
		 "f:3:2: error: This line is not indented like the ones it belongs to "
		 "(or a quote is missing).\n"},
		{"survey: [a, b\n",
		 "f:1:9: error: A } or ] is missing here, or quotes round a text that "
		 "holds : , { or }.\n"},
		{"survey:\n- label: {nl: Let op: ja}\n",
		 "f:2:21: error: A } or ] is missing here, or quotes round a text that "
		 "holds : , { or }.\n"},
		{"survey:\n- label: {nl: Dag ${a}, en: Day}\n",
		 "f:2:20: error: A } or ] is missing here, or quotes round a text that "
		 "holds : , { or }.\n"},
		{"survey:\n- type: text\n  name:a\n  label: A\n",
		 "f:3:3: error: A ':' is missing behind a key (or a text of several lines "
		 "is not indented).\n"},
		{"survey:\n- name: a\n  relevant: {b} = 1\n",
		 "f:3:17: error: Nothing may follow this quote or bracket: put quotes "
		 "round all of it.\n"},
		{"survey:\n- name: a\n  constraint: > 3\n",
		 "f:3:17: error: A text cannot begin with > or |: put it between quotes.\n"},
		{"survey:\n- name: a\n  relevant: !(${a} = 2)\n",
		 "f:3:16: error: A text cannot begin with !: put it between quotes.\n"},
		{"survey:\n- &a text\n", "f:2:3: error: Anchors (&name) are refused: "
					 "write it out, or put it between quotes.\n"},
		{"survey:\n- *a\n", "f:2:3: error: Aliases (*name) are refused: write it "
				    "out, or put it between quotes.\n"},
		{"survey:\n- type: !!int 3\n", "f:2:9: error: Tags (!name) are refused: "
					       "put the text between quotes.\n"},
		{"survey:\n- <<: {a: b}\n",
		 "f:2:3: error: Merge keys (<<) are refused: write it out.\n"},
		{"a: b\n---\nc: d\n", "f:2:1: error: A second document begins here: one "
				      "file is one document.\n"},
		{"? [a]\n: b\n", "f:1:3: error: A key must be a plain text.\n"},
		{"a: \"x\\0y\"\n", "f:1:4: error: This text holds a NUL character.\n"},
		{"a: \"\\q\"\n", "f:1:5: error: This backslash means nothing between "
				 "double quotes: use single quotes.\n"},
		{"a: b\ncaf\xe9: c\n",
		 "f:2:4: error: The file is not UTF-8 here: save it as UTF-8.\n"},
		{"a: b\x1b[2J\n",
		 "f:1:5: error: A control character stands here: take it out.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void says_what_stands_twice(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- type: text\n  name: a\n  label: A\n  name: b\n" SETTINGS,
		 "f:5:3: error: 'name' stands here twice (first on line 3).\n"
		 "f:5:3: error: 'name' is given twice in this row.\n"},
		{"survey:\n- {type: text, name: a, label: A, relevant: 1 = 1, Relevance: "
		 "2 = 2}\n" SETTINGS,
		 "f:2:52: error: 'relevance' is given twice in this row.\n"},
		{"survey:\n- {type: text, name: a, label: A}\n- {type: text, name: a, "
		 "label: A}\n" SETTINGS,
		 "f:3:3: error: The name 'a' is used twice in one group (first on line "
		 "2).\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void says_what_is_no_form(void **state)
{
	static const struct sample samples[] = {
		{"- a\n", "f:1:1: error: A form is a mapping with survey, choices and "
			  "settings.\n"},
		{"choices: {}\n", "f:1:1: error: The sheet 'survey' is missing: it holds "
				  "the questions.\n"},
		{"survey: x\n" SETTINGS, "f:1:9: error: A list of rows is expected here, "
					 "each beginning with '- type: '.\n"},
		{"survey:\n- text\n" SETTINGS,
		 "f:2:3: error: A row is a mapping that begins with a type, such as '- "
		 "type: text'.\n"},
		{"survey:\n- name: a\n" SETTINGS,
		 "f:2:3: error: This row has no type.\n"},
		{"survey:\n- type: text\n" SETTINGS,
		 "f:2:3: error: This question has no name.\n"
		 "f:2:3: warning: '_unnamed_1' has no label: its name is shown.\n"},
		{"survey:\n- {type: text, name: 1a, label: A}\n" SETTINGS,
		 "f:2:22: error: '1a' is no legal name: letters, digits, _ - and . only, "
		 "and a letter or _ first.\n"},
		{"survey:\n- {type: text, name: zij, label: A}\n" SETTINGS,
		 "f:2:22: error: 'zij' is a word of address and cannot be the name of a "
		 "question.\n"},
		{"survey:\n- {type: text, name: a, label: [A]}\n" SETTINGS,
		 "f:2:3: warning: 'a' has no label: its name is shown.\n"
		 "f:2:32: error: A text is expected here, not a list.\n"},
		{"survey:\n- {type: text, name: a, label: A}\n",
		 "f:2:1: warning: settings has no form_id: the name that answers are "
		 "kept under.\n"},
		{"survey:\n- {type: text, name: a, label: A}\nsettings: {form_id: "
		 "f}\nsurveys: {}\n",
		 "f:4:1: warning: Unknown sheet 'surveys', not used; did you mean "
		 "'survey'?\n"},
		{"survey:\n- {type: text, name: a, label: A}\nsettings: {form_id: "
		 "f}\nentites:\n- {list_name: x}\n",
		 "f:4:1: warning: Unknown sheet 'entites', not used; did you mean "
		 "'entities'?\n"},
		{"survey: []\n" SETTINGS,
		 "f:1:9: error: The survey holds no questions.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void suggests_what_was_meant(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: integr, name: a, label: A}\n" SETTINGS,
		 "f:2:10: warning: Unknown type 'integr', asked as text; did you mean "
		 "'integer'?\n"},
		{"survey:\n- {type: 'db:person', name: a, label: A}\n" SETTINGS,
		 "f:2:11: warning: Unknown type 'db:person', asked as text.\n"},
		{"survey:\n- {type: text, name: a, lable: A}\n- {type: text, name: b, "
		 "lable: B}\n" SETTINGS,
		 "f:2:3: warning: 'a' has no label: its name is shown.\n"
		 "f:2:25: warning: Unknown column 'lable', not used; did you mean "
		 "'label'?\n"
		 "f:3:3: warning: 'b' has no label: its name is shown.\n"},
		{"survey:\n- {type: select_one yesno, name: a, label: A}\nchoices: "
		 "{yes_no: {yes: Ja}}\n" SETTINGS,
		 "f:2:10: error: There is no list 'yesno' in choices; did you mean "
		 "'yes_no'?\n"},
		{"survey:\n- {type: select_one, name: a, label: A}\n" YES_NO SETTINGS,
		 "f:2:10: error: The name of the list is missing, as in 'select_one "
		 "yes_no'.\n"},
		{"survey:\n- {type: integer, name: children, label: A}\n- {type: text, "
		 "name: b, label: 'Hoe oud is ${kinderen}, ${childern}?'}\n" SETTINGS,
		 "f:3:44: error: There is no question 'kinderen'.\n"
		 "f:3:57: error: There is no question 'childern'; did you mean "
		 "'children'?\n"},
		{"survey:\n- {type: text, name: a, label: A, appearance: "
		 "multilin}\n" SETTINGS,
		 "f:2:47: warning: Unknown appearance 'multilin', not used; did you mean "
		 "'multiline'?\n"},
		{"survey:\n- {type: text, name: a, label: A}\nsettings: {form_id: f, "
		 "form_tittle: F}\n",
		 "f:3:24: warning: Unknown setting 'form_tittle', not used; did you mean "
		 "'form_title'?\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void pairs_groups(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: end_group}\n" SETTINGS,
		 "f:2:10: error: end_group without begin_group: no group is open "
		 "here.\n"},
		{"survey:\n- {type: begin group, name: g}\n- {type: text, name: a, "
		 "label: A}\n" SETTINGS,
		 "f:2:3: error: begin_group 'g' is never closed: end_group is "
		 "missing.\n"},
		{"survey:\n- {type: begin_group, name: g}\n- {type: text, name: a, "
		 "label: A}\n- {type: end_repeat}\n" SETTINGS,
		 "f:4:10: error: end_repeat closes begin_group 'g' of line 2: end_group "
		 "was expected.\n"},
		{"survey:\n- {type: begin_group, name: g}\n- {type: text, name: a, "
		 "label: A}\n- {type: end_group, name: h}\n" SETTINGS,
		 "f:4:27: warning: This ends 'g' of line 2, not 'h'.\n"},
		{"survey:\n- {type: begin_loop over x, name: g}\n- {type: text, name: a, "
		 "label: A}\n- {type: end_loop}\n" SETTINGS,
		 "f:2:10: error: 'begin_loop' is not understood: write a repeat "
		 "(begin_repeat), with repeat_count if the number is known.\n"},
		{"survey:\n- type: group\n  name: g\n  questions:\n  - {type: text, "
		 "name: a, label: A}\n  - {type: end_group}\n" SETTINGS,
		 "f:6:12: error: end_group without begin_group: no group is open "
		 "here.\n"},
		{"survey:\n- {type: group, name: g}\n" SETTINGS,
		 "f:2:10: error: This group has no questions; without nesting its type "
		 "is 'begin_group'.\n"},
		{"survey:\n- {type: begin_group}\n- {type: text, name: a, label: A}\n- "
		 "{type: end_group}\n" SETTINGS,
		 "f:2:3: error: This group has no name.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void says_what_is_not_used(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: 'select_one ${child}', name: a, label: A}\n" SETTINGS,
		 "f:2:11: error: Choices from a repeat do not work in this version of "
		 "trede.\n"},
		{"survey:\n- {type: image, name: a, label: A}\n" SETTINGS,
		 "f:2:10: warning: The type 'image' is not asked in trede: it is shown "
		 "as not asked.\n"},
		{"survey:\n- {type: xml-external, name: a}\n" SETTINGS,
		 "f:2:10: warning: The type 'xml-external' is not used in trede.\n"},
		{"survey:\n- {type: text, name: a, label: A, 'media::image': x, "
		 "'bind::x': y}\n" SETTINGS,
		 "f:2:35: warning: The column 'media::image' has no effect in trede.\n"
		 "f:2:54: warning: The column 'bind::x' has no effect in trede.\n"},
		{"survey:\n- {type: text, name: a, label: A, appearance: w1}\n- {type: "
		 "text, name: b, label: B, appearance: w1}\n" SETTINGS,
		 "f:2:47: warning: The appearance 'w1' has no effect in trede.\n"},
		{"survey:\n- {type: text, name: a, label: A, trigger: ''}\n" SETTINGS,
		 ""},
		{"survey:\n- {type: text, name: a, label: A}\n"
		 "settings: {form_id: f, kobo: 1, asset: 2, versoin: 3}\n",
		 "f:3:24: warning: Unknown settings, not used: kobo, asset.\n"
		 "f:3:43: warning: Unknown setting 'versoin', not used; did you mean "
		 "'version'?\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void checks_our_columns(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: text, name: a, label: A, save_to: Rung 2}\n" SETTINGS,
		 "f:2:44: error: save_to names a fact in small letters, digits and _, not 'Rung "
		 "2'.\n"},
		{"survey:\n- {type: note, name: a, label: A, save_to: rung}\n" SETTINGS,
		 "f:2:44: warning: save_to has no meaning here: there is no answer to "
		 "save.\n"},
		{"survey:\n- {type: text, name: a, label: A, part: allone}\n" SETTINGS,
		 "f:2:41: error: part is 'together' or 'alone', not 'allone'.\n"},
		{"survey:\n- {type: text, name: a, label: A, sensitive: "
		 "maybe}\n" SETTINGS,
		 "f:2:46: error: Yes or no is expected here, not 'maybe'.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void checks_choices(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: select_one l, name: a, label: A}\nchoices:\n- "
		 "{list_name: l, name: x, label: X}\n- {list_name: l, name: x, label: "
		 "Y}\n" SETTINGS,
		 "f:5:24: warning: List 'l' has the choice 'x' twice (first on line 4): the "
		 "first counts.\n"},
		{"survey:\n- {type: select_one l, name: a, label: A}\nchoices:\n- "
		 "{list_name: l, name: x, label: X}\n- {list_name: l, name: x, label: "
		 "Y}\nsettings: {form_id: f, allow_choice_duplicates: yes}\n",
		 ""},
		{"survey:\n- {type: select_multiple l, name: a, label: A}\nchoices:\n- "
		 "{list_name: l, name: x y, label: X}\n" SETTINGS,
		 "f:4:24: error: The name of choice 'x y' holds a blank.\n"},
		{"survey:\n- {type: select_one l, name: a, label: A}\nchoices:\n- "
		 "{list_name: l, name: x}\n- {name: y}\n- {list_name: l, label: "
		 "z}\n" SETTINGS,
		 "f:4:24: warning: Choice 'x' has no label: its name is shown.\n"
		 "f:5:3: error: This choice has no list_name.\n"
		 "f:6:3: error: This choice has no name.\n"},
		{"survey:\n- {type: select_one l, name: a, label: A}\nchoices: {l: "
		 "{}}\n" SETTINGS,
		 "f:2:10: error: List 'l' holds no choices.\n"},
		{"survey:\n- {type: select_one yn, name: a, label: A}\n- {type: text, "
		 "name: b, label: B, relevant: \"${a} = 'ja'\"}\n- {type: text, name: c, "
		 "label: C, relevant: \"selected(${a}, 'yess') or ${a} = 1\"}\n" YES_NO
			 SETTINGS,
		 "f:3:54: warning: List 'yn' of 'a' has no choice 'ja'; did you mean 'yes'?\n"
		 "f:4:62: warning: List 'yn' of 'a' has no choice 'yess'; did you mean "
		 "'yes'?\n"
		 "f:4:79: warning: List 'yn' of 'a' has no choice '1'.\n"},
		{"survey:\n- {type: text, name: d, label: D}\n- {type: select_one l, "
		 "name: a, label: A, choice_filter: 'distict = ${d}'}\nchoices:\n  l:\n  "
		 "- {name: x, label: X, district: 1}\n" SETTINGS,
		 "f:3:59: error: List 'l' has no column 'distict'; did you mean "
		 "'district'?\n"},
		{"survey:\n- {type: select_one yn or_other, name: a, label: A, "
		 "choice_filter: 'name != 1'}\n" YES_NO SETTINGS,
		 "f:2:53: error: or_other and choice_filter do not go together.\n"},
		{"survey:\n- {type: select_one yn or_more, name: a, label: A}\n" YES_NO
			 SETTINGS,
		 "f:2:10: error: 'or_more' is not understood here; only or_other may "
		 "follow the list.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void checks_rows(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: calculate, name: a}\n" SETTINGS,
		 "f:2:3: error: 'a' has no calculation.\n"},
		{"survey:\n- {type: integer, name: a, label: A, default: "
		 "twelve}\n" SETTINGS,
		 "f:2:47: error: The default 'twelve' does not fit this type.\n"},
		{"survey:\n- {type: date, name: a, label: A, default: "
		 "2026-02-30}\n" SETTINGS,
		 "f:2:44: error: The default '2026-02-30' is no date such as 2026-11-22.\n"},
		{"survey:\n- {type: select_one yn, name: a, label: A, default: "
		 "maybe}\n" YES_NO SETTINGS,
		 "f:2:53: warning: List 'yn' has no choice 'maybe'.\n"},
		{"survey:\n- {type: note, name: a, label: A, required: yes}\n" SETTINGS,
		 "f:2:45: warning: required has no meaning here: nothing is asked.\n"},
		{"survey:\n- {type: text, name: a, label: A, required: ja}\n" SETTINGS,
		 "f:2:45: error: 'yes', 'no' or a condition is expected here, not 'ja'.\n"},
		{"survey:\n- {type: text, name: a, label: A, relevant: '. > "
		 "1'}\n" SETTINGS,
		 "f:2:46: error: '.' is the answer being given: it has a meaning in "
		 "constraint only.\n"},
		{"survey:\n- {type: date, name: a, label: A, appearance: "
		 "field-list}\n" SETTINGS,
		 "f:2:47: warning: The appearance 'field-list' has no effect on this "
		 "type.\n"},
		{"survey:\n- {type: text, name: a, label: 'x ${a'}\n" SETTINGS,
		 "f:2:35: error: The ${ that starts here has no }.\n"},
		{"survey:\n- {type: text, name: a, label: A}\n"
		 "settings: {form_id: f, instance_name: 'concat(a, 1)'}\n",
		 "f:3:47: error: 'a' means nothing by itself: a question is written "
		 "${a}.\n"},
		{"survey:\n- {type: text, name: a, label: '${last-saved#a}'}\n" SETTINGS,
		 "f:2:33: error: ${last-saved#...} does not work in this version of "
		 "trede.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void warns_of_names_in_two_groups(void **state)
{
	static const char rows[] =
		"survey:\n"
		"- {type: group, name: g, questions: [{type: text, name: a, label: A}]}\n"
		"- {type: group, name: h, questions: [{type: text, name: a, label: "
		"A}]}\n";
	struct str text = STR_INIT;

	(void)state;
	str_addf(&text, "%s" SETTINGS, rows);
	expect_problems(text.bytes, "f:3:38: warning: The name 'a' is used twice (first "
				    "on line 2): no expression can name it.\n");
	str_reset(&text);
	str_addf(&text,
		 "%s- {type: note, name: n, label: 'x ${a}', relevant: \"${a} = "
		 "''\"}\n" SETTINGS,
		 rows);
	expect_problems(
		text.bytes,
		"f:3:38: warning: The name 'a' is used twice (first on line 2): no "
		"expression can name it.\n"
		"f:4:35: error: ${a} is unclear: more than one question has that name.\n"
		"f:4:53: error: ${a} is unclear: more than one question has that "
		"name.\n");
	str_release(&text);
}

static void warns_of_missing_languages(void **state)
{
	static const struct sample samples[] = {
		{"survey:\n- {type: text, name: a, label: {nl: A, en: A}}\n- {type: "
		 "text, name: b, label: {nl: B}}\n- {type: text, name: c, label: {nl: "
		 "C}}\nsettings: {form_id: f, form_title: F, languages: {nl: Nederlands, "
		 "en: English}}\n",
		 "f:3:3: warning: The label in English (en) is missing on 2 rows, the "
		 "first here: another language is shown.\n"},
		{"survey:\n- {type: text, name: a, label: {nl: A, ne: B}}\nsettings: "
		 "{form_id: f, languages: {nl: Nederlands, en: English}}\n",
		 "f:2:3: warning: The label in English (en) is missing: another language "
		 "is shown.\n"
		 "f:2:40: warning: The language 'ne' is not in settings, languages; did "
		 "you mean 'nl'?\n"},
		{"survey:\n- {type: text, name: a, 'label::English (en)': A}\nsettings: "
		 "{form_id: f, default_language: Nederlands (nl)}\n",
		 "f:3:42: warning: No text is in the default language 'Nederlands (nl)'; "
		 "there are texts in 'English (en)'.\n"},
	};

	(void)state;
	EXPECT_ALL(samples);
}

static void checks_the_headers_of_yxf(void **state)
{
	(void)state;
	expect_problems(
		"survey:\n- {type: text, name: a, label: A, hint: H}\n"
		"settings: [{form_id: f}]\n"
		"yxf:\n  headers:\n    survey:\n    - type\n    - name\n    - label\n",
		"f:7:5: warning: The column 'hint' is not in this list: yxf will refuse "
		"the file.\n");
}

static void keeps_types_sorted(void **state)
{
	(void)state;
	assert_true(form_columns_are_sorted());
}

static void keeps_at_most_200_problems(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str said = STR_INIT;

	(void)state;
	for (unsigned i = 0; i < 300; i++)
		form_problems_add(&problems, i % 2 ? FORM_ERROR : FORM_WARNING, 300 - i,
				  1, "%u", i);
	assert_int_equal(problems.count, 200);
	assert_int_equal(problems.errors, 150);
	assert_int_equal(problems.dropped, 100);
	form_problems_write(&said, &problems, "f");
	assert_true(text_begins(said.bytes, "f:101:1: error: 199\n"));
	assert_non_null(strstr(said.bytes, "f: and 100 more\n"));
	form_problems_release(&problems);
	str_release(&said);
}

int reader_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_is_no_yaml),
		cmocka_unit_test(says_what_stands_twice),
		cmocka_unit_test(says_what_is_no_form),
		cmocka_unit_test(suggests_what_was_meant),
		cmocka_unit_test(pairs_groups),
		cmocka_unit_test(says_what_is_not_used),
		cmocka_unit_test(checks_our_columns),
		cmocka_unit_test(checks_choices),
		cmocka_unit_test(checks_rows),
		cmocka_unit_test(warns_of_names_in_two_groups),
		cmocka_unit_test(warns_of_missing_languages),
		cmocka_unit_test(checks_the_headers_of_yxf),
		cmocka_unit_test(keeps_types_sorted),
		cmocka_unit_test(keeps_at_most_200_problems),
	};

	return cmocka_run_group_tests_name("reader", tests, NULL, NULL) +
	       reader_model_tests() + reader_hostile_tests() +
	       reader_repeat_tests() + reader_files_tests() + reader_columns_tests();
}
