/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

#define SETTINGS "settings: {form_id: f, form_title: F}\n"

/* Files by name, for the reader. */
struct shelf {
	struct {
		const char *name, *bytes;
	} files[4];
	int reads;
};

static enum err take(void *data, const char *name, struct str *out, struct error *e)
{
	struct shelf *shelf = data;

	for (int i = 0; i < 4 && shelf->files[i].name; i++) {
		if (strcmp(shelf->files[i].name, name) != 0)
			continue;
		shelf->reads++;
		str_set(out, shelf->files[i].bytes);
		return OK;
	}
	return error_set(e, ERR_NOT_FOUND, "none");
}

static struct form *read_with(const char *text, struct shelf *shelf, const char *expected)
{
	struct form_files files = {.read = take, .data = shelf};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(text, strlen(text), &files, &problems);
	struct str said = STR_INIT;

	form_problems_write(&said, &problems, "f");
	assert_string_equal(said.bytes, expected);
	str_release(&said);
	form_problems_release(&problems);
	return form;
}

/* A form with one select of the file places.csv, which holds csv. */
static struct form *read_places(const char *csv, const char *expected)
{
	struct shelf shelf = {.files = {{"places.csv", csv}}};

	return read_with("survey:\n- {type: select_one_from_file places.csv, name: a, label: "
			 "A}\n" SETTINGS,
			 &shelf, expected);
}

static void reads_a_file(void **state)
{
	struct form *form = read_places("name,label,city\nlaak,Laak,Den Haag\n\n"
					"west,\"West, \"\"oud\"\"\",\n",
					"");
	const struct form_list *list = form->rows[0].list;

	(void)state;
	assert_true(list->is_file);
	assert_string_equal(list->name, "places");
	assert_int_equal(list->count, 2);
	assert_string_equal(list->choices[0].name, "laak");
	assert_string_equal(form_text(form, list->choices[1].label, 0), "West, \"oud\"");
	assert_string_equal(form_list_cell(form, list, 0, form_list_column(list, "city"), 0),
			    "Den Haag");
	assert_string_equal(form_list_cell(form, list, 1, form_list_column(list, "name"), 0),
			    "west");
	assert_int_equal(form_list_column(list, "street"), FORM_CELL_NONE);
	assert_ptr_equal(form_list_find(form, "places"), list);
	assert_null(form_list_find(form, "people"));
	form_free(form);
}

static void reads_a_file_once(void **state)
{
	struct shelf shelf = {.files = {{"Places.CSV", "code,text,name\n1,One,x\n2,Two,y\n"}}};
	struct form *form = read_with(
		"survey:\n"
		"- {type: select_one_from_file Places.CSV, name: a, label: A, parameters: "
		"value=code label=text}\n"
		"- {type: select_multiple_from_file Places.CSV, name: b, label: B, parameters: "
		"'value=code;label=text'}\n"
		"- {type: select_one_from_file Places.CSV, name: c, label: C, parameters: "
		"label=text}\n" SETTINGS,
		&shelf, "");
	const struct form_list *list;

	(void)state;
	assert_int_equal(shelf.reads, 1);
	list = form->rows[0].list;
	assert_string_equal(list->choices[1].name, "2");
	assert_string_equal(form_text(form, list->choices[1].label, 0), "Two");
	assert_string_equal(form_list_cell(form, list, 1, form_list_column(list, "name"), 0), "y");
	assert_string_equal(form->rows[2].list->choices[1].name, "y");
	assert_string_equal(form_list_choice(form->rows[1].list, "2")->columns[0], "2");
	form_free(form);
}

/* A file has one language: nothing is missing in the others. */
static void says_nothing_of_languages(void **state)
{
	struct shelf shelf = {.files = {{"a.csv", "name,label\nx,X\n"}}};

	(void)state;
	form_free(read_with("survey:\n- {type: select_one_from_file a.csv, name: a, label: {nl: A, "
			    "en: A}}\n" SETTINGS,
			    &shelf, ""));
}

static void reads_csv_external(void **state)
{
	struct shelf shelf = {.files = {{"people.csv", "key;called\n7;Ada\n"}}};
	struct form *form = read_with("survey:\n- {type: csv-external, name: people}\n"
				      "- {type: text, name: a, label: A}\n" SETTINGS,
				      &shelf, "");
	const struct form_list *list = form_list_find(form, "people");

	(void)state;
	assert_non_null(list);
	assert_false(form_row_is_question(&form->rows[0]));
	assert_int_equal(form_list_column(list, "name"), FORM_CELL_NONE);
	assert_string_equal(list->choices[0].columns[form_list_column(list, "called")], "Ada");
	form_free(form);
}

static void finds_the_files_of_pulldata(void **state)
{
	struct shelf shelf = {.files = {{"prices.csv", "key,price\na,1\n"}}};
	struct form *form =
		read_with("survey:\n- {type: calculate, name: p, calculation: \"if(true(), "
			  "pulldata ( 'prices', 'price', 'key', 'a'), 2)\"}\n"
			  "- {type: text, name: a, label: A, relevant: \"${p} = 1\"}\n" SETTINGS,
			  &shelf, "");

	(void)state;
	assert_non_null(form_list_find(form, "prices"));
	form_free(form);
}

static void says_what_is_wrong_in_a_file(void **state)
{
	(void)state;
	assert_null(read_places("name,label\na,A,b\n",
				"f:2:10: error: 'places.csv', line 2: there are more cells than "
				"in the first row.\n"));
	assert_null(read_places("name,label\na,\"A\n",
				"f:2:10: error: 'places.csv', line 2: a quote is opened in this "
				"row and never closed.\n"));
	assert_null(read_places("name,name\n", "f:2:10: error: 'places.csv', line 1: the column "
					       "'name' stands there twice.\n"));
	assert_null(read_places("", "f:2:10: error: 'places.csv', line 1: the file is empty.\n"));
	assert_null(read_places("name,label\n,A\n",
				"f:2:10: error: 'places.csv', line 2: the value is missing.\n"));
	assert_null(read_places("nam,label\na,A\n",
				"f:2:10: error: 'places.csv' has no column 'name'; did you mean "
				"'nam'?\n"));
	assert_null(read_places("id,label\na,A\n",
				"f:2:10: error: 'places.csv' has no column 'name'; parameters "
				"says which it is, as in value=id.\n"));
	form_free(read_places("name,label\na,A\nb\n\na,C\nc\n",
			      "f:2:10: warning: 'places.csv', line 3: cells are missing in 2 "
			      "rows; they are taken as empty.\n"
			      "f:2:10: warning: 'places.csv' has the choice 'a' twice (line 5); "
			      "the first counts.\n"));
}

static void says_which_file_is_not_there(void **state)
{
	struct shelf shelf = {.files = {{"a.csv", "name,label\na b,A\n"}}};

	(void)state;
	assert_null(read_with("survey:\n- {type: select_one_from_file b.csv, name: a, label: A}\n"
			      "- {type: select_one_from_file ../a.csv, name: b, label: B}\n"
			      "- {type: select_one_from_file .csv, name: c, label: C}\n"
			      "- {type: select_one_from_file a.xml, name: d, label: D}\n"
			      "- {type: select_multiple_from_file a.csv, name: e, label: E}\n"
			      "- {type: select_one_from_file, name: g, label: G}\n"
			      "- {type: select_one_from_file a.csv or_other, name: h, label: "
			      "H}\n" SETTINGS,
			      &shelf,
			      "f:2:10: warning: The file 'b.csv' is not there; put it beside "
			      "the form. Until then it has no choices.\n"
			      "f:3:10: error: '../a.csv' is not the name of a file beside the "
			      "form: no folder, no dot in front, and .csv behind.\n"
			      "f:4:10: error: '.csv' is not the name of a file beside the form: "
			      "no folder, no dot in front, and .csv behind.\n"
			      "f:5:10: error: 'a.xml' cannot be read: trede reads choices from "
			      "CSV files only.\n"
			      "f:6:10: error: 'a.csv', line 2: the value holds a blank.\n"
			      "f:7:10: error: The name of the file is missing, as in "
			      "'select_one_from_file places.csv'.\n"
			      "f:8:10: error: 'or_other' is not understood here; nothing may "
			      "follow the name of the file.\n"));
	expect_problems("survey:\n- {type: select_one_from_file b.csv, name: a, label: A}\n" SETTINGS,
			"f:2:10: error: The file 'b.csv' cannot be read here.\n");
}

/* Any column may be in a file that is not there. */
static void reads_a_form_without_its_file(void **state)
{
	struct shelf shelf = {.files = {{NULL, NULL}}};
	struct form *form = read_with(
		"survey:\n- {type: select_one_from_file b.csv, name: a, label: A, choice_filter: "
		"\"city = 'x'\"}\n" SETTINGS,
		&shelf,
		"f:2:10: warning: The file 'b.csv' is not there; put it beside the form. Until "
		"then it has no choices.\n");
	int count;

	(void)state;
	assert_non_null(form);
	assert_true(form->rows[0].list->is_missing);
	assert_int_equal(form->rows[0].list->count, 0);
	assert_null(form_list_rows(form->rows[0].list,
				   form_list_column(form->rows[0].list, "city"), "x", &count));
	form_free(form);
}

static void a_file_and_a_list_have_their_own_names(void **state)
{
	struct shelf shelf = {.files = {{"yn.csv", "name,label\na,A\n"}}};

	(void)state;
	assert_null(read_with("survey:\n- {type: select_one_from_file yn.csv, name: a, label: "
			      "A}\nchoices: {yn: {yes: Ja}}\n" SETTINGS,
			      &shelf,
			      "f:2:10: error: The file 'yn.csv' and a list in choices have one "
			      "name: give the list another.\n"));
}

static void bounds_rows(void **state)
{
	struct str csv = STR_INIT;

	(void)state;
	str_add(&csv, "name,label\n");
	for (int i = 0; i <= FORM_FILE_ROWS; i++)
		str_addf(&csv, "%d,x\n", i);
	assert_null(read_places(csv.bytes, "f:2:10: error: 'places.csv' is too long: 100000 rows "
					   "at most.\n"));
	str_release(&csv);
}

/* Each pair of columns is a list of its own: together they have a bound. */
static void bounds_lists(void **state)
{
	struct str csv = STR_INIT, form = STR_INIT;
	struct shelf shelf;
	struct form_files files = {.read = take, .data = &shelf};
	struct form_problems problems = FORM_PROBLEMS_INIT;

	(void)state;
	str_add(&csv, "a,b,c,d,e,f\n");
	for (int i = 0; i < 90000; i++)
		str_addf(&csv, "%d,1,2,3,4,5\n", i);
	str_add(&form, "survey:\n");
	for (int i = 0; i < 30; i++)
		str_addf(&form,
			 "- {type: select_one_from_file a.csv, name: q%d, label: Q, parameters: "
			 "value=%c label=%c}\n",
			 i, 'a' + i % 6, 'a' + i / 6);
	str_add(&form, SETTINGS);
	shelf = (struct shelf){.files = {{"a.csv", csv.bytes}}};
	assert_null(form_read(form.bytes, form.len, &files, &problems));
	assert_int_equal(shelf.reads, 1);
	form_problems_release(&problems);
	str_release(&csv);
	str_release(&form);
}

static void reads_external_choices(void **state)
{
	struct form *form = read_fine(
		"survey:\n- {type: select_one district, name: d, label: D}\n"
		"- {type: select_one_external place, name: p, label: P, choice_filter: "
		"\"district=${d}\"}\n"
		"choices:\n- {list_name: district, name: n, label: North}\n"
		"external_choices:\n- {list_name: place, name: a, label: A, district: n}\n"
		"- {list_name: district, name: other, label: Other, district: n}\n" SETTINGS);

	(void)state;
	assert_string_equal(form->rows[1].list->name, "place");
	assert_int_equal(form->rows[0].list->count, 1);
	assert_string_equal(form->rows[0].list->choices[0].name, "n");
	assert_non_null(form->rows[1].choice_filter);
	form_free(form);
}

/* A cascade over thousands of choices: each value finds its own rows, in order. */
static void finds_rows_by_value(void **state)
{
	struct str csv = STR_INIT;
	struct form *form;
	const struct form_list *list;
	const int *rows;
	int count, column;

	(void)state;
	str_add(&csv, "name,label,group\n");
	for (int i = 0; i < 5000; i++)
		str_addf(&csv, "c%d,Choice %d,g%d\n", i, i, i % 100);
	form = read_places(csv.bytes, "");
	str_release(&csv);
	list = form->rows[0].list;
	column = form_list_column(list, "group");
	rows = form_list_rows(list, column, "g42", &count);
	assert_int_equal(count, 50);
	for (int i = 0; i < count; i++)
		assert_int_equal(rows[i], 42 + 100 * i);
	assert_ptr_equal(form_list_rows(list, column, "g42", &count), rows);
	assert_null(form_list_rows(list, column, "G42", &count));
	assert_int_equal(count, 0);
	rows = form_list_rows(list, FORM_CELL_NAME, "c4999", &count);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0], 4999);
	form_free(form);
}

int reader_files_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_file),
		cmocka_unit_test(reads_a_file_once),
		cmocka_unit_test(says_nothing_of_languages),
		cmocka_unit_test(reads_csv_external),
		cmocka_unit_test(finds_the_files_of_pulldata),
		cmocka_unit_test(says_what_is_wrong_in_a_file),
		cmocka_unit_test(says_which_file_is_not_there),
		cmocka_unit_test(reads_a_form_without_its_file),
		cmocka_unit_test(a_file_and_a_list_have_their_own_names),
		cmocka_unit_test(bounds_rows),
		cmocka_unit_test(bounds_lists),
		cmocka_unit_test(reads_external_choices),
		cmocka_unit_test(finds_rows_by_value),
	};

	return cmocka_run_group_tests_name("reader of files", tests, NULL, NULL);
}
