/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/spelling.h"

#include "find/sound.h"

enum {
	EXACT = 1000,
	CLEARLY = 30 /* likeness by which another spelling must come nearer to be worth telling */
};

struct comparing {
	const char *typed;
	int best;
};

static void compare_part(void *data, const char *folded, const char *spelling)
{
	struct comparing *c = data;
	int likeness = strcmp(folded, c->typed) == 0
			       ? EXACT
			       : find_part_likeness(c->typed, folded, true);

	(void)spelling;
	c->best = likeness > c->best ? likeness : c->best;
}

int spelling_likeness(const char *typed, const char *name)
{
	struct comparing c = {typed, 0};

	find_parts(name, compare_part, &c);
	return c.best;
}

/* Who types a spelling of long ago to the letter is told, however near it comes to what is shown. */
static int gain_of(int other, int shown)
{
	int gain = other - shown;

	return gain >= CLEARLY || (gain > 0 && other == EXACT) ? gain : 0;
}

int spelling_meant(const char *const *words, int word_count, const char *const *names,
		   const unsigned *kinds, int count)
{
	int meant = -1, gain = 0;

	for (int i = 0; i < word_count; i++) {
		int shown = 0, other = 0, index = -1;

		for (int k = 0; k < count; k++) {
			int likeness = spelling_likeness(words[i], names[k]);

			if (kinds[k] & (FIND_CALLED | FIND_FAMILY)) {
				shown = likeness > shown ? likeness : shown;
			} else if (likeness > other) {
				other = likeness;
				index = k;
			}
		}
		if (gain_of(other, shown) > gain) {
			gain = gain_of(other, shown);
			meant = index;
		}
	}
	return meant;
}
