/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EXPR_H
#define FORM_EXPR_H

#include "form/problem.h"

/*
 * The expression language of XLSForm: XPath 1.0 without axes, with the functions and the semantics
 * of JavaRosa and ODK Web Forms where those differ (https://getodk.github.io/xforms-spec/).
 * An expression is compiled once, bound to the rows it reads, and evaluated against an
 * environment.  Bounded: depth 64, 10^6 steps an evaluation, regular expressions in linear time.
 *
 * Names and paths mean rows of the form, found while compiling; an evaluation turns a row into spots (see
 * filling.h).  ${x} is the spot in the instances that the expression's own spot stands in; where x
 * stands in a repeat that it does not, all its spots (a node-set).  ../ and absolute paths likewise, but
 * that going up out of an instance and down again means all instances.  A condition in [ ] speaks of
 * its candidate: bare names, ./name, and ${x} where x stands in the candidate's repeat.  What is
 * irrelevant is in no node-set, but its instance keeps its place.  = != < > hold when they do for one
 * node of each side; elsewhere the first node counts, and "" where there is none.
 */
struct form;
struct form_list;
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
	const struct form *form; /* its rows, for paths; NULL: only ${names} */
	int row;                 /* whose expression it is, where . and .. start; FORM_NONE: the form's own */
	/* What instance('name') or pulldata('name') means; NULL: no such list or file. */
	const struct form_list *(*list)(void *data, const char *name);
	const struct form_list *filtered; /* a choice_filter: whose columns bare names are; else NULL */
};

/*
 * An expression reads a row: the spots of it inside the instance of the repeat 'within' that the
 * reader's own spot stands in (the whole form where within is FORM_NONE).  Reading a repeat's row is
 * reading how many instances there are and in which order.
 */
struct form_reading {
	int row, within;
};

enum form_digest { FORM_SHA256, FORM_SHA512 };

/* What an evaluation asks of whoever holds the values.  Texts are borrowed. */
struct form_env {
	const struct form *form;                     /* NULL: expressions without names only */
	int language_index;                          /* in form->languages, for labels of choices */
	int spot;                                    /* whose expression it is; FORM_NONE: the form's own */
	const char *(*value)(void *data, int spot);  /* "" when empty or irrelevant */
	bool (*is_relevant)(void *data, int spot);   /* an irrelevant one is in no node-set */
	int (*row)(void *data, int spot);
	/* The instance of that repeat which the spot stands in; FORM_NONE: of no such. */
	int (*within)(void *data, int spot, int repeat);
	int (*member)(void *data, int instance, int row); /* as form_filling_member */
	const int *(*instances)(void *data, int list, int *count);
	int (*position)(void *data, int instance);   /* from 1 */
	const struct form_list *list;                /* a choice_filter: the choice that is asked about; else NULL */
	int choice;
	const char *self;                            /* what '.' is; NULL: not allowed here */
	const struct clock *clock;
	uint64_t (*random)(void *data);              /* NULL: random() is an error */
	const char *language;                        /* code, for names of months and days */
	void *data;
	const char *(*word)(void *data, const char *name); /* one of form_words; NULL: they are "" */
	int self_type;                               /* enum form_type of what '.' is */
	unsigned *budget;                            /* steps left for many evaluations; NULL: no such */
	void (*digest)(enum form_digest kind, const void *bytes, size_t len, unsigned char *out);
};

enum { FORM_EXPR_BYTES = 64 << 10, FORM_EXPR_DEPTH = 64, FORM_EXPR_STEPS = 1000000 };

/*
 * Compiles text into arena.  NULL when it is broken: one problem with the line of the row and a
 * column inside the expression is added (line, column: where the expression starts).  scope NULL:
 * no names allowed.  Curly quotes count as straight ones.  A function or name that there is not is
 * refused here, but for strict == false (form eval): then it is an error when reached.
 */
const struct form_expr *form_expr_compile(struct arena *arena, const char *text,
					  const struct form_scope *scope, bool strict,
					  unsigned line, unsigned column,
					  struct form_problems *problems);

/* What an expression reads, sorted by row, each once: within the outermost of the repeats it is read within. */
const struct form_reading *form_expr_reads(const struct form_expr *expr, int *count);

/*
 * A choice_filter of which one part says 'column = what the choice does not decide': its column, and that other side to be
 * evaluated once; then only form_list_rows need the whole filter.  false: no such part.  Of use only
 * when that value is a TEXT: a number or a date equals what is written otherwise too ("5" and "05").
 */
bool form_expr_key(const struct form_expr *filter, int *column, const struct form_expr **value);

/* The bare names it uses (columns of the choices, in a choice_filter), each once; whether it says '.'. */
const char *const *form_expr_columns(const struct form_expr *expr, int *count);
bool form_expr_reads_self(const struct form_expr *expr);
/* Whether it says once(): what it gives depends on what it gave before, so it has to be stored. */
bool form_expr_keeps(const struct form_expr *expr);

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
