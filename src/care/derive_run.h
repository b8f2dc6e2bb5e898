/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_DERIVE_RUN_H
#define CARE_DERIVE_RUN_H

#include "care/derive.h"

/* One derive in progress; shared by derive*.c alone. */
struct derive_line {
	struct care_line line;
	int64_t hlc;
	const char *device;
};

struct derive_talk { /* an interview and what its corrections make of it */
	const struct derive_entry *entry;
	struct body_interview body;
	struct care_finished *out;
	struct date corrected; /* of the last one that took a place; year 0 none */
	bool has_conflict;     /* two corrections of one answer, neither knowing the other */
};

struct derive_run {
	struct care_dossier *d;
	const struct derive_entry *entries;
	int count;
	const struct date *today;
	struct derive_talk *talks;
	struct derive_line *lines;
	const struct derive_entry **corrections; /* in the order they were recorded */
	struct body_correction *correction_bodies;
	int talk_count, line_count, correction_count;
	size_t history_room;
	struct care_fact *history; /* grows by malloc, copied to the arena at the end */
	int history_count;
};

bool derive_is(const struct derive_entry *entry, const char *kind);
int derive_recorded_order(const struct derive_entry *a, const struct derive_entry *b);
struct derive_line *derive_line_add(struct derive_run *run, enum care_kind kind,
				    const struct derive_entry *entry);

/* derive_talk.c: interviews with their corrections. */
enum err derive_talks(struct derive_run *run, struct error *e);
/* derive_thing.c: goals, steps, referrals, gaps, appointments, notes, consents, preconditions. */
enum err derive_subjects(struct derive_run *run, struct error *e);
/* derive_consent.c: what consents of two dossiers that came together allow. */
struct derive_consent {
	struct care_consent *out;
	const struct derive_entry *last; /* its last version */
	const char *kinds;               /* what is left of them */
	bool is_over;
};
void derive_consents_narrow(struct derive_run *run, struct derive_consent *consents, int count);
/* derive_merge.c: a merge or a doubt that holds is a line, and its facts count. */
enum err derive_merge(struct derive_run *run, const struct derive_entry *entry,
		      struct body_merge *out, struct error *e);
/* derive_number.c: rows of the file numbers that 'away' ever had. */
enum err derive_numbers(struct store *store, const char *away, const char *keeper,
			struct error *e);
/* derive_ladder.c: rungs and growth that this set of facts tells of. */
void derive_ladder_add(struct derive_run *run, const struct derive_entry *entry,
		       const char *author, const struct body_fact *facts, int count);
void derive_growth_judge(struct derive_run *run);
/* derive_event.c: the events of a dossier; within the open transaction, her row is there already. */
enum err derive_events(struct store *store, struct arena *a, const struct care_dossier *d,
		       struct error *e);
const char *derive_date(struct arena *a, const struct date *d); /* ISO; "" none */

#endif
