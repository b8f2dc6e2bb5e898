/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <unistd.h>

/* clang-format off: term.h wants curses first, and makes macros of everyday words */
#include "ui/ncurses.h"
#include <term.h>
#undef lines
#undef columns
/* clang-format on */

enum {
	ESCAPE_DELAY_MS = 25,
	CODE_PASTE_BEGIN = KEY_MAX + 1,
	CODE_PASTE_END = KEY_MAX + 2,
	ESCAPE_SEQUENCE_MOST = 64,
	RESTORE_BYTES = 256,
	FAR_AWAY_S = 0x7fffffff /* from now; the alarm is there to be cancelled */
};

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct ui_terminal {
	SCREEN *screen;
	WINDOW *keys;	  /* a pad, so that reading a key never refreshes a window */
	sigset_t waiting; /* the signal mask while we wait */
	int held;	  /* a key read ahead; UI_KEY_NONE: none */
	int given_back;	  /* a byte read ahead; ERR: none */
	int waking;	  /* an alarm that goes when the clock jumps, as it does on waking; -1: none */
	bool is_pasting;
};

/*
 * Signals arrive without a pointer of ours: these few say what came, and what gives the
 * terminal back when nothing else can run any more.
 */
static volatile sig_atomic_t resized, ended, continued, lock_asked, stop_asked;
static struct {
	struct termios mode;
	char text[RESTORE_BYTES];
	size_t len;
	volatile sig_atomic_t is_taken;
} restore;

/* What ends any program ends this one in order, with the terminal given back. */
static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR2};
/* And these lock it. */
static const int locking[] = {SIGUSR1, SIGTSTP};
#ifndef __SANITIZE_ADDRESS__
static const int crashing[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
#endif

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

/* It was stopped, and who had the terminal meanwhile wrote on it and set it otherwise. */
static void on_continue(int number)
{
	(void)number;
	continued = resized = 1;
}

static void on_lock(int number)
{
	if (number == SIGTSTP)
		stop_asked = 1;
	else
		lock_asked = 1;
}

static void on_end(int number)
{
	(void)number;
	ended = 1;
}

/* Only what is safe in a signal handler. */
static void give_back(void)
{
	if (!restore.is_taken)
		return;
	restore.is_taken = 0;
	if (write(STDOUT_FILENO, restore.text, restore.len) < 0)
		return; /* the terminal is gone: nothing to restore */
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &restore.mode);
}

#ifndef __SANITIZE_ADDRESS__
static void on_crash(int number)
{
	give_back();
	(void)raise(number); /* SA_RESETHAND: now for real */
}
#endif

static void catch (int number, void (*handler)(int), int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	action.sa_flags = flags;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(number, &action, NULL);
}

/* Caught, and let through only while we wait; when the terminal is given back they stay held. */
static void catch_waiting(struct ui_terminal *t, int number, void (*handler)(int))
{
	sigset_t one;

	(void)sigemptyset(&one);
	(void)sigaddset(&one, number);
	(void)sigprocmask(SIG_BLOCK, &one, NULL);
	(void)sigdelset(&t->waiting, number);
	catch (number, handler, 0);
}

static void signals_set(struct ui_terminal *t)
{
	(void)sigprocmask(SIG_BLOCK, NULL, &t->waiting);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		catch_waiting(t, ending[i], on_end);
	for (size_t i = 0; i < sizeof locking / sizeof *locking; i++)
		catch_waiting(t, locking[i], on_lock);
	catch_waiting(t, SIGWINCH, on_resize);
	catch_waiting(t, SIGCONT, on_continue);
	catch (SIGPIPE, SIG_IGN, 0);
#ifndef __SANITIZE_ADDRESS__
	for (size_t i = 0; i < sizeof crashing / sizeof *crashing; i++)
		catch (crashing[i], on_crash, (int)SA_RESETHAND | SA_NODEFER);
#endif
}

static void restore_add(const char *text)
{
	size_t len = text && text != (const char *)-1 ? strlen(text) : 0;

	/* A string with padding ($<5>) is for terminals that need curses to send it. */
	if (len == 0 || strstr(text, "$<") || restore.len + len > sizeof restore.text)
		return;
	memcpy(restore.text + restore.len, text, len);
	restore.len += len;
}

static void restore_prepare(void)
{
	static char names[][6] = {"sgr0", "cnorm", "rmkx", "rmcup"};

	restore.len = 0;
	restore_add(PASTE_OFF);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		restore_add(tigetstr(names[i]));
}

static void send(const char *text)
{
	(void)fputs(text, stdout); /* a terminal that is gone shows in ppoll */
	(void)fflush(stdout);
}

static enum err terminal_check(struct error *e)
{
	const char *term = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(e, ERR_USAGE, "%s",
				 _("The screens need a terminal: start trede in a "
				   "terminal window."));
	if (!term || !*term)
		return error_set(e, ERR_USAGE, "%s",
				 _("TERM is not set: start trede in an ordinary terminal "
				   "window."));
	return OK;
}

static bool can_place_text(void)
{
	char cup[] = "cup";

	return tigetstr(cup) && tigetstr(cup) != (char *)-1;
}

#ifdef __SANITIZE_ADDRESS__
/* curses loses a screen of its own when it does not know the terminal. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:new_prescr\n";
}

const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

/* newterm reads the terminal's description; asking for it before would read it twice. */
static enum err screen_open(struct ui_terminal *t, struct error *e)
{
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen)
		return error_set(e, ERR_USAGE, "%s",
				 _("This kind of terminal is not known here: try "
				   "TERM=xterm trede."));
	if (can_place_text())
		return OK;
	(void)endwin();
	delscreen(t->screen);
	return error_set(e, ERR_USAGE, "%s",
			 _("This terminal cannot place text on the screen: start trede in an "
			   "ordinary terminal window."));
}

/*
 * Nothing we wait for comes when a lid is opened, and what was on screen would stand there until the
 * first key.  The kernel cancels this alarm when the wall clock jumps, so also when it wakes.
 */
static void alarm_set(struct ui_terminal *t)
{
	struct itimerspec far = {{0, 0}, {0, 0}};

	if (t->waking < 0 || clock_gettime(CLOCK_REALTIME, &far.it_value) < 0)
		return;
	far.it_value.tv_sec += FAR_AWAY_S;
	(void)timerfd_settime(t->waking, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far,
			      NULL); /* without it waking shows at the first key */
}

static void alarm_take(struct ui_terminal *t)
{
	uint64_t times;

	if (read(t->waking, &times, sizeof times) < 0 && errno != ECANCELED)
		return;
	alarm_set(t);
}

static void modes_set(struct ui_terminal *t)
{
	static const char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

	raw();
	noecho();
	nonl();
	set_escdelay(ESCAPE_DELAY_MS);
	mouseinterval(0);
	(void)typeahead(-1); /* a frame is painted whole */
	t->keys = newpad(1, 1);
	keypad(t->keys, TRUE);
	nodelay(t->keys, TRUE);
	(void)define_key(paste_begin, CODE_PASTE_BEGIN);
	(void)define_key(paste_end, CODE_PASTE_END);
}

enum err ui_terminal_open(struct ui_terminal **out, struct error *e)
{
	struct ui_terminal *t;
	enum err rc = terminal_check(e);

	if (rc != OK)
		return rc;
	if (tcgetattr(STDIN_FILENO, &restore.mode) < 0)
		return error_set(e, ERR_USAGE, "%s", _("The terminal does not answer."));
	t = mem_new(sizeof *t);
	t->held = UI_KEY_NONE;
	t->given_back = ERR;
	resized = ended = continued = lock_asked = stop_asked = 0;
	signals_set(t); /* before curses sets its own */
	rc = screen_open(t, e);
	if (rc != OK) {
		free(t);
		return rc;
	}
	t->waking = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	alarm_set(t);
	modes_set(t);
	restore_prepare();
	restore.is_taken = 1;
	mem_on_failure(give_back);
	send(PASTE_ON);
	*out = t;
	return OK;
}

void ui_terminal_close(struct ui_terminal *t)
{
	if (!t)
		return;
	send(PASTE_OFF);
	(void)delwin(t->keys);
	(void)endwin();
	restore.is_taken = 0;
	mem_on_failure(NULL);
	delscreen(t->screen);
	if (t->waking >= 0)
		(void)close(t->waking);
	free(t);
}

/* What a signal asked for, the most urgent first; UI_WAIT_TIME: nothing did. */
static enum ui_wait asked(void)
{
	if (ended)
		return UI_WAIT_END;
	if (stop_asked || lock_asked)
		return stop_asked ? UI_WAIT_STOP : UI_WAIT_LOCK;
	return resized ? UI_WAIT_RESIZE : UI_WAIT_TIME;
}

/* Where keys keep coming, ppoll would never let a signal through. */
static void signals_take(struct ui_terminal *t)
{
	const struct timespec now = {0, 0};

	(void)ppoll(NULL, 0, &now, &t->waiting);
}

enum ui_wait ui_terminal_wait(struct ui_terminal *t, int64_t timeout_ms)
{
	struct pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {t->waking, POLLIN, 0}};
	struct timespec limit = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000L};
	int count;

	signals_take(t);
	if (asked() != UI_WAIT_TIME)
		return asked();
	if (t->held != UI_KEY_NONE || t->given_back != ERR)
		return UI_WAIT_KEY;
	count = ppoll(ready, 2, timeout_ms < 0 ? NULL : &limit, &t->waiting);
	if (asked() != UI_WAIT_TIME)
		return asked();
	if (count < 0 && errno != EINTR)
		return UI_WAIT_END;
	if (count > 0 && ready[1].revents)
		alarm_take(t);
	if (count > 0 && ready[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		return UI_WAIT_END;
	return count > 0 && ready[0].revents ? UI_WAIT_KEY : UI_WAIT_TIME;
}

bool ui_terminal_is_asked(struct ui_terminal *t)
{
	const struct timespec now = {0, 0};
	struct pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {t->waking, POLLIN, 0}};

	return t->held != UI_KEY_NONE || t->given_back != ERR || asked() != UI_WAIT_TIME ||
	       ppoll(ready, 2, &now, &t->waiting) != 0 || asked() != UI_WAIT_TIME;
}

static const struct {
	int code, key;
} codes[] = {
	{KEY_UP, UI_KEY_UP},
	{KEY_DOWN, UI_KEY_DOWN},
	{KEY_LEFT, UI_KEY_LEFT},
	{KEY_RIGHT, UI_KEY_RIGHT},
	{KEY_HOME, UI_KEY_HOME},
	{KEY_END, UI_KEY_END},
	{KEY_PPAGE, UI_KEY_PAGE_UP},
	{KEY_NPAGE, UI_KEY_PAGE_DOWN},
	{KEY_DC, UI_KEY_DELETE},
	{KEY_BACKSPACE, UI_KEY_BACKSPACE},
	{KEY_ENTER, UI_KEY_ENTER},
	{KEY_BTAB, UI_KEY_BACKTAB},
	{KEY_F(1), UI_KEY_F1},
	{KEY_F(2), UI_KEY_F2},
	{KEY_F(3), UI_KEY_F3},
	{CODE_PASTE_BEGIN, UI_KEY_PASTE_BEGIN},
	{CODE_PASTE_END, UI_KEY_PASTE_END},
};

static int key_of_code(int code)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (codes[i].code == code)
			return codes[i].key;
	}
	return UI_KEY_NONE;
}

/* A byte, or a key that curses knows (KEY_MIN and up), or ERR: nothing now. */
static int byte_next(struct ui_terminal *t)
{
	int c = t->given_back;

	t->given_back = ERR;
	return c != ERR ? c : wgetch(t->keys);
}

/* The next byte of a character, which may be on its way still. */
static int byte_behind(struct ui_terminal *t)
{
	struct pollfd input = {STDIN_FILENO, POLLIN, 0};
	int c = byte_next(t);

	if (c == ERR && poll(&input, 1, ESCAPE_DELAY_MS) > 0)
		c = byte_next(t);
	return c;
}

/*
 * The character that begins with this byte.  get_wch would do, but what is not UTF-8 (a terminal
 * set to something else) makes it drop the keys that follow: here it is one U+FFFD.
 */
static int char_of_bytes(struct ui_terminal *t, int first)
{
	int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
	char bytes[4] = {(char)first};
	uint32_t code = 0xfffd;

	for (int i = 1; i <= more; i++) {
		int c = byte_behind(t);

		if (c < 0x80 || c > 0xbf) {
			t->given_back = c;
			return 0xfffd;
		}
		bytes[i] = (char)c;
	}
	if (text_decode(bytes, (size_t)more + 1, &code) != more + 1)
		return 0xfffd;
	return (int)code;
}

/* A sequence that curses does not know is one key that means nothing, never letters. */
static void sequence_swallow(struct ui_terminal *t)
{
	for (int i = 0; i < ESCAPE_SEQUENCE_MOST; i++) {
		int c = byte_next(t);

		if (c >= 0 && c < ' ')
			t->given_back = c; /* no part of one, but ^L perhaps */
		if (c == ERR || c < ' ' || c >= KEY_MIN || (c >= 0x40 && c <= 0x7e))
			return;
	}
}

static int key_after_escape(struct ui_terminal *t)
{
	int c = byte_next(t);

	if (c == ERR)
		return UI_KEY_ESC;
	if (t->is_pasting && c != '[') { /* what follows is text, not Alt */
		t->given_back = c;
		return UI_KEY_NONE;
	}
	if (c >= KEY_MIN) {
		t->held = key_of_code(c);
		return UI_KEY_ESC;
	}
	if (c == '\r' || c == '\n')
		return UI_KEY_ALT_ENTER;
	if (c < ' ') { /* two keys, quickly: Alt with one of these is nothing to us */
		t->given_back = c;
		return UI_KEY_ESC;
	}
	if (c == '[' || c == 'O') {
		sequence_swallow(t);
		return UI_KEY_NONE;
	}
	if (c >= 0x80)
		(void)char_of_bytes(t, c);
	return UI_KEY_NONE;
}

static int key_of_byte(struct ui_terminal *t, int c)
{
	switch (c) {
	case '\t':
		return UI_KEY_TAB;
	case '\n':
		return UI_KEY_NEWLINE;
	case '\r':
		return UI_KEY_ENTER;
	case '\b':
	case 0x7f:
		return UI_KEY_BACKSPACE;
	case 033:
		return key_after_escape(t);
	default:
		if (c >= 0x80)
			return char_of_bytes(t, c);
		return c < ' ' ? UI_KEY_CTRL + '@' + c : c;
	}
}

/* UI_KEY_RESIZE stands for a key that means nothing, so that the caller reads on. */
int ui_terminal_key(struct ui_terminal *t)
{
	int key = t->held, c;

	if (key != UI_KEY_NONE) {
		t->held = UI_KEY_NONE;
		return key;
	}
	c = byte_next(t);
	if (c == ERR)
		return UI_KEY_NONE;
	key = c >= KEY_MIN ? key_of_code(c) : key_of_byte(t, c);
	if (key == UI_KEY_PASTE_BEGIN || key == UI_KEY_PASTE_END)
		t->is_pasting = key == UI_KEY_PASTE_BEGIN;
	return key == UI_KEY_NONE ? UI_KEY_RESIZE : key;
}

void ui_terminal_size(struct ui_terminal *t, int *lines, int *columns)
{
	struct winsize size = {0, 0, 0, 0};

	(void)t;
	if (continued) {
		(void)reset_prog_mode();
		send(PASTE_ON);
		clearok(curscr, TRUE);
	}
	continued = 0;
	if (resized && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		(void)resizeterm(size.ws_row, size.ws_col);
		clearok(curscr, TRUE); /* terminals move lines their own way: paint all */
	}
	resized = 0;
	*lines = LINES;
	*columns = COLS;
}

void ui_terminal_flush(void)
{
	(void)doupdate();
}

void ui_terminal_deaf(void)
{
	(void)flushinp();
}

void ui_terminal_forget(void)
{
	char name[] = "E3";
	const char *text = tigetstr(name);

	if (text && text != (const char *)-1 && !strstr(text, "$<"))
		send(text);
}
