/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_APP_H
#define UI_APP_H

#include "ui/screen.h"
#include "ui/theme.h"
#include "ui/ui.h"

#include "base/base.h"

struct ui_terminal;

/* Half-typed text is on disk after a pause, and never later than the second of these. */
enum { UI_PAUSE_MS = 700, UI_UNSAVED_MOST_MS = 900 };
enum { UI_LINES_LEAST = 12, UI_COLUMNS_LEAST = 40, UI_PASTE_MOST = 65536 };

/* The state of the program, made by ui_run and handed down. */
struct app {
	struct care_session *session; /* NULL while a form is tried, and before log-in */
	/* ui_run's own copy, for who logs in; worker and passphrase are set only while a call reads
	 * them.  NULL while a form is tried. */
	struct care_options *care;
	const struct ui_options *options;
	const struct clock *clock;
	struct ui_terminal *terminal;
	struct ui_theme theme;
	struct ui_screen *screens;
	size_t depth, room;
	int lines, columns;
	int cursor_y, cursor_x;
	unsigned pending;       /* flags since the last draw */
	struct str message;     /* empty: none; stays until the next key */
	bool message_is_error, message_is_fresh;
	struct str header;      /* line 1 as it stands on screen */
	struct str paste;
	int64_t saved_ms;       /* clock time of the last write that was called saved; 0 none */
	int64_t last_key_ms;    /* by clock_lapse: blanks and locks */
	int64_t slept_ms;       /* by clock_slept, when it was last looked at */
	int64_t paste_ms;       /* ui_now_ms of the last key of a paste */
	int64_t names_from_ms;  /* ui_now_ms when names began to come in; 0 none do */
	int64_t names_told_ms;  /* and when their number was last painted */
	int names_failures;     /* to read them: tried once more, then not */
	bool is_pasting, is_ending, is_locking;
	bool is_to_blank;       /* ^L came while a call worked: painted, the screen comes after it */
	bool is_to_stop;        /* and the process is to be stopped when it has locked */
	int close_to;           /* -1: nothing to close */
	void (*after)(struct app *a, void *data); /* run once when the screens have closed */
	void *after_data;
	enum ui_request queued; /* to be done when the screen on top has closed */
};

/* The message line; a sentence through _().  It stays until the next key. */
void ui_message(struct app *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_error(struct app *a, const struct error *e);

/* Something was written and is on disk now: header and ^S say so. */
void ui_saved(struct app *a);
void ui_saved_add(const struct app *a, struct str *out); /* "saved 10:42", "" when nothing was */

/* Everything is saved and closed, and trede starts anew at its lock screen: ui_run ends with
 * UI_END_LOCK after this handler. */
void ui_lock(struct app *a);

int64_t ui_now_ms(void); /* monotonic: for timers */
int64_t ui_now_us(void); /* the same clock */
const char *ui_language(const struct app *a);

#endif
