/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

/* What an expression asks of repeats and choices that they cannot tell. */
struct walk {
	struct form_checks *k;
	const struct form_row *row; /* whose expression it is, and in which column */
	enum form_column_id column;
};

static const struct form_node *cell_of(const struct walk *w)
{
	return form_check_cell(w->k->r, w->row, w->column);
}

/* Functions that take all values, or a place among them. */
static bool takes_many(const struct expr_node *n)
{
	return FORM_IS_CALL(n, sum) || FORM_IS_CALL(n, count) || FORM_IS_CALL(n, join) ||
	       FORM_IS_CALL(n, indexed_repeat) || FORM_IS_CALL(n, position) ||
	       FORM_IS_CALL(n, min) || FORM_IS_CALL(n, max) || FORM_IS_CALL(n, concat) ||
	       FORM_IS_CALL(n, coalesce) || FORM_IS_CALL(n, count_non_empty) ||
	       FORM_IS_CALL(n, checklist) || FORM_IS_CALL(n, weighted_checklist) ||
	       FORM_IS_CALL(n, randomize);
}

/* a = b is true when it is so for any of them. */
static bool compares_any(const struct expr_node *n)
{
	return n->kind == EXPR_CHAIN &&
	       n->first->next->operator>= EXPR_EQUAL && n->first->next->operator<=
	       EXPR_MORE_EQUAL;
}

/* A condition in [ ] chose one of them. */
static bool is_chosen(const struct expr_path *path)
{
	for (const struct expr_step *s = path->first; s; s = s->next) {
		if (s->conditions)
			return true;
	}
	return false;
}

static void check_many(const struct walk *w, const struct expr_node *n)
{
	const struct form *form = w->k->r->form;
	const struct form_row *row = n->row < 0 ? NULL : &form->rows[n->row];
	const struct form_node *cell;
	const char *text, *at;
	unsigned line, column;

	if (n->kind != EXPR_ROW || !n->is_many || !n->path || is_chosen(n->path) ||
	    form_row_is_group(row) || row->repeat < 0)
		return;
	cell = cell_of(w);
	text = cell->kind == FORM_NODE_TEXT ? cell->text : "";
	at = strstr(text, arena_format(&w->k->r->scratch, "${%s}", row->name));
	form_check_place(cell, text, at, &line, &column);
	form_problems_add(
		w->k->r->problems, FORM_WARNING, line, column,
		_("'%.60s' is asked for each '%.60s': only the first answer counts "
		  "here. sum(), join() or indexed-repeat() take all or one of "
		  "them."),
		row->name, form->rows[row->repeat].name);
}

static void check_position(const struct walk *w, const struct expr_node *n)
{
	const struct form *form = w->k->r->form;
	const struct expr_node *of = n->first;
	const struct form_row *row =
		of && of->kind == EXPR_ROW ? &form->rows[of->row] : NULL;

	if (!of || (of->kind != EXPR_ROW && of->kind != EXPR_WHOLE) ||
	    (row && row->type == FORM_REPEAT))
		return;
	FORM_WARN(w->k->r, cell_of(w),
		  _("position() is always 1 here: '%.60s' is no repeat."),
		  row ? row->name : _("the form"));
}

static void check_choice_name(const struct walk *w, const struct expr_node *n)
{
	const struct form_row *row = n->row < 0 ? NULL : &w->k->r->form->rows[n->row];

	if (row && !row->list && row->type != FORM_SELECT_ONE &&
	    row->type != FORM_SELECT_MULTIPLE && row->type != FORM_RANK)
		FORM_WARN(w->k->r, cell_of(w),
			  _("'%.60s' has no choices: jr:choice-name() of it is always "
			    "empty."),
			  row->name);
}

/* No deeper than the parser lets an expression be. */
static void walk_node(const struct walk *w, const struct expr_node *n)
{
	if (FORM_IS_CALL(n, position))
		check_position(w, n);
	else if (FORM_IS_CALL(n, choice_name))
		check_choice_name(w, n);
	for (const struct expr_node *c = n->first; c; c = c->next) {
		if (c->is_many && !takes_many(n) && !compares_any(n))
			check_many(w, c);
		walk_node(w, c);
	}
}

static void check_row(struct form_checks *k, const struct form_row *row)
{
	for (const struct form_check_member *m = form_check_members; m->member; m++) {
		const struct form_expr *expr = form_check_expr(row, m);
		const struct walk w = {k, row, m->column};

		if (!expr || (m->column == FORM_COLUMN_REPEAT_COUNT && k->r->is_unsound))
			continue;
		check_many(&w, expr->root);
		walk_node(&w, expr->root);
	}
}

void form_nodes_check(struct form_checks *k)
{
	const struct form *form = k->r->form;

	for (int i = 0; i < form->row_count; i++) {
		if (k->r->nodes[i])
			check_row(k, &form->rows[i]);
	}
}
