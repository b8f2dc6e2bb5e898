/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_NAMES_H
#define CARE_NAMES_H

#include "care/session.h"
#include "find/find.h"

/*
 * For this room only: the names of everybody in memory while the file is open (care_names_load brings
 * them in).  It follows every change: who was touched is read again before the next search, so that a
 * transaction that is rolled back leaves nothing wrong behind.
 */
struct care_names;

/* The dictionary as the file is now; NULL until all are in.  Good until the next change of a woman. */
enum err care_names_dictionary(struct care_session *s, struct find_dictionary **out,
			       struct error *e);
/*
 * The one search on it, NULL until all are in: its memory is paid once.  *is_asked: the last question was this
 * asker's and nothing has changed since; else it must be asked again.
 */
enum err care_names_search(struct care_session *s, const void *asker, struct find_search **out,
			   bool *is_asked, struct error *e);
/* How lately this worker saw her: 0 she was the last; CARE_NOT_LATELY. */
enum { CARE_NOT_LATELY = 1000 };
int care_names_recent(const struct care_session *s, uint32_t number);

/* Her rows are about to change, or to go; within the transaction.  Never fails. */
void care_names_touch(struct care_session *s, const char *client);
/* This worker opened her dossier just now. */
void care_names_seen(struct care_session *s, const char *client);
/* All derived rows are made anew: what was in memory is wiped, and comes in again. */
void care_names_forget(struct care_session *s);
void care_names_free(struct care_names *n); /* wiped; NULL is fine */

#endif
