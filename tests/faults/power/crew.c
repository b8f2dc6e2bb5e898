/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crew.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

enum { SECONDS = 60 };

void crew_turn(void)
{
	(void)alarm(SECONDS);
}

bool crew_run(void (*work)(void *data, int worker, long sums[CREW_SUMS]), void *data,
	      long sums[CREW_SUMS])
{
	int ends[2], status;
	pid_t workers[CREW_SIZE];
	long one[CREW_SUMS] = {0};
	bool good = pipe(ends) == 0;

	fflush(stdout);
	for (int i = 0; good && i < CREW_SIZE; i++) {
		workers[i] = fork();
		if (workers[i] == 0) {
			work(data, i, one);
			_exit(write(ends[1], one, sizeof one) == (ssize_t)sizeof one ? 0
										     : 2);
		}
	}
	if (!good)
		return false;
	for (int i = 0; i < CREW_SIZE; i++) {
		if (waitpid(workers[i], &status, 0) != workers[i] || status != 0) {
			fprintf(stderr, "a process that looked ended with %d\n", status);
			good = false;
		} else if (read(ends[0], one, sizeof one) == (ssize_t)sizeof one) {
			for (int k = 0; k < CREW_SUMS; k++)
				sums[k] += one[k];
		}
	}
	close(ends[0]);
	close(ends[1]);
	return good;
}
