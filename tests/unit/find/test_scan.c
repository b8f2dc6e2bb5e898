/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "find/sound.h"

#include "people.h"

/*
 * What is found is what a scan of everybody finds that compares each part of hers with each word: no
 * dictionary, no walk, no slots, no slices.  Random women, random questions of one or two words.  What
 * whole names say (score.h) is left out.
 */
enum { SHOWN = 10, PARTS_MOST = 32, SPELLINGS_MOST = 300, CLOSE = 800, LEAST = 500, LEAST_ALONE = 580, WORD_FAR = 450, JOINT_FAR = 900, COST_MOST = 2100, JOINT_LESS = 40 };

struct part {
	int spelling; /* of the scan */
	bool is_first, is_given, is_family;
};

struct woman {
	struct part parts[PARTS_MOST];
	int count;
};

struct scored {
	uint32_t number;
	int score;
	bool is_open, is_seen;
	const char *called_first, *family_first;
};

struct scan {
	struct known *k;
	char spellings[SPELLINGS_MOST][80]; /* of everybody, each once */
	int spelling_count;
	struct woman women[KNOWN_MOST];
	struct scored scored[KNOWN_MOST];
	int count;
	uint32_t seen;
	unsigned kind;
	struct woman *filling;
};

static unsigned next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245U + 12345U;
	return (*seed >> 8) % below;
}

/* ---- everybody's parts ---- */

static int spelling_of(struct scan *s, const char *folded)
{
	int at = 0;

	while (at < s->spelling_count && strcmp(s->spellings[at], folded) != 0)
		at++;
	assert_true(at < SPELLINGS_MOST);
	if (at == s->spelling_count)
		(void)snprintf(s->spellings[s->spelling_count++], sizeof *s->spellings, "%s",
			       folded);
	return at;
}

static void on_part(void *data, const char *folded, const char *written)
{
	struct scan *s = data;
	struct woman *w = s->filling;
	int spelling = spelling_of(s, folded), at = 0;

	(void)written;
	while (at < w->count && w->parts[at].spelling != spelling)
		at++;
	assert_true(at < PARTS_MOST);
	if (at == w->count)
		w->parts[w->count++] = (struct part){.spelling = spelling};
	w->parts[at].is_first |= (s->kind & FIND_LEADS) != 0;
	w->parts[at].is_given |= (s->kind & (FIND_CALLED | FIND_GIVEN)) != 0;
	w->parts[at].is_family |= (s->kind & FIND_FAMILY) != 0;
	s->kind &= ~(unsigned)FIND_LEADS;
}

static void on_name(void *data, const char *name, unsigned kind)
{
	struct scan *s = data;

	s->kind = kind | (kind & FIND_CALLED ? FIND_LEADS : 0);
	find_parts(name, on_part, s);
}

static void read_woman(struct scan *s, uint32_t number)
{
	s->filling = &s->women[number];
	s->filling->count = 0;
	known_names(s->k, number, on_name, s);
}

/* ---- one word against every spelling ---- */

struct word {
	const char *texts[4];
	int less[4], count, least;
	bool has_second;
	int likeness[SPELLINGS_MOST];
};

static int sounds_of(const char *folded)
{
	uint8_t sounds[FIND_SOUNDS_MOST];

	return find_sounds(folded, sounds);
}

/* As a beginning, with as many sounds missing as make it less alike than another way of writing is. */
static int begin_likeness(const struct word *w, int text, const char *part)
{
	enum { MISSING_MOST = 15 };
	int missing = sounds_of(part) - sounds_of(w->texts[text]), least;
	struct find_typed typed;

	find_typed_ready(&typed, w->texts[0]);
	if (strcmp(part, w->texts[text]) == 0)
		return 1000 - w->less[text];
	missing = missing < 0 ? 0 : missing < MISSING_MOST ? missing : MISSING_MOST;
	least = find_start_likeness(&typed, missing) - w->less[text];
	while (missing < MISSING_MOST && find_start_likeness(&typed, missing) > least)
		missing++;
	return find_start_likeness(&typed, missing);
}

static int likeness_of(const struct word *w, const char *part)
{
	int best = 0;

	for (int i = 0; i < w->count; i++)
		if (text_begins(part, w->texts[i]))
			return begin_likeness(w, i, part);
	for (int i = 0; i < w->count; i++) {
		int likeness = sounds_of(w->texts[i]) < 2
				       ? 0
				       : find_part_likeness(w->texts[i], part, true) - w->less[i];

		best = likeness > best ? likeness : best;
	}
	best = best < 990 ? best : 990;
	return best > w->least ? best : 0;
}

static struct word word_of(const struct scan *s, const struct find_query *q, int first, int last,
			   const char *folded)
{
	struct word w = {.texts = {folded}, .count = 1};
	int far = first == last ? WORD_FAR : JOINT_FAR;

	for (int i = 0; first == last && i < q->other_count && w.count < 4; i++)
		if (q->others[i].first == first && q->others[i].last == last) {
			w.texts[w.count] = q->others[i].folded.bytes;
			w.less[w.count++] = q->others[i].less;
		}
	w.least = 1000 - 1000 * COST_MOST / find_weight(sounds_of(folded));
	w.least = w.least > far ? w.least : far;
	for (int i = 0; i < s->spelling_count; i++)
		w.likeness[i] = likeness_of(&w, s->spellings[i]);
	return w;
}

/* ---- one woman ---- */

struct asked {
	const struct find_query *q;
	struct word words[FIND_WORDS_MOST], joints[FIND_OTHERS_MOST];
};

struct fit {
	int best, second, at; /* the part that comes nearest, and what the next one gives */
	bool is_tied;         /* another comes as near: which of them counts is said nowhere */
};

static struct fit fit_of(const struct word *w, const struct woman *woman)
{
	struct fit f = {.at = -1};

	for (int i = 0; i < woman->count; i++) {
		int likeness = w->likeness[woman->parts[i].spelling];

		if (likeness > f.best) {
			f.second = f.best;
			f.best = likeness;
			f.at = i;
		} else if (likeness > f.second) {
			f.second = likeness;
		}
	}
	if (f.at >= 0 && woman->parts[f.at].is_given && woman->parts[f.at].is_family)
		f.second = f.best;
	f.is_tied = f.second == f.best && f.best > 0;
	f.second = w->has_second ? f.second : 0;
	return f;
}

static int sum_of(const struct find_query *q, const int *likeness)
{
	int sum = 0, weights = 0;

	for (int i = 0; i < q->word_count; i++) {
		int weight = find_weight(sounds_of(q->words[i].bytes));

		sum += weight * likeness[i];
		weights += weight;
	}
	return sum / weights;
}

static int joined_score(const struct asked *a, int joint, const struct woman *woman,
			const int *likeness)
{
	const struct find_other *other = &a->q->others[joint];
	int joined = fit_of(&a->joints[joint], woman).best - other->less - JOINT_LESS;
	int all[FIND_WORDS_MOST];

	for (int i = 0; i < a->q->word_count; i++)
		all[i] = i >= other->first && i <= other->last ? joined : likeness[i];
	return joined > 0 ? sum_of(a->q, all) : 0;
}

/* Of two words that the same part of hers comes nearest to, one must do with her next. */
static int score_of(const struct asked *a, const struct woman *woman, bool *is_undecided)
{
	int likeness[FIND_WORDS_MOST] = {0}, score;
	struct fit fits[2] = {{.at = -1}, {.at = -1}};

	for (int i = 0; i < a->q->word_count; i++) {
		fits[i] = fit_of(&a->words[i], woman);
		likeness[i] = fits[i].best;
	}
	if (a->q->word_count == 2 && fits[0].at == fits[1].at && fits[0].at >= 0) {
		int less = fits[0].best - fits[0].second < fits[1].best - fits[1].second ? 0 : 1;

		likeness[less] = fits[less].second;
	}
	for (int i = 0; i < 2 && a->q->word_count == 2; i++)
		*is_undecided |= fits[i].is_tied && fits[1 - i].at >= 0 &&
				 a->words[i].likeness[woman->parts[fits[1 - i].at].spelling] ==
					 fits[i].best;
	score = sum_of(a->q, likeness);
	for (int i = 0; i < a->q->other_count; i++)
		if (a->q->others[i].first < a->q->others[i].last) {
			int joined = joined_score(a, i, woman, likeness);

			score = joined > score ? joined : score;
		}
	return score;
}

static bool begins(const struct word *w, const char *spelling)
{
	for (int i = 0; i < w->count; i++)
		if (text_begins(spelling, w->texts[i]))
			return true;
	return false;
}

/* Which of two words looks for a second part of hers: what pair.h promises. */
static void want_second(const struct scan *s, struct word *left, struct word *right)
{
	if (text_begins(left->texts[0], right->texts[0]))
		right->has_second = true;
	else if (text_begins(right->texts[0], left->texts[0]))
		left->has_second = true;
	for (int i = 0; i < s->spelling_count; i++)
		if (!begins(left, s->spellings[i]) || !begins(right, s->spellings[i]))
			right->has_second |=
				left->likeness[i] >= CLOSE && right->likeness[i] >= CLOSE;
}

static struct asked asked_of(const struct scan *s, const struct find_query *q)
{
	struct asked a = {.q = q};

	for (int i = 0; i < q->word_count; i++)
		a.words[i] = word_of(s, q, i, i, q->words[i].bytes);
	for (int i = 0; i < q->other_count; i++)
		if (q->others[i].first < q->others[i].last)
			a.joints[i] = word_of(s, q, q->others[i].first, q->others[i].last,
					      q->others[i].folded.bytes);
	if (q->word_count == 2)
		want_second(s, &a.words[0], &a.words[1]);
	return a;
}

/* ---- everybody ---- */

static int compare(const void *a, const void *b)
{
	const struct scored *l = a, *r = b;
	int order;

	if (l->score != r->score)
		return r->score - l->score;
	if (l->is_seen != r->is_seen)
		return l->is_seen ? -1 : 1;
	if (l->is_open != r->is_open)
		return l->is_open ? -1 : 1;
	order = strcmp(l->called_first, r->called_first);
	if (order == 0)
		order = strcmp(l->family_first, r->family_first);
	return order != 0 ? order : (l->number > r->number) - (l->number < r->number);
}

static void set_names(const struct scan *s, struct scored *one, const struct woman *w)
{
	one->called_first = one->family_first = "\xff"; /* behind all others */
	for (int i = 0; i < w->count; i++) {
		const struct part *p = &w->parts[i];
		const char *folded = s->spellings[p->spelling];

		if ((p->is_first || (p->is_given && p->is_family)) && strcmp(folded, one->called_first) < 0)
			one->called_first = folded;
		if (p->is_family && strcmp(folded, one->family_first) < 0)
			one->family_first = folded;
	}
}

/* true: there is one right answer. */
static bool scan(struct scan *s, const struct find_query *q)
{
	struct asked asked = asked_of(s, q);
	bool is_undecided = false;

	s->count = 0;
	for (uint32_t number = 1; number < s->k->count; number++) {
		const struct person_known *p = &s->k->people[number];
		struct scored one = {.number = number, .is_open = p->is_open,
				     .is_seen = number == s->seen};
		struct find_birth known = find_birth_read(p->birth);

		if (p->is_gone)
			continue;
		one.score = score_of(&asked, &s->women[number], &is_undecided);
		if (one.score == 0)
			continue;
		one.score += find_birth_weight(&q->birth, &known);
		set_names(s, &one, &s->women[number]);
		if (one.score >= (q->word_count == 1 ? LEAST_ALONE : LEAST))
			s->scored[s->count++] = one;
	}
	qsort(s->scored, (size_t)s->count, sizeof *s->scored, compare);
	return !is_undecided;
}

/* ---- questions ---- */

static void slip(struct str *text, unsigned *seed)
{
	static const char letters[] = "aeioubdfhjklmnrst";
	size_t at = next(seed, (unsigned)text->len);
	char letter = letters[next(seed, sizeof letters - 1)];

	if ((unsigned char)text->bytes[at] >= 0x80 || text->bytes[at] == ' ')
		return;
	if (next(seed, 3) == 0)
		str_remove(text, at, 1);
	else if (next(seed, 2) == 0)
		str_insert(text, at, &letter, 1);
	else
		text->bytes[at] = letter;
}

/* A part or two of somebody, in any order, whole or begun, with a slip or two. */
static void question(const struct scan *s, unsigned *seed, struct str *out)
{
	const struct woman *w = &s->women[1 + next(seed, s->k->count - 1)];

	str_reset(out);
	for (int i = (int)next(seed, 2); i < 2; i++) {
		struct str word = STR_INIT;

		str_set(&word, s->spellings[w->parts[next(seed, (unsigned)w->count)].spelling]);
		for (unsigned slips = next(seed, 3); slips > 0 && word.len > 0; slips--)
			slip(&word, seed);
		if (next(seed, 4) == 0 && word.len > 3)
			str_cut(&word, word.len - 2);
		str_addf(out, "%s%s", out->len ? " " : "", word.bytes);
		str_release(&word);
	}
	if (next(seed, 4) == 0)
		str_add(out, " 1984");
}

struct pausing {
	unsigned seed, often;
};

static bool pause_at_random(void *data)
{
	struct pausing *p = data;

	return next(&p->seed, p->often) == 0;
}

/* Letter by letter, each for a while, and the last until it is over. */
static void type(struct find_search *s, const char *typed, struct pausing *p)
{
	struct str begun = STR_INIT;
	struct find_query q;

	for (const char *at = typed; *at; at++) {
		str_add_char(&begun, *at);
		find_query_read(begun.bytes, &q);
		find_search_ask(s, &q);
		find_query_release(&q);
		for (unsigned i = next(&p->seed, 6); i > 0; i--)
			(void)find_search_go(s, pause_at_random, p);
	}
	while (find_search_go(s, pause_at_random, p) != FIND_FINAL)
		continue;
	str_release(&begun);
}

static int scored_of(const struct scan *s, uint32_t number)
{
	for (int i = 0; i < s->count; i++)
		if (s->scored[i].number == number)
			return s->scored[i].score;
	return 0;
}

/* A walk takes the likeliest end of a beginning, a scan tries all: rarely a point or two. */
static bool is_as_good(int score, int other)
{
	enum { POINTS = 2 };

	return abs(score - other) <= POINTS;
}

static void compare_lists(const struct scan *s, const struct find_search *search,
			  const char *typed)
{
	struct find_hit hits[SHOWN];
	int64_t total;
	int count = find_search_hits(search, hits, SHOWN, &total);

	assert_int_equal(count, s->count < SHOWN ? s->count : SHOWN);
	for (int i = 0; i < count; i++) {
		const struct scored *wanted = &s->scored[i];
		uint32_t number = hits[i].number;
		int score = scored_of(s, number);

		if (!is_as_good(hits[i].score, score) || !is_as_good(score, wanted->score) ||
		    (number != wanted->number && score == wanted->score))
			fail_msg("'%s' %d: %u %s, %s %d; not %u %s, %s %d", typed, i, number,
				 s->k->people[number].given, s->k->people[number].family,
				 hits[i].score, wanted->number,
				 s->k->people[wanted->number].given,
				 s->k->people[wanted->number].family, wanted->score);
	}
}

/* One comes, one goes, one gets another's name, one is seen. */
static void change(struct scan *s, struct find_dictionary *d, unsigned *seed)
{
	uint32_t other = 1 + next(seed, s->k->count - 1), gone = 1 + next(seed, s->k->count - 1);
	struct person_known *p = &s->k->people[1 + next(seed, s->k->count - 1)];
	uint32_t number = known_add(s->k, s->k->people[other].given, p->family, "1984");

	known_put(s->k, d, number);
	read_woman(s, number);
	s->k->people[gone].is_gone = true;
	find_dictionary_forget(d, gone);
	(void)snprintf(p->family, sizeof p->family, "%s", s->k->people[other].family);
	p->is_gone = false;
	number = (uint32_t)(p - s->k->people);
	known_put(s->k, d, number);
	read_woman(s, number);
	s->seen = other;
	find_dictionary_set_recent(d, &other, 1);
}

static void test_as_a_scan_finds(void **state)
{
	enum { WOMEN = 2000, QUESTIONS = 150 };
	struct scan *s = mem_new(sizeof *s);
	struct pausing p = {3, 4};
	struct find_dictionary *d;
	struct find_search *search;
	struct str typed = STR_INIT;
	unsigned seed = 7;
	int compared = 0;

	(void)state;
	s->k = known_new();
	known_add_many(s->k, WOMEN, 5);
	for (uint32_t number = 1; number < s->k->count; number++)
		read_woman(s, number);
	d = known_dictionary(s->k, NULL);
	search = find_search_new(d, NULL, NULL);
	for (int i = 0; i < QUESTIONS; i++) {
		struct find_query q;

		question(s, &seed, &typed);
		type(search, typed.bytes, &p);
		find_query_read(typed.bytes, &q);
		if (q.word_count > 0 && q.word_count <= 2 && !q.is_empty && scan(s, &q)) {
			compare_lists(s, search, typed.bytes);
			compared++;
		}
		find_query_release(&q);
		if (i % 3 == 2)
			change(s, d, &seed);
	}
	assert_in_range(compared, QUESTIONS * 3 / 4, QUESTIONS);
	str_release(&typed);
	find_search_free(search);
	find_dictionary_free(d);
	free(s->k);
	free(s);
}

int group_scan(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_a_scan_finds),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
