/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/words.h"

#include <string.h>

#include "base/base.h"

static const char *const names[MAP_LISTS] = {
	[MAP_LIST_NONE] = "",
	[MAP_LIST_LADDER] = "ladder",
	[MAP_LIST_PRECONDITIONS] = "preconditions",
	[MAP_LIST_BENEFIT] = "benefit",
	[MAP_LIST_BARRIERS] = "barriers",
	[MAP_LIST_WISHES] = "wish_kinds",
	[MAP_LIST_LEVELS] = "participation_level",
	[MAP_LIST_LANGUAGE_LEVEL] = "language_level",
	[MAP_LIST_LANGUAGES] = "languages",
	[MAP_LIST_DAYPARTS] = "available_dayparts",
	[MAP_LIST_YOUNGEST] = "youngest_child",
	[MAP_LIST_LOADS] = "loads",
	[MAP_LIST_KINDS] = "offer_kinds",
	[MAP_LIST_THEMES] = "offer_themes",
	[MAP_LIST_CHILDCARE] = "offer_childcare",
	[MAP_LIST_STATUS] = "offer_status",
	[MAP_LIST_DUTY] = "step_kind",
	[MAP_LIST_YES_NO] = "yes_no",
	[MAP_LIST_COLUMNS] = "map_columns",
};

const char *map_list_name(enum map_list list)
{
	return names[list];
}

/* key need not end at len. */
static int word_at(const struct map_words *w, enum map_list list, const char *key, size_t len)
{
	for (int i = 0; i < w->lists[list].count; i++) {
		const char *known = w->lists[list].words[i].key;

		if (strncmp(known, key, len) == 0 && known[len] == '\0')
			return i;
	}
	return -1;
}

int map_word_at(const struct map_words *w, enum map_list list, const char *key)
{
	return word_at(w, list, key, strlen(key));
}

const char *map_word_label(const struct map_words *w, enum map_list list, const char *key)
{
	int at = map_word_at(w, list, key);
	const char *label = at < 0 ? NULL : w->lists[list].words[at].label;

	return text_is_empty(label) ? key : label;
}

struct map_set map_set_of(const struct map_words *w, enum map_list list, const char *keys)
{
	struct map_set set = {{0, 0}};

	for (keys += strspn(keys, " "); *keys != '\0'; keys += strspn(keys, " ")) {
		size_t len = strcspn(keys, " ");
		int at = word_at(w, list, keys, len);

		if (at >= 0 && at < MAP_SET_MOST)
			set.bits[at / 64] |= UINT64_C(1) << (at % 64);
		keys += len;
	}
	return set;
}

bool map_set_has(const struct map_set *s, int at)
{
	return at >= 0 && at < MAP_SET_MOST && (s->bits[at / 64] >> (at % 64) & 1) != 0;
}

bool map_set_is_empty(const struct map_set *s)
{
	return (s->bits[0] | s->bits[1]) == 0;
}

bool map_sets_meet(const struct map_set *a, const struct map_set *b)
{
	return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1])) != 0;
}

int map_sets_common(const struct map_set *a, const struct map_set *b)
{
	return __builtin_popcountll(a->bits[0] & b->bits[0]) +
	       __builtin_popcountll(a->bits[1] & b->bits[1]);
}
