/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_BODY_H
#define CARE_BODY_H

#include "care/alike.h"
#include "care/dossier.h"
#include "care/interview.h"
#include "store/store.h"

/*
 * The bodies of entries: JSON, version 1 of each kind, one reader and one writer a kind
 * (docs/format.md, "Bodies").  For this room only.  What a reader hands out lives in the arena it
 * was given.  A body of a later version is ERR_NEWER, one that cannot be read ERR_DAMAGED; a key
 * that is not known is left alone, and carried over when a thing is written again.
 */
enum { CARE_BODY_VERSION = 1 };

/* Opens a body; the caller decrefs. */
enum err body_open(const char *bytes, size_t len, json_t **out, struct error *e);

struct body_answer {
	const char *path, *value; /* value "" without a status: the answer is taken away (corrections) */
	enum form_status status;
	const struct care_remark *remarks;
	int remark_count;
};

struct body_fact {
	const char *name, *value; /* value "" in a correction: the interview did not say it */
};

struct body_interview { /* the entry's 'form' column holds the hash of the form */
	const char *form_id;      /* "intake" */
	const char *conducted_by; /* a worker's id */
	const char *draft;        /* the id it had as a draft; "" none */
	bool is_later;            /* a talk for later: only what was left for it */
	const char *moved_from;   /* the interview this is the copy of, at another client; "" none */
	const struct body_answer *answers;
	const char *const *notes;
	const struct body_fact *facts; /* each name once, list facts joined */
	int answer_count, note_count, fact_count;
};
enum err body_interview_read(struct arena *a, const char *bytes, size_t len,
			     struct body_interview *out, struct error *e);
void body_interview_write(const struct body_interview *b, struct str *out);

/*
 * A correction: the entry's 'replaces' is the interview, its client the interview's.
 * typo, misunderstood: answers and facts take the place of the interview's, at the interview's
 * date.  changed: facts hold from the entry's own 'on'; the interview stays as it was.
 * other_person: the interview leaves this client; 'to' is the client who gets, in the same
 * transaction, an interview entry with moved_from.
 */
struct body_correction {
	enum care_reason reason;
	const char *after; /* the last correction of this interview that was seen; "" none */
	const char *to;    /* other_person: the client it belongs to; else "" */
	const struct body_answer *answers; /* only those that change */
	const struct body_fact *facts;
	int answer_count, fact_count;
};
enum err body_correction_read(struct arena *a, const char *bytes, size_t len,
			      struct body_correction *out, struct error *e);
void body_correction_write(const struct body_correction *b, struct str *out);
const char *body_reason_key(enum care_reason reason);

/* client, facts: {v, facts}. */
enum err body_facts_read(struct arena *a, const char *bytes, size_t len,
			 const struct body_fact **facts, int *count, struct error *e);
void body_facts_write(const struct body_fact *facts, int count, struct str *out);

/* merge: {v, are, facts}.  A word of 'are' that is not known is CARE_UNASKED. */
struct body_merge {
	enum care_verdict are;
	const struct body_fact *facts;
	int fact_count;
};
enum err body_merge_read(struct arena *a, const char *bytes, size_t len, struct body_merge *out,
			 struct error *e);
const char *body_verdict_key(enum care_verdict verdict);
enum care_verdict body_verdict_of(const char *key);
void body_merge_write(const struct body_merge *b, struct str *out);

/* Things with a subject of their own.  'before' is the body that is replaced, or NULL. */
enum body_kind {
	BODY_GOAL, BODY_STEP, BODY_APPOINTMENT, BODY_REFERRAL, BODY_NOTE, BODY_CONSENT,
	BODY_PRECONDITION, BODY_GAP
};
/*
 * thing is the struct of care/dossier.h of that kind; ids, authors and 'on' stand in the entry.  What a referral or an
 * appointment has got later (of a referral, all from organisation_id on) stays as 'before' has it while it is NULL.
 */
enum err body_thing_read(struct arena *a, enum body_kind kind, const char *bytes, size_t len,
			 void *thing, struct error *e);
enum err body_thing_write(enum body_kind kind, const void *thing, const char *before,
			  size_t before_len, struct str *out, struct error *e);

#endif
