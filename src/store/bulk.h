/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "store/names.h"

/*
 * Very many new clients in one go, as an import brings and a rebuild makes them.  Rows are written as ever, in the
 * caller's transactions; what leads to who is new (postings and keys) is gathered and written in
 * sorted runs of many, since rows that come in any order would touch every page of these tables in each
 * transaction.  A run is part of the transaction in which it is written.
 *
 * Nothing is lost when it ends in the middle, whatever the moment: meta.unlisted says from which number on
 * something is missing, it is told from the rows of these clients, and an opening writes it.
 *
 * While it goes on: who is new is not found by name or key until her run is written (store_bulk_end: all are);
 * and a failure undoes the whole transaction, not the level in which it came: a store_rollback at any
 * level makes the ones around it fail too.
 *
 * Both in no transaction, or both at the same level of one.  store_close ends it too, leaving the rest to the opening.
 */
enum err store_bulk_begin(struct store *s, struct error *e);
enum err store_bulk_end(struct store *s, struct error *e); /* OK when none was begun */
/* After a failure, inside the transaction that is going to be undone or after it: nothing is written. */
void store_bulk_drop(struct store *s);
/* Clients whose names and keys wait for their run: they are not found yet. */
int64_t store_bulk_waiting(const struct store *s);

#endif
