/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STEPS_H
#define TESTS_STEPS_H

#include <stdio.h>

#include "harness.h"

/*
 * A script of steps, one a line, '#' begins a remark:
 *
 *   size COLS ROWS    of the next terminal (80 24)
 *   resize COLS ROWS  of this one
 *   term NAME         TERM of the next terminal
 *   env NAME=VALUE    more for it
 *   file NAME         writes NAME in the home with the lines that follow, up to "end"
 *   command ARGS      trede without a terminal, must exit with 0
 *   refuse N ARGS     the same, must exit with N
 *   run ARGS          starts trede in a terminal; ends the one before
 *   keys KEYS         as term_keys
 *   paste TEXT        in brackets
 *   wait TEXT         until it is on the screen
 *   gone TEXT         until it is not
 *   row N TEXT        until row N (from 0) has it
 *   cursor ROW COL    where it stands
 *   settle            until the program is at rest
 *   golden NAME       compares the screen with that picture
 *   show TITLE        prints the screen when somebody watches, else only settles
 *   signal NUMBER     kill (9), hang-up (1) ...
 *   close             the terminal goes
 *   exit N            the program ends with N
 *   include FILE      steps of another file
 *
 * ARGS are split at blanks; "double quotes" keep blanks, $HOME is the home of the script.
 * Quotes around TEXT keep the blanks at its ends.
 */
struct steps {
	struct place *place;
	struct term *term; /* NULL before the first run */
	int rows, cols;	   /* of the next one */
	char *terminal;	   /* its TERM, or NULL */
	char **env;	   /* more for it; NULL at the end */
	size_t env_count;
	const char *golden; /* folder of golden screens */
	bool update;	    /* write them instead of comparing */
	FILE *show;	    /* where screens are printed for who watches, or NULL */
};

void steps_begin(struct steps *s);
void steps_end(struct steps *s); /* ends the program, takes the home away */

/* All steps of the file; fails the running test naming file and line. */
void steps_run_file(struct steps *s, const char *path);

/* ARGS as words, NULL at the end; the caller frees each and the array. */
char **steps_split(const char *args, const char *home);

/*
 * Compares the screen, and where its cursor stands, with folder/NAME.txt and shows the
 * difference; with update it writes that file and returns true.
 */
bool golden_check(struct term *t, const char *folder, const char *name, bool update);

#endif
