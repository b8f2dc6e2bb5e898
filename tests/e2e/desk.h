/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "harness.h"

#include "base/base.h"
#include "care/care.h"

/*
 * A worker's desk: a home with the practice file in it, trede on its terminal, and what is
 * read back from the file.  The file has one owner at a time: desk_rise before a command.
 */
#define DESK_TIME "2026-11-21T10:42" /* a Saturday */
#define DESK_BEFORE "2026-11-20T16:20" /* when the practice file is made */

struct desk {
	struct place *place;
	struct term *term;    /* NULL: trede does not run */
	const char *language; /* "nl" or "en" */
	const char *clock;    /* DESK_TIME unless a test sets another one */
	const char *name;     /* TERM; NULL: xterm-256color */
	int rows, cols;	      /* 0: 24 and 80 */
	const char *const *env;
	struct care_config *config;
};

void desk_open(struct desk *d, const char *language); /* with the file; nothing runs */
void desk_open_in(struct desk *d, struct place *p, const char *language);
void desk_sit(struct desk *d);	 /* starts trede, on home */
void desk_rise(struct desk *d);	 /* Esc up to home, then stop; it must end with 0 */
void desk_close(struct desk *d); /* all gone; fails on a foreign sequence */

/* Esc until home is there with an empty search line. */
void desk_home(struct desk *d);
/* Esc until this stands on the screen. */
void desk_back(struct desk *d, const char *text);
/* The file of who is found by this name as the first one; from home. */
void desk_woman(struct desk *d, const char *name);
/* A new woman; her intake begins.  From home. */
void desk_register(struct desk *d, const char *name);

/* Text as it is, '<' too. */
void desk_type(struct desk *d, const char *text);
/* The digit that stands before text in a list on the screen, pressed. */
void desk_pick(struct desk *d, const char *text);

/* The focus of a list of one-line lines, moved to the line with text. */
void desk_focus(struct desk *d, const char *text);
/* In a sheet: a line of text or a date; a choice; several.  "" leaves what is there. */
void desk_field(struct desk *d, const char *text);
void desk_choice(struct desk *d, const char *list, const char *key);
void desk_choices(struct desk *d, const char *list, const char *keys);
const char *desk_label(const struct desk *d, const char *list, const char *key);

/* trede ... --practice; status must be want.  Standard output; the caller frees. */
char *desk_run(struct desk *d, int want, const char *const words[]);
#define DESK_RUN(d, want, ...) desk_run(d, want, (const char *const[]){__VA_ARGS__, NULL})

json_t *desk_show(struct desk *d, const char *client); /* show --json; decref it */
/* The id of the n-th woman (from 0) that find gives for name; fails when there is none. */
char *desk_client(struct desk *d, const char *name, int n);
int desk_found(struct desk *d, const char *name);

/* Looking into what show gave; fail the test when it is not there. */
const json_t *desk_item(const json_t *object, const char *list, const char *key,
			const char *value);
const char *desk_text(const json_t *object, const char *key);
void desk_equal(const json_t *object, const char *key, const char *want);
/* The answer of this question in the last interview of this form. */
const json_t *desk_answer(const json_t *shown, const char *form, const char *name);

#endif
