/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/record.h"

#include "care/derive.h"
#include "care/record_thing.h"
#include "care/refer.h"

/* Each of these is one entry, in one transaction with her derived rows. */

enum err care_register(struct care_session *s, const json_t *facts, const struct date *on,
		       char id[37], struct error *e)
{
	struct store_new_entry entry = {.kind = "client", .client = STORE_SELF};
	struct record_facts read = {0};
	struct str body = STR_INIT;
	enum err rc = record_facts_read(s, facts, &read, e);

	if (rc == OK)
		rc = record_file_number(s, &read, e);
	if (rc == OK) {
		body_facts_write(read.items, (int)read.count, &body);
		rc = record_append(s, &entry, on, &body, id, e);
	}
	str_release(&body);
	record_facts_release(&read);
	return rc;
}

static enum err facts_append(struct care_session *s, const char *client,
			     const struct body_fact *facts, int count, const struct date *on,
			     struct error *e)
{
	struct store_new_entry entry = {.kind = "facts", .subject = client, .client = client};
	struct str body = STR_INIT;
	char id[STORE_ID_BYTES];
	enum err rc;

	body_facts_write(facts, count, &body);
	rc = record_append(s, &entry, on, &body, id, e);
	str_release(&body);
	return rc;
}

enum err care_set_facts(struct care_session *s, const char *client, const json_t *facts,
			const struct date *on, struct error *e)
{
	struct record_facts read = {0};
	enum err rc = care_client_must_be(s, client, e);

	if (rc == OK)
		rc = record_facts_read(s, facts, &read, e);
	if (rc == OK && read.count > 0)
		rc = facts_append(s, client, read.items, (int)read.count, on, e);
	record_facts_release(&read);
	return rc;
}

enum err care_save_goal(struct care_session *s, const char *client, const struct care_goal *goal,
			char id_out[37], struct error *e)
{
	struct care_goal full = *goal;
	struct record_thing thing = {"goal", BODY_GOAL, goal->id, goal->on, &full, false};
	enum err rc = record_must_have(goal->text, _("Write down what the goal is."), e);

	full.state = record_or_else(goal->state, "open");
	if (rc == OK)
		rc = record_must_be_key(s, "goal_state", full.state, e);
	if (rc == OK && (goal->rung < 0 || goal->rung > 6))
		rc = error_set(e, ERR_INVALID, _("A rung is a number from 1 to 6."));
	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

static enum err goal_must_be(struct care_session *s, const char *client, const char *goal,
			     struct error *e)
{
	struct care_dossier *d;
	bool is_there = false;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc != OK)
		return rc;
	for (int i = 0; i < d->goal_count; i++)
		is_there |= text_equal(d->goals[i].id, goal);
	care_dossier_free(d);
	return is_there ? OK : error_set(e, ERR_NOT_FOUND, _("A step belongs to a goal; write "
							     "down the goal first."));
}

enum err care_save_step(struct care_session *s, const char *client, const struct care_step *step,
			char id_out[37], struct error *e)
{
	struct care_step full = *step;
	struct record_thing thing = {"step", BODY_STEP, step->id, step->on, &full, false};
	enum err rc = record_must_have(step->text, _("Write down what the step is."), e);

	full.state = record_or_else(step->state, "open");
	if (rc == OK)
		rc = record_must_be_key(s, "step_state", full.state, e);
	if (rc == OK)
		rc = goal_must_be(s, client, step->goal, e);
	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

static enum err agreements_must_be(const struct care_appointment *a, struct error *e)
{
	enum err rc = OK;

	if (a->agreement_count < 0 || a->agreement_count > CARE_AGREEMENTS_MOST)
		rc = error_set(e, ERR_INVALID, _("At most %d agreements fit in one talk."),
			       CARE_AGREEMENTS_MOST);
	for (int i = 0; i < a->agreement_count && rc == OK; i++) {
		rc = record_must_have(a->agreements[i].text,
				      _("Write down what was agreed, or leave the line out."), e);
		if (rc == OK)
			rc = record_must_be_text(a->agreements[i].party, e);
	}
	return rc;
}

enum err care_save_appointment(struct care_session *s, const char *client,
			       const struct care_appointment *a, char id_out[37],
			       struct error *e)
{
	struct care_appointment full = *a;
	struct record_thing thing = {"appointment", BODY_APPOINTMENT, a->id, a->on, &full, false};
	enum err rc = OK;

	full.state = record_or_else(a->state, "planned");
	if (!date_is_valid(&a->due) || !date_is_full(&a->due))
		rc = error_set(e, ERR_INVALID, _("An appointment needs a day."));
	if (rc == OK)
		rc = record_must_be_key(s, "appointment_state", full.state, e);
	if (rc == OK)
		rc = record_must_be_text(a->referral, e);
	if (rc == OK)
		rc = agreements_must_be(a, e);
	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

/* What it came after was hers when it was begun; who was merged with her may have gone since. */
static enum err before_must_be(struct care_session *s, const char *client,
			       const struct care_referral *r, struct error *e)
{
	struct care_dossier *d;
	bool is_there = false;
	enum err rc;

	if (text_is_empty(r->before) || !text_is_empty(r->id))
		return OK;
	rc = care_derive_client(s, client, &d, e);
	if (rc != OK)
		return rc;
	for (int i = 0; i < d->referral_count; i++)
		is_there |= text_equal(d->referrals[i].id, r->before);
	care_dossier_free(d);
	return is_there ? OK : error_set(e, ERR_NOT_FOUND, _("The referral that this one comes after "
							     "is not in her dossier."));
}

static enum err referral_keys(struct care_session *s, const struct care_referral *r, struct error *e)
{
	const struct { const char *list, *key; } keys[] = {
		{"referral_status", r->status}, {"referral_caller", r->caller},
		{"referral_reason", r->reason}, {"referral_outcome", r->outcome},
	};
	enum err rc = record_must_be_keys(s, "consent_kinds", r->shares, e);

	for (size_t i = 0; i < sizeof keys / sizeof *keys && rc == OK; i++)
		rc = record_must_be_key(s, keys[i].list, keys[i].key, e);
	return rc;
}

static enum err referral_texts(const struct care_referral *r, struct error *e)
{
	const char *const texts[] = {r->what,         r->feedback, r->along, r->outcome_text,
				     r->organisation_id, r->offer, r->before};
	const struct date *const days[] = {&r->call_back, &r->meeting, &r->expires, &r->asked};
	enum err rc = OK;

	for (size_t i = 0; i < sizeof texts / sizeof *texts && rc == OK; i++)
		rc = record_must_be_text(texts[i], e);
	for (size_t i = 0; i < sizeof days / sizeof *days && rc == OK; i++)
		rc = record_must_be_day(days[i], e);
	return rc;
}

static bool is_answered(const char *agreed)
{
	return text_equal(agreed, "no") || text_equal(agreed, "asked");
}

enum err care_save_referral(struct care_session *s, const char *client,
			    const struct care_referral *r, char id_out[37], struct error *e)
{
	struct care_referral full = *r;
	struct record_thing thing = {"referral", BODY_REFERRAL, r->id, r->on, &full, false};
	enum err rc = record_must_have(r->organisation, _("Write down which organisation."), e);

	if (text_is_empty(r->id) || r->status != NULL)
		full.status = record_or_else(r->status, "referred");
	if (r->meeting.year == 0)
		full.minutes = -1;
	if (rc == OK)
		rc = referral_keys(s, &full, e);
	if (rc == OK)
		rc = referral_texts(&full, e);
	if (rc == OK)
		rc = before_must_be(s, client, &full, e);
	if (rc == OK && care_referral_runs(&full) && is_answered(full.agreed)) /* "": as before there was a card */
		rc = record_must_be_agreed(&full, e);
	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_note(struct care_session *s, const char *client, const struct care_note *n,
			char id_out[37], struct error *e)
{
	struct record_thing thing = {"note", BODY_NOTE, n->id, n->on, n, true};
	enum err rc = record_must_have(n->text, _("The note is empty."), e);

	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_consent(struct care_session *s, const char *client,
			   const struct care_consent *c, char id_out[37], struct error *e)
{
	struct record_thing thing = {"consent", BODY_CONSENT, c->id, c->on, c, true};
	enum err rc = record_must_have(c->organisation,
				_("Consent is for one organisation: write down which."), e);

	return rc == OK ? record_thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_precondition(struct care_session *s, const char *client,
				const struct care_precondition *p, struct error *e)
{
	struct store_new_entry entry = {.kind = "precondition", .subject = client,
					.client = client};
	struct str body = STR_INIT;
	char id[STORE_ID_BYTES];
	enum err rc = care_client_must_be(s, client, e);

	if (rc == OK && text_is_empty(p->key))
		rc = error_set(e, ERR_INVALID, _("Say which of the things that may be needed."));
	if (rc == OK)
		rc = record_must_be_key(s, "preconditions", p->key, e);
	if (rc == OK)
		rc = record_must_be_key(s, "needed", p->needed, e);
	if (rc == OK)
		rc = record_must_be_key(s, "precondition_status", p->status, e);
	if (rc == OK)
		rc = body_thing_write(BODY_PRECONDITION, p, NULL, 0, &body, e);
	if (rc == OK)
		rc = record_append(s, &entry, &p->on, &body, id, e);
	str_release(&body);
	return rc;
}

static enum err is_open(struct care_session *s, const char *client, bool *out, struct error *e)
{
	struct store_client row = {0};
	enum err rc = care_client_get(s, client, &row, e);

	*out = rc == OK && !text_equal(row.status, "closed");
	store_client_release(&row);
	return rc;
}

enum err care_close_trajectory(struct care_session *s, const char *client, const char *outflow,
			       const struct date *on, struct error *e)
{
	const struct body_fact facts[] = {{"status", "closed"}, {"outflow", outflow}};
	bool open;
	enum err rc = is_open(s, client, &open, e);

	if (rc == OK && !open)
		rc = error_set(e, ERR_INVALID, _("This trajectory is closed already."));
	if (rc == OK)
		rc = record_must_have(outflow, _("Say where the trajectory leads to."), e);
	if (rc == OK)
		rc = record_must_be_key(s, "outflow", outflow, e);
	return rc == OK ? facts_append(s, client, facts, 2, on, e) : rc;
}

enum err care_reopen(struct care_session *s, const char *client, const struct date *on,
		     struct error *e)
{
	struct store_new_entry entry = {.kind = "returned", .subject = client, .client = client};
	struct str body = STR_INIT;
	char id[STORE_ID_BYTES];
	bool open;
	enum err rc = is_open(s, client, &open, e);

	if (rc == OK && open)
		rc = error_set(e, ERR_INVALID, _("This trajectory is open already."));
	str_addf(&body, "{\"v\":%d}", CARE_BODY_VERSION);
	if (rc == OK)
		rc = record_append(s, &entry, on, &body, id, e);
	str_release(&body);
	return rc;
}
