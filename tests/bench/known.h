/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_KNOWN_H
#define BENCH_KNOWN_H

#include "find/find.h"

#include "base/base.h"

/* The people of gen_names.py --tsv, for the ways of finding that trede is held against. */
enum { KNOWN_SHOWN = 10 };

struct known_person {
	const char *mark, *given, *family; /* the names folded */
	int year;
};

struct known {
	struct arena arena;
	struct known_person *people;
	size_t count, room;
};

void known_read(struct known *k, const char *path); /* ends the program when it cannot */
void known_release(struct known *k);

/* Who is meant, best first: places in 'people', at most KNOWN_SHOWN; returns how many. */
typedef int (*known_find)(void *data, const struct known *k, const struct find_query *q,
			  size_t shown[KNOWN_SHOWN]);

/* Answers each line of standard input with a line of file numbers, until it ends. */
void known_answer(const struct known *k, known_find find, void *data);

#endif
