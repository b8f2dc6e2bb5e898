/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_CREW_H
#define FAULTS_CREW_H

#include <stdbool.h>

/*
 * Two processes share the looking, so that what a file does to the one that looks is seen
 * as well: one that ends by a signal, or is not done with one thing within a minute
 * (crew_turn), fails the run.
 */
enum { CREW_SIZE = 2, CREW_SUMS = 16 };

/* Adds up what each has counted; false: one of them did not come to its end. */
bool crew_run(void (*work)(void *data, int worker, long sums[CREW_SUMS]), void *data,
	      long sums[CREW_SUMS]);
void crew_turn(void); /* the next thing */

#endif
