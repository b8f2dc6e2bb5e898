/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "store/sql.h"

/* The kept numbers; what: "client", "organisation" or "offer".  One that cannot be read is 0. */
enum err rows_tally_add(struct store *s, const char *what, int64_t n, struct error *e);
int64_t rows_tally(struct store *s, const char *what);

/* Copies the present row, which has the columns of a client in the order of its table. */
void rows_fill_client(struct sql *q, struct store_client *out);
/* Steps once and ends: that row, or ERR_NOT_FOUND. */
enum err rows_one_client(struct sql *q, struct store_client *out, struct error *e);

/* Names in one column: of each a byte of kinds, the text and a zero byte. */
void rows_pack_names(const struct store_names *names, struct str *out);
void rows_visit_names(struct sql *q, int column,
		      void (*visit)(void *data, const char *name, unsigned kinds), void *data);

#endif
