/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * The ladder over time as lines of text: a step up is drawn as a step, time on a rung
 * below the highest she reached as a dotted line, a pause, without a word of blame.
 */
enum {
	RUNGS = 6,
	PLOT_MOST = 300,
	PLOT_LEAST = 8,
	GOAL_COLUMNS =
		13, /* five rungs of two dots each, the mark, a blank before its word */
	AXIS_MARKS = 4,
	AXIS_COLUMNS = 6 /* of one mark on the axis: 'mrt 25' */
};

struct symbols {
	const char *line, *pause, *up, *point, *first, *goal, *dot, *rise_from, *rise_to,
		*fall_from, *fall_to, *edge;
};

static const struct symbols drawn = {"─", "┄", "│", "●", "●", "○",
				     "·", "┘", "┌", "┐", "└", "│"};
static const struct symbols plain = {"-", ".", "|", "O", "O", "o",
				     ".", "+", "+", "+", "+", "|"};

struct plot {
	const char *cells[RUNGS][PLOT_MOST]; /* row 0 is rung 1; NULL is blank */
	int width;			     /* columns for the line itself */
	int all;			     /* with room for the goal behind it */
	const struct symbols *s;
};

static void put(struct plot *plot, int level, int x, const char *symbol)
{
	if (level >= 1 && level <= RUNGS && x >= 0 && x < plot->all)
		plot->cells[level - 1][x] = symbol;
}

static int place(const struct care_rung *rungs, int count, const struct date *on,
		 int width)
{
	int64_t from = date_days(&rungs[0].on), to = date_days(&rungs[count - 1].on);

	return to > from ? (int)((date_days(on) - from) * (width - 1) / (to - from)) : 0;
}

static void draw_step(struct plot *plot, int x, int from, int to)
{
	int low = from < to ? from : to, high = from < to ? to : from;

	for (int level = low + 1; level < high; level++)
		put(plot, level, x, plot->s->up);
	put(plot, from, x, from < to ? plot->s->rise_from : plot->s->fall_from);
	put(plot, to, x, from < to ? plot->s->rise_to : plot->s->fall_to);
}

static void draw_line(struct plot *plot, const struct care_rung *rungs, int count)
{
	int best = 0, last = place(rungs, count, &rungs[count - 1].on, plot->width);

	for (int i = 0; i + 1 < count; i++) {
		int from = place(rungs, count, &rungs[i].on, plot->width);
		int to = place(rungs, count, &rungs[i + 1].on, plot->width);

		best = rungs[i].level > best ? rungs[i].level : best;
		for (int x = from; x < to; x++)
			if (x > from || i == 0 || rungs[i].level == rungs[i - 1].level)
				put(plot, rungs[i].level, x,
				    rungs[i].level < best ? plot->s->pause
							  : plot->s->line);
		if (rungs[i + 1].level != rungs[i].level)
			draw_step(plot, to, rungs[i].level, rungs[i + 1].level);
	}
	put(plot, rungs[0].level, 0, plot->s->first);
	put(plot, rungs[count - 1].level, last, plot->s->point);
}

/* Dots rise from the last point to the goal, a few to each rung between. */
static int draw_goal(struct plot *plot, int from, int x, int goal)
{
	for (int level = from + 1; level < goal; level++)
		for (int i = 0; i < 2; i++)
			put(plot, level, ++x, plot->s->dot);
	put(plot, goal, x + 2, plot->s->goal);
	return x + 2;
}

static void add_axis(struct str *out, const struct care_rung *rungs, int count, int width,
		     const char *language)
{
	int64_t from = date_days(&rungs[0].on), to = date_days(&rungs[count - 1].on);
	int marks = to - from < 60 ? 1 : width >= 48 ? AXIS_MARKS : width >= 20 ? 2 : 1;
	int used = -AXIS_COLUMNS;

	for (int i = 0; i < marks; i++) {
		int64_t days = marks > 1 ? from + (to - from) * i / (marks - 1) : from;
		struct date day = date_of_days(days);
		int x = marks > 1 ? (width - 1) * i / (marks - 1) : 0;

		if (x <= used + AXIS_COLUMNS && i > 0)
			continue;
		str_pad(out, i ? x - used - AXIS_COLUMNS : x);
		used = x;
		date_write(out, &day, DATE_MONTH, language);
	}
	str_add_char(out, '\n');
}

static int label_columns(const char *const names[RUNGS], int columns)
{
	int most = 0;

	for (int i = 0; i < RUNGS && names; i++) {
		int width = text_columns(names[i], strlen(names[i]));

		most = width > most ? width : most;
	}
	return columns >= 60 ? most + 3 : 2;
}

static void add_row(struct str *out, const struct plot *plot, int level, const char *name,
		    int label, int goal_x, const char *goal_word)
{
	size_t start = out->len;
	int end = plot->all;

	str_addf(out, "%d ", level);
	if (label > 2)
		str_add(out, name);
	str_pad(out, label - text_columns(out->bytes + start, out->len - start));
	str_add(out, plot->s->edge);
	while (end > 0 && !plot->cells[level - 1][end - 1])
		end--;
	for (int x = 0; x < end; x++)
		str_add(out, plot->cells[level - 1][x] ? plot->cells[level - 1][x] : " ");
	if (goal_x >= 0)
		str_addf(out, " %s", goal_word);
	str_add_char(out, '\n');
}

void page_ladder_text(const struct care_rung *rungs, int count, int goal_rung,
		      int columns, bool is_ascii, const char *const names[6],
		      const char *language, struct str *out)
{
	struct plot plot = {.s = is_ascii ? &plain : &drawn};
	int label = label_columns(names, columns), goal_x = -1;

	bool has_goal = count > 0 && goal_rung > rungs[count - 1].level;
	int behind = has_goal ? GOAL_COLUMNS + text_columns(_("goal"), strlen(_("goal")))
			      : AXIS_COLUMNS;

	plot.all = columns - label - 1;
	plot.all = plot.all > PLOT_MOST ? PLOT_MOST : plot.all;
	plot.width = plot.all - behind;
	plot.width = plot.width < PLOT_LEAST ? PLOT_LEAST : plot.width;
	if (count > 0) {
		draw_line(&plot, rungs, count);
		if (has_goal)
			goal_x = draw_goal(
				&plot, rungs[count - 1].level,
				place(rungs, count, &rungs[count - 1].on, plot.width),
				goal_rung);
	}
	for (int level = RUNGS; level >= 1; level--)
		add_row(out, &plot, level, names ? names[level - 1] : "", label,
			level == goal_rung ? goal_x : -1, _("goal"));
	if (count > 0) {
		str_pad(out, label + 1);
		add_axis(out, rungs, count, plot.width, language);
	}
}
