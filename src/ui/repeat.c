/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The instances of a repeat, on the question screen.  Enter opens one, or goes on from
 * the last line; a adds, x takes out, < and > move; ^Z and ^Y take back and do again what
 * was done to this list.
 */
#include "ui/repeat.h"

enum step_kind { ADDED, TAKEN_OUT, MOVED };

struct ui_repeat_step {
	enum step_kind kind;
	int list, instance, from, to; /* positions, of what was moved */
	bool is_undone;
};

static const int *instances_of(const struct ui_sitting *s, int *count)
{
	return ui_talk_instances(&s->talk, s->spot, count);
}

static int instance_count(const struct ui_sitting *s)
{
	int count;

	(void)instances_of(s, &count);
	return count;
}

bool ui_repeat_may_change(const struct ui_sitting *s)
{
	return ui_talk_may_change(&s->talk, s->spot);
}

/* The lines: instances, one more where that is possible, going on. */
int ui_repeat_line_count(const struct ui_sitting *s)
{
	return instance_count(s) + ui_repeat_may_change(s) + 1;
}

enum ui_repeat_line ui_repeat_line(const struct ui_sitting *s, int index, int *instance)
{
	int count;
	const int *instances = instances_of(s, &count);

	*instance = FORM_NONE;
	if (index >= 0 && index < count) {
		*instance = instances[index];
		return UI_REPEAT_INSTANCE;
	}
	return index == count && ui_repeat_may_change(s) ? UI_REPEAT_ADD : UI_REPEAT_ON;
}

static int focused(const struct ui_sitting *s)
{
	int instance;

	(void)ui_repeat_line(s, ui_list_at(&s->instances), &instance);
	return instance;
}

static void focus(struct ui_sitting *s, int instance)
{
	int count;
	const int *instances = instances_of(s, &count);

	ui_list_set_count(&s->instances, ui_repeat_line_count(s));
	for (int i = 0; i < count; i++) {
		if (instances[i] == instance)
			ui_list_focus(&s->instances, i);
	}
}

static bool is_unfinished(const struct ui_sitting *s, int instance)
{
	int first = ui_sitting_first_in(s, instance);

	return first != FORM_NONE && ui_row_is_open(&s->talk, first);
}

/* Where Enter is likely wanted: the first one with something open, else going on. */
void ui_repeat_load(struct app *a, struct ui_sitting *s)
{
	int open = ui_sitting_unfinished(s, s->spot);

	(void)a;
	ui_repeat_list_begin(s);
	ui_list_focus(&s->instances, ui_repeat_line_count(s) - 1);
	if (open != FORM_NONE)
		focus(s, open);
}

void ui_repeat_release(struct ui_sitting *s)
{
	ui_list_release(&s->instances);
	free(s->steps);
}

/* What was undone in this list can not be done again after something new. */
static void step_add(struct ui_sitting *s, enum step_kind kind, int instance, int from,
		     int to)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->step_count; i++) {
		if (!s->steps[i].is_undone || s->steps[i].list != s->spot)
			s->steps[kept++] = s->steps[i];
	}
	s->step_count = kept;
	VEC_ROOM(s->steps, s->step_count, s->step_room);
	s->steps[s->step_count++] =
		(struct ui_repeat_step){kind, s->spot, instance, from, to, false};
}

/* false: it could not be done; the worker was told. */
static bool done(struct app *a, struct ui_sitting *s, enum err rc, const struct error *e)
{
	if (rc == ERR_INVALID)
		ui_error(a, e);
	ui_sitting_wrote(a, s, rc, e);
	ui_list_set_count(&s->instances, ui_repeat_line_count(s));
	a->pending |= UI_REDRAW | UI_HEADER;
	return rc == OK;
}

static unsigned open_instance(struct app *a, struct ui_sitting *s, int instance)
{
	int first = ui_sitting_first_in(s, instance);

	ui_sitting_pass(a, s, instance, first);
	if (first == FORM_NONE)
		ui_message(a, "%s", _("There is nothing to ask of this one now."));
	else
		ui_sitting_go(a, s, first);
	return UI_REDRAW;
}

/* Why nothing can be added or taken out here, in a sentence. */
static bool may_change(struct app *a, const struct ui_sitting *s)
{
	struct str reason = STR_INIT;

	if (ui_repeat_may_change(s))
		return true;
	ui_repeat_reason_add(s, &reason);
	ui_message(a, "%s", reason.bytes);
	str_release(&reason);
	return false;
}

static unsigned add(struct app *a, struct ui_sitting *s)
{
	struct error e = ERROR_INIT;
	int instance = FORM_NONE;

	if (!may_change(a, s) ||
	    !done(a, s, ui_talk_add(&s->talk, s->spot, &instance, &e), &e))
		return UI_REDRAW;
	step_add(s, ADDED, instance, 0, 0);
	focus(s, instance);
	return open_instance(a, s, instance);
}

static void tell(struct app *a, const struct ui_sitting *s, const char *format,
		 int instance)
{
	struct str name = STR_INIT, text = STR_INIT;

	ui_instance_name_add(&s->talk, instance, &name);
	str_addf(&text, "%s: %s.", format, name.bytes);
	ui_message(a, "%s", text.bytes);
	str_release(&name);
	str_release(&text);
}

static unsigned take_out(struct app *a, struct ui_sitting *s)
{
	int instance = focused(s);
	struct error e = ERROR_INIT;
	struct str name = STR_INIT;

	if (!may_change(a, s))
		return UI_REDRAW;
	if (instance == FORM_NONE) {
		ui_message(a, "%s",
			   _("Choose the one to take out with the arrow keys first."));
		return UI_REDRAW;
	}
	ui_instance_name_add(&s->talk, instance, &name);
	if (done(a, s, ui_talk_take_out(&s->talk, instance, &e), &e)) {
		step_add(s, TAKEN_OUT, instance, 0, 0);
		ui_message(a, _("Taken out: %s. ^Z puts it back."), name.bytes);
	}
	str_release(&name);
	return UI_REDRAW;
}

static unsigned move(struct app *a, struct ui_sitting *s, int by)
{
	int instance = focused(s), from, count;
	struct error e = ERROR_INIT;

	if (instance == FORM_NONE || !may_change(a, s))
		return UI_REDRAW;
	(void)instances_of(s, &count);
	from = form_filling_position(s->talk.filling, instance);
	if (from + by < 1 || from + by > count)
		return UI_NOTHING;
	if (done(a, s, ui_talk_move(&s->talk, instance, from + by, &e), &e))
		step_add(s, MOVED, instance, from, from + by);
	focus(s, instance);
	return UI_REDRAW;
}

static enum err put(struct ui_sitting *s, const struct ui_repeat_step *step, bool is_undo,
		    struct error *e)
{
	if (step->kind == MOVED)
		return ui_talk_move(&s->talk, step->instance,
				    is_undo ? step->from : step->to, e);
	if ((step->kind == ADDED) == is_undo)
		return ui_talk_take_out(&s->talk, step->instance, e);
	return ui_talk_put_back(&s->talk, step->instance, e);
}

static struct ui_repeat_step *step_find(struct ui_sitting *s, bool is_undo)
{
	struct ui_repeat_step *found = NULL;

	for (size_t i = 0; i < s->step_count; i++) {
		struct ui_repeat_step *step = &s->steps[i];

		if (step->list == s->spot && step->is_undone != is_undo &&
		    (is_undo || !found))
			found = step;
	}
	return found;
}

static unsigned step_turn(struct app *a, struct ui_sitting *s, bool is_undo)
{
	struct ui_repeat_step *step = step_find(s, is_undo);
	struct error e = ERROR_INIT;
	bool is_there;

	if (!step && is_undo && ui_talk_taken_out(&s->talk, s->spot) != FORM_NONE) {
		step_add(s, TAKEN_OUT, ui_talk_taken_out(&s->talk, s->spot), 0, 0);
		step = step_find(s, true); /* from before the talk was opened again */
	}
	if (!step) {
		ui_message(a, "%s",
			   is_undo ? _("There is nothing to undo in this list.")
				   : _("There is nothing to do again in this list."));
		return UI_REDRAW;
	}
	if (!done(a, s, put(s, step, is_undo, &e), &e))
		return UI_REDRAW;
	step->is_undone = is_undo;
	is_there = form_filling_position(s->talk.filling, step->instance) > 0;
	tell(a, s,
	     step->kind == MOVED ? _("Moved")
	     : is_there		 ? _("Put back")
				 : _("Taken out"),
	     step->instance);
	focus(s, step->instance);
	return UI_REDRAW;
}

static unsigned open_line(struct app *a, struct ui_sitting *s, int index)
{
	int instance;

	switch (ui_repeat_line(s, index, &instance)) {
	case UI_REPEAT_INSTANCE:
		return open_instance(a, s, instance);
	case UI_REPEAT_ADD:
		return add(a, s);
	case UI_REPEAT_ON:
		break;
	}
	return ui_question_next(a, s);
}

unsigned ui_repeat_request(struct app *a, struct ui_sitting *s, enum ui_request r,
			   int digit)
{
	if (r == UI_REQ_OPEN)
		return open_line(a, s, ui_list_at(&s->instances));
	if (r == UI_REQ_PICK)
		return digit <= instance_count(s) ? open_line(a, s, digit - 1)
						  : UI_NOTHING;
	if (r == UI_REQ_ADD)
		return add(a, s);
	if (r == UI_REQ_TAKE_OUT)
		return take_out(a, s);
	if (r == UI_REQ_MOVE_UP || r == UI_REQ_MOVE_DOWN)
		return move(a, s, r == UI_REQ_MOVE_UP ? -1 : 1);
	if (r == UI_REQ_UNDO || r == UI_REQ_REDO)
		return step_turn(a, s, r == UI_REQ_UNDO);
	return ui_list_request(&s->instances, r);
}

unsigned ui_repeat_up(struct app *a, struct ui_sitting *s, int instance)
{
	ui_sitting_go(a, s, form_filling_list(s->talk.filling, instance));
	focus(s, instance);
	return UI_REDRAW;
}

/*
 * How many there are is asked with the list in sight.  Where the form knows it, the next
 * one that is not done follows at once.
 */
unsigned ui_repeat_after(struct app *a, struct ui_sitting *s, int instance)
{
	int list = form_filling_list(s->talk.filling, instance), count;
	const int *instances = ui_talk_instances(&s->talk, list, &count);
	int next = form_filling_position(s->talk.filling, instance);

	if (!ui_talk_may_change(&s->talk, list) && next > 0 && next < count &&
	    is_unfinished(s, instances[next]))
		return open_instance(a, s, instances[next]);
	ui_sitting_go(a, s, list);
	return UI_REDRAW;
}
