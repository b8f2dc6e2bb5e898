/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_WORD_H
#define FIND_WORD_H

#include "find/near.h"

/*
 * For this room only: one typed word, and what it found.  Parts that come near have a slot each, parts
 * that begin with the word share a slot by how many sounds are still to come; each woman has the slot
 * of the part of hers that comes nearest, in one byte, whose highest bit says that some part of hers is
 * the word or begins with it.  A word may have other ways to be written, which say a little less.
 */
enum {
	WORD_TEXTS = 4,                          /* as it is, and other ways to write it */
	SLOT_NONE = 0,
	SLOT_EXACT = 1,
	SLOT_BEGIN,                              /* the first of the beginnings */
	SLOT_BEGINS = 16,
	SLOT_OTHER = SLOT_BEGIN + SLOT_BEGINS,   /* another way of writing, exactly */
	SLOT_NEAR = SLOT_OTHER + WORD_TEXTS - 1, /* the first of the near ones */
	SLOTS = SLOT_NEAR + NEAR_MOST,           /* below 128 */
	SLOT_HAS_BEGIN = 128
};

enum word_stage {
	WORD_NEW,
	WORD_RANGE, /* who has the word or begins with it is being looked up */
	WORD_BEGUN, /* that is over */
	WORD_WALK,  /* near parts are being looked for */
	WORD_NEAR,  /* they are known */
	WORD_FILL,  /* who has them is being looked up */
	WORD_READY
};

struct word_text {
	struct str folded;
	int less; /* likeness it says less */
	int sounds;
	uint32_t first, end; /* places by text of what begins so */
};

struct word {
	struct word_text texts[WORD_TEXTS];
	int text_count;
	int near_least;          /* likeness above which a part comes near */
	bool wants_second;       /* of each woman the part that comes nearest but one, too */
	enum word_stage stage;
	uint16_t likeness[SLOTS];
	struct near_parts near;
	bool has_near;
	int depth;               /* how far down the walk goes this time */
	int walked;              /* likeness above which all was found by the walks before */
	uint8_t *slots, *second; /* by number, room for eight more; NULL: nobody, not asked for */
	uint32_t top;
	int text_at;             /* the text, and the part of it, that is being read */
	uint32_t at;
	bool is_reading;
	struct posting_reader reader;
};

void word_init(struct word *w);
void word_release(struct word *w); /* wiped; as after word_init */
/* Another word: forgets what was found. */
void word_set(struct word *w, const char *folded, int near_least);
void word_add_text(struct word *w, const char *folded, int less); /* at most WORD_TEXTS - 1 */
bool word_is(const struct word *w, const struct word *other);
/* Who changed since is not in it: all is looked up again. */
void word_forget(struct word *w);
void word_want_second(struct word *w); /* looks who has it up again when that was done without */
/* Works until 'stage' is reached (true) or the pause; the walk is another word's from then on. */
bool word_go(struct word *w, const struct find_dictionary *d, struct near_walk *walk,
	     enum word_stage stage, find_pause pause, void *data);
/* The slot of a part that is the word or begins with it, else SLOT_NONE. */
uint8_t word_begin_slot(const struct word *w, const char *folded);

#endif
