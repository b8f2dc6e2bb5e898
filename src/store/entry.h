/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "vault/vault.h"

/* What happened, never changed.  Columns, hash and chain are in docs/format.md. */
struct store;

enum { STORE_ID_BYTES = 37 }; /* a UUIDv7 as text, with its NUL */

struct store_entry { /* texts NULL when absent; an erased entry has id NULL and body NULL */
	char *device;
	int64_t dseq, hlc;
	char *id, *kind, *subject, *client, *author, *replaces, *on, *form, *body;
	size_t body_len;
};

struct store_new_entry { /* borrowed; NULL where it does not apply */
	const char *kind;
	const char *id;      /* NULL: a new one is made */
	const char *subject; /* NULL: subject = id */
	const char *client;  /* NULL: none; STORE_SELF: client = id */
	const char *author, *replaces, *on, *form;
	const char *body;    /* JSON as it is stored */
	size_t body_len;
};
#define STORE_SELF "self"

void store_entry_release(struct store_entry *entry);

/*
 * Appends within the open transaction (or one of its own).  id gets the entry's id, and stays as it
 * was on failure; it may be the buffer that entry->replaces or entry->subject points to.
 */
enum err store_entry_append(struct store *s, const struct store_new_entry *entry,
			    char id[STORE_ID_BYTES], struct error *e);
enum err store_entry_get(struct store *s, const char *id, struct store_entry *out, struct error *e);

int64_t store_entry_hlc(const struct store *s); /* of the entry that was appended just now */
/*
 * Calls visit for each entry, in the order facts count: on, hlc, device.  visit returning non-OK
 * stops; it may read the store again, and what it writes may or may not be visited.
 */
typedef enum err (*store_entry_visit)(void *data, const struct store_entry *entry,
				      struct error *e);
enum err store_entries_of_client(struct store *s, const char *client, store_entry_visit visit,
				 void *data, struct error *e);
enum err store_entries_of_kind(struct store *s, const char *kind, store_entry_visit visit,
			       void *data, struct error *e);
enum err store_entries_of_subject(struct store *s, const char *subject, store_entry_visit visit,
				  void *data, struct error *e);
/* Every client that has an entry, once, by id. */
enum err store_clients(struct store *s, enum err (*visit)(void *, const char *, struct error *),
		       void *data, struct error *e);

/* Sets everything but the chain to NULL, for these entries (device, dseq of each). */
enum err store_entry_erase(struct store *s, const char *device, int64_t dseq, struct error *e);

#endif
