/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

/* Two dossiers of one woman: together, apart again, and never in a circle. */

static const char old_one[] =
	"{\"called\":\"Naima\",\"family_name\":\"Bouzid\",\"birth_date\":\"1981\","
	"\"file_number\":\"J-0007\",\"phone\":\"06-1\",\"district\":\"Laak\"}";
static const char new_one[] =
	"{\"called\":\"Na\xc3\xafma\",\"family_name\":\"Boezid\",\"birth_date\":\"1981-03-12\","
	"\"file_number\":\"J-0031\",\"phone\":\"06-2\"}";

static void two_make(struct place *p, char keep[37], char away[37])
{
	place_make(p);
	register_as(p, old_one, "2026-01-05", keep);
	place_days(p, 1);
	register_as(p, new_one, "2026-11-02", away);
}

static void merge(struct place *p, const char *keep, const char *away)
{
	struct error e = ERROR_INIT;

	must(care_merge(p->s, keep, away, &e), &e);
}

static void part(struct place *p, const char *keep, const char *away)
{
	struct error e = ERROR_INIT;

	must(care_unmerge(p->s, keep, away, &e), &e);
}

static void note(struct place *p, const char *client, const char *text)
{
	const struct care_note n = {.text = text, .speaker = "i"};
	struct error e = ERROR_INIT;

	must(care_save_note(p->s, client, &n, NULL, &e), &e);
}

static int64_t found(struct place *p, const char *typed, char client[37])
{
	struct care_hits hits;
	struct error e = ERROR_INIT;
	int64_t total;

	must(care_find(p->s, typed, 10, &hits, &e), &e);
	total = hits.total;
	if (total > 0)
		(void)snprintf(client, 37, "%s", hits.items[0].client);
	care_hits_release(&hits);
	return total;
}

static void fact_is(struct place *p, const char *client, const char *name, const char *value)
{
	struct care_dossier *d = dossier(p, client);

	assert_string_equal(care_fact_value(d, name), value);
	care_dossier_free(d);
}

static void test_together(void **state)
{
	char keep[37], away[37], who[37], id[37], list[3][37];
	struct care_dossier *d;
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	note(&p, keep, "old");
	note(&p, away, "new");
	interview_on(&p, away, "2026-11-10", "ladder_level=3", "talked", id);
	merge(&p, keep, away);
	d = dossier(&p, away); /* her id leads to the dossier she is in */
	assert_string_equal(d->id, keep);
	assert_string_equal(care_fact_value(d, "called"), "Naima");
	assert_string_equal(care_fact_value(d, "file_number"), "J-0007");
	assert_string_equal(care_fact_value(d, "phone"), "06-2"); /* the later one */
	assert_string_equal(care_fact_value(d, "birth_date"), "1981-03-12");
	assert_string_equal(care_fact_value(d, "district"), "Laak");
	assert_int_equal(d->note_count, 2);
	assert_int_equal(d->interview_count, 1);
	assert_int_equal(d->rung_count, 1);
	assert_non_null(line_of(d, "merged"));
	assert_string_equal(line_of(d, "merged")->text, "Na\xc3\xafma Boezid, J-0031");
	assert_string_equal(line_of(d, "merged")->subject, away);
	care_dossier_free(d);
	assert_int_equal(care_client_count(p.s), 1);
	assert_int_equal(found(&p, "boezid", who), 1);
	assert_string_equal(who, keep);
	assert_int_equal(found(&p, "bouzid", who), 1);
	assert_int_equal(care_merged(p.s, keep, list, 3), 1);
	assert_string_equal(list[0], away);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_apart(void **state)
{
	char keep[37], away[37], who[37];
	struct care_dossier *d;
	enum care_verdict said;
	struct error e = ERROR_INIT;
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	note(&p, away, "hers");
	merge(&p, keep, away);
	note(&p, away, "since");
	part(&p, keep, away);
	d = dossier(&p, keep);
	assert_string_equal(care_fact_value(d, "phone"), "06-1");
	assert_string_equal(care_fact_value(d, "birth_date"), "1981");
	assert_int_equal(d->note_count, 1);
	assert_string_equal(d->notes[0].text, "since");
	assert_null(line_of(d, "merged"));
	care_dossier_free(d);
	d = dossier(&p, away);
	assert_string_equal(d->id, away);
	assert_string_equal(care_fact_value(d, "file_number"), "J-0031");
	assert_int_equal(d->note_count, 1);
	assert_string_equal(d->notes[0].text, "hers");
	care_dossier_free(d);
	assert_true(found(&p, "boezid", who) >= 1);
	assert_string_equal(who, away);
	must(care_alike_verdict(p.s, away, keep, &said, &e), &e);
	assert_int_equal(said, CARE_DIFFERENT); /* and nobody is asked again */
	assert_int_equal(care_unmerge(p.s, keep, away, &e), ERR_NOT_FOUND);
	must_rebuild_equal(&p);
	merge(&p, away, keep); /* a worker may think better of it, the other way round too */
	fact_is(&p, keep, "file_number", "J-0031");
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* What is corrected or written again stays with what it corrects. */
static void test_corrections_stay(void **state)
{
	char keep[37], away[37], id[37], goal[37];
	struct care_goal first = {.text = "A2"}, again = {.text = "B1", .id = goal};
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	must(care_save_goal(p.s, away, &first, goal, &e), &e);
	interview_on(&p, away, "2026-11-10", "ladder_level=3", "talked", id);
	merge(&p, keep, away);
	must(care_correct_answer(p.s, keep, id, "now/changed", "typed better", CARE_TYPO, &e), &e);
	must(care_save_goal(p.s, keep, &again, NULL, &e), &e);
	d = dossier(&p, keep);
	assert_string_equal(d->interviews[0].answers[0].value, "typed better");
	assert_string_equal(d->goals[0].text, "B1");
	care_dossier_free(d);
	part(&p, keep, away);
	d = dossier(&p, away);
	assert_string_equal(d->interviews[0].answers[0].value, "typed better");
	assert_int_equal(d->goal_count, 1);
	assert_string_equal(d->goals[0].text, "B1");
	care_dossier_free(d);
	d = dossier(&p, keep);
	assert_int_equal(d->goal_count + d->interview_count, 0);
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* A dossier closed years ago does not close the one that is open, and a later closing does. */
static void test_closed_and_open(void **state)
{
	char keep[37], away[37];
	struct date then = day("2026-11-03");
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	must(care_close_trajectory(p.s, away, "paid", &then, &e), &e);
	merge(&p, keep, away);
	d = dossier(&p, keep);
	assert_true(d->is_open);
	care_dossier_free(d);
	must(care_close_trajectory(p.s, away, "moved", NULL, &e), &e);
	d = dossier(&p, keep);
	assert_false(d->is_open);
	assert_string_equal(d->outflow, "moved");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_no_circle(void **state)
{
	char a[37], b[37], c[37], list[3][37];
	struct error e = ERROR_INIT;
	struct place p;

	(void)state;
	two_make(&p, a, b);
	register_as(&p, "{\"called\":\"Naima B.\"}", "2026-11-20", c);
	assert_int_equal(care_merge(p.s, a, a, &e), ERR_INVALID);
	merge(&p, a, b);
	assert_int_equal(care_merge(p.s, b, a, &e), ERR_INVALID);
	assert_int_equal(care_merge(p.s, a, b, &e), ERR_INVALID);
	assert_int_equal(care_alike_answer(p.s, a, b, CARE_DIFFERENT, &e), ERR_INVALID);
	assert_int_equal(care_merge(p.s, a, "nobody", &e), ERR_NOT_FOUND);
	merge(&p, c, b); /* b stands for the dossier she is in */
	assert_int_equal(care_client_count(p.s), 1);
	fact_is(&p, b, "called", "Naima B.");
	assert_int_equal(care_merged(p.s, c, list, 3), 2);
	assert_string_equal(list[0], a);
	must_rebuild_equal(&p);
	part(&p, c, b); /* b leaves a */
	assert_int_equal(care_client_count(p.s), 2);
	fact_is(&p, a, "called", "Naima B.");
	fact_is(&p, b, "called", "Na\xc3\xafma");
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* As entries of two laptops may come together: circles, strangers, words of a later trede. */
static void test_wild(void **state)
{
	char a[37], b[37], c[37], id[37];
	struct error e = ERROR_INIT;
	struct place p;

	(void)state;
	two_make(&p, a, b);
	register_as(&p, "{\"called\":\"Naima B.\"}", "2026-11-20", c);
	{
		static const char same[] = "{\"v\":1,\"are\":\"same\"}",
				  odd[] = "{\"v\":1,\"are\":\"sisters\"}";
		const char *const said[][3] = {{a, b, same}, {b, c, same}, {c, a, same},
					       {a, a, same}, {a, "x", same}, {a, b, odd}};

		for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
			const struct store_new_entry entry = {
				.kind = "merge", .client = said[i][0], .subject = said[i][1],
				.body = said[i][2], .body_len = strlen(said[i][2])};

			must(care_append(p.s, &entry, id, &e), &e);
		}
	}
	assert_int_equal(care_client_count(p.s), 1);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_drafts(void **state)
{
	struct care_interview *iv = NULL;
	char keep[37], entry[37];
	struct error e = ERROR_INIT;
	struct care_today today;
	struct care_dossier *d;
	struct talks t;
	int first;

	(void)state;
	talks_make(&t);
	register_as(&t.p, old_one, "2026-01-01", keep);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "called", "Naima");
	merge(&t.p, keep, t.client);
	must(care_today_read(t.p.s, 0, keep, &today, &e), &e);
	assert_int_equal(today.unfinished_count, 1);
	assert_string_equal(today.unfinished[0].client, keep);
	care_today_release(&today);
	must(care_interview_finish(iv, entry, &first, &e), &e);
	care_interview_free(iv);
	d = dossier(&t.p, keep);
	assert_int_equal(d->interview_count, 1);
	care_dossier_free(d);
	part(&t.p, keep, t.client);
	d = dossier(&t.p, keep); /* written since */
	assert_int_equal(d->interview_count, 1);
	care_dossier_free(d);
	talks_remove(&t);
}

static void allow(struct place *p, const char *client, const char *organisation,
		  const char *kinds, char id[37])
{
	const struct care_consent c = {.organisation = organisation, .kinds = kinds,
				       .how = "spoken"};
	struct error e = ERROR_INIT;

	must(care_save_consent(p->s, client, &c, id, &e), &e);
}

static void take_back(struct place *p, const char *client, const char *organisation, char id[37])
{
	const struct care_consent c = {.id = id, .organisation = organisation, .kinds = "",
				       .how = "spoken", .is_withdrawn = true};
	struct error e = ERROR_INIT;

	must(care_save_consent(p->s, client, &c, NULL, &e), &e);
}

/* NULL kinds: nothing may be shared. */
static void shares(struct place *p, const char *client, const char *organisation,
		   const char *kinds)
{
	struct care_dossier *d = dossier(p, client);
	const struct care_consent *c = care_consent_for(d, organisation);

	if (kinds == NULL)
		assert_null(c);
	else
		assert_non_null(c);
	if (kinds != NULL)
		assert_string_equal(c->kinds, kinds);
	care_dossier_free(d);
}

/* Neither dossier was in sight when she said what may be shared of the other. */
static void test_consents_narrow(void **state)
{
	char keep[37], away[37], id[37], back[37], late[37];
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	allow(&p, keep, "UWV", "name ladder", id);
	allow(&p, away, "uwv", "contact name", late);
	allow(&p, keep, "ROC", "name", id);
	allow(&p, away, "ROC", "ladder", id);
	allow(&p, keep, "Bank", "name", id);
	allow(&p, keep, "School", "name", id);
	allow(&p, away, "School", "name", back);
	take_back(&p, away, "School", back);
	merge(&p, keep, away);
	shares(&p, keep, "UWV", "name");
	shares(&p, keep, "ROC", NULL);
	shares(&p, keep, "Bank", "name"); /* only asked in one: she allowed it */
	shares(&p, keep, "School", NULL);
	allow(&p, keep, "ROC", "name ladder", id); /* asked again, of all of it */
	shares(&p, keep, "ROC", "name ladder");
	take_back(&p, keep, "UWV", late);
	shares(&p, keep, "UWV", NULL);
	must_rebuild_equal(&p);
	part(&p, keep, away);
	shares(&p, keep, "UWV", "name ladder");
	shares(&p, keep, "School", "name");
	shares(&p, away, "School", NULL);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_answers_are_remembered(void **state)
{
	char a[37], b[37], c[37];
	enum care_verdict said;
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;

	(void)state;
	two_make(&p, a, b);
	register_as(&p, "{\"called\":\"Nouria\"}", "2026-11-20", c);
	must(care_alike_verdict(p.s, a, b, &said, &e), &e);
	assert_int_equal(said, CARE_UNASKED);
	must(care_alike_answer(p.s, b, a, CARE_UNDECIDED, &e), &e);
	d = dossier(&p, b);
	assert_non_null(line_of(d, "looks like"));
	assert_string_equal(line_of(d, "looks like")->text, "Naima Bouzid, 1981");
	care_dossier_free(d);
	must(care_alike_answer(p.s, a, b, CARE_DIFFERENT, &e), &e);
	d = dossier(&p, b); /* decided from the other side */
	assert_null(line_of(d, "looks like"));
	care_dossier_free(d);
	merge(&p, c, b);
	must(care_alike_verdict(p.s, c, a, &said, &e), &e); /* who is in c is not a */
	assert_int_equal(said, CARE_DIFFERENT);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_events_once(void **state)
{
	char keep[37], away[37];
	struct error e = ERROR_INIT;
	struct care_hits hits;
	struct place p;

	(void)state;
	two_make(&p, keep, away);
	merge(&p, keep, away);
	place_days(&p, 200);
	must(care_out_of_sight(p.s, 4, 10, &hits, &e), &e);
	assert_int_equal(hits.count, 1);
	care_hits_release(&hits);
	place_remove(&p);
}

/* One line of a sample is a line of the file as text: kind, id, subject, replaces, body. */
static int sample_read(struct arena *a, struct derive_entry *entries, int most)
{
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	int count = 0;

	must(file_read("tests/data/bodies-3.tsv", 1 << 16, &text, &e), &e);
	for (const char *at = text.bytes; *at != '\0'; count++) {
		const char *cells[5];

		assert_true(count < most);
		for (int i = 0; i < 5; i++) {
			size_t len = strcspn(at, "\t\n");

			cells[i] = arena_bytes(a, at, len);
			at += len + 1;
		}
		entries[count] = (struct derive_entry){
			.device = "d", .id = cells[1], .kind = cells[0], .subject = cells[2],
			.client = "c", .author = "w", .replaces = cells[3], .form = "",
			.body = cells[4], .body_len = strlen(cells[4]), .hlc = count + 1,
			.on = day("2026-11-01")};
	}
	str_release(&text);
	return count;
}

/* tests/data/bodies-3.tsv is never changed: the first three hold, the fourth undoes the first. */
static void test_kept_merges(void **state)
{
	struct derive_entry entries[4];
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct date today = day("2026-11-21");

	(void)state;
	assert_int_equal(sample_read(&a, entries, 4), 4);
	for (int count = 3; count <= 4; count++) {
		struct care_dossier d = {.arena = ARENA_INIT};

		must(care_derive("c", entries, count, &today, &d, &e), &e);
		assert_string_equal(care_fact_value(&d, "called"), count == 3 ? "Naima" : "");
		assert_int_equal(d.line_count, count == 3 ? 2 : 1);
		assert_string_equal(d.lines[0].state, "undecided");
		assert_string_equal(d.lines[0].subject, "other");
		arena_release(&d.arena);
	}
	arena_release(&a);
}

int merge_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_corrections_stay),
		cmocka_unit_test(test_closed_and_open),
		cmocka_unit_test(test_no_circle),
		cmocka_unit_test(test_wild),
		cmocka_unit_test(test_drafts),
		cmocka_unit_test(test_consents_narrow),
		cmocka_unit_test(test_answers_are_remembered),
		cmocka_unit_test(test_events_once),
		cmocka_unit_test(test_kept_merges),
	};

	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
