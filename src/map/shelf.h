/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_SHELF_H
#define MAP_SHELF_H

#include "map/match.h"

struct store;

/* The map as it stands in the file. */
struct map { /* borrowed: care_map hands it out */
	struct store *store;
	const struct map_words *words;
	struct date today;
};

/* Half a year (notes/domain.md A9: checked_on; the issue: "not been checked for half a year"). */
enum { MAP_STALE_DAYS = 183 };
bool map_is_stale(const struct map *m, const struct map_record *r);

enum err map_get(const struct map *m, enum map_kind kind, const char *id, struct arena *a,
		 struct map_record *out, struct error *e); /* ERR_NOT_FOUND */
/* The organisation of an offer; an emptied record when it is gone. */
enum err map_organisation_of(const struct map *m, const struct map_record *offer, struct arena *a,
			     struct map_record *out, struct error *e);
int64_t map_count(const struct map *m, enum map_kind kind);

/* What a list shows of one. */
struct map_line {
	enum map_kind kind;
	const char *id, *name, *organisation_name, *place; /* place: district or town; "" secret */
	const char *phone, *checked_on;
	bool is_stale, is_open;
};
struct map_lines {
	struct arena arena;
	struct map_line *items;
	int count;
	size_t room;
	bool has_more; /* behind the last one */
};
void map_lines_release(struct map_lines *l);

/*
 * A filter: an offer passes when it meets every set that is not empty, and every text.  What an offer does not say
 * passes no filter on it; no organisation passes one, but for only_stale.  Without with_closed only what is open.
 */
struct map_filter {
	struct map_set rungs, benefits, languages, themes, preconditions, childcare, dayparts, kinds,
		levels, helps;
	const char *district; /* folded equality with a place it works in or stands in; "" all */
	bool only_stale, with_closed;
	bool with_too_heavy;  /* map_match alone: those too that ask of her body what she cannot do */
};
bool map_filter_is_empty(const struct map_filter *f);

/*
 * typed: letters, words in any order, each the beginning of a word of a name, of an offer also of its
 * organisation's; organisations come before offers then.  "" all by name.  At most 'most' (1 to 500), behind
 * 'after' of the same question (NULL: from the first).
 */
enum err map_browse(const struct map *m, const char *typed, const struct map_filter *f, int most,
		    const struct map_line *after, struct map_lines *out, struct error *e);
/* By name, whatever their status. */
enum err map_offers_of(const struct map *m, const char *organisation, struct map_lines *out,
		       struct error *e);

/* The whole map, organisations before offers, by name: for export.  Records until visit returns. */
enum err map_all(const struct map *m, enum map_kind kind,
		 enum err (*visit)(void *data, const struct map_record *r, struct error *e),
		 void *data, struct error *e);

#endif
