/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SOCIAL_ROWS_H
#define STORE_SOCIAL_ROWS_H

#include "store/sql.h"

/* Inside the store only. */

/* Copies the present row, which has the columns of SQL_SOCIAL_GET. */
void social_fill(struct sql *q, struct store_social *out);
/* Whether one of the words of a row is this, or (not is_whole) begins with it. */
bool social_has_word(const char *words, const char *begin, size_t begin_len, bool is_whole);

#endif
