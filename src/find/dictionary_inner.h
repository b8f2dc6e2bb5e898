/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_DICTIONARY_INNER_H
#define FIND_DICTIONARY_INNER_H

#include "find/late.h"
#include "find/lexicon.h"
#include "find/postings.h"

/* For this room only: what a search reads of a dictionary. */
enum { FIND_RECENT_MOST = 64 };

struct find_dictionary {
	const struct find_aliases *aliases; /* borrowed, may be NULL */
	struct lexicon lexicon;
	struct postings postings;
	struct people people;
	struct late late;
	uint32_t recent[FIND_RECENT_MOST]; /* newest first */
	int recent_count;
	uint64_t changes;   /* grows with each: what was found before no longer holds */
	bool is_settled;
	/* while it is loaded and settled */
	uint32_t last_part, last_number;
	uint32_t ordered;   /* parts whose women have got their place by name */
	struct posting_reader ordering;
};

/* Is a pause asked for?  NULL: never. */
static inline bool find_is_paused(find_pause pause, void *data)
{
	return pause && pause(data);
}

#endif
