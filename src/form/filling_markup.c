/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_markup.h"

#include <strings.h>

/* What is open from 'from' to here is told, once it changes. */
static void note(struct filling_paint *p)
{
	unsigned kinds = (p->open[MARKUP_BOLD] > 0 ? FORM_MARK_BOLD : 0u) |
			 (p->open[MARKUP_UNDERLINE] > 0 ? FORM_MARK_UNDERLINE : 0u);
	struct form_marks *marks = p->marks;

	if (marks != NULL && kinds != 0 && p->out->len > p->from) {
		VEC_ROOM(marks->items, marks->count, marks->room);
		marks->items[marks->count++] =
			(struct form_marked){p->from, p->out->len, kinds};
	}
	p->from = p->out->len;
}

/* An end of what this text did not open is nothing. */
static void paint(struct filling_markup *m, int kind, bool opens)
{
	if (!opens && m->opened[kind] == 0)
		return;
	note(m->paint);
	m->opened[kind] += opens ? 1 : -1;
	m->paint->open[kind] += opens ? 1 : -1;
}

void filling_markup_end(struct filling_markup *m)
{
	note(m->paint);
	for (int kind = 0; kind < MARKUP_KINDS; kind++) {
		m->paint->open[kind] -= m->opened[kind];
		m->opened[kind] = 0;
	}
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == '\0' || c == ' ' || c == '\n' || c == '\t';
}

static size_t run_length(const char *at, char mark)
{
	size_t len = 0;

	while (at[len] == mark)
		len++;
	return len;
}

/* Whether a run of len marks that could end an emphasis comes later. */
static bool has_end(struct filling_markup *m, size_t len, char mark, int kind)
{
	const char *p = m->at + len;

	if (m->no_more[kind][len])
		return false;
	while ((p = strchr(p, mark)) != NULL) {
		size_t run = run_length(p, mark);

		if (run == len && !is_blank(p[-1]) && !is_word_byte(p[len]))
			return true;
		p += run;
	}
	m->no_more[kind][len] = true;
	return false;
}

/* ** and __ round words go; 2 * 3 and snake_case stay. */
static bool drop_emphasis(struct filling_markup *m)
{
	char mark = *m->at;
	int kind = mark == '_';
	size_t len = run_length(m->at, mark);
	char before = m->at > m->text ? m->at[-1] : '\0';
	bool ends = len <= MARKUP_RUN_MOST && m->open[kind][len] && !is_blank(before);

	if (len > MARKUP_RUN_MOST)
		return false;
	if (!ends && (m->open[kind][len] || is_word_byte(before) ||
		      is_blank(m->at[len]) || !has_end(m, len, mark, kind)))
		return false;
	m->open[kind][len] = !ends;
	m->at += len;
	if (len != 1)
		paint(m, MARKUP_BOLD, !ends);
	if (len != 2)
		paint(m, MARKUP_UNDERLINE, !ends);
	return true;
}

static void paint_tag(struct filling_markup *m, const char *name, bool opens)
{
	static const struct {
		const char *name;
		int kind;
	} tags[] = {{"b", MARKUP_BOLD},
		    {"strong", MARKUP_BOLD},
		    {"u", MARKUP_UNDERLINE},
		    {"em", MARKUP_UNDERLINE},
		    {"i", MARKUP_UNDERLINE}};
	size_t len = strcspn(name, " \t\n/>");

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		if (strlen(tags[i].name) == len &&
		    strncasecmp(name, tags[i].name, len) == 0)
			paint(m, tags[i].kind, opens);
	}
}

/* <b>, </span>, <br/>; "< 18 jaar" is no tag. */
static bool drop_tag(struct filling_markup *m)
{
	const char *name = m->at + 1 + (m->at[1] == '/');

	if (!((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z')) ||
	    m->no_tag_end)
		return false;
	if (m->tag_end == NULL || m->tag_end < m->at)
		m->tag_end = strchr(m->at, '>');
	m->no_tag_end = m->tag_end == NULL;
	if (m->no_tag_end)
		return false;
	if (text_begins(m->at, "<br"))
		str_add_char(m->paint->out, '\n');
	else
		paint_tag(m, name, name == m->at + 1);
	m->at = m->tag_end + 1;
	return true;
}

static bool replace_entity(struct filling_markup *m)
{
	static const struct {
		const char *name, *text;
	} entities[] = {{"&lt;", "<"},	  {"&gt;", ">"},   {"&amp;", "&"},
			{"&quot;", "\""}, {"&nbsp;", " "}, {"&#39;", "'"}};

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		if (text_begins(m->at, entities[i].name)) {
			str_add(m->paint->out, entities[i].text);
			m->at += strlen(entities[i].name);
			return true;
		}
	}
	return false;
}

/* "## " at the begin of a line. */
static bool drop_heading(struct filling_markup *m)
{
	size_t len = run_length(m->at, '#');

	if ((m->at > m->text && m->at[-1] != '\n') || len > 6 || m->at[len] != ' ')
		return false;
	m->at += len + 1;
	return true;
}

enum { ADDRESS_MOST = 500 };

/* The length of "(https://trede.example)", at its bracket; 0: there is none. */
static size_t address_length(const char *at)
{
	size_t len = 1;

	if (*at != '(')
		return 0;
	while (len < ADDRESS_MOST && !is_blank(at[len]) && at[len] != '(' && at[len] != ')')
		len++;
	return at[len] == ')' && len > 1 ? len + 1 : 0;
}

/* [words](address): the words, and the address behind them in brackets. */
static bool drop_link(struct filling_markup *m)
{
	if (m->bracket == NULL || m->bracket < m->at)
		m->bracket = m->no_bracket ? NULL : strchr(m->at, ']');
	m->no_bracket = m->bracket == NULL;
	if (m->no_bracket || m->bracket == m->at + 1 || address_length(m->bracket + 1) == 0)
		return false;
	m->link_end = m->bracket;
	m->at++;
	return true;
}

static bool end_link(struct filling_markup *m)
{
	size_t len = address_length(m->at + 1);

	if (m->at != m->link_end)
		return false;
	str_add_char(m->paint->out, ' ');
	str_add_bytes(m->paint->out, m->at + 1, len);
	m->at += 1 + len;
	return true;
}

static bool drop_backslash(struct filling_markup *m)
{
	if (m->at[1] == '\0' || strchr("*_#<\\[]", m->at[1]) == NULL)
		return false;
	str_add_char(m->paint->out, m->at[1]);
	m->at += 2;
	return true;
}

static bool drop_markup(struct filling_markup *m)
{
	switch (*m->at) {
	case '*':
	case '_':
		return drop_emphasis(m);
	case '[':
		return drop_link(m);
	case ']':
		return end_link(m);
	case '<':
		return drop_tag(m);
	case '&':
		return replace_entity(m);
	case '#':
		return drop_heading(m);
	case '\\':
		return drop_backslash(m);
	default:
		return false;
	}
}

bool filling_markup_copy(struct filling_markup *m)
{
	while (*m->at != '\0') {
		size_t plain = strcspn(m->at, "*_<&#\\$[]");

		str_add_bytes(m->paint->out, m->at, plain);
		m->at += plain;
		if (*m->at == '$' && m->at[1] == '{')
			return true;
		if (*m->at == '\0' || drop_markup(m))
			continue;
		plain = *m->at == '*' || *m->at == '_' ? run_length(m->at, *m->at) : 1;
		str_add_bytes(m->paint->out, m->at, plain);
		m->at += plain;
	}
	return false;
}

void form_text_plain(const char *text, const char *blank, struct str *out)
{
	struct filling_paint paint = {.out = out, .from = out->len};
	struct filling_markup m = {.text = text, .at = text, .paint = &paint};

	while (filling_markup_copy(&m)) {
		str_add(out, blank);
		m.at += strcspn(m.at, "}");
		m.at += *m.at == '}';
	}
	filling_markup_end(&m);
}
