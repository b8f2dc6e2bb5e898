/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EXPR_LEX_H
#define FORM_EXPR_LEX_H

#include "form/expr_node.h"

/*
 * The words of an expression.  Whether 'div' or '*' is an operator depends on what stands
 * before it, as XPath 1.0 (3.7) says; ${name} is one word, so ${a}-(2) is a subtraction.
 */
enum expr_token {
	EXPR_T_END, EXPR_T_TEXT, EXPR_T_NUMBER, EXPR_T_NAME, EXPR_T_ROW, EXPR_T_SELF,
	EXPR_T_UP, EXPR_T_SLASH, EXPR_T_LEFT, EXPR_T_RIGHT, /* .. / [ ] */
	EXPR_T_OPEN, EXPR_T_CLOSE, EXPR_T_COMMA, EXPR_T_OPERATOR, EXPR_T_BAD
};

struct expr_lexer {
	const char *text; /* the whole expression */
	const char *next;
	/* the present word */
	enum expr_token token;
	const char *from;  /* its first byte, for the column */
	const char *bytes; /* TEXT, NAME, ROW: what it holds, len bytes */
	size_t len;
	double number;
	enum expr_operator operator;
	const char *fault; /* BAD: what is wrong, one sentence */
};

void expr_lex_start(struct expr_lexer *l, const char *text);
void expr_lex_next(struct expr_lexer *l);
unsigned expr_lex_column(const struct expr_lexer *l, const char *at); /* from 0 */

#endif
