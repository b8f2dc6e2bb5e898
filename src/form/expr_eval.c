/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/model.h"

enum err expr_put_text(struct form_value *out, const char *text)
{
	*out = (struct form_value){FORM_VALUE_TEXT, text, 0};
	return OK;
}

enum err expr_put_number(struct form_value *out, double number)
{
	*out = (struct form_value){FORM_VALUE_NUMBER, "", number};
	return OK;
}

enum err expr_put_boolean(struct form_value *out, bool truth)
{
	*out = (struct form_value){FORM_VALUE_BOOLEAN, truth ? "true" : "false", truth};
	return OK;
}

enum err expr_eval_charge(struct expr_eval *x, size_t cost)
{
	if (cost > x->steps) {
		x->steps = 0;
		return error_set(x->e, ERR_INVALID, _("This expression takes too long."));
	}
	x->steps -= (unsigned)cost;
	return OK;
}

const char *expr_text(struct expr_eval *x, const struct form_value *v)
{
	return form_value_text(v, x->arena);
}

double form_value_number(const struct form_value *v)
{
	double number;

	if (v->type != FORM_VALUE_TEXT)
		return v->number;
	number = expr_number_read(v->text);
	if (isnan(number) && expr_date_read(v->text, &number))
		return number;
	return number;
}

bool form_value_boolean(const struct form_value *v)
{
	if (v->type == FORM_VALUE_TEXT || v->type == FORM_VALUE_DATE)
		return *v->text != '\0';
	return v->number != 0 && !isnan(v->number);
}

const char *form_value_text(const struct form_value *v, struct arena *arena)
{
	if (v->type != FORM_VALUE_NUMBER)
		return v->text;
	return expr_number_write(v->number, arena);
}

enum err expr_put_typed(struct form_value *out, const char *text, int type)
{
	double number;

	if (*text == '\0')
		return expr_put_text(out, "");
	if (type == FORM_INTEGER || type == FORM_DECIMAL || type == FORM_RANGE) {
		number = expr_number_read(text);
		if (!isnan(number))
			return expr_put_number(out, number);
	} else if (type == FORM_DATE || type == FORM_DATETIME || type == FORM_TODAY ||
		   type == FORM_START || type == FORM_END) {
		return expr_date_of_text(text, out);
	}
	return expr_put_text(out, text);
}

static enum err eval_row(struct expr_eval *x, const struct expr_node *n,
			 struct form_value *out)
{
	int type;

	if (n->path != NULL)
		return expr_eval_first(x, n, out);
	type = (int)x->env->form->rows[n->row].type;
	return expr_put_typed(out, x->env->value(x->env->data, n->row), type);
}

static enum err eval_column(struct expr_eval *x, const struct expr_node *n,
			    struct form_value *out)
{
	const struct form_env *env = x->env;

	if (x->candidate == NULL || x->candidate->list == NULL)
		return error_set(x->e, ERR_INVALID,
				 _("The name '%s' means nothing here."), n->text);
	return expr_put_text(out, form_list_cell(env->form, x->candidate->list,
						 x->candidate->choice, n->column,
						 env->language_index));
}

static enum err eval_self(struct expr_eval *x, struct form_value *out)
{
	if (x->env->self == NULL)
		return error_set(x->e, ERR_INVALID,
				 _("There is no question here that . could be."));
	return expr_put_typed(out, x->env->self, x->env->self_type);
}

static enum err eval_negate(struct expr_eval *x, const struct expr_node *n,
			    struct form_value *out)
{
	enum err rc = expr_eval_node(x, n->first, out);

	return rc != OK ? rc : expr_put_number(out, n->number * form_value_number(out));
}

static enum err eval_logic(struct expr_eval *x, const struct expr_node *n,
			   struct form_value *out)
{
	bool stops_at = n->first->next->operator == EXPR_OR;
	bool truth = !stops_at;

	for (const struct expr_node *o = n->first; o != NULL && truth != stops_at;
	     o = o->next) {
		enum err rc = expr_eval_node(x, o, out);

		if (rc != OK)
			return rc;
		truth = form_value_boolean(out);
	}
	return expr_put_boolean(out, truth);
}

static bool is_numeric(const struct form_value *v)
{
	return v->type == FORM_VALUE_NUMBER || v->type == FORM_VALUE_DATE;
}

static bool values_equal(const struct form_value *a, const struct form_value *b)
{
	if (a->type == FORM_VALUE_BOOLEAN || b->type == FORM_VALUE_BOOLEAN)
		return form_value_boolean(a) == form_value_boolean(b);
	if (is_numeric(a) || is_numeric(b))
		return expr_number_equal(form_value_number(a), form_value_number(b));
	return strcmp(a->text, b->text) == 0;
}

static bool is_comparison(enum expr_operator o)
{
	return o >= EXPR_EQUAL && o <= EXPR_MORE_EQUAL;
}

bool expr_compare(enum expr_operator o, const struct form_value *a,
		  const struct form_value *b)
{
	double left, right;

	if (o == EXPR_EQUAL || o == EXPR_DIFFER)
		return values_equal(a, b) == (o == EXPR_EQUAL);
	left = form_value_number(a);
	right = form_value_number(b);
	if (o == EXPR_LESS)
		return left < right;
	if (o == EXPR_LESS_EQUAL)
		return left <= right;
	return o == EXPR_MORE ? left > right : left >= right;
}

static double compute(enum expr_operator o, double a, double b)
{
	if (o == EXPR_PLUS)
		return a + b;
	if (o == EXPR_MINUS)
		return a - b;
	if (o == EXPR_TIMES)
		return a * b;
	return o == EXPR_DIV ? a / b : fmod(a, b);
}

static enum err apply(enum expr_operator o, struct form_value *left,
		      const struct form_value *right)
{
	if (is_comparison(o))
		return expr_put_boolean(left, expr_compare(o, left, right));
	return expr_put_number(left, compute(o, form_value_number(left),
					     form_value_number(right)));
}

/* True when it is so for one value of the left and one of the right. */
static enum err compare_all(struct expr_eval *x, const struct expr_node *left,
			    const struct expr_node *right, enum expr_operator o,
			    struct form_value *out)
{
	struct form_value *a, *b;
	int a_count, b_count;
	bool holds = false;
	enum err rc = expr_values_of(x, left, &a, &a_count);

	if (rc == OK)
		rc = expr_values_of(x, right, &b, &b_count);
	for (int i = 0; rc == OK && i < a_count && !holds; i++) {
		for (int k = 0; rc == OK && k < b_count && !holds; k++) {
			holds = expr_compare(o, &a[i], &b[k]);
			rc = expr_eval_charge(x, 1);
		}
	}
	return rc != OK ? rc : expr_put_boolean(out, holds);
}

static enum err eval_chain(struct expr_eval *x, const struct expr_node *n,
			   struct form_value *out)
{
	const struct expr_node *next = n->first->next;
	enum expr_operator o = next->operator;
	struct form_value right;
	enum err rc;

	if (o == EXPR_OR || o == EXPR_AND)
		return eval_logic(x, n, out);
	if (is_comparison(o) && (n->first->is_many || n->first->next->is_many)) {
		rc = compare_all(x, n->first, next, o, out);
		next = next->next;
	} else {
		rc = expr_eval_node(x, n->first, out);
	}
	for (; rc == OK && next != NULL; next = next->next) {
		rc = expr_eval_node(x, next, &right);
		if (rc == OK)
			rc = apply(next->operator, out, &right);
	}
	return rc;
}

static enum err eval_call(struct expr_eval *x, const struct expr_node *n,
			  struct form_value *out)
{
	struct form_value args[EXPR_ARGUMENTS];
	const struct expr_node *child = n->first;
	enum err rc = OK;

	if (n->function->lazy)
		return n->function->call(x, n, NULL, out);
	for (int i = 0; rc == OK && i < n->count; i++, child = child->next) {
		rc = expr_eval_node(x, child, &args[i]);
		if (rc == OK && args[i].type == FORM_VALUE_TEXT) /* it will be read through */
			rc = expr_eval_charge(x, strlen(args[i].text) / EXPR_BYTES_A_STEP);
	}
	return rc != OK ? rc : n->function->call(x, n, args, out);
}

enum err expr_eval_node(struct expr_eval *x, const struct expr_node *n,
			struct form_value *out)
{
	enum err rc = expr_eval_charge(x, 1);

	if (rc != OK)
		return rc;
	switch (n->kind) {
	case EXPR_TEXT:
		return expr_put_text(out, n->text);
	case EXPR_NUMBER:
		return expr_put_number(out, n->number);
	case EXPR_ROW:
		return eval_row(x, n, out);
	case EXPR_WORD:
		return expr_put_text(out, x->env->word == NULL
						  ? ""
						  : x->env->word(x->env->data, n->text));
	case EXPR_COLUMN:
		return eval_column(x, n, out);
	case EXPR_ITEMS:
		return expr_eval_first(x, n, out);
	case EXPR_WHOLE:
		return expr_put_text(out, "");
	case EXPR_SELF:
		return eval_self(x, out);
	case EXPR_NEGATE:
		return eval_negate(x, n, out);
	case EXPR_CHAIN:
		return eval_chain(x, n, out);
	case EXPR_CALL:
		return eval_call(x, n, out);
	case EXPR_FAULT:
		break;
	}
	return error_set(x->e, ERR_INVALID, "%s", n->text);
}

enum err form_expr_evaluate(const struct form_expr *expr, const struct form_env *env,
			    struct arena *arena, struct form_value *out, struct error *e)
{
	const struct expr_candidate choice = {.spot = FORM_NONE,
					      .list = env->list,
					      .choice = env->choice,
					      .position = env->choice + 1,
					      .last = env->list == NULL ? 1
									: env->list->count};
	struct expr_eval x = {env, arena, e, FORM_EXPR_STEPS,
			      env->list == NULL ? NULL : &choice};
	unsigned begin;
	enum err rc;

	if (env->budget != NULL && *env->budget < x.steps)
		x.steps = *env->budget;
	begin = x.steps;
	rc = expr_eval_node(&x, expr->root, out);
	if (env->budget != NULL)
		*env->budget -= begin - x.steps;
	return rc;
}
