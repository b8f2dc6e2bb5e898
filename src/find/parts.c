/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/words.h"

/*
 * A woman is stored under each word of a name but its particles (El Amrani: amrani), under words that
 * may be one (Ben Ayyash also as benayyash, Nour Eddine as noureddine), and without a particle that a
 * word begins with (Elamrani also as amrani).  The rest of the ways to write it are the question's:
 * a part that is stored is stored for ever.
 */
struct telling {
	const char *name;
	const struct find_words *words;
	void (*visit)(void *data, const char *folded, const char *spelling);
	void *data;
	struct str folded, spelling;
};

static void tell(struct telling *t, size_t first, size_t last, const char *folded)
{
	str_reset(&t->spelling);
	str_add_bytes(&t->spelling, t->name + t->words->items[first].start,
		      t->words->items[last].end - t->words->items[first].start);
	t->visit(t->data, folded, t->spelling.bytes);
}

static void tell_joined(struct telling *t, size_t first, size_t last)
{
	find_words_join(t->words, first, last, &t->folded);
	tell(t, first, last, t->folded.bytes);
}

/* Tells the word at 'at', which is no particle; 'before' is the one before it, or none. */
static void tell_word(struct telling *t, size_t at, size_t before)
{
	const struct find_words *w = t->words;
	const char *folded = w->items[at].folded.bytes, *rest = find_without_particle(folded, false);
	size_t first = find_words_fused_from(w, at);

	tell(t, at, at, folded);
	if (rest)
		tell(t, at, at, rest);
	if (first < at)
		tell_joined(t, first, at);
	else if (before < at && find_words_are_one(w, before, at))
		tell_joined(t, before, at);
}

void find_parts(const char *name,
		void (*visit)(void *data, const char *folded, const char *spelling), void *data)
{
	struct find_words words = FIND_WORDS_INIT;
	struct telling t = {name, &words, visit, data, STR_INIT, STR_INIT};
	size_t before = SIZE_MAX;

	find_words_cut(&words, name, strlen(name));
	for (size_t i = 0; i < words.count; i++)
		if (!find_words_is_particle(&words, i)) {
			tell_word(&t, i, before);
			before = i;
		}
	if (before == SIZE_MAX) /* somebody is called Ben, or Do */
		for (size_t i = 0; i < words.count; i++)
			tell(&t, i, i, words.items[i].folded.bytes);
	find_words_release(&words);
	str_release(&t.folded);
	str_release(&t.spelling);
}
