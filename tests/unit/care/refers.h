/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CARE_REFERS_H
#define TESTS_CARE_REFERS_H

#include "tests.h"

/* For tests of referrals: a woman, an offer that fits her somewhat, and steps. */
#define REFERS_ORGANISATION "019a0000-0000-7000-8000-0000000000a1"
#define REFERS_OFFER	    "019a0000-0000-7000-8000-0000000000b1"

int refer_way_tests(void);

/* A place with Naima Bouzid of Laak. */
void refers_naima(struct place *p, char id[37]);
/* An offer that asks for Dutch, a benefit and dayparts, and brings what she needs. */
void refers_fit(struct map_fit *fit);
void refers_propose(struct place *p, const char *client, struct arena *a, struct care_referral *r);
void refers_refer(struct place *p, const char *client, char id[37]); /* she agrees */
/* Of her last one; what is refused says why. */
enum err refers_step(struct place *p, const char *client, const char *status, const char *reason,
		     const char *text);
void refers_day_is(const struct date *d, const char *iso); /* "" none */

#endif
