/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_HOME_FIND_H
#define UI_HOME_FIND_H

#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/work.h"

/*
 * Looking a woman up while typing: one line of text and the women it finds.  A search is
 * logged once, when it is finished: one was opened, or it was given up.
 *
 * Typing only asks; the search goes on while no key comes (work.h), and what was found
 * before stays until it has something.  Once she has moved to a line, the lines stay where
 * they are, and what is found later comes below.  Nobody is opened whom the worker has not
 * seen, but for the one woman who has all that was typed.
 */
struct ui_finder {
	struct ui_editor editor;
	struct care_search *search; /* made when something is first looked up */
	struct care_hits hits;
	struct ui_list list;
	bool is_searching; /* more of the last question may come */
	bool is_answered;  /* what is shown is of the last question */
	bool is_painted;   /* and stands on the screen */
	bool has_moved;    /* she chose a line */
	bool has_searched; /* something was looked up that is not in the log yet */
	bool is_used;  /* the search led somewhere: the next letter begins a new one */
	bool has_more; /* the line with the focus says more */
	bool has_new;  /* who is not found can be made here */
	struct ui_area line, area; /* the text with its count; the women */
};

void ui_finder_init(struct ui_finder *f);
void ui_finder_release(struct app *a, struct ui_finder *f);
bool ui_finder_is_empty(const struct ui_finder *f);   /* nothing typed */
bool ui_finder_has_search(const struct ui_finder *f); /* enough typed to look for */
void ui_finder_refresh(struct app *a,
		       struct ui_finder *f); /* the same search once more */
void ui_finder_clear(struct app *a, struct ui_finder *f);
bool ui_finder_done(struct app *a,
		    struct ui_finder *f); /* logs it; false: could not be logged */
/* The woman with the focus, to be opened; NULL none, or none that may be opened unseen. */
const struct care_hit *ui_finder_choose(struct app *a, struct ui_finder *f);
bool ui_finder_has_work(const struct app *a, const struct ui_finder *f);
unsigned ui_finder_work(struct app *a, struct ui_finder *f, struct ui_slice *slice);
unsigned ui_finder_request(struct app *a, struct ui_finder *f, enum ui_request r);
unsigned ui_finder_type(struct app *a, struct ui_finder *f, const char *text, size_t len);
void ui_finder_draw(struct app *a, struct ui_finder *f, bool has_focus);

/* How a list says a woman: her name, or initials by the centre's setting. */
void ui_hit_name(const struct app *a, const struct care_hit *h, struct str *out);

#endif
