/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_ALIAS_H
#define FIND_ALIAS_H

#include "base/base.h"

/*
 * Name parts that are one name in different languages or short forms (Khadija, Hatice; Mohammed,
 * Mehmet): what no distance between sounds can know.  They ship as data, config/aliases: a class on
 * a line, its spellings between blanks, # begins a comment.  A spelling may stand in several classes.
 */
struct find_aliases;

/* text is borrowed for the call.  ERR_INVALID with the line: a class of one, or too much of it. */
enum err find_aliases_read(const char *text, size_t len, struct find_aliases **out,
			   struct error *e);
void find_aliases_free(struct find_aliases *a); /* NULL is fine */
/* Calls visit with each other spelling (folded) of the classes this one is in; none without aliases. */
void find_aliases_of(const struct find_aliases *a, const char *folded,
		     void (*visit)(void *data, const char *folded), void *data);

#endif
