/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SEARCH_H
#define CARE_SEARCH_H

#include "care/home.h"

/*
 * Looking a woman up while a worker types.  The names of everybody come into memory in slices after
 * the file is opened, and go when it is closed; until then a search finds what begins with the words,
 * from the file itself.  Nothing is logged before care_find_done.
 */
struct care_search;

/* true: leave it for now (a key waits, or the slice is over). */
typedef bool (*care_pause)(void *data);

/* Brings names into memory; *is_over: all are there.  Cheap when they are. */
enum err care_names_load(struct care_session *s, care_pause pause, void *data, bool *is_over,
			 struct error *e);
/* Women that can be found by now, of how many: for the screen. */
void care_names_progress(const struct care_session *s, int64_t *findable, int64_t *all);

struct care_search *care_search_new(struct care_session *s);
void care_search_free(struct care_search *f); /* NULL is fine */
void care_search_ask(struct care_search *f, const char *typed, int most);

enum care_search_stage { CARE_SEARCH_ASKED, CARE_SEARCH_FIRST, CARE_SEARCH_FINAL };
/* Goes on until the next stage or the pause. */
enum err care_search_go(struct care_search *f, care_pause pause, void *data,
			enum care_search_stage *stage, struct error *e);
/* Of the stage that was reached; valid until the next ask or go. */
const struct care_hits *care_search_hits(const struct care_search *f);

#endif
