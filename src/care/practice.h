/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_PRACTICE_H
#define CARE_PRACTICE_H

#include "care/session.h"
#include "store/store.h"

/* Puts the examples of config/examples.json in a new practice file, through the same calls a worker uses. */
enum err care_practice_fill(struct care_session *s, struct error *e);
/* practice_map.c: the sample social map, config/map/sample.csv; within the open transaction, if any. */
enum err care_practice_map(struct care_session *s, struct error *e);
/*
 * The offer of that name of the organisation of that name, both as they are written; the caller releases it.  offer "":
 * nothing is linked, and out is empty.  ERR_NOT_FOUND names the one that is not on the map.
 */
enum err care_practice_offer(struct care_session *s, const char *organisation, const char *offer,
			     struct store_social *out, struct error *e);

#endif
