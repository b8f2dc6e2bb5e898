/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "ui/screen.h"

/*
 * A question in the last lines of the screen, answered with a digit: "Now or later? 1 now 2 later".
 * answered gets 0 for the first answer, -1 after Esc; it is called after the question has closed, so it
 * may push the next screen.  Its flags go to the screen below.  data stays the caller's.
 */
typedef unsigned (*ui_answered)(struct app *a, void *data, int index);
void ui_ask(struct app *a, const char *question, const char *const *answers, int count,
	    ui_answered answered, void *data);

/* The same with one line of text; text is NULL after Esc. */
typedef unsigned (*ui_typed)(struct app *a, void *data, const char *text);
void ui_ask_text(struct app *a, const char *question, const char *initial, ui_typed typed,
		 void *data);
/*
 * The same for text that must not get lost: keep is called with it in every pause of the typing.
 * After Esc it is the caller's to take back what was kept.
 */
typedef void (*ui_keep)(struct app *a, void *data, const char *text);
void ui_ask_text_kept(struct app *a, const char *question, const char *initial,
		      ui_typed typed, ui_keep keep, void *data);

/*
 * The same with a quiet line above the text: tell fills it in every pause of the typing, look is
 * what Down does about it.
 */
struct ui_ask_told {
	void (*tell)(struct app *a, void *data, const char *text, struct str *out);
	unsigned (*look)(struct app *a, void *data, const char *text);
};
void ui_ask_text_told(struct app *a, const char *question, const char *initial, ui_typed typed,
		      const struct ui_ask_told *told, void *data);

#endif
