/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_parse.h"

struct expr_node *expr_fail_at(struct expr_parser *p, const char *at, const char *text)
{
	unsigned column = p->column + expr_lex_column(&p->lexer, at);

	if (!p->failed)
		form_problems_add(p->problems, FORM_ERROR, p->line, column, "%s", text);
	p->failed = true;
	return NULL;
}

struct expr_node *expr_fail(struct expr_parser *p, const char *text)
{
	return expr_fail_at(p, p->lexer.from, text);
}

struct expr_node *expr_fail_or(struct expr_parser *p, const char *text)
{
	return expr_fail(p, p->lexer.token == EXPR_T_BAD ? p->lexer.fault : text);
}

struct expr_node *expr_new(struct expr_parser *p, enum expr_kind kind)
{
	struct expr_node *n = arena_new(p->arena, sizeof *n);

	n->kind = kind;
	n->operator = EXPR_NO_OPERATOR;
	n->row = FORM_NONE;
	n->column = FORM_CELL_NONE;
	return n;
}

struct expr_node *expr_fault(struct expr_parser *p, const char *at, const char *text)
{
	struct expr_node *n;

	if (p->strict)
		return expr_fail_at(p, at, text);
	n = expr_new(p, EXPR_FAULT);
	n->text = text;
	return n;
}

void expr_add_read(struct expr_parser *p, int row, int within)
{
	VEC_ROOM(p->reads, p->read_count, p->read_room);
	p->reads[p->read_count++] = (struct form_reading){row, within};
}

bool expr_may_suggest(const struct expr_parser *p)
{
	enum { SUGGESTIONS_MOST = 40 };

	return p->problems->count < SUGGESTIONS_MOST;
}

const char *expr_with_near(struct expr_parser *p, const char *text, const char *near)
{
	if (near == NULL)
		return arena_format(p->arena, "%s.", text);
	return arena_format(p->arena, _("%s; did you mean '%s'?"), text, near);
}

const char *expr_unknown_name(struct expr_parser *p, const char *name)
{
	const char *near = NULL;

	if (p->scope == NULL)
		return _("There are no questions here that ${} could name.");
	if (p->scope->suggest != NULL)
		near = p->scope->suggest(p->scope->data, name);
	return expr_with_near(
		p, arena_format(p->arena, _("There is no question '%.60s'"), name), near);
}

static bool node_varies(const struct expr_node *n)
{
	static const char *const chance[] = {"position", "last", "random", "randomize", "uuid"};

	if (n->kind == EXPR_COLUMN)
		return true;
	if (n->kind == EXPR_ROW)
		return n->path != NULL && n->path->is_of_candidate;
	if (n->kind == EXPR_ITEMS)
		return n->items->value != NULL && expr_varies(n->items->value);
	for (size_t i = 0; n->kind == EXPR_CALL && i < sizeof chance / sizeof *chance; i++)
		if (n->function != NULL && strcmp(n->function->name, chance[i]) == 0 &&
		    (n->count == 0 || i > 1))
			return true;
	return false;
}

/* No deeper than the parser lets an expression be. */
bool expr_varies(const struct expr_node *n)
{
	if (node_varies(n))
		return true;
	for (const struct expr_node *child = n->first; child != NULL; child = child->next)
		if (expr_varies(child))
			return true;
	return false;
}

static bool is_operator(const struct expr_node *n, enum expr_operator o)
{
	return n->kind == EXPR_CHAIN && n->first->next->operator == o;
}

/* position() counts all rows, so a test that asks for it must be put to all of them. */
static bool asks_place(const struct expr_node *n)
{
	if (n->kind == EXPR_CALL && n->count == 0 && n->function != NULL &&
	    (n->function->call == expr_position || n->function->call == expr_last))
		return true;
	for (const struct expr_node *child = n->first; child != NULL; child = child->next)
		if (asks_place(child))
			return true;
	return false;
}

static int find_pair(const struct expr_node *test, const struct expr_node **value)
{
	const struct expr_node *a = test->first, *b;

	if (!is_operator(test, EXPR_EQUAL) || a->next->next != NULL)
		return FORM_CELL_NONE;
	b = a->next;
	if (a->kind != EXPR_COLUMN) {
		b = test->first;
		a = b->next;
	}
	if (a->kind != EXPR_COLUMN || a->column == FORM_CELL_NONE ||
	    a->column == FORM_CELL_LABEL || b->is_many || expr_varies(b))
		return FORM_CELL_NONE;
	*value = b;
	return a->column;
}

int expr_find_key(const struct expr_node *test, const struct expr_node **value)
{
	int key = FORM_CELL_NONE;

	if (asks_place(test))
		return FORM_CELL_NONE;
	if (!is_operator(test, EXPR_AND))
		return find_pair(test, value);
	for (const struct expr_node *part = test->first;
	     part != NULL && key == FORM_CELL_NONE; part = part->next)
		key = is_operator(part, EXPR_AND) ? FORM_CELL_NONE : find_pair(part, value);
	return key;
}

static int compare_readings(const void *a, const void *b)
{
	const struct form_reading *left = a, *right = b;

	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return (left->within > right->within) - (left->within < right->within);
}

static int compare_names(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

/*
 * Sorted, each row once: all that a row is read within are repeats around it, so the first, the
 * outermost, is what the others are part of.
 */
static void finish_reads(struct expr_parser *p, struct form_expr *expr)
{
	struct form_reading *reads;

	if (p->read_count == 0)
		return;
	qsort(p->reads, p->read_count, sizeof *p->reads, compare_readings);
	expr->reads = reads = arena_array(p->arena, p->read_count, sizeof *reads);
	for (size_t i = 0; i < p->read_count; i++)
		if (i == 0 || p->reads[i].row != p->reads[i - 1].row)
			reads[expr->read_count++] = p->reads[i];
}

static void finish_columns(struct expr_parser *p, struct form_expr *expr)
{
	const char **columns;

	if (p->column_count == 0)
		return;
	qsort(p->columns, p->column_count, sizeof *p->columns, compare_names);
	expr->columns = columns = arena_array(p->arena, p->column_count, sizeof *columns);
	for (size_t i = 0; i < p->column_count; i++)
		if (i == 0 || strcmp(p->columns[i], p->columns[i - 1]) != 0)
			columns[expr->column_count++] = p->columns[i];
}

/* The value keeps what the whole expression reads: more is known of nobody who asks. */
static void finish_key(struct expr_parser *p, struct form_expr *expr)
{
	const struct expr_node *value = NULL;
	struct form_expr *key;

	expr->key = FORM_CELL_NONE;
	if (p->scope == NULL || p->scope->filtered == NULL)
		return;
	expr->key = expr_find_key(expr->root, &value);
	if (expr->key == FORM_CELL_NONE)
		return;
	key = arena_new(p->arena, sizeof *key);
	*key = *expr;
	key->root = value;
	key->key = FORM_CELL_NONE;
	expr->value = key;
}

static const struct form_expr *finish(struct expr_parser *p, const struct expr_node *root)
{
	struct form_expr *expr = arena_new(p->arena, sizeof *expr);

	expr->root = root;
	expr->reads_self = p->reads_self;
	expr->keeps = p->keeps;
	finish_reads(p, expr);
	finish_columns(p, expr);
	finish_key(p, expr);
	return expr;
}

const struct form_expr *form_expr_compile(struct arena *arena, const char *text,
					  const struct form_scope *scope, bool strict,
					  unsigned line, unsigned column,
					  struct form_problems *problems)
{
	struct expr_parser p = {.arena = arena,
				.scope = scope,
				.place = {.row = scope == NULL ? FORM_NONE : scope->row,
					  .within = FORM_NONE,
					  .list = scope == NULL ? NULL : scope->filtered,
					  .is_candidate =
						  scope != NULL && scope->filtered != NULL},
				.strict = strict,
				.line = line,
				.column = column,
				.problems = problems};
	const struct form_expr *expr = NULL;
	const struct expr_node *root;

	p.lexer.text = text;
	if (strnlen(text, FORM_EXPR_BYTES + 1) > FORM_EXPR_BYTES) {
		(void)expr_fail_at(&p, text,
			      _("This expression is too long (at most 64 KiB)."));
		return NULL;
	}
	expr_lex_start(&p.lexer, text);
	root = expr_parse_operators(&p, 0);
	if (root != NULL && p.lexer.token == EXPR_T_BAD)
		(void)expr_fail(&p, p.lexer.fault);
	else if (root != NULL && p.lexer.token == EXPR_T_CLOSE)
		(void)expr_fail(&p, _("There is a ) too many here."));
	else if (root != NULL && p.lexer.token == EXPR_T_RIGHT)
		(void)expr_fail(&p, _("There is a ] too many here."));
	else if (root != NULL && p.lexer.token == EXPR_T_COMMA)
		(void)expr_fail(&p, _("A comma stands between the values of a function only; a "
				      "number has a point: 2.5."));
	else if (root != NULL && p.lexer.token != EXPR_T_END)
		(void)expr_fail(&p, _("This does not belong here."));
	if (root != NULL && !p.failed)
		expr = finish(&p, root);
	free(p.reads);
	free(p.columns);
	return expr;
}

const struct form_reading *form_expr_reads(const struct form_expr *expr, int *count)
{
	*count = expr->read_count;
	return expr->reads;
}

const char *const *form_expr_columns(const struct form_expr *expr, int *count)
{
	*count = expr->column_count;
	return expr->columns;
}

bool form_expr_key(const struct form_expr *filter, int *column,
		   const struct form_expr **value)
{
	*column = filter->key;
	*value = filter->value;
	return filter->key != FORM_CELL_NONE;
}

bool form_expr_keeps(const struct form_expr *expr)
{
	return expr->keeps;
}

bool form_expr_reads_self(const struct form_expr *expr)
{
	return expr->reads_self;
}

/*
 * A default of plain text: no ${} and no name with a ( right behind it; "Jansen (Den
 * Haag)" is plain.
 */
bool form_expr_is_constant_text(const char *text)
{
	struct expr_lexer l;

	if (strstr(text, "${") != NULL)
		return false;
	expr_lex_start(&l, text);
	for (; l.token != EXPR_T_END && l.token != EXPR_T_BAD; expr_lex_next(&l))
		if (l.token == EXPR_T_NAME && *l.next == '(')
			return false;
	return true;
}
