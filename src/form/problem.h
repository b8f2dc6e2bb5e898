/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_PROBLEM_H
#define FORM_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/base.h"

enum form_severity { FORM_WARNING, FORM_ERROR };

struct form_problem {
	unsigned line, column; /* from 1; column in characters */
	enum form_severity severity;
	const char *text;      /* one sentence in the worker's language, with a suggestion if any */
};

enum { FORM_PROBLEMS_MOST = 200 }; /* what comes after is counted only */

struct form_problems {
	struct arena arena;
	struct form_problem *items;
	size_t count, room;
	size_t errors; /* how many are errors, those not kept included */
	size_t dropped;
};

#define FORM_PROBLEMS_INIT {ARENA_INIT, NULL, 0, 0, 0, 0}

void form_problems_add(struct form_problems *p, enum form_severity severity, unsigned line,
		       unsigned column, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void form_problems_release(struct form_problems *p);

/* All as "file:line:column: error: text", a line each, sorted by place. */
void form_problems_write(struct str *out, const struct form_problems *p, const char *file);

#endif
