/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "care/body.h"
#include "care/session_inner.h"

/* Repeats: instances come, go, move and come back, and what is kept of them. */

static const char family[] =
	"settings: {form_title: Gezin, form_id: family, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"entities:\n"
	"- {list_name: clients, label: \"'x'\", update_if: \"${keep} != 'no'\"}\n"
	"survey:\n"
	"- {type: select_one yes_no, name: keep, label: Bewaren}\n"
	"- {type: select_one yes_no, name: has_children, label: Kinderen}\n"
	"- {type: begin_repeat, name: child, label: Kind, relevant: \"${has_children} = "
	"'yes'\"}\n"
	"- {type: text, name: name, label: Naam, required: yes, save_to: child_names}\n"
	"- {type: integer, name: age, label: Leeftijd, constraint: '. < 25', save_to: "
	"child_ages}\n"
	"- {type: select_one care, name: care, label: Opvang, default: unknown, save_to: "
	"child_care}\n"
	"- {type: text, name: diploma, label: Diploma, relevant: '${age} > 11'}\n"
	"- {type: begin_repeat, name: school, label: School}\n"
	"- {type: text, name: place, label: Waar}\n"
	"- {type: end_repeat}\n"
	"- {type: end_repeat}\n"
	"- {type: integer, name: jobs, label: Banen}\n"
	"- {type: begin_repeat, name: job, label: Baan, repeat_count: '${jobs}'}\n"
	"- {type: text, name: what, label: Wat}\n"
	"- {type: end_repeat}\n"
	"- {type: text, name: rest, label: Verder}\n"
	"choices:\n"
	"  yes_no: {yes: {nl: ja}, no: {nl: nee}}\n"
	"  care: {unknown: {nl: onbekend}, none: {nl: geen}, day: {nl: dag}}\n";

/* entities are a sheet of the flat layout; nested forms may have it too. */
static void write_form(struct talks *t, const char *name, const char *text)
{
	struct error e = ERROR_INIT;
	char *folder = file_path(t->p.folder, "forms"), *path = file_path(folder, name);

	must(file_write_new(path, text, strlen(text), &e), &e);
	free(path);
	free(folder);
}

static void remove_form(struct talks *t, const char *name)
{
	char *folder = file_path(t->p.folder, "forms"), *path = file_path(folder, name);

	assert_int_equal(unlink(path), 0);
	free(path);
	free(folder);
}

static void make(struct talks *t)
{
	talks_make(t);
	write_form(t, "family.yaml", family);
}

static void unmake(struct talks *t)
{
	remove_form(t, "family.yaml");
	talks_remove(t);
}

static int spot(const struct care_interview *iv, const char *path)
{
	int found = form_filling_spot(care_interview_filling(iv), path);

	if (found == FORM_NONE)
		print_error("no spot '%s'\n", path);
	assert_int_not_equal(found, FORM_NONE);
	return found;
}

static const char *at(const struct care_interview *iv, const char *path)
{
	return form_filling_value(care_interview_filling(iv), spot(iv, path));
}

static void say(struct care_interview *iv, const char *path, const char *value)
{
	struct error e = ERROR_INIT;

	must(care_interview_answer(iv, spot(iv, path), value, &e), &e);
}

static void add(struct care_interview *iv, const char *list, const char *wanted)
{
	struct error e = ERROR_INIT;
	struct str path = STR_INIT;
	int instance;

	must(care_interview_add(iv, spot(iv, list), &instance, &e), &e);
	form_filling_path(care_interview_filling(iv), instance, &path);
	assert_string_equal(path.bytes, wanted);
	str_release(&path);
}

static void three_children(struct care_interview *iv)
{
	say(iv, "has_children", "yes");
	add(iv, "child", "child#1");
	say(iv, "child#1/name", "Amal");
	say(iv, "child#1/age", "3");
	add(iv, "child", "child#2");
	say(iv, "child#2/name", "Bilal");
	say(iv, "child#2/age", "14");
	say(iv, "child#2/diploma", "mavo");
	add(iv, "child", "child#3");
	say(iv, "child#3/name", "Chadia");
	say(iv, "child#3/age", "3");
	add(iv, "child#3/school", "child#3/school#1");
	say(iv, "child#3/school#1/place", "Laak");
}

static void instances_are_on_disk(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	const int *taken;

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	assert_string_equal(at(iv, "child#2/care"), "unknown");
	must(care_interview_move(iv, spot(iv, "child#3"), 1, &e), &e);
	must(care_interview_take_out(iv, spot(iv, "child#1"), &e), &e);
	iv = talks_again(&t, iv);
	assert_string_equal(at(iv, "child#3"), "1");
	assert_string_equal(at(iv, "child#1"), "0");
	assert_string_equal(at(iv, "child#2"), "2");
	assert_string_equal(at(iv, "child#2/care"), "unknown");
	assert_int_equal(form_filling_origin(care_interview_filling(iv),
					     spot(iv, "child#2/care")),
			 FORM_ORIGIN_DEFAULT);
	assert_string_equal(at(iv, "child#3/school#1/place"), "Laak");
	assert_int_equal(care_interview_row(iv), spot(iv, "child#3/school#1/place"));
	assert_int_equal(care_interview_taken_out(iv, spot(iv, "child"), &taken), 1);
	assert_int_equal(taken[0], spot(iv, "child#1"));
	must(care_interview_put_back(iv, taken[0], &e), &e);
	assert_string_equal(at(iv, "child#1"), "2"); /* where it stood */
	assert_int_equal(care_interview_taken_out(iv, spot(iv, "child"), &taken), 0);
	add(iv, "child", "child#4");
	iv = talks_again(&t, iv);
	assert_string_equal(at(iv, "child#3"), "1");
	assert_string_equal(at(iv, "child#1"), "2");
	assert_string_equal(at(iv, "child#2"), "3");
	assert_string_equal(at(iv, "child#4"), "4");
	assert_string_equal(at(iv, "child#1/name"), "Amal");
	care_interview_free(iv);
	unmake(&t);
}

/* What is not kept is told before; what is kept stands in order, with its place. */
static void only_what_stands_is_kept(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	struct error e = ERROR_INIT;
	const int *dropped;
	char entry[37];

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	say(iv, "jobs", "2");
	say(iv, "job#1/what", "baker");
	say(iv, "job#2/what", "cook");
	assert_int_equal(care_interview_dropped(iv, &dropped), 0);
	say(iv, "jobs", "1");
	say(iv, "child#2/age", "9");
	must(care_interview_take_out(iv, spot(iv, "child#3"), &e), &e);
	must(care_interview_move(iv, spot(iv, "child#2"), 1, &e), &e);
	iv = talks_again(&t, iv);
	/* the diploma, the second job, and three answers of Chadia */
	assert_int_equal(care_interview_dropped(iv, &dropped), 5);
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#2")->value, "1");
	assert_string_equal(answer_in(talk, "child#1")->value, "2");
	assert_true(answer_in(talk, "child#2") < answer_in(talk, "child#1"));
	assert_string_equal(answer_in(talk, "child#1/name")->value, "Amal");
	assert_string_equal(answer_in(talk, "job#1/what")->value, "baker");
	assert_null(answer_in(talk, "child#2/diploma"));
	assert_null(answer_in(talk, "child#3"));
	assert_null(answer_in(talk, "child#3/school#1/place"));
	assert_null(answer_in(talk, "job#2/what"));
	assert_string_equal(care_fact_value(d, "child_names"), "Bilal, Amal");
	assert_string_equal(care_fact_value(d, "child_ages"), "9, 3");
	assert_string_equal(care_fact_value(d, "child_care"), "unknown");
	care_dossier_free(d);
	unmake(&t);
}

static void a_required_answer_of_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	char entry[37];
	int first;

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	say(iv, "has_children", "yes");
	add(iv, "child", "child#1");
	say(iv, "child#1/name", "Amal");
	add(iv, "child", "child#2");
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	assert_int_equal(first, spot(iv, "child#2/name"));
	must(care_interview_take_out(iv, spot(iv, "child#2"), &e), &e);
	finish(iv, entry);
	unmake(&t);
}

static void entity_says_no_facts(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	char entry[37];

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	say(iv, "keep", "no");
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(care_fact_value(d, "child_names"), "");
	assert_string_equal(answer_in(talk_of(d, entry), "child#1/name")->value, "Amal");
	care_dossier_free(d);
	unmake(&t);
}

static void earlier_answers_of_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_previous before;
	char entry[37];

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	finish(iv, entry);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	say(iv, "has_children", "yes");
	add(iv, "child", "child#1");
	add(iv, "child", "child#2");
	assert_true(care_interview_previous(iv, spot(iv, "child#2/diploma"), &before));
	assert_string_equal(before.value, "mavo");
	assert_true(care_interview_previous(iv, spot(iv, "child#1/name"), &before));
	assert_string_equal(before.value, "Amal");
	care_interview_free(iv);
	unmake(&t);
}

static void consequences_are_spots(void **state)
{
	struct talks t;
	struct care_interview *iv;
	const int *lost;

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	assert_int_equal(
		care_interview_consequence_spots(iv, spot(iv, "child#2/age"), "5", &lost),
		1);
	assert_int_equal(lost[0], spot(iv, "child#2/diploma"));
	assert_int_equal(care_interview_consequences(iv, spot(iv, "has_children"), "no"),
			 11);
	say(iv, "jobs", "1");
	say(iv, "job#1/what", "baker");
	assert_int_equal(care_interview_consequences(iv, spot(iv, "jobs"), "3"), 0);
	assert_int_equal(care_interview_consequences(iv, spot(iv, "jobs"), "0"), 1);
	care_interview_free(iv);
	unmake(&t);
}

static void remarks_of_an_instance(void **state)
{
	static const struct care_remark remark = {"she", "", "lief"};
	const struct care_remark *remarks;
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	char entry[37];

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	must(care_interview_set_remark(iv, spot(iv, "child#3/name"), 0, &remark, &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(
		care_interview_remarks(iv, spot(iv, "child#3/name"), &remarks), 1);
	assert_string_equal(remarks[0].text, "lief");
	assert_int_equal(
		care_interview_remarks(iv, spot(iv, "child#1/name"), &remarks), 0);
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(
		answer_in(talk_of(d, entry), "child#3/name")->remarks[0].text, "lief");
	care_dossier_free(d);
	unmake(&t);
}

static void correct(struct talks *t, const char *entry, const char *path,
		    const char *value)
{
	struct error e = ERROR_INIT;

	must(care_correct_answer(t->p.s, t->client, entry, path, value, CARE_TYPO, &e),
	     &e);
}

static void corrects_inside_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	char entry[37];

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	finish(iv, entry);
	correct(&t, entry, "child#2/age", "8");
	correct(&t, entry, "child#1", "0");
	correct(&t, entry, "child#3/name", "Chadia Noor");
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#2/age")->value, "8");
	assert_string_equal(answer_in(talk, "child#2/diploma")->value, "");
	assert_string_equal(answer_in(talk, "child#1")->value, "");
	assert_string_equal(answer_in(talk, "child#1/name")->value, "");
	assert_string_equal(answer_in(talk, "child#2")->value, "1");
	assert_string_equal(answer_in(talk, "child#3")->value, "2");
	assert_string_equal(care_fact_value(d, "child_names"), "Bilal, Chadia Noor");
	care_dossier_free(d);
	unmake(&t);
}

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
	make(&t);
	fill(&t, t.client, "family", "2026-11-20", two_children, entry);
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#1/care")->value, "day");
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "child#2/school#2/place")->value, "Delft");
	assert_string_equal(answer_in(talk, "job#1/what")->remarks[0].text, "often");
	assert_string_equal(care_fact_value(d, "child_names"), "Amal, Bilal");
	care_dossier_free(d);
	unmake(&t);
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
	make(&t);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct error e = ERROR_INIT;

		assert_int_equal(fill_error(&t, "family", tries[i].json, NULL, &e),
				 ERR_INVALID);
		if (!strstr(e.text, tries[i].says))
			print_error("%s: %s\n", tries[i].json, e.text);
		assert_non_null(strstr(e.text, tries[i].says));
	}
	unmake(&t);
}

static const char later[] =
	"settings: {form_title: Later, form_id: later, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"survey:\n"
	"- {type: begin_repeat, name: child, label: Kind}\n"
	"- {type: text, name: name, label: Naam}\n"
	"- {type: integer, name: age, label: Leeftijd}\n"
	"- {type: text, name: school, label: School, later: yes, relevant: '${age} > 3'}\n"
	"- {type: end_repeat}\n"
	"- {type: calculate, name: lot, calculation: 'int(random() * 1000000)'}\n";

static void start_later(struct talks *t, char first[37])
{
	struct care_interview *iv;

	talks_make(t);
	write_form(t, "later.yaml", later);
	iv = talks_begin(t, "later", CARE_TOGETHER);
	add(iv, "child", "child#1");
	say(iv, "child#1/name", "Amal");
	say(iv, "child#1/age", "3");
	add(iv, "child", "child#2");
	say(iv, "child#2/name", "Bilal");
	say(iv, "child#2/age", "8");
	finish(iv, first);
}

/* A talk for later goes on with the instances of the first, and keeps those it asked of. */
static void asks_the_rest_of_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	char first[37], entry[37];

	(void)state;
	start_later(&t, first);
	iv = talks_begin(&t, "later", CARE_LATER);
	assert_string_equal(at(iv, "child#2/name"), "Bilal");
	assert_false(care_interview_is_asked(iv, spot(iv, "child#1/school")));
	assert_false(care_interview_is_asked(iv, spot(iv, "child#2/name")));
	say(iv, "child#2/school", "De Kring");
	iv = talks_again(&t, iv);
	finish(iv, entry);
	correct(&t, entry, "child#2/school", "De Boog");
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "child#2/school")->value, "De Boog");
	assert_null(answer_in(talk, "child#1"));
	assert_null(answer_in(talk, "child#2/name"));
	care_dossier_free(d);
	remove_form(&t, "later.yaml");
	talks_remove(&t);
}

/* Who was drawn stays drawn, when a talk is resumed and when it is corrected. */
static void lots_are_drawn_once(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	char first[37], entry[37], drawn[20];

	(void)state;
	start_later(&t, first);
	iv = talks_begin(&t, "later", CARE_TOGETHER);
	(void)snprintf(drawn, sizeof drawn, "%s", at(iv, "lot"));
	add(iv, "child", "child#1");
	say(iv, "child#1/name", "Amal");
	iv = talks_again(&t, iv);
	assert_string_equal(at(iv, "lot"), drawn);
	finish(iv, entry);
	correct(&t, entry, "child#1/name", "Amel");
	d = dossier(&t.p, t.client);
	assert_string_equal(answer_in(talk_of(d, entry), "lot")->value, drawn);
	assert_int_equal(answer_in(talk_of(d, entry), "lot")->corrected.year, 0);
	assert_string_not_equal(answer_in(talk_of(d, first), "lot")->value, drawn);
	care_dossier_free(d);
	remove_form(&t, "later.yaml");
	talks_remove(&t);
}

static void disk_is_full(bool is_full)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = is_full ? 0 : limit.rlim_max;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void an_instance_goes_with_the_next(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	int instance;
	enum err added, taken;

	(void)state;
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	three_children(iv);
	disk_is_full(true);
	added = care_interview_add(iv, spot(iv, "child"), &instance, &e);
	taken = care_interview_take_out(iv, spot(iv, "child#2"), &e);
	disk_is_full(false);
	assert_int_not_equal(added, OK);
	assert_int_not_equal(taken, OK);
	assert_false(care_interview_is_saved(iv));
	say(iv, "rest", "ja");
	assert_true(care_interview_is_saved(iv));
	iv = talks_again(&t, iv);
	assert_string_equal(at(iv, "child#4"), "3");
	assert_string_equal(at(iv, "child#2"), "0");
	assert_string_equal(at(iv, "child#4/care"), "unknown");
	care_interview_free(iv);
	unmake(&t);
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
	make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	must(file_read("tests/data/draft-2.tsv", 1 << 20, &text, &e), &e);
	for (char *line = text.bytes; *line;) {
		size_t len = strcspn(line, "\n");

		line[len] = '\0';
		put_row(care_session_store(t.p.s), care_interview_draft(iv), line);
		line += len + 1;
	}
	iv = talks_again(&t, iv);
	assert_string_equal(at(iv, "child#4"), "1");
	assert_string_equal(at(iv, "child#1"), "2");
	assert_string_equal(at(iv, "child#2"), "0");
	assert_string_equal(at(iv, "child#2/name"), "Bilal");
	assert_string_equal(at(iv, "child#4/school#1/place"), "Laak");
	assert_int_equal(form_filling_status(care_interview_filling(iv),
					     spot(iv, "child#4/age")),
			 FORM_STATUS_REFUSED);
	must(care_interview_put_back(iv, spot(iv, "child#2"), &e), &e);
	assert_string_equal(at(iv, "child#2"), "2");
	assert_string_equal(at(iv, "child#1"), "3");
	str_release(&text);
	care_interview_free(iv);
	unmake(&t);
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
	write_form(&t, "places.yaml", places);
	write_form(&t, "places.csv", "name,label\nlaak,Laak\ndelft,Delft\n");
	must(care_form_by_id(t.p.s, "places", &form, hash, &e), &e);
	iv = talks_begin(&t, "places", CARE_TOGETHER);
	answer(iv, "place", "laak");
	remove_form(&t, "places.csv");
	write_form(&t, "places.csv", "name,label\nrijswijk,Rijswijk\n");
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "place"), "laak");
	answer(iv, "place", "delft"); /* the list of that day is offered */
	finish(iv, entry);
	must(care_form_by_id(t.p.s, "places", &form, again, &e), &e);
	assert_string_not_equal(hash, again);
	assert_null(form_list_choice(form->rows[0].list, "laak"));
	d = dossier(&t.p, t.client);
	assert_string_equal(talk_of(d, entry)->form_hash, hash);
	correct(&t, entry, "place", "laak");
	care_dossier_free(d);
	remove_form(&t, "places.csv");
	remove_form(&t, "places.yaml");
	talks_remove(&t);
}

int interview_repeat_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instances_are_on_disk),
		cmocka_unit_test(only_what_stands_is_kept),
		cmocka_unit_test(a_required_answer_of_an_instance),
		cmocka_unit_test(entity_says_no_facts),
		cmocka_unit_test(earlier_answers_of_an_instance),
		cmocka_unit_test(consequences_are_spots),
		cmocka_unit_test(remarks_of_an_instance),
		cmocka_unit_test(corrects_inside_an_instance),
		cmocka_unit_test(fills_lists),
		cmocka_unit_test(refuses_lists_that_do_not_fit),
		cmocka_unit_test(asks_the_rest_of_an_instance),
		cmocka_unit_test(lots_are_drawn_once),
		cmocka_unit_test(an_instance_goes_with_the_next),
		cmocka_unit_test(the_kept_draft),
		cmocka_unit_test(a_form_keeps_its_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
