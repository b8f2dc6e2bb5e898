/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_WORD_H
#define FIND_WORD_H

#include "find/near.h"

/*
 * For this room only: one typed word, and what it found.  Parts that come near have a slot each, parts
 * that begin with the word share a slot by how many sounds are still to come; each woman has the slot
 * of the part of hers that comes nearest, in one byte, whose highest bit says that some part of hers is
 * the word or begins with it.
 */
enum {
	SLOT_NONE,
	SLOT_EXACT,
	SLOT_BEGIN,                              /* the first of the beginnings */
	SLOT_BEGINS = 16,
	SLOT_NEAR = SLOT_BEGIN + SLOT_BEGINS,    /* the first of the near ones */
	SLOTS = SLOT_NEAR + NEAR_MOST,           /* below 128 */
	SLOT_HAS_BEGIN = 128
};

enum word_stage {
	WORD_NEW,
	WORD_RANGE, /* who has the word or begins with it is being looked up */
	WORD_BEGUN, /* that is over */
	WORD_WALK,  /* near parts are being looked for */
	WORD_FILL,  /* who has them */
	WORD_READY
};

struct word {
	struct str text;
	enum word_stage stage;
	struct find_typed typed;
	uint16_t likeness[SLOTS];
	uint32_t first, end;     /* places by text of what begins so */
	struct near_parts near;
	size_t range_postings;   /* of what is the word or begins so */
	uint8_t *slots;          /* by number, room for eight more */
	uint8_t *second;         /* of the part that comes nearest but one; NULL: not asked for */
	bool wants_second, has_near;
	uint32_t top;
	uint32_t at;             /* the part that is being read, and how far */
	bool is_reading;
	struct posting_reader reader;
};

void word_set(struct word *w, const struct str *text); /* forgets what was found */
void word_want_second(struct word *w);                  /* looks who has the word up again */
void word_release(struct word *w);                     /* wiped */
/* Works until 'stage' is reached (true) or the pause. */
bool word_go(struct word *w, const struct find_dictionary *d, struct near_walk *walk,
	     enum word_stage stage, find_pause pause, void *data);
/* The slot of a part that is the word or begins with it, else SLOT_NONE. */
uint8_t word_begin_slot(const struct word *w, const char *folded);

#endif
