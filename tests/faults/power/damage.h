/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_DAMAGE_H
#define FAULTS_DAMAGE_H

#include "disk.h"
#include "state.h"

/* What comes of a damaged file. */
enum outcome {
	DAMAGE_REFUSED, /* not opened; the sentence names the last good backup, nothing
			   was written */
	DAMAGE_FOUND, /* opened; reading or trede check says it, nothing untrue is read */
	DAMAGE_SAME, /* everything is there: the place is not used, or was brought back */
	DAMAGE_TOLD, /* an earlier whole state, and the worker is told so */
	DAMAGE_EARLIER, /* a log that ends before its end: a whole state from before */
	DAMAGE_WRONG,
	DAMAGE_OUTCOMES
};

struct damage;
struct damage_case {
	const char *what;
	bool (*act)(const struct damage *d, const struct damage_case *c,
		    const char *folder);
	int64_t a, b;
	bool is_in_log;	     /* a bit of the log: only its last transaction may go unsaid */
	bool is_of_log;	     /* on the folder whose log is full */
	bool is_other_error; /* may be refused as something else than damage */
};

struct damage {
	const char *share;
	struct clock clock;
	long spots;
	uint64_t random;
	char *place, *backup;
	char *closed; /* a folder as closing leaves it; its state is the last one too */
	char *logged; /* as a crash leaves it: the last states are in the log */
	struct state *states;
	size_t count, room;
	int64_t pages, log_bytes, key_bytes;
	struct damage_case *cases;
	size_t case_count, case_room;
};

bool damage_prepare(struct damage *d, struct error *e);
void damage_list(struct damage *d); /* fills cases */
bool damage_do(const struct damage *d, const struct damage_case *c, const char *folder);
void damage_release(struct damage *d);

#endif
