/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"

int64_t harness_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t harness_deadline(int ms)
{
	const char *patience = getenv("TREDE_PATIENCE");
	long factor = patience ? strtol(patience, NULL, 10) : 1;

	return harness_now() + (int64_t)ms * 1000000 * (factor > 0 ? factor : 1);
}

void harness_fail(const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	_fail(file, line);
	abort(); /* _fail jumps away; without a running test it ends the process */
}

/* ---- starting ---- */

int screen_keep_row(int cols, const VTermScreenCell *cells, void *user);

static int note_property(VTermProp property, VTermValue *value, void *user)
{
	struct term *t = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		t->cursor_hidden = !value->boolean;
	if (property == VTERM_PROP_ALTSCREEN)
		t->given_back += !value->boolean;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
	.settermprop = note_property,
	.sb_pushline = screen_keep_row,
};

/* Nothing that the program may send asks for an answer, so an answer is not given. */
static void no_answer(const char *bytes, size_t len, void *user)
{
	(void)bytes;
	(void)len;
	(void)user;
}

static void make_screen(struct term *t)
{
	t->vt = harness_need(vterm_new(t->rows, t->cols));
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, no_answer, NULL);
	t->state = vterm_obtain_state(t->vt);
	t->screen = vterm_obtain_screen(t->vt);
	t->scrolled = harness_need(open_memstream(&t->scrollback, &t->scrollback_len));
	vterm_screen_set_callbacks(t->screen, &screen_callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
}

__attribute__((noreturn)) static void run_child(pid_t parent, char **command, char **env)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == parent)
		execvpe(command[0], command, env);
	fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
	_exit(127);
}

static void start_child(struct term *t, const struct term_opts *o)
{
	struct winsize size = {.ws_row = (unsigned short)t->rows,
			       .ws_col = (unsigned short)t->cols};
	char **command = place_command(o->program, o->data, o->argv);
	char **env = place_environment(t->place, o->term, o->env);
	pid_t parent = getpid();

	fflush(NULL);
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid == 0)
		run_child(parent, command, env);
	if (t->pid < 0)
		harness_fail(__FILE__, __LINE__, "forkpty: %s", strerror(errno));
	(void)fcntl(t->fd, F_SETFL, O_NONBLOCK);
	(void)fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	t->ended = pidfd_open(t->pid, 0);
	if (t->ended < 0)
		harness_fail(__FILE__, __LINE__, "pidfd_open: %s", strerror(errno));
	place_strings_free(command);
	place_strings_free(env);
}

struct term *term_start(const struct term_opts *o)
{
	struct term *t = harness_need(calloc(1, sizeof *t));

	t->rows = o->rows ? o->rows : 24;
	t->cols = o->cols ? o->cols : 80;
	t->name = harness_format("%s", o->term && *o->term ? o->term : "xterm-256color");
	t->own_place = !o->place;
	t->place = o->place ? o->place : place_new();
	t->switches = -1;
	make_screen(t);
	start_child(t, o);
	return t;
}

struct place *term_place(struct term *t)
{
	return t->place;
}

pid_t term_pid(const struct term *t)
{
	return t->pid;
}

/* ---- reading and writing ---- */

/* libvterm has no scrollback of its own; ours goes when the program says so. */
static void forget(struct term *t)
{
	if (!t->sequence.forgets)
		return;
	t->sequence.forgets = false;
	fclose(t->scrolled);
	free(t->scrollback);
	t->scrolled = harness_need(open_memstream(&t->scrollback, &t->scrollback_len));
}

static bool take(struct term *t)
{
	char buffer[4096];
	ssize_t n = read(t->fd, buffer, sizeof buffer);

	if (n <= 0)
		return false;
	t->bytes += (size_t)n;
	t->read_total += (uint64_t)n;
	sequence_feed(&t->sequence, buffer, (size_t)n);
	(void)vterm_input_write(t->vt, buffer, (size_t)n);
	forget(t);
	return true;
}

static void note_end(struct term *t)
{
	int status;

	if (!t->reaped && waitpid(t->pid, &status, WNOHANG) == t->pid) {
		t->reaped = true;
		t->status =
			WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	}
}

int term_pump(struct term *t, int64_t deadline)
{
	struct pollfd fds[2] = {{.fd = t->fd, .events = POLLIN},
				{.fd = t->ended, .events = POLLIN}};
	int64_t left = deadline - harness_now();
	struct timespec wait = {0, 0};

	if (left > 0)
		wait = (struct timespec){left / 1000000000, left % 1000000000};
	if (t->reaped)
		return t->fd >= 0 && take(t) ? 1 : -1;
	int ready = ppoll(fds, 2, &wait, NULL);
	if (ready < 0)
		return errno == EINTR ? 1 : 0;
	if (fds[0].revents & POLLIN && take(t))
		return 1;
	if (fds[1].revents & POLLIN) {
		note_end(t);
		return t->fd >= 0 && take(t) ? 1 : -1;
	}
	/* Hung up, and on its way out: wait for that end without spinning on the
	 * terminal. */
	if (fds[0].revents && poll(&fds[1], 1, left > 0 ? (int)(left / 1000000) : 0) > 0)
		return 1;
	return 0;
}

void term_send(struct term *t, const char *bytes, size_t len)
{
	int64_t deadline = harness_deadline(TERM_MS);
	char state;

	/* What follows an Esc at once would be read as one key with it. */
	if (t->escaped)
		(void)term_settles(t, TERM_MS);
	t->switches = rest_sleeps(t, &state);
	while (len > 0 && t->fd >= 0) {
		ssize_t n = write(t->fd, bytes, len);
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (term_pump(t, harness_now() + 1000000) < 0 ||
			   harness_now() > deadline) {
			break; /* it has ended or takes nothing: the wait that follows
				  will tell */
		}
	}
}

void term_let(struct term *t, int64_t us)
{
	int64_t until = harness_now() + us * 1000;

	while (harness_now() < until && term_pump(t, until) >= 0)
		;
}

/*
 * libvterm 0.1.4 keeps the margins of the old size, and scrolling then writes past its rows:
 * a terminal that is resized has none.  Not in the middle of what the program is sending.
 */
static void drop_margins(struct term *t)
{
	static const char bytes[] = "\0337\033[r\0338";
	int64_t deadline = harness_deadline(TERM_MS);

	while (sequence_is_open(&t->sequence) && term_pump(t, deadline) > 0)
		;
	(void)vterm_input_write(t->vt, bytes, sizeof bytes - 1);
}

void term_resize(struct term *t, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows,
			       .ws_col = (unsigned short)cols};
	char state;

	while (term_pump(t, 0) > 0)
		;
	drop_margins(t);
	t->switches = rest_sleeps(t, &state);
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows,
		       cols); /* first: the program's answer is for this size */
	if (ioctl(t->fd, TIOCSWINSZ, &size) != 0)
		harness_fail(__FILE__, __LINE__, "cannot resize: %s", strerror(errno));
}

/* ---- ending ---- */

void term_signal(struct term *t, int number)
{
	char state;

	t->switches = rest_sleeps(t, &state);
	if (!t->reaped)
		(void)kill(t->pid, number); /* it may just have ended; the status tells */
}

void term_kill9(struct term *t)
{
	term_signal(t, SIGKILL);
	(void)term_exit_status(t, TERM_MS);
}

void term_close_pty(struct term *t)
{
	while (term_pump(t, 0) > 0)
		;
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
}

int term_exit_status(struct term *t, int ms)
{
	int64_t deadline = harness_deadline(ms);

	while (term_pump(t, deadline) >= 0 && harness_now() < deadline)
		;
	return t->reaped ? t->status : -1;
}

static void release(struct term *t)
{
	if (t->fd >= 0)
		close(t->fd);
	close(t->ended);
	vterm_free(t->vt);
	fclose(t->scrolled);
	free(t->scrollback);
	free(t->name);
	free(t);
}

void term_drop(struct term *t)
{
	struct place *own = t->own_place ? t->place : NULL;

	if (!t->reaped)
		term_kill9(t);
	release(t);
	place_free(own);
}

void term_free(struct term *t)
{
	char *foreign =
		term_foreign(t) ? harness_format("%s", t->sequence.foreign) : NULL;
	bool stays = false;

	if (!t->reaped) {
		term_close_pty(t);
		stays = term_exit_status(t, TERM_MS) < 0;
	}
	term_drop(t);
	if (stays)
		harness_fail(__FILE__, __LINE__,
			     "the program stays when its terminal goes");
	if (foreign)
		harness_fail(__FILE__, __LINE__, "sent to the terminal: %s", foreign);
}
