/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_OFFERS_H
#define TESTS_OFFERS_H

#include "desk.h"

/*
 * A desk whose social map has an invented house with four offers, Zonnebloem something; with has_many 120 more,
 * "Dahlia groep 000" to 119.  trede runs.
 */
void offers_open(struct desk *d, bool has_many);

/* The practice file opened beside trede, which must not run; clock and ms live as long. */
struct care_session *offers_session(struct desk *d, struct clock *clock, int64_t *ms);

#endif
