/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/model.h"

/* Functions of many nodes: what stands in repeats and lists. */

/* What is no number does not count (JavaRosa). */
EXPR_FUNCTION(sum)
{
	struct expr_each each = EXPR_EACH(x, call->first);
	double sum = 0;

	(void)args;
	while (expr_each_next(&each, out)) {
		double number = form_value_number(out);

		sum += isnan(number) ? 0 : number;
	}
	return each.rc != OK ? each.rc : expr_put_number(out, sum);
}

EXPR_FUNCTION(count)
{
	struct expr_set set;
	enum err rc = expr_eval_set(x, call->first, EXPR_ALL, &set);

	(void)args;
	return rc != OK ? rc : expr_put_number(out, set.count);
}

EXPR_FUNCTION(count_non_empty)
{
	struct expr_each each = EXPR_EACH(x, call->first);
	int count = 0;

	(void)args;
	while (expr_each_next(&each, out))
		count += *expr_text(x, out) != '\0';
	return each.rc != OK ? each.rc : expr_put_number(out, count);
}

/* Empty values do not count; without any value the result is no number. */
static enum err extreme(struct expr_eval *x, const struct expr_node *call, double sign,
			struct form_value *out)
{
	struct expr_each each = EXPR_EACH(x, call->first);
	double best = NAN;
	bool any = false;

	while (expr_each_next(&each, out)) {
		double number;

		if (out->type == FORM_VALUE_TEXT && *out->text == '\0')
			continue;
		number = form_value_number(out);
		if (!any || isnan(number) || number * sign > best * sign)
			best = any && isnan(best) ? best : number;
		any = true;
	}
	return each.rc != OK ? each.rc : expr_put_number(out, best);
}

EXPR_FUNCTION(min)
{
	(void)args;
	return extreme(x, call, -1, out);
}

EXPR_FUNCTION(max)
{
	(void)args;
	return extreme(x, call, 1, out);
}

/* Of a spot of a row: its place among the instances; what is no repeat is the only one. */
static double place_of(const struct expr_eval *x, int row, int spot)
{
	if (row == FORM_NONE || x->env->form->rows[row].type != FORM_REPEAT)
		return 1;
	return x->env->position(x->env->data, spot);
}

static enum err place_of_set(struct expr_eval *x, const struct expr_node *n,
			     struct form_value *out)
{
	struct expr_set set;
	enum err rc = expr_eval_set(x, n, 1, &set);

	if (rc != OK)
		return rc;
	if (set.count == 0) /* an instance that is irrelevant now still has its place */
		return expr_put_number(out, set.one == FORM_NONE || set.list != NULL || n->is_many
						    ? NAN
						    : place_of(x, set.row, set.one));
	if (set.list != NULL)
		return expr_put_number(out, expr_set_item(&set, 0) + 1);
	return expr_put_number(out, place_of(x, set.row, expr_set_item(&set, 0)));
}

/* In a condition: which one is asked about; elsewhere the only one. */
EXPR_FUNCTION(position)
{
	(void)args;
	if (call->count > 0 && expr_is_set(call->first))
		return place_of_set(x, call->first, out);
	return expr_put_number(
		out, call->count == 0 && x->candidate != NULL ? x->candidate->position : 1);
}

EXPR_FUNCTION(last)
{
	(void)call, (void)args;
	return expr_put_number(out, x->candidate != NULL ? x->candidate->last : 1);
}

/* These are paths and items: the parser makes something else of them. */
EXPR_FUNCTION(current)
{
	(void)x, (void)call, (void)args;
	return expr_put_text(out, "");
}

EXPR_FUNCTION(instance)
{
	return expr_current(x, call, args, out);
}

EXPR_FUNCTION(pulldata)
{
	return expr_current(x, call, args, out);
}

/* The number that the call gives for a repeat; a blank is the first.  0: it names no number. */
static enum err number_for(struct expr_eval *x, const struct expr_node *call, int repeat,
			   bool *is_given, double *number)
{
	struct form_value v;
	enum err rc = OK;

	*is_given = false;
	for (const struct expr_node *n = call->first->next; n != NULL && !*is_given;
	     n = n->next->next) {
		if (n->row != repeat)
			continue;
		*is_given = true;
		rc = expr_eval_node(x, n->next, &v);
		if (rc != OK)
			return rc;
		*number = *expr_text(x, &v) == '\0' ? 1 : trunc(form_value_number(&v));
	}
	return rc;
}

enum { INDEXED_DEPTH = 64 };

/* The repeats that a row stands in, outermost last; at most INDEXED_DEPTH. */
static int repeats_above(const struct form *form, int row, int *repeats)
{
	int count = 0;

	for (int r = form->rows[row].repeat; r != FORM_NONE && count < INDEXED_DEPTH;
	     r = form->rows[r].repeat)
		repeats[count++] = r;
	return count;
}

/* One repeat further in: the instance that is named, else the own one, else the first. */
static enum err step_in(struct expr_eval *x, const struct expr_node *call, int repeat,
			bool *is_own, int *instance)
{
	const struct form_env *env = x->env;
	int list = *instance == FORM_NONE ? repeat
					  : env->member(env->data, *instance, repeat);
	int own = FORM_NONE, count;
	double number = 1;
	bool is_given;
	const int *instances;
	enum err rc = number_for(x, call, repeat, &is_given, &number);

	if (rc != OK)
		return rc;
	if (!is_given && *is_own && env->spot != FORM_NONE)
		own = env->within(env->data, env->spot, repeat);
	*is_own = own != FORM_NONE;
	*instance = own;
	if (own != FORM_NONE)
		return OK;
	instances = env->instances(env->data, list, &count);
	if (number >= 1 && number <= count)
		*instance = instances[(int)number - 1];
	return expr_eval_charge(x, 1);
}

EXPR_FUNCTION(indexed_repeat)
{
	const struct form_env *env = x->env;
	int repeats[INDEXED_DEPTH], instance = FORM_NONE;
	int count = repeats_above(env->form, call->row, repeats);
	bool is_own = true;
	enum err rc = OK;

	(void)args;
	for (int i = count - 1; i >= 0 && rc == OK; i--) {
		rc = step_in(x, call, repeats[i], &is_own, &instance);
		if (rc == OK && instance == FORM_NONE)
			return expr_put_text(out, "");
	}
	if (rc != OK)
		return rc;
	if (form_row_is_group(&env->form->rows[call->row]))
		return expr_put_text(out, "");
	return expr_put_typed(
		out, env->value(env->data, env->member(env->data, instance, call->row)),
		(int)env->form->rows[call->row].type);
}
