/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The overview: the end of an interview, and what Esc from a question shows.  Parent: the
 * client screen or home.  Data: the sitting, owned, and the lines made from it. Requests:
 * Enter to a question, finish, print, date and holder, hang a scratch line.
 */
#include "ui/overview.h"

#include "ui/alike.h"
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/screens.h"

enum {
	DROPPED_AROUND = 5, /* lines of the question around them */
	TRY_LOOK_MS = 500,
	RIGHT_COLUMNS = 36 /* "overview", and how many questions are open */
};

struct overview {
	struct ui_sitting *s;
	struct ui_list list;
	struct ui_overview told; /* the lines of the list */
	struct ui_area body;
	int64_t look_again; /* a try: when the file is looked at */
	int again_spot;	    /* and what stood on screen when it was read again */
	char *again_typed;
};

static void lines_make(struct app *a, struct overview *o)
{
	ui_overview_make(a, &o->told);
	ui_list_set_count(&o->list, (int)o->told.count);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct overview *o = data;

	(void)a;
	str_add(out, o->told.lines[index].text);
}

static int open_count(const struct overview *o)
{
	int open = 0, count;
	const int *spots = form_filling_spots(o->s->talk.filling, &count);

	for (int i = 0; i < count; i++)
		open += ui_sitting_in_scope(o->s, spots[i]) &&
			ui_row_is_open(&o->s->talk, spots[i]);
	return open;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct overview *o = data;
	const char *dot = a->theme.marks[UI_MARK_DOT];
	int count = open_count(o);

	ui_sitting_head_add(a, o->s, RIGHT_COLUMNS, left);
	str_addf(left, " %s %s", dot, _("overview"));
	if (o->s->talk.iv && !ui_talk_is_recorded(&o->s->talk))
		str_addf(right, "%s %s ", _("nothing is kept"), dot);
	if (o->s->talk.try && o->s->talk.try->is_broken)
		str_addf(right, "%s %s ", _("the file has a mistake"), dot);
	if (count == 0)
		str_add(right, _("all asked"));
	else
		str_addf(right,
			 ngettext("%d question still open", "%d questions still open",
				  (unsigned long)count),
			 count);
}

static int place_of(const struct overview *o, int spot)
{
	int count, i = 0;
	const int *spots = form_filling_spots(o->s->talk.filling, &count);

	while (i < count && spots[i] != spot)
		i++;
	return i;
}

static bool focus_line(struct overview *o, int spot)
{
	for (size_t i = 0; i < o->told.count; i++) {
		if (o->told.lines[i].spot != FORM_NONE && o->told.lines[i].spot == spot) {
			ui_list_focus(&o->list, (int)i);
			return true;
		}
	}
	return false;
}

/* The line of a question, or of its list, or the one that its answer is told on. */
static void focus_question(struct overview *o, int spot)
{
	const struct form_filling *f = o->s->talk.filling;
	int best = -1, instance = form_filling_instance(f, spot);

	for (; !focus_line(o, spot) && instance != FORM_NONE;
	     instance = form_filling_instance(f, spot))
		spot = form_filling_list(f, instance);
	if (focus_line(o, spot))
		return;
	for (size_t i = 0; i < o->told.count; i++) {
		int told = o->told.lines[i].spot;

		if (told != FORM_NONE && place_of(o, told) < place_of(o, spot) &&
		    ui_overview_group(&o->told, told) ==
			    ui_overview_group(&o->told, spot) &&
		    !ui_row_is_open(&o->s->talk, told))
			best = (int)i;
	}
	if (best >= 0)
		ui_list_focus(&o->list, best);
}

/* The focus goes to the first thing that is still open, or to where one came from. */
static void enter(struct app *a, void *data)
{
	struct overview *o = data;

	lines_make(a, o);
	if (!o->s->is_ended && o->s->left_spot != FORM_NONE)
		focus_question(o, o->s->left_spot);
	o->s->left_spot = FORM_NONE;
	for (size_t i = 0; i < o->told.count && o->s->is_ended; i++) {
		if (o->told.lines[i].spot != FORM_NONE &&
		    ui_row_is_open(&o->s->talk, o->told.lines[i].spot)) {
			ui_list_focus(&o->list, (int)i);
			break;
		}
	}
	o->s->is_ended = false;
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct overview *o = data;

	o->body = *body;
	lines_make(a, o);
}

static void draw(struct app *a, void *data)
{
	struct overview *o = data;

	ui_list_draw(a, &o->list, &o->body);
}

static unsigned open_line(struct app *a, struct overview *o)
{
	int at = ui_list_at(&o->list);

	if (at < 0)
		return UI_NOTHING;
	if (o->told.lines[at].note >= 0) {
		ui_aside_hang(a, o->s, o->told.lines[at].note);
		return UI_REDRAW;
	}
	ui_sitting_fit_part(a, o->s, o->told.lines[at].spot);
	ui_question_push(a, o->s, o->told.lines[at].spot);
	return UI_REDRAW;
}

/* The next line that is open, below the focus or else from the top. */
static unsigned open_next(struct app *a, struct overview *o)
{
	int at = ui_list_at(&o->list);

	for (int n = 1; n <= (int)o->told.count; n++) {
		int i = (at + n) % (int)o->told.count, spot = o->told.lines[i].spot;

		if (spot == FORM_NONE || !ui_row_is_open(&o->s->talk, spot) ||
		    ui_sitting_is_withheld(o->s, spot))
			continue;
		ui_list_focus(&o->list, i);
		return open_line(a, o);
	}
	ui_message(a, "%s", _("No question is open here."));
	return UI_REDRAW;
}

/* The client screen is what one sees next: as it was below, or new. */
static void show_client(struct app *a, void *data)
{
	char *client = data;

	if (a->depth == 0 || !text_equal(a->screens[a->depth - 1].ops->name, "client"))
		ui_client_push(a, client);
	free(client);
}

static unsigned finish_kept(struct app *a, struct overview *o)
{
	struct error e = ERROR_INIT;
	char entry[37];
	int first = FORM_NONE;
	enum err rc;

	ui_sitting_leave_withheld(a, o->s);
	rc = care_interview_finish(o->s->talk.iv, entry, &first, &e);
	if (rc != OK) {
		if (first != FORM_NONE)
			focus_question(o, first);
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_saved(a);
	a->after = show_client;
	a->after_data = mem_text(care_interview_client(o->s->talk.iv));
	ui_close_to(a, ui_screen_index(a, o));
	ui_message(a, "%s", _("The interview is finished and saved."));
	return UI_REDRAW;
}

static unsigned finish_answered(struct app *a, void *data, int index)
{
	struct overview *o = data;
	int first = FORM_NONE;

	if (index != 0)
		return UI_REDRAW;
	if (ui_talk_is_recorded(&o->s->talk))
		return finish_kept(a, o);
	if (o->s->talk.iv) {
		ui_close_to(a, 1); /* nobody to go back to */
		return UI_REDRAW;
	}
	if (form_filling_open(o->s->talk.filling, &first) > 0) {
		focus_question(o, first);
		ui_message(a, "%s",
			   _("This question must be answered before the interview can be "
			     "finished."));
	} else {
		ui_message(a, "%s",
			   _("This could be finished. Nothing is kept: it is a try."));
	}
	return UI_REDRAW;
}

static int half_spot(const struct overview *o)
{
	int count;
	const int *spots = form_filling_spots(o->s->talk.filling, &count);

	for (int i = 0; i < count; i++) {
		if (ui_sitting_in_scope(o->s, spots[i]) &&
		    ui_sitting_has_half(o->s, spots[i]))
			return spots[i];
	}
	return FORM_NONE;
}

/* Half-typed text is no answer and would not be in the interview. */
static unsigned half_show(struct app *a, struct overview *o, int spot)
{
	ui_sitting_fit_part(a, o->s, spot);
	ui_question_push(a, o->s, spot);
	ui_message(a, "%s",
		   ui_talk_row(&o->s->talk, spot)->type == FORM_RANK
			   ? _("Not all have a place yet: give the rest one, or take out "
			       "with Backspace what has one.")
			   : _("This text is no answer yet: mend it, or clear it with "
			       "^U."));
	return UI_REDRAW;
}

/* What will not be in the interview, told before it is finished. */
static int dropped_add(const struct app *a, const struct overview *o, struct str *out)
{
	struct str line = STR_INIT;
	int *spots = NULL, count = ui_talk_dropped(&o->s->talk, &spots),
	    room = a->lines / 2 - DROPPED_AROUND;

	if (room >= count)
		room = count;
	for (int i = 0; i < room; i++) {
		str_reset(&line);
		ui_talk_dropped_add(&o->s->talk, spots[i], &line);
		str_add(&line, ": ");
		ui_answer_add(a, o->s, spots[i], &line);
		str_add(out, "  ");
		ui_clip_told(out, line.bytes, line.len, a->columns - 2, 0);
		str_add_char(out, '\n');
	}
	if (room < count) {
		str_addf(out,
			 ngettext("and %d more", "and %d more",
				  (unsigned long)(count - room)),
			 count - room);
		str_add_char(out, '\n');
	}
	free(spots);
	str_release(&line);
	return count;
}

static unsigned finish(struct app *a, struct overview *o);

/* Nobody decided: the talk is not finished either. */
static unsigned alike_answered(struct app *a, void *data, enum care_verdict said)
{
	return said == CARE_UNASKED ? UI_REDRAW : finish(a, data);
}

static unsigned finish(struct app *a, struct overview *o)
{
	bool is_kept = ui_talk_is_recorded(&o->s->talk) || !o->s->talk.iv;
	const char *const answers[] = {is_kept ? _("finish (Enter)") : _("stop (Enter)"),
				       _("back")};
	struct str dropped = STR_INIT;
	struct str question = STR_INIT;
	int count = open_count(o);

	if (is_kept && half_spot(o) != FORM_NONE)
		return half_show(a, o, half_spot(o));
	if (ui_alike_before_end(a, o->s, alike_answered, o))
		return UI_REDRAW;
	if (!is_kept)
		str_add(&question, _("End this talk? Nothing of it is kept."));
	else if (dropped_add(a, o, &dropped) > 0)
		str_addf(&question, "%s\n%s",
			 _("These answers fall away, because their question does not "
			   "apply any "
			   "more:"),
			 dropped.bytes);
	if (is_kept && count == 0)
		str_add(&question, _("Finish the interview?"));
	else if (is_kept)
		str_addf(&question,
			 ngettext("Finish the interview? %d question is still open.",
				  "Finish the interview? %d questions are still open.",
				  (unsigned long)count),
			 count);
	ui_ask(a, question.bytes, answers, 1 + (dropped.len > 0), finish_answered, o);
	str_release(&question);
	str_release(&dropped);
	return UI_REDRAW;
}

static unsigned hang(struct app *a, struct overview *o)
{
	int at = ui_list_at(&o->list);

	if (at < 0 || o->told.lines[at].note < 0)
		ui_message(a, "%s",
			   _("Choose a scratch line first; they stand at the bottom."));
	else
		ui_aside_hang(a, o->s, o->told.lines[at].note);
	return UI_REDRAW;
}

static unsigned leave_answered(struct app *a, void *data, int index)
{
	struct overview *o = data;

	if (index == 0)
		return ui_sitting_retry(a, o->s) ? UI_CLOSE : UI_REDRAW;
	return index == 1 ? UI_CLOSE : UI_REDRAW;
}

/* Esc never destroys: not what is only on screen, nor what could not be written. */
static unsigned back(struct app *a, struct overview *o)
{
	const char *const answers[] = {_("try again"), _("leave it")};

	if (o->s->talk.iv && !ui_talk_is_recorded(&o->s->talk))
		return finish(a, o);
	if (!o->s->is_failed || ui_sitting_retry(a, o->s))
		return UI_IGNORED;
	str_reset(&a->message); /* the question tells it */
	ui_ask(a, _("Not everything is saved: the last answers would be lost."), answers,
	       2, leave_answered, o);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct overview *o = data;

	(void)digit;
	if (ui_sitting_says(a, o->s, r))
		return UI_REDRAW;
	switch ((int)r) {
	case UI_REQ_OPEN:
		return open_line(a, o);
	case UI_REQ_NEXT_OPEN:
		return open_next(a, o);
	case UI_REQ_FINISH:
		return finish(a, o);
	case UI_REQ_HANG:
		return hang(a, o);
	case UI_REQ_SCRATCH:
		ui_aside_scratch(a, o->s);
		return UI_REDRAW;
	case UI_REQ_ALIKE:
		ui_alike_look(a, o->s);
		return UI_REDRAW;
	case UI_REQ_START_SHEET:
		ui_aside_start(a, o->s);
		return UI_REDRAW;
	case UI_REQ_PRINT:
		if (o->s->talk.iv && ui_talk_is_recorded(&o->s->talk))
			ui_print_push(a, care_interview_client(o->s->talk.iv));
		else
			ui_message(a, "%s",
				   _("Nothing is kept of this talk: there is nothing to "
				     "print."));
		return UI_REDRAW;
	case UI_REQ_BACK:
		return back(a, o);
	default:
		return ui_list_request(&o->list, r);
	}
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct overview *o = data;

	(void)a;
	return o->s->talk.try ? o->look_again : -1;
}

/* The question that was on screen, in the form as it is now, with what was typed there.
 */
static void question_again(struct app *a, void *data)
{
	struct overview *o = data;
	struct ui_sitting *s = o->s;

	if (o->again_spot == FORM_NONE)
		return;
	ui_question_push(a, s, o->again_spot);
	if (o->again_typed && s->input != UI_INPUT_NONE && s->input != UI_INPUT_REPEAT &&
	    !ui_input_is_choice(s)) {
		ui_editor_set(&s->editor, o->again_typed);
		ui_input_understand(a, s);
	}
	free(o->again_typed);
	o->again_typed = NULL;
}

/* What stands now where the question stood that went, or comes next. */
static int nearby(const struct ui_sitting *s, int row)
{
	const struct form *form = s->talk.form;
	int at = row < form->row_count ? row : form->row_count - 1;

	while (at != FORM_NONE && form->rows[at].repeat != FORM_NONE)
		at = form->rows[at].repeat;
	if (at != FORM_NONE && ui_talk_is_asked(&s->talk, at))
		return at;
	at = ui_sitting_next(s, at);
	return at != FORM_NONE ? at : ui_sitting_next(s, FORM_NONE);
}

/* row: where the question stood.  What was typed there is no answer to another one. */
static void reloaded(struct app *a, struct overview *o, const char *path, int row)
{
	struct ui_sitting *s = o->s;
	int here = ui_screen_index(a, o);
	bool had_question = (int)a->depth > here + 1;
	int at = *path ? form_filling_spot(s->talk.filling, path) : FORM_NONE;

	ui_sitting_forget(s);
	if (had_question && (at == FORM_NONE || !ui_talk_is_asked(&s->talk, at))) {
		at = nearby(s, row);
		free(o->again_typed);
		o->again_typed = NULL;
	}
	o->again_spot = had_question ? at : FORM_NONE;
	a->after = question_again;
	a->after_data = o;
	ui_close_to(a, here + 1);
	lines_make(a, o);
	if (at != FORM_NONE)
		focus_question(o, at);
	ui_message(a, "%s", _("The form was read again."));
}

/* Of the question that is open, or of the line that has the focus. */
static int spot_in_sight(const struct app *a, const struct overview *o)
{
	int at = ui_list_at(&o->list);

	if ((int)a->depth > ui_screen_index(a, o) + 1)
		return o->s->spot;
	return at < 0 ? FORM_NONE : o->told.lines[at].spot;
}

static unsigned tick(struct app *a, void *data)
{
	struct overview *o = data;
	struct ui_sitting *s = o->s;
	struct error e = ERROR_INIT;
	struct str path = STR_INIT;
	bool was_read = false;
	int spot = spot_in_sight(a, o), row = FORM_NONE;
	enum err rc;

	if (spot != FORM_NONE) {
		form_filling_path(s->talk.filling, spot, &path);
		row = form_filling_row(s->talk.filling, spot);
	}
	o->look_again = ui_now_ms() + TRY_LOOK_MS;
	free(o->again_typed);
	o->again_typed = mem_text(s->editor.text.bytes);
	rc = ui_talk_reload(&s->talk, &path, &was_read, &e);
	if (rc == OK && was_read)
		reloaded(a, o, path.bytes, row);
	if (rc != OK)
		ui_error(a, &e);
	str_release(&path);
	return was_read ? UI_REDRAW : UI_NOTHING;
}

static void leave(struct app *a, void *data)
{
	struct overview *o = data;

	(void)a;
	ui_overview_release(&o->told);
	free(o->again_typed);
	ui_list_release(&o->list);
	ui_sitting_free(o->s);
	free(o);
}

static const struct ui_screen_ops overview_ops = {
	.name = "overview",
	.map = UI_MAP_OVERVIEW,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.wake = wake,
	.tick = tick,
};

void ui_sitting_push(struct app *a, struct ui_sitting *s)
{
	struct overview *o = mem_new(sizeof *o);

	o->s = o->told.s = s;
	o->look_again = ui_now_ms() + TRY_LOOK_MS;
	s->overview = o;
	ui_list_init(&o->list, row, o);
	o->list.empty = _("There is nothing to ask here.");
	ui_push(a, &overview_ops, o);
}
