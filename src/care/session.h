/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SESSION_H
#define CARE_SESSION_H

#include "care/config.h"

/* The open file and who works in it. */
struct care_session;

struct care_options { /* borrowed for the session's life */
	const char *data;     /* the folder of the file; NULL: $XDG_DATA_HOME/trede[/practice] */
	const char *share;    /* forms/, config/, locale/ */
	const char *language; /* "nl" or "en" */
	bool practice;
	const struct clock *clock;
	bool is_seeded;
	uint64_t seed;
	const char *worker;              /* who says she is there, as typed; NULL or "": not said */
	const struct secret *passphrase; /* NULL: a practice file opens with its own (below) */
	bool tries_all;                  /* a command without --worker: whose passphrase it is is found out */
};

/* The passphrase of a practice file, which is no secret: the lock screen of one says it. */
#define CARE_PRACTICE_PASSPHRASE "oefenen"

/* The file as who has no passphrase may see it. */
struct care_place {
	bool exists;             /* false: a new one can be made */
	bool is_plain;           /* a practice file of an earlier trede, to be made anew */
	bool is_in_use;          /* another trede has it open */
	bool asks_name;          /* more than one worker: the passphrase alone will not do */
	int64_t wait_ms;         /* until the next try is taken */
	struct str organisation; /* what a locked screen shows */
};
enum err care_place_look(const struct care_options *o, struct care_place *out, struct error *e);
void care_place_release(struct care_place *p);

/*
 * A new file with this organisation and worker, whole or not at all; with the examples when the file
 * is for practice.  The passphrase is care_options': what care_passphrase_check says of it holds
 * here too.  *recovery gets the code that opens it too.  ERR_INVALID when there is a file.
 */
enum err care_session_create(const struct care_options *o, const char *organisation,
			     const char *worker, struct secret *recovery, struct error *e);
/*
 * ERR_PASSPHRASE: name and passphrase do not fit (one sentence for all that can be wrong), or the
 * next try is not taken yet.  A damaged file's sentence names the last good backup.
 */
enum err care_session_open(const struct care_options *o, struct care_session **out,
			   struct error *e);
void care_session_close(struct care_session *s); /* NULL is fine; the key is wiped */
/* Adds the last good backup, by date and path, to what ERR_DAMAGED says later on; else changes nothing. */
void care_damage_tell(const struct care_options *o, struct error *e);

/*
 * Damage cut the end off what was written last (it was found at an opening, and until somebody has
 * seen it): the sentence names the last good backup.  "" when nothing is the matter.
 */
enum err care_session_gap(struct care_session *s, struct str *out, struct error *e);
enum err care_session_gap_seen(struct care_session *s, struct error *e);

/* The laptop's clock against the last entry; when it is not fine the worker confirms the date. */
enum care_clock { CARE_CLOCK_FINE, CARE_CLOCK_BEHIND, CARE_CLOCK_AHEAD };
enum care_clock care_session_clock_state(struct care_session *s);

const char *care_session_organisation(const struct care_session *s);
const char *care_session_worker(const struct care_session *s);      /* id */
const char *care_session_worker_name(const struct care_session *s);
const char *care_worker_name(const struct care_session *s, const char *id); /* "" unknown */
enum err care_worker_by_name(struct care_session *s, const char *name, bool may_add, char id[37],
			     struct error *e);
int care_workers(const struct care_session *s, const char *const **ids); /* in order of name */
enum err care_session_set_worker(struct care_session *s, const char *id, struct error *e);

const struct care_config *care_session_config(const struct care_session *s);
const struct clock *care_session_clock(const struct care_session *s);
struct date care_session_today(const struct care_session *s);
const char *care_session_language(const struct care_session *s);
void care_session_set_language(struct care_session *s, const char *language);
bool care_session_is_practice(const struct care_session *s);

/* Settings inside the file (shared): names_in_lists (full, initials), away_weeks, blank_minutes. */
const char *care_setting(const struct care_session *s, const char *name, const char *otherwise);
enum err care_setting_set(struct care_session *s, const char *name, const char *value,
			  struct error *e);

/* Forms that can be begun: the file's own, then the data folder's, then share's. */
struct care_form {
	const char *id, *title; /* in the session's language */
	bool is_usable;         /* false: broken; problem says why */
	const char *problem;
};
enum err care_forms(struct care_session *s, const struct care_form **out, int *count,
		    struct error *e); /* owned by the session; read when first asked */
/* A form by id (as shipped now) or by the hash an interview carries; owned by the session. */
enum err care_form_by_id(struct care_session *s, const char *id, const struct form **out,
			 char hash[65], struct error *e);
enum err care_form_by_hash(struct care_session *s, const char *hash, const struct form **out,
			   struct error *e);

/* trede check: pages, chains; with rebuild the derived rows too (progress: done of all, may be NULL). */
struct care_check {
	int64_t entries, clients, drafts, accesses, faults;
	struct str first_fault;
	bool rebuilt, rebuild_equal; /* the same table contents as before */
};
enum err care_check(struct care_session *s, bool rebuild,
		    void (*progress)(void *data, int64_t done, int64_t all), void *data,
		    struct care_check *out, struct error *e);

#endif
