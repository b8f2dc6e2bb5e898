/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <wchar.h>
#include <wctype.h>

#include "form/regex_step.h"

/*
 * The C library counts digits of other scripts as letters and knows no combining marks.
 */
static bool is_letter(uint32_t c)
{
	static const uint32_t zeros[] = {
		0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66,  0xae6,  0xb66,  0xbe6, 0xc66,
		0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10};

	if (c < 0x80)
		return (c | 32) - 'a' < 26;
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (c - zeros[i] < 10)
			return false;
	return iswalpha((wint_t)c) && wcwidth((wchar_t)c) != 0;
}

static bool is_word_character(uint32_t c)
{
	return c == '_' || (c | 32) - 'a' < 26 || c - '0' < 10;
}

static bool has_property(uint32_t c, char property)
{
	switch (property) {
	case 'd':
		return c - '0' < 10;
	case 's':
		return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
		       iswspace((wint_t)c);
	case 'w':
		return is_word_character(c);
	case 'L':
		return is_letter(c);
	case 'u':
		return iswupper((wint_t)c);
	case 'l':
		return iswlower((wint_t)c);
	case 'P':
		return iswpunct((wint_t)c);
	default: /* N */
		return c - '0' < 10 || (c >= 0x80 && iswalnum((wint_t)c) &&
					!is_letter(c) && wcwidth((wchar_t)c) != 0);
	}
}

static bool set_has(const struct set *set, uint32_t c)
{
	bool found = false;

	for (size_t i = 0; i < set->count && !found; i++) {
		const struct range *r = &set->ranges[i];

		if (r->kind == RANGE_PLAIN)
			found = c >= r->from && c <= r->to;
		else
			found = has_property(c, r->property) != r->opposite;
	}
	return found != set->opposite;
}

/*
 * The steps that are tried on the next character, each once: a set in the order of
 * adding.
 */
struct threads {
	int *steps, *mark;
	int count, generation;
};

struct search {
	const struct form_regex *regex;
	struct threads now, next;
	int *waiting; /* of add_thread */
	uint32_t before, after; /* characters round the place; 0: none */
	unsigned *left;
};

static bool place_matches(const struct search *s, enum regex_op op)
{
	bool edge = is_word_character(s->before) != is_word_character(s->after);

	switch (op) {
	case OP_BEGIN:
		return s->before == 0;
	case OP_END:
		return s->after == 0;
	case OP_EDGE:
		return edge;
	default:
		return !edge;
	}
}

/* Follows what costs no character; true when the end of the pattern is among it. */
static bool add_thread(struct search *s, struct threads *t, int step)
{
	int waiting = 0;

	s->waiting[waiting++] = step;
	while (waiting > 0) {
		const struct step *st;
		int at = s->waiting[--waiting];

		if (t->mark[at] == t->generation)
			continue;
		t->mark[at] = t->generation;
		*s->left -= *s->left > 0;
		st = &s->regex->steps[at];
		if (st->op == OP_MATCH)
			return true;
		if (st->op == OP_JUMP || st->op == OP_SPLIT) {
			s->waiting[waiting++] = st->a;
			if (st->op == OP_SPLIT)
				s->waiting[waiting++] = st->b;
		} else if (st->op >= OP_BEGIN && st->op <= OP_NO_EDGE) {
			if (place_matches(s, st->op))
				s->waiting[waiting++] = at + 1;
		} else {
			t->steps[t->count++] = at;
		}
	}
	return false;
}

static bool step_takes(const struct step *st, uint32_t c)
{
	if (st->op == OP_CHARACTER)
		return st->character == c;
	if (st->op == OP_ANY)
		return c != '\n' && c != '\r';
	return set_has(st->set, c);
}

/* One character further: 1 found, 0 not yet. */
static bool advance(struct search *s, uint32_t character)
{
	struct threads before;

	for (int i = 0; i < s->now.count; i++) {
		const struct step *st = &s->regex->steps[s->now.steps[i]];
		unsigned cost = st->op == OP_SET ? 1 + (unsigned)st->set->count : 1;

		*s->left -= *s->left > cost ? cost : *s->left;
		if (step_takes(st, character) &&
		    add_thread(s, &s->next, s->now.steps[i] + 1))
			return true;
	}
	before = s->now;
	s->now = s->next;
	s->next = before;
	s->next.count = 0;
	s->next.generation = s->now.generation + 1;
	return false;
}

static int *new_ints(struct arena *arena, int count)
{
	return arena_array(arena, (size_t)count, sizeof(int));
}

static void start(struct search *s, const struct form_regex *regex, struct arena *arena)
{
	s->regex = regex;
	s->now = (struct threads){new_ints(arena, regex->count),
				  new_ints(arena, regex->count), 0, 1};
	s->next = (struct threads){new_ints(arena, regex->count),
				   new_ints(arena, regex->count), 0, 2};
	s->waiting = new_ints(arena, 2 * regex->count + 2);
}

int form_regex_search(const struct form_regex *regex, const char *text,
		      struct arena *arena, unsigned *steps)
{
	struct search s = {.left = steps};
	size_t len = strlen(text);
	const char *end = text + len, *at = text;
	int used;

	start(&s, regex, arena);
	used = text_decode(at, len, &s.after);
	if (len == 0)
		s.after = 0;
	for (;;) {
		uint32_t character = s.after;

		if ((at == text || !regex->anchored) && add_thread(&s, &s.now, 0))
			return 1;
		if (*steps == 0)
			return -1;
		if (at == end || (regex->anchored && s.now.count == 0))
			return 0;
		at += used;
		used = text_decode(at, (size_t)(end - at), &s.after);
		if (at == end)
			s.after = 0;
		s.before = character;
		if (advance(&s, character))
			return 1;
	}
}
