/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EXPR_H
#define FORM_EXPR_H

#include "form/problem.h"

/*
 * The expression language of XLSForm: XPath 1.0 without axes, with the functions and the semantics
 * of JavaRosa and ODK Web Forms where those differ (https://getodk.github.io/xforms-spec/).
 * An expression is compiled once, bound to the rows it reads, and evaluated against an
 * environment.  Bounded: depth 64, 10^6 steps an evaluation, regular expressions in linear time.
 */
struct form_expr;

enum form_value_type { FORM_VALUE_TEXT, FORM_VALUE_NUMBER, FORM_VALUE_BOOLEAN, FORM_VALUE_DATE };

/* DATE: a number of days since 1970-01-01 that still knows how it was written. */
struct form_value {
	enum form_value_type type;
	const char *text; /* TEXT and DATE; lives as long as the evaluation's arena */
	double number;    /* NUMBER, DATE (days) and BOOLEAN (0 or 1) */
};

/* How names are found while compiling. */
struct form_scope {
	int (*find)(void *data, const char *name);        /* row number of ${name}, or -1 */
	const char *(*suggest)(void *data, const char *name); /* nearest name, or NULL */
	void *data;
};

/* What an evaluation asks of whoever holds the values.  Texts are borrowed. */
struct form_env {
	const char *(*value)(void *data, int row);   /* "" when empty or irrelevant */
	int (*type)(void *data, int row);            /* enum form_type of the row: decides number, date, text */
	const char *(*choice_label)(void *data, int row, const char *value); /* for jr:choice-name; "" none */
	const char *(*column)(void *data, const char *name); /* choice_filter: this choice's column; NULL: no such */
	const char *self;                            /* what '.' is; NULL: not allowed here */
	const struct clock *clock;
	uint64_t (*random)(void *data);              /* NULL: random() is an error */
	const char *language;                        /* code, for names of months and days */
	void *data;
	const char *(*word)(void *data, const char *name); /* one of form_words; NULL: they are "" */
	int self_type;                               /* enum form_type of what '.' is */
	unsigned *budget;                            /* steps left for many evaluations; NULL: no such */
};

enum { FORM_EXPR_BYTES = 64 << 10, FORM_EXPR_DEPTH = 64, FORM_EXPR_STEPS = 1000000 };

/*
 * Compiles text into arena.  NULL when it is broken: one problem with the line of the row and a
 * column inside the expression is added (line, column: where the expression starts).  scope NULL:
 * no names allowed.  Curly quotes count as straight ones.  A function of a later milestone or an unknown
 * one is refused here, but for strict == false (form eval): then it is an error when reached.
 */
const struct form_expr *form_expr_compile(struct arena *arena, const char *text,
					  const struct form_scope *scope, bool strict,
					  unsigned line, unsigned column,
					  struct form_problems *problems);

/* The rows an expression reads, each once. */
const int *form_expr_reads(const struct form_expr *expr, int *count);

/* The bare names it uses (columns of the choices, in a choice_filter), each once; whether it says '.'. */
const char *const *form_expr_columns(const struct form_expr *expr, int *count);
bool form_expr_reads_self(const struct form_expr *expr);

bool form_expr_is_constant_text(const char *text); /* a default without ${} and function call */

/* OK, or ERR_INVALID with a sentence (an impossible date, steps used up). */
enum err form_expr_evaluate(const struct form_expr *expr, const struct form_env *env,
			    struct arena *arena, struct form_value *out, struct error *e);

/* Conversions of XPath with the date rules of the specification. */
double form_value_number(const struct form_value *v);
bool form_value_boolean(const struct form_value *v);
const char *form_value_text(const struct form_value *v, struct arena *arena); /* NaN is "NaN" */

/* As date() or, with_time, date-time() would give it: for a row of that type; "" when it is none. */
const char *form_value_date(const struct form_value *v, bool with_time, struct arena *arena);

#endif
