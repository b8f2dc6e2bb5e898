/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_PAIR_H
#define FIND_PAIR_H

#include "find/word.h"

/*
 * For this room only: which slots of two words share a part.  A woman with one part of both slots has
 * one of the two words, not both: the other must do with another part of hers.
 */
struct rank_pair {
	bool is_shared;
	uint64_t shares[SLOTS][2];
};

/* near: their near parts too, which are known of both. */
void pair_find(struct rank_pair *p, const struct find_dictionary *d, const struct word *left,
	       const struct word *right, bool has_near);
/*
 * Makes one of the two look for second parts when a part could well be meant by both: the one that is
 * a beginning of the other, else the right one.
 */
void pair_want_begin(struct word *left, struct word *right);
void pair_want_near(const struct find_dictionary *d, struct word *left, struct word *right);

static inline bool pair_is_shared(const struct rank_pair *p, int left, int right)
{
	return p->shares[left][right / 64] >> right % 64 & 1;
}

#endif
