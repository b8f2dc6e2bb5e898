/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "told.h"

#include "base/base.h"

static char *field(char **rest)
{
	char *at = *rest, *tab = strchr(at, '\t');

	if (tab) {
		*tab = '\0';
		*rest = tab + 1;
	} else {
		*rest = at + strlen(at);
	}
	return at;
}

bool told_read(struct told *t, const char *path)
{
	enum { TOLD_MOST = 1 << 20 };
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;

	*t = (struct told){0};
	if (file_read(path, TOLD_MOST, &text, &e) != OK) {
		fprintf(stderr, "%s: %s\n", path, e.text);
		return false;
	}
	t->bytes = str_detach(&text);
	for (char *at = t->bytes, *end; (end = strchr(at, '\n')); at = end + 1) {
		char *rest = at;
		*end = '\0';
		VEC_ROOM(t->lines, t->count, t->room);
		struct told_line *line = &t->lines[t->count++];
		line->kind = field(&rest);
		line->what = field(&rest);
		line->key = field(&rest);
		line->value = field(&rest);
	}
	return true;
}

void told_release(struct told *t)
{
	free(t->bytes);
	free(t->lines);
	*t = (struct told){0};
}

static bool is_of(const struct told_line *line, const char *what, const char *key)
{
	return text_equal(line->what, what) && text_equal(line->key, key);
}

static const struct told_line *last_kept(const struct told *t, const char *what,
					 const char *key)
{
	for (size_t i = t->count; i-- > 0;)
		if (text_equal(t->lines[i].kind, "kept") && is_of(&t->lines[i], what, key))
			return &t->lines[i];
	return NULL;
}

const char *told_kept(const struct told *t, const char *what, const char *key)
{
	const struct told_line *line = last_kept(t, what, key);

	return line ? line->value : NULL;
}

bool told_allows(const struct told *t, const char *what, const char *key, const char *value)
{
	const struct told_line *kept = last_kept(t, what, key);
	const struct told_line *line = kept ? kept : t->lines;

	if (!value)
		return !kept;
	if (kept && text_equal(kept->value, value))
		return true;
	for (; line < t->lines + t->count; line++)
		if (text_equal(line->kind, "try") && is_of(line, what, key) &&
		    text_equal(line->value, value))
			return true;
	return false;
}

bool told_has(const struct told *t, const char *kind)
{
	for (size_t i = 0; i < t->count; i++)
		if (text_equal(t->lines[i].kind, kind))
			return true;
	return false;
}
