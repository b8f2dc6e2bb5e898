/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

/* cmocka.h wants these before it, in this order. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>
#include <sys/types.h>

/*
 * Runs the real program as a worker has it: on a terminal of its own (a pseudo-terminal
 * with libvterm behind it), with keys going in and a screen coming out.  There are no
 * sleeps: every wait polls for what must become visible and fails at its deadline,
 * showing the screen.
 *
 *   harness.c  terminals          typing.c, keys.c  names of keys to bytes
 *   rest.c     when it is at rest
 *   screen.c   reading a screen   place.c   folders, other commands, what sanitizers said
 *   sequence.h the allow-list of all that is sent
 *
 * From the environment: TREDE the program (build/release/trede), TREDE_SHARE its forms
 * and translations (passed as --share), TREDE_WRAP words put before it ("valgrind -q"),
 * TREDE_PATIENCE a factor on every deadline, for slow builds.
 *
 * A function with "_at" has a macro beside it that adds the place in the test; these fail
 * the running cmocka test.  What is returned as char * belongs to the caller.
 */

/* ---- places: a home of one's own under $TMPDIR, gone with place_free ---- */

struct place;
struct place *place_new(void);
void place_free(struct place *p); /* fails the test when a sanitizer wrote something */
const char *place_folder(const struct place *p); /* HOME; XDG folders lie in it */
char *place_path(const struct place *p, const char *name); /* a path in it */
void place_write(const struct place *p, const char *name, const char *text);
char *place_read(const struct place *p, const char *name); /* NULL when it is not there */

/* A command without a terminal. */
struct ran {
	int status; /* exit status; 128 + number when a signal ended it; -1 at the
		       deadline */
	char *out, *err;
};

/* trede with arguments (NULL at the end); input may be NULL.  Free with ran_free. */
struct ran place_run(struct place *p, const char *input, const char *const argv[]);
#define PLACE_RUN(p, input, ...)                                                         \
	place_run(p, input, (const char *const[]){__VA_ARGS__, NULL})
void ran_free(struct ran *r);

/* ---- terminals ---- */

struct term_opts {
	const char *const
		*argv;	     /* arguments after the program, NULL at the end; or NULL */
	const char *program; /* NULL: trede itself; another one gets no --share */
	int rows, cols;	     /* 0: 24 and 80 */
	const char *term;    /* TERM; NULL: xterm-256color, "": not set */
	struct place *place; /* NULL: one of its own */
	const char *data;    /* --data DIR, when not NULL */
	const char *const
		*env; /* "NAME=VALUE" more, "NAME" less; NULL at the end; or NULL */
};

struct term;
enum { TERM_MS = 10000 }; /* a deadline for whatever has no reason to take long */

struct term *term_start(const struct term_opts *opts);
#define TERM_START(...)                                                                  \
	term_start(&(struct term_opts){.argv = (const char *const[]){__VA_ARGS__, NULL}})

/*
 * Ends the program by taking its terminal away, if it still runs, and fails the test when
 * it sent a foreign sequence or does not go within TERM_MS.
 */
void term_free(struct term *t);
void term_drop(struct term *t); /* the same without a complaint, with kill -9 */

struct place *term_place(struct term *t);
pid_t term_pid(const struct term *t);

/*
 * Keys: text as it is, and <Enter> <Esc> <Tab> <S-Tab> <BS> <Del> <Ins> <Space> <Up>
 * <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn> <F1>..<F12> <C-x> <M-x> <M-Enter> <lt>
 * (a '<'). Bytes are those of the program's TERM.  Returns how many keys that were.
 */
int term_keys(struct term *t, const char *keys);
void term_paste(struct term *t,
		const char *text); /* in brackets when the program asked for it */
void term_send(struct term *t, const char *bytes, size_t len);
void term_resize(struct term *t, int rows, int cols);
void term_signal(struct term *t, int number);
void term_kill9(struct term *t);
void term_close_pty(struct term *t); /* the lid closes: SIGHUP */

/* Waiting; true as soon as it is so, false at the deadline or when the program has ended.
 */
bool term_sees(struct term *t, const char *text, int ms);
bool term_sees_gone(struct term *t, const char *text, int ms);
bool term_sees_in_row(struct term *t, int row, const char *text, int ms);

/*
 * Until the program has read all that was typed, has painted, and sleeps in a wait for
 * input: for a key that must change nothing, and before a golden screen.
 */
bool term_settles(struct term *t, int ms);

/*
 * Lets the program be for so long, reading what it sends: only for faults at random
 * moments and for what a timer of the program must do, never to wait for the screen.
 */
void term_let(struct term *t, int64_t us);

/* Waits that fail the test. */
#define term_wait(t, text, ms)	    term_wait_at(t, text, ms, __FILE__, __LINE__)
#define term_wait_gone(t, text, ms) term_wait_gone_at(t, text, ms, __FILE__, __LINE__)
#define term_wait_row(t, row, text, ms)                                                  \
	term_wait_row_at(t, row, text, ms, __FILE__, __LINE__)
#define term_settle(t, ms) term_settle_at(t, ms, __FILE__, __LINE__)
void term_wait_at(struct term *t, const char *text, int ms, const char *file, int line);
void term_wait_gone_at(struct term *t, const char *text, int ms, const char *file,
		       int line);
void term_wait_row_at(struct term *t, int row, const char *text, int ms, const char *file,
		      int line);
void term_settle_at(struct term *t, int ms, const char *file, int line);

/* The exit status, 128 + number when a signal ended it, -1 when it still runs at the
 * deadline. */
int term_exit_status(struct term *t, int ms);

/* ---- what is on the screen (rows and columns count from 0) ---- */

char *term_row(struct term *t, int row); /* UTF-8, without blanks at the end */
char *term_screen(struct term *t);	 /* all rows, each with a newline */
char *term_scrollback(struct term *t);	 /* rows that left the top of the plain screen */
bool term_shows(struct term *t, const char *text); /* now, after reading what is there */
bool term_cursor(struct term *t, int *row, int *col); /* false when it is hidden */
bool term_find(struct term *t, const char *text, int *row,
	       int *col); /* where text begins */
bool term_is_reverse(struct term *t, int row, int col);
bool term_is_bold(struct term *t, int row, int col);
bool term_is_plain(struct term *t, int row, int col); /* no colour, no attribute */
void term_print(struct term *t, const char *why);     /* the screen on standard error */

size_t term_bytes(struct term *t);	  /* bytes the program sent since the last call */
const char *term_foreign(struct term *t); /* NULL, or the first sequence not allowed */

#endif
