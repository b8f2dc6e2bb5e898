/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_RECORD_H
#define MAP_RECORD_H

#include "map/words.h"

#include "base/base.h"

/*
 * An organisation or an offer: texts under the fields of one table, from which its body, its sheet on screen, the columns
 * of a plain CSV and its places in HSDS are made.  What the table does not know of an imported record is kept in
 * 'more' and goes out again with an export.  An empty text: not known.
 *
 * X(ID, name in bodies and CSV, type, list, of, label)
 * of: O organisation, S offer (service), B both
 */
#define MAP_FIELDS(X)                                                                              \
	X(NAME, "name", LINE, NONE, B, N_("Name"))                                                 \
	X(OTHER_NAME, "alternate_name", LINE, NONE, B, N_("Other name"))                           \
	X(KINDS, "kinds", KEYS, KINDS, B, N_("Kind"))                                              \
	X(TASKS, "description", TEXT, NONE, B, N_("What it does"))                                 \
	X(FOR_WHOM, "for_whom", TEXT, NONE, B, N_("For whom"))                                     \
	X(PHONE, "phone", PHONE, NONE, B, N_("Phone"))                                             \
	X(EMAIL, "email", LINE, NONE, B, N_("E-mail"))                                             \
	X(WEBSITE, "website", LINE, NONE, B, N_("Website"))                                        \
	X(CONTACT, "contact", LINE, NONE, B, N_("Whom to ask for (role)"))                         \
	X(STREET, "street", LINE, NONE, B, N_("Street and number"))                                \
	X(POSTCODE, "postcode", LINE, NONE, B, N_("Postcode"))                                     \
	X(CITY, "city", LINE, NONE, B, N_("Town"))                                                 \
	X(DISTRICT, "district", LINE, NONE, B, N_("District"))                                     \
	X(CONFIDENTIAL, "confidential", KEY, YES_NO, B, N_("Secret address"))                      \
	X(AREAS, "areas", PLACES, NONE, B, N_("Works in"))                                         \
	X(PRECONDITIONS, "preconditions", KEYS, PRECONDITIONS, B, N_("Helps with what is needed")) \
	X(HELPS, "helps", KEYS, BARRIERS, B, N_("Helps with obstacles"))                  \
	X(THEMES, "themes", KEYS, THEMES, B, N_("Themes"))                                         \
	X(WISHES, "wishes", KEYS, WISHES, S, N_("For the wish"))                                   \
	X(RUNGS, "rungs", KEYS, LADDER, S, N_("Rungs"))                                            \
	X(LEVELS, "levels", KEYS, LEVELS, S, N_("Level of taking part"))                           \
	X(BENEFITS, "benefits", KEYS, BENEFIT, S, N_("Income: open to"))                           \
	X(CONSENT_FOR, "consent_for", KEYS, BENEFIT, S, N_("Consent needed with"))    \
	X(WOMEN_ONLY, "women_only", KEY, YES_NO, S, N_("Women only"))                              \
	X(AGE_FROM, "age_from", NUMBER, NONE, S, N_("From age"))                                   \
	X(AGE_TO, "age_to", NUMBER, NONE, S, N_("Up to age"))                                      \
	X(LANGUAGE_FROM, "language_from", KEY, LANGUAGE_LEVEL, S, N_("Dutch from"))                \
	X(LANGUAGE_TO, "language_to", KEY, LANGUAGE_LEVEL, S, N_("Dutch up to"))                   \
	X(LANGUAGES, "languages", KEYS, LANGUAGES, B, N_("Languages spoken there"))                \
	X(CHILDCARE, "childcare", KEY, CHILDCARE, S, N_("Children"))                               \
	X(CHILD_FROM, "child_from", KEY, YOUNGEST, S, N_("Youngest child from"))                   \
	X(DAYPARTS, "dayparts", KEYS, DAYPARTS, S, N_("When"))                                     \
	X(HOURS_FROM, "hours_from", NUMBER, NONE, S, N_("Hours a week, at least"))                 \
	X(LOADS, "loads", KEYS, LOADS, S, N_("Asks of the body"))                                  \
	X(DIPLOMA, "diploma", KEY, YES_NO, S, N_("Asks a start qualification"))                    \
	X(WORK_PERMIT, "work_permit", KEY, YES_NO, S, N_("Asks permission to work"))               \
	X(DUTY, "duty", KEY, DUTY, S, N_("Obligatory or voluntary"))                               \
	X(CERTAIN, "certain", KEY, YES_NO, S, N_("Certain to take place"))                         \
	X(COST, "cost", LINE, NONE, S, N_("Cost"))                                                 \
	X(TIMES, "times", LINE, NONE, B, N_("Times"))                                              \
	X(START, "start", LINE, NONE, S, N_("Start"))                                              \
	X(INTAKE, "intake", LINE, NONE, S, N_("How somebody comes in"))                            \
	X(HANDOVER, "handover", LINE, NONE, B, N_("How to hand over"))                             \
	X(CAPACITY, "capacity", NUMBER, NONE, S, N_("Places"))                                     \
	X(WAIT_WEEKS, "wait_weeks", NUMBER, NONE, S, N_("Waiting time in weeks"))                  \
	X(WAIT_ON, "wait_on", DATE, NONE, S, N_("Waiting time asked on"))                          \
	X(NOTE, "note", TEXT, NONE, B, N_("For colleagues"))                                       \
	X(STATUS, "status", KEY, STATUS, B, N_("Status"))                                          \
	X(CHECKED_ON, "checked_on", DATE, NONE, B, N_("Checked on"))                               \
	X(CHECKED_BY, "checked_by", WORKER, NONE, B, N_("Checked by"))                             \
	X(SOURCE, "source", HIDDEN, NONE, B, N_("Id in the imported file"))

#define MAP_FIELD_ID(id, name, type, list, of, label) MAP_##id,
enum map_field { MAP_FIELDS(MAP_FIELD_ID) MAP_FIELD_COUNT };
#undef MAP_FIELD_ID

enum map_type {
	MAP_TYPE_LINE, MAP_TYPE_TEXT, MAP_TYPE_PHONE,
	MAP_TYPE_PLACES, /* names of towns or districts, or beginnings of postcodes, a comma between */
	MAP_TYPE_KEY, MAP_TYPE_KEYS, MAP_TYPE_NUMBER, /* 0 to 9999 */
	MAP_TYPE_DATE,   /* ISO, a full day */
	MAP_TYPE_WORKER, /* a worker's id */
	MAP_TYPE_HIDDEN
};

enum map_kind { MAP_ORGANISATION, MAP_OFFER };

struct map_field_info {
	const char *name, *label; /* label: English, through _() */
	enum map_type type;
	enum map_list list;
	bool of_organisation, of_offer;
};
const struct map_field_info *map_field_info(enum map_field field);
bool map_field_is_of(enum map_field field, enum map_kind kind);
int map_field_of(const char *name); /* by name; -1 none */

/* Bounds of what comes from outside; longer is refused with a sentence. */
enum {
	MAP_LINE_BYTES = 500,
	MAP_TEXT_BYTES = 8000,
	MAP_MORE_BYTES = 256 << 10,
	MAP_MORE_DEPTH = 48 /* of its JSON, which a body and an export put into more of it */
};

struct map_record { /* all borrowed; no pointer of values is NULL once it was emptied */
	enum map_kind kind;
	const char *id;           /* the subject; "" a new one */
	const char *entry;        /* the entry that it was read from; "" none */
	const char *organisation; /* of an offer: the subject of its organisation */
	const char *values[MAP_FIELD_COUNT];
	const char *more;         /* a JSON object of what no field holds; "" nothing */
};
void map_record_empty(struct map_record *r, enum map_kind kind); /* every text "" */
void map_record_copy(struct arena *a, const struct map_record *from, struct map_record *to);
/* Nothing differs but id and entry. */
bool map_records_equal(const struct map_record *a, const struct map_record *b);

/*
 * ERR_INVALID: which field cannot be, and why, in one sentence.  Normalises into the arena: trimmed, keys
 * in the order of their list, labels in either language taken as their keys, dates and phones as they are kept; an
 * offer without status is active.
 */
enum err map_record_check(struct arena *a, const struct map_words *w, struct map_record *r,
			  struct error *e);
/* The same of a new version: a key that no list here knows may stay where it stood before. */
enum err map_record_check_again(struct arena *a, const struct map_words *w,
				const struct map_record *before, struct map_record *r,
				struct error *e);

/*
 * The body of an organisation or offer entry (docs/format.md).  A key that stands in a body and in no list
 * here (of another centre) is read and written as any other.
 */
enum err map_body_read(struct arena *a, const char *bytes, size_t len, struct map_record *out,
		       struct error *e); /* kind stays as the caller set it; the rest is filled */
/* The record was checked or read from a body: 'more' is written as it stands there. */
void map_body_write(const struct map_record *r, struct str *out);
/* The same, with what 'before' holds that this trede does not know. */
void map_body_write_again(const struct map_record *r, const char *before, size_t len,
			  struct str *out);

/*
 * A field in words: labels of its keys with ", " between (a rung with its number before it), a date as it is
 * said; "" unknown.  Of a worker there is the id only: care_worker_name has her name.
 */
void map_field_shown(const struct map_words *w, const struct map_record *r, enum map_field field,
		     struct str *out);
bool map_record_is_open(const struct map_record *r); /* status active or not said */
/*
 * Address on one line; nothing when it is secret or when there is none.  An offer without an address of its own
 * is where its organisation is, and is as secret: ask of that one too.
 */
void map_address(const struct map_record *r, struct str *out);

/* Folded words by which it is found: of its names, its kinds and themes in both languages are not among them. */
enum { MAP_FOUND_WORDS = 48 };
int map_found_words(struct arena *a, const struct map_record *r,
		    const char *words[MAP_FOUND_WORDS]);
/* The order of every list of the map: the name folded, in at most so many bytes. */
enum { MAP_SORT_BYTES = 200 };
void map_sort_name(const char *name, struct str *out);

#endif
