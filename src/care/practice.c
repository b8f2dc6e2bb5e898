/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/practice.h"

#include "care/interview.h"
#include "care/record.h"
#include "care/refer.h"
#include "care/talk.h"

/*
 * The examples go in through the calls a worker uses, so that they are held to the same
 * checks; a mistake in config/examples.json stops it with the name of the example.
 */
enum { EXAMPLES_BYTES = 1 << 20 };

struct example {
	struct care_session *session;
	char client[37];
};

static enum err read_date(const json_t *object, const char *key, struct date *out,
			  struct error *e)
{
	const char *text = json_at_text(object, key);

	*out = (struct date){0};
	if (*text && !date_read(text, out))
		return error_set(e, ERR_INVALID, "%s: '%.20s'", key, text);
	return OK;
}

static enum err worker_named(struct care_session *s, const char *name, char id[37],
			     struct error *e)
{
	if (*name)
		return care_worker_by_name(s, name, true, id, e);
	snprintf(id, 37, "%s", care_session_worker(s));
	return OK;
}

static enum err add_interview(struct example *x, const json_t *item, struct error *e)
{
	char by[37], entry[37];
	struct date on;
	enum err rc = read_date(item, "on", &on, e);

	if (rc == OK)
		rc = worker_named(x->session, json_at_text(item, "by"), by, e);
	if (rc == OK)
		rc = care_fill(x->session, x->client, json_at_text(item, "form"),
			       json_object_get(item, "answers"),
			       json_object_get(item, "notes"), &on, by, entry, e);
	return rc;
}

static enum err add_precondition(struct example *x, const json_t *item, struct error *e)
{
	struct care_precondition p = {
		.key = json_at_text(item, "key"),
		.needed = json_at_text(item, "needed"),
		.status = json_at_text(item, "status"),
		.where = json_at_text(item, "where"),
		.speaker = json_at_text(item, "speaker"),
		.note = json_at_text(item, "note"),
	};
	enum err rc = read_date(item, "on", &p.on, e);

	if (rc == OK)
		rc = read_date(item, "since", &p.since, e);
	return rc == OK ? care_save_precondition(x->session, x->client, &p, e) : rc;
}

static enum err add_step(struct example *x, const char *goal, const struct date *on,
			 const json_t *item, struct error *e)
{
	struct care_step step = {
		.goal = goal,
		.text = json_at_text(item, "text"),
		.by = json_at_text(item, "by"),
		.kind = json_at_text(item, "kind"),
		.certain = json_at_text(item, "certain"),
		.state = json_at_true(item, "done")	? "done"
			 : json_at_true(item, "paused") ? "paused"
							: "open",
		.on = *on,
	};
	enum err rc = read_date(item, "due", &step.due, e);

	return rc == OK ? care_save_step(x->session, x->client, &step, NULL, e) : rc;
}

static enum err add_goal(struct example *x, const json_t *item, struct error *e)
{
	const char *state = json_at_text(item, "state");
	struct care_goal goal = {
		.text = json_at_text(item, "text"),
		.term = json_at_text(item, "term"),
		.realistic = json_at_text(item, "realistic"),
		.state = *state ? state : "open",
		.rung = (int)json_at_int(item, "rung", 0),
	};
	char id[37];
	size_t i;
	json_t *step;
	enum err rc = read_date(item, "on", &goal.on, e);

	if (rc == OK)
		rc = care_save_goal(x->session, x->client, &goal, id, e);
	json_array_foreach(json_object_get(item, "steps"), i, step) if (rc == OK) rc =
		add_step(x, id, &goal.on, step, e);
	return rc;
}

/* Each is a version of its own day, with what is new in it. */
static enum err add_referral_step(struct example *x, struct care_referral *r, const json_t *item,
				  struct error *e)
{
	enum err rc = read_date(item, "on", &r->on, e);

	r->status = json_at_text(item, "status");
	r->reason = json_at_text(item, "reason");
	r->outcome = json_at_text(item, "outcome");
	if (*json_at_text(item, "feedback") != '\0')
		r->feedback = json_at_text(item, "feedback");
	if (rc == OK && *json_at_text(item, "call_back") != '\0')
		rc = read_date(item, "call_back", &r->call_back, e);
	if (rc == OK && text_equal(r->status, "waitlist"))
		r->asked = r->on;
	return rc == OK ? care_save_referral(x->session, x->client, r, NULL, e) : rc;
}

static enum err add_referral_steps(struct example *x, struct care_referral *r, const json_t *item,
				   struct error *e)
{
	enum err rc = OK;
	size_t i;
	json_t *step;

	json_array_foreach(json_object_get(item, "steps"), i, step) if (rc == OK) rc =
		add_referral_step(x, r, step, e);
	return rc;
}

static enum err read_referral_days(const json_t *item, struct care_referral *r, struct error *e)
{
	enum err rc = read_date(item, "on", &r->on, e);

	if (rc == OK)
		rc = read_date(item, "call_back", &r->call_back, e);
	if (rc == OK)
		rc = read_date(item, "expires", &r->expires, e);
	if (rc == OK)
		rc = read_date(item, "meeting", &r->meeting, e);
	return rc;
}

static enum err add_referral(struct example *x, const json_t *item, struct error *e)
{
	struct store_social offer = {0};
	struct care_referral r = {
		.organisation = json_at_text(item, "organisation"),
		.what = json_at_text(item, "what"),
		.agreed = json_at_text(item, "agreed"),
		.status = json_at_text(item, "status"),
		.feedback = json_at_text(item, "feedback"),
		.shares = json_at_text(item, "shares"),
		.caller = json_at_text(item, "caller"),
		.along = json_at_text(item, "along"),
		.reason = json_at_text(item, "reason"),
		.outcome = json_at_text(item, "outcome"),
		.outcome_text = json_at_text(item, "outcome_text"),
		.minutes = date_understand_time(json_at_text(item, "time")),
		.is_logged = json_at_true(item, "logged"),
	};
	char id[37];
	enum err rc = read_referral_days(item, &r, e);

	if (rc == OK)
		rc = care_practice_offer(x->session, r.organisation, json_at_text(item, "offer"),
					 &offer, e);
	r.offer = offer.id;
	r.organisation_id = offer.parent;
	if (rc == OK)
		rc = care_save_referral(x->session, x->client, &r, id, e);
	r.id = id;
	if (rc == OK)
		rc = add_referral_steps(x, &r, item, e);
	store_social_release(&offer);
	return rc;
}

static enum err add_gap(struct example *x, const json_t *item, struct error *e)
{
	struct care_gap g = {
		.what = json_at_text(item, "what"),
		.where = json_at_text(item, "where"),
		.daypart = json_at_text(item, "daypart"),
		.district = json_at_text(item, "district"),
		.benefit = json_at_text(item, "benefit"),
		.level = json_at_text(item, "level"),
		.text = json_at_text(item, "text"),
		.state = json_at_text(item, "state"),
	};
	enum err rc = read_date(item, "on", &g.on, e);

	return rc == OK ? care_save_gap(x->session, x->client, &g, NULL, e) : rc;
}

/* An interview may have made it already; the example says more of it. */
static const char *made_by_talk(const struct care_dossier *d, const struct date *due)
{
	for (int i = 0; i < d->appointment_count; i++)
		if (date_compare(&d->appointments[i].due, due) == 0 &&
		    text_is_empty(d->appointments[i].about))
			return d->appointments[i].id;
	return NULL;
}

static const struct care_agreement *read_agreements(const json_t *list, int *count,
						    struct care_agreement room[CARE_AGREEMENTS_MOST])
{
	size_t i;
	json_t *one;

	*count = 0;
	json_array_foreach(list, i, one) if (*count < CARE_AGREEMENTS_MOST)
		room[(*count)++] = (struct care_agreement){json_at_text(one, "party"),
							   json_at_text(one, "text")};
	return *count > 0 ? room : NULL;
}

static enum err add_appointment(struct example *x, const json_t *item, struct error *e)
{
	struct care_agreement agreements[CARE_AGREEMENTS_MOST];
	const char *state = json_at_text(item, "state"),
		   *time = json_at_text(item, "time");
	struct care_appointment a = {
		.kind = json_at_text(item, "kind"),
		.with = json_at_text(item, "with"),
		.about = json_at_text(item, "about"),
		.state = *state ? state : "planned",
		.minutes = *time ? date_understand_time(time) : -1,
	};
	struct care_dossier *d = NULL;
	enum err rc = read_date(item, "on", &a.on, e);

	a.agreements = read_agreements(json_object_get(item, "agreements"), &a.agreement_count,
				       agreements);
	if (rc == OK)
		rc = read_date(item, "due", &a.due, e);
	if (rc == OK)
		rc = care_derive_client(x->session, x->client, &d, e);
	if (rc == OK)
		a.id = made_by_talk(d, &a.due);
	if (rc == OK)
		rc = care_save_appointment(x->session, x->client, &a, NULL, e);
	care_dossier_free(d);
	return rc;
}

static enum err add_note(struct example *x, const json_t *item, struct error *e)
{
	struct care_note note = {.text = json_at_text(item, "text"),
				 .speaker = json_at_text(item, "speaker")};
	enum err rc = read_date(item, "on", &note.on, e);

	return rc == OK ? care_save_note(x->session, x->client, &note, NULL, e) : rc;
}

static enum err add_consent(struct example *x, const json_t *item, struct error *e)
{
	struct care_consent consent = {
		.organisation = json_at_text(item, "organisation"),
		.kinds = json_at_text(item, "kinds"),
		.how = json_at_text(item, "how"),
	};
	enum err rc = read_date(item, "on", &consent.on, e);

	if (rc == OK)
		rc = read_date(item, "until", &consent.until, e);
	return rc == OK ? care_save_consent(x->session, x->client, &consent, NULL, e)
			: rc;
}

static enum err answer_draft(struct care_interview *iv, const json_t *answers,
			     struct error *e)
{
	const struct form *form = care_interview_form(iv);
	const char *name;
	json_t *answer;
	enum err rc = OK;

	json_object_foreach((json_t *)(uintptr_t)answers, name, answer)
	{
		int row = form_find(form, name);

		if (rc != OK)
			return rc;
		const char *value = json_is_object(answer) ? json_at_text(answer, "value")
							   : json_string_value(answer);

		if (row == FORM_NONE || form->rows[row].repeat != FORM_NONE)
			rc = error_set(e, ERR_INVALID,
				       _("The form has no question '%.40s'."), name);
		else
			rc = care_interview_answer(iv, row, value ? value : "", e);
	}
	return rc;
}

static enum err add_draft(struct example *x, const json_t *item, struct error *e)
{
	struct care_interview *iv = NULL;
	struct date on;
	char by[37];
	enum err rc = read_date(item, "on", &on, e);

	if (rc == OK)
		rc = worker_named(x->session, json_at_text(item, "by"), by, e);
	if (rc == OK)
		rc = care_interview_begin(x->session, x->client,
					  json_at_text(item, "form"), CARE_TOGETHER, &iv,
					  e);
	if (rc == OK)
		rc = care_interview_set_start(iv, &on, by, e);
	if (rc == OK)
		rc = answer_draft(iv, json_object_get(item, "answers"), e);
	if (rc == OK && text_equal(json_at_text(item, "part"), "alone"))
		rc = care_interview_set_part(iv, CARE_ALONE, e);
	care_interview_free(iv);
	return rc;
}

/* In the order in which they may speak of one another. */
static const struct {
	const char *name;
	enum err (*add)(struct example *x, const json_t *item, struct error *e);
} parts[] = {
	{"interviews", add_interview}, {"preconditions", add_precondition},
	{"goals", add_goal},	       {"consents", add_consent},
	{"referrals", add_referral},   {"appointments", add_appointment},
	{"gaps", add_gap},	       {"notes", add_note},
	{"drafts", add_draft},
};

/* The day of the first thing that happened: she is registered then. */
static struct date first_day(struct care_session *s, const json_t *client)
{
	struct date first = care_session_today(s), on;

	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		size_t i;
		json_t *item;

		json_array_foreach(json_object_get(client, parts[p].name), i,
				   item) if (date_read(json_at_text(item, "on"), &on) &&
					     date_compare(&on, &first) < 0) first = on;
	}
	return first;
}

static enum err add_client(struct care_session *s, const json_t *client, struct error *e)
{
	struct example x = {.session = s};
	struct date on = first_day(s, client);
	enum err rc =
		care_register(s, json_object_get(client, "facts"), &on, x.client, e);

	for (size_t p = 0; p < sizeof parts / sizeof *parts && rc == OK; p++) {
		size_t i;
		json_t *item;

		json_array_foreach(json_object_get(client, parts[p].name), i,
				   item) if (rc == OK) rc = parts[p].add(&x, item, e);
	}
	if (rc != OK && e)
		error_detail(e, "examples.json: %s",
			     json_at_text(json_object_get(client, "facts"), "called"));
	return rc;
}

static enum err read_examples(struct care_session *s, json_t **out, struct error *e)
{
	char *folder = file_path(care_session_share(s), "config");
	char *path = file_path(folder, "examples.json");
	struct str bytes = STR_INIT;
	enum err rc = file_read(path, EXAMPLES_BYTES, &bytes, e);

	if (rc == OK)
		rc = json_text_read(bytes.bytes, bytes.len, out, e);
	if (rc == OK && !json_is_array(json_object_get(*out, "clients")))
		rc = error_set(e, ERR_INVALID,
			       _("config/examples.json holds no examples."));
	str_release(&bytes);
	free(path);
	free(folder);
	return rc;
}

enum err care_practice_fill(struct care_session *s, struct error *e)
{
	struct store *store = care_session_store(s);
	json_t *examples = NULL, *client;
	size_t i;
	enum err rc = read_examples(s, &examples, e);

	if (rc == OK)
		rc = store_begin(store, e);
	if (rc != OK)
		goto out;
	rc = care_practice_map(s, e);
	json_array_foreach(json_object_get(examples, "clients"), i, client) if (rc == OK)
		rc = add_client(s, client, e);
	if (rc == OK)
		rc = store_commit(store, e);
	else
		store_rollback(store);
out:
	json_decref(examples);
	return rc;
}
