/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_WATCH_H
#define UI_WATCH_H

#include "ui/app.h"

/*
 * When nobody seems to be there: blank after blank_minutes without a key, locked after
 * lock_minutes, both by clock_lapse, and locked when the laptop has slept.
 */
enum {
	UI_BLANK_MINUTES = 5, /* notes, practice 13; the settings blank_minutes and lock_minutes */
	UI_LOCK_MINUTES = 30,
	UI_SLEPT_MS = 1000,   /* less is a clock that was being read */
	UI_LOCKED_LEAST_KB = 6000 /* 1,500 pages of the file, where memory can be locked (store/seal.h) */
};

int64_t ui_watch_wait(const struct app *a); /* ms of the real clock until it is to look; -1 never */
void ui_watch_look(struct app *a);          /* blanks or locks when it is time */
bool ui_watch_slept(struct app *a);         /* since it was last asked, while a file is open */

/* After log-in: a sentence when what is read here may come on the disk unencrypted. */
void ui_watch_warn(struct app *a);

#endif
