/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * by_sound PEOPLE: finds people by the codes of Daitch and Mokotoff: who has one code of each word that
 * was typed, the nearest by the measure of Jaro and Winkler first, in the better order of her names.
 */
#include "daitch.h"
#include "known.h"

enum { NAME_MOST = 128, WINKLER_START = 4 };

struct posting {
	uint32_t code, person;
};

struct index {
	struct posting *postings;
	size_t count, room;
	uint8_t *words_met;	/* of a question, for each person */
	uint32_t *met;		/* who met the first word */
	uint32_t person;	/* being added */
};

static void add_part(void *data, const char *folded, const char *spelling)
{
	struct index *x = data;
	uint32_t codes[DAITCH_MOST];
	int n = daitch_codes(folded, codes);

	(void)spelling;
	for (int i = 0; i < n; i++) {
		VEC_ROOM(x->postings, x->count, x->room);
		x->postings[x->count++] = (struct posting){codes[i], x->person};
	}
}

static int by_code(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->person > y->person) - (x->person < y->person);
}

static void build(struct index *x, const struct known *k)
{
	x->words_met = mem_array(k->count + 1, sizeof *x->words_met);
	x->met = mem_array(k->count + 1, sizeof *x->met);
	for (x->person = 0; x->person < k->count; x->person++) {
		find_parts(k->people[x->person].given, add_part, x);
		find_parts(k->people[x->person].family, add_part, x);
	}
	qsort(x->postings, x->count, sizeof *x->postings, by_code);
}

static size_t first_of(const struct index *x, uint32_t code)
{
	size_t low = 0, high = x->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->postings[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Who met all words before this one and meets it too; returns how many met the first. */
static size_t meet(struct index *x, const char *word, uint8_t number, size_t met)
{
	uint32_t codes[DAITCH_MOST];
	int n = daitch_codes(word, codes);

	for (int i = 0; i < n; i++)
		for (size_t at = first_of(x, codes[i]);
		     at < x->count && x->postings[at].code == codes[i]; at++) {
			uint32_t person = x->postings[at].person;

			if (x->words_met[person] != number)
				continue;
			x->words_met[person]++;
			if (number == 0)
				x->met[met++] = person;
		}
	return met;
}

/* Letters that both have, near the same place; *moved: those that stand in another order, twice. */
static int shared_letters(const char *a, int la, const char *b, int lb, int *moved)
{
	bool of_a[NAME_MOST] = {false}, of_b[NAME_MOST] = {false};
	int reach = (la > lb ? la : lb) / 2 - 1, shared = 0;

	for (int i = 0; i < la; i++)
		for (int k = i > reach ? i - reach : 0; k < lb && k <= i + reach; k++)
			if (!of_b[k] && a[i] == b[k]) {
				of_a[i] = of_b[k] = true;
				shared++;
				break;
			}
	*moved = 0;
	for (int i = 0, k = 0; i < la; i++) {
		if (!of_a[i])
			continue;
		while (!of_b[k])
			k++;
		*moved += a[i] != b[k++];
	}
	return shared;
}

static double jaro_winkler(const char *a, const char *b)
{
	int la = (int)strnlen(a, NAME_MOST), lb = (int)strnlen(b, NAME_MOST), moved, start = 0;
	double shared = shared_letters(a, la, b, lb, &moved), jaro;

	if (shared <= 0)
		return 0;
	jaro = (shared / la + shared / lb + (shared - moved / 2.0) / shared) / 3;
	while (start < WINKLER_START && a[start] && a[start] == b[start])
		start++;
	return jaro + start * 0.1 * (1 - jaro);
}

static double nearness(const char *typed, const struct known_person *p)
{
	char name[NAME_MOST], turned[NAME_MOST];
	double one, other;

	(void)snprintf(name, sizeof name, "%s %s", p->given, p->family);
	(void)snprintf(turned, sizeof turned, "%s %s", p->family, p->given);
	one = jaro_winkler(typed, name);
	other = jaro_winkler(typed, turned);
	return one > other ? one : other;
}

/* Puts a person where she belongs among the best so far. */
static int insert(size_t shown[KNOWN_SHOWN], double *score, int count, size_t person, double near)
{
	int at = count < KNOWN_SHOWN ? count++ : KNOWN_SHOWN;

	while (at > 0 && score[at - 1] < near) {
		if (at < KNOWN_SHOWN) {
			score[at] = score[at - 1];
			shown[at] = shown[at - 1];
		}
		at--;
	}
	if (at < KNOWN_SHOWN) {
		score[at] = near;
		shown[at] = person;
	}
	return count;
}

static int find(void *data, const struct known *k, const struct find_query *q,
		size_t shown[KNOWN_SHOWN])
{
	struct index *x = data;
	struct str typed = STR_INIT;
	double score[KNOWN_SHOWN];
	int count = 0, year = (int)strtol(q->birth_year, NULL, 10);
	size_t met = 0;

	for (int w = 0; w < q->word_count; w++) {
		met = meet(x, q->words[w].bytes, (uint8_t)w, met);
		str_addf(&typed, "%s%s", w ? " " : "", q->words[w].bytes);
	}
	for (size_t i = 0; i < met; i++) {
		uint32_t person = x->met[i];

		if (x->words_met[person] == q->word_count &&
		    (!year || k->people[person].year == year))
			count = insert(shown, score, count, person,
				       nearness(typed.bytes, &k->people[person]));
		x->words_met[person] = 0;
	}
	str_release(&typed);
	return count;
}

int main(int argc, char **argv)
{
	struct known k = {.arena = ARENA_INIT};
	struct index x = {0};

	if (argc != 2)
		return 2;
	known_read(&k, argv[1]);
	build(&x, &k);
	known_answer(&k, find, &x);
	free(x.postings);
	free(x.words_met);
	free(x.met);
	known_release(&k);
	return 0;
}
