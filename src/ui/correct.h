/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_CORRECT_H
#define UI_CORRECT_H

#include "ui/finished.h"
#include "ui/list.h"
#include "ui/screens.h"

/* How far a correction is; between correct.c and correct_value.c, which asks the new answer. */
struct ui_change {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	struct care_today today;     /* her unfinished talks */
	int draft;		     /* the one that is asked about */
	struct ui_finished finished; /* the talk that is corrected */
	int interview, spot;
	int *spots; /* of the talk, behind the lines of the question list */
	size_t spot_count, spot_room;
	char *value;	   /* the new answer; NULL: none yet */
	bool is_answered;  /* the sheet has closed: the reason is next */
	char *to;	   /* the woman a talk goes to */
	char *talk, *path; /* of the answer that is typed */
	struct care_kept_place place;
	struct arena labels; /* of the question that is asked */
};

const struct care_finished *ui_change_talk(const struct ui_change *c);
const struct form_row *ui_change_row(const struct ui_change *c); /* of the question */
/* Asks the right answer to c->spot; then comes ui_change_reason, or a sheet closes with is_answered. */
void ui_change_ask(struct app *a, struct ui_change *c);
void ui_change_reason(struct app *a, struct ui_change *c);

#endif
