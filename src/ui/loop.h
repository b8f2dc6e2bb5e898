/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "ui/app.h"

/*
 * Takes the terminal, lets begin push the first screen, runs until no screen is left or a signal
 * ends it, and gives the terminal back.  The screens' save runs before every kind of end.
 */
enum err ui_loop_run(struct app *a, void (*begin)(struct app *a, void *data), void *data,
		     struct error *e);

/*
 * From within a call that works long: ^L blanks what is seen, at once, and the blank screen comes when
 * the call is done.  Whatever else was typed is gone: nobody saw what it would have done.
 */
void ui_loop_look(struct app *a);

#endif
