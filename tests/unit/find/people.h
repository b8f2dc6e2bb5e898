/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UNIT_FIND_PEOPLE_H
#define UNIT_FIND_PEOPLE_H

#include "find/find.h"

/* Invented women for tests of this room, and a dictionary of them, filled as a file would fill it. */
struct person_known {
	char given[40], family[40], earlier[40]; /* "" none */
	const char *birth;
	bool is_open, is_gone;
};

enum { KNOWN_MOST = 3000 };

struct known {
	struct person_known people[KNOWN_MOST]; /* by number; 0 is nobody */
	uint32_t count;                         /* numbers below it */
};

struct known *known_new(void);
uint32_t known_add(struct known *k, const char *given, const char *family, const char *birth);
/* So many at random, of few names that are like each other. */
void known_add_many(struct known *k, int count, unsigned seed);
/* A dictionary that was loaded and settled. */
struct find_dictionary *known_dictionary(struct known *k, const struct find_aliases *a);
/* Loads without settling. */
void known_load(struct known *k, struct find_dictionary *d);
/* As she is now. */
void known_put(struct known *k, struct find_dictionary *d, uint32_t number);
void known_names(void *data, uint32_t number, find_tell tell, void *to); /* a find_names_of */
/* Everything that is asked, without pauses. */
void known_ask(struct find_search *s, const char *typed, int birth_year);

#endif
