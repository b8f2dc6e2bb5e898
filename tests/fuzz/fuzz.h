/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

/*
 * Seeded loops that throw spoilt input at the readers, under AddressSanitizer.  Each round starts
 * from a number of its own: what a round finds comes again with -s NUMBER -n 1.
 *
 *   program [-t SECONDS | -n ROUNDS] [-s SEED]
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

struct fuzz {
	uint64_t state;
	uint64_t round; /* its number: seed of the run and place in it */
};

uint64_t fuzz_next(struct fuzz *f);
size_t fuzz_below(struct fuzz *f, size_t n); /* 0 to n - 1; 0 when n is 0 */
bool fuzz_chance(struct fuzz *f, unsigned in);   /* once in so many */

/* Bits, bytes, pieces and words out of a list of nasty ones and of words (NULL at the end; may be
 * NULL) changed, taken out, doubled and put in: 1 to 8 times. */
void fuzz_spoil(struct fuzz *f, struct str *bytes, const char *const *words);
/* Bytes of any kind, mostly text. */
void fuzz_bytes(struct fuzz *f, struct str *out, size_t most);

/* A whole file; ends the run when it is not there. */
void fuzz_file(const char *path, struct str *out);

/* Says what did not hold, with the round, and ends the run. */
#define FUZZ_HOLDS(f, what)                                                                        \
	((what) ? (void)0 : fuzz_fail((f), __FILE__, __LINE__, #what))
_Noreturn void fuzz_fail(const struct fuzz *f, const char *file, int line, const char *what);

/* Rounds until the time is over; a round that takes longer than 20 s is a failure.  The exit
 * status. */
int fuzz_run(int argc, char **argv, void (*round)(struct fuzz *f, void *data), void *data);

#endif
