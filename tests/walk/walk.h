/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_WALK_H
#define TESTS_WALK_H

#include "care/care.h"

/*
 * The walker: fills forms by chance, through the calls that the screens make, and does only what a
 * worker could do.  All chance comes from one seed, and what it has done so far stands where
 * another process finds it, so that an interview that was killed goes on as if nothing happened.
 */
enum { WALK_VISITED_MOST = 1 << 18, WALK_EXTRA_MOST = 40, WALK_RETRIES_MOST = 30 };

struct walk_state { /* shared by the processes of one interview */
	uint64_t chance;
	long actions;    /* calls that changed something and returned OK */
	long kill_at;    /* ends the process with SIGKILL right after that action; 0: not */
	int extra;       /* what was done out of order: bounded, so that each walk ends */
	int retries;     /* questions that finishing sent it back to */
	int stuck;       /* required questions for which no value was taken */
	int visited_count;
	uint64_t visited[WALK_VISITED_MOST]; /* hashes of paths */
	char draft[37];
	char stuck_at[200]; /* the path of the last of them */
	char why[400];      /* what was refused there */
};

uint64_t walk_draw(uint64_t *chance);
int walk_below(uint64_t *chance, int n); /* 0 to n - 1; 0 when n < 1 */
uint64_t walk_hash(const char *text);

/* What stands in the form's file about a row: numbers, texts, patterns and names to try. */
struct walk_hint {
	char **texts;   /* literals, as written; of constraints first */
	size_t count, room;
	char **names;   /* of ${names} */
	size_t name_count, name_room;
	char **patterns; /* of regex() */
	size_t pattern_count, pattern_room;
};

struct walk_hints {
	struct walk_hint *rows; /* by row */
	int count;
};
void walk_hints_read(const struct form *form, const char *text, struct walk_hints *out);
void walk_hints_release(struct walk_hints *h);

/* A text that fits the pattern, when it has no more than classes, groups, | and counts. */
void walk_sample(const char *pattern, uint64_t *chance, struct str *out);

/* Values worth trying for a spot, the likely ones first; owned by out. */
struct walk_values {
	char **items;
	size_t count, room;
	size_t likely; /* of these one is tried first */
};
void walk_values_make(const struct form_filling *f, const struct form *form, int spot,
		      const struct walk_hint *hint, uint64_t *chance,
		      struct walk_values *out);
/* The spot of ${name} as another sees it: in its own instance, or outside; FORM_NONE: none. */
int walk_spot_of(const struct form_filling *f, const struct form *form, int spot,
		 const char *name);
void walk_values_release(struct walk_values *v);

/* One interview being filled in this process. */
struct walk {
	struct walk_state *state;
	struct care_interview *iv;
	const struct walk_hints *hints;
	bool *visited; /* by spot */
	int visited_room;
	struct str wrong; /* what is not as it must be; "" so far */
};
void walk_begin(struct walk *w); /* takes over what was visited */
bool walk_step(struct walk *w);  /* false: nothing is left to ask */
/* Goes on to the end and finishes; false: it cannot be finished. */
bool walk_finish(struct walk *w, char entry[37]);
void walk_end(struct walk *w);

/* Checks a finished interview against its filling; adds to w->wrong.  answers gets them as text. */
void walk_check(struct walk *w, const struct care_finished *talk, struct str *answers);

/* The lines of a row in the form's file. */
const char *walk_row_text(const struct form *form, const char *text, int row, size_t *len);

/*
 * A file that the form names and that does not lie beside it, made up.  form NULL: it could not be read
 * yet, because of its files; then any will do.
 */
void walk_made_up_file(const struct form *form, const char *text, const char *file,
		       struct str *out);

#endif
