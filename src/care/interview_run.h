/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_INTERVIEW_RUN_H
#define CARE_INTERVIEW_RUN_H

#include "care/talk.h"

/* For this room only: an interview in progress, over its draft. */
struct interview_previous {
	struct care_previous answer;
	bool is_known, is_there;
};

struct care_interview {
	struct care_session *session;
	struct talk talk;
	struct store_draft draft;  /* id NULL: nothing is recorded */
	struct care_dossier *dossier; /* as it was when the interview was opened; logged */
	struct arena arena;        /* previous answers as shown */
	struct interview_previous *previous; /* by row, in arena; NULL until one is asked for */
	char previous_language[3]; /* that they were shown in */
	char **notes;              /* scratch lines, "" where one was removed; index is its number */
	int note_count;
	const char **note_list;    /* those that are left, borrowed from notes */
	int *note_numbers;         /* and their numbers */
	int left_count;
	bool *unsaved;             /* by row: it could not be written; NULL until then */
	int unsaved_count;
	char *client;
	int64_t saved_ms;
	bool is_recorded;
};

/* Marks that what was just written is on disk. */
void interview_saved(struct care_interview *iv);
void interview_list_notes(struct care_interview *iv);

#endif
