/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

/* Correcting a finished interview: four reasons, each with its own meaning in time. */

static const char said[] =
	"{\"called\":\"Naima\",\"child\":\"yes\",\"care\":"
	"\"childcare/childcare_cost\",\"care_more\":\"too dear\",\"barriers\":"
	"\"money\",\"work\":{\"value\":\"cooking\",\"remarks\":[{\"speaker\":"
	"\"she\",\"text\":\"I love it\"}]},\"ladder_level\":\"2\","
	"\"need\":\"yes:missing:too_far\"}";

struct scene {
	struct talks t;
	char talk[37];
	struct care_dossier *d;
};

static void scene_make(struct scene *sc)
{
	*sc = (struct scene){0};
	talks_make(&sc->t);
	fill(&sc->t, sc->t.client, "probe", "2026-10-01", said, sc->talk);
}

static void scene_look(struct scene *sc)
{
	care_dossier_free(sc->d);
	sc->d = dossier(&sc->t.p, sc->t.client);
}

static void scene_end(struct scene *sc)
{
	care_dossier_free(sc->d);
	talks_remove(&sc->t);
}

static void correct(struct scene *sc, const char *path, const char *value,
		    enum care_reason reason)
{
	struct error e = ERROR_INIT;

	must(care_correct_answer(sc->t.p.s, sc->t.client, sc->talk, path, value, reason,
				 &e),
	     &e);
	scene_look(sc);
}

static int history_of(const struct care_dossier *d, const char *name)
{
	int count = 0;

	for (int i = 0; i < d->history_count; i++)
		count += strcmp(d->history[i].name, name) == 0;
	return count;
}

/* A fact that must be there. */
static const struct care_fact *fact_of(const struct care_dossier *d, const char *name)
{
	static const struct care_fact none = {.name = "", .value = "(no such fact)"};

	for (int i = 0; i < d->fact_count; i++)
		if (strcmp(d->facts[i].name, name) == 0)
			return &d->facts[i];
	return &none;
}

static void takes_its_place(enum care_reason reason)
{
	struct scene sc;
	const struct care_line *line;

	scene_make(&sc);
	correct(&sc, "ladder_level", "3", reason);
	assert_string_equal(answer_in(talk_of(sc.d, sc.talk), "ladder_level")->value,
			    "3");
	assert_int_equal(
		answer_in(talk_of(sc.d, sc.talk), "ladder_level")->corrected.month, 11);
	assert_int_equal(answer_in(talk_of(sc.d, sc.talk), "barriers")->corrected.year,
			 0);
	assert_string_equal(fact_of(sc.d, "ladder_level")->value, "3");
	assert_int_equal(fact_of(sc.d, "ladder_level")->on.month,
			 10); /* of the interview */
	assert_int_equal(history_of(sc.d, "ladder_level"), 1);
	assert_int_equal(sc.d->rung_count, 1);
	assert_int_equal(sc.d->rungs[0].level, 3);
	line = line_of(sc.d, "probe");
	if (!line)
		line = line_of(sc.d, "Probe");
	assert_non_null(line);
	assert_non_null(strstr(line->state, "corrected on"));
	/* A second one comes after the first: no conflict. */
	correct(&sc, "ladder_level", "1", reason);
	assert_string_equal(fact_of(sc.d, "ladder_level")->value, "1");
	for (int i = 0; i < sc.d->line_count; i++)
		assert_false(sc.d->lines[i].has_conflict);
	correct(&sc, "ladder_level", "1", reason); /* the same: nothing is written */
	assert_non_null(answer_in(talk_of(sc.d, sc.talk), "work")->remarks);
	scene_end(&sc);
}

static void a_slip_takes_its_place(void **state)
{
	(void)state;
	takes_its_place(CARE_TYPO);
}

static void a_misunderstanding_too(void **state)
{
	(void)state;
	takes_its_place(CARE_MISUNDERSTOOD);
}

static void what_she_says_now_is_of_today(void **state)
{
	struct scene sc;

	(void)state;
	scene_make(&sc);
	correct(&sc, "ladder_level", "3", CARE_CHANGED);
	assert_string_equal(answer_in(talk_of(sc.d, sc.talk), "ladder_level")->value,
			    "2");
	assert_string_equal(fact_of(sc.d, "ladder_level")->value, "3");
	assert_int_equal(fact_of(sc.d, "ladder_level")->on.day, 21);
	assert_int_equal(history_of(sc.d, "ladder_level"), 2);
	assert_int_equal(sc.d->rung_count, 2);
	correct(&sc, "need", "no::", CARE_CHANGED);
	assert_string_equal(sc.d->preconditions[0].needed, "no");
	assert_int_equal(sc.d->preconditions[0].on.day, 21);
	scene_end(&sc);
}

static void what_falls_away_falls_away(void **state)
{
	struct scene sc;

	(void)state;
	scene_make(&sc);
	assert_null(sc.d);
	correct(&sc, "child", "no", CARE_MISUNDERSTOOD);
	assert_string_equal(answer_in(talk_of(sc.d, sc.talk), "care")->value, "");
	assert_string_equal(answer_in(talk_of(sc.d, sc.talk), "care_more")->value, "");
	assert_string_equal(care_fact_value(sc.d, "barriers"), "money");
	scene_end(&sc);
}

static void preconditions_are_corrected_too(void **state)
{
	struct scene sc;

	(void)state;
	scene_make(&sc);
	correct(&sc, "need", "yes:arranged:available", CARE_TYPO);
	assert_int_equal(sc.d->precondition_count, 1);
	assert_string_equal(sc.d->preconditions[0].status, "arranged");
	assert_int_equal(sc.d->preconditions[0].on.month, 10);
	assert_string_equal(care_fact_value(sc.d, "precondition_childcare"),
			    "yes:arranged:available");
	correct(&sc, "need", "", CARE_TYPO);
	assert_string_equal(sc.d->preconditions[0].needed, "unknown");
	scene_end(&sc);
}

static void what_cannot_be_corrected(void **state)
{
	static const struct {
		const char *path, *value;
		enum care_reason reason;
		enum err err;
	} tries[] = {
		{"ladder_level", "9", CARE_TYPO, ERR_INVALID},
		{"called", "", CARE_TYPO, ERR_INVALID},
		{"nothing", "x", CARE_TYPO, ERR_NOT_FOUND},
		{"ladder_level", "3", CARE_OTHER_PERSON, ERR_USAGE},
	};
	struct scene sc;
	struct error e = ERROR_INIT;

	(void)state;
	scene_make(&sc);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		assert_int_equal(care_correct_answer(sc.t.p.s, sc.t.client, sc.talk,
						     tries[i].path, tries[i].value,
						     tries[i].reason, &e),
				 tries[i].err);
	assert_int_equal(care_correct_answer(sc.t.p.s, sc.t.client, "no talk", "work",
					     "x", CARE_TYPO, &e),
			 ERR_NOT_FOUND);
	scene_look(&sc);
	assert_string_equal(care_fact_value(sc.d, "ladder_level"), "2");
	assert_string_equal(answer_in(talk_of(sc.d, sc.talk), "called")->value, "Naima");
	scene_end(&sc);
}

static void a_talk_of_somebody_else_moves(void **state)
{
	struct scene sc;
	struct care_dossier *to;
	struct error e = ERROR_INIT;
	char other[37];

	(void)state;
	scene_make(&sc);
	register_as(&sc.t.p, "{\"called\":\"Joke\"}", "2026-01-05", other);
	correct(&sc, "ladder_level", "3", CARE_TYPO);
	assert_int_equal(
		care_move_interview(sc.t.p.s, sc.t.client, sc.talk, "nobody", &e),
		ERR_NOT_FOUND);
	assert_int_equal(
		care_move_interview(sc.t.p.s, sc.t.client, sc.talk, sc.t.client, &e),
		ERR_INVALID);
	must(care_move_interview(sc.t.p.s, sc.t.client, sc.talk, other, &e), &e);
	scene_look(&sc);
	assert_true(talk_of(sc.d, sc.talk)->is_moved);
	assert_string_equal(care_fact_value(sc.d, "ladder_level"), "");
	assert_string_equal(care_fact_value(sc.d, "barriers"), "");
	assert_string_equal(care_fact_value(sc.d, "called"), "Naima"); /* registered so */
	assert_int_equal(sc.d->rung_count, 0);
	assert_string_equal(sc.d->preconditions[0].needed, "unknown");
	to = dossier(&sc.t.p, other);
	assert_int_equal(to->interview_count, 1);
	assert_int_equal(to->interviews[0].on.month, 10);
	assert_string_equal(care_fact_value(to, "ladder_level"), "3"); /* as it stood */
	assert_string_equal(answer_in(&to->interviews[0], "work")->remarks[0].text,
			    "I love it");
	assert_string_equal(to->preconditions[0].status, "missing");
	care_dossier_free(to);
	assert_int_equal(care_move_interview(sc.t.p.s, sc.t.client, sc.talk, other, &e),
			 ERR_NOT_FOUND); /* it has gone */
	scene_end(&sc);
}

int interview_correct_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_takes_its_place),
		cmocka_unit_test(a_misunderstanding_too),
		cmocka_unit_test(what_she_says_now_is_of_today),
		cmocka_unit_test(what_falls_away_falls_away),
		cmocka_unit_test(preconditions_are_corrected_too),
		cmocka_unit_test(what_cannot_be_corrected),
		cmocka_unit_test(a_talk_of_somebody_else_moves),
	};

	return cmocka_run_group_tests_name("interview corrected", tests, NULL, NULL);
}
