/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_MARKED_H
#define UI_MARKED_H

#include "ui/paint.h"

#include "base/base.h"
#include "form/form.h"

struct ui_talk;

/*
 * A text of a form as it is painted: what is bold or underlined in it, and which way it reads.  A
 * text that reads from right to left has its lines alone, against the right edge; its letters stay in logical
 * order, the terminal puts them in theirs.
 */
struct ui_marked {
	struct str text;
	struct form_marks marks;
	bool is_rtl;
};

/* The same text in one language, or in two under each other. */
enum { UI_TEXTS_MOST = 2 };
struct ui_texts {
	struct ui_marked items[UI_TEXTS_MOST];
	int count;
};
#define UI_TEXTS_INIT {{{STR_INIT, {NULL, 0, 0}, false}, {STR_INIT, {NULL, 0, 0}, false}}, 0}

/* Adds the text of the spot in a language; one that is there and reads the same way goes on behind a /. */
void ui_texts_add(struct ui_texts *t, const struct ui_talk *talk, int spot, form_texts which,
		  int language);
void ui_texts_add_plain(struct ui_texts *t, const char *text); /* the same with words of our own */
/* Goes on in the same paragraph, after what stands between; or begins one. */
void ui_texts_append(struct ui_texts *t, const char *between, const char *text);
void ui_texts_release(struct ui_texts *t);
bool ui_texts_are_rtl(const struct ui_texts *t); /* any of them */
/* All on one line, for what is searched or heard. */
void ui_texts_join(const struct ui_texts *t, struct str *out);

int ui_texts_lines(const struct ui_texts *t, int columns);
/* As ui_paint_wrapped; returns the lines used. */
int ui_texts_paint(struct app *a, const struct ui_area *area, int y, int x, enum ui_style style,
		   const struct ui_texts *t);

#endif
