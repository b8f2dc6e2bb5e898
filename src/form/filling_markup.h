/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FILLING_MARKUP_H
#define FORM_FILLING_MARKUP_H

#include "form/filling.h"

/* Markdown and HTML of a text, dropped while it is copied; for filling_text.c only. */
enum { MARKUP_BOLD, MARKUP_UNDERLINE, MARKUP_KINDS };

struct filling_paint { /* where it is copied to; for a text and those named in it */
	struct str *out;
	struct form_marks *marks; /* NULL: nobody wants to know */
	int open[MARKUP_KINDS];	  /* how many are open */
	size_t from;		  /* since here these are open */
};

enum { MARKUP_RUN_MOST = 3 };

struct filling_markup {
	const char *text, *at;
	struct filling_paint *paint;
	int opened[MARKUP_KINDS]; /* by this text */
	bool open[2][MARKUP_RUN_MOST +
		     1]; /* * or _, by the length of the run that opened it */
	bool no_more[2]
		    [MARKUP_RUN_MOST + 1]; /* no end is left for a run of that length */
	const char *tag_end; /* the first > from here on; NULL: not looked for yet */
	bool no_tag_end;
	const char *bracket;  /* the first ] from here on, likewise */
	bool no_bracket;
	const char *link_end; /* the ] that ends the words of a link */
};

/* Copies what is plain up to the next name (${), false at the end of the text. */
bool filling_markup_copy(struct filling_markup *m);
void filling_markup_end(struct filling_markup *m); /* closes what was left open */

#endif
