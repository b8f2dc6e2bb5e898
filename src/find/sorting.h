/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SORTING_H
#define FIND_SORTING_H

#include "base/base.h"

/* For this room only: numbers sorted in slices, so that a key never waits for it. */
typedef int (*sorting_compare)(const void *data, uint32_t a, uint32_t b);

struct sorting {
	uint32_t *items, *spare; /* items is the caller's when it is over; spare is gone */
	size_t count;
	size_t width;            /* runs of so many are in order */
	size_t low;              /* where the pair of runs that is being merged begins */
	size_t left, right;      /* taken of each run of the pair */
};

void sorting_begin(struct sorting *s, size_t count); /* items: 0 to count - 1 */
/* At most 'steps' comparisons; true: they are in order. */
bool sorting_go(struct sorting *s, sorting_compare compare, const void *data, size_t steps);
void sorting_release(struct sorting *s);

#endif
