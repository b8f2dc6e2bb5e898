/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SESSION_INNER_H
#define CARE_SESSION_INNER_H

#include "care/config_read.h"
#include "care/derive.h"
#include "care/form_bytes.h"

/* The session's inside, for session*.c, accounts.c, things.c and forms.c alone. */
struct care_pair {
	const char *key, *value;
};

struct care_pairs { /* rows of one kind of thing, by key */
	struct arena arena;
	struct care_pair *items;
	size_t count, room;
};

struct care_known_form { /* a form that was read, and the bytes it came from */
	char hash[65];
	struct form *form;
	struct care_form_bytes bytes;
	bool is_current; /* what care_form_by_id gives, not a stored older one */
};

struct care_stored_form { /* what the file says of a form without reading it */
	char hash[65];
	json_t *about; /* NULL: not in the file */
};

struct care_session {
	char *data, *share;
	char language[3];
	bool is_practice;
	struct clock clock;
	struct store_keys *keys; /* closed after the store */
	struct store *store;
	struct care_config *config;
	struct vault_random random;
	char worker[STORE_ID_BYTES]; /* "" by recovery code, until she said who she is */
	bool is_recovery;
	char *derived; /* what meta.derived must be */
	struct care_names *names; /* NULL until somebody asks */
	struct care_rules *rules; /* the same */
	struct care_social *social; /* the same */
	struct care_pairs workers, left, settings; /* left: value "" for who works here */
	const char **worker_ids;                   /* who works here, in order of name */
	int worker_count;
	struct care_known_form *forms;
	size_t form_count, form_room;
	struct care_stored_form *stored;
	size_t stored_count, stored_room;
	struct care_form *offered; /* care_forms, in offered_arena */
	struct arena offered_arena;
	int offered_count;
	char offered_language[3];
};

/* The folder of the file; the caller's. */
enum err care_data_folder(const struct care_options *o, char **out, struct error *e);
/* Passphrase of the options, or a practice file's own in 'own', which the caller releases. */
enum err care_passphrase_of(const struct care_options *o, struct secret *own,
			    const struct secret **out, struct error *e);

const char *care_pair_value(const struct care_pairs *pairs, const char *key); /* NULL absent */
void care_pairs_release(struct care_pairs *pairs);
enum err care_pairs_read(struct care_session *s, const char *kind, struct care_pairs *out,
			 struct error *e);
void care_forms_release(struct care_session *s);

/* Workers: an entry about her (id NULL: somebody new), by what she calls herself, as the session's. */
enum err care_worker_append(struct care_session *s, const char *id, const char *name, bool has_left,
			    char out[STORE_ID_BYTES], struct error *e);
bool care_worker_is_here(const struct care_session *s, const char *id);
const char *care_worker_find(const struct care_session *s, const char *typed); /* id or name; NULL */
void care_worker_fold(const char *name, struct str *out);
bool care_worker_is_named(const char *name, const char *typed);
void care_worker_take(struct care_session *s, const char *id);
/* Her slot in the key file, under her whole name and its first word. */
enum err care_worker_key(struct care_session *s, const char *id, const struct secret *passphrase,
			 struct error *e);
/* care_session_create with or without the examples (tests begin without). */
enum err care_session_make(const struct care_options *o, const char *organisation,
			   const char *worker, bool has_examples, struct secret *recovery,
			   struct error *e);
/* A setting of the file alone: without what stands beside it. */
enum err care_setting_append(struct care_session *s, const char *name, const char *value,
			     struct error *e);

#endif
