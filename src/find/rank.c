/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/rank.h"

#include "find/pair.h"

enum {
	PASS_MOST = 4096,       /* women between two pauses */
	BIRTH_ALONE = 1000,     /* score of a birth that agrees when no name was asked */
	BIRTH_SHIFT = 1000,     /* what is added to a weight to keep it: 0 is not known yet */
	RECENT_BIT = 33,
	OPEN_BIT = 32,
	TABLE_WORDS = 2,        /* scores of so many words are looked up */
	SCORE_KNOWN = 1 << 15   /* in scores */
};
#define EACH_HIGH 0x8080808080808080U
#define EACH_LOW 0x7f7f7f7f7f7f7f7fU

static void pair_words(struct rank *r)
{
	int count = r->asked->count;
	bool is_any = false;

	r->pairs = mem_array((size_t)(count * count), sizeof *r->pairs);
	for (int i = 0; i < count; i++)
		for (int k = i + 1; k < count; k++) {
			struct rank_pair *p = &r->pairs[i * count + k];

			pair_find(p, r->d, &r->asked->words[i], &r->asked->words[k], !r->is_first);
			is_any = is_any || p->is_shared;
		}
	if (is_any)
		return;
	free(r->pairs);
	r->pairs = NULL;
}

static void weigh_words(struct rank *r)
{
	int count = r->asked->count, all = 0;

	for (int i = 0; i < count; i++)
		all += find_weight(r->asked->words[i].texts[0].sounds);
	for (int i = 0; i < count; i++) {
		r->weight[i] = (uint32_t)find_weight(r->asked->words[i].texts[0].sounds);
		r->without[i] = 1000 * (all - (int)r->weight[i]) / all;
	}
}

void rank_begin(struct rank *r, const struct find_dictionary *d, const struct rank_asked *asked,
		bool is_first)
{
	rank_release(r);
	*r = (struct rank){.d = d, .asked = asked, .is_first = is_first};
	if (asked->count > 0) {
		pair_words(r);
		weigh_words(r);
	}
	if (asked->count > 0 && asked->count <= TABLE_WORDS)
		r->scores = mem_array((size_t)SLOTS * (asked->count > 1 ? SLOTS : 1),
				      sizeof *r->scores);
	if (asked->birth.year == 0)
		return;
	r->birth_most = find_birth_weight(&asked->birth, &asked->birth);
	r->birth_weights = mem_array(PEOPLE_BIRTHS, sizeof *r->birth_weights);
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
	uint16_t *weight = r->birth_weights ? &r->birth_weights[code] : NULL;

	if (!weight)
		return 0;
	if (*weight == 0) {
		struct find_birth known = people_birth(code);

		*weight = (uint16_t)(find_birth_weight(&r->asked->birth, &known) + BIRTH_SHIFT);
	}
	return *weight - BIRTH_SHIFT;
}

static uint8_t second_slot(const struct word *w, uint32_t number)
{
	return w->second ? w->second[number] : SLOT_NONE;
}

/* Two words of which one must do with another part of hers: which of them loses the least? */
static void part_ways(const struct rank *r, uint32_t number, uint8_t *slots)
{
	int count = r->asked->count;

	for (int i = 0; i < count; i++)
		for (int k = i + 1; k < count; k++) {
			const struct word *a = &r->asked->words[i], *b = &r->asked->words[k];
			uint8_t second_a = second_slot(a, number), second_b = second_slot(b, number);

			if (!pair_is_shared(&r->pairs[i * count + k], slots[i], slots[k]))
				continue;
			if (a->likeness[slots[i]] - a->likeness[second_a] <
			    b->likeness[slots[k]] - b->likeness[second_b])
				slots[i] = second_a;
			else
				slots[k] = second_b;
		}
}

/*
 * What the likenesses, 0 to 1000, of all words say together: unlikely spellings of all words are as
 * unlikely as the product of them, so their costs are added; no word counts for more because it is the
 * weakest, or rare.  Words of a joint that she has are as alike as that.
 */
static int score_of(const struct rank *r, const uint8_t *slots, const struct rank_joint *joint,
		    int joint_likeness)
{
	uint32_t sum = 0, weights = 0;

	for (int i = 0; i < r->asked->count; i++) {
		bool is_joined = joint && i >= joint->first && i <= joint->last;
		int likeness = is_joined ? joint_likeness : r->asked->words[i].likeness[slots[i]];

		sum += r->weight[i] * (uint32_t)likeness;
		weights += r->weight[i];
	}
	return (int)(sum / weights);
}

/* The same for slots that share no part, looked up when there are few words. */
static int score_apart(const struct rank *r, const uint8_t *slots)
{
	uint16_t *score = r->scores ? &r->scores[slots[1] * SLOTS + slots[0]] : NULL;

	if (!score)
		return score_of(r, slots, NULL, 0);
	if (*score == 0)
		*score = (uint16_t)score_of(r, slots, NULL, 0) | SCORE_KNOWN;
	return *score & ~SCORE_KNOWN;
}

struct names {
	uint8_t slots[FIND_WORDS_MOST], flags[FIND_WORDS_MOST];
	bool is_begin;
	int score;
};

static uint8_t slot_of(const struct word *w, uint32_t number)
{
	return w->slots ? w->slots[number] : SLOT_NONE;
}

static void try_joint(const struct rank *r, uint32_t number, const struct rank_joint *joint,
		      struct names *n)
{
	uint8_t slot = slot_of(&joint->word, number);
	int likeness = joint->word.likeness[slot & (SLOT_HAS_BEGIN - 1)] - joint->less, score;
	bool is_begin = slot & SLOT_HAS_BEGIN;

	if (slot == SLOT_NONE || likeness <= 0)
		return;
	for (int i = 0; i < r->asked->count; i++)
		is_begin = is_begin && (n->flags[i] || (i >= joint->first && i <= joint->last));
	if (r->is_first && !is_begin)
		return;
	score = score_of(r, n->slots, joint, likeness);
	n->score = score > n->score ? score : n->score;
	n->is_begin = n->is_begin || is_begin;
}

static struct names names_of(const struct rank *r, uint32_t number)
{
	struct names n = {.is_begin = true};

	for (int i = 0; i < r->asked->count; i++) {
		uint8_t slot = slot_of(&r->asked->words[i], number);

		n.slots[i] = slot & (SLOT_HAS_BEGIN - 1);
		n.flags[i] = slot & SLOT_HAS_BEGIN;
	}
	if (r->pairs)
		part_ways(r, number, n.slots);
	for (int i = 0; i < r->asked->count; i++)
		n.is_begin = n.is_begin && n.flags[i] && n.slots[i] != SLOT_NONE;
	if (!r->is_first || n.is_begin)
		n.score = score_apart(r, n.slots);
	for (int i = 0; i < r->asked->joint_count; i++)
		try_joint(r, number, &r->asked->joints[i], &n);
	return n;
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
	int shown = r->asked->count == 1 ? RANK_LEAST_ALONE : RANK_LEAST;

	return r->best_count < RANK_BEST ? shown : rank_item_score(&r->best[0]);
}

static void consider(struct rank *r, uint32_t number)
{
	uint32_t info = r->d->people.info[number];
	struct names n = {.is_begin = true, .score = BIRTH_ALONE};
	int birth;

	if (r->asked->count > 0)
		n = names_of(r, number);
	if (n.score == 0 || !(info & PEOPLE_IS_THERE))
		return;
	birth = birth_weight(r, number);
	if (r->asked->count == 0 && birth <= 0)
		return;
	n.score += birth;
	r->total += n.score >= RANK_MEANT || (n.is_begin && birth >= 0) ? 1 : 0;
	if (n.score < least_kept(r))
		return;
	keep(r, (struct rank_item){.order = (uint64_t)n.score << RANK_SCORE_BIT |
					    (uint64_t)(info & PEOPLE_IS_RECENT ? 1 : 0)
						    << RECENT_BIT |
					    (uint64_t)(info & PEOPLE_IS_OPEN ? 1 : 0) << OPEN_BIT |
					    r->d->people.key[number],
				   .number = number});
}

static uint64_t eight(const struct word *w, uint32_t number)
{
	uint64_t slots = 0;

	if (w->slots)
		memcpy(&slots, w->slots + number, sizeof slots);
	return slots;
}

static uint64_t not_zero(uint64_t bytes)
{
	return (((bytes & EACH_LOW) + EACH_LOW) | bytes) & EACH_HIGH;
}

struct needed {
	bool words[FIND_WORDS_MOST]; /* who has nothing like it cannot be kept */
	bool is_any;
};

/* Of eight women who must be looked at: the highest bit of each one's byte. */
static uint64_t of_interest(const struct rank *r, uint32_t number, const struct needed *needed)
{
	uint64_t all = EACH_HIGH, any = 0, joined = 0;

	for (int i = 0; i < r->asked->count; i++) {
		uint64_t slots = eight(&r->asked->words[i], number);

		if (r->is_first)
			all &= slots;
		else if (needed->words[i])
			all &= not_zero(slots);
		else
			any |= slots;
	}
	for (int i = 0; i < r->asked->joint_count; i++)
		joined |= eight(&r->asked->joints[i].word, number);
	if (r->is_first)
		return all | (joined & EACH_HIGH);
	return (needed->is_any ? all : not_zero(any)) | not_zero(joined);
}

static struct needed find_needed(const struct rank *r)
{
	struct needed n = {.is_any = false};

	for (int i = 0; i < r->asked->count; i++) {
		n.words[i] = r->without[i] + r->birth_most < least_kept(r);
		n.is_any = n.is_any || n.words[i];
	}
	return n;
}

static void pass_names(struct rank *r, uint32_t end)
{
	struct needed needed = find_needed(r);

	for (; r->at < end; r->at += 8)
		for (uint64_t women = of_interest(r, r->at, &needed); women; women &= women - 1)
			consider(r, r->at + (uint32_t)__builtin_ctzll(women) / 8);
}

static void pass_births(struct rank *r, uint32_t end)
{
	for (; r->at < end; r->at++)
		consider(r, r->at);
}

static void pass_among(struct rank *r, uint32_t end)
{
	for (; r->at < end; r->at++)
		if (r->among[r->at] < r->d->people.top)
			consider(r, r->among[r->at]);
}

static int compare_items(const void *a, const void *b)
{
	return is_before(a, b) ? -1 : is_before(b, a) ? 1 : 0;
}

void rank_sort(struct rank_item *items, int count)
{
	qsort(items, (size_t)count, sizeof *items, compare_items);
}

bool rank_go(struct rank *r, find_pause pause, void *data)
{
	uint32_t top = r->among ? r->among_count : r->d->people.top;

	while (r->at < top) {
		uint32_t end = top - r->at < PASS_MOST ? top : r->at + PASS_MOST;

		if (r->among)
			pass_among(r, end);
		else if (r->asked->count > 0)
			pass_names(r, end);
		else
			pass_births(r, end);
		if (r->at < top && find_is_paused(pause, data))
			return false;
	}
	rank_sort(r->best, r->best_count);
	return true;
}
