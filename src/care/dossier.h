/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_DOSSIER_H
#define CARE_DOSSIER_H

#include "care/session.h"

/*
 * One woman as her entries tell it: a pure function of them (derive).  All texts live in the
 * dossier's arena.  'entry' is the id of the entry that says so.
 */
enum care_kind {
	CARE_CLIENT, CARE_FACTS, CARE_INTERVIEW, CARE_CORRECTION, CARE_GOAL, CARE_STEP,
	CARE_REFERRAL, CARE_APPOINTMENT, CARE_NOTE, CARE_CONSENT, CARE_PRECONDITION,
	CARE_RETURNED, CARE_MERGE, CARE_GAP, CARE_OTHER
};

struct care_fact {
	const char *name, *value, *entry;
	struct date on;
};

struct care_line { /* a line in the dossier, newest first */
	enum care_kind kind;
	struct date on;
	const char *entry, *subject;
	const char *title;   /* "voortgang", "doorverwezen", in the session's language */
	const char *text;    /* one line: what was said or done */
	const char *state;   /* "begonnen 16 sep", "gecorrigeerd op ...", "" */
	const char *author;  /* a name */
	struct date changed; /* its state is of this date; year 0: never changed after on */
	int item;            /* its place in the array of its kind (goals, referrals ...); -1 none */
	bool has_conflict;   /* two entries replaced the same one: both are kept, the later counts */
};

struct care_rung { /* a measurement of the ladder, oldest first */
	struct date on;
	int level;           /* the worker's rung; the derived one where she gave none */
	int derived;         /* 0 unknown */
	const char *reason, *author, *entry;
};

struct care_growth { /* what was expected, and what came of it */
	struct date on, until;
	int level;
	const char *realistic, *term;
	enum { CARE_GROWTH_OPEN, CARE_GROWTH_REACHED, CARE_GROWTH_NOT_REACHED } outcome;
};

struct care_step {
	const char *id, *goal, *text, *by, *kind, *certain, *state; /* state: open, done, paused, dropped */
	struct date due, on;
};

struct care_goal {
	const char *id, *text, *term, *realistic, *state; /* state: open, reached, dropped */
	int rung;            /* aimed at; 0 none */
	struct date on;
	struct care_step *steps;
	int step_count;
};

struct care_agreement { /* of a 3-gesprek: what each party does */
	const char *party, *text;
};

struct care_appointment {
	const char *id, *kind, *with, *about, *state; /* planned, done, missed, cancelled */
	struct date due, on;
	int minutes;         /* -1 none */
	const char *referral; /* the one it is about; "" none */
	const struct care_agreement *agreements;
	int agreement_count;
};

struct care_referral_step { /* a version of a referral in which its status became another, oldest first */
	const char *status, *reason, *author;
	struct date on;
};

struct care_referral {
	const char *id, *organisation, *what, *agreed, *status, *feedback; /* keys of labels.yaml */
	struct date on, call_back;
	const char *organisation_id, *offer; /* of the social map; "" typed by hand */
	const char *shares;   /* consent_kinds that go along */
	const char *caller;   /* referral_caller: who makes the contact */
	const char *along;    /* who goes along the first time; "" nobody */
	const char *reason;   /* referral_reason: why it ended as it did */
	const char *outcome;  /* referral_outcome; outcome_text: in words */
	const char *outcome_text;
	const char *before;   /* the referral that this one follows on */
	struct date meeting;  /* the first appointment there */
	int minutes;          /* of it; -1 none; nothing without a meeting */
	struct date expires, asked; /* asked: whether she still waits */
	bool is_logged;       /* the other side has no trede and sends no word: we ask ourselves */
	struct care_referral_step *steps;
	int step_count;
};

struct care_gap { /* geen passend aanbod */
	const char *id;
	const char *what;     /* a precondition, or a barrier (group/detail) */
	const char *where;    /* availability */
	const char *daypart, *district, *benefit, *level; /* keys; "" unknown */
	const char *text;     /* in words; never in a report */
	const char *state;    /* gap_state: open, solved */
	struct date on;
};

struct care_consent {
	const char *id, *organisation, *kinds, *how;
	struct date on, until; /* until: year 0 when no end was given */
	bool is_withdrawn, is_valid; /* is_valid: today */
};

struct care_precondition {
	const char *key, *needed, *status, *where, *speaker, *note;
	struct date on, since;
};

struct care_note {
	const char *id, *text, *speaker, *author;
	struct date on;
};

struct care_remark { const char *speaker, *who, *text; };

struct care_answer { /* of a finished interview, corrections applied */
	const char *path, *value;
	enum form_status status;
	struct care_remark *remarks;
	int remark_count;
	struct date corrected; /* year 0: never */
};

struct care_finished { /* a finished interview, oldest first */
	const char *id, *draft /* that it was */, *form_hash, *form_id, *title, *conducted_by, *author; /* the last two: names */
	struct date on;
	struct care_answer *answers;
	int answer_count;
	const char *const *notes;
	int note_count;
	bool is_later; /* a talk for later: only what was left for it */
	bool is_moved; /* belongs to somebody else: correction 4 */
	const char *last_correction; /* the entry a next correction comes after; "" none */
};

struct care_dossier {
	struct arena arena;
	const char *id;
	struct date first, last_talk;     /* first: begin of the trajectory */
	bool is_open, has_returned;
	const char *outflow;              /* "" while open */
	struct care_fact *facts;          /* current, by name */
	struct care_fact *history;        /* every value ever, oldest first */
	struct care_line *lines;
	struct care_rung *rungs;
	struct care_growth *growths;
	struct care_goal *goals;
	struct care_appointment *appointments;
	struct care_referral *referrals;
	struct care_consent *consents;
	struct care_precondition *preconditions; /* latest of each key, in the list's order */
	struct care_note *notes;
	struct care_gap *gaps;
	struct care_finished *interviews;
	int fact_count, history_count, line_count, rung_count, growth_count, goal_count,
		appointment_count, referral_count, consent_count, precondition_count, note_count,
		gap_count, interview_count;
};

/* Logged as 'action' ("open", "print", "export", "show") before anything is returned. */
enum err care_dossier_open(struct care_session *s, const char *client, const char *action,
			   struct care_dossier **out, struct error *e);
void care_dossier_free(struct care_dossier *d);
/* A client by id, file number, or a look-up that finds exactly one; for the command line. */
enum err care_client_by_text(struct care_session *s, const char *text, char id[37],
			     struct error *e);

const char *care_fact_value(const struct care_dossier *d, const char *name); /* "" unknown */
bool care_fact_holds(const struct care_dossier *d, const char *name, const char *item); /* list facts */
/* A fact in words: labels of its keys joined with ", "; "" unknown.  A detail is left out when it is
 * shielded or when its group is said too. */
void care_fact_shown(const struct care_session *s, const struct care_dossier *d,
		     const char *name, struct str *out);
void care_dossier_name(const struct care_dossier *d, struct str *out);     /* Naima Bouzid; Naima; J-0007 */
void care_dossier_initials(const struct care_dossier *d, struct str *out); /* N.B. */
int care_dossier_age(const struct care_session *s, const struct care_dossier *d); /* -1 unknown */
bool care_organisation_is(const char *a, const char *b); /* as written, or but for capitals and accents */
const struct care_consent *care_consent_for(const struct care_dossier *d,
					    const char *organisation); /* valid today, or NULL */

#endif
