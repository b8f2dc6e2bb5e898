/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/model.h"

/* What a walk finds: spots, or numbers of rows of a list. */
struct found {
	int *items;
	int count, room;
	int most;
};

static bool is_full(const struct found *f)
{
	return f->count >= f->most;
}

static enum err add(struct expr_eval *x, struct found *f, int item)
{
	enum { FIRST_ROOM = 16 };

	if (f->count == f->room) {
		int room = f->room == 0 ? FIRST_ROOM : 2 * f->room;
		int *items = arena_array(x->arena, (size_t)room, sizeof *items);

		if (f->count > 0)
			memcpy(items, f->items, (size_t)f->count * sizeof *items);
		f->items = items;
		f->room = room;
	}
	f->items[f->count++] = item;
	return expr_eval_charge(x, 1);
}

static bool is_relevant(const struct expr_eval *x, int spot)
{
	return x->env->is_relevant == NULL || x->env->is_relevant(x->env->data, spot);
}

/* A number as a condition is a place: [2] is [position() = 2]. */
static bool passes(const struct form_value *v, double position)
{
	return v->type == FORM_VALUE_NUMBER ? v->number == position : form_value_boolean(v);
}

static enum err test(struct expr_eval *x, const struct expr_condition *c,
		     const struct expr_candidate *candidate, bool *holds)
{
	const struct expr_candidate *before = x->candidate;
	struct form_value v;
	enum err rc;

	x->candidate = candidate;
	rc = expr_eval_node(x, c->test, &v);
	x->candidate = before;
	*holds = rc == OK && passes(&v, candidate->position);
	return rc;
}

/* The conditions behind the first one: each is asked of what the one before it left. */
static enum err narrow(struct expr_eval *x, const struct expr_condition *c,
		       const struct form_list *list, struct found *f, int from)
{
	enum err rc = OK;

	for (; c != NULL && rc == OK; c = c->next) {
		int kept = from;

		for (int i = from; i < f->count && rc == OK; i++) {
			const struct expr_candidate candidate = {
				f->items[i], list, f->items[i], i - from + 1,
				f->count - from};
			bool holds;

			rc = test(x, c, &candidate, &holds);
			if (holds)
				f->items[kept++] = f->items[i];
		}
		f->count = kept;
	}
	return rc;
}

/* items[0..count): all candidates of the first condition (items NULL: rows 0 to count). */
static enum err choose(struct expr_eval *x, const struct expr_condition *c,
		       const struct form_list *list, const int *items, int count,
		       struct found *f)
{
	int from = f->count, first = 0, last = count;
	bool is_sure = c == NULL, holds = true, is_last = c == NULL || c->next == NULL;
	enum err rc = OK;

	if (c != NULL && !c->varies) { /* one answer for all: a place, yes or no */
		struct form_value v;

		rc = expr_eval_node(x, c->test, &v);
		is_sure = true;
		if (rc == OK && v.type == FORM_VALUE_NUMBER) {
			bool is_place = v.number >= 1 && v.number <= count &&
					v.number == floor(v.number);

			first = is_place ? (int)v.number - 1 : count;
			last = is_place ? first + 1 : count;
		} else if (rc == OK && !form_value_boolean(&v)) {
			first = count;
		}
	}
	for (int i = first; i < last && rc == OK && !(is_last && is_full(f)); i++) {
		int item = items == NULL ? i : items[i];
		const struct expr_candidate candidate = {item, list, item, i + 1, count};

		rc = expr_eval_charge(x, 1);
		if (rc != OK || (list == NULL && !is_relevant(x, item)))
			continue;
		if (!is_sure)
			rc = test(x, c, &candidate, &holds);
		if (rc == OK && holds)
			rc = add(x, f, item);
	}
	return rc != OK || is_last ? rc : narrow(x, c->next, list, f, from);
}

/* From one instance (or the form) to the nodes of a step in it. */
static enum err go_down(struct expr_eval *x, const struct expr_step *s, int instance,
			struct found *f)
{
	const struct form_env *env = x->env;
	int spot = instance == FORM_NONE ? s->row : env->member(env->data, instance, s->row);
	int count = 1;
	const int *spots = &spot;

	if (env->form->rows[s->row].type == FORM_REPEAT)
		spots = env->instances(env->data, spot, &count);
	return choose(x, s->conditions, NULL, spots, count, f);
}

/* The instance that a node of a row is or stands in. */
static int instance_of(const struct expr_eval *x, int row, int spot)
{
	const struct form_row *r = &x->env->form->rows[row];

	if (r->type == FORM_REPEAT)
		return spot;
	return r->repeat == FORM_NONE ? FORM_NONE
				      : x->env->within(x->env->data, spot, r->repeat);
}

/* false: there is no such instance, so no node. */
static bool find_start(const struct expr_eval *x, const struct expr_path *path, int *instance)
{
	int spot = path->is_of_candidate ? x->candidate->spot : x->env->spot;

	*instance = FORM_NONE;
	if (path->within == FORM_NONE)
		return true;
	if (path->is_at_instance)
		*instance = spot;
	else if (spot != FORM_NONE)
		*instance = x->env->within(x->env->data, spot, path->within);
	return *instance != FORM_NONE;
}

static enum err walk(struct expr_eval *x, const struct expr_path *path, int instance,
		     struct found *out)
{
	struct found from = {&instance, 1, 1, 1};
	const struct expr_step *before = NULL;
	enum err rc = OK;

	for (const struct expr_step *s = path->first; s != NULL && rc == OK; s = s->next) {
		struct found to = {NULL, 0, 0, s->next == NULL ? out->most : EXPR_ALL};

		for (int i = 0; i < from.count && rc == OK; i++) {
			int at = from.items[i];

			rc = go_down(x, s,
				     before == NULL ? at : instance_of(x, before->row, at),
				     &to);
		}
		from = to;
		before = s;
	}
	*out = from;
	return rc;
}

static enum err set_of_row(struct expr_eval *x, const struct expr_node *n, int most,
			   struct expr_set *out)
{
	const struct expr_path *path = n->path;
	struct found f = {NULL, 0, 0, most};
	int instance;
	enum err rc;

	*out = (struct expr_set){.row = n->row, .one = n->row};
	if (path == NULL) {
		out->count = is_relevant(x, n->row);
		return OK;
	}
	if (!find_start(x, path, &instance))
		return OK;
	if (path->is_one) {
		out->one = path->first == NULL ? instance
			   : instance == FORM_NONE
				   ? n->row
				   : x->env->member(x->env->data, instance, n->row);
		out->count = is_relevant(x, out->one);
		return OK;
	}
	rc = walk(x, path, instance, &f);
	out->items = f.items;
	out->count = f.count;
	return rc;
}

/* Rows by the index of a column, when the value is a text: 5 equals '05' too. */
static enum err indexed_rows(struct expr_eval *x, const struct expr_items *items,
			     const int **rows, int *count)
{
	struct form_value v;
	enum err rc;

	*rows = NULL;
	if (items->key == FORM_CELL_NONE)
		return OK;
	rc = expr_eval_node(x, items->value, &v);
	if (rc == OK && v.type == FORM_VALUE_TEXT)
		*rows = form_list_rows(items->list, items->key, v.text, count);
	if (rc == OK && v.type == FORM_VALUE_TEXT && *rows == NULL)
		*count = 0;
	return rc;
}

static enum err set_of_items(struct expr_eval *x, const struct expr_items *items, int most,
			     struct expr_set *out)
{
	struct found f = {NULL, 0, 0, most};
	int count = (int)items->list->count;
	const int *rows;
	enum err rc = indexed_rows(x, items, &rows, &count);

	if (rc == OK)
		rc = choose(x, items->conditions, items->list, rows, count, &f);
	*out = (struct expr_set){.list = items->list,
				 .column = items->column,
				 .items = f.items,
				 .count = f.count};
	return rc;
}

bool expr_is_set(const struct expr_node *n)
{
	return n->kind == EXPR_ROW || n->kind == EXPR_ITEMS || n->kind == EXPR_WHOLE ||
	       (n->kind == EXPR_CALL && n->function->call == expr_randomize);
}

enum err expr_eval_set(struct expr_eval *x, const struct expr_node *n, int most,
		       struct expr_set *out)
{
	enum err rc = expr_eval_charge(x, 1);

	*out = (struct expr_set){.row = FORM_NONE, .one = FORM_NONE, .count = 1};
	if (rc != OK || n->kind == EXPR_WHOLE)
		return rc;
	if (n->kind == EXPR_CALL)
		return expr_shuffled_set(x, n, out);
	if (n->kind == EXPR_ITEMS)
		return set_of_items(x, n->items, most, out);
	return set_of_row(x, n, most, out);
}

int expr_set_item(const struct expr_set *set, int i)
{
	return set->items == NULL ? set->one : set->items[i];
}

enum err expr_set_value(struct expr_eval *x, const struct expr_set *set, int i,
			struct form_value *out)
{
	const struct form_env *env = x->env;
	int item = expr_set_item(set, i);

	if (set->list != NULL)
		return expr_put_text(out, form_list_cell(env->form, set->list, item,
							 set->column,
							 env->language_index));
	if (set->row == FORM_NONE || form_row_is_group(&env->form->rows[set->row]))
		return expr_put_text(out, "");
	return expr_put_typed(out, env->value(env->data, item),
			      (int)env->form->rows[set->row].type);
}

enum err expr_eval_first(struct expr_eval *x, const struct expr_node *n,
			 struct form_value *out)
{
	struct expr_set set;
	enum err rc = expr_eval_set(x, n, 1, &set);

	if (rc != OK || set.count == 0)
		return rc != OK ? rc : expr_put_text(out, "");
	return expr_set_value(x, &set, 0, out);
}

bool expr_each_next(struct expr_each *each, struct form_value *out)
{
	while (each->node != NULL && each->rc == OK) {
		const struct expr_node *n = each->node;

		if (!expr_is_set(n)) {
			each->node = each->is_alone ? NULL : n->next;
			each->rc = expr_eval_node(each->x, n, out);
			return each->rc == OK;
		}
		if (!each->is_open)
			each->rc = expr_eval_set(each->x, n, EXPR_ALL, &each->set);
		each->is_open = true;
		if (each->rc == OK && each->at < each->set.count) {
			each->rc = expr_set_value(each->x, &each->set, each->at++, out);
			return each->rc == OK;
		}
		each->at = 0;
		each->is_open = false;
		each->node = each->is_alone ? NULL : n->next;
	}
	return false;
}

enum err expr_values_of(struct expr_eval *x, const struct expr_node *n,
			struct form_value **values, int *count)
{
	struct expr_each each = EXPR_EACH(x, n);
	struct form_value v;
	int room = 0;

	each.is_alone = true;
	*count = 0;
	*values = NULL;
	while (expr_each_next(&each, &v)) {
		if (*count == room) {
			struct form_value *more;

			room = room == 0 ? 8 : 2 * room;
			more = arena_array(x->arena, (size_t)room, sizeof *more);
			if (*count > 0)
				memcpy(more, *values, (size_t)*count * sizeof *more);
			*values = more;
		}
		(*values)[(*count)++] = v;
	}
	if (*count == 0) {
		*values = arena_new(x->arena, sizeof **values);
		*count = 1;
		(void)expr_put_text(*values, "");
	}
	return each.rc;
}
