/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "form/read.h"

/* Where on the screen a type is: which appearances have a meaning on it. */
static const unsigned char places[] = {
	[FORM_TEXT] = FORM_ON_TEXT,
	[FORM_INTEGER] = FORM_ON_NUMBER,
	[FORM_DECIMAL] = FORM_ON_NUMBER,
	[FORM_RANGE] = FORM_ON_NUMBER,
	[FORM_SELECT_ONE] = FORM_ON_SELECT,
	[FORM_SELECT_MULTIPLE] = FORM_ON_SELECT,
	[FORM_RANK] = FORM_ON_SELECT,
	[FORM_DATE] = FORM_ON_DATE,
	[FORM_GROUP] = FORM_ON_GROUP,
	[FORM_REPEAT] = FORM_ON_GROUP,
	[FORM_NOT_ASKED] = 0,
};

static void warn_look(struct form_reader *r, const struct form_node *cell,
		      const struct form_look *look, const char *word)
{
	if (!form_is_first(r, "look", word))
		return;
	if (look)
		FORM_WARN(r, cell, _("The appearance '%.40s' has no effect in trede."),
			  word);
	else
		FORM_WARN(r, cell, _("Unknown appearance '%.40s', not used%s"), word,
			  form_did_you_mean(r, form_may_suggest(r)
						       ? form_look_nearest(word)
						       : NULL));
}

static void read_look(struct form_reader *r, const struct form_node *cell,
		      const char *word, struct form_row *row)
{
	const struct form_look *look = form_look_find(word);

	if (!look || look->mark != FORM_MARK_HERE) {
		if (row->type != FORM_NOT_ASKED)
			warn_look(r, cell, look, word);
		return;
	}
	if (look->places == FORM_ON_ALL || look->places & places[row->type])
		row->appearance |= look->look;
	else if (row->type != FORM_NOT_ASKED)
		FORM_WARN(r, cell,
			  _("The appearance '%.40s' has no effect on this type."), word);
}

/* The end of a word: a blank, but not inside the brackets of search('a', 'b'). */
static const char *word_end(const char *at)
{
	int depth = 0;

	for (; *at && (depth > 0 || !isspace((unsigned char)*at)); at++)
		depth += (*at == '(') - (*at == ')');
	return at;
}

void form_looks_read(struct form_reader *r, const struct form_node *cell,
		     struct form_row *row)
{
	enum { LOOKS_MOST = 32 };
	const char *at = cell ? form_cell_text(r, cell) : "";

	for (int count = 0; *at; count++) {
		const char *end = word_end(at);

		if (count == LOOKS_MOST) {
			FORM_COMPLAIN(r, cell, _("Too many words: %d at most."),
				      LOOKS_MOST);
			break;
		}
		read_look(r, cell, arena_bytes(&r->scratch, at, (size_t)(end - at)), row);
		for (at = end; isspace((unsigned char)*at);)
			at++;
	}
	if (row->type != FORM_SELECT_ONE)
		row->appearance &= ~(unsigned)FORM_GRID;
	if (row->parent >= 0)
		row->appearance |=
			r->form->rows[row->parent].appearance & FORM_HIDDEN_LOOK;
}

static bool is_fact(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(text) &&
	       !isdigit((unsigned char)*text) && strlen(text) <= 64;
}

/* With a sheet 'entities' the form comes from elsewhere: its names are any of XML, and
 * facts are in small letters. */
static const char *fact_of(struct form_reader *r, const char *text)
{
	char *fact;

	if (is_fact(text))
		return text;
	if (!r->sheets[FORM_SHEET_ENTITIES] || !form_name_is_legal(text) ||
	    strlen(text) > 64)
		return NULL;
	fact = arena_text(r->arena, text);
	for (char *c = fact; *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	return fact;
}

void form_save_to_read(struct form_reader *r, const struct form_node *cell,
		       struct form_row *row)
{
	const char *text = cell ? form_cell_text(r, cell) : "", *fact;

	if (!*text)
		return;
	fact = fact_of(r, text);
	if (!fact)
		FORM_COMPLAIN(r, cell,
			      _("save_to names a fact in small letters, digits and _, "
				"not '%.40s'."),
			      text);
	else if (form_row_is_group(row) || row->type == FORM_NOTE ||
		 row->type == FORM_NOT_ASKED)
		FORM_WARN(r, cell,
			  _("save_to has no meaning here: there is no answer to save."));
	else
		row->save_to = fact;
}
