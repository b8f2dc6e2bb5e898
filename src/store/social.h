/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SOCIAL_H
#define STORE_SOCIAL_H

#include "store/derived.h"

/*
 * Derived rows of the social map: organisations and offers, the words by which they are found, what an
 * offer asks of a woman (packed by room map; opaque here), and who waits for which offer.  A row has a
 * number of this file alone, as a client has (store/names.h); it stays while the row is written over.
 */
enum store_social_kind { STORE_ORGANISATION, STORE_OFFER };

struct store_social { /* texts are "" when empty */
	int64_t number;   /* given by the store; 0: not in it yet */
	enum store_social_kind kind;
	char *id, *entry; /* the subject; the entry that counts now, which a next one replaces */
	char *source;     /* the id it has where it was imported from, or "" */
	char *parent;     /* of an offer: the id of its organisation */
	char *name, *sort; /* sort: folded, the order of every list */
	char *status;     /* a key of offer_status */
	char *checked;    /* ISO date of the last check, "" never */
	char *body;       /* JSON, as map reads it */
	int64_t hlc;      /* of entry */
};
void store_social_release(struct store_social *row);

/*
 * Puts or replaces the row of this id, its words (folded, each once) and what it asks (NULL: an
 * organisation, or one that may not be offered: it is not in a scan).  Not when the row that is there has a later hlc;
 * which of two of the same hlc counts, the caller says by putting that one last.
 * A word holds no newline.
 */
enum err store_social_put(struct store *s, const struct store_social *row,
			  const char *const *words, int word_count, const void *asks,
			  size_t asks_len, struct error *e);
/* ERR_NOT_FOUND, with a sentence. */
enum err store_social_get(struct store *s, enum store_social_kind kind, const char *id,
			  struct store_social *out, struct error *e);
enum err store_social_at(struct store *s, int64_t number, struct store_social *out, struct error *e);
/* Of several with this source (two laptops imported the same file) the one whose id sorts first. */
enum err store_social_by_source(struct store *s, enum store_social_kind kind, const char *source,
				struct store_social *out, struct error *e);
int64_t store_social_count(struct store *s, enum store_social_kind kind); /* a kept number */

typedef enum err (*store_social_visit)(void *data, const struct store_social *row, struct error *e);
/*
 * Of this kind, in order of sort and id, behind (after_sort, after_id) ("" and "": from the first), at most
 * 'most'.  parent: offers of that organisation alone, NULL all.  checked_before: an ISO date, those whose last
 * check is before it or that never were, NULL all.  open_only: without those whose status is another than
 * "active" or "".
 */
struct store_social_find {
	enum store_social_kind kind;
	const char *parent, *checked_before;
	const char *after_sort, *after_id;
	int most;
	bool open_only;
};
enum err store_social_list(struct store *s, const struct store_social_find *find,
			   store_social_visit visit, void *data, struct error *e);
/*
 * Rows that have, for each folded prefix, a word that begins with it; organisations before offers, then by
 * sort and id, behind (after_kind, after_sort, after_id); the rest as above.
 */
struct store_social_search {
	const char *const *prefixes;
	int prefix_count; /* 1 to 8 */
	enum store_social_kind after_kind;
	const char *after_sort, *after_id; /* NULL or "": from the first */
	const char *checked_before;
	int most;
	bool open_only;
};
enum err store_social_words(struct store *s, const struct store_social_search *search,
			    store_social_visit visit, void *data, struct error *e);

/* What every offer asks, by number: nothing else of it is read.  Bytes until the visit returns. */
enum err store_asks_scan(struct store *s,
			 void (*visit)(void *data, int64_t number, const void *asks, size_t len),
			 void *data, struct error *e);

/* Who waits for an offer: rows of care/derive, gone with her other rows (store_client_forget_rows). */
struct store_waiting {
	const char *offer, *since, *client, *referral; /* since: ISO */
	const char *asked; /* when she was last asked whether she still wants it; ISO */
};
enum err store_waiting_put(struct store *s, const struct store_waiting *w, struct error *e);
/* Of one offer, longest first; offer NULL: of all, by offer. */
enum err store_waiting_list(struct store *s, const char *offer,
			    enum err (*visit)(void *data, const struct store_waiting *w,
					      struct error *e),
			    void *data, struct error *e);

/* Events of one kind from day to day (ISO, both included), by day. */
enum err store_events(struct store *s, const char *kind, const char *from, const char *to,
		      enum err (*visit)(void *data, const struct store_event *ev, struct error *e),
		      void *data, struct error *e);

#endif
