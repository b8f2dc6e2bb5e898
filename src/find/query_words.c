/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/query_part.h"

/*
 * What is looked up: each word without loose particles, and as one with fusing ones; and the other ways
 * in which it may be stored.
 */
enum {
	LESS_WITHOUT_FUSING = 60,  /* ali for ben ali: many are */
	LESS_WITHOUT_PARTICLE = 20, /* amrani for elamrani */
	OTHER_BYTES = 60,
	JOINED_LETTERS = 2          /* an initial is written as one with nothing */
};

static void add_other(struct find_query *q, const char *folded, int first, int last, int less)
{
	struct find_other *other = &q->others[q->other_count];

	if (q->other_count == FIND_OTHERS_MOST || strlen(folded) > OTHER_BYTES)
		return;
	str_set(&other->folded, folded);
	other->first = first;
	other->last = last;
	other->less = less;
	q->other_count++;
}

/* The particles before a word: el in el amrani. */
static size_t first_particle(const struct find_words *w, size_t at)
{
	while (at > 0 && find_words_is_particle(w, at - 1))
		at--;
	return at;
}

static void add_word(struct find_query *q, const struct find_words *w, size_t at)
{
	const char *bare = w->items[at].folded.bytes, *rest = find_without_particle(bare, true);
	size_t fused = find_words_fused_from(w, at), first = first_particle(w, at);
	int n = q->word_count;
	struct str whole = STR_INIT;

	find_words_join(w, fused, at, &q->words[n]);
	q->word_count++;
	if (fused < at)
		add_other(q, bare, n, n, LESS_WITHOUT_FUSING);
	if (rest)
		add_other(q, rest, n, n, LESS_WITHOUT_PARTICLE);
	if (first < fused) {
		find_words_join(w, first, at, &whole);
		add_other(q, whole.bytes, n, n, 0);
	}
	str_release(&whole);
}

/* Two words may be stored as one, with what stands between them: Nour Eddine, Salah ad-Din. */
static void add_joined(struct find_query *q, const struct find_words *w,
		       const size_t at[FIND_WORDS_MOST])
{
	struct str whole = STR_INIT;

	for (int i = 0; i + 1 < q->word_count; i++) {
		if (q->words[i].len < JOINED_LETTERS || q->words[i + 1].len < JOINED_LETTERS)
			continue;
		find_words_join(w, find_words_fused_from(w, at[i]), at[i + 1], &whole);
		add_other(q, whole.bytes, i, i + 1, 0);
	}
	str_release(&whole);
}

void query_words_settle(struct find_query *q, const struct find_words *w)
{
	size_t at[FIND_WORDS_MOST];

	find_words_whole(w, &q->whole);
	for (size_t i = 0; i < w->count && q->word_count < FIND_WORDS_MOST; i++)
		if (!find_words_is_particle(w, i)) {
			at[q->word_count] = i;
			add_word(q, w, i);
		}
	if (q->word_count > 0) {
		add_joined(q, w, at);
		return;
	}
	/* nothing but particles: somebody is called Ben, or Do */
	for (size_t i = 0; i < w->count && q->word_count < FIND_WORDS_MOST; i++)
		str_set(&q->words[q->word_count++], w->items[i].folded.bytes);
}
