/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/derived.h"

/*
 * Derived rows for finding: name parts, who has which, and exact keys.  A client has a number here, dense
 * and for this file alone (an id of 36 letters in two million rows is too much for an old laptop):
 * it says nothing, is in no digest and in no backup's meaning, and a rebuild may give another.  It
 * stays hers while her rows are written over.
 */
enum store_key { STORE_KEY_FILE_NUMBER, STORE_KEY_POSTCODE, STORE_KEY_PHONE, STORE_KEY_BIRTH };

/* Reading in slices: at most 'most' rows behind *at, which moves along; *is_over: that was all. */
struct store_names_at {
	int64_t part, number; /* start with zeroes */
};
enum err store_parts_read(struct store *s, struct store_names_at *at, int most,
			  void (*visit)(void *data, uint32_t part, const char *folded),
			  void *data, bool *is_over, struct error *e);
enum err store_postings_read(struct store *s, struct store_names_at *at, int most,
			     void (*visit)(void *data, uint32_t part, uint32_t number,
					   unsigned kinds),
			     void *data, bool *is_over, struct error *e);
enum err store_persons_read(struct store *s, struct store_names_at *at, int most,
			    void (*visit)(void *data, uint32_t number, const char *birth_date,
					  bool is_open),
			    void *data, bool *is_over, struct error *e);

enum err store_number_last(struct store *s, int64_t *out, struct error *e); /* 0: nobody has one */
/* ERR_NOT_FOUND: nobody has this id, or this number. */
enum err store_client_number(struct store *s, const char *id, uint32_t *number, struct error *e);
enum err store_client_by_number(struct store *s, uint32_t number, struct store_client *out,
				struct error *e);
/* Whole names she was ever known by, with the kinds they were put with; none of a number nobody has. */
enum err store_names_of(struct store *s, uint32_t number,
			void (*visit)(void *data, const char *name, unsigned kinds), void *data,
			struct error *e);
/*
 * Numbers whose key begins with this (file number: is this, but for capitals), at most 'most'.  Postcodes
 * are upper case without blanks; phones are kept from their last digit to the first: 'begin' is the
 * end of a number as it is typed; a birth date that is about is "~1984".
 */
enum err store_key_find(struct store *s, enum store_key kind, const char *begin, int most,
			void (*visit)(void *data, uint32_t number), void *data, struct error *e);

#endif
