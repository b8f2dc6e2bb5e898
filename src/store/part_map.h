/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_PART_MAP_H
#define STORE_PART_MAP_H

#include "base/base.h"

/* Ids of name parts by their text, in memory while very many are written.  Starts zeroed. */
struct part_map {
	struct part_at {
		uint32_t part, text; /* text: where it begins in texts */
	} *slots;                    /* part 0: free */
	size_t count, room;
	struct str texts;            /* each with its zero byte */
};

uint32_t part_map_get(const struct part_map *m, const char *folded); /* 0: it is not there */
void part_map_put(struct part_map *m, const char *folded, uint32_t part); /* not there yet */
void part_map_clear(struct part_map *m); /* and gives its memory back */

#endif
