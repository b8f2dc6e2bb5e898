/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "family.h"

#include "care/body.h"
#include "care/session_inner.h"

/* Repeats and files as others hand them in: lists of JSON, a kept draft, files beside a form. */

static const char two_children[] =
	"{\"has_children\": true, \"child\": ["
	"{\"name\": \"Amal\", \"age\": 3, \"care\": \"day\"},"
	"{\"name\": \"Bilal\", \"age\": 14, \"diploma\": \"mavo\","
	" \"school\": [{\"place\": \"Laak\"}, {\"place\": \"Delft\"}]}],"
	" \"jobs\": 1, \"job\": [{\"what\": {\"value\": \"cook\", \"remarks\": "
	"[{\"speaker\": \"i\", \"text\": \"often\"}]}}], \"rest\": \"ja\"}";

static void fills_lists(void **state)
{
	struct talks t;
	struct care_dossier *d;
	const struct care_finished *talk;
	char entry[37];

	(void)state;
	family_make(&t);
	fill(&t, t.client, "family", "2026-11-20", two_children, entry);
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#1/care")->value, "day");
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "child#2/school#2/place")->value, "Delft");
	assert_string_equal(answer_in(talk, "job#1/what")->remarks[0].text, "often");
	assert_string_equal(care_fact_value(d, "child_names"), "Amal, Bilal");
	care_dossier_free(d);
	family_unmake(&t);
}

static void refuses_lists_that_do_not_fit(void **state)
{
	static const struct {
		const char *json, *says;
	} tries[] = {
		{"{\"child\": 3}", "list of objects"},
		{"{\"child\": [3]}", "list of objects"},
		{"{\"child\": [{\"name\": \"A\"}]}", "not asked"},
		{"{\"has_children\": true, \"child\": [{\"colour\": \"red\"}]}", "colour"},
		{"{\"has_children\": true, \"name\": \"A\"}", "repeat child"},
		{"{\"has_children\": true, \"child\": [{}]}", "child#1/name"},
		{"{\"has_children\": true, \"child\": [{\"name\": \"A\", \"age\": 30}]}",
		 "age"},
		{"{\"jobs\": 2, \"job\": [{\"what\": \"cook\"}]}", "must have 2"},
		{"{\"jobs\": 1, \"job\": [{}, {}]}", "must have 1"},
	};
	struct talks t;

	(void)state;
	family_make(&t);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct error e = ERROR_INIT;

		assert_int_equal(fill_error(&t, "family", tries[i].json, NULL, &e),
				 ERR_INVALID);
		if (!strstr(e.text, tries[i].says))
			print_error("%s: %s\n", tries[i].json, e.text);
		assert_non_null(strstr(e.text, tries[i].says));
	}
	family_unmake(&t);
}

static void put_row(struct store *store, const char *draft, char *line)
{
	char *cells[4];
	struct error e = ERROR_INIT;
	struct store_draft_answer row = {.remarks = (char *)(uintptr_t) ""};

	for (int i = 0; i < 4; i++) {
		cells[i] = line;
		line += strcspn(line, "\t");
		if (*line)
			*line++ = '\0';
	}
	row.path = cells[0];
	row.value = cells[1];
	row.status = cells[2];
	row.origin = cells[3];
	must(store_draft_answer_put(store, draft, &row, 0, 0, &e), &e);
}

/* Rows as an earlier program wrote them are read for ever. */
static void the_kept_draft(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	must(file_read("tests/data/draft-2.tsv", 1 << 20, &text, &e), &e);
	for (char *line = text.bytes; *line;) {
		size_t len = strcspn(line, "\n");

		line[len] = '\0';
		put_row(care_session_store(t.p.s), care_interview_draft(iv), line);
		line += len + 1;
	}
	iv = talks_again(&t, iv);
	assert_string_equal(family_at(iv, "child#4"), "1");
	assert_string_equal(family_at(iv, "child#1"), "2");
	assert_string_equal(family_at(iv, "child#2"), "0");
	assert_string_equal(family_at(iv, "child#2/name"), "Bilal");
	assert_string_equal(family_at(iv, "child#4/school#1/place"), "Laak");
	assert_int_equal(form_filling_status(care_interview_filling(iv),
					     family_spot(iv, "child#4/age")),
			 FORM_STATUS_REFUSED);
	must(care_interview_put_back(iv, family_spot(iv, "child#2"), &e), &e);
	assert_string_equal(family_at(iv, "child#2"), "2");
	assert_string_equal(family_at(iv, "child#1"), "3");
	str_release(&text);
	care_interview_free(iv);
	family_unmake(&t);
}

static const char places[] =
	"settings: {form_title: Plaatsen, form_id: places}\n"
	"survey:\n"
	"- {type: select_one_from_file places.csv, name: place, label: Waar}\n"
	"- {type: text, name: rest, label: Verder}\n";

static void a_form_keeps_its_files(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	char entry[37], hash[65], again[65];
	const struct form *form;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	family_write(&t, "places.yaml", places);
	family_write(&t, "places.csv", "name,label\nlaak,Laak\ndelft,Delft\n");
	must(care_form_by_id(t.p.s, "places", &form, hash, &e), &e);
	iv = talks_begin(&t, "places", CARE_TOGETHER);
	answer(iv, "place", "laak");
	family_remove(&t, "places.csv");
	family_write(&t, "places.csv", "name,label\nrijswijk,Rijswijk\n");
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "place"), "laak");
	answer(iv, "place", "delft"); /* the list of that day is offered */
	finish(iv, entry);
	must(care_form_by_id(t.p.s, "places", &form, again, &e), &e);
	assert_string_not_equal(hash, again);
	assert_null(form_list_choice(form->rows[0].list, "laak"));
	d = dossier(&t.p, t.client);
	assert_string_equal(talk_of(d, entry)->form_hash, hash);
	family_correct(&t, entry, "place", "laak");
	care_dossier_free(d);
	family_remove(&t, "places.csv");
	family_remove(&t, "places.yaml");
	talks_remove(&t);
}

int interview_lists_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_lists),
		cmocka_unit_test(refuses_lists_that_do_not_fit),
		cmocka_unit_test(the_kept_draft),
		cmocka_unit_test(a_form_keeps_its_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
