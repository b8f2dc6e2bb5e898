/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui.h"

#include "ui/loop.h"
#include "ui/screens.h"

static void home_begin(struct app *a, void *data)
{
	(void)data;
	ui_home_push(a);
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
