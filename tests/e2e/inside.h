/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INSIDE_H
#define TESTS_INSIDE_H

/* What the files of the harness share and tests do not see. */
#include <stdint.h>
#include <vterm.h>

#include "harness.h"
#include "keys.h"
#include "sequence.h"

struct term {
	pid_t pid;
	int fd;	   /* the terminal's side; -1 when closed */
	int ended; /* a pidfd: readable when the program has ended */
	bool reaped;
	int status;
	VTerm *vt;
	VTermScreen *screen;
	VTermState *state;
	int rows, cols;
	bool cursor_hidden;
	int given_back; /* how often a full-screen program gave the terminal back */
	struct sequence sequence;
	size_t bytes;	     /* sent by the program since term_bytes */
	uint64_t read_total; /* and ever */
	long switches; /* how often it had gone to sleep when something was last typed */
	bool escaped;  /* the last key was a lone Esc */
	char *name;    /* its TERM */
	char *scrollback;
	size_t scrollback_len;
	FILE *scrolled;
	struct place *place;
	bool own_place;
};

/* Reads what the program sent, waiting at most until deadline: 1 read, 0 nothing, -1
 * ended. */
int term_pump(struct term *t, int64_t deadline);
/* How often the program has gone to sleep of itself, and its state; -1 when it is gone.
 */
long rest_sleeps(const struct term *t, char *state);

int64_t harness_now(void);	  /* ns, monotonic */
int64_t harness_deadline(int ms); /* ns; TREDE_PATIENCE counted in */
__attribute__((noreturn)) void harness_fail(const char *file, int line,
					    const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The program with its arguments, and its environment; both end with NULL, the caller
 * frees. */
char **place_command(const char *program, const char *data, const char *const argv[]);
char **place_environment(const struct place *p, const char *term,
			 const char *const more[]);
void place_strings_free(char **strings);
char *place_sanitizer_report(const struct place *p); /* NULL when there is none */

#endif
