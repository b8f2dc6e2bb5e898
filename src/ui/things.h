/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_THINGS_H
#define UI_THINGS_H

#include "ui/woman.h"

/*
 * Her appointments, referrals or consents as a list, newest first: Enter opens one in its
 * sheet, n makes a new one.  An index is one of the dossier's array.
 */
struct ui_things {
	const char *title; /* through N_() */
	enum ui_map map;
	int (*count)(const struct care_dossier *d);
	void (*row)(const struct app *a, const struct care_dossier *d, int index,
		    struct str *out);
	void (*sheet)(struct app *a, struct ui_woman *w, int index); /* -1: a new one */
	unsigned (*on_request)(struct app *a, struct ui_woman *w, int index,
			       enum ui_request r);
	const char *states; /* the list whose keys a digit sets, told below the list; NULL
			       none */
	enum err (*set_state)(struct app *a, struct ui_woman *w, int index,
			      const char *key, struct error *e);
};

/* When there is none yet, its sheet at once.  things is a constant. */
void ui_things_push(struct app *a, struct ui_woman *w, const struct ui_things *things);

#endif
