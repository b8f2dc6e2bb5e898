/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include "ui/screen.h"

#include "base/base.h"
#include "care/care.h"

/*
 * A sheet of a few fields, filled from top to bottom: Enter goes on and after the last one saves,
 * Tab moves, digits choose.  For goals, appointments, notes, referrals, consent and the like.
 */
enum ui_field_kind {
	UI_FIELD_LINE,   /* one line of text */
	UI_FIELD_TEXT,   /* several lines; Enter goes on, ^J is a new line */
	UI_FIELD_DATE,   /* value in ISO */
	UI_FIELD_TIME,   /* value HH:MM */
	UI_FIELD_CHOICE, /* value one of keys; up to ten */
	UI_FIELD_CHOICES /* value keys with blanks between */
};

struct ui_field { /* texts are copied */
	enum ui_field_kind kind;
	const char *label, *hint; /* hint may be NULL */
	const char *value;        /* to begin with; NULL: empty */
	const char *const *keys, *const *labels;
	int count;
	enum date_sense sense;
	bool is_whole_day; /* a month or a year alone will not do */
	bool is_required;
};

/*
 * Esc asks first when something was typed.
 * values: one per field, borrowed.  OK closes the sheet; else the sheet stays and says e.  The
 * screen below gets 'enter' again.  data is freed with release (NULL: not).
 */
typedef enum err (*ui_sheet_save)(struct app *a, void *data, const char *const *values,
				  struct error *e);
void ui_sheet_push(struct app *a, const char *title, const struct ui_field *fields, int count,
		   ui_sheet_save save, void *data, void (*release)(void *data));

/*
 * The same for what goes into a record: what is typed is kept under place in every pause of the
 * typing, so that it stands there again after a lock, a signal or a crash; saving it or throwing it
 * away forgets it.  What somebody else wrote meanwhile is told, and asked about before it is
 * written over.  place and its texts must live as long as data.
 */
void ui_sheet_push_kept(struct app *a, const char *title, const struct ui_field *fields, int count,
			ui_sheet_save save, void *data, void (*release)(void *data),
			const struct care_kept_place *place);

#endif
