/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refers.h"

/* From the referral to its end; the clock stands on Saturday 21 November 2026. */

static const char *state_of(struct place *p, const char *client, struct str *out)
{
	struct care_dossier *d = dossier(p, client);

	str_set(out, line_of(d, "referred")->state);
	care_dossier_free(d);
	return out->bytes;
}

/* The whole way, with the words of her trajectory at each step. */
static void test_all_the_way(void **state)
{
	struct str text = STR_INIT;
	const struct care_referral *r;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	place_days(&p, 3); /* 24 Nov */
	assert_int_equal(refers_step(&p, id, "contacted", NULL, "asked for a brochure"), OK);
	assert_string_equal(state_of(&p, id, &text), "contact made 24 Nov");
	place_days(&p, 14); /* 8 Dec: the call was due on the 5th */
	assert_int_equal(refers_step(&p, id, "waitlist", "full", "a place in spring"), OK);
	assert_string_equal(state_of(&p, id, &text), "waiting list since 8 Dec");
	d = dossier(&p, id);
	refers_day_is(&d->referrals[0].call_back, "2027-03-08");
	refers_day_is(&d->referrals[0].asked, "2026-12-08");
	refers_day_is(&d->referrals[0].expires, "");
	care_dossier_free(d);
	place_days(&p, 30); /* 7 Jan 2027 */
	assert_int_equal(refers_step(&p, id, "accepted", NULL, NULL), OK);
	assert_string_equal(state_of(&p, id, &text), "admitted 07-01-27");
	assert_int_equal(refers_step(&p, id, "appointment", NULL, NULL), OK);
	assert_int_equal(refers_step(&p, id, "started", NULL, "came with Fatma"), OK);
	place_days(&p, 70);
	assert_int_equal(refers_step(&p, id, "finished", "partly", "up to A2"), OK);
	d = dossier(&p, id);
	r = &d->referrals[0];
	assert_string_equal(r->status, "finished");
	assert_string_equal(r->outcome, "partly");
	assert_string_equal(r->feedback, "up to A2");
	assert_string_equal(r->reason, "");
	assert_int_equal(r->step_count, 7);
	assert_string_equal(r->steps[2].status, "waitlist");
	assert_string_equal(r->steps[2].reason, "full");
	refers_day_is(&r->steps[2].on, "2026-12-08");
	refers_day_is(&r->on, "2026-11-21");
	assert_false(care_referral_runs(r));
	assert_string_equal(r->shares, "name contact language benefit availability");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	str_release(&text);
	place_remove(&p);
}

static void test_steps_refused(void **state)
{
	static const char *const ends[] = {"refused", "no_show", "withdrawn", "expired"};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		assert_int_equal(refers_step(&p, id, ends[i], NULL, "because"), ERR_INVALID);
		assert_int_equal(refers_step(&p, id, ends[i], "horoscope", NULL), ERR_INVALID);
	}
	assert_int_equal(refers_step(&p, id, "finished", NULL, NULL), ERR_INVALID);
	assert_int_equal(refers_step(&p, id, "finished", "horoscope", NULL), ERR_INVALID);
	assert_int_equal(refers_step(&p, id, "", NULL, "x"), ERR_INVALID);
	assert_int_equal(refers_step(&p, id, "nonsense", NULL, "x"), ERR_INVALID);
	assert_int_equal(refers_step(&p, id, "referred", NULL, NULL), ERR_INVALID);
	assert_int_equal(refers_step(&p, id, "started", NULL, NULL), OK);
	assert_int_equal(refers_step(&p, id, "contacted", NULL, NULL), ERR_INVALID); /* silently back */
	assert_int_equal(refers_step(&p, id, "contacted", NULL, "she was not there after all"), OK);
	assert_int_equal(refers_step(&p, id, "refused", "no_childcare", "only afternoons"), OK);
	assert_int_equal(refers_step(&p, id, "contacted", NULL, "again"), ERR_INVALID);
	d = dossier(&p, id);
	assert_int_equal(d->referrals[0].step_count, 4);
	assert_string_equal(d->referrals[0].reason, "no_childcare");
	assert_string_equal(d->referrals[0].outcome_text, "only afternoons");
	assert_string_equal(d->referrals[0].feedback, "she was not there after all");
	assert_int_equal(care_referral_step(p.s, d, 1, "started", NULL, NULL, &e), ERR_NOT_FOUND);
	assert_int_equal(care_referral_step(p.s, d, -1, "started", NULL, NULL, &e), ERR_NOT_FOUND);
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* After a refusal the next one says what it comes after, and both stay. */
static void test_again(void **state)
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct map_fit fit;
	struct place p;
	char id[37], first[37], next[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, first);
	assert_int_equal(refers_step(&p, id, "refused", "full", NULL), OK);
	d = dossier(&p, id);
	refers_fit(&fit);
	fit.offer.id = "019a0000-0000-7000-8000-0000000000b2";
	care_referral_propose_next(p.s, d, 0, &fit, &a, &r);
	assert_string_equal(r.before, first);
	r.agreed = "yes";
	must(care_refer(p.s, id, &r, next, &e), &e);
	care_dossier_free(d);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 2);
	assert_string_equal(d->referrals[0].status, "refused");
	assert_string_equal(d->referrals[1].before, first);
	assert_int_equal(d->consent_count, 1); /* it covers this one too */
	care_dossier_free(d);
	must_rebuild_equal(&p);
	arena_release(&a);
	place_remove(&p);
}

static int due_of(struct place *p, int days, struct care_today *today, const char *kind)
{
	struct error e = ERROR_INIT;

	must(care_today_read(p->s, days, NULL, today, &e), &e);
	for (int i = 0; i < today->due_count; i++)
		if (text_equal(today->due[i].kind, kind))
			return i;
	return -1;
}

static bool is_due(struct place *p, int days, const char *kind)
{
	struct care_today today;
	bool is = due_of(p, days, &today, kind) >= 0;

	care_today_release(&today);
	return is;
}

/* Home: the call that was due; what expired takes its place; what ended is gone. */
static void test_on_home(void **state)
{
	struct str text = STR_INIT;
	struct care_today today;
	struct place p;
	char id[37], to[37];
	int at;

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	assert_false(is_due(&p, 0, "call_back"));
	assert_true(is_due(&p, 14, "call_back"));
	assert_true(is_due(&p, 60, "expires"));
	place_days(&p, 20);
	at = due_of(&p, 0, &today, "call_back");
	assert_true(at >= 0 && today.due[at].is_late);
	refers_day_is(&today.due[at].due, "2026-12-05");
	assert_string_equal(today.due[at].about, "Taalgroep overdag");
	assert_string_equal(today.due[at].with, "Taalhuis De Linde");
	assert_string_equal(today.due[at].subject, to);
	care_today_release(&today);
	place_days(&p, 36); /* 16 January: its last day */
	assert_true(is_due(&p, 0, "call_back"));
	assert_string_equal(state_of(&p, id, &text), "");
	place_days(&p, 1);
	assert_false(is_due(&p, 0, "call_back"));
	at = due_of(&p, 0, &today, "expires");
	assert_true(at >= 0 && today.due[at].is_late);
	assert_int_equal(today.due_count, 1);
	care_today_release(&today);
	assert_string_equal(state_of(&p, id, &text), "no word any more: give them a call");
	assert_int_equal(refers_step(&p, id, "contacted", NULL, NULL), OK); /* there is word: anew */
	assert_false(is_due(&p, 0, "expires"));
	assert_true(is_due(&p, 14, "call_back"));
	assert_true(is_due(&p, 56, "expires"));
	assert_int_equal(refers_step(&p, id, "no_show", "home", NULL), OK);
	assert_false(is_due(&p, 200, "call_back"));
	assert_false(is_due(&p, 200, "expires"));
	must_rebuild_equal(&p);
	str_release(&text);
	place_remove(&p);
}

/* Her first appointment there stands on its day with its time, until she has begun. */
static void test_meeting(void **state)
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_today today;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];
	int at;

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	r.agreed = "yes";
	r.minutes = 9 * 60 + 30;
	must(care_refer(p.s, id, &r, to, &e), &e); /* a time without a day is none */
	d = dossier(&p, id);
	assert_int_equal(d->referrals[0].minutes, -1);
	care_dossier_free(d);
	r.id = to;
	r.status = "appointment";
	r.meeting = day("2026-11-23");
	r.along = "Fatma";
	must(care_refer(p.s, id, &r, to, &e), &e);
	at = due_of(&p, 7, &today, "meeting");
	assert_true(at >= 0);
	assert_int_equal(today.due[at].minutes, 570);
	care_today_release(&today);
	assert_int_equal(refers_step(&p, id, "started", NULL, NULL), OK);
	assert_false(is_due(&p, 7, "meeting"));
	d = dossier(&p, id);
	assert_string_equal(d->referrals[0].along, "Fatma");
	refers_day_is(&d->referrals[0].meeting, "2026-11-23");
	care_dossier_free(d);
	arena_release(&a);
	place_remove(&p);
}

/* Whoever writes a step, by a sheet too: it is word, so what was due is due anew. */
static void test_word_by_a_sheet(void **state)
{
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	struct str text = STR_INIT;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	place_days(&p, 30); /* 21 December; the call was due on the 5th */
	d = dossier(&p, id);
	r = d->referrals[0];
	r.status = "appointment";
	r.on = (struct date){0};
	r.meeting = day("2027-03-01");
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	care_dossier_free(d);
	assert_false(is_due(&p, 0, "call_back"));
	assert_true(is_due(&p, 14, "call_back"));
	place_days(&p, 69); /* 28 February: eight weeks are over, her appointment is not */
	assert_string_equal(state_of(&p, id, &text), "appointment made 21 Dec");
	assert_true(is_due(&p, 1, "meeting"));
	place_days(&p, 2);
	assert_string_equal(state_of(&p, id, &text), "no word any more: give them a call");
	must_rebuild_equal(&p);
	str_release(&text);
	place_remove(&p);
}

/* She said no, or did not say yes yet: they are not called, and no word of theirs is waited for. */
static void test_not_sent(void **state)
{
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	r.agreed = "asked";
	must(care_refer(p.s, id, &r, to, &e), &e);
	assert_false(is_due(&p, 200, "call_back"));
	assert_false(is_due(&p, 200, "expires"));
	assert_true(is_due(&p, 14, "ask_her"));
	place_days(&p, 100);
	assert_string_equal(state_of(&p, id, &text), "asked");
	r.id = to;
	r.on = (struct date){0};
	r.agreed = "no";
	must(care_refer(p.s, id, &r, NULL, &e), &e);
	assert_false(is_due(&p, 200, "ask_her"));
	assert_false(is_due(&p, 200, "call_back"));
	assert_string_equal(state_of(&p, id, &text), "not agreed");
	r.agreed = "yes"; /* she changes her mind: asked for today */
	r.on = day("2026-11-21");
	r.call_back = day("2027-03-15");
	must(care_refer(p.s, id, &r, NULL, &e), &e);
	assert_true(is_due(&p, 200, "call_back"));
	assert_true(is_due(&p, 200, "expires"));
	must_rebuild_equal(&p);
	str_release(&text);
	arena_release(&a);
	place_remove(&p);
}

static void take_back(struct place *p, const char *client)
{
	const struct care_consent c = {.organisation = "Taalhuis De Linde", .kinds = "name",
				       .how = "spoken", .is_withdrawn = true};
	struct error e = ERROR_INIT;

	must(care_save_consent(p->s, client, &c, NULL, &e), &e);
}

/* What she took back before it was sent is not sent; what they have, they are told of. */
static void test_taken_back(void **state)
{
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	r.agreed = "yes";
	r.status = "agreed";
	must(care_refer(p.s, id, &r, to, &e), &e);
	take_back(&p, id);
	assert_int_equal(refers_step(&p, id, "referred", NULL, NULL), ERR_INVALID);
	place_days(&p, 300);
	r.id = to;
	r.status = "";
	must(care_refer(p.s, id, &r, NULL, &e), &e);
	d = dossier(&p, id);
	assert_non_null(care_consent_for(d, "Taalhuis De Linde")); /* from today, not from that day */
	refers_day_is(&care_consent_for(d, "Taalhuis De Linde")->until, "2028-03-17");
	care_dossier_free(d);
	assert_int_equal(refers_step(&p, id, "contacted", NULL, NULL), OK);
	take_back(&p, id);
	assert_string_equal(state_of(&p, id, &text),
			    "contact made 17-09-27; she took back her consent: let them know");
	assert_int_equal(refers_step(&p, id, "withdrawn", "changed_mind", "told them"), OK);
	assert_string_equal(state_of(&p, id, &text), "withdrew 17-09-27");
	must_rebuild_equal(&p);
	str_release(&text);
	arena_release(&a);
	place_remove(&p);
}

/* It was over before it was written down: nothing is shared any more. */
static void test_over_at_once(void **state)
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct place p;
	char id[37];

	(void)state;
	refers_naima(&p, id);
	refers_propose(&p, id, &a, &r);
	r.agreed = "yes";
	r.status = "refused";
	r.reason = "full";
	must(care_refer(p.s, id, &r, NULL, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->consent_count, 0);
	care_dossier_free(d);
	r.agreed = "no";
	r.status = "contacted";
	assert_int_equal(care_save_referral(p.s, id, &r, NULL, &e), ERR_INVALID);
	r.agreed = "asked";
	assert_int_equal(care_save_referral(p.s, id, &r, NULL, &e), ERR_INVALID);
	arena_release(&a);
	place_remove(&p);
}

struct waiters {
	int count;
	char referral[37], since[16], asked[16];
};

static enum err on_waiting(void *data, const struct store_waiting *w, struct error *e)
{
	struct waiters *all = data;

	(void)e;
	all->count++;
	(void)snprintf(all->referral, sizeof all->referral, "%s", w->referral);
	(void)snprintf(all->since, sizeof all->since, "%s", w->since);
	(void)snprintf(all->asked, sizeof all->asked, "%s", w->asked);
	return OK;
}

static struct waiters waiters(struct place *p)
{
	struct waiters all = {0};
	struct error e = ERROR_INIT;

	must(store_waiting_list(care_session_store(p->s), REFERS_OFFER, on_waiting, &all, &e), &e);
	return all;
}

static void test_waiting(void **state)
{
	struct error e = ERROR_INIT;
	struct care_referral r;
	struct care_dossier *d;
	struct waiters all;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	assert_int_equal(waiters(&p).count, 0);
	place_days(&p, 41); /* 1 January 2027 */
	assert_int_equal(refers_step(&p, id, "waitlist", NULL, NULL), OK);
	place_days(&p, 10);
	assert_int_equal(refers_step(&p, id, "waitlist", NULL, "still full"), OK);
	all = waiters(&p);
	assert_int_equal(all.count, 1);
	assert_string_equal(all.referral, to);
	assert_string_equal(all.since, "2027-01-01");
	assert_string_equal(all.asked, "2027-01-11");
	d = dossier(&p, id);
	r = d->referrals[0];
	r.asked = (struct date){0};
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	care_dossier_free(d);
	assert_string_equal(waiters(&p).asked, "2027-01-01");
	must_rebuild_equal(&p);
	assert_int_equal(waiters(&p).count, 1);
	assert_int_equal(refers_step(&p, id, "withdrawn", "changed_mind", NULL), OK);
	assert_int_equal(waiters(&p).count, 0);
	place_remove(&p);
}

struct ends {
	int count;
	char detail[64], on[16], district[16];
};

static enum err on_end(void *data, const struct store_event *ev, struct error *e)
{
	struct ends *ends = data;

	(void)e;
	ends->count++;
	(void)snprintf(ends->detail, sizeof ends->detail, "%s", ev->detail);
	(void)snprintf(ends->on, sizeof ends->on, "%s", ev->on);
	(void)snprintf(ends->district, sizeof ends->district, "%s", ev->district);
	return OK;
}

/* One event for each that ended, on the day of the step. */
static void test_event_at_the_end(void **state)
{
	struct ends ends = {0};
	struct error e = ERROR_INIT;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	place_days(&p, 40); /* 31 December */
	assert_int_equal(refers_step(&p, id, "refused", "no_childcare", NULL), OK);
	refers_refer(&p, id, to);
	place_days(&p, 1);
	assert_int_equal(refers_step(&p, id, "finished", NULL, "came every week"), OK);
	must(store_events(care_session_store(p.s), "referral_end", "2026-12-31", "2026-12-31",
			  on_end, &ends, &e),
	     &e);
	assert_int_equal(ends.count, 1);
	assert_string_equal(ends.detail, "refused no_childcare");
	assert_string_equal(ends.district, "Laak");
	must(store_events(care_session_store(p.s), "referral_end", "2027-01-01", "2027-12-31",
			  on_end, &ends, &e),
	     &e);
	assert_int_equal(ends.count, 2);
	assert_string_equal(ends.detail, "finished -");
	assert_string_equal(ends.on, "2027-01-01");
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* Who does not name what came later keeps it; "" takes it away. */
static void test_old_callers(void **state)
{
	struct error e = ERROR_INIT;
	struct care_referral r = {.organisation = "Taalhuis De Linde", .what = "Taalgroep",
				  .agreed = "yes", .status = "started", .feedback = ""};
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	r.id = to;
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	d = dossier(&p, id);
	assert_string_equal(d->referrals[0].offer, REFERS_OFFER);
	assert_string_equal(d->referrals[0].what, "Taalgroep");
	assert_string_equal(d->referrals[0].status, "started");
	care_dossier_free(d);
	r.offer = "";
	r.status = NULL;
	must(care_save_referral(p.s, id, &r, NULL, &e), &e);
	d = dossier(&p, id);
	assert_string_equal(d->referrals[0].offer, "");
	assert_string_equal(d->referrals[0].organisation_id, REFERS_ORGANISATION);
	care_dossier_free(d);
	place_remove(&p);
}

/* Two laptops each wrote the next step: both are kept, the later counts, and the line says so. */
static void test_conflict(void **state)
{
	static const char *const bodies[] = {
		"{\"v\":1,\"organisation\":\"X\",\"agreed\":\"yes\",\"status\":\"waitlist\"}",
		"{\"v\":1,\"organisation\":\"X\",\"agreed\":\"yes\",\"status\":\"started\"}",
	};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37], at[37], entry[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	d = dossier(&p, id);
	(void)snprintf(at, sizeof at, "%s", line_of(d, "referred")->entry);
	care_dossier_free(d);
	for (size_t i = 0; i < 2; i++) {
		const struct store_new_entry next = {.kind = "referral", .subject = to,
						     .client = id, .replaces = at,
						     .body = bodies[i],
						     .body_len = strlen(bodies[i])};

		must(care_append(p.s, &next, entry, &e), &e);
	}
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(d->referrals[0].status, "started");
	assert_int_equal(d->referrals[0].step_count, 3);
	assert_true(line_of(d, "referred")->has_conflict);
	assert_string_equal(line_of(d, "referred")->state, "started 21 Nov; two versions");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	assert_int_equal(refers_step(&p, id, "finished", "reached", NULL), OK);
	d = dossier(&p, id);
	assert_false(line_of(d, "referred")->has_conflict);
	care_dossier_free(d);
	place_remove(&p);
}

/* The entry that began it is erased: what is left keeps its id, and takes its next step. */
static void test_erased(void **state)
{
	struct store_entry first = {0};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37], to[37];

	(void)state;
	refers_naima(&p, id);
	refers_refer(&p, id, to);
	assert_int_equal(refers_step(&p, id, "contacted", NULL, NULL), OK);
	must(store_entry_get(care_session_store(p.s), to, &first, &e), &e);
	must(store_entry_erase(care_session_store(p.s), first.device, first.dseq, &e), &e);
	store_entry_release(&first);
	must(care_derive_again(p.s, id, &e), &e);
	assert_int_equal(refers_step(&p, id, "started", NULL, NULL), OK);
	d = dossier(&p, id);
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(d->referrals[0].id, to);
	assert_string_equal(d->referrals[0].status, "started");
	assert_int_equal(d->referrals[0].step_count, 2);
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* One woman in two dossiers: her referrals come together, and go on where each was written. */
static void test_merged(void **state)
{
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char keep[37], away[37], one[37], other[37];

	(void)state;
	refers_naima(&p, keep);
	register_as(&p, "{\"called\":\"Na\xc3\xafma\"}", "2026-11-02", away);
	refers_refer(&p, keep, one);
	refers_refer(&p, away, other);
	must(care_merge(p.s, keep, away, &e), &e);
	d = dossier(&p, keep);
	assert_int_equal(d->referral_count, 2);
	assert_string_equal(d->referrals[1].id, other);
	must(care_referral_step(p.s, d, 1, "waitlist", "full", NULL, &e), &e);
	care_dossier_free(d);
	assert_string_equal(waiters(&p).referral, other);
	must_rebuild_equal(&p);
	must(care_unmerge(p.s, keep, away, &e), &e);
	d = dossier(&p, away);
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(d->referrals[0].status, "waitlist");
	care_dossier_free(d);
	d = dossier(&p, keep);
	assert_int_equal(d->referral_count, 1);
	assert_string_equal(d->referrals[0].status, "referred");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

int refer_way_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_the_way),
		cmocka_unit_test(test_steps_refused),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_on_home),
		cmocka_unit_test(test_meeting),
		cmocka_unit_test(test_not_sent),
		cmocka_unit_test(test_taken_back),
		cmocka_unit_test(test_over_at_once),
		cmocka_unit_test(test_word_by_a_sheet),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_event_at_the_end),
		cmocka_unit_test(test_old_callers),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_erased),
		cmocka_unit_test(test_merged),
	};

	return cmocka_run_group_tests_name("refer way", tests, NULL, NULL);
}
