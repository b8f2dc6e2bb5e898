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
	RANK_LEAST = 500,   /* score below which nobody is shown */
	RANK_MEANT = 800    /* score from which somebody can be meant */
};

struct rank_item {
	uint64_t order; /* score, seen lately, open, name: greatest first */
	uint32_t number;
};

struct rank_pair; /* which slots of two words share a part */

struct rank {
	const struct find_dictionary *d;
	const struct word *const *words;
	int count;
	bool is_first;                        /* only who has each word or begins so */
	uint32_t weight[FIND_WORDS_MOST][SLOTS];
	int without[FIND_WORDS_MOST];         /* the highest score of who has nothing like this word */
	uint16_t *scores;                     /* of one or two words, by their slots */
	struct rank_pair *pairs;              /* count times count; NULL: no two share any */
	const struct find_birth *birth;       /* NULL: not asked */
	int16_t *birth_weights;               /* by code, RANK_UNKNOWN until it is needed */
	int birth_most;
	struct rank_item best[RANK_BEST];     /* a heap, the last first, until it is over */
	int best_count;
	int64_t total;
	uint32_t at;
};

/* words: of the caller, all begun (is_first) or ready. */
void rank_begin(struct rank *r, const struct find_dictionary *d, const struct word *const *words,
		int count, const struct find_birth *birth, bool is_first);
/* true: it is over, and best is in order. */
bool rank_go(struct rank *r, find_pause pause, void *data);
void rank_release(struct rank *r);
/* True: a part could be taken for this word and for another, and the word knows no second one. */
bool rank_lacks_second(const struct rank *r, int word);

static inline int rank_item_score(const struct rank_item *i)
{
	return (int)(i->order >> 34);
}

#endif
