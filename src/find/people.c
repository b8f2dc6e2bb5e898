/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/people.h"

/* Bits of a birth: 8 of the year, 4 of the month, 5 of the day, 1 about. */
enum { YEAR_BEFORE = 1850, YEARS = 255, MONTH_AT = 8, DAY_AT = 12, ABOUT_AT = 17 };
enum {
	ROOM_LEAST = 1 << 16,
	ROOM_LATE = 4096 /* who is registered next needs no copy of all */
};

static void wipe(uint32_t *items, uint32_t count)
{
	if (items)
		explicit_bzero(items, count * sizeof *items);
	free(items);
}

/* New memory is zero already: millions of women cost nothing until each is spoken of. */
static uint32_t *grown(uint32_t *old, uint32_t used, uint32_t room)
{
	uint32_t *larger = mem_array(room, sizeof *larger);

	if (used > 0)
		memcpy(larger, old, used * sizeof *larger);
	wipe(old, used);
	return larger;
}

static void make_room(struct people *p, uint32_t room)
{
	p->info = grown(p->info, p->top, room);
	p->key = grown(p->key, p->top, room);
	p->room = room;
}

void people_expect(struct people *p, uint32_t last)
{
	if (last < PEOPLE_MOST && last + ROOM_LATE > p->room)
		make_room(p, last + ROOM_LATE);
}

bool people_reach(struct people *p, uint32_t number)
{
	if (number == 0 || number >= PEOPLE_MOST)
		return false;
	if (number < p->top)
		return true;
	if (number >= p->room)
		make_room(p, 2 * number + ROOM_LEAST);
	p->top = number + 1;
	return true;
}

static uint32_t birth_code(const struct find_birth *b)
{
	if (b->year <= YEAR_BEFORE || b->year > YEAR_BEFORE + YEARS || b->month > 12 || b->day > 31)
		return 0;
	return (uint32_t)(b->year - YEAR_BEFORE) | (uint32_t)b->month << MONTH_AT |
	       (uint32_t)b->day << DAY_AT | (uint32_t)b->is_about << ABOUT_AT;
}

struct find_birth people_birth(uint32_t code)
{
	uint32_t year = code & YEARS;

	return (struct find_birth){.year = (int16_t)(year > 0 ? YEAR_BEFORE + year : 0),
				   .month = (uint8_t)(code >> MONTH_AT & 15),
				   .day = (uint8_t)(code >> DAY_AT & 31),
				   .is_about = code >> ABOUT_AT & 1};
}

void people_set(struct people *p, const struct find_person *person)
{
	uint32_t *info = &p->info[person->number];

	p->count += *info & PEOPLE_IS_THERE ? 0 : 1;
	*info &= ~(uint32_t)(PEOPLE_BIRTHS - 1) & ~(uint32_t)PEOPLE_IS_OPEN;
	*info |= birth_code(&person->birth) | PEOPLE_IS_THERE |
		 (person->is_open ? PEOPLE_IS_OPEN : 0);
}

void people_remove(struct people *p, uint32_t number)
{
	p->count -= p->info[number] & PEOPLE_IS_THERE ? 1 : 0;
	p->info[number] &= PEOPLE_IS_RECENT | PEOPLE_IS_LATE;
	p->key[number] = 0;
}

void people_trim(struct people *p)
{
	uint32_t room = p->top + ROOM_LATE;

	if (room >= p->room)
		return;
	p->info = mem_resize(p->info, room, sizeof *p->info);
	p->key = mem_resize(p->key, room, sizeof *p->key);
	p->room = room;
}

void people_release(struct people *p)
{
	wipe(p->info, p->top);
	wipe(p->key, p->top);
	*p = (struct people){0};
}
