/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SCORE_H
#define FIND_SCORE_H

#include "find/rank.h"

/*
 * For this room only: what the whole names of the best few say beyond their parts.  Who is called Sara Ali
 * Hassan is meant by sara ali less likely than who is called just that.
 */
enum { SCORE_MOST = 32 }; /* so many are weighed: three times what is shown */

/* Takes what her words that nobody asked for cost off the score of this one, and marks a whole name. */
void score_names(struct rank_item *item, const struct rank_asked *asked, find_names_of names,
		 void *data);

#endif
