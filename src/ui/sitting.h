/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SITTING_H
#define UI_SITTING_H

#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/marked.h"
#include "ui/talk.h"
#include "ui/words.h"

/*
 * One interview on screen: the overview owns it, the question screen above it borrows it.
 *   sitting.c     which question is next, what was typed, when it is saved
 *   input.c       the answer: text, dates, numbers    choices.c  choices and their order
 *   grid.c        questions with the same choices, as a table
 *   interview.c   the question screen      interview_draw.c, input_draw.c  how it looks
 *   input_keys.c  what the keys of an answer do
 *   outline.c     the form in sight        overview.c        the end of it
 *   overview_lines.c  what it says         instance.c        instances in words
 *   repeat.c      a list of instances      repeat_draw.c     how it looks
 *   alike_talk.c  who is like her (alike.h)
 *   aside.c       remarks, no answer, scratch lines, finding a question, date and holder
 */
enum ui_input {
	UI_INPUT_NONE, /* a note, or what is not asked here: Enter goes on */
	UI_INPUT_ONE,
	UI_INPUT_MANY,
	UI_INPUT_LINE,
	UI_INPUT_LINES,
	UI_INPUT_NUMBER,
	UI_INPUT_DATE,
	UI_INPUT_TIME,
	UI_INPUT_DATETIME,
	UI_INPUT_REPEAT,  /* a list of instances */
	UI_INPUT_RANK,    /* the field holds names of choices in her order, blanks between */
	UI_INPUT_RANGE,   /* a number on a scale */
	UI_INPUT_COUNTER, /* a number with + and - */
	UI_INPUT_PLACE    /* degrees; or many, with ; between */
};

enum { UI_CHOICE_DIGITS = 10 };

struct ui_repeat_step;

struct ui_sitting {
	struct ui_talk talk;
	const void *overview;    /* data of the overview: its place in the stack */
	int spot;                /* the question or list on screen; FORM_NONE: none yet */
	int left_spot;           /* the question that Esc came from; FORM_NONE: none */
	int back_spot;           /* where to go on after a question that was looked for */
	size_t back_cursor;      /* and where the cursor stood in its text */
	enum ui_input input;
	struct ui_editor editor; /* the text, or the filter of a long list */
	int *choices;            /* indexes in the row's list that are offered and pass the filter */
	int choice_count, choice_room, offered;
	int *offers;             /* all that are offered, in the order they are shown */
	int offer_room;
	struct ui_words words;   /* of a long list, by place in offers; made at the first letter */
	bool is_grid;            /* a line of a table, with its neighbours */
	bool *ticked;            /* by index in the row's list */
	int ticked_room;
	int at, top;             /* choice with the focus, first one drawn */
	bool is_fresh;           /* a date that stood there: what is typed takes its place */
	bool has_moved;          /* the focus was moved: Enter takes it */
	struct str reason;       /* why the answer is not taken */
	struct str understood;   /* what a date is read as */
	char **half;             /* by spot: text that is no answer yet */
	int half_count;
	int64_t first_unsaved, last_key; /* by ui_now_ms; 0: all is saved */
	struct ui_list instances; /* of the list on screen, then adding and going on */
	struct ui_repeat_step *steps; /* repeat.c: what ^Z takes back, oldest first */
	size_t step_count, step_room;
	bool is_failed;          /* the last write failed */
	bool is_ended;           /* the question screen has reached the end */
	int together;            /* 0: no; n: the form's nth language; above: the default and another */
	struct ui_area body, field;
	struct care_remark remark; /* being written */
	char *remark_who;
	char *remark_before;       /* what stood there, for Esc */
	int remark_n, note_n;
	struct care_alikes alikes; /* who is like her, when it was last looked up */
	char alike_told[37];       /* of whom it was said that she looks like her */
	bool alike_is_begun;       /* that it is looked up, in slices */
	int64_t alike_due;         /* when it is looked up again, by ui_now_ms; 0: nothing to look for */
	bool has_scratch;          /* the last scratch line is the one being written */
};

/* The overview, with the question screen on it when there is something to ask. */
void ui_sitting_push(struct app *a, struct ui_sitting *s);
struct ui_sitting *ui_sitting_new(void);
void ui_sitting_free(struct ui_sitting *s);
void ui_sitting_forget(struct ui_sitting *s); /* the form was read again: spots mean nothing now */
void ui_question_push(struct app *a, struct ui_sitting *s, int spot);

/*
 * Where to go: FORM_NONE at the end.  A list is a stop of its own, and what it holds is not walked
 * through from outside: after the last question of an instance comes its list, and so before the first.
 */
int ui_sitting_next(const struct ui_sitting *s, int spot);
int ui_sitting_before(const struct ui_sitting *s, int spot);
int ui_sitting_first_open(const struct ui_sitting *s); /* or an empty list */
/* The next open or invalid question of this part after spot, then from the beginning, in instances too. */
int ui_sitting_next_open(const struct ui_sitting *s, int spot);
/* The first question of an instance that is open, else its first; FORM_NONE: there is nothing to ask. */
int ui_sitting_first_in(const struct ui_sitting *s, int instance);
/* The first instance of a list in which something is open, in lists inside it too; FORM_NONE: none. */
int ui_sitting_unfinished(const struct ui_sitting *s, int list);
/* Going from one to the other: sensitive questions between, passed over because she is not alone, are for later. */
void ui_sitting_pass(struct app *a, struct ui_sitting *s, int from, int to);
/* At the end: what was held back all the way is for later too. */
void ui_sitting_leave_withheld(struct app *a, struct ui_sitting *s);
bool ui_sitting_is_page_of(const struct ui_sitting *s, int spot, int other); /* same field-list */
/* Sensitive, and somebody is there or looks along. */
bool ui_sitting_is_withheld(const struct ui_sitting *s, int spot);
bool ui_sitting_in_scope(const struct ui_sitting *s, int spot); /* of this talk, whichever part */
void ui_sitting_go(struct app *a, struct ui_sitting *s, int spot); /* what was typed is kept */

/* The answer as it stands is given.  false: it was refused (reason) or could not be written. */
bool ui_sitting_commit(struct app *a, struct ui_sitting *s);
/* What stands in the field is no answer yet: it waits there. */
void ui_sitting_keep_half(struct ui_sitting *s);
void ui_sitting_drop_half(struct ui_sitting *s);
bool ui_sitting_has_half(const struct ui_sitting *s, int spot);
const char *ui_sitting_half(const struct ui_sitting *s, int spot); /* NULL: none */
bool ui_sitting_answer(struct app *a, struct ui_sitting *s, const char *value);
void ui_sitting_wrote(struct app *a, struct ui_sitting *s, enum err rc, const struct error *e);
void ui_sitting_touch(struct ui_sitting *s); /* something is not on disk yet */
void ui_sitting_save(struct app *a, struct ui_sitting *s);
/* Writes once more what could not be written. */
bool ui_sitting_retry(struct app *a, struct ui_sitting *s);
/* What ^S and ^C say here, when "all is saved" would not be true.  false: it is. */
bool ui_sitting_says(struct app *a, struct ui_sitting *s, enum ui_request r);
int64_t ui_sitting_wake(const struct ui_sitting *s);

/* input.c */
void ui_input_load(struct app *a, struct ui_sitting *s);
bool ui_input_value(struct app *a, struct ui_sitting *s, struct str *out); /* false: not clear yet */
void ui_input_understand(struct app *a, struct ui_sitting *s);
bool ui_input_is_understood(const struct ui_sitting *s); /* a line under the field tells how it is read */
bool ui_input_is_held(const struct ui_sitting *s); /* read-only, or nothing to answer: Enter goes on */
void ui_input_step(struct app *a, struct ui_sitting *s, bool up); /* RANGE and COUNTER */

/* input_draw.c */
int ui_input_lines(const struct ui_sitting *s, int columns); /* that it would like to have */
void ui_input_draw(struct app *a, struct ui_sitting *s, struct ui_area area);

/* input_keys.c */
unsigned ui_input_enter(struct app *a, struct ui_sitting *s);
unsigned ui_input_request(struct app *a, struct ui_sitting *s, enum ui_request r, int digit);
unsigned ui_input_type(struct app *a, struct ui_sitting *s, const char *text, size_t len);

/* choices.c */
bool ui_input_is_choice(const struct ui_sitting *s);
bool ui_input_has_list(const struct ui_sitting *s); /* a choice, or a rank */
bool ui_input_has_filter(const struct ui_sitting *s);
void ui_choices_load(struct ui_sitting *s);
void ui_input_filter(struct app *a, struct ui_sitting *s);
void ui_choices_relabel(struct app *a, struct ui_sitting *s); /* the language turned */
void ui_input_choices_value(const struct ui_sitting *s, struct str *out);
void ui_choice_texts(const struct ui_sitting *s, int index, struct ui_texts *out);
/* A rank: the place of a choice from 1, 0 for none; to give the next one or take it away. */
int ui_rank_place(const struct ui_sitting *s, int index);
int ui_rank_count(const struct ui_sitting *s);
void ui_rank_turn(struct ui_sitting *s, int index);
void ui_rank_take_last(struct ui_sitting *s);
void ui_rank_move(struct ui_sitting *s, int index, bool up);
void ui_rank_focus(struct ui_sitting *s); /* goes on to a line without a place: Enter gives it the next */
bool ui_rank_value(const struct ui_sitting *s, struct str *out); /* false: some have no place yet */

/* grid.c: questions with the same choices under each other */
bool ui_grid_fits(const struct ui_sitting *s);
bool ui_grid_is_head(const struct ui_sitting *s, int spot); /* tells what the lines below it share */
/* The spot, or what comes after (or before) it when it is a head that its table shows. */
int ui_grid_pass(const struct ui_sitting *s, int spot, bool down);
int ui_grid_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area); /* lines used */
int ui_grid_line(const struct ui_sitting *s, bool down); /* the spot above or below; FORM_NONE */

/* interview_draw.c, outline.c */
/* "Intake . Naima", for the header: a long title makes room, so that her name and what follows in
 * so many columns are seen. */
void ui_sitting_head_add(const struct app *a, const struct ui_sitting *s, int follows,
			 struct str *out);
void ui_question_draw(struct app *a, struct ui_sitting *s);
struct ui_area ui_question_area(const struct ui_sitting *s); /* right of the outline */
void ui_question_draw_field(struct app *a, struct ui_sitting *s);
int ui_outline_columns(const struct ui_sitting *s);
void ui_outline_draw(struct app *a, const struct ui_sitting *s, const struct ui_area *area);
void ui_group_title_add(const struct ui_sitting *s, int group, struct str *out);
/* What is asked of a group, list or instance, and how it stands: done, open, not right, not begun. */
struct ui_tally {
	int asked, open, wrong;
};
void ui_tally_add(const struct ui_sitting *s, int spot, struct ui_tally *t);
const char *ui_tally_mark(const struct app *a, const struct ui_tally *t);
int ui_row_group(const struct form *form, int row); /* outermost group or repeat; FORM_NONE: none */

/* aside.c */
void ui_aside_remark(struct app *a, struct ui_sitting *s);
void ui_aside_no_answer(struct app *a, struct ui_sitting *s);
void ui_aside_scratch(struct app *a, struct ui_sitting *s);
void ui_aside_find(struct app *a, struct ui_sitting *s);
/* To the part that the spot is of, together or alone. */
void ui_sitting_fit_part(struct app *a, struct ui_sitting *s, int spot);
void ui_aside_hang(struct app *a, struct ui_sitting *s, int note);
void ui_aside_start(struct app *a, struct ui_sitting *s);
const char *ui_speaker_name(const struct care_remark *r);

/* repeat.c: s->input is UI_INPUT_REPEAT */
void ui_repeat_load(struct app *a, struct ui_sitting *s);
void ui_repeat_release(struct ui_sitting *s);
void ui_repeat_label_add(const struct ui_sitting *s, struct str *out); /* in the languages shown now */
int ui_repeat_lines(const struct ui_sitting *s); /* that it would like to have */
/* "Children . 2 of 3 . Amira", for a question inside an instance; area becomes what is left below it. */
void ui_repeat_where_draw(struct app *a, const struct ui_sitting *s, struct ui_area *area);
void ui_repeat_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area);
unsigned ui_repeat_request(struct app *a, struct ui_sitting *s, enum ui_request r, int digit);
/* To the list of an instance, the focus on it. */
unsigned ui_repeat_up(struct app *a, struct ui_sitting *s, int instance);
/* After the last question of an instance: the next one that is open, or the list. */
unsigned ui_repeat_after(struct app *a, struct ui_sitting *s, int instance);
/* Goes on to the next question, or to the end of this part. */
unsigned ui_question_next(struct app *a, struct ui_sitting *s);
/* Which other one stands beside the default, while two are shown. */
int ui_second_language(const struct ui_sitting *s);
/* A text of the spot in the languages that are shown now: one, or two under each other. */
void ui_question_texts(const struct ui_sitting *s, int spot, form_texts which,
		       struct ui_texts *out);
/* The answer as people read it; the reason when there is none. */
void ui_answer_add(const struct app *a, const struct ui_sitting *s, int spot, struct str *out);
void ui_row_line_add(const struct ui_sitting *s, int spot, struct str *out); /* "12 What ..." */

#endif
