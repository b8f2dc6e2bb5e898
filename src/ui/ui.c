/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui.h"

#include <poll.h>

#include "ui/loop.h"
#include "ui/screens.h"

enum { IN_USE_MS = 1500, LOOK_AGAIN_MS = 100 };

static void opened_begin(struct app *a, void *data)
{
	(void)data;
	ui_opened_push(a);
}

static void locked_begin(struct app *a, void *data)
{
	(void)data;
	ui_locked_push(a);
}

static void setup_begin(struct app *a, void *data)
{
	(void)data;
	ui_setup_push(a);
}

/* One that is being closed just now lets go within this time. */
static enum err look(const struct care_options *o, bool *exists, struct error *e)
{
	int64_t until = ui_now_ms() + IN_USE_MS;
	bool is_in_use = true;
	enum err rc = OK;

	while (rc == OK && is_in_use) {
		struct care_place place = {.organisation = STR_INIT};

		rc = care_place_look(o, &place, e);
		*exists = place.exists;
		is_in_use = place.is_in_use;
		care_place_release(&place);
		if (rc == OK && is_in_use && ui_now_ms() >= until)
			rc = error_set(e, ERR_BUSY, "%s",
				       _("trede is already open on this laptop. Close it there, then "
					 "try again."));
		else if (rc == OK && is_in_use)
			(void)poll(NULL, 0, LOOK_AGAIN_MS);
	}
	return rc;
}

typedef void (*begin_function)(struct app *a, void *data);

/* A practice file opens by itself, until somebody practised changing her passphrase. */
static enum err open_first(struct app *a, begin_function *begin, struct error *e)
{
	struct error why = ERROR_INIT;
	enum err rc = care_session_open(a->care, &a->session, &why);

	if (rc == ERR_PASSPHRASE && a->care->practice && !a->care->passphrase) {
		*begin = locked_begin;
		return OK;
	}
	if (e)
		*e = why;
	return rc;
}

/* What comes first; for home the file is opened, before the terminal is taken. */
static enum err first_screen(struct app *a, bool starts_locked, begin_function *begin,
			     struct error *e)
{
	bool exists = false;
	enum err rc = look(a->care, &exists, e);

	if (rc != OK)
		return rc;
	*begin = locked_begin;
	if (!exists && !a->care->practice)
		*begin = setup_begin;
	else if (!exists || (!starts_locked && (a->care->practice || a->care->passphrase)))
		*begin = opened_begin;
	return *begin == opened_begin ? open_first(a, begin, e) : OK;
}

static enum ui_end end_of(const struct app *a)
{
	if (!a->is_locking)
		return UI_END_STOP;
	return a->is_to_stop ? UI_END_STOP_THEN_LOCK : UI_END_LOCK;
}

enum err ui_run(const struct care_options *o, bool starts_locked, const struct ui_options *screens,
		enum ui_end *end, struct error *e)
{
	struct care_options care = *o;
	begin_function begin = NULL;
	struct app a;
	enum err rc;

	memset(&a, 0, sizeof a);
	*end = UI_END_STOP;
	a.care = &care;
	a.options = screens;
	a.clock = screens->clock ? screens->clock : o->clock;
	a.slept_ms = clock_slept();
	rc = first_screen(&a, starts_locked, &begin, e);
	care.passphrase = NULL;
	if (rc == OK)
		rc = ui_loop_run(&a, begin, NULL, e);
	care_session_close(a.session);
	*end = end_of(&a);
	return rc;
}
