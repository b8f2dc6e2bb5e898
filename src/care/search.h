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

/*
 * Brings names into memory, and whoever changed since; *is_over: all are there.  A pause of NULL never comes.
 */
enum err care_names_load(struct care_session *s, care_pause pause, void *data, bool *is_over,
			 struct error *e);
bool care_names_are_in(const struct care_session *s); /* nothing is left to load */
/* Women that can be found by now, of how many: for the screen. */
void care_names_progress(const struct care_session *s, int64_t *findable, int64_t *all);

struct care_search *care_search_new(struct care_session *s);
void care_search_free(struct care_search *f); /* NULL is fine */
/* A new question takes the place of the one that was going on; what it finds counts 'most' lines at most. */
void care_search_ask(struct care_search *f, const char *typed, int most);

enum care_search_stage { CARE_SEARCH_ASKED, CARE_SEARCH_FIRST, CARE_SEARCH_FINAL };
/*
 * Goes on until the next stage or the pause.  FIRST has who has every word exactly or as a beginning; FINAL who
 * comes near too, in the same order.
 */
enum err care_search_go(struct care_search *f, care_pause pause, void *data,
			enum care_search_stage *stage, struct error *e);
/* What the stage that was reached found, handed over: the caller releases it.  Once a stage. */
void care_search_take(struct care_search *f, struct care_hits *out);
/* It looked in the file alone, before all names were in memory: asking again finds more. */
bool care_search_is_early(const struct care_search *f);

/*
 * Somebody who was looked for and is new: what of it she is called, and her date of birth as the fact
 * has it, "" when none was typed.
 */
void care_search_as_new(const char *typed, struct str *called, struct str *birth);

#endif
