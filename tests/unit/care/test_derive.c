/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/form_bytes.h"
#include "tests.h"

static void test_ladder_and_growth(void **state)
{
	struct place p;
	struct care_dossier *d;
	char id[37], talk[37];

	(void)state;
	place_make(&p);
	register_as(&p, "{\"called\":\"Naima\"}", "2025-03-03", id);
	interview_on(&p, id, "2025-03-03",
		     "ladder_derived=1&growth_level=3&growth_term=y1&growth_realistic=yes", "a", talk);
	interview_on(&p, id, "2025-09-01",
		     "ladder_derived=2&ladder_level=3&ladder_reason=helps in school&"
		     "growth_level=5&growth_term=m3", "b", talk);
	interview_on(&p, id, "2026-11-01", "ladder_derived=2&growth_level=4&growth_term=longer",
		     "c", talk);
	d = dossier(&p, id);
	assert_int_equal(d->rung_count, 3);
	assert_int_equal(d->rungs[0].level, 1);
	assert_int_equal(d->rungs[1].level, 3);
	assert_int_equal(d->rungs[1].derived, 2);
	assert_string_equal(d->rungs[1].reason, "helps in school");
	assert_string_equal(d->rungs[1].author, "Samira El Idrissi");
	assert_int_equal(d->rungs[2].level, 2);
	assert_int_equal(d->growth_count, 3);
	assert_int_equal(d->growths[0].outcome, CARE_GROWTH_REACHED);
	assert_int_equal(d->growths[1].outcome, CARE_GROWTH_NOT_REACHED);
	assert_int_equal(d->growths[2].outcome, CARE_GROWTH_OPEN);
	assert_int_equal(d->growths[2].until.year, 0);
	assert_int_equal(d->line_count, 3);
	assert_string_equal(d->lines[0].title, "progress");
	assert_string_equal(d->lines[0].text, "contact outside the home; c");
	assert_string_equal(d->lines[0].author, "Samira El Idrissi");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* What was typed in later about an earlier day does not win from what is true now. */
static void test_out_of_order(void **state)
{
	struct place p;
	struct care_dossier *d;
	char id[37], talk[37];

	(void)state;
	place_make(&p);
	register_as(&p, "{\"called\":\"Naima\"}", "2025-03-03", id);
	interview_on(&p, id, "2026-06-01", "district=Laak&ladder_level=3", "later", talk);
	interview_on(&p, id, "2025-06-01", "district=Centrum&ladder_level=1&phone=070-1", "paper",
		     talk);
	d = dossier(&p, id);
	assert_string_equal(care_fact_value(d, "district"), "Laak");
	assert_string_equal(care_fact_value(d, "phone"), "070-1");
	assert_int_equal(d->rungs[0].level, 1);
	assert_int_equal(d->rungs[1].level, 3);
	assert_string_equal(d->lines[0].text, "takes part in activities; later");
	assert_int_equal(date_compare(&d->last_talk, &(struct date){2026, 6, 1, false}), 0);
	assert_int_equal(d->interview_count, 2);
	assert_string_equal(d->interviews[0].answers[0].value, "paper");
	care_dossier_free(d);
	interview_on(&p, id, "2026-06-01", "district=Escamp", "same day, later", talk);
	d = dossier(&p, id);
	assert_string_equal(care_fact_value(d, "district"), "Escamp");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static struct derive_entry made(const char *id, const char *kind, const char *subject,
				int64_t hlc, const char *on, const char *replaces,
				const char *body)
{
	return (struct derive_entry){.device = "d1", .id = id, .kind = kind, .subject = subject,
				     .author = "w", .replaces = replaces, .form = "",
				     .body = body, .body_len = strlen(body), .hlc = hlc,
				     .on = day(on)};
}

/* Without any file: the same entries give the same dossier, and an unknown kind is passed over. */
static void test_pure(void **state)
{
	const struct derive_entry entries[] = {
		made("c", "client", "c", 1, "2026-01-01", "",
		     "{\"v\":1,\"facts\":{\"called\":\"Naima\"},\"extra\":[1]}"),
		made("x", "horoscope", "c", 2, "2026-01-02", "", "{\"v\":1}"),
		made("g1", "goal", "g1", 3, "2026-01-03", "", "{\"v\":1,\"text\":\"A2\"}"),
		made("g2", "goal", "g1", 4, "2026-01-04", "g1", "{\"v\":1,\"text\":\"B1\"}"),
		made("g3", "goal", "g1", 5, "2026-01-04", "g1", "{\"v\":1,\"text\":\"B2\"}"),
	};
	struct date today = day("2026-11-21");
	struct error e = ERROR_INIT;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct care_dossier d = {.arena = ARENA_INIT};

		must(care_derive("c", entries, 5, &today, &d, &e), &e);
		assert_int_equal(d.fact_count, 1);
		assert_int_equal(d.goal_count, 1);
		assert_string_equal(d.goals[0].text, "B2");
		assert_int_equal(d.line_count, 2);
		assert_true(d.lines[0].has_conflict);
		assert_string_equal(d.lines[0].entry, "g3");
		assert_string_equal(d.lines[0].subject, "g1");
		arena_release(&d.arena);
	}
}

static void test_conflict_ends(void **state)
{
	const struct derive_entry entries[] = {
		made("n1", "note", "c", 1, "2026-01-01", "", "{\"v\":1,\"text\":\"one\"}"),
		made("n2", "note", "c", 2, "2026-01-01", "n1", "{\"v\":1,\"text\":\"two\"}"),
		made("n3", "note", "c", 3, "2026-01-01", "n1", "{\"v\":1,\"text\":\"three\"}"),
		made("n4", "note", "c", 4, "2026-01-01", "n3", "{\"v\":1,\"text\":\"four\"}"),
		made("n5", "note", "c", 5, "2026-01-01", "n5", "{\"v\":1,\"text\":\"circle\"}"),
	};
	struct date today = day("2026-11-21");
	struct care_dossier d = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;

	(void)state;
	must(care_derive("c", entries, 5, &today, &d, &e), &e);
	assert_int_equal(d.note_count, 2);
	assert_string_equal(d.notes[0].text, "four");
	assert_false(d.lines[0].has_conflict || d.lines[1].has_conflict);
	arena_release(&d.arena);
}

static void test_bad_bodies(void **state)
{
	static const struct { const char *body; enum err is; } bad[] = {
		{"", ERR_DAMAGED}, {"[]", ERR_DAMAGED}, {"{\"v\":", ERR_DAMAGED},
		{"{\"v\":2}", ERR_NEWER}, {"{\"v\":1,\"facts\":[1]}", OK},
		{"{\"v\":1,\"facts\":{\"called\":{\"sealed\":\"AAAA\"}}}", OK},
	};
	struct date today = day("2026-11-21");

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct derive_entry entry =
			made("c", "client", "c", 1, "2026-01-01", "", bad[i].body);
		struct care_dossier d = {.arena = ARENA_INIT};
		struct error e = ERROR_INIT;

		assert_int_equal(care_derive("c", &entry, 1, &today, &d, &e), bad[i].is);
		assert_int_equal(d.fact_count, 0);
		arena_release(&d.arena);
	}
}

static const char *cell(struct arena *a, const char **at)
{
	size_t len = strcspn(*at, "\t\n");
	const char *text = arena_bytes(a, *at, len);

	*at += len + 1;
	return text;
}

/* What version 1 wrote is read for ever: tests/data/bodies-1.tsv is never changed. */
static void test_kept_sample(void **state)
{
	struct derive_entry entries[20];
	struct care_dossier d = {.arena = ARENA_INIT};
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct date today = day("2026-11-21");
	struct str text = STR_INIT;
	int count = 0;

	(void)state;
	must(file_read("tests/data/bodies-1.tsv", 1 << 20, &text, &e), &e);
	for (const char *at = text.bytes; *at != '\0'; count++) {
		const char *cells[5];

		assert_true(count < 20);
		for (int i = 0; i < 5; i++)
			cells[i] = cell(&a, &at);
		entries[count] = made(cells[1], cells[0], cells[2], count, "2026-11-01", cells[3],
				      cells[4]);
	}
	must(care_derive("c", entries, count, &today, &d, &e), &e);
	assert_string_equal(care_fact_value(&d, "district"), "Laak");
	assert_string_equal(care_fact_value(&d, "precondition_childcare"),
			    "yes:missing:too_expensive");
	assert_string_equal(d.interviews[0].answers[0].value, "very well");
	assert_string_equal(d.interviews[0].answers[0].remarks[0].who, "sister");
	assert_int_equal(d.interviews[0].answers[1].status, FORM_STATUS_REFUSED);
	assert_string_equal(d.interviews[0].notes[0], "call back");
	assert_int_equal(d.rungs[0].level, 2);
	assert_int_equal(d.growths[0].until.year, 2027);
	assert_string_equal(d.goals[0].steps[0].text, "ask the school");
	assert_int_equal(d.goals[0].rung, 3);
	assert_int_equal(d.appointments[0].minutes, 570);
	assert_int_equal(d.referrals[0].call_back.day, 5);
	assert_string_equal(d.notes[0].text, "called");
	assert_true(d.consents[0].is_valid);
	assert_int_equal(d.preconditions[0].since.month, 1);
	assert_true(d.has_returned);
	str_release(&text);
	arena_release(&a);
	arena_release(&d.arena);
}

static void check_kept_form(const char *body)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct error e = ERROR_INIT;
	struct form_files files;
	const char *text;
	struct form *form;
	json_t *json;

	must(body_open(body, strlen(body), &json, &e), &e);
	files = care_form_bytes_stored(json);
	text = json_at_text(json, "text");
	form = form_read(text, strlen(text), &files, &problems);
	assert_non_null(form);
	assert_non_null(form_list_choice(form->rows[0].list, "scheveningen"));
	form_free(form);
	form_problems_release(&problems);
	json_decref(json);
}

/* What came with repeats and files: tests/data/bodies-2.tsv is never changed either. */
static void test_kept_repeats(void **state)
{
	struct derive_entry entries[4];
	struct care_dossier d = {.arena = ARENA_INIT};
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct date today = day("2026-11-21");
	struct str text = STR_INIT;
	const char *at;

	(void)state;
	must(file_read("tests/data/bodies-2.tsv", 1 << 20, &text, &e), &e);
	at = text.bytes;
	for (int count = 0; count < 4; count++) {
		const char *cells[5];

		for (int i = 0; i < 5; i++)
			cells[i] = cell(&a, &at);
		entries[count] = made(cells[1], cells[0], cells[2], count, "2026-11-01", cells[3],
				      cells[4]);
		if (count == 0)
			check_kept_form(cells[4]);
	}
	must(care_derive("c", &entries[1], 3, &today, &d, &e), &e);
	assert_string_equal(d.interviews[0].draft, "019a0000-0000-7000-8000-000000000001");
	assert_string_equal(d.interviews[0].answers[1].path, "child#4");
	assert_string_equal(d.interviews[0].answers[1].value, "");
	assert_string_equal(d.interviews[0].answers[5].path, "child#1");
	assert_string_equal(d.interviews[0].answers[5].value, "1");
	assert_string_equal(d.interviews[0].answers[6].value, "Amal");
	assert_string_equal(care_fact_value(&d, "child_names"), "Amal");
	str_release(&text);
	arena_release(&a);
	arena_release(&d.arena);
}

/* A key that this version does not know is carried over when a goal is written again. */
static void test_unknown_keys_stay(void **state)
{
	const char *before = "{\"v\":1,\"text\":\"A2\",\"colour\":\"red\",\"state\":\"open\"}";
	struct care_goal goal = {.text = "B1"};
	struct str body = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	must(body_thing_write(BODY_GOAL, &goal, before, strlen(before), &body, &e), &e);
	assert_non_null(strstr(body.bytes, "\"colour\":\"red\""));
	assert_non_null(strstr(body.bytes, "\"text\":\"B1\""));
	assert_null(strstr(body.bytes, "state"));
	str_release(&body);
}

/* A fact that is taken away is unknown again, and its past stays. */
static void test_fact_taken_away(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	json_t *none = json_pack("{s:s}", "phone", "");
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, "{\"called\":\"Naima\",\"phone\":\"06\"}", "2026-03-03", id);
	must(care_set_facts(p.s, id, none, NULL, &e), &e);
	d = dossier(&p, id);
	assert_string_equal(care_fact_value(d, "phone"), "");
	assert_int_equal(d->history_count, 4);
	assert_string_equal(line_of(d, "details")->text, "phone");
	care_dossier_free(d);
	json_decref(none);
	place_remove(&p);
}

int derive_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ladder_and_growth),
		cmocka_unit_test(test_out_of_order),
		cmocka_unit_test(test_pure),
		cmocka_unit_test(test_conflict_ends),
		cmocka_unit_test(test_bad_bodies),
		cmocka_unit_test(test_kept_sample),
		cmocka_unit_test(test_kept_repeats),
		cmocka_unit_test(test_unknown_keys_stay),
		cmocka_unit_test(test_fact_taken_away),
	};

	return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
