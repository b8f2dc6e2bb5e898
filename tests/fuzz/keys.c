/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "place.h"

/*
 * Keys at random to the program itself, in a terminal of any size: it lives, sends nothing but
 * plain sequences, ends by itself when the terminal goes, and leaves a file that is in order.
 * TREDE is the program.
 */
enum { BATCHES = 25, KEYS_A_BATCH = 12, QUIET_MS = 15, END_MS = 10000, TAIL = 2000 };

struct session {
	pid_t pid;
	int fd;
	struct str tail; /* what was last sent */
	unsigned char before;
};

static const char *const keys[] = {
	"\r", "\r", "\r", "\033", "\t", "\033[Z", " ", "\177", "\033[A", "\033[B", "\033[B", "\033[C",
	"\033[D", "\033[5~", "\033[6~", "\033[H", "\033[F", "\033[3~", "\033OP", "\001", "\002", "\004",
	"\005", "\006", "\007", "\013", "\014", "\016", "\020", "\022", "\024", "\025", "\027", "\030",
	"\031", "\034", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "a", "b", "c", "d", "e", "f", "g",
	"h", "k", "l", "n", "o", "p", "r", "s", "t", "v", "w", "x", "z", "?", "/", "j", "\033\r",
	"oefenen\r", "oefenen\r", "oefenen\r", "oefenen", "Naima", "~1981", "morgen", "fou", "\303\251", "e\314\201", "\360\237\221\251", "\331\205\330\261",
	"\033[200~a\033]0;x\007\033[2J\n\003\033[201~", "\033[200~", "\033[201~", "\302\235x", "\377\376",
	"\033[<0;1;1M", "\033[99;99R", "\033]0;x\007", "\033P+q\033\\", "\033[", "\033O",
};

static void run_program(const struct place *p)
{
	struct str sanitizer = STR_INIT;
	const char *program = getenv("TREDE");

	if (chdir(p->folder) != 0 || !program)
		_exit(99);
	str_addf(&sanitizer, "log_path=%s:detect_leaks=0", p->log);
	(void)setenv("ASAN_OPTIONS", sanitizer.bytes, 1);
	(void)setenv("UBSAN_OPTIONS", sanitizer.bytes, 1);
	(void)setenv("HOME", p->folder, 1);
	(void)setenv("PATH", "/nowhere", 1);
	(void)setenv("TERM", "xterm-256color", 1);
	(void)unsetenv("XDG_CONFIG_HOME");
	(void)execl(program, program, "--practice", "--data", p->folder, "--share",
		    p->options.share, "--clock", "2026-11-21T10:42:00", "--seed", "7", (char *)NULL);
	_exit(99);
}

/* Sequences that set a title, a clipboard or a printer, or that no ESC begins. */
static void look_at(struct fuzz *f, struct session *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (s->before == 033)
			FUZZ_HOLDS(f, c != ']' && c != 'P' && c != '^' && c != '_' && c != 'X');
		if (s->before == 0xc2)
			FUZZ_HOLDS(f, c < 0x80 || c > 0x9f);
		s->before = c;
	}
	str_add_bytes(&s->tail, bytes, len);
	if (s->tail.len > TAIL)
		str_remove(&s->tail, 0, s->tail.len - TAIL);
}

/* Reads until nothing came for a while; false when the program has gone. */
static bool drain(struct fuzz *f, struct session *s, int quiet)
{
	struct pollfd input = {s->fd, POLLIN, 0};
	char bytes[4096];

	while (poll(&input, 1, quiet) > 0) {
		ssize_t got = read(s->fd, bytes, sizeof bytes);

		if (got <= 0)
			return false;
		look_at(f, s, bytes, (size_t)got);
	}
	return true;
}

static void resize(struct fuzz *f, const struct session *s)
{
	struct winsize size = {.ws_row = (unsigned short)(fuzz_below(f, 60) + 1),
			       .ws_col = (unsigned short)(fuzz_below(f, 200) + 1)};

	if (fuzz_chance(f, 3))
		size = (struct winsize){.ws_row = 24, .ws_col = 80};
	(void)ioctl(s->fd, TIOCSWINSZ, &size);
}

/* What changes nothing: stopped and going on, sizes, pipes of nobody. */
static void disturb(struct fuzz *f, const struct session *s)
{
	static const int numbers[] = {SIGSTOP, SIGTSTP, SIGWINCH, SIGPIPE, SIGCONT};

	(void)kill(s->pid, numbers[fuzz_below(f, sizeof numbers / sizeof *numbers)]);
	(void)kill(s->pid, SIGCONT);
}

static bool type(struct fuzz *f, const struct session *s)
{
	struct str bytes = STR_INIT, more = STR_INIT;
	bool is_there;

	for (int i = 0; i < KEYS_A_BATCH; i++) {
		if (fuzz_chance(f, 12)) {
			fuzz_bytes(f, &more, 6);
			str_add_bytes(&bytes, more.bytes, more.len);
		} else {
			str_add(&bytes, keys[fuzz_below(f, sizeof keys / sizeof *keys)]);
		}
	}
	is_there = write(s->fd, bytes.bytes, bytes.len) == (ssize_t)bytes.len;
	str_release(&bytes);
	str_release(&more);
	return is_there;
}

static void show_log(const struct place *p, const struct session *s)
{
	struct str name = STR_INIT, text = STR_INIT;
	struct error e;

	str_addf(&name, "%s.%d", p->log, (int)s->pid);
	if (file_read(name.bytes, 1 << 20, &text, &e) == OK)
		fprintf(stderr, "%s\n", text.bytes);
	else
		fprintf(stderr, "fuzz: the last it sent: %s\n", s->tail.bytes);
	str_release(&name);
	str_release(&text);
}

/* It is told to end, or the terminal goes; the program must, in time and in order. */
static void end(struct fuzz *f, const struct place *p, struct session *s)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2};
	int status = 0, waited = 0;

	if (fuzz_chance(f, 2)) {
		(void)kill(s->pid, numbers[fuzz_below(f, sizeof numbers / sizeof *numbers)]);
		(void)drain(f, s, QUIET_MS * 20);
	}
	(void)close(s->fd);
	while (waitpid(s->pid, &status, WNOHANG) == 0 && waited++ < END_MS / 10)
		(void)poll(NULL, 0, 10);
	if (waited >= END_MS / 10) {
		(void)kill(s->pid, SIGABRT);
		(void)waitpid(s->pid, &status, 0);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "fuzz: ended with status %d\n", status);
		show_log(p, s);
	}
	FUZZ_HOLDS(f, WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void check_file(struct fuzz *f, const struct place *p)
{
	struct care_session *s = NULL;
	struct care_check check;
	struct error e = ERROR_INIT;
	char *tries = file_path(p->folder, "trede.tries");
	enum err rc;

	(void)unlink(tries); /* wrong ones were typed */
	free(tries);
	rc = care_session_open(&p->options, &s, &e);
	FUZZ_HOLDS(f, rc == OK || rc == ERR_PASSPHRASE); /* it was changed */
	if (rc != OK)
		return;
	FUZZ_HOLDS(f, care_check(s, true, NULL, NULL, &check, &e) == OK);
	if (check.faults > 0)
		fprintf(stderr, "fuzz: %s\n", check.first_fault.bytes);
	FUZZ_HOLDS(f, check.faults == 0 && check.rebuild_equal);
	str_release(&check.first_fault);
	care_session_close(s);
}

static void round_of(struct fuzz *f, void *data)
{
	struct place *p = data;
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct session s = {.tail = STR_INIT};
	/* what is typed while it is stopped is not sent back: it would be taken for the program's */
	struct termios silent = {.c_iflag = ICRNL, .c_oflag = OPOST | ONLCR, .c_cflag = CS8 | CREAD,
				 .c_lflag = ISIG | ICANON};

	place_put(p, p->sound.bytes, p->sound.len);
	s.pid = forkpty(&s.fd, NULL, &silent, &size);
	if (s.pid == 0)
		run_program(p);
	FUZZ_HOLDS(f, s.pid > 0);
	for (int i = 0; i < BATCHES && drain(f, &s, i == 0 ? 500 : QUIET_MS); i++) {
		if (fuzz_chance(f, 4))
			resize(f, &s);
		if (fuzz_chance(f, 4))
			disturb(f, &s);
		if (!type(f, &s))
			break;
	}
	(void)drain(f, &s, QUIET_MS);
	end(f, p, &s);
	check_file(f, p);
	str_release(&s.tail);
}

int main(int argc, char **argv)
{
	struct place p;
	int status;

	(void)signal(SIGPIPE, SIG_IGN);
	i18n_start("en", NULL);
	place_make(&p);
	status = fuzz_run(argc, argv, round_of, &p);
	place_remove(&p);
	return status;
}
