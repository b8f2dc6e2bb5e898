/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/find.h"

#include "find/rank.h"
#include "find/spelling.h"

enum step {
	STEP_BEGINS, /* of each word: who has it, or begins so */
	STEP_FIRST,  /* who has them all */
	STEP_NEAR,   /* of each word: who comes near */
	STEP_FINAL,  /* everybody weighed */
	STEP_OVER
};

struct find_search {
	struct find_dictionary *d;
	find_names_of names;
	void *data;
	struct word words[FIND_WORDS_MOST];
	const struct word *of_rank[FIND_WORDS_MOST];
	int count;
	struct find_birth birth;
	bool is_empty;
	enum step step;
	enum find_stage stage;
	uint64_t changes; /* of the dictionary when the words were looked up */
	struct near_walk walk;
	struct rank rank;
	struct rank_item hits[RANK_BEST];
	int hit_count;
	int64_t total;
};

struct find_search *find_search_new(struct find_dictionary *d, find_names_of names, void *data)
{
	struct find_search *s = mem_new(sizeof *s);

	s->d = d;
	s->names = names;
	s->data = data;
	s->step = STEP_OVER;
	for (int i = 0; i < FIND_WORDS_MOST; i++) {
		s->words[i].text = (struct str)STR_INIT;
		s->of_rank[i] = &s->words[i];
	}
	return s;
}

void find_search_free(struct find_search *s)
{
	if (!s)
		return;
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		word_release(&s->words[i]);
	rank_release(&s->rank);
	explicit_bzero(s, sizeof *s);
	free(s);
}

/* The word at 'to' becomes one with this text: what was found for it before is kept. */
static void take_word(struct find_search *s, int to, const struct str *text)
{
	for (int i = to; i < FIND_WORDS_MOST; i++)
		if (s->words[i].stage != WORD_NEW &&
		    strcmp(s->words[i].text.bytes, text->bytes) == 0) {
			struct word found = s->words[i];

			s->words[i] = s->words[to];
			s->words[to] = found;
			return;
		}
	word_set(&s->words[to], text);
}

static void restart(struct find_search *s)
{
	for (int i = 0; i < FIND_WORDS_MOST; i++) {
		struct word *w = &s->words[i];

		if (s->changes != s->d->changes) {
			w->stage = WORD_NEW;
			w->has_near = false;
		} else if (w->stage == WORD_WALK) {
			w->stage = WORD_BEGUN; /* another word may walk before it goes on */
		}
	}
	s->changes = s->d->changes;
	rank_release(&s->rank);
	s->hit_count = 0;
	s->total = 0;
	s->stage = FIND_ASKED;
	s->step = STEP_BEGINS;
}

void find_search_ask(struct find_search *s, const struct find_query *q)
{
	s->count = q->is_empty ? 0 : q->word_count;
	s->birth = q->birth;
	s->is_empty = s->count == 0 && s->birth.year == 0;
	restart(s);
	for (int i = 0; i < s->count; i++)
		take_word(s, i, &q->words[i]);
	for (int i = s->count; i < FIND_WORDS_MOST; i++)
		word_release(&s->words[i]);
}

static bool words_go(struct find_search *s, enum word_stage stage, find_pause pause, void *data)
{
	for (int i = 0; i < s->count; i++)
		if (!word_go(&s->words[i], s->d, &s->walk, stage, pause, data))
			return false;
	return true;
}

static void take_hits(struct find_search *s)
{
	s->hit_count = s->rank.best_count;
	memcpy(s->hits, s->rank.best, sizeof s->hits);
	s->total = s->rank.total > s->hit_count ? s->rank.total : s->hit_count;
	rank_release(&s->rank);
}

/* Words of which one woman's part could be either look for a second one too; false: none had to. */
static bool want_seconds(struct find_search *s)
{
	bool is_any = false;

	for (int i = 0; i < s->count; i++)
		if (rank_lacks_second(&s->rank, i)) {
			word_want_second(&s->words[i]);
			is_any = true;
		}
	return is_any;
}

/* One step to its end (true) or to the pause. */
static bool go(struct find_search *s, find_pause pause, void *data)
{
	bool is_first = s->step == STEP_BEGINS || s->step == STEP_FIRST;

	switch (s->step) {
	case STEP_BEGINS:
	case STEP_NEAR:
		if (!words_go(s, is_first ? WORD_BEGUN : WORD_READY, pause, data))
			return false;
		rank_begin(&s->rank, s->d, s->of_rank, s->count, &s->birth, is_first);
		if (want_seconds(s))
			return true;
		break;
	case STEP_FIRST:
	case STEP_FINAL:
		if (!rank_go(&s->rank, pause, data))
			return false;
		take_hits(s);
		s->stage = is_first ? FIND_FIRST : FIND_FINAL;
		break;
	case STEP_OVER:
		break;
	}
	s->step++;
	return true;
}

enum find_stage find_search_go(struct find_search *s, find_pause pause, void *data)
{
	enum find_stage before;

	if (!s->d->is_settled || s->step == STEP_OVER)
		return s->stage;
	if (s->is_empty) {
		s->step = STEP_OVER;
		return s->stage = FIND_FINAL;
	}
	if (s->changes != s->d->changes)
		restart(s);
	before = s->stage;
	while (s->stage == before)
		if (!go(s, pause, data) || (s->stage == before && find_is_paused(pause, data)))
			break;
	return s->stage;
}

int find_search_hits(const struct find_search *s, struct find_hit *out, int most, int64_t *total)
{
	int count = s->hit_count < most ? s->hit_count : most;

	for (int i = 0; i < count; i++)
		out[i] = (struct find_hit){s->hits[i].number, rank_item_score(&s->hits[i])};
	*total = s->total;
	return count;
}

int find_search_spelling(const struct find_search *s, const char *const *names,
			 const unsigned *kinds, int count)
{
	struct str words[FIND_WORDS_MOST];

	for (int i = 0; i < s->count; i++)
		words[i] = s->words[i].text;
	return spelling_meant(words, s->count, names, kinds, count);
}
