/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

/* How an interview ends: one entry with all that it says, or nothing of her at all. */

static int entry_count(struct talks *t, const char *kind)
{
	struct care_dossier *d = dossier(&t->p, t->client);
	int count = strcmp(kind, "appointment") == 0	? d->appointment_count
		    : strcmp(kind, "precondition") == 0 ? d->precondition_count
							: d->interview_count;

	care_dossier_free(d);
	return count;
}

static void one_entry_with_answers_and_facts(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	char entry[37];

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "called", "Naima");
	answer(iv, "child", "yes");
	answer(iv, "care", "childcare/childcare_cost");
	answer(iv, "care_more", "falls away");
	answer(iv, "barriers", "childcare money");
	answer(iv, "worst", "travel");
	answer(iv, "view", "she can");
	answer(iv, "ladder_level", "2");
	must(care_interview_no_answer(iv, row_of(iv, "hours"), FORM_STATUS_REFUSED, &e),
	     &e);
	must(care_interview_set_remark(
		     iv, row_of(iv, "work"), 0,
		     &(struct care_remark){"other", "sister", "cooks well"}, &e),
	     &e);
	must(care_interview_add_note(iv, "a scratch line", &e), &e);
	answer(iv, "child", "no");
	finish(iv, entry);
	assert_int_equal(draft_count(&t, NULL), 0);
	place_reopen(&t.p);
	d = dossier(&t.p, t.client);
	assert_int_equal(d->interview_count, 1);
	assert_string_equal(d->interviews[0].id, entry);
	assert_string_equal(care_fact_value(d, "barriers"), "childcare money travel");
	assert_string_equal(care_fact_value(d, "ladder_level"), "2");
	assert_null(answer_in(talk_of(d, entry), "care"));
	assert_null(answer_in(talk_of(d, entry), "care_more"));
	assert_string_equal(answer_in(talk_of(d, entry), "view")->value, "she can");
	assert_int_equal(answer_in(talk_of(d, entry), "hours")->status,
			 FORM_STATUS_REFUSED);
	assert_string_equal(answer_in(talk_of(d, entry), "work")->remarks[0].who,
			    "sister");
	assert_string_equal(answer_in(talk_of(d, entry), "work")->value, "");
	assert_int_equal(d->interviews[0].note_count, 1);
	assert_string_equal(d->interviews[0].notes[0], "a scratch line");
	care_dossier_free(d);
	talks_remove(&t);
}

static void facts_of_several_questions_are_joined(void **state)
{
	struct talks t;
	struct care_dossier *d;
	char entry[37];

	(void)state;
	talks_make(&t);
	fill(&t, t.client, "probe", "2026-11-20",
	     "{\"called\":\"Naima\",\"child\":\"yes\",\"care\":[\"childcare/"
	     "childcare_cost\"],"
	     "\"barriers\":[\"childcare\",\"money\"],\"worst\":\"money\"}",
	     entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(care_fact_value(d, "barriers"),
			    "childcare/childcare_cost childcare money");
	care_dossier_free(d);
	talks_remove(&t);
}

static void what_is_required_stops_it(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	char entry[37];
	int first;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "called", ""); /* known from registering, and taken away again */
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	assert_int_equal(first, row_of(iv, "called"));
	assert_string_equal(e.text, "One question must still be answered.");
	answer(iv, "called", "Naima");
	answer(iv, "child", "yes"); /* school is required, but for a later talk */
	answer(iv, "next", "2026-12");
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	assert_int_equal(first, row_of(iv, "next"));
	assert_int_equal(draft_count(&t, t.client), 1);
	answer(iv, "next", "2026-12-01");
	finish(iv, entry);
	talks_remove(&t);
}

static void preconditions_and_an_appointment(void **state)
{
	struct talks t;
	struct care_dossier *d;
	struct care_appointment own = {.kind = "progress",
				       .about = "by hand",
				       .with = "",
				       .state = "planned",
				       .due = {2026, 12, 8, false},
				       .minutes = 600};
	struct error e = ERROR_INIT;
	char entry[37];

	(void)state;
	talks_make(&t);
	fill(&t, t.client, "probe", "2026-11-20",
	     "{\"called\":\"Naima\",\"need\":\"yes:missing:too_far\",\"next\":\"2026-12-"
	     "01\","
	     "\"hour\":\"09:30\"}",
	     entry);
	d = dossier(&t.p, t.client);
	assert_string_equal(care_fact_value(d, "precondition_childcare"),
			    "yes:missing:too_far");
	assert_string_equal(care_fact_value(d, "appointment_date"), "");
	assert_string_equal(care_fact_value(d, "appointment_time"), "");
	assert_int_equal(d->precondition_count, 1);
	assert_string_equal(d->preconditions[0].speaker, "she");
	assert_int_equal(d->preconditions[0].on.day, 20);
	assert_int_equal(d->appointment_count, 1);
	assert_int_equal(d->appointments[0].minutes, 570);
	assert_int_equal(d->appointments[0].due.day, 1);
	care_dossier_free(d);
	/* One that stands there already is not made twice, one gone by not at all. */
	fill(&t, t.client, "probe", "2026-11-20",
	     "{\"called\":\"Naima\",\"next\":\"2026-12-01\"}", entry);
	fill(&t, t.client, "probe", "2026-10-20",
	     "{\"called\":\"Naima\",\"next\":\"2026-11-03\"}", entry);
	assert_int_equal(entry_count(&t, "appointment"), 1);
	own.minutes = -1;
	must(care_save_appointment(t.p.s, t.client, &own, NULL, &e), &e);
	fill(&t, t.client, "probe", "2026-11-21",
	     "{\"called\":\"Naima\",\"next\":\"2026-12-08\",\"hour\":\"14:00\"}", entry);
	d = dossier(&t.p, t.client);
	assert_int_equal(d->appointment_count, 2);
	assert_int_equal(d->appointments[1].minutes, 840);
	assert_string_equal(d->appointments[1].about, "by hand");
	care_dossier_free(d);
	talks_remove(&t);
}

static void a_talk_for_later_keeps_what_it_asked(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	char entry[37];
	int first;

	(void)state;
	talks_make(&t);
	fill(&t, t.client, "probe", "2026-11-01",
	     "{\"called\":\"Naima\",\"child\":\"yes\",\"view\":\"then\"}", entry);
	iv = talks_begin(&t, "probe", CARE_LATER);
	assert_string_equal(value_of(iv, "child"), "yes"); /* what was said holds */
	assert_true(care_interview_is_asked(iv, row_of(iv, "school")));
	assert_false(care_interview_is_asked(iv, row_of(iv, "called")));
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	assert_int_equal(first, row_of(iv, "school"));
	iv = talks_again(&t, iv);
	assert_true(care_interview_is_asked(iv, row_of(iv, "school")));
	answer(iv, "school", "mavo");
	finish(iv, entry);
	d = dossier(&t.p, t.client);
	assert_int_equal(talk_of(d, entry)->answer_count, 1);
	care_dossier_free(d);
	/* It can be corrected, though what it depends on was said in the other talk. */
	must(care_correct_answer(t.p.s, t.client, entry, "school", "havo", CARE_TYPO, &e),
	     &e);
	d = dossier(&t.p, t.client);
	assert_string_equal(answer_in(talk_of(d, entry), "school")->value, "havo");
	assert_int_equal(talk_of(d, entry)->answer_count, 1);
	care_dossier_free(d);
	talks_remove(&t);
}

/* Counts erasure entries that say a talk was not recorded. */
static enum err look_at_erasure(void *data, const struct store_entry *entry,
				struct error *e)
{
	(void)e;
	*(int *)data += strstr(entry->body, "\"not_recorded\"") != NULL;
	return OK;
}

static int erasures(struct talks *t)
{
	struct error e = ERROR_INIT;
	int count = 0;

	must(store_entries_of_kind(care_session_store(t->p.s), "erasure", look_at_erasure,
				   &count, &e),
	     &e);
	return count;
}

static void nothing_of_her_stays(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct care_hits hits = {0};
	struct error e = ERROR_INIT;
	struct care_dossier *d = NULL;
	char entry[37], other[37];
	int first;

	(void)state;
	talks_make(&t);
	register_as(&t.p, "{\"called\":\"Xanthippe\",\"city\":\"Verwegistan\"}",
		    "2026-11-21", other);
	must(care_interview_begin(t.p.s, other, "probe", CARE_TOGETHER, &iv, &e), &e);
	answer(iv, "called", "Xanthippe");
	answer(iv, "story", "Onopgeschreven verhaal");
	must(care_interview_add_note(iv, "Kladregel", &e), &e);
	assert_true(file_holds(&t, "Xanthippe"));
	must(care_interview_stop_recording(iv, &e), &e);
	assert_false(file_holds(
		&t, "Xanthippe")); /* nor in the log, though the file is open */
	assert_false(care_interview_is_recorded(iv));
	assert_string_equal(care_interview_draft(iv), "");
	must(care_interview_stop_recording(iv, &e), &e); /* once more says nothing new */
	/* The talk goes on, in memory. */
	answer(iv, "hours", "5");
	answer(iv, "work", "Ook niet");
	assert_string_equal(value_of(iv, "story"), "Onopgeschreven verhaal");
	assert_int_equal(care_interview_row(iv), row_of(iv, "work"));
	must(care_interview_place(iv, row_of(iv, "story"), "halfweg", 3, &e), &e);
	must(care_interview_no_answer(iv, row_of(iv, "hours"), FORM_STATUS_REFUSED, &e),
	     &e);
	must(care_interview_add_note(iv, "Nog een regel", &e), &e);
	must(care_interview_hang_note(iv, 0, row_of(iv, "work"), &e), &e);
	must(care_interview_set_remark(iv, row_of(iv, "work"), 1,
				       &(struct care_remark){"she", "", "Fluister"}, &e),
	     &e);
	must(care_interview_set_part(iv, CARE_ALONE, &e), &e);
	assert_int_equal(care_interview_finish(iv, entry, &first, &e), ERR_INVALID);
	must(care_interview_discard(iv, &e), &e);
	care_interview_free(iv);
	assert_int_equal(draft_count(&t, NULL), 0);
	assert_int_equal(care_dossier_open(t.p.s, other, "open", &d, &e), ERR_NOT_FOUND);
	must(care_find(t.p.s, "xanthippe", 10, &hits, &e), &e);
	assert_int_equal(hits.total, 0);
	care_hits_release(&hits);
	assert_int_equal(erasures(&t), 1);
	place_reopen(&t.p);
	assert_false(file_holds(&t, "Xanthippe"));
	assert_false(file_holds(&t, "Verwegistan"));
	assert_false(file_holds(&t, "Onopgeschreven"));
	assert_false(file_holds(&t, "Kladregel"));
	assert_false(file_holds(&t, "Fluister"));
	assert_false(file_holds(&t, "Ook niet"));
	talks_remove(&t);
}

static void who_was_known_stays(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	struct care_dossier *d;

	(void)state;
	talks_make(&t);
	place_days(&t.p, 3); /* she was registered days ago: that was not for this talk */
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "story", "Onopgeschreven verhaal");
	must(care_interview_stop_recording(iv, &e), &e);
	care_interview_free(iv);
	d = dossier(&t.p, t.client);
	assert_string_equal(care_fact_value(d, "called"), "Naima");
	care_dossier_free(d);
	assert_int_equal(erasures(&t), 1);
	place_reopen(&t.p);
	assert_false(file_holds(&t, "Onopgeschreven"));
	talks_remove(&t);
}

static void a_colleagues_draft_keeps_her(void **state)
{
	struct talks t;
	struct care_interview *mine, *theirs;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	mine = talks_begin(&t, "probe", CARE_TOGETHER);
	theirs = talks_begin(&t, "probe", CARE_TOGETHER);
	must(care_interview_stop_recording(mine, &e), &e);
	care_interview_free(mine);
	answer(theirs, "called", "Naima");
	assert_int_equal(draft_count(&t, t.client), 1);
	care_interview_free(theirs);
	care_dossier_free(dossier(&t.p, t.client));
	talks_remove(&t);
}

int interview_end_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_entry_with_answers_and_facts),
		cmocka_unit_test(facts_of_several_questions_are_joined),
		cmocka_unit_test(what_is_required_stops_it),
		cmocka_unit_test(preconditions_and_an_appointment),
		cmocka_unit_test(a_talk_for_later_keeps_what_it_asked),
		cmocka_unit_test(nothing_of_her_stays),
		cmocka_unit_test(who_was_known_stays),
		cmocka_unit_test(a_colleagues_draft_keeps_her),
	};

	return cmocka_run_group_tests_name("how an interview ends", tests, NULL, NULL);
}
