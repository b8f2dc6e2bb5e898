/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * strike FAULT N ROOT SPACE PROGRAM ARGS...: becomes PROGRAM, with FAULT (fault.h) done to it at its
 * call N on what lies under ROOT, counted until the file SPACE is there: then the disk has room
 * again.  Put before the program by TREDE_WRAP, so that it runs on the terminal of a test.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fault.h"

int main(int argc, char **argv)
{
	const struct fault *f = argc > 5 ? fault_by_name(argv[1]) : NULL;
	extern char **environ;

	if (!f) {
		fputs("usage: strike FAULT N ROOT SPACE PROGRAM ARGS...\n", stderr);
		return 2;
	}
	struct trace t = fault_trace(f, strtol(argv[2], NULL, 10));
	t.root = argv[3];
	t.space = argv[4];
	trace_become(&t, argv + 5, environ);
	perror("strike");
	return 2;
}
