/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check_demand.h"

bool form_demand_refuse(struct form_demands *w, enum form_why why, int row,
			const char *one, const char *other)
{
	w->why = why;
	w->about = row;
	w->one = one;
	w->other = other;
	return false;
}

bool form_row_is_written(const struct form_row *row)
{
	return row->calculation || row->dynamic_default || row->fixed_default;
}

static double number_of(const char *text)
{
	const struct form_value value = {FORM_VALUE_TEXT, text, 0};

	return form_value_number(&value);
}

static bool has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at++) {
		if ((at == text || at[-1] == ' ') && (!at[len] || at[len] == ' '))
			return true;
	}
	return false;
}

/* A list in which a name holds a blank: selected() may find two in one value. */
static bool has_blanks(struct form_demands *w, const struct form_list *list)
{
	for (unsigned i = 0; list != w->plain && i < list->count; i++) {
		if (strpbrk(list->choices[i].name, " \t\n"))
			return true;
	}
	w->plain = list;
	return false;
}

static void lift(struct form_bounds *b, double least, bool is_open)
{
	if (least < b->least || (least == b->least && !is_open))
		return;
	b->least = least;
	b->is_least_open = is_open;
}

static void lower(struct form_bounds *b, double most, bool is_open)
{
	if (most > b->most || (most == b->most && !is_open))
		return;
	b->most = most;
	b->is_most_open = is_open;
}

bool form_node_number(const struct expr_node *n, double *number)
{
	double sign = 1;

	if (n->kind == EXPR_NEGATE) {
		sign = n->number;
		n = n->first;
	}
	if (n->kind != EXPR_NUMBER)
		return false;
	*number = sign * n->number;
	return true;
}

enum expr_operator form_operator_turned(enum expr_operator o)
{
	static const enum expr_operator other[] = {[EXPR_EQUAL] = EXPR_EQUAL,
						   [EXPR_DIFFER] = EXPR_DIFFER,
						   [EXPR_LESS] = EXPR_MORE,
						   [EXPR_LESS_EQUAL] = EXPR_MORE_EQUAL,
						   [EXPR_MORE] = EXPR_LESS,
						   [EXPR_MORE_EQUAL] = EXPR_LESS_EQUAL,
						   [EXPR_NO_OPERATOR] = EXPR_NO_OPERATOR};

	return o < sizeof other / sizeof *other ? other[o] : EXPR_NO_OPERATOR;
}

bool form_operator_compares(enum expr_operator o)
{
	return o >= EXPR_EQUAL && o <= EXPR_MORE_EQUAL;
}

/* One part of a constraint: '.' on one side, a number on the other. */
static void bound_by(struct form_bounds *b, const struct expr_node *n)
{
	const struct expr_node *left = n->first, *right;
	enum expr_operator o;
	double number;

	if (n->kind != EXPR_CHAIN || left->next->next)
		return;
	right = left->next;
	o = right->operator;
	if (left->kind != EXPR_SELF) {
		o = form_operator_compares(o) ? form_operator_turned(o) : o;
		right = left;
		left = left->next;
	}
	if (left->kind != EXPR_SELF || !form_node_number(right, &number))
		return;
	if (o == EXPR_MORE || o == EXPR_MORE_EQUAL || o == EXPR_EQUAL)
		lift(b, o == EXPR_EQUAL ? number - 1e-12 : number, o == EXPR_MORE);
	if (o == EXPR_LESS || o == EXPR_LESS_EQUAL || o == EXPR_EQUAL)
		lower(b, o == EXPR_EQUAL ? number + 1e-12 : number, o == EXPR_LESS);
}

static const struct form_bounds *own_bounds(struct form_demands *w,
					    const struct form_row *row)
{
	struct form_bounds *b = &w->bounds[row->index];
	const struct expr_node *root = row->constraint ? row->constraint->root : NULL;

	if (b->is_known)
		return b;
	*b = (struct form_bounds){-INFINITY, INFINITY, false, false, true};
	if (form_row_is_written(row))
		return b;
	if (row->type == FORM_RANGE) {
		lift(b, row->range.start, false);
		lower(b, row->range.end, false);
	}
	if (root && root->kind == EXPR_CHAIN && root->first->next->operator== EXPR_AND) {
		for (const struct expr_node *n = root->first; n; n = n->next)
			bound_by(b, n);
	} else if (root) {
		bound_by(b, root);
	}
	return b;
}

static bool are_empty(const struct form_row *row, struct form_bounds *b)
{
	if (row->type == FORM_INTEGER && fabs(b->least) < 1e15) {
		b->least = b->is_least_open ? floor(b->least) + 1 : ceil(b->least);
		b->is_least_open = false;
	}
	if (row->type == FORM_INTEGER && fabs(b->most) < 1e15) {
		b->most = b->is_most_open ? ceil(b->most) - 1 : floor(b->most);
		b->is_most_open = false;
	}
	return b->least > b->most ||
	       (b->least == b->most && (b->is_least_open || b->is_most_open));
}

bool form_bounds_are_empty(struct form_demands *w, const struct form_row *row)
{
	struct form_bounds b = *own_bounds(w, row);

	return are_empty(row, &b);
}

/* All that is demanded of the row as a number. */
static bool fits_bounds(struct form_demands *w, const struct form_row *row)
{
	struct form_bounds b = *own_bounds(w, row);

	for (int i = 0; i < w->count; i++) {
		const struct form_demand *d = &w->items[i];

		if (d->row != row->index)
			continue;
		if (d->kind == FORM_DEMAND_LEAST)
			lift(&b, d->number, d->is_open);
		else if (d->kind == FORM_DEMAND_MOST)
			lower(&b, d->number, d->is_open);
	}
	return !are_empty(row, &b) ||
	       form_demand_refuse(w, FORM_WHY_NUMBER, row->index, NULL, NULL);
}

static bool is_within(const struct form_demand *bound, double number)
{
	if (bound->kind == FORM_DEMAND_LEAST)
		return bound->is_open ? number > bound->number : number >= bound->number;
	return bound->is_open ? number < bound->number : number <= bound->number;
}

bool form_row_is_select(const struct form_row *row)
{
	return row->list &&
	       (row->type == FORM_SELECT_ONE || row->type == FORM_SELECT_MULTIPLE);
}

/* Can the value be text and also meet d? */
static bool text_meets(const struct form_row *row, const char *text,
		       const struct form_demand *d)
{
	switch (d->kind) {
	case FORM_DEMAND_IS:
		return !strcmp(text, d->text);
	case FORM_DEMAND_NOT:
		return strcmp(text, d->text) != 0;
	case FORM_DEMAND_HAS:
		return !form_row_is_select(row) || has_word(text, d->text);
	case FORM_DEMAND_LACKS:
		return !form_row_is_select(row) || !has_word(text, d->text);
	case FORM_DEMAND_LEAST:
	case FORM_DEMAND_MOST:
		break;
	}
	return is_within(d, number_of(text));
}

/* Two demands on one row; a is the newer one. */
static bool agree(struct form_demands *w, const struct form_row *row,
		  const struct form_demand *a, const struct form_demand *b)
{
	if (a->kind == FORM_DEMAND_IS)
		return text_meets(row, a->text, b);
	if (b->kind == FORM_DEMAND_IS)
		return text_meets(row, b->text, a);
	if ((a->kind == FORM_DEMAND_HAS && b->kind == FORM_DEMAND_LACKS) ||
	    (a->kind == FORM_DEMAND_LACKS && b->kind == FORM_DEMAND_HAS))
		return strcmp(a->text, b->text) != 0;
	if (a->kind == FORM_DEMAND_HAS && b->kind == FORM_DEMAND_HAS && row->list &&
	    row->type == FORM_SELECT_ONE && strcmp(a->text, b->text) != 0)
		return has_blanks(w, row->list) || form_row_is_written(row);
	return true;
}

static bool clash(struct form_demands *w, const struct form_demand *a,
		  const struct form_demand *b)
{
	bool is_text = (a->kind == FORM_DEMAND_IS || a->kind == FORM_DEMAND_HAS) &&
		       (b->kind == FORM_DEMAND_IS || b->kind == FORM_DEMAND_HAS);

	if (is_text && *a->text && *b->text)
		return form_demand_refuse(w, FORM_WHY_BOTH, a->row, b->text, a->text);
	return form_demand_refuse(w, FORM_WHY_AGAINST, a->row, NULL, NULL);
}

bool form_demand_add(struct form_demands *w, struct form_demand d)
{
	const struct form_row *row = &w->form->rows[d.row];

	for (int i = 0; i < w->count; i++) {
		if (w->items[i].row == d.row && !agree(w, row, &d, &w->items[i]))
			return clash(w, &d, &w->items[i]);
	}
	if (w->count < FORM_DEMANDS_MOST)
		w->items[w->count++] = d;
	if (d.kind == FORM_DEMAND_LEAST || d.kind == FORM_DEMAND_MOST)
		return fits_bounds(w, row);
	return true;
}
