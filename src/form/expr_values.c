/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/read.h"

/*
 * Walks a compiled expression and warns where it compares a question with a choice that
 * its list does not have: a frequent mistake that makes a condition false for ever.
 */
struct walk {
	struct form_reader *r;
	const struct form_row *row; /* whose cell it is: what '.' means */
	const struct form_node *cell;
	const char *text;
};

static const struct form_row *row_of(const struct walk *w, const struct expr_node *n)
{
	const struct form_row *row = NULL;

	if (n->kind == EXPR_ROW)
		row = &w->r->form->rows[n->row];
	else if (n->kind == EXPR_SELF)
		row = w->row;
	return row && row->list ? row : NULL;
}

static bool has_number(const struct form_list *list, double number)
{
	for (unsigned i = 0; i < list->count; i++) {
		char *end;
		double value = strtod(list->choices[i].name, &end);

		if (!*end && expr_number_equal(value, number))
			return true;
	}
	return false;
}

/* Where the value stands in the cell, for the column. */
static unsigned column_of(const struct walk *w, const char *value)
{
	const char *at = strstr(w->text, value);
	unsigned column = w->cell->column;

	for (const char *c = w->text; at && c < at; c++)
		column += ((unsigned char)*c & 0xc0) != 0x80;
	return column;
}

static void warn(const struct walk *w, const struct form_row *row, const char *value)
{
	bool is_told = form_may_suggest(w->r); /* else it is counted only */
	const char *near =
		is_told ? form_names_nearest(row->list->names, value, &w->r->budget)
			: NULL;

	form_problems_add(w->r->problems, FORM_WARNING, w->cell->line,
			  is_told ? column_of(w, value) : 1,
			  _("List '%.60s' of '%.60s' has no choice '%.60s'%s"),
			  row->list->name, row->name, value,
			  form_did_you_mean(w->r, near));
}

static void check_text(const struct walk *w, const struct form_row *row,
		       const char *value)
{
	int count;
	const char **words;

	if (form_list_choice(row->list, value))
		return;
	words = form_words_of(w->r, value, &count);
	for (int i = 0; i < count; i++) {
		if (!form_list_choice(row->list, words[i])) {
			warn(w, row, words[i]);
			return;
		}
	}
}

static void check_pair(const struct walk *w, const struct expr_node *a,
		       const struct expr_node *b)
{
	const struct form_row *row = row_of(w, a);
	const struct expr_node *value = row ? b : a;

	if (!row)
		row = row_of(w, b);
	if (!row)
		return;
	if (value->kind == EXPR_TEXT)
		check_text(w, row, value->text);
	else if (value->kind == EXPR_NUMBER && !has_number(row->list, value->number))
		warn(w, row, expr_number_write(value->number, &w->r->scratch));
}

static bool is_selected(const struct expr_node *n)
{
	return n->kind == EXPR_CALL && n->count == 2 && n->function &&
	       !strcmp(n->function->name, "selected");
}

/* No deeper than the parser lets an expression be. */
static void walk_node(const struct walk *w, const struct expr_node *n)
{
	const struct expr_node *before = NULL;

	if (is_selected(n))
		check_pair(w, n->first, n->first->next);
	for (const struct expr_node *c = n->first; c; c = c->next) {
		if (before && n->kind == EXPR_CHAIN &&
		    (c->operator== EXPR_EQUAL || c->operator== EXPR_DIFFER))
			check_pair(w, before, c);
		walk_node(w, c);
		before = c;
	}
}

void form_values_check(struct form_reader *r, const struct form_row *row,
		       const struct form_node *cell, const struct form_expr *expr,
		       const char *text)
{
	const struct walk w = {r, row, cell, text};

	walk_node(&w, expr->root);
}
