/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/fold.h"

/*
 * A name is stored under each of its words, and under words written as one: El Amrani also as
 * elamrani, Abd el Kader as abdelkader and elkader, Anne-Marie as annemarie, Nour Eddine as
 * noureddine.  A word that holds its particle goes without it too: Elamrani also as amrani.
 */
static const char *const loose[] = {"al", "el",  "van", "der", "den", "de", "d", "v", "vd",
				    "vdr", "vh", "ter", "ten", "te",  "la", "le", "du", "y",
				    "het", "t",  "op",  "von", "da",  "do", "dos", "di", "del"};
static const char *const fusing[] = {"ben",   "bin",   "bint",   "ibn", "abu",  "abou",  "abi",
				     "abd",   "abdel", "abdul", "abdoel", "bou", "ait", "ould",
				     "oulad", "oum",   "umm",    "um",  "mc",   "mac"};
static const char *const tails[] = {"eddine", "edine", "eddin", "uddin", "oeddin", "allah",
				    "ullah",  "oellah", "din",  "dine"};
static const struct {
	const char *begin;
	size_t rest; /* so many letters must be left */
} heads[] = {{"el", 5},     {"al", 5},     {"abdel", 4},  {"abdul", 4}, {"abdoel", 4},
	     {"vanden", 4}, {"vander", 4}, {"vande", 4}};

struct word {
	struct str folded;
	size_t start, end;      /* of its spelling in the name */
	bool is_joined;         /* with the word before it, by a hyphen */
};

struct words {
	struct word *items;
	size_t count, room;
};

static bool is_one_of(const char *folded, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(folded, list[i]) == 0)
			return true;
	return false;
}

bool find_is_loose(const char *folded)
{
	return is_one_of(folded, loose, sizeof loose / sizeof *loose);
}

bool find_is_fusing(const char *folded)
{
	return is_one_of(folded, fusing, sizeof fusing / sizeof *fusing);
}

static bool is_particle(const struct word *w)
{
	return find_is_loose(w->folded.bytes) || find_is_fusing(w->folded.bytes);
}

static void add_word(struct words *w, const char *name, size_t start, size_t end,
		     bool is_joined)
{
	struct word word = {STR_INIT, start, end, is_joined};

	find_fold(name + start, end - start, &word.folded);
	if (word.folded.len == 0) {
		str_release(&word.folded);
		return;
	}
	VEC_ROOM(w->items, w->count, w->room);
	w->items[w->count++] = word;
}

static void cut(struct words *w, const char *name)
{
	size_t len = strlen(name), start = 0, between = 0;
	bool has_hyphen = false;

	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t used = (size_t)text_decode(name + at, len - at, &code);

		if (fold_class_of(code) == FOLD_BLANK) {
			if (at > start) {
				add_word(w, name, start, at, has_hyphen && between == 1);
				has_hyphen = false;
				between = 0;
			}
			has_hyphen = has_hyphen || fold_is_hyphen(code);
			between++;
			start = at + used;
		}
		at += used;
	}
	if (len > start)
		add_word(w, name, start, len, has_hyphen && between == 1);
	if (w->count > 0)
		w->items[0].is_joined = false;
}

struct telling {
	const char *name;
	void (*visit)(void *data, const char *folded, const char *spelling);
	void *data;
	struct str folded, spelling;
};

/* Words first to last, written as one. */
static void tell(struct telling *t, const struct words *w, size_t first, size_t last)
{
	str_reset(&t->folded);
	str_reset(&t->spelling);
	for (size_t i = first; i <= last; i++)
		str_add_bytes(&t->folded, w->items[i].folded.bytes, w->items[i].folded.len);
	str_add_bytes(&t->spelling, t->name + w->items[first].start,
		      w->items[last].end - w->items[first].start);
	t->visit(t->data, t->folded.bytes, t->spelling.bytes);
}

static void tell_without_head(struct telling *t, const struct word *w)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t head = strlen(heads[i].begin);

		if (!text_begins(w->folded.bytes, heads[i].begin) ||
		    w->folded.len < head + heads[i].rest)
			continue;
		str_reset(&t->spelling);
		str_add_bytes(&t->spelling, t->name + w->start, w->end - w->start);
		t->visit(t->data, w->folded.bytes + head, t->spelling.bytes);
		return;
	}
}

static void tell_fused(struct telling *t, const struct words *w, size_t last)
{
	const struct word *word = &w->items[last];

	if (last > 0 && (word->is_joined ||
			 is_one_of(word->folded.bytes, tails, sizeof tails / sizeof *tails)) &&
	    !is_particle(&w->items[last - 1]))
		tell(t, w, last - 1, last);
	for (size_t first = last; first > 0 && is_particle(&w->items[first - 1]); first--)
		tell(t, w, first - 1, last);
}

enum { PARTICLES_MOST = 64 }; /* words of a name; what is longer is not a name */

void find_parts(const char *name,
		void (*visit)(void *data, const char *folded, const char *spelling), void *data)
{
	struct telling t = {name, visit, data, STR_INIT, STR_INIT};
	struct words w = {NULL, 0, 0};

	cut(&w, name);
	for (size_t i = 0; i < w.count && i < PARTICLES_MOST; i++) {
		tell(&t, &w, i, i);
		tell_without_head(&t, &w.items[i]);
		tell_fused(&t, &w, i);
	}
	for (size_t i = 0; i < w.count; i++)
		str_release(&w.items[i].folded);
	free(w.items);
	str_release(&t.folded);
	str_release(&t.spelling);
}
