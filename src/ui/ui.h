/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_UI_H
#define UI_UI_H

/*
 * The screens.  This room turns keys into requests and draws what care tells it.  It must not know
 * how anything is stored, reads no woman but through the session, and writes to the terminal only
 * through the output gate; it is the only room that includes curses.
 *
 * How it hangs together, in reading order:
 *   app.h      what every screen gets: session, theme, the stack of screens, the message line
 *   loop.c     the event loop: keys, signals, timers, the program's only doupdate
 *   screen.h   what a screen is; the stack
 *   request.h  what a key can ask for; key.h: keys and keymaps, made from config/keymap
 *   theme.h paint.h   marks, colours, text clipped to its field
 *   list.h editor.h field.h sheet.h ask.h pager.h ticks.h   the parts a screen is made of
 *   paper.h    a page on its way out: screen, file, printer
 *   screens.h  the screens themselves
 */
#include <stdbool.h>

#include "ui/preferences.h"

#include "care/care.h"

struct ui_options { /* borrowed while it runs */
	const struct clock *clock; /* what the screens show and the blank timer follows; NULL: the session's */
	const char *language;      /* "nl" or "en" */
	bool is_monochrome;        /* no colours, whatever the terminal can */
	bool is_ascii;             /* no drawing characters, whatever the terminal can */
};

/* How the screens ended. */
enum ui_end {
	UI_END_STOP, /* the worker stopped, or a signal ended it */
	UI_END_LOCK, /* everything is closed; main starts trede anew at its lock screen */
	UI_END_STOP_THEN_LOCK /* the same, but the process is to be stopped first (SIGTSTP) */
};

/*
 * The screens, until the worker stops or the screen locks.  Without a file (and not for practice): the
 * wizard that makes one.  With a passphrase in o, or a practice file that is not to start locked:
 * home.  Else the lock screen.  The file is open only from log-in to the end.
 * ERR_USAGE when there is no terminal to work on or TERM is unset or unknown; ERR_BUSY at once when
 * another trede has the file.  Comes back with OK also after SIGTERM or SIGHUP, everything saved.
 */
enum err ui_run(const struct care_options *o, bool starts_locked, const struct ui_options *screens,
		enum ui_end *end, struct error *e);

/* trede form try FILE: fills the form on screen, keeps nothing; read again when the file changes. */
enum err ui_try_form(const char *path, const struct ui_options *o, struct error *e);

#endif
