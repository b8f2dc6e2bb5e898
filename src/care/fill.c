/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/fill_repeat.h"

/* One interview without a screen, from a JSON object: the same checks, the same entry. */

static bool list_text(const json_t *list, struct str *out)
{
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item) {
		if (!json_is_string(item))
			return false;
		str_addf(out, "%s%s", i ? " " : "", json_string_value(item));
	}
	return true;
}

static const char *truth_text(bool is_true, const struct form_row *row)
{
	if (row->type == FORM_ACKNOWLEDGE)
		return is_true ? "OK" : "";
	return is_true ? "yes" : "no";
}

static bool may_be_list(const struct form_row *row)
{
	return row->type == FORM_SELECT_MULTIPLE || row->type == FORM_RANK;
}

/* A value as the filling holds it; false when JSON of that shape is no answer. */
static bool value_text(const json_t *value, const struct form_row *row, struct str *out)
{
	if (json_is_string(value))
		str_add(out, json_string_value(value));
	else if (json_is_integer(value))
		str_addf(out, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		str_addf(out, "%.15g", json_real_value(value));
	else if (json_is_boolean(value))
		str_add(out, truth_text(json_is_true(value), row));
	else
		return json_is_array(value) && may_be_list(row) &&
		       list_text(value, out);
	return true;
}

static enum err give_value(struct talk *t, int spot, const json_t *value, struct error *e)
{
	const struct form_row *r = talk_row(t, spot);
	struct str text = STR_INIT;
	struct error why = ERROR_INIT;
	enum err rc;

	if (!value_text(value, r, &text)) {
		str_release(&text);
		return error_set(
			e, ERR_INVALID,
			_("Question %s: an answer is a text, a number, true or false, "
			  "or a list where more than one may be chosen."),
			r->name);
	}
	rc = form_filling_answer(t->filling, spot, text.bytes, &why);
	if (rc != OK)
		rc = error_set(e, rc, "%s: %s", r->name, why.text);
	str_release(&text);
	return rc;
}

static enum err give_status(struct talk *t, int spot, const char *key, struct error *e)
{
	enum form_status status = form_status_read(key);

	if (status == FORM_STATUS_NONE)
		return error_set(e, ERR_INVALID,
				 _("Question %s: no such kind of no answer."),
				 talk_row(t, spot)->name);
	return form_filling_no_answer(t->filling, spot, status, e);
}

/* A remark is {speaker, who, text}; what would be left out in silence is refused. */
static enum err check_remarks(const struct form_row *row, const json_t *remarks,
			      struct error *e)
{
	size_t i;
	json_t *item;
	bool is_good = !remarks || json_is_array(remarks);

	json_array_foreach(remarks, i, item) is_good =
		is_good && json_is_object(item) && *json_at_text(item, "text");
	if (is_good)
		return OK;
	return error_set(
		e, ERR_INVALID,
		_("Question %s: remarks are a list of objects with speaker and text."),
		row->name);
}

/* An answer in full is {value or status, remarks} and nothing else. */
static enum err check_shape(const struct form_row *row, const json_t *answer,
			    struct error *e)
{
	const char *key;
	json_t *part;

	json_object_foreach((json_t *)(uintptr_t)answer, key, part)
	{
		bool is_text = text_equal(key, "status") && json_is_string(part);

		if (!is_text && !text_equal(key, "value") && !text_equal(key, "remarks"))
			return error_set(
				e, ERR_INVALID,
				_("Question %s: an answer has value, status and remarks, "
				  "and no '%.40s'."),
				row->name, key);
	}
	if (json_object_get(answer, "value") && *json_at_text(answer, "status"))
		return error_set(
			e, ERR_INVALID,
			_("Question %s: there is an answer or there is none, not both."),
			row->name);
	return check_remarks(row, json_object_get(answer, "remarks"), e);
}

static enum err give(struct talk *t, int spot, const json_t *answer, struct error *e)
{
	const json_t *value =
		json_is_object(answer) ? json_object_get(answer, "value") : answer;
	const char *status = json_at_text(answer, "status");
	enum err rc = OK;

	if (json_is_object(answer))
		rc = check_shape(talk_row(t, spot), answer, e);
	if (rc == OK && value)
		rc = give_value(t, spot, value, e);
	if (rc == OK && *status)
		rc = give_status(t, spot, status, e);
	if (rc == OK && json_is_object(answer))
		rc = talk_read_remarks(t, spot, json_object_get(answer, "remarks"), e);
	if (rc == OK)
		talk_follow_words(t, spot);
	return rc;
}

static enum err check_day(const struct talk *t, const struct date *on, struct error *e)
{
	struct date today = care_session_today(t->session);

	if (!date_is_full(on) || date_compare(on, &today) > 0)
		return error_set(e, ERR_INVALID,
				 _("The date of a talk is today or earlier."));
	return OK;
}

static enum err read_notes(const json_t *notes, struct arena *a, const char ***out,
			   int *count, struct error *e)
{
	size_t i;
	json_t *note;
	bool is_good = !notes || json_is_array(notes);

	*count = 0;
	*out = arena_array(a, json_array_size(notes) + 1, sizeof **out);
	json_array_foreach(notes, i, note)
	{
		is_good = is_good && json_is_string(note);
		if (is_good && json_string_length(note) > 0)
			(*out)[(*count)++] = json_string_value(note);
	}
	return is_good ? OK : error_set(e, ERR_INVALID, _("Notes are a list of texts."));
}

/* In a repeat it is told of which instance. */
static const char *name_of(const struct talk *t, int spot, struct str *path)
{
	if (talk_row(t, spot)->repeat == FORM_NONE)
		return talk_row(t, spot)->name;
	form_filling_path(t->filling, spot, path);
	return path->bytes;
}

/* Names the first question that stops it: a script has no screen to jump on. */
static enum err finish(struct talk *t, const char *client, const json_t *notes,
		       char entry[37], struct error *e)
{
	struct arena a = ARENA_INIT;
	struct str name = STR_INIT;
	const char **lines;
	int count, first = FORM_NONE;
	enum err rc = read_notes(notes, &a, &lines, &count, e);

	if (rc == OK)
		rc = talk_finish(t, client, lines, count, entry, &first, e);
	if (rc == ERR_INVALID && first != FORM_NONE)
		rc = error_set(
			e, rc,
			_("Question %s must be answered, or its answer is not right."),
			name_of(t, first, &name));
	str_release(&name);
	arena_release(&a);
	return rc;
}

enum err care_fill(struct care_session *s, const char *client, const char *form_id,
		   const json_t *answers, const json_t *notes, const struct date *on,
		   const char *conducted_by, char entry[37], struct error *e)
{
	struct talk t = {.session = s, .on = *on};
	struct care_dossier *d = NULL;
	enum err rc = care_form_by_id(s, form_id, &t.form, t.hash, e);

	if (rc == OK && !json_is_object(answers))
		rc = error_set(e, ERR_INVALID,
			       _("Answers are one object, by name of the question."));
	if (rc == OK)
		rc = check_day(&t, on, e);
	if (rc == OK)
		rc = fill_check(t.form, answers, e);
	if (rc == OK)
		rc = care_client_must_be(s, client, e);
	if (rc == OK)
		rc = care_derive_client(s, client, &d, e);
	if (rc == OK) {
		snprintf(t.conducted_by, sizeof t.conducted_by, "%s", conducted_by);
		store_new_id(care_session_store(s), t.draft);
		talk_start(&t, care_fact_value(d, "address_form"),
			   care_fact_value(d, "called"));
		form_filling_begin(t.filling);
		rc = fill_give(&t, answers, give, e);
		if (rc == OK)
			rc = finish(&t, client, notes, entry, e);
		talk_end(&t);
	}
	care_dossier_free(d);
	return rc;
}
