/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * Memory that is always there: when the system has none left, the hook runs once (it restores the
 * terminal and says one sentence) and the process ends with status 4.  Every answer called
 * 'bewaard' is on disk by then.  The caller owns what these return and frees it with free().
 */
void *mem_new(size_t size);                            /* zeroed; size > 0 */
void *mem_array(size_t count, size_t size);            /* zeroed; refuses an overflow */
void *mem_resize(void *old, size_t count, size_t size); /* not zeroed; refuses an overflow */
char *mem_text(const char *text);                      /* a copy; NULL stays NULL */
char *mem_bytes(const char *bytes, size_t len);        /* a copy with a NUL behind it */
_Noreturn void mem_fail(void);                         /* as they end: for memory that others ask for */
void mem_on_failure(void (*hook)(void));               /* after i18n_start: looks up the sentence */

/* Makes room for one more item: VEC_ROOM(items, count, room); items[count++] = x; */
#define VEC_ROOM(items, count, room)                                                               \
	((count) < (room) ? (void)0 : (void)((items) = mem_grow((items), &(room), sizeof *(items))))
void *mem_grow(void *items, size_t *room, size_t size);

#endif
