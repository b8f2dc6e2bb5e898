/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Text that may not lie about: a passphrase, a recovery code.  It lives in pages of its own that are
 * locked in memory and left out of a core file, and is wiped when released.  At most SECRET_MOST
 * bytes; what does not fit is not added.  bytes is NULL until something is added and ends with NUL.
 */
enum { SECRET_MOST = 1024 };

struct secret {
	char *bytes;
	size_t len;
};
#define SECRET_INIT {NULL, 0}

bool secret_add(struct secret *s, const char *bytes, size_t len); /* false: does not fit, nothing added */
void secret_cut(struct secret *s, size_t len);  /* to at most len bytes; the rest is wiped */
bool secret_equal(const struct secret *a, const struct secret *b); /* takes as long for any contents */
void secret_release(struct secret *s);          /* wipes; s is as SECRET_INIT again */

/* One line from a descriptor (without its newline), which is closed; ERR_USAGE: not open or too long. */
enum err secret_read(int fd, struct secret *out, struct error *e);
/* One line typed on the terminal of this process, not shown; ERR_USAGE: there is no terminal. */
enum err secret_ask(const char *prompt, struct secret *out, struct error *e);

#endif
