/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

/* Correcting a finished interview: the talk is set up again as it stands, and what differs is written. */

struct correcting {
	struct care_session *session;
	const char *client;
	struct care_dossier *dossier;
	const struct care_finished *finished;
	struct talk talk;
	struct arena arena;
	const char *after; /* the last correction of it that we saw */
};

static enum err look_for_correction(void *data, const struct store_entry *entry, struct error *e)
{
	struct correcting *c = data;

	(void)e;
	if (text_equal(entry->kind, "correction") &&
	    text_equal(entry->replaces, c->finished->id))
		c->after = arena_text(&c->arena, entry->id);
	return OK;
}

static enum err find_interview(struct correcting *c, const char *interview, struct error *e)
{
	enum err rc = care_derive_client(c->session, c->client, &c->dossier, e);

	for (int i = 0; rc == OK && i < c->dossier->interview_count; i++)
		if (text_equal(c->dossier->interviews[i].id, interview) &&
		    !c->dossier->interviews[i].is_moved)
			c->finished = &c->dossier->interviews[i];
	if (rc == OK && !c->finished)
		rc = error_set(e, ERR_NOT_FOUND, _("This talk is not in her dossier any more."));
	if (rc == OK)
		rc = store_entries_of_client(care_session_store(c->session), c->client,
					     look_for_correction, c, e);
	return rc;
}

static void set_up(struct correcting *c)
{
	struct talk *t = &c->talk;

	t->on = c->finished->on;
	snprintf(t->conducted_by, sizeof t->conducted_by, "%s", c->finished->conducted_by);
	talk_start(t, care_fact_value(c->dossier, "address_form"),
		   care_fact_value(c->dossier, "called"));
	for (int i = 0; i < c->finished->answer_count; i++) {
		const struct care_answer *answer = &c->finished->answers[i];
		int row = form_find_path(t->form, answer->path);

		if (row == FORM_NONE)
			continue;
		form_filling_restore(t->filling, row, answer->value, answer->status,
				     FORM_ORIGIN_TYPED);
		for (int n = 0; n < answer->remark_count; n++)
			talk_set_remark(t, row, n, &answer->remarks[n]);
	}
	form_filling_resume(t->filling);
}

static enum err start(struct correcting *c, const char *interview, struct error *e)
{
	enum err rc;

	c->talk.session = c->session;
	c->after = "";
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

static const struct body_answer *answer_named(const struct body_answer *answers, int count,
					      const char *path)
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

/* Answers of now that differ from before, and those that fell away, with an empty value. */
static void differing_answers(struct correcting *c, const struct body_answer *before,
			      int before_count, struct body_correction *out)
{
	int count;
	const struct body_answer *now = talk_answers(&c->talk, &c->arena, &count);
	struct body_answer *differ =
		arena_array(&c->arena, (size_t)(count + before_count) + 1, sizeof *differ);

	for (int i = 0; i < count; i++)
		if (!same_answer(&now[i], answer_named(before, before_count, now[i].path)))
			differ[out->answer_count++] = now[i];
	for (int i = 0; i < before_count; i++)
		if (!answer_named(now, count, before[i].path))
			differ[out->answer_count++] =
				(struct body_answer){.path = before[i].path, .value = ""};
	out->answers = differ;
}

static const char *fact_named(const struct body_fact *facts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (text_equal(facts[i].name, name))
			return facts[i].value;
	return NULL;
}

static void differing_facts(struct correcting *c, const struct body_fact *before,
			    int before_count, struct body_correction *out)
{
	int count;
	const struct body_fact *now = talk_facts(&c->talk, &c->arena, &count);
	struct body_fact *differ =
		arena_array(&c->arena, (size_t)(count + before_count) + 1, sizeof *differ);

	for (int i = 0; i < count; i++)
		if (!text_equal(now[i].value, fact_named(before, before_count, now[i].name)))
			differ[out->fact_count++] = now[i];
	for (int i = 0; i < before_count; i++)
		if (!fact_named(now, count, before[i].name))
			differ[out->fact_count++] = (struct body_fact){before[i].name, ""};
	out->facts = differ;
}

static enum err append_correction(struct correcting *c, const struct body_correction *body,
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

static enum err correct(struct correcting *c, const char *path, const char *value,
			enum care_reason reason, struct error *e)
{
	struct body_correction body = {.reason = reason, .after = c->after, .to = ""};
	struct date today = care_session_today(c->session);
	int answer_count, fact_count, row = form_find_path(c->talk.form, path);
	const struct body_answer *answers = talk_answers(&c->talk, &c->arena, &answer_count);
	const struct body_fact *facts = talk_facts(&c->talk, &c->arena, &fact_count);
	enum err rc;

	if (row == FORM_NONE)
		return error_set(e, ERR_NOT_FOUND, _("This talk has no such question."));
	rc = form_filling_answer(c->talk.filling, row, value, e);
	if (rc != OK)
		return rc;
	differing_answers(c, answers, answer_count, &body);
	differing_facts(c, facts, fact_count, &body);
	if (body.answer_count == 0)
		return OK; /* the same answer again: nothing to correct */
	return append_correction(c, &body, &today, e);
}

enum err care_correct_answer(struct care_session *s, const char *client, const char *interview,
			     const char *path, const char *value, enum care_reason reason,
			     struct error *e)
{
	struct correcting c = {.session = s, .client = client};
	enum err rc = start(&c, interview, e);

	if (rc == OK)
		rc = correct(&c, path, value, reason, e);
	end(&c);
	return rc;
}

/* The interview as it now stands, at the other client, with the id of where it came from. */
static enum err append_moved(struct correcting *c, const char *to, struct error *e)
{
	struct body_interview body = {.form_id = c->finished->form_id,
				      .conducted_by = c->talk.conducted_by,
				      .moved_from = c->finished->id,
				      .notes = c->finished->notes,
				      .note_count = c->finished->note_count};
	struct str bytes = STR_INIT, on = STR_INIT;
	struct store_new_entry entry = {
		.kind = "interview", .subject = to, .client = to, .form = c->talk.hash};
	char id[37];
	enum err rc;

	body.answers = talk_answers(&c->talk, &c->arena, &body.answer_count);
	body.facts = talk_facts(&c->talk, &c->arena, &body.fact_count);
	body_interview_write(&body, &bytes);
	date_write(&on, &c->finished->on, DATE_ISO, "en");
	entry.on = on.bytes;
	entry.body = bytes.bytes;
	entry.body_len = bytes.len;
	rc = care_append(c->session, &entry, id, e);
	str_release(&bytes);
	str_release(&on);
	return rc;
}

static enum err move(struct correcting *c, const char *to, struct error *e)
{
	struct body_correction body = {
		.reason = CARE_OTHER_PERSON, .after = c->after, .to = to};
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

enum err care_move_interview(struct care_session *s, const char *client, const char *interview,
			     const char *to_client, struct error *e)
{
	struct correcting c = {.session = s, .client = client};
	enum err rc = start(&c, interview, e);

	if (rc == OK)
		rc = move(&c, to_client, e);
	end(&c);
	return rc;
}
