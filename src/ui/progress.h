/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PROGRESS_H
#define UI_PROGRESS_H

#include "ui/app.h"

/* "text [#####.....] 40%" on one line; without all only the text. */
void ui_progress_draw(struct app *a, const struct ui_area *area, int y, const char *text,
		      int64_t done, int64_t all);

/*
 * Shows at once, over the last lines of the screen, that a call takes its time: for the moment in
 * which a handler cannot come back to the loop.  The next key takes it away, as any redraw does.
 */
void ui_busy(struct app *a, const char *text);

/*
 * The same in the place of all that is seen: the blank screen, as long as the call works.  Nothing else
 * is painted over it.
 */
void ui_busy_blank(struct app *a);
void ui_blank_paint(struct app *a); /* blank.c: what it looks like */

/* For the calls that tell how far they are: data is the app. */
struct ui_busy_with {
	struct app *app;
	const char *text;
	int percent; /* shown last; begin with -1 */
};
/* Called every few milliseconds: it looks for ^L too. */
void ui_busy_progress(void *data, int64_t done, int64_t all); /* data: struct ui_busy_with */

#endif
