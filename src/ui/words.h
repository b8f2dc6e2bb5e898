/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "base/base.h"

/*
 * Many short texts, searched at each key: folded once (case and accents do not count) and kept
 * one after the other.  20,000 of them are searched in about a millisecond.
 */
struct ui_words {
	struct str text;
	size_t *begins; /* of each in text */
	size_t count, room;
};
#define UI_WORDS_INIT {STR_INIT, NULL, 0, 0}

void ui_words_release(struct ui_words *w); /* empty again */
/* text: what is read; code: what may be typed in full in its place, "" for none. */
void ui_words_add(struct ui_words *w, const char *text, const char *code);
/*
 * The numbers of those that have what was typed, best first: it is the code; a word of the text
 * begins with it; it stands inside.  Nothing typed: all.  found must have room for count.
 */
size_t ui_words_find(const struct ui_words *w, const char *typed, int *found);

/* Whether any goes on with a blank after what was typed: "den " of Den Haag. */
bool ui_words_have_blank(const struct ui_words *w, const char *typed);

#endif
