/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SOCIAL_INNER_H
#define CARE_SOCIAL_INNER_H

#include "care/derive.h"
#include "care/social.h"

/* The social map inside this room. */

struct care_social; /* words and map of a session; care_social_free(NULL) is fine */
void care_social_free(struct care_social *social);

/* The row of a record, or ERR_NOT_FOUND; then the record, its texts in the arena.  The caller releases the row. */
enum err care_map_row(struct care_session *s, enum map_kind kind, const char *id, struct arena *a,
		      struct store_social *row, struct map_record *out, struct error *e);
/* The record of a row that was read. */
enum err care_map_read(const struct store_social *row, struct arena *a, struct map_record *out,
		       struct error *e);
/* A version as it is: checked, and not the same as the one before (its row; NULL: a new one).  id may be NULL. */
enum err care_map_append(struct care_session *s, const struct map_record *r,
			 const struct store_social *before, char id[37], struct error *e);
/* A new one, of many: organisation is that of an offer, as it is in the map now. */
enum err care_map_append_new(struct care_session *s, const struct map_record *r,
			     const struct map_record *organisation, char id[37],
			     struct error *e);
const char *care_map_entry_kind(enum map_kind kind); /* "organisation", "offer" */

/* derive_map.c: writes the row of this organisation or offer anew; within the open transaction. */
enum err care_derive_map(struct care_session *s, enum map_kind kind, const char *subject,
			 struct error *e);
/* The row of one that was appended just now and is new: nothing is read. */
enum err care_derive_map_new(struct care_session *s, const struct map_record *r,
			     const struct map_record *organisation, const char *id,
			     const struct str *body, struct error *e);
/* The rows of all of them; the caller has begun the transaction and cleared. */
enum err care_derive_map_all(struct care_session *s, struct error *e);

#endif
