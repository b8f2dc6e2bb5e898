/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "family.h"

#include <signal.h>
#include <sys/resource.h>

/* Repeats: instances come, go, move and come back, and what is kept of them. */

static void instances_are_on_disk(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	const int *taken;

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	assert_string_equal(family_at(iv, "child#2/care"), "unknown");
	must(care_interview_move(iv, family_spot(iv, "child#3"), 1, &e), &e);
	must(care_interview_take_out(iv, family_spot(iv, "child#1"), &e), &e);
	iv = talks_again(&t, iv);
	assert_string_equal(family_at(iv, "child#3"), "1");
	assert_string_equal(family_at(iv, "child#1"), "0");
	assert_string_equal(family_at(iv, "child#2"), "2");
	assert_string_equal(family_at(iv, "child#2/care"), "unknown");
	assert_int_equal(form_filling_origin(care_interview_filling(iv),
					     family_spot(iv, "child#2/care")),
			 FORM_ORIGIN_DEFAULT);
	assert_string_equal(family_at(iv, "child#3/school#1/place"), "Laak");
	assert_int_equal(care_interview_row(iv), family_spot(iv, "child#3/school#1/place"));
	assert_int_equal(care_interview_taken_out(iv, family_spot(iv, "child"), &taken), 1);
	assert_int_equal(taken[0], family_spot(iv, "child#1"));
	must(care_interview_put_back(iv, taken[0], &e), &e);
	assert_string_equal(family_at(iv, "child#1"), "2"); /* where it stood */
	assert_int_equal(care_interview_taken_out(iv, family_spot(iv, "child"), &taken), 0);
	family_add(iv, "child", "child#4");
	iv = talks_again(&t, iv);
	assert_string_equal(family_at(iv, "child#3"), "1");
	assert_string_equal(family_at(iv, "child#1"), "2");
	assert_string_equal(family_at(iv, "child#2"), "3");
	assert_string_equal(family_at(iv, "child#4"), "4");
	assert_string_equal(family_at(iv, "child#1/name"), "Amal");
	care_interview_free(iv);
	family_unmake(&t);
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
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	family_say(iv, "jobs", "2");
	family_say(iv, "job#1/what", "baker");
	family_say(iv, "job#2/what", "cook");
	assert_int_equal(care_interview_dropped(iv, &dropped), 0);
	family_say(iv, "jobs", "1");
	family_say(iv, "child#2/age", "9");
	must(care_interview_take_out(iv, family_spot(iv, "child#3"), &e), &e);
	must(care_interview_move(iv, family_spot(iv, "child#2"), 1, &e), &e);
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
	family_unmake(&t);
}

static void a_required_answer_of_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	char entry[37];
	int first;

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_say(iv, "has_children", "yes");
	family_add(iv, "child", "child#1");
	family_say(iv, "child#1/name", "Amal");
	family_add(iv, "child", "child#2");
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	assert_int_equal(first, family_spot(iv, "child#2/name"));
	must(care_interview_take_out(iv, family_spot(iv, "child#2"), &e), &e);
	finish(iv, entry);
	family_unmake(&t);
}

static void entity_says_no_facts(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	char entry[37];

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	family_say(iv, "keep", "no");
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(care_fact_value(d, "child_names"), "");
	assert_string_equal(answer_in(talk_of(d, entry), "child#1/name")->value, "Amal");
	care_dossier_free(d);
	family_unmake(&t);
}

static void earlier_answers_of_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_previous before;
	char entry[37];

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	finish(iv, entry);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_say(iv, "has_children", "yes");
	family_add(iv, "child", "child#1");
	family_add(iv, "child", "child#2");
	assert_true(care_interview_previous(iv, family_spot(iv, "child#2/diploma"), &before));
	assert_string_equal(before.value, "mavo");
	assert_true(care_interview_previous(iv, family_spot(iv, "child#1/name"), &before));
	assert_string_equal(before.value, "Amal");
	care_interview_free(iv);
	family_unmake(&t);
}

static void consequences_are_spots(void **state)
{
	struct talks t;
	struct care_interview *iv;
	const int *lost;

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	assert_int_equal(
		care_interview_consequence_spots(iv, family_spot(iv, "child#2/age"), "5", &lost),
		1);
	assert_int_equal(lost[0], family_spot(iv, "child#2/diploma"));
	assert_int_equal(care_interview_consequences(iv, family_spot(iv, "has_children"), "no"),
			 11);
	family_say(iv, "jobs", "1");
	family_say(iv, "job#1/what", "baker");
	assert_int_equal(care_interview_consequences(iv, family_spot(iv, "jobs"), "3"), 0);
	assert_int_equal(care_interview_consequences(iv, family_spot(iv, "jobs"), "0"), 1);
	care_interview_free(iv);
	family_unmake(&t);
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
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	must(care_interview_set_remark(iv, family_spot(iv, "child#3/name"), 0, &remark, &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(
		care_interview_remarks(iv, family_spot(iv, "child#3/name"), &remarks), 1);
	assert_string_equal(remarks[0].text, "lief");
	assert_int_equal(
		care_interview_remarks(iv, family_spot(iv, "child#1/name"), &remarks), 0);
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(
		answer_in(talk_of(d, entry), "child#3/name")->remarks[0].text, "lief");
	care_dossier_free(d);
	family_unmake(&t);
}

static void corrects_inside_an_instance(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	char entry[37];

	(void)state;
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	finish(iv, entry);
	family_correct(&t, entry, "child#2/age", "8");
	family_correct(&t, entry, "child#1", "0");
	family_correct(&t, entry, "child#3/name", "Chadia Noor");
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
	family_unmake(&t);
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
	"- {type: calculate, name: lot, calculation: 'int(random() * 1000000)'}\n"
	"- {type: text, name: word, label: Woord}\n"
	"- {type: calculate, name: first, calculation: 'once(${word})'}\n"
	"- {type: calculate, name: last, calculation: '${lot}', trigger: '${word}'}\n";

static void start_later(struct talks *t, char first[37])
{
	struct care_interview *iv;

	talks_make(t);
	family_write(t, "later.yaml", later);
	iv = talks_begin(t, "later", CARE_TOGETHER);
	family_add(iv, "child", "child#1");
	family_say(iv, "child#1/name", "Amal");
	family_say(iv, "child#1/age", "3");
	family_add(iv, "child", "child#2");
	family_say(iv, "child#2/name", "Bilal");
	family_say(iv, "child#2/age", "8");
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
	assert_string_equal(family_at(iv, "child#2/name"), "Bilal");
	assert_false(care_interview_is_asked(iv, family_spot(iv, "child#1/school")));
	assert_false(care_interview_is_asked(iv, family_spot(iv, "child#2/name")));
	family_say(iv, "child#2/school", "De Kring");
	iv = talks_again(&t, iv);
	finish(iv, entry);
	family_correct(&t, entry, "child#2/school", "De Boog");
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "child#2/school")->value, "De Boog");
	assert_null(answer_in(talk, "child#1"));
	assert_null(answer_in(talk, "child#2/name"));
	care_dossier_free(d);
	family_remove(&t, "later.yaml");
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
	(void)snprintf(drawn, sizeof drawn, "%s", family_at(iv, "lot"));
	family_add(iv, "child", "child#1");
	family_say(iv, "child#1/name", "Amal");
	family_say(iv, "word", "een");
	family_say(iv, "word", "twee");
	iv = talks_again(&t, iv);
	assert_string_equal(family_at(iv, "lot"), drawn);
	assert_string_equal(family_at(iv, "first"), "een"); /* once() keeps it */
	assert_string_equal(family_at(iv, "last"), drawn);  /* the trigger is not pulled again */
	finish(iv, entry);
	family_correct(&t, entry, "child#1/name", "Amel");
	d = dossier(&t.p, t.client);
	assert_string_equal(answer_in(talk_of(d, entry), "lot")->value, drawn);
	assert_int_equal(answer_in(talk_of(d, entry), "lot")->corrected.year, 0);
	assert_string_not_equal(answer_in(talk_of(d, first), "lot")->value, drawn);
	care_dossier_free(d);
	family_remove(&t, "later.yaml");
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
	family_make(&t);
	iv = talks_begin(&t, "family", CARE_TOGETHER);
	family_three(iv);
	disk_is_full(true);
	added = care_interview_add(iv, family_spot(iv, "child"), &instance, &e);
	taken = care_interview_take_out(iv, family_spot(iv, "child#2"), &e);
	disk_is_full(false);
	assert_int_not_equal(added, OK);
	assert_int_not_equal(taken, OK);
	assert_false(care_interview_is_saved(iv));
	family_say(iv, "rest", "ja");
	assert_true(care_interview_is_saved(iv));
	iv = talks_again(&t, iv);
	assert_string_equal(family_at(iv, "child#4"), "3");
	assert_string_equal(family_at(iv, "child#2"), "0");
	assert_string_equal(family_at(iv, "child#4/care"), "unknown");
	care_interview_free(iv);
	family_unmake(&t);
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
		cmocka_unit_test(asks_the_rest_of_an_instance),
		cmocka_unit_test(lots_are_drawn_once),
		cmocka_unit_test(an_instance_goes_with_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
