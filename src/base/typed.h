/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_TYPED_H
#define BASE_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/*
 * A typed date cut into words and numbers, for date_understand alone (not part of
 * base.h).  Each gets a letter for its kind; the letters together ("NMN": 12 mei 1981)
 * pick who reads it.
 */
enum { TYPED_BYTES = 64, TYPED_TOKENS = 8 };

enum kind {
	NUMBER = 'N',
	MONTH = 'M',
	WEEKDAY = 'W',
	DAY = 'D',   /* vandaag, gisteren: days from today */
	UNIT = 'U',  /* value: 'd', 'w', 'm' or 'y' */
	HALF = 'H',  /* half jaar */
	AHEAD = '>', /* over */
	BACK = '<',  /* geleden */
	NEXT = '+',  /* volgende */
	LAST = '-',  /* vorige */
	OLD = 'O',   /* oud */
	ABOUT = '~',
	PLACE = 'i', /* in mei; in 2 weeks */
	FILLER = ' ' /* says nothing */
};

struct token {
	int value, digits; /* digits: 0 for a word */
};

struct reading {
	struct token token[TYPED_TOKENS];
	char kinds[TYPED_TOKENS + 1];
	size_t count;
	bool about;
	const struct date *today;
	enum date_sense sense;
};

/* Fills the tokens, kinds and about; false when a part is neither a known word nor a
 * number. */
bool typed_cut(struct reading *r, const char *typed);

#endif
