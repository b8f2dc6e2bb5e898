/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/*
 * A file says which languages there are, and their order, by its columns when it is flat
 * and by 'languages' when it is nested.  One that cannot has those that its texts are in,
 * as these come.
 */
static bool is_ordered(const struct form_writer *w, int language)
{
	for (int i = 0; i < w->order_count; i++) {
		if (w->order[i] == language)
			return true;
	}
	return false;
}

static void order_language(struct form_writer *w, int language)
{
	if (is_ordered(w, language))
		return;
	w->place[language] = (unsigned)w->order_count;
	w->order[w->order_count++] = language;
}

/* "Nederlands (nl)": {nl: Nederlands} gives it back. */
static bool is_declarable(const char *name, const char *code)
{
	size_t whole = strlen(name), len = strlen(code), bare = strcspn(name, "(");

	return len > 0 && bare > 1 && whole == bare + len + 2 && name[bare - 1] == ' ' &&
	       name[bare - 2] != ' ' && strncmp(name + bare + 1, code, len) == 0;
}

const char *form_write_key(const struct form_writer *w, int language)
{
	const char *name = w->r.languages[language], *code = w->r.codes[language];

	return is_declarable(name, code) ? code : name;
}

/* A choice with the member 'label' is a row; 'default' is the language that nobody named.
 */
static bool has_key(const struct form_writer *w, int language)
{
	const char *key = form_write_key(w, language);

	return form_yaml_is_key(key) && !text_equal(key, "label") &&
	       !text_equal(key, "default");
}

static bool is_called(struct form_writer *w, int language, const char *name)
{
	return *name && form_language_is_called(&w->r, language, name);
}

/* In whichever order languages are read, its name and its code mean no other. */
static bool is_clear(struct form_writer *w, int language)
{
	const char *name = w->r.languages[language], *code = w->r.codes[language];

	for (int i = 0; i < w->order_count; i++) {
		int other = w->order[i];

		if (other != language &&
		    (is_called(w, other, name) || is_called(w, other, code)))
			return false;
	}
	return text_equal(form_language_code(&w->r, name), code);
}

static enum form_text_style style_of(struct form_writer *w)
{
	if (w->order_count == 1)
		return FORM_STYLE_BARE;
	for (int i = 0; i < w->order_count; i++) {
		if (!has_key(w, w->order[i]) || !is_clear(w, w->order[i]))
			return FORM_STYLE_COLUMNS;
	}
	return FORM_STYLE_KEYS;
}

static void find_texts(struct form_writer *w, enum form_sheet sheet)
{
	struct form_table *t = form_table_named(w, form_sheet_names[sheet]);

	for (size_t i = 0; t && i < t->cell_count; i++) {
		int language = t->heads[t->cells[i].head].language;

		if (language >= 0)
			order_language(w, language);
	}
}

static void order_by_texts(struct form_writer *w)
{
	memset(w->place, 0, sizeof w->place);
	for (size_t i = 0; i < w->table_count; i++)
		form_table_settle(w, &w->tables[i]);
	w->order_count = 0;
	order_language(w, w->r.default_language);
	for (int i = 0; i < FORM_SHEETS; i++)
		find_texts(w, (enum form_sheet)i);
	for (int i = 0; i < w->r.language_count; i++) {
		if (!is_ordered(w, i))
			form_problems_add(
				w->problems, FORM_WARNING, 1, 1,
				_("The language '%.40s' is left out: no text is "
				  "in it."),
				w->r.languages[i]);
	}
}

/* As the reader comes to them; "default" has no place of its own: its columns do not name
 * it. */
static void order_as_read(struct form_writer *w)
{
	int language = w->r.default_language;

	if (text_equal(w->r.languages[language], "default"))
		order_language(w, language);
	for (int i = 0; i < w->r.language_count; i++)
		order_language(w, i);
}

void form_write_order(struct form_writer *w)
{
	order_as_read(w);
	w->style = w->layout == FORM_FLAT ? FORM_STYLE_COLUMNS : style_of(w);
	if (w->layout == FORM_FLAT || w->style != FORM_STYLE_COLUMNS)
		return;
	order_by_texts(w);
	w->style = style_of(w);
}
