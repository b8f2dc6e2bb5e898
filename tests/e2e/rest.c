/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the program is at rest: it has read all that was typed and waits for more. */
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "inside.h"

/* Who the keys go to: the program, also when a shell began it. */
static int in_front(const struct term *t)
{
	pid_t front = tcgetpgrp(t->fd);

	return (int)(front > 0 ? front : t->pid);
}

long rest_sleeps(const struct term *t, char *state)
{
	char path[64], line[256];
	long count = -1;

	snprintf(path, sizeof path, "/proc/%d/status", in_front(t));
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f)) {
		(void)sscanf(line, "State: %c", state);
		(void)sscanf(line, "voluntary_ctxt_switches: %ld", &count);
	}
	if (f)
		fclose(f);
	return count;
}

/*
 * Keys that wait on the program's side of the terminal.  The kernel hands them over in its
 * own time; asking there whether there is something makes it do so now.
 */
static int unread(const struct term *t)
{
	struct pollfd input = {.events = POLLIN};
	char name[64];
	int count = 0, fd;

	if (ptsname_r(t->fd, name, sizeof name) != 0)
		return 0;
	fd = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return 0;
	input.fd = fd;
	(void)poll(&input, 1, 0);
	if (ioctl(fd, FIONREAD, &count) < 0)
		count = 0;
	close(fd);
	return count;
}

/*
 * Whether the sleep is one for input, not one for a child or the disk.  The kernel may
 * keep that from us (the program is not dumpable and we are not root); then children must
 * do.
 */
static bool waits_for_input(const struct term *t)
{
	static const long waits[] = {SYS_poll,	   SYS_ppoll,	   SYS_select,
				     SYS_pselect6, SYS_epoll_wait, SYS_epoll_pwait};
	char path[64], line[256] = "";
	unsigned long fd = 1;
	long number = -1;

	snprintf(path, sizeof path, "/proc/%d/syscall", in_front(t));
	FILE *f = fopen(path, "r");
	bool told = f && fgets(line, sizeof line, f);
	if (f)
		fclose(f);
	if (!told)
		return true;
	if (sscanf(line, "%ld %lx", &number, &fd) == 2 && number == SYS_read && fd == 0)
		return true;
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		if (number == waits[i])
			return true;
	return false;
}

static bool has_children(const struct term *t)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", in_front(t), in_front(t));
	FILE *f = fopen(path, "r");
	bool has = f && fgetc(f) != EOF;
	if (f)
		fclose(f);
	return has;
}

/* Asleep, with nothing left to read, and since it was typed to it has slept anew. */
static bool at_rest(const struct term *t, long *since)
{
	char state = '?';
	int waiting = unread(t); /* first: what it got just now wakes it */

	*since = rest_sleeps(t, &state);
	return waiting == 0 && state == 'S' && *since > t->switches && !has_children(t) &&
	       waits_for_input(t);
}

/* The program waits 25 ms, by a timer of its own, for what may follow an Esc. */
static void after_escape(struct term *t)
{
	enum { ESCAPE_US = 30000 };

	t->escaped = false;
	if (term_settles(t, TERM_MS)) /* it has read the Esc */
		term_let(t, ESCAPE_US);
}

bool term_settles(struct term *t, int ms)
{
	int64_t deadline = harness_deadline(ms);
	long before, after;

	if (t->escaped)
		after_escape(t);
	while (harness_now() < deadline) {
		uint64_t seen = t->read_total;
		bool rest = at_rest(t, &before);
		/* Output still on its way would come within this moment. */
		if (term_pump(t, harness_now() + 1000000) < 0)
			return false;
		while (term_pump(t, 0) > 0)
			;
		if (rest && at_rest(t, &after) && before == after &&
		    seen == t->read_total)
			return true;
	}
	return false;
}
