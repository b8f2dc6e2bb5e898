/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_NAMES_H
#define FORM_NAMES_H

#include <stdint.h>

#include "base/base.h"

/*
 * A hash from texts to numbers of 0 and more, in an arena; the texts are borrowed.  Entries keep
 * the order in which they were added, so that a suggestion is always the same one.
 */
struct form_names {
	struct arena *arena;
	const char **keys;
	int *values;
	uint32_t *hashes;
	uint32_t *slots; /* entry + 1; 0 is free */
	uint32_t count, room, mask, seed, first_room;
};

/* What a search for near names may still cost; one budget for a whole file. */
enum { FORM_NAMES_BUDGET = 10000, FORM_NAMES_NEAR_BYTES = 64 };

void form_names_init(struct form_names *n, struct arena *arena, size_t expected);
int form_names_find(const struct form_names *n, const char *key); /* FORM_NAMES_ABSENT */
/* The value of an earlier entry of that name, which then stays; else value, now kept. */
int form_names_add(struct form_names *n, const char *key, int value);
/* In place of an earlier value. */
void form_names_put(struct form_names *n, const char *key, int value);
/* The number of the entry; len bytes at key, copied into copies when it is new. */
int form_names_intern(struct form_names *n, const char *key, size_t len, struct arena *copies);

/* Of two texts: is b near enough to a to be what was meant; *best is the distance to beat. */
bool form_names_is_nearer(const char *a, const char *b, int *best);
/* The nearest name that is near enough to be meant, or NULL; *budget goes down. */
const char *form_names_nearest(const struct form_names *n, const char *key, unsigned *budget);

enum { FORM_NAMES_ABSENT = -1 };

#endif
