/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

/* Colour only adds: every style reads in monochrome, every mark has an ASCII form. */
enum ui_style {
	UI_PLAIN,
	UI_STRONG, /* what matters on this screen */
	UI_MUTED,  /* what may be skipped */
	UI_FOCUS,  /* where the cursor is */
	UI_WARN,   /* what asks for attention */
	UI_HEAD,   /* line 1 */
	UI_STYLE_COUNT
};

enum ui_mark {
	UI_MARK_DONE,  /* a check */
	UI_MARK_OPEN,  /* something is still open: ! */
	UI_MARK_WRONG, /* something is not right: a cross */
	UI_MARK_HERE,  /* > */
	UI_MARK_DOT,   /* between two things on a line */
	UI_MARK_RULE,
	UI_MARK_BAR,
	UI_MARK_CROSS, /* a bar that meets a rule */
	UI_MARK_RIGHT, /* the right arrow key */
	UI_MARK_KNOB,  /* where on a scale */
	UI_MARK_COUNT
};

struct ui_theme {
	unsigned long attributes[UI_STYLE_COUNT]; /* as curses takes them */
	const char *marks[UI_MARK_COUNT];
	bool is_ascii;
};

void ui_theme_init(struct ui_theme *t, bool is_ascii, bool is_monochrome); /* after initscr */

/* Whether this terminal is to be drawn in ASCII: a locale that is not UTF-8, a dumb terminal. */
bool ui_theme_needs_ascii(const char *term, const char *locale);

#endif
