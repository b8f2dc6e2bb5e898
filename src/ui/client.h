/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_CLIENT_H
#define UI_CLIENT_H

#include "ui/list.h"
#include "ui/woman.h"

/* The parts of a woman's screen; on a small terminal one at a time. */
enum ui_client_part {
	UI_CLIENT_LINES,
	UI_CLIENT_LADDER,
	UI_CLIENT_GOALS,
	UI_CLIENT_PARTS
};

struct ui_client {
	struct ui_woman *woman;
	struct ui_list lines;
	struct ui_area body;
	enum ui_client_part part; /* shown when there is room for one only */
	struct str unfinished;    /* titles of the talks that are not finished */
};

/* client_draw.c */
void ui_client_draw(struct app *a, struct ui_client *c);
void ui_client_title(struct app *a, struct ui_client *c, struct str *left,
		     struct str *right);
void ui_client_line(const struct app *a, void *data, int index, struct str *out);
bool ui_client_is_small(const struct ui_client *c);

#endif
