/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_lex.h"
#include "form/model.h"

/* A name of jr:choice-name's question is written as text; a column may be used often. */
struct parser {
	struct expr_lexer lexer;
	struct arena *arena;
	const struct form_scope *scope;
	bool strict;
	int depth;
	bool failed;
	bool reads_self;
	unsigned line, column;
	struct form_problems *problems;
	struct form_reading *reads;
	size_t read_count, read_room;
	const char **columns;
	size_t column_count, column_room;
};

static struct expr_node *parse_operators(struct parser *p, int strength);

/* Places are kept as pointers: counting characters up to each name would be quadratic. */
static struct expr_node *fail_at(struct parser *p, const char *at, const char *text)
{
	unsigned column = p->column + expr_lex_column(&p->lexer, at);

	if (!p->failed)
		form_problems_add(p->problems, FORM_ERROR, p->line, column, "%s", text);
	p->failed = true;
	return NULL;
}

static struct expr_node *fail(struct parser *p, const char *text)
{
	return fail_at(p, p->lexer.from, text);
}

static struct expr_node *new_node(struct parser *p, enum expr_kind kind)
{
	struct expr_node *n = arena_new(p->arena, sizeof *n);

	n->kind = kind;
	n->operator = EXPR_NO_OPERATOR;
	n->row = FORM_NONE;
	return n;
}

/* In a form it is refused at once; in 'form eval' only when the evaluation gets there. */
static struct expr_node *fault(struct parser *p, const char *at, const char *text)
{
	struct expr_node *n;

	if (p->strict)
		return fail_at(p, at, text);
	n = new_node(p, EXPR_FAULT);
	n->text = text;
	return n;
}

static void add_read(struct parser *p, int row)
{
	VEC_ROOM(p->reads, p->read_count, p->read_room);
	p->reads[p->read_count++] = (struct form_reading){row, FORM_NONE};
}

static void add_column(struct parser *p, const char *name)
{
	VEC_ROOM(p->columns, p->column_count, p->column_room);
	p->columns[p->column_count++] = name;
}

static bool is_word(const char *name)
{
	for (int i = 0; form_words[i] != NULL; i++)
		if (strcmp(form_words[i], name) == 0)
			return true;
	return false;
}

static const char *unknown_name(struct parser *p, const char *name)
{
	const char *near = NULL;

	if (p->scope == NULL)
		return _("There are no questions here that ${} could name.");
	if (p->scope->suggest != NULL)
		near = p->scope->suggest(p->scope->data, name);
	if (near == NULL)
		return arena_format(p->arena, _("There is no question '%s'."), name);
	return arena_format(p->arena, _("There is no question '%s'; did you mean '%s'?"),
			    name, near);
}

static struct expr_node *parse_row(struct parser *p, const char *name, const char *at)
{
	struct expr_node *n;
	int row = p->scope != NULL ? p->scope->find(p->scope->data, name) : FORM_NONE;

	if (row == FORM_NONE && (p->scope == NULL || !is_word(name)))
		return fault(p, at, unknown_name(p, name));
	n = new_node(p, row == FORM_NONE ? EXPR_WORD : EXPR_ROW);
	n->row = row;
	n->text = name;
	if (row != FORM_NONE)
		add_read(p, row);
	return n;
}

/*
 * jr:choice-name(value, '${question}'): the question is bound now; a path names its last
 * part.
 */
static const char *bind_choice_name(struct parser *p, struct expr_node *call)
{
	const struct expr_node *named = call->first->next;
	const char *from, *name;
	size_t len;

	if (named->kind != EXPR_TEXT || p->scope == NULL)
		return _("jr:choice-name wants the name of a question in quotes as its "
			 "second "
			 "part: '${name}'.");
	from = strrchr(named->text, '/') != NULL ? strrchr(named->text, '/') + 1
						 : named->text;
	len = strlen(from);
	if (len > 3 && text_begins(from, "${") && from[len - 1] == '}') {
		from += 2;
		len -= 3;
	}
	name = arena_bytes(p->arena, from, len);
	call->row = p->scope->find(p->scope->data, name);
	return call->row == FORM_NONE ? unknown_name(p, name) : NULL;
}

/* A pattern that is a literal is compiled once, and its mistakes are found now. */
static const char *bind_pattern(struct parser *p, struct expr_node *call)
{
	const struct expr_node *pattern = call->first->next;
	struct error e = ERROR_INIT;

	if (pattern->kind != EXPR_TEXT)
		return NULL;
	call->regex = form_regex_compile(p->arena, pattern->text, &e);
	return call->regex == NULL ? arena_text(p->arena, e.text) : NULL;
}

static const char *not_yet(struct parser *p, const char *name)
{
	return arena_format(p->arena, _("The function '%s' cannot be used in a form yet."),
			    name);
}

static const char *unknown_function(struct parser *p, const char *name)
{
	const char *near = expr_function_suggest(p->arena, name);

	if (expr_function_is_later(name))
		return not_yet(p, name);
	if (near == NULL)
		return arena_format(p->arena, _("There is no function '%s'."), name);
	return arena_format(p->arena, _("There is no function '%s'; did you mean '%s'?"),
			    name, near);
}

static const char *wrong_count(struct parser *p, const struct expr_function *f, int count)
{
	if (count < f->least)
		return arena_format(p->arena,
				    _("%s() wants at least %d value(s), here are %d."),
				    f->name, f->least, count);
	return arena_format(p->arena, _("%s() wants at most %d value(s), here are %d."),
			    f->name, f->most, count);
}

static struct expr_node *bind_call(struct parser *p, struct expr_node *call,
				   const char *at)
{
	const struct expr_function *f = call->function;
	const char *wrong = NULL;

	if (f->milestone == EXPR_NEXT && p->strict)
		return fault(p, at, not_yet(p, f->name));
	if (call->count < f->least || (f->most != EXPR_ANY && call->count > f->most))
		return fault(p, at, wrong_count(p, f, call->count));
	if (f->call == expr_choice_name)
		wrong = bind_choice_name(p, call);
	else if (f->call == expr_regex)
		wrong = bind_pattern(p, call);
	return wrong == NULL ? call : fault(p, at, wrong);
}

static bool parse_arguments(struct parser *p, struct expr_node *call)
{
	struct expr_node **tail = &call->first;

	expr_lex_next(&p->lexer); /* past ( */
	if (p->lexer.token == EXPR_T_CLOSE) {
		expr_lex_next(&p->lexer);
		return true;
	}
	for (;;) {
		*tail = parse_operators(p, 0);
		if (*tail == NULL)
			return false;
		tail = &(*tail)->next;
		call->count++;
		if (p->lexer.token == EXPR_T_CLOSE)
			break;
		if (p->lexer.token != EXPR_T_COMMA) {
			(void)fail(p, p->lexer.token == EXPR_T_BAD
					      ? p->lexer.fault
					      : _("A ) is missing here."));
			return false;
		}
		expr_lex_next(&p->lexer);
	}
	expr_lex_next(&p->lexer);
	return true;
}

static struct expr_node *parse_call(struct parser *p, const char *bytes, size_t len,
				    const char *at)
{
	struct expr_node *call = new_node(p, EXPR_CALL);

	call->function = expr_function_find(bytes, len);
	if (!parse_arguments(p, call))
		return NULL;
	if (call->function == NULL)
		return fault(p, at,
			     unknown_function(p, arena_bytes(p->arena, bytes, len)));
	return bind_call(p, call, at);
}

static struct expr_node *parse_name(struct parser *p)
{
	const char *bytes = p->lexer.bytes;
	size_t len = p->lexer.len;
	const char *at = p->lexer.from;
	struct expr_node *n;

	expr_lex_next(&p->lexer);
	if (p->lexer.token == EXPR_T_OPEN)
		return parse_call(p, bytes, len, at);
	n = new_node(p, EXPR_COLUMN);
	n->text = arena_bytes(p->arena, bytes, len);
	if (p->scope == NULL)
		return fault(p, at,
			     arena_format(p->arena,
					  _("The name '%s' means nothing here."),
					  n->text));
	add_column(p, n->text);
	return n;
}

static struct expr_node *parse_brackets(struct parser *p)
{
	struct expr_node *n;

	expr_lex_next(&p->lexer);
	n = parse_operators(p, 0);
	if (n == NULL)
		return NULL;
	if (p->lexer.token != EXPR_T_CLOSE)
		return fail(p, p->lexer.token == EXPR_T_BAD ? p->lexer.fault
							    : _("A ) is missing here."));
	expr_lex_next(&p->lexer);
	return n;
}

static struct expr_node *parse_literal(struct parser *p)
{
	struct expr_node *n =
		new_node(p, p->lexer.token == EXPR_T_TEXT ? EXPR_TEXT : EXPR_NUMBER);

	if (n->kind == EXPR_TEXT)
		n->text = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
	n->number = p->lexer.number;
	expr_lex_next(&p->lexer);
	return n;
}

static struct expr_node *parse_nested(struct parser *p)
{
	struct expr_node *n;

	if (p->depth == FORM_EXPR_DEPTH)
		return fail(p, _("This expression is nested too deep (at most 64)."));
	p->depth++;
	n = p->lexer.token == EXPR_T_OPEN ? parse_brackets(p) : parse_name(p);
	p->depth--;
	return n;
}

static struct expr_node *parse_operand(struct parser *p)
{
	struct expr_node *n;
	const char *name, *at;

	switch (p->lexer.token) {
	case EXPR_T_TEXT:
	case EXPR_T_NUMBER:
		return parse_literal(p);
	case EXPR_T_ROW:
		name = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
		at = p->lexer.from;
		expr_lex_next(&p->lexer);
		return parse_row(p, name, at);
	case EXPR_T_SELF:
		n = new_node(p, EXPR_SELF);
		p->reads_self = true;
		expr_lex_next(&p->lexer);
		return n;
	case EXPR_T_OPEN:
	case EXPR_T_NAME:
		return parse_nested(p);
	case EXPR_T_BAD:
		return fail(p, p->lexer.fault);
	case EXPR_T_END:
		return fail(p, _("Something is missing at the end of this expression."));
	case EXPR_T_CLOSE:
	case EXPR_T_COMMA:
	case EXPR_T_OPERATOR:
		break;
	}
	return fail(p, _("A value is missing here."));
}

/* A row of minus signs is one sign or none. */
static struct expr_node *parse_sign(struct parser *p)
{
	bool negative = false, any = false;
	struct expr_node *n, *operand;

	for (; p->lexer.operator == EXPR_MINUS && p->lexer.token == EXPR_T_OPERATOR;
	     any = true) {
		negative = !negative;
		expr_lex_next(&p->lexer);
	}
	operand = parse_operand(p);
	if (operand == NULL || !any)
		return operand;
	n = new_node(p, EXPR_NEGATE);
	n->number = negative ? -1 : 1;
	n->first = operand;
	return n;
}

enum { STRENGTHS = 6 };

/* From or, which binds least, to times. */
static int operator_strength(enum expr_operator o)
{
	static const int strength[] = {
		[EXPR_OR] = 0,	   [EXPR_AND] = 1,	   [EXPR_EQUAL] = 2,
		[EXPR_DIFFER] = 2, [EXPR_LESS] = 3,	   [EXPR_LESS_EQUAL] = 3,
		[EXPR_MORE] = 3,   [EXPR_MORE_EQUAL] = 3,  [EXPR_PLUS] = 4,
		[EXPR_MINUS] = 4,  [EXPR_TIMES] = 5,	   [EXPR_DIV] = 5,
		[EXPR_MOD] = 5,	   [EXPR_NO_OPERATOR] = -1};

	return strength[o];
}

/*
 * a op b op c of one strength becomes one chain, however long: the evaluator loops over
 * it, so only brackets and calls make depth.  Weaker operators take what was read so far
 * as their first operand.
 */
static struct expr_node *parse_operators(struct parser *p, int least)
{
	struct expr_node *left = parse_sign(p);
	int strength;

	while (left != NULL && p->lexer.token == EXPR_T_OPERATOR &&
	       (strength = operator_strength(p->lexer.operator)) >= least) {
		struct expr_node *chain = new_node(p, EXPR_CHAIN), *last = left;

		chain->first = left;
		while (p->lexer.token == EXPR_T_OPERATOR &&
		       operator_strength(p->lexer.operator) == strength) {
			enum expr_operator o = p->lexer.operator;

			expr_lex_next(&p->lexer);
			last->next = parse_operators(p, strength + 1);
			if (last->next == NULL)
				return NULL;
			last = last->next;
			last->operator = o;
		}
		left = chain;
	}
	return left;
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

/* Sorted, each once. */
static void finish_reads(struct parser *p, struct form_expr *expr)
{
	struct form_reading *reads;

	if (p->read_count == 0)
		return;
	qsort(p->reads, p->read_count, sizeof *p->reads, compare_readings);
	expr->reads = reads = arena_array(p->arena, p->read_count, sizeof *reads);
	for (size_t i = 0; i < p->read_count; i++)
		if (i == 0 || compare_readings(&p->reads[i], &p->reads[i - 1]) != 0)
			reads[expr->read_count++] = p->reads[i];
}

static void finish_columns(struct parser *p, struct form_expr *expr)
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

static const struct form_expr *finish(struct parser *p, const struct expr_node *root)
{
	struct form_expr *expr = arena_new(p->arena, sizeof *expr);

	expr->root = root;
	expr->reads_self = p->reads_self;
	finish_reads(p, expr);
	finish_columns(p, expr);
	return expr;
}

const struct form_expr *form_expr_compile(struct arena *arena, const char *text,
					  const struct form_scope *scope, bool strict,
					  unsigned line, unsigned column,
					  struct form_problems *problems)
{
	struct parser p = {.arena = arena,
			   .scope = scope,
			   .strict = strict,
			   .line = line,
			   .column = column,
			   .problems = problems};
	const struct form_expr *expr = NULL;
	const struct expr_node *root;

	p.lexer.text = text;
	if (strnlen(text, FORM_EXPR_BYTES + 1) > FORM_EXPR_BYTES) {
		(void)fail_at(&p, text,
			      _("This expression is too long (at most 64 KiB)."));
		return NULL;
	}
	expr_lex_start(&p.lexer, text);
	root = parse_operators(&p, 0);
	if (root != NULL && p.lexer.token == EXPR_T_BAD)
		(void)fail(&p, p.lexer.fault);
	else if (root != NULL && p.lexer.token == EXPR_T_CLOSE)
		(void)fail(&p, _("There is a ) too many here."));
	else if (root != NULL && p.lexer.token != EXPR_T_END)
		(void)fail(&p, _("This does not belong here."));
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
