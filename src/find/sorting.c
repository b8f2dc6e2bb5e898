/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/sorting.h"

void sorting_begin(struct sorting *s, size_t count)
{
	*s = (struct sorting){.count = count, .width = 1};
	s->items = mem_array(count, sizeof *s->items);
	s->spare = mem_array(count, sizeof *s->spare);
	for (size_t i = 0; i < count; i++)
		s->items[i] = (uint32_t)i;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void next_pair(struct sorting *s)
{
	s->left = s->right = 0;
	s->low += 2 * s->width;
	if (s->low < s->count)
		return;
	uint32_t *merged = s->spare;

	s->spare = s->items;
	s->items = merged;
	s->width *= 2;
	s->low = 0;
}

bool sorting_go(struct sorting *s, sorting_compare compare, const void *data, size_t steps)
{
	for (size_t i = 0; i < steps && s->width < s->count; i++) {
		size_t left_count = least(s->width, s->count - s->low);
		size_t right_count = least(s->width, s->count - s->low - left_count);
		const uint32_t *left = s->items + s->low + s->left;
		const uint32_t *right = s->items + s->low + left_count + s->right;
		uint32_t *out = s->spare + s->low + s->left + s->right;

		if (s->right == right_count ||
		    (s->left < left_count && compare(data, *left, *right) <= 0)) {
			*out = *left;
			s->left++;
		} else {
			*out = *right;
			s->right++;
		}
		if (s->left == left_count && s->right == right_count)
			next_pair(s);
	}
	if (s->width < s->count)
		return false;
	free(s->spare);
	s->spare = NULL;
	return true;
}

void sorting_release(struct sorting *s)
{
	free(s->items);
	free(s->spare);
	*s = (struct sorting){0};
}
