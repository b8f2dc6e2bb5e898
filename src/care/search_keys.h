/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SEARCH_KEYS_H
#define CARE_SEARCH_KEYS_H

#include "care/search.h"
#include "find/find.h"

/*
 * For this room only: who has exactly what was typed beside or in the place of a name: a file number, the end
 * of a phone number, a postcode, a date of birth.  Four digits are all of these that they can be.
 */
struct care_keyed {
	uint32_t number;
	enum care_found_by by;
	int recent;        /* these when it is ranked: care_names_recent */
	bool is_open;
	const char *shown; /* folded */
};

struct care_keys {
	struct arena arena;
	struct care_keyed *items; /* each number once, by the first key it has in the order above */
	size_t count, room;
	size_t ranked; /* so many have been read */
};

/*
 * A date of birth is one of these only when that is asked for (has_births): with the names in memory it is a
 * question for them, as what speaks for a woman and not as what she must have.
 */
enum err care_keys_read(struct care_session *s, const struct find_query *q, bool has_births,
			struct care_keys *out, struct error *e);
/* Puts them in order: by key, then seen lately, then open, then name; true: it is done. */
enum err care_keys_rank(struct care_session *s, struct care_keys *k, care_pause pause, void *data,
			bool *is_over, struct error *e);
/* All of that at once, as lines, for a question without names. */
enum err care_find_by_keys(struct care_session *s, const struct find_query *q, int most,
			   struct care_hits *out, struct error *e);
/* Her line, because of this key. */
enum err care_keys_line(struct care_session *s, const struct find_query *q,
			const struct care_keyed *item, struct care_hits *out, struct error *e);
/* The item of this number; NULL none. */
const struct care_keyed *care_keys_at(const struct care_keys *k, uint32_t number);
/* What was typed that her key is, as a line says it ("4567", "2516"); "" a name. */
const char *care_keys_text(const struct find_query *q, enum care_found_by by);
void care_keys_release(struct care_keys *k);

#endif
