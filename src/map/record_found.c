/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/record_inner.h"

/* The words of a name, folded: "WIJ-team 't Honk" is found as wij, team, wijteam, t and honk. */
enum { WORD_BYTES = 64 };

static bool is_in_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Inside what people write as one word, or as more. */
static bool is_joint(unsigned char c)
{
	return c == '-' || c == '.' || c == '\'';
}

struct words {
	struct arena *a;
	const char **words;
	int count, most;
};

/* At a whole character. */
static size_t cut_at(const char *bytes, size_t len, size_t most)
{
	if (len <= most)
		return len;
	while (most > 0 && ((unsigned char)bytes[most] & 0xc0) == 0x80)
		most--;
	return most;
}

static void word_add(struct words *w, const char *bytes, size_t len)
{
	len = cut_at(bytes, len, WORD_BYTES);
	if (len == 0 || w->count >= w->most)
		return;
	for (int i = 0; i < w->count; i++)
		if (strncmp(w->words[i], bytes, len) == 0 && w->words[i][len] == '\0')
			return;
	w->words[w->count++] = arena_bytes(w->a, bytes, len);
}

/* One run without blanks: its parts, and where there are more the whole. */
static void run_add(struct words *w, const char *run, size_t len)
{
	struct str part = STR_INIT, whole = STR_INIT;
	int parts = 0;

	for (size_t i = 0; i <= len; i++) {
		unsigned char c = i < len ? (unsigned char)run[i] : '-';

		if (is_in_word(c)) {
			str_add_char(&part, (char)c);
			continue;
		}
		if (part.len > 0) {
			word_add(w, part.bytes, part.len);
			str_add(&whole, part.bytes);
			parts++;
		}
		str_reset(&part);
	}
	if (parts > 1)
		word_add(w, whole.bytes, whole.len);
	str_release(&part);
	str_release(&whole);
}

static void text_add(struct words *w, const char *text)
{
	struct str folded = STR_INIT;
	size_t begin = 0;

	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i <= folded.len; i++) {
		unsigned char c = i < folded.len ? (unsigned char)folded.bytes[i] : ' ';

		if (is_in_word(c) || is_joint(c))
			continue;
		run_add(w, folded.bytes + begin, i - begin);
		begin = i + 1;
	}
	str_release(&folded);
}

int map_words_of(struct arena *a, const char *text, const char **words, int most)
{
	struct words w = {a, words, 0, most};

	text_add(&w, text);
	return w.count;
}

int map_found_words(struct arena *a, const struct map_record *r,
		    const char *words[MAP_FOUND_WORDS])
{
	struct words w = {a, words, 0, MAP_FOUND_WORDS};

	text_add(&w, r->values[MAP_NAME]);
	text_add(&w, r->values[MAP_OTHER_NAME]);
	return w.count;
}

void map_sort_name(const char *name, struct str *out)
{
	struct str folded = STR_INIT;

	text_fold(&folded, name, strlen(name));
	text_trim(&folded);
	str_add_bytes(out, folded.bytes, cut_at(folded.bytes, folded.len, MAP_SORT_BYTES));
	str_release(&folded);
}
