/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/model.h"
#include "form/names.h"

/* Sorted by name. */
static const struct expr_function functions[] = {
	{"abs", 1, 1, false, expr_abs},
	{"acos", 1, 1, false, expr_acos},
	{"add-date", 2, 6, false, expr_add_date},
	{"asin", 1, 1, false, expr_asin},
	{"atan", 1, 1, false, expr_atan},
	{"atan2", 2, 2, false, expr_atan2},
	{"base64-decode", 1, 1, false, expr_base64_decode},
	{"boolean", 1, 1, false, expr_boolean},
	{"boolean-from-string", 1, 1, false, expr_boolean_from_string},
	{"ceiling", 1, 1, false, expr_ceiling},
	{"checklist", 2, EXPR_ANY, true, expr_checklist},
	{"coalesce", 1, EXPR_ANY, true, expr_coalesce},
	{"concat", 0, EXPR_ANY, true, expr_concat},
	{"contains", 2, 2, false, expr_contains},
	{"cos", 1, 1, false, expr_cos},
	{"count", 1, 1, true, expr_count},
	{"count-non-empty", 1, 1, true, expr_count_non_empty},
	{"count-selected", 1, 1, false, expr_count_selected},
	{"current", 0, 0, true, expr_current},
	{"date", 1, 1, false, expr_date},
	{"date-time", 1, 1, false, expr_date_time},
	{"decimal-date-time", 1, 1, false, expr_decimal_date_time},
	{"decimal-time", 1, 1, false, expr_decimal_time},
	{"difference-in-months", 2, 2, false, expr_difference_in_months},
	{"digest", 2, 3, false, expr_digest},
	{"ends-with", 2, 2, false, expr_ends_with},
	{"exp", 1, 1, false, expr_exp},
	{"exp10", 1, 1, false, expr_exp10},
	{"false", 0, 0, false, expr_false},
	{"floor", 1, 1, false, expr_floor},
	{"format-date", 2, 2, false, expr_format_date},
	{"format-date-time", 2, 2, false, expr_format_date},
	{"if", 3, 3, true, expr_if},
	{"indexed-repeat", 3, 7, true, expr_indexed_repeat},
	{"instance", 1, 1, true, expr_instance},
	{"int", 1, 1, false, expr_int},
	{"is-selected", 2, 2, false, expr_selected},
	{"join", 1, EXPR_ANY, true, expr_join},
	{"jr:choice-name", 2, 2, false, expr_choice_name},
	{"last", 0, 0, true, expr_last},
	{"log", 1, 1, false, expr_log},
	{"log10", 1, 1, false, expr_log10},
	{"max", 1, EXPR_ANY, true, expr_max},
	{"min", 1, EXPR_ANY, true, expr_min},
	{"normalize-space", 1, 1, false, expr_normalize_space},
	{"not", 1, 1, false, expr_not},
	{"now", 0, 0, false, expr_now},
	{"number", 1, 1, false, expr_number},
	{"once", 1, 1, true, expr_once},
	{"pi", 0, 0, false, expr_pi},
	{"position", 0, 1, true, expr_position},
	{"pow", 2, 2, false, expr_pow},
	{"pulldata", 4, 4, true, expr_pulldata},
	{"random", 0, 0, false, expr_random},
	{"randomize", 1, 2, true, expr_randomize},
	{"regex", 2, 2, false, expr_regex},
	{"round", 1, 2, false, expr_round},
	{"selected", 2, 2, false, expr_selected},
	{"selected-at", 2, 2, false, expr_selected_at},
	{"sin", 1, 1, false, expr_sin},
	{"sqrt", 1, 1, false, expr_sqrt},
	{"starts-with", 2, 2, false, expr_starts_with},
	{"string", 1, 1, false, expr_string},
	{"string-length", 1, 1, false, expr_string_length},
	{"substr", 2, 3, false, expr_substr},
	{"substring", 2, 3, false, expr_substring},
	{"substring-after", 2, 2, false, expr_substring_after},
	{"substring-before", 2, 2, false, expr_substring_before},
	{"sum", 1, EXPR_ANY, true, expr_sum},
	{"tan", 1, 1, false, expr_tan},
	{"today", 0, 0, false, expr_today},
	{"translate", 3, 3, false, expr_translate},
	{"true", 0, 0, false, expr_true},
	{"uuid", 0, 1, false, expr_uuid},
	{"weighted-checklist", 2, EXPR_ANY, true, expr_weighted_checklist},
};

enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

const struct expr_function *expr_function_find(const char *name, size_t len)
{
	size_t low = 0, high = FUNCTION_COUNT;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strncmp(functions[middle].name, name, len);

		if (order == 0 && functions[middle].name[len] == '\0')
			return &functions[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *expr_function_suggest(struct arena *arena, const char *name)
{
	enum { LONGEST = 40 };
	size_t len = strnlen(name, LONGEST + 1);
	int least = len < 5 ? 2 : 3; /* one more than allowed: foo is not nearly floor */
	const char *best = NULL;

	if (len > LONGEST)
		return NULL;
	for (size_t i = 0; i < FUNCTION_COUNT; i++)
		if (form_names_is_nearer(name, functions[i].name, &least))
			best = functions[i].name;
	return arena_text(arena, best);
}

EXPR_FUNCTION(true)
{
	(void)x, (void)call, (void)args;
	return expr_put_boolean(out, true);
}

EXPR_FUNCTION(false)
{
	(void)x, (void)call, (void)args;
	return expr_put_boolean(out, false);
}

EXPR_FUNCTION(boolean)
{
	(void)x, (void)call;
	return expr_put_boolean(out, form_value_boolean(&args[0]));
}

EXPR_FUNCTION(not)
{
	(void)x, (void)call;
	return expr_put_boolean(out, !form_value_boolean(&args[0]));
}

EXPR_FUNCTION(boolean_from_string)
{
	const char *text = expr_text(x, &args[0]);

	(void)call;
	return expr_put_boolean(out, strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
}

/* Only the branch that is taken is evaluated. */
EXPR_FUNCTION(if)
{
	const struct expr_node *yes = call->first->next;
	enum err rc = expr_eval_node(x, call->first, out);

	(void)args;
	if (rc != OK)
		return rc;
	return expr_eval_node(x, form_value_boolean(out) ? yes : yes->next, out);
}

static bool is_empty(const struct form_value *v)
{
	return v->type == FORM_VALUE_NUMBER ? isnan(v->number) : *v->text == '\0';
}

EXPR_FUNCTION(coalesce)
{
	struct expr_each each = EXPR_EACH(x, call->first);

	(void)args;
	while (expr_each_next(&each, out))
		if (!is_empty(out))
			return OK;
	return each.rc != OK ? each.rc : expr_put_text(out, "");
}

/* The row's own value when it has one; that is how a drawn or a first value stays. */
EXPR_FUNCTION(once)
{
	(void)args;
	if (x->env->self != NULL && *x->env->self != '\0')
		return expr_put_text(out, x->env->self);
	return expr_eval_node(x, call->first, out);
}

EXPR_FUNCTION(choice_name)
{
	const struct form *form = x->env->form;
	const struct form_list *list;
	const struct form_choice *choice = NULL;

	if (form == NULL)
		return error_set(x->e, ERR_INVALID, _("There are no choices here."));
	list = form->rows[call->row].list;
	if (list != NULL)
		choice = form_list_choice(list, expr_text(x, &args[0]));
	return expr_put_text(out, choice == NULL
					  ? ""
					  : form_list_cell(form, list,
							   (int)(choice - list->choices),
							   FORM_CELL_LABEL,
							   x->env->language_index));
}

/* The bounds of a checklist; -1: none. */
static enum err read_bounds(struct expr_eval *x, const struct expr_node *call, double *bounds)
{
	const struct expr_node *n = call->first;
	struct form_value v;
	enum err rc = OK;

	for (int i = 0; i < 2 && rc == OK; i++, n = n->next) {
		rc = expr_eval_node(x, n, &v);
		bounds[i] = rc == OK ? form_value_number(&v) : 0;
	}
	return rc;
}

static enum err put_within(struct form_value *out, double sum, const double *bounds)
{
	return expr_put_boolean(out, (bounds[0] < 0 || sum >= bounds[0]) &&
					     (bounds[1] < 0 || sum <= bounds[1]));
}

/* Of values and weights that are two sets: the first weighs the first, and so on. */
static enum err weigh_sets(struct expr_eval *x, const struct expr_node *values, double *sum)
{
	struct form_value *value, *weight;
	int count, weights;
	enum err rc = expr_values_of(x, values, &value, &count);

	if (rc == OK)
		rc = expr_values_of(x, values->next, &weight, &weights);
	for (int i = 0; rc == OK && i < count && i < weights; i++)
		if (form_value_number(&value[i]) > 0)
			*sum += form_value_number(&weight[i]);
	return rc;
}

static enum err weigh(struct expr_eval *x, const struct expr_node *n, double *sum)
{
	enum err rc = OK;

	for (; rc == OK && n != NULL && n->next != NULL; n = n->next->next) {
		struct form_value v;
		bool holds;

		rc = expr_eval_node(x, n, &v);
		holds = rc == OK && form_value_number(&v) > 0;
		if (rc == OK)
			rc = expr_eval_node(x, n->next, &v);
		if (rc == OK && holds)
			*sum += form_value_number(&v);
	}
	return rc;
}

/* How many of the values after the first two count: those whose number is above 0. */
EXPR_FUNCTION(checklist)
{
	struct expr_each each = EXPR_EACH(x, call->first->next->next);
	double bounds[2], sum = 0;
	enum err rc = read_bounds(x, call, bounds);

	(void)args;
	while (rc == OK && expr_each_next(&each, out))
		sum += form_value_number(out) > 0;
	if (rc == OK)
		rc = each.rc;
	return rc != OK ? rc : put_within(out, sum, bounds);
}

EXPR_FUNCTION(weighted_checklist)
{
	const struct expr_node *values = call->first->next->next;
	double bounds[2], sum = 0;
	enum err rc = read_bounds(x, call, bounds);

	(void)args;
	if (rc == OK && call->count == 4 && values->is_many)
		rc = weigh_sets(x, values, &sum);
	else if (rc == OK)
		rc = weigh(x, values, &sum);
	return rc != OK ? rc : put_within(out, sum, bounds);
}

/* The next item of a blank-separated list at *at; false at its end. */
static bool next_item(const char **at, size_t *len)
{
	const char *p = *at + *len;

	while (expr_space(*p))
		p++;
	*at = p;
	while (*p != '\0' && !expr_space(*p))
		p++;
	*len = (size_t)(p - *at);
	return *len > 0;
}

EXPR_FUNCTION(selected)
{
	const char *item = expr_text(x, &args[0]), *wanted = expr_text(x, &args[1]);
	size_t len = 0, wanted_len;

	(void)call;
	while (expr_space(*wanted))
		wanted++;
	wanted_len = strlen(wanted);
	while (wanted_len > 0 && expr_space(wanted[wanted_len - 1]))
		wanted_len--;
	if (wanted_len == 0 && *item == '\0')
		return expr_put_boolean(out, true);
	while (next_item(&item, &len))
		if (len == wanted_len && memcmp(item, wanted, len) == 0)
			return expr_put_boolean(out, true);
	return expr_put_boolean(out, false);
}

EXPR_FUNCTION(selected_at)
{
	const char *item = expr_text(x, &args[0]);
	double place = trunc(form_value_number(&args[1]));
	size_t len = 0;

	(void)call;
	for (double i = 0; next_item(&item, &len); i++)
		if (i == place)
			return expr_put_text(out, arena_bytes(x->arena, item, len));
	return expr_put_text(out, "");
}

EXPR_FUNCTION(count_selected)
{
	const char *item = expr_text(x, &args[0]);
	size_t len = 0;
	int count = 0;

	(void)call;
	while (next_item(&item, &len))
		count++;
	return expr_put_number(out, count);
}
