/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole form in sight, left of the question: its groups, and what is done. */
#include "ui/sitting.h"

enum { OUTLINE_COLUMNS = 16, COLUMNS_FOR_OUTLINE = 64, MARK_COLUMNS = 4 };

int ui_outline_columns(const struct ui_sitting *s)
{
	return s->together || s->body.columns < COLUMNS_FOR_OUTLINE ? 0 : OUTLINE_COLUMNS;
}

int ui_row_group(const struct form *form, int row)
{
	int group = form->rows[row].type == FORM_REPEAT ? row : form->rows[row].parent;

	while (group != FORM_NONE && form->rows[group].parent != FORM_NONE)
		group = form->rows[group].parent;
	return group;
}

void ui_group_title_add(const struct ui_sitting *s, int group, struct str *out)
{
	const struct form_row *r = &s->talk.form->rows[group];
	size_t before = out->len;

	if (r->part == FORM_ALONE)
		str_add(out, _("you alone"));
	else if (r->type == FORM_REPEAT)
		ui_repeat_title_add(&s->talk, group, out);
	else
		ui_talk_text(&s->talk, group, r->label, out);
	if (out->len == before)
		str_add(out, r->name);
}

void ui_tally_add(const struct ui_sitting *s, int spot, struct ui_tally *t)
{
	if (!ui_sitting_in_scope(s, spot))
		return;
	t->asked++;
	t->open += ui_row_is_open(&s->talk, spot);
	t->wrong += form_filling_state(s->talk.filling, spot) == FORM_STATE_INVALID;
}

const char *ui_tally_mark(const struct app *a, const struct ui_tally *t)
{
	if (t->wrong)
		return a->theme.marks[UI_MARK_WRONG];
	if (t->asked && t->open == 0)
		return a->theme.marks[UI_MARK_DONE];
	return t->open < t->asked ? a->theme.marks[UI_MARK_OPEN] : " ";
}

/* What is asked in each outermost group or repeat, by its row; the caller frees it. */
static struct ui_tally *states_of(const struct ui_sitting *s)
{
	const struct form *form = s->talk.form;
	struct ui_tally *states = mem_array((size_t)form->row_count + 1, sizeof *states);
	int count;
	const int *spots = form_filling_spots(s->talk.filling, &count);

	for (int i = 0; i < count; i++) {
		int group =
			ui_row_group(form, form_filling_row(s->talk.filling, spots[i]));

		if (group != FORM_NONE)
			ui_tally_add(s, spots[i], &states[group]);
	}
	return states;
}

static void group_draw(struct app *a, const struct ui_sitting *s,
		       const struct ui_area *area, int y, int group,
		       const struct ui_tally *state, bool is_here)
{
	struct str line = STR_INIT;

	if (is_here)
		str_addf(&line, "%s  ", a->theme.marks[UI_MARK_HERE]);
	else
		str_addf(&line, " %s ", ui_tally_mark(a, state));
	ui_group_title_add(s, group, &line);
	ui_paint_field(a, area, y, 0, area->columns, is_here ? UI_FOCUS : UI_PLAIN,
		       line.bytes);
	str_release(&line);
}

/* An empty list stands in the outline too: it can be gone to. */
static bool is_told(const struct ui_sitting *s, int group, const struct ui_tally *state)
{
	const struct form_row *r = &s->talk.form->rows[group];

	if (r->type == FORM_REPEAT)
		return state->asked > 0 || ui_talk_is_asked(&s->talk, group);
	return r->type == FORM_GROUP && state->asked > 0;
}

void ui_outline_draw(struct app *a, const struct ui_sitting *s,
		     const struct ui_area *area)
{
	const struct form *form = s->talk.form;
	int here = ui_row_group(form, form_filling_row(s->talk.filling, s->spot)), y = 0;
	struct ui_tally *states = states_of(s);
	struct ui_area rule = *area;
	bool has_alone = false;

	for (int g = 0; g < form->row_count && y < area->lines; g = form->rows[g].end) {
		bool is_alone = form->rows[g].part == FORM_ALONE;

		if (!is_told(s, g, &states[g]))
			continue;
		if (is_alone && has_alone)
			continue; /* one line for all that is the worker's own */
		if (is_alone && y + 1 < area->lines) {
			rule.x = area->x + 1;
			rule.columns = area->columns - 2;
			ui_paint_rule(a, &rule, y++, NULL);
			here = here != FORM_NONE && form->rows[here].part == FORM_ALONE
				       ? g
				       : here;
		}
		has_alone = is_alone;
		group_draw(a, s, area, y++, g, &states[g], g == here);
	}
	free(states);
}
