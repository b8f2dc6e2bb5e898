/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/rank.h"

#include <math.h>

enum {
	PASS_MOST = 4096,       /* women between two pauses */
	RARE_LEAST = 600,       /* how much less a common part says, in thousandths: lookup.md 6 */
	RARE_MOST = 1400,
	BIRTH_ALONE = 1000,     /* score of a birth that agrees when no name was asked */
	RECENT_BIT = 33,
	OPEN_BIT = 32
};
#define BIRTH_UNKNOWN INT16_MIN

struct rank_pair {
	bool is_shared;
	uint64_t shares[SLOTS][2];
};

static void share(struct rank_pair *p, int left, int right)
{
	p->is_shared = true;
	p->shares[left][right / 64] |= (uint64_t)1 << right % 64;
}

static bool is_sharing(const struct rank_pair *p, int left, int right)
{
	return p->shares[left][right / 64] >> right % 64 & 1;
}

/* Near parts of one word that the other has too: as near ones, or as what begins so. */
static void pair_near(struct rank_pair *p, const struct find_dictionary *d, const struct word *a,
		      const struct word *b, bool is_turned)
{
	for (int i = 0; i < a->near.count; i++) {
		uint32_t part = a->near.items[i].part;
		const char *folded = part >= NEAR_LATE ? d->late.parts[part - NEAR_LATE].folded
						       : lexicon_text(&d->lexicon, part);
		int slot = word_begin_slot(b, folded);

		if (slot != SLOT_NONE)
			share(p, is_turned ? slot : SLOT_NEAR + i,
			      is_turned ? SLOT_NEAR + i : slot);
		for (int k = 0; k < b->near.count && !is_turned; k++)
			if (b->near.items[k].part == part)
				share(p, SLOT_NEAR + i, SLOT_NEAR + k);
	}
}

/* One word is the beginning of the other: what begins with the longer begins with both. */
static void pair_begins(struct rank_pair *p, const struct word *a, const struct word *b)
{
	bool is_a_longer = a->text.len >= b->text.len;
	const struct word *longer = is_a_longer ? a : b, *other = is_a_longer ? b : a;
	int apart = longer->typed.count - other->typed.count;

	if (strncmp(longer->text.bytes, other->text.bytes, other->text.len) != 0)
		return;
	for (int i = SLOT_EXACT; i < SLOT_NEAR; i++) {
		int sounds = i == SLOT_EXACT ? 0 : i - SLOT_BEGIN;
		int slot = SLOT_BEGIN + sounds + apart;

		if (longer->text.len == other->text.len)
			slot = i;
		if (slot >= SLOT_NEAR)
			slot = SLOT_NEAR - 1;
		share(p, is_a_longer ? i : slot, is_a_longer ? slot : i);
	}
}

static void pair_words(struct rank *r)
{
	bool is_any = false;

	r->pairs = mem_array((size_t)(r->count * r->count), sizeof *r->pairs);
	for (int i = 0; i < r->count; i++)
		for (int k = i + 1; k < r->count; k++) {
			struct rank_pair *p = &r->pairs[i * r->count + k];

			pair_begins(p, r->words[i], r->words[k]);
			if (!r->is_first) {
				pair_near(p, r->d, r->words[i], r->words[k], false);
				pair_near(p, r->d, r->words[k], r->words[i], true);
			}
			is_any = is_any || p->is_shared;
		}
	if (is_any)
		return;
	free(r->pairs);
	r->pairs = NULL;
}

/* How much a word says: by its length, and by how many have the part it found. */
static uint32_t weight_of(const struct rank *r, const struct word *w, int slot)
{
	double all = (double)r->d->people.count + 1, has = all / 100, rare;
	uint32_t letters = (uint32_t)w->text.len;

	if (slot >= SLOT_NEAR && slot - SLOT_NEAR < w->near.count) {
		uint32_t part = w->near.items[slot - SLOT_NEAR].part;

		has = part >= NEAR_LATE ? 1 : r->d->lexicon.parts[part].count;
	}
	rare = 1000 * log(all / (has + 1)) / log(100);
	if (rare < RARE_LEAST)
		rare = RARE_LEAST;
	return letters * (uint32_t)(rare < RARE_MOST ? rare : RARE_MOST) / 10;
}

static void weigh_slots(struct rank *r)
{
	for (int i = 0; i < r->count; i++)
		for (int slot = 0; slot < SLOTS; slot++)
			r->weight[i][slot] = weight_of(r, r->words[i], slot);
}

void rank_begin(struct rank *r, const struct find_dictionary *d, const struct word *const *words,
		int count, const struct find_birth *birth, bool is_first)
{
	rank_release(r);
	*r = (struct rank){.d = d, .words = words, .count = count, .is_first = is_first};
	pair_words(r);
	weigh_slots(r);
	if (birth->year == 0)
		return;
	r->birth = birth;
	r->birth_most = find_birth_weight(birth, birth);
	r->birth_weights = mem_array(PEOPLE_BIRTHS, sizeof *r->birth_weights);
	for (int i = 0; i < PEOPLE_BIRTHS; i++)
		r->birth_weights[i] = BIRTH_UNKNOWN;
}

void rank_release(struct rank *r)
{
	free(r->pairs);
	free(r->birth_weights);
	explicit_bzero(r, sizeof *r);
}

static int birth_weight(struct rank *r, uint32_t number)
{
	uint32_t code = people_birth_code(r->d->people.info[number]);
	struct find_birth known;

	if (!r->birth)
		return 0;
	if (r->birth_weights[code] == BIRTH_UNKNOWN) {
		known = people_birth(code);
		r->birth_weights[code] = (int16_t)find_birth_weight(r->birth, &known);
	}
	return r->birth_weights[code];
}

/* Two words of which one must do with another part of hers: which of them loses the least? */
static void part_ways(const struct rank *r, uint32_t number, uint8_t *slots)
{
	for (int i = 0; i < r->count; i++)
		for (int k = i + 1; k < r->count; k++) {
			const struct word *a = r->words[i], *b = r->words[k];
			int less_a, less_b;

			if (!is_sharing(&r->pairs[i * r->count + k], slots[i], slots[k]))
				continue;
			less_a = a->likeness[slots[i]] - a->likeness[a->second[number]];
			less_b = b->likeness[slots[k]] - b->likeness[b->second[number]];
			if (less_a < less_b)
				slots[i] = a->second[number];
			else
				slots[k] = b->second[number];
		}
}

static int names_score(const struct rank *r, uint32_t number, bool *is_begin)
{
	uint8_t slots[FIND_WORDS_MOST], flags = SLOT_HAS_BEGIN;
	uint32_t sum = 0, weights = 0;
	int weakest = 1000;

	for (int i = 0; i < r->count; i++) {
		slots[i] = r->words[i]->slots[number];
		flags &= slots[i];
		slots[i] &= SLOT_HAS_BEGIN - 1;
	}
	*is_begin = flags != 0;
	if (r->is_first && !*is_begin)
		return 0;
	if (r->pairs)
		part_ways(r, number, slots);
	for (int i = 0; i < r->count; i++) {
		int likeness = r->words[i]->likeness[slots[i]];

		sum += r->weight[i][slots[i]] * (uint32_t)likeness;
		weights += r->weight[i][slots[i]];
		weakest = likeness < weakest ? likeness : weakest;
	}
	if (r->is_first && weakest == 0)
		return 0;
	return (int)(4 * (sum / weights) + (uint32_t)weakest) / 5;
}

int rank_score(struct rank *r, uint32_t number, bool *is_meant)
{
	int score, birth;
	bool is_begin;

	if (!(r->d->people.info[number] & PEOPLE_IS_THERE))
		return 0;
	birth = birth_weight(r, number);
	if (r->count == 0) {
		*is_meant = birth > 0;
		return birth > 0 ? BIRTH_ALONE + birth : 0;
	}
	score = names_score(r, number, &is_begin);
	if (score == 0)
		return 0;
	score += birth;
	*is_meant = score >= RANK_MEANT || (is_begin && birth >= 0);
	return score;
}

static bool is_before(const struct rank_item *a, const struct rank_item *b)
{
	return a->order != b->order ? a->order > b->order : a->number < b->number;
}

static void sink(struct rank *r, int at)
{
	struct rank_item item = r->best[at];

	for (int child; (child = 2 * at + 1) < r->best_count; at = child) {
		if (child + 1 < r->best_count && is_before(&r->best[child], &r->best[child + 1]))
			child++;
		if (!is_before(&item, &r->best[child]))
			break;
		r->best[at] = r->best[child];
	}
	r->best[at] = item;
}

static void keep(struct rank *r, struct rank_item item)
{
	if (r->best_count < RANK_BEST) {
		r->best[r->best_count++] = item;
		if (r->best_count == RANK_BEST)
			for (int i = RANK_BEST / 2; i >= 0; i--)
				sink(r, i);
	} else if (is_before(&item, &r->best[0])) {
		r->best[0] = item;
		sink(r, 0);
	}
}

static void consider(struct rank *r, uint32_t number)
{
	uint32_t info = r->d->people.info[number];
	bool is_meant = false;
	int score = rank_score(r, number, &is_meant);

	r->total += is_meant ? 1 : 0;
	if (score < RANK_LEAST)
		return;
	keep(r, (struct rank_item){.order = (uint64_t)score << 34 |
					    (uint64_t)(info & PEOPLE_IS_RECENT ? 1 : 0)
						    << RECENT_BIT |
					    (uint64_t)(info & PEOPLE_IS_OPEN ? 1 : 0) << OPEN_BIT |
					    r->d->people.key[number],
				   .number = number});
}

static int compare_items(const void *a, const void *b)
{
	return is_before(a, b) ? -1 : is_before(b, a) ? 1 : 0;
}

bool rank_go(struct rank *r, find_pause pause, void *data)
{
	uint32_t top = r->d->people.top;

	while (r->at < top) {
		uint32_t end = top - r->at < PASS_MOST ? top : r->at + PASS_MOST;

		for (; r->at < end; r->at++)
			consider(r, r->at);
		if (r->at < top && find_is_paused(pause, data))
			return false;
	}
	qsort(r->best, (size_t)r->best_count, sizeof *r->best, compare_items);
	return true;
}
