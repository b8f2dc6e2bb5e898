/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_RECORD_THING_H
#define CARE_RECORD_THING_H

#include "care/derive.h"
#include "care/record_fact.h"

/* A thing of one of the kinds of body.h, new or written again; for record.c, refer.c and gap.c. */
struct record_thing {
	const char *kind;
	enum body_kind body;
	const char *id; /* NULL or "": new */
	struct date on;
	const void *value;
	bool is_of_client; /* its subject is the client: notes and consents */
};
/* One entry, in one transaction with her derived rows (within the open one, if any). */
enum err record_thing_save(struct care_session *s, const char *client,
			   const struct record_thing *thing, char id_out[37], struct error *e);
enum err record_append(struct care_session *s, struct store_new_entry *entry,
		       const struct date *on, const struct str *body, char id[STORE_ID_BYTES],
		       struct error *e);

/* Each ERR_INVALID with a sentence. */
enum err record_must_have(const char *text, const char *sentence, struct error *e);
enum err record_must_be_key(struct care_session *s, const char *list, const char *key,
			    struct error *e); /* or nothing */
enum err record_must_be_keys(struct care_session *s, const char *list, const char *keys,
			     struct error *e); /* a blank between, or nothing */
/* Texts that may be empty: UTF-8 and not endless. */
enum err record_must_be_text(const char *text, struct error *e);
enum err record_must_be_day(const struct date *day, struct error *e); /* or none */
/* What was sent was agreed to: refer.c. */
enum err record_must_be_agreed(const struct care_referral *r, struct error *e);
const char *record_or_else(const char *text, const char *otherwise);

#endif
