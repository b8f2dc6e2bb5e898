/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/refer.h"

#include "care/record.h"
#include "care/record_thing.h"

/* A referral from the first yes to feedback: what is proposed, and how one step follows on another. */

/* How far a status is; one that is not known (of a later version) runs and waits for nothing. */
static const struct stage {
	const char *status;
	int place;     /* a step to a lower one goes back */
	bool waits;    /* for word of how it went */
	bool ends;
	int call_days; /* until we ask again, from the day of the step */
} stages[] = {
	{"agreed", 0, false, false, CARE_CALL_BACK_DAYS}, /* nothing was sent: no word will come */
	{"referred", 1, true, false, CARE_CALL_BACK_DAYS},
	{"contacted", 2, true, false, CARE_CALL_BACK_DAYS},
	{"accepted", 3, true, false, CARE_CALL_BACK_DAYS},
	{"waitlist", 3, false, false, CARE_WAITING_ASK_DAYS},
	{"appointment", 3, true, false, CARE_CALL_BACK_DAYS},
	{"started", 4, false, false, CARE_CALL_BACK_DAYS},
	{"finished", 5, false, true, 0},
	{"refused", 5, false, true, 0},
	{"no_show", 5, false, true, 0},
	{"withdrawn", 5, false, true, 0},
	{"expired", 5, false, true, 0},
};

static const struct stage *stage_of(const char *status)
{
	static const struct stage unknown = {"", 1, false, false, CARE_CALL_BACK_DAYS};

	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (text_equal(stages[i].status, status))
			return &stages[i];
	return &unknown;
}

bool care_referral_runs(const struct care_referral *r)
{
	return !stage_of(r->status)->ends;
}

bool care_referral_waits(const struct care_referral *r)
{
	return stage_of(r->status)->waits;
}

static struct date days_on(const struct date *from, int days)
{
	return date_of_days(date_days(from) + days);
}

static struct date later(const struct date *a, const struct date *b)
{
	return date_compare(a, b) < 0 ? *b : *a;
}

bool care_referral_is_sent(const struct care_referral *r)
{
	return !text_is_empty(r->status) && !text_equal(r->status, "agreed") &&
	       !text_equal(r->status, "withdrawn");
}

bool care_referral_is_declined(const struct care_referral *r)
{
	return text_equal(r->agreed, "no") && !care_referral_is_sent(r);
}

/* A step is word: whoever wrote it, what was due by then is due anew. */
void care_referral_days(const struct care_referral *r, struct date *call_back, struct date *expires)
{
	const struct date *step = r->step_count > 1 ? &r->steps[r->step_count - 1].on : NULL;
	struct date anew;

	*call_back = r->call_back;
	*expires = care_referral_waits(r) ? r->expires : (struct date){0};
	if (step != NULL && r->call_back.year != 0 && date_compare(&r->call_back, step) <= 0)
		*call_back = days_on(step, stage_of(r->status)->call_days);
	if (step != NULL && expires->year != 0) {
		anew = days_on(step, CARE_EXPIRES_DAYS);
		*expires = later(expires, &anew);
	}
	if (expires->year != 0 && r->meeting.year != 0)
		*expires = later(expires, &r->meeting);
	if (care_referral_is_declined(r))
		*call_back = (struct date){0};
}

bool care_referral_is_expired(const struct care_referral *r, const struct date *today)
{
	struct date call_back, expires;

	care_referral_days(r, &call_back, &expires);
	return expires.year != 0 && date_compare(&expires, today) < 0;
}

/* ---- what the card proposes ---- */

/*
 * What the organisation asks about tells what it has to know; of what it brings her only her wishes and needs.
 * Her health, and what is in her way, goes along when she says so, and is never proposed.
 */
static const struct { enum map_criterion on; const char *kind; } needed[] = {
	{MAP_ON_SPEAKS, "language"},  {MAP_ON_LANGUAGE, "language"}, {MAP_ON_RUNG, "ladder"},
	{MAP_ON_LEVEL, "ladder"},     {MAP_ON_WISH, "goals"},        {MAP_ON_DIPLOMA, "talents"},
	{MAP_ON_NEED, "needs"},       {MAP_ON_BENEFIT, "benefit"},   {MAP_ON_CONSENT, "benefit"},
	{MAP_ON_DAYPART, "availability"}, {MAP_ON_HOURS, "availability"},
	{MAP_ON_CHILDREN, "children"}, {MAP_ON_CHILD_AGE, "children"},
};

static bool is_to_be_shared(const struct map_fit *fit, const char *kind)
{
	if (strcmp(kind, "name") == 0 || strcmp(kind, "contact") == 0)
		return true;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (strcmp(needed[i].kind, kind) == 0 &&
		    fit->verdicts[needed[i].on] != MAP_SILENT)
			return true;
	return false;
}

static const char *shares_of(struct care_session *s, const struct map_fit *fit, struct arena *a)
{
	int count;
	const struct care_item *kinds =
		care_config_list(care_session_config(s), "consent_kinds", &count);
	struct str shares = STR_INIT;
	const char *kept;

	for (int i = 0; i < count; i++)
		if (!kinds[i].is_shielded && is_to_be_shared(fit, kinds[i].key))
			str_addf(&shares, "%s%s", shares.len > 0 ? " " : "", kinds[i].key);
	kept = arena_text(a, shares.bytes);
	str_release(&shares);
	return kept;
}

static const char *copy(struct arena *a, const char *text)
{
	return text_is_empty(text) ? "" : arena_text(a, text);
}

void care_referral_propose(struct care_session *s, const struct care_dossier *d,
			   const struct map_fit *fit, struct arena *a, struct care_referral *out)
{
	struct date today = care_session_today(s);

	(void)d;
	*out = (struct care_referral){
		.id = "",
		.organisation = copy(a, fit->organisation.values[MAP_NAME]),
		.organisation_id = copy(a, fit->organisation.id),
		.what = copy(a, fit->offer.values[MAP_NAME]),
		.offer = copy(a, fit->offer.id),
		.shares = shares_of(s, fit, a),
		.caller = "worker",
		.agreed = "", .status = "", .feedback = "", .along = "", .reason = "",
		.outcome = "", .outcome_text = "", .before = "",
		.on = today,
		.call_back = days_on(&today, CARE_CALL_BACK_DAYS),
		.expires = days_on(&today, CARE_EXPIRES_DAYS),
		.minutes = -1,
		.is_logged = true,
	};
}

void care_referral_propose_next(struct care_session *s, const struct care_dossier *d, int ended,
				const struct map_fit *fit, struct arena *a,
				struct care_referral *out)
{
	care_referral_propose(s, d, fit, a, out);
	if (ended >= 0 && ended < d->referral_count) {
		out->before = copy(a, d->referrals[ended].id);
		out->caller = copy(a, text_is_empty(d->referrals[ended].caller)
					      ? out->caller
					      : d->referrals[ended].caller);
		out->along = copy(a, d->referrals[ended].along);
	}
}

/* ---- what may follow on what ---- */

enum err record_must_be_agreed(const struct care_referral *r, struct error *e)
{
	if (text_equal(r->agreed, "yes") || !care_referral_is_sent(r))
		return OK;
	return error_set(e, ERR_INVALID, _("She did not agree to this referral yet; ask her first, "
					   "and write down that she agrees."));
}

/* An ending says why; of one that is finished, what came of it. */
static enum err must_say_why(const struct care_referral *r, struct error *e)
{
	if (!stage_of(r->status)->ends)
		return OK;
	if (text_equal(r->status, "finished"))
		return text_is_empty(r->outcome) && text_is_empty(r->feedback)
			       ? error_set(e, ERR_INVALID, _("Write down what came of it, or what "
							     "they told you."))
			       : OK;
	return text_is_empty(r->reason)
		       ? error_set(e, ERR_INVALID, _("Say why this referral ended."))
		       : OK;
}

static bool holds_all(const char *kinds, const char *wanted)
{
	bool holds = true;

	for (const char *at = wanted + strspn(wanted, " "); *at != '\0' && holds;
	     at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);

		holds = care_words_hold(kinds, key);
		free(key);
		at += len;
	}
	return holds;
}

/* Sent now: what goes along must be allowed today; she may have taken it back since. */
static enum err must_be_allowed(const struct care_dossier *d, const struct care_referral *r,
				struct error *e)
{
	const struct care_consent *c = care_consent_for(d, r->organisation);

	if (!care_referral_is_sent(r) || text_is_empty(r->shares) ||
	    (c != NULL && holds_all(c->kinds, r->shares)))
		return OK;
	return error_set(e, ERR_INVALID, _("Her consent to share this with %s is over; ask her again, "
					   "and write down that she agrees."), r->organisation);
}

static enum err must_follow(const struct care_referral *r, const char *status, const char *text,
			    struct error *e)
{
	if (!care_referral_runs(r))
		return error_set(e, ERR_INVALID,
				 _("This referral is over; refer her again for a new one."));
	if (text_is_empty(status))
		return error_set(e, ERR_INVALID, _("Say how far the referral is."));
	if (!text_is_empty(text))
		return OK;
	if (text_equal(r->status, status))
		return error_set(e, ERR_INVALID, _("The referral is that far already; write what is "
						   "new."));
	if (stage_of(status)->place < stage_of(r->status)->place)
		return error_set(e, ERR_INVALID, _("That is a step back; write why."));
	return OK;
}

/* There was word: what waits for it begins anew, and we are to ask when it was due. */
static void days_move(struct care_referral *r, const struct date *today)
{
	const struct stage *stage = stage_of(r->status);
	bool was_due = r->call_back.year != 0 && date_compare(&r->call_back, today) <= 0;

	if (stage->ends)
		return;
	if (r->expires.year != 0 || stage->waits)
		r->expires = stage->waits ? days_on(today, CARE_EXPIRES_DAYS) : (struct date){0};
	if (text_equal(stage->status, "waitlist"))
		r->asked = *today;
	if (was_due)
		r->call_back = days_on(today, stage->call_days);
}

static void words_put(struct care_referral *r, const char *reason, const char *text)
{
	bool is_finished = text_equal(r->status, "finished");
	bool is_failed = stage_of(r->status)->ends && !is_finished;

	r->reason = is_finished || text_is_empty(reason) ? "" : reason;
	if (is_finished && !text_is_empty(reason))
		r->outcome = reason;
	if (text_is_empty(text))
		return;
	if (is_failed)
		r->outcome_text = text;
	else
		r->feedback = text;
}

enum err care_referral_step(struct care_session *s, const struct care_dossier *d, int index,
			    const char *status, const char *reason, const char *text,
			    struct error *e)
{
	const struct care_referral *now;
	struct date today = care_session_today(s);
	struct care_referral next;
	enum err rc;

	if (index < 0 || index >= d->referral_count)
		return error_set(e, ERR_NOT_FOUND, _("That is not in this dossier any more."));
	now = &d->referrals[index];
	next = *now;
	next.on = (struct date){0};
	next.status = status;
	rc = must_follow(now, status, text, e);
	if (rc == OK && !care_referral_is_sent(now))
		rc = record_must_be_agreed(&next, e);
	if (rc == OK && !care_referral_is_sent(now))
		rc = must_be_allowed(d, &next, e);
	words_put(&next, reason, text);
	if (rc == OK)
		rc = must_say_why(&next, e);
	days_move(&next, &today);
	return rc == OK ? care_save_referral(s, d->id, &next, NULL, e) : rc;
}

/* ---- referring, with what she allows ---- */

/* Both lists, each key once. */
static void join(const char *kinds, const char *more, struct str *out)
{
	const char *const lists[] = {kinds, more};

	for (size_t i = 0; i < 2; i++)
		for (const char *at = lists[i] + strspn(lists[i], " "); *at != '\0';
		     at += strspn(at, " ")) {
			size_t len = strcspn(at, " ");
			char *key = mem_bytes(at, len);

			if (!care_words_hold(out->bytes, key))
				str_addf(out, "%s%s", out->len > 0 ? " " : "", key);
			free(key);
			at += len;
		}
}

/*
 * A consent that covers it stands as it is.  A narrower one gets a version with what she adds now, which
 * ends when she was told now: the longer of the two was not asked for all of it.
 */
static enum err consent_save(struct care_session *s, const char *client,
			     const struct care_referral *r, struct error *e)
{
	struct care_dossier *d;
	const struct care_consent *has;
	struct care_consent c = {.organisation = r->organisation, .how = "spoken"};
	struct str kinds = STR_INIT;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc != OK)
		return rc;
	has = care_consent_for(d, r->organisation);
	if (has == NULL || !holds_all(has->kinds, r->shares)) {
		c.id = has != NULL ? has->id : NULL;
		c.on = r->on.year != 0 && text_is_empty(r->id) ? r->on : care_session_today(s);
		c.until = date_add_months(&c.on, CARE_CONSENT_MONTHS);
		join(has != NULL ? has->kinds : "", r->shares, &kinds);
		c.kinds = kinds.bytes;
		rc = care_save_consent(s, client, &c, NULL, e);
	}
	str_release(&kinds);
	care_dossier_free(d);
	return rc;
}

enum err care_refer(struct care_session *s, const char *client, const struct care_referral *r,
		    char id[37], struct error *e)
{
	struct store *store = care_session_store(s);
	struct care_referral full = *r;
	bool agrees = text_equal(r->agreed, "yes");
	enum err rc;

	full.status = record_or_else(r->status, agrees ? "referred" : "agreed");
	rc = record_must_be_key(s, "referral_agreed", full.agreed, e);
	if (rc == OK)
		rc = record_must_be_agreed(&full, e);
	if (rc == OK)
		rc = must_say_why(&full, e);
	if (rc == OK)
		rc = store_begin(store, e);
	if (rc != OK)
		return rc;
	rc = care_save_referral(s, client, &full, id, e);
	if (rc == OK && agrees && care_referral_runs(&full) && !text_is_empty(full.shares))
		rc = consent_save(s, client, &full, e);
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}
