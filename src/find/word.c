/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/word.h"

enum {
	LIKENESS_EXACT = 1000,
	LIKENESS_ALIAS = 930,    /* lookup.md 6 */
	LIKENESS_BEGIN = 930,    /* as find_likeness has it for a beginning */
	LIKENESS_MISSING = 12,   /* less for each sound that is still to come */
	READ_MOST = 8192,        /* postings between two pauses: some 50 us */
	WALK_MOST = 256,         /* parts between two pauses */
	LATE_MOST = 32,
	SLOTS_SPARE = 8
};

void word_release(struct word *w)
{
	explicit_bzero(w->text.bytes, w->text.len);
	str_release(&w->text);
	free(w->slots);
	free(w->second);
	explicit_bzero(w, sizeof *w);
	w->text = (struct str)STR_INIT;
}

void word_set(struct word *w, const struct str *text)
{
	explicit_bzero(w->text.bytes, w->text.len);
	str_set(&w->text, text->bytes);
	w->stage = WORD_NEW;
	w->wants_second = w->has_near = false;
}

void word_want_second(struct word *w)
{
	w->stage = WORD_NEW;
	w->wants_second = true;
}

static void make_room(struct word *w, uint32_t top)
{
	if (w->top != top || !w->slots)
		w->slots = mem_resize(w->slots, top + SLOTS_SPARE, 1);
	if (!w->wants_second) {
		free(w->second);
		w->second = NULL;
	} else if (w->top != top || !w->second) {
		w->second = mem_resize(w->second, top, 1);
	}
	w->top = top;
	memset(w->slots, 0, top + SLOTS_SPARE);
	if (w->second)
		memset(w->second, 0, top);
}

static void begin(struct word *w, const struct find_dictionary *d)
{
	make_room(w, d->people.top);
	w->range_postings = 0;
	find_typed_ready(&w->typed, w->text.bytes);
	w->likeness[SLOT_NONE] = 0;
	w->likeness[SLOT_EXACT] = LIKENESS_EXACT;
	for (int i = 0; i < SLOT_BEGINS; i++)
		w->likeness[SLOT_BEGIN + i] = (uint16_t)(LIKENESS_BEGIN - LIKENESS_MISSING * i);
	lexicon_range(&d->lexicon, w->text.bytes, &w->first, &w->end);
	w->at = w->first;
	w->is_reading = false;
}

/* The slot of a part that begins with the word. */
static uint8_t begin_slot(const struct word *w, const char *folded, int sounds)
{
	int missing = sounds - w->typed.count;

	if (folded[w->text.len] == '\0')
		return SLOT_EXACT;
	if (missing < 0)
		missing = 0;
	return (uint8_t)(SLOT_BEGIN + (missing < SLOT_BEGINS ? missing : SLOT_BEGINS - 1));
}

uint8_t word_begin_slot(const struct word *w, const char *folded)
{
	uint8_t sounds[FIND_SOUNDS_MOST];

	if (strncmp(folded, w->text.bytes, w->text.len) != 0)
		return SLOT_NONE;
	return begin_slot(w, folded, find_sounds(folded, sounds));
}

static void meet_once(struct word *w, uint32_t number, uint8_t slot, uint8_t flag)
{
	uint8_t *best = &w->slots[number];
	uint8_t old = *best & (SLOT_HAS_BEGIN - 1), less = slot;

	flag |= *best & SLOT_HAS_BEGIN;
	if (w->likeness[slot] > w->likeness[old]) {
		*best = slot | flag;
		less = old;
	} else {
		*best = old | flag;
	}
	if (w->second && w->likeness[less] > w->likeness[w->second[number]])
		w->second[number] = less;
}

static void meet(struct word *w, uint32_t number, unsigned kinds, uint8_t slot, uint8_t flag)
{
	meet_once(w, number, slot, flag);
	if (w->second && kinds == (POSTING_CALLED | POSTING_FAMILY)) /* Mohamed Mohamed */
		meet_once(w, number, slot, flag);
}

/* So many postings of the part that is being read; true: it has no more. */
static bool read_part(struct word *w, const struct find_dictionary *d, uint8_t slot, uint8_t flag)
{
	const uint32_t *info = d->people.info;
	unsigned kinds;

	for (int i = 0; i < READ_MOST; i++) {
		if (!postings_next(&w->reader, &kinds))
			return true;
		if (!(info[w->reader.number] & PEOPLE_IS_LATE))
			meet(w, w->reader.number, kinds, slot, flag);
	}
	return false;
}

static bool read_lexicon_part(struct word *w, const struct find_dictionary *d, uint32_t part,
			      uint8_t slot, uint8_t flag)
{
	if (!w->is_reading)
		w->reader = postings_read(&d->postings, d->lexicon.parts[part].postings,
					  d->lexicon.parts[part].count);
	w->is_reading = !read_part(w, d, slot, flag);
	return !w->is_reading;
}

static void read_late_part(struct word *w, const struct late_part *part, uint8_t slot, uint8_t flag)
{
	for (size_t i = 0; i < part->count; i++)
		meet(w, part->postings[i].number, part->postings[i].kinds, slot, flag);
}

/* Late women whose part is the word or begins so. */
static void range_late(struct word *w, const struct find_dictionary *d)
{
	for (size_t i = 0; i < d->late.count; i++) {
		uint8_t slot = word_begin_slot(w, d->late.parts[i].folded);

		if (slot != SLOT_NONE)
			read_late_part(w, &d->late.parts[i], slot, SLOT_HAS_BEGIN);
	}
}

/* One piece of work of each stage; what follows is the next stage. */
static void go_new(struct word *w, const struct find_dictionary *d)
{
	begin(w, d);
	range_late(w, d);
	w->stage = WORD_RANGE;
}

static void go_range(struct word *w, const struct find_dictionary *d)
{
	int left = READ_MOST / 64; /* rare parts have few postings each */

	for (; left > 0 && w->at < w->end; left--) {
		uint32_t part = d->lexicon.by_text[w->at];

		if (!read_lexicon_part(w, d, part,
				       begin_slot(w, lexicon_text(&d->lexicon, part),
						  d->lexicon.sound_counts[part]),
				       SLOT_HAS_BEGIN))
			return;
		w->at++;
		w->range_postings += d->lexicon.parts[part].count;
		left -= (int)(d->lexicon.parts[part].count / 64);
	}
	if (w->at == w->end)
		w->stage = WORD_BEGUN;
}

struct alias_asked {
	struct word *word;
	const struct find_dictionary *d;
};

static void add_alias(void *data, const char *folded)
{
	struct alias_asked *a = data;
	const struct lexicon *l = &a->d->lexicon;
	uint32_t first, end;

	lexicon_range(l, folded, &first, &end);
	if (first < end && strcmp(lexicon_text(l, l->by_text[first]), folded) == 0 &&
	    strncmp(folded, a->word->text.bytes, a->word->text.len) != 0)
		near_add(&a->word->near, l->by_text[first], LIKENESS_ALIAS);
	for (size_t i = 0; i < a->d->late.count; i++)
		if (strcmp(a->d->late.parts[i].folded, folded) == 0)
			near_add(&a->word->near, (uint32_t)(NEAR_LATE + i), LIKENESS_ALIAS);
}

static void go_begun(struct word *w, const struct find_dictionary *d, struct near_walk *walk)
{
	struct alias_asked asked = {w, d};

	if (w->has_near) {
		w->at = 0;
		w->stage = WORD_FILL;
		return;
	}
	near_begin(&w->near);
	near_walk_begin(walk, &w->typed);
	if (d->aliases)
		find_aliases_of(d->aliases, w->text.bytes, add_alias, &asked);
	w->at = 0;
	w->stage = WORD_WALK;
}

static bool is_near(const struct near_parts *n, uint32_t part)
{
	for (int i = 0; i < n->count; i++)
		if (n->items[i].part == part)
			return true;
	return false;
}

static bool walk_late(struct word *w, const struct find_dictionary *d)
{
	for (int i = 0; i < LATE_MOST && w->at < d->late.count; i++, w->at++) {
		const char *folded = d->late.parts[w->at].folded;

		if (strncmp(folded, w->text.bytes, w->text.len) != 0)
			near_add(&w->near, NEAR_LATE + w->at,
				 find_part_likeness(w->text.bytes, folded, true));
	}
	return w->at == d->late.count;
}

/* A part that is an alias and sounds alike has two places; the better one counts. */
static void settle_near(struct word *w)
{
	struct near_parts all = w->near;

	near_sort(&all);
	w->near.count = 0;
	for (int i = 0; i < all.count; i++)
		if (!is_near(&w->near, all.items[i].part)) {
			w->likeness[SLOT_NEAR + w->near.count] = all.items[i].likeness;
			w->near.items[w->near.count++] = all.items[i];
		}
	w->at = 0;
}

static void go_walk(struct word *w, const struct find_dictionary *d, struct near_walk *walk)
{
	if (w->typed.count > 1 &&
	    !near_walk_go(walk, &d->lexicon, &w->typed, w->text.bytes, WALK_MOST, &w->near))
		return;
	if (!walk_late(w, d))
		return;
	settle_near(w);
	w->has_near = true;
	w->stage = WORD_FILL;
}

static void go_fill(struct word *w, const struct find_dictionary *d)
{
	int left = READ_MOST;

	while (left > 0 && w->at < (uint32_t)w->near.count) {
		uint32_t part = w->near.items[w->at].part;
		uint8_t slot = (uint8_t)(SLOT_NEAR + w->at);

		if (part >= NEAR_LATE)
			read_late_part(w, &d->late.parts[part - NEAR_LATE], slot, 0);
		else if (!read_lexicon_part(w, d, part, slot, 0))
			return;
		else
			left -= (int)d->lexicon.parts[part].count;
		w->at++;
	}
	if (w->at == (uint32_t)w->near.count)
		w->stage = WORD_READY;
}

static void go(struct word *w, const struct find_dictionary *d, struct near_walk *walk)
{
	switch (w->stage) {
	case WORD_NEW:
		go_new(w, d);
		break;
	case WORD_RANGE:
		go_range(w, d);
		break;
	case WORD_BEGUN:
		go_begun(w, d, walk);
		break;
	case WORD_WALK:
		go_walk(w, d, walk);
		break;
	case WORD_FILL:
		go_fill(w, d);
		break;
	case WORD_READY:
		break;
	}
}

bool word_go(struct word *w, const struct find_dictionary *d, struct near_walk *walk,
	     enum word_stage stage, find_pause pause, void *data)
{
	while (w->stage < stage) {
		go(w, d, walk);
		if (w->stage < stage && find_is_paused(pause, data))
			return false;
	}
	return true;
}
