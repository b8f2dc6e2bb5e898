/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "family.h"

/* What was left for later in a finished talk is asked in a talk for later, and only that. */

static const char left[] =
	"settings: {form_title: Later, form_id: left, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"survey:\n"
	"- {type: select_one present, name: present, label: Erbij}\n"
	"- {type: text, name: open, label: Open}\n"
	"- {type: select_multiple topic, name: topics, label: Wat, save_to: barriers}\n"
	"- {type: select_one yes_no, name: safe, label: Veilig, sensitive: yes}\n"
	"- {type: text, name: since, label: Sinds, relevant: \"${safe} = 'no'\"}\n"
	"- {type: select_multiple topic, name: more, label: Meer, sensitive: yes, "
	"save_to: barriers}\n"
	"- {type: begin_repeat, name: child, label: Kind}\n"
	"- {type: text, name: name, label: Naam}\n"
	"- {type: text, name: worry, label: Zorg, sensitive: yes}\n"
	"- {type: end_repeat}\n"
	"- {type: calculate, name: told, calculation: \"count(${child}[${worry} != ''])\", "
	"save_to: children_told}\n"
	"- {type: text, name: next, label: Nog, later: yes, save_to: talents}\n"
	"choices:\n"
	"  present: {alone: {nl: alleen}, partner: {nl: partner}}\n"
	"  yes_no: {yes: {nl: ja}, no: {nl: nee}}\n"
	"  topic: {money: {nl: geld}, travel: {nl: reizen}, health: {nl: gezondheid}}\n";

static void leave(struct care_interview *iv, const char *path)
{
	struct error e = ERROR_INIT;

	must(care_interview_no_answer(iv, family_spot(iv, path), FORM_STATUS_LATER, &e), &e);
}

/* Her partner is there: four things are for later, one of them of the second child. */
static void start(struct talks *t, char entry[37])
{
	struct care_interview *iv;

	talks_make(t);
	family_write(t, "left.yaml", left);
	iv = talks_begin(t, "left", CARE_TOGETHER);
	family_say(iv, "present", "partner");
	family_say(iv, "topics", "money");
	leave(iv, "safe");
	leave(iv, "more");
	family_add(iv, "child", "child#1");
	family_say(iv, "child#1/name", "Amal");
	family_say(iv, "child#1/worry", "geen");
	family_add(iv, "child", "child#2");
	family_say(iv, "child#2/name", "Bilal");
	leave(iv, "child#2/worry");
	finish(iv, entry);
}

static void stop(struct talks *t)
{
	family_remove(t, "left.yaml");
	talks_remove(t);
}

static int waiting(struct talks *t)
{
	struct care_dossier *d = dossier(&t->p, t->client);
	struct error e = ERROR_INIT;
	int count;

	must(care_later_count(t->p.s, d, "left", &count, &e), &e);
	care_dossier_free(d);
	return count;
}

static bool asks(const struct care_interview *iv, const char *path)
{
	return care_interview_is_asked(iv, family_spot(iv, path));
}

static void assert_asks_what_was_left(const struct care_interview *iv)
{
	static const char *const asked[] = {"present", "safe", "more", "child#2/worry", "next"};
	static const char *const held[] = {"open",	   "topics",	    "since",
					   "child#1/name", "child#1/worry", "child#2/name"};

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		assert_true(asks(iv, asked[i]));
	for (size_t i = 0; i < sizeof held / sizeof *held; i++)
		assert_false(asks(iv, held[i]));
}

static void asks_what_was_left(void **state)
{
	struct talks t;
	struct care_interview *iv;
	char first[37];

	(void)state;
	start(&t, first);
	assert_int_equal(waiting(&t), 4);
	iv = talks_begin(&t, "left", CARE_LATER);
	assert_asks_what_was_left(iv);
	/* Who was there then is not who is there now, and what was left is open. */
	assert_string_equal(family_at(iv, "present"), "");
	assert_int_equal(form_filling_state(care_interview_filling(iv),
					    family_spot(iv, "child#2/worry")),
			 FORM_STATE_OPEN);
	assert_string_equal(family_at(iv, "topics"), "money");
	iv = talks_again(&t, iv);
	assert_asks_what_was_left(iv);
	care_interview_free(iv);
	stop(&t);
}

static void keeps_what_it_asked(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	char first[37], entry[37];

	(void)state;
	start(&t, first);
	iv = talks_begin(&t, "left", CARE_LATER);
	family_say(iv, "present", "alone");
	family_say(iv, "safe", "no");
	assert_true(asks(iv, "since")); /* only now it is a question */
	family_say(iv, "since", "mei");
	family_say(iv, "more", "health");
	family_say(iv, "child#2/worry", "slaapt slecht");
	iv = talks_again(&t, iv);
	assert_true(asks(iv, "since"));
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_true(talk->is_later);
	assert_false(talk_of(d, first)->is_later);
	assert_string_equal(answer_in(talk, "safe")->value, "no");
	assert_string_equal(answer_in(talk, "since")->value, "mei");
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "child#2/worry")->value, "slaapt slecht");
	assert_string_equal(answer_in(talk, "told")->value, "2");
	assert_null(answer_in(talk, "topics"));
	assert_null(answer_in(talk, "child#1"));
	assert_null(answer_in(talk, "child#2/name"));
	assert_string_equal(care_fact_value(d, "barriers"), "money health");
	assert_string_equal(care_fact_value(d, "children_told"), "2");
	care_dossier_free(d);
	assert_int_equal(waiting(&t), 1); /* what the form keeps for later itself */
	must_rebuild_equal(&t.p);
	stop(&t);
}

/* What is left once more, or not asked at all, waits for the talk after that. */
static void is_asked_until_it_is_answered(void **state)
{
	struct talks t;
	struct care_interview *iv;
	char first[37], entry[37];

	(void)state;
	start(&t, first);
	iv = talks_begin(&t, "left", CARE_LATER);
	family_say(iv, "child#2/worry", "geen");
	leave(iv, "safe");
	finish(iv, entry);
	assert_int_equal(waiting(&t), 3); /* safe, more, next */
	iv = talks_begin(&t, "left", CARE_LATER);
	assert_true(asks(iv, "safe"));
	assert_true(asks(iv, "more"));
	assert_false(asks(iv, "child#2/worry"));
	assert_string_equal(family_at(iv, "child#1/name"), "Amal"); /* of the whole talk */
	family_say(iv, "safe", "yes");
	family_say(iv, "more", "travel");
	finish(iv, entry);
	assert_int_equal(waiting(&t), 1);
	iv = talks_begin(&t, "left", CARE_TOGETHER); /* a whole talk begins anew */
	leave(iv, "open");
	finish(iv, entry);
	assert_int_equal(waiting(&t), 2); /* open, next */
	stop(&t);
}

static void can_be_corrected(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	const struct care_finished *talk;
	char first[37], entry[37];

	(void)state;
	start(&t, first);
	iv = talks_begin(&t, "left", CARE_LATER);
	family_say(iv, "safe", "no");
	family_say(iv, "since", "mei");
	family_say(iv, "child#2/worry", "slaapt slecht");
	finish(iv, entry);
	family_correct(&t, entry, "child#2/worry", "slaapt niet");
	family_correct(&t, entry, "safe", "yes");
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "child#2/worry")->value, "slaapt niet");
	assert_string_equal(answer_in(talk, "child#2")->value, "2");
	assert_string_equal(answer_in(talk, "safe")->value, "yes");
	assert_string_equal(answer_in(talk, "since")->value, "");
	assert_null(answer_in(talk, "topics"));
	care_dossier_free(d);
	/* In the whole talk too: what gets its answer there is left no longer. */
	family_correct(&t, first, "more", "travel");
	assert_int_equal(waiting(&t), 1);
	stop(&t);
}

int interview_later_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_what_was_left),
		cmocka_unit_test(keeps_what_it_asked),
		cmocka_unit_test(is_asked_until_it_is_answered),
		cmocka_unit_test(can_be_corrected),
	};

	return cmocka_run_group_tests_name("care: talks for later", tests, NULL, NULL);
}
