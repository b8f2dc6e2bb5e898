/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trede form try: an interview over a form's file, without a woman and without a session.
 */
#include "ui/loop.h"
#include "ui/sitting.h"

struct try_begin {
	struct ui_talk talk;
};

static void try_push(struct app *a, void *data)
{
	struct try_begin *begin = data;
	struct ui_sitting *s = ui_sitting_new();
	int first;

	s->talk = begin->talk;
	first = ui_sitting_next(s, FORM_NONE);
	ui_sitting_push(a, s);
	if (first != FORM_NONE)
		ui_question_push(a, s, first);
}

enum err ui_try_form(const char *path, const struct ui_options *o, struct error *e)
{
	struct clock system = clock_system();
	struct try_begin begin;
	struct app a;
	enum err rc;

	memset(&a, 0, sizeof a);
	a.options = o;
	a.clock = o->clock ? o->clock : &system;
	rc = ui_talk_of_file(&begin.talk, path, o->language, a.clock, e);
	if (rc != OK)
		return rc;
	rc = ui_loop_run(&a, try_push, &begin, e);
	if (rc != OK)
		ui_talk_release(&begin.talk);
	return rc;
}
