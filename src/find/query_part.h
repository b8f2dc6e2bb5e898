/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_QUERY_PART_H
#define FIND_QUERY_PART_H

#include "find/words.h"

/* Inside the find room only: the parts of a question. */
enum { QUERY_TOKENS_MOST = 40 };

struct query_token { /* what stands between blanks; quotes, dashes and digits are plain ones */
	const char *text;
	size_t len;
};

struct query_tokens {
	struct query_token items[QUERY_TOKENS_MOST];
	size_t count;
};

/*
 * What the tokens from 'at' on ask for, by their shape; how many were used, 0 when this one is a word
 * of a name.
 */
size_t query_shape_read(struct find_query *q, const struct query_tokens *t, size_t at);
/* The same for what can only be a date or a year of birth. */
size_t query_date_read(struct find_query *q, const struct query_tokens *t, size_t at);
/* A date in digits alone (1984, 120384, 12031984, 19840312); false when it is none. */
bool query_date_of_digits(struct find_query *q, const char *digits, size_t len);

/* words and others of q, out of all that is a name. */
void query_words_settle(struct find_query *q, const struct find_words *w);

#endif
