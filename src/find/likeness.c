/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/find.h"
#include "find/sound.h"

/* Two names as people have them, each of a few words. */

enum { WORDS_MOST = 4 };

struct words {
	struct str text;
	const char *word[WORDS_MOST];
	int count;
};

static void cut(struct words *w, const char *name)
{
	*w = (struct words){.text = STR_INIT};
	find_fold(name, strlen(name), &w->text);
	for (char *at = w->text.bytes; *at != '\0' && w->count < WORDS_MOST;) {
		size_t len = strcspn(at, " ");

		w->word[w->count++] = at;
		at += len;
		if (*at != '\0')
			*at++ = '\0';
	}
}

static int nearest(const char *word, const struct words *among)
{
	int best = 0;

	for (int i = 0; i < among->count; i++) {
		int likeness = find_part_likeness(word, among->word[i], false);

		best = likeness > best ? likeness : best;
	}
	return best;
}

int find_names_likeness(const char *one, const char *other)
{
	struct words a, b;
	const struct words *less = &a, *more = &b;
	int weakest = 1000;

	cut(&a, one);
	cut(&b, other);
	if (a.count > b.count) {
		less = &b;
		more = &a;
	}
	for (int i = 0; i < less->count; i++) {
		int likeness = nearest(less->word[i], more);

		weakest = likeness < weakest ? likeness : weakest;
	}
	if (less->count == 0)
		weakest = 0;
	str_release(&a.text);
	str_release(&b.text);
	return weakest;
}
