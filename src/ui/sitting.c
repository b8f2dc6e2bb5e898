/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sitting.h"

struct ui_sitting *ui_sitting_new(void)
{
	struct ui_sitting *s = mem_new(sizeof *s);

	s->row = s->back_row = s->left_row = FORM_NONE;
	s->note_n = s->remark_n = -1;
	s->reason = s->understood = (struct str)STR_INIT;
	ui_editor_init(&s->editor, false);
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
	s->row = s->back_row = s->left_row = FORM_NONE;
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
	free(s->ticked);
	free(s->remark_who);
	free(s->remark_before);
	ui_talk_release(&s->talk);
	free(s);
}

/* Somebody is there: what is sensitive waits until they are alone. */
static bool is_overheard(const struct ui_sitting *s)
{
	int row = form_find(s->talk.form, "present");
	const char *value =
		row == FORM_NONE ? "" : form_filling_seen(s->talk.filling, row);

	return *value && !text_equal(value, "alone");
}

static bool is_skipped(const struct ui_sitting *s, int row)
{
	const struct form_row *r = &s->talk.form->rows[row];

	if (!ui_talk_is_asked(&s->talk, row))
		return true;
	return r->sensitive && r->part == FORM_TOGETHER &&
	       (s->together > 0 || is_overheard(s));
}

int ui_sitting_next(const struct ui_sitting *s, int row)
{
	for (int i = row + 1; i < s->talk.form->row_count; i++) {
		if (!is_skipped(s, i))
			return i;
	}
	return FORM_NONE;
}

void ui_sitting_pass(struct app *a, struct ui_sitting *s, int from, int to)
{
	int end = to == FORM_NONE ? s->talk.form->row_count : to;
	struct error e = ERROR_INIT;

	for (int i = from + 1; i < end && is_overheard(s); i++) {
		if (s->talk.form->rows[i].sensitive && ui_talk_is_asked(&s->talk, i) &&
		    ui_row_is_open(&s->talk, i) && is_skipped(s, i))
			ui_sitting_wrote(
				a, s,
				ui_talk_no_answer(&s->talk, i, FORM_STATUS_LATER, &e),
				&e);
	}
}

int ui_sitting_before(const struct ui_sitting *s, int row)
{
	for (int i = row - 1; i >= 0; i--) {
		if (!is_skipped(s, i))
			return i;
	}
	return FORM_NONE;
}

int ui_sitting_first_open(const struct ui_sitting *s)
{
	for (int i = 0; i < s->talk.form->row_count; i++) {
		if (!is_skipped(s, i) && ui_row_is_open(&s->talk, i))
			return i;
	}
	return FORM_NONE;
}

static int field_list_of(const struct form *form, int row)
{
	int group = form->rows[row].parent;

	while (group != FORM_NONE && !(form->rows[group].appearance & FORM_FIELD_LIST))
		group = form->rows[group].parent;
	return group;
}

bool ui_sitting_is_page_of(const struct ui_sitting *s, int row, int other)
{
	int group = field_list_of(s->talk.form, row);

	return group != FORM_NONE && group == field_list_of(s->talk.form, other);
}

bool ui_sitting_in_scope(const struct ui_sitting *s, int row)
{
	const struct form_row *r = &s->talk.form->rows[row];

	if (!form_row_is_question(r) || !form_row_is_shown(r))
		return false;
	if (ui_talk_part(&s->talk) == CARE_LATER)
		return ui_talk_is_asked(&s->talk, row);
	return form_filling_is_relevant(s->talk.filling, row) && !r->later;
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
	return s->input != UI_INPUT_NONE && !ui_input_is_choice(s);
}

/* The place, and what is half typed there. */
void ui_sitting_save(struct app *a, struct ui_sitting *s)
{
	struct error e = ERROR_INIT;
	const char *typed = is_text(s) ? s->editor.text.bytes : "";
	enum err rc;

	if (!s->first_unsaved || s->row == FORM_NONE)
		return;
	rc = ui_talk_place(&s->talk, s->row, typed, (int64_t)s->editor.cursor, &e);
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
	if (s->is_failed && s->row != FORM_NONE)
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
	if (!s->half) {
		s->half_count = s->talk.form->row_count;
		s->half = mem_array((size_t)s->half_count, sizeof *s->half);
	}
	if (s->row < 0 || s->row >= s->half_count)
		return;
	free(s->half[s->row]);
	s->half[s->row] = mem_text(text);
}

void ui_sitting_keep_half(struct ui_sitting *s)
{
	if (s->row != FORM_NONE && is_text(s))
		half_set(s, s->editor.text.bytes);
}

void ui_sitting_drop_half(struct ui_sitting *s)
{
	half_set(s, NULL);
}

bool ui_sitting_has_half(const struct ui_sitting *s, int row)
{
	return s->half && row >= 0 && row < s->half_count && s->half[row] &&
	       *s->half[row];
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
	const char *value = form_filling_value(s->talk.filling, s->row);

	if (!has_record_fact(&s->talk.form->rows[s->row]) || !text_equal(value, "no") ||
	    !ui_talk_is_recorded(&s->talk))
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
	bool had = *form_filling_value(s->talk.filling, s->row);
	int count = had ? ui_talk_consequences(&s->talk, s->row, value) : 0;
	enum err rc = ui_talk_answer(&s->talk, s->row, value, &e);

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
	return true;
}

bool ui_sitting_commit(struct app *a, struct ui_sitting *s)
{
	struct str value = STR_INIT;
	bool is_good = true;

	if (s->row == FORM_NONE || !is_text(s) ||
	    form_filling_is_read_only(s->talk.filling, s->row))
		return true;
	if (!ui_input_value(a, s, &value)) {
		is_good = false;
	} else if (!text_equal(value.bytes,
			       form_filling_value(s->talk.filling, s->row))) {
		is_good = ui_sitting_answer(a, s, value.bytes);
	} else {
		half_set(s, NULL);
		str_reset(&s->reason);
	}
	str_release(&value);
	return is_good;
}

void ui_sitting_go(struct app *a, struct ui_sitting *s, int row)
{
	if (row == FORM_NONE)
		return;
	if (s->row != FORM_NONE && s->row != row && is_text(s) &&
	    !ui_sitting_commit(a, s)) {
		half_set(s, s->editor.text.bytes);
		if (s->reason.len)
			ui_message(a, "%s", s->reason.bytes);
	}
	s->row = row;
	str_reset(&s->reason);
	ui_input_load(a, s);
	ui_sitting_touch(s);
	a->pending |= UI_REDRAW | UI_HEADER;
}
