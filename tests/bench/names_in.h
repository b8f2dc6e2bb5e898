/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_NAMES_IN_H
#define BENCH_NAMES_IN_H

#include "care/care.h"
#include "care/search.h"

/* The practice file opened, and the names of everybody brought into memory. */
struct names_in {
	struct clock clock;
	struct care_options options;
	struct care_session *session;
	double load_us;
	long before_kB, after_kB; /* memory of the process */
};
enum err names_in_open(struct names_in *n, const char *share, struct error *e);
void names_in_close(struct names_in *n);

/* Asks, and goes on to the end; the times are from the asking on. */
struct names_asked {
	double first_us, final_us;
};
enum err names_in_ask(struct care_search *f, const char *typed, struct names_asked *out,
		      struct error *e);

#endif
