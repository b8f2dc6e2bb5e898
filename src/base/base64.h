/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

struct str;

/* The alphabet of RFC 4648, section 4, with its = at the end.  Both add to out. */
void base64_write(struct str *out, const void *bytes, size_t len);
/* Blanks and line ends are passed over, = may be missing; false: something else stands in it. */
bool base64_read(const char *text, struct str *out);

#endif
