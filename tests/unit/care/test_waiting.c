/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* Who waits for an offer; the clock stands on Saturday 21 November 2026. */
struct waiters {
	struct place p;
	char organisation[37], offer[37], naima[37], fouzia[37];
};

static void save_map(struct waiters *w)
{
	struct map_record r;
	struct error e = ERROR_INIT;

	map_record_empty(&r, MAP_ORGANISATION);
	r.values[MAP_NAME] = "De Brug";
	must(care_map_save(w->p.s, &r, w->organisation, &e), &e);
	map_record_empty(&r, MAP_OFFER);
	r.organisation = w->organisation;
	r.values[MAP_NAME] = "Taalles";
	r.values[MAP_CAPACITY] = "0"; /* full */
	r.values[MAP_BENEFITS] = "nug";
	r.values[MAP_RUNGS] = "2 3";
	must(care_map_save(w->p.s, &r, w->offer, &e), &e);
}

static void wait_for(struct waiters *w, const char *client, const char *on)
{
	struct error e = ERROR_INIT;
	struct care_referral r = {.organisation = "De Brug", .what = "Taalles", .agreed = "yes",
				  .status = "waitlist", .organisation_id = w->organisation,
				  .offer = w->offer, .on = day(on), .minutes = -1};

	must(care_save_referral(w->p.s, client, &r, NULL, &e), &e);
}

static void waiters_make(struct waiters *w)
{
	place_make(&w->p);
	save_map(w);
	register_as(&w->p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\",\"benefit\":\"nug\"}",
		    "2026-03-03", w->naima);
	register_as(&w->p, "{\"called\":\"Fouzia\",\"benefit\":\"wwb\",\"ladder_level\":\"2\"}",
		    "2026-03-03", w->fouzia);
	wait_for(w, w->naima, "2026-11-20");
	wait_for(w, w->fouzia, "2026-08-22"); /* 91 days ago */
}

static int64_t looks(struct place *p)
{
	struct care_check found;
	struct error e = ERROR_INIT;

	must(care_check(p->s, false, NULL, NULL, &found, &e), &e);
	str_release(&found.first_fault);
	return found.accesses;
}

static void test_who_waits(void **state)
{
	struct waiters w;
	struct care_waiting_list l;
	struct error e = ERROR_INIT;
	int64_t before;

	(void)state;
	waiters_make(&w);
	before = looks(&w.p);
	must(care_waiting_read(w.p.s, w.offer, &l, &e), &e);
	assert_int_equal(looks(&w.p), before + 1);
	assert_int_equal(l.count, 2);
	assert_string_equal(l.items[0].client, w.fouzia);
	assert_string_equal(l.items[0].shown, "Fouzia");
	assert_false(l.items[0].fits); /* it is open to who has no benefit */
	assert_true(l.items[0].is_stale);
	assert_int_equal(l.items[0].since.month, 8);
	assert_string_equal(l.items[1].shown, "Naima Bouzid");
	assert_true(l.items[1].fits); /* though it is full */
	assert_true(l.items[1].unknown > 0); /* her rung */
	assert_false(l.items[1].is_stale);
	care_waiting_release(&l);
	must(care_waiting_read(w.p.s, "nothing", &l, &e), &e);
	assert_int_equal(l.count, 0);
	assert_int_equal(looks(&w.p), before + 1);
	care_waiting_release(&l);
	place_remove(&w.p);
}

static void test_initials(void **state)
{
	struct waiters w;
	struct care_waiting_list l;
	struct error e = ERROR_INIT;

	(void)state;
	waiters_make(&w);
	must(care_setting_set(w.p.s, "names_in_lists", "initials", &e), &e);
	must(care_waiting_read(w.p.s, w.offer, &l, &e), &e);
	assert_string_equal(l.items[1].shown, "N.B.");
	care_waiting_release(&l);
	place_remove(&w.p);
}

static void test_asked(void **state)
{
	struct waiters w;
	struct care_waiting_list l, after;
	struct error e = ERROR_INIT;

	(void)state;
	waiters_make(&w);
	must(care_waiting_read(w.p.s, w.offer, &l, &e), &e);
	must(care_waiting_asked(w.p.s, w.fouzia, l.items[0].referral, &e), &e);
	must(care_waiting_read(w.p.s, w.offer, &after, &e), &e);
	assert_string_equal(after.items[0].client, w.fouzia); /* she waits as long as before */
	assert_int_equal(after.items[0].since.month, 8);
	assert_false(after.items[0].is_stale);
	assert_int_equal(after.items[0].asked.month, 11);
	assert_int_equal(care_waiting_asked(w.p.s, w.naima, l.items[0].referral, &e),
			 ERR_NOT_FOUND);
	must_rebuild_equal(&w.p);
	care_waiting_release(&l);
	care_waiting_release(&after);
	place_remove(&w.p);
}

/* When her referral goes on she does not wait. */
static void test_she_can_start(void **state)
{
	struct waiters w;
	struct care_waiting_list l;
	struct care_dossier *d;
	struct error e = ERROR_INIT;
	char referral[37];

	(void)state;
	waiters_make(&w);
	d = dossier(&w.p, w.naima);
	(void)snprintf(referral, sizeof referral, "%s", d->referrals[0].id);
	must(care_referral_step(w.p.s, d, 0, "accepted", "", "", &e), &e);
	care_dossier_free(d);
	must(care_waiting_read(w.p.s, w.offer, &l, &e), &e);
	assert_int_equal(l.count, 1);
	care_waiting_release(&l);
	assert_int_equal(care_waiting_asked(w.p.s, w.naima, referral, &e), ERR_NOT_FOUND);
	must_rebuild_equal(&w.p);
	place_remove(&w.p);
}

int waiting_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_waits),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_asked),
		cmocka_unit_test(test_she_can_start),
	};

	return cmocka_run_group_tests_name("waiting", tests, NULL, NULL);
}
