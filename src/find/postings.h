/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_POSTINGS_H
#define FIND_POSTINGS_H

#include "base/base.h"

/*
 * For this room only: who has a part, as one row of bytes for all parts.  Numbers of a part ascend
 * and are kept as steps, two bits of kind with each: one to three bytes a posting.
 */
struct postings {
	uint8_t *bytes;
	size_t used, room;
};

enum posting_kind { POSTING_CALLED = 1, POSTING_FAMILY = 2 };

/* before: the number added just before to the same part, 0 for its first; number is greater. */
void postings_add(struct postings *p, uint32_t before, uint32_t number, unsigned kinds);
void postings_trim(struct postings *p); /* gives back what is not used */
void postings_release(struct postings *p);

struct posting_reader {
	const uint8_t *at;
	uint32_t number, left;
};
/* The list that begins at byte 'at' and has 'count' numbers. */
struct posting_reader postings_read(const struct postings *p, uint32_t at, uint32_t count);
/* Moves along; false: that was all.  kinds may be NULL. */
static inline bool postings_next(struct posting_reader *r, unsigned *kinds)
{
	uint64_t step = 0;
	int shift = 0;
	uint8_t byte;

	if (r->left == 0)
		return false;
	r->left--;
	do {
		byte = *r->at++;
		step |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80);
	if (kinds)
		*kinds = (unsigned)(step & 3);
	r->number += (uint32_t)(step >> 2);
	return true;
}

#endif
