/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/* Rows by a key, sorted: small, and as quick with keys that somebody chose to be slow. */

struct read_key {
	uint64_t begin; /* eight bytes tell nearly all keys apart without a look at their texts */
	const char *key;
	uint32_t row;
};

static uint64_t begin_of(const char *key)
{
	uint64_t begin = 0;

	for (int shift = 56; shift >= 0 && *key != '\0'; shift -= 8)
		begin |= (uint64_t)(unsigned char)*key++ << shift;
	return begin;
}

static int by_text(const struct read_key *a, const struct read_key *b)
{
	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	return strcmp(a->key, b->key);
}

static int by_key(const void *a, const void *b)
{
	const struct read_key *x = a, *y = b;
	int order = by_text(x, y);

	return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

void read_index_add(struct read_index *index, const char *key, size_t row)
{
	if (*key == '\0')
		return;
	VEC_ROOM(index->keys, index->count, index->room);
	index->keys[index->count++] = (struct read_key){begin_of(key), key, (uint32_t)row};
}

void read_index_sort(struct read_index *index)
{
	if (index->count > 1)
		qsort(index->keys, index->count, sizeof *index->keys, by_key);
}

int read_index_at(const struct read_index *index, const char *key, int *at)
{
	const struct read_key wanted = {.begin = begin_of(key), .key = key};
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_text(&index->keys[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*at = (int)low;
	return low < index->count && by_text(&index->keys[low], &wanted) == 0
		       ? (int)index->keys[low].row
		       : -1;
}

int read_index_next(const struct read_index *index, int *at)
{
	const struct read_key *now = &index->keys[*at];

	++*at;
	return (size_t)*at < index->count && by_text(now, now + 1) == 0 ? (int)now[1].row : -1;
}

void read_index_release(struct read_index *index)
{
	free(index->keys);
	*index = (struct read_index){0};
}
