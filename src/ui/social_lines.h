/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SOCIAL_LINES_H
#define UI_SOCIAL_LINES_H

#include "ui/list.h"
#include "ui/social.h"

/*
 * Lines of the social map, read a page at a time: what was typed and the filter are the question, and
 * belong to the screen that asks.
 */
struct ui_social_lines {
	struct ui_list list;
	struct map_lines *pages; /* as they were read */
	size_t page_count, page_room;
	const struct map_line **lines; /* of all pages */
	size_t line_count, line_room;
};

void ui_social_lines_init(struct ui_social_lines *l);
void ui_social_lines_release(struct ui_social_lines *l);
const struct map_line *ui_social_lines_focus(const struct ui_social_lines *l); /* NULL: none */
bool ui_social_lines_have_more(const struct ui_social_lines *l);
/* The first page of a new question. */
void ui_social_lines_read(struct app *a, struct ui_social_lines *l, const char *typed,
			  const struct map_filter *filter);
/* One page behind those that are there; false: there is none. */
bool ui_social_lines_go_on(struct app *a, struct ui_social_lines *l, const char *typed,
			   const struct map_filter *filter);
/* The same question once more: the focus stays on what it was on, or on its place. */
void ui_social_lines_refresh(struct app *a, struct ui_social_lines *l, const char *typed,
			     const struct map_filter *filter);
/* What the line with the focus was too short for: a rule and two lines, or one. */
enum { UI_SOCIAL_MORE_LINES = 3 };
void ui_social_lines_draw_more(struct app *a, const struct ui_social_lines *l,
			       const struct ui_area *area);

#endif
