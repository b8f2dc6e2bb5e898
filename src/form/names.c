/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/names.h"

enum { FIRST_ROOM = 32, LEAST_ROOM = 4 }; /* nothing expected; little expected */

/*
 * FNV-1a, begun somewhere else in each run (addresses are random): a file cannot hold
 * names that all fall together.
 */
static uint32_t hash_of(const struct form_names *n, const char *key, size_t len)
{
	uint32_t h = n->seed;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)key[i]) * 16777619u;
	return h ^ h >> 15;
}

void form_names_init(struct form_names *n, struct arena *arena, size_t expected)
{
	memset(n, 0, sizeof *n);
	n->arena = arena;
	n->first_room = expected ? LEAST_ROOM : FIRST_ROOM;
	while (n->first_room < expected)
		n->first_room *= 2;
	n->seed = 2166136261u ^ (uint32_t)((uintptr_t)n >> 4);
}

static void place(struct form_names *n, uint32_t entry)
{
	uint32_t at = n->hashes[entry] & n->mask;

	while (n->slots[at])
		at = (at + 1) & n->mask;
	n->slots[at] = entry + 1;
}

static void *grown(struct arena *arena, const void *old, size_t count, size_t room,
		   size_t size)
{
	void *new = arena_array(arena, room, size);

	if (count)
		memcpy(new, old, count * size);
	return new;
}

static void grow(struct form_names *n)
{
	uint32_t room = n->room ? n->room * 2 : n->first_room;

	n->keys = grown(n->arena, n->keys, n->count, room, sizeof *n->keys);
	n->values = grown(n->arena, n->values, n->count, room, sizeof *n->values);
	n->hashes = grown(n->arena, n->hashes, n->count, room, sizeof *n->hashes);
	n->slots = arena_array(n->arena, (size_t)room * 2, sizeof *n->slots);
	n->room = room;
	n->mask = room * 2 - 1;
	for (uint32_t i = 0; i < n->count; i++)
		place(n, i);
}

static int entry_of(const struct form_names *n, const char *key, size_t len,
		    uint32_t hash)
{
	if (!n->count)
		return FORM_NAMES_ABSENT;
	for (uint32_t at = hash & n->mask; n->slots[at]; at = (at + 1) & n->mask) {
		uint32_t entry = n->slots[at] - 1;

		if (n->hashes[entry] == hash && !strncmp(n->keys[entry], key, len) &&
		    !n->keys[entry][len])
			return (int)entry;
	}
	return FORM_NAMES_ABSENT;
}

int form_names_find(const struct form_names *n, const char *key)
{
	size_t len = strlen(key);
	int entry = entry_of(n, key, len, hash_of(n, key, len));

	return entry < 0 ? FORM_NAMES_ABSENT : n->values[entry];
}

static int entry_new(struct form_names *n, const char *key, uint32_t hash, int value)
{
	if (n->count == n->room)
		grow(n);
	n->keys[n->count] = key;
	n->values[n->count] = value;
	n->hashes[n->count] = hash;
	place(n, n->count);
	return (int)n->count++;
}

int form_names_add(struct form_names *n, const char *key, int value)
{
	size_t len = strlen(key);
	uint32_t hash = hash_of(n, key, len);
	int entry = entry_of(n, key, len, hash);

	if (entry >= 0)
		return n->values[entry];
	(void)entry_new(n, key, hash, value);
	return value;
}

void form_names_put(struct form_names *n, const char *key, int value)
{
	size_t len = strlen(key);
	uint32_t hash = hash_of(n, key, len);
	int entry = entry_of(n, key, len, hash);

	if (entry >= 0)
		n->values[entry] = value;
	else
		(void)entry_new(n, key, hash, value);
}

int form_names_intern(struct form_names *n, const char *key, size_t len,
		      struct arena *copies)
{
	uint32_t hash = hash_of(n, key, len);
	int entry = entry_of(n, key, len, hash);

	if (entry < 0)
		entry = entry_new(n, arena_bytes(copies, key, len), hash, (int)n->count);
	return entry;
}

static bool may_be_near(size_t a, size_t b, int best)
{
	return a <= FORM_NAMES_NEAR_BYTES && b <= FORM_NAMES_NEAR_BYTES &&
	       (a > b ? a - b : b - a) < (size_t)best;
}

/* itn for int: two letters that stand side by side, the most common slip of all. */
static bool is_swapped(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a && *b && a[0] == b[1] && a[1] == b[0] && !strcmp(a + 2, b + 2);
}

bool form_names_is_nearer(const char *a, const char *b, int *best)
{
	int distance;

	if (!may_be_near(strlen(a), strlen(b), *best))
		return false;
	distance = !strcasecmp(a, b) ? 0 : is_swapped(a, b) ? 1 : text_distance(a, b, *best);
	if (distance >= *best)
		return false;
	*best = distance;
	return true;
}

const char *form_names_nearest(const struct form_names *n, const char *key,
			       unsigned *budget)
{
	size_t len = strlen(key);
	int best = len < 4 ? 2 : len < 9 ? 3 : 4; /* one more than the distance allowed */
	const char *near = NULL;

	for (uint32_t i = 0; i < n->count && *budget; i++) {
		if (!may_be_near(len, strlen(n->keys[i]), best))
			continue;
		--*budget;
		if (form_names_is_nearer(key, n->keys[i], &best))
			near = n->keys[i];
	}
	return near;
}
