/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_WORK_H
#define UI_WORK_H

#include "ui/app.h"

/*
 * What is done while no key comes: the search of the screen on top, then the names of everybody coming
 * into memory.  In slices, each given up for the first key: what is typed is on the screen at once.
 */
enum { UI_SLICE_MS = 5 };

struct ui_slice {
	struct app *app;
	int64_t until_ms;   /* ui_now_ms */
	bool is_for_a_key; /* a key waits for what this gives: others wait behind it */
	int64_t looked_us; /* whether a key waits was asked then, by ui_now_us; 0 not yet */
};
/* Whether this slice is over; a care_pause, with the slice as its data. */
bool ui_slice_is_over(void *slice);

bool ui_work_is_there(const struct app *a);
void ui_work_go(struct app *a); /* one slice */

/* Names cannot be read: who begins with what was typed is found all the same. */
bool ui_names_are_given_up(const struct app *a);
/* How far the names are, when that takes long enough to be said; else "". */
void ui_names_told(const struct app *a, int columns, struct str *out);

#endif
