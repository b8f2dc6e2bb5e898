/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SOUND_H
#define FIND_SOUND_H

#include "base/base.h"

/*
 * For this room only: a folded name part as a row of sounds, and the distance between two of them,
 * row by row, so that a tree of parts is walked without doing a beginning twice.
 *
 * A sound is a letter or a group that is said as one (sch, tj, oe); letters that are said in several
 * ways (ch, c, x, j, w) are sounds of their own, cheap against each of these.  Costs are in
 * thousandths: 1000 is a sound that has nothing to do with the other.
 */
enum {
	FIND_SOUNDS_MOST = 40, /* of one part; what is longer is cut */
	FIND_FAR = 60000       /* more than any distance that counts */
};

/* Number of sounds written to out; letters that are not Latin are sounds by themselves. */
int find_sounds(const char *folded, uint8_t out[FIND_SOUNDS_MOST]);

struct find_row { /* distances of every beginning of what is typed to one beginning of a part */
	uint16_t cost[FIND_SOUNDS_MOST + 1];
};

/* One word as typed, made ready once a keystroke. */
struct find_typed {
	uint8_t sounds[FIND_SOUNDS_MOST];
	int count;
};
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
/* The dearest cost at which a part of any length can still be 'likeness' alike: where to stop. */
unsigned find_cost_most(const struct find_typed *t, int likeness);

/* Two folded parts, the same rules; for few pairs. */
int find_part_likeness(const char *typed, const char *part, bool may_start);

#endif
