/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions with the same choices under each other, as one table: the choices are its heads with their
 * digits, each question is a line.  It is only how they look: the line with the focus is the
 * question on screen, as any other.
 */
#include "ui/sitting.h"

enum {
	MARK_COLUMNS = 2,       /* "> " before a line */
	TICK_COLUMNS = 3,       /* "(x)" */
	GAP = 2,                /* between two heads */
	LEGEND_CELL = 5,        /* a column whose head is its digit alone */
	LABEL_LEAST = 24,       /* beside whole heads */
	LABEL_LEAST_LEGEND = 16,
	ROWS_LEAST = 3,         /* lines of the table in sight */
	WHERE_LINES = 2,
	SPOTS_MOST = 64
};

struct grid {
	int spots[SPOTS_MOST], count, at; /* at: the one with the focus */
	int widths[UI_CHOICE_DIGITS];     /* of each column, the gap with it */
	int choices, label_columns;
	bool has_legend;
	struct str heads[UI_CHOICE_DIGITS], title, legend;
};

static const struct form_row *row_at(const struct ui_sitting *s, int spot)
{
	return ui_talk_row(&s->talk, spot);
}

static bool is_line(const struct form_row *r)
{
	return r->type == FORM_SELECT_ONE && r->appearance & FORM_GRID &&
	       !(r->appearance & FORM_GRID_HEAD) && r->list && !r->choice_filter &&
	       !r->is_shuffled;
}

static bool are_together(const struct ui_sitting *s, int spot, int other)
{
	const struct form_row *a, *b;

	if (spot == FORM_NONE || other == FORM_NONE)
		return false;
	a = row_at(s, spot);
	b = row_at(s, other);
	return is_line(a) && is_line(b) && a->list == b->list &&
	       form_filling_parent(s->talk.filling, spot) ==
		       form_filling_parent(s->talk.filling, other) &&
	       !form_filling_is_read_only(s->talk.filling, other);
}

int ui_grid_line(const struct ui_sitting *s, bool down)
{
	int other = down ? ui_sitting_next(s, s->spot) : ui_sitting_before(s, s->spot);

	return are_together(s, s->spot, other) ? other : FORM_NONE;
}

static void spots_find(const struct ui_sitting *s, int spot, struct grid *g)
{
	int first = spot, before;

	for (int n = 0; n < SPOTS_MOST - 1; n++) {
		before = ui_sitting_before(s, first);
		if (!are_together(s, spot, before))
			break;
		first = before;
	}
	while (g->count < SPOTS_MOST && are_together(s, spot, first)) {
		if (first == spot)
			g->at = g->count;
		g->spots[g->count++] = first;
		first = ui_sitting_next(s, first);
	}
}

static void text_add(const struct ui_sitting *s, int spot, form_texts which,
		     struct str *out)
{
	int language = s->together ? s->together - 1 : s->talk.language;

	if (which)
		form_filling_text(s->talk.filling, spot, which, language, out);
}

/* What the table is about: the question above it that only shows the choices, or the group. */
static void title_add(const struct ui_sitting *s, struct grid *g)
{
	int head = ui_sitting_before(s, g->spots[0]);
	int group = form_filling_parent(s->talk.filling, g->spots[0]);

	if (head != FORM_NONE && ui_grid_is_head(s, head))
		text_add(s, head, row_at(s, head)->label, &g->title);
	if (g->title.len == 0 && group != FORM_NONE)
		text_add(s, group, row_at(s, group)->label, &g->title);
}

static void heads_add(const struct ui_sitting *s, struct grid *g)
{
	const struct form_list *list = row_at(s, g->spots[0])->list;

	g->choices = (int)list->count;
	for (int i = 0; i < g->choices; i++) {
		str_addf(&g->heads[i], "%d ", (i + 1) % UI_CHOICE_DIGITS);
		text_add(s, g->spots[0], list->choices[i].label, &g->heads[i]);
		str_addf(&g->legend, "%s%d\302\240%s", i > 0 ? "  " : "",
			 (i + 1) % UI_CHOICE_DIGITS, g->heads[i].bytes + 2);
	}
}

/* "12 How often ..."; her screen has no numbers. */
static void label_texts(const struct ui_sitting *s, int spot, struct ui_texts *out)
{
	const struct form_row *r = row_at(s, spot);
	struct str label = STR_INIT;

	if (r->number && !s->together) {
		text_add(s, spot, r->label, &label);
		ui_texts_add_plain(out, r->number);
		ui_texts_append(out, " ", label.bytes);
	} else {
		ui_question_texts(s, spot, r->label, out);
	}
	str_release(&label);
}

/* Whole heads where they leave room for the questions, else digits under a legend. */
static bool columns_fit(struct grid *g, int columns)
{
	int used = 0;

	for (int i = 0; i < g->choices; i++) {
		int width = text_columns(g->heads[i].bytes, g->heads[i].len);

		g->widths[i] = (width < TICK_COLUMNS ? TICK_COLUMNS : width) + GAP;
		used += g->widths[i];
	}
	g->has_legend = columns - MARK_COLUMNS - used < LABEL_LEAST;
	if (g->has_legend) {
		for (int i = 0; i < g->choices; i++)
			g->widths[i] = LEGEND_CELL;
		used = g->choices * LEGEND_CELL;
	}
	g->label_columns = columns - MARK_COLUMNS - used - GAP;
	return g->label_columns >= (g->has_legend ? LABEL_LEAST_LEGEND : LABEL_LEAST - GAP);
}

/* The questions take no more than the longest needs: the eye follows a short way to the ticks. */
static void labels_fit(const struct ui_sitting *s, struct grid *g)
{
	int most = LABEL_LEAST_LEGEND;

	for (int i = 0; i < g->count; i++) {
		struct ui_texts label = UI_TEXTS_INIT;
		struct str line = STR_INIT;
		int used;

		label_texts(s, g->spots[i], &label);
		ui_texts_join(&label, &line);
		used = text_columns(line.bytes, line.len);
		most = used > most ? used : most;
		str_release(&line);
		ui_texts_release(&label);
	}
	if (g->label_columns > most)
		g->label_columns = most;
}

static bool is_rtl(const struct str *text)
{
	return text_is_rtl(text->bytes, text->len);
}

static int head_lines(const struct grid *g, int columns)
{
	return ui_wrapped_lines(g->title.bytes, columns) + 1 +
	       (g->has_legend ? ui_wrapped_lines(g->legend.bytes, columns) : 0);
}

static void grid_release(struct grid *g)
{
	for (int i = 0; i < UI_CHOICE_DIGITS; i++)
		str_release(&g->heads[i]);
	str_release(&g->title);
	str_release(&g->legend);
}

/* false: no table, or it does not fit; release it in any case. */
static bool grid_find(const struct ui_sitting *s, int spot, const struct ui_area *area,
		      struct grid *g)
{
	int language = s->together ? s->together - 1 : s->talk.language;

	*g = (struct grid){.title = STR_INIT, .legend = STR_INIT};
	for (int i = 0; i < UI_CHOICE_DIGITS; i++)
		g->heads[i] = (struct str)STR_INIT;
	if (spot == FORM_NONE || !is_line(row_at(s, spot)) ||
	    s->together > s->talk.form->language_count ||
	    form_language_is_rtl(s->talk.form, language) ||
	    row_at(s, spot)->list->count > UI_CHOICE_DIGITS)
		return false;
	spots_find(s, spot, g);
	if (g->count < 2)
		return false;
	heads_add(s, g);
	title_add(s, g);
	if (is_rtl(&g->title) || is_rtl(&g->heads[0]) || !columns_fit(g, area->columns))
		return false;
	labels_fit(s, g);
	return head_lines(g, area->columns) + ROWS_LEAST <= area->lines;
}

/* In an instance a line above tells of whom it is. */
static struct ui_area room_of(const struct ui_sitting *s, int spot)
{
	struct ui_area area = ui_question_area(s);

	if (spot != FORM_NONE && form_filling_instance(s->talk.filling, spot) != FORM_NONE)
		area.lines -= area.lines > WHERE_LINES ? WHERE_LINES : 0;
	return area;
}

bool ui_grid_fits(const struct ui_sitting *s)
{
	struct ui_area area = room_of(s, s->spot);
	struct grid g;
	bool fits = !ui_input_is_held(s) && grid_find(s, s->spot, &area, &g);

	if (!ui_input_is_held(s))
		grid_release(&g);
	return fits;
}

bool ui_grid_is_head(const struct ui_sitting *s, int spot)
{
	const struct form_row *head = row_at(s, spot);
	int below = ui_sitting_next(s, spot);

	return head->appearance & FORM_GRID_HEAD && below != FORM_NONE &&
	       is_line(row_at(s, below)) && row_at(s, below)->list == head->list;
}

/* Whether the head above a table can be passed over, since the table shows it. */
static bool is_shown_below(const struct ui_sitting *s, int spot)
{
	struct ui_area area = room_of(s, spot);
	struct grid g;
	bool is_shown = grid_find(s, ui_sitting_next(s, spot), &area, &g);

	grid_release(&g);
	return is_shown;
}

int ui_grid_pass(const struct ui_sitting *s, int spot, bool down)
{
	while (spot != FORM_NONE && ui_grid_is_head(s, spot) && is_shown_below(s, spot))
		spot = down ? ui_sitting_next(s, spot) : ui_sitting_before(s, spot);
	return spot;
}

static int line_lines(const struct ui_sitting *s, const struct grid *g, int index)
{
	struct ui_texts label = UI_TEXTS_INIT;
	int lines;

	label_texts(s, g->spots[index], &label);
	lines = ui_texts_lines(&label, g->label_columns);
	ui_texts_release(&label);
	return lines > 0 ? lines : 1;
}

/* The first line in sight, so that the one with the focus is there whole. */
static int top_of(const struct ui_sitting *s, const struct grid *g, int lines)
{
	int top = g->at, used = line_lines(s, g, g->at);

	while (top > 0) {
		used += line_lines(s, g, top - 1);
		if (used > lines)
			break;
		top--;
	}
	return top;
}

static void heads_draw(struct app *a, const struct grid *g, const struct ui_area *area,
		       int y)
{
	int x = MARK_COLUMNS + g->label_columns + GAP;

	for (int i = 0; i < g->choices; i++) {
		struct str digit = STR_INIT;

		str_addf(&digit, " %d", (i + 1) % UI_CHOICE_DIGITS);
		(void)ui_paint(a, area, y, x, UI_STRONG,
			       g->has_legend ? digit.bytes : g->heads[i].bytes);
		str_release(&digit);
		x += g->widths[i];
	}
}

static void ticks_draw(struct app *a, const struct ui_sitting *s, const struct grid *g,
		       const struct ui_area *area, int spot)
{
	const struct form_list *list = row_at(s, spot)->list;
	enum ui_style style = spot == s->spot ? UI_FOCUS : UI_PLAIN;
	const char *value = form_filling_value(s->talk.filling, spot);
	int x = MARK_COLUMNS + g->label_columns + GAP;
	struct str said = STR_INIT;

	if (form_filling_status(s->talk.filling, spot) != FORM_STATUS_NONE) {
		ui_answer_add(a, s, spot, &said);
		(void)ui_paint(a, area, 0, x, style, said.bytes);
		str_release(&said);
		return;
	}
	for (int i = 0; i < g->choices; i++) {
		bool is_taken = spot == s->spot ? s->ticked[i]
						: text_equal(value, list->choices[i].name);

		(void)ui_paint(a, area, 0, x, style, is_taken ? "(x)" : "( )");
		x += g->widths[i];
	}
}

static void line_draw(struct app *a, const struct ui_sitting *s, const struct grid *g,
		      const struct ui_area *area, int y, int index)
{
	struct ui_area line = {area->y + y, area->x, area->lines - y, area->columns};
	struct ui_area left = {line.y, line.x + MARK_COLUMNS, line.lines, g->label_columns};
	bool is_here = index == g->at;
	struct ui_texts label = UI_TEXTS_INIT;

	label_texts(s, g->spots[index], &label);
	if (is_here)
		(void)ui_paint(a, &line, 0, 0, UI_FOCUS, a->theme.marks[UI_MARK_HERE]);
	(void)ui_texts_paint(a, &left, 0, 0, is_here ? UI_FOCUS : UI_PLAIN, &label);
	ticks_draw(a, s, g, &line, g->spots[index]);
	if (is_here)
		ui_cursor(a, &line, 0, 0);
	ui_texts_release(&label);
}

static void more_draw(struct app *a, const struct ui_area *area, int y, int count)
{
	struct str line = STR_INIT;

	str_addf(&line, ngettext("and %d more", "and %d more", (unsigned long)count),
		 count);
	(void)ui_paint(a, area, y, MARK_COLUMNS, UI_MUTED, line.bytes);
	str_release(&line);
}

int ui_grid_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area)
{
	struct ui_area whole = room_of(s, s->spot);
	struct grid g;
	int y = 0, i = 0, end;

	if (grid_find(s, s->spot, &whole, &g)) {
		y += ui_paint_wrapped(a, area, y, 0, UI_STRONG, g.title.bytes);
		if (g.has_legend)
			y += ui_paint_wrapped(a, area, y, 0, UI_PLAIN, g.legend.bytes);
		heads_draw(a, &g, area, y++);
		end = area->lines - (area->lines - y > ROWS_LEAST);
		for (i = top_of(s, &g, end - y); i < g.count; i++) {
			int lines = line_lines(s, &g, i);

			if (y + lines > end && !(i + 1 == g.count && y + lines <= area->lines) &&
			    i != g.at)
				break;
			line_draw(a, s, &g, area, y, i);
			y += lines;
		}
		if (i < g.count && y < area->lines)
			more_draw(a, area, y++, g.count - i);
	}
	grid_release(&g);
	return y;
}
