/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/keys.h"

/*
 * A backup is one file: a head with the key file, then the sealed pages (docs/format.md, "A backup").
 * It is copied in steps while work goes on, under the name PATH.part; then it is opened, every page and
 * chain is checked and its entries, women and drafts are counted; only then it takes the name PATH.
 * An earlier file of that name is there until then.
 */
struct store;
struct store_backup; /* one that is being made */

struct store_backup_about {
	int64_t made_ms;                  /* UTC */
	int64_t entries, clients, drafts;
	char *path;                       /* where it was put; the caller's, NULL: none was made */
};
void store_backup_about_release(struct store_backup_about *a);

/* ERR_INVALID: path is the file itself or lies in its folder; ERR_FULL; ERR_FILE. */
enum err store_backup_begin(struct store *s, const struct store_keys *k, const char *path,
			    struct store_backup **out, struct error *e);
/* Some pages more: a step lasts a few ms.  What is written meanwhile is in it. */
enum err store_backup_step(struct store_backup *b, int64_t *done, int64_t *all, struct error *e);
/*
 * After done == all: opens the copy, checks and counts all of it in a thread of its own, so that no
 * key waits for it; the first call begins, *is_done tells when it is over.  What it found,
 * store_backup_finish says.  Not called, finish does it itself and lasts as long.
 */
enum err store_backup_prove(struct store_backup *b, bool *is_done, struct error *e);
/* Puts in place what was proven, notes it in the folder; frees b in any case. */
enum err store_backup_finish(struct store_backup *b, struct store_backup_about *out,
			     struct error *e);
void store_backup_drop(struct store_backup *b); /* leaves nothing behind; waits for the proving */

/* The last good one that was made from this folder (trede.backups, kept outside the file so that it
 * can be named when the file is damaged); path NULL when there is none. */
enum err store_backup_last(const char *folder, struct store_backup_about *out, struct error *e);

/*
 * Opens the backup with this name and passphrase, checks and counts it, and puts it in the place of
 * the file, which is kept beside it.  ERR_PASSPHRASE, ERR_DAMAGED, ERR_NEWER, ERR_FULL: the present
 * file is untouched.  ERR_BUSY: the present file is open.  progress may be NULL.
 */
enum err store_restore(const char *path, const char *folder, const char *name,
		       const struct secret *passphrase, bool is_practice, const struct clock *clock,
		       void (*progress)(void *data, int64_t done, int64_t all), void *data,
		       struct store_backup_about *out, struct error *e);

#endif
