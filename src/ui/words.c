/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words.h"

enum rank { RANK_CODE, RANK_BEGIN, RANK_INSIDE, RANK_NONE };

void ui_words_release(struct ui_words *w)
{
	str_release(&w->text);
	free(w->begins);
	*w = (struct ui_words)UI_WORDS_INIT;
}

void ui_words_add(struct ui_words *w, const char *text, const char *code)
{
	VEC_ROOM(w->begins, w->count, w->room);
	w->begins[w->count++] = w->text.len;
	text_fold(&w->text, text, strlen(text));
	str_add_char(&w->text, '\0');
	text_fold(&w->text, code, strlen(code));
	str_add_char(&w->text, '\0');
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static enum rank rank_of(const char *text, const char *needle)
{
	const char *found = strstr(text, needle);
	enum rank rank = found ? RANK_INSIDE : RANK_NONE;

	if (strcmp(text + strlen(text) + 1, needle) == 0)
		return RANK_CODE;
	for (; found; found = strstr(found + 1, needle)) {
		if (found == text || !is_word_byte(found[-1]) || !is_word_byte(*needle))
			return RANK_BEGIN;
	}
	return rank;
}

size_t ui_words_find(const struct ui_words *w, const char *typed, int *found)
{
	struct str needle = STR_INIT, raw = STR_INIT;
	unsigned char *ranks;
	size_t n = 0;

	str_set(&raw, typed);
	text_trim(&raw);
	text_fold(&needle, raw.bytes, raw.len);
	str_release(&raw);
	ranks = mem_new(w->count + 1);
	for (size_t i = 0; i < w->count; i++)
		ranks[i] = needle.len == 0 ? (unsigned char)RANK_CODE
					   : (unsigned char)rank_of(w->text.bytes + w->begins[i],
								    needle.bytes);
	for (int rank = RANK_CODE; rank < RANK_NONE; rank++)
		for (size_t i = 0; i < w->count; i++)
			if (ranks[i] == rank)
				found[n++] = (int)i;
	free(ranks);
	str_release(&needle);
	return n;
}

bool ui_words_have_blank(const struct ui_words *w, const char *typed)
{
	struct str needle = STR_INIT;
	bool found = false;

	text_fold(&needle, typed, strlen(typed));
	str_add_char(&needle, ' ');
	for (size_t i = 0; i < w->count && !found; i++)
		found = rank_of(w->text.bytes + w->begins[i], needle.bytes) != RANK_NONE;
	str_release(&needle);
	return found;
}
