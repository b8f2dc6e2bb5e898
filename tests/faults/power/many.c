/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * many [-t SECONDS] [-s SEED]: eight programs on one file, for SECONDS (6).  All start at
 * once and each that ends is started anew; each looks women up as long as it is let (find
 * --batch), and one is killed each second.  Only one holds the file at any moment, the
 * others say so and end with 5 within about 2 seconds; each search that was answered is
 * in the access log; no lock stays behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk.h"
#include "state.h"

enum {
	COUNT = 8,
	EXIT_IN_USE = 5,
	TEXT_MOST = 4096,
	ENDS_WITHIN_MS =
		3000, /* 1,500 of waiting, and what starting takes on a busy machine */
	OPENS_WITHIN_MS = 3000,
	KILL_EACH_MS = 1000,
	LOOK_EACH_MS = 10,
	QUESTION_EACH_MS = 20
};

struct one {	   /* a program that runs */
	pid_t pid; /* 0: none */
	int in, out, err;
	int64_t began_ms, asked_ms;
	bool has_answered, is_asked, is_killed;
	char said[TEXT_MOST]; /* on standard error */
	size_t said_len;
};

struct many {
	const char *program, *share;
	char *place, *folder;
	struct one ones[COUNT];
	uint64_t random;
	long started, answers, killed, killed_holders, in_use, holders;
	int64_t longest_ms;
	bool is_wrong;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wrong(struct many *m, const char *what, const struct one *o)
{
	fprintf(stderr, "many: %s (after %lld ms; it said: %s)\n", what,
		(long long)(now_ms() - o->began_ms), o->said);
	m->is_wrong = true;
}

static void become(const struct many *m, int in, int out, int err)
{
	const char *const words[] = {m->program, "--share",    m->share, "--data",
				     m->folder,	 "--practice", "find",	 "--batch"};
	char *argv[sizeof words / sizeof *words + 1] = {NULL};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		argv[i] = mem_text(words[i]);
	if (dup2(in, 0) >= 0 && dup2(out, 1) >= 0 && dup2(err, 2) >= 0)
		execv(m->program, argv);
	_exit(127);
}

static bool start(struct many *m, struct one *o)
{
	int in[2], out[2], err[2];

	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 ||
	    pipe2(err, O_CLOEXEC) != 0)
		return false;
	*o = (struct one){
		.in = in[1], .out = out[0], .err = err[0], .began_ms = now_ms()};
	o->pid = fork();
	if (o->pid == 0)
		become(m, in[0], out[1], err[1]);
	close(in[0]);
	close(out[1]);
	close(err[1]);
	(void)fcntl(o->out, F_SETFL, O_NONBLOCK);
	(void)fcntl(o->err, F_SETFL, O_NONBLOCK);
	m->started++;
	return o->pid > 0;
}

static void ask(struct one *o)
{
	static const char question[] = "naima\n";

	if (o->is_asked || now_ms() - o->asked_ms < QUESTION_EACH_MS)
		return;
	o->is_asked = write(o->in, question, sizeof question - 1) > 0;
	o->asked_ms = now_ms();
}

/* A whole line: the answer to the one question that is open. */
static void listen_to(struct many *m, struct one *o)
{
	char bytes[TEXT_MOST];
	ssize_t n;

	while ((n = read(o->out, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			if (bytes[i] != '\n')
				continue;
			m->answers++;
			m->holders += !o->has_answered;
			o->has_answered = true;
			o->is_asked = false;
		}
	}
	while ((n = read(o->err, o->said + o->said_len,
			 sizeof o->said - 1 - o->said_len)) > 0)
		o->said_len += (size_t)n;
}

static bool is_one_line(const char *text)
{
	const char *end = strchr(text, '\n');

	return end && end > text && !end[1];
}

static void ended(struct many *m, struct one *o, int status)
{
	int64_t lasted = now_ms() - o->began_ms;

	listen_to(m, o);
	close(o->in);
	close(o->out);
	close(o->err);
	o->pid = 0;
	if (o->is_killed)
		return;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_IN_USE || o->has_answered) {
		wrong(m, "one ended, and not because the file was in use", o);
		return;
	}
	m->in_use++;
	m->longest_ms = lasted > m->longest_ms ? lasted : m->longest_ms;
	if (lasted > ENDS_WITHIN_MS)
		wrong(m, "one waited too long", o);
	if (!is_one_line(o->said))
		wrong(m, "one did not say so in one line", o);
}

static void look(struct many *m, bool starts)
{
	int holders = 0, status;

	for (int i = 0; i < COUNT; i++) {
		struct one *o = &m->ones[i];

		if (o->pid > 0) {
			listen_to(m, o);
			if (waitpid(o->pid, &status, WNOHANG) == o->pid)
				ended(m, o, status);
			else
				ask(o);
		}
		if (o->pid == 0 && starts && !start(m, o))
			m->is_wrong = true;
		holders += o->pid > 0 && o->has_answered && !o->is_killed;
	}
	if (holders > 1)
		wrong(m, "two hold the file", &m->ones[0]);
}

/* Every second time the one that holds it. */
static void kill_one(struct many *m)
{
	size_t which = (size_t)disk_draw(&m->random, COUNT);

	for (size_t i = 0; m->killed % 2 == 0 && i < COUNT; i++)
		if (m->ones[i].pid > 0 && m->ones[i].has_answered)
			which = i;
	struct one *o = &m->ones[which];
	if (o->pid <= 0 || o->is_killed)
		return;
	o->is_killed = true;
	m->killed++;
	m->killed_holders += o->has_answered;
	(void)kill(o->pid, SIGKILL);
}

static bool is_any_left(const struct many *m)
{
	for (int i = 0; i < COUNT; i++)
		if (m->ones[i].pid > 0)
			return true;
	return false;
}

/* As when all laptops of a room are switched off: nobody lets go. */
static void kill_all(struct many *m)
{
	for (int i = 0; i < COUNT; i++)
		if (m->ones[i].pid > 0) {
			m->ones[i].is_killed = true;
			m->killed_holders += m->ones[i].has_answered;
			(void)kill(m->ones[i].pid, SIGKILL);
		}
	while (is_any_left(m)) {
		look(m, false);
		(void)poll(NULL, 0, LOOK_EACH_MS);
	}
}

/* The next one gets in at once, and finds what the others were told. */
static void look_at_file(struct many *m, int64_t before)
{
	struct clock clock = clock_system();
	struct care_options o = {.data = m->folder,
				 .share = m->share,
				 .language = "nl",
				 .practice = true,
				 .clock = &clock};
	struct care_check check = {.first_fault = STR_INIT};
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;
	struct state now = {.accesses = -1};
	int64_t began = now_ms();

	bool good = care_session_open(&o, &s, &e) == OK && state_read(s, &now) &&
		    care_check(s, true, NULL, NULL, &check, &e) == OK &&
		    check.faults == 0 && check.rebuild_equal &&
		    now_ms() - began < OPENS_WITHIN_MS;
	/* Of each that was killed, one search may have been written and not told. */
	if (!good || now.accesses < before + m->answers ||
	    now.accesses > before + m->answers + m->killed_holders + COUNT) {
		fprintf(stderr,
			"many: afterwards: %s (%s) %s: %lld searches of %lld, %lld ms\n",
			e.text, e.detail, check.first_fault.bytes,
			(long long)now.accesses, (long long)(before + m->answers),
			(long long)(now_ms() - began));
		m->is_wrong = true;
	}
	str_release(&check.first_fault);
	care_session_close(s);
}

static bool make_file(struct many *m, int64_t *accesses)
{
	struct clock clock = clock_system();
	struct care_options o = {.data = m->folder,
				 .share = m->share,
				 .language = "nl",
				 .practice = true,
				 .clock = &clock};
	struct secret recovery = SECRET_INIT;
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;
	struct state now = {0};
	bool good = care_session_create(&o, "Vrouwencentrum Jasmijn", "Samira El Idrissi",
					&recovery, &e) == OK &&
		    care_session_open(&o, &s, &e) == OK && state_read(s, &now);

	care_session_close(s);
	secret_release(&recovery);
	*accesses = now.accesses;
	if (!good)
		fprintf(stderr, "many: %s (%s)\n", e.text, e.detail);
	return good;
}

static void run(struct many *m, int64_t seconds)
{
	int64_t began = now_ms(), next_kill = began + KILL_EACH_MS;

	while (!m->is_wrong && now_ms() - began < seconds * 1000) {
		look(m, true);
		if (now_ms() >= next_kill) {
			kill_one(m);
			next_kill += KILL_EACH_MS;
		}
		(void)poll(NULL, 0, LOOK_EACH_MS);
	}
	kill_all(m);
}

int main(int argc, char **argv)
{
	const char *share = getenv("TREDE_SHARE");
	struct many m = {.program = getenv("TREDE"),
			 .share = share ? share : TREDE_SHARE,
			 .random = UINT64_C(0x9e3779b97f4a7c15)};
	int64_t before = 0, seconds = 6;
	int option;

	while ((option = getopt(argc, argv, "t:s:")) != -1) {
		int64_t n = optarg ? strtoll(optarg, NULL, 10) : 0;
		if (option == 't')
			seconds = n;
		else if (option == 's')
			m.random *= (uint64_t)n * 2 + 1;
		else
			return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	i18n_start("nl", "");
	m.place = disk_place();
	if (!m.program || !m.place) {
		fputs("many: TREDE is not set, or there is no place\n", stderr);
		return 2;
	}
	m.folder = file_path(m.place, "data");
	m.is_wrong = !make_file(&m, &before);
	if (!m.is_wrong) {
		run(&m, seconds);
		look_at_file(&m, before);
	}
	if (m.holders < 2 || m.in_use == 0) {
		fputs("many: the file never changed hands\n", stderr);
		m.is_wrong = true;
	}
	printf("many: %ld programs on one file, %ld killed (%ld held it): %ld had it in "
	       "turn, %ld "
	       "found it in use, after %lld ms at most; %ld searches answered and kept\n",
	       m.started, m.killed, m.killed_holders, m.holders, m.in_use,
	       (long long)m.longest_ms, m.answers);
	disk_remove(m.place);
	free(m.folder);
	free(m.place);
	return m.is_wrong ? 1 : 0;
}
