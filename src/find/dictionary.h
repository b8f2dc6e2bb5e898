/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_DICTIONARY_H
#define FIND_DICTIONARY_H

#include "find/alias.h"
#include "find/find.h"

/*
 * The name parts of everybody in memory: who has which, her date of birth, and whether her trajectory
 * is open.  A woman is a number here.  Bounds (issue of 1,000,000 people, 82,000 parts, 2.3 million
 * postings): at most 24 MB in all, searches included.
 *
 * It is filled once, in any slices: parts by id, then postings by part and number, then persons;
 * what is out of order is passed over; then settled.  Women that change meanwhile or later are put or forgotten, and count at once.
 */
struct find_dictionary;

enum { /* kinds of name, as a set */
	FIND_CALLED = 1, FIND_GIVEN = 2, FIND_FAMILY = 4, FIND_MAIDEN = 8, FIND_PARTNER = 16,
	FIND_OTHER = 32, FIND_EARLIER = 64,
	FIND_LEADS = 128 /* the part that what she is called begins with: lists are in its order */
};

struct find_person {
	uint32_t number; /* 1 and up, dense */
	struct find_birth birth;
	bool is_open;
};

/* Asked some thousand times a second while work goes on; true: leave it for now and come back. */
typedef bool (*find_pause)(void *data);

struct find_dictionary *find_dictionary_new(const struct find_aliases *aliases); /* borrowed; may be NULL */
void find_dictionary_free(struct find_dictionary *d);                           /* NULL is fine; wiped */

/* Numbers up to this one are to come: room for them at once needs no copy of all while they do. */
void find_dictionary_expect(struct find_dictionary *d, uint32_t last);
void find_dictionary_part(struct find_dictionary *d, uint32_t part, const char *folded);
void find_dictionary_posting(struct find_dictionary *d, uint32_t part, uint32_t number,
			     unsigned kinds);
void find_dictionary_person(struct find_dictionary *d, const struct find_person *p);
/* Makes it ready to be searched; true: it is. */
bool find_dictionary_settle(struct find_dictionary *d, find_pause pause, void *data);

/* A woman as she is now, with all her parts; in the place of what was known of this number. */
struct find_part {
	const char *folded;
	unsigned kinds;
};
void find_dictionary_put(struct find_dictionary *d, const struct find_person *p,
			 const struct find_part *parts, int count);
void find_dictionary_forget(struct find_dictionary *d, uint32_t number);
/* Who this worker saw last, newest first; at most 64 count. */
void find_dictionary_set_recent(struct find_dictionary *d, const uint32_t *numbers, int count);

int64_t find_dictionary_people(const struct find_dictionary *d);
size_t find_dictionary_bytes(const struct find_dictionary *d); /* of memory it holds */

#endif
