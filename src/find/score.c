/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/score.h"

#include "find/words.h"

enum {
	WORDS_LEAST = 2,  /* one word is the beginning of a question */
	UNASKED_COST = 120 /* hundredths of a natural logarithm, fitted on the cases of names */
};

/* Words of the name that is shown; other spellings of her are there to be found by. */
static void count_words(void *to, const char *name, unsigned kind)
{
	int *count = to;
	struct find_words words = FIND_WORDS_INIT;

	if (!(kind & (FIND_CALLED | FIND_FAMILY)))
		return;
	find_words_cut(&words, name, strlen(name));
	for (size_t i = 0; i < words.count; i++)
		*count += find_words_is_particle(&words, i) ? 0 : 1;
	find_words_release(&words);
}

void score_names(struct rank_item *item, const struct rank_asked *asked, find_names_of names,
		 void *data)
{
	int count = 0, weight = 0, less;

	for (int i = 0; i < asked->count; i++)
		weight += find_weight(asked->words[i].texts[0].sounds);
	if (!names || asked->count < WORDS_LEAST)
		return;
	names(data, item->number, count_words, &count);
	if (count <= asked->count)
		return;
	less = (count - asked->count) * UNASKED_COST * 1000 / weight;
	rank_item_less(item, less);
}
