/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_RENEW_H
#define STORE_RENEW_H

#include "store/keys.h"

/*
 * Another file in the place of this one, whole at any moment.  The new pair (trede.db, trede.keys) is
 * made in the folder 'next.part'; renaming that to 'renewed' or 'restored' decides; store_settle then
 * moves the pair into place.  A process that dies anywhere between leaves the old pair or the new
 * one: every opening settles first.
 *
 *   renewed   the old pair is removed: somebody who could open it no longer may
 *   restored  the old pair is kept in kept-<date>T<time>/
 */
struct store;

/*
 * A new data key and a file under it, by the backup API, without this worker's slot.  The store and
 * the keys stay as they are: close both, then store_settle (or the next opening does it).
 * progress may be NULL.  ERR_FULL: nothing has changed.  ERR_INVALID: she is the last worker.
 */
enum err store_renew(struct store *s, const struct store_keys *k, const char *without,
		     void (*progress)(void *data, int64_t done, int64_t all), void *data,
		     struct error *e);

/*
 * For a new file: the folder in which it is made (emptied; the caller's), and the decision that makes
 * it the one of folder, at once and whole.  A plain file of an earlier trede goes when is_replacing,
 * else ERR_INVALID when there is a file already.
 */
enum err store_part_begin(const char *folder, char **part, struct error *e);
enum err store_part_adopt(const char *folder, bool is_replacing, struct error *e);

/* Puts in place what was prepared; nothing to do is OK.  No file of this folder may be open. */
enum err store_settle(const char *folder, struct error *e);

#endif
