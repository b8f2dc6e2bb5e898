/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/score.h"

#include "find/words.h"

enum {
	WORDS_LEAST = 2,  /* one word is the beginning of a question */
	UNASKED_COST = 120 /* hundredths of a natural logarithm, fitted on the cases of names */
};

struct shown { /* words of the name that is shown; other spellings of her are there to be found by */
	struct find_words words;
	int count; /* of those that are no particle */
};

static void take_words(void *to, const char *name, unsigned kind)
{
	struct shown *s = to;
	size_t from = s->words.count;

	if (!(kind & (FIND_CALLED | FIND_FAMILY)))
		return;
	find_words_cut(&s->words, name, strlen(name));
	for (size_t i = from; i < s->words.count; i++)
		s->count += find_words_is_particle(&s->words, i) ? 0 : 1;
}

static bool is_whole(const struct shown *s, const struct rank_asked *asked)
{
	struct str whole = STR_INIT;
	bool is_equal;

	find_words_whole(&s->words, &whole);
	is_equal = strcmp(whole.bytes, asked->whole.bytes) == 0;
	str_release(&whole);
	return is_equal;
}

void score_names(struct rank_item *item, const struct rank_asked *asked, find_names_of names,
		 void *data)
{
	struct shown shown = {.words = FIND_WORDS_INIT};
	int weight = 0;

	if (!names || asked->count < WORDS_LEAST)
		return;
	for (int i = 0; i < asked->count; i++)
		weight += find_weight(asked->words[i].texts[0].sounds);
	names(data, item->number, take_words, &shown);
	if (is_whole(&shown, asked))
		rank_item_is_whole(item);
	if (shown.count > asked->count)
		rank_item_less(item,
			       (shown.count - asked->count) * UNASKED_COST * 1000 / weight);
	find_words_release(&shown.words);
}
