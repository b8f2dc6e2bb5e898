/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_REGEX_H
#define FORM_REGEX_H

#include "base/base.h"

/*
 * Regular expressions as forms use them: search semantics, . [] [^] * + ? {n,m} | () (?:)
 * ^ $ \b \d \s \w \p{L} and their opposites.  All alternatives run side by side
 * (Thompson, Pike), so time is at most length of the text times size of the program,
 * whatever the pattern.  No backreferences, no lookahead: they cannot be had in linear
 * time and are refused.
 */
struct form_regex;

enum {
	FORM_REGEX_BYTES = 4 << 10, /* of the pattern */
	FORM_REGEX_CODE = 2000,     /* steps of the program, {n,m} written out */
	FORM_REGEX_DEPTH = 64
};

/* In arena; NULL when it is broken or too large: e says why. */
const struct form_regex *form_regex_compile(struct arena *arena, const char *pattern,
					    struct error *e);

/*
 * Whether pattern is somewhere in text: 1 or 0; -1 when *steps, what it may still cost
 * (about one for each step of the program tried on each character), ran out.
 */
int form_regex_search(const struct form_regex *regex, const char *text,
		      struct arena *arena, unsigned *steps);

#endif
