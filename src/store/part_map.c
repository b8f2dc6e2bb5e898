/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/part_map.h"

enum { FIRST_ROOM = 1024 };

static const char *text_at(const struct part_map *m, const struct part_at *slot)
{
	return m->texts.bytes + slot->text;
}

/* Where it stands, or would stand. */
static size_t place_of(const struct part_map *m, const char *folded)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	size_t at;

	for (const char *c = folded; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	at = (size_t)(hash ^ hash >> 32) & (m->room - 1);
	while (m->slots[at].part != 0 && strcmp(text_at(m, &m->slots[at]), folded) != 0)
		at = (at + 1) & (m->room - 1);
	return at;
}

static void grow(struct part_map *m)
{
	struct part_at *old = m->slots;
	size_t room = m->room;

	m->room = room ? 2 * room : FIRST_ROOM;
	m->slots = mem_array(m->room, sizeof *m->slots);
	for (size_t i = 0; i < room; i++)
		if (old[i].part != 0)
			m->slots[place_of(m, text_at(m, &old[i]))] = old[i];
	free(old);
}

uint32_t part_map_get(const struct part_map *m, const char *folded)
{
	return m->room ? m->slots[place_of(m, folded)].part : 0;
}

void part_map_put(struct part_map *m, const char *folded, uint32_t part)
{
	if (!m->texts.bytes)
		m->texts = (struct str)STR_INIT;
	if (2 * m->count >= m->room)
		grow(m);
	m->slots[place_of(m, folded)] = (struct part_at){part, (uint32_t)m->texts.len};
	m->count++;
	str_add(&m->texts, folded);
	str_add_char(&m->texts, '\0');
}

void part_map_clear(struct part_map *m)
{
	free(m->slots);
	if (m->texts.bytes)
		str_release(&m->texts);
	*m = (struct part_map){.texts = STR_INIT};
}
