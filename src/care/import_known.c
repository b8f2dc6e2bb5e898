/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/import_inner.h"
#include "find/find.h"

/*
 * Who is there already, eight bytes each: a look-up in the file for each of a million rows would take
 * longer than writing them.  Of 64 bits 62 count, so among a million people the odds of one false alarm
 * are 1 in 10 million.
 */
enum { FIRST_SLOTS = 1024, MARKED = 1 };

/* FNV-1a from a seed that no file can know, and stirred: the slots are its lower bits. */
static uint64_t add_bytes(uint64_t h, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return h;
}

static uint64_t hash_end(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	return (h & ~(uint64_t)MARKED) | 2; /* never 0, and the mark is free */
}

uint64_t import_number_hash(const struct import_set *set, const char *number)
{
	uint64_t h = set->seed ^ UINT64_C(14695981039346656037);

	for (; *number != '\0'; number++) { /* as the file looks numbers up: but for capitals */
		char c = *number >= 'A' && *number <= 'Z' ? (char)(*number - 'A' + 'a') : *number;

		h = add_bytes(h, &c, 1);
	}
	return hash_end(h);
}

/* The order of names says nothing, so what each word gives is added up. */
static uint64_t words_hash(uint64_t seed, const char *name)
{
	struct str folded = STR_INIT;
	uint64_t sum = 0;

	find_fold(name, strlen(name), &folded);
	for (const char *at = folded.bytes; *at != '\0'; at += *at == ' ') {
		size_t len = strcspn(at, " ");

		sum += len > 0 ? hash_end(add_bytes(seed, at, len)) : 0;
		at += len;
	}
	str_release(&folded);
	return sum;
}

uint64_t import_person_hash(const struct import_set *set, const char *given, const char *family,
			    const char *birth, const char *postcode)
{
	uint64_t names = words_hash(set->seed, given) + words_hash(set->seed, family);
	const char *other = *birth != '\0' ? birth : postcode;

	if (names == 0)
		return 0;
	return hash_end(add_bytes(set->seed ^ names, other, strlen(other)));
}

static size_t slot_of(const struct import_set *set, uint64_t hash)
{
	size_t mask = set->room - 1, at = (size_t)(hash >> 2) & mask;

	while (set->slots[at] != 0 && (set->slots[at] & ~(uint64_t)MARKED) != hash)
		at = (at + 1) & mask;
	return at;
}

static void grow(struct import_set *set)
{
	struct import_set bigger = {.room = set->room > 0 ? set->room * 2 : FIRST_SLOTS};

	bigger.slots = mem_array(bigger.room, sizeof *bigger.slots);
	for (size_t i = 0; i < set->room; i++)
		if (set->slots[i] != 0)
			bigger.slots[slot_of(&bigger, set->slots[i] & ~(uint64_t)MARKED)] =
				set->slots[i];
	free(set->slots);
	set->slots = bigger.slots;
	set->room = bigger.room;
}

bool import_set_has(const struct import_set *set, uint64_t hash)
{
	return set->room > 0 && set->slots[slot_of(set, hash)] != 0;
}

bool import_set_add(struct import_set *set, uint64_t hash)
{
	size_t at;

	if (set->count * 4 >= set->room * 3)
		grow(set);
	at = slot_of(set, hash);
	if (set->slots[at] != 0)
		return false;
	set->slots[at] = hash;
	set->count++;
	return true;
}

bool import_set_mark(struct import_set *set, uint64_t hash)
{
	uint64_t *slot;

	(void)import_set_add(set, hash); /* there or new: it is marked below */
	slot = &set->slots[slot_of(set, hash)];
	if (*slot & MARKED)
		return false;
	*slot |= MARKED;
	return true;
}

void import_set_release(struct import_set *set)
{
	free(set->slots);
	*set = (struct import_set){0};
}

struct known {
	struct import_set *numbers, *people;
};

static enum err on_known(void *data, const struct store_known *row, struct error *e)
{
	struct known *k = data;
	const char *given = *row->given_name != '\0' ? row->given_name : row->called;
	uint64_t person = 0;

	(void)e;
	(void)import_set_add(k->numbers, import_number_hash(k->numbers, row->file_number));
	if (k->people != NULL)
		person = import_person_hash(k->people, given, row->family_name, row->birth_date,
					    row->postcode);
	if (person != 0)
		(void)import_set_add(k->people, person);
	return OK;
}

static enum err on_number(void *data, const char *number, const char *keeper, struct error *e)
{
	struct import_set *away = data;

	(void)keeper;
	(void)e;
	(void)import_set_add(away, import_number_hash(away, number));
	return OK;
}

enum err import_known_read(struct care_session *s, struct import_set *numbers,
			   struct import_set *away, struct import_set *people, struct error *e)
{
	struct known k = {numbers, people};
	enum err rc = store_things(care_session_store(s), "number", on_number, away, e);

	return rc == OK ? store_clients_known(care_session_store(s), on_known, &k, e) : rc;
}
