/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/request.h"

struct str;

/* A key: a Unicode code point for what types a letter, else one of these. */
enum ui_key {
	UI_KEY_NONE = 0x200000,
	UI_KEY_ENTER,
	UI_KEY_NEWLINE, /* ^J */
	UI_KEY_ALT_ENTER,
	UI_KEY_TAB,
	UI_KEY_BACKTAB,
	UI_KEY_ESC,
	UI_KEY_BACKSPACE,
	UI_KEY_DELETE,
	UI_KEY_UP,
	UI_KEY_DOWN,
	UI_KEY_LEFT,
	UI_KEY_RIGHT,
	UI_KEY_HOME,
	UI_KEY_END,
	UI_KEY_PAGE_UP,
	UI_KEY_PAGE_DOWN,
	UI_KEY_F1,
	UI_KEY_F2,
	UI_KEY_F3,
	UI_KEY_PASTE_BEGIN,
	UI_KEY_PASTE_END,
	UI_KEY_RESIZE,
	UI_KEY_LOST,          /* the terminal is gone */
	UI_KEY_CTRL = 0x200100 /* UI_KEY_CTRL + 'P' is ^P */
};

/* Maps by name: UI_MAP_HOME for [home] in config/keymap; made by tools/make-keymap. */
#define KEYMAP_IDS
#include "keymap.inc"
#undef KEYMAP_IDS

struct ui_binding {
	int key, last;          /* a range of digits has last > key */
	enum ui_request request;
	const char *label;      /* in place of the request's own in the footer; NULL: its own */
	bool in_footer;
};

struct ui_keymap {
	const char *name;
	const struct ui_binding *bindings; /* the screen's own first, then what it includes */
	int count;
	bool is_typing;         /* letters are text here */
};

const struct ui_keymap *ui_keymap_of(enum ui_map map);

/* The request bound to key; *arg gets the digit when a range was bound. */
enum ui_request ui_keymap_lookup(const struct ui_keymap *map, int key, int *arg);

/* How a key is written on screen: Enter, ^P, 1-9; nothing for UI_KEY_NONE.  ascii: no arrows. */
void ui_key_show(struct str *out, const struct ui_binding *b, bool ascii);

/* The footer's words, most used first, as many as fit; "? help" keeps its place at the end. */
void ui_keymap_footer(const struct ui_keymap *map, int columns, bool ascii, struct str *out);

/* Every key with its sentence, under the groups' headings. */
void ui_keymap_help(const struct ui_keymap *map, bool ascii, struct str *out);

#endif
