/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "care/refer.h"
#include "care/session_inner.h"
#include "care/social.h"
#include "tests.h"

/* What matching is told of a woman, and the rules of a file. */
struct matched {
	struct place p;
	struct arena arena;
	struct map_woman woman;
	char client[37];
};

static void begin(struct matched *m, const char *facts)
{
	*m = (struct matched){0};
	place_make(&m->p);
	register_as(&m->p, facts, "2026-01-05", m->client);
}

static void read_woman(struct matched *m)
{
	struct care_dossier *d = dossier(&m->p, m->client);

	care_match_woman(m->p.s, d, &m->arena, &m->woman);
	care_dossier_free(d);
}

static void end(struct matched *m)
{
	arena_release(&m->arena);
	place_remove(&m->p);
}

static void set_is(struct matched *m, const struct map_set *set, enum map_list list,
		   const char *keys)
{
	struct map_set expected = map_set_of(care_map_words(m->p.s), list, keys);

	assert_memory_equal(set, &expected, sizeof expected);
}

static void what_nobody_asked_is_not_known(void **state)
{
	struct matched m;
	const struct map_woman *w = &m.woman;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\",\"benefit\":\"unknown\",\"start_qualification\":\"unknown\"}");
	read_woman(&m);
	assert_int_equal(w->rung, 0);
	assert_int_equal(w->age, -1);
	assert_int_equal(w->language_level, -1);
	assert_int_equal(w->youngest, -1);
	assert_int_equal(w->hours, -1);
	assert_true(map_set_is_empty(&w->benefits));
	assert_true(map_set_is_empty(&w->needs));
	assert_false(w->loads_known);
	assert_int_equal(w->sex, MAP_SEX_UNKNOWN);
	assert_int_equal(w->along, MAP_ALONG_UNKNOWN);
	assert_int_equal(w->consent, MAP_CONSENT_UNKNOWN);
	assert_int_equal(w->diploma, MAP_DIPLOMA_UNKNOWN);
	assert_false(w->has_no_permit);
	assert_false(w->is_in_trajectory);
	assert_string_equal(w->city, "");
	assert_string_equal(w->tried, "");
	end(&m);
}

static void facts_are_taken_as_they_stand(void **state)
{
	struct matched m;
	const struct map_woman *w = &m.woman;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\",\"address_form\":\"mevrouw\",\"birth_date\":\"1986-05-02\","
		  "\"ladder_derived\":\"3\",\"ladder_level\":\"2\",\"growth_level\":\"4\","
		  "\"benefit\":\"wwb working\",\"benefit_consent\":\"asked\",\"language_level\":\"a2\","
		  "\"participation_level\":\"low\",\"youngest_child\":\"2-3\","
		  "\"children_come_along\":\"if_needed\",\"available_dayparts\":\"morning mon\","
		  "\"hours_available\":\"16\",\"load_kinds\":\"lifting\",\"languages\":\"nl ary\","
		  "\"wish_kinds\":\"work_learning other\",\"more_dutch\":\"yes\","
		  "\"barriers\":\"rules rules/work_permit_status rules/other_traject_running\","
		  "\"education\":\"mbo2\",\"city\":\"'s-Gravenhage\",\"district\":\"Laak\","
		  "\"postcode\":\"2516 XX\"}");
	read_woman(&m);
	assert_int_equal(w->rung, 2);
	assert_int_equal(w->growth_rung, 4);
	assert_int_equal(w->age, 40);
	assert_int_equal(w->hours, 16);
	assert_int_equal(w->sex, MAP_SEX_WOMAN);
	assert_int_equal(w->along, MAP_ALONG_IF_NEEDED);
	assert_int_equal(w->consent, MAP_CONSENT_ASKED);
	assert_int_equal(w->diploma, MAP_DIPLOMA_YES);
	assert_true(w->loads_known && w->has_no_permit && w->is_in_trajectory);
	set_is(&m, &w->benefits, MAP_LIST_BENEFIT, "wwb working");
	set_is(&m, &w->levels, MAP_LIST_LEVELS, "low");
	set_is(&m, &w->dayparts, MAP_LIST_DAYPARTS, "morning mon");
	set_is(&m, &w->loads, MAP_LIST_LOADS, "lifting");
	set_is(&m, &w->languages, MAP_LIST_LANGUAGES, "nl ary");
	set_is(&m, &w->wishes, MAP_LIST_WISHES, "work_learning dutch");
	assert_string_equal(w->city, "den haag");
	assert_string_equal(w->district, "laak");
	assert_string_equal(w->postcode, "2516xx");
	end(&m);
}

static void nothing_heavy_is_an_answer(void **state)
{
	struct matched m;

	(void)state;
	begin(&m, "{\"called\":\"Rachid\",\"address_form\":\"meneer\",\"ladder_derived\":\"4\","
		  "\"load_kinds\":\"none\"}");
	read_woman(&m);
	assert_true(m.woman.loads_known);
	assert_true(map_set_is_empty(&m.woman.loads));
	assert_int_equal(m.woman.sex, MAP_SEX_MAN);
	assert_int_equal(m.woman.rung, 4); /* what follows from the questions, where nobody said more */
	end(&m);
}

static void need_save(struct matched *m, const char *key, const char *needed, const char *status)
{
	struct care_precondition need = {.key = key, .needed = needed, .status = status, .where = "",
					 .speaker = "she", .note = "", .on = day("2026-02-01")};
	struct error e = ERROR_INIT;

	must(care_save_precondition(m->p.s, m->client, &need, &e), &e);
}

static void only_what_is_open_is_a_need(void **state)
{
	struct matched m;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\"}");
	need_save(&m, "language", "yes", "waitlist");
	need_save(&m, "training", "yes", "arranged");
	need_save(&m, "guidance", "yes", "not_applicable");
	need_save(&m, "childcare", "no", "missing");
	need_save(&m, "work_experience", "unknown", "unknown");
	need_save(&m, "entrepreneurship", "yes", "missing");
	read_woman(&m);
	set_is(&m, &m.woman.needs, MAP_LIST_PRECONDITIONS, "language entrepreneurship");
	end(&m);
}

static void referral_save(struct matched *m, const char *offer, const char *status,
			  const char *outcome)
{
	struct care_referral r = {.id = "", .organisation = "Buurthuis", .what = "les", .agreed = "yes",
				  .status = status, .feedback = "", .on = day("2026-03-01"),
				  .organisation_id = "", .offer = offer, .shares = "", .caller = "",
				  .along = "", .reason = "", .outcome = outcome, .outcome_text = "",
				  .before = "", .minutes = -1};
	struct error e = ERROR_INIT;
	char id[37];

	must(care_save_referral(m->p.s, m->client, &r, id, &e), &e);
}

static void what_ended_badly_was_tried(void **state)
{
	struct matched m;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\",\"benefit\":\"wwb\"}");
	referral_save(&m, "s1", "refused", "");
	referral_save(&m, "s2", "finished", "reached");
	referral_save(&m, "s3", "finished", "not_reached");
	referral_save(&m, "", "no_show", "");
	referral_save(&m, "s4", "referred", "");
	referral_save(&m, "s6", "expired", ""); /* no word came: something else first */
	read_woman(&m);
	assert_non_null(strstr(m.woman.tried, "s1"));
	assert_non_null(strstr(m.woman.tried, "s3"));
	assert_non_null(strstr(m.woman.tried, "s6"));
	assert_int_equal(strlen(m.woman.tried), 8);
	assert_false(m.woman.is_in_trajectory);
	referral_save(&m, "s5", "started", ""); /* beside social assistance: a programme runs */
	read_woman(&m);
	assert_true(m.woman.is_in_trajectory);
	end(&m);
}

static void offer_save(struct matched *m, const char *name, const char *helps)
{
	struct map_record organisation, offer;
	struct error e = ERROR_INIT;
	char id[37];

	map_record_empty(&organisation, MAP_ORGANISATION);
	map_record_empty(&offer, MAP_OFFER);
	organisation.values[MAP_NAME] = "Buurthuis De Linde";
	organisation.values[MAP_CITY] = "Den Haag";
	organisation.values[MAP_DISTRICT] = "Laak";
	must(care_map_save(m->p.s, &organisation, id, &e), &e);
	offer.organisation = id;
	offer.values[MAP_NAME] = name;
	offer.values[MAP_HELPS] = helps;
	offer.values[MAP_AREAS] = "Den Haag";
	must(care_map_save(m->p.s, &offer, NULL, &e), &e);
}

static void a_saved_offer_is_matched(void **state)
{
	struct matched m;
	struct map_fits fits;
	struct error e = ERROR_INIT;
	struct str reason = STR_INIT;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\",\"district\":\"Laak\","
		  "\"barriers\":\"home home/domestic_violence\"}");
	offer_save(&m, "Gesprek", "home home/domestic_violence");
	offer_save(&m, "Wandelen", "");
	read_woman(&m);
	assert_string_equal(m.woman.city, "den haag"); /* of the offers in her district */
	must(map_match(care_map(m.p.s), &m.woman, NULL, "", 10, NULL, &fits, &e), &e);
	assert_int_equal(fits.count, 2);
	assert_string_equal(fits.items[0].offer.values[MAP_NAME], "Gesprek");
	assert_int_equal(fits.items[0].verdicts[MAP_ON_AREA], MAP_FITS);
	map_reason(care_map(m.p.s), &m.woman, &fits.items[0], MAP_ON_BARRIER, &reason);
	assert_string_equal(reason.bytes, "helps when this is in the way: home or family");
	str_release(&reason);
	map_fits_release(&fits);
	end(&m);
}

static void rules_write(struct place *p, const char *name, const char *text)
{
	char *folder = file_path(p->folder, "config/rules"), *path = file_path(folder, name);
	struct error e = ERROR_INIT;

	must(file_make_folders(folder, &e), &e);
	must(file_write_new(path, text, strlen(text), &e), &e);
	free(path);
	free(folder);
}

static void rules_remove(struct place *p, const char *name)
{
	char *folder = file_path(p->folder, "config/rules"), *path = file_path(folder, name);
	char *above = file_path(p->folder, "config");

	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(rmdir(above), 0);
	free(above);
	free(path);
	free(folder);
}

static void a_municipality_adds_and_replaces_rules(void **state)
{
	static const char own[] = "rules:\n- {id: X1, nl: a, en: b, if: {benefit: wwb}}\n";
	struct matched m;
	const struct map_rules *rules;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\"}");
	must(care_map_rules(m.p.s, &rules, &e), &e);
	assert_int_equal(rules->count, 16);
	rules_write(&m.p, "den-haag.yaml", own);
	place_reopen(&m.p);
	must(care_map_rules(m.p.s, &rules, &e), &e);
	assert_int_equal(rules->count, 17);
	assert_string_equal(rules->rules[16].text, "b");
	care_session_set_language(m.p.s, "nl");
	must(care_map_rules(m.p.s, &rules, &e), &e);
	assert_string_equal(rules->rules[16].text, "a");
	rules_remove(&m.p, "den-haag.yaml");
	rules_write(&m.p, "landelijk.yaml", own);
	place_reopen(&m.p);
	must(care_map_rules(m.p.s, &rules, &e), &e);
	assert_int_equal(rules->count, 1);
	rules_remove(&m.p, "landelijk.yaml");
	end(&m);
}

static void a_broken_rule_is_refused_whole(void **state)
{
	struct matched m;
	const struct map_rules *rules;
	struct error e = ERROR_INIT;

	(void)state;
	begin(&m, "{\"called\":\"Hanan\"}");
	rules_write(&m.p, "x.yaml", "rules:\n- {id: X1, nl: a, en: b, if: {benfit: wwb}}\n");
	assert_int_equal(care_map_rules(m.p.s, &rules, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "config/rules/x.yaml:2:"));
	rules_remove(&m.p, "x.yaml");
	must(care_map_rules(m.p.s, &rules, &e), &e); /* mended: read again */
	assert_int_equal(rules->count, 16);
	end(&m);
}

int match_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_asked_is_not_known),
		cmocka_unit_test(facts_are_taken_as_they_stand),
		cmocka_unit_test(nothing_heavy_is_an_answer),
		cmocka_unit_test(only_what_is_open_is_a_need),
		cmocka_unit_test(what_ended_badly_was_tried),
		cmocka_unit_test(a_saved_offer_is_matched),
		cmocka_unit_test(a_municipality_adds_and_replaces_rules),
		cmocka_unit_test(a_broken_rule_is_refused_whole),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
