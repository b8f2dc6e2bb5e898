/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/record.h"

#include "care/derive.h"
#include "care/record_fact.h"

/* Each of these is one entry, in one transaction with her derived rows. */

static enum err append(struct care_session *s, struct store_new_entry *entry,
		       const struct date *on, const struct str *body, char id[STORE_ID_BYTES],
		       struct error *e)
{
	struct str day = STR_INIT;
	enum err rc;

	if (on != NULL && on->year != 0) {
		date_write(&day, on, DATE_ISO, "en");
		entry->on = day.bytes;
	}
	entry->body = body->bytes;
	entry->body_len = body->len;
	rc = care_append(s, entry, id, e);
	str_release(&day);
	return rc;
}

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
		rc = append(s, &entry, on, &body, id, e);
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
	rc = append(s, &entry, on, &body, id, e);
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

/* A thing of one of the kinds of body.h, new or written again. */
struct thing {
	const char *kind;
	enum body_kind body;
	const char *id; /* NULL: new */
	struct date on;
	const void *value;
	bool is_of_client; /* its subject is the client: notes and consents */
};

struct before { /* the version that is replaced */
	struct store_entry entry;
	char entry_id[STORE_ID_BYTES];
	struct date on; /* of the thing, when it was first written */
};

static enum err before_find(struct care_session *s, const char *client, const struct thing *thing,
			    struct before *out, struct error *e)
{
	struct care_dossier *d;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc != OK)
		return rc;
	for (int i = 0; i < d->line_count; i++) {
		const struct care_line *line = &d->lines[i];

		if (strcmp(line->subject, thing->id) == 0 && line->kind != CARE_PRECONDITION)
			(void)snprintf(out->entry_id, sizeof out->entry_id, "%s", line->entry);
	}
	care_dossier_free(d);
	if (out->entry_id[0] == '\0')
		return error_set(e, ERR_NOT_FOUND, _("That is not in this dossier any more."));
	rc = store_entry_get(care_session_store(s), out->entry_id, &out->entry, e);
	if (rc == OK && !text_equal(out->entry.kind, thing->kind))
		rc = error_set(e, ERR_NOT_FOUND, _("That is not in this dossier any more."));
	if (rc == OK && out->entry.on != NULL)
		(void)date_read(out->entry.on, &out->on);
	return rc;
}

/* The date of the present version says nothing about the new one; another date is meant. */
static const struct date *day_of(const struct thing *thing, const struct before *before,
				 const struct date *today)
{
	if (thing->on.year == 0 ||
	    (before->entry_id[0] != '\0' && date_compare(&thing->on, &before->on) <= 0))
		return today;
	return &thing->on;
}

static enum err thing_save(struct care_session *s, const char *client, const struct thing *thing,
			   char id_out[37], struct error *e)
{
	struct store_new_entry entry = {.kind = thing->kind, .client = client};
	struct date today = care_session_today(s);
	struct before before = {0};
	struct str body = STR_INIT;
	char id[STORE_ID_BYTES];
	bool is_new = text_is_empty(thing->id);
	enum err rc = care_client_must_be(s, client, e);

	if (rc == OK && !is_new)
		rc = before_find(s, client, thing, &before, e);
	if (rc == OK)
		rc = body_thing_write(thing->body, thing->value, before.entry.body,
				      before.entry.body_len, &body, e);
	if (rc == OK) {
		entry.subject = thing->is_of_client ? client : is_new ? NULL : thing->id;
		entry.replaces = is_new ? NULL : before.entry_id;
		rc = append(s, &entry, day_of(thing, &before, &today), &body, id, e);
	}
	if (rc == OK && id_out != NULL)
		(void)snprintf(id_out, STORE_ID_BYTES, "%s", is_new ? id : thing->id);
	store_entry_release(&before.entry);
	str_release(&body);
	return rc;
}

static enum err must_have(const char *text, const char *sentence, struct error *e)
{
	if (!text_is_empty(text) && text_is_utf8(text, strlen(text)) &&
	    strlen(text) <= RECORD_TEXT_BYTES)
		return OK;
	return error_set(e, ERR_INVALID, "%s", sentence);
}

static enum err must_be_key(struct care_session *s, const char *list, const char *key,
			    struct error *e)
{
	if (text_is_empty(key) || care_config_item(care_session_config(s), list, key) != NULL)
		return OK;
	return error_set(e, ERR_INVALID, _("'%s' is not one of the choices of %s."), key,
			 care_label(care_session_config(s), "lists", list,
				    care_session_language(s)));
}

static const char *or_else(const char *text, const char *otherwise)
{
	return text_is_empty(text) ? otherwise : text;
}

enum err care_save_goal(struct care_session *s, const char *client, const struct care_goal *goal,
			char id_out[37], struct error *e)
{
	struct care_goal full = *goal;
	struct thing thing = {"goal", BODY_GOAL, goal->id, goal->on, &full, false};
	enum err rc = must_have(goal->text, _("Write down what the goal is."), e);

	full.state = or_else(goal->state, "open");
	if (rc == OK)
		rc = must_be_key(s, "goal_state", full.state, e);
	if (rc == OK && (goal->rung < 0 || goal->rung > 6))
		rc = error_set(e, ERR_INVALID, _("A rung is a number from 1 to 6."));
	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
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
	struct thing thing = {"step", BODY_STEP, step->id, step->on, &full, false};
	enum err rc = must_have(step->text, _("Write down what the step is."), e);

	full.state = or_else(step->state, "open");
	if (rc == OK)
		rc = must_be_key(s, "step_state", full.state, e);
	if (rc == OK)
		rc = goal_must_be(s, client, step->goal, e);
	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_appointment(struct care_session *s, const char *client,
			       const struct care_appointment *a, char id_out[37],
			       struct error *e)
{
	struct care_appointment full = *a;
	struct thing thing = {"appointment", BODY_APPOINTMENT, a->id, a->on, &full, false};
	enum err rc = OK;

	full.state = or_else(a->state, "planned");
	if (!date_is_valid(&a->due) || !date_is_full(&a->due))
		rc = error_set(e, ERR_INVALID, _("An appointment needs a day."));
	if (rc == OK)
		rc = must_be_key(s, "appointment_state", full.state, e);
	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_referral(struct care_session *s, const char *client,
			    const struct care_referral *r, char id_out[37], struct error *e)
{
	struct care_referral full = *r;
	struct thing thing = {"referral", BODY_REFERRAL, r->id, r->on, &full, false};
	enum err rc = must_have(r->organisation, _("Write down which organisation."), e);

	full.status = or_else(r->status, "referred");
	if (rc == OK)
		rc = must_be_key(s, "referral_status", full.status, e);
	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_note(struct care_session *s, const char *client, const struct care_note *n,
			char id_out[37], struct error *e)
{
	struct thing thing = {"note", BODY_NOTE, n->id, n->on, n, true};
	enum err rc = must_have(n->text, _("The note is empty."), e);

	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
}

enum err care_save_consent(struct care_session *s, const char *client,
			   const struct care_consent *c, char id_out[37], struct error *e)
{
	struct thing thing = {"consent", BODY_CONSENT, c->id, c->on, c, true};
	enum err rc = must_have(c->organisation,
				_("Consent is for one organisation: write down which."), e);

	return rc == OK ? thing_save(s, client, &thing, id_out, e) : rc;
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
		rc = must_be_key(s, "preconditions", p->key, e);
	if (rc == OK)
		rc = must_be_key(s, "needed", p->needed, e);
	if (rc == OK)
		rc = must_be_key(s, "precondition_status", p->status, e);
	if (rc == OK)
		rc = body_thing_write(BODY_PRECONDITION, p, NULL, 0, &body, e);
	if (rc == OK)
		rc = append(s, &entry, &p->on, &body, id, e);
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
		rc = must_have(outflow, _("Say where the trajectory leads to."), e);
	if (rc == OK)
		rc = must_be_key(s, "outflow", outflow, e);
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
		rc = append(s, &entry, on, &body, id, e);
	str_release(&body);
	return rc;
}
