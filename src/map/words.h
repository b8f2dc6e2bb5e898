/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_WORDS_H
#define MAP_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The lists of config/ whose keys stand in the map, with their words in the language of the session.
 * The place of a key in its list is its bit in what an offer asks; config changes make derived rows anew, so bits never
 * outlive it.
 */
enum map_list {
	MAP_LIST_NONE,
	MAP_LIST_LADDER,         /* rungs: 1 to 6 */
	MAP_LIST_PRECONDITIONS,
	MAP_LIST_BENEFIT,
	MAP_LIST_BARRIERS,       /* groups and group/detail */
	MAP_LIST_WISHES,         /* wish_kinds */
	MAP_LIST_LEVELS,         /* participation_level */
	MAP_LIST_LANGUAGE_LEVEL, /* alfa to native: from low to high */
	MAP_LIST_LANGUAGES,
	MAP_LIST_DAYPARTS,       /* available_dayparts */
	MAP_LIST_YOUNGEST,       /* youngest_child */
	MAP_LIST_LOADS,          /* loads: what a place asks of a body */
	MAP_LIST_KINDS,          /* offer_kinds: domain.md A9 */
	MAP_LIST_THEMES,         /* offer_themes: domain.md A13 */
	MAP_LIST_CHILDCARE,      /* offer_childcare */
	MAP_LIST_STATUS,         /* offer_status */
	MAP_LIST_DUTY,           /* step_kind: voluntary, obligatory, unknown */
	MAP_LIST_YES_NO,
	MAP_LIST_COLUMNS,        /* map_columns: fields, with headings of a CSV file, a comma between */
	MAP_LISTS
};

struct map_word {
	const char *key, *label;
	const char *other; /* the label in the other language, for what is read; NULL or "" none */
};

/* A set of keys of one list, by their places; keys past the last bit are in no set. */
enum { MAP_SET_MOST = 128 };
struct map_set {
	uint64_t bits[2];
};

struct map_words { /* all borrowed */
	struct {
		const struct map_word *words;
		int count;
	} lists[MAP_LISTS];
	const char *language; /* "nl" or "en" */
	struct map_set shielded; /* places of barriers that no list says: their group stands for them */
};

/* As config names it: "offer_kinds". */
const char *map_list_name(enum map_list list);
/* Its place; -1: no such key. */
int map_word_at(const struct map_words *w, enum map_list list, const char *key);
/* The label; the key itself when it is not known. */
const char *map_word_label(const struct map_words *w, enum map_list list, const char *key);

struct map_set map_set_of(const struct map_words *w, enum map_list list, const char *keys); /* blank-separated */
bool map_set_has(const struct map_set *s, int at);
bool map_set_is_empty(const struct map_set *s);
bool map_sets_meet(const struct map_set *a, const struct map_set *b);
int map_sets_common(const struct map_set *a, const struct map_set *b); /* how many are in both */

#endif
