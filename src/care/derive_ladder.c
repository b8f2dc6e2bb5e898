/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/* Rungs over time, and what was expected of them. */

static const char *value_of(const struct body_fact *facts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(facts[i].name, name) == 0)
			return facts[i].value;
	return "";
}

static int rung_of(const char *value) /* 1 to 6; 0 for anything else */
{
	return value[0] >= '1' && value[0] <= '6' && value[1] == '\0' ? value[0] - '0' : 0;
}

/* One point a date: what was written later that day takes its place. */
static void rung_add(struct care_dossier *d, const struct care_rung *rung)
{
	struct care_rung *last = d->rung_count > 0 ? &d->rungs[d->rung_count - 1] : NULL;
	int derived = rung->derived;

	if (last != NULL && date_compare(&last->on, &rung->on) == 0) {
		derived = derived == 0 ? last->derived : derived;
	} else {
		last = &d->rungs[d->rung_count++];
	}
	*last = *rung;
	last->derived = derived;
}

static void growth_add(struct care_dossier *d, const struct care_growth *growth)
{
	struct care_growth *last = d->growth_count > 0 ? &d->growths[d->growth_count - 1] : NULL;

	if (last == NULL || date_compare(&last->on, &growth->on) != 0)
		last = &d->growths[d->growth_count++];
	*last = *growth;
}

/* A term is a number of months or years: m3, m6, y1, y2; anything else ("longer") has no end. */
static struct date term_end(const struct date *on, const char *term)
{
	char *end;
	long n;

	if (*term != 'm' && *term != 'y')
		return (struct date){0};
	n = strtol(term + 1, &end, 10);
	if (end == term + 1 || *end != '\0' || n <= 0 || n > 120)
		return (struct date){0};
	return date_add_months(on, *term == 'y' ? (int)n * 12 : (int)n);
}

void derive_ladder_add(struct derive_run *run, const struct derive_entry *entry,
		       const char *author, const struct body_fact *facts, int count)
{
	struct care_rung rung = {.on = entry->on, .author = author, .entry = entry->id};
	struct care_growth growth = {.on = entry->on};

	rung.derived = rung_of(value_of(facts, count, "ladder_derived"));
	rung.level = rung_of(value_of(facts, count, "ladder_level"));
	rung.reason = value_of(facts, count, "ladder_reason");
	if (rung.level == 0)
		rung.level = rung.derived;
	if (rung.level != 0)
		rung_add(run->d, &rung);
	growth.level = rung_of(value_of(facts, count, "growth_level"));
	growth.term = value_of(facts, count, "growth_term");
	growth.realistic = value_of(facts, count, "growth_realistic");
	growth.until = term_end(&entry->on, growth.term);
	if (growth.level != 0)
		growth_add(run->d, &growth);
}

static bool is_reached(const struct care_dossier *d, const struct care_growth *growth)
{
	for (int i = 0; i < d->rung_count; i++) {
		const struct care_rung *rung = &d->rungs[i];

		if (date_compare(&rung->on, &growth->on) > 0 && rung->level >= growth->level &&
		    (growth->until.year == 0 || date_compare(&rung->on, &growth->until) <= 0))
			return true;
	}
	return false;
}

void derive_growth_judge(struct derive_run *run)
{
	for (int i = 0; i < run->d->growth_count; i++) {
		struct care_growth *growth = &run->d->growths[i];

		if (is_reached(run->d, growth))
			growth->outcome = CARE_GROWTH_REACHED;
		else if (growth->until.year != 0 &&
			 date_compare(&growth->until, run->today) < 0)
			growth->outcome = CARE_GROWTH_NOT_REACHED;
		else
			growth->outcome = CARE_GROWTH_OPEN;
	}
}
