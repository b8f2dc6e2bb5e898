/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figures.h"
#include "proc.h"

struct session *session_current;
volatile sig_atomic_t session_signal;

void session_die(int code, const char *format, ...)
{
	va_list args;
	fflush(stdout);
	fputs("ttybench: ", stderr);
	if (session_current && session_current->line)
		fprintf(stderr, "script line %d: ", session_current->line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	if (session_current)
		session_stop(session_current);
	exit(code);
}

void *session_need(void *p)
{
	if (!p)
		session_die(NO_CHILD, "out of memory");
	return p;
}

static char *put_utf8(char *p, uint32_t c)
{
	if (c < 0x80) {
		*p++ = (char)c;
	} else if (c < 0x800) {
		*p++ = (char)(0xc0 | c >> 6);
		*p++ = (char)(0x80 | (c & 63));
	} else if (c < 0x10000) {
		*p++ = (char)(0xe0 | c >> 12);
		*p++ = (char)(0x80 | (c >> 6 & 63));
		*p++ = (char)(0x80 | (c & 63));
	} else {
		*p++ = (char)(0xf0 | c >> 18);
		*p++ = (char)(0x80 | (c >> 12 & 63));
		*p++ = (char)(0x80 | (c >> 6 & 63));
		*p++ = (char)(0x80 | (c & 63));
	}
	return p;
}

/* The visible text, one line per row, without blanks at line ends; malloc'ed. */
char *session_text(struct session *s)
{
	char *text = session_need(malloc(
		(size_t)s->rows * (s->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1) + 1));
	char *p = text;
	VTermScreenCell cell;

	for (int row = 0; row < s->rows; row++) {
		char *start = p;
		for (int col = 0; col < s->cols; col++) {
			if (!vterm_screen_get_cell(s->screen, (VTermPos){row, col},
						   &cell))
				continue;
			if (cell.chars[0] == (uint32_t)-1) /* right half of a wide one */
				continue;
			if (cell.chars[0] == 0)
				*p++ = ' ';
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
			     i++)
				p = put_utf8(p, cell.chars[i]);
		}
		while (p > start && p[-1] == ' ')
			p--;
		*p++ = '\n';
	}
	*p = '\0';
	return text;
}

void session_print(struct session *s, FILE *to)
{
	char *text = session_text(s), *line = text;

	for (int row = 0; row < s->rows; row++) {
		char *end = strchr(line, '\n');
		fprintf(to, "| %.*s\n", (int)(end - line), line);
		line = end + 1;
	}
	free(text);
}

bool session_matches(struct session *s, const regex_t *re)
{
	char *text = session_text(s);
	bool yes = regexec(re, text, 0, NULL, 0) == 0;
	free(text);
	return yes;
}

uint64_t session_rows(struct session *s, int from, int to)
{
	uint64_t sum = 14695981039346656037u; /* FNV-1a over the letters */
	VTermScreenCell cell;

	for (int row = from; row <= to && row < s->rows; row++)
		for (int col = 0; col < s->cols; col++) {
			if (!vterm_screen_get_cell(s->screen, (VTermPos){row, col},
						   &cell))
				continue;
			for (int i = 0; i == 0 || (i < VTERM_MAX_CHARS_PER_CELL &&
						   cell.chars[i]); i++)
				sum = (sum ^ (cell.chars[i] ? cell.chars[i] : ' ')) *
				      1099511628211u;
		}
	return sum;
}

void session_put(struct session *s, const char *data, size_t length)
{
	int64_t limit = now_ns() + s->timeout;

	while (length > 0 && s->open) {
		ssize_t n = write(s->fd, data, length);
		if (n > 0) {
			data += n;
			length -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN && now_ns() < limit) {
			poll(&(struct pollfd){.fd = s->fd, .events = POLLOUT}, 1, 10);
		} else if (n < 0 && errno != EINTR) {
			session_die(NO_CHILD, "the program does not take input: %s",
				    strerror(errno));
		}
	}
}

/* What the terminal itself sends: answers to queries, and the bytes of named keys. */
static void from_terminal(const char *data, size_t length, void *user)
{
	struct session *s = user;

	if (!s->capturing)
		session_put(s, data, length);
	else if (s->captured_length + length <= sizeof s->captured) {
		memcpy(s->captured + s->captured_length, data, length);
		s->captured_length += length;
	}
}

/* Reads once, at most until the deadline: 1 read, 0 nothing came, -1 closed. */
int session_pump(struct session *s, int64_t deadline)
{
	static char buffer[65536];

	while (s->open) {
		int64_t left = deadline - now_ns();
		if (left < 0)
			left = 0;
		struct timespec t = {left / 1000000000, left % 1000000000};
		struct pollfd p = {.fd = s->fd, .events = POLLIN};
		int ready = ppoll(&p, 1, &t, NULL);
		if (session_signal)
			session_die(session_signal == SIGALRM ? LIMIT
							      : 128 + session_signal,
				    "stopped by signal %d", (int)session_signal);
		if (ready == 0)
			return 0;
		if (ready < 0)
			continue;
		ssize_t n = read(s->fd, buffer, sizeof buffer);
		int64_t when = now_ns();
		if (n > 0) {
			if (s->bytes == 0)
				figures_note("start", "first_byte", "us",
					     (when - s->shared->exec_ns) / 1000.0);
			s->last_ns = when;
			s->bytes += (uint64_t)n;
			vterm_input_write(s->vt, buffer, (size_t)n);
			if (!s->painted) {
				char *text = session_text(s);
				s->painted = text[strspn(text, " \n")] != '\0';
				free(text);
				if (s->painted)
					figures_note("start", "first_paint", "us",
						     (when - s->shared->exec_ns) /
							     1000.0);
			}
			return 1;
		}
		if (n == 0 || (errno != EAGAIN && errno != EINTR))
			s->open = false;
	}
	return -1;
}

void session_start(struct session *s, const char *term, char **command)
{
	struct winsize size = {.ws_row = (unsigned short)s->rows,
			       .ws_col = (unsigned short)s->cols};

	s->shared = mmap(NULL, sizeof *s->shared, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s->shared == MAP_FAILED)
		session_die(NO_CHILD, "mmap: %s", strerror(errno));
	s->vt = session_need(vterm_new(s->rows, s->cols));
	vterm_set_utf8(s->vt, 1);
	vterm_output_set_callback(s->vt, from_terminal, s);
	s->screen = vterm_obtain_screen(s->vt);
	vterm_screen_enable_altscreen(s->screen, 1);
	vterm_screen_reset(s->screen, 1);

	pid_t tool = getpid();
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid < 0)
		session_die(NO_CHILD, "forkpty: %s", strerror(errno));
	if (s->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != tool)
			_exit(127);
		setenv("TERM", term, 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		s->shared->exec_ns = now_ns();
		execvp(command[0], command);
		s->shared->error = errno;
		_exit(127);
	}
	fcntl(s->fd, F_SETFL, O_NONBLOCK);
	fcntl(s->fd, F_SETFD, FD_CLOEXEC);
	s->open = true;
}

/* Ends the program and whatever it left (we are its reaper), records its CPU time. */
void session_stop(struct session *s)
{
	static const int steps[] = {SIGHUP, SIGTERM, SIGKILL};
	static pid_t tree[4096];
	struct rusage use;
	int status = 0;
	bool ended = false;

	session_current = NULL;
	if (s->pid <= 0)
		return;
	bool hung_up = s->open;
	close(s->fd); /* the terminal goes: SIGHUP */
	for (size_t k = 0; k < 3 && !ended; k++) {
		if (hung_up)
			kill(-s->pid, steps[k]);
		hung_up = true;
		for (int i = 0; i < 200 && !ended; i++) {
			ended = wait4(s->pid, &status, WNOHANG, &use) == s->pid;
			if (!ended)
				usleep(5000);
		}
	}
	if (ended) {
		figures_note("process", "cpu_user", "us",
			     use.ru_utime.tv_sec * 1e6 + use.ru_utime.tv_usec);
		figures_note("process", "cpu_sys", "us",
			     use.ru_stime.tv_sec * 1e6 + use.ru_stime.tv_usec);
		figures_note("process", "peak_rss", "kB", use.ru_maxrss);
		figures_note("process", "exit_status", "code",
			     WIFEXITED(status) ? WEXITSTATUS(status)
					       : 128 + WTERMSIG(status));
	}
	for (int round = 0; round < 10; round++) {
		size_t n = proc_tree(getpid(), tree, sizeof tree / sizeof *tree);
		if (n < 2)
			break;
		for (size_t i = 1; i < n; i++)
			kill(tree[i], SIGKILL);
		usleep(2000);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
	}
	vterm_free(s->vt);
	munmap(s->shared, sizeof *s->shared);
}
