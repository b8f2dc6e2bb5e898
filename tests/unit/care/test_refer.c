/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refers.h"

/* Referring with what she allows; the clock stands on Saturday 21 November 2026. */

static void test_proposal(void **state)
{
	struct arena a = ARENA_INIT;
	struct care_referral r;
	struct place p;
	char id[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	assert_string_equal(r.organisation, "Taalhuis De Linde");
	assert_string_equal(r.organisation_id, REFERS_ORGANISATION);
	assert_string_equal(r.what, "Taalgroep overdag");
	assert_string_equal(r.offer, REFERS_OFFER);
	assert_string_equal(r.shares, "name contact language benefit availability");
	assert_string_equal(r.caller, "worker");
	assert_string_equal(r.agreed, "");
	assert_string_equal(r.before, "");
	refers_day_is(&r.call_back, "2026-12-05");
	refers_day_is(&r.expires, "2027-01-16");
	assert_int_equal(r.minutes, -1);
	assert_true(r.is_logged);
	arena_release(&a);
	place_remove(&p);
}

static void test_refer(void **state)
{
	struct care_dossier *d;
	const struct care_referral *r;
	const struct care_consent *c;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 1);
	r = &d->referrals[0];
	assert_string_equal(r->id, to);
	assert_string_equal(r->status, "referred");
	assert_string_equal(r->agreed, "yes");
	assert_string_equal(r->offer, REFERS_OFFER);
	assert_string_equal(r->caller, "worker");
	assert_int_equal(r->minutes, -1);
	assert_true(r->is_logged);
	assert_int_equal(r->step_count, 1);
	assert_string_equal(r->steps[0].author, "Samira El Idrissi");
	assert_true(care_referral_runs(r));
	c = care_consent_for(d, "taalhuis de linde");
	assert_non_null(c);
	assert_string_equal(c->kinds, r->shares);
	assert_string_equal(c->how, "spoken");
	refers_day_is(&c->until, "2027-05-21");
	assert_string_equal(line_of(d, "referred")->text, "Taalhuis De Linde, Taalgroep overdag");
	assert_string_equal(line_of(d, "referred")->state, "");
	care_dossier_free(d);
	place_days(&p, 200);
	d = dossier(&p, id);
	assert_null(care_consent_for(d, "Taalhuis De Linde"));
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* Without her yes nothing is sent, and nothing is allowed. */
static void test_not_agreed(void **state)
{
	static const char *const sent[] = {"referred", "contacted", "waitlist", "started"};
	static const char *const answers[] = {"no", "asked", ""};
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		for (size_t j = 0; j < sizeof sent / sizeof *sent; j++) {
			r.agreed = answers[i];
			r.status = sent[j];
			assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
		}
	r.agreed = "perhaps";
	r.status = "";
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.agreed = "asked";
	must(care_refer(p.s, id, &r, to, &e), &e);
	assert_int_equal(refers_step(&p, id, "contacted", NULL, "called"), ERR_INVALID);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(d->referrals[0].status, "agreed");
	assert_int_equal(d->consent_count, 0);
	assert_string_equal(line_of(d, "referred")->state, "asked");
	care_dossier_free(d);
	r.id = to; /* later she says yes */
	r.agreed = "yes";
	r.status = "referred";
	must(care_refer(p.s, id, &r, to, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 1);
	assert_int_equal(d->referrals[0].step_count, 2);
	assert_non_null(care_consent_for(d, "Taalhuis De Linde"));
	care_dossier_free(d);
	must_rebuild_equal(&p);
	arena_release(&a);
	place_remove(&p);
}

/* Both or neither: what cannot be kept of one takes the other with it. */
static void test_together(void **state)
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	r.agreed = "yes";
	r.shares = "name horoscope";
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.shares = "name";
	r.organisation = "";
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.organisation = "Taalhuis De Linde";
	r.before = "019a0000-0000-7000-8000-00000000dead";
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_NOT_FOUND);
	r.before = "";
	r.status = "refused"; /* an ending without a reason */
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.status = "";
	r.meeting = day("2026-12");
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.meeting = (struct date){0};
	r.along = "\xff";
	assert_int_equal(care_refer(p.s, id, &r, to, &e), ERR_INVALID);
	r.along = "";
	assert_int_equal(care_refer(p.s, "nobody", &r, to, &e), ERR_NOT_FOUND);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 0);
	assert_int_equal(d->consent_count, 0);
	care_dossier_free(d);
	arena_release(&a);
	place_remove(&p);
}

static void consent(struct place *p, const char *client, const char *kinds, const char *until,
		    bool is_withdrawn)
{
	const struct care_consent c = {.organisation = "Taalhuis De Linde", .kinds = kinds,
				       .how = "signed", .until = day(until),
				       .is_withdrawn = is_withdrawn};
	struct error e = ERROR_INIT;

	must(care_save_consent(p->s, client, &c, NULL, &e), &e);
}

/* What is there and covers it stays; what is narrower is widened; what was taken back stays so. */
static void test_consent_there(void **state)
{
	static const struct {
		const char *kinds, *until;
		bool is_withdrawn;
		int count;
		const char *then, *ends, *how;
	} cases[] = {
		{"language name contact benefit availability children", "2026-12-31", false, 1,
		 "language name contact benefit availability children", "2026-12-31", "signed"},
		{"name ladder", "2028-01-31", false, 1,
		 "name ladder contact language benefit availability", "2027-05-21", "spoken"},
		{"name contact language benefit availability", "2026-12-31", true, 2,
		 "name contact language benefit availability", "2027-05-21", "spoken"},
		{"name contact language benefit availability", "2026-11-20", false, 2,
		 "name contact language benefit availability", "2027-05-21", "spoken"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct care_consent *c;
		struct care_dossier *d;
		struct place p;
		char id[37], to[37];

		refers_naima(&p, id);
		consent(&p, id, cases[i].kinds, cases[i].until, cases[i].is_withdrawn);
		refers_refer(&p, id, to);
		d = dossier(&p, id);
		c = care_consent_for(d, "Taalhuis De Linde");
		assert_non_null(c);
		assert_int_equal(d->consent_count, cases[i].count);
		assert_string_equal(c->kinds, cases[i].then);
		assert_string_equal(c->how, cases[i].how);
		refers_day_is(&c->until, cases[i].ends);
		care_dossier_free(d);
		must_rebuild_equal(&p);
		place_remove(&p);
	}
}

/* Asked for twice, taken back once: then all of it, however much is still running. */
static void test_taken_back(void **state)
{
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	consent(&p, id, "name contact", "2027-12-31", false);
	refers_refer(&p, id, to);
	consent(&p, id, "name", "2027-12-31", true);
	d = dossier(&p, id);
	assert_int_equal(d->consent_count, 2);
	assert_null(care_consent_for(d, "Taalhuis De Linde"));
	assert_string_equal(d->referrals[0].status, "referred");
	care_dossier_free(d);
	consent(&p, id, "ladder", "2027-12-31", false);
	d = dossier(&p, id);
	assert_string_equal(care_consent_for(d, "Taalhuis De Linde")->kinds, "ladder");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

int refer_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_proposal),
		cmocka_unit_test(test_refer),
		cmocka_unit_test(test_not_agreed),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_consent_there),
		cmocka_unit_test(test_taken_back),
	};

	return cmocka_run_group_tests_name("refer", tests, NULL, NULL) + refer_way_tests();
}
