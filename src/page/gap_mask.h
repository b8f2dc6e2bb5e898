/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAGE_GAP_MASK_H
#define PAGE_GAP_MASK_H

#include "page/build.h"

/*
 * What of the counts of gaps may be told.  Masked, a count from 1 to 4 is said as "<5", and no number that is
 * printed gives one away:
 *
 *   - parts of a sum (its districts) that are smaller than 5 are not named; they are one rest together.  Where the
 *     rest would be 1 to 4 by subtraction, the smallest part that was named joins it, until it is 5 or
 *     more or nothing is left to name: the rest then holds a part of 5 or more, so it tells of no small one.
 *   - a sum smaller than 5 is said as "<5" and has no parts at all.
 *   - how many women there are in all is said only when subtracting all sums that are told leaves
 *     nothing; else the largest of these is said as the least that it can be.
 */
struct gap_parts {
	const struct care_gap_part *parts; /* the first 'count' of the sum's are named */
	int count;
	int rest; /* women that are in none of them; 0 none, or not to be told by subtraction */
};
bool gap_is_small(int women);
struct gap_parts gap_mask_parts(const struct care_gap_sum *sum, enum care_gap_by by, bool is_masked,
				int most);

/* *is_least: there are at least so many. */
void gap_mask_all(const struct care_gaps *gaps, bool is_masked, int *women, bool *is_least);

const char *gap_label(const struct care_config *config, const struct care_gap_sum *sum,
		      const char *language);
/* Of a value of a part: "not known" for "". */
const char *gap_value(const struct care_config *config, enum care_gap_by by, const char *value,
		      const char *language);
const char *gap_by_name(enum care_gap_by by);  /* "where", "daypart", "district", "benefit", "level" */
const char *gap_by_label(enum care_gap_by by); /* in the session's language */

#endif
