/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_LIB_MAP_H
#define TESTS_FUZZ_LIB_MAP_H

#include "lib.h"
#include "map/map.h"

/* What is read of a social map, as the targets that read one want it. */
struct lib_map {
	struct arena arena;
	struct map_record *records; /* good ones, checked */
	size_t count, room;
	size_t bad;
	json_t *organisations;      /* sources of those that came */
};
struct map_sink lib_map_sink(struct lib_map *m); /* every record and complaint is as its header says */
void lib_map_release(struct lib_map *m);
/*
 * The records written as JSON of HSDS and read again are the same; all of them have a source, and none that of
 * another.
 */
void lib_map_again(const struct lib_map *m);
/* The same records, whatever their order. */
void lib_map_is_same(const struct lib_map *a, const struct lib_map *b);
extern const struct map_words some_words;

#endif
