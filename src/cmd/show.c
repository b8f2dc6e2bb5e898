/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include "page/page.h"

/*
 * A trajectory for people (as a page) or for machines.  The JSON names are those of the
 * dossier and are documented in trede(1); a name once given is never used for something
 * else.
 */
static json_t *date_json(const struct date *date)
{
	struct str text = STR_INIT;
	json_t *value;

	if (date->year == 0)
		return json_null();
	date_write(&text, date, DATE_ISO, "en");
	value = json_string(text.bytes);
	str_release(&text);
	return value;
}

/* An object from name, text pairs; NULL ends them.  Empty texts are written too: unknown
 * is shown. */
static json_t *texts_json(const char *name, ...)
{
	json_t *object = json_object();
	va_list args;

	va_start(args, name);
	for (; name; name = va_arg(args, const char *)) {
		const char *text = va_arg(args, const char *);

		json_object_set_new(object, name, json_of_text(text));
	}
	va_end(args);
	return object;
}

static json_t *facts_json(const struct care_dossier *d)
{
	json_t *facts = json_object();

	for (int i = 0; i < d->fact_count; i++)
		json_object_set_new(facts, d->facts[i].name,
				    json_of_text(d->facts[i].value));
	return facts;
}

static json_t *rungs_json(const struct care_dossier *d)
{
	json_t *rungs = json_array();

	for (int i = 0; i < d->rung_count; i++) {
		json_t *rung = texts_json("reason", d->rungs[i].reason, NULL);

		json_object_set_new(rung, "on", date_json(&d->rungs[i].on));
		json_object_set_new(rung, "level", json_integer(d->rungs[i].level));
		json_object_set_new(rung, "derived", json_integer(d->rungs[i].derived));
		json_array_append_new(rungs, rung);
	}
	return rungs;
}

static json_t *remarks_json(const struct care_answer *answer)
{
	json_t *remarks = json_array();

	for (int i = 0; i < answer->remark_count; i++)
		json_array_append_new(remarks,
				      texts_json("speaker", answer->remarks[i].speaker,
						 "who", answer->remarks[i].who, "text",
						 answer->remarks[i].text, NULL));
	return remarks;
}

static json_t *answers_json(const struct care_finished *interview)
{
	json_t *answers = json_array();

	for (int i = 0; i < interview->answer_count; i++) {
		const struct care_answer *a = &interview->answers[i];
		json_t *answer = texts_json("path", a->path, "value", a->value, "status",
					    form_status_key(a->status), NULL);

		json_object_set_new(answer, "remarks", remarks_json(a));
		if (a->corrected.year != 0)
			json_object_set_new(answer, "corrected",
					    date_json(&a->corrected));
		json_array_append_new(answers, answer);
	}
	return answers;
}

static json_t *interviews_json(const struct care_dossier *d)
{
	json_t *interviews = json_array();

	for (int i = 0; i < d->interview_count; i++) {
		const struct care_finished *f = &d->interviews[i];
		json_t *notes = json_array();
		json_t *interview =
			texts_json("id", f->id, "form", f->form_id, "conducted_by",
				   f->conducted_by, "author", f->author, NULL);

		for (int n = 0; n < f->note_count; n++)
			json_array_append_new(notes, json_of_text(f->notes[n]));
		json_object_set_new(interview, "on", date_json(&f->on));
		json_object_set_new(interview, "moved", json_boolean(f->is_moved));
		json_object_set_new(interview, "answers", answers_json(f));
		json_object_set_new(interview, "notes", notes);
		json_array_append_new(interviews, interview);
	}
	return interviews;
}

static json_t *steps_json(const struct care_goal *goal)
{
	json_t *steps = json_array();

	for (int i = 0; i < goal->step_count; i++) {
		const struct care_step *s = &goal->steps[i];
		json_t *step = texts_json("id", s->id, "text", s->text, "by", s->by,
					  "kind", s->kind, "certain", s->certain, "state",
					  s->state, NULL);

		json_object_set_new(step, "due", date_json(&s->due));
		json_array_append_new(steps, step);
	}
	return steps;
}

static json_t *goals_json(const struct care_dossier *d)
{
	json_t *goals = json_array();

	for (int i = 0; i < d->goal_count; i++) {
		const struct care_goal *g = &d->goals[i];
		json_t *goal =
			texts_json("id", g->id, "text", g->text, "term", g->term,
				   "realistic", g->realistic, "state", g->state, NULL);

		json_object_set_new(goal, "on", date_json(&g->on));
		json_object_set_new(goal, "rung", json_integer(g->rung));
		json_object_set_new(goal, "steps", steps_json(g));
		json_array_append_new(goals, goal);
	}
	return goals;
}

static json_t *agreements_json(const struct care_appointment *a)
{
	json_t *list = json_array();

	for (int i = 0; i < a->agreement_count; i++)
		json_array_append_new(list, texts_json("party", a->agreements[i].party, "text",
						       a->agreements[i].text, NULL));
	return list;
}

static json_t *appointments_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->appointment_count; i++) {
		const struct care_appointment *a = &d->appointments[i];
		json_t *item = texts_json("id", a->id, "kind", a->kind, "with", a->with,
					  "about", a->about, "state", a->state, NULL);

		json_object_set_new(item, "due", date_json(&a->due));
		json_object_set_new(item, "minutes", json_integer(a->minutes));
		json_object_set_new(item, "referral", json_of_text(a->referral));
		json_object_set_new(item, "agreements", agreements_json(a));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *referral_steps_json(const struct care_referral *r)
{
	json_t *steps = json_array();

	for (int i = 0; i < r->step_count; i++) {
		json_t *step = texts_json("status", r->steps[i].status, "reason", r->steps[i].reason,
					  "author", r->steps[i].author, NULL);

		json_object_set_new(step, "on", date_json(&r->steps[i].on));
		json_array_append_new(steps, step);
	}
	return steps;
}

static json_t *referrals_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->referral_count; i++) {
		const struct care_referral *r = &d->referrals[i];
		json_t *item = texts_json("id", r->id, "organisation", r->organisation,
					  "what", r->what, "agreed", r->agreed, "status",
					  r->status, "feedback", r->feedback,
					  "organisation_id", r->organisation_id, "offer",
					  r->offer, "shares", r->shares, "caller", r->caller,
					  "along", r->along, "reason", r->reason, "outcome",
					  r->outcome, "outcome_text", r->outcome_text, "before",
					  r->before, NULL);

		json_object_set_new(item, "on", date_json(&r->on));
		json_object_set_new(item, "call_back", date_json(&r->call_back));
		json_object_set_new(item, "meeting", date_json(&r->meeting));
		json_object_set_new(item, "minutes", json_integer(r->minutes));
		json_object_set_new(item, "expires", date_json(&r->expires));
		json_object_set_new(item, "asked", date_json(&r->asked));
		json_object_set_new(item, "logged", json_boolean(r->is_logged));
		json_object_set_new(item, "steps", referral_steps_json(r));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *gaps_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->gap_count; i++) {
		const struct care_gap *g = &d->gaps[i];
		json_t *item = texts_json("id", g->id, "what", g->what, "where", g->where,
					  "daypart", g->daypart, "district", g->district,
					  "benefit", g->benefit, "level", g->level, "text",
					  g->text, "state", g->state, NULL);

		json_object_set_new(item, "on", date_json(&g->on));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *consents_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->consent_count; i++) {
		const struct care_consent *c = &d->consents[i];
		json_t *item = texts_json("id", c->id, "organisation", c->organisation,
					  "kinds", c->kinds, "how", c->how, NULL);

		json_object_set_new(item, "on", date_json(&c->on));
		json_object_set_new(item, "until", date_json(&c->until));
		json_object_set_new(item, "withdrawn", json_boolean(c->is_withdrawn));
		json_object_set_new(item, "valid", json_boolean(c->is_valid));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *preconditions_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->precondition_count; i++) {
		const struct care_precondition *p = &d->preconditions[i];
		json_t *item = texts_json("key", p->key, "needed", p->needed, "status",
					  p->status, "where", p->where, "speaker",
					  p->speaker, "note", p->note, NULL);

		json_object_set_new(item, "on", date_json(&p->on));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *notes_json(const struct care_dossier *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->note_count; i++) {
		json_t *item = texts_json("id", d->notes[i].id, "text", d->notes[i].text,
					  "speaker", d->notes[i].speaker, NULL);

		json_object_set_new(item, "on", date_json(&d->notes[i].on));
		json_array_append_new(list, item);
	}
	return list;
}

static const struct {
	const char *name;
	json_t *(*make)(const struct care_dossier *d);
} parts[] = {
	{"facts", facts_json},		 {"rungs", rungs_json},
	{"interviews", interviews_json}, {"preconditions", preconditions_json},
	{"goals", goals_json},		 {"appointments", appointments_json},
	{"referrals", referrals_json},	 {"gaps", gaps_json},
	{"consents", consents_json},	 {"notes", notes_json},
};

static json_t *dossier_json(const struct care_dossier *d)
{
	json_t *object = texts_json("client", d->id, "outflow", d->outflow, NULL);

	json_object_set_new(object, "open", json_boolean(d->is_open));
	json_object_set_new(object, "returned", json_boolean(d->has_returned));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		json_object_set_new(object, parts[i].name, parts[i].make(d));
	return object;
}

static enum err show_page(const struct cmd_args *args, struct care_session *session,
			  const struct care_dossier *dossier, struct error *e)
{
	struct page_options options = {.language = args->options.language};
	struct str out = STR_INIT;
	struct page *page = NULL;
	enum err rc = page_make(session, dossier, PAGE_TRAJECTORY, &options, &page, e);

	if (rc == OK) {
		page_text(page, 80, &out);
		cmd_write(&out);
	}
	str_release(&out);
	page_free(page);
	return rc;
}

enum err cmd_show(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct care_dossier *dossier = NULL;
	char client[37];
	enum err rc = cmd_session(args, &session, e);

	if (rc == OK)
		rc = care_client_by_text(session, args->words[0], client, e);
	if (rc == OK)
		rc = care_dossier_open(session, client, "show", &dossier, e);
	if (rc == OK && args->values[CMD_JSON])
		cmd_write_json(dossier_json(dossier));
	else if (rc == OK)
		rc = show_page(args, session, dossier, e);
	care_dossier_free(dossier);
	care_session_close(session);
	return rc;
}
