/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/*
 * A label may name a question whose choice's label names a question ...: that ends
 * somewhere.
 */
enum { NAMES_DEPTH = 4, MARK_MOST = 3 };

static void add_shown(const struct form_filling *f, int row, int language, int depth,
		      struct str *out);

void form_filling_set_word(struct form_filling *f, const char *language, const char *name,
			   const char *value)
{
	struct filling_word *w;
	int known = 0;

	while (form_words[known] != NULL && strcmp(form_words[known], name) != 0)
		known++;
	if (form_words[known] == NULL)
		return;
	for (size_t i = 0; i < f->word_count; i++) {
		w = &f->words[i];
		if (strcmp(w->language, language) == 0 && strcmp(w->name, name) == 0) {
			free(w->value);
			w->value = mem_text(value);
			return;
		}
	}
	VEC_ROOM(f->words, f->word_count, f->word_room);
	w = &f->words[f->word_count++];
	*w = (struct filling_word){mem_text(language), mem_text(name), mem_text(value)};
}

/* A word that the language does not have is taken from any that does. */
const char *filling_word(const struct form_filling *f, const char *language,
			 const char *name)
{
	const char *other = "";

	for (size_t i = 0; i < f->word_count; i++) {
		const struct filling_word *w = &f->words[i];

		if (strcmp(w->name, name) != 0 || w->value == NULL)
			continue;
		if (strcmp(w->language, language) == 0)
			return w->value;
		if (*other == '\0')
			other = w->value;
	}
	return other;
}

/* Markdown and HTML of a text, dropped while it is copied. */
struct markup {
	const char *text, *at;
	struct str *out;
	bool open[2][MARK_MOST + 1]; /* * or _, by the length of the run that opened it */
	bool no_more[2][MARK_MOST + 1]; /* no end is left for a run of that length */
	const char *tag_end; /* the first > from here on; NULL: not looked for yet */
	bool no_tag_end;
};

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
static bool has_end(struct markup *m, size_t len, char mark, int kind)
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
static bool drop_emphasis(struct markup *m)
{
	char mark = *m->at;
	int kind = mark == '_';
	size_t len = run_length(m->at, mark);
	char before = m->at > m->text ? m->at[-1] : '\0';
	bool ends = len <= MARK_MOST && m->open[kind][len] && !is_blank(before);

	if (len > MARK_MOST)
		return false;
	if (!ends && (m->open[kind][len] || is_word_byte(before) ||
		      is_blank(m->at[len]) || !has_end(m, len, mark, kind)))
		return false;
	m->open[kind][len] = !ends;
	m->at += len;
	return true;
}

/* <b>, </span>, <br/>; "< 18 jaar" is no tag. */
static bool drop_tag(struct markup *m)
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
		str_add_char(m->out, '\n');
	m->at = m->tag_end + 1;
	return true;
}

static bool replace_entity(struct markup *m)
{
	static const struct {
		const char *name, *text;
	} entities[] = {{"&lt;", "<"},
			{"&gt;", ">"},
			{"&amp;", "&"},
			{"&quot;", "\""},
			{"&nbsp;", " "}};

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		if (text_begins(m->at, entities[i].name)) {
			str_add(m->out, entities[i].text);
			m->at += strlen(entities[i].name);
			return true;
		}
	}
	return false;
}

/* "## " at the begin of a line. */
static bool drop_heading(struct markup *m)
{
	size_t len = run_length(m->at, '#');

	if ((m->at > m->text && m->at[-1] != '\n') || len > 6 || m->at[len] != ' ')
		return false;
	m->at += len + 1;
	return true;
}

static bool drop_backslash(struct markup *m)
{
	if (m->at[1] == '\0' || strchr("*_#<\\", m->at[1]) == NULL)
		return false;
	str_add_char(m->out, m->at[1]);
	m->at += 2;
	return true;
}

static bool drop_markup(struct markup *m)
{
	switch (*m->at) {
	case '*':
	case '_':
		return drop_emphasis(m);
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

static const char *code_of(const struct form_filling *f, int language)
{
	if (language < 0 || language >= f->form->language_count)
		return f->host->language;
	return f->form->codes[language];
}

/* ${name}: what is inserted is text, never markup. */
static bool add_name(struct markup *m, const struct form_filling *f, int language,
		     int depth)
{
	const char *end = m->at + 2;
	struct str name = STR_INIT;
	int row;

	if (!text_begins(m->at, "${"))
		return false;
	end += strcspn(end, "}$");
	if (*end != '}')
		return false;
	str_add_bytes(&name, m->at + 2, (size_t)(end - m->at) - 2);
	text_trim(&name);
	row = form_find(f->form, name.bytes);
	if (row == FORM_NONE)
		str_add(m->out, filling_word(f, code_of(f, language), name.bytes));
	else if (f->rows[row].relevant && depth < NAMES_DEPTH)
		add_shown(f, row, language, depth + 1, m->out);
	str_release(&name);
	m->at = end + 1;
	return true;
}

static void add_text(const struct form_filling *f, const char *text, int language,
		     int depth, struct str *out)
{
	struct markup m = {.text = text, .at = text, .out = out};

	while (*m.at != '\0') {
		size_t plain = strcspn(m.at, "*_<&#\\$");

		str_add_bytes(out, m.at, plain);
		m.at += plain;
		if (*m.at == '\0' || add_name(&m, f, language, depth) || drop_markup(&m))
			continue;
		plain = *m.at == '*' || *m.at == '_' ? run_length(m.at, *m.at) : 1;
		str_add_bytes(out, m.at, plain);
		m.at += plain;
	}
}

void form_filling_text(const struct form_filling *f, int spot, form_texts which,
		       int language, struct str *out)
{
	(void)spot;
	add_text(f, form_text(f->form, which, language), language, 0, out);
}

static void add_choice(const struct form_filling *f, const struct form_list *list,
		       const char *name, int language, int depth, struct str *out)
{
	const struct form_choice *choice = form_list_choice(list, name);

	if (choice == NULL)
		str_add(out, name);
	else
		add_text(f, form_text(f->form, choice->label, language), language, depth,
			 out);
}

static void add_choices(const struct form_filling *f, const struct form_row *row,
			const char *value, int language, int depth, struct str *out)
{
	struct str name = STR_INIT;
	const char *between = "";

	for (const char *p = value; *p != '\0'; between = ", ") {
		size_t len = strcspn(p, " ");

		str_reset(&name);
		str_add_bytes(&name, p, len);
		str_add(out, between);
		add_choice(f, row->list, name.bytes, language, depth, out);
		p += len + strspn(p + len, " ");
	}
	str_release(&name);
}

static void add_date(const char *value, const char *code, struct str *out)
{
	struct moment m;
	struct date d;

	if (strchr(value, 'T') == NULL && date_read(value, &d)) {
		date_write(out, &d, DATE_LONG, code);
	} else if (moment_read(value, &m)) {
		date_write(out, &m.date, DATE_LONG, code);
		str_addf(out, " %02d:%02d", m.hour, m.minute);
	} else {
		str_add(out, value);
	}
}

static void add_shown(const struct form_filling *f, int row, int language, int depth,
		      struct str *out)
{
	const struct form_row *r = &f->form->rows[row];
	const char *value = f->rows[row].value.bytes;

	if (r->type == FORM_SELECT_ONE && r->list != NULL && *value != '\0')
		add_choice(f, r->list, value, language, depth, out);
	else if (r->type == FORM_SELECT_MULTIPLE && r->list != NULL)
		add_choices(f, r, value, language, depth, out);
	else if (r->type == FORM_DATE || r->type == FORM_DATETIME ||
		 r->type == FORM_TODAY || r->type == FORM_START || r->type == FORM_END)
		add_date(value, code_of(f, language), out);
	else
		str_add(out, value);
}

void form_filling_shown(const struct form_filling *f, int row, int language,
			struct str *out)
{
	add_shown(f, row, language, 0, out);
}
