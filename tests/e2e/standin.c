/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A small curses program with known behaviour, to test the harness on: it shows its size,
 * the text typed and the name of the last key.  ^O sends a title (which is foreign), ^B a
 * bell, ^E text that hides, ^X ends with status 3, ^G with an abort; SIGTERM ends with 7.
 */
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

static volatile sig_atomic_t resized, ended;

static void on_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else
		ended = number;
}

static void paint(const char *text, const char *key)
{
	int rows, cols;

	getmaxyx(stdscr, rows, cols);
	erase();
	mvprintw(0, 0, "standin %dx%d", cols, rows);
	attron(A_REVERSE);
	mvprintw(2, 0, "key: %s", key);
	attroff(A_REVERSE);
	mvprintw(1, 0, "text: %s", text);
	refresh();
}

static void tell(const char *bytes)
{
	if (write(STDOUT_FILENO, bytes, strlen(bytes)) < 0)
		ended = SIGHUP;
}

static void obey(wint_t c, char *text, size_t room)
{
	size_t n = strlen(text);

	if (n + MB_CUR_MAX >= room) /* the row is full: begin again */
		n = 0;
	if (c == 'o' - 96)
		tell("\033]0;title\007");
	else if (c == 'b' - 96)
		tell("\a");
	else if (c == 'e' - 96)
		tell("\342\200\256");
	else if (c == 'g' - 96)
		abort();
	else if (c >= ' ')
		n += (size_t)wctomb(text + n, (wchar_t)c);
	text[n] = '\0';
}

static void start(void)
{
	static const int signals[] = {SIGWINCH, SIGTERM, SIGHUP};
	struct sigaction act = {.sa_handler = on_signal};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &act, NULL);
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(25);
	define_key("\033[200~", KEY_MAX + 1);
	define_key("\033[201~", KEY_MAX + 2);
	tell("\033[?2004h");
}

static void take_size(void)
{
	struct winsize size;

	resized = 0;
	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0)
		resizeterm(size.ws_row, size.ws_col);
}

/* A terminal that went is always ready, and then ppoll lets no signal through. */
static void wait_for_input(const sigset_t *mask)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	if (ppoll(&input, 1, NULL, mask) > 0 && input.revents & (POLLHUP | POLLERR))
		ended = SIGHUP;
}

int main(void)
{
	char text[64] = "", key[64] = "none";
	sigset_t block, old;
	wint_t c = 0;
	int got = ERR;

	sigemptyset(&block);
	sigaddset(&block, SIGWINCH);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGHUP);
	sigprocmask(SIG_BLOCK, &block, &old);
	start();
	while (!ended && c != 'x' - 96) {
		if (resized)
			take_size();
		paint(text, key);
		got = get_wch(&c);
		if (got == ERR) {
			wait_for_input(&old);
			continue;
		}
		snprintf(key, sizeof key, "%s",
			 got == KEY_CODE_YES ? keyname((int)c) : key_name((wchar_t)c));
		if (got == KEY_CODE_YES && c > KEY_MAX)
			snprintf(key, sizeof key, "paste %s",
				 c == KEY_MAX + 1 ? "begins" : "ends");
		if (got == OK)
			obey(c, text, sizeof text);
	}
	if (ended != SIGHUP)
		tell("\033[?2004l");
	endwin();
	return ended == SIGTERM ? 7 : ended ? 0 : 3;
}
