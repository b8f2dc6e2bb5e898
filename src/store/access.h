/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ACCESS_H
#define STORE_ACCESS_H

#include "store/entry.h"

/* The access log: a chain of its own.  Never what was searched for, never a value. */
struct store_access {
	int64_t seq, hlc;
	char *worker, *action, *client; /* client NULL: none; action: open, print, export, search, ... */
	int64_t hits;                   /* of a search; -1 otherwise */
};

void store_access_release(struct store_access *a);
enum err store_access_append(struct store *s, const char *worker, const char *action,
			     const char *client, int64_t hits, struct error *e);
enum err store_access_of_client(struct store *s, const char *client,
				enum err (*visit)(void *, const struct store_access *,
						  struct error *),
				void *data, struct error *e);
/*
 * Whose dossiers this worker opened last on this laptop, newest first and each as often as it was; 'rows' of the
 * log are looked at, whoever wrote them.
 */
enum err store_access_recent(struct store *s, const char *worker, int rows,
			     void (*visit)(void *data, const char *client), void *data,
			     struct error *e);

#endif
