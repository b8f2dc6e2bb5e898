/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_parse.h"
#include "form/names.h"

/* Conditions, and rows of lists: their columns, instance() and pulldata(). */

/* One condition in [ ], the place being what it is about. */
static struct expr_condition *parse_condition(struct expr_parser *p)
{
	struct expr_condition *c = arena_new(p->arena, sizeof *c);

	if (p->depth == FORM_EXPR_DEPTH) {
		(void)expr_fail(p, _("This expression is nested too deep (at most 64)."));
		return NULL;
	}
	p->depth++;
	expr_lex_next(&p->lexer);
	c->test = expr_parse_operators(p, 0);
	p->depth--;
	if (c->test == NULL)
		return NULL;
	if (p->lexer.token != EXPR_T_RIGHT) {
		(void)expr_fail_or(p, _("A ] is missing here."));
		return NULL;
	}
	expr_lex_next(&p->lexer);
	c->varies = expr_varies(c->test);
	return c;
}

bool expr_parse_conditions(struct expr_parser *p, const struct expr_place *place,
			   struct expr_condition **tail)
{
	const struct expr_place before = p->place;

	p->place = *place;
	while (p->lexer.token == EXPR_T_LEFT) {
		*tail = parse_condition(p);
		if (*tail == NULL)
			break;
		tail = &(*tail)->next;
	}
	p->place = before;
	return !p->failed;
}

enum { NEAR_MOST = 500 };

static const char *near_column(const struct form_list *list, const char *name)
{
	const char *near = NULL;
	int best = strlen(name) < 3 ? 2 : 3;

	for (unsigned i = 0; i < list->column_count && i < NEAR_MOST; i++)
		if (form_names_is_nearer(name, list->columns[i], &best))
			near = list->columns[i];
	best = best < 2 ? best : 2;
	if (form_names_is_nearer(name, "name", &best))
		near = "name";
	if (form_names_is_nearer(name, "label", &best))
		near = "label";
	return near;
}

int expr_find_column(struct expr_parser *p, const struct form_list *list, const char *name,
		     const char *at)
{
	int column = form_list_column(list, name);

	if (column == FORM_CELL_NONE)
		(void)expr_fail_at(
			p, at,
			expr_with_near(p,
				       arena_format(p->arena,
						    _("List '%.60s' has no column '%.60s'"),
						    list->name, name),
				       expr_may_suggest(p) ? near_column(list, name)
							   : NULL));
	return column;
}

static void add_column(struct expr_parser *p, const char *name)
{
	VEC_ROOM(p->columns, p->column_count, p->column_room);
	p->columns[p->column_count++] = name;
}

static bool is_filtered(const struct expr_parser *p)
{
	return p->scope != NULL && p->scope->filtered != NULL &&
	       p->place.list == p->scope->filtered;
}

/* A bare name where rows of a list are chosen. */
static struct expr_node *parse_column(struct expr_parser *p)
{
	struct expr_node *n = expr_new(p, EXPR_COLUMN);
	const char *at = p->lexer.from;

	n->text = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
	expr_lex_next(&p->lexer);
	if (strcmp(n->text, "list_name") == 0) {
		n->kind = EXPR_TEXT;
		n->text = p->place.list->name;
		return n;
	}
	n->column = expr_find_column(p, p->place.list, n->text, at);
	if (n->column == FORM_CELL_NONE)
		return NULL;
	if (is_filtered(p))
		add_column(p, n->text);
	return n;
}

struct expr_node *expr_parse_in_list(struct expr_parser *p)
{
	const char *at = p->lexer.from;

	if (p->lexer.token == EXPR_T_SELF) {
		expr_lex_next(&p->lexer);
		if (p->lexer.token != EXPR_T_SLASH)
			return expr_fail_at(p, at,
					    _("'.' means nothing here: name a column of "
					      "the list."));
		expr_lex_next(&p->lexer);
	}
	if (expr_is_bare(p))
		return parse_column(p);
	return expr_fail_at(p, at,
			    _("Here a path starts with current(), ${name} or /: a bare "
			      "name is a column of the list."));
}

static bool expect_step(struct expr_parser *p, const char *name)
{
	if (p->lexer.token == EXPR_T_SLASH) {
		expr_lex_next(&p->lexer);
		if (p->lexer.token == EXPR_T_NAME && p->lexer.len == strlen(name) &&
		    memcmp(p->lexer.bytes, name, p->lexer.len) == 0) {
			expr_lex_next(&p->lexer);
			return true;
		}
	}
	(void)expr_fail_or(p, _("Behind instance('list') stands /root/item."));
	return false;
}

static bool parse_item_column(struct expr_parser *p, struct expr_items *items)
{
	const char *at, *name;

	expr_lex_next(&p->lexer);
	if (p->lexer.token != EXPR_T_NAME) {
		(void)expr_fail_or(p, _("A name is missing behind this /."));
		return false;
	}
	at = p->lexer.from;
	name = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
	items->column = expr_find_column(p, items->list, name, at);
	expr_lex_next(&p->lexer);
	return items->column != FORM_CELL_NONE;
}

static struct expr_node *parse_items(struct expr_parser *p, const struct form_list *list,
				   const char *at)
{
	const struct expr_place place = {
		.list = list, .row = FORM_NONE, .within = FORM_NONE, .is_candidate = true};
	struct expr_items *items = arena_new(p->arena, sizeof *items);
	struct expr_condition *conditions = NULL;
	struct expr_node *n;

	if (list == NULL)
		return expr_pathless(p, at);
	if (!expect_step(p, "root") || !expect_step(p, "item") ||
	    !expr_parse_conditions(p, &place, &conditions))
		return NULL;
	*items = (struct expr_items){
		.list = list, .conditions = conditions, .key = FORM_CELL_NONE, .column = FORM_CELL_NAME};
	if (conditions != NULL)
		items->key = expr_find_key(conditions->test, &items->value);
	if (p->lexer.token == EXPR_T_SLASH && !parse_item_column(p, items))
		return NULL;
	n = expr_new(p, EXPR_ITEMS);
	n->items = items;
	n->is_many = true;
	return n;
}

static const char *near_list(const struct expr_parser *p, const char *name)
{
	const struct form *form = p->scope == NULL ? NULL : p->scope->form;
	const char *near = NULL;
	int best = strlen(name) < 4 ? 2 : 3;

	for (int i = 0; form != NULL && i < form->list_count && expr_may_suggest(p); i++)
		if (form_names_is_nearer(name, form->lists[i].name, &best))
			near = form->lists[i].name;
	return near;
}

/* The list that instance('list') and pulldata('list', ..) name, with .csv behind it or not. */
static const struct form_list *named_list(struct expr_parser *p, const struct expr_node *n,
					  const char **wrong)
{
	const struct form_list *list = NULL;
	size_t len;

	*wrong = NULL;
	if (n->kind != EXPR_TEXT) {
		*wrong = _("The name of a list or file stands here in quotes.");
		return NULL;
	}
	if (p->scope != NULL && p->scope->list != NULL)
		list = p->scope->list(p->scope->data, n->text);
	len = strlen(n->text);
	if (list == NULL && p->scope != NULL && p->scope->list != NULL && len > 4 &&
	    strcmp(n->text + len - 4, ".csv") == 0)
		list = p->scope->list(p->scope->data,
				      arena_bytes(p->arena, n->text, len - 4));
	if (list == NULL)
		*wrong = expr_with_near(
			p,
			arena_format(p->arena, _("There is no list or file '%.60s'"), n->text),
			near_list(p, n->text));
	return list;
}

struct expr_node *expr_bind_instance(struct expr_parser *p, struct expr_node *call,
				     const char *at)
{
	const char *wrong;
	const struct form_list *list = named_list(p, call->first, &wrong);

	if (wrong != NULL && p->strict)
		return expr_fail_at(p, at, wrong);
	return parse_items(p, list, at);
}

/* A column of the file, named in quotes. */
static int named_column(struct expr_parser *p, const struct form_list *list,
			const struct expr_node *n, const char *at)
{
	if (n->kind == EXPR_TEXT)
		return expr_find_column(p, list, n->text, at);
	(void)expr_fail_at(p, at, _("The name of a column stands here in quotes."));
	return FORM_CELL_NONE;
}

struct expr_node *expr_bind_pulldata(struct expr_parser *p, const struct expr_node *call,
				     const char *at)
{
	const struct expr_node *column = call->first->next, *key = column->next;
	const char *wrong;
	const struct form_list *list = named_list(p, call->first, &wrong);
	struct expr_items *items = arena_new(p->arena, sizeof *items);
	struct expr_node *n = expr_new(p, EXPR_ITEMS), *text = expr_new(p, EXPR_CALL);

	if (wrong != NULL)
		return expr_fault(p, at, wrong);
	text->function = expr_function_find("string", strlen("string"));
	text->first = key->next;
	text->count = 1;
	items->list = list;
	items->column = named_column(p, list, column, at);
	items->key = p->failed ? FORM_CELL_NONE : named_column(p, list, key, at);
	items->value = text;
	n->items = items;
	n->is_many = true;
	if (!p->failed && items->key == FORM_CELL_LABEL)
		return expr_fail_at(p, at, _("pulldata() cannot look for a label."));
	return p->failed ? NULL : n;
}
