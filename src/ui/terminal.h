/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include "ui/key.h"

#include "base/base.h"

/* The terminal: taken, read, and given back in every way a process can end. */
struct ui_terminal;

enum err ui_terminal_open(struct ui_terminal **out, struct error *e); /* ERR_USAGE: none to work on */
void ui_terminal_close(struct ui_terminal *t);

/*
 * Waits for a key, a signal or until timeout_ms (-1: for ever) has gone; UI_WAIT_TIME too when the
 * laptop wakes up.  LOCK: SIGUSR1, the laptop goes to sleep; STOP: SIGTSTP, lock and be stopped.
 */
enum ui_wait {
	UI_WAIT_TIME,
	UI_WAIT_KEY,
	UI_WAIT_RESIZE,
	UI_WAIT_LOCK,
	UI_WAIT_STOP,
	UI_WAIT_END
};
enum ui_wait ui_terminal_wait(struct ui_terminal *t, int64_t timeout_ms);

/* A key, a signal or a new size waits to be taken.  Costs a system call. */
bool ui_terminal_is_asked(struct ui_terminal *t);
int ui_terminal_key(struct ui_terminal *t); /* UI_KEY_NONE when there is none now */
void ui_terminal_size(struct ui_terminal *t, int *lines, int *columns); /* takes over a new size */
void ui_terminal_flush(void); /* the only doupdate of the program */
void ui_terminal_deaf(void);   /* what was typed and not read yet is gone: it was meant for another screen */
void ui_terminal_forget(void); /* what has scrolled out of sight is gone, where a terminal can do that */

#endif
