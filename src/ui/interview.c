/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The question screen.  Parent: the overview.  Data: the sitting, borrowed from it.
 * Requests: Enter gives the answer and goes on, digits choose, Tab and PgDn leave the
 * answer as it is; those of the group INTERVIEW work on every question, whatever kind of
 * answer it takes.
 */
#include "ui/alike.h"
#include "ui/ask.h"
#include "ui/screens.h"
#include "ui/sitting.h"

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

static enum ui_map scale_map(const struct ui_sitting *s)
{
	const struct form_range *range = &row_of(s)->range;

	return range->start < 0 || range->end < 0 ? UI_MAP_QUESTION_SCALE_SIGNED
						  : UI_MAP_QUESTION_SCALE;
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct ui_sitting *s = data;

	(void)a;
	if (s->input == UI_INPUT_REPEAT)
		return ui_talk_may_change(&s->talk, s->spot) ? UI_MAP_REPEAT
							     : UI_MAP_REPEAT_FIXED;
	if (ui_input_is_held(s))
		return UI_MAP_QUESTION_NOTE;
	if (s->is_grid)
		return UI_MAP_QUESTION_GRID;
	if (ui_input_has_filter(s))
		return UI_MAP_QUESTION_FILTER;
	if (ui_input_is_choice(s))
		return UI_MAP_QUESTION_CHOICE;
	if (s->input == UI_INPUT_RANK)
		return ui_rank_count(s) < s->offered ? UI_MAP_QUESTION_RANK
						     : UI_MAP_QUESTION_RANK_DONE;
	if (s->input == UI_INPUT_RANGE)
		return scale_map(s);
	if (s->input == UI_INPUT_COUNTER)
		return UI_MAP_QUESTION_COUNTER;
	return s->input == UI_INPUT_LINES ? UI_MAP_QUESTION_LINES : UI_MAP_QUESTION_LINE;
}

/* "Nederlands (nl)" is how a form names it; its code is of no use to her. */
static void name_add(const struct ui_sitting *s, int language, struct str *out)
{
	const char *name = s->talk.form->languages[language];

	str_add_bytes(out, name, strcspn(name, "(") - (strstr(name, " (") != NULL));
}

static void language_name(const struct ui_sitting *s, struct str *out)
{
	const struct form *form = s->talk.form;

	if (s->together <= form->language_count) {
		name_add(s, s->together - 1, out);
	} else if (form->language_count == 2) {
		str_add(out, _("both languages"));
	} else {
		name_add(s, form->default_language, out);
		str_add(out, " + ");
		name_add(s, ui_second_language(s), out);
	}
}

static void saved_add(const struct app *a, const struct ui_sitting *s, struct str *out)
{
	if (s->talk.try) {
		str_add(out, s->talk.try->is_broken ? _("the file has a mistake")
						    : _("a try, nothing is kept"));
	} else if (!ui_talk_is_recorded(&s->talk)) {
		str_add(out, _("nothing is kept"));
	} else if (s->is_failed) {
		str_add(out, _("NOT saved"));
	} else {
		ui_saved_add(a, out);
	}
}

enum { RIGHT_COLUMNS = 27 }; /* "12 of 21 . saved 10:42" */

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	const struct ui_sitting *s = data;
	struct str saved = STR_INIT;
	int asked, all;

	if (s->together) {
		language_name(s, left);
		str_add(right, _("^T: next language  Esc: back"));
		return;
	}
	ui_sitting_head_add(a, s, RIGHT_COLUMNS, left);
	ui_talk_progress(&s->talk, &asked, &all);
	str_addf(right, _("%d of %d"), asked, all);
	saved_add(a, s, &saved);
	if (saved.len)
		str_addf(right, " %s %s", a->theme.marks[UI_MARK_DOT], saved.bytes);
	str_release(&saved);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct ui_sitting *s = data;

	(void)a;
	s->body = *body;
	s->is_grid = s->spot != FORM_NONE && ui_grid_fits(s);
}

/* What is shown, and to whom: long lists are searched in the language they are read in. */
static unsigned together_set(struct app *a, struct ui_sitting *s, int together)
{
	s->together = together;
	s->is_grid = ui_grid_fits(s);
	ui_choices_relabel(a, s);
	return UI_REDRAW | UI_RELAYOUT;
}

static void draw(struct app *a, void *data)
{
	ui_question_draw(a, data);
}

static void draw_field(struct app *a, void *data)
{
	ui_question_draw_field(a, data);
}

static unsigned part_answered(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;
	enum err rc;
	int spot;

	if (index < 0)
		return UI_NOTHING;
	rc = ui_talk_set_part(&s->talk, CARE_ALONE, &e);
	ui_sitting_wrote(a, s, rc, &e);
	if (rc != OK)
		return UI_REDRAW;
	spot = ui_sitting_first_open(s);
	if (index == 0 && spot != FORM_NONE) {
		ui_sitting_go(a, s, spot);
		return UI_REDRAW;
	}
	ui_sitting_go(a, s, spot); /* there it goes on another day */
	ui_message(a, "%s",
		   _("The talk is kept. Your own part waits on the home screen, under "
		     "\"Not finished\"."));
	ui_close_to(a, ui_screen_index(a, s->overview));
	return UI_REDRAW;
}

static unsigned at_end(struct app *a, struct ui_sitting *s)
{
	const char *const answers[] = {_("now"), _("later")};

	if (ui_talk_part(&s->talk) == CARE_TOGETHER &&
	    (ui_talk_is_recorded(&s->talk) || s->talk.try) &&
	    ui_talk_has_open(&s->talk, FORM_ALONE)) {
		ui_ask(a, _("The talk is done. Go on with your own part now, or later?"),
		       answers, 2, part_answered, s);
		return UI_REDRAW;
	}
	s->is_ended = true;
	return UI_CLOSE;
}

/* Nothing holds her up; what the form says of a question that must have an answer is told. */
static void tell_required(struct app *a, const struct ui_sitting *s)
{
	struct str text = STR_INIT;

	if (form_filling_state(s->talk.filling, s->spot) == FORM_STATE_REQUIRED)
		ui_talk_text(&s->talk, s->spot, row_of(s)->required_message, &text);
	if (text.len && !a->message.len)
		ui_message(a, "%s", text.bytes);
	str_release(&text);
}

unsigned ui_question_next(struct app *a, struct ui_sitting *s)
{
	int to = s->back_spot, instance = form_filling_instance(s->talk.filling, s->spot);
	bool is_back = to != FORM_NONE;

	tell_required(a, s);

	s->back_spot = FORM_NONE;
	if (to == FORM_NONE) {
		to = ui_grid_pass(s, ui_sitting_next(s, s->spot), true);
		ui_sitting_pass(a, s, s->spot, to);
		if (instance != FORM_NONE &&
		    to == form_filling_list(s->talk.filling, instance))
			return ui_repeat_after(a, s, instance);
	}
	if (to == FORM_NONE)
		return at_end(a, s);
	if (is_back)
		ui_sitting_fit_part(a, s, to);
	ui_sitting_go(a, s, to);
	if (is_back)
		ui_editor_set_cursor(&s->editor, s->back_cursor);
	return UI_REDRAW;
}

static unsigned previous_row(struct app *a, struct ui_sitting *s)
{
	int instance = form_filling_instance(s->talk.filling, s->spot),
	    to = ui_grid_pass(s, ui_sitting_before(s, s->spot), false);

	if (to == FORM_NONE)
		return UI_NOTHING;
	if (instance != FORM_NONE && to == form_filling_list(s->talk.filling, instance))
		return ui_repeat_up(a, s, instance);
	ui_sitting_go(a, s, to);
	return UI_REDRAW;
}

/* One up: from a question to its list, from there to the overview. */
static unsigned back(struct app *a, struct ui_sitting *s)
{
	int instance = form_filling_instance(s->talk.filling, s->spot);

	if (s->together)
		return together_set(a, s, 0);
	return instance == FORM_NONE ? UI_IGNORED : ui_repeat_up(a, s, instance);
}

/* What is still open or not right, wherever it stands in this part. */
static unsigned next_open(struct app *a, struct ui_sitting *s)
{
	int to = ui_sitting_next_open(s, s->spot);

	s->back_spot = FORM_NONE;
	if (to == FORM_NONE)
		ui_message(a, "%s",
			   ui_row_is_open(&s->talk, s->spot)
				   ? _("No other question is open here.")
				   : _("No question is open here."));
	ui_sitting_go(a, s, to);
	return UI_REDRAW;
}

static unsigned take_previous(struct app *a, struct ui_sitting *s)
{
	struct care_previous previous;

	if (!ui_talk_previous(&s->talk, s->spot, &previous) || !*previous.value) {
		ui_message(a, "%s", _("There is no answer from before to take over."));
		return UI_REDRAW;
	}
	if (!ui_sitting_answer(a, s, previous.value))
		return UI_REDRAW;
	ui_input_load(a, s); /* the text on screen is the answer now */
	return ui_question_next(a, s);
}

/* Off, each language of the form, then the default with each other one, then off again. */
static unsigned together_turn(struct app *a, struct ui_sitting *s)
{
	int most = 2 * s->talk.form->language_count - 1;

	if (!s->together && row_of(s)->sensitive) {
		ui_message(a, "%s", _("This question is not for a shared screen."));
		return UI_REDRAW;
	}
	if (row_of(s)->part == FORM_ALONE) {
		ui_message(a, "%s", _("This part is for you alone."));
		return UI_REDRAW;
	}
	return together_set(a, s, s->together >= most ? 0 : s->together + 1);
}

/* What every question has; < and > of a list of choices are its own. */
static bool is_aside(enum ui_request r)
{
	return r == UI_REQ_FIND || (ui_request_info(r)->group == UI_GROUP_INTERVIEW &&
				    r != UI_REQ_MOVE_UP && r != UI_REQ_MOVE_DOWN);
}

static unsigned aside_request(struct app *a, struct ui_sitting *s, enum ui_request r)
{
	if (s->together && r != UI_REQ_TOGETHER)
		(void)together_set(a, s, 0); /* what follows is not for her eyes */
	if (r == UI_REQ_REMARK)
		ui_aside_remark(a, s);
	else if (r == UI_REQ_NO_ANSWER)
		ui_aside_no_answer(a, s);
	else if (r == UI_REQ_SCRATCH)
		ui_aside_scratch(a, s);
	else if (r == UI_REQ_FIND)
		ui_aside_find(a, s);
	else if (r == UI_REQ_ALIKE)
		ui_alike_look(a, s);
	else if (r == UI_REQ_TAKE_PREVIOUS)
		return take_previous(a, s);
	else
		return UI_IGNORED;
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ui_sitting *s = data;
	unsigned flags;

	if (ui_sitting_says(a, s, r))
		return UI_REDRAW;
	if (r == UI_REQ_TOGETHER)
		return together_turn(a, s);
	if (r == UI_REQ_BACK)
		return back(a, s);
	if (r == UI_REQ_NEXT_OPEN)
		return next_open(a, s);
	if (s->input == UI_INPUT_REPEAT &&
	    (flags = ui_repeat_request(a, s, r, digit)) != UI_IGNORED)
		return flags;
	if (is_aside(r))
		return aside_request(a, s, r);
	if (r == UI_REQ_OPEN && s->input != UI_INPUT_REPEAT)
		return ui_input_enter(a, s);
	if (r == UI_REQ_NEXT) {
		s->back_spot = FORM_NONE;
		return ui_question_next(a, s);
	}
	if (r == UI_REQ_PREVIOUS)
		return previous_row(a, s);
	return s->input == UI_INPUT_REPEAT ? UI_IGNORED
					   : ui_input_request(a, s, r, digit);
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	(void)is_paste;
	return ui_input_type(a, data, text, len);
}

static void leave(struct app *a, void *data)
{
	struct ui_sitting *s = data;

	/* What was typed is an answer when it can be, else it stays as half-typed text.
	 */
	if (!a->is_ending && s->spot != FORM_NONE) {
		if (!ui_sitting_commit(a, s))
			ui_sitting_keep_half(s); /* the place keeps it too */
		ui_sitting_touch(s);
	}
	ui_sitting_save(a, s);
	s->together = 0;
	s->left_spot = s->spot;
}

static void save(struct app *a, void *data)
{
	ui_sitting_save(a, data);
}

static int64_t wake(const struct app *a, const void *data)
{
	int64_t save_at = ui_sitting_wake(data), alike = ui_alike_wake(data);

	(void)a;
	return save_at < 0 || (alike >= 0 && alike < save_at) ? alike : save_at;
}

static unsigned tick(struct app *a, void *data)
{
	if (ui_sitting_wake(data) >= 0 && ui_sitting_wake(data) <= ui_now_ms())
		ui_sitting_save(a, data);
	ui_alike_tick(a, data);
	return UI_HEADER;
}

static void help(struct app *a, void *data, struct str *out)
{
	struct ui_sitting *s = data;
	struct str text = STR_INIT;

	(void)a;
	ui_talk_text(&s->talk, s->spot, row_of(s)->label, out);
	ui_talk_text(&s->talk, s->spot, row_of(s)->hint, &text);
	if (text.len)
		str_addf(out, "\n%s", text.bytes);
	str_reset(&text);
	ui_talk_text(&s->talk, s->spot, row_of(s)->guidance, &text);
	if (text.len)
		str_addf(out, "\n\n%s", text.bytes);
	str_release(&text);
}

static const struct ui_screen_ops question_ops = {
	.name = "question",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
	.save = save,
	.wake = wake,
	.tick = tick,
	.help = help,
};

void ui_question_push(struct app *a, struct ui_sitting *s, int spot)
{
	s->is_ended = false;
	ui_sitting_go(a, s, spot);
	ui_push(a, &question_ops, s);
}

/* Half-typed text from last time stands where it stood, the cursor too. */
static void resume_typed(struct app *a, struct ui_sitting *s)
{
	int64_t cursor = 0;
	const char *typed = care_interview_typed(s->talk.iv, &cursor);

	if (!*typed || ui_input_is_choice(s) || s->input == UI_INPUT_NONE ||
	    s->input == UI_INPUT_REPEAT)
		return;
	ui_editor_set(&s->editor, typed);
	s->is_fresh = false;
	if (cursor >= 0)
		ui_editor_set_cursor(&s->editor, (size_t)cursor);
	ui_input_understand(a, s);
}

void ui_interview_push(struct app *a, struct care_interview *iv)
{
	struct ui_sitting *s = ui_sitting_new();
	int spot;

	ui_talk_of_interview(&s->talk, iv, ui_language(a));
	a->saved_ms = ui_talk_is_recorded(&s->talk) ? care_interview_saved_ms(iv) : 0;
	spot = care_interview_row(iv);
	if (spot == FORM_NONE)
		spot = ui_sitting_first_open(s);
	else if (!ui_talk_is_asked(&s->talk, spot))
		spot = ui_sitting_next(s, spot);
	ui_sitting_push(a, s);
	if (spot == FORM_NONE)
		return;
	ui_question_push(a, s, spot);
	s->first_unsaved = 0; /* nothing was changed by opening it */
	resume_typed(a, s);
}
