/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_RULES_H
#define MAP_RULES_H

#include "map/match.h"

/*
 * Benefit and eligibility rules of a municipality (notes/domain.md A6, E1 to E16): dated, and only ever a
 * warning.  A rule holds when each of its conditions does; a condition is on what is known of her or on what the
 * offer says.  care reads them from config/rules/ (YAML).
 */
enum map_rule_on {
	MAP_RULE_BENEFIT,        /* she has one of these */
	MAP_RULE_WISH,           /* she wishes one of these */
	MAP_RULE_KIND,           /* the offer is of one of these kinds */
	MAP_RULE_BARRIER,        /* one of these is in her way */
	MAP_RULE_NEED,           /* she needs one of these preconditions */
	MAP_RULE_AGE_FROM,       /* she is at least so old */
	MAP_RULE_LANGUAGE_BELOW, /* her Dutch is below this key */
	MAP_RULE_HOURS_BELOW,    /* she has fewer hours than this */
	MAP_RULE_CONSENT_NOT,    /* consent of the municipality is none of these: nor is what is not known */
	MAP_RULE_CHILD_YOUNGER,  /* her youngest is younger than this key, or ("offer") than the offer takes */
	MAP_RULE_SEX,            /* "man" or "woman" */
	MAP_RULE_RUNG_BELOW,
	MAP_RULE_LANGUAGE_FROM,  /* her Dutch is this key or above */
	MAP_RULE_IN_TRAJECTORY,  /* "yes": she is in a programme already */
	MAP_RULE_CONDITIONS
};
const char *map_rule_on_name(enum map_rule_on on); /* as the YAML names it: "benefit", "age_from" */
struct map_condition {
	enum map_rule_on on;
	struct map_set set; /* for those that name keys */
	int number;         /* for those that name one */
};

/*
 * What the YAML has for a condition, keys with blanks between or a number, as its set or number.  -1: all is well; else the byte of value where a
 * word begins that is not known.
 */
int map_condition_read(const struct map_words *w, enum map_rule_on on, const char *value,
		       struct map_condition *out);
bool map_condition_is_about_offer(const struct map_condition *c);

struct map_rule {
	const char *id;           /* "E3" */
	const char *municipality; /* "" everywhere */
	const char *source;       /* "De doorstroom van vrouwen onder de loep (2010), par. 6" */
	struct date from, until;  /* year 0: not said */
	const char *text;         /* what the worker is told, in her language */
	const struct map_condition *conditions;
	int condition_count;
	bool is_about_offer;      /* one of the conditions is; else it is about her alone */
};

struct map_rules {
	const struct map_rule *rules;
	int count;
};

/*
 * Those that hold today for her in her town: fit NULL, the ones about her alone; else the ones about that offer.
 * "Not known" does not hold.
 */
void map_rules_hold(const struct map_rules *rules, const struct map_woman *woman,
		    const struct map_words *w, const struct map_fit *fit, const struct date *today,
		    void (*visit)(void *data, const struct map_rule *rule), void *data);
/* "regel uit 2010, vraag na bij de gemeente": stands behind every rule, on screen only, never on paper. */
void map_rule_doubt(const struct map_rule *rule, struct str *out);

#endif
