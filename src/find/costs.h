/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_COSTS_H
#define FIND_COSTS_H

#include <stdint.h>

/* Inside the find room only: the table behind sound.c.  costs.c is written by tests/bench/fit_sounds.py. */
enum {
	FIND_SOUNDS = 71,      /* sounds of Latin letters; above come other scripts */
	FIND_LETTERS_MOST = 4  /* of one sound */
};

/* By first letter, longest first; "h$" is an h that ends a word. */
extern const char find_sound_letters[FIND_SOUNDS][FIND_LETTERS_MOST + 1];
extern const uint16_t find_cost_instead[FIND_SOUNDS][FIND_SOUNDS]; /* typed, in the part */
extern const uint16_t find_cost_missing[FIND_SOUNDS];              /* in the part and not typed */
extern const uint16_t find_cost_extra[FIND_SOUNDS];                /* typed and not in the part */

#endif
