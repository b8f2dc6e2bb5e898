/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_ASKS_H
#define MAP_ASKS_H

#include "map/match.h"

/*
 * What an offer asks, packed (docs/format.md, "What an offer asks"): for this room only.  A fixed head of small
 * numbers, the sets without their zero bytes, and a tail of folded texts.  It is read from a file, so nothing in it
 * is believed before it was measured.
 */
enum {
	ASKS_VERSION = 1,
	ASKS_NAME_BYTES = 64,   /* of the folded name, by which what scores alike is ordered */
	ASKS_WORDS_BYTES = 250, /* of the words by which it is found */
	ASKS_PLACES_BYTES = 16000,
	ASKS_NONE = 0xff        /* a number that is not said */
};

enum asks_flag {
	ASKS_CLOSED = 1 << 0,
	ASKS_FULL = 1 << 1,
	ASKS_WOMEN = 1 << 2,
	ASKS_DIPLOMA = 1 << 3,
	ASKS_PERMIT = 1 << 4
};

/* Bytes of the head, in order. */
enum asks_byte {
	ASKS_AT_VERSION,
	ASKS_AT_FLAGS,
	ASKS_AT_RUNGS,       /* bit 0: rung 1 */
	ASKS_AT_LEVELS,      /* by their places */
	ASKS_AT_CHILDCARE,   /* place in offer_childcare */
	ASKS_AT_CARE,        /* enum asks_care */
	ASKS_AT_CHILD_FROM,  /* places in youngest_child: */
	ASKS_AT_CHILD_NONE,  /* of "none" */
	ASKS_AT_CHILD_SCHOOL, /* of "4-11": goes to school; younger needs care, older none */
	ASKS_AT_LANGUAGE_FROM, /* places in language_level: */
	ASKS_AT_LANGUAGE_TO,
	ASKS_AT_LANGUAGE_A2, /* of "a2": who is below it is helped by her own language */
	ASKS_AT_AGE_FROM,
	ASKS_AT_AGE_TO,
	ASKS_AT_HOURS_FROM,
	ASKS_AT_WAIT_WEEKS,
	ASKS_AT_CARE_NEED,   /* place of precondition "childcare" */
	ASKS_AT_CARE_BARRIER, /* place of barrier "childcare" */
	ASKS_AT_CHECKED,     /* days since 1970, 4 bytes, lowest first; 0 never */
	ASKS_AT_SIZES = ASKS_AT_CHECKED + 4 /* how many bytes of each set follow, one after another */
};

enum asks_care { ASKS_CARE_UNSAID, ASKS_CARE_NONE, ASKS_CARE_ALONG, ASKS_CARE_NEXT_TO,
		 ASKS_CARE_ON_SITE, ASKS_CARE_OWN };

enum asks_set {
	ASKS_BENEFITS, ASKS_CONSENT_FOR, ASKS_LANGUAGES, ASKS_LOADS, ASKS_PRECONDITIONS, ASKS_HELPS,
	ASKS_WISHES, ASKS_THEMES, ASKS_KINDS,
	ASKS_DAYPARTS,       /* as the offer says them */
	ASKS_DAYPARTS_MEET,  /* what she may have said so that they meet: parts of a day */
	ASKS_DAYPARTS_MAYBE, /* perhaps: an afternoon against school hours */
	ASKS_DAYS,           /* which dayparts are days of the week; only with dayparts */
	ASKS_SETS
};
enum { ASKS_HEAD_BYTES = ASKS_AT_SIZES + ASKS_SETS };

/* Packed bytes, read.  The texts lie in the bytes. */
struct asks {
	const unsigned char *head;
	struct map_set sets[ASKS_SETS];
	const char *name, *words; /* each with a NUL */
	const char *town, *district, *areas, *end; /* areas: texts with a NUL each, up to end */
	int checked;
};
bool asks_read(const void *bytes, size_t len, struct asks *out);
/* Barriers that an offer helps with: those it lists, their groups, and all of a group that it lists alone. */
struct map_set asks_helps(const struct map_words *w, const char *keys);
/* The name as offers of one score are ordered by it: at most ASKS_NAME_BYTES. */
void asks_name(const char *name, struct str *out);

/*
 * area.c: a place where an offer works, as it is written, packed: names with a NUL behind each, folded.  "*" is
 * everywhere, and what begins with "~" is a region of which nobody here knows what belongs to it.
 */
void asks_areas_add(const char *area, struct str *out);
/* One of these names against hers; town: where the offer stands, "" not said. */
enum map_verdict asks_area(const char *area, const char *town, const struct map_woman *woman);

/* What the pass needs beside the score. */
struct asks_weighed {
	unsigned char verdicts[MAP_CRITERION_COUNT];
	int missing, unknown;
	bool is_elsewhere; /* it stands in another town and says nothing of where it works */
	int64_t score;
};
void asks_weigh(const struct asks *a, const struct map_woman *woman, const struct date *today,
		struct asks_weighed *out);
/* In every score: who was not there before.  match.c takes it off what she tried. */
#define ASKS_NOT_TRIED (INT64_C(1) << 55)

#endif
