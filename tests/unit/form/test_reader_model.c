/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

static const struct form_row *row_named(const struct form *form, const char *name)
{
	int row = form_find(form, name);

	assert_int_not_equal(row, FORM_NONE);
	return &form->rows[row];
}

static const char flat[] = "survey:\n"
			   "- '#': Intake, first contact\n"
			   "- type: begin_group\n"
			   "  name: client\n"
			   "  label::Nederlands (nl): Cliënt\n"
			   "  label::English (en): Client\n"
			   "- type: select_one yes_no\n"
			   "  name: has_children\n"
			   "  label::Nederlands (nl): Heeft u kinderen?\n"
			   "  label::English (en): Do you have children?\n"
			   "  required: yes\n"
			   "- type: integer\n"
			   "  name: children\n"
			   "  label::Nederlands (nl): Hoeveel?\n"
			   "  label::English (en): How many?\n"
			   "  relevant: ${has_children} = 'yes'\n"
			   "  constraint: . > 0 and . < 20\n"
			   "  Constraint Message::Nederlands (nl): Tussen 1 en 19.\n"
			   "- type: end group\n"
			   "choices:\n"
			   "- list_name: yes_no\n"
			   "  name: yes\n"
			   "  label::Nederlands (nl): Ja\n"
			   "  label::English (en): Yes\n"
			   "- list_name: yes_no\n"
			   "  name: 0\n"
			   "  label::Nederlands (nl): Nee\n"
			   "  label::English (en): No\n"
			   "settings:\n"
			   "- form_title: Intake\n"
			   "  form_id: intake\n"
			   "  version: 20261121\n"
			   "  default_language: Nederlands (nl)\n";

static const char nested[] =
	"survey:\n"
	"- '#': Intake, first contact\n"
	"- type: group\n"
	"  name: client\n"
	"  label: {nl: Cliënt, en: Client}\n"
	"  questions:\n"
	"  - type: select_one yes_no\n"
	"    name: has_children\n"
	"    label: {nl: 'Heeft u kinderen?', en: 'Do you have children?'}\n"
	"    required: true\n"
	"  - type: integer\n"
	"    name: children\n"
	"    label: {nl: 'Hoeveel?', en: 'How many?'}\n"
	"    relevant: ${has_children} = 'yes'\n"
	"    constraint: . > 0 and . < 20\n"
	"    constraint_message: {nl: Tussen 1 en 19.}\n"
	"choices:\n"
	"  yes_no:\n"
	"    yes: {nl: Ja, en: Yes}\n"
	"    0: {nl: Nee, en: No}\n"
	"settings:\n"
	"  form_title: Intake\n"
	"  form_id: intake\n"
	"  version: 20261121\n"
	"  languages: {nl: Nederlands, en: English}\n";

static void check_intake(const struct form *form)
{
	const struct form_row *row = row_named(form, "children");

	assert_string_equal(form->id, "intake");
	assert_string_equal(form->title, "Intake");
	assert_string_equal(form->version, "20261121");
	assert_int_equal(form->language_count, 2);
	assert_string_equal(form->languages[0], "Nederlands (nl)");
	assert_string_equal(form->codes[1], "en");
	assert_int_equal(form->default_language, 0);
	assert_int_equal(form_language(form, "en"), 1);
	assert_int_equal(form_language(form, "fr"), 0);
	assert_int_equal(form->row_count, 3);
	assert_int_equal(form->rows[0].type, FORM_GROUP);
	assert_int_equal(form->rows[0].end, 3);
	assert_string_equal(form_text(form, form->rows[0].label, 1), "Client");
	assert_int_equal(row->parent, 0);
	assert_string_equal(row->path, "client/children");
	assert_string_equal(row->number, "1a");
	assert_non_null(row->relevant);
	assert_non_null(row->constraint);
	assert_string_equal(form_text(form, row->constraint_message, 1),
			    "Tussen 1 en 19.");
	row = row_named(form, "has_children");
	assert_true(row->always_required);
	assert_null(row->required);
	assert_string_equal(row->number, "1");
	assert_int_equal(row->list->count, 2);
	assert_string_equal(form_text(form, form_list_choice(row->list, "0")->label, 1),
			    "No");
	assert_null(form_list_choice(row->list, "1"));
	assert_int_equal(form_find(form, "client/children"), 2);
	assert_int_equal(form_find_path(form, "client/children"), 2);
	assert_int_equal(form_find_path(form, "children"), FORM_NONE);
	assert_int_equal(form_find(form, "nobody"), FORM_NONE);
}

static void reads_flat_and_nested_alike(void **state)
{
	struct form *form = read_fine(flat);

	(void)state;
	check_intake(form);
	assert_true(form->is_flat);
	form_free(form);
	form = read_fine(nested);
	check_intake(form);
	assert_false(form->is_flat);
	form_free(form);
}

static void reads_both_layouts_in_one_file(void **state)
{
	struct form *form = read_fine("survey:\n"
				      "- {type: begin group, name: a}\n"
				      "- type: group\n"
				      "  name: b\n"
				      "  questions:\n"
				      "  - {type: Begin_Group, name: c}\n"
				      "  - {type: TEXT, name: t, Label: T}\n"
				      "  - {type: end group}\n"
				      "- {type: string, name: u, 'label:English': U}\n"
				      "- {type: END GROUP}\n"
				      "settings: {form_id: f}\n");

	(void)state;
	assert_string_equal(row_named(form, "t")->path, "a/b/c/t");
	assert_string_equal(row_named(form, "u")->path, "a/u");
	assert_int_equal(form->rows[0].end, form->row_count);
	assert_string_equal(form->languages[0], "default");
	assert_string_equal(form->languages[1], "English");
	assert_string_equal(form_text(form, row_named(form, "u")->label, 0), "U");
	form_free(form);
}

static void knows_every_type(void **state)
{
	static const struct {
		const char *word;
		enum form_type type;
		bool is_question, is_shown;
	} types[] = {
		{"text", FORM_TEXT, true, true},
		{"int", FORM_INTEGER, true, true},
		{"decimal", FORM_DECIMAL, true, true},
		{"select one l", FORM_SELECT_ONE, true, true},
		{"select_multiple l", FORM_SELECT_MULTIPLE, true, true},
		{"note", FORM_NOTE, false, true},
		{"calculate", FORM_CALCULATE, false, false},
		{"hidden", FORM_HIDDEN, false, false},
		{"date", FORM_DATE, true, true},
		{"time", FORM_TIME, true, true},
		{"dateTime", FORM_DATETIME, true, true},
		{"trigger", FORM_ACKNOWLEDGE, true, true},
		{"start", FORM_START, false, false},
		{"end", FORM_END, false, false},
		{"today", FORM_TODAY, false, false},
		{"username", FORM_USERNAME, false, false},
		{"deviceid", FORM_DEVICEID, false, false},
		{"signature", FORM_TEXT, true, true},
		{"simserial", FORM_HIDDEN, false, false},
		{"audio", FORM_NOT_ASKED, false, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str text = STR_INIT;
		struct form *form;

		str_addf(
			&text,
			"survey:\n- {type: '%s', name: a, label: A, calculation: 1 + 1}\n"
			"choices: {l: {x: X}}\nsettings: {form_id: f}\n",
			types[i].word);
		form = read_fine(text.bytes);
		assert_int_equal(form->rows[0].type, types[i].type);
		assert_int_equal(form_row_is_question(form->rows), types[i].is_question);
		assert_int_equal(form_row_is_shown(form->rows), types[i].is_shown);
		form_free(form);
		str_release(&text);
	}
}

static void numbers_questions(void **state)
{
	struct form *form =
		read_fine("survey:\n"
			  "- {type: text, name: a, label: A, relevant: '1 = 1'}\n"
			  "- {type: note, name: n, label: N}\n"
			  "- {type: select_multiple l or_other, name: b, label: B}\n"
			  "- {type: text, name: c, label: C, relevant: \"${b} = 'x'\"}\n"
			  "- {type: calculate, name: d, calculation: 1 + 1}\n"
			  "- {type: text, name: e, label: E, relevant: '${d} = 2'}\n"
			  "- {type: text, name: f, label: F, appearance: hidden}\n"
			  "- {type: image, name: g, label: G}\n"
			  "- {type: date, name: h, label: H, later: yes}\n"
			  "choices: {l: {x: X}}\n"
			  "settings: {form_id: f, default_language: English (en)}\n");

	(void)state;
	assert_string_equal(row_named(form, "a")->number, "1");
	assert_null(row_named(form, "n")->number);
	assert_string_equal(row_named(form, "b")->number, "2");
	assert_string_equal(row_named(form, "b_other")->number, "2a");
	assert_string_equal(row_named(form, "c")->number, "2b");
	assert_null(row_named(form, "d")->number);
	assert_string_equal(row_named(form, "e")->number, "3");
	assert_null(row_named(form, "f")->number);
	assert_null(row_named(form, "g")->number);
	assert_string_equal(row_named(form, "h")->number, "4");
	form_free(form);
}

static void adds_the_other_choice(void **state)
{
	struct form *form = read_fine(
		"survey:\n"
		"- {type: select_one l or_other, name: a, label: {nl: A, en: A}, "
		"sensitive: yes}\n"
		"- {type: select_one l, name: b, label: {nl: B, en: B}}\n"
		"choices: {l: {x: {nl: X, en: X}}}\n"
		"settings: {form_id: f, languages: {nl: Nederlands, en: English}}\n");
	const struct form_row *a = row_named(form, "a"),
			      *other = row_named(form, "a_other");
	int count;

	(void)state;
	assert_int_equal(a->list->count, 2);
	assert_int_equal(row_named(form, "b")->list->count, 1);
	assert_string_equal(form_text(form, form_list_choice(a->list, "other")->label, 0),
			    "anders");
	assert_int_equal(other->type, FORM_TEXT);
	assert_true(other->sensitive);
	assert_int_equal(form_expr_reads(other->relevant, &count)[0].row, a->index);
	assert_string_equal(form_text(form, other->label, 1), "Please specify.");
	form_free(form);
}

static void inherits_from_the_group(void **state)
{
	struct form *form =
		read_fine("survey:\n"
			  "- type: group\n"
			  "  name: g\n"
			  "  part: alone\n"
			  "  sensitive: true\n"
			  "  read_only: TRUE()\n"
			  "  appearance: hidden\n"
			  "  questions:\n"
			  "  - {type: text, name: a, label: A, save_to: ladder_level, "
			  "page_label: Trede}\n"
			  "  - {type: text, name: b, label: B, part: together}\n"
			  "- {type: text, name: c, label: C, later: yes, appearance: "
			  "multiline quick}\n"
			  "settings: {form_id: f}\n");
	const struct form_row *a = row_named(form, "a"), *c = row_named(form, "c");

	(void)state;
	assert_int_equal(a->part, FORM_ALONE);
	assert_true(a->sensitive && a->always_read_only && !a->later);
	assert_false(form_row_is_shown(a));
	assert_string_equal(a->save_to, "ladder_level");
	assert_string_equal(form_text(form, a->page_label, 0), "Trede");
	assert_int_equal(row_named(form, "b")->part, FORM_TOGETHER);
	assert_int_equal(c->part, FORM_TOGETHER);
	assert_true(c->later && !c->sensitive);
	assert_int_equal(c->appearance, FORM_MULTILINE);
	form_free(form);
}

static void reads_defaults_and_conditions(void **state)
{
	struct form *form = read_fine(
		"survey:\n"
		"- {type: text, name: a, label: A, default: plain text}\n"
		"- {type: date, name: b, label: B, default: today(), required: '${a} != "
		"\"\"'}\n"
		"- {type: text, name: c, label: 'Hoi ${a}, ${aanspreek}', readonly: "
		"'no', relevance: TRUE}\n"
		"- {type: select_one l, name: d, label: D, choice_filter: 'district = "
		"${a}'}\n"
		"choices:\n"
		"  l:\n"
		"  - {name: x, label: X, district: laak}\n"
		"  - {name: y, label: Y}\n"
		"settings: {form_id: f, instance_name: 'concat(${a}, \" \")'}\n");
	const struct form_row *b = row_named(form, "b"), *d = row_named(form, "d");

	(void)state;
	assert_string_equal(row_named(form, "a")->fixed_default, "plain text");
	assert_null(b->fixed_default);
	assert_non_null(b->dynamic_default);
	assert_non_null(b->required);
	assert_false(b->always_required);
	assert_non_null(row_named(form, "c")->relevant);
	assert_false(row_named(form, "c")->always_read_only);
	assert_non_null(d->choice_filter);
	assert_int_equal(d->list->column_count, 1);
	assert_string_equal(d->list->columns[0], "district");
	assert_string_equal(d->list->choices[0].columns[0], "laak");
	assert_string_equal(d->list->choices[1].columns[0], "");
	assert_non_null(form->instance_name);
	form_free(form);
}

static void reads_curly_quotes_and_blocks(void **state)
{
	struct form *form = read_fine("survey:\n"
				      "- {type: text, name: a, label: A}\n"
				      "- type: text\n"
				      "  name: b\n"
				      "  label: |-\n"
				      "    Eerste regel\n"
				      "    tweede regel\n"
				      "  relevant: ${a} = ‘ja’\n"
				      "settings: {form_id: f}\n");

	(void)state;
	assert_non_null(row_named(form, "b")->relevant);
	assert_string_equal(form_text(form, row_named(form, "b")->label, 0),
			    "Eerste regel\ntweede regel");
	form_free(form);
}

static void reads_trees(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	static const char text[] = "a: 1\nb:\n  - x\n  - {c: 'y'}\n";
	const struct form_node *root =
		form_tree_read(&arena, text, strlen(text), &problems);
	const struct form_node *b = form_node_at(root, "b");

	(void)state;
	assert_string_equal(form_node_text(root, "a"), "1");
	assert_string_equal(form_node_text(root, "b"), "");
	assert_string_equal(form_node_text(root, "z"), "");
	assert_null(form_node_at(b, "x"));
	assert_int_equal(b->kind, FORM_NODE_LIST);
	assert_int_equal(b->key_line, 2);
	assert_int_equal(b->line, 3);
	assert_string_equal(b->first->text, "x");
	assert_string_equal(form_node_text(b->first->next, "c"), "y");
	assert_int_equal(b->first->next->first->column, 10);
	assert_null(b->first->next->next);
	assert_null(form_tree_read(&arena, "a: 1\na: 2\n", 10, &problems));
	assert_int_equal(problems.errors, 1);
	arena_release(&arena);
	form_problems_release(&problems);
}

int reader_model_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_flat_and_nested_alike),
		cmocka_unit_test(reads_both_layouts_in_one_file),
		cmocka_unit_test(knows_every_type),
		cmocka_unit_test(numbers_questions),
		cmocka_unit_test(adds_the_other_choice),
		cmocka_unit_test(inherits_from_the_group),
		cmocka_unit_test(reads_defaults_and_conditions),
		cmocka_unit_test(reads_curly_quotes_and_blocks),
		cmocka_unit_test(reads_trees),
	};

	return cmocka_run_group_tests_name("reader, model", tests, NULL, NULL);
}
