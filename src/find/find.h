/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_FIND_H
#define FIND_FIND_H

/*
 * Names: folding, parts, and what a typed line asks for.  Pure: it knows spellings, not women, and
 * reads no file.  Outsiders see a query and name parts; how they are compared is this room's own.
 *
 *   fold.c   letters without accents, capitals and apostrophes
 *   parts.c  a name cut into parts, particles known
 *   query.c  the line a worker types: names, a birth year, a postcode, a file number
 */
#include "base/base.h"

enum { FIND_WORDS_MOST = 8 };

/*
 * Latin letters fold to a..z; apostrophes vanish; hyphen, comma and other punctuation are blanks,
 * one between words; other scripts stay, lower case.  Folding twice is folding once.
 */
void find_fold(const char *text, size_t len, struct str *out);

/*
 * Calls visit for each part of a name: each word folded, with its spelling; words written as one
 * (El Amrani: elamrani) and words without their particle (Elamrani: amrani) too.
 */
void find_parts(const char *name, void (*visit)(void *data, const char *folded, const char *spelling),
		void *data);

struct find_query {
	struct str words[FIND_WORDS_MOST]; /* folded prefixes; particles left out or joined */
	int word_count;
	char birth_year[5];                /* "" none */
	struct str postcode;               /* upper case, no blanks; "" none */
	struct str file_number;            /* "" none */
	bool is_empty;                     /* fewer than two letters: nothing is looked up */
};
void find_query_read(const char *typed, struct find_query *out); /* never fails; extra words are dropped */
void find_query_release(struct find_query *q);

#endif
