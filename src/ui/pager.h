/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include "ui/screen.h"

#include "base/base.h"

/* Text to be read: a page as printed, help.  As a part of a screen, or as a screen of its own. */
struct ui_pager {
	struct str text;
	bool is_wrapped;        /* soft wrap; else a line is cut at the edge */
	size_t *starts;         /* where each line begins, and where the last one ends */
	int count, room;
	int top, lines, columns;
};

void ui_pager_init(struct ui_pager *p, const char *text, bool is_wrapped);
void ui_pager_release(struct ui_pager *p);
unsigned ui_pager_request(struct ui_pager *p, enum ui_request r); /* moving; UI_IGNORED else */
void ui_pager_draw(struct app *a, struct ui_pager *p, const struct ui_area *area);

void ui_pager_push(struct app *a, const char *title, const char *text, bool is_wrapped);

#endif
