/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SEARCH_EXACT_H
#define CARE_SEARCH_EXACT_H

#include "care/search.h"

/*
 * For this room only: care_find_exact for names, in slices.  Adds its lines to out, which is empty when it
 * begins and stays where it is until this is freed.
 */
struct care_exact;

struct care_exact *care_exact_new(struct care_session *s, const char *typed, int most,
				  struct care_hits *out);
void care_exact_free(struct care_exact *f); /* NULL is fine */
enum err care_exact_go(struct care_exact *f, care_pause pause, void *data, bool *is_over,
		       struct error *e);

#endif
