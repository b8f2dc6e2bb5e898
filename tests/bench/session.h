/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include <regex.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

/* A program on a pseudo-terminal of its own, with a screen model that answers its
 * queries. */
enum { FAILED = 1, USAGE = 2, NO_CHILD = 3, LIMIT = 124 };

struct shared { /* page shared with the child until exec */
	int64_t exec_ns;
	int error;
};

struct watch { /* rows of the screen whose changes are timed */
	int from, to; /* 0 is the first; 'to' is the last of them */
	uint64_t before; /* what they showed */
	char first[48], second[48], last[48]; /* names of the figures */
};
enum { WATCHES_MOST = 4 };

struct session {
	pid_t pid;
	int fd;
	bool open, painted;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	struct shared *shared;
	int64_t last_ns;  /* when the last bytes were read */
	int64_t event_ns; /* when the last wait was fulfilled */
	uint64_t bytes;
	char captured[32]; /* bytes of a named key, when capturing */
	size_t captured_length;
	bool capturing;
	uint64_t settled; /* bytes when the last key's burst was over; 0: unknown */
	const char *group;
	int64_t gap, patience, timeout; /* all in ns */
	struct watch watches[WATCHES_MOST];
	int watch_count;
	int line;			/* line of the script, for messages */
};

/* The session that session_die ends, and the signal that asks for it: one run at a time.
 */
extern struct session *session_current;
extern volatile sig_atomic_t session_signal;

void *session_need(void *p); /* ends the run when there is no memory */
__attribute__((noreturn, format(printf, 2, 3))) void session_die(int code,
								 const char *format, ...);

void session_start(struct session *s, const char *term, char **command);
void session_stop(
	struct session *s); /* ends all that it left, notes its CPU time and memory */

/* Reads once, at most until the deadline: 1 read, 0 nothing came, -1 closed. */
int session_pump(struct session *s, int64_t deadline);
void session_put(struct session *s, const char *data, size_t length);

char *
session_text(struct session *s); /* the visible text, a line per row; the caller frees */
void session_print(struct session *s, FILE *to);
bool session_matches(struct session *s, const regex_t *re);

/* What these rows show, as a number; another one when they show something else. */
uint64_t session_rows(struct session *s, int from, int to);

#endif
