/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EXPR_NODE_H
#define FORM_EXPR_NODE_H

#include <math.h>

#include "form/expr.h"
#include "form/regex.h"

/*
 * The inside of the expression language, for the files named expr_*.c only: the tree that
 * the parser makes and what the evaluator and the functions share.
 */
enum expr_kind {
	EXPR_TEXT, EXPR_NUMBER,
	EXPR_ROW,    /* ${name} */
	EXPR_WORD,   /* ${haar}: a word of the form of address */
	EXPR_COLUMN, /* a bare name: a column of the choices */
	EXPR_SELF,   /* . */
	EXPR_NEGATE,
	EXPR_CHAIN,  /* operators of one strength, evaluated in a loop, not by depth */
	EXPR_CALL,
	EXPR_FAULT   /* an error when reached; never in a form */
};

enum expr_operator {
	EXPR_OR, EXPR_AND, EXPR_EQUAL, EXPR_DIFFER, EXPR_LESS, EXPR_LESS_EQUAL, EXPR_MORE,
	EXPR_MORE_EQUAL, EXPR_PLUS, EXPR_MINUS, EXPR_TIMES, EXPR_DIV, EXPR_MOD,
	EXPR_NO_OPERATOR
};

struct expr_function;

struct expr_node {
	enum expr_kind kind;
	enum expr_operator operator; /* what joins it to the one before it in a chain */
	int row;                     /* EXPR_ROW; EXPR_CALL: what jr:choice-name names */
	int count;                   /* of children */
	const char *text;            /* EXPR_TEXT, names; EXPR_FAULT: the sentence */
	double number;
	const struct expr_function *function;
	const struct form_regex *regex; /* of a pattern that is a literal */
	struct expr_node *first, *next;
};

struct form_expr {
	const struct expr_node *root;
	const struct form_reading *reads;
	int read_count;
	const char *const *columns;
	int column_count;
	bool reads_self;
};

struct expr_eval {
	const struct form_env *env;
	struct arena *arena;
	struct error *e;
	unsigned steps; /* left */
};

enum { EXPR_ARGUMENTS = 4, EXPR_ANY = -1 };

/*
 * One row a function.  lazy functions get no arguments and evaluate the children they
 * need; the others get count values.
 */
struct expr_function {
	const char *name;
	int least, most; /* arguments; EXPR_ANY: no bound */
	enum { EXPR_FIRST, EXPR_NEXT } milestone; /* NEXT: not in forms yet */
	bool lazy;
	enum err (*call)(struct expr_eval *x, const struct expr_node *call,
			 const struct form_value *args, struct form_value *out);
};

const struct expr_function *expr_function_find(const char *name, size_t len);

/* A function of XLSForm that is not here yet: repeats, files, drawing lots, maps. */
bool expr_function_is_later(const char *name);

/* The nearest name; NULL when none is near. */
const char *expr_function_suggest(struct arena *arena, const char *name);

enum err expr_eval_node(struct expr_eval *x, const struct expr_node *n,
			struct form_value *out);

/* Takes cost off the steps left; ERR_INVALID when there are not so many. */
enum err expr_eval_charge(struct expr_eval *x, size_t cost);
enum { EXPR_BYTES_A_STEP = 16 };

/* Makers, so that a function ends in one line. */
enum err expr_put_text(struct form_value *out, const char *text);
enum err expr_put_number(struct form_value *out, double number);
enum err expr_put_boolean(struct form_value *out, bool truth);
const char *expr_text(struct expr_eval *x, const struct form_value *v);

/* expr_number.c */
double expr_number_read(const char *text); /* XPath's number, a decimal comma too; NaN */
double expr_number_read_exponent(const char *text); /* the same with an exponent */
const char *expr_number_write(double number, struct arena *arena);
bool expr_number_equal(double a, double b); /* within 1e-12, as JavaRosa */

/* expr_date.c: days since 1970-01-01 UTC with their fraction. */
bool expr_date_read(const char *text, double *days); /* a date or dateTime, else false */
bool expr_date_is_impossible(const char *text); /* shaped like one, but 30 February */
enum err expr_date_of_text(const char *text, struct form_value *out); /* DATE, or "" */
bool expr_space(char c); /* what XPath calls white space */

/* The functions, by file; the table is in expr_functions.c. */
#define EXPR_FUNCTION(name)                                                              \
	enum err expr_##name(struct expr_eval *x, const struct expr_node *call,          \
			     const struct form_value *args, struct form_value *out)
EXPR_FUNCTION(true);
EXPR_FUNCTION(false);
EXPR_FUNCTION(not);
EXPR_FUNCTION(boolean);
EXPR_FUNCTION(boolean_from_string);
EXPR_FUNCTION(if);
EXPR_FUNCTION(coalesce);
EXPR_FUNCTION(once);
EXPR_FUNCTION(choice_name);
EXPR_FUNCTION(checklist);
EXPR_FUNCTION(weighted_checklist);
EXPR_FUNCTION(selected);
EXPR_FUNCTION(selected_at);
EXPR_FUNCTION(count_selected);

EXPR_FUNCTION(string);
EXPR_FUNCTION(concat);
EXPR_FUNCTION(join);
EXPR_FUNCTION(contains);
EXPR_FUNCTION(starts_with);
EXPR_FUNCTION(ends_with);
EXPR_FUNCTION(substring_before);
EXPR_FUNCTION(substring_after);
EXPR_FUNCTION(substring);
EXPR_FUNCTION(substr);
EXPR_FUNCTION(string_length);
EXPR_FUNCTION(normalize_space);
EXPR_FUNCTION(translate);
EXPR_FUNCTION(regex);

EXPR_FUNCTION(number);
EXPR_FUNCTION(int);
EXPR_FUNCTION(round);
EXPR_FUNCTION(floor);
EXPR_FUNCTION(ceiling);
EXPR_FUNCTION(abs);
EXPR_FUNCTION(pow);
EXPR_FUNCTION(min);
EXPR_FUNCTION(max);
EXPR_FUNCTION(sqrt);
EXPR_FUNCTION(log);
EXPR_FUNCTION(log10);
EXPR_FUNCTION(exp);
EXPR_FUNCTION(exp10);
EXPR_FUNCTION(sin);
EXPR_FUNCTION(cos);
EXPR_FUNCTION(tan);
EXPR_FUNCTION(asin);
EXPR_FUNCTION(acos);
EXPR_FUNCTION(atan);
EXPR_FUNCTION(atan2);
EXPR_FUNCTION(pi);

EXPR_FUNCTION(today);
EXPR_FUNCTION(now);
EXPR_FUNCTION(date);
EXPR_FUNCTION(date_time);
EXPR_FUNCTION(format_date);
EXPR_FUNCTION(decimal_date_time);
EXPR_FUNCTION(decimal_time);

#endif
