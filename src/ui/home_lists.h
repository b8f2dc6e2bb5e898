/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_HOME_LISTS_H
#define UI_HOME_LISTS_H

#include "ui/app.h"

/* Today and what is not finished, as two lists with one focus: first those due, then what
 * was typed and not saved, then the drafts. */
struct ui_today {
	struct care_today today;
	struct care_kept_list kept;
	int *due; /* the order they stand in: today's by time, then the late ones */
	int due_count; /* without those that another line tells already */
	int at;	  /* the line with the focus, over both lists */
	int top_due, top_unfinished;
};

void ui_today_init(struct ui_today *t);
void ui_today_release(struct ui_today *t);
void ui_today_read(struct app *a, struct ui_today *t);
int ui_today_count(const struct ui_today *t);
void ui_today_first(struct ui_today *t); /* to the first line of what is not finished */
unsigned ui_today_request(struct ui_today *t, enum ui_request r);
void ui_today_open(struct app *a, struct ui_today *t);
int ui_today_lines(const struct ui_today *t); /* it would like */
void ui_today_draw(struct app *a, struct ui_today *t, const struct ui_area *area,
		   bool has_focus);

/* One line: "09:30  K.B.  voortgang"; late: "stond op do 19 nov  S.O.  bellen over
 * opvang". */
void ui_due_add(const struct app *a, const struct care_due *due, struct str *out);
/* Her file, and on it the referral when the line is about one. */
void ui_due_open(struct app *a, const struct care_due *due);
/* "12 van 20", "nog 5 vragen voor jezelf" */
void ui_progress_add(const struct care_unfinished *u, struct str *out);
/* "gisteren 16:20", "12 nov" */
void ui_when_add(const struct app *a, int64_t ms, struct str *out);

#endif
