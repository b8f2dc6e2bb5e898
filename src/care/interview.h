/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_INTERVIEW_H
#define CARE_INTERVIEW_H

#include "care/dossier.h"

/*
 * An interview in progress.  Each call that changes something has it on disk when it returns OK
 * (one transaction, synchronous=FULL); when it fails nothing changed but what is on screen, and e says what to do.
 */
struct care_interview;

enum care_part { CARE_TOGETHER, CARE_ALONE, CARE_LATER };

enum err care_interview_begin(struct care_session *s, const char *client, const char *form_id,
			      enum care_part part, struct care_interview **out, struct error *e);
enum err care_interview_resume(struct care_session *s, const char *draft,
			       struct care_interview **out, struct error *e);
void care_interview_free(struct care_interview *iv); /* the draft stays */
enum err care_interview_discard(struct care_interview *iv, struct error *e); /* deletes the draft */

const struct form *care_interview_form(const struct care_interview *iv);
const struct form_filling *care_interview_filling(const struct care_interview *iv);
const char *care_interview_client(const struct care_interview *iv);
const char *care_interview_called(const struct care_interview *iv); /* for the header */
const char *care_interview_draft(const struct care_interview *iv);
enum care_part care_interview_part(const struct care_interview *iv);
enum err care_interview_set_part(struct care_interview *iv, enum care_part part,
				 struct error *e);
/* Whether all answers are on disk: those that could not be written go along with the next that can. */
bool care_interview_is_saved(const struct care_interview *iv);
int64_t care_interview_saved_ms(const struct care_interview *iv); /* when the last write was on disk; 0 never */
/* Every int spot below is a spot of the filling (form/filling.h). */
/* Shown, relevant, of this part; a list of instances too when the worker may change it. */
bool care_interview_is_asked(const struct care_interview *iv, int spot);
int care_interview_row(const struct care_interview *iv); /* the spot where she was; FORM_NONE at the start */
const char *care_interview_typed(const struct care_interview *iv, int64_t *cursor); /* half-typed text */

struct date care_interview_on(const struct care_interview *iv);
const char *care_interview_conducted_by(const struct care_interview *iv); /* a worker's id */
enum err care_interview_set_start(struct care_interview *iv, const struct date *on,
				  const char *conducted_by, struct error *e);

enum err care_interview_answer(struct care_interview *iv, int spot, const char *value,
			       struct error *e);
enum err care_interview_no_answer(struct care_interview *iv, int spot, enum form_status status,
				  struct error *e);
/* Half-typed text that is no answer yet, and the place. */
enum err care_interview_place(struct care_interview *iv, int spot, const char *typed,
			      int64_t cursor, struct error *e);

/*
 * Instances of a repeat, as in form/filling.h: list is the spot of a list, instance that of one.  One
 * transaction for all that it changes.  What was taken out stays in the draft, and can be put back,
 * until the interview is finished.
 */
enum err care_interview_add(struct care_interview *iv, int list, int *instance, struct error *e);
enum err care_interview_take_out(struct care_interview *iv, int instance, struct error *e);
enum err care_interview_put_back(struct care_interview *iv, int instance, struct error *e);
enum err care_interview_move(struct care_interview *iv, int instance, int position,
			     struct error *e);
/* Those of the list that were taken out, by where they stood; owned by the interview until the next call. */
int care_interview_taken_out(struct care_interview *iv, int list, const int **instances);
/*
 * Answered spots that will not be kept when it is finished now: not asked any more, surplus or taken
 * out.  Owned by the interview until the next call.
 */
int care_interview_dropped(struct care_interview *iv, const int **spots);

int care_interview_remarks(const struct care_interview *iv, int spot,
			   const struct care_remark **out);
/* n = count: a new one; text "": removes it.  speaker: "she", "i", "other" (who names them). */
enum err care_interview_set_remark(struct care_interview *iv, int spot, int n,
				   const struct care_remark *remark, struct error *e);

int care_interview_notes(const struct care_interview *iv, const char *const **out);
enum err care_interview_add_note(struct care_interview *iv, const char *text, struct error *e);
/* The scratch line becomes a remark of the worker at spot; FORM_NONE: it is dropped. */
enum err care_interview_hang_note(struct care_interview *iv, int n, int spot, struct error *e);

/* Her answer to the same fact (save_to) or the same question of the same form, from before. */
struct care_previous {
	const char *value, *shown; /* owned by the interview */
	struct date on;
};
bool care_interview_previous(struct care_interview *iv, int spot, struct care_previous *out);

/* What would fall away if spot got value: number of answered spots that become irrelevant or lose their choice. */
int care_interview_consequences(struct care_interview *iv, int spot, const char *value);
/* The same, and which; owned by the interview until the next call. */
int care_interview_consequence_spots(struct care_interview *iv, int spot, const char *value,
				     const int **spots);

/* Checks the whole form; ERR_INVALID and *first (a spot) when something is required or wrong.  One entry. */
enum err care_interview_finish(struct care_interview *iv, char entry[37], int *first,
			       struct error *e);

/*
 * "Liever niet opschrijven": the draft is erased, and a client who was registered for this talk (less than
 * a day before it, with nothing else in her dossier); a count without her is kept; the rest runs in memory.
 */
enum err care_interview_stop_recording(struct care_interview *iv, struct error *e);
bool care_interview_is_recorded(const struct care_interview *iv);

/*
 * How many questions of this form wait for a talk for later: left for it in the last whole talk, or kept for it
 * by the form, and not answered since.
 */
enum err care_later_count(struct care_session *s, const struct care_dossier *d, const char *form_id,
			  int *count, struct error *e);
/*
 * Before the answers of a finished talk for later: what it went on from, so that its questions are asked and read
 * as they were.  Nothing for a whole talk.
 */
void care_restore_before(const struct care_dossier *d, const struct care_finished *talk,
			 const struct form *form, struct form_filling *filling);
/* The question who is present: a row outside repeats named so; FORM_NONE. */
int care_present_row(const struct form *form);

/* The row that an answer's path speaks of: "home/child#7/name" of home/child/name; FORM_NONE. */
int care_row_of_path(const struct form *form, const char *path);

/* One interview without a screen: trede fill, the practice file.  answers: flat JSON object by question
 * name (else group/name); a value is text, a list, a number, true/false or {value, status, remarks: [..]}.
 * A repeat is a list of such objects, one for each instance. */
enum err care_fill(struct care_session *s, const char *client, const char *form_id,
		   const json_t *answers, const json_t *notes, const struct date *on,
		   const char *conducted_by, char entry[37], struct error *e);

/*
 * Corrects one answer of a finished interview, by its path; of an instance "0" takes it out.  Typo and misunderstood take its place at the interview's
 * date; changed is a fact of today.  What the answer makes irrelevant falls away with it.  Preconditions it
 * speaks of are corrected too; an appointment is not: the worker changes that in the agenda.
 * OTHER_PERSON is ERR_USAGE: that is care_move_interview.
 */
enum care_reason { CARE_TYPO, CARE_MISUNDERSTOOD, CARE_CHANGED, CARE_OTHER_PERSON };
enum err care_correct_answer(struct care_session *s, const char *client, const char *interview,
			     const char *path, const char *value, enum care_reason reason,
			     struct error *e);
/* Reason 4 moves the whole interview to another client. */
enum err care_move_interview(struct care_session *s, const char *client, const char *interview,
			     const char *to_client, struct error *e);

#endif
