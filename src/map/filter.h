/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_FILTER_H
#define MAP_FILTER_H

#include "map/asks.h"
#include "map/shelf.h"

#include "base/base.h"

/* Letters and a filter, made ready to be asked of many packed offers: for this room only. */
enum { FILTER_PREFIXES = 8 };

struct filter {
	const struct map_filter *wanted; /* NULL: all pass */
	struct str district, typed;      /* folded */
	const char *prefixes[FILTER_PREFIXES];
	int prefix_count;
	int64_t today;
};
void filter_begin(struct filter *f, const struct map *m, const struct map_filter *wanted,
		  const char *typed);
void filter_end(struct filter *f);
bool filter_passes(const struct filter *f, const struct asks *a);

#endif
