/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DERIVED_H
#define STORE_DERIVED_H

#include "store/entry.h"

/*
 * Rows computed from entries, written by care/derive alone and never changed in place: a client's
 * rows are deleted and written again in the transaction of the entry that changed them.
 * Texts are "" when empty.
 */
struct store_client { /* one line of a list, and the current facts */
	char *id, *called, *given_name, *family_name, *birth_date, *file_number, *postcode,
		*district, *status, *last_seen; /* ISO date of the last talk, "" never */
	int64_t ladder_level;                   /* 0 unknown */
	char *facts;                            /* JSON object, keys sorted */
	char *phones; /* digits of each from the last to the first, a blank between */
};

/*
 * How she was ever known: whole names, and their folded parts by which she is found.  kinds is a set of at
 * most 8 bits that care gives a meaning; a part that stands twice has the kinds of both.
 */
struct store_name {
	const char *text;
	unsigned kinds;
};
struct store_names { /* borrowed */
	const struct store_name *names, *parts;
	int name_count, part_count;
};

struct store_agenda { /* something due */
	char *due, *time;       /* ISO date; HH:MM or "" */
	char *client, *subject; /* subject: the appointment, referral or step */
	char *kind, *about, *with;
	char *called, *family;  /* filled on reading, from the client's row: who it is about */
};

struct store_event { /* narrow, for reports and counts */
	const char *client, *on, *kind, *district, *detail;
};

void store_client_release(struct store_client *c);
void store_agenda_release(struct store_agenda *a);

/* Her client row, names, keys, agenda and events; a name part that nobody else has goes too. */
enum err store_client_forget_rows(struct store *s, const char *client, struct error *e);
/*
 * In the place of her row, if she has one, and of all else that store_client_forget_rows takes; her number stays
 * and the count of clients follows.  names may be NULL.
 */
enum err store_client_put(struct store *s, const struct store_client *c,
			  const struct store_names *names, struct error *e);
enum err store_agenda_put(struct store *s, const struct store_agenda *a, struct error *e);
enum err store_event_put(struct store *s, const struct store_event *ev, struct error *e);

enum err store_client_get(struct store *s, const char *id, struct store_client *out,
			  struct error *e);
int64_t store_client_count(struct store *s); /* a kept number; reads no client row */

/*
 * Clients that have, for each prefix, a name part that begins with it (all folded).  At most 'most'
 * visits, ordered by called name, family name, id; *total gets how many there are.  Only
 * STORE_FIND_COUNT_MOST women are looked at, of those who have the rarest of what is asked.
 * part: her folded part that begins with the first prefix, "" without prefixes.
 */
enum { STORE_FIND_COUNT_MOST = 300 };
struct store_find {
	const char *const *prefixes;
	int prefix_count;      /* 0 to 8 */
	const char *birth_year; /* NULL or four digits; also matches ~YYYY */
	const char *postcode;   /* NULL or folded beginning, blanks removed, upper case */
	const char *file_number; /* NULL or exact, but for capitals */
	int most;
};
typedef enum err (*store_look_visit)(void *to, const struct store_client *, const char *part,
				     struct error *);
enum err store_find_clients(struct store *s, const struct store_find *find,
			    store_look_visit visit, void *to, int64_t *total, struct error *e);
/*
 * The same in slices, each until the pause, which NULL never asks for.  No statement stays open between
 * them: who changed meanwhile is told as she is then, who went is left out.  The prefixes and texts of
 * find are borrowed until it is freed; the total is known once anybody is visited.
 */
struct store_look;
struct store_look *store_look_new(struct store *s, const struct store_find *find);
void store_look_free(struct store_look *l); /* NULL is fine */
enum err store_look_go(struct store_look *l, bool (*pause)(void *data), void *data,
		       store_look_visit visit, void *to, bool *is_over, struct error *e);
int64_t store_look_total(const struct store_look *l);

/* Due up to and including 'until' (ISO), oldest first; and a client's own. */
enum err store_agenda_until(struct store *s, const char *until, int most,
			    enum err (*visit)(void *, const struct store_agenda *, struct error *),
			    void *data, struct error *e);
/* Clients with status "open" whose last talk was before 'day': never first, then longest ago. */
enum err store_clients_unseen_since(struct store *s, const char *day, int most,
				    enum err (*visit)(void *, const struct store_client *,
						      struct error *),
				    void *data, struct error *e);

/* By what everybody in the file is known, in any order; texts until the visit returns. */
struct store_known {
	const char *file_number, *called, *given_name, *family_name, *birth_date, *postcode;
};
enum err store_clients_known(struct store *s,
			     enum err (*visit)(void *, const struct store_known *,
					       struct error *),
			     void *data, struct error *e);

/* Rows without a client, by kind ("worker", "setting", "form", "organisation") and key. */
enum err store_thing_put(struct store *s, const char *kind, const char *key, const char *value,
			 struct error *e);
enum err store_things(struct store *s, const char *kind,
		      enum err (*visit)(void *, const char *key, const char *value,
					struct error *),
		      void *data, struct error *e);
enum err store_thing(struct store *s, const char *kind, const char *key, struct str *out,
		     struct error *e); /* "" when absent */

enum err store_things_forget(struct store *s, const char *kind, struct error *e);

enum err store_derived_clear(struct store *s, struct error *e); /* before a rebuild */
/*
 * BLAKE2b-256 over all derived rows: equal contents, equal digest, whatever the numbers of clients and
 * parts are.
 */
enum err store_derived_digest(struct store *s, unsigned char out[VAULT_HASH_BYTES],
			      struct error *e);

#endif
