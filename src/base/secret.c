/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { PAGE_BYTES = SECRET_MOST + 1 }; /* whole pages for the system, and a NUL for us */

static char *new_bytes(void)
{
	char *bytes = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (bytes == MAP_FAILED)
		mem_fail();
	/* a system that locks no more still has the secret kept: the start says so once
	 */
	(void)mlock(bytes, PAGE_BYTES);
	(void)madvise(bytes, PAGE_BYTES, MADV_DONTDUMP);
	return bytes;
}

bool secret_add(struct secret *s, const char *bytes, size_t len)
{
	if (len > SECRET_MOST - s->len)
		return false;
	if (len == 0)
		return true;
	if (!s->bytes)
		s->bytes = new_bytes();
	memcpy(s->bytes + s->len, bytes, len);
	s->len += len;
	return true;
}

void secret_cut(struct secret *s, size_t len)
{
	if (len >= s->len)
		return;
	explicit_bzero(s->bytes + len, s->len - len);
	s->len = len;
}

/* What lies behind len is zeros, so that comparing all of it compares the lengths too. */
bool secret_equal(const struct secret *a, const struct secret *b)
{
	volatile unsigned int differ = a->len != b->len;

	for (size_t i = 0; i < SECRET_MOST; i++) {
		unsigned int left = a->bytes ? (unsigned char)a->bytes[i] : 0;
		unsigned int right = b->bytes ? (unsigned char)b->bytes[i] : 0;

		differ |= left ^ right;
	}
	return differ == 0;
}

void secret_release(struct secret *s)
{
	if (s->bytes) {
		explicit_bzero(s->bytes, PAGE_BYTES);
		(void)munmap(s->bytes, PAGE_BYTES); /* it takes the lock along */
	}
	*s = (struct secret)SECRET_INIT;
}

static enum err too_long(struct error *e)
{
	return error_set(e, ERR_USAGE,
			 _("This is longer than %d bytes. Use a shorter passphrase."),
			 (int)SECRET_MOST);
}

/*
 * Byte by byte: what follows the line may be for another reader of the same descriptor.
 * Returns 0 or an errno; E2BIG when it does not fit, ENODATA at the end without a
 * newline.
 */
static int read_some(int fd, struct secret *out, bool *is_end)
{
	int number = 0;
	char c = 0;
	ssize_t got = read(fd, &c, 1);

	if (got < 0)
		number = errno;
	else if (got == 0)
		number = ENODATA;
	else if (c == '\n')
		*is_end = true;
	else if (!secret_add(out, &c, 1))
		number = E2BIG;
	explicit_bzero(&c, 1);
	return number;
}

static void wait_for(int fd)
{
	struct pollfd one = {fd, POLLIN, 0};

	(void)poll(&one, 1, -1); /* interrupted or not: the next read tells */
}

enum err secret_read(int fd, struct secret *out, struct error *e)
{
	bool is_end = false;
	int number = 0;

	secret_cut(out, 0);
	while (!is_end && number == 0) {
		number = read_some(fd, out, &is_end);
		if (number == EAGAIN)
			wait_for(fd);
		if (number == EINTR || number == EAGAIN)
			number = 0;
	}
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	if (number == 0 || number == ENODATA)
		return OK;
	secret_cut(out, 0);
	if (number == E2BIG)
		return too_long(e);
	error_set(e, ERR_USAGE,
		  _("Descriptor %d cannot be read. Open it for the passphrase, as in "
		    "3<FILE."),
		  fd);
	error_detail(e, "errno %d: %s", number, strerror(number));
	return ERR_USAGE;
}

/* The terminal while it shows nothing: signals wait until it is as it was. */
struct quiet {
	int tty, signals;
	struct termios before;
	sigset_t mask;
};

static int quiet_begin(struct quiet *q)
{
	struct termios silent;
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGHUP);
	sigaddset(&held, SIGQUIT);
	sigaddset(&held, SIGTSTP);
	silent = q->before;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
	silent.c_lflag |= ICANON | ISIG | ECHONL;
	silent.c_iflag |= ICRNL;
	sigprocmask(SIG_BLOCK, &held, &q->mask);
	q->signals = signalfd(-1, &held, SFD_CLOEXEC);
	if (q->signals >= 0 && tcsetattr(q->tty, TCSAFLUSH, &silent) == 0)
		return 0;
	return errno;
}

static void quiet_end(struct quiet *q)
{
	(void)tcsetattr(q->tty, TCSAFLUSH, &q->before); /* gone with its terminal */
	if (q->signals >= 0)
		(void)close(q->signals);
	sigprocmask(SIG_SETMASK, &q->mask, NULL); /* what waited comes now */
}

/* EINTR: a signal waits to be let through. */
static int quiet_read(const struct quiet *q, struct secret *out)
{
	bool is_end = false;
	int number = 0;

	while (!is_end && number == 0) {
		struct pollfd both[2] = {{q->tty, POLLIN, 0}, {q->signals, POLLIN, 0}};

		if (poll(both, 2, -1) < 0 && errno != EINTR)
			number = errno;
		else if (both[1].revents)
			return EINTR;
		else if (both[0].revents)
			number = read_some(q->tty, out, &is_end);
		if (number == EINTR || number == EAGAIN)
			number = 0;
	}
	return number;
}

static int write_text(int fd, const char *text)
{
	for (size_t len = strlen(text); len > 0;) {
		ssize_t done = write(fd, text, len);

		if (done < 0 && errno != EINTR)
			return errno;
		if (done > 0) {
			text += done;
			len -= (size_t)done;
		}
	}
	return 0;
}

enum err secret_ask(const char *prompt, struct secret *out, struct error *e)
{
	struct quiet q = {.tty = open("/dev/tty", O_RDWR | O_CLOEXEC), .signals = -1};
	int number = q.tty < 0 ? errno : EINTR;

	while (number == EINTR) { /* again after having been stopped and called back */
		secret_cut(out, 0);
		if (tcgetattr(q.tty, &q.before) < 0) {
			number = errno;
			break;
		}
		number = quiet_begin(&q);
		if (number == 0)
			number = write_text(q.tty, prompt);
		if (number == 0)
			number = quiet_read(&q, out);
		quiet_end(&q);
		q.signals = -1;
	}
	if (q.tty >= 0)
		(void)close(q.tty);
	if (number == 0)
		return OK;
	secret_cut(out, 0);
	if (number == E2BIG)
		return too_long(e);
	error_set(e, ERR_USAGE,
		  _("There is no terminal to ask for the passphrase. Give it "
		    "with --passphrase-fd."));
	error_detail(e, "errno %d: %s", number, strerror(number));
	return ERR_USAGE;
}
