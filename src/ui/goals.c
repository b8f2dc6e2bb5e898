/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Her goals with their steps.  Parent: client.  Data: her dossier, the lines in order.
 * Requests: Enter opens one in its sheet; n a new goal; s a step under this goal; g
 * reached or done; p pause.
 */
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { TEXT, TERM, RUNG, REALISTIC, STATE, GOAL_FIELDS };
enum { WHAT, BY, DUE, KIND, CERTAIN, STEP_STATE, STEP_FIELDS };
enum { TEXT_COLUMNS = 40, RUNGS = 6 };

struct goal_line {
	int goal, step; /* step -1: the goal itself */
};

struct goals {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	struct goal_line *lines;
	size_t count, room;
	int goal_count; /* when the lines were made */
};

static const struct goal_line *focus(const struct goals *g)
{
	int at = ui_list_at(&g->list);

	return at < 0 ? NULL : &g->lines[at];
}

static const struct care_goal *goal_of(const struct goals *g,
				       const struct goal_line *line)
{
	return &g->woman->dossier->goals[line->goal];
}

static const char *state_mark(const char *state)
{
	static const char *const marks[][2] = {{"reached", "[x]"},
					       {"done", "[x]"},
					       {"dropped", "[-]"},
					       {"paused", "[.]"}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (text_equal(state, marks[i][0]))
			return marks[i][1];
	}
	return "[ ]";
}

static void detail_add(const char *text, struct str *out)
{
	if (!text_is_empty(text))
		str_addf(out, "%s%s", out->len ? ", " : "", text);
}

static void step_row(const struct app *a, const struct care_step *step, struct str *out)
{
	struct str detail = STR_INIT, text = STR_INIT, day = STR_INIT;

	str_addf(&text, "    %s %s", state_mark(step->state), step->text);
	ui_date_add(a, &step->due, DATE_SHORT, &day);
	detail_add(step->by, &detail);
	detail_add(day.bytes, &detail);
	detail_add(ui_label(a, "step_kind", step->kind), &detail);
	detail_add(ui_label(a, "step_certain", step->certain), &detail);
	if (text_equal(step->state, "paused"))
		detail_add(ui_label(a, "step_state", step->state), &detail);
	ui_cell(out, text.bytes, a->columns < 60 ? a->columns - 12 : TEXT_COLUMNS);
	str_add(out, detail.bytes);
	str_release(&detail);
	str_release(&text);
	str_release(&day);
}

static void goal_row(const struct app *a, const struct care_goal *goal, struct str *out)
{
	struct str detail = STR_INIT, text = STR_INIT;

	str_addf(&text, "%s %s", state_mark(goal->state), goal->text);
	if (goal->rung)
		str_addf(&detail, _("aim: rung %d"), goal->rung);
	detail_add(ui_label(a, "goal_term", goal->term), &detail);
	detail_add(ui_label(a, "growth_realistic", goal->realistic), &detail);
	ui_cell(out, text.bytes, a->columns < 60 ? a->columns - 12 : TEXT_COLUMNS);
	str_add(out, detail.bytes);
	str_release(&detail);
	str_release(&text);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct goals *g = data;
	const struct goal_line *line = &g->lines[index];

	if (line->step < 0)
		goal_row(a, goal_of(g, line), out);
	else
		step_row(a, &goal_of(g, line)->steps[line->step], out);
}

static void lines_fill(struct goals *g)
{
	const struct care_dossier *d = g->woman->dossier;

	g->count = 0;
	g->goal_count = d->goal_count;
	for (int i = 0; i < d->goal_count; i++) {
		for (int j = -1; j < d->goals[i].step_count; j++) {
			VEC_ROOM(g->lines, g->count, g->room);
			g->lines[g->count++] = (struct goal_line){i, j};
		}
	}
	ui_list_set_count(&g->list, (int)g->count);
}

static enum err goal_save(struct app *a, void *data, const char *const *values,
			  struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_goal goal = {.id = edit->id,
				       .text = values[TEXT],
				       .term = values[TERM],
				       .rung = *values[RUNG] ? *values[RUNG] - '0' : 0,
				       .realistic = values[REALISTIC],
				       .state = edit->id ? values[STATE] : "open"};

	return ui_edit_saved(a, edit,
			     care_save_goal(a->session, edit->woman->id, &goal, NULL, e));
}

void ui_goal_sheet(struct app *a, struct ui_woman *w, int index)
{
	static const struct care_goal fresh = {0};
	const struct care_goal *goal = index < 0 ? &fresh : &w->dossier->goals[index];
	const char rung[2] = {(char)(goal->rung ? '0' + goal->rung : '\0'), '\0'};
	struct ui_choices terms = ui_choices_of(a, "goal_term"),
			  rungs = ui_choices_of(a, "ladder"),
			  real = ui_choices_of(a, "growth_realistic"),
			  states = ui_choices_of(a, "goal_state");
	const struct ui_field fields[GOAL_FIELDS] = {
		[TEXT] = {.kind = UI_FIELD_LINE,
			  .label = _("What is the goal"),
			  .value = goal->text,
			  .hint = _("In her words."),
			  .is_required = true},
		[TERM] = ui_choice_field(_("In how much time"), &terms, goal->term),
		[RUNG] = ui_choice_field(_("Which rung does it lead to"), &rungs, rung),
		[REALISTIC] = ui_choice_field(_("Within reach"), &real, goal->realistic),
		[STATE] = ui_choice_field(_("How it stands"), &states, goal->state),
	};

	ui_edit_sheet(a, goal->id ? _("Goal") : _("New goal"), fields,
		      goal->id ? GOAL_FIELDS : STATE, goal_save,
		      ui_edit_new(w, "goal", goal->id, NULL));
	ui_choices_release(&terms);
	ui_choices_release(&rungs);
	ui_choices_release(&real);
	ui_choices_release(&states);
}

static enum err step_save(struct app *a, void *data, const char *const *values,
			  struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_step step = {.id = edit->id,
				       .goal = edit->of,
				       .text = values[WHAT],
				       .by = values[BY],
				       .due = ui_date_of(values[DUE]),
				       .kind = values[KIND],
				       .certain = values[CERTAIN],
				       .state = edit->id ? values[STEP_STATE] : "open"};

	return ui_edit_saved(a, edit,
			     care_save_step(a->session, edit->woman->id, &step, NULL, e));
}

void ui_step_sheet(struct app *a, struct ui_woman *w, int goal_index, int index)
{
	static const struct care_step fresh = {0};
	const struct care_goal *goal = &w->dossier->goals[goal_index];
	const struct care_step *step = index < 0 ? &fresh : &goal->steps[index];
	struct ui_choices kinds = ui_choices_of(a, "step_kind"),
			  certain = ui_choices_of(a, "step_certain"),
			  states = ui_choices_of(a, "step_state");
	struct str due = STR_INIT;
	struct ui_field fields[STEP_FIELDS] = {
		[WHAT] = {.kind = UI_FIELD_LINE,
			  .label = _("What is the step"),
			  .value = step->text,
			  .is_required = true},
		[BY] = {.kind = UI_FIELD_LINE,
			.label = _("Who does it"),
			.value = step->by},
		[DUE] = {.kind = UI_FIELD_DATE,
			 .label = _("Before when"),
			 .sense = DATE_FUTURE},
		[KIND] = ui_choice_field(_("Is she free to choose"), &kinds, step->kind),
		[CERTAIN] = ui_choice_field(_("Is it certain"), &certain, step->certain),
		[STEP_STATE] = ui_choice_field(_("How it stands"), &states, step->state),
	};

	ui_date_add(a, &step->due, DATE_ISO, &due);
	fields[DUE].value = due.bytes;
	ui_edit_sheet(a, step->id ? _("Step") : _("New step"), fields,
		      step->id ? STEP_FIELDS : STEP_STATE, step_save,
		      ui_edit_new(w, "step", step->id, goal->id));
	ui_choices_release(&kinds);
	ui_choices_release(&certain);
	ui_choices_release(&states);
	str_release(&due);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct goals *g = data;

	ui_woman_title(a, g->woman, _("Goals"), left);
	ui_saved_add(a, right);
}

/* A new goal stands at the end, a new step at the end of its goal. */
static void focus_new(struct goals *g, int goal, bool is_goal)
{
	int at = (int)g->count - 1;

	while (!is_goal && at > 0 && g->lines[at].goal != goal)
		at--;
	ui_list_focus(&g->list, at);
}

static void enter(struct app *a, void *data)
{
	struct goals *g = data;
	const struct goal_line *line = focus(g);
	int goal = line ? line->goal : 0, goals_before = g->goal_count;
	size_t before = g->count;

	ui_woman_fresh(a, g->woman);
	lines_fill(g);
	if (before > 0 && g->count == before + 1)
		focus_new(g, goal, g->goal_count > goals_before);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct goals *g = data;

	(void)a;
	g->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct goals *g = data;

	ui_list_draw(a, &g->list, &g->body);
}

/* The same key again takes it back to open. */
static unsigned set_state(struct app *a, struct goals *g, const struct goal_line *line,
			  enum ui_request r)
{
	const char *id = g->woman->id, *state = r == UI_REQ_PAUSE ? "paused" : "done";
	struct care_goal goal = *goal_of(g, line);
	struct error e = ERROR_INIT;
	enum err rc;

	if (line->step >= 0) {
		struct care_step step = goal.steps[line->step];

		step.state = text_equal(step.state, state) ? "open" : state;
		step.on = (struct date){0, 0, 0, false};
		rc = care_save_step(a->session, id, &step, NULL, &e);
	} else if (r == UI_REQ_PAUSE) {
		ui_message(a, "%s", _("Only a step can be paused; stand on one first."));
		return UI_REDRAW;
	} else {
		goal.state = text_equal(goal.state, "reached") ? "open" : "reached";
		goal.on = (struct date){0, 0, 0, false};
		rc = care_save_goal(a->session, id, &goal, NULL, &e);
	}
	if (rc == OK)
		ui_woman_changed(a, g->woman);
	else
		ui_error(a, &e);
	enter(a, g);
	return UI_REDRAW;
}

static unsigned open_line(struct app *a, struct goals *g, const struct goal_line *line)
{
	if (line->step < 0)
		ui_goal_sheet(a, g->woman, line->goal);
	else
		ui_step_sheet(a, g->woman, line->goal, line->step);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct goals *g = data;
	const struct goal_line *line = focus(g);

	(void)digit;
	if (r == UI_REQ_NEW) {
		ui_goal_sheet(a, g->woman, -1);
		return UI_REDRAW;
	}
	if (line && r == UI_REQ_OPEN)
		return open_line(a, g, line);
	if (line && r == UI_REQ_STEP) {
		ui_step_sheet(a, g->woman, line->goal, -1);
		return UI_REDRAW;
	}
	if (line && (r == UI_REQ_DONE || r == UI_REQ_PAUSE))
		return set_state(a, g, line, r);
	return ui_list_request(&g->list, r);
}

static void leave(struct app *a, void *data)
{
	struct goals *g = data;

	(void)a;
	ui_list_release(&g->list);
	free(g->lines);
	ui_woman_drop(g->woman);
	free(g);
}

static const struct ui_screen_ops goals_ops = {
	.name = "goals",
	.map = UI_MAP_GOALS,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_goals_push(struct app *a, struct ui_woman *w)
{
	struct goals *g = mem_new(sizeof *g);

	g->woman = ui_woman_hold(w);
	ui_list_init(&g->list, row, g);
	g->list.empty = _("No goals yet. n writes down the first.");
	ui_push(a, &goals_ops, g);
}
