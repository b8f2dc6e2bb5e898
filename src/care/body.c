/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/body.h"

/* Interviews, corrections and facts; things with a subject of their own are in body_thing.c. */

enum err body_open(const char *bytes, size_t len, json_t **out, struct error *e)
{
	*out = NULL;
	if (bytes == NULL || json_text_read(bytes, len, out, NULL) != OK ||
	    !json_is_object(*out)) {
		json_decref(*out);
		*out = NULL;
		return error_set(e, ERR_DAMAGED,
				 _("An entry in the file cannot be read; run 'trede check'."));
	}
	if (json_at_int(*out, "v", 1) > CARE_BODY_VERSION) {
		json_decref(*out);
		*out = NULL;
		return error_set(e, ERR_NEWER,
				 _("Part of this file was written by a newer trede; "
				   "install that version to open it."));
	}
	return OK;
}

static const char *text_of(struct arena *a, const json_t *object, const char *key)
{
	const char *text = json_at_text(object, key);

	return *text == '\0' ? "" : arena_text(a, text);
}

static const struct care_remark *remarks_read(struct arena *a, const json_t *list, int *count)
{
	size_t n = json_array_size(list);
	struct care_remark *remarks;

	*count = (int)n;
	if (n == 0)
		return NULL;
	remarks = arena_array(a, n, sizeof *remarks);
	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(list, i);

		remarks[i].speaker = text_of(a, one, "speaker");
		remarks[i].who = text_of(a, one, "who");
		remarks[i].text = text_of(a, one, "text");
	}
	return remarks;
}

/* A value that is shielded ({"sealed": ...}) reads as no text: who may see it opens it elsewhere. */
static const struct body_answer *answers_read(struct arena *a, const json_t *body, int *count)
{
	const json_t *list = json_object_get(body, "answers");
	size_t n = json_array_size(list);
	struct body_answer *answers;

	*count = (int)n;
	if (n == 0)
		return NULL;
	answers = arena_array(a, n, sizeof *answers);
	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(list, i);

		answers[i].path = text_of(a, one, "path");
		answers[i].value = text_of(a, one, "value");
		answers[i].status = form_status_read(json_at_text(one, "status"));
		answers[i].remarks = remarks_read(a, json_object_get(one, "remarks"),
						  &answers[i].remark_count);
	}
	return answers;
}

static const struct body_fact *facts_read(struct arena *a, const json_t *body, int *count)
{
	json_t *object = json_object_get(body, "facts");
	size_t n = json_object_size(object);
	struct body_fact *facts;
	const char *key;
	json_t *value;

	*count = 0;
	if (n == 0)
		return NULL;
	facts = arena_array(a, n, sizeof *facts);
	json_object_foreach(object, key, value) {
		if (!json_is_string(value))
			continue;
		facts[*count].name = arena_text(a, key);
		facts[*count].value = arena_text(a, json_string_value(value));
		(*count)++;
	}
	return facts;
}

static const char *const *notes_read(struct arena *a, const json_t *body, int *count)
{
	const json_t *list = json_object_get(body, "notes");
	size_t n = json_array_size(list);
	const char **notes;

	*count = 0;
	if (n == 0)
		return NULL;
	notes = arena_array(a, n, sizeof *notes);
	for (size_t i = 0; i < n; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (!text_is_empty(text))
			notes[(*count)++] = arena_text(a, text);
	}
	return notes;
}

static json_t *body_new(void)
{
	json_t *body = json_object();

	json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
	return body;
}

static void body_close(json_t *body, struct str *out)
{
	json_text_write(out, body);
	json_decref(body);
}

static json_t *remarks_json(const struct body_answer *answer)
{
	json_t *list = json_array();

	for (int i = 0; i < answer->remark_count; i++) {
		json_t *one = json_object();

		json_put_text(one, "speaker", answer->remarks[i].speaker);
		json_put_text(one, "who", answer->remarks[i].who);
		json_put_text(one, "text", answer->remarks[i].text);
		json_array_append_new(list, one);
	}
	return list;
}

static void answers_put(json_t *body, const struct body_answer *answers, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++) {
		json_t *one = json_object();

		json_put_text(one, "path", answers[i].path);
		json_put_text(one, "value", answers[i].value);
		json_put_text(one, "status", form_status_key(answers[i].status));
		if (answers[i].remark_count > 0)
			json_object_set_new(one, "remarks", remarks_json(&answers[i]));
		json_array_append_new(list, one);
	}
	json_object_set_new(body, "answers", list);
}

static void facts_put(json_t *body, const struct body_fact *facts, int count)
{
	json_t *object = json_object();

	for (int i = 0; i < count; i++)
		json_object_set_new(object, facts[i].name,
				    json_of_text(facts[i].value));
	json_object_set_new(body, "facts", object);
}

enum err body_interview_read(struct arena *a, const char *bytes, size_t len,
			     struct body_interview *out, struct error *e)
{
	json_t *body;
	enum err rc = body_open(bytes, len, &body, e);

	if (rc != OK)
		return rc;
	out->form_id = text_of(a, body, "form");
	out->conducted_by = text_of(a, body, "conducted_by");
	out->draft = text_of(a, body, "draft");
	out->is_later = json_is_true(json_object_get(body, "later"));
	out->moved_from = text_of(a, body, "moved_from");
	out->answers = answers_read(a, body, &out->answer_count);
	out->notes = notes_read(a, body, &out->note_count);
	out->facts = facts_read(a, body, &out->fact_count);
	json_decref(body);
	return OK;
}

void body_interview_write(const struct body_interview *b, struct str *out)
{
	json_t *body = body_new();
	json_t *notes;

	json_put_text(body, "form", b->form_id);
	json_put_text(body, "conducted_by", b->conducted_by);
	json_put_text(body, "draft", b->draft);
	if (b->is_later)
		json_object_set_new(body, "later", json_true());
	json_put_text(body, "moved_from", b->moved_from);
	answers_put(body, b->answers, b->answer_count);
	if (b->note_count > 0) {
		notes = json_array();
		for (int i = 0; i < b->note_count; i++)
			json_array_append_new(notes, json_of_text(b->notes[i]));
		json_object_set_new(body, "notes", notes);
	}
	facts_put(body, b->facts, b->fact_count);
	body_close(body, out);
}

static const char *const reasons[] = {
	[CARE_TYPO] = "typo",
	[CARE_MISUNDERSTOOD] = "misunderstood",
	[CARE_CHANGED] = "changed",
	[CARE_OTHER_PERSON] = "other_person",
};

const char *body_reason_key(enum care_reason reason)
{
	return reasons[reason];
}

enum err body_correction_read(struct arena *a, const char *bytes, size_t len,
			      struct body_correction *out, struct error *e)
{
	json_t *body;
	const char *reason;
	bool is_known = false;
	enum err rc = body_open(bytes, len, &body, e);

	if (rc != OK)
		return rc;
	reason = json_at_text(body, "reason");
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (text_equal(reason, reasons[i])) {
			out->reason = (enum care_reason)i;
			is_known = true;
		}
	}
	out->after = text_of(a, body, "after");
	out->to = text_of(a, body, "to");
	out->answers = answers_read(a, body, &out->answer_count);
	out->facts = facts_read(a, body, &out->fact_count);
	json_decref(body);
	if (!is_known)
		return error_set(e, ERR_DAMAGED, _("A correction in the file has no reason that "
						   "this trede knows; run 'trede check'."));
	return OK;
}

void body_correction_write(const struct body_correction *b, struct str *out)
{
	json_t *body = body_new();

	json_put_text(body, "reason", body_reason_key(b->reason));
	json_put_text(body, "after", b->after);
	json_put_text(body, "to", b->to);
	answers_put(body, b->answers, b->answer_count);
	facts_put(body, b->facts, b->fact_count);
	body_close(body, out);
}

enum err body_facts_read(struct arena *a, const char *bytes, size_t len,
			 const struct body_fact **facts, int *count, struct error *e)
{
	json_t *body;
	enum err rc = body_open(bytes, len, &body, e);

	if (rc != OK)
		return rc;
	*facts = facts_read(a, body, count);
	json_decref(body);
	return OK;
}

static bool is_said_again(const struct body_fact *facts, int count, int at)
{
	for (int i = at + 1; i < count; i++)
		if (strcmp(facts[i].name, facts[at].name) == 0)
			return true;
	return false;
}

/* Without a tree of JSON, which would cost more than all else that an imported row costs. */
void body_facts_write(const struct body_fact *facts, int count, struct str *out)
{
	const char *between = "";

	str_addf(out, "{\"v\":%d,\"facts\":{", CARE_BODY_VERSION);
	for (int i = 0; i < count; i++) {
		if (is_said_again(facts, count, i))
			continue;
		str_add(out, between);
		json_text_quote(out, facts[i].name);
		str_add_char(out, ':');
		json_text_quote(out, facts[i].value);
		between = ",";
	}
	str_add(out, "}}");
}

static const char *const verdict_keys[] = {
	[CARE_SAME] = "same", [CARE_DIFFERENT] = "different", [CARE_UNDECIDED] = "undecided"};

enum care_verdict body_verdict_of(const char *key)
{
	for (int v = CARE_SAME; v <= CARE_UNDECIDED; v++)
		if (text_equal(verdict_keys[v], key))
			return (enum care_verdict)v;
	return CARE_UNASKED;
}

const char *body_verdict_key(enum care_verdict verdict)
{
	return verdict == CARE_UNASKED ? "" : verdict_keys[verdict];
}

enum err body_merge_read(struct arena *a, const char *bytes, size_t len, struct body_merge *out,
			 struct error *e)
{
	json_t *body;
	enum err rc = body_open(bytes, len, &body, e);

	*out = (struct body_merge){0};
	if (rc != OK)
		return rc;
	out->are = body_verdict_of(json_at_text(body, "are"));
	out->facts = facts_read(a, body, &out->fact_count);
	json_decref(body);
	return OK;
}

void body_merge_write(const struct body_merge *b, struct str *out)
{
	json_t *body = body_new();

	json_put_text(body, "are", body_verdict_key(b->are));
	facts_put(body, b->facts, b->fact_count);
	body_close(body, out);
}
