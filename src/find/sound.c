/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/sound.h"

enum {
	BEGIN = FIND_LETTERS,   /* ^ and $ among the letters of groups */
	END = FIND_LETTERS + 1,
	OTHER = 128,            /* other scripts: the code's last seven bits; one block seldom holds more */
	COST_OTHER = 900,       /* of a letter of another script for any other sound */
	COST_SWAPPED = 600,     /* two sounds that changed places */
	WEIGHT_WORD = 2000,     /* a word that is not hers at all, and more for each sound of it */
	WEIGHT_SOUND = 300,
	START_TIMES = 2,        /* a beginning is seldom spelled otherwise */
	START_COST = 200,       /* that no more was typed */
	START_REST = 15         /* more for each sound that is still to come */
};

int find_sounds(const char *folded, uint8_t out[FIND_SOUNDS_MOST])
{
	size_t left = strlen(folded), len;
	int count = 0;

	for (const char *at = folded; left > 0 && count < FIND_SOUNDS_MOST; at += len, left -= len) {
		uint32_t code;

		len = (size_t)text_decode(at, left, &code);
		out[count++] = (uint8_t)(code >= 'a' && code <= 'z' ? code - 'a'
								    : OTHER | (code & (OTHER - 1)));
	}
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static uint16_t bounded(unsigned cost)
{
	return (uint16_t)least(cost, FIND_FAR);
}

static unsigned instead_of(uint8_t part, uint8_t typed)
{
	if (part < FIND_LETTERS && typed < FIND_LETTERS)
		return find_cost_instead[part][typed];
	return part == typed ? 0 : COST_OTHER;
}

static unsigned extra(uint8_t sound)
{
	return sound < FIND_LETTERS ? find_cost_extra[sound] : COST_OTHER;
}

static unsigned missing(uint8_t sound)
{
	return sound < FIND_LETTERS ? find_cost_missing[sound] : COST_OTHER;
}

static int letter_of(char c)
{
	return c == '^' ? BEGIN : c == '$' ? END : c - 'a';
}

/* The letter at a place of the typed word between ^ and $: -1 is another script, or past them. */
static int letter_at(const struct find_typed *t, int at)
{
	if (at < 1 || at > t->count)
		return at == 0 ? BEGIN : at == t->count + 1 ? END : -1;
	return t->sounds[at - 1] < FIND_LETTERS ? t->sounds[at - 1] : -1;
}

static int within(const struct find_typed *t, int at)
{
	return at < 0 ? 0 : at > t->count ? t->count : at;
}

/* What is typed between two places stands for letters of a part, whose list 'head' is. */
static void add_change(struct find_typed *t, uint16_t *head, int from, int to, uint16_t cost)
{
	if (t->change_count == FIND_CHANGES_MOST)
		return;
	t->changes[t->change_count] = (struct find_change){
		.from = (uint8_t)within(t, from),
		.to = (uint8_t)within(t, to),
		.cost = cost,
		.next = *head,
	};
	*head = (uint16_t)t->change_count++;
}

/* What is typed from place 'at' on, between ^ and $, is this group. */
static void add_group(struct find_typed *t, const struct find_group *g, int at)
{
	int len = (int)strlen(g->typed), first = letter_of(g->part[0]);
	uint16_t *head = g->part[1] ? &t->pair[first][letter_of(g->part[1])] : &t->single[first];

	add_change(t, head, at - 1, at - 1 + len, g->cost);
}

static void add_swap(struct find_typed *t, int at)
{
	int first = letter_at(t, at), second = letter_at(t, at + 1);

	if (first >= 0 && second >= 0 && first != second && at > 0 && at < t->count)
		add_change(t, &t->pair[second][first], at - 1, at + 1, COST_SWAPPED);
}

static void find_changes(struct find_typed *t)
{
	t->change_count = 1;
	for (int k = 0; k < find_groups_at[0]; k++)
		for (int at = 1; at <= t->count + 1; at++)
			add_group(t, &find_groups[k], at);
	for (int at = 0; at <= t->count + 1; at++) {
		int first = letter_at(t, at), second = letter_at(t, at + 1);

		if (first < 0)
			continue;
		add_swap(t, at);
		first = first == BEGIN ? 0 : first == END ? FIND_LETTERS + 1 : first + 1;
		for (int k = find_groups_at[first]; k < find_groups_at[first + 1]; k++)
			if (!find_groups[k].typed[1] ||
			    letter_of(find_groups[k].typed[1]) == second)
				add_group(t, &find_groups[k], at);
	}
}

static const struct find_change *change_of(const struct find_typed *t, uint16_t head)
{
	return head ? &t->changes[head] : NULL;
}

/*
 * What the word costs when it is typed as it is: itself[j] for its first j sounds.  Costs of others are
 * counted from there, so that itself costs nothing and no row falls below the one before.
 */
static void cost_itself(const struct find_typed *t, unsigned itself[FIND_SOUNDS_MOST + 1])
{
	itself[0] = 0;
	for (int j = 1; j <= t->count; j++) {
		uint8_t here = t->sounds[j - 1], before = j > 1 ? t->sounds[j - 2] : BEGIN;

		itself[j] = itself[j - 1] + instead_of(here, here);
		if (here >= FIND_LETTERS || (j > 1 && before >= FIND_LETTERS))
			continue;
		for (const struct find_change *c = change_of(t, t->pair[before][here]); c;
		     c = change_of(t, c->next))
			if (c->to == j && c->from == (j > 1 ? j - 2 : 0))
				itself[j] = least(itself[j], itself[c->from] + c->cost);
	}
}

/* A cost beyond what these typed sounds cost anyhow. */
static uint16_t beyond(unsigned cost, const unsigned *itself, int from, int to)
{
	unsigned own = itself[to] - itself[from];

	return (uint16_t)(itself[to] > itself[from] ? cost > own ? cost - own : 0 : cost);
}

static void count_from_itself(struct find_typed *t)
{
	unsigned itself[FIND_SOUNDS_MOST + 1];

	cost_itself(t, itself);
	for (int j = 0; j < t->count; j++) {
		t->extra[j] = beyond(extra(t->sounds[j]), itself, j, j + 1);
		for (uint8_t a = 0; a < FIND_LETTERS; a++)
			t->instead[a][j] = a == t->sounds[j] ? 0
							     : beyond(instead_of(a, t->sounds[j]),
								      itself, j, j + 1);
	}
	for (int i = 1; i < t->change_count; i++) {
		struct find_change *c = &t->changes[i];

		c->cost = beyond(c->cost, itself, c->from, c->to);
	}
}

int find_weight(int sounds)
{
	return WEIGHT_WORD + WEIGHT_SOUND * sounds;
}

void find_typed_ready(struct find_typed *t, const char *folded)
{
	memset(t->single, 0, sizeof t->single);
	memset(t->pair, 0, sizeof t->pair);
	t->count = find_sounds(folded, t->sounds);
	t->weight = find_weight(t->count);
	t->most = FIND_FAR;
	find_changes(t);
	count_from_itself(t);
	for (int a = 0; a < FIND_LETTERS + 2; a++) {
		t->least[a] = FIND_FAR;
		for (int b = 0; b < FIND_LETTERS + 2; b++)
			for (const struct find_change *c = change_of(t, t->pair[a][b]); c;
			     c = change_of(t, c->next))
				t->least[a] = (uint16_t)least(t->least[a], c->cost);
	}
}

/* All that is typed, when the part ends after this row; before: the row of one sound less. */
static void end_row(const struct find_typed *t, struct find_row *row, const uint16_t *before,
		    uint8_t sound)
{
	unsigned end = row->cost[t->count];

	for (const struct find_change *c = change_of(t, t->single[END]); c; c = change_of(t, c->next))
		end = least(end, (unsigned)row->cost[c->from] + c->cost);
	if (before && sound < FIND_LETTERS)
		for (const struct find_change *c = change_of(t, t->pair[sound][END]); c;
		     c = change_of(t, c->next))
			end = least(end, (unsigned)before[c->from] + c->cost);
	row->end = bounded(end);
}

/* Which cells of a row can still come near enough; only these are looked at from the next row. */
static void bound_row(const struct find_typed *t, struct find_row *row)
{
	int low = 0, high = t->count;

	while (low <= high && row->cost[low] > t->most)
		low++;
	while (high > low && row->cost[high] > t->most)
		high--;
	row->low = (uint8_t)low;
	row->high = (uint8_t)(low <= t->count ? high : 0);
}

/* A cell that can be had for less, and what follows from it; past what counts it is left as it was. */
static void take(const struct find_typed *t, uint16_t *row, int at, unsigned cost)
{
	for (; at <= t->count && cost < row[at] && cost <= t->most; at++) {
		row[at] = (uint16_t)cost;
		cost += at < t->count ? t->extra[at] : 0;
	}
}

/* Takes what is nearer by a change of these letters, from a row of before; returns the least cost. */
static unsigned change_row(const struct find_typed *t, uint16_t head, const uint16_t *before,
			   uint16_t *row)
{
	unsigned nearest = FIND_FAR;

	for (const struct find_change *c = change_of(t, head); c; c = change_of(t, c->next)) {
		unsigned cost = (unsigned)before[c->from] + c->cost;

		nearest = least(nearest, cost);
		take(t, row, c->to, cost);
	}
	return nearest;
}

/* Swaps with a sound of another script, for which there are no lists. */
static unsigned swap_row(const struct find_typed *t, uint8_t sound, uint8_t before,
			 const uint16_t *two, uint16_t *row)
{
	unsigned nearest = FIND_FAR;

	for (int j = 2; j <= t->count; j++)
		if (t->sounds[j - 1] == before && t->sounds[j - 2] == sound) {
			nearest = least(nearest, two[j - 2] + (unsigned)COST_SWAPPED);
			take(t, row, j, two[j - 2] + (unsigned)COST_SWAPPED);
		}
	return nearest;
}

void find_row_begin(const struct find_typed *t, struct find_row *row)
{
	row->cost[0] = row->least = 0;
	for (int j = 1; j <= t->count; j++)
		row->cost[j] = bounded((unsigned)row->cost[j - 1] + t->extra[j - 1]);
	(void)change_row(t, t->single[BEGIN], row->cost, row->cost);
	end_row(t, row, NULL, 0);
	bound_row(t, row);
}

/* The costs of this sound for each typed one. */
static const uint16_t *instead_row(const struct find_typed *t, uint8_t sound,
				   uint16_t other[FIND_SOUNDS_MOST])
{
	if (sound < FIND_LETTERS)
		return t->instead[sound];
	for (int j = 0; j < t->count; j++)
		other[j] = (uint16_t)instead_of(sound, t->sounds[j]);
	return other;
}

/* Letters one by one, where the row above can still count; returns the least cost. */
static unsigned letters_row(const struct find_typed *t, const uint16_t *instead, unsigned gap,
			    const struct find_row *last, uint16_t *row)
{
	const uint16_t *above = last->cost;
	unsigned first = last->low, end = last->high + 1U, count = (unsigned)t->count;
	unsigned left = FIND_FAR, nearest = FIND_FAR, j = first;

	for (unsigned i = 0; i <= count; i++)
		row[i] = FIND_FAR;
	if (first > last->high)
		return FIND_FAR;
	row[j] = bounded(left = nearest = above[j] + gap);
	for (j++; j <= count && (j <= end || left <= t->most); j++) {
		unsigned cost = (unsigned)above[j - 1] + instead[j - 1], up = above[j] + gap;

		left += t->extra[j - 1];
		cost = cost < up ? cost : up;
		left = left < cost ? left : cost;
		nearest = nearest < left ? nearest : left;
		row[j] = bounded(left);
	}
	return nearest;
}

unsigned find_row_next(const struct find_typed *t, const uint8_t *path, int depth,
		       struct find_row *rows)
{
	const struct find_row *above = &rows[depth - 1];
	struct find_row *row = &rows[depth];
	uint8_t sound = path[depth - 1], before = depth > 1 ? path[depth - 2] : BEGIN;
	uint16_t other[FIND_SOUNDS_MOST];
	const struct find_row *two = depth > 1 ? &rows[depth - 2] : above;
	unsigned nearest = letters_row(t, instead_row(t, sound, other), missing(sound), above,
				       row->cost);

	if (sound < FIND_LETTERS)
		nearest = least(nearest, change_row(t, t->single[sound], above->cost, row->cost));
	if (sound < FIND_LETTERS && (depth == 1 || before < FIND_LETTERS))
		nearest = least(nearest, change_row(t, t->pair[before][sound], two->cost,
						    row->cost));
	else if (depth > 1)
		nearest = least(nearest, swap_row(t, sound, before, two->cost, row->cost));
	row->least = bounded(nearest);
	end_row(t, row, above->cost, sound);
	bound_row(t, row);
	/* the next row may come from the one above this, past it */
	return least(nearest, above->least + least(COST_SWAPPED, sound < FIND_LETTERS
								     ? t->least[sound]
								     : FIND_FAR));
}

static int scaled(const struct find_typed *t, unsigned cost)
{
	unsigned less = (1000 * cost + (unsigned)t->weight - 1) / (unsigned)t->weight;

	return less < 1000 ? 1000 - (int)less : 0;
}

int find_start_likeness(const struct find_typed *t, int missing_sounds)
{
	return scaled(t, START_COST + START_REST * (unsigned)missing_sounds);
}

int find_likeness(const struct find_typed *t, const struct find_row *row, int depth, int whole,
		  bool is_start)
{
	if (t->count == 0 || depth == 0)
		return 0;
	if (!is_start)
		return scaled(t, row->end);
	return scaled(t, START_TIMES * row->cost[t->count] + START_COST +
				 START_REST * (unsigned)(whole - depth));
}

unsigned find_cost_most(const struct find_typed *t, int likeness)
{
	return (unsigned)(1000 - likeness) * (unsigned)t->weight / 1000;
}

int find_part_likeness(const char *typed, const char *part, bool may_start)
{
	uint8_t path[FIND_SOUNDS_MOST];
	struct find_row rows[FIND_SOUNDS_MOST + 1];
	struct find_typed t;
	int whole = find_sounds(part, path), best;

	find_typed_ready(&t, typed);
	find_row_begin(&t, &rows[0]);
	for (int depth = 1; depth <= whole; depth++)
		(void)find_row_next(&t, path, depth, rows);
	best = find_likeness(&t, &rows[whole], whole, whole, false);
	for (int depth = 1; may_start && depth < whole; depth++) {
		int likeness = find_likeness(&t, &rows[depth], depth, whole, true);

		best = likeness > best ? likeness : best;
	}
	return best;
}
