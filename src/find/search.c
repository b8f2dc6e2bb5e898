/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/find.h"

#include "find/pair.h"
#include "find/score.h"
#include "find/spelling.h"

enum step {
	STEP_BEGINS, /* of each word: who has it, or begins so */
	STEP_FIRST,  /* who has them all */
	STEP_NEAR,   /* of each word: which parts come near */
	STEP_FILL,   /* and who has them */
	STEP_FINAL,  /* everybody weighed */
	STEP_NAMES,  /* the best few by their whole names */
	STEP_OVER
};

enum {
	JOINT_LEAST = 900, /* two words as one are long: what comes near them is very like them */
	JOINT_LESS = 40    /* likeness that it says less */
};

struct find_search {
	struct find_dictionary *d;
	find_names_of names;
	void *data;
	struct rank_asked asked;
	bool is_empty;
	enum step step;
	enum find_stage stage;
	uint64_t changes; /* of the dictionary when the words were looked up */
	struct near_walk walk;
	struct rank rank;
	uint32_t *among; /* NULL: everybody */
	uint32_t among_count;
	struct rank_item hits[RANK_BEST];
	int hit_count, named; /* of them weighed by their names */
	int64_t total;
};

struct find_search *find_search_new(struct find_dictionary *d, find_names_of names, void *data)
{
	struct find_search *s = mem_new(sizeof *s);

	s->d = d;
	s->names = names;
	s->data = data;
	s->step = STEP_OVER;
	s->asked.whole = (struct str)STR_INIT;
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		word_init(&s->asked.words[i]);
	for (int i = 0; i < FIND_WORDS_MOST - 1; i++)
		word_init(&s->asked.joints[i].word);
	return s;
}

/* Words from 'from' on and joints from 'joint_from' on are no longer asked. */
static void forget_words(struct rank_asked *asked, int from, int joint_from)
{
	for (int i = from; i < FIND_WORDS_MOST; i++)
		word_release(&asked->words[i]);
	for (int i = joint_from; i < FIND_WORDS_MOST - 1; i++)
		word_release(&asked->joints[i].word);
}

void find_search_free(struct find_search *s)
{
	if (!s)
		return;
	forget_words(&s->asked, 0, 0);
	rank_release(&s->rank);
	explicit_bzero(s->asked.whole.bytes, s->asked.whole.len);
	str_release(&s->asked.whole);
	free(s->among);
	explicit_bzero(s, sizeof *s);
	free(s);
}

/* The word at 'to' becomes 'asked', or what was found before for the same word is used again. */
static void take_word(struct rank_asked *a, int to, struct word *asked)
{
	for (int i = to; i < FIND_WORDS_MOST; i++)
		if (word_is(&a->words[i], asked)) {
			struct word found = a->words[i];

			a->words[i] = a->words[to];
			a->words[to] = found;
			word_release(asked);
			return;
		}
	word_release(&a->words[to]);
	a->words[to] = *asked;
}

static void take_joint(struct rank_asked *a, const struct find_other *other)
{
	struct rank_joint *joint = &a->joints[a->joint_count];
	struct word asked;

	if (a->joint_count == FIND_WORDS_MOST - 1)
		return;
	word_init(&asked);
	word_set(&asked, other->folded.bytes, JOINT_LEAST);
	if (word_is(&joint->word, &asked)) {
		word_release(&asked);
	} else {
		word_release(&joint->word);
		joint->word = asked;
	}
	joint->first = other->first;
	joint->last = other->last;
	joint->less = other->less + JOINT_LESS;
	a->joint_count++;
}

static void take_words(struct rank_asked *a, const struct find_query *q)
{
	a->count = q->is_empty ? 0 : q->word_count;
	a->joint_count = 0;
	for (int i = 0; i < a->count; i++) {
		struct word asked;

		word_init(&asked);
		word_set(&asked, q->words[i].bytes, NEAR_LEAST);
		for (int k = 0; k < q->other_count; k++)
			if (q->others[k].first == i && q->others[k].last == i)
				word_add_text(&asked, q->others[k].folded.bytes, q->others[k].less);
		take_word(a, i, &asked);
	}
	for (int i = 0; i < q->other_count && a->count > 0; i++)
		if (q->others[i].first < q->others[i].last)
			take_joint(a, &q->others[i]);
	forget_words(a, a->count, a->joint_count);
	for (int i = 0; i < a->count; i++)
		for (int k = i + 1; k < a->count; k++)
			pair_want_begin(&a->words[i], &a->words[k]);
}

static struct word *word_at(struct find_search *s, int i)
{
	return i < s->asked.count ? &s->asked.words[i]
				  : &s->asked.joints[i - s->asked.count].word;
}

static int word_count(const struct find_search *s)
{
	return s->asked.count + s->asked.joint_count;
}

static void restart(struct find_search *s)
{
	for (int i = 0; i < word_count(s); i++) {
		struct word *w = word_at(s, i);

		if (s->changes != s->d->changes)
			word_forget(w);
		else if (w->stage == WORD_WALK)
			w->stage = WORD_BEGUN; /* another word may walk before it goes on */
	}
	s->changes = s->d->changes;
	rank_release(&s->rank);
	s->hit_count = 0;
	s->total = 0;
	s->stage = FIND_ASKED;
	s->step = STEP_BEGINS;
}

void find_search_among(struct find_search *s, const uint32_t *numbers, int count)
{
	rank_release(&s->rank);
	s->step = STEP_OVER;
	free(s->among);
	s->among = count > 0 ? mem_array((size_t)count, sizeof *s->among) : NULL;
	s->among_count = (uint32_t)count;
	for (int i = 0; i < count; i++)
		s->among[i] = numbers[i];
}

void find_search_ask(struct find_search *s, const struct find_query *q)
{
	restart(s);
	take_words(&s->asked, q);
	str_set(&s->asked.whole, q->whole.bytes);
	s->asked.birth = q->birth;
	s->is_empty = s->asked.count == 0 && q->birth.year == 0;
}

static bool words_go(struct find_search *s, enum word_stage stage, find_pause pause, void *data)
{
	for (int i = 0; i < word_count(s); i++)
		if (!word_go(word_at(s, i), s->d, &s->walk, stage, pause, data))
			return false;
	return true;
}

static void want_near_seconds(const struct find_dictionary *d, struct rank_asked *a)
{
	for (int i = 0; i < a->count; i++)
		for (int k = i + 1; k < a->count; k++)
			pair_want_near(d, &a->words[i], &a->words[k]);
}

static void take_hits(struct find_search *s)
{
	s->hit_count = s->rank.best_count;
	memcpy(s->hits, s->rank.best, sizeof s->hits);
	s->total = s->rank.total;
	s->named = 0;
	rank_release(&s->rank);
}

static bool names_go(struct find_search *s, find_pause pause, void *data)
{
	int most = s->hit_count < SCORE_MOST ? s->hit_count : SCORE_MOST;

	while (s->named < most) {
		score_names(&s->hits[s->named++], &s->asked, s->names, s->data);
		if (s->named < most && find_is_paused(pause, data))
			return false;
	}
	rank_sort(s->hits, s->hit_count);
	return true;
}

static void begin_rank(struct find_search *s, bool is_first)
{
	rank_begin(&s->rank, s->d, &s->asked, is_first);
	s->rank.among = s->among;
	s->rank.among_count = s->among_count;
}

/* Works on the step that is on; true: it is over, or false: the pause. */
static bool go(struct find_search *s, find_pause pause, void *data)
{
	switch (s->step) {
	case STEP_BEGINS:
		if (!words_go(s, WORD_BEGUN, pause, data))
			return false;
		begin_rank(s, true);
		return true;
	case STEP_NEAR:
		if (!words_go(s, WORD_NEAR, pause, data))
			return false;
		want_near_seconds(s->d, &s->asked);
		return true;
	case STEP_FILL:
		if (!words_go(s, WORD_READY, pause, data))
			return false;
		begin_rank(s, false);
		return true;
	case STEP_FIRST:
	case STEP_FINAL:
		if (!rank_go(&s->rank, pause, data))
			return false;
		take_hits(s);
		if (s->step == STEP_FIRST)
			s->stage = FIND_FIRST;
		return true;
	case STEP_NAMES:
		if (!names_go(s, pause, data))
			return false;
		s->stage = FIND_FINAL;
		return true;
	case STEP_OVER:
		break;
	}
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
	while (s->stage == before && go(s, pause, data)) {
		s->step++;
		if (s->stage == before && find_is_paused(pause, data))
			break;
	}
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
	const char *words[FIND_WORDS_MOST];

	for (int i = 0; i < s->asked.count; i++)
		words[i] = s->asked.words[i].texts[0].folded.bytes;
	return spelling_meant(words, s->asked.count, names, kinds, count);
}
