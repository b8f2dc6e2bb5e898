/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_HITS_H
#define CARE_HITS_H

#include "care/home.h"
#include "store/store.h"

/* For this room only: a woman's row as a line of a list. */
struct care_hit *care_hits_row(const struct care_session *s, struct care_hits *out,
			       const struct store_client *row);
/* The spelling that was meant, unless it stands in what the line shows already. */
void care_hit_set_spelling(struct care_hits *out, struct care_hit *hit, const char *spelling);

#endif
