/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_FIND_H
#define FIND_FIND_H

/*
 * Names: folding, parts, sounds, how near two names are, and who of many is meant by what a worker
 * typed.  Pure: it knows spellings and numbers, not women, reads no file and asks no clock.
 *
 *   fold.c        letters without accents, capitals and apostrophes
 *   words.h       a name cut into words, particles known (the room's own)
 *   parts.c       the parts a name is stored under
 *   query.c       the line a worker types; query_part.h (the room's own) leads to what is no name
 *                 (query_shape.c, query_date.c) and to the words that are looked up (query_words.c)
 *   birth.c       dates of birth as far as they are known, and how well two agree
 *   likeness.c    how alike two whole names are
 *   alias.h       name parts that are one name: Khadija and Hatice
 *   sound.h       a folded part as sounds, and what one sound costs for another (the room's own);
 *                 costs.c has the table
 *   dictionary.h  the name parts of everybody, in memory
 *   search.h      who is meant: exact hits at once, near ones in slices
 *
 * Of the room's own are fold.h and sound.h, and of dictionary and search: lexicon.h (parts in order),
 * postings.h (who has them), people.h, late.h (who changed since), near.h (parts that come near a
 * word), word.h (whom a word found), pair.h (words that one part of hers is near to), rank.h (the best of
 * all), score.h (what whole names say of these), spelling.h and sorting.h.
 */
#include "base/base.h"

enum { FIND_WORDS_MOST = 8, FIND_OTHERS_MOST = 12 };

/*
 * Latin letters fold to a..z; apostrophes vanish; hyphen, comma and other punctuation are blanks,
 * one between words; other scripts stay, lower case.  Folding twice is folding once.
 */
void find_fold(const char *text, size_t len, struct str *out);

/*
 * Calls visit for each part of a name, with its spelling: each word but particles (El Amrani: amrani),
 * words that may be one (Ben Ayyash: ayyash and benayyash) and a word without the particle that it
 * begins with (Elamrani: elamrani and amrani).  A name of particles alone has these as parts.
 */
void find_parts(const char *name, void (*visit)(void *data, const char *folded, const char *spelling),
		void *data);

/*
 * How alike two names are, 0 to 1000: the weakest word of the one with fewer words against the nearest of the
 * other, each of the other taken as often as it serves.  0 when one of them has no words.
 */
int find_names_likeness(const char *one, const char *other);

/* A date of birth as far as it is known: year 0 is nothing; month and day 0 when not told. */
struct find_birth {
	int16_t year;
	uint8_t month, day;
	bool is_about; /* "ongeveer 40" */
};
/* As the fact birth_date has it: 1984-03-12, 1984-03, 1984, ~1984; anything else is nothing. */
struct find_birth find_birth_read(const char *text);
/*
 * How much two dates of birth speak for one woman, in thousandths of a name's likeness to be added:
 * 0 when one is unknown, below 0 when they cannot be the same.  Nothing agrees better with a date than
 * itself.
 */
int find_birth_weight(const struct find_birth *asked, const struct find_birth *known);

/*
 * Another way to write some of the words: ali for benali, amrani for elamrani, noureddine for nour and
 * eddine.  Who has it has the words that it stands for.
 */
struct find_other {
	struct str folded;
	int first, last; /* of the words it stands for */
	int less;        /* thousandths of likeness: what it says less than the words themselves */
};

struct find_query {
	struct str words[FIND_WORDS_MOST]; /* folded; particles left out or joined */
	int word_count;
	struct find_other others[FIND_OTHERS_MOST]; /* the likeliest first */
	int other_count;
	struct str whole;                  /* every word with its particles, in the order of letters */
	struct find_birth birth;           /* year 0 none */
	char birth_year[5];                /* the same as text; "" none */
	struct str postcode;               /* upper case, no blanks; "" none */
	struct str phone;                  /* digits only, four or more: the end of a number; "" none */
	struct str file_number;            /* upper case; "" none */
	bool is_empty;                     /* fewer than two letters: nothing is looked up */
};
/*
 * Words are understood by their shape, in any order: dates and years of birth (1984, '84, ~1980, 12-3-84,
 * 120384, 12 mrt 1984), postcodes (2516, 2516 XX), phones or their last digits (without the 0 or 31 of
 * a whole number), file numbers; all else is names.  Four digits can be a year, a postcode and the end of
 * a phone number: all that they can be is set.  A date that is half typed asks nothing yet.
 *
 * Never fails.  Words past the eighth are dropped, and what stands behind the first 500 bytes.
 */
void find_query_read(const char *typed, struct find_query *out);
/* What of it is a name, as it was typed: without the dates and numbers. */
void find_query_names(const char *typed, struct str *out);
/* The same question asked by names and a date that are known in full, for finding who is there already. */
void find_query_of(const char *const *names, int count, const struct find_birth *birth,
		   struct find_query *out);
void find_query_release(struct find_query *q);

/* The face of the room: these stand on what is above. */
#include "find/alias.h"
#include "find/dictionary.h"
#include "find/search.h"

#endif
