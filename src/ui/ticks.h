/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_TICKS_H
#define UI_TICKS_H

#include "ui/app.h"

/*
 * Ticking some of a list: digits up to ten lines, letters that filter when there are more.  ticked is changed in
 * place and lives on with the screen that asks, as data does; that screen gets 'enter' again.
 * labels are copied.
 */
void ui_ticks_push(struct app *a, const char *title, const char *const *labels, int count,
		   bool *ticked);

#endif
