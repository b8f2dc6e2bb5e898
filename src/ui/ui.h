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
 *   list.h editor.h field.h sheet.h ask.h pager.h   the parts a screen is made of
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

/*
 * Home, until the worker stops.  ERR_USAGE when there is no terminal to work on or TERM is unset or
 * unknown.  Comes back with OK also after SIGTERM or SIGHUP, everything saved.
 */
enum err ui_run(struct care_session *s, const struct ui_options *o, struct error *e);

/* trede form try FILE: fills the form on screen, keeps nothing; read again when the file changes. */
enum err ui_try_form(const char *path, const struct ui_options *o, struct error *e);

#endif
