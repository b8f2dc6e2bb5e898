/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_PLACE_H
#define TESTS_FUZZ_PLACE_H

#include "care/care.h"
#include "fuzz.h"

/* A practice file with the examples in a folder of its own, at 21 November 2026, 10:42 UTC. */
struct place {
	char folder[64];
	char *path, *log; /* of the file; of what a sanitizer says, without its number */
	struct care_options options;
	struct clock clock;
	int64_t now;
	struct str sound, keys; /* the file and its key file as they were made */
};

void place_make(struct place *p);
void place_remove(struct place *p); /* with all files in the folder */
/* These bytes take the place of the file, with the keys it was made with and nothing else beside it. */
void place_put(const struct place *p, const char *bytes, size_t len);

#endif
