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
	if (choice)
		form_text_plain(form_text(form, choice->label, language), "..", out);
	else
		str_add(out, word);
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

/* A fact of a repeat holds what all instances say: only a list of choices can be told apart. */
static bool look_up(const struct care_interview *iv, int spot,
		    const struct form_row *r, struct care_previous *out)
{
	struct str path = STR_INIT;
	bool found = false;

	if (r->save_to && (r->repeat == FORM_NONE || r->list))
		found = by_fact(iv, r->save_to, out);
	if (!found && (!r->save_to || r->repeat != FORM_NONE)) {
		form_filling_path(iv->talk.filling, spot, &path);
		found = by_path(iv, path.bytes, out);
	}
	str_release(&path);
	return found;
}

static bool find_previous(struct care_interview *iv, int spot, struct care_previous *out)
{
	const struct form_row *r = talk_row(&iv->talk, spot);

	*out = (struct care_previous){.value = "", .shown = ""};
	if (!look_up(iv, spot, r, out))
		return false;
	out->value = own_words(&iv->arena, r, out->value);
	out->shown = shown_value(&iv->arena, iv, r, out->value);
	return *out->value != '\0';
}

static void forget_previous(struct care_interview *iv, const char *language)
{
	arena_release(&iv->arena);
	free(iv->previous);
	iv->previous = NULL;
	iv->previous_room = 0;
	snprintf(iv->previous_language, sizeof iv->previous_language, "%s", language);
}

static struct interview_previous *previous_at(struct care_interview *iv, int spot)
{
	if (spot >= iv->previous_room) {
		int room = spot + spot / 2 + iv->talk.form->row_count + 1;

		iv->previous =
			mem_resize(iv->previous, (size_t)room, sizeof *iv->previous);
		memset(&iv->previous[iv->previous_room], 0,
		       (size_t)(room - iv->previous_room) * sizeof *iv->previous);
		iv->previous_room = room;
	}
	return &iv->previous[spot];
}

/* Her dossier stands still during the talk, so each is looked up once; the language may
 * change. */
bool care_interview_previous(struct care_interview *iv, int spot,
			     struct care_previous *out)
{
	const char *language = care_session_language(iv->session);
	struct interview_previous *known;

	if (!text_equal(iv->previous_language, language))
		forget_previous(iv, language);
	known = previous_at(iv, spot);
	if (!known->is_known) {
		known->is_there = find_previous(iv, spot, &known->answer);
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

	return form_row_is_question(row) &&
	       (*value || form_filling_status(before, spot) != FORM_STATUS_NONE) &&
	       (!change->is_relevant || is_emptied);
}

/* Tried on a copy: an answer that is refused changes nothing. */
int care_interview_consequence_spots(struct care_interview *iv, int spot,
				     const char *value, const int **spots)
{
	struct form_filling *after = form_filling_copy(iv->talk.filling);
	const struct form_change *changes;
	int count = 0;

	interview_list_begin(iv);
	if (form_filling_answer(after, spot, value, NULL) == OK) {
		changes = form_filling_changes(after, &count);
		for (int i = 0; i < count; i++)
			if (changes[i].was_relevant && /* else it may not be there before */
			    falls_away(&iv->talk, after, &changes[i]))
				interview_list_add(iv, changes[i].spot);
	}
	form_filling_free(after);
	*spots = iv->listed;
	return (int)iv->listed_count;
}

int care_interview_consequences(struct care_interview *iv, int spot, const char *value)
{
	const int *spots;

	return care_interview_consequence_spots(iv, spot, value, &spots);
}
