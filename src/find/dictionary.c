/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/dictionary_inner.h"

enum {
	SETTLE_STEPS = 256,     /* comparisons between two pauses: some 30 us */
	ORDER_POSTINGS = 4096,  /* the same for postings */
	RANKS = 65535,          /* places in the alphabet that 16 bits can tell apart */
	FAMILY_BITS = 16
};

struct find_dictionary *find_dictionary_new(const struct find_aliases *aliases)
{
	struct find_dictionary *d = mem_new(sizeof *d);

	d->aliases = aliases;
	lexicon_init(&d->lexicon);
	return d;
}

void find_dictionary_free(struct find_dictionary *d)
{
	if (!d)
		return;
	lexicon_release(&d->lexicon);
	postings_release(&d->postings);
	people_release(&d->people);
	late_release(&d->late);
	explicit_bzero(d, sizeof *d);
	free(d);
}

void find_dictionary_expect(struct find_dictionary *d, uint32_t last)
{
	people_expect(&d->people, last);
}

void find_dictionary_part(struct find_dictionary *d, uint32_t part, const char *folded)
{
	if (!d->is_settled)
		lexicon_add(&d->lexicon, part, folded);
}

/* One part that is a given name of hers and a family name too has both. */
static unsigned posting_kinds(unsigned kinds)
{
	bool is_given = kinds & (FIND_CALLED | FIND_GIVEN);
	bool is_family = kinds & (FIND_FAMILY | FIND_MAIDEN | FIND_PARTNER);

	if (is_given && is_family)
		return POSTING_CALLED | POSTING_FAMILY;
	return (kinds & FIND_LEADS ? POSTING_CALLED : 0) |
	       (kinds & FIND_FAMILY ? POSTING_FAMILY : 0);
}

void find_dictionary_posting(struct find_dictionary *d, uint32_t part, uint32_t number,
			     unsigned kinds)
{
	struct lexicon_part *of = lexicon_by_id(&d->lexicon, part);

	if (!of || !people_reach(&d->people, number))
		return;
	if (d->postings.used >= UINT32_MAX)
		return; /* of 32 bits: no file is that large */
	if (of->count == 0) {
		of->postings = (uint32_t)d->postings.used;
		d->last_part = part;
		d->last_number = 0;
	}
	if (part != d->last_part || number <= d->last_number)
		return; /* out of order */
	postings_add(&d->postings, d->last_number, number, posting_kinds(kinds));
	d->last_number = number;
	of->count++;
}

void find_dictionary_person(struct find_dictionary *d, const struct find_person *p)
{
	if (people_reach(&d->people, p->number) &&
	    !(d->people.info[p->number] & PEOPLE_IS_LATE))
		people_set(&d->people, p);
}

/* The place of a part in the alphabet, greatest first; 1 and up. */
static uint32_t rank_of(const struct find_dictionary *d, uint32_t place)
{
	return RANKS - (uint32_t)((uint64_t)place * (RANKS - 1) / (d->lexicon.count + 1));
}

static void set_rank(struct people *people, uint32_t number, uint32_t rank, unsigned kinds)
{
	uint32_t *key = &people->key[number], called = *key >> FAMILY_BITS, family = *key & RANKS;

	if (kinds & POSTING_CALLED && rank > called)
		called = rank;
	if (kinds & POSTING_FAMILY && rank > family)
		family = rank;
	*key = called << FAMILY_BITS | family;
}

static void begin_ordering(struct find_dictionary *d)
{
	const struct lexicon *l = &d->lexicon;
	const struct lexicon_part *part = &l->parts[l->by_text[d->ordered]];

	d->ordering = postings_read(&d->postings, part->postings, part->count);
}

/* Women of one part after the other get their place by name, so many at once; true: all have it. */
static bool order_people(struct find_dictionary *d)
{
	uint32_t count = d->lexicon.count;
	unsigned kinds;

	for (int i = 0; i < ORDER_POSTINGS && d->ordered < count; i++) {
		if (postings_next(&d->ordering, &kinds)) {
			if (!(d->people.info[d->ordering.number] & PEOPLE_IS_LATE))
				set_rank(&d->people, d->ordering.number, rank_of(d, d->ordered),
					 kinds);
			continue;
		}
		if (++d->ordered < count)
			begin_ordering(d);
	}
	return d->ordered == count;
}

static bool settle_step(struct find_dictionary *d)
{
	struct lexicon *l = &d->lexicon;

	if (l->stage != LEXICON_READY) {
		if (lexicon_settle(l, SETTLE_STEPS) && l->count > 0)
			begin_ordering(d);
		return false;
	}
	if (!order_people(d))
		return false;
	postings_trim(&d->postings);
	people_trim(&d->people);
	d->is_settled = true;
	d->changes++;
	return true;
}

bool find_dictionary_settle(struct find_dictionary *d, find_pause pause, void *data)
{
	while (!d->is_settled && !settle_step(d))
		if (find_is_paused(pause, data))
			return false;
	return d->is_settled;
}

/* Makes room; what a word found has none for a number that is new. */
static bool reach(struct find_dictionary *d, uint32_t number)
{
	uint32_t top = d->people.top;
	bool is_number = people_reach(&d->people, number);

	d->changes += d->people.top > top ? 1 : 0;
	return is_number;
}

/* What is known of her is what is put from now on. */
static bool replace(struct find_dictionary *d, uint32_t number)
{
	if (!people_reach(&d->people, number))
		return false;
	d->changes++;
	if (d->people.info[number] & PEOPLE_IS_LATE)
		late_remove(&d->late, number);
	people_remove(&d->people, number);
	d->people.info[number] |= PEOPLE_IS_LATE;
	return true;
}

void find_dictionary_put(struct find_dictionary *d, const struct find_person *p,
			 const struct find_part *parts, int count)
{
	if (!replace(d, p->number))
		return;
	people_set(&d->people, p);
	for (int i = 0; i < count; i++) {
		late_add(&d->late, p->number, parts[i].folded, posting_kinds(parts[i].kinds));
		if (d->is_settled) {
			uint32_t first, end;

			lexicon_range(&d->lexicon, parts[i].folded, &first, &end);
			set_rank(&d->people, p->number, rank_of(d, first),
				 posting_kinds(parts[i].kinds));
		}
	}
}

void find_dictionary_forget(struct find_dictionary *d, uint32_t number)
{
	(void)replace(d, number); /* false: nobody has it */
}

void find_dictionary_set_recent(struct find_dictionary *d, const uint32_t *numbers, int count)
{
	for (int i = 0; i < d->recent_count; i++)
		d->people.info[d->recent[i]] &= ~(uint32_t)PEOPLE_IS_RECENT;
	d->recent_count = 0;
	for (int i = 0; i < count && d->recent_count < FIND_RECENT_MOST; i++)
		if (reach(d, numbers[i])) {
			d->people.info[numbers[i]] |= PEOPLE_IS_RECENT;
			d->recent[d->recent_count++] = numbers[i];
		}
}

int64_t find_dictionary_people(const struct find_dictionary *d)
{
	return d->people.count;
}

size_t find_dictionary_bytes(const struct find_dictionary *d)
{
	return sizeof *d + lexicon_bytes(&d->lexicon) + d->postings.used +
	       d->people.top * 2UL * sizeof(uint32_t) + late_bytes(&d->late);
}
