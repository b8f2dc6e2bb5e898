/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static const char *const naima = "{\"called\":\"Naïma\",\"family_name\":\"el Amrani\","
				 "\"birth_date\":\"~1981\",\"benefit\":[\"nug\"],"
				 "\"languages\":\"ary nl\"}";

static void test_register(void **state)
{
	struct place p;
	struct care_dossier *d;
	struct str text = STR_INIT;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	d = dossier(&p, id);
	assert_string_equal(care_fact_value(d, "file_number"), "J-0001");
	care_dossier_name(d, &text);
	assert_string_equal(text.bytes, "Naïma el Amrani");
	str_reset(&text);
	care_dossier_initials(d, &text);
	assert_string_equal(text.bytes, "N.A.");
	str_reset(&text);
	care_fact_shown(p.s, d, "languages", &text);
	assert_string_equal(text.bytes, "Darija (Moroccan), Dutch");
	assert_int_equal(care_dossier_age(p.s, d), 45);
	assert_true(d->is_open);
	assert_true(care_fact_holds(d, "languages", "nl"));
	assert_false(care_fact_holds(d, "languages", "ar"));
	assert_string_equal(care_fact_value(d, "phone"), "");
	assert_non_null(line_of(d, "registered"));
	str_release(&text);
	care_dossier_free(d);
	place_remove(&p);
}

static void test_initials(void **state)
{
	static const char *const names[][3] = {
		{"Naima", "el Amrani", "N.A."},	 {"şükran van den Berg", "", "ş.B."},
		{"Karin", "van der heide", "K.V."}, {"", "", ""},
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str_reset(&text);
		care_initials(names[i][0], names[i][1], &text);
		assert_string_equal(text.bytes, names[i][2]);
	}
	str_release(&text);
}

static void test_register_refuses(void **state)
{
	static const char *const bad[] = {
		"{\"nonsense\":\"1\"}",
		"{\"birth_date\":\"yesterday\"}",
		"{\"ladder_level\":\"9\"}",
		"{\"called\":{\"a\":1}}",
		"{\"file_number\":\"j-0001\"}",
		"[]",
	};
	struct place p;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, "{}", "2026-03-03", id);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error e = ERROR_INIT;
		json_t *facts;

		must(json_text_read(bad[i], strlen(bad[i]), &facts, &e), &e);
		assert_int_equal(care_register(p.s, facts, NULL, id, &e), ERR_INVALID);
		assert_int_not_equal(e.text[0], '\0');
		json_decref(facts);
	}
	assert_int_equal(care_client_count(p.s), 1);
	place_remove(&p);
}

static void test_find(void **state)
{
	struct place p;
	struct care_hits hits;
	struct error e = ERROR_INIT;
	char id[37], other[37], found[37];
	json_t *facts;

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	register_as(&p, "{\"given_name\":\"Na'ima\",\"family_name\":\"Haddou\","
			"\"birth_date\":\"1976-02-01\"}", "2026-03-03", other);
	must(care_find(p.s, "naima", 10, &hits, &e), &e);
	assert_int_equal(hits.count, 2);
	assert_int_equal(hits.clients, 2);
	care_hits_release(&hits);
	must(care_find(p.s, "amrani naim", 10, &hits, &e), &e);
	assert_int_equal(hits.count, 1);
	assert_string_equal(hits.items[0].birth, "~1981");
	assert_string_equal(hits.items[0].spelling, "");
	care_hits_release(&hits);
	facts = json_pack("{s:s}", "called", "Nadia");
	must(care_set_facts(p.s, id, facts, NULL, &e), &e);
	json_decref(facts);
	must(care_find(p.s, "naima amrani", 10, &hits, &e), &e);
	assert_int_equal(hits.count, 1);
	assert_string_equal(hits.items[0].called, "Nadia");
	assert_string_equal(hits.items[0].spelling, "Naïma");
	care_hits_release(&hits);
	must(care_find_done(p.s, 1, &e), &e);
	must(care_client_by_text(p.s, "J-0002", found, &e), &e);
	assert_string_equal(found, other);
	must(care_client_by_text(p.s, id, found, &e), &e);
	assert_string_equal(found, id);
	assert_int_equal(care_client_by_text(p.s, "na", found, &e), ERR_INVALID);
	assert_int_equal(care_client_by_text(p.s, "zebra", found, &e), ERR_NOT_FOUND);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_goals(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_goal goal = {.text = "Dutch to A2", .term = "short", .rung = 3};
	struct care_step step = {.text = "ask the school", .by = "Naima", .kind = "voluntary",
				 .certain = "no"};
	struct care_dossier *d;
	char id[37], g[37], t[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	step.goal = "no such goal";
	assert_int_equal(care_save_step(p.s, id, &step, NULL, &e), ERR_NOT_FOUND);
	goal.on = day("2026-05-01");
	must(care_save_goal(p.s, id, &goal, g, &e), &e);
	step.goal = g;
	step.due = day("2026-11-25");
	must(care_save_step(p.s, id, &step, t, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->goal_count, 1);
	assert_int_equal(d->goals[0].step_count, 1);
	assert_string_equal(d->goals[0].steps[0].state, "open");
	assert_string_equal(d->goals[0].steps[0].certain, "no");
	step = d->goals[0].steps[0];
	step.state = "paused";
	must(care_save_step(p.s, id, &step, NULL, &e), &e);
	goal = d->goals[0];
	goal.state = "reached";
	must(care_save_goal(p.s, id, &goal, NULL, &e), &e);
	care_dossier_free(d);
	d = dossier(&p, id);
	assert_int_equal(d->goal_count, 1);
	assert_string_equal(d->goals[0].state, "reached");
	assert_string_equal(d->goals[0].id, g);
	assert_string_equal(d->goals[0].steps[0].state, "paused");
	assert_string_equal(d->goals[0].steps[0].id, t);
	assert_int_equal(date_compare(&d->goals[0].on, &(struct date){2026, 5, 1, false}), 0);
	assert_string_equal(line_of(d, "goal")->state, "reached 21 Nov");
	assert_null(line_of(d, "step"));
	care_dossier_free(d);
	goal = (struct care_goal){.id = "0190-unknown", .text = "A2"};
	assert_int_equal(care_save_goal(p.s, id, &goal, NULL, &e), ERR_NOT_FOUND);
	goal.text = "";
	assert_int_equal(care_save_goal(p.s, id, &goal, NULL, &e), ERR_INVALID);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static int due_count(struct place *p, int days)
{
	struct care_today today;
	struct error e = ERROR_INIT;
	int count;

	must(care_today_read(p->s, days, NULL, &today, &e), &e);
	count = today.due_count;
	care_today_release(&today);
	return count;
}

static void test_appointment(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_appointment a = {.kind = "three_way", .with = "coach", .minutes = 11 * 60};
	struct care_today today;
	char id[37], at[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	assert_int_equal(care_save_appointment(p.s, id, &a, NULL, &e), ERR_INVALID);
	a.due = day("2026-11-19");
	must(care_save_appointment(p.s, id, &a, at, &e), &e);
	must(care_today_read(p.s, 0, NULL, &today, &e), &e);
	assert_int_equal(today.due_count, 1);
	assert_true(today.due[0].is_late);
	assert_int_equal(today.due[0].minutes, 660);
	assert_string_equal(today.due[0].initials, "N.A.");
	assert_string_equal(today.due[0].kind, "three_way");
	assert_string_equal(today.due[0].subject, at);
	care_today_release(&today);
	a.id = at;
	a.due = day("2026-12-01");
	must(care_save_appointment(p.s, id, &a, NULL, &e), &e);
	assert_int_equal(due_count(&p, 0), 0);
	assert_int_equal(due_count(&p, 10), 1);
	a.state = "done";
	must(care_save_appointment(p.s, id, &a, NULL, &e), &e);
	assert_int_equal(due_count(&p, 30), 0);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_note_and_referral(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_note note = {.text = "Called, nobody home.\nTry again.", .speaker = "i"};
	struct care_referral r = {.organisation = "ROC Mondriaan", .what = "NT2-avond",
				  .agreed = "yes"};
	struct care_dossier *d;
	char id[37], to[37], n[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	must(care_save_note(p.s, id, &note, n, &e), &e);
	r.on = day("2026-09-02");
	r.call_back = day("2026-11-21");
	must(care_save_referral(p.s, id, &r, to, &e), &e);
	assert_int_equal(due_count(&p, 0), 1);
	r.id = to;
	r.status = "started";
	r.on = day("2026-09-16");
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	note.id = n;
	note.text = "Called, she answered.";
	must(care_save_note(p.s, id, &note, NULL, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->note_count, 1);
	assert_string_equal(d->notes[0].text, "Called, she answered.");
	assert_string_equal(d->notes[0].author, "Samira El Idrissi");
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(line_of(d, "referred")->text, "ROC Mondriaan, NT2-avond");
	assert_string_equal(line_of(d, "referred")->state, "started 16 Sep");
	assert_string_equal(line_of(d, "note")->text, "Called, she answered.");
	care_dossier_free(d);
	r.status = "finished";
	r.on = (struct date){0};
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	assert_int_equal(due_count(&p, 0), 0);
	r.status = "nonsense";
	assert_int_equal(care_save_referral(p.s, id, &r, NULL, &e), ERR_INVALID);
	note.text = "";
	assert_int_equal(care_save_note(p.s, id, &note, NULL, &e), ERR_INVALID);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_consent(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_consent c = {.organisation = "ROC Mondriaan", .kinds = "name ladder",
				 .how = "spoken"};
	struct care_dossier *d;
	char id[37], at[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	c.until = day("2027-06-30");
	must(care_save_consent(p.s, id, &c, at, &e), &e);
	d = dossier(&p, id);
	assert_non_null(care_consent_for(d, "roc mondriaan"));
	assert_null(care_consent_for(d, "UWV"));
	assert_string_equal(line_of(d, "consent")->state, "until Jun 2027");
	care_dossier_free(d);
	place_days(&p, 300);
	d = dossier(&p, id);
	assert_null(care_consent_for(d, "ROC Mondriaan"));
	care_dossier_free(d);
	place_days(&p, -200);
	c.id = at;
	c.is_withdrawn = true;
	must(care_save_consent(p.s, id, &c, NULL, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->consent_count, 1);
	assert_null(care_consent_for(d, "ROC Mondriaan"));
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_precondition(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_precondition one = {.key = "childcare", .needed = "yes", .status = "missing",
					.where = "too_expensive: 2 days", .speaker = "she",
					.note = "from January"};
	struct care_dossier *d;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	one.on = day("2026-04-01");
	must(care_save_precondition(p.s, id, &one, &e), &e);
	one.key = "training";
	one.status = "arranged";
	one.where = "";
	must(care_save_precondition(p.s, id, &one, &e), &e);
	one.key = "nonsense";
	assert_int_equal(care_save_precondition(p.s, id, &one, &e), ERR_INVALID);
	d = dossier(&p, id);
	assert_int_equal(d->precondition_count, 2);
	assert_string_equal(d->preconditions[0].key, "training");
	assert_string_equal(d->preconditions[1].where, "too_expensive: 2 days");
	assert_string_equal(d->preconditions[1].note, "from January");
	assert_string_equal(care_fact_value(d, "precondition_childcare"),
			    "yes:missing:too_expensive: 2 days");
	assert_non_null(line_of(d, "what is needed"));
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_close_and_reopen(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct date when = day("2026-10-01");
	struct care_dossier *d;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	assert_int_equal(care_reopen(p.s, id, NULL, &e), ERR_INVALID);
	assert_int_equal(care_close_trajectory(p.s, id, "nowhere", &when, &e), ERR_INVALID);
	must(care_close_trajectory(p.s, id, "volunteer", &when, &e), &e);
	assert_int_equal(care_close_trajectory(p.s, id, "paid", &when, &e), ERR_INVALID);
	d = dossier(&p, id);
	assert_false(d->is_open);
	assert_string_equal(d->outflow, "volunteer");
	assert_string_equal(line_of(d, "closed")->text, "volunteer work elsewhere");
	care_dossier_free(d);
	must(care_reopen(p.s, id, NULL, &e), &e);
	d = dossier(&p, id);
	assert_true(d->is_open);
	assert_true(d->has_returned);
	assert_string_equal(d->outflow, "");
	assert_string_equal(d->lines[0].title, "back again");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_out_of_sight(void **state)
{
	struct place p;
	struct care_hits hits;
	struct error e = ERROR_INIT;
	char old[37], recent[37], talk[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", old);
	register_as(&p, naima, "2026-03-03", recent);
	interview_on(&p, recent, "2026-11-01", "", "fine", talk);
	must(care_out_of_sight(p.s, 6, 10, &hits, &e), &e);
	assert_int_equal(hits.count, 1);
	assert_string_equal(hits.items[0].client, old);
	assert_string_equal(hits.items[0].birth, "2026-03-03");
	care_hits_release(&hits);
	must(care_close_trajectory(p.s, old, "moved", NULL, &e), &e);
	must(care_out_of_sight(p.s, 6, 10, &hits, &e), &e);
	assert_int_equal(hits.count, 0);
	care_hits_release(&hits);
	place_remove(&p);
}

static void test_unfinished(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_interview *iv;
	struct care_today today;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	must(care_interview_begin(p.s, id, "progress", CARE_TOGETHER, &iv, &e), &e);
	care_interview_free(iv);
	place_reopen(&p);
	must(care_today_read(p.s, 0, NULL, &today, &e), &e);
	assert_int_equal(today.unfinished_count, 1);
	assert_string_equal(today.unfinished[0].form_title, "Progress");
	assert_string_equal(today.unfinished[0].initials, "N.A.");
	assert_string_equal(today.unfinished[0].called, "Naïma");
	assert_string_equal(today.unfinished[0].author_name, "Samira El Idrissi");
	assert_true(today.unfinished[0].is_mine);
	assert_true(today.unfinished[0].begun_ms == p.now);
	care_today_release(&today);
	place_remove(&p);
}

static enum err count_access(void *data, const struct store_access *a, struct error *e)
{
	int *count = data;

	(void)e;
	*count += strcmp(a->action, "print") == 0;
	return OK;
}

static void test_reading_is_logged(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	int count = 0;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, naima, "2026-03-03", id);
	must(care_dossier_open(p.s, id, "print", &d, &e), &e);
	care_dossier_free(d);
	must(store_access_of_client(care_session_store(p.s), id, count_access, &count, &e), &e);
	assert_int_equal(count, 1);
	assert_int_equal(care_dossier_open(p.s, "nobody", "open", &d, &e), ERR_NOT_FOUND);
	assert_null(d);
	place_remove(&p);
}

int record_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_register),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_register_refuses),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_appointment),
		cmocka_unit_test(test_note_and_referral),
		cmocka_unit_test(test_consent),
		cmocka_unit_test(test_precondition),
		cmocka_unit_test(test_close_and_reopen),
		cmocka_unit_test(test_out_of_sight),
		cmocka_unit_test(test_unfinished),
		cmocka_unit_test(test_reading_is_logged),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
