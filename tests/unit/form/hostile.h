/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FORM_HOSTILE_H
#define TESTS_UNIT_FORM_HOSTILE_H

#include "tests.h"

/*
 * What hostile input may cost: done in a process of its own, whose time (of the
 * processor, so that a busy machine does not matter) and whose growth in memory are
 * measured.  A build with sanitizers is slower and larger by design: there only the
 * result counts.
 */
struct cost {
	double ms;
	long kib;      /* by how much the peak grew */
	size_t errors; /* as work says */
	unsigned line; /* of the first */
	bool is_alive; /* it ended by itself */
};

/* Time of the processor that this process took. */
double processor_ms(void);

/* May set the time itself, when only a part of it counts. */
typedef void hostile_work(void *data, struct cost *cost);

struct cost measure(hostile_work *work, void *data);
/* Fails with name when it cost more than that (kib 0: any) or did not end. */
void expect_cost(const char *name, const struct cost *cost, double ms, long kib);

void repeat(struct str *s, const char *what, int count);

#endif
