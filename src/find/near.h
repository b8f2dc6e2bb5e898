/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_NEAR_H
#define FIND_NEAR_H

#include "find/dictionary_inner.h"

/*
 * For this room only: the parts that come nearest to one typed word.  The sounds of all parts are
 * walked in their order; what cannot come near enough, with all that begins like it, is passed over.
 */
enum {
	NEAR_MOST = 96,   /* parts a word: lookup.md 4; twice as many find 0.2 % more */
	NEAR_ENOUGH = 80, /* parts a word: with so many the next walk would find nothing better */
	NEAR_LEAST = 450, /* likeness below which two names have nothing to do with each other */
	NEAR_SAME = 990   /* at most, of what sounds the same and is written otherwise */
};

struct near_part {
	uint32_t part; /* of the lexicon; NEAR_LATE and more: of the late ones */
	uint16_t likeness;
};
enum { NEAR_LATE = 1 << 30 };

struct near_parts { /* the least alike first in a heap, until they are sorted */
	struct near_part items[NEAR_MOST];
	int count;
	uint16_t least; /* what is not more alike than this does not get in */
};
void near_begin(struct near_parts *n, int least);
bool near_is_full(const struct near_parts *n);
/* From now on what is less alike gets in too, while there is room. */
void near_deepen(struct near_parts *n, int least);
void near_add(struct near_parts *n, uint32_t part, int likeness);
void near_sort(struct near_parts *n); /* most alike first */

struct near_walk {
	struct find_typed typed;
	uint32_t place;  /* in by_sound */
	size_t at;       /* in the bytes */
	int dead;        /* beginnings of so many sounds come no nearer, 0: go on */
	bool is_lost;    /* nor is what is typed like a beginning of these */
	uint8_t path[FIND_SOUNDS_MOST];
	uint8_t start[FIND_SOUNDS_MOST + 1]; /* the length up to here that is most like what is typed */
	struct find_row rows[FIND_SOUNDS_MOST + 1];
};
struct near_asked {
	int less;                  /* what a part found is less alike than it sounds */
	int most;                  /* what is more alike was found before */
	const char *const *begins; /* what begins so is left out */
	int begin_count;
};
void near_walk_begin(struct near_walk *w, const char *typed);
/* Goes past at most 'most' parts; true: it is over. */
bool near_walk_go(struct near_walk *w, const struct lexicon *l, const struct near_asked *asked,
		  int most, struct near_parts *out);
bool near_is_left_out(const struct near_asked *asked, const char *folded);

#endif
