/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

/* Where the name of a choice stands on its line: as a cell, or as the key of its label.
 */
static unsigned choice_column(const struct form_node *node,
			      const struct form_choice *choice)
{
	unsigned column = 0;

	if (node->key && node->key_line == choice->line &&
	    !strcmp(node->key, choice->name))
		return node->key_column;
	if (node->kind == FORM_NODE_TEXT && node->line == choice->line &&
	    !strcmp(node->text, choice->name))
		return node->column;
	for (const struct form_node *n = node->first; n && !column; n = n->next)
		column = choice_column(n, choice);
	return column;
}

unsigned form_check_choice_column(const struct form_reader *r,
				  const struct form_choice *choice)
{
	const struct form_node *choices = r->sheets[FORM_SHEET_CHOICES];

	return choices && form_may_suggest(r) ? choice_column(choices, choice) : 1;
}

/* Texts by column, as a translator looks for them. */
static const struct {
	const char *name;
	size_t member;
} translated[] = {
	{"label", offsetof(struct form_row, label)},
	{"hint", offsetof(struct form_row, hint)},
	{"guidance_hint", offsetof(struct form_row, guidance)},
	{"page_label", offsetof(struct form_row, page_label)},
	{"constraint_message", offsetof(struct form_row, constraint_message)},
	{"required_message", offsetof(struct form_row, required_message)},
};

struct missing {
	unsigned count, line, column;
	const struct form_choice *choice; /* NULL: a row is meant */
};

static void count_missing(const struct form_reader *r, form_texts texts,
			  struct missing first, struct missing *missing)
{
	for (int i = 0; texts && i < r->language_count; i++) {
		if (texts[i])
			continue;
		if (!missing[i].count)
			missing[i] = first;
		missing[i].count++;
	}
}

/* What is wrong with it is said once, by check_default_language. */
static bool is_unused_default(const struct form_reader *r, int language)
{
	return language == r->default_language && r->default_cell &&
	       !r->is_language_used[language];
}

static void warn_missing(struct form_reader *r, const char *column,
			 const struct missing *missing)
{
	for (int i = 0; i < r->language_count; i++) {
		const struct missing *m = &missing[i];
		unsigned at =
			m->choice ? form_check_choice_column(r, m->choice) : m->column;

		if (r->is_undeclared[i] || is_unused_default(r, i))
			continue;
		if (m->count == 1)
			form_problems_add(r->problems, FORM_WARNING, m->line, at,
					  _("The %s in %.40s is missing: another "
					    "language is shown."),
					  column, r->languages[i]);
		else if (m->count)
			form_problems_add(r->problems, FORM_WARNING, m->line, at,
					  _("The %s in %.40s is missing on %u rows, the "
					    "first here: another language is shown."),
					  column, r->languages[i], m->count);
	}
}

static void count_row(struct form_reader *r, const struct form_row *row, size_t member,
		      struct missing *missing)
{
	const struct missing first = {0, row->line, row->column, NULL};
	form_texts texts;

	memcpy(&texts, (const char *)row + member, sizeof texts);
	count_missing(r, texts, first, missing);
}

/* Of what is shown: nobody reads the label of a calculation. */
static void check_translations(struct form_reader *r)
{
	const struct form *form = r->form;

	if (r->language_count < 2)
		return;
	for (size_t k = 0; k < sizeof translated / sizeof *translated; k++) {
		struct missing missing[FORM_LANGUAGES_MOST] = {{0, 0, 0, NULL}};

		for (int i = 0; i < form->row_count; i++) {
			const struct form_row *row = &form->rows[i];

			if (r->nodes[i] &&
			    (form_row_is_shown(row) || form_row_is_group(row)))
				count_row(r, row, translated[k].member, missing);
		}
		warn_missing(r, translated[k].name, missing);
	}
}

static void check_choice_translations(struct form_reader *r)
{
	struct missing missing[FORM_LANGUAGES_MOST] = {{0, 0, 0, NULL}};

	if (r->language_count < 2)
		return;
	for (int i = 0; i < r->form->list_count; i++) {
		const struct form_list *list = &r->form->lists[i];

		for (unsigned k = 0; !list->is_file && k < list->count; k++)
			count_missing(r, list->choices[k].label,
				      (struct missing){0, list->choices[k].line, 1,
						       &list->choices[k]},
				      missing);
	}
	warn_missing(r, _("label of a choice"), missing);
}

static void check_default_language(struct form_reader *r)
{
	if (!r->default_cell || r->is_language_used[r->default_language])
		return;
	for (int i = 0; i < r->language_count; i++) {
		if (r->is_language_used[i]) {
			FORM_WARN(r, r->default_cell,
				  _("No text is in the default language '%.40s'; there "
				    "are texts in '%.40s'."),
				  r->languages[r->default_language], r->languages[i]);
			return;
		}
	}
}

void form_languages_check(struct form_checks *k)
{
	check_translations(k->r);
	check_choice_translations(k->r);
	check_default_language(k->r);
}
