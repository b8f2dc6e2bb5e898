/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/rank.h"

#include <math.h>

enum {
	PASS_MOST = 4096,       /* women between two pauses */
	RARE_LEAST = 600,       /* how much less a common part says, in thousandths: lookup.md 6 */
	RARE_MOST = 1400,
	BIRTH_ALONE = 1000,     /* score of a birth that agrees when no name was asked */
	SCORE_BIT = 34,
	RECENT_BIT = 33,
	OPEN_BIT = 32,
	TABLE_WORDS = 2,        /* scores of so many words are looked up */
	SHARED = UINT16_MAX,    /* in scores: which part of hers is which word's must be seen */
	SHARED_CLOSE = 800      /* likeness of a part to both words that makes the next best count */
};
#define BIRTH_UNKNOWN INT16_MIN
#define EACH_HIGH 0x8080808080808080U
#define EACH_LOW 0x7f7f7f7f7f7f7f7fU

struct rank_pair {
	const struct word *left, *right;
	bool is_shared, is_close;
	uint64_t shares[SLOTS][2];
};

static void share(struct rank_pair *p, int left, int right)
{
	p->is_shared = true;
	p->is_close = p->is_close || (p->left->likeness[left] >= SHARED_CLOSE &&
				      p->right->likeness[right] >= SHARED_CLOSE);
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

			p->left = r->words[i];
			p->right = r->words[k];
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
	double all = (double)r->d->people.count + 1, has = (double)w->range_postings, rare;
	uint32_t letters = (uint32_t)w->text.len;

	if (slot == SLOT_NONE)
		has = all / 100;
	if (slot >= SLOT_NEAR && slot - SLOT_NEAR < w->near.count) {
		uint32_t part = w->near.items[slot - SLOT_NEAR].part;

		has = part >= NEAR_LATE ? 1 : r->d->lexicon.parts[part].count;
	}
	rare = 1000 * log(all / (has + 1)) / log(100);
	if (rare < RARE_LEAST)
		rare = RARE_LEAST;
	return letters * (uint32_t)(rare < RARE_MOST ? rare : RARE_MOST) / 10;
}

/* What the likeness of each word, 0 to 1000, says together: their mean, and a fifth the weakest. */
static int score_of(const struct rank *r, const uint8_t *slots)
{
	uint32_t sum = 0, weights = 0;
	int weakest = 1000;

	for (int i = 0; i < r->count; i++) {
		int likeness = r->words[i]->likeness[slots[i]];

		sum += r->weight[i][slots[i]] * (uint32_t)likeness;
		weights += r->weight[i][slots[i]];
		weakest = likeness < weakest ? likeness : weakest;
	}
	return (int)(4 * (sum / weights) + (uint32_t)weakest) / 5;
}

static void weigh_slots(struct rank *r)
{
	uint32_t most[FIND_WORDS_MOST] = {0}, all = 0;

	for (int i = 0; i < r->count; i++) {
		for (int slot = 0; slot < SLOTS; slot++) {
			r->weight[i][slot] = weight_of(r, r->words[i], slot);
			if (r->weight[i][slot] > most[i])
				most[i] = r->weight[i][slot];
		}
		all += most[i];
	}
	for (int i = 0; i < r->count; i++) {
		uint32_t others = all - most[i];

		r->without[i] = (int)(800 * others / (others + r->weight[i][SLOT_NONE]));
	}
}

static void fill_scores(struct rank *r)
{
	uint8_t slots[TABLE_WORDS] = {0, 0};

	if (r->count == 0 || r->count > TABLE_WORDS)
		return;
	r->scores = mem_array(SLOTS * (r->count > 1 ? SLOTS : 1), sizeof *r->scores);
	for (; slots[0] < SLOTS; slots[0]++)
		for (slots[1] = 0; slots[1] < (r->count > 1 ? SLOTS : 1); slots[1]++) {
			uint16_t *score = &r->scores[slots[1] * SLOTS + slots[0]];

			if (r->pairs && is_sharing(&r->pairs[1], slots[0], slots[1]))
				*score = SHARED;
			else
				*score = (uint16_t)score_of(r, slots);
		}
}

void rank_begin(struct rank *r, const struct find_dictionary *d, const struct word *const *words,
		int count, const struct find_birth *birth, bool is_first)
{
	rank_release(r);
	*r = (struct rank){.d = d, .words = words, .count = count, .is_first = is_first};
	pair_words(r);
	weigh_slots(r);
	fill_scores(r);
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
	free(r->scores);
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

bool rank_lacks_second(const struct rank *r, int word)
{
	bool is_close = false;

	for (int i = 0; i < r->count && r->pairs; i++) {
		is_close = is_close || (i < word && r->pairs[i * r->count + word].is_close) ||
			   (i > word && r->pairs[word * r->count + i].is_close);
	}
	return is_close && !r->words[word]->second;
}

static uint8_t second_slot(const struct word *w, uint32_t number)
{
	return w->second ? w->second[number] : SLOT_NONE;
}

/* Two words of which one must do with another part of hers: which of them loses the least? */
static void part_ways(const struct rank *r, uint32_t number, uint8_t *slots)
{
	for (int i = 0; i < r->count; i++)
		for (int k = i + 1; k < r->count; k++) {
			const struct word *a = r->words[i], *b = r->words[k];
			uint8_t second_a = second_slot(a, number), second_b = second_slot(b, number);

			if (!is_sharing(&r->pairs[i * r->count + k], slots[i], slots[k]))
				continue;
			if (a->likeness[slots[i]] - a->likeness[second_a] <
			    b->likeness[slots[k]] - b->likeness[second_b])
				slots[i] = second_a;
			else
				slots[k] = second_b;
		}
}

static int names_score(const struct rank *r, uint32_t number, bool *is_begin)
{
	uint8_t slots[FIND_WORDS_MOST] = {0}, flags = SLOT_HAS_BEGIN;
	uint16_t score = SHARED;

	for (int i = 0; i < r->count; i++) {
		slots[i] = r->words[i]->slots[number];
		flags &= slots[i];
		slots[i] &= SLOT_HAS_BEGIN - 1;
	}
	*is_begin = flags != 0;
	if (r->scores)
		score = r->scores[slots[1] * SLOTS + slots[0]];
	if (score != SHARED)
		return score;
	if (r->pairs)
		part_ways(r, number, slots);
	for (int i = 0; i < r->count; i++)
		*is_begin = *is_begin && slots[i] != SLOT_NONE;
	return r->is_first && !*is_begin ? 0 : score_of(r, slots);
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

/* Below this nobody new is kept. */
static int least_kept(const struct rank *r)
{
	return r->best_count < RANK_BEST ? RANK_LEAST : rank_item_score(&r->best[0]);
}

static void consider(struct rank *r, uint32_t number)
{
	uint32_t info = r->d->people.info[number];
	bool is_begin = true;
	int score = BIRTH_ALONE, birth = 0;

	if (r->count > 0)
		score = names_score(r, number, &is_begin);
	if (score == 0 || !(info & PEOPLE_IS_THERE))
		return;
	if (r->birth) {
		birth = birth_weight(r, number);
		if (r->count == 0 && birth <= 0)
			return;
		score += birth;
	}
	r->total += score >= RANK_MEANT || (is_begin && birth >= 0) ? 1 : 0;
	if (score < least_kept(r))
		return;
	keep(r, (struct rank_item){.order = (uint64_t)score << SCORE_BIT |
					    (uint64_t)(info & PEOPLE_IS_RECENT ? 1 : 0)
						    << RECENT_BIT |
					    (uint64_t)(info & PEOPLE_IS_OPEN ? 1 : 0) << OPEN_BIT |
					    r->d->people.key[number],
				   .number = number});
}

static uint64_t eight(const struct word *w, uint32_t number)
{
	uint64_t slots;

	memcpy(&slots, w->slots + number, sizeof slots);
	return slots;
}

static uint64_t not_zero(uint64_t bytes)
{
	return (((bytes & EACH_LOW) + EACH_LOW) | bytes) & EACH_HIGH;
}

/* Of eight women who must be looked at: the highest bit of each one's byte. */
static uint64_t of_interest(const struct rank *r, uint32_t number, const bool *is_needed)
{
	uint64_t all = EACH_HIGH, any = 0;

	for (int i = 0; i < r->count; i++) {
		uint64_t slots = eight(r->words[i], number);

		if (r->is_first)
			all &= slots;
		else if (is_needed[i])
			all &= not_zero(slots);
		else
			any |= slots;
	}
	return r->is_first || is_needed[FIND_WORDS_MOST] ? all : all & not_zero(any);
}

/* Words that a woman must have something like to be kept, the last: there is one. */
static void find_needed(const struct rank *r, bool is_needed[FIND_WORDS_MOST + 1])
{
	is_needed[FIND_WORDS_MOST] = false;
	for (int i = 0; i < r->count; i++) {
		is_needed[i] = r->without[i] + r->birth_most < least_kept(r);
		is_needed[FIND_WORDS_MOST] = is_needed[FIND_WORDS_MOST] || is_needed[i];
	}
}

static void pass_names(struct rank *r, uint32_t end)
{
	bool is_needed[FIND_WORDS_MOST + 1];

	find_needed(r, is_needed);
	for (; r->at < end; r->at += 8)
		for (uint64_t women = of_interest(r, r->at, is_needed); women; women &= women - 1)
			consider(r, r->at + (uint32_t)__builtin_ctzll(women) / 8);
}

static void pass_births(struct rank *r, uint32_t end)
{
	for (; r->at < end; r->at++)
		consider(r, r->at);
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

		if (r->count > 0)
			pass_names(r, end);
		else
			pass_births(r, end);
		if (r->at < top && find_is_paused(pause, data))
			return false;
	}
	qsort(r->best, (size_t)r->best_count, sizeof *r->best, compare_items);
	return true;
}
