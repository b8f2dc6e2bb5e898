/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/regex_step.h"

/*
 * What the parser makes: {n,m} writes its part out more than once, so a tree comes first.
 */
enum part_kind { PART_STEP, PART_ROW, PART_CHOICE, PART_REPEAT };

struct part {
	enum part_kind kind;
	enum regex_op op;
	uint32_t character;
	const struct set *set;
	int least, most; /* PART_REPEAT; most -1: no bound */
	struct part *first, *next;
};

struct parser {
	const char *at;
	struct arena *arena;
	struct error *e;
	int depth;
	bool failed;
};

struct writer {
	struct step *steps;
	int count;
	int parts; /* written out so far: ((){9}){9} costs time but no steps */
	bool too_large;
};

static struct part *parse_choice(struct parser *p);

static void fail(struct parser *p, const char *text)
{
	if (!p->failed)
		(void)error_set(p->e, ERR_INVALID, "%s", text);
	p->failed = true;
}

static struct part *new_part(struct parser *p, enum part_kind kind)
{
	struct part *part = arena_new(p->arena, sizeof *part);

	part->kind = kind;
	return part;
}

static struct part *new_step(struct parser *p, enum regex_op op)
{
	struct part *part = new_part(p, PART_STEP);

	part->op = op;
	return part;
}

static uint32_t next_character(struct parser *p)
{
	uint32_t character;

	p->at += text_decode(p->at, strnlen(p->at, 4), &character);
	return character;
}

/* \pL, \p{L}, \p{Lu}: the letter that has_property knows, 0 when it is another one. */
static char parse_property(struct parser *p)
{
	static const struct {
		const char *name;
		char property;
	} known[] = {{"L", 'L'}, {"Lu", 'u'}, {"Ll", 'l'},
		     {"N", 'N'}, {"Nd", 'N'}, {"P", 'P'}};
	const char *name = p->at;
	size_t len = 1;

	if (*name == '{') {
		name++;
		len = strcspn(name, "}");
		p->at = name + len + (name[len] == '}');
	} else {
		p->at += *name != '\0';
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == len &&
		    strncmp(known[i].name, name, len) == 0)
			return known[i].property;
	fail(p, _("This pattern names a kind of character that is not known; \\p{L} is "
		  "any letter."));
	return 'L';
}

static uint32_t parse_hexadecimal(struct parser *p, int digits)
{
	uint32_t code = 0;

	for (; digits > 0 && *p->at != '\0' && strchr("0123456789abcdefABCDEF", *p->at);
	     digits--) {
		char c = *p->at++;

		code = code * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	if (digits > 0)
		fail(p,
		     _("This pattern has a \\x or \\u without its hexadecimal digits."));
	return code;
}

/* What stands behind a backslash: a kind of characters or one character. */
static struct range parse_escape(struct parser *p)
{
	struct range r = {0, 0, RANGE_PLAIN, 0, false};
	uint32_t c = *p->at == '\0' ? 0 : next_character(p);

	if (c != 0 && c < 0x80 && strchr("dDsSwW", (int)c) != NULL) {
		r.kind = RANGE_PROPERTY;
		r.property = (char)(c | 32);
		r.opposite = c < 'a';
	} else if (c == 'p' || c == 'P') {
		r.kind = RANGE_PROPERTY;
		r.opposite = c == 'P';
		r.property = parse_property(p);
	} else if (c == 'x' || c == 'u') {
		r.from = parse_hexadecimal(p, c == 'x' ? 2 : 4);
	} else if (c == 'n' || c == 't' || c == 'r') {
		r.from = c == 'n' ? '\n' : c == 't' ? '\t' : '\r';
	} else if (c == 0 || (c >= '0' && c <= '9') || (c | 32) - 'a' < 26) {
		fail(p,
		     _("This pattern has a \\ before something that is not known here."));
	} else {
		r.from = c;
	}
	r.to = r.from;
	return r;
}

static struct part *part_of_range(struct parser *p, const struct range *r)
{
	struct part *part = new_step(p, r->kind == RANGE_PLAIN ? OP_CHARACTER : OP_SET);
	struct set *set;

	part->character = r->from;
	if (r->kind == RANGE_PLAIN)
		return part;
	set = arena_new(p->arena, sizeof *set);
	set->ranges = arena_new(p->arena, sizeof *set->ranges);
	set->ranges[0] = *r;
	set->count = 1;
	part->set = set;
	return part;
}

static struct range parse_set_item(struct parser *p)
{
	struct range r = {0, 0, RANGE_PLAIN, 0, false}, end;

	r.from = r.to = next_character(p);
	if (r.from == '\\')
		r = parse_escape(p);
	if (*p->at != '-' || p->at[1] == ']' || p->at[1] == '\0' || r.kind != RANGE_PLAIN)
		return r;
	p->at++;
	end = (struct range){0, 0, RANGE_PLAIN, 0, false};
	end.from = next_character(p);
	if (end.from == '\\')
		end = parse_escape(p);
	r.to = end.from;
	if (end.kind != RANGE_PLAIN || r.to < r.from)
		fail(p, _("This pattern has a range between [ ] that runs backwards."));
	return r;
}

/* Behind [ */
static struct part *parse_set(struct parser *p)
{
	struct part *part = new_step(p, OP_SET);
	struct set *set = arena_new(p->arena, sizeof *set);
	struct range *ranges = NULL;
	size_t room = 0;

	set->opposite = *p->at == '^';
	p->at += set->opposite;
	while (!p->failed && *p->at != ']' && *p->at != '\0') {
		VEC_ROOM(ranges, set->count, room);
		ranges[set->count++] = parse_set_item(p);
	}
	if (*p->at != ']')
		fail(p, _("This pattern has a [ without its ]."));
	else
		p->at++;
	if (set->count > 0) {
		set->ranges = arena_array(p->arena, set->count, sizeof *set->ranges);
		memcpy(set->ranges, ranges, set->count * sizeof *set->ranges);
	}
	free(ranges);
	part->set = set;
	return part;
}

/* Behind ( */
static struct part *parse_group(struct parser *p)
{
	struct part *part = NULL;

	if (text_begins(p->at, "?:"))
		p->at += 2;
	else if (*p->at == '?')
		fail(p, _("This pattern looks ahead or behind with (?...), which is not "
			  "known here."));
	if (p->depth++ == FORM_REGEX_DEPTH)
		fail(p, _("This pattern is nested too deep."));
	if (!p->failed)
		part = parse_choice(p);
	p->depth--;
	if (*p->at == ')')
		p->at++;
	else
		fail(p, _("This pattern has a ( without its )."));
	return part;
}

static struct part *parse_backslash(struct parser *p)
{
	struct range r;

	if (*p->at == 'b' || *p->at == 'B')
		return new_step(p, *p->at++ == 'b' ? OP_EDGE : OP_NO_EDGE);
	r = parse_escape(p);
	return part_of_range(p, &r);
}

static struct part *parse_atom(struct parser *p)
{
	struct part *part;
	uint32_t c = next_character(p);

	switch (c) {
	case '(':
		return parse_group(p);
	case '[':
		return parse_set(p);
	case '.':
		return new_step(p, OP_ANY);
	case '^':
		return new_step(p, OP_BEGIN);
	case '$':
		return new_step(p, OP_END);
	case '\\':
		return parse_backslash(p);
	case '*':
	case '+':
	case '?':
		fail(p, _("This pattern repeats nothing: there is nothing before * + or "
			  "?."));
		return NULL;
	default:
		break;
	}
	part = new_step(p, OP_CHARACTER);
	part->character = c;
	return part;
}

static int parse_count(struct parser *p)
{
	int count = 0;

	for (; *p->at >= '0' && *p->at <= '9'; p->at++)
		if (count <= FORM_REGEX_CODE)
			count = count * 10 + (*p->at - '0');
	return count;
}

/*
 * {n} {n,} {n,m}; a { that begins nothing of these is itself, as in the engines of
 * browsers.
 */
static bool parse_counts(struct parser *p, int *least, int *most)
{
	const char *begin = p->at++;
	bool any = *p->at >= '0' && *p->at <= '9';

	*least = *most = parse_count(p);
	if (any && *p->at == ',') {
		p->at++;
		*most = *p->at == '}' ? -1 : parse_count(p);
	}
	if (!any || *p->at != '}') {
		p->at = begin;
		return false;
	}
	p->at++;
	if (*most >= 0 && *most < *least)
		fail(p, _("This pattern has a {n,m} that runs backwards."));
	return true;
}

static bool parse_repeat_counts(struct parser *p, int *least, int *most)
{
	switch (*p->at) {
	case '*':
	case '+':
		*least = *p->at == '+';
		*most = -1;
		break;
	case '?':
		*least = 0;
		*most = 1;
		break;
	case '{':
		return parse_counts(p, least, most);
	default:
		return false;
	}
	p->at++;
	return true;
}

static struct part *parse_repeat(struct parser *p)
{
	struct part *atom = parse_atom(p), *repeat;
	int least, most;

	if (p->failed || !parse_repeat_counts(p, &least, &most))
		return atom;
	if (*p->at == '?') /* as few as possible: the same answer to "is it there" */
		p->at++;
	if (*p->at == '*' || *p->at == '+' || *p->at == '?')
		fail(p, _("This pattern repeats a repetition."));
	repeat = new_part(p, PART_REPEAT);
	repeat->least = least;
	repeat->most = most;
	repeat->first = atom;
	return repeat;
}

static struct part *parse_row(struct parser *p)
{
	struct part *row = new_part(p, PART_ROW), **tail = &row->first;

	while (!p->failed && *p->at != '\0' && *p->at != '|' && *p->at != ')') {
		*tail = parse_repeat(p);
		if (*tail != NULL)
			tail = &(*tail)->next;
	}
	return row;
}

static struct part *parse_choice(struct parser *p)
{
	struct part *choice = new_part(p, PART_CHOICE), **tail = &choice->first;

	*tail = parse_row(p);
	while (!p->failed && *p->at == '|') {
		p->at++;
		tail = &(*tail)->next;
		*tail = parse_row(p);
	}
	return choice;
}

static int write_step(struct writer *w, enum regex_op op)
{
	if (w->count >= FORM_REGEX_CODE) {
		w->too_large = true;
		return 0;
	}
	w->steps[w->count] = (struct step){.op = op};
	return w->count++;
}

static void write_part(struct writer *w, const struct part *part);

static void write_choice(struct writer *w, const struct part *part)
{
	int split = -1, jump_before = -1;

	for (const struct part *row = part->first; row != NULL && !w->too_large;
	     row = row->next) {
		int jump;

		if (row->next != NULL) {
			split = write_step(w, OP_SPLIT);
			w->steps[split].a = w->count;
		}
		write_part(w, row);
		if (row->next == NULL)
			break;
		jump = write_step(w, OP_JUMP);
		w->steps[jump].b =
			jump_before; /* a chain of jumps that all go to the end */
		jump_before = jump;
		w->steps[split].b = w->count;
	}
	while (jump_before >= 0 && !w->too_large) {
		int next = w->steps[jump_before].b;

		w->steps[jump_before].a = w->count;
		jump_before = next;
	}
}

static void write_repeat(struct writer *w, const struct part *part)
{
	int split, begin;

	for (int i = 0; i < part->least && !w->too_large; i++)
		write_part(w, part->first);
	if (part->most < 0) {
		begin = split = write_step(w, OP_SPLIT);
		w->steps[split].a = w->count;
		write_part(w, part->first);
		split = write_step(w, OP_JUMP);
		w->steps[split].a = begin;
		w->steps[begin].b = w->count;
		return;
	}
	for (int i = part->least; i < part->most && !w->too_large; i++) {
		split = write_step(w, OP_SPLIT);
		w->steps[split].a = w->count;
		write_part(w, part->first);
		w->steps[split].b = w->count;
	}
}

static void write_part(struct writer *w, const struct part *part)
{
	enum { PARTS_MOST = 20 * FORM_REGEX_CODE };
	int step;

	w->too_large = w->too_large || ++w->parts > PARTS_MOST;
	if (w->too_large)
		return;
	switch (part->kind) {
	case PART_STEP:
		step = write_step(w, part->op);
		w->steps[step].character = part->character;
		w->steps[step].set = part->set;
		break;
	case PART_ROW:
		for (const struct part *p = part->first; p != NULL; p = p->next)
			write_part(w, p);
		break;
	case PART_CHOICE:
		write_choice(w, part);
		break;
	case PART_REPEAT:
		write_repeat(w, part);
		break;
	}
}

static bool begins_anchored(const struct part *choice)
{
	const struct part *row = choice->first;

	return row->next == NULL && row->first != NULL && row->first->kind == PART_STEP &&
	       row->first->op == OP_BEGIN;
}

const struct form_regex *form_regex_compile(struct arena *arena, const char *pattern,
					    struct error *e)
{
	struct parser p = {pattern, arena, e, 0, false};
	struct writer w = {NULL, 0, 0, false};
	struct form_regex *regex;
	struct part *choice;

	if (strnlen(pattern, FORM_REGEX_BYTES + 1) > FORM_REGEX_BYTES)
		fail(&p, _("This pattern is too long."));
	choice = p.failed ? NULL : parse_choice(&p);
	if (!p.failed && *p.at != '\0')
		fail(&p, _("This pattern has a ) without its (."));
	if (p.failed)
		return NULL;
	w.steps = mem_array(FORM_REGEX_CODE, sizeof *w.steps);
	write_part(&w, choice);
	(void)write_step(&w, OP_MATCH);
	regex = arena_new(arena, sizeof *regex);
	regex->count = w.count;
	regex->anchored = begins_anchored(choice);
	regex->steps = arena_array(arena, (size_t)w.count, sizeof *regex->steps);
	memcpy(regex->steps, w.steps, (size_t)w.count * sizeof *regex->steps);
	free(w.steps);
	if (w.too_large) {
		fail(&p, _("This pattern repeats too much: it would take too long."));
		return NULL;
	}
	return regex;
}
