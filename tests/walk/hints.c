/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/* What a form's text says about its rows, read without understanding it. */

static void add(char ***items, size_t *count, size_t *room, const char *text, size_t len)
{
	enum { MOST = 200 };

	if (*count >= MOST)
		return;
	VEC_ROOM(*items, *count, *room);
	(*items)[(*count)++] = mem_bytes(text, len);
}

static void add_text(struct walk_hint *h, const char *text, size_t len)
{
	add(&h->texts, &h->count, &h->room, text, len);
}

static bool ends_with(const char *text, const char *at, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(at - text) >= len && strncmp(at - len, word, len) == 0;
}

/* regex(., '...'): the text in quotes behind a call of that name is a pattern. */
static bool is_pattern(const char *line, const char *quote)
{
	const char *at = quote;

	while (at > line && strchr(" .,({$}", at[-1]))
		at--;
	return ends_with(line, at, "regex");
}

static const char *end_of_quote(const char *at, const char *end)
{
	const char *to = memchr(at + 1, *at, (size_t)(end - at - 1));

	return to ? to : end;
}

static const char *take_quoted(struct walk_hint *h, const char *line, const char *at,
			       const char *end)
{
	const char *to = end_of_quote(at, end);

	if (is_pattern(line, at))
		add(&h->patterns, &h->pattern_count, &h->pattern_room, at + 1,
		    (size_t)(to - at - 1));
	else
		add_text(h, at + 1, (size_t)(to - at - 1));
	return to < end ? at + 1 : end; /* what is quoted may hold quotes of the other kind */
}

static const char *take_name(struct walk_hint *h, const char *at, const char *end)
{
	const char *to = memchr(at, '}', (size_t)(end - at));

	if (!to)
		return end;
	add(&h->names, &h->name_count, &h->name_room, at + 2, (size_t)(to - at - 2));
	return to + 1;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void read_line(struct walk_hint *h, const char *line, const char *end)
{
	for (const char *at = line; at < end;) {
		if (*at == '\'' || *at == '"') {
			at = take_quoted(h, line, at, end);
		} else if (at + 1 < end && at[0] == '$' && at[1] == '{') {
			at = take_name(h, at, end);
		} else if (is_digit(*at)) {
			size_t len = strspn(at, "0123456789.-:/");

			add_text(h, at, len > (size_t)(end - at) ? (size_t)(end - at) : len);
			at += len;
		} else {
			at++;
		}
	}
}

static bool says(const char *line, const char *end, const char *word)
{
	return memmem(line, (size_t)(end - line), word, strlen(word)) != NULL;
}

/* Of the lines of one row those with its constraint, or all others. */
static void read_lines(struct walk_hint *h, const char *from, const char *to,
		       bool of_constraint)
{
	bool in_constraint = false;

	while (from < to) {
		const char *end = memchr(from, '\n', (size_t)(to - from));
		bool has_key;

		end = end ? end : to;
		has_key = says(from, end, ": ") || says(from, end, ":\n");
		if (says(from, end, "constraint:"))
			in_constraint = true;
		else if (has_key)
			in_constraint = false;
		if (in_constraint == of_constraint)
			read_line(h, from, end);
		from = end + 1;
	}
}

static const char *line_at(const char *text, unsigned line)
{
	while (line > 1 && *text) {
		text += strcspn(text, "\n");
		text += *text == '\n';
		line--;
	}
	return text;
}

const char *walk_row_text(const struct form *form, const char *text, int row, size_t *len)
{
	unsigned line = form->rows[row].line,
		 next = row + 1 < form->row_count ? form->rows[row + 1].line : 0;
	const char *from = line_at(text, line);

	*len = next > line ? (size_t)(line_at(text, next) - from)
			   : strcspn(from, "\n");
	return from;
}

void walk_hints_read(const struct form *form, const char *text, struct walk_hints *out)
{
	out->count = form->row_count;
	out->rows = mem_array((size_t)form->row_count + 1, sizeof *out->rows);
	for (int i = 0; i < form->row_count; i++) {
		size_t len;
		const char *from = walk_row_text(form, text, i, &len);

		read_lines(&out->rows[i], from, from + len, true);
		read_lines(&out->rows[i], from, from + len, false);
	}
}

static void release_texts(char **items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(items[i]);
	free(items);
}

void walk_hints_release(struct walk_hints *h)
{
	for (int i = 0; i < h->count; i++) {
		release_texts(h->rows[i].texts, h->rows[i].count);
		release_texts(h->rows[i].names, h->rows[i].name_count);
		release_texts(h->rows[i].patterns, h->rows[i].pattern_count);
	}
	free(h->rows);
}
