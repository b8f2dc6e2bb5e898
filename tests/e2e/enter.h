/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_ENTER_H
#define TESTS_ENTER_H

#include "desk.h"

/*
 * A client of config/examples.json entered as a worker would: her name, her interviews with their
 * remarks and dates, what was for later, preconditions, goals and steps, referrals, appointments,
 * notes, consents, details.  What the screens date themselves gets today's date.
 */
struct enter {
	struct desk *desk;
	const json_t *client;
	const char *name;
	bool has_said_hij; /* "hij" and "zijn" stood in a question */
	bool has_said_zijn;
};

/* From home; ends at home.  Fails the test when something is not as it should be. */
void enter_client(struct enter *n);
/* What a referral of the examples says in the end of this: "status", "feedback". */
const char *enter_last(const json_t *referral, const char *key);

#endif
