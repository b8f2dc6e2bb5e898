/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check_demand.h"

/*
 * Finds questions that can never be asked.  Walks the conditions in the order of the form
 * and gathers what each demands of the answers it reads; two demands that no answer meets
 * are a mistake.  What is not understood counts as possible, so that nothing is called
 * impossible that is not.
 */
/* Looking stops when the steps are used up: if() in if() in if() could go on for ever. */
enum { GROUPS_MOST = FORM_TREE_DEPTH * 4, STEPS_MOST = 1000000 };

struct walk {
	struct form_checks *k;
	struct form_demands d;
	const struct form_row *reader; /* whose condition it is */
	bool *is_asleep;	       /* by row: never asked */
	unsigned steps;		       /* left */
};

static bool may_be(struct walk *w, const struct expr_node *n, bool wanted);

/* A value that the list of the row does not have. */
static bool is_absent(const struct form_row *row, const char *value)
{
	return form_row_is_select(row) && row->list->count && !form_row_is_written(row) &&
	       !form_list_choice(row->list, value) && !strpbrk(value, " \t\n");
}

/* What a question that is never asked is compared with: its value is "". */
static bool empty_is(struct walk *w, int row, bool truth)
{
	return truth || form_demand_refuse(&w->d, FORM_WHY_ASLEEP, row, NULL, NULL);
}

/* Types whose value is read as the text it is. */
static bool is_text(const struct form_row *row)
{
	return form_row_is_select(row) || row->type == FORM_TEXT ||
	       row->type == FORM_CALCULATE || row->type == FORM_HIDDEN ||
	       row->type == FORM_ACKNOWLEDGE;
}

static bool compare_text(struct walk *w, int row, bool is_equal, const char *text)
{
	const struct form_row *r = &w->d.form->rows[row];

	if (w->is_asleep[row])
		return empty_is(w, row, is_equal == !*text);
	if (!is_text(r) && *text)
		return true;
	if (is_equal && *text && is_absent(r, text))
		return form_demand_refuse(&w->d, FORM_WHY_ABSENT, row, text, NULL);
	return form_demand_add(
		&w->d,
		(struct form_demand){row, is_equal ? FORM_DEMAND_IS : FORM_DEMAND_NOT,
				     false, text, 0});
}

static bool bound_text(struct walk *w, int row, enum form_demand_kind kind, double number,
		       bool is_open)
{
	return form_demand_add(&w->d,
			       (struct form_demand){row, kind, is_open, "", number});
}

static bool compare_number(struct walk *w, int row, enum expr_operator o, double number)
{
	if (w->is_asleep[row])
		return empty_is(w, row, o == EXPR_DIFFER);
	switch (o) {
	case EXPR_EQUAL:
		return bound_text(w, row, FORM_DEMAND_LEAST, number - 1e-12, false) &&
		       bound_text(w, row, FORM_DEMAND_MOST, number + 1e-12, false);
	case EXPR_MORE:
	case EXPR_MORE_EQUAL:
		return bound_text(w, row, FORM_DEMAND_LEAST, number, o == EXPR_MORE);
	case EXPR_LESS:
	case EXPR_LESS_EQUAL:
		return bound_text(w, row, FORM_DEMAND_MOST, number, o == EXPR_LESS);
	case EXPR_OR:
	case EXPR_AND:
	case EXPR_DIFFER:
	case EXPR_PLUS:
	case EXPR_MINUS:
	case EXPR_TIMES:
	case EXPR_DIV:
	case EXPR_MOD:
	case EXPR_NO_OPERATOR:
		break;
	}
	return true;
}

static bool is_true_of(double a, enum expr_operator o, double b)
{
	return (o == EXPR_EQUAL && expr_number_equal(a, b)) ||
	       (o == EXPR_DIFFER && !expr_number_equal(a, b)) ||
	       (o == EXPR_LESS && a < b) || (o == EXPR_MORE && a > b) ||
	       (o == EXPR_LESS_EQUAL && a <= b) || (o == EXPR_MORE_EQUAL && a >= b);
}

static bool compare_constants(struct walk *w, const struct expr_node *a,
			      enum expr_operator o, const struct expr_node *b,
			      bool wanted)
{
	double left, right;
	bool truth = wanted;

	if (form_node_number(a, &left) && form_node_number(b, &right))
		truth = is_true_of(left, o, right);
	else if (a->kind == EXPR_TEXT && b->kind == EXPR_TEXT &&
		 (o == EXPR_EQUAL || o == EXPR_DIFFER))
		truth = !strcmp(a->text, b->text) == (o == EXPR_EQUAL);
	return truth == wanted ||
	       form_demand_refuse(&w->d, FORM_WHY_NEVER, FORM_NONE, NULL, NULL);
}

/* A row of which the reader sees one value. */
static const struct form_row *row_at(const struct walk *w, const struct expr_node *n)
{
	const struct form_row *row = NULL;

	if (n->kind == EXPR_ROW)
		row = &w->d.form->rows[n->row];
	return row && !n->is_many && !form_row_is_group(row) &&
			       form_check_is_single(w->d.form, w->reader, row)
		       ? row
		       : NULL;
}

static bool may_compare(struct walk *w, const struct expr_node *n, bool wanted)
{
	const struct expr_node *left = n->first, *right = left->next;
	enum expr_operator o = right->operator;
	const struct form_row *row = row_at(w, left);
	double number;

	if (right->next)
		return true;
	if (!row) {
		row = row_at(w, right);
		if (!row)
			return compare_constants(w, left, o, right, wanted);
		right = left;
		o = form_operator_turned(o);
	}
	if (!wanted && o != EXPR_EQUAL && o != EXPR_DIFFER)
		return true; /* no bound says the opposite: it may be empty */
	if (!wanted)
		o = o == EXPR_EQUAL ? EXPR_DIFFER : EXPR_EQUAL;
	if (form_node_number(right, &number))
		return compare_number(w, row->index, o, number);
	if (right->kind == EXPR_TEXT && (o == EXPR_EQUAL || o == EXPR_DIFFER))
		return compare_text(w, row->index, o == EXPR_EQUAL, right->text);
	return true;
}

/* Each branch on its own: what it demands is forgotten, since another may be taken. */
static bool may_any(struct walk *w, const struct expr_node *n, bool wanted)
{
	enum form_why why = FORM_WHY_ABSENT;
	int count = w->d.count;

	for (const struct expr_node *c = n->first; c; c = c->next) {
		bool may = may_be(w, c, wanted);

		w->d.count = count;
		if (may)
			return true;
		if (w->d.why != FORM_WHY_ABSENT)
			why = FORM_WHY_NEVER;
	}
	return form_demand_refuse(&w->d, why, FORM_NONE, NULL, NULL);
}

static bool is_branching(const struct expr_node *n, bool wanted)
{
	while (FORM_IS_CALL(n, not ) || FORM_IS_CALL(n, boolean)) {
		wanted ^= FORM_IS_CALL(n, not );
		n = n->first;
	}
	if (n->kind == EXPR_CHAIN)
		return n->first->next->operator==(wanted ? EXPR_OR : EXPR_AND);
	return FORM_IS_CALL(n, if);
}

/* First what must all be so, then the branches against it. */
static bool may_all(struct walk *w, const struct expr_node *n, bool wanted)
{
	for (int turn = 0; turn < 2; turn++) {
		for (const struct expr_node *c = n->first; c; c = c->next) {
			if (is_branching(c, wanted) == (turn == 1) &&
			    !may_be(w, c, wanted))
				return false;
		}
	}
	return true;
}

static bool may_if(struct walk *w, const struct expr_node *n, bool wanted)
{
	const struct expr_node *condition = n->first, *yes = condition->next;
	int count = w->d.count;
	bool may = may_be(w, condition, true) && may_be(w, yes, wanted);

	w->d.count = count;
	if (!may)
		may = may_be(w, condition, false) && may_be(w, yes->next, wanted);
	w->d.count = count;
	return may || form_demand_refuse(&w->d, FORM_WHY_NEVER, FORM_NONE, NULL, NULL);
}

static bool may_select(struct walk *w, const struct expr_node *n, bool wanted)
{
	const struct form_row *row = row_at(w, n->first);
	const struct expr_node *value = n->first->next;

	if (!row || value->kind != EXPR_TEXT || !*value->text ||
	    strpbrk(value->text, " \t\n"))
		return true;
	if (w->is_asleep[row->index])
		return empty_is(w, row->index, !wanted);
	if (!form_row_is_select(row))
		return true;
	if (wanted && is_absent(row, value->text))
		return form_demand_refuse(&w->d, FORM_WHY_ABSENT, row->index, value->text,
					  NULL);
	return form_demand_add(
		&w->d, (struct form_demand){row->index,
					    wanted ? FORM_DEMAND_HAS : FORM_DEMAND_LACKS,
					    false, value->text, 0});
}

static bool may_call(struct walk *w, const struct expr_node *n, bool wanted)
{
	if (FORM_IS_CALL(n, true) || FORM_IS_CALL(n, false))
		return FORM_IS_CALL(n, true) == wanted ||
		       form_demand_refuse(&w->d, FORM_WHY_NEVER, FORM_NONE, NULL, NULL);
	if (FORM_IS_CALL(n, not ))
		return may_be(w, n->first, !wanted);
	if (FORM_IS_CALL(n, boolean))
		return may_be(w, n->first, wanted);
	if (FORM_IS_CALL(n, if))
		return may_if(w, n, wanted);
	if (FORM_IS_CALL(n, selected))
		return may_select(w, n, wanted);
	return true;
}

static bool may_chain(struct walk *w, const struct expr_node *n, bool wanted)
{
	enum expr_operator o = n->first->next->operator;

	if (o == EXPR_AND || o == EXPR_OR)
		return wanted == (o == EXPR_AND) ? may_all(w, n, wanted)
						 : may_any(w, n, wanted);
	return form_operator_compares(o) ? may_compare(w, n, wanted) : true;
}

/* Could this be wanted, next to all that is demanded?  Adds what it demands. */
static bool may_be(struct walk *w, const struct expr_node *n, bool wanted)
{
	const struct form_row *row;
	double number;

	if (!w->steps)
		return true;
	w->steps--;
	if (n->kind == EXPR_CHAIN)
		return may_chain(w, n, wanted);
	if (n->kind == EXPR_CALL)
		return may_call(w, n, wanted);
	if (n->kind == EXPR_TEXT)
		return !*n->text != wanted ||
		       form_demand_refuse(&w->d, FORM_WHY_NEVER, FORM_NONE, NULL, NULL);
	if (form_node_number(n, &number))
		return (number != 0 && !isnan(number)) == wanted ||
		       form_demand_refuse(&w->d, FORM_WHY_NEVER, FORM_NONE, NULL, NULL);
	row = row_at(w, n);
	if (row && (wanted || is_text(row)))
		return compare_text(w, row->index, !wanted, "");
	return true;
}

static const char *sentence(const struct walk *w)
{
	struct arena *arena = &w->k->r->scratch;
	const char *about = w->d.about < 0 ? "" : w->d.form->rows[w->d.about].name;
	const char *name = w->reader->name;

	switch (w->d.why) {
	case FORM_WHY_BOTH:
		return arena_format(arena,
				    _("'%.60s' is never asked: '%.60s' would have to be "
				      "'%.60s' and '%.60s' at once."),
				    name, about, w->d.one, w->d.other);
	case FORM_WHY_NUMBER:
		return arena_format(
			arena,
			_("'%.60s' is never asked: no number that '%.60s' may "
			  "have fits its condition."),
			name, about);
	case FORM_WHY_ASLEEP:
		return arena_format(arena,
				    _("'%.60s' is never asked: it waits for an answer to "
				      "'%.60s', which is never asked."),
				    name, about);
	case FORM_WHY_AGAINST:
		return arena_format(arena,
				    _("'%.60s' is never asked: its condition contradicts "
				      "itself about '%.60s'."),
				    name, about);
	case FORM_WHY_ABSENT:
	case FORM_WHY_NEVER:
		break;
	}
	return arena_format(arena,
			    _("'%.60s' is never asked: its condition can never be true."),
			    name);
}

/* Its group may say already that it is never asked. */
static void check_row(struct walk *w, const struct form_row *row)
{
	bool is_told = row->parent >= 0 && w->is_asleep[row->parent];

	w->is_asleep[row->index] = is_told;
	if (!row->relevant || is_told || !w->k->r->nodes[row->index])
		return;
	w->reader = row;
	if (may_be(w, row->relevant->root, true))
		return;
	w->is_asleep[row->index] = true;
	if (w->d.why == FORM_WHY_ABSENT)
		return; /* said already, with what was meant */
	FORM_WARN(w->k->r, form_check_cell(w->k->r, row, FORM_COLUMN_RELEVANT), "%s",
		  sentence(w));
}

/* . > 20 and . < 1: whatever is typed is refused. */
static void check_bounds(struct walk *w, const struct form_row *row)
{
	bool is_number = row->type == FORM_INTEGER || row->type == FORM_DECIMAL ||
			 row->type == FORM_RANGE;

	if (is_number && row->constraint && form_bounds_are_empty(&w->d, row))
		FORM_WARN(w->k->r, form_check_cell(w->k->r, row, FORM_COLUMN_CONSTRAINT),
			  _("No number meets the constraint of '%.60s'."), row->name);
}

void form_never_check(struct form_checks *k)
{
	const struct form *form = k->r->form;
	size_t rows = (size_t)form->row_count + 1;
	struct walk w = {.k = k, .d = {.form = form}, .steps = STEPS_MOST};
	struct {
		int end, count;
	} groups[GROUPS_MOST];
	int depth = 0;

	w.is_asleep = arena_array(&k->r->scratch, rows, sizeof *w.is_asleep);
	w.d.bounds = arena_array(&k->r->scratch, rows, sizeof *w.d.bounds);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];
		int count;

		while (depth && groups[depth - 1].end <= i)
			w.d.count = groups[--depth].count;
		count = w.d.count;
		check_bounds(&w, row);
		check_row(&w, row);
		if (form_row_is_group(row) && depth < GROUPS_MOST) {
			groups[depth].end = row->end;
			groups[depth++].count = count;
		} else {
			w.d.count = count;
		}
	}
}
