/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes after the file was opened: home, and whether the date is right. */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/screens.h"
#include "ui/watch.h"

/* Esc is no answer to what day it is: as good as no. */
static unsigned date_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index != 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

/*
 * A clock that lost its battery would put today's talk in the wrong year, so when it does not
 * follow the last thing that was written, the worker says whether it is right before anything
 * else.
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

static unsigned gap_answered(struct app *a, void *data, int index)
{
	struct error e = ERROR_INIT;

	(void)data;
	if (index == 0 && care_session_gap_seen(a->session, &e) != OK)
		ui_error(a, &e);
	return UI_REDRAW;
}

/* Said at each log-in until somebody says that she has seen it. */
static void tell_gap(struct app *a)
{
	const char *const answers[] = {_("I have seen it"), _("tell me again next time")};
	struct str told = STR_INIT;

	if (care_session_gap(a->session, &told, NULL) == OK && told.len > 0)
		ui_ask(a, told.bytes, answers, 2, gap_answered, NULL);
	str_release(&told);
}

void ui_opened_push(struct app *a)
{
	if (care_session_is_recovery(a->session)) {
		ui_recovered_push(a);
		return;
	}
	ui_home_push(a);
	ui_watch_warn(a);
	tell_gap(a);
	if (care_session_clock_state(a->session) != CARE_CLOCK_FINE)
		ask_date(a);
}
