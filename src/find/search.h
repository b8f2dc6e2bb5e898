/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SEARCH_H
#define FIND_SEARCH_H

#include "find/dictionary.h"

/*
 * Who is meant by what was typed.  The first list has who has every word exactly or as a beginning;
 * the final list everybody who comes near, best first.  What a word found is kept: one more letter
 * looks only this word up again.
 *
 * Order: likeness, then whose name is what was typed to the last particle, then seen lately, then open, then name (the called part, then the family part).
 */
struct find_search;

struct find_hit {
	uint32_t number;
	int score; /* 1000: every word exactly; more with a date of birth, less the farther it is */
};

/*
 * Tells the spellings a woman was ever known by, whole names ("El Amrani"), with their kind; for the
 * few whose score is weighed in full.
 */
typedef void (*find_tell)(void *to, const char *name, unsigned kind);
typedef void (*find_names_of)(void *data, uint32_t number, find_tell tell, void *to);

/* The dictionary is borrowed, and may change between calls: then ask again. */
struct find_search *find_search_new(struct find_dictionary *d, find_names_of names, void *data);
void find_search_free(struct find_search *s); /* NULL is fine; wiped */

/*
 * From the next question on only these women are looked at, sorted and copied; 0: everybody.  The
 * question that was going on is over.
 */
void find_search_among(struct find_search *s, const uint32_t *numbers, int count);
/* A new question takes the place of the one that was going on; the query is copied. */
void find_search_ask(struct find_search *s, const struct find_query *q);

enum find_stage {
	FIND_ASKED, /* nothing yet */
	FIND_FIRST, /* the exact hits are there */
	FIND_FINAL  /* it is over */
};
/*
 * Works on until a stage is reached that was not, or pause says so: at most some 100 us behind it.
 * Returns the stage reached; FIND_FINAL from then on.  Before the dictionary is settled it stays
 * FIND_ASKED.
 */
enum find_stage find_search_go(struct find_search *s, find_pause pause, void *data);
/* Best first, at most 'most'; *total: how many there are that come near enough to be meant. */
int find_search_hits(const struct find_search *s, struct find_hit *out, int most, int64_t *total);

/*
 * Which of these whole names was meant by the question, when the nearest is not called and not family:
 * its index, else -1.
 */
int find_search_spelling(const struct find_search *s, const char *const *names,
			 const unsigned *kinds, int count);

#endif
