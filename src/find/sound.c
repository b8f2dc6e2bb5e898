/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/costs.h"
#include "find/sound.h"

enum {
	OTHER = 128,       /* other scripts: the code's last seven bits; one block seldom holds more */
	COST_OTHER = 1000, /* of a letter of another script for any other sound */
	COST_FIRST = 250,  /* more when it is the first sound */
	COST_SWAPPED = 700,
	PER_SOUND = 750,   /* so much for each sound of the longest (and one more) is nothing alike */
	START_EXACT = 930, /* at most, of a word that begins as typed */
	START_NEAR = 860,
	START_REST = 12,   /* less for each sound that is still to come */
	APART_MOST = 2     /* sounds that the longer may have more than one and a half times */
};

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c);
}

/* Letters at 'at' that are said as one; two vowels are not when they glide into a third (aya). */
static bool is_said_at(const char *letters, const char *at)
{
	size_t len = strlen(letters);

	if (letters[len - 1] == '$')
		return strcmp(at, "h") == 0;
	if (strncmp(letters, at, len) != 0)
		return false;
	return len < 2 || !strchr("ij", letters[len - 1]) || !is_vowel(letters[0]) ||
	       !is_vowel(at[len]);
}

/* The sound that begins at text; *len its letters. */
static uint8_t sound_at(const char *text, bool is_first, size_t *len)
{
	int found = -1;

	for (int i = 0; i < FIND_SOUNDS; i++) {
		const char *letters = find_sound_letters[i];

		if (letters[0] != text[0] || (is_first && letters[1] == '$') ||
		    !is_said_at(letters, text))
			continue;
		if (found < 0 || letters[1] == '$')
			found = i;
	}
	*len = strcspn(find_sound_letters[found], "$");
	return (uint8_t)found;
}

int find_sounds(const char *folded, uint8_t out[FIND_SOUNDS_MOST])
{
	size_t left = strlen(folded), len;
	int count = 0;

	for (const char *at = folded; left > 0 && count < FIND_SOUNDS_MOST; at += len, left -= len) {
		uint32_t code;
		uint8_t sound;

		if (*at >= 'a' && *at <= 'z') {
			sound = sound_at(at, count == 0, &len);
		} else {
			len = (size_t)text_decode(at, left, &code);
			sound = (uint8_t)(OTHER | (code & (OTHER - 1)));
		}
		if (count == 0 || out[count - 1] != sound || is_vowel(*at)) /* a double is said once */
			out[count++] = sound;
	}
	return count;
}

void find_typed_ready(struct find_typed *t, const char *folded)
{
	t->count = find_sounds(folded, t->sounds);
}

static unsigned instead_of(uint8_t typed, uint8_t sound)
{
	if (typed < FIND_SOUNDS && sound < FIND_SOUNDS)
		return find_cost_instead[typed][sound];
	return typed == sound ? 0 : COST_OTHER;
}

static unsigned missing(uint8_t sound)
{
	return sound < FIND_SOUNDS ? find_cost_missing[sound] : COST_OTHER;
}

static unsigned extra(uint8_t sound)
{
	return sound < FIND_SOUNDS ? find_cost_extra[sound] : COST_OTHER;
}

static uint16_t bounded(unsigned cost)
{
	return (uint16_t)(cost < FIND_FAR ? cost : FIND_FAR);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

void find_row_begin(const struct find_typed *t, struct find_row *row)
{
	row->cost[0] = 0;
	for (int j = 1; j <= t->count; j++)
		row->cost[j] = bounded(row->cost[j - 1] + extra(t->sounds[j - 1]) +
				       (j == 1 ? COST_FIRST : 0));
}

unsigned find_row_next(const struct find_typed *t, const uint8_t *path, int depth,
		       struct find_row *rows)
{
	const uint16_t *above = rows[depth - 1].cost;
	const uint16_t *before = depth > 1 ? rows[depth - 2].cost : NULL;
	uint16_t *row = rows[depth].cost;
	uint8_t sound = path[depth - 1];
	unsigned first = depth == 1 ? COST_FIRST : 0, gap = missing(sound), nearest;

	row[0] = bounded(above[0] + gap + first);
	nearest = row[0];
	for (int j = 1; j <= t->count; j++) {
		uint8_t typed = t->sounds[j - 1];
		unsigned instead = instead_of(typed, sound), cost;

		if (instead > 0 && j == 1)
			instead += first;
		cost = least(above[j - 1] + instead, above[j] + gap);
		cost = least(cost, row[j - 1] + extra(typed));
		if (before && j > 1 && typed == path[depth - 2] && t->sounds[j - 2] == sound)
			cost = least(cost, before[j - 2] + COST_SWAPPED);
		row[j] = bounded(cost);
		nearest = least(nearest, cost);
		if (j > 1 && typed == sound) /* a swap may go past this row */
			nearest = least(nearest, above[j - 2] + COST_SWAPPED);
	}
	return nearest;
}

/* Sounds of the longest that can be like one of so many. */
static int longest_for(int count)
{
	return count + count / 2 + APART_MOST;
}

static int scaled(unsigned cost, int longest)
{
	int less = (int)(1000 * cost / (unsigned)(PER_SOUND * (longest + 1)));

	return less < 1000 ? 1000 - less : 0;
}

int find_likeness(const struct find_typed *t, const struct find_row *row, int depth, int whole,
		  bool is_start)
{
	unsigned cost = row->cost[t->count];
	int likeness = scaled(cost, depth > t->count ? depth : t->count);

	if (t->count == 0 || depth == 0 || depth > longest_for(t->count) ||
	    t->count > longest_for(depth))
		return 0;
	if (!is_start)
		return likeness;
	likeness = (likeness < (cost == 0 ? START_EXACT : START_NEAR)
			    ? likeness
			    : (cost == 0 ? START_EXACT : START_NEAR)) -
		   START_REST * (whole - depth);
	return likeness > 0 ? likeness : 0;
}

unsigned find_cost_most(const struct find_typed *t, int likeness)
{
	return (unsigned)((1001 - likeness) * PER_SOUND * (longest_for(t->count) + 1) / 1000);
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
