/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of an answer do: choosing, putting in order, stepping, typing. */
#include "ui/sitting.h"

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

/*
 * Takes or drops the choice with this index; the answer goes to disk at once.  One that cannot be
 * written stays as it was chosen, and goes along with the next; one that is refused does not.
 */
static bool choose(struct app *a, struct ui_sitting *s, int index)
{
	struct str value = STR_INIT;
	bool was = s->ticked[index], is_good;

	if (s->input == UI_INPUT_ONE && row_of(s)->list)
		memset(s->ticked, 0, row_of(s)->list->count * sizeof *s->ticked);
	s->ticked[index] = s->input == UI_INPUT_ONE || !was;
	ui_input_choices_value(s, &value);
	is_good = ui_sitting_answer(a, s, value.bytes);
	if (!is_good && s->input == UI_INPUT_MANY && s->reason.len > 0)
		s->ticked[index] = was;
	str_release(&value);
	a->pending |= UI_REDRAW | UI_HEADER;
	return is_good;
}

static unsigned choose_and_go(struct app *a, struct ui_sitting *s, int position)
{
	bool is_good;
	int index;

	if (position < 0 || position >= s->choice_count)
		return UI_NOTHING;
	s->at = position;
	index = s->choices[position];
	is_good = choose(a, s, index);
	if (!is_good && (s->input == UI_INPUT_ONE || s->reason.len > 0))
		return UI_REDRAW;
	if (s->input == UI_INPUT_ONE)
		return ui_question_next(a, s);
	if (s->editor.text.len) { /* the filter has done its work */
		ui_editor_set(&s->editor, "");
		ui_input_filter(a, s);
		for (int i = 0; i < s->choice_count; i++)
			s->at = s->choices[i] == index ? i : s->at;
	}
	return UI_REDRAW;
}

static unsigned enter_choice(struct app *a, struct ui_sitting *s)
{
	bool is_filtered = ui_input_has_filter(s) && s->editor.text.len > 0;

	if (is_filtered || (s->input == UI_INPUT_ONE && s->has_moved))
		return choose_and_go(a, s, s->at);
	return ui_question_next(a, s);
}

static unsigned choice_move(struct ui_sitting *s, enum ui_request r)
{
	if (r == UI_REQ_UP)
		s->at--;
	else if (r == UI_REQ_DOWN)
		s->at++;
	else if (r == UI_REQ_FIRST)
		s->at = 0;
	else if (r == UI_REQ_LAST)
		s->at = s->choice_count - 1;
	else
		return UI_IGNORED;
	s->at = s->at >= s->choice_count ? s->choice_count - 1 : s->at;
	s->at = s->at < 0 ? 0 : s->at;
	s->has_moved = true;
	return UI_REDRAW;
}

static int position_of(int digit)
{
	return digit == 0 ? UI_CHOICE_DIGITS - 1 : digit - 1;
}

/* A line of a table: the arrows go to the one above or below, as answered or open as it is. */
static unsigned grid_request(struct app *a, struct ui_sitting *s, enum ui_request r,
			     int digit)
{
	int to;

	if (r == UI_REQ_PICK)
		return choose_and_go(a, s, position_of(digit));
	if (r != UI_REQ_UP && r != UI_REQ_DOWN)
		return UI_IGNORED;
	to = ui_grid_line(s, r == UI_REQ_DOWN);
	if (to == FORM_NONE)
		return UI_NOTHING;
	ui_sitting_go(a, s, to);
	return UI_REDRAW;
}

/* The blank key ticks, but where a name goes on with a blank: Den Haag.  Below the first line she
 * moved the focus there to choose it. */
static bool is_blank_typed(const struct ui_sitting *s)
{
	return s->at == 0 && ui_input_has_filter(s) && !ui_editor_is_empty(&s->editor) &&
	       ui_words_have_blank(&s->words, s->editor.text.bytes);
}

static unsigned choice_request(struct app *a, struct ui_sitting *s, enum ui_request r,
			       int digit)
{
	unsigned flags;

	if (r == UI_REQ_PICK)
		return choose_and_go(a, s, position_of(digit));
	if (r == UI_REQ_TOGGLE && is_blank_typed(s))
		return ui_input_type(a, s, " ", 1);
	if (r == UI_REQ_TOGGLE)
		return choose_and_go(a, s, s->at);
	flags = choice_move(s, r);
	if (flags != UI_IGNORED || !ui_input_has_filter(s))
		return flags;
	flags = ui_editor_request(&s->editor, r);
	if (flags != UI_FIELD)
		return flags;
	ui_input_filter(a, s);
	return UI_REDRAW;
}

/* A text that needs another line moves what stands below it; else only the field is
 * drawn. */
static unsigned text_changed(struct app *a, struct ui_sitting *s, unsigned flags,
			     int lines)
{
	if (!(flags & UI_FIELD))
		return flags;
	s->is_fresh = false;
	ui_sitting_touch(s);
	ui_input_understand(a, s);
	if (s->reason.len) {
		str_reset(&s->reason);
		return UI_REDRAW;
	}
	return ui_editor_wrapped(&s->editor, s->field.columns) != lines ? UI_REDRAW
									: flags;
}

static unsigned text_request(struct app *a, struct ui_sitting *s, enum ui_request r)
{
	int lines = ui_editor_wrapped(&s->editor, s->field.columns);

	return text_changed(a, s, ui_editor_request(&s->editor, r), lines);
}

/* It is an answer as soon as all have a place; what is half done waits as half-typed text does. */
static unsigned rank_changed(struct app *a, struct ui_sitting *s)
{
	int count = ui_rank_count(s);

	str_reset(&s->reason);
	ui_sitting_touch(s);
	ui_input_understand(a, s);
	if (count == 0 || count == s->offered)
		(void)ui_sitting_commit(a, s);
	return UI_REDRAW | UI_HEADER;
}

static unsigned rank_turn(struct app *a, struct ui_sitting *s, int position)
{
	if (position < 0 || position >= s->choice_count)
		return UI_NOTHING;
	s->at = position;
	ui_rank_turn(s, s->choices[position]);
	if (ui_rank_place(s, s->choices[position]) > 0)
		ui_rank_focus(s);
	return rank_changed(a, s);
}

static unsigned rank_enter(struct app *a, struct ui_sitting *s)
{
	if (ui_rank_count(s) < s->offered)
		return rank_turn(a, s, s->at);
	return ui_sitting_commit(a, s) ? ui_question_next(a, s) : UI_REDRAW;
}

static unsigned rank_request(struct app *a, struct ui_sitting *s, enum ui_request r,
			     int digit)
{
	if (r == UI_REQ_PICK)
		return rank_turn(a, s, position_of(digit));
	if (r == UI_REQ_TOGGLE)
		return rank_turn(a, s, s->at);
	if (r == UI_REQ_BACKSPACE || r == UI_REQ_UNDO) {
		ui_rank_take_last(s);
		return rank_changed(a, s);
	}
	if ((r == UI_REQ_MOVE_UP || r == UI_REQ_MOVE_DOWN) && s->at < s->choice_count) {
		ui_rank_move(s, s->choices[s->at], r == UI_REQ_MOVE_UP);
		return rank_changed(a, s);
	}
	return choice_move(s, r);
}

/* Digits typed after a step begin a number anew. */
static unsigned step(struct app *a, struct ui_sitting *s, bool up)
{
	ui_input_step(a, s, up);
	str_reset(&s->reason);
	ui_sitting_touch(s);
	ui_input_understand(a, s);
	s->is_fresh = true;
	return UI_REDRAW;
}

unsigned ui_input_enter(struct app *a, struct ui_sitting *s)
{
	if (ui_input_is_held(s) || s->is_grid)
		return ui_question_next(a, s);
	if (ui_input_is_choice(s))
		return enter_choice(a, s);
	if (s->input == UI_INPUT_RANK)
		return rank_enter(a, s);
	return ui_sitting_commit(a, s) ? ui_question_next(a, s) : UI_REDRAW;
}

unsigned ui_input_request(struct app *a, struct ui_sitting *s, enum ui_request r, int digit)
{
	if (ui_input_is_held(s))
		return UI_IGNORED;
	if (s->is_grid)
		return grid_request(a, s, r, digit);
	if (ui_input_is_choice(s))
		return choice_request(a, s, r, digit);
	if (s->input == UI_INPUT_RANK)
		return rank_request(a, s, r, digit);
	if (r == UI_REQ_RAISE || r == UI_REQ_LOWER)
		return step(a, s, r == UI_REQ_RAISE);
	return text_request(a, s, r);
}

unsigned ui_input_type(struct app *a, struct ui_sitting *s, const char *text, size_t len)
{
	int lines = ui_editor_wrapped(&s->editor, s->field.columns);

	if (ui_input_is_held(s) || s->input == UI_INPUT_REPEAT)
		return UI_NOTHING;
	if (ui_input_has_filter(s) && !s->is_grid) {
		(void)ui_editor_type(&s->editor, text, len);
		ui_input_filter(a, s);
		return UI_REDRAW;
	}
	if (ui_input_has_list(s))
		return UI_NOTHING;
	if (s->is_fresh)
		(void)ui_editor_request(&s->editor, UI_REQ_CUT_BEGIN);
	return text_changed(a, s, ui_editor_type(&s->editor, text, len), lines);
}
