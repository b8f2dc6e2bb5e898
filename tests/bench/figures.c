/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

struct series {
	char *name;
	const char *unit;
	double *value;
	size_t count, room;
};

static struct series *all_series;
static size_t series_count;

static void *need(void *p)
{
	if (!p) {
		fputs("out of memory\n", stderr);
		exit(3);
	}
	return p;
}

void figures_note(const char *group, const char *figure, const char *unit, double value)
{
	char name[256];
	struct series *f = NULL;

	snprintf(name, sizeof name, "%s.%s", group, figure);
	for (size_t i = 0; i < series_count && !f; i++)
		if (strcmp(all_series[i].name, name) == 0)
			f = &all_series[i];
	if (!f) {
		all_series = need(
			realloc(all_series, (series_count + 1) * sizeof *all_series));
		f = &all_series[series_count++];
		*f = (struct series){.name = need(strdup(name)), .unit = unit};
	}
	if (f->count == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->value = need(realloc(f->value, f->room * sizeof *f->value));
	}
	f->value[f->count++] = value;
}

int figures_by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double rank(const struct series *f, int percent)
{
	size_t i = (f->count * (size_t)percent + 99) / 100;
	return f->value[i ? i - 1 : 0];
}

void figures_print(void)
{
	static const struct {
		const char *name;
		int percent;
	} at[] = {
		{"min", 0}, {"median", 50}, {"p95", 95}, {"p99", 99}, {"max", 100},
	};
	for (size_t i = 0; i < series_count; i++) {
		struct series *f = &all_series[i];
		qsort(f->value, f->count, sizeof *f->value, figures_by_value);
		if (f->count == 1) {
			printf("%s: %.10g %s\n", f->name, f->value[0], f->unit);
			continue;
		}
		printf("%s.n: %zu samples\n", f->name, f->count);
		for (size_t k = 0; k < sizeof at / sizeof *at; k++)
			printf("%s.%s: %.10g %s\n", f->name, at[k].name,
			       rank(f, at[k].percent), f->unit);
	}
}
