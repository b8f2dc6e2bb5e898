/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which interview: one that is not finished, the form that is due, the others.  Parent:
 * client. Data: her dossier, her drafts, the options.  Requests: a digit or Enter begins
 * or goes on.
 */
#include "ui/ask.h"
#include "ui/home_lists.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

struct option {
	const char *form; /* an id; NULL: a draft */
	const char *title;
	enum care_part part;
	const struct care_unfinished
		*draft; /* to go on with; with a form: begun already */
	int later;	/* questions left for a later talk */
	const char *problem; /* why this form cannot be used, or NULL */
};

struct begin {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	struct care_today today; /* only her drafts are used */
	struct option *options;
	size_t count, room;
	const struct option *asked; /* what the question is about */
};

static const struct care_finished *last_of(const struct care_dossier *d,
					   const char *form_id)
{
	const struct care_finished *last = NULL;

	for (int i = 0; i < d->interview_count; i++) {
		if (!d->interviews[i].is_moved &&
		    text_equal(d->interviews[i].form_id, form_id))
			last = &d->interviews[i];
	}
	return last;
}

static struct option *option_add(struct begin *b)
{
	VEC_ROOM(b->options, b->count, b->room);
	b->options[b->count] = (struct option){.part = CARE_TOGETHER};
	return &b->options[b->count++];
}

/* Of this form, whatever it was called then; a talk for later is another talk. */
static const struct care_unfinished *draft_of(const struct begin *b, const char *form,
					      bool is_later)
{
	for (int i = 0; i < b->today.unfinished_count; i++) {
		const struct care_unfinished *u = &b->today.unfinished[i];

		if (text_equal(u->form_id, form) &&
		    text_equal(u->part, "later") == is_later)
			return u;
	}
	return NULL;
}

static void form_add(struct app *a, struct begin *b, const struct care_form *form)
{
	struct option *o = option_add(b);
	int later = 0;

	(void)care_later_count(a->session, b->woman->dossier, form->id, &later, NULL);
	o->form = form->id;
	o->title = form->title;
	o->draft = draft_of(b, form->id, false);
	if (later == 0)
		return;
	o = option_add(b);
	o->form = form->id;
	o->title = form->title;
	o->part = CARE_LATER;
	o->draft = draft_of(b, form->id, true);
	o->later = later;
}

/* A centre's own form with a mistake in it: said here, where one would look for it. */
static void broken_add(struct begin *b, const struct care_form *form)
{
	struct option *o = option_add(b);

	o->form = form->id;
	o->title = form->title;
	o->problem = form->problem;
}

static void options_fill(struct app *a, struct begin *b)
{
	const char *due = last_of(b->woman->dossier, "intake") ? "progress" : "intake";
	struct error e = ERROR_INIT;
	const struct care_form *forms = NULL;
	int count = 0;

	if (care_today_read(a->session, -1, b->woman->id, &b->today, &e) != OK ||
	    care_forms(a->session, &forms, &count, &e) != OK)
		ui_error(a, &e);
	for (int i = 0; i < b->today.unfinished_count; i++) {
		struct option *o = option_add(b);

		o->draft = &b->today.unfinished[i];
		o->title = o->draft->form_title;
	}
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < count; i++) {
			if (forms[i].is_usable &&
			    text_equal(forms[i].id, due) == (pass == 0))
				form_add(a, b, &forms[i]);
		}
	}
	for (int i = 0; i < count; i++) {
		if (!forms[i].is_usable)
			broken_add(b, &forms[i]);
	}
	ui_list_set_count(&b->list, (int)b->count);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct begin *b = data;
	const struct option *o = &b->options[index];

	if (o->form) {
		str_add(out, o->title);
		if (o->problem)
			str_add(out, _(": cannot be used, there is a mistake in it"));
		if (o->part == CARE_LATER)
			str_addf(out, _(": what was left for a later talk (%d)"),
				 o->later);
		return;
	}
	str_addf(out, _("Not finished: %s, "), o->title);
	ui_progress_add(o->draft, out);
	str_add(out, ", ");
	ui_when_add(a, o->draft->begun_ms, out);
	if (!o->draft->is_mine && !text_is_empty(o->draft->author_name))
		str_addf(out, _(", by %s"), o->draft->author_name);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct begin *b = data;

	(void)right;
	ui_woman_title(a, b->woman, _("Talk"), left);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct begin *b = data;

	(void)a;
	b->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct begin *b = data;

	ui_list_draw(a, &b->list, &b->body);
}

static unsigned show(struct app *a, struct begin *b, enum err rc,
		     struct care_interview *iv, const struct error *e)
{
	if (rc != OK) {
		ui_error(a, e);
		return UI_REDRAW;
	}
	b->woman->is_stale = true;
	ui_interview_push(a, iv);
	return UI_CLOSE;
}

static unsigned go_on(struct app *a, struct begin *b, const struct option *o)
{
	struct error e = ERROR_INIT;
	struct care_interview *iv = NULL;
	enum err rc = care_interview_resume(a->session, o->draft->draft, &iv, &e);

	return show(a, b, rc, iv, &e);
}

static unsigned start(struct app *a, struct begin *b, const struct option *o)
{
	struct error e = ERROR_INIT;
	struct care_interview *iv = NULL;
	enum err rc =
		care_interview_begin(a->session, b->woman->id, o->form, o->part, &iv, &e);

	return show(a, b, rc, iv, &e);
}

/* She asked to discuss it before: one line is enough. */
static bool is_in_agenda(const struct care_dossier *d, const struct care_appointment *one)
{
	for (int i = 0; i < d->appointment_count; i++) {
		const struct care_appointment *old = &d->appointments[i];

		if (text_equal(old->kind, one->kind) && text_equal(old->about, one->about) &&
		    text_equal(old->state, "planned"))
			return true;
	}
	return false;
}

/* A line in the agenda of today, where the colleague who began it sees it. */
static unsigned discuss(struct app *a, struct begin *b, const struct option *o)
{
	struct moment begun = moment_of_ms(o->draft->begun_ms);
	struct care_appointment one = {.kind = "case_meeting",
				       .with = o->draft->author_name,
				       .due = clock_today(a->clock),
				       .minutes = -1};
	struct error e = ERROR_INIT;
	struct str about = STR_INIT;

	str_addf(&about, _("discuss with %s: %s of %d %s, go on with it or begin anew?"),
		 care_session_worker_name(a->session), o->title, begun.date.day,
		 date_month_name(begun.date.month, false, ui_language(a)));
	one.about = about.bytes;
	if (is_in_agenda(b->woman->dossier, &one) ||
	    care_save_appointment(a->session, b->woman->id, &one, NULL, &e) == OK) {
		ui_woman_changed(a, b->woman);
		ui_message(a, _("In the agenda of today: discuss it with %s."), one.with);
	} else {
		ui_error(a, &e);
	}
	str_release(&about);
	return UI_CLOSE;
}

static unsigned begun_answered(struct app *a, void *data, int index)
{
	struct begin *b = data;

	if (index == 0)
		return go_on(a, b, b->asked);
	if (index == 1)
		return start(a, b, b->asked);
	return index == 2 ? discuss(a, b, b->asked) : UI_REDRAW;
}

static unsigned begun_ask(struct app *a, struct begin *b, const struct option *o)
{
	const char *const answers[] = {_("go on with that one"), _("a new one"),
				       _("discuss it")};
	struct moment m = moment_of_ms(o->draft->begun_ms);
	struct str question = STR_INIT, day = STR_INIT;

	str_addf(&day, "%d %s", m.date.day,
		 date_month_name(m.date.month, false, ui_language(a)));
	str_addf(&question,
		 o->draft->is_mine
			 ? _("You began this talk with her on %s (%s).")
			 : _("A colleague began this talk with her on %s (%s)."),
		 day.bytes, o->title);
	b->asked = o;
	ui_ask(a, question.bytes, answers, o->draft->is_mine ? 2 : 3, begun_answered, b);
	str_release(&question);
	str_release(&day);
	return UI_REDRAW;
}

static unsigned choose(struct app *a, struct begin *b, int index)
{
	const struct option *o = index < 0 ? NULL : &b->options[index];

	if (!o)
		return UI_NOTHING;
	if (o->problem) {
		ui_message(a, _("The form %s is broken: %s"), o->form, o->problem);
		return UI_REDRAW;
	}
	if (!o->form)
		return go_on(a, b, o);
	return o->draft ? begun_ask(a, b, o) : start(a, b, o);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct begin *b = data;

	if (r == UI_REQ_OPEN)
		return choose(a, b, ui_list_at(&b->list));
	if (r == UI_REQ_PICK)
		return choose(a, b, ui_list_pick(&b->list, digit));
	return ui_list_request(&b->list, r);
}

static void leave(struct app *a, void *data)
{
	struct begin *b = data;

	(void)a;
	ui_list_release(&b->list);
	care_today_release(&b->today);
	free(b->options);
	ui_woman_drop(b->woman);
	free(b);
}

static const struct ui_screen_ops begin_ops = {
	.name = "begin",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

static unsigned reopen_answered(struct app *a, void *data, int index)
{
	struct begin *b = data;
	struct error e = ERROR_INIT;

	if (index != 0)
		return UI_CLOSE;
	if (care_reopen(a->session, b->woman->id, NULL, &e) != OK) {
		ui_error(a, &e);
		return UI_CLOSE;
	}
	ui_woman_changed(a, b->woman);
	ui_woman_fresh(a, b->woman);
	return UI_REDRAW;
}

void ui_begin_talk_push(struct app *a, struct ui_woman *w)
{
	const char *const answers[] = {_("open again: back after a while"),
				       _("leave it closed")};
	struct begin *b = mem_new(sizeof *b);

	b->woman = ui_woman_hold(w);
	b->today.arena = (struct arena)ARENA_INIT;
	ui_list_init(&b->list, row, b);
	b->list.has_digits = true;
	b->list.empty = _("There is no form that can be used.");
	options_fill(a, b);
	ui_push(a, &begin_ops, b);
	if (!w->dossier->is_open)
		ui_ask(a, _("This trajectory is closed."), answers, 2, reopen_answered,
		       b);
}
