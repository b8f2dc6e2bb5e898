/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/asks.h"

#include "base/base.h"

/*
 * What is in her way is a list of groups and details.  A detail says more than its group: who has one is not
 * helped by an offer for another detail of that group.  An offer that names a group alone is for all of it.
 */
static void set_add(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static void set_drop(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
}

/* The place of a detail's group; -1: it is a group itself, or of none. */
static int group_at(const struct map_words *w, int detail)
{
	const char *key = w->lists[MAP_LIST_BARRIERS].words[detail].key;
	const char *slash = strchr(key, '/');
	char *group;
	int at;

	if (slash == NULL)
		return -1;
	group = mem_bytes(key, (size_t)(slash - key));
	at = map_word_at(w, MAP_LIST_BARRIERS, group);
	free(group);
	return at;
}

static int barriers(const struct map_words *w)
{
	int count = w->lists[MAP_LIST_BARRIERS].count;

	return count < MAP_SET_MOST ? count : MAP_SET_MOST;
}

void map_woman_settle(const struct map_words *w, struct map_woman *woman)
{
	woman->specific = woman->barriers;
	for (int i = 0; i < barriers(w); i++)
		if (map_set_has(&woman->barriers, i))
			set_drop(&woman->specific, group_at(w, i));
}

struct map_set asks_helps(const struct map_words *w, const char *keys)
{
	struct map_set listed = map_set_of(w, MAP_LIST_BARRIERS, keys), all = listed, detailed = {{0, 0}};

	if (map_set_is_empty(&listed))
		return all;
	for (int i = 0; i < barriers(w); i++)
		if (map_set_has(&listed, i))
			set_add(&detailed, group_at(w, i));
	for (int i = 0; i < barriers(w); i++) {
		int group = group_at(w, i);

		if (map_set_has(&listed, i))
			set_add(&all, group);
		else if (map_set_has(&listed, group) && !map_set_has(&detailed, group))
			set_add(&all, i);
	}
	return all;
}
