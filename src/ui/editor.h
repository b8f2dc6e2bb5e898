/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "ui/screen.h"

#include "base/base.h"

enum { UI_EDITOR_BYTES_MOST = 65536, UI_UNDO_MOST = 100 };

/*
 * A text field of one or more lines: the cursor is a byte offset on a grapheme boundary, lines are
 * wrapped only when drawn, what leaves the field is NFC.  No terminal is needed to use it.
 */
struct ui_undo {
	char *text;
	size_t cursor;
};

struct ui_editor {
	struct str text;
	size_t cursor;
	size_t limit;       /* bytes; UI_EDITOR_BYTES_MOST */
	bool is_multiline;
	bool is_masked;     /* drawn as stars */
	bool is_new;        /* set, and not drawn since */
	int columns, lines; /* of the area it was last drawn in */
	int top;            /* first visible wrapped line */
	size_t left;        /* single line: first visible byte */
	int wish;           /* column that up and down keep; -1 none */
	struct ui_undo *undo, *redo;
	size_t undo_count, undo_room, redo_count, redo_room;
	int last_change;    /* kind of the last change: runs of the same are one undo */
};

void ui_editor_init(struct ui_editor *ed, bool is_multiline);
void ui_editor_release(struct ui_editor *ed);
void ui_editor_set(struct ui_editor *ed, const char *text); /* cursor at the end, no undo */
void ui_editor_set_cursor(struct ui_editor *ed, size_t at); /* moved to a boundary */
unsigned ui_editor_type(struct ui_editor *ed, const char *text, size_t len); /* UI_FIELD or nothing */
unsigned ui_editor_request(struct ui_editor *ed, enum ui_request r); /* UI_FIELD, UI_IGNORED; also
	UP and DOWN in more lines, IGNORED at the first and last */
void ui_editor_take(const struct ui_editor *ed, struct str *out); /* NFC, blanks at the ends off */
bool ui_editor_is_empty(const struct ui_editor *ed);
int ui_editor_wrapped(const struct ui_editor *ed, int columns); /* lines it would like; at least 1 */
void ui_editor_draw(struct app *a, struct ui_editor *ed, const struct ui_area *area, bool has_focus);

#endif
