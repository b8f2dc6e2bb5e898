/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/pair.h"

enum { CLOSE = 800 }; /* likeness of a part to both words that makes the next best count */

static void share(struct rank_pair *p, int left, int right)
{
	p->is_shared = true;
	p->shares[left][right / 64] |= (uint64_t)1 << right % 64;
}

static const char *folded_of(const struct find_dictionary *d, uint32_t near_part)
{
	return near_part >= NEAR_LATE ? d->late.parts[near_part - NEAR_LATE].folded
				      : lexicon_text(&d->lexicon, near_part);
}

/* Near parts of one word that the other has too: as near ones, or as what begins so. */
static void find_near(struct rank_pair *p, const struct find_dictionary *d, const struct word *a,
		      const struct word *b, bool is_turned)
{
	for (int i = 0; i < a->near.count; i++) {
		uint32_t part = a->near.items[i].part;
		int slot = word_begin_slot(b, folded_of(d, part));

		if (slot != SLOT_NONE)
			share(p, is_turned ? slot : SLOT_NEAR + i,
			      is_turned ? SLOT_NEAR + i : slot);
		for (int k = 0; k < b->near.count && !is_turned; k++)
			if (b->near.items[k].part == part)
				share(p, SLOT_NEAR + i, SLOT_NEAR + k);
	}
}

static const struct str *text_of(const struct word *w)
{
	return &w->texts[0].folded;
}

static bool is_beginning(const struct word *shorter, const struct word *longer)
{
	return strncmp(text_of(longer)->bytes, text_of(shorter)->bytes, text_of(shorter)->len) == 0;
}

/* One word is the beginning of the other: what begins with the longer begins with both. */
static void find_begins(struct rank_pair *p, const struct word *a, const struct word *b)
{
	bool is_a_longer = text_of(a)->len >= text_of(b)->len;
	const struct word *longer = is_a_longer ? a : b, *shorter = is_a_longer ? b : a;
	int apart = longer->texts[0].sounds - shorter->texts[0].sounds;

	if (!is_beginning(shorter, longer))
		return;
	for (int i = SLOT_EXACT; i < SLOT_OTHER; i++) {
		int sounds = i == SLOT_EXACT ? 0 : i - SLOT_BEGIN;
		int slot = SLOT_BEGIN + sounds + apart;

		if (text_of(longer)->len == text_of(shorter)->len)
			slot = i;
		if (slot >= SLOT_OTHER)
			slot = SLOT_OTHER - 1;
		share(p, is_a_longer ? i : slot, is_a_longer ? slot : i);
	}
}

void pair_find(struct rank_pair *p, const struct find_dictionary *d, const struct word *left,
	       const struct word *right, bool has_near)
{
	find_begins(p, left, right);
	if (!has_near)
		return;
	find_near(p, d, left, right, false);
	find_near(p, d, right, left, true);
}

void pair_want_begin(struct word *left, struct word *right)
{
	if (is_beginning(right, left))
		word_want_second(right);
	else if (is_beginning(left, right))
		word_want_second(left);
}

/* A part that comes near one word, and near the other too or is it or begins with it. */
static bool has_close(const struct find_dictionary *d, const struct word *a, const struct word *b)
{
	for (int i = 0; i < a->near.count; i++) {
		const struct near_part *part = &a->near.items[i];

		if (part->likeness < CLOSE)
			continue;
		if (b->likeness[word_begin_slot(b, folded_of(d, part->part))] >= CLOSE)
			return true;
		for (int k = 0; k < b->near.count; k++)
			if (b->near.items[k].part == part->part &&
			    b->near.items[k].likeness >= CLOSE)
				return true;
	}
	return false;
}

void pair_want_near(const struct find_dictionary *d, struct word *left, struct word *right)
{
	if (has_close(d, left, right) || has_close(d, right, left))
		word_want_second(right);
}
