/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * every -m MADE -v VERIFY [-f FAULT]... [-s STEP] [-a FIRST] [-n LAST] [-j JOBS] [-p]
 *       [-l NOMEM] SHARE PROGRAM
 *
 * Runs PROGRAM (script_care, or another with its arguments) on a copy of the folder MADE and does
 * FAULT to it at system call N: for N = 1, 2, 3 ... until it runs untouched; then VERIFY
 * holds the file against what the program told.  STEP tries one N in so many, from FIRST on (each
 * run from another).  Without FAULT: all in the table below but memory, which wants -l (the
 * library that makes allocations fail) and counts allocations.  -p: the file is not sealed.
 * Ends with 1 when anything was wrong, and says how to do it again.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

#include "fault.h"
#include "folder.h"
#include "told.h"
#include "trace.h"

enum { JOBS_MOST = 16, CHOSEN_MOST = 32, DEADLINE_S = 30, KEPT_EXIT = -1 };

struct every {
	const char *made, *verify, *share, *program, *nomem;
	long step, first, last;
	int jobs;
	bool is_plain;
	const struct fault *chosen[CHOSEN_MOST];
	int chosen_count;
};

/* What a worker found; written to its pipe at the end. */
struct sum {
	long runs, failed, longest; /* longest: system calls of the longest run */
};

/* The folder of one run, made and removed each time. */
struct place {
	char *folder, *data, *stick, *told, *said, *reached;
	char **env;
	size_t env_count;
};

static char *formatted(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *formatted(const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	return str_detach(&text);
}

static char **make_env(const char *folder, size_t *count)
{
	enum { ENV_MOST = 24 };
	size_t n = 0;
	char **env = mem_array(ENV_MOST, sizeof *env);

	env[n++] = formatted("PATH=%s", getenv("PATH") ? getenv("PATH") : "/bin:/usr/bin");
	env[n++] = formatted("LC_ALL=C.UTF-8");
	env[n++] = formatted("TZ=Europe/Amsterdam");
	env[n++] = formatted("HOME=%s/home", folder);
	env[n++] = formatted("TMPDIR=%s/tmp", folder);
	env[n++] = formatted("XDG_DATA_HOME=%s/home/data", folder);
	env[n++] = formatted("XDG_CONFIG_HOME=%s/home/config", folder);
	if (getenv("LIE")) /* for script_care */
		env[n++] = formatted("LIE=1");
	if (getenv("LD_LIBRARY_PATH"))
		env[n++] = formatted("LD_LIBRARY_PATH=%s", getenv("LD_LIBRARY_PATH"));
	*count = n;
	return env;
}

static bool place_make(struct place *p, const struct every *x)
{
	const char *base = getenv("TMPDIR");

	*p = (struct place){.folder = formatted("%s/trede-fault-XXXXXX",
						base && *base ? base : "/tmp")};
	if (!mkdtemp(p->folder))
		return false;
	p->data = file_path(p->folder, "data");
	p->stick = file_path(p->folder, "stick");
	p->told = file_path(p->folder, "told");
	p->said = file_path(p->folder, "said");
	p->reached = file_path(p->folder, "reached");
	p->env = make_env(p->folder, &p->env_count);
	char *home = file_path(p->folder, "home"), *tmp = file_path(p->folder, "tmp");
	bool good = mkdir(p->stick, 0700) == 0 && mkdir(home, 0700) == 0 &&
		    mkdir(tmp, 0700) == 0 && folder_copy(x->made, p->data);
	free(home);
	free(tmp);
	return good;
}

static void place_drop(struct place *p)
{
	if (p->data)
		(void)folder_remove(p->folder);
	for (char **env = p->env; env && *env; env++)
		free(*env);
	free(p->env);
	free(p->folder);
	free(p->data);
	free(p->stick);
	free(p->told);
	free(p->said);
	free(p->reached);
}

static bool begins_with(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static void fail_hard(const char *what)
{
	fprintf(stderr, "every: %s: %s\n", what, strerror(errno));
	_exit(2);
}

/* What it says is kept; it may not hold her words either. */
static int told_and_said(const struct place *p, int *error_output)
{
	int told = open(p->told, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int said = open(p->said, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	*error_output = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
	if (told < 0 || said < 0 || *error_output < 0 || dup2(said, STDERR_FILENO) < 0)
		fail_hard(p->told);
	if (said != TOLD_FD)
		close(said);
	if (told != TOLD_FD && dup2(told, TOLD_FD) < 0)
		fail_hard(p->told);
	if (told == TOLD_FD && fcntl(TOLD_FD, F_SETFD, 0) < 0)
		fail_hard(p->told);
	if (told != TOLD_FD)
		close(told);
	return TOLD_FD;
}

static void told_and_said_end(int told, int error_output)
{
	close(told);
	if (dup2(error_output, STDERR_FILENO) < 0)
		_exit(2);
	close(error_output);
}

/* Without a tracer: the library counts, and makes a file when it has struck. */
static bool run_without_memory(const struct every *x, struct place *p, struct trace *t,
			       char *const argv[])
{
	p->env[p->env_count++] = formatted("LD_PRELOAD=%s", x->nomem);
	p->env[p->env_count++] = formatted("NOMEM_AT=%ld", t->at);
	p->env[p->env_count++] = formatted("NOMEM_REACHED=%s", p->reached);
	if (t->is_for_ever)
		p->env[p->env_count++] = formatted("NOMEM_EVER=1");
	pid_t pid = fork();
	if (pid == 0) {
		alarm((unsigned)t->deadline_s);
		execve(argv[0], argv, p->env);
		_exit(127);
	}
	bool good = pid > 0 && waitpid(pid, &t->status, 0) == pid;
	while (p->env_count > 0 && !begins_with(p->env[p->env_count - 1], "LD_PRELOAD="))
		free(p->env[--p->env_count]);
	free(p->env[--p->env_count]);
	p->env[p->env_count] = NULL;
	t->is_reached = access(p->reached, F_OK) == 0;
	t->counted = t->is_reached ? t->at : 0;
	(void)unlink(p->reached);
	return good;
}

/* One run with the fault at N; its exit status, or KEPT_EXIT when it was killed. */
static int run_once(const struct every *x, struct place *p, struct trace *t)
{
	char *argv[] = {(char *)(uintptr_t)x->program, p->data, (char *)(uintptr_t)x->share,
			p->stick, NULL};
	int error_output, told = told_and_said(p, &error_output);
	bool good = t->calls ? trace_run(t, argv, p->env)
			     : run_without_memory(x, p, t, argv);

	told_and_said_end(told, error_output);
	if (!good)
		fail_hard(t->calls ? "ptrace" : x->program);
	return WIFEXITED(t->status) ? WEXITSTATUS(t->status) : KEPT_EXIT;
}

/* Who ends with 4 has said why in a sentence. */
static bool said_enough(const struct place *p, int status)
{
	struct stat info;

	if (status != 4 || (stat(p->said, &info) == 0 && info.st_size > 0))
		return true;
	fprintf(stderr, "  it ended with 4 without a word\n");
	return false;
}

static bool verify(const struct every *x, const struct place *p, int exit_status)
{
	char status[16];
	const char *argv[] = {x->verify, x->is_plain ? "-p" : p->folder, p->folder, x->share,
			      p->told,	 status,		     NULL};
	int ended = -1;

	snprintf(status, sizeof status, "%d", exit_status);
	if (!x->is_plain) /* one word less */
		for (int i = 1; i < 6; i++)
			argv[i] = argv[i + 1];
	pid_t pid = fork();
	if (pid == 0) {
		execve(argv[0], (char *const *)(uintptr_t)argv, p->env);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &ended, 0) == pid && WIFEXITED(ended) &&
	       WEXITSTATUS(ended) == 0;
}

/* An end by a signal that nobody sent is a crash. */
static bool ended_well(const struct trace *t)
{
	bool was_killed = t->is_reached && t->deed != TRACE_FAIL;

	if (t->has_hung)
		fprintf(stderr, "  it hangs\n");
	else if (WIFSIGNALED(t->status) && !was_killed)
		fprintf(stderr, "  signal %d ended it\n", WTERMSIG(t->status));
	else
		return true;
	return false;
}

/* False when the run was untouched: there is no call N. */
static bool try_at(const struct every *x, const struct fault *f, long at, struct sum *sum)
{
	struct place p;
	struct trace t = fault_trace(f, at);

	if (!place_make(&p, x))
		fail_hard("the folder of a run");
	t.root = p.folder;
	t.deadline_s = DEADLINE_S;
	int status = run_once(x, &p, &t);
	bool good = ended_well(&t);
	good = said_enough(&p, status) && good;
	good = verify(x, &p, status) && good;
	sum->runs++;
	sum->longest = t.counted > sum->longest ? t.counted : sum->longest;
	if (!good) {
		sum->failed++;
		fprintf(stderr, "not ok: every -f %s -a %ld -n %ld\n", f->name, at, at);
		if (getenv("KEEP")) { /* the folder stays, to be looked at */
			fprintf(stderr, "  in %s\n", p.folder);
			free(p.data);
			p.data = NULL;
		}
	}
	place_drop(&p);
	return t.is_reached;
}

static void work(const struct every *x, const struct fault *f, int job, int out)
{
	struct sum sum = {0};
	long at = x->first + job * x->step;

	while (at <= x->last && try_at(x, f, at, &sum))
		at += x->jobs * x->step;
	if (write(out, &sum, sizeof sum) != (ssize_t)sizeof sum)
		fail_hard("a worker's pipe");
	_exit(0);
}

static bool try_all(const struct every *x, const struct fault *f)
{
	struct sum all = {0}, one;
	int out[2], ended, missing = x->jobs;
	pid_t jobs[JOBS_MOST];
	struct clock clock = clock_system();
	int64_t began = clock_now(&clock);

	if (pipe2(out, O_CLOEXEC) != 0)
		fail_hard("pipe");
	for (int i = 0; i < x->jobs; i++) {
		jobs[i] = fork();
		if (jobs[i] == 0)
			work(x, f, i, out[1]);
	}
	close(out[1]);
	while (read(out[0], &one, sizeof one) == (ssize_t)sizeof one) {
		all.runs += one.runs;
		all.failed += one.failed;
		all.longest = one.longest > all.longest ? one.longest : all.longest;
		missing--;
	}
	close(out[0]);
	for (int i = 0; i < x->jobs; i++)
		(void)waitpid(jobs[i], &ended, 0);
	int64_t took = clock_now(&clock) - began;
	printf("%s: %ld runs over %ld calls, %ld failed (%.1f s)\n", f->name, all.runs,
	       all.longest, all.failed, (double)took / 1000);
	fflush(stdout);
	return missing == 0 && all.failed == 0 && all.runs > 0;
}

static bool choose(struct every *x, const char *name)
{
	size_t len = strlen(name);
	int before = x->chosen_count;

	for (int i = 0; i < FAULTS_COUNT && x->chosen_count < CHOSEN_MOST; i++)
		if (strncmp(faults_all[i].name, name, len) == 0 &&
		    (x->nomem || !faults_all[i].is_memory))
			x->chosen[x->chosen_count++] = &faults_all[i];
	return x->chosen_count > before;
}

static int usage(void)
{
	fputs("usage: every -m MADE -v VERIFY [-f FAULT]... [-s STEP] [-a FIRST] [-n LAST]\n"
	      "             [-j JOBS] [-p] [-l NOMEM] SHARE PROGRAM\nfaults (or how they begin):",
	      stderr);
	for (int i = 0; i < FAULTS_COUNT; i++)
		fprintf(stderr, " %s", faults_all[i].name);
	fputc('\n', stderr);
	return 2;
}

static long number(const char *text)
{
	return strtol(text, NULL, 10);
}

static bool read_options(struct every *x, int argc, char **argv)
{
	int option;
	bool good = true;

	while ((option = getopt(argc, argv, "m:v:f:s:a:n:j:l:p")) != -1) {
		if (option == 'm')
			x->made = optarg;
		else if (option == 'v')
			x->verify = optarg;
		else if (option == 'f')
			good = choose(x, optarg) && good;
		else if (option == 's')
			x->step = number(optarg);
		else if (option == 'a')
			x->first = number(optarg);
		else if (option == 'n')
			x->last = number(optarg);
		else if (option == 'j')
			x->jobs = (int)number(optarg);
		else if (option == 'l')
			x->nomem = optarg;
		else if (option == 'p')
			x->is_plain = true;
		else
			good = false;
	}
	return good && optind + 2 == argc && x->made && x->verify && x->step > 0 &&
	       x->jobs > 0 && x->jobs <= JOBS_MOST;
}

int main(int argc, char **argv)
{
	struct every x = {.step = 1, .last = INT32_MAX, .jobs = 2};
	bool good = true;

	if (!read_options(&x, argc, argv))
		return usage();
	x.share = argv[optind];
	x.program = argv[optind + 1];
	if (x.first < 1)
		x.first = 1 + time(NULL) % x.step;
	if (x.chosen_count == 0)
		(void)choose(&x, "");
	for (int i = 0; i < x.chosen_count; i++)
		good = try_all(&x, x.chosen[i]) && good;
	return good ? 0 : 1;
}
