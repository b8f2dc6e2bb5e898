/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/record_inner.h"

/* What somebody wrote where keys of a list belong: the keys, or their words in either language. */

static const char between[] = " ,;|\n\t";

static bool is_between(char c)
{
	return c == '\0' || strchr(between, c) != NULL;
}

struct chosen {
	bool *has; /* by place in the list */
	struct str kept;
};

static bool has_key(const char *keys, const char *key, size_t len)
{
	for (keys += strspn(keys, " "); *keys != '\0'; keys += strspn(keys, " ")) {
		size_t n = strcspn(keys, " ");

		if (n == len && memcmp(keys, key, len) == 0)
			return true;
		keys += n;
	}
	return false;
}

static void kept_add(struct chosen *c, const char *key, size_t len)
{
	if (has_key(c->kept.bytes, key, len))
		return;
	if (c->kept.len > 0)
		str_add_char(&c->kept, ' ');
	str_add_bytes(&c->kept, key, len);
}

static int key_at(const struct map_words *w, enum map_list list, const char *key, size_t len)
{
	for (int i = 0; i < w->lists[list].count; i++) {
		const char *known = w->lists[list].words[i].key;

		if (strlen(known) == len && memcmp(known, key, len) == 0)
			return i;
	}
	return -1;
}

/* As records hold them: nothing but keys. */
static bool keys_take(const struct map_words *w, enum map_list list, const char *kept,
		      const char *text, struct chosen *c)
{
	for (text += strspn(text, between); *text != '\0'; text += strspn(text, between)) {
		size_t len = strcspn(text, between);
		int at = key_at(w, list, text, len);

		if (at >= 0)
			c->has[at] = true;
		else if (has_key(kept, text, len))
			kept_add(c, text, len);
		else
			return false;
		text += len;
	}
	return true;
}

/* Folding makes a letter small and no other one: most words of a list need not be folded to be told apart. */
static bool begins_alike(const char *word, const char *text)
{
	unsigned letter = (unsigned char)*word | 0x20u;

	return letter < 'a' || letter > 'z' || letter == (unsigned char)*text;
}

/* How many bytes of text this word takes; 0: it does not stand there. */
static size_t word_len(const char *word, const char *text)
{
	struct str folded = STR_INIT;
	size_t len;

	if (text_is_empty(word) || !begins_alike(word, text))
		return 0;
	text_fold(&folded, word, strlen(word));
	len = folded.len;
	if (strncmp(folded.bytes, text, len) != 0 || !is_between(text[len]))
		len = 0;
	str_release(&folded);
	return len;
}

/* The longest word of the list that stands here. */
static int longest_at(const struct map_words *w, enum map_list list, const char *text, size_t *len)
{
	int found = -1;

	*len = 0;
	for (int i = 0; i < w->lists[list].count; i++) {
		const struct map_word *word = &w->lists[list].words[i];
		const char *const forms[] = {word->key, word->label, word->other};

		for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
			size_t n = word_len(forms[f], text);

			if (n > *len) {
				*len = n;
				found = i;
			}
		}
	}
	return found;
}

static const char *labels_take(const struct map_words *w, enum map_list list, const char *kept,
			       const char *text, struct chosen *c)
{
	for (text += strspn(text, between); *text != '\0'; text += strspn(text, between)) {
		size_t len;
		int at = longest_at(w, list, text, &len);

		if (at >= 0) {
			c->has[at] = true;
		} else {
			len = strcspn(text, between);
			if (!has_key(kept, text, len))
				return text;
			kept_add(c, text, len);
		}
		text += len;
	}
	return NULL;
}

static const char *joined(struct arena *a, const struct map_words *w, enum map_list list,
			  const struct chosen *c)
{
	struct str keys = STR_INIT;
	const char *text;

	for (int i = 0; i < w->lists[list].count; i++)
		if (c->has[i])
			str_addf(&keys, "%s%s", keys.len > 0 ? " " : "",
				 w->lists[list].words[i].key);
	if (c->kept.len > 0)
		str_addf(&keys, "%s%s", keys.len > 0 ? " " : "", c->kept.bytes);
	text = keys.len == 0 ? "" : arena_bytes(a, keys.bytes, keys.len);
	str_release(&keys);
	return text;
}

bool map_keys_read(struct arena *a, const struct map_words *w, enum map_list list,
		   const char *kept, const char *text, const char **out, const char **bad)
{
	struct chosen c = {.has = arena_array(a, (size_t)w->lists[list].count + 1, sizeof *c.has),
			   .kept = STR_INIT};
	struct str folded = STR_INIT;
	const char *wrong = NULL;

	if (!keys_take(w, list, kept, text, &c)) {
		memset(c.has, 0, (size_t)w->lists[list].count * sizeof *c.has);
		str_reset(&c.kept);
		text_fold(&folded, text, strlen(text));
		wrong = labels_take(w, list, kept, folded.bytes, &c);
	}
	if (wrong != NULL)
		*bad = arena_bytes(a, wrong, strcspn(wrong, between));
	else
		*out = joined(a, w, list, &c);
	str_release(&folded);
	str_release(&c.kept);
	return wrong == NULL;
}
