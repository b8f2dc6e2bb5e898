/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_MAP_TOLD_H
#define TESTS_UNIT_MAP_TOLD_H

#include "map/map.h"

/* What a reader hands on, as lines of text. */
struct told {
	struct str text;
	const char *refuses; /* a name that the sink does not take; NULL none */
	int records, bad;
};
struct map_sink told_sink(struct told *t);
void told_is(const struct told *t, const char *file); /* as tests/data/map/FILE; UPDATE=1 writes it */
void data_read(const char *name, struct str *out);    /* of tests/data/map */

#endif
