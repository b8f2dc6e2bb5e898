/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_TALK_H
#define UI_TALK_H

#include "ui/ui.h"

/*
 * What the interview screens talk with: an interview that care keeps, or a form that is only tried.
 * A try has a filling of its own, keeps nothing and reads its files again when they change.
 *   talk.c  both alike    talk_try.c  reading a form that is tried    instance.c  repeats in words
 */
struct ui_try_mark { /* a file as it was when it was read; size -1: not there */
	char *path;
	int64_t size, changed_ns;
};

struct ui_try_answer { /* to a question that the form does not have now */
	char *row, *path, *value;
	enum form_type type;
	enum form_status status;
	enum form_origin origin;
};

struct ui_try {
	char *path;
	bool is_broken; /* the file as it is now: the form on screen is the last good one */
	struct form_host host;
	struct clock clock;
	uint64_t seed;
	struct ui_try_mark *marks; /* of the form, then of the files it names */
	size_t mark_count, mark_room;
	struct ui_try_answer *left; /* come back with their question */
	size_t left_count, left_room;
};

struct ui_talk {
	struct care_interview *iv; /* owned; NULL: a try */
	struct ui_try *try;
	const struct form *form;   /* of the interview; a try owns it */
	const struct form_filling *filling;
	struct form_filling *own;  /* of a try */
	enum care_part part;       /* of a try */
	int language;              /* of the texts on screen */
};

void ui_talk_of_interview(struct ui_talk *t, struct care_interview *iv, const char *language);
/* ERR_INVALID when the form is broken: the first mistake as file:line:column. */
enum err ui_talk_of_file(struct ui_talk *t, const char *path, const char *language,
			 const struct clock *clock, struct error *e);
void ui_talk_release(struct ui_talk *t);
void ui_try_free(struct ui_try *try);

/*
 * Reads the file again if it changed.  Answers stay where their path is still there, or where only the
 * name of the question is another one; those of a question that went come back when it does.
 * here: the path of what is on screen, made the one that it has now.
 */
enum err ui_talk_reload(struct ui_talk *t, struct str *here, bool *was_read, struct error *e);

/* The form's row that stands at a spot. */
const struct form_row *ui_talk_row(const struct ui_talk *t, int spot);
/* A question or note, or a list that holds some: shown, relevant and of this part. */
bool ui_talk_is_asked(const struct ui_talk *t, int spot);
enum care_part ui_talk_part(const struct ui_talk *t);
enum err ui_talk_set_part(struct ui_talk *t, enum care_part part, struct error *e);
enum err ui_talk_answer(struct ui_talk *t, int spot, const char *value, struct error *e);
enum err ui_talk_no_answer(struct ui_talk *t, int spot, enum form_status status, struct error *e);
enum err ui_talk_place(struct ui_talk *t, int spot, const char *typed, int64_t cursor,
		       struct error *e);
/* Instances of a repeat, as in form/filling.h. */
/* Those there are now, as spots; without those behind a count that became less.  Borrowed. */
const int *ui_talk_instances(const struct ui_talk *t, int list, int *count);
/* The worker may add, take out and move here; a talk for later leaves lists of before as they are. */
bool ui_talk_may_change(const struct ui_talk *t, int list);
enum err ui_talk_add(struct ui_talk *t, int list, int *instance, struct error *e);
enum err ui_talk_take_out(struct ui_talk *t, int instance, struct error *e);
enum err ui_talk_put_back(struct ui_talk *t, int instance, struct error *e);
enum err ui_talk_move(struct ui_talk *t, int instance, int position, struct error *e);
/* The last one of the list that was taken out in this talk, today or before; FORM_NONE: none. */
int ui_talk_taken_out(struct ui_talk *t, int list);
/* Answers that finishing drops, because they are not asked any more; the caller frees *spots. */
int ui_talk_dropped(struct ui_talk *t, int **spots);
int ui_talk_consequences(struct ui_talk *t, int spot, const char *value);
bool ui_talk_previous(struct ui_talk *t, int spot, struct care_previous *out);
int ui_talk_remarks(const struct ui_talk *t, int spot, const struct care_remark **out);
int ui_talk_notes(const struct ui_talk *t, const char *const **out);
bool ui_talk_is_recorded(const struct ui_talk *t);

/* Is there a question of this part that is asked and still open? */
bool ui_talk_has_open(const struct ui_talk *t, enum form_part part);
/* For the header: the form's title, or its id; the name, or that there is none. */
const char *ui_talk_title(const struct ui_talk *t);
const char *ui_talk_called(const struct ui_talk *t);
void ui_talk_progress(const struct ui_talk *t, int *asked, int *all);

/* The text of a spot in the talk's language, on one line. */
void ui_talk_text(const struct ui_talk *t, int spot, form_texts which, struct str *out);
/* instance.c: a repeat and its instances in words.  Sensitive answers are never among them. */
/* "Children", without the name of one of them. */
void ui_repeat_title_add(const struct ui_talk *t, int list, struct str *out);
void ui_repeat_names_add(const struct ui_talk *t, int list, struct str *out); /* "2: Amira, Sem" */
void ui_instance_name_add(const struct ui_talk *t, int instance, struct str *out); /* "Amira", else "Children 2" */
/* The first answers: "Amira, 6", at most so many; that it is empty. */
void ui_instance_said_add(const struct ui_talk *t, int instance, int most, struct str *out);
/* Where a spot stands: "Children . 2 of 3 . Amira", dot between; "" outside instances. */
void ui_instance_where_add(const struct ui_talk *t, int spot, const char *dot, struct str *out);
void ui_instance_place_add(const struct ui_talk *t, int spot, struct str *out); /* " (Amira)", " (Amira, De Brug)" */

/* The question of an answer that falls away: what its text names is not to be seen any more. */
void ui_talk_dropped_add(const struct ui_talk *t, int spot, struct str *out);

bool ui_row_is_open(const struct ui_talk *t, int spot); /* a question, no answer and no status */

#endif
