/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"
#include "form/typed.h"

/* Defaults that their own type or constraint refuses, filters that leave choices out, facts of a
 * repeat. */

/* Functions whose value depends on nothing but what they are given. */
static bool is_pure(const char *name)
{
	static const char *const names[] = {
		"abs",
		"boolean",
		"ceiling",
		"coalesce",
		"concat",
		"contains",
		"count-selected",
		"ends-with",
		"false",
		"floor",
		"if",
		"int",
		"not",
		"normalize-space",
		"number",
		"pow",
		"regex",
		"round",
		"selected",
		"selected-at",
		"starts-with",
		"string",
		"string-length",
		"substr",
		"substring",
		"substring-after",
		"substring-before",
		"translate",
		"true",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(name, names[i]))
			return true;
	}
	return false;
}

static bool is_of_itself(const struct expr_node *n)
{
	bool is_known =
		n->kind == EXPR_TEXT || n->kind == EXPR_NUMBER || n->kind == EXPR_SELF ||
		n->kind == EXPR_NEGATE || n->kind == EXPR_CHAIN ||
		(n->kind == EXPR_CALL && n->function && is_pure(n->function->name));

	for (const struct expr_node *c = n->first; is_known && c; c = c->next)
		is_known = is_of_itself(c);
	return is_known;
}

/* From here on it is what an answer would be stored as. */
static void settle_default(struct form_reader *r, struct form_row *row)
{
	struct str stored = STR_INIT;

	if (!row->fixed_default || !*row->fixed_default)
		return;
	str_set(&stored, row->fixed_default);
	if (form_typed_fits(row, &stored)) {
		row->fixed_default = arena_text(r->arena, stored.bytes);
	} else {
		FORM_COMPLAIN(r, form_check_cell(r, row, FORM_COLUMN_DEFAULT),
			      row->type == FORM_DATE
				      ? _("The default '%.40s' is no date such as 2026-11-22.")
				      : _("The default '%.40s' does not fit this type."),
			      row->fixed_default);
		row->fixed_default = NULL; /* one mistake is enough */
	}
	str_release(&stored);
}

static void check_default(struct form_reader *r, const struct form_row *row)
{
	const struct form_env env = {.form = r->form,
				     .spot = row->index,
				     .self = row->fixed_default,
				     .self_type = (int)row->type,
				     .language = "en"};
	struct error e = ERROR_INIT;
	struct form_value value;

	if (!row->fixed_default || !*row->fixed_default || !row->constraint ||
	    !is_of_itself(row->constraint->root))
		return;
	if (form_expr_evaluate(row->constraint, &env, &r->scratch, &value, &e) == OK &&
	    !form_value_boolean(&value))
		FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_DEFAULT),
			  _("The default '%.40s' does not meet the constraint of this "
			    "question."),
			  row->fixed_default);
}

static void check_fact(struct form_reader *r, const struct form_row *row)
{
	if (row->save_to && row->repeat != FORM_NONE)
		FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_SAVE_TO),
			  _("'%.60s' is in a repeat: all its answers are saved to "
			    "'%.60s' as "
			    "one list."),
			  row->name, row->save_to);
}

/* Counting inside what is counted. */
static void check_count(struct form_reader *r, const struct form_row *row)
{
	int count = 0;
	const struct form_reading *reads =
		row->repeat_count ? form_expr_reads(row->repeat_count, &count) : NULL;

	/* backwards: the repeat itself is read with what is in it, and stands before it
	 */
	for (int i = count - 1; i >= 0; i--) {
		if (reads[i].row < row->index || reads[i].row >= row->end)
			continue;
		FORM_COMPLAIN(
			r, form_check_cell(r, row, FORM_COLUMN_REPEAT_COUNT),
			_("repeat_count of '%.60s' reads '%.60s', which is inside it: "
			  "it can only be known before."),
			row->name, r->form->rows[reads[i].row].name);
		r->is_unsound = true;
		return;
	}
}

static void check_trigger(struct form_reader *r, const struct form_row *row)
{
	for (int i = 0; i < row->trigger_count; i++) {
		if (row->triggers[i] == row->index)
			FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_TRIGGER),
				  _("The trigger of '%.60s' names itself: what is typed "
				    "there "
				    "is at once calculated over."),
				  row->name);
	}
	if (row->trigger_count && !row->calculation)
		FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_TRIGGER),
			  _("'%.60s' has a trigger but no calculation."), row->name);
}

/* A list that is always filtered by one column being equal to something. */
struct filter {
	const struct form_row *row; /* the first that uses the list; NULL: none yet */
	int column;		    /* FORM_NONE: something else somewhere */
};

static int column_of(const struct form_row *row)
{
	const struct expr_node *a, *b,
		*root = row->choice_filter ? row->choice_filter->root : NULL;

	if (!root || root->kind != EXPR_CHAIN)
		return FORM_NONE;
	a = root->first;
	b = a->next;
	if (b->next || b->operator!= EXPR_EQUAL)
		return FORM_NONE;
	if (a->kind != EXPR_COLUMN) {
		b = a;
		a = a->next;
	}
	if (a->kind != EXPR_COLUMN || b->kind == EXPR_TEXT)
		return FORM_NONE;
	for (unsigned i = 0; i < row->list->column_count; i++) {
		if (!strcmp(row->list->columns[i], a->text))
			return (int)i;
	}
	return FORM_NONE;
}

static void gather(struct form_reader *r, const struct form_row *row,
		   struct filter *filters)
{
	int number = row->list ? form_names_find(&r->lists, row->list->name) : FORM_NONE;
	struct filter *f;

	if (number < 0 || number >= r->form->list_count || row->list->is_file)
		return;
	f = &filters[number];
	if (!f->row)
		*f = (struct filter){row, column_of(row)};
	else if (f->column != FORM_NONE && f->column != column_of(row))
		f->column = FORM_NONE;
}

static void check_filter(struct form_reader *r, const struct filter *f)
{
	const struct form_list *list = f->row->list;
	unsigned left_out = 0, line = 0;

	for (unsigned i = 0; i < list->count; i++) {
		if (*list->choices[i].columns[f->column])
			continue;
		if (!left_out++)
			line = list->choices[i].line;
	}
	if (left_out && left_out < list->count)
		FORM_WARN(
			r, form_check_cell(r, f->row, FORM_COLUMN_CHOICE_FILTER),
			_("%u of the %u choices of list '%.60s' have no '%.60s' (the "
			  "first "
			  "on line %u): they are offered only while what it is compared "
			  "with is empty."),
			left_out, list->count, list->name, list->columns[f->column],
			line);
}

void form_use_check(struct form_checks *k)
{
	struct form_reader *r = k->r;
	struct filter *filters = arena_array(&r->scratch, (size_t)r->form->list_count + 1,
					     sizeof *filters);

	for (int i = 0; i < r->form->row_count; i++) {
		struct form_row *row = &r->form->rows[i];

		gather(r, row, filters);
		if (!r->nodes[i])
			continue;
		settle_default(r, row);
		check_default(r, row);
		check_fact(r, row);
		check_count(r, row);
		check_trigger(r, row);
	}
	for (int i = 0; i < r->form->list_count; i++) {
		if (filters[i].row && filters[i].column != FORM_NONE)
			check_filter(r, &filters[i]);
	}
}
