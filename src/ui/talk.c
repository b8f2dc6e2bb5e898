/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/talk.h"

#include "base/base.h"

void ui_talk_of_interview(struct ui_talk *t, struct care_interview *iv,
			  const char *language)
{
	*t = (struct ui_talk){.iv = iv,
			      .form = care_interview_form(iv),
			      .filling = care_interview_filling(iv)};
	t->language = form_language(t->form, language);
}

void ui_talk_release(struct ui_talk *t)
{
	care_interview_free(t->iv);
	if (t->try) {
		form_filling_free(t->own);
		form_free(
			(struct form *)(uintptr_t)t->form); /* a try owns what it lends */
		ui_try_free(t->try);
	}
	*t = (struct ui_talk){0};
}

const struct form_row *ui_talk_row(const struct ui_talk *t, int spot)
{
	return &t->form->rows[form_filling_row(t->filling, spot)];
}

static bool holds_shown(const struct form *form, int row, enum care_part part)
{
	for (int i = row + 1; i < form->rows[row].end; i++) {
		const struct form_row *r = &form->rows[i];

		if (form_row_is_shown(r) && !r->later &&
		    (r->part == FORM_ALONE) == (part == CARE_ALONE))
			return true;
	}
	return false;
}

/* In a talk for later: one of its instances holds a question that is asked now. */
static bool holds_asked(const struct ui_talk *t, int list)
{
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	for (int i = 0; i < count; i++) {
		int in = form_filling_instance(t->filling, spots[i]);

		while (in != FORM_NONE && form_filling_list(t->filling, in) != list)
			in = form_filling_instance(t->filling,
						   form_filling_list(t->filling, in));
		if (in != FORM_NONE && !form_filling_is_list(t->filling, spots[i]) &&
		    care_interview_is_asked(t->iv, spots[i]))
			return true;
	}
	return false;
}

const int *ui_talk_instances(const struct ui_talk *t, int list, int *count)
{
	const int *instances = form_filling_instances(t->filling, list, count);

	while (*count > 0 && form_filling_is_relevant(t->filling, list) &&
	       !form_filling_is_relevant(t->filling, instances[*count - 1]))
		--*count;
	return instances;
}

bool ui_talk_may_change(const struct ui_talk *t, int list)
{
	return form_filling_may_change(t->filling, list) &&
	       (ui_talk_part(t) != CARE_LATER || care_interview_is_asked(t->iv, list));
}

/* A list can be gone to when there is something in it, or something may be added. */
static bool list_is_asked(const struct ui_talk *t, int list)
{
	enum care_part part = ui_talk_part(t);
	int count;

	if (part == CARE_LATER)
		return ui_talk_may_change(t, list) || holds_asked(t, list);
	if (!form_filling_is_relevant(t->filling, list) ||
	    !holds_shown(t->form, ui_talk_row(t, list)->index, part))
		return false;
	(void)ui_talk_instances(t, list, &count);
	return count > 0 || ui_talk_may_change(t, list);
}

bool ui_talk_is_asked(const struct ui_talk *t, int spot)
{
	const struct form_row *r = ui_talk_row(t, spot);

	if (form_filling_is_list(t->filling, spot))
		return list_is_asked(t, spot);
	if (t->iv)
		return care_interview_is_asked(t->iv, spot);
	return form_row_is_shown(r) && form_filling_is_relevant(t->filling, spot) &&
	       r->part == (t->part == CARE_ALONE ? FORM_ALONE : FORM_TOGETHER);
}

enum care_part ui_talk_part(const struct ui_talk *t)
{
	return t->iv ? care_interview_part(t->iv) : t->part;
}

enum err ui_talk_set_part(struct ui_talk *t, enum care_part part, struct error *e)
{
	if (t->iv)
		return care_interview_set_part(t->iv, part, e);
	t->part = part;
	return OK;
}

enum err ui_talk_answer(struct ui_talk *t, int spot, const char *value, struct error *e)
{
	return t->iv ? care_interview_answer(t->iv, spot, value, e)
		     : form_filling_answer(t->own, spot, value, e);
}

enum err ui_talk_no_answer(struct ui_talk *t, int spot, enum form_status status,
			   struct error *e)
{
	return t->iv ? care_interview_no_answer(t->iv, spot, status, e)
		     : form_filling_no_answer(t->own, spot, status, e);
}

enum err ui_talk_place(struct ui_talk *t, int spot, const char *typed, int64_t cursor,
		       struct error *e)
{
	return t->iv ? care_interview_place(t->iv, spot, typed, cursor, e) : OK;
}

enum err ui_talk_add(struct ui_talk *t, int list, int *instance, struct error *e)
{
	return t->iv ? care_interview_add(t->iv, list, instance, e)
		     : form_filling_add(t->own, list, instance, e);
}

enum err ui_talk_take_out(struct ui_talk *t, int instance, struct error *e)
{
	return t->iv ? care_interview_take_out(t->iv, instance, e)
		     : form_filling_take_out(t->own, instance, e);
}

enum err ui_talk_put_back(struct ui_talk *t, int instance, struct error *e)
{
	return t->iv ? care_interview_put_back(t->iv, instance, e)
		     : form_filling_put_back(t->own, instance, e);
}

enum err ui_talk_move(struct ui_talk *t, int instance, int position, struct error *e)
{
	return t->iv ? care_interview_move(t->iv, instance, position, e)
		     : form_filling_move(t->own, instance, position, e);
}

int ui_talk_taken_out(struct ui_talk *t, int list)
{
	const int *instances = NULL;
	int count = t->iv ? care_interview_taken_out(t->iv, list, &instances) : 0;

	return count > 0 ? instances[count - 1] : FORM_NONE;
}

/* What the worker took out herself is no news to her. */
static bool is_taken_out(const struct form_filling *f, int spot)
{
	int in = form_filling_instance(f, spot);

	while (in != FORM_NONE && form_filling_position(f, in) > 0)
		in = form_filling_instance(f, form_filling_list(f, in));
	return in != FORM_NONE;
}

static bool is_dropped(const struct ui_talk *t, int spot)
{
	const struct form_filling *f = t->filling;

	return form_row_is_question(ui_talk_row(t, spot)) &&
	       form_filling_origin(f, spot) == FORM_ORIGIN_TYPED &&
	       !form_filling_is_relevant(f, spot) &&
	       (*form_filling_value(f, spot) ||
		form_filling_status(f, spot) != FORM_STATUS_NONE);
}

int ui_talk_dropped(struct ui_talk *t, int **spots)
{
	const int *all = NULL;
	int count, kept = 0;

	if (t->iv)
		count = care_interview_dropped(t->iv, &all);
	else
		all = form_filling_spots(t->filling, &count);
	*spots = mem_array((size_t)count + 1, sizeof **spots);
	for (int i = 0; i < count; i++) {
		if (is_taken_out(t->filling, all[i]) ||
		    (!t->iv && !is_dropped(t, all[i])))
			continue;
		(*spots)[kept++] = all[i];
	}
	return kept;
}

int ui_talk_consequences(struct ui_talk *t, int spot, const char *value)
{
	return t->iv ? care_interview_consequences(t->iv, spot, value) : 0;
}

bool ui_talk_previous(struct ui_talk *t, int spot, struct care_previous *out)
{
	return t->iv && care_interview_previous(t->iv, spot, out);
}

int ui_talk_remarks(const struct ui_talk *t, int spot, const struct care_remark **out)
{
	return t->iv ? care_interview_remarks(t->iv, spot, out) : 0;
}

int ui_talk_notes(const struct ui_talk *t, const char *const **out)
{
	return t->iv ? care_interview_notes(t->iv, out) : 0;
}

bool ui_talk_is_recorded(const struct ui_talk *t)
{
	return t->iv && care_interview_is_recorded(t->iv);
}

bool ui_row_is_open(const struct ui_talk *t, int spot)
{
	enum form_state state = form_filling_state(t->filling, spot);

	return form_row_is_question(ui_talk_row(t, spot)) &&
	       (state == FORM_STATE_OPEN || state == FORM_STATE_REQUIRED ||
		state == FORM_STATE_INVALID);
}

bool ui_talk_has_open(const struct ui_talk *t, enum form_part part)
{
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	for (int i = 0; i < count; i++) {
		const struct form_row *r = ui_talk_row(t, spots[i]);

		if (r->part == part && !r->later && form_row_is_shown(r) &&
		    form_filling_is_relevant(t->filling, spots[i]) &&
		    ui_row_is_open(t, spots[i]))
			return true;
	}
	return false;
}

const char *ui_talk_title(const struct ui_talk *t)
{
	const char *title = form_text(t->form, t->form->titles, t->language);

	return *title || !t->form->id ? title : t->form->id;
}

const char *ui_talk_called(const struct ui_talk *t)
{
	const char *called = t->iv ? care_interview_called(t->iv) : "";

	return *called ? called : _("without a name");
}

void ui_talk_progress(const struct ui_talk *t, int *asked, int *all)
{
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	*asked = *all = 0;
	for (int i = 0; i < count; i++) {
		if (!form_row_is_question(ui_talk_row(t, spots[i])) ||
		    !ui_talk_is_asked(t, spots[i]))
			continue;
		++*all;
		*asked += !ui_row_is_open(t, spots[i]);
	}
}

void ui_talk_text(const struct ui_talk *t, int spot, form_texts which, struct str *out)
{
	if (which)
		form_filling_text(t->filling, spot, which, t->language, out);
}
