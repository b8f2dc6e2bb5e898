/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BULK_INNER_H
#define STORE_BULK_INNER_H

#include "store/bulk.h"
#include "store/chain.h"
#include "store/refs.h"

/* Inside the store only: where writing meets a bulk.  All of these want s->bulk to be there. */

/* The id of a part that was met before; 0: not yet. */
uint32_t bulk_part(struct store *s, const char *folded);
void bulk_keep_part(struct store *s, const char *folded, uint32_t part);

/* A client who is new, with all that leads to her; her row stands.  *is_taken false: write it yourself. */
enum err bulk_take(struct store *s, int64_t number, const struct refs *now, bool *is_taken,
		   struct error *e);
/*
 * Before rows of this number are changed: what was gathered of her is written first.  Free when nothing of
 * hers waits.
 */
enum err bulk_yield(struct store *s, int64_t number, struct error *e);
/* Somebody has this part no more: it is looked at when the run is written. */
void bulk_loosen(struct store *s, uint32_t part);

/* So many clients more; told to tally when the transaction is committed. */
void bulk_count(struct store *s, int64_t n);
int64_t bulk_counted(const struct store *s);

/* The link after which the next one comes; false: it has to be read.  And: this one was written. */
bool bulk_last_link(const struct store *s, struct chain_link *out);
void bulk_keep_link(struct store *s, const struct chain_link *link);

enum err bulk_before_commit(struct store *s, struct error *e);
void bulk_undone(struct store *s); /* the transaction is; what is remembered may be wrong */
void bulk_free(struct store *s);   /* NULL is fine */

/* At an opening: ends a bulk that a stop in the middle left, if any. */
enum err bulk_recover(struct store *s, struct error *e);

#endif
