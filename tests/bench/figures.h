/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

/* All samples of all figures of one run of a benchmark. */
void figures_note(const char *group, const char *figure, const char *unit, double value);

/* "name: value unit"; for more than one sample n, min, median, p95, p99 and max (nearest
 * rank). */
void figures_print(void);

int figures_by_value(const void *a, const void *b); /* two doubles, for qsort */

#endif
