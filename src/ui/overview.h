/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_OVERVIEW_H
#define UI_OVERVIEW_H

#include "ui/sitting.h"

/* The lines of the overview: made by overview_lines.c, shown by overview.c. */
struct ui_overview_line {
	char *text;
	int spot; /* where Enter goes; FORM_NONE: a scratch line */
	int note; /* its number, else -1 */
};

struct ui_overview {
	struct ui_sitting *s; /* borrowed */
	struct ui_overview_line *lines;
	size_t count, room;
};

void ui_overview_make(const struct app *a, struct ui_overview *o); /* anew */
void ui_overview_drop(struct ui_overview *o);                      /* its lines */
void ui_overview_release(struct ui_overview *o);
/* The row of the outermost group or repeat that the spot is or stands in; FORM_NONE: of none. */
int ui_overview_group(const struct ui_overview *o, int spot);

#endif
