/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_WOMAN_H
#define UI_WOMAN_H

#include "ui/app.h"
#include "ui/sheet.h"

/*
 * The open dossier of one woman, shared by her screen and those above it.  Opening it is
 * logged; what was written makes it stale, and the screen that comes on top next reads it
 * again.
 */
struct ui_woman {
	char id[37]; /* of the dossier: another one when she was merged since */
	struct care_dossier *dossier;
	int users;
	bool is_stale, is_gone; /* is_gone: her entries were erased */
	bool is_to_compare;     /* a detail changed that may make her look like somebody */
};

struct ui_woman *ui_woman_open(struct app *a,
			       const char *client); /* NULL: the message says why */
struct ui_woman *ui_woman_hold(struct ui_woman *w);
void ui_woman_drop(struct ui_woman *w);			/* NULL is fine */
void ui_woman_fresh(struct app *a, struct ui_woman *w); /* reads it again when stale */
void ui_woman_changed(struct app *a,
		      struct ui_woman *w); /* something was written: stale, saved */
void ui_woman_title(const struct app *a, const struct ui_woman *w, const char *what,
		    struct str *out); /* what, her name */

/* What a sheet over something of hers works on; id NULL: a new one. */
struct ui_edit {
	struct ui_woman *woman;
	char *id, *of; /* of: what it belongs to, the goal of a step */
	struct care_kept_place place; /* where what is typed is kept */
};
/* kind is a constant, one that ui_kept_open knows. */
struct ui_edit *ui_edit_new(struct ui_woman *w, const char *kind, const char *id, const char *of);
/* The sheet for it: what it is and whose it is stand in line 1.  edit is freed with it. */
void ui_edit_sheet(struct app *a, const char *heading, const struct ui_field *fields, int count,
		   ui_sheet_save save, struct ui_edit *edit);
/* After saving: the woman is stale when rc is OK.  Returns rc. */
enum err ui_edit_saved(struct app *a, struct ui_edit *edit, enum err rc);

/* The keys and labels of a list of config/, for a field of a sheet. */
struct ui_choices {
	const char **keys, **labels;
	int count;
};
struct ui_choices ui_choices_of(const struct app *a, const char *list);
void ui_choices_release(struct ui_choices *c);
struct ui_field ui_choice_field(const char *label, const struct ui_choices *c,
				const char *value);

const char *ui_label(const struct app *a, const char *list,
		     const char *key); /* "" stays "" */
void ui_date_add(const struct app *a, const struct date *d, enum date_style style,
		 struct str *out);
struct date ui_date_of(const char *iso); /* year 0 when there is none */
void ui_number_add(const struct app *a, int64_t n, struct str *out); /* 1.204 */
void ui_time_add(int minutes, struct str *out); /* 09:30; nothing when there is none */

#endif
