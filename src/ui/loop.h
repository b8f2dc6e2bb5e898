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

#endif
