/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_WORDS_H
#define FIND_WORDS_H

#include "find/find.h"

/* Inside the find room only: a name cut into words, and which of them are particles. */
struct find_word {
	struct str folded;
	size_t start, end; /* of its spelling in the text */
	bool is_joined;    /* with the word before it, by a hyphen */
};

struct find_words {
	struct find_word *items;
	size_t count, room;
};
#define FIND_WORDS_INIT {NULL, 0, 0}

/* Adds the words of a text; the first 64 of them all, what is longer is not a name. */
void find_words_cut(struct find_words *w, const char *text, size_t len);
void find_words_release(struct find_words *w);
/* Words first to last, written as one. */
void find_words_join(const struct find_words *w, size_t first, size_t last, struct str *out);

/* All of them in the order of letters, blanks between: the same for names that differ in order alone. */
void find_words_whole(const struct find_words *w, struct str *out);

/* Left out or written apart at will (el, van der; es in es-Sayed): done without. */
bool find_words_is_loose(const struct find_words *w, size_t at);
/* Belongs to the word after it (ben, abdel), and there is one: written as one with it. */
bool find_words_is_fusing(const struct find_words *w, size_t at);
bool find_words_is_particle(const struct find_words *w, size_t at); /* one of these */
/* The first fusing particle before a word, with what is between (abd el Kader); at: there is none. */
size_t find_words_fused_from(const struct find_words *w, size_t at);
/*
 * Two words that are often written as one: Nour Eddine, Gebre Meskel, Anne-Marie; between them stands
 * nothing but particles.
 */
bool find_words_are_one(const struct find_words *w, size_t first, size_t last);
/*
 * What is left of a folded word without the particle it begins with (Elamrani); NULL: it has none.
 * Typed words are tried more freely than a stored name gets parts.
 */
const char *find_without_particle(const char *folded, bool is_typed);

#endif
