/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_TRACE_H
#define FAULTS_TRACE_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Runs a program under ptrace and does one thing to it at the call numbered 'at'.
 *
 * Counted are the system calls of the program and of every process it starts, from its exec on:
 * all of them for a kill, those of 'calls' on what lies under 'root' for a failure.  A kill ends
 * the program and all that it started at once, as kill -9 on its process group would.  What the
 * program tells over TRACE_TOLD is neither counted nor failed; a line there that begins with
 * "space" ends a failure that was for ever.
 */
enum { TRACE_TOLD = 3 };

enum trace_calls {
	TRACE_WRITE = 1 << 0, /* write, pwrite, ftruncate, fallocate, sendfile */
	TRACE_SYNC = 1 << 1,  /* fsync, fdatasync */
	TRACE_READ = 1 << 2,  /* read, pread, getdents */
	TRACE_MAKE = 1 << 3,  /* mkdir, rename, link, open with O_CREAT */
	TRACE_OPEN = 1 << 4,  /* any open; unlink */
	TRACE_ALL = 1 << 5    /* every call, wherever it goes, but those that only ask (stat) */
};

/*
 * TRACE_LOSE: a sync fails once, what it should have kept is lost (loss.h), and the program is
 * killed when it has next said of something that it is kept.
 */
enum trace_deed { TRACE_KILL_BEFORE, TRACE_KILL_AFTER, TRACE_FAIL, TRACE_LOSE };

struct trace {
	enum trace_deed deed;
	unsigned calls;      /* enum trace_calls, or-ed */
	int number;          /* TRACE_FAIL: an errno */
	bool is_for_ever;    /* from 'at' on, until the program says that there is space */
	long at;             /* from 1 */
	const char *root;    /* a folder; NULL: everything */
	const char *space;   /* a file: when it is there, the failure is over; NULL: none.  Beside
				it SPACE.struck is made when call 'at' is reached, and calls that
				would fail are counted from when SPACE.go is there */
	int deadline_s;      /* 0: none */
	/* out */
	long counted;
	bool is_reached, has_hung;
	int status;          /* as waitpid gives it */
};

/* False when this machine or its kernel does not let us: errno says why. */
bool trace_run(struct trace *t, char *const argv[], char *const env[]);
/* The same under the caller's own process id, which is replaced by the program; out is lost.  Returns
 * only when that is not possible. */
void trace_become(struct trace *t, char *const argv[], char *const env[]);

#endif
