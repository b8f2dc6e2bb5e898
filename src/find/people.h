/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_PEOPLE_H
#define FIND_PEOPLE_H

#include "find/find.h"

/*
 * For this room only: what is known of each woman besides her parts, eight bytes each.  info is bits,
 * key orders by name: 16 bits of where her called part stands in the alphabet, 16 of her family part,
 * both from the end so that the greater comes first; 0 without one.
 */
struct people {
	uint32_t *info, *key; /* by number */
	uint32_t top;         /* numbers below it have a place */
	uint32_t room;
	int64_t count;
};

enum {
	PEOPLE_MOST = 1 << 24,     /* numbers are dense; a greater one is not taken */
	PEOPLE_BIRTHS = 1 << 18,   /* people_birth_code is below it */
	PEOPLE_IS_THERE = 1 << 18, /* above the bits of the birth */
	PEOPLE_IS_OPEN = 1 << 19,
	PEOPLE_IS_RECENT = 1 << 20,
	PEOPLE_IS_LATE = 1 << 21,  /* put or forgotten: what was loaded of her counts no more */
};

void people_expect(struct people *p, uint32_t last); /* room for all numbers up to this one */
bool people_reach(struct people *p, uint32_t number); /* makes room; false: not a number */
void people_set(struct people *p, const struct find_person *person);
void people_remove(struct people *p, uint32_t number); /* of a number that was reached */
void people_trim(struct people *p);
void people_release(struct people *p);

static inline uint32_t people_birth_code(uint32_t info)
{
	return info & (PEOPLE_BIRTHS - 1);
}
struct find_birth people_birth(uint32_t code);

#endif
