/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

/* Correcting a finished interview: the talk is set up again as it stands, and what
 * differs is written. */

struct correcting {
	struct care_session *session;
	const char *client;
	struct care_dossier *dossier;
	const struct care_finished *finished;
	struct talk talk;
	struct arena arena;
};

static enum err find_interview(struct correcting *c, const char *interview,
			       struct error *e)
{
	enum err rc = care_derive_client(c->session, c->client, &c->dossier, e);

	for (int i = 0; rc == OK && i < c->dossier->interview_count; i++)
		if (text_equal(c->dossier->interviews[i].id, interview) &&
		    !c->dossier->interviews[i].is_moved)
			c->finished = &c->dossier->interviews[i];
	if (rc == OK && !c->finished)
		rc = error_set(e, ERR_NOT_FOUND,
			       _("This talk is not in her dossier any more."));
	return rc;
}

/* A talk for later holds only what it asked; what it depends on was said before, in the
 * same form. */
static void restore_before(struct correcting *c)
{
	struct talk *t = &c->talk;

	t->part = CARE_LATER;
	talk_restore_earlier(t, c->dossier, c->finished);
	talk_look_back(t);
	talk_restore(t, c->finished, FORM_ORIGIN_TYPED);
	for (int i = 0; i < c->finished->answer_count; i++)
		talk_leave(t, c->finished->answers[i].path);
}

static void set_up(struct correcting *c)
{
	struct talk *t = &c->talk;

	t->on = c->finished->on;
	snprintf(t->draft, sizeof t->draft, "%s", c->finished->draft);
	snprintf(t->conducted_by, sizeof t->conducted_by, "%s",
		 c->finished->conducted_by);
	talk_start(t, care_fact_value(c->dossier, "address_form"),
		   care_fact_value(c->dossier, "called"));
	if (talk_was_for_later(t->form, c->finished))
		restore_before(c);
	else
		talk_restore(t, c->finished, FORM_ORIGIN_TYPED);
	for (int i = 0; i < c->finished->answer_count; i++) {
		const struct care_answer *answer = &c->finished->answers[i];
		int spot = form_filling_spot(t->filling, answer->path);

		for (int n = 0; spot != FORM_NONE && n < answer->remark_count; n++)
			talk_set_remark(t, spot, n, &answer->remarks[n]);
	}
	form_filling_resume(t->filling);
}

static enum err start(struct correcting *c, const char *interview, struct error *e)
{
	enum err rc;

	c->talk.session = c->session;
	rc = find_interview(c, interview, e);
	if (rc != OK)
		return rc;
	snprintf(c->talk.hash, sizeof c->talk.hash, "%s", c->finished->form_hash);
	rc = care_form_by_hash(c->session, c->talk.hash, &c->talk.form, e);
	if (rc == OK)
		set_up(c);
	return rc;
}

static void end(struct correcting *c)
{
	if (c->talk.filling)
		talk_end(&c->talk);
	care_dossier_free(c->dossier);
	arena_release(&c->arena);
}

static const struct body_answer *answer_named(const struct body_answer *answers,
					      int count, const char *path)
{
	for (int i = 0; i < count; i++)
		if (text_equal(answers[i].path, path))
			return &answers[i];
	return NULL;
}

static bool same_answer(const struct body_answer *a, const struct body_answer *b)
{
	return a && b && text_equal(a->value, b->value) && a->status == b->status;
}

/* Answers of now that differ from before, and those that fell away, with an empty value.
 */
static void differing_answers(struct correcting *c, const struct body_answer *before,
			      int before_count, struct body_correction *out)
{
	int count;
	const struct body_answer *now = talk_answers(&c->talk, &c->arena, &count);
	struct body_answer *differ = arena_array(
		&c->arena, (size_t)(count + before_count) + 1, sizeof *differ);

	for (int i = 0; i < count; i++)
		if (!same_answer(&now[i],
				 answer_named(before, before_count, now[i].path)))
			differ[out->answer_count++] = now[i];
	for (int i = 0; i < before_count; i++)
		if (!answer_named(now, count, before[i].path))
			differ[out->answer_count++] =
				(struct body_answer){.path = before[i].path, .value = ""};
	out->answers = differ;
}

struct differing {
	struct body_fact *items;
	int count;
};

static const char *fact_named(const struct body_fact *facts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (text_equal(facts[i].name, name))
			return facts[i].value;
	return NULL;
}

/* What differs of before and now, as the correction says it; what fell away has an empty
 * value. */
static void differing_facts(struct correcting *c, const struct body_fact *before,
			    int before_count, struct differing *out)
{
	int count;
	const struct body_fact *now = talk_facts(&c->talk, &c->arena, &count);

	out->items = arena_array(&c->arena, (size_t)(count + before_count) + 1,
				 sizeof *out->items);
	for (int i = 0; i < count; i++)
		if (!text_equal(now[i].value,
				fact_named(before, before_count, now[i].name)))
			out->items[out->count++] = now[i];
	for (int i = 0; i < before_count; i++)
		if (!fact_named(now, count, before[i].name))
			out->items[out->count++] = (struct body_fact){before[i].name, ""};
}

/* Facts of the talk itself; the others have entries of their own. */
static const struct body_fact *facts_of_talk(struct correcting *c,
					     const struct body_fact *all, int all_count,
					     int *count)
{
	struct body_fact *kept =
		arena_array(&c->arena, (size_t)all_count + 1, sizeof *kept);

	*count = 0;
	for (int i = 0; i < all_count; i++)
		if (!talk_is_own_entry(all[i].name))
			kept[(*count)++] = all[i];
	return kept;
}

/* The preconditions among them, as of that day; appointments are the agenda's. */
static enum err append_preconditions(struct care_session *s, const char *client,
				     const struct body_fact *facts, int count,
				     const struct date *on, struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < count && rc == OK; i++)
		if (text_begins(facts[i].name, "precondition_"))
			rc = talk_write_precondition(s, client, &facts[i], "i", on, e);
	return rc;
}

static enum err append_correction(struct correcting *c,
				  const struct body_correction *body,
				  const struct date *date, struct error *e)
{
	struct str bytes = STR_INIT, on = STR_INIT;
	struct store_new_entry entry = {.kind = "correction",
					.subject = c->client,
					.client = c->client,
					.replaces = c->finished->id,
					.form = c->talk.hash};
	char id[37];
	enum err rc;

	body_correction_write(body, &bytes);
	date_write(&on, date, DATE_ISO, "en");
	entry.on = on.bytes;
	entry.body = bytes.bytes;
	entry.body_len = bytes.len;
	rc = care_append(c->session, &entry, id, e);
	str_release(&bytes);
	str_release(&on);
	return rc;
}

/* Everything that this one answer changes, in one transaction. */
static enum err append_differences(struct correcting *c, struct body_correction *body,
				   const struct differing *facts, struct error *e)
{
	struct store *store = care_session_store(c->session);
	struct date today = care_session_today(c->session);
	enum err rc = store_begin(store, e);

	if (rc != OK)
		return rc;
	body->facts = facts_of_talk(c, facts->items, facts->count, &body->fact_count);
	rc = append_correction(c, body, &today, e);
	if (rc == OK)
		rc = append_preconditions(
			c->session, c->client, facts->items, facts->count,
			body->reason == CARE_CHANGED ? &today : &c->finished->on, e);
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}

/* Of an instance only "0" is an answer: it was a mistake, and is taken out. */
static enum err give(struct correcting *c, int spot, const char *value, struct error *e)
{
	struct form_filling *f = c->talk.filling;

	if (form_filling_is_instance(f, spot) && text_equal(value, "0"))
		return form_filling_take_out(f, spot, e);
	return form_filling_answer(f, spot, value, e);
}

static enum err check_given(const struct correcting *c, int spot, struct error *e)
{
	const struct form_filling *f = c->talk.filling;

	if (form_filling_is_instance(f, spot))
		return OK;
	if (form_filling_state(f, spot) == FORM_STATE_REQUIRED)
		return error_set(e, ERR_INVALID, _("This question must have an answer."));
	if (!form_filling_is_relevant(f, spot))
		return error_set(e, ERR_INVALID,
				 _("This question is not asked after the answers "
				   "that were given."));
	return OK;
}

static enum err correct(struct correcting *c, const char *path, const char *value,
			enum care_reason reason, struct error *e)
{
	struct body_correction body = {
		.reason = reason, .after = c->finished->last_correction, .to = ""};
	struct differing facts = {0};
	int answer_count, fact_count, spot = form_filling_spot(c->talk.filling, path);
	const struct body_answer *answers =
		talk_answers(&c->talk, &c->arena, &answer_count);
	const struct body_fact *before = talk_facts(&c->talk, &c->arena, &fact_count);
	enum err rc;

	if (spot == FORM_NONE)
		return error_set(e, ERR_NOT_FOUND, _("This talk has no such question."));
	rc = give(c, spot, value, e);
	if (rc == OK)
		rc = check_given(c, spot, e);
	if (rc != OK)
		return rc;
	differing_answers(c, answers, answer_count, &body);
	differing_facts(c, before, fact_count, &facts);
	if (body.answer_count == 0)
		return OK; /* the same answer again: nothing to correct */
	return append_differences(c, &body, &facts, e);
}

enum err care_correct_answer(struct care_session *s, const char *client,
			     const char *interview, const char *path, const char *value,
			     enum care_reason reason, struct error *e)
{
	struct correcting c = {.session = s, .client = client};
	enum err rc;

	if (reason == CARE_OTHER_PERSON)
		return error_set(e, ERR_USAGE,
				 _("A talk of somebody else is moved as a whole."));
	rc = start(&c, interview, e);
	if (rc == OK)
		rc = correct(&c, path, value, reason, e);
	end(&c);
	return rc;
}

/* What the talk said is needed goes along; of the first client it is not known any more.
 */
static enum err move_preconditions(struct correcting *c, const char *to,
				   const struct body_fact *facts, int count,
				   struct error *e)
{
	struct body_fact *unknown =
		arena_array(&c->arena, (size_t)count + 1, sizeof *unknown);
	enum err rc;

	for (int i = 0; i < count; i++)
		unknown[i] = (struct body_fact){facts[i].name, ""};
	rc = append_preconditions(c->session, to, facts, count, &c->finished->on, e);
	if (rc == OK)
		rc = append_preconditions(c->session, c->client, unknown, count,
					  &c->finished->on, e);
	return rc;
}

/* The interview as it now stands, at the other client, with the id of where it came from.
 */
static enum err append_moved(struct correcting *c, const char *to, struct error *e)
{
	struct body_interview body = {.form_id = c->finished->form_id,
				      .conducted_by = c->talk.conducted_by,
				      .draft = c->talk.draft,
				      .is_later = c->talk.part == CARE_LATER,
				      .moved_from = c->finished->id,
				      .notes = c->finished->notes,
				      .note_count = c->finished->note_count};
	struct str bytes = STR_INIT, on = STR_INIT;
	struct store_new_entry entry = {
		.kind = "interview", .subject = to, .client = to, .form = c->talk.hash};
	const struct body_fact *facts;
	int fact_count;
	char id[37];
	enum err rc;

	body.answers = talk_answers(&c->talk, &c->arena, &body.answer_count);
	facts = talk_facts(&c->talk, &c->arena, &fact_count);
	body.facts = facts_of_talk(c, facts, fact_count, &body.fact_count);
	body_interview_write(&body, &bytes);
	date_write(&on, &c->finished->on, DATE_ISO, "en");
	entry.on = on.bytes;
	entry.body = bytes.bytes;
	entry.body_len = bytes.len;
	rc = care_append(c->session, &entry, id, e);
	str_release(&bytes);
	str_release(&on);
	return rc == OK ? move_preconditions(c, to, facts, fact_count, e) : rc;
}

static enum err move(struct correcting *c, const char *to, struct error *e)
{
	struct body_correction body = {.reason = CARE_OTHER_PERSON,
				       .after = c->finished->last_correction,
				       .to = to};
	struct store *store = care_session_store(c->session);
	struct date today = care_session_today(c->session);
	enum err rc = store_begin(store, e);

	if (rc != OK)
		return rc;
	rc = append_correction(c, &body, &today, e);
	if (rc == OK)
		rc = append_moved(c, to, e);
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}

static enum err check_receiver(struct care_session *s, const char *client, const char *to,
			       struct error *e)
{
	if (text_equal(client, to))
		return error_set(e, ERR_INVALID,
				 _("This talk is in her dossier already."));
	return care_client_must_be(s, to, e);
}

enum err care_move_interview(struct care_session *s, const char *client,
			     const char *interview, const char *to_client,
			     struct error *e)
{
	struct correcting c = {.session = s, .client = client};
	enum err rc = check_receiver(s, client, to_client, e);

	if (rc == OK)
		rc = start(&c, interview, e);
	if (rc == OK)
		rc = move(&c, to_client, e);
	end(&c);
	return rc;
}
