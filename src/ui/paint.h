/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include <stddef.h>

#include "ui/theme.h"

struct app;
struct str;

/* A part of the screen, in cells. */
struct ui_area {
	int y, x, lines, columns;
};

/*
 * Every text goes through the output gate and is cut at whole graphemes to its field, so that no
 * cell outside it changes.  y and x are within the area; outside it nothing is painted.
 */
int ui_paint(struct app *a, const struct ui_area *area, int y, int x, enum ui_style style,
	     const char *text); /* to the area's edge; returns the columns used */
void ui_paint_field(struct app *a, const struct ui_area *area, int y, int x, int columns,
		    enum ui_style style, const char *text); /* padded with blanks */
int ui_paint_right(struct app *a, const struct ui_area *area, int y, enum ui_style style,
		   const char *text); /* against the right edge; returns the columns used */
int ui_paint_wrapped(struct app *a, const struct ui_area *area, int y, int x,
		     enum ui_style style, const char *text); /* returns the lines used */
/* The line of a gated text that begins at 'at': its bytes; *next: how far the one after it is. */
size_t ui_wrap(const struct str *text, size_t at, int columns, size_t *next);
int ui_wrapped_lines(const char *text, int columns);         /* what it would use; 0 when empty */
void ui_paint_rule(struct app *a, const struct ui_area *area, int y, const char *heading);
void ui_paint_bar(struct app *a, const struct ui_area *area, int x); /* top to bottom */
void ui_paint_clear(struct app *a, const struct ui_area *area);
void ui_cursor(struct app *a, const struct ui_area *area, int y, int x); /* where the focus is */

/* The text as it will stand in a field: gated, cut, padded with blanks (pad: what follows; ' '). */
void ui_clip(struct str *out, const char *text, size_t len, int columns, char pad);

/* The same for what only shows a text: where it is cut, two dots say so. */
void ui_clip_told(struct str *out, const char *text, size_t len, int columns, char pad);

/* One cell of a line with columns: clipped and padded to the width, then one blank. */
void ui_cell(struct str *out, const char *text, int columns);

#endif
