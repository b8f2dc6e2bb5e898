/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_TALK_H
#define CARE_TALK_H

#include "care/derive.h"

/*
 * For this room only: what an interview is while it is not yet an entry, whether it comes from the
 * screen, from a JSON file or from a correction; and how it becomes one.
 */
struct talk_remarks {
	struct care_remark *items; /* texts owned */
	int count;
};

struct talk {
	struct care_session *session;
	const struct form *form; /* owned by the session */
	char hash[65];
	char draft[37];    /* the id it has, or had, as a draft; "" none: what is shuffled follows from it */
	struct form_host host;
	struct form_filling *filling;
	struct talk_remarks *remarks; /* by spot: see talk_remarks */
	int remark_room;
	enum care_part part;          /* LATER: only what was left for later is asked and kept */
	struct date on;
	char conducted_by[37];
	struct form_filling *before;  /* LATER: as it stood when the talk began; else NULL */
	int before_end;               /* its spots are below */
	bool *left;                   /* LATER, by spot: left for now */
	int left_room;
	char *address_form, *called; /* as the words were last set */
	char *known_address_form, *known_called; /* from before this talk; words fall back to them */
};

/* form, hash and draft are set; makes the filling, with the words of her form of address.  Begin or resume it yourself. */
void talk_start(struct talk *t, const char *address_form, const char *called);
void talk_end(struct talk *t);
/*
 * Answers of a finished interview, before resume.  What was taken away since is passed over: its
 * instance would come back.
 */
void talk_restore(struct talk *t, const struct care_finished *from, enum form_origin origin);
/*
 * talk_later.c.  Those before 'until', by the same form: the last whole one (else the first that there is), and
 * all that was asked since; what was left for later then is open again.
 */
const struct care_finished *talk_last_whole(const struct talk *t, const struct care_dossier *d,
					    const struct care_finished *until);
void talk_restore_earlier(struct talk *t, const struct care_dossier *d,
			  const struct care_finished *until);
bool talk_was_for_later(const struct form *form, const struct care_finished *talk);
/* In a talk for later, after what was before is restored (and begun): remembers how it stood. */
void talk_look_back(struct talk *t);
void talk_leave(struct talk *t, const char *path); /* it is asked in this talk for later, as it was before */
/* Of a talk for later: left for it, kept for it by the form, or only asked after what was said in it. */
bool talk_is_for_now(const struct talk *t, int spot);
bool talk_is_new_result(const struct talk *t, int spot);
/* Where a word of config/address.yaml says ${called}, what she is called stands for it. */
void talk_set_words(struct talk *t, const char *address_form, const char *called);
const char *talk_word(const struct talk *t, const char *language, const char *word);
/* After an answer to a spot: the words again, when it is one of the two they depend on. */
void talk_follow_words(struct talk *t, int spot);
/* The row that stands there. */
const struct form_row *talk_row(const struct talk *t, int spot);
bool talk_is_asked(const struct talk *t, int spot);
/* Asked questions that have an answer or a status, of all that are asked. */
void talk_progress(const struct talk *t, int *asked, int *all);
/* ERR_INVALID and *first (a spot) when what is asked is still required or wrong. */
enum err talk_check(const struct talk *t, int *first, struct error *e);

const struct talk_remarks *talk_remarks(const struct talk *t, int spot); /* until the next one is set */
/* text "" removes; n = count adds; beyond that nothing happens.  Copies the texts. */
void talk_set_remark(struct talk *t, int spot, int n, const struct care_remark *remark);
/* ERR_INVALID when it is not spoken by she, i or other. */
enum err talk_check_remark(const struct talk *t, const struct care_remark *remark,
			   struct error *e);
/* The array of a draft or a body: to JSON ("" when there is none), and back. */
void talk_write_remarks(const struct talk *t, int spot, struct str *out);
enum err talk_read_remarks(struct talk *t, int spot, const json_t *array, struct error *e);

/* Whether this fact becomes an entry of its own (a precondition, an appointment) and is none of the talk. */
bool talk_is_own_entry(const char *fact);
/* The precondition that such a fact speaks of, as an entry of day 'on'; value "" says it is unknown. */
enum err talk_write_precondition(struct care_session *s, const char *client,
				 const struct body_fact *fact, const char *speaker,
				 const struct date *on, struct error *e);
/* Whether what was answered at a spot is kept: asked, no group, no note. */
bool talk_is_said(const struct talk *t, int spot);
/*
 * The facts that save_to names, lists joined, and what the instances of a repeat say; in a, sorted by first
 * question.  None when the form's entity says so (form/model.h).
 */
bool talk_keeps_facts(const struct talk *t);
const struct body_fact *talk_facts(const struct talk *t, struct arena *a, int *count);
/* In the order of the form, instances with their places; in a. */
const struct body_answer *talk_answers(const struct talk *t, struct arena *a, int *count);

/* Whether a path speaks of the row that has row_path: "home/child#7/name" of home/child/name. */
bool talk_is_path_of(const char *path, const char *row_path);

/*
 * Checks and writes: the interview, the preconditions and the appointment it speaks of, and her
 * derived rows, in one transaction (within the open one, if any).  An appointment on a day that has
 * gone by, and one that stands there already, is not made again.
 */
enum err talk_finish(const struct talk *t, const char *client, const char *const *notes,
		     int note_count, char entry[37], int *first, struct error *e);

#endif
