/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include "base/base.h"

/*
 * How far a long command is, on standard error: a line that is written over on a terminal (at most ten times a
 * second), else a line of its own every ten seconds.
 */
struct progress {
	const struct clock *clock;
	bool is_terminal;
	int columns; /* of the terminal */
	int64_t begun_ms, shown_ms;
	int64_t begun_done; /* what was done when it began to count */
	bool is_shown;      /* a line stands there */
};

struct progress_now {
	int64_t done, all;          /* bytes; all > 0 */
	int64_t rows, findable;
};

void progress_begin(struct progress *p, const struct clock *clock);
void progress_show(struct progress *p, const struct progress_now *now); /* when it is time */
void progress_clear(struct progress *p); /* makes room for a message */
/* The line alone, at most 'columns' wide. */
void progress_line(const struct progress_now *now, int64_t ms, int columns, struct str *out);
/* 1.234.567 as the language groups it. */
void progress_number(struct str *out, int64_t n);

#endif
