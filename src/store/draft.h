/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "store/entry.h"

/*
 * An interview that is not finished.  Every write is one transaction and on disk when it returns;
 * ERR_NOT_FOUND when the draft is gone.
 */
struct store_draft {
	char *id, *form, *client, *author, *conducted_by, *on, *begun;
	char *at_path; /* where she was; "" at the start */
	char *typed;   /* half-typed text that is no answer yet; "" none */
	int64_t cursor; /* byte offset in typed */
	char *part;    /* "together", "alone" or "later" */
	int64_t asked, total; /* how far she is, as shown on home without reading the form */
	int64_t revision;     /* one more at every write */
};

struct store_draft_answer {
	char *path, *value, *status, *remarks, *origin; /* remarks: a JSON array, "" none */
};

void store_draft_release(struct store_draft *d);
void store_draft_answer_release(struct store_draft_answer *a);

enum err store_draft_create(struct store *s, struct store_draft *d, struct error *e); /* fills id, unless given */
enum err store_draft_get(struct store *s, const char *id, struct store_draft *out, struct error *e);
enum err store_draft_delete(struct store *s, const char *id, struct error *e);
/* Changes the head: on, conducted_by, form, part. */
enum err store_draft_update(struct store *s, const struct store_draft *d, struct error *e);
/* Where she is and what is half typed. */
enum err store_draft_place(struct store *s, const char *id, const char *at_path,
			   const char *typed, int64_t cursor, struct error *e);
/*
 * One answer and how far she is, in one transaction.  With a->value "" and no status the row stays:
 * the answer was emptied.
 */
enum err store_draft_answer_put(struct store *s, const char *id,
				const struct store_draft_answer *a, int64_t asked,
				int64_t total, struct error *e);
enum err store_draft_answer_remove(struct store *s, const char *id, const char *path,
				   struct error *e);
enum err store_draft_note_put(struct store *s, const char *id, int64_t n, const char *text,
			      struct error *e); /* text "" removes it */

enum err store_drafts(struct store *s, const char *client, /* NULL: all; newest first */
		      enum err (*visit)(void *, const struct store_draft *, struct error *),
		      void *data, struct error *e);
enum err store_draft_answers(struct store *s, const char *id,
			     enum err (*visit)(void *, const struct store_draft_answer *,
					       struct error *),
			     void *data, struct error *e);
enum err store_draft_notes(struct store *s, const char *id,
			   enum err (*visit)(void *, int64_t n, const char *text, struct error *),
			   void *data, struct error *e);

#endif
