/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/model.h"

/*
 * Sorted by name.  What is EXPR_NEXT works, but forms may use it only once repeats are
 * there too.
 */
static const struct expr_function functions[] = {
	{"abs", 1, 1, EXPR_FIRST, false, expr_abs},
	{"acos", 1, 1, EXPR_NEXT, false, expr_acos},
	{"asin", 1, 1, EXPR_NEXT, false, expr_asin},
	{"atan", 1, 1, EXPR_NEXT, false, expr_atan},
	{"atan2", 2, 2, EXPR_NEXT, false, expr_atan2},
	{"boolean", 1, 1, EXPR_FIRST, false, expr_boolean},
	{"boolean-from-string", 1, 1, EXPR_FIRST, false, expr_boolean_from_string},
	{"ceiling", 1, 1, EXPR_FIRST, false, expr_ceiling},
	{"checklist", 2, EXPR_ANY, EXPR_NEXT, true, expr_checklist},
	{"coalesce", 1, EXPR_ANY, EXPR_FIRST, true, expr_coalesce},
	{"concat", 0, EXPR_ANY, EXPR_FIRST, true, expr_concat},
	{"contains", 2, 2, EXPR_FIRST, false, expr_contains},
	{"cos", 1, 1, EXPR_NEXT, false, expr_cos},
	{"count-selected", 1, 1, EXPR_FIRST, false, expr_count_selected},
	{"date", 1, 1, EXPR_FIRST, false, expr_date},
	{"date-time", 1, 1, EXPR_FIRST, false, expr_date_time},
	{"decimal-date-time", 1, 1, EXPR_FIRST, false, expr_decimal_date_time},
	{"decimal-time", 1, 1, EXPR_FIRST, false, expr_decimal_time},
	{"ends-with", 2, 2, EXPR_FIRST, false, expr_ends_with},
	{"exp", 1, 1, EXPR_NEXT, false, expr_exp},
	{"exp10", 1, 1, EXPR_NEXT, false, expr_exp10},
	{"false", 0, 0, EXPR_FIRST, false, expr_false},
	{"floor", 1, 1, EXPR_FIRST, false, expr_floor},
	{"format-date", 2, 2, EXPR_FIRST, false, expr_format_date},
	{"format-date-time", 2, 2, EXPR_FIRST, false, expr_format_date},
	{"if", 3, 3, EXPR_FIRST, true, expr_if},
	{"int", 1, 1, EXPR_FIRST, false, expr_int},
	{"join", 1, EXPR_ANY, EXPR_FIRST, true, expr_join},
	{"jr:choice-name", 2, 2, EXPR_FIRST, false, expr_choice_name},
	{"log", 1, 1, EXPR_NEXT, false, expr_log},
	{"log10", 1, 1, EXPR_NEXT, false, expr_log10},
	{"max", 1, EXPR_ANY, EXPR_FIRST, true, expr_max},
	{"min", 1, EXPR_ANY, EXPR_FIRST, true, expr_min},
	{"normalize-space", 1, 1, EXPR_FIRST, false, expr_normalize_space},
	{"not", 1, 1, EXPR_FIRST, false, expr_not},
	{"now", 0, 0, EXPR_FIRST, false, expr_now},
	{"number", 1, 1, EXPR_FIRST, false, expr_number},
	{"once", 1, 1, EXPR_FIRST, true, expr_once},
	{"pi", 0, 0, EXPR_NEXT, false, expr_pi},
	{"pow", 2, 2, EXPR_FIRST, false, expr_pow},
	{"regex", 2, 2, EXPR_FIRST, false, expr_regex},
	{"round", 1, 2, EXPR_FIRST, false, expr_round},
	{"selected", 2, 2, EXPR_FIRST, false, expr_selected},
	{"selected-at", 2, 2, EXPR_FIRST, false, expr_selected_at},
	{"sin", 1, 1, EXPR_NEXT, false, expr_sin},
	{"sqrt", 1, 1, EXPR_NEXT, false, expr_sqrt},
	{"starts-with", 2, 2, EXPR_FIRST, false, expr_starts_with},
	{"string", 1, 1, EXPR_FIRST, false, expr_string},
	{"string-length", 1, 1, EXPR_FIRST, false, expr_string_length},
	{"substr", 2, 3, EXPR_FIRST, false, expr_substr},
	{"substring", 2, 3, EXPR_FIRST, false, expr_substring},
	{"substring-after", 2, 2, EXPR_FIRST, false, expr_substring_after},
	{"substring-before", 2, 2, EXPR_FIRST, false, expr_substring_before},
	{"tan", 1, 1, EXPR_NEXT, false, expr_tan},
	{"today", 0, 0, EXPR_FIRST, false, expr_today},
	{"translate", 3, 3, EXPR_FIRST, false, expr_translate},
	{"true", 0, 0, EXPR_FIRST, false, expr_true},
	{"weighted-checklist", 2, EXPR_ANY, EXPR_NEXT, true, expr_weighted_checklist},
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

bool expr_function_is_later(const char *name)
{
	static const char *const later[] = {
		"area", "base64-decode", "count", "count-non-empty", "current", "digest",
		"distance", "extract-signed", "geofence", "id", "indexed-repeat", "instance",
		"intersects", "jr:itext", "lang", "last", "local-name", "name",
		"namespace-uri", "position", "pulldata", "random", "randomize", "sum", "uuid"};

	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		if (strcmp(later[i], name) == 0)
			return true;
	return false;
}

const char *expr_function_suggest(struct arena *arena, const char *name)
{
	enum { LONGEST = 40 };
	size_t len = strnlen(name, LONGEST + 1);
	int near = len < 5 ? 1 : 2, least = near + 1; /* foo is not nearly floor */
	const char *best = NULL;

	if (len > LONGEST)
		return NULL;
	for (size_t i = 0; i < FUNCTION_COUNT; i++) {
		int distance = text_distance(name, functions[i].name, near);

		if (functions[i].milestone == EXPR_FIRST && distance < least) {
			least = distance;
			best = functions[i].name;
		}
	}
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
	(void)args;
	for (const struct expr_node *n = call->first; n != NULL; n = n->next) {
		enum err rc = expr_eval_node(x, n, out);

		if (rc != OK || !is_empty(out))
			return rc;
	}
	return expr_put_text(out, "");
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
	const struct form_choice *choice = NULL;

	if (form == NULL)
		return error_set(x->e, ERR_INVALID, _("There are no choices here."));
	if (form->rows[call->row].list != NULL)
		choice = form_list_choice(form->rows[call->row].list,
					  expr_text(x, &args[0]));
	return expr_put_text(out, choice == NULL ? ""
						 : form_text(form, choice->label,
							     x->env->language_index));
}

/*
 * How many of the values after the first two count: those whose number is above 0; -1: no
 * bound.
 */
static enum err count_checks(struct expr_eval *x, const struct expr_node *call,
			     bool weighted, struct form_value *out)
{
	double bounds[2] = {0, 0}, sum = 0, weight;
	const struct expr_node *n = call->first;
	enum err rc = OK;

	for (int i = 0; i < 2 && rc == OK; i++, n = n->next) {
		rc = expr_eval_node(x, n, out);
		bounds[i] = rc == OK ? form_value_number(out) : 0;
	}
	while (rc == OK && n != NULL && (!weighted || n->next != NULL)) {
		bool holds;

		rc = expr_eval_node(x, n, out);
		holds = rc == OK && form_value_number(out) > 0;
		weight = 1;
		n = n->next;
		if (rc == OK && weighted) {
			rc = expr_eval_node(x, n, out);
			weight = rc == OK ? form_value_number(out) : 0;
			n = n->next;
		}
		sum += holds ? weight : 0;
	}
	if (rc != OK)
		return rc;
	return expr_put_boolean(out, (bounds[0] < 0 || sum >= bounds[0]) &&
					     (bounds[1] < 0 || sum <= bounds[1]));
}

EXPR_FUNCTION(checklist)
{
	(void)args;
	return count_checks(x, call, false, out);
}

EXPR_FUNCTION(weighted_checklist)
{
	(void)args;
	return count_checks(x, call, true, out);
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
