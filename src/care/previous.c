/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"

/* What she said before, and what an answer would undo. */

/* Of a fact that several questions share, only what this question can offer: of one
 * choice, one. */
static const char *own_words(struct arena *a, const struct form_row *row,
			     const char *value)
{
	struct str own = STR_INIT;
	const char *result;
	int count = 0;

	if (!row->list)
		return value;
	while (*value) {
		size_t len = strcspn(value, " ");
		char *word = arena_bytes(a, value, len);

		if (len > 0 && form_list_choice(row->list, word)) {
			str_add(&own, own.len ? " " : "");
			str_add(&own, word);
			count++;
		}
		value += len + strspn(value + len, " ");
	}
	result =
		row->type == FORM_SELECT_ONE && count > 1 ? "" : arena_text(a, own.bytes);
	str_release(&own);
	return result;
}

static void add_label(struct str *out, const struct form *form,
		      const struct form_row *row, const char *word, int language)
{
	const struct form_choice *choice = form_list_choice(row->list, word);

	str_add(out, out->len ? ", " : "");
	str_add(out, choice ? form_text(form, choice->label, language) : word);
}

static const char *shown_value(struct arena *a, const struct care_interview *iv,
			       const struct form_row *row, const char *value)
{
	const struct form *form = iv->talk.form;
	int language = form_language(form, care_session_language(iv->session));
	struct str shown = STR_INIT;
	struct date date;
	const char *result;

	if (row->list)
		for (const char *at = value; *at; at += strspn(at, " ")) {
			size_t len = strcspn(at, " ");

			add_label(&shown, form, row, arena_bytes(a, at, len), language);
			at += len;
		}
	else if (row->type == FORM_DATE && date_read(value, &date))
		date_write(&shown, &date, DATE_LONG, care_session_language(iv->session));
	else
		str_set(&shown, value);
	result = arena_text(a, shown.bytes);
	str_release(&shown);
	return result;
}

static bool by_fact(const struct care_interview *iv, const char *name,
		    struct care_previous *out)
{
	for (int i = 0; i < iv->dossier->fact_count; i++)
		if (text_equal(iv->dossier->facts[i].name, name)) {
			out->value = iv->dossier->facts[i].value;
			out->on = iv->dossier->facts[i].on;
			return true;
		}
	return false;
}

static bool by_path(const struct care_interview *iv, const char *path,
		    struct care_previous *out)
{
	const struct care_dossier *d = iv->dossier;

	for (int i = d->interview_count - 1; i >= 0; i--) {
		const struct care_finished *finished = &d->interviews[i];

		if (finished->is_moved ||
		    !text_equal(finished->form_id, iv->talk.form->id))
			continue;
		for (int n = 0; n < finished->answer_count; n++)
			if (text_equal(finished->answers[n].path, path) &&
			    *finished->answers[n].value) {
				out->value = finished->answers[n].value;
				out->on = finished->on;
				return true;
			}
	}
	return false;
}

static bool find_previous(struct care_interview *iv, int row, struct care_previous *out)
{
	const struct form_row *r = &iv->talk.form->rows[row];
	bool found;

	*out = (struct care_previous){.value = "", .shown = ""};
	found = r->save_to ? by_fact(iv, r->save_to, out) : by_path(iv, r->path, out);
	if (!found)
		return false;
	out->value = own_words(&iv->arena, r, out->value);
	out->shown = shown_value(&iv->arena, iv, r, out->value);
	return *out->value != '\0';
}

/* Her dossier stands still during the talk, so each is looked up once; the language may
 * change. */
bool care_interview_previous(struct care_interview *iv, int row,
			     struct care_previous *out)
{
	const char *language = care_session_language(iv->session);
	struct interview_previous *known;

	if (!iv->previous || !text_equal(iv->previous_language, language)) {
		arena_release(&iv->arena);
		iv->previous =
			arena_array(&iv->arena, (size_t)iv->talk.form->row_count + 1,
				    sizeof *iv->previous);
		snprintf(iv->previous_language, sizeof iv->previous_language, "%s",
			 language);
	}
	known = &iv->previous[row];
	if (!known->is_known) {
		known->is_there = find_previous(iv, row, &known->answer);
		known->is_known = true;
	}
	*out = known->answer;
	return known->is_there;
}

/* Not asked any more, or its choice is not offered any more. */
static bool falls_away(const struct talk *t, const struct form_filling *after,
		       const struct form_change *change)
{
	const struct form_filling *before = t->filling;
	int spot = change->spot;
	const struct form_row *row = &t->form->rows[form_filling_row(before, spot)];
	const char *value = form_filling_value(before, spot);
	bool is_emptied = change->value_changed && row->list && *value &&
			  !*form_filling_value(after, spot);

	return form_row_is_question(row) && change->was_relevant &&
	       (*value || form_filling_status(before, spot) != FORM_STATUS_NONE) &&
	       (!change->is_relevant || is_emptied);
}

/* Tried on a copy: an answer that is refused changes nothing. */
int care_interview_consequences(struct care_interview *iv, int row, const char *value)
{
	struct form_filling *after = form_filling_copy(iv->talk.filling);
	const struct form_change *changes;
	int count = 0, lost = 0;

	if (form_filling_answer(after, row, value, NULL) == OK) {
		changes = form_filling_changes(after, &count);
		for (int i = 0; i < count; i++)
			lost += falls_away(&iv->talk, after, &changes[i]);
	}
	form_filling_free(after);
	return lost;
}
