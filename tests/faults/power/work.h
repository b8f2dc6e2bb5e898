/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_WORK_H
#define FAULTS_WORK_H

#include "care/care.h"

/*
 * A worker's day in one open file: women registered, talks begun, answered, finished and
 * corrected, goals, appointments, notes, dossiers opened.  Each step is one call of care;
 * done is called after each that returned OK.
 */
struct work {
	struct care_session *session;
	bool (*done)(void *data); /* false: stop */
	void *data;
	uint64_t random;
	long steps;	  /* how many more */
	struct error why; /* of the step that failed */
};

bool work_day(
	struct work *w); /* until no steps are left; false: one failed, or done said so */

#endif
