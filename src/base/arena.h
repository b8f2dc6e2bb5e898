/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/* Memory that is freed all at once: a parsed form, the rows of one screen. */
struct arena_block;
struct arena {
	struct arena_block *last;
	size_t used;  /* bytes handed out, to bound what outside data may cost */
};

#define ARENA_INIT {NULL, 0}

void *arena_new(struct arena *a, size_t size);                    /* zeroed, aligned for any type */
void *arena_array(struct arena *a, size_t count, size_t size);    /* zeroed; refuses an overflow */
char *arena_text(struct arena *a, const char *text);              /* a copy; NULL stays NULL */
char *arena_bytes(struct arena *a, const char *bytes, size_t len); /* a copy with a NUL behind it */
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_release(struct arena *a);                               /* usable again afterwards */

#endif
