/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sitting.h"

#include "ui/alike.h"

struct ui_sitting *ui_sitting_new(void)
{
	struct ui_sitting *s = mem_new(sizeof *s);

	s->spot = s->back_spot = s->left_spot = FORM_NONE;
	s->note_n = s->remark_n = -1;
	s->reason = s->understood = (struct str)STR_INIT;
	ui_editor_init(&s->editor, false);
	ui_list_init(&s->instances, NULL, s);
	return s;
}

static void half_drop(struct ui_sitting *s)
{
	for (int i = 0; i < s->half_count; i++)
		free(s->half[i]);
	free(s->half);
	s->half = NULL;
	s->half_count = 0;
}

void ui_sitting_forget(struct ui_sitting *s)
{
	half_drop(s);
	s->step_count = 0;
	s->spot = s->back_spot = s->left_spot = FORM_NONE;
	s->input = UI_INPUT_NONE;
	s->together = 0;
	s->first_unsaved = 0;
	str_reset(&s->reason);
}

void ui_sitting_free(struct ui_sitting *s)
{
	half_drop(s);
	ui_editor_release(&s->editor);
	str_release(&s->reason);
	str_release(&s->understood);
	free(s->choices);
	free(s->offers);
	ui_words_release(&s->words);
	free(s->ticked);
	ui_repeat_release(s);
	free(s->remark_who);
	free(s->remark_before);
	care_alikes_release(&s->alikes);
	ui_talk_release(&s->talk);
	free(s);
}

/* Somebody is there: what is sensitive waits until they are alone. */
static bool is_overheard(const struct ui_sitting *s)
{
	int row = care_present_row(s->talk.form);
	const char *value = row == FORM_NONE ? "" : form_filling_seen(s->talk.filling, row);

	return *value && !text_equal(value, "alone");
}

bool ui_sitting_is_withheld(const struct ui_sitting *s, int spot)
{
	const struct form_row *r = ui_talk_row(&s->talk, spot);

	return r->sensitive && r->part == FORM_TOGETHER &&
	       (s->together > 0 || is_overheard(s));
}

static bool is_skipped(const struct ui_sitting *s, int spot)
{
	return !ui_talk_is_asked(&s->talk, spot) || ui_sitting_is_withheld(s, spot);
}

enum where { OUTSIDE, DIRECTLY, DEEPER };

/* Where the spot stands, seen from an instance (FORM_NONE: from the whole form). */
static enum where stands(const struct form_filling *f, int spot, int instance)
{
	enum where where = DIRECTLY;
	int in = form_filling_instance(f, spot);

	while (in != instance && in != FORM_NONE) {
		in = form_filling_instance(f, form_filling_list(f, in));
		where = DEEPER;
	}
	return in == instance ? where : OUTSIDE;
}

static int index_of(const struct ui_sitting *s, int spot)
{
	int count;
	const int *spots = form_filling_spots(s->talk.filling, &count);

	for (int i = 0; i < count; i++) {
		if (spots[i] == spot)
			return i;
	}
	return -1;
}

static int instance_of(const struct ui_sitting *s, int spot)
{
	return spot == FORM_NONE ? FORM_NONE
				 : form_filling_instance(s->talk.filling, spot);
}

/* The stop after or before the place in the order of the form. */
static int stop_from(const struct ui_sitting *s, int index, int step, int instance)
{
	const struct form_filling *f = s->talk.filling;
	int count;
	const int *spots = form_filling_spots(f, &count);

	for (int i = index; i >= 0 && i < count; i += step) {
		enum where where = stands(f, spots[i], instance);

		if (where == OUTSIDE || spots[i] == instance)
			break;
		if (where == DIRECTLY && !is_skipped(s, spots[i]))
			return spots[i];
	}
	return instance == FORM_NONE ? FORM_NONE : form_filling_list(f, instance);
}

int ui_sitting_next(const struct ui_sitting *s, int spot)
{
	return stop_from(s, index_of(s, spot) + 1, 1, instance_of(s, spot));
}

int ui_sitting_before(const struct ui_sitting *s, int spot)
{
	return stop_from(s, index_of(s, spot) - 1, -1, instance_of(s, spot));
}

static bool is_open_stop(const struct ui_sitting *s, int spot)
{
	return ui_row_is_open(&s->talk, spot) && !is_skipped(s, spot);
}

int ui_sitting_first_in(const struct ui_sitting *s, int instance)
{
	const struct form_filling *f = s->talk.filling;
	int first = FORM_NONE, count;
	const int *spots = form_filling_spots(f, &count);

	for (int i = index_of(s, instance) + 1; i > 0 && i < count; i++) {
		if (stands(f, spots[i], instance) == OUTSIDE)
			break;
		if (is_open_stop(s, spots[i]))
			return spots[i];
		if (first == FORM_NONE && stands(f, spots[i], instance) == DIRECTLY &&
		    !is_skipped(s, spots[i]))
			first = spots[i];
	}
	return first;
}

int ui_sitting_unfinished(const struct ui_sitting *s, int list)
{
	const struct form_filling *f = s->talk.filling;
	int count;
	const int *spots = form_filling_spots(f, &count);

	for (int i = index_of(s, list) + 1; i > 0 && i < count; i++) {
		int in = form_filling_instance(f, spots[i]);

		while (in != FORM_NONE && form_filling_list(f, in) != list)
			in = form_filling_instance(f, form_filling_list(f, in));
		if (in == FORM_NONE)
			break;
		if (is_open_stop(s, spots[i]))
			return in;
	}
	return FORM_NONE;
}

/* An empty list that may be added to: nothing tells yet that there are none. */
static bool is_empty_list(const struct ui_sitting *s, int spot)
{
	int count;

	if (!form_filling_is_list(s->talk.filling, spot) || is_skipped(s, spot))
		return false;
	(void)ui_talk_instances(&s->talk, spot, &count);
	return count == 0;
}

int ui_sitting_first_open(const struct ui_sitting *s)
{
	int count;
	const int *spots = form_filling_spots(s->talk.filling, &count);

	for (int i = 0; i < count; i++) {
		if (is_open_stop(s, spots[i]) || is_empty_list(s, spots[i]))
			return spots[i];
	}
	return FORM_NONE;
}

int ui_sitting_next_open(const struct ui_sitting *s, int spot)
{
	int count, at = index_of(s, spot);
	const int *spots = form_filling_spots(s->talk.filling, &count);

	for (int n = 1; n <= count; n++) {
		int other = spots[(at + n) % count];

		if (other != spot && is_open_stop(s, other))
			return other;
	}
	return FORM_NONE;
}

static void leave_for_later(struct app *a, struct ui_sitting *s, int spot)
{
	struct error e = ERROR_INIT;

	if (ui_sitting_in_scope(s, spot) && ui_sitting_is_withheld(s, spot) &&
	    ui_row_is_open(&s->talk, spot))
		ui_sitting_wrote(a, s,
				 ui_talk_no_answer(&s->talk, spot, FORM_STATUS_LATER, &e),
				 &e);
}

/* What is passed over on the way: up to the next stop, or to the end of the instance. */
void ui_sitting_pass(struct app *a, struct ui_sitting *s, int from, int to)
{
	const struct form_filling *f = s->talk.filling;
	int instance = instance_of(s, from), i = index_of(s, from) + 1, count;

	for (; is_overheard(s); i++) { /* an answer may make spots come and go */
		const int *spots = form_filling_spots(f, &count);

		if (i >= count || spots[i] == to ||
		    stands(f, spots[i], instance) == OUTSIDE)
			break;
		leave_for_later(a, s, spots[i]);
	}
}

void ui_sitting_leave_withheld(struct app *a, struct ui_sitting *s)
{
	int count;

	for (int i = 0; is_overheard(s); i++) {
		const int *spots = form_filling_spots(s->talk.filling, &count);

		if (i >= count)
			return;
		leave_for_later(a, s, spots[i]);
	}
}

/* The spot of the group, or of the instance, whose questions stand on one screen. */
static int field_list_of(const struct ui_sitting *s, int spot)
{
	int group = form_filling_parent(s->talk.filling, spot);

	while (group != FORM_NONE &&
	       !(ui_talk_row(&s->talk, group)->appearance & FORM_FIELD_LIST))
		group = form_filling_parent(s->talk.filling, group);
	return group;
}

bool ui_sitting_is_page_of(const struct ui_sitting *s, int spot, int other)
{
	int group = field_list_of(s, spot);

	return group != FORM_NONE && group == field_list_of(s, other) &&
	       instance_of(s, spot) == instance_of(s, other);
}

bool ui_sitting_in_scope(const struct ui_sitting *s, int spot)
{
	const struct form_row *r = ui_talk_row(&s->talk, spot);

	if (!form_row_is_question(r) || !form_row_is_shown(r))
		return false;
	if (ui_talk_part(&s->talk) == CARE_LATER)
		return ui_talk_is_asked(&s->talk, spot);
	return form_filling_is_relevant(s->talk.filling, spot) && !r->later;
}

void ui_sitting_touch(struct ui_sitting *s)
{
	s->last_key = ui_now_ms();
	if (!s->first_unsaved)
		s->first_unsaved = s->last_key;
}

int64_t ui_sitting_wake(const struct ui_sitting *s)
{
	int64_t pause = s->last_key + UI_PAUSE_MS,
		most = s->first_unsaved + UI_UNSAVED_MOST_MS;

	if (!s->first_unsaved)
		return -1;
	return pause < most ? pause : most;
}

void ui_sitting_wrote(struct app *a, struct ui_sitting *s, enum err rc,
		      const struct error *e)
{
	bool is_failed = rc != OK && rc != ERR_INVALID;

	s->is_failed = is_failed || (s->talk.iv && !care_interview_is_saved(s->talk.iv));
	if (!s->is_failed && rc == OK && ui_talk_is_recorded(&s->talk))
		ui_saved(a);
	if (is_failed)
		ui_error(a, e);
	a->pending |= UI_HEADER;
}

static bool is_text(const struct ui_sitting *s)
{
	return s->input != UI_INPUT_NONE && s->input != UI_INPUT_REPEAT &&
	       !ui_input_is_choice(s);
}

/* The place, and what is half typed there. */
void ui_sitting_save(struct app *a, struct ui_sitting *s)
{
	struct error e = ERROR_INIT;
	const char *typed = is_text(s) ? s->editor.text.bytes : "";
	enum err rc;

	if (!s->first_unsaved || s->spot == FORM_NONE)
		return;
	rc = ui_talk_place(&s->talk, s->spot, typed, (int64_t)s->editor.cursor, &e);
	s->first_unsaved = 0;
	ui_sitting_wrote(a, s, rc, &e);
}

bool ui_sitting_says(struct app *a, struct ui_sitting *s, enum ui_request r)
{
	if (r != UI_REQ_SAVED && r != UI_REQ_STOP)
		return false;
	if (s->talk.iv && !ui_talk_is_recorded(&s->talk)) {
		ui_message(a, "%s", _("Nothing of this talk is kept. To stop: Esc."));
		return true;
	}
	if (s->is_failed && s->spot != FORM_NONE)
		return !ui_sitting_retry(a, s);
	ui_sitting_save(a, s);
	return s->is_failed;
}

bool ui_sitting_retry(struct app *a, struct ui_sitting *s)
{
	ui_sitting_touch(s);
	ui_sitting_save(a, s);
	return !s->is_failed;
}

static void half_set(struct ui_sitting *s, const char *text)
{
	if (s->spot < 0 || (!text && s->spot >= s->half_count))
		return;
	if (s->spot >= s->half_count) {
		int count = s->spot + s->talk.form->row_count + 1;

		s->half = mem_resize(s->half, (size_t)count, sizeof *s->half);
		while (s->half_count < count)
			s->half[s->half_count++] = NULL;
	}
	free(s->half[s->spot]);
	s->half[s->spot] = text ? mem_text(text) : NULL;
}

void ui_sitting_keep_half(struct ui_sitting *s)
{
	if (s->spot != FORM_NONE && is_text(s))
		half_set(s, s->editor.text.bytes);
}

void ui_sitting_drop_half(struct ui_sitting *s)
{
	half_set(s, NULL);
}

const char *ui_sitting_half(const struct ui_sitting *s, int spot)
{
	return spot >= 0 && spot < s->half_count ? s->half[spot] : NULL;
}

bool ui_sitting_has_half(const struct ui_sitting *s, int spot)
{
	return !text_is_empty(ui_sitting_half(s, spot));
}

static bool has_record_fact(const struct form_row *r)
{
	return text_equal(r->save_to, "consent_record") ||
	       text_equal(r->name, "record_ok");
}

/* "Rather not": from here on nothing is kept. */
static void check_record(struct app *a, struct ui_sitting *s)
{
	struct error e = ERROR_INIT;
	const char *value = form_filling_value(s->talk.filling, s->spot);

	if (!has_record_fact(ui_talk_row(&s->talk, s->spot)) ||
	    !text_equal(value, "no") || !ui_talk_is_recorded(&s->talk))
		return;
	if (care_interview_stop_recording(s->talk.iv, &e) == OK)
		ui_message(
			a, "%s",
			_("From now on nothing is kept. The talk stays on this screen."));
	else
		ui_error(a, &e);
}

static void tell_consequences(struct app *a, int count)
{
	if (count > 0)
		ui_message(a,
			   ngettext("Because of this change %d answer falls away.",
				    "Because of this change %d answers fall away.",
				    (unsigned long)count),
			   count);
}

bool ui_sitting_answer(struct app *a, struct ui_sitting *s, const char *value)
{
	struct error e = ERROR_INIT;
	bool had = *form_filling_value(s->talk.filling, s->spot);
	int count = had ? ui_talk_consequences(&s->talk, s->spot, value) : 0;
	enum err rc = ui_talk_answer(&s->talk, s->spot, value, &e);

	if (rc == ERR_INVALID) {
		str_set(&s->reason,
			*e.text ? e.text : _("This answer is not possible here."));
		a->pending |= UI_REDRAW;
		return false;
	}
	str_reset(&s->reason);
	ui_sitting_wrote(a, s, rc, &e);
	if (rc != OK)
		return false;
	half_set(s, NULL);
	s->first_unsaved = 0;
	tell_consequences(a, count);
	check_record(a, s);
	ui_alike_touch(s);
	return true;
}

bool ui_sitting_commit(struct app *a, struct ui_sitting *s)
{
	struct str value = STR_INIT;
	bool is_good = true;

	if (s->spot == FORM_NONE || !is_text(s) ||
	    form_filling_is_read_only(s->talk.filling, s->spot))
		return true;
	if (!ui_input_value(a, s, &value)) {
		is_good = false;
	} else if (!text_equal(value.bytes,
			       form_filling_value(s->talk.filling, s->spot))) {
		is_good = ui_sitting_answer(a, s, value.bytes);
	} else {
		half_set(s, NULL);
		str_reset(&s->reason);
	}
	str_release(&value);
	return is_good;
}

/* An answer that another one made wrong: what it should be. */
static void wrong_tell(struct ui_sitting *s)
{
	const struct form_row *r = ui_talk_row(&s->talk, s->spot);

	if (!form_row_is_question(r) ||
	    form_filling_state(s->talk.filling, s->spot) != FORM_STATE_INVALID)
		return;
	ui_talk_text(&s->talk, s->spot, r->constraint_message, &s->reason);
	if (!s->reason.len)
		str_set(&s->reason, _("This answer is not possible here."));
}

void ui_sitting_go(struct app *a, struct ui_sitting *s, int spot)
{
	if (spot == FORM_NONE)
		return;
	if (s->spot != FORM_NONE && s->spot != spot && is_text(s) &&
	    !ui_sitting_commit(a, s)) {
		half_set(s, s->editor.text.bytes);
		if (s->reason.len)
			ui_message(a, "%s", s->reason.bytes);
	}
	s->spot = spot;
	str_reset(&s->reason);
	ui_input_load(a, s);
	wrong_tell(s);
	ui_sitting_touch(s);
	a->pending |= UI_REDRAW | UI_HEADER;
}
