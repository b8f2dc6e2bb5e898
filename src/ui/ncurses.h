/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_NCURSES_H
#define UI_NCURSES_H

/* curses.h makes OK a macro, and ours is a word of an enum: base comes first, the macro goes. */
#include "base/base.h"

#include <curses.h>
#undef OK

#endif
