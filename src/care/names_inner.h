/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_NAMES_INNER_H
#define CARE_NAMES_INNER_H

#include "care/names.h"
#include "care/session_inner.h"
#include "store/store.h"

/* For names.c and names_follow.c alone. */
enum { CARE_TOUCHED_MOST = 256, CARE_RECENT_MOST = 64 };

enum care_names_phase {
	NAMES_BEGIN,
	NAMES_PARTS,
	NAMES_POSTINGS,
	NAMES_PERSONS,
	NAMES_SETTLE,
	NAMES_OVER,
	NAMES_PHASES
};

struct care_touched {
	char client[STORE_ID_BYTES];
	uint32_t before; /* her number until now; 0: she had none */
};

struct care_names {
	enum care_names_phase phase;
	struct store_names_at at;
	struct find_aliases *aliases;
	bool has_read_aliases;      /* or tried to */
	struct find_dictionary *dictionary;
	struct find_search *search; /* NULL until somebody asks */
	const void *asker;          /* of the last question; NULL: nobody's counts any more */
	int64_t rows, parts, people; /* read of this phase; of all */
	struct care_touched touched[CARE_TOUCHED_MOST];
	int touched_count;
	bool is_stale; /* more was touched than is worth following */
	uint32_t recent[CARE_RECENT_MOST];
	int recent_count;
};

/* Who this worker saw last, from the access log. */
enum err care_names_recent_read(struct care_session *s, struct error *e);
/* Reads who was touched again; more than is worth following, and all is read again. */
enum err care_names_follow(struct care_session *s, struct error *e);

#endif
