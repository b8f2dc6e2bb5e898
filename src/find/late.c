/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/late.h"

static struct late_part *part_of(struct late *l, const char *folded)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->parts[i].folded, folded) == 0)
			return &l->parts[i];
	VEC_ROOM(l->parts, l->count, l->room);
	l->parts[l->count] = (struct late_part){.folded = mem_text(folded)};
	return &l->parts[l->count++];
}

void late_add(struct late *l, uint32_t number, const char *folded, unsigned kinds)
{
	struct late_part *part = part_of(l, folded);

	if (part->count > 0 && part->postings[part->count - 1].number == number) {
		part->postings[part->count - 1].kinds |= kinds & 3;
		return;
	}
	VEC_ROOM(part->postings, part->count, part->room);
	part->postings[part->count].number = number & (PEOPLE_MOST - 1);
	part->postings[part->count++].kinds = kinds & 3;
}

void late_remove(struct late *l, uint32_t number)
{
	for (size_t i = 0; i < l->count; i++) {
		struct late_part *part = &l->parts[i];

		for (size_t k = 0; k < part->count; k++)
			if (part->postings[k].number == number) {
				part->postings[k] = part->postings[--part->count];
				break;
			}
	}
}

size_t late_bytes(const struct late *l)
{
	size_t bytes = l->room * sizeof *l->parts;

	for (size_t i = 0; i < l->count; i++)
		bytes += strlen(l->parts[i].folded) + 1 +
			 l->parts[i].room * sizeof(struct late_posting);
	return bytes;
}

void late_release(struct late *l)
{
	for (size_t i = 0; i < l->count; i++) {
		explicit_bzero(l->parts[i].folded, strlen(l->parts[i].folded));
		free(l->parts[i].folded);
		free(l->parts[i].postings);
	}
	free(l->parts);
	*l = (struct late){0};
}
