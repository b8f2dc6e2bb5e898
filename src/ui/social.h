/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SOCIAL_H
#define UI_SOCIAL_H

#include "ui/app.h"
#include "ui/screens.h"

/*
 * What the screens of the social map share.  Nothing in the map is about a woman: looking is not
 * logged, and only a secret address is kept from who looks along.
 */

/* "checked on 2 November 2026", "not checked for long (last on 3 March 2026)" */
void ui_checked_add(const struct app *a, const char *checked_on, bool is_stale, struct str *out);
/* Checked today by this worker, and the message that says so. */
void ui_social_checked(struct app *a, enum map_kind kind, const char *id, const char *name);

/* social_sheet.c: name: to begin with; organisation: of an offer, else "". */
void ui_social_new(struct app *a, enum map_kind kind, const char *organisation,
		   const char *name);
struct ui_social_at { /* of the screen that asks, which lives on */
	enum map_kind kind;
	char id[37];
};
/* Which part of it, then the sheet of that part; or the sheet of one field. */
void ui_social_change(struct app *a, struct ui_social_at *at);
void ui_social_change_field(struct app *a, const struct ui_social_at *at, enum map_field field);
/* What was typed and not saved: the sheet, above what it is about.  false: that is not there any more. */
bool ui_social_kept_open(struct app *a, const struct care_kept_place *place);

#endif
