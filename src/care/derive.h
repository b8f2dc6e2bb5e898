/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_DERIVE_H
#define CARE_DERIVE_H

#include "care/body.h"

/* For this room only: from entries to a dossier and to derived rows, and what writing needs. */

/* One entry as derive reads it; texts borrowed, "" when absent. */
struct derive_entry {
	const char *device, *id, *kind, *subject, *author, *replaces, *form, *body;
	int64_t hlc;
	struct date on;
	size_t body_len;
	const char *client; /* whose it was written as, before any merge; told of merges alone */
	const char *on_text;
};

/*
 * Pure: one client's entries in the order facts count (on, hlc, device) to her dossier; today only
 * decides which consents are valid and which growth is still open.  Workers are ids, and titles and lines are empty:
 * care_dossier_dress adds them.  out starts zeroed; release its arena.
 */
enum err care_derive(const char *client, const struct derive_entry *entries, int count,
		     const struct date *today, struct care_dossier *out, struct error *e);

/* Reads her entries and derives, without logging: for writing, not for showing.  Free with care_dossier_free. */
enum err care_derive_client(struct care_session *s, const char *client,
			    struct care_dossier **out, struct error *e);
/*
 * derive_merge.c: whose dossier this client's entries are in: her own id, or that of the one she was
 * merged into.
 */
enum err care_keeper(struct store *store, const char *client, char out[STORE_ID_BYTES],
		     struct error *e);
/* All whose entries make the dossier of this keeper, herself first.  The caller frees *out. */
enum err care_members(struct store *store, const char *keeper, char (**out)[STORE_ID_BYTES],
		      int *count, struct error *e);
/* derive_number.c: in whose dossier somebody is who had this file number before she was merged; "" nobody. */
enum err care_number_keeper(struct store *store, const char *number, char out[STORE_ID_BYTES],
			    struct error *e);
/* The rows of all merge entries; within the open transaction. */
enum err care_derive_merges(struct store *store, struct error *e);
/* What was said last of this pair as it stands, whoever they were merged with. */
enum err care_pair_said(struct store *store, const char *one, const char *other,
			enum care_verdict *out, struct error *e);
/* Both ids, the smaller first, with a blank between: the key of a pair. */
void care_pair_key(const char *one, const char *other, struct str *out);
/* Her row, or that of the dossier she is in.  ERR_NOT_FOUND when there is no such client. */
enum err care_client_get(struct care_session *s, const char *client, struct store_client *out,
			 struct error *e);
/* Writes the rows of her dossier anew, and takes away those of everybody else in it. */
enum err care_derive_again(struct care_session *s, const char *client, struct error *e);
/* ERR_NOT_FOUND when there is no such client. */
enum err care_client_must_be(struct care_session *s, const char *client, struct error *e);
/* Deletes and rewrites her derived rows; within the open transaction. */
enum err care_derive_write(struct store *store, const struct care_dossier *d, struct error *e);
/* The same for rows without a client: kind is "worker", "setting" or "form". */
enum err care_derive_things(struct store *store, const char *kind, struct error *e);
/* All of them; the caller has begun the transaction and cleared. */
enum err care_derive_all(struct care_session *s, void (*progress)(void *, int64_t, int64_t),
			 void *data, struct error *e);
/* What meta.derived must be for this program and this configuration. */
const char *care_derived_version(const struct care_session *s);

/* Names, titles, the lines of the trajectory: from the session's workers, forms and labels. */
enum err care_dossier_dress(struct care_session *s, struct care_dossier *d, struct error *e);
void care_lines_build(struct care_session *s, struct care_dossier *d);

/*
 * Appends an entry and derives what it touches, in one transaction (within the open one, if any).
 * author NULL: the session's worker; on NULL: today.
 */
enum err care_append(struct care_session *s, const struct store_new_entry *entry, char id[37],
		     struct error *e);

struct store *care_session_store(struct care_session *s);
struct vault_random *care_session_random(struct care_session *s);
const char *care_session_data(const struct care_session *s); /* the folder of the file */
const char *care_session_share(const struct care_session *s);
/* Reads workers and settings again after a 'worker' or 'setting' entry. */
enum err care_session_reload(struct care_session *s, struct error *e);

/*
 * Sees to it that the form care_form_by_id handed out under this hash stands in the file, as a 'form' entry;
 * called when a draft is begun.
 */
enum err care_form_keep(struct care_session *s, const char *hash, struct error *e);
/* id and title (in the session's language) of a stored form without reading it; "" unknown. */
const char *care_form_id_of(struct care_session *s, const char *hash);
const char *care_form_title_of(struct care_session *s, const char *hash);

/* Facts that the program itself knows (care/facts.c). */
struct care_fact_kind {
	const char *name; /* the list its keys come from is in config: care_config_item(c, "facts", name)->list */
	bool is_list;     /* blank-separated keys; what several questions say is joined */
	bool is_date;
};
const struct care_fact_kind *care_fact_kind(const char *name); /* NULL: not one of ours */

/* How a list says her name: the centre may want initials; without a name her number stands for it. */
void care_row_whole_name(const struct store_client *row, struct str *out); /* where the centre wants initials too */
void care_row_name(const struct care_session *s, const struct store_client *row, struct str *out);
/* ", 1981" or ", ~1980"; nothing when it is not known. */
void care_birth_year_add(const char *birth, struct str *out);
/* "N.B." of what she is called and her family name. */
void care_initials(const char *called, const char *family, struct str *out);
bool care_words_hold(const char *list, const char *word); /* blank-separated */

#endif
