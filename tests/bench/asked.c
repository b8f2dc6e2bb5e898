/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * asked QUESTIONS COMMAND [ARG...]: starts a program that answers a line with a line, asks it each line
 * of the file, and prints for each "microseconds TAB answer"; the first is asked once more before, not
 * timed.  Last come "ready TAB microseconds" (from the start to that first answer) and
 * "memory TAB kB" (its peak).
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "proc.h"

struct child {
	pid_t pid;
	FILE *to, *from;
	char *answer;
	size_t room;
};

static void fail(const char *what)
{
	fprintf(stderr, "asked: %s\n", what);
	exit(2);
}

static void start(struct child *c, char **command)
{
	int in[2], out[2];

	if (pipe(in) || pipe(out))
		fail("no pipe");
	c->pid = fork();
	if (c->pid < 0)
		fail("no process");
	if (c->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		for (int i = 0; i < 2; i++) {
			close(in[i]);
			close(out[i]);
		}
		execvp(command[0], command);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	c->to = fdopen(in[1], "w");
	c->from = fdopen(out[0], "r");
	if (!c->to || !c->from)
		fail("no pipe");
}

/* The time it took; the answer is in the child's own room. */
static double ask(struct child *c, const char *question)
{
	double from = now_us();
	ssize_t len;

	fputs(question, c->to);
	fflush(c->to);
	len = getline(&c->answer, &c->room, c->from);
	if (len <= 0)
		fail("the program gave no answer");
	return now_us() - from;
}

int main(int argc, char **argv)
{
	FILE *questions = argc > 2 ? fopen(argv[1], "r") : NULL;
	struct child c = {0};
	double from = now_us(), ready = 0;
	char *question = NULL;
	size_t room = 0;
	int status;

	if (!questions)
		fail("asked QUESTIONS COMMAND [ARG...]");
	signal(SIGPIPE, SIG_IGN);
	start(&c, argv + 2);
	while (getline(&question, &room, questions) > 0) {
		double took;

		if (ready <= 0) {
			(void)ask(&c, question);
			ready = now_us() - from;
		}
		took = ask(&c, question);
		printf("%.1f\t%s", took, c.answer);
	}
	printf("ready\t%.0f\n", ready);
	printf("memory\t%ld\n", proc_field(c.pid, "status", "VmHWM:"));
	fclose(c.to);
	fclose(c.from);
	fclose(questions);
	free(question);
	free(c.answer);
	return waitpid(c.pid, &status, 0) == c.pid && status == 0 ? 0 : 1;
}
