/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct str;

/*
 * Other programs, without a shell: a fixed argv, looked up in PATH, its standard input a pipe that
 * gets bytes, its output thrown away.  No data ever in argv or the environment.  A child that does
 * not move for 30 s is ended; that, an exit status but 0, or bytes left unread is ERR_FILE.
 */
bool child_exists(const char *program);
enum err child_feed(const char *const argv[], const char *bytes, size_t len, struct error *e);

/* First line of what argv prints (up to 4 KiB), for questions such as "is there a printer". */
enum err child_ask(const char *const argv[], struct str *out, struct error *e);

#endif
