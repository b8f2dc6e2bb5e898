/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/record.h"
#include "care/talk.h"

/* From a filling to an entry: answers, the facts that save_to names, and what else it
 * speaks of. */

/* Facts of this beginning become a precondition entry, needed:status:where; not a fact of
 * their own. */
static const char precondition_fact[] = "precondition_";
/* These two become an appointment. */
static const char appointment_date[] = "appointment_date";
static const char appointment_time[] = "appointment_time";

/* Whether spot stands in this instance, however deep. */
static bool is_inside(const struct form_filling *f, int spot, int instance)
{
	while (spot != FORM_NONE && spot != instance)
		spot = form_filling_parent(f, spot);
	return spot == instance;
}

bool talk_is_said(const struct talk *t, int spot)
{
	const struct form_row *r = talk_row(t, spot);

	return !form_row_is_group(r) && r->type != FORM_NOTE &&
	       (t->part != CARE_LATER || talk_is_for_now(t, spot) ||
		talk_is_new_result(t, spot)) &&
	       form_filling_is_relevant(t->filling, spot);
}

/* What is kept of a spot besides an instance's place. */
static bool is_kept(const struct talk *t, int spot)
{
	return talk_is_said(t, spot) &&
	       (*form_filling_value(t->filling, spot) ||
		form_filling_status(t->filling, spot) != FORM_STATUS_NONE ||
		talk_remarks(t, spot)->count > 0);
}

/* A talk for later keeps only the instances of which it asked something; members follow. */
static bool is_instance_kept(const struct talk *t, const int *spots, int count)
{
	if (!form_filling_is_instance(t->filling, spots[0]) ||
	    !form_filling_is_relevant(t->filling, spots[0]))
		return false;
	if (t->part != CARE_LATER || talk_is_for_now(t, spots[0]))
		return true;
	for (int i = 1; i < count && is_inside(t->filling, spots[i], spots[0]); i++)
		if (is_kept(t, spots[i]))
			return true;
	return false;
}

const struct body_answer *talk_answers(const struct talk *t, struct arena *a, int *count)
{
	int all;
	const int *spots = form_filling_spots(t->filling, &all);
	struct body_answer *answers = arena_array(a, (size_t)all + 1, sizeof *answers);
	struct str path = STR_INIT;

	*count = 0;
	for (int i = 0; i < all; i++) {
		const struct talk_remarks *remarks = talk_remarks(t, spots[i]);

		if (!is_kept(t, spots[i]) && !is_instance_kept(t, &spots[i], all - i))
			continue;
		str_reset(&path);
		form_filling_path(t->filling, spots[i], &path);
		answers[(*count)++] = (struct body_answer){
			.path = arena_text(a, path.bytes),
			.value = arena_text(a, form_filling_value(t->filling, spots[i])),
			.status = form_filling_status(t->filling, spots[i]),
			.remarks = remarks->items,
			.remark_count = remarks->count,
		};
	}
	str_release(&path);
	return answers;
}

static const struct body_fact *fact_named(const struct body_fact *facts, int count,
					  const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(facts[i].name, name) == 0)
			return &facts[i];
	return NULL;
}

static const char *part_after(struct arena *a, const char *value, int colons)
{
	while (colons-- > 0) {
		value = strchr(value, ':');
		if (!value)
			return "";
		value++;
	}
	return arena_bytes(a, value, strcspn(value, ":"));
}

enum err talk_write_precondition(struct care_session *s, const char *client,
				 const struct body_fact *fact, const char *speaker,
				 const struct date *on, struct error *e)
{
	struct arena a = ARENA_INIT;
	const char *needed = part_after(&a, fact->value, 0);
	struct care_precondition p = {
		.key = fact->name + strlen(precondition_fact),
		.needed = *needed ? needed : "unknown",
		.status = part_after(&a, fact->value, 1),
		.where = part_after(&a, fact->value, 2),
		.speaker = speaker,
		.note = "",
		.on = *on,
	};
	enum err rc = care_save_precondition(s, client, &p, e);

	arena_release(&a);
	return rc;
}

/* The worker speaks where the question was for the worker alone. */
static const char *speaker_of(const struct talk *t, const char *fact)
{
	for (int row = 0; row < t->form->row_count; row++)
		if (text_equal(t->form->rows[row].save_to, fact) &&
		    t->form->rows[row].part == FORM_ALONE)
			return "i";
	return "she";
}

/* The appointment of that day that stands there already; it only learns its time. */
static const struct care_appointment *planned_on(const struct care_dossier *d,
						 const struct care_appointment *wanted)
{
	for (int i = 0; i < d->appointment_count; i++) {
		const struct care_appointment *a = &d->appointments[i];

		if (text_equal(a->state, "planned") &&
		    date_compare(&a->due, &wanted->due) == 0 &&
		    (a->minutes < 0 || wanted->minutes < 0 ||
		     a->minutes == wanted->minutes))
			return a;
	}
	return NULL;
}

static enum err save_appointment(const struct talk *t, const char *client,
				 const struct care_appointment *wanted, struct error *e)
{
	struct care_appointment a = *wanted;
	const struct care_appointment *planned;
	struct care_dossier *d;
	enum err rc = care_derive_client(t->session, client, &d, e);

	if (rc != OK)
		return rc;
	planned = planned_on(d, wanted);
	if (planned) {
		a = *planned;
		a.minutes = wanted->minutes;
	}
	if (!planned || (planned->minutes < 0 && wanted->minutes >= 0))
		rc = care_save_appointment(t->session, client, &a, NULL, e);
	care_dossier_free(d);
	return rc;
}

static enum err write_appointment(const struct talk *t, const char *client,
				  const struct body_fact *date,
				  const struct body_fact *time, struct error *e)
{
	struct date today = care_session_today(t->session);
	struct care_appointment a = {.kind = "progress",
				     .with = "",
				     .about = "",
				     .state = "planned",
				     .on = t->on,
				     .minutes = -1};

	if (!date || !date_read(date->value, &a.due) || date_compare(&a.due, &today) < 0)
		return OK; /* a talk typed in from paper may speak of a day gone by */
	if (time)
		a.minutes = date_understand_time(time->value);
	return save_appointment(t, client, &a, e);
}

/* What becomes an entry of its own. */
static enum err write_others(const struct talk *t, const char *client,
			     const struct body_fact *facts, int count, struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < count && rc == OK; i++)
		if (text_begins(facts[i].name, precondition_fact))
			rc = talk_write_precondition(t->session, client, &facts[i],
						     speaker_of(t, facts[i].name), &t->on,
						     e);
	return rc == OK ? write_appointment(t, client,
					    fact_named(facts, count, appointment_date),
					    fact_named(facts, count, appointment_time), e)
			: rc;
}

bool talk_is_own_entry(const char *name)
{
	if (!name)
		return false;
	return text_begins(name, precondition_fact) ||
	       text_equal(name, appointment_date) || text_equal(name, appointment_time);
}

static enum err write_interview(const struct talk *t, const char *client,
				const struct body_interview *body, char entry[37],
				struct error *e)
{
	struct str bytes = STR_INIT, on = STR_INIT;
	struct store_new_entry new_entry = {
		.kind = "interview", .subject = client, .client = client};
	enum err rc;

	body_interview_write(body, &bytes);
	date_write(&on, &t->on, DATE_ISO, "en");
	new_entry.on = on.bytes;
	new_entry.form = t->hash;
	new_entry.body = bytes.bytes;
	new_entry.body_len = bytes.len;
	rc = care_append(t->session, &new_entry, entry, e);
	str_release(&bytes);
	str_release(&on);
	return rc;
}

static enum err write_all(const struct talk *t, struct arena *a, const char *client,
			  struct body_interview *body, char entry[37], struct error *e)
{
	int all;
	const struct body_fact *facts = talk_facts(t, a, &all);
	struct body_fact *kept = arena_array(a, (size_t)all + 1, sizeof *kept);
	enum err rc;

	for (int i = 0; i < all; i++)
		if (!talk_is_own_entry(facts[i].name))
			kept[body->fact_count++] = facts[i];
	body->facts = kept;
	rc = write_interview(t, client, body, entry, e);
	return rc == OK ? write_others(t, client, facts, all, e) : rc;
}

enum err talk_finish(const struct talk *t, const char *client, const char *const *notes,
		     int note_count, char entry[37], int *first, struct error *e)
{
	struct store *store = care_session_store(t->session);
	struct arena a = ARENA_INIT;
	struct body_interview body = {.form_id = t->form->id,
				      .conducted_by = t->conducted_by,
				      .draft = t->draft,
				      .is_later = t->part == CARE_LATER,
				      .moved_from = "",
				      .notes = notes,
				      .note_count = note_count};
	enum err rc = talk_check(t, first, e);

	if (rc == OK)
		rc = store_begin(store, e);
	if (rc != OK)
		return rc;
	body.answers = talk_answers(t, &a, &body.answer_count);
	rc = care_form_keep(t->session, t->hash, e);
	if (rc == OK)
		rc = write_all(t, &a, client, &body, entry, e);
	if (rc == OK)
		rc = store_commit(store, e);
	else
		store_rollback(store);
	arena_release(&a);
	return rc;
}
