/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_INTERVIEW_RUN_H
#define CARE_INTERVIEW_RUN_H

#include "care/talk.h"

/* For this room only: an interview in progress, over its draft. */
struct interview_previous {
	struct care_previous answer;
	bool is_known, is_there;
};

struct interview_taken {
	int instance, place; /* where it stood, from 1 */
};

struct care_interview {
	struct care_session *session;
	struct talk talk;
	struct store_draft draft;  /* id NULL: nothing is recorded */
	struct care_dossier *dossier; /* as it was when the interview was opened; logged */
	struct arena arena;        /* previous answers as shown */
	struct interview_previous *previous; /* by spot; texts in arena */
	int previous_room;
	char previous_language[3]; /* that they were shown in */
	char **notes;              /* scratch lines, "" where one was removed; index is its number */
	int note_count;
	const char **note_list;    /* those that are left, borrowed from notes */
	int *note_numbers;         /* and their numbers */
	int left_count;
	bool *unsaved;             /* by spot: it could not be written */
	int unsaved_room, unsaved_count;
	struct interview_taken *taken; /* instances that were taken out */
	size_t taken_count, taken_room;
	int *listed;               /* what was last listed: dropped, consequences, taken out */
	size_t listed_count, listed_room;
	char *client;
	int64_t saved_ms;
	bool is_recorded;
};

/* A spot's answer, remarks and origin, to the draft; how far she is, as the draft's head has it. */
enum err interview_put(struct care_interview *iv, int spot, struct error *e);
/*
 * Counts how far she is; what could not be written before goes first, in one transaction with what comes between these two;
 * rc is what the writing gave.
 */
enum err interview_write_begin(struct care_interview *iv, bool many, bool *is_open,
			       struct error *e);
enum err interview_write_end(struct care_interview *iv, bool is_open, enum err rc,
			     struct error *e);
void interview_mark_unsaved(struct care_interview *iv, int spot);
/* Hands each spot that the last change gave a value for good: instances, their first values, lost choices. */
enum err interview_changed(struct care_interview *iv,
			   enum err (*take)(struct care_interview *iv, int spot, struct error *e),
			   struct error *e);
bool interview_is_first_value(const struct care_interview *iv, int spot);
void interview_taken_add(struct care_interview *iv, int instance, int place);
const struct interview_taken *interview_taken_find(const struct care_interview *iv, int instance);
void interview_list_begin(struct care_interview *iv);
void interview_list_add(struct care_interview *iv, int spot);

/* Marks that what was just written is on disk. */
void interview_saved(struct care_interview *iv);
void interview_list_notes(struct care_interview *iv);

#endif
