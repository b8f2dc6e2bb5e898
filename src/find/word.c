/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/word.h"

enum {
	LIKENESS_EXACT = 1000,
	LIKENESS_ALIAS = 900,    /* measured: 930 puts Jan before a respelt Yohannes */
	READ_MOST = 8192,        /* postings between two pauses: some 50 us */
	PART_COST = 64,          /* a part costs as much as so many postings */
	WALK_MOST = 64,          /* parts between two pauses */
	LATE_MOST = 32,
	COST_MOST = 2100,        /* of what comes near, as sound.h counts: 1800 costs a point of recall */
	SLOTS_SPARE = 8
};

void word_init(struct word *w)
{
	*w = (struct word){0};
	for (int i = 0; i < WORD_TEXTS; i++)
		w->texts[i].folded = (struct str)STR_INIT;
}

static void forget_texts(struct word *w)
{
	for (int i = 0; i < w->text_count; i++)
		explicit_bzero(w->texts[i].folded.bytes, w->texts[i].folded.len);
	w->text_count = 0;
}

void word_release(struct word *w)
{
	forget_texts(w);
	for (int i = 0; i < WORD_TEXTS; i++)
		str_release(&w->texts[i].folded);
	free(w->slots);
	free(w->second);
	explicit_bzero(w, sizeof *w);
	word_init(w);
}

void word_set(struct word *w, const char *folded, int near_least)
{
	forget_texts(w);
	w->near_least = near_least;
	w->wants_second = false;
	word_forget(w);
	word_add_text(w, folded, 0);
}

void word_add_text(struct word *w, const char *folded, int less)
{
	if (w->text_count == WORD_TEXTS)
		return;
	str_set(&w->texts[w->text_count].folded, folded);
	w->texts[w->text_count++].less = less;
}

bool word_is(const struct word *w, const struct word *other)
{
	if (w->text_count != other->text_count || w->near_least != other->near_least)
		return false;
	for (int i = 0; i < w->text_count; i++)
		if (w->texts[i].less != other->texts[i].less ||
		    strcmp(w->texts[i].folded.bytes, other->texts[i].folded.bytes) != 0)
			return false;
	return true;
}

void word_forget(struct word *w)
{
	w->stage = WORD_NEW;
	w->has_near = false;
}

void word_want_second(struct word *w)
{
	if (!w->wants_second)
		w->stage = WORD_NEW;
	w->wants_second = true;
}

static void begin_text(struct word *w, int text, const struct lexicon *l)
{
	struct word_text *t = &w->texts[text];
	uint8_t sounds[FIND_SOUNDS_MOST];

	t->sounds = find_sounds(t->folded.bytes, sounds);
	lexicon_range(l, t->folded.bytes, &t->first, &t->end);
	if (text > 0)
		w->likeness[SLOT_OTHER + text - 1] = (uint16_t)(LIKENESS_EXACT - t->less);
}

static void begin(struct word *w, const struct find_dictionary *d, struct find_typed *typed)
{
	free(w->slots);
	free(w->second);
	w->slots = w->second = NULL;
	w->top = d->people.top;
	find_typed_ready(typed, w->texts[0].folded.bytes);
	w->likeness[SLOT_NONE] = 0;
	w->likeness[SLOT_EXACT] = LIKENESS_EXACT;
	for (int i = 0; i < SLOT_BEGINS; i++)
		w->likeness[SLOT_BEGIN + i] = (uint16_t)find_start_likeness(typed, i);
	for (int i = 0; i < w->text_count; i++)
		begin_text(w, i, &d->lexicon);
	w->text_at = 0;
	w->at = w->texts[0].first;
	w->is_reading = false;
}

static bool begins_with(const char *folded, const struct str *text)
{
	return strncmp(folded, text->bytes, text->len) == 0;
}

/* The slot of a part that begins with a text of the word; of another way to write it, as much less. */
static uint8_t begin_slot(const struct word *w, int text, const char *folded, int sounds)
{
	const struct word_text *t = &w->texts[text];
	int missing = sounds > t->sounds ? sounds - t->sounds : 0, least;

	if (folded[t->folded.len] == '\0')
		return (uint8_t)(text == 0 ? SLOT_EXACT : SLOT_OTHER + text - 1);
	missing = missing < SLOT_BEGINS ? missing : SLOT_BEGINS - 1;
	least = w->likeness[SLOT_BEGIN + missing] - t->less;
	while (missing < SLOT_BEGINS - 1 && w->likeness[SLOT_BEGIN + missing] > least)
		missing++;
	return (uint8_t)(SLOT_BEGIN + missing);
}

uint8_t word_begin_slot(const struct word *w, const char *folded)
{
	uint8_t sounds[FIND_SOUNDS_MOST];

	for (int i = 0; i < w->text_count; i++)
		if (begins_with(folded, &w->texts[i].folded))
			return begin_slot(w, i, folded, find_sounds(folded, sounds));
	return SLOT_NONE;
}

/* Room for what is found, when there is something. */
static void make_room(struct word *w)
{
	if (!w->slots)
		w->slots = mem_array(w->top + SLOTS_SPARE, 1);
	if (!w->second && w->wants_second)
		w->second = mem_array(w->top, 1);
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
	make_room(w);
	if (!w->is_reading)
		w->reader = postings_read(&d->postings, d->lexicon.parts[part].postings,
					  d->lexicon.parts[part].count);
	w->is_reading = !read_part(w, d, slot, flag);
	return !w->is_reading;
}

static void read_late_part(struct word *w, const struct late_part *part, uint8_t slot, uint8_t flag)
{
	make_room(w);
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
static void go_new(struct word *w, const struct find_dictionary *d, struct find_typed *typed)
{
	begin(w, d, typed);
	range_late(w, d);
	w->stage = WORD_RANGE;
}

static bool is_of_text_before(const struct word *w, int text, const char *folded)
{
	for (int i = 0; i < text; i++)
		if (begins_with(folded, &w->texts[i].folded))
			return true;
	return false;
}

/* Reads the part of the range that is on; false: the pause comes first. */
static bool read_range_part(struct word *w, const struct find_dictionary *d, int *left)
{
	uint32_t part = d->lexicon.by_text[w->at], count = d->lexicon.parts[part].count;
	const char *folded = lexicon_text(&d->lexicon, part);

	*left -= (int)count + PART_COST;
	if (is_of_text_before(w, w->text_at, folded))
		return true;
	if (!read_lexicon_part(w, d, part,
			       begin_slot(w, w->text_at, folded, d->lexicon.sound_counts[part]),
			       SLOT_HAS_BEGIN))
		return false;
	return true;
}

static void go_range(struct word *w, const struct find_dictionary *d)
{
	int left = READ_MOST;

	while (left > 0 && w->at < w->texts[w->text_at].end) {
		if (!read_range_part(w, d, &left))
			return;
		w->at++;
	}
	if (w->at < w->texts[w->text_at].end)
		return;
	if (++w->text_at == w->text_count)
		w->stage = WORD_BEGUN;
	else
		w->at = w->texts[w->text_at].first;
}

/*
 * A walk for what is very like the word is short, and most names have enough of that: only when there
 * is room left is the next walk, which goes deeper.
 */
static const int depths[] = {800, 670, 560};
enum {
	DEPTHS = sizeof depths / sizeof *depths,
	DEPTH_FEW = 5 /* parts after which the next walk would find little more: past it */
};

/* Of a long word less is unlike, or nothing of the dictionary could be passed over. */
static int deepest(const struct word *w)
{
	int least = 1000 - 1000 * COST_MOST / find_weight(w->texts[0].sounds);

	return least > w->near_least ? least : w->near_least;
}

static int depth_of(const struct word *w, int depth)
{
	int least = deepest(w);

	return depth < DEPTHS && depths[depth] > least ? depths[depth] : least;
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

	if (word_begin_slot(a->word, folded) != SLOT_NONE)
		return;
	lexicon_range(l, folded, &first, &end);
	if (first < end && strcmp(lexicon_text(l, l->by_text[first]), folded) == 0)
		near_add(&a->word->near, l->by_text[first], LIKENESS_ALIAS);
	for (size_t i = 0; i < a->d->late.count; i++)
		if (strcmp(a->d->late.parts[i].folded, folded) == 0)
			near_add(&a->word->near, (uint32_t)(NEAR_LATE + i), LIKENESS_ALIAS);
}

static void begin_walk(struct word *w, struct near_walk *near_walk, int text)
{
	near_walk_begin(near_walk, w->texts[text].folded.bytes);
	w->text_at = text;
	w->at = 0;
}

static void go_begun(struct word *w, const struct find_dictionary *d, struct near_walk *walk)
{
	struct alias_asked asked = {w, d};

	if (w->has_near) {
		w->stage = WORD_NEAR;
		return;
	}
	w->depth = 0;
	w->walked = LIKENESS_EXACT;
	near_begin(&w->near, depth_of(w, 0));
	begin_walk(w, walk, 0);
	for (int i = 0; i < w->text_count && d->aliases; i++)
		find_aliases_of(d->aliases, w->texts[i].folded.bytes, add_alias, &asked);
	w->stage = WORD_WALK;
}

static bool is_near(const struct near_parts *n, uint32_t part)
{
	for (int i = 0; i < n->count; i++)
		if (n->items[i].part == part)
			return true;
	return false;
}

/* A part that was found in two ways has two places; the better one counts. */
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
	w->has_near = true;
}

static bool walk_late(struct word *w, const struct find_dictionary *d,
		      const struct near_asked *asked, const char *typed)
{
	for (int i = 0; i < LATE_MOST && w->at < d->late.count; i++, w->at++) {
		const char *folded = d->late.parts[w->at].folded;
		int likeness = find_part_likeness(typed, folded, true) - asked->less;

		if (likeness > 0 && likeness <= asked->most && !near_is_left_out(asked, folded))
			near_add(&w->near, NEAR_LATE + w->at, likeness);
	}
	return w->at == d->late.count;
}

/* A word of one sound comes near everything. */
static bool walk(struct word *w, const struct find_dictionary *d, struct near_walk *walk)
{
	const struct word_text *t = &w->texts[w->text_at];
	const char *begins[WORD_TEXTS];
	struct near_asked asked = {t->less, w->walked, begins, w->text_count};

	for (int i = 0; i < w->text_count; i++)
		begins[i] = w->texts[i].folded.bytes;
	return t->sounds < 2 ||
	       (near_walk_go(walk, &d->lexicon, &asked, WALK_MOST, &w->near) &&
		walk_late(w, d, &asked, t->folded.bytes));
}

static void go_deeper(struct word *w)
{
	w->walked = depth_of(w, w->depth);
	w->depth += w->near.count <= DEPTH_FEW ? 2 : 1;
	near_deepen(&w->near, depth_of(w, w->depth));
}

static void go_walk(struct word *w, const struct find_dictionary *d, struct near_walk *near_walk)
{
	if (!walk(w, d, near_walk))
		return;
	if (w->text_at + 1 < w->text_count) {
		begin_walk(w, near_walk, w->text_at + 1);
	} else if (!near_is_full(&w->near) && depth_of(w, w->depth) > deepest(w)) {
		go_deeper(w);
		begin_walk(w, near_walk, 0);
	} else {
		settle_near(w);
		w->stage = WORD_NEAR;
	}
}

static void go_near(struct word *w)
{
	w->at = 0;
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

static void go(struct word *w, const struct find_dictionary *d, struct near_walk *near_walk)
{
	switch (w->stage) {
	case WORD_NEW:
		go_new(w, d, &near_walk->typed);
		break;
	case WORD_RANGE:
		go_range(w, d);
		break;
	case WORD_BEGUN:
		go_begun(w, d, near_walk);
		break;
	case WORD_WALK:
		go_walk(w, d, near_walk);
		break;
	case WORD_NEAR:
		go_near(w);
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
