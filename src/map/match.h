/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_MATCH_H
#define MAP_MATCH_H

#include "map/record.h"

struct map;
struct map_filter;

/*
 * A woman against what every offer asks, in one pass over packed rows (asks.c): each criterion fits, does
 * not fit, or is not known.  Nothing is stopped: what does not fit stands below, with the reason.
 */
enum map_verdict {
	MAP_SILENT,  /* the offer says nothing about it, or it is no matter for her */
	MAP_FITS,
	MAP_UNKNOWN, /* she was not asked: worth asking */
	MAP_NOT
};

/*
 * X(ID, fact that decides it)
 * The last ones are what an offer brings her; they are MAP_FITS or MAP_SILENT and never MAP_NOT.
 */
#define MAP_CRITERIA(X)                                                                            \
	X(OPEN, "")                       /* active; not full */                                   \
	X(AREA, "district")               /* not known too: it stands in another town */           \
	X(BENEFIT, "benefit")                                                                      \
	X(CONSENT, "benefit_consent")     /* of the municipality, where her benefit asks it */     \
	X(RUNG, "ladder_level")                                                                    \
	X(LEVEL, "participation_level")                                                            \
	X(WOMEN, "address_form")                                                                   \
	X(AGE, "birth_date")                                                                       \
	X(LANGUAGE, "language_level")                                                              \
	X(SPEAKS, "languages")            /* below A2: is one of her languages spoken there */     \
	X(CHILDREN, "children_come_along") /* childcare against her children */                    \
	X(CHILD_AGE, "youngest_child")                                                             \
	X(DAYPART, "available_dayparts")                                                           \
	X(HOURS, "hours_available")                                                                \
	X(LOAD, "load_kinds")             /* contra-indications */                                 \
	X(DIPLOMA, "start_qualification")                                                          \
	X(PERMIT, "")                     /* barrier rules/work_permit_status */                   \
	X(NEED, "")                       /* a precondition that she needs and lacks */            \
	X(BARRIER, "")                    /* something that is in her way */                       \
	X(WISH, "wish_kinds")

#define MAP_CRITERION_ID(id, fact) MAP_ON_##id,
enum map_criterion { MAP_CRITERIA(MAP_CRITERION_ID) MAP_CRITERION_COUNT };
#undef MAP_CRITERION_ID
const char *map_criterion_fact(enum map_criterion c); /* "" none to ask */
const char *map_criterion_name(enum map_criterion c); /* "open", "child_age": for machines */

/* What of her matters; empty sets, 0 and -1 are not known. */
struct map_woman {
	int rung, growth_rung;    /* 1 to 6 */
	int age;                  /* -1 */
	int language_level;       /* place in its list; -1 */
	int youngest;             /* place in youngest_child; -1 */
	int hours;                /* a week; -1 */
	struct map_set benefits, levels, dayparts, loads, languages, wishes;
	struct map_set needs;     /* preconditions: needed, and not arranged */
	struct map_set barriers;  /* groups and details */
	struct map_set specific;  /* of these: details, and groups of which no detail is known; map_woman_settle */
	enum { MAP_SEX_UNKNOWN, MAP_SEX_WOMAN, MAP_SEX_MAN } sex; /* from the form of address */
	enum { MAP_ALONG_UNKNOWN, MAP_ALONG_YES, MAP_ALONG_IF_NEEDED, MAP_ALONG_NO } along;
	enum { MAP_CONSENT_UNKNOWN, MAP_CONSENT_NOT_ASKED, MAP_CONSENT_ASKED, MAP_CONSENT_GIVEN,
	       MAP_CONSENT_REFUSED } consent;
	enum { MAP_DIPLOMA_UNKNOWN, MAP_DIPLOMA_YES, MAP_DIPLOMA_NO } diploma;
	bool loads_known;         /* she was asked: an empty set is "nothing" */
	bool has_no_permit;
	bool is_in_trajectory;    /* E2: barrier rules/other_traject_running, or wwb in a traject */
	const char *city, *district, *postcode; /* folded; "" not known */
	/* Subjects of offers that refused her, that she left or that sent no word, a blank between: below all that fit alike. */
	const char *tried;
};

/* Fills what follows from the rest; again after a change of it.  map_match and map_match_one do so for themselves. */
void map_woman_settle(const struct map_words *w, struct map_woman *woman);

/* One offer and what became of it. */
struct map_fit {
	struct map_record offer, organisation;
	unsigned char verdicts[MAP_CRITERION_COUNT]; /* enum map_verdict */
	int missing, unknown; /* how many are MAP_NOT, MAP_UNKNOWN */
	int64_t score;        /* higher is better (map_match says what counts); then by name, then by number */
	int64_t number;
	bool is_stale;
};

struct map_fits {
	struct arena arena;
	struct map_fit *items;
	int count;
	int64_t offers, fitting, asking; /* of all: looked at, fit, would fit if what is unknown fits */
	/* How many offers that do not fail on anything else wait for this to be known. */
	int64_t waiting_on[MAP_CRITERION_COUNT];
	int64_t too_heavy; /* left out: they ask of her body what she cannot do */
	/*
	 * Needs and barriers of hers that no offer in her area serves that fits or may fit: gaps.  Of all
	 * offers, whatever the filter and the letters leave.
	 */
	struct map_set needs_unserved, barriers_unserved;
	bool has_more;
};
void map_fits_release(struct map_fits *f);

/*
 * The best 'most' (1 to 100) behind 'after' (NULL: from the first) of those that pass the filter (NULL: all); typed as in
 * map_browse, in the names of an offer and of its organisation, "" all.  Memory is that of the page; the whole scan is
 * one pass.  What asks of her body what she cannot do is left out unless the filter says with_too_heavy.
 *
 * What does not fit stands last, and before it what is about nothing that she needs, wishes or is
 * hindered by: of that what may fit behind what fits.  Inside that: not tried before, not standing in another town, how much it serves (less where
 * something is to be asked first: of offers that serve alike the one that fits comes first), what is missing,
 * shorter waiting, nearer, checked lately, name.
 */
enum err map_match(const struct map *m, const struct map_woman *woman,
		   const struct map_filter *filter, const char *typed, int most,
		   const struct map_fit *after, struct map_fits *out, struct error *e);
/* One offer against her. */
enum err map_match_one(const struct map *m, const struct map_woman *woman, const char *offer,
		       struct arena *a, struct map_fit *out, struct error *e);

/* What she brings and it asks, in a few words: "trede 2 t/m 4", "ook zonder uitkering", "alleen 's ochtends". */
void map_reason(const struct map *m, const struct map_woman *woman, const struct map_fit *fit,
		enum map_criterion c, struct str *out);
/*
 * The reasons worth a line, in the order in which a worker reads: what it brings her, what is missing, what is to be
 * asked, what else fits.  That it is open goes without saying, unless a wait is said.  Returns how many.
 */
int map_reasons(const struct map_fit *fit, enum map_criterion out[MAP_CRITERION_COUNT]);
/* "past", "nog 1 ding navragen", "past nog niet" */
void map_fit_said(const struct map_fit *fit, struct str *out);
/* The unknown facts worth asking, most useful first; returns how many. */
int map_to_ask(const struct map_fits *f, enum map_criterion out[MAP_CRITERION_COUNT]);
/* What works at her level of taking part (domain.md A2): a few sentences; nothing when it is unknown. */
void map_advice(const struct map *m, const struct map_woman *woman, struct str *out);

/*
 * The town, folded, where offers stand in this district (folded); "" none does, or several towns have one of that
 * name.  For a woman of whom only the district is known; one scan.
 */
enum err map_town_of(const struct map *m, const char *district, struct arena *a, const char **town,
		     struct error *e);
/* The name of a place as areas and map_woman have it: folded, a town by one name, a postcode without blanks. */
void map_place_fold(const char *text, struct str *out);

/*
 * asks.c: what an offer asks as bytes for store_social_put; the organisation (NULL: it is not there) lends
 * what the offer does not say.  Nothing is added when one of them is no longer there (defunct): such an offer is
 * in no scan.
 */
void map_asks_pack(const struct map_words *w, const struct map_record *offer,
		   const struct map_record *organisation, struct str *out);
/*
 * One offer's bytes against her: the heart of the pass, at most a microsecond.  verdicts may be NULL when only
 * the score is wanted.  They come from a file: what cannot be read scores INT64_MIN, all verdicts silent.
 * The score does not know what she tried; map_match and map_match_one do.
 */
int64_t map_asks_weigh(const void *asks, size_t len, const struct map_woman *woman,
		       const struct date *today,
		       unsigned char verdicts[MAP_CRITERION_COUNT]);

#endif
