/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui.h"

#include "ui/ask.h"
#include "ui/loop.h"
#include "ui/screens.h"

/* Esc is no answer to what day it is: as good as no. */
static unsigned date_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index != 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

/*
 * A clock that lost its battery would put today's talk in the wrong year, so when it does not follow
 * the last thing that was written, the worker says whether it is right before anything else.
 */
static void ask_date(struct app *a)
{
	const char *const answers[] = {_("yes"), _("no, stop; I will set the clock first")};
	struct date today = clock_today(a->clock);
	struct str day = STR_INIT, question = STR_INIT;

	date_write(&day, &today, DATE_LONG, ui_language(a));
	str_addf(&question, _("This laptop says today is %s. Is that right?"), day.bytes);
	ui_ask(a, question.bytes, answers, 2, date_answered, NULL);
	str_release(&day);
	str_release(&question);
}

static void home_begin(struct app *a, void *data)
{
	(void)data;
	ui_home_push(a);
	if (care_session_clock_state(a->session) != CARE_CLOCK_FINE)
		ask_date(a);
}

enum err ui_run(struct care_session *s, const struct ui_options *o, struct error *e)
{
	struct app a;

	memset(&a, 0, sizeof a);
	a.session = s;
	a.options = o;
	a.clock = o->clock ? o->clock : care_session_clock(s);
	return ui_loop_run(&a, home_begin, NULL, e);
}
