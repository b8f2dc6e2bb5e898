/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_HOME_H
#define CARE_HOME_H

#include "care/session.h"

/* What of her is what was typed. */
enum care_found_by {
	CARE_BY_FILE_NUMBER,
	CARE_BY_PHONE, /* the end of a number */
	CARE_BY_POSTCODE,
	CARE_BY_BIRTH,
	CARE_BY_NAME
};

/* Lists of many women: short, by name and year only; opening one goes through care_dossier_open. */
struct care_hit {
	const char *client;
	const char *shown;    /* how the list says it: called and family name, or initials by setting */
	const char *called, *given, *family;
	const char *birth;    /* ISO, maybe partial: "1981-03-12", "1981", "~1980", "" */
	const char *spelling; /* what matched, when it is not what is shown; else "": by a name, hers as she
			       * was known; by another key, what was typed of it */
	enum care_found_by by;
	bool is_exact; /* every word that was typed is a name of hers or the beginning of one, or she has the key */
	const char *file_number, *district, *status;
	int ladder_level; /* 0 unknown */
};

struct care_hits {
	struct arena arena;
	struct care_hit *items;
	int count;
	size_t room;
	int64_t total, clients; /* found, women in the file */
};

enum { CARE_HITS_MOST = 10 };

/*
 * The whole search at once (care/search.h goes about it in slices): who comes near too.  Not logged until
 * care_find_done, once per finished search.
 */
enum err care_find(struct care_session *s, const char *typed, int most, struct care_hits *out,
		   struct error *e);
enum err care_find_done(struct care_session *s, int64_t hits, struct error *e);
/* Searches between these two are logged in one go: OK of the end says that they are.  rc: as they went. */
enum err care_finds_begin(struct care_session *s, struct error *e);
enum err care_finds_end(struct care_session *s, enum err rc, struct error *e);
/* Women that are meant for sure, every word exactly or as a beginning: from the file itself. */
enum err care_find_exact(struct care_session *s, const char *typed, int most,
			 struct care_hits *out, struct error *e);
void care_hits_copy(struct care_hits *to, const struct care_hit *hit); /* behind the others */
void care_hits_release(struct care_hits *h);
int64_t care_client_count(const struct care_session *s);

/*
 * A line of the agenda.  kind: of an appointment its own (appointment_kind); of a referral call_back, ask_her (she did
 * not say yes or it was not sent: them we do not call), meeting (her first appointment there) and expires (since that
 * day there should have been word: call them); step; benefit_consent (the municipality did not answer yet).  about and with
 * are those of the thing; of a referral what for, and the organisation.
 */
struct care_due {
	struct date due;
	int minutes;          /* of the day; -1 none */
	const char *client, *subject, *initials, *called, *about, *kind, *with;
	bool is_late;         /* "stond op do 19 nov" */
};

struct care_unfinished { /* a line of 'Nog niet af' */
	const char *draft, *client, *called, *initials, *form_id, *form_title, *part, *author_name;
	int64_t begun_ms;
	int asked, total; /* of this part */
	bool is_mine;
};

struct care_today {
	struct arena arena;
	struct care_due *due;
	int due_count;
	struct care_unfinished *unfinished;
	int unfinished_count;
};

/* Home and agenda: due up to 'days' from today; drafts newest first.  client NULL: everybody.
 * days -1: drafts only. */
enum err care_today_read(struct care_session *s, int days, const char *client,
			 struct care_today *out, struct error *e);
void care_today_release(struct care_today *t);

/* Open women nobody spoke to for n weeks, longest first; birth holds the date of the last talk in ISO. */
enum err care_out_of_sight(struct care_session *s, int weeks, int most, struct care_hits *out,
			   struct error *e);

#endif
