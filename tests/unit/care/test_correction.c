/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void correct(struct place *p, const char *client, const char *interview,
		    enum care_reason reason, const char *after, const char *on,
		    const char *answer, const char *facts, char id[37])
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct body_answer answers[] = {{"now/changed", answer, FORM_STATUS_NONE, NULL, 0}};
	struct body_correction body = {.reason = reason, .after = after, .to = "",
				       .answers = answers, .answer_count = answer != NULL};
	struct store_new_entry entry = {.kind = "correction", .subject = client,
					.client = client, .replaces = interview, .on = on};
	struct body_fact *list;
	struct str text = STR_INIT;

	facts_of_text(&a, facts, &list, &body.fact_count);
	body.facts = list;
	body_correction_write(&body, &text);
	entry.body = text.bytes;
	entry.body_len = text.len;
	must(care_append(p->s, &entry, id, &e), &e);
	str_release(&text);
	arena_release(&a);
}

struct scene {
	struct place p;
	char client[37], talk[37], first[37];
	struct care_dossier *d;
};

static void scene_make(struct scene *sc)
{
	place_make(&sc->p);
	register_as(&sc->p, "{\"called\":\"Naima\"}", "2026-01-05", sc->client);
	interview_on(&sc->p, sc->client, "2026-02-01", "district=Laak&ladder_level=2&wish=work",
		     "wants work", sc->talk);
}

static void scene_end(struct scene *sc)
{
	care_dossier_free(sc->d);
	must_rebuild_equal(&sc->p);
	place_remove(&sc->p);
}

static void slip(enum care_reason reason)
{
	struct scene sc;

	scene_make(&sc);
	correct(&sc.p, sc.client, sc.talk, reason, "", "2026-03-01", "wants school",
		"ladder_level=3&wish=", sc.first);
	sc.d = dossier(&sc.p, sc.client);
	assert_int_equal(sc.d->rung_count, 1);
	assert_int_equal(sc.d->rungs[0].level, 3);
	assert_int_equal(date_compare(&sc.d->rungs[0].on, &(struct date){2026, 2, 1, false}), 0);
	assert_string_equal(care_fact_value(sc.d, "district"), "Laak");
	assert_string_equal(care_fact_value(sc.d, "wish"), "");
	assert_int_equal(sc.d->line_count, 1);
	assert_string_equal(sc.d->lines[0].state, "corrected on 01-03-26");
	assert_string_equal(sc.d->interviews[0].answers[0].value, "wants school");
	assert_int_equal(sc.d->interviews[0].answers[0].corrected.year, 2026);
	assert_string_equal(sc.d->interviews[0].last_correction, sc.first);
	scene_end(&sc);
}

static void test_typo(void **state)
{
	(void)state;
	slip(CARE_TYPO);
}

static void test_misunderstood(void **state)
{
	(void)state;
	slip(CARE_MISUNDERSTOOD);
}

static void test_changed(void **state)
{
	struct scene sc;

	(void)state;
	scene_make(&sc);
	correct(&sc.p, sc.client, sc.talk, CARE_CHANGED, "", "2026-03-01", "wants school",
		"ladder_level=3", sc.first);
	sc.d = dossier(&sc.p, sc.client);
	assert_int_equal(sc.d->rung_count, 2);
	assert_int_equal(sc.d->rungs[1].level, 3);
	assert_string_equal(sc.d->interviews[0].answers[0].value, "wants work");
	assert_string_equal(line_of(sc.d, "progress")->state, "");
	assert_string_equal(line_of(sc.d, "now otherwise")->text, "rung");
	scene_end(&sc);
}

static void test_other_person(void **state)
{
	struct scene sc;

	(void)state;
	scene_make(&sc);
	correct(&sc.p, sc.client, sc.talk, CARE_OTHER_PERSON, "", "2026-03-01", NULL, "", sc.first);
	sc.d = dossier(&sc.p, sc.client);
	assert_true(sc.d->interviews[0].is_moved);
	assert_int_equal(sc.d->rung_count, 0);
	assert_int_equal(sc.d->last_talk.year, 0);
	assert_string_equal(care_fact_value(sc.d, "district"), "");
	assert_string_equal(line_of(sc.d, "progress")->state, "belongs to somebody else");
	assert_string_equal(line_of(sc.d, "progress")->text, "");
	scene_end(&sc);
}

/* Two after the same one: both kept, the later counts, the line says so; a third settles it. */
static void test_two_versions(void **state)
{
	struct scene sc;
	char second[37], third[37];

	(void)state;
	scene_make(&sc);
	correct(&sc.p, sc.client, sc.talk, CARE_TYPO, "", "2026-03-01", "one", "", sc.first);
	correct(&sc.p, sc.client, sc.talk, CARE_TYPO, "", "2026-03-01", "two", "", second);
	sc.d = dossier(&sc.p, sc.client);
	assert_true(sc.d->lines[0].has_conflict);
	assert_string_equal(sc.d->lines[0].state, "corrected on 01-03-26; two versions");
	assert_string_equal(sc.d->interviews[0].answers[0].value, "two");
	care_dossier_free(sc.d);
	correct(&sc.p, sc.client, sc.talk, CARE_TYPO, second, "2026-03-02", "three", "", third);
	sc.d = dossier(&sc.p, sc.client);
	assert_false(sc.d->lines[0].has_conflict);
	scene_end(&sc);
}

int correction_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typo),
		cmocka_unit_test(test_misunderstood),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_other_person),
		cmocka_unit_test(test_two_versions),
	};

	return cmocka_run_group_tests_name("correction", tests, NULL, NULL);
}
