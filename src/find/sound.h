/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SOUND_H
#define FIND_SOUND_H

#include "base/base.h"
#include "find/costs.h"

/*
 * For this room only: a folded name part as a row of sounds, and the distance between two of them,
 * row by row, so that a tree of parts is walked without doing a beginning twice.
 *
 * A sound is a letter here; what letters sound like is in the costs of letters and of groups of two,
 * learnt from spellings of names: sj is cheap for sh, a final h for nothing, and k for q.  A distance is
 * how unlikely it is that this part is typed so, in hundredths of a natural logarithm; 0 is itself.
 */
enum {
	FIND_SOUNDS_MOST = 40,   /* of one part; what is longer is cut */
	FIND_FAR = 60000,        /* more than any distance that counts */
	FIND_CHANGES_MOST = 300  /* groups that can stand somewhere in one typed word; what is more is not */
};

/* Number of sounds written to out; letters that are not Latin are sounds by themselves. */
int find_sounds(const char *folded, uint8_t out[FIND_SOUNDS_MOST]);

struct find_row { /* distances of every beginning of what is typed to one beginning of a part */
	uint16_t cost[FIND_SOUNDS_MOST + 1];
	uint8_t low, high; /* the first and the last that cost no more than t->most; low > high: none */
	uint16_t end;   /* of all that is typed, when the part ends here */
	uint16_t least; /* of cost */
};

struct find_change { /* typed sounds from+1..to for letters of a part */
	uint8_t from, to;
	uint16_t cost;
	uint16_t next; /* with the same letters of a part; 0 none */
};

/* One word as typed, made ready once a keystroke. */
struct find_typed {
	uint8_t sounds[FIND_SOUNDS_MOST];
	int count;
	int weight; /* find_weight(count) */
	unsigned most; /* what costs more need not be known: of the caller, FIND_FAR when it was made ready */
	uint16_t instead[FIND_LETTERS][FIND_SOUNDS_MOST]; /* for this letter of a part */
	uint16_t extra[FIND_SOUNDS_MOST];
	uint16_t single[FIND_LETTERS + 2];                   /* changes for one letter, ^ or $ */
	uint16_t pair[FIND_LETTERS + 2][FIND_LETTERS + 2];   /* for two */
	uint16_t least[FIND_LETTERS + 2];                    /* cost of a pair that begins so */
	struct find_change changes[FIND_CHANGES_MOST];       /* the first is none */
	int change_count;
};
/* How much a word says: its cost is as many thousandths of this as it is less alike than 1000. */
int find_weight(int sounds);
void find_typed_ready(struct find_typed *t, const char *folded);

void find_row_begin(const struct find_typed *t, struct find_row *row);
/*
 * The row of a beginning that is one sound longer.  path: its sounds, at least 'depth' of them (this one is
 * path[depth-1]); rows[d] is the row of its first d sounds, rows[depth] is written.  Returns the least
 * cost in it: nothing below this beginning can come nearer.
 */
unsigned find_row_next(const struct find_typed *t, const uint8_t *path, int depth,
		       struct find_row *rows);
/*
 * How alike, 0 to 1000, from the last row of a part with 'depth' sounds; as a whole, and (is_start) as
 * a beginning of it whose row has 'depth' sounds while the part has 'whole'.
 */
int find_likeness(const struct find_typed *t, const struct find_row *row, int depth, int whole,
		  bool is_start);
/* The same of a part that begins exactly as typed and has so many sounds more. */
int find_start_likeness(const struct find_typed *t, int missing);
/* The dearest cost at which a part of any length can still be 'likeness' alike: where to stop. */
unsigned find_cost_most(const struct find_typed *t, int likeness);

/* Two folded parts, the same rules; for few pairs. */
int find_part_likeness(const char *typed, const char *part, bool may_start);

#endif
