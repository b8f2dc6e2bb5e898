/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_parse.h"

static struct expr_node *parse_name(struct expr_parser *p)
{
	const struct expr_lexer at = p->lexer;

	expr_lex_next(&p->lexer);
	if (p->lexer.token == EXPR_T_OPEN)
		return expr_parse_call(p, at.bytes, at.len, at.from);
	p->lexer = at;
	return expr_parse_path(p);
}

static struct expr_node *parse_brackets(struct expr_parser *p)
{
	struct expr_node *n;

	expr_lex_next(&p->lexer);
	n = expr_parse_operators(p, 0);
	if (n == NULL)
		return NULL;
	if (p->lexer.token != EXPR_T_CLOSE)
		return expr_fail_or(p, _("A ) is missing here."));
	expr_lex_next(&p->lexer);
	return n;
}

static struct expr_node *parse_literal(struct expr_parser *p)
{
	struct expr_node *n =
		expr_new(p, p->lexer.token == EXPR_T_TEXT ? EXPR_TEXT : EXPR_NUMBER);

	if (n->kind == EXPR_TEXT)
		n->text = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
	n->number = p->lexer.number;
	expr_lex_next(&p->lexer);
	return n;
}

static struct expr_node *parse_nested(struct expr_parser *p)
{
	struct expr_node *n;

	if (p->depth == FORM_EXPR_DEPTH)
		return expr_fail(p, _("This expression is nested too deep (at most 64)."));
	p->depth++;
	n = p->lexer.token == EXPR_T_OPEN ? parse_brackets(p) : parse_name(p);
	p->depth--;
	return n;
}

static struct expr_node *parse_value(struct expr_parser *p)
{
	switch (p->lexer.token) {
	case EXPR_T_TEXT:
	case EXPR_T_NUMBER:
		return parse_literal(p);
	case EXPR_T_ROW:
		return expr_parse_row(p);
	case EXPR_T_SELF:
	case EXPR_T_UP:
	case EXPR_T_SLASH:
		return expr_parse_path(p);
	case EXPR_T_OPEN:
	case EXPR_T_NAME:
		return parse_nested(p);
	case EXPR_T_BAD:
		return expr_fail(p, p->lexer.fault);
	case EXPR_T_END:
		return expr_fail(p,
				 _("Something is missing at the end of this expression."));
	case EXPR_T_LEFT:
	case EXPR_T_RIGHT:
	case EXPR_T_CLOSE:
	case EXPR_T_COMMA:
	case EXPR_T_OPERATOR:
		break;
	}
	return expr_fail(p, _("A value is missing here."));
}

static struct expr_node *parse_operand(struct expr_parser *p)
{
	struct expr_node *n = parse_value(p);

	if (n != NULL && p->lexer.token == EXPR_T_SLASH)
		return expr_fail(p, _("To divide, write 'div'."));
	if (n != NULL && p->lexer.token == EXPR_T_LEFT)
		return expr_fail(p, _("A condition in [ ] belongs behind a name in a path."));
	return n;
}

/* A row of minus signs is one sign or none. */
static struct expr_node *parse_sign(struct expr_parser *p)
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
	n = expr_new(p, EXPR_NEGATE);
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
struct expr_node *expr_parse_operators(struct expr_parser *p, int least)
{
	struct expr_node *left = parse_sign(p);
	int strength;

	while (left != NULL && p->lexer.token == EXPR_T_OPERATOR &&
	       (strength = operator_strength(p->lexer.operator)) >= least) {
		struct expr_node *chain = expr_new(p, EXPR_CHAIN), *last = left;

		chain->first = left;
		while (p->lexer.token == EXPR_T_OPERATOR &&
		       operator_strength(p->lexer.operator) == strength) {
			enum expr_operator o = p->lexer.operator;

			expr_lex_next(&p->lexer);
			last->next = expr_parse_operators(p, strength + 1);
			if (last->next == NULL)
				return NULL;
			last = last->next;
			last->operator = o;
		}
		left = chain;
	}
	return left;
}

