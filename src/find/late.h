/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_LATE_H
#define FIND_LATE_H

#include "find/people.h"
#include "find/sound.h"

/*
 * For this room only: women put since the names were loaded.  Few beside the others, so their parts
 * are a plain list: looking a word up compares it with each of them.
 */
struct late_posting {
	uint32_t number : 24;
	uint32_t kinds : 2; /* as postings.h has them */
};

struct late_part {
	char *folded;
	struct late_posting *postings;
	size_t count, room;
};

struct late {
	struct late_part *parts;
	size_t count, room;
};

void late_add(struct late *l, uint32_t number, const char *folded, unsigned kinds);
void late_remove(struct late *l, uint32_t number);
size_t late_bytes(const struct late *l);
void late_release(struct late *l); /* wiped */

#endif
