/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_markup.h"
#include "form/filling_state.h"

/*
 * A label may name a question whose choice's label names a question ...: that ends
 * somewhere.
 */
enum { NAMES_DEPTH = 4 };

struct telling { /* of one text and what is named in it */
	const struct form_filling *f;
	int language, depth;
	int block; /* what ${names} are seen from */
	struct filling_paint *paint;
};

static void add_shown(const struct telling *t, int spot);

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

/* Texts without a code are in the language that the program speaks. */
static const char *code_of(const struct form_filling *f, int language)
{
	if (language < 0 || language >= f->form->language_count ||
	    *f->form->codes[language] == '\0')
		return f->host->language != NULL ? f->host->language : "";
	return f->form->codes[language];
}

/* Of a name that means many each that has a value, with commas between. */
struct joining {
	const struct telling *t;
	size_t begin;
};

static void join_shown(void *data, int spot)
{
	struct joining *j = data;
	struct str *out = j->t->paint->out;

	if (*form_filling_seen(j->t->f, spot) == '\0')
		return;
	if (out->len > j->begin)
		str_add(out, ", ");
	add_shown(j->t, spot);
}

static void add_row(const struct telling *t, int row)
{
	struct telling inner = *t;
	struct joining j = {&inner, t->paint->out->len};
	int block = t->block;

	/* up to where the row can be seen, then down to all of it */
	while (block != FILLING_ROOT && !filling_sees(t->f, block, row))
		block = t->f->blocks[block].parent;
	inner.depth++;
	filling_each_under(t->f, block, row, join_shown, &j);
}

/* ${name}: what is inserted is text, never markup. */
static void add_name(const struct telling *t, struct filling_markup *m)
{
	const char *end = m->at + 2 + strcspn(m->at + 2, "}$");
	struct str name = STR_INIT;
	int row;

	if (*end != '}') {
		str_add_char(t->paint->out, *m->at++);
		return;
	}
	str_add_bytes(&name, m->at + 2, (size_t)(end - m->at) - 2);
	text_trim(&name);
	row = form_find(t->f->form, name.bytes);
	if (row == FORM_NONE)
		str_add(t->paint->out,
			filling_word(t->f, code_of(t->f, t->language), name.bytes));
	else if (t->depth < NAMES_DEPTH)
		add_row(t, row);
	str_release(&name);
	m->at = end + 1;
}

static void add_text(const struct telling *t, const char *text)
{
	struct filling_markup m = {.text = text, .at = text, .paint = t->paint};

	while (filling_markup_copy(&m))
		add_name(t, &m);
	filling_markup_end(&m);
}

static struct telling tell(const struct form_filling *f, int spot, int language,
			   struct filling_paint *paint)
{
	return (struct telling){f, language, 0,
				spot == FORM_NONE ? FILLING_ROOT : f->at[spot].block,
				paint};
}

void form_filling_marked(const struct form_filling *f, int spot, form_texts which,
			 int language, struct str *out, struct form_marks *marks)
{
	struct filling_paint paint = {.out = out, .marks = marks, .from = out->len};
	const struct telling t = tell(f, spot, language, &paint);

	add_text(&t, form_text(f->form, which, language));
}

void form_filling_text(const struct form_filling *f, int spot, form_texts which,
		       int language, struct str *out)
{
	form_filling_marked(f, spot, which, language, out, NULL);
}

static void add_choice(const struct telling *t, int spot, const char *name)
{
	const struct form_list *list = filling_row(t->f, spot)->list;
	const struct form_choice *choice = form_list_choice(list, name);
	int offered = filling_offered_choice(t->f, spot, name);

	if (offered != FORM_NONE) /* of several of that name the one she chose */
		choice = &list->choices[offered];
	if (choice == NULL)
		str_add(t->paint->out, name);
	else
		add_text(t, form_text(t->f->form, choice->label, t->language));
}

static void add_choices(const struct telling *t, int spot, const char *value)
{
	struct str name = STR_INIT;
	const char *between = "";

	for (const char *p = value; *p != '\0'; between = ", ") {
		size_t len = strcspn(p, " ");

		str_reset(&name);
		str_add_bytes(&name, p, len);
		str_add(t->paint->out, between);
		add_choice(t, spot, name.bytes);
		p += len + strspn(p + len, " ");
	}
	str_release(&name);
}

/* Of a month or a year only that is told. */
static void add_date(const char *value, unsigned look, const char *code, struct str *out)
{
	struct moment m;
	struct date d;

	if (strchr(value, 'T') == NULL && date_read(value, &d)) {
		if (look & FORM_YEAR)
			d.month = 0;
		if (look & (FORM_YEAR | FORM_MONTH_YEAR))
			d.day = 0;
		date_write(out, &d, DATE_LONG, code);
	} else if (moment_read(value, &m)) {
		date_write(out, &m.date, DATE_LONG, code);
		str_addf(out, " %02d:%02d", m.hour, m.minute);
	} else {
		str_add(out, value);
	}
}

/* 5.5 is 5,5 in Dutch, as it was typed. */
static void add_figure(const char *value, const char *code, struct str *out)
{
	size_t whole = strcspn(value, ".");

	str_add_bytes(out, value, whole);
	if (value[whole] == '.')
		str_addf(out, "%c%s", strcmp(code, "nl") == 0 ? ',' : '.', value + whole + 1);
}

static void add_shown(const struct telling *t, int spot)
{
	const struct form_row *row = filling_row(t->f, spot);
	const char *value = t->f->at[spot].value.bytes;

	if (row->type == FORM_SELECT_ONE && row->list != NULL && *value != '\0')
		add_choice(t, spot, value);
	else if (row->type == FORM_DECIMAL || row->type == FORM_RANGE)
		add_figure(value, code_of(t->f, t->language), t->paint->out);
	else if ((row->type == FORM_SELECT_MULTIPLE || row->type == FORM_RANK) &&
		 row->list != NULL)
		add_choices(t, spot, value);
	else if (row->type == FORM_DATE || row->type == FORM_DATETIME ||
		 row->type == FORM_TODAY || row->type == FORM_START ||
		 row->type == FORM_END)
		add_date(value, row->appearance, code_of(t->f, t->language),
			 t->paint->out);
	else
		str_add(t->paint->out, value);
}

void form_filling_shown(const struct form_filling *f, int spot, int language,
			struct str *out)
{
	struct filling_paint paint = {.out = out, .from = out->len};
	const struct telling t = tell(f, spot, language, &paint);

	add_shown(&t, spot);
}
