/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * ttybench - drive a terminal program on a pseudo-terminal and measure it.
 *
 *   ttybench [-r ROWS] [-c COLS] [-n RUNS] [-T TERM] [-l SECONDS] SCRIPT COMMAND [ARG...]
 *
 * The program is started on a pty of its own; a screen model (libvterm) is fed
 * with all it writes and answers its queries (DA, CPR, ...).  SCRIPT ("-":
 * standard input) has one instruction a line; empty lines and "#..." are skipped.
 *
 *   wait REGEX        until the visible screen matches (POSIX extended, per line)
 *   wait quiet MS     until something was written and then nothing for MS
 *   wait idle MS      until the program has done next to nothing for MS
 *   wait exit         until the program has ended
 *   type STRING       send one key at a time, each timed until its burst is over
 *   key STRING        the same with STRING sent as one key
 *   press NAME        the same with a named key as this terminal would send it now:
 *                     Up Down Left Right Home End PageUp PageDown Insert Delete
 *                     Enter Tab Escape Backspace F1..F12
 *   keywait KEY REGEX send KEY, timed until the screen matches REGEX
 *   send STRING       send STRING, wait for nothing, measure nothing
 *   watch NAME A B    rows A to B (1 is the first) are timed apart, for each key that
 *                     changes them: GROUP.NAME_first, _second (if it does twice) and _last
 *   group NAME        name for the figures of the keys that follow (default: key)
 *   gap MS            silence that ends a burst (default 30)
 *   patience MS       how long a key may stay without any output (default 1000)
 *   timeout MS        limit for one wait or one burst (default 10000)
 *   mark NAME         note the time since exec of what was last waited for, memory, CPU
 *   size ROWS COLS    resize the terminal (the program gets SIGWINCH)
 *   sleep MS          wait, reading what the program writes
 *   screen            print the screen (lines begin with "| ")
 *   expect TEXT       fail unless TEXT is visible;  reject TEXT: fail if it is
 *
 * Escapes in STRING: \r \n \t \b \e \s (space) \\ \cX (control-X) \xHH.
 * Output: one "name: value unit" line per figure; for more than one sample
 * n, min, median, p95, p99 and max (nearest rank).  A key's clock starts right
 * before write() and stops when read() has returned its first/last output byte;
 * "cpu" is the processor time that the program (all its threads) used for a key.
 *
 * Exit: 0; 1 a wait or expect failed; 2 usage; 3 the program could not be
 * started or ended too early; 124 the limit for the whole call (-l) was reached.
 */
#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <regex.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "figures.h"
#include "proc.h"
#include "session.h"

static void mark(struct session *s, const char *name)
{
	static pid_t tree[4096];
	size_t n = proc_tree(s->pid, tree, sizeof tree / sizeof *tree);
	long pss = 0, ticks = 0;

	for (size_t i = 0; i < n; i++) {
		pid_t parent;
		long t;
		pss += proc_field(tree[i], "smaps_rollup", "Pss:");
		if (proc_stat(tree[i], &parent, &t))
			ticks += t;
	}
	figures_note(name, "time", "us", (s->event_ns - s->shared->exec_ns) / 1000.0);
	figures_note(name, "rss", "kB", proc_field(s->pid, "smaps_rollup", "Rss:"));
	figures_note(name, "peak_rss", "kB", proc_field(s->pid, "status", "VmHWM:"));
	figures_note(name, "tree_pss", "kB", pss);
	figures_note(name, "tree_processes", "count", n);
	figures_note(name, "tree_cpu", "ms", ticks * 1000.0 / sysconf(_SC_CLK_TCK));
	figures_note(name, "bytes", "B", s->bytes);
}

static void wait_quiet(struct session *s, int64_t gap)
{
	int64_t start = now_ns();

	for (;;) {
		int64_t from = s->last_ns > start ? s->last_ns : start;
		int64_t until = s->bytes ? from + gap : start + s->timeout;
		int got = session_pump(s, until);
		if (got < 0)
			session_die(NO_CHILD, "the program has ended (%s)",
				    s->shared->error ? strerror(s->shared->error)
						     : "its terminal was closed");
		if (got == 0 && s->bytes)
			break;
		if (now_ns() - start > s->timeout)
			session_die(FAILED, "not quiet within the time limit");
	}
	s->event_ns = s->last_ns;
}

static void wait_match(struct session *s, const char *pattern)
{
	regex_t re;
	int64_t limit = now_ns() + s->timeout;

	if (regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE))
		session_die(USAGE, "bad regular expression: %s", pattern);
	s->event_ns = now_ns(); /* if it is visible already */
	while (!session_matches(s, &re)) {
		int got = session_pump(s, limit);
		if (got <= 0) {
			session_print(s, stderr);
			session_die(got ? NO_CHILD : FAILED,
				    "%s before the screen showed: %s",
				    s->shared->error ? strerror(s->shared->error)
				    : got	     ? "the program ended"
						     : "time limit",
				    pattern);
		}
		s->event_ns = s->last_ns;
	}
	regfree(&re);
}

/* Less than a fifth of a processor is next to nothing: a clock that ticks. */
static void wait_idle(struct session *s, int64_t gap)
{
	enum { STEP_NS = 10000000, BUSY_US = 2000 };
	int64_t start = now_ns(), busy = start, until;
	double used = proc_cpu(s->pid), now_used;

	while (now_ns() - busy < gap) {
		until = now_ns() + STEP_NS;
		while (session_pump(s, until) > 0)
			;
		now_used = proc_cpu(s->pid);
		if (now_used - used > BUSY_US)
			busy = now_ns();
		used = now_used;
		if (now_ns() - start > s->timeout)
			session_die(FAILED, "not idle within the time limit");
	}
	s->event_ns = busy;
}

static void wait_exit(struct session *s)
{
	int64_t limit = now_ns() + s->timeout;
	int got;

	while ((got = session_pump(s, limit)) > 0)
		;
	if (got == 0)
		session_die(FAILED, "the program did not end within the time limit");
	s->event_ns = now_ns();
}

/*
 * Notes output that came after the last burst was taken to be over: then gap was
 * too short.  (What comes even later is counted for the next key: if in doubt,
 * run again with a longer gap and compare.)
 */
static void drain_late(struct session *s)
{
	while (session_pump(s, 0) > 0)
		;
	if (s->settled && s->bytes != s->settled)
		figures_note(s->group, "late_output", "B", s->bytes - s->settled);
	s->settled = 0;
}

struct change { /* of watched rows, by one key; 0 none */
	int64_t first_ns, second_ns, last_ns;
};

static void watches_look(struct session *s, struct change *changes)
{
	for (int i = 0; i < s->watch_count; i++) {
		struct watch *w = &s->watches[i];
		uint64_t now = session_rows(s, w->from, w->to);

		if (now == w->before)
			continue;
		w->before = now;
		changes[i].last_ns = s->last_ns;
		if (!changes[i].first_ns)
			changes[i].first_ns = s->last_ns;
		else if (!changes[i].second_ns)
			changes[i].second_ns = s->last_ns;
	}
}

static void note_change(struct session *s, const char *name, int64_t at, int64_t start)
{
	if (at)
		figures_note(s->group, name, "us", (at - start) / 1000.0);
}

static void watches_note(struct session *s, const struct change *changes, int64_t start)
{
	for (int i = 0; i < s->watch_count; i++) {
		const struct watch *w = &s->watches[i];

		note_change(s, w->first, changes[i].first_ns, start);
		note_change(s, w->second, changes[i].second_ns, start);
		note_change(s, w->last, changes[i].last_ns, start);
	}
}

static void watch(struct session *s, const char *arg)
{
	struct watch *w = &s->watches[s->watch_count];
	char name[32];
	int from, to;

	if (s->watch_count == WATCHES_MOST ||
	    sscanf(arg, "%31s %d %d", name, &from, &to) != 3 || from < 1 || to < from)
		session_die(USAGE, "watch NAME FIRST LAST, at most %d times",
			    WATCHES_MOST);
	w->from = from - 1;
	w->to = to - 1;
	snprintf(w->first, sizeof w->first, "%s_first", name);
	snprintf(w->second, sizeof w->second, "%s_second", name);
	snprintf(w->last, sizeof w->last, "%s_last", name);
	s->watch_count++;
}

static void timed_key(struct session *s, const char *key, size_t length)
{
	struct change changes[WATCHES_MOST] = {{0}};

	drain_late(s);
	watches_look(s, (struct change[WATCHES_MOST]){{0}});
	uint64_t before = s->bytes;
	double cpu = proc_cpu(s->pid);
	int64_t start = now_ns();
	session_put(s, key, length);
	int got = session_pump(s, start + s->patience);
	if (got < 0)
		session_die(NO_CHILD, "the program ended on a key");
	if (got == 0) {
		figures_note(s->group, "no_output", "keys", 1);
		return;
	}
	figures_note(s->group, "first_byte", "us", (s->last_ns - start) / 1000.0);
	do {
		watches_look(s, changes);
		if (s->last_ns - start > s->timeout)
			session_die(FAILED, "the output after a key does not end");
	} while (session_pump(s, s->last_ns + s->gap) > 0);
	watches_note(s, changes, start);
	s->event_ns = s->last_ns;
	s->settled = s->bytes;
	figures_note(s->group, "last_byte", "us", (s->last_ns - start) / 1000.0);
	figures_note(s->group, "bytes", "B", s->bytes - before);
	figures_note(s->group, "cpu", "us", proc_cpu(s->pid) - cpu);
}

static void press(struct session *s, const char *name)
{
	static const struct {
		const char *name;
		VTermKey key;
	} keys[] = {
		{"Up", VTERM_KEY_UP},	      {"Down", VTERM_KEY_DOWN},
		{"Left", VTERM_KEY_LEFT},     {"Right", VTERM_KEY_RIGHT},
		{"Home", VTERM_KEY_HOME},     {"End", VTERM_KEY_END},
		{"PageUp", VTERM_KEY_PAGEUP}, {"PageDown", VTERM_KEY_PAGEDOWN},
		{"Insert", VTERM_KEY_INS},    {"Delete", VTERM_KEY_DEL},
		{"Enter", VTERM_KEY_ENTER},   {"Tab", VTERM_KEY_TAB},
		{"Escape", VTERM_KEY_ESCAPE}, {"Backspace", VTERM_KEY_BACKSPACE},
	};
	VTermKey key = VTERM_KEY_NONE;
	int function;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(name, keys[i].name) == 0)
			key = keys[i].key;
	if (sscanf(name, "F%d", &function) == 1 && function >= 1 && function <= 12)
		key = VTERM_KEY_FUNCTION(function);
	if (key == VTERM_KEY_NONE)
		session_die(USAGE, "no such key: %s", name);
	while (session_pump(s, 0) > 0) /* the keypad mode may just have changed */
		;
	s->capturing = true;
	s->captured_length = 0;
	vterm_keyboard_key(s->vt, key, VTERM_MOD_NONE);
	s->capturing = false;
	timed_key(s, s->captured, s->captured_length);
}

/* Length of the key at p: an escape sequence or one UTF-8 character. */
static size_t key_length(const char *p, size_t left)
{
	size_t n = 1;

	if (p[0] == '\033' && left > 1) {
		if (p[1] == 'O')
			return left > 2 ? 3 : 2;
		if (p[1] != '[')
			return 2;
		for (n = 2; n < left && (p[n] < 0x40 || p[n] > 0x7e); n++)
			;
		return n < left ? n + 1 : left;
	}
	if ((unsigned char)p[0] >= 0xc0)
		while (n < left && ((unsigned char)p[n] & 0xc0) == 0x80)
			n++;
	return n;
}

static size_t unescape(char *text)
{
	char *out = text;

	for (char *p = text; *p; p++) {
		if (*p != '\\' || !p[1]) {
			*out++ = *p;
			continue;
		}
		char hex[3] = "";
		switch (*++p) {
		case 'r':
			*out++ = '\r';
			break;
		case 'n':
			*out++ = '\n';
			break;
		case 't':
			*out++ = '\t';
			break;
		case 'b':
			*out++ = '\b';
			break;
		case 'e':
			*out++ = '\033';
			break;
		case 's':
			*out++ = ' ';
			break;
		case 'c':
			if (p[1])
				*out++ = (char)(toupper((unsigned char)*++p) ^ 0x40);
			break;
		case 'x':
			for (int i = 0; i < 2 && isxdigit((unsigned char)p[1]); i++)
				hex[i] = *++p;
			*out++ = (char)strtol(hex, NULL, 16);
			break;
		default:
			*out++ = *p;
		}
	}
	*out = '\0';
	return (size_t)(out - text);
}

static int64_t milliseconds(const char *text)
{
	char *end;
	double ms = strtod(text, &end);
	if (end == text || *end || ms < 0)
		session_die(USAGE, "not a number of milliseconds: '%s'", text);
	return (int64_t)(ms * 1e6);
}

static void need_visible(struct session *s, const char *text, bool wanted)
{
	while (session_pump(s, 0) > 0)
		;
	char *screen = session_text(s);
	bool seen = strstr(screen, text) != NULL;
	free(screen);
	if (seen == wanted)
		return;
	session_print(s, stderr);
	session_die(FAILED, "%s: %s", wanted ? "not visible" : "must not be visible",
		    text);
}

static void resize(struct session *s, const char *arg)
{
	int rows, cols;
	if (sscanf(arg, "%d %d", &rows, &cols) != 2 || rows < 1 || cols < 1)
		session_die(USAGE, "size ROWS COLS");
	s->rows = rows;
	s->cols = cols;
	vterm_set_size(s->vt, rows, cols);
	struct winsize size = {.ws_row = (unsigned short)rows,
			       .ws_col = (unsigned short)cols};
	ioctl(s->fd, TIOCSWINSZ, &size);
}

static void obey(struct session *s, const char *word, char *arg)
{
	if (strcmp(word, "wait") == 0 || strcmp(word, "send") == 0 ||
	    strcmp(word, "size") == 0)
		s->settled = 0; /* more output is expected now */
	if (strcmp(word, "wait") == 0 && strncmp(arg, "quiet ", 6) == 0) {
		wait_quiet(s, milliseconds(arg + 6));
	} else if (strcmp(word, "wait") == 0 && strncmp(arg, "idle ", 5) == 0) {
		wait_idle(s, milliseconds(arg + 5));
	} else if (strcmp(word, "wait") == 0 && strcmp(arg, "exit") == 0) {
		wait_exit(s);
	} else if (strcmp(word, "wait") == 0 && *arg) {
		wait_match(s, arg);
	} else if (strcmp(word, "type") == 0) {
		size_t left = unescape(arg), n;
		for (; left > 0; arg += n, left -= n) {
			n = key_length(arg, left);
			timed_key(s, arg, n);
		}
	} else if (strcmp(word, "key") == 0) {
		timed_key(s, arg, unescape(arg));
	} else if (strcmp(word, "press") == 0) {
		press(s, arg);
	} else if (strcmp(word, "send") == 0) {
		session_put(s, arg, unescape(arg));
	} else if (strcmp(word, "keywait") == 0 && strchr(arg, ' ')) {
		char *pattern = strchr(arg, ' ');
		*pattern++ = '\0';
		drain_late(s);
		size_t length = unescape(arg);
		int64_t start = now_ns();
		session_put(s, arg, length);
		wait_match(s, pattern);
		figures_note(s->group, "until_visible", "us",
			     (s->event_ns - start) / 1000.0);
	} else if (strcmp(word, "watch") == 0) {
		watch(s, arg);
	} else if (strcmp(word, "group") == 0 && *arg) {
		s->group = arg;
	} else if (strcmp(word, "gap") == 0) {
		s->gap = milliseconds(arg);
	} else if (strcmp(word, "patience") == 0) {
		s->patience = milliseconds(arg);
	} else if (strcmp(word, "timeout") == 0) {
		s->timeout = milliseconds(arg);
	} else if (strcmp(word, "mark") == 0 && *arg) {
		mark(s, arg);
	} else if (strcmp(word, "size") == 0) {
		resize(s, arg);
	} else if (strcmp(word, "sleep") == 0) {
		int64_t until = now_ns() + milliseconds(arg);
		while (session_pump(s, until) > 0)
			;
	} else if (strcmp(word, "screen") == 0) {
		while (session_pump(s, 0) > 0)
			;
		session_print(s, stdout);
	} else if (strcmp(word, "expect") == 0 || strcmp(word, "reject") == 0) {
		need_visible(s, arg, word[0] == 'e');
	} else {
		session_die(USAGE, "not an instruction: %s %s", word, arg);
	}
}

static void run(const char *script, struct session *s)
{
	char *copy = session_need(strdup(script)), *next = copy, *line;

	while ((line = strsep(&next, "\n"))) {
		s->line++;
		line += strspn(line, " \t");
		if (!*line || *line == '#')
			continue;
		char *arg = strchr(line, ' ');
		if (arg)
			*arg++ = '\0';
		obey(s, line, arg ? arg : line + strlen(line));
	}
	s->line = 0;
	free(copy);
}

static char *read_all(const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!f)
		session_die(USAGE, "%s: %s", path, strerror(errno));
	if (getdelim(&text, &room, '\0', f) < 0)
		session_die(USAGE, "%s: empty", path);
	if (f != stdin)
		fclose(f);
	return text;
}

static void on_signal(int number)
{
	session_signal = number;
}

static int number(const char *text, int max)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (end == text || *end || n < 1 || n > max)
		session_die(USAGE, "not a number from 1 to %d: %s", max, text);
	return (int)n;
}

int main(int argc, char **argv)
{
	int rows = 24, cols = 80, runs = 1, limit = 120, option;
	const char *term = "xterm-256color";

	while ((option = getopt(argc, argv, "+r:c:n:T:l:")) != -1)
		switch (option) {
		case 'r':
			rows = number(optarg, 1000);
			break;
		case 'c':
			cols = number(optarg, 1000);
			break;
		case 'n':
			runs = number(optarg, 100000);
			break;
		case 'l':
			limit = number(optarg, 86400);
			break;
		case 'T':
			term = optarg;
			break;
		default:
			optind = argc;
		}
	if (argc - optind < 2) {
		fputs("usage: ttybench [-r ROWS] [-c COLS] [-n RUNS] [-T TERM] [-l "
		      "SECONDS]"
		      " SCRIPT COMMAND [ARG...]\n",
		      stderr);
		return USAGE;
	}
	setlocale(LC_CTYPE, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	char *script = read_all(argv[optind]);
	struct sigaction act = {.sa_handler = on_signal};
	for (const int *g = (const int[]){SIGALRM, SIGINT, SIGTERM, SIGHUP, 0}; *g; g++)
		sigaction(*g, &act, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	alarm((unsigned)limit);

	for (int i = 0; i < runs; i++) {
		struct session s = {
			.rows = rows,
			.cols = cols,
			.group = "key",
			.gap = 30000000,
			.patience = 1000000000,
			.timeout = 10000000000,
		};
		session_current = &s;
		session_start(&s, term, argv + optind + 1);
		run(script, &s);
		session_stop(&s);
	}
	figures_print();
	free(script);
	return 0;
}
