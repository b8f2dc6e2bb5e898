/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_WALK_H
#define TESTS_WALK_H

#include "harness.h"

#include "care/care.h"
#include "form/form.h"

/*
 * An interview gone through by keyboard.  Beside the program runs a filling of the same form that
 * gets the same answers, so that it is known which question must come next: each one is waited
 * for on the screen by its text, and its answer is typed as its type wants.
 */
struct walk {
	struct term *term;
	struct form *form;
	struct form_filling *filling;
	struct form_host host;
	struct clock clock;
	struct care_config *config;
	char *address, *called;
	int64_t now;
	int language;
	const char *code;    /* of the language: "nl" */
	enum care_part part; /* CARE_TOGETHER first */
	int columns;	     /* of the label that is waited for at most; 36 */
	int from;	     /* the row on screen; FORM_NONE: the first one that is open */
};

/* A shipped form by id, or a file when it has a slash.  called: as she was registered, or "". */
void walk_open(struct walk *w, struct term *t, const char *form, const char *code,
	       const char *address, const char *called);
void walk_close(struct walk *w);

/* Gives the answer to row, or passes it, so that the next question comes. */
typedef void (*walk_says)(void *data, struct walk *w, int row);

/*
 * Everything that is asked, up to the overview: the part together and the part alone, or with
 * CARE_LATER what is for later.  The question must be on screen, or about to be.
 */
void walk_all(struct walk *w, walk_says says, void *data);
void walk_part(struct walk *w, walk_says says, void *data); /* this part only */

/* A table of answers by name, NULL at the end, as data of walk_says_table; others stay open. */
struct walk_said {
	const char *name, *value;
};
void walk_says_table(void *data, struct walk *w, int row);

/* What an answer can be. */
void walk_value(struct walk *w, int row, const char *value); /* as the filling holds it */
void walk_status(struct walk *w, int row, enum form_status status);
void walk_skip(struct walk *w, int row); /* Tab */
void walk_remark(struct walk *w, const char *speaker, const char *who, const char *text, int had);

/* Would the filling take it?  It is left as it was. */
bool walk_would_take(struct walk *w, int row, const char *value);

/* The row's text with its words filled in; the caller frees. */
char *walk_text(const struct walk *w, form_texts which);
void walk_wait(struct walk *w, int row); /* until this question is on the screen */

#endif
