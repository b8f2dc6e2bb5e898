/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_FINISHED_H
#define UI_FINISHED_H

#include "ui/talk.h"
#include "ui/woman.h"

/* A finished interview set up again with its own form, to be read or corrected. */
struct ui_finished {
	const struct form *form; /* the session's */
	struct form_host host;
	struct form_filling *filling;
	int language;
};

enum err ui_finished_open(struct app *a, const struct ui_woman *w, int interview,
			  struct ui_finished *f, struct error *e);
void ui_finished_release(struct ui_finished *f);
/* For what is told of its rows and instances; borrowed from f. */
struct ui_talk ui_finished_talk(const struct ui_finished *f);
/* "12  What makes it hard now?" */
void ui_finished_question(const struct ui_finished *f, int spot, struct str *out);
/* What was said, or why there is no answer. */
void ui_finished_answer(struct app *a, const struct ui_finished *f, int spot,
			struct str *out);

/*
 * One line: the question in the left half, what was said beside it.  *words: all of both, to be
 * searched.  The caller owns both.
 */
char *ui_finished_line(struct app *a, const struct ui_finished *f, int spot, char **words);

#endif
