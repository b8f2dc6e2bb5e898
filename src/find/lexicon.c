/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/lexicon.h"

void lexicon_init(struct lexicon *l)
{
	*l = (struct lexicon){0};
}

/* As mem_resize, but nothing of a name stays behind where it was. */
static void *grown(void *old, size_t used, size_t *room, size_t more)
{
	void *bytes;

	if (*room - used >= more)
		return old;
	*room += *room / 2 + more + 4096;
	bytes = mem_resize(NULL, *room, 1);
	if (old) {
		memcpy(bytes, old, used);
		explicit_bzero(old, used);
	}
	free(old);
	return bytes;
}

static void add_text(struct lexicon *l, const char *folded)
{
	size_t len = strlen(folded) + 1;

	l->text = grown(l->text, l->text_used, &l->text_room, len);
	memcpy(l->text + l->text_used, folded, len);
	l->parts[l->count].text = (uint32_t)l->text_used;
	l->text_used += len;
}

static void add_sounds(struct lexicon *l, const char *folded)
{
	l->sounds = grown(l->sounds, l->sounds_used, &l->sounds_room, FIND_SOUNDS_MOST);
	l->sound_counts[l->count] = (uint8_t)find_sounds(folded, l->sounds + l->sounds_used);
	l->sounds_at[l->count] = (uint32_t)l->sounds_used;
	l->sounds_used += l->sound_counts[l->count];
}

static void resize(struct lexicon *l, uint32_t room)
{
	l->parts = mem_resize(l->parts, room, sizeof *l->parts);
	l->sound_counts = mem_resize(l->sound_counts, room, 1);
	l->ids = mem_resize(l->ids, room, sizeof *l->ids);
	l->sounds_at = mem_resize(l->sounds_at, room, sizeof *l->sounds_at);
	l->parts_room = room;
}

/* Ids ascend, and places of bytes are numbers of 32 bits: what is past these is no name. */
static bool is_to_add(const struct lexicon *l, uint32_t id, const char *folded)
{
	return (l->count == 0 || l->ids[l->count - 1] < id) &&
	       l->sounds_used <= UINT32_MAX - FIND_SOUNDS_MOST &&
	       strlen(folded) < UINT32_MAX - l->text_used;
}

void lexicon_add(struct lexicon *l, uint32_t id, const char *folded)
{
	if (!is_to_add(l, id, folded))
		return;
	if (l->count == l->parts_room)
		resize(l, l->parts_room + l->parts_room / 2 + 256);
	l->ids[l->count] = id;
	l->parts[l->count].postings = l->parts[l->count].count = 0;
	add_text(l, folded);
	add_sounds(l, folded);
	l->count++;
}

static struct lexicon_part *search_id(struct lexicon *l, uint32_t id)
{
	uint32_t first = 0, end = l->count;

	while (first < end) {
		uint32_t middle = first + (end - first) / 2;

		if (l->ids[middle] < id)
			first = middle + 1;
		else
			end = middle;
	}
	if (first == l->count || l->ids[first] != id)
		return NULL;
	l->cursor = first;
	return &l->parts[first];
}

struct lexicon_part *lexicon_by_id(struct lexicon *l, uint32_t id)
{
	if (!l->ids)
		return NULL;
	for (uint32_t i = l->cursor; i < l->cursor + 2 && i < l->count; i++)
		if (l->ids[i] == id) {
			l->cursor = i;
			return &l->parts[i];
		}
	return search_id(l, id);
}

static int compare_text(const void *data, uint32_t a, uint32_t b)
{
	const struct lexicon *l = data;

	return strcmp(lexicon_text(l, a), lexicon_text(l, b));
}

static int compare_sound(const void *data, uint32_t a, uint32_t b)
{
	const struct lexicon *l = data;
	uint8_t left = l->sound_counts[a], right = l->sound_counts[b];
	int order = memcmp(l->sounds + l->sounds_at[a], l->sounds + l->sounds_at[b],
			   left < right ? left : right);

	return order != 0 ? order : (int)left - (int)right;
}

static uint32_t *sorted(struct lexicon *l, sorting_compare compare, size_t steps)
{
	uint32_t *items;

	if (!l->is_sorting)
		sorting_begin(&l->sorting, l->count);
	l->is_sorting = true;
	if (!sorting_go(&l->sorting, compare, l, steps))
		return NULL;
	l->is_sorting = false;
	items = l->sorting.items;
	l->sorting.items = NULL;
	return items;
}

static void code_part(struct lexicon *l, uint32_t part, const uint8_t *before, int before_count)
{
	const uint8_t *sounds = l->sounds + l->sounds_at[part];
	int count = l->sound_counts[part], shared = 0;

	while (shared < count && shared < before_count && sounds[shared] == before[shared])
		shared++;
	l->walk = grown(l->walk, l->walk_used, &l->walk_room, FIND_SOUNDS_MOST + 2);
	l->walk[l->walk_used++] = (uint8_t)shared;
	l->walk[l->walk_used++] = (uint8_t)count;
	memcpy(l->walk + l->walk_used, sounds + shared, (size_t)(count - shared));
	l->walk_used += (size_t)(count - shared);
}

static void forget_loading(struct lexicon *l)
{
	if (l->sounds)
		explicit_bzero(l->sounds, l->sounds_used);
	free(l->sounds);
	free(l->sounds_at);
	free(l->ids);
	l->sounds = NULL;
	l->sounds_at = l->ids = NULL;
}

static void trim(struct lexicon *l)
{
	if (l->count == 0)
		return;
	l->parts = mem_resize(l->parts, l->count, sizeof *l->parts);
	l->sound_counts = mem_resize(l->sound_counts, l->count, 1);
	l->text = mem_resize(l->text, l->text_used, 1);
	l->walk = mem_resize(l->walk, l->walk_used, 1);
	l->parts_room = l->count;
	l->text_room = l->text_used;
	l->walk_room = l->walk_used;
}

static bool code(struct lexicon *l, size_t steps)
{
	for (size_t i = 0; i < steps && l->coded < l->count; i++, l->coded++) {
		uint32_t before = l->coded > 0 ? l->by_sound[l->coded - 1] : 0;

		code_part(l, l->by_sound[l->coded], l->sounds + l->sounds_at[before],
			  l->coded > 0 ? l->sound_counts[before] : 0);
	}
	if (l->coded < l->count)
		return false;
	forget_loading(l);
	trim(l);
	return true;
}

bool lexicon_settle(struct lexicon *l, size_t steps)
{
	switch (l->stage) {
	case LEXICON_TEXT:
		l->by_text = sorted(l, compare_text, steps);
		l->stage = l->by_text ? LEXICON_SOUND : LEXICON_TEXT;
		break;
	case LEXICON_SOUND:
		l->by_sound = sorted(l, compare_sound, steps);
		l->stage = l->by_sound ? LEXICON_CODE : LEXICON_SOUND;
		break;
	case LEXICON_CODE:
		l->stage = code(l, steps) ? LEXICON_READY : LEXICON_CODE;
		break;
	case LEXICON_READY:
		break;
	}
	return l->stage == LEXICON_READY;
}

size_t lexicon_bytes(const struct lexicon *l)
{
	size_t part = sizeof *l->parts + 1 + 2 * sizeof(uint32_t);

	return l->count * part + l->text_used + l->walk_used + (l->ids ? l->count * 8UL : 0) +
	       l->sounds_used * (l->sounds ? 1 : 0);
}

static void wipe(void *bytes, size_t used)
{
	if (bytes)
		explicit_bzero(bytes, used);
	free(bytes);
}

void lexicon_release(struct lexicon *l)
{
	forget_loading(l);
	wipe(l->text, l->text_used);
	wipe(l->walk, l->walk_used);
	sorting_release(&l->sorting);
	free(l->parts);
	free(l->sound_counts);
	free(l->by_text);
	free(l->by_sound);
	*l = (struct lexicon){0};
}

/* The first place whose part comes after what is typed (is_after: and after all that begin so). */
static uint32_t place_of(const struct lexicon *l, const char *typed, bool is_after)
{
	uint32_t first = 0, end = l->count;
	size_t len = strlen(typed);

	while (first < end) {
		uint32_t middle = first + (end - first) / 2;
		int order = strncmp(lexicon_text(l, l->by_text[middle]), typed, len);

		if (order < 0 || (order == 0 && is_after))
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

void lexicon_range(const struct lexicon *l, const char *typed, uint32_t *first, uint32_t *end)
{
	*first = place_of(l, typed, false);
	*end = place_of(l, typed, true);
}
