/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SEQUENCE_H
#define TESTS_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads every byte that a program sends to its terminal and holds it against an
 * allow-list: what the terminfo entries xterm-256color and linux let curses send while it
 * paints, and bracketed paste.  Everything else is foreign: OSC, DCS, reports, mouse
 * modes, a bell, C1 bytes (also as C2 80..9F), bytes that are not UTF-8, and text that
 * the output gate never lets through (bidi controls, zero width, private use,
 * noncharacters).  The first foreign sequence is kept.
 */
enum { SEQUENCE_BYTES = 64, SEQUENCE_SHOWN = 4 * SEQUENCE_BYTES + 64 };

struct sequence {
	int state;
	unsigned char held[SEQUENCE_BYTES]; /* the sequence so far, for the message */
	size_t count;
	uint32_t code;		      /* the character so far */
	int left;		      /* bytes that it still needs */
	bool paste;		      /* the program has switched bracketed paste on */
	bool keypad;		      /* and cursor keys to application mode */
	bool forgets;		      /* it has erased what scrolled away (CSI 3 J) */
	char foreign[SEQUENCE_SHOWN]; /* "" while all was allowed */
};

void sequence_feed(struct sequence *s, const char *bytes, size_t len);
bool sequence_is_open(const struct sequence *s); /* in the middle of a sequence or a character */

#endif
