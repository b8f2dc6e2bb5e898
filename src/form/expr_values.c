/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"
#include "form/check_demand.h"

/*
 * Walks a compiled expression and warns where it compares a question with a choice that
 * its list does not have, or gives it one: a frequent mistake that makes a condition
 * false for ever.  A choice of several may be taken out by selected-at, and its label by
 * jr:choice-name.
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

	if (FORM_IS_CALL(n, selected_at))
		n = n->first;
	if (n->kind == EXPR_ROW)
		row = &w->r->form->rows[n->row];
	else if (n->kind == EXPR_SELF)
		row = w->row;
	return row && row->list && !row->list->is_missing ? row : NULL;
}

/* By its usual spelling, else by looking through the list: 01 is 1 too. */
static bool has_number(const struct walk *w, const struct form_list *list, double number)
{
	if (form_list_choice(list, expr_number_write(number, &w->r->scratch)))
		return true;
	if (w->r->budget < list->count / 16 + 1)
		return true;
	w->r->budget -= list->count / 16 + 1;
	for (unsigned i = 0; i < list->count; i++) {
		char *end;
		double value = strtod(list->choices[i].name, &end);

		if (!*end && expr_number_equal(value, number))
			return true;
	}
	return false;
}

/* Where the value stands in the cell: in quotes, else anywhere. */
static void place_of(const struct walk *w, const char *value, unsigned *line,
		     unsigned *column)
{
	const char *at = strstr(w->text, arena_format(&w->r->scratch, "'%s'", value));

	if (!at)
		at = strstr(w->text, arena_format(&w->r->scratch, "\"%s\"", value));
	at = at ? at + 1 : strstr(w->text, value);
	form_check_place(w->cell, w->text, at, line, column);
}

static void warn(const struct walk *w, const struct form_row *row, const char *value)
{
	bool is_told = form_may_suggest(w->r);
	const char *near =
		is_told ? form_choice_meant(w->r, row->list, value) : NULL;
	unsigned line = w->cell->line, column = w->cell->column;

	if (is_told) /* else it is counted only */
		place_of(w, value, &line, &column);
	form_problems_add(w->r->problems, FORM_WARNING, line, column,
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

/* A literal, or the branches of an if().  No deeper than an expression may be. */
static void check_value(const struct walk *w, const struct form_row *row,
			const struct expr_node *value)
{
	if (value->kind == EXPR_TEXT)
		check_text(w, row, value->text);
	else if (value->kind == EXPR_NUMBER && !has_number(w, row->list, value->number))
		warn(w, row, expr_number_write(value->number, &w->r->scratch));
	else if (FORM_IS_CALL(value, if))
		for (const struct expr_node *n = value->first->next; n; n = n->next)
			check_value(w, row, n);
}

/* jr:choice-name gives what is read aloud, not what is stored. */
static void check_label(const struct walk *w, const struct expr_node *call,
			const struct expr_node *value)
{
	const struct form_row *row = call->row < 0 ? NULL : &w->r->form->rows[call->row];
	unsigned line, column;

	if (!row || !row->list || value->kind != EXPR_TEXT || !*value->text ||
	    !form_list_choice(row->list, value->text) || !form_may_suggest(w->r))
		return;
	for (int i = 0; i < w->r->language_count; i++) {
		form_texts label = form_list_choice(row->list, value->text)->label;

		if (label && label[i] && !strcmp(label[i], value->text))
			return;
	}
	place_of(w, value->text, &line, &column);
	form_problems_add(
		w->r->problems, FORM_WARNING, line, column,
		_("jr:choice-name gives the label of a choice, and '%.60s' is the "
		  "name of one: compare ${%.60s} itself."),
		value->text, row->name);
}

static void check_pair(const struct walk *w, const struct expr_node *a,
		       const struct expr_node *b)
{
	const struct form_row *row = row_of(w, a);
	const struct expr_node *value = row ? b : a;

	if (!row)
		row = row_of(w, b);
	if (row)
		check_value(w, row, value);
	else if (FORM_IS_CALL(a, choice_name))
		check_label(w, a, b);
	else if (FORM_IS_CALL(b, choice_name))
		check_label(w, b, a);
}

static const struct form_row *read_by(const struct walk *w, const struct expr_node *n)
{
	return n->kind == EXPR_ROW ? &w->r->form->rows[n->row] : n->kind == EXPR_SELF ? w->row : NULL;
}

/* 2026-11-22 without quotes is 2004. */
static bool is_bare_date(const struct expr_node *n)
{
	const struct expr_node *part = n->kind == EXPR_CHAIN ? n->first : NULL;
	double year = part && part->kind == EXPR_NUMBER ? part->number : 0;
	int minus = 0;

	for (part = part ? part->next : NULL; part; part = part->next)
		minus += part->kind == EXPR_NUMBER && part->operator== EXPR_MINUS ? 1 : 3;
	return year >= 1800 && year < 2200 && minus == 2;
}

/* What a number or a date is compared with must be one, else it is never equal, less or more. */
static void check_kind(const struct walk *w, const struct form_row *row,
		       const struct expr_node *value)
{
	bool is_number = row->type == FORM_INTEGER || row->type == FORM_DECIMAL ||
			 row->type == FORM_RANGE;
	bool is_text = value->kind == EXPR_TEXT && *value->text &&
		       !text_equal(value->text, "NaN"); /* so forms ask for a missing one */
	unsigned line = w->cell->line, column = w->cell->column;
	struct date date;

	if (row->type == FORM_DATE && is_bare_date(value)) {
		FORM_WARN(w->r, w->cell,
			  _("Numbers are subtracted here: a date stands in quotes, as "
			    "'2026-11-22'."));
		return;
	}
	if (!is_text || !(is_number || row->type == FORM_DATE) ||
	    (is_number && expr_number_read(value->text) == expr_number_read(value->text)) ||
	    (row->type == FORM_DATE && date_read(value->text, &date)))
		return;
	if (form_may_suggest(w->r))
		place_of(w, value->text, &line, &column);
	form_problems_add(w->r->problems, FORM_WARNING, line, column,
			  is_number ? _("'%.60s' is no number, and '%.60s' is one.")
				    : _("'%.60s' is no date such as 2026-11-22, and '%.60s' is one."),
			  value->text, row->name);
}

static void check_kinds(const struct walk *w, const struct expr_node *a,
			const struct expr_node *b)
{
	if (read_by(w, a))
		check_kind(w, read_by(w, a), b);
	else if (read_by(w, b))
		check_kind(w, read_by(w, b), a);
}

static void check_selected(const struct walk *w, const struct expr_node *call)
{
	const struct expr_node *first = call->first, *second = first->next;

	if (first->kind == EXPR_TEXT && second->kind == EXPR_ROW)
		FORM_WARN(w->r, w->cell,
			  _("selected() wants the question first, then the choice."));
	else
		check_pair(w, first, second);
}

/* No deeper than the parser lets an expression be. */
static void walk_node(const struct walk *w, const struct expr_node *n)
{
	const struct expr_node *before = NULL;

	if (FORM_IS_CALL(n, selected))
		check_selected(w, n);
	for (const struct expr_node *c = n->first; c; c = c->next) {
		if (before && n->kind == EXPR_CHAIN &&
		    (c->operator== EXPR_EQUAL || c->operator== EXPR_DIFFER))
			check_pair(w, before, c);
		if (before && n->kind == EXPR_CHAIN && form_operator_compares(c->operator))
			check_kinds(w, before, c);
		walk_node(w, c);
		before = c;
	}
}

void form_values_check(struct form_reader *r, const struct form_row *row,
		       const struct form_node *cell, const struct form_expr *expr,
		       const char *text)
{
	const struct walk w = {r, row, cell, text};
	const struct form_column *column =
		form_header_of(r, FORM_SHEET_SURVEY, cell)->column;

	walk_node(&w, expr->root);
	if (row && row->list && column &&
	    (column->id == FORM_COLUMN_CALCULATION || column->id == FORM_COLUMN_DEFAULT))
		check_value(&w, row, expr->root);
}
