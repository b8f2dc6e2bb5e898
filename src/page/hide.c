/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "page/build.h"

/*
 * Taking names out of what was written in free text.  Whole words only, whatever their
 * case: Ann does not stand in "plannen".  Names of others in a text cannot be known; the
 * worker reads it over.
 */
static const char *const called_names[] = {"called", "given_name", "other_names", NULL};
static const char *const family_names[] = {"family_name", "maiden_name", "partner_name",
					   NULL};
static const struct {
	const char *fact, *kind; /* of consent */
} numbers[] = {
	{"file_number", "name"}, {"birth_date", "name"}, {"phone", "contact"},
	{"email", "contact"},	 {"postcode", "contact"},
};
/* Parts of names that are words of their own. */
static const char *const particles[] = {"van", "den", "der", "het", "ten",
					"ter", "ben", "bin", "abu", "von",
					"dos", "del", "the", "and", NULL};

enum { LETTERS_LEAST = 3, WORDS_MOST = 32 };

struct hidden {
	struct arena arena;
	const char *words[WORDS_MOST];
	int word_count;
	const char *numbers[WORDS_MOST];
	int number_count;
	bool keeps_initial; /* "B." for Bouzid; else "N." */
};

static bool is_letter(const char *at)
{
	unsigned char c = (unsigned char)*at;

	return isalnum(c) || c >= 0x80 || (c == '\'' && isalpha((unsigned char)at[1]));
}

static size_t word_len(const char *at)
{
	size_t len = 0;

	while (at[len] && is_letter(at + len))
		len++;
	return len;
}

static char *lower(struct arena *a, const char *bytes, size_t len)
{
	struct str s = STR_INIT;
	char *result;

	str_add_bytes(&s, bytes, len);
	text_nfc(&s);
	text_lower(&s);
	result = arena_text(a, s.bytes);
	str_release(&s);
	return result;
}

static bool is_particle(const char *word)
{
	for (const char *const *p = particles; *p; p++)
		if (strcmp(word, *p) == 0)
			return true;
	return false;
}

static void add_words(struct hidden *h, const char *name)
{
	while (*name) {
		size_t len = word_len(name);
		char *word = lower(&h->arena, name, len);

		if (strlen(word) >= LETTERS_LEAST && !is_particle(word) &&
		    h->word_count < WORDS_MOST)
			h->words[h->word_count++] = word;
		name += len ? len : 1;
	}
}

/* The name, and the name with an s: Sofias, Ann's. */
static bool is_hidden(struct hidden *h, const char *bytes, size_t len)
{
	const char *word = lower(&h->arena, bytes, len);

	for (int i = 0; i < h->word_count; i++) {
		size_t own = strlen(h->words[i]);

		if (strncmp(word, h->words[i], own) == 0 &&
		    (!word[own] || !strcmp(word + own, "s") || !strcmp(word + own, "'s")))
			return true;
	}
	return false;
}

static void add_stand_in(const struct hidden *h, struct str *out, const char *word,
			 size_t len)
{
	if (h->keeps_initial)
		str_add_bytes(out, word, text_next(word, len, 0));
	else
		str_add_char(out, 'N');
	str_add_char(out, '.');
}

static void hide_numbers(const struct hidden *h, struct str *text)
{
	for (int i = 0; i < h->number_count; i++) {
		char *at;

		while ((at = strstr(text->bytes, h->numbers[i]))) {
			size_t from = (size_t)(at - text->bytes);

			str_remove(text, from, strlen(h->numbers[i]));
			str_insert(text, from, "...", 3);
		}
	}
}

static const char *hide(struct hidden *h, struct page *p, const char *text)
{
	struct str out = STR_INIT;
	const char *result;

	while (*text) {
		size_t len = word_len(text);

		if (len && is_hidden(h, text, len))
			add_stand_in(h, &out, text, len);
		else
			str_add_bytes(&out, text, len ? len : 1);
		text += len ? len : 1;
	}
	hide_numbers(h, &out);
	result = arena_text(&p->arena, out.bytes);
	str_release(&out);
	return result;
}

static void hide_cells(struct hidden *h, struct page *p, struct page_block *block)
{
	size_t count = (size_t)block->columns * (size_t)block->rows;
	const char **cells = arena_array(&p->arena, count + 1, sizeof *cells);

	for (size_t i = 0; i < count; i++)
		cells[i] = hide(h, p, block->cells[i]);
	block->cells = cells;
}

static void collect(struct hidden *h, const struct page_source *from,
		    const char *const *facts)
{
	for (; *facts; facts++)
		add_words(h, care_fact_value(from->dossier, *facts));
}

/* She agreed that it stands there. */
static bool is_shared(const struct page_source *from, const char *kind)
{
	return from->consent && !from->options->is_anonymous && page_may_share(from, kind);
}

static void collect_numbers(struct hidden *h, const struct page_source *from)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *value = care_fact_value(from->dossier, numbers[i].fact);

		if (!is_shared(from, numbers[i].kind) && strlen(value) > LETTERS_LEAST && !strstr("...", value))
			h->numbers[h->number_count++] = value;
	}
}

void page_hide_names(struct page *p, const struct page_source *from, bool only_family)
{
	struct hidden h = {.arena = ARENA_INIT, .keeps_initial = only_family};

	if (!is_shared(from, "name"))
		collect(&h, from, family_names);
	if (!only_family && !is_shared(from, "name"))
		collect(&h, from, called_names);
	if (!only_family)
		collect_numbers(&h, from);
	for (size_t i = 0; i < p->count; i++) {
		struct page_block *block = &p->blocks[i];

		block->text = hide(&h, p, block->text);
		if (block->kind == PAGE_TABLE)
			hide_cells(&h, p, block);
	}
	arena_release(&h.arena);
}
