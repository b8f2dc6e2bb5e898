/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an answer looks: its choices, the field, the scale. */
#include "ui/figure.h"
#include "ui/sitting.h"

enum {
	CHOICE_INDENT = 7,
	TEXT_LINES_LEAST = 3,
	TEXT_LINES_MOST = 12,
	FILTER_LINES_MOST = 10,
	SCALE_COLUMNS_MOST = 60
};

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

/* "[x] 1  ", "[2] 1  " in a rank, "(x)     " where letters choose. */
static void choice_line(const struct app *a, const struct ui_sitting *s, int position,
			struct str *out)
{
	int index = s->choices[position], place;

	str_add(out, position == s->at ? a->theme.marks[UI_MARK_HERE] : " ");
	if (s->input == UI_INPUT_RANK) {
		place = ui_rank_place(s, index);
		str_addf(out, place ? "[%d]" : "[ ]", place);
	} else {
		str_addf(out, s->input == UI_INPUT_ONE ? "(%s)" : "[%s]",
			 s->ticked[index] ? "x" : " ");
	}
	if (!ui_input_has_filter(s) && position < UI_CHOICE_DIGITS)
		str_addf(out, " %d  ", (position + 1) % UI_CHOICE_DIGITS);
}

static int choice_lines(const struct ui_sitting *s, int position, int columns)
{
	struct ui_texts texts = UI_TEXTS_INIT;
	int lines;

	ui_choice_texts(s, s->choices[position], &texts);
	lines = ui_texts_lines(&texts, columns - CHOICE_INDENT - 1);
	ui_texts_release(&texts);
	return lines > 0 ? lines : 1;
}

static int choices_lines(const struct ui_sitting *s, int from, int to, int columns)
{
	int lines = 0;

	for (int i = from; i < to; i++)
		lines += choice_lines(s, i, columns);
	return lines;
}

static void choices_scroll(struct ui_sitting *s, const struct ui_area *area)
{
	if (s->at < s->top)
		s->top = s->at;
	if (s->top < s->at - area->lines)
		s->top = s->at - area->lines; /* each takes a line at least */
	while (s->top < s->at &&
	       choices_lines(s, s->top, s->at + 1, area->columns) > area->lines)
		s->top++;
}

/* The last line of a list that does not fit tells how many are below. */
static void more_draw(struct app *a, const struct ui_area *area, int count)
{
	struct str line = STR_INIT, number = STR_INIT;

	ui_figure_count(count, ui_language(a), &number);
	str_addf(&line, ngettext("and %s more", "and %s more", (unsigned long)count),
		 number.bytes);
	(void)ui_paint(a, area, area->lines - 1, CHOICE_INDENT + 1, UI_MUTED, line.bytes);
	str_release(&line);
	str_release(&number);
}

static void choice_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area,
			int position)
{
	enum ui_style style = position == s->at ? UI_FOCUS : UI_PLAIN;
	struct ui_texts texts = UI_TEXTS_INIT;
	struct str line = STR_INIT;

	choice_line(a, s, position, &line);
	(void)ui_paint(a, area, 0, 0, style, line.bytes);
	ui_choice_texts(s, s->choices[position], &texts);
	(void)ui_texts_paint(a, area, 0, CHOICE_INDENT + 1, style, &texts);
	if (position == s->at)
		ui_cursor(a, area, 0, 0);
	str_release(&line);
	ui_texts_release(&texts);
}

static void choices_draw(struct app *a, struct ui_sitting *s, const struct ui_area *whole)
{
	struct ui_area area = *whole;
	int y = 0, i;

	if (s->choice_count > whole->lines && whole->lines > 2)
		area.lines--;
	choices_scroll(s, &area);
	for (i = s->top; i < s->choice_count && y < area.lines; i++) {
		struct ui_area text = {area.y + y, area.x, area.lines - y, area.columns};

		choice_draw(a, s, &text, i);
		y += choice_lines(s, i, area.columns);
	}
	if (i < s->choice_count && area.lines < whole->lines)
		more_draw(a, whole, s->choice_count - i);
	if (s->choice_count == 0)
		ui_cursor(a, &area, 0, 0);
	if (s->choice_count == 0)
		(void)ui_paint(a, &area, 0, 0, UI_MUTED,
			       s->offered > 0 ? _("Nothing has these letters.")
					      : _("There is nothing to choose here now."));
}

/* "0 ----#---- 10": the number stands in the field above it. */
static void scale_draw(struct app *a, const struct ui_sitting *s, const struct ui_area *area)
{
	const struct form_range *range = &row_of(s)->range;
	struct str ends[2] = {STR_INIT, STR_INIT}, line = STR_INIT, number = STR_INIT;
	bool has_value;
	double value;
	int cells, at;

	for (int i = 0; i < 2; i++) {
		str_reset(&number);
		ui_figure_write(i ? range->end : range->start, range, &number);
		ui_figure_group(number.bytes, ui_language(a), &ends[i]);
	}
	ui_figure_read(s->editor.text.bytes, false, "", &number);
	cells = area->columns - (int)(ends[0].len + ends[1].len) - 2;
	cells = cells > SCALE_COLUMNS_MOST ? SCALE_COLUMNS_MOST : cells;
	has_value = ui_figure_value(number.bytes, &value) && ui_range_has(range, value);
	at = has_value && range->end != range->start
		     ? (int)((value - range->start) / (range->end - range->start) *
				     (cells - 1) + 0.5)
		     : has_value ? 0 : -1;
	str_addf(&line, "%s ", ends[0].bytes);
	for (int i = 0; i < cells; i++)
		str_add(&line, a->theme.marks[i == at ? UI_MARK_KNOB : UI_MARK_RULE]);
	str_addf(&line, " %s", ends[1].bytes);
	ui_paint_field(a, area, 0, 0, area->columns, UI_PLAIN, line.bytes);
	str_release(&ends[0]);
	str_release(&ends[1]);
	str_release(&line);
	str_release(&number);
}

static void field_draw(struct app *a, struct ui_sitting *s)
{
	struct ui_area below = s->field;

	below.y += 1;
	if (s->input == UI_INPUT_RANGE)
		scale_draw(a, s, &below);
	else if (ui_input_is_understood(s))
		ui_paint_field(a, &below, 0, 0, below.columns, UI_MUTED,
			       s->understood.bytes);
	ui_editor_draw(a, &s->editor, &s->field, true);
}

void ui_question_draw_field(struct app *a, struct ui_sitting *s)
{
	if (!ui_input_has_list(s) && s->input != UI_INPUT_NONE &&
	    s->input != UI_INPUT_REPEAT)
		field_draw(a, s);
}

static int list_lines(const struct ui_sitting *s, int columns)
{
	int lines = s->choice_count;

	if (!ui_input_has_filter(s))
		lines = choices_lines(s, 0, s->choice_count, columns);
	else if (lines > FILTER_LINES_MOST)
		lines = FILTER_LINES_MOST + 1;
	lines = lines < 1 ? 1 : lines;
	return lines + ui_input_has_filter(s) + (s->input == UI_INPUT_RANK);
}

/* As many as the form asks for, more when more is typed. */
static int text_lines(const struct ui_sitting *s, int columns)
{
	int least = row_of(s)->text_rows > 0 ? row_of(s)->text_rows : TEXT_LINES_LEAST;
	int lines = ui_editor_wrapped(&s->editor, columns) + 1;

	lines = lines < least ? least : lines;
	return lines > TEXT_LINES_MOST ? TEXT_LINES_MOST : lines;
}

int ui_input_lines(const struct ui_sitting *s, int columns)
{
	if (s->input == UI_INPUT_NONE)
		return 0;
	if (s->input == UI_INPUT_REPEAT)
		return ui_repeat_lines(s);
	if (ui_input_has_list(s))
		return list_lines(s, columns);
	if (s->input == UI_INPUT_LINES)
		return text_lines(s, columns);
	return ui_input_is_understood(s) || s->input == UI_INPUT_RANGE ? 2 : 1;
}

/* "12 of 6,034" */
static int count_draw(struct app *a, const struct ui_sitting *s, const struct ui_area *area)
{
	struct str line = STR_INIT, passed = STR_INIT, all = STR_INIT;
	int used;

	ui_figure_count(s->choice_count, ui_language(a), &passed);
	ui_figure_count(s->offered, ui_language(a), &all);
	if (s->choice_count == s->offered)
		str_add(&line, all.bytes);
	else
		str_addf(&line, _("%s of %s"), passed.bytes, all.bytes);
	used = ui_paint_right(a, area, 0, UI_MUTED, line.bytes);
	str_release(&line);
	str_release(&passed);
	str_release(&all);
	return used + 1;
}

static void filter_draw(struct app *a, struct ui_sitting *s, struct ui_area *area)
{
	int used = ui_paint(a, area, 0, 0, UI_PLAIN, _("Search:")) + 1;
	int counted = count_draw(a, s, area);
	struct ui_area line = {area->y, area->x + used, 1,
			       area->columns - used - counted};

	area->y++;
	area->lines--;
	choices_draw(a, s, area);
	ui_editor_draw(a, &s->editor, &line, true);
}

static void rank_draw(struct app *a, struct ui_sitting *s, struct ui_area *area)
{
	if (area->lines > 1)
		area->lines--;
	choices_draw(a, s, area);
	area->y += area->lines;
	area->lines = 1;
	ui_paint_field(a, area, 0, CHOICE_INDENT + 1, area->columns, UI_MUTED,
		       s->understood.bytes);
}

static void held_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area)
{
	struct str value = STR_INIT;

	if (row_of(s)->type == FORM_NOT_ASKED)
		str_set(&value, _("This is not asked here. Enter goes on."));
	else
		ui_answer_add(a, s, s->spot, &value);
	(void)ui_paint_wrapped(a, area, 0, 0, UI_PLAIN, value.bytes);
	ui_cursor(a, area, 0, 0);
	str_release(&value);
}

void ui_input_draw(struct app *a, struct ui_sitting *s, struct ui_area area)
{
	s->field = area;
	if (s->field.lines < 1)
		s->field.lines = 1;
	if (s->input == UI_INPUT_REPEAT) {
		ui_repeat_draw(a, s, &area);
	} else if (ui_input_is_held(s)) {
		held_draw(a, s, &area);
	} else if (ui_input_has_filter(s)) {
		filter_draw(a, s, &area);
	} else if (s->input == UI_INPUT_RANK) {
		rank_draw(a, s, &area);
	} else if (ui_input_is_choice(s)) {
		choices_draw(a, s, &area);
	} else {
		if (s->input != UI_INPUT_LINES)
			s->field.lines = 1;
		field_draw(a, s);
	}
}

