/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/* A text that fits a pattern: one way through its alternatives, few of what may be many. */
enum { DEPTH_MOST = 20, BYTES_MOST = 200, MORE = 3 };

struct sampler {
	const char *at;
	uint64_t *chance;
	struct str *out; /* NULL: only passing over */
	int depth;
};

static void sample_alternatives(struct sampler *s);

static void put(struct sampler *s, char c)
{
	if (s->out && s->out->len < BYTES_MOST)
		str_add_char(s->out, c);
}

static char of_letter(struct sampler *s, char c)
{
	if (c == 'd')
		return (char)('0' + walk_below(s->chance, 10));
	if (c == 'w')
		return (char)('a' + walk_below(s->chance, 26));
	return c == 's' ? ' ' : c;
}

/* Which signs a class holds, of those that can be printed. */
static void read_class(struct sampler *s, bool held[128])
{
	bool is_not = *s->at == '^';
	int first = -1;

	memset(held, is_not, 128);
	s->at += is_not;
	while (*s->at && *s->at != ']') {
		char c = *s->at++;
		bool is_kind = c == '\\' && *s->at && strchr("dws", *s->at);

		if (c == '\\' && *s->at)
			c = of_letter(s, *s->at++);
		if (c == '-' && first >= 0 && *s->at && *s->at != ']') {
			for (int i = first; i <= (unsigned char)*s->at && i < 128; i++)
				held[i] = !is_not;
			s->at++;
			continue;
		}
		first = is_kind ? -1 : (unsigned char)c & 127;
		held[(unsigned char)c & 127] = !is_not;
	}
	s->at += *s->at == ']';
}

static void sample_class(struct sampler *s)
{
	bool held[128];
	int start = 32 + walk_below(s->chance, 95);

	read_class(s, held);
	for (int i = 0; i < 95; i++) {
		int c = 32 + (start - 32 + i) % 95;

		if (held[c] && (c != ' ' || i == 94)) {
			put(s, (char)c);
			return;
		}
	}
}

static void sample_atom(struct sampler *s)
{
	char c = *s->at++;

	if (c == '[') {
		sample_class(s);
	} else if (c == '(') {
		if (strncmp(s->at, "?:", 2) == 0)
			s->at += 2;
		sample_alternatives(s);
		s->at += *s->at == ')';
	} else if (c == '\\' && *s->at) {
		put(s, of_letter(s, *s->at++));
	} else if (c == '.') {
		put(s, (char)('a' + walk_below(s->chance, 26)));
	} else if (c != '^' && c != '$') {
		put(s, c);
	}
}

/* How often: at least the least, and some more where the pattern leaves room. */
static int read_count(struct sampler *s, bool *is_said)
{
	int least = 1, most = 1;

	*is_said = true;
	if (*s->at == '{' && s->at[1] >= '0' && s->at[1] <= '9') {
		least = most = (int)strtol(s->at + 1, (char **)(uintptr_t)&s->at, 10);
		if (*s->at == ',')
			most = s->at[1] == '}' ? least + MORE
					       : (int)strtol(s->at + 1, NULL, 10);
		s->at += strcspn(s->at, "}");
		s->at += *s->at == '}';
	} else if (*s->at && strchr("?*+", *s->at)) {
		least = *s->at == '+';
		most = *s->at == '?' ? 1 : MORE;
		s->at++;
	} else {
		*is_said = false;
	}
	s->at += *is_said && *s->at == '?'; /* as few as can be: all the same here */
	return least + walk_below(s->chance, most - least + 1);
}

static void sample_piece(struct sampler *s)
{
	const char *start = s->at;
	struct str *out = s->out;
	const char *after;
	bool is_said;
	int count;

	s->out = NULL;
	sample_atom(s);
	count = read_count(s, &is_said);
	after = s->at;
	s->out = out;
	for (int i = 0; i < count && out && out->len < BYTES_MOST; i++) {
		s->at = start;
		sample_atom(s);
	}
	s->at = after;
}

static void sample_sequence(struct sampler *s)
{
	while (*s->at && *s->at != '|' && *s->at != ')')
		sample_piece(s);
}

static int count_alternatives(const char *at)
{
	int depth = 0, count = 1;

	for (; *at && !(*at == ')' && depth == 0); at++) {
		if (*at == '\\' && at[1])
			at++;
		else if (*at == '(' || *at == '[')
			depth++;
		else if (*at == ')' || *at == ']')
			depth--;
		else if (*at == '|' && depth == 0)
			count++;
	}
	return count;
}

static void sample_alternatives(struct sampler *s)
{
	struct str *out = s->out;
	int chosen = walk_below(s->chance, count_alternatives(s->at));

	if (++s->depth > DEPTH_MOST) {
		s->at += strlen(s->at);
		return;
	}
	for (int i = 0;; i++) {
		s->out = i == chosen ? out : NULL;
		sample_sequence(s);
		if (*s->at != '|')
			break;
		s->at++;
	}
	s->out = out;
	s->depth--;
}

void walk_sample(const char *pattern, uint64_t *chance, struct str *out)
{
	struct sampler s = {pattern, chance, out, 0};

	sample_alternatives(&s);
}
