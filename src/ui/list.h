/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "ui/screen.h"

#include "base/base.h"

/*
 * A list of any length of which only the visible lines are asked for.  With a filter, what is typed
 * leaves only lines that contain it.  An index is always one of the source, never of the screen.
 */
typedef void (*ui_list_row)(const struct app *a, void *data, int index, struct str *out);

struct ui_list {
	ui_list_row row;        /* one line of text for index; use ui_cell for columns */
	ui_list_row words;      /* what a filter searches; NULL: the line itself */
	void *data;
	const char *empty;      /* said when there is nothing; may be NULL */
	int count;
	int at;                 /* position of the focus among the shown lines */
	int top;
	int lines, columns;     /* of the area it was last drawn in */
	bool has_digits;        /* the first ten lines begin with 1 to 9 and 0 */
	bool has_no_focus;      /* focus is elsewhere: no mark, no cursor */
	struct str filter;
	int *shown, shown_count, shown_room; /* indexes that pass; only with a filter */
};

void ui_list_init(struct ui_list *l, ui_list_row row, void *data);
void ui_list_release(struct ui_list *l);
void ui_list_set_count(struct ui_list *l, int count); /* keeps the focus where it was if it can */
int ui_list_at(const struct ui_list *l);              /* index with the focus; -1 empty */
int ui_list_pick(const struct ui_list *l, int digit); /* index that has this digit; -1 none */
void ui_list_focus(struct ui_list *l, int index);
unsigned ui_list_request(struct ui_list *l, enum ui_request r); /* moving; UI_IGNORED else */
void ui_list_filter(const struct app *a, struct ui_list *l, const char *filter);
void ui_list_draw(struct app *a, struct ui_list *l, const struct ui_area *area);

/* Lets her choose one line: digits up to ten, a filter above.  chosen gets -1 after Esc. */
typedef unsigned (*ui_chosen)(struct app *a, void *data, int index);
void ui_choose_push(struct app *a, const char *title, const char *const *labels, int count,
		    ui_chosen chosen, void *data); /* texts are copied; data stays the caller's */
/* The same; the filter searches words[i], which may say more than the line shows. */
void ui_choose_words_push(struct app *a, const char *title, const char *const *labels,
			  const char *const *words, int count, ui_chosen chosen, void *data);

#endif
