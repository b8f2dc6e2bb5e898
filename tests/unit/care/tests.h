/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CARE_H
#define TESTS_CARE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/care.h"
#include "care/derive.h"

/* Each gives the number of failed tests. */
int session_tests(void);
int account_tests(void);
int backup_tests(void);
int record_tests(void);
int derive_tests(void);
int correction_tests(void);
int interview_tests(void);
int hostile_tests(void);
int kept_tests(void);
int import_tests(void);
int merge_tests(void);
int search_tests(void);
int alike_tests(void);
int shelf_tests(void);
int match_tests(void);
int map_import_tests(void);
int social_tests(void);
int waiting_tests(void);
int refer_tests(void);
int gap_tests(void);
int match_examples_tests(void);

/* A practice file in a folder of its own, at a clock that stands on 21 November 2026, 10:42 UTC. */
struct place {
	char folder[64];
	int64_t now;
	struct clock clock;
	struct care_options options;
	struct secret recovery; /* the code of its file */
	struct care_session *s;
};

void place_make(struct place *p);
void place_reopen(struct place *p);
void place_remove(struct place *p);
void place_days(struct place *p, int days); /* moves the clock */

struct date day(const char *iso);
void register_as(struct place *p, const char *json, const char *on, char id[37]);
struct care_dossier *dossier(struct place *p, const char *client);
/* An interview entry with these facts ("a=1&b=2") and one answer at now/changed. */
void interview_on(struct place *p, const char *client, const char *on, const char *facts,
		  const char *answer, char id[37]);
void facts_of_text(struct arena *a, const char *text, struct body_fact **facts, int *count);
const struct care_line *line_of(const struct care_dossier *d, const char *title); /* NULL: none */
void must_rebuild_equal(struct place *p);
void must(enum err rc, const struct error *e);

#endif
