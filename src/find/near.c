/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/near.h"

void near_begin(struct near_parts *n, int least)
{
	n->count = 0;
	n->least = (uint16_t)least;
}

bool near_is_full(const struct near_parts *n)
{
	return n->count >= NEAR_ENOUGH;
}

void near_deepen(struct near_parts *n, int least)
{
	if (!near_is_full(n))
		n->least = (uint16_t)least;
}

static void sink(struct near_parts *n, int at)
{
	struct near_part item = n->items[at];

	for (int child; (child = 2 * at + 1) < n->count; at = child) {
		if (child + 1 < n->count &&
		    n->items[child + 1].likeness < n->items[child].likeness)
			child++;
		if (item.likeness <= n->items[child].likeness)
			break;
		n->items[at] = n->items[child];
	}
	n->items[at] = item;
}

void near_add(struct near_parts *n, uint32_t part, int likeness)
{
	struct near_part item = {part, (uint16_t)(likeness < NEAR_SAME ? likeness : NEAR_SAME)};

	if (item.likeness <= n->least)
		return;
	if (n->count < NEAR_MOST) {
		n->items[n->count++] = item;
		if (n->count == NEAR_MOST)
			for (int i = NEAR_MOST / 2; i >= 0; i--)
				sink(n, i);
	} else {
		n->items[0] = item;
		sink(n, 0);
	}
	if (n->count == NEAR_MOST && n->items[0].likeness > n->least)
		n->least = n->items[0].likeness;
}

static int compare_near(const void *a, const void *b)
{
	const struct near_part *left = a, *right = b;

	if (left->likeness != right->likeness)
		return (int)right->likeness - (int)left->likeness;
	return (left->part > right->part) - (left->part < right->part);
}

void near_sort(struct near_parts *n)
{
	qsort(n->items, (size_t)n->count, sizeof *n->items, compare_near);
}

void near_walk_begin(struct near_walk *w, const char *typed)
{
	find_typed_ready(&w->typed, typed);
	w->place = 0;
	w->at = 0;
	w->dead = 0;
	w->start[0] = 0;
	find_row_begin(&w->typed, &w->rows[0]);
}

/* The rows of this part from the sounds it shares on; stops where nothing can come near enough. */
static void step(struct near_walk *w, const struct find_typed *t, int shared, int count,
		 const uint8_t *sounds, unsigned most)
{
	for (int depth = shared + 1; depth <= count; depth++) {
		unsigned nearest;

		w->path[depth - 1] = sounds[depth - 1 - shared];
		nearest = find_row_next(t, w->path, depth, w->rows);
		w->start[depth] = w->start[depth - 1];
		if (w->rows[depth].cost[t->count] <
		    w->rows[w->start[depth - 1]].cost[t->count])
			w->start[depth] = (uint8_t)depth;
		if (nearest > most) {
			w->dead = depth;
			w->is_lost = w->rows[w->start[depth]].cost[t->count] > most;
			return;
		}
	}
}

static int likeness_of(const struct near_walk *w, const struct find_typed *t, int count)
{
	int known = w->dead > 0 ? w->dead : count, start = w->start[known], best = 0;

	if (w->dead == 0)
		best = find_likeness(t, &w->rows[count], count, count, false);
	if (start > 0 && start < count) {
		int begin = find_likeness(t, &w->rows[start], start, count, true);

		best = begin > best ? begin : best;
	}
	return best;
}

bool near_is_left_out(const struct near_asked *asked, const char *folded)
{
	for (int i = 0; i < asked->begin_count; i++)
		if (strncmp(folded, asked->begins[i], strlen(asked->begins[i])) == 0)
			return true;
	return false;
}

bool near_walk_go(struct near_walk *w, const struct lexicon *l, const struct near_asked *asked,
		  int most, struct near_parts *out)
{
	const struct find_typed *t = &w->typed;
	int least = out->least + asked->less;
	unsigned dearest = find_cost_most(t, least);

	w->typed.most = dearest;
	for (int i = 0; i < most && w->place < l->count; i++, w->place++) {
		int shared = l->walk[w->at], count = l->walk[w->at + 1], likeness;
		const uint8_t *sounds = l->walk + w->at + 2;
		uint32_t part = l->by_sound[w->place];

		w->at += 2 + (size_t)(count - shared);
		if (w->dead == 0 || shared < w->dead) {
			w->dead = 0;
			step(w, t, shared, count, sounds, dearest);
		}
		if (w->dead > 0 && w->is_lost)
			continue;
		likeness = likeness_of(w, t, count);
		if (likeness <= least || likeness - asked->less > asked->most ||
		    near_is_left_out(asked, lexicon_text(l, part)))
			continue;
		near_add(out, part, likeness - asked->less);
		least = out->least + asked->less;
		w->typed.most = dearest = find_cost_most(t, least);
	}
	return w->place == l->count;
}
