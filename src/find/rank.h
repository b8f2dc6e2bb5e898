/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_RANK_H
#define FIND_RANK_H

#include "find/word.h"

/*
 * For this room only: everybody in one pass, by what her words found and by her birth, and the best of
 * them kept.  Two words are not both satisfied by one part of hers.
 */
enum {
	RANK_BEST = 64,     /* kept: what the names of each can still put in another order */
	RANK_LEAST = 500,   /* score below which nobody is shown: two words that are both far say something, */
	RANK_LEAST_ALONE = 580, /* one does not: 500 costs nothing in recall, and finds Maria for Lamia */
	RANK_MEANT = 800,   /* score from which somebody can be meant */
	RANK_SCORE_BIT = 35, /* of order */
	RANK_WHOLE_BIT = 34
};

struct rank_item {
	uint64_t order; /* score, whole name, seen lately, open, name: greatest first */
	uint32_t number;
};

struct rank_joint { /* words first to last, written as one */
	struct word word;
	int first, last, less;
};

struct rank_asked { /* of the caller */
	struct word words[FIND_WORDS_MOST];
	int count;
	struct rank_joint joints[FIND_WORDS_MOST - 1];
	int joint_count;
	struct str whole; /* of the query */
	struct find_birth birth; /* year 0: not asked */
};

struct rank_pair; /* which slots of two words share a part */

struct rank {
	const struct find_dictionary *d;
	const struct rank_asked *asked;
	bool is_first;                        /* only who has each word or begins so */
	uint32_t weight[FIND_WORDS_MOST];
	int without[FIND_WORDS_MOST];         /* the highest score of who has nothing like this word */
	uint16_t *scores;                     /* of one or two words, by their slots, as they are needed */
	struct rank_pair *pairs;              /* count times count; NULL: no two share any */
	uint16_t *birth_weights;              /* by code, as they are needed; NULL: not asked */
	int birth_most;
	struct rank_item best[RANK_BEST];     /* a heap, the last first, until it is over */
	int best_count;
	int64_t total;
	const uint32_t *among;                /* the caller's: only these; NULL: everybody */
	uint32_t among_count;
	uint32_t at;
};

/* The words begun (is_first) or ready. */
void rank_begin(struct rank *r, const struct find_dictionary *d, const struct rank_asked *asked,
		bool is_first);
/* true: it is over, and best is in order. */
bool rank_go(struct rank *r, find_pause pause, void *data);
void rank_release(struct rank *r);

void rank_sort(struct rank_item *items, int count); /* best first */

static inline int rank_item_score(const struct rank_item *i)
{
	return (int)(i->order >> RANK_SCORE_BIT);
}

static inline void rank_item_less(struct rank_item *i, int less)
{
	if (less > rank_item_score(i))
		less = rank_item_score(i);
	i->order -= (uint64_t)less << RANK_SCORE_BIT;
}

/* What was typed is her name, every particle too. */
static inline void rank_item_is_whole(struct rank_item *i)
{
	i->order |= (uint64_t)1 << RANK_WHOLE_BIT;
}

#endif
