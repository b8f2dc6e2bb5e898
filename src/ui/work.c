/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/work.h"

#include "ui/terminal.h"
#include "ui/woman.h"

enum {
	TOLD_AFTER_MS = 1000, /* what is over before that need not be said */
	TOLD_EVERY_MS = 250,
	COLUMNS_IN_FULL = 60,
	LOOK_EVERY_US = 200 /* for a key: work asks far more often, and a look costs a system call */
};

bool ui_slice_is_over(void *slice)
{
	struct ui_slice *s = slice;
	int64_t now = ui_now_us();

	if (now / 1000 >= s->until_ms)
		return true;
	if (s->is_for_a_key || !s->app->terminal || now - s->looked_us < LOOK_EVERY_US)
		return false;
	s->looked_us = now;
	return ui_terminal_is_asked(s->app->terminal);
}

bool ui_names_are_given_up(const struct app *a)
{
	enum { TRIES = 2 }; /* what is told once, as a bad file of aliases, is done without then */

	return a->names_failures >= TRIES;
}

static bool is_loading(const struct app *a)
{
	return a->session && !ui_names_are_given_up(a) && !care_names_are_in(a->session);
}

static bool top_has_work(const struct app *a)
{
	const struct ui_screen *s = a->depth ? &a->screens[a->depth - 1] : NULL;

	return s && s->ops->has_work && s->ops->has_work(a, s->data);
}

bool ui_work_is_there(const struct app *a)
{
	return top_has_work(a) || is_loading(a);
}

/* The screen that is searched on says how far it is. */
static void tell(struct app *a)
{
	const struct ui_screen *s = &a->screens[a->depth - 1];
	int64_t now = ui_now_ms();

	if (!s->ops->has_work || now - a->names_from_ms < TOLD_AFTER_MS ||
	    (is_loading(a) && now - a->names_told_ms < TOLD_EVERY_MS))
		return;
	a->names_told_ms = now;
	a->pending |= UI_FIELD;
}

/* Without them a woman is still found by what her name begins with. */
static void load(struct app *a, struct ui_slice *slice)
{
	struct error e = ERROR_INIT;
	bool is_over;

	if (!a->names_from_ms)
		a->names_from_ms = ui_now_ms();
	if (care_names_load(a->session, ui_slice_is_over, slice, &is_over, &e) != OK) {
		a->names_failures++;
		ui_error(a, &e);
		a->pending |= UI_REDRAW;
	}
	if (a->depth)
		tell(a);
	if (!is_loading(a))
		a->names_from_ms = 0;
}

void ui_work_go(struct app *a)
{
	struct ui_slice slice = {a, ui_now_ms() + UI_SLICE_MS, false, 0};
	struct ui_screen *s = a->depth ? &a->screens[a->depth - 1] : NULL;

	if (top_has_work(a))
		ui_screen_apply(a, a->depth - 1, s->ops->work(a, s->data, &slice));
	else if (is_loading(a))
		load(a, &slice);
}

void ui_names_told(const struct app *a, int columns, struct str *out)
{
	struct str findable = STR_INIT, all = STR_INIT;
	int64_t some, of;

	if (!is_loading(a) || !a->names_from_ms ||
	    ui_now_ms() - a->names_from_ms < TOLD_AFTER_MS)
		return;
	care_names_progress(a->session, &some, &of);
	ui_number_add(a, some, &findable);
	ui_number_add(a, of, &all);
	if (columns >= COLUMNS_IN_FULL)
		str_addf(out, _("names coming in: %s of %s"), findable.bytes, all.bytes);
	else
		str_addf(out, _("names: %s"), findable.bytes);
	str_release(&findable);
	str_release(&all);
}
