/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_COSTS_H
#define FIND_COSTS_H

#include <stdint.h>

/*
 * Inside the find room only: the tables behind sound.c.  costs.c is written by tests/bench/fit_sounds.py.
 * A cost is hundredths of a natural logarithm: 100 is e times less likely.
 */
enum { FIND_LETTERS = 26, FIND_GROUP_MOST = 2 };

extern const uint16_t find_cost_instead[FIND_LETTERS][FIND_LETTERS]; /* of the part, typed */
extern const uint16_t find_cost_missing[FIND_LETTERS];               /* in the part and not typed */
extern const uint16_t find_cost_extra[FIND_LETTERS];                 /* typed and not in the part */

/* Letters of a part that are typed otherwise; ^ is the beginning of the word and $ its end. */
struct find_group {
	char typed[FIND_GROUP_MOST + 1], part[FIND_GROUP_MOST + 1];
	uint16_t cost;
};
/* By what is typed: nothing, ^, a to z, $; where each after the first begins, and the end. */
extern const struct find_group find_groups[];
extern const uint16_t find_groups_at[FIND_LETTERS + 3];

#endif
