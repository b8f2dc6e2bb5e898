/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_SOCIAL_H
#define CARE_SOCIAL_H

#include "care/dossier.h"
#include "map/map.h"

/*
 * The social map in a session: what is written to it, and which offer fits a woman.  Reading the map is
 * no look at a woman and is not logged.
 */
const struct map *care_map(struct care_session *s); /* owned by the session; in its language */
const struct map_words *care_map_words(struct care_session *s);

/*
 * A new one (r->id "") or a new version: one entry, none when nothing differs.  Checked by map_record_check_again;
 * an offer needs an organisation that is there.  id, which may be NULL, gets its subject.  ERR_NOT_FOUND: r->id is
 * not in the map.  A new one of which nothing is said of checking is checked: today, by this worker.
 */
enum err care_map_save(struct care_session *s, const struct map_record *r, char id[37],
		       struct error *e);
enum err care_map_checked(struct care_session *s, enum map_kind kind, const char *id,
			  struct error *e); /* today, by this worker; an organisation's offers too */
/*
 * No longer there (status defunct), or there again (active).  Of an organisation: its offers too, and back come
 * those that went with it, as they were; what had gone before stays gone.
 */
enum err care_map_retire(struct care_session *s, enum map_kind kind, const char *id, bool is_gone,
			 struct error *e);

/*
 * Files into the map, in one transaction: all or nothing of what is good.  A record whose source (or, without one, name and
 * organisation; an organisation: name and postcode) is known gets a new version when something
 * differs, and nothing otherwise; what a worker filled in and the file leaves empty stays.
 */
struct care_map_count {
	int64_t organisations, offers; /* read and good */
	int64_t added, changed, same, rejected;
};
struct care_map_import {
	enum { CARE_MAP_JSON, CARE_MAP_PACKAGE, CARE_MAP_PLAIN } format;
	const struct map_file *files, *mapping; /* mapping NULL: none; plain only */
	int file_count;
	bool is_dry;
	void (*bad)(void *data, const char *file, unsigned line, const char *why, const char *row,
		    size_t len); /* may be NULL */
	void (*tell)(void *data, const char *sentence); /* may be NULL */
	void *data;
};
enum err care_map_import(struct care_session *s, const struct care_map_import *o,
			 struct care_map_count *out, struct error *e);

/* ---- which offer fits her ---- */

/* What of her dossier matters; texts in the arena. */
void care_match_woman(struct care_session *s, const struct care_dossier *d, struct arena *a,
		      struct map_woman *out);
/* Rules of config/rules; owned by the session.  ERR_INVALID names file and line of what is wrong. */
enum err care_map_rules(struct care_session *s, const struct map_rules **out, struct error *e);

/*
 * Who waits for an offer, longest first, and whether she can start now: that it is full counts for nothing here.
 * Logged as one search, with how many there are, before anything is handed out; nobody waits: not logged.  It says of
 * each her name, since when and whether she can start, as a list that was searched does, and not what is in her way;
 * her file is opened, and logged as that, from the list.
 */
struct care_waiting {
	const char *client, *shown /* as lists say her name */, *referral;
	struct date since, asked;
	bool fits;     /* what is known of her fits the offer */
	int unknown;   /* things to ask first */
	bool is_stale; /* nobody asked for three months whether she still wants it */
};
struct care_waiting_list {
	struct arena arena;
	struct care_waiting *items;
	int count;
	size_t room;
};
enum err care_waiting_read(struct care_session *s, const char *offer, struct care_waiting_list *out,
			   struct error *e);
void care_waiting_release(struct care_waiting_list *l);
/* She was asked today and still wants it. */
enum err care_waiting_asked(struct care_session *s, const char *client, const char *referral,
			    struct error *e);

#endif
