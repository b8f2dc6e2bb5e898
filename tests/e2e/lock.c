/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lock.h"

#include "keys.h"

void lock_type_half(struct desk *d, const char *name, const char *half)
{
	desk_register(d, name);
	term_wait(d->term, "Mag ik opschrijven", TERM_MS);
	term_keys(d->term, "1");
	term_wait(d->term, "Waarmee", TERM_MS);
	desk_type(d, half);
	term_wait(d->term, half, TERM_MS);
}

void lock_sees_nothing(struct desk *d, const char *when)
{
	static const char *const markers[] = {LOCK_HALF, "Zwaluw", LOCK_NAME, "Waarmee", "Fouzia"};
	char *screen = term_screen(d->term), *scrolled = term_scrollback(d->term);

	for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
		if (strstr(screen, markers[i]) || strstr(scrolled, markers[i])) {
			term_print(d->term, when);
			fail_msg("%s: %s can still be read", when, markers[i]);
		}
	free(screen);
	free(scrolled);
}

void lock_is_blank(struct desk *d)
{
	term_wait_row(d->term, 0, LOCK_ORGANISATION, TERM_MS);
	lock_sees_nothing(d, "blank");
}

void lock_is_locked(struct desk *d)
{
	term_wait(d->term, LOCK_ASKS, TERM_MS);
	lock_sees_nothing(d, "locked");
}

void lock_open(struct desk *d)
{
	term_keys(d->term, "oefenen<Enter>");
	term_wait(d->term, "Zoek: ___", TERM_MS);
	term_wait_gone(d->term, LOCK_ASKS, TERM_MS); /* a frame comes in pieces */
}

void lock_finds_half(struct desk *d, const char *name, const char *half)
{
	char *there = harness_format("%s_", half);

	desk_woman(d, name);
	term_keys(d->term, "g1");
	term_wait(d->term, there, TERM_MS);
	free(there);
}

char *lock_folder(const struct desk *d)
{
	return place_path(d->place, "data/trede/practice");
}
