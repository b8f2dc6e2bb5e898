/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PANEL_H
#define UI_PANEL_H

#include "ui/editor.h"
#include "ui/secret_field.h"

struct app;
struct ui_panel;

/* What is wrong with that line, when somebody goes on to the next. */
typedef enum err (*ui_panel_check)(struct app *a, struct ui_panel *p, int line, struct error *e);

/*
 * A few lines to fill in under a text: names, passphrases, codes.  Enter goes to the next line
 * and is the screen's own on the last; Tab and the arrows move.  As a part of a screen, or as a
 * screen.
 */
enum { UI_PANEL_MOST = 3 };

struct ui_panel_line {
	const char *label; /* translated */
	bool is_secret;
	ui_panel_check check; /* NULL: anything will do */
	struct ui_editor editor;
	struct ui_secret_field secret;
};

struct ui_panel {
	struct str text, note; /* above and below the lines; may be empty */
	struct ui_panel_line lines[UI_PANEL_MOST];
	int count, at;
	struct ui_area body; /* it was last drawn in */
};

void ui_panel_init(struct ui_panel *p, const char *text);
void ui_panel_add(struct ui_panel *p, const char *label, bool is_secret);
void ui_panel_release(struct ui_panel *p); /* wipes what is secret */
const struct secret *ui_panel_secret(const struct ui_panel *p, int line); /* borrowed */
void ui_panel_take(const struct ui_panel *p, int line, struct str *out);
void ui_panel_forget(struct ui_panel *p, int line); /* empty again, with the focus */
bool ui_panel_is_touched(const struct ui_panel *p);
enum ui_map ui_panel_map(const struct ui_panel *p);

/*
 * UI_IGNORED: not for a line; Enter on the last one too.  A line whose check says what is wrong is not
 * left forwards.
 */
unsigned ui_panel_request(struct app *a, struct ui_panel *p, enum ui_request r);
unsigned ui_panel_type(struct ui_panel *p, const char *text, size_t len);
void ui_panel_draw(struct app *a, struct ui_panel *p, const struct ui_area *area);
void ui_panel_draw_field(struct app *a, struct ui_panel *p);

/*
 * As a screen: done is called by Enter on the last line.  OK closes it; else it stays with e
 * said, the focus where done put it.  Esc asks first when something was typed.  data stays the caller's.
 */
typedef enum err (*ui_panel_done)(struct app *a, void *data, struct ui_panel *p, struct error *e);
void ui_panel_push(struct app *a, const char *title, struct ui_panel *p /* taken over */,
		   ui_panel_done done, void *data);

#endif
