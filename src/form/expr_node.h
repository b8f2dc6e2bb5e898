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
	EXPR_ROW,    /* ${name} or a path */
	EXPR_WORD,   /* ${haar}: a word of the form of address */
	EXPR_COLUMN, /* a bare name: a column of the choices */
	EXPR_WHOLE,  /* the form itself, where a path goes up to it */
	EXPR_ITEMS,  /* instance('list')/root/item and what follows it */
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
struct expr_node;

/* [test]; several in a row are linked.  What does not vary with the candidate is evaluated once. */
struct expr_condition {
	const struct expr_node *test;
	bool varies;
	struct expr_condition *next;
};

/* From a node down to instances of a repeat, or to the one spot of another row. */
struct expr_step {
	int row;
	struct expr_condition *conditions;
	struct expr_step *next;
	struct expr_step *above; /* while parsing: the step before it, groups too */
};

/*
 * What a path means.  It starts at the instance of the repeat 'within' that a spot stands in (the
 * form itself where that is FORM_NONE) and goes down; groups without a condition are no step.
 */
struct expr_path {
	bool is_of_candidate;  /* the spot is the node that a condition is about, else the own one */
	bool is_at_instance;   /* that spot is the instance itself */
	bool is_one;           /* it is one node, always */
	int within;
	const struct expr_step *first; /* NULL: the instance, or the form, itself */
};

/* instance('list')/root/item[..]/column, and pulldata */
struct expr_items {
	const struct form_list *list;
	const struct expr_condition *conditions;
	int key; /* only rows whose column is the value; FORM_CELL_NONE: all */
	const struct expr_node *value;
	int column; /* FORM_CELL_NAME: of the item itself too */
};

struct expr_node {
	enum expr_kind kind;
	enum expr_operator operator; /* what joins it to the one before it in a chain */
	int row;                     /* EXPR_ROW; EXPR_CALL: what jr:choice-name names */
	int count;                   /* of children */
	int column;                  /* EXPR_COLUMN; FORM_CELL_NONE: found when it is reached */
	bool is_many;                /* may be other than one node */
	const char *text;            /* EXPR_TEXT, names; EXPR_FAULT: the sentence */
	double number;
	const struct expr_function *function;
	union {
		const struct form_regex *regex; /* of a pattern that is a literal */
		const struct expr_path *path;   /* EXPR_ROW; NULL: the row's own spot in the form */
		const struct expr_items *items; /* EXPR_ITEMS */
	};
	struct expr_node *first, *next;
};

struct form_expr {
	const struct expr_node *root;
	const struct form_reading *reads;
	int read_count;
	const char *const *columns;
	int column_count;
	bool reads_self, keeps;
	int key; /* of a choice_filter; FORM_CELL_NONE */
	const struct form_expr *value;
};

/* What a condition is being asked of. */
struct expr_candidate {
	int spot;
	const struct form_list *list; /* a row of it in place of a spot */
	int choice;
	double position, last; /* from 1 */
};

struct expr_eval {
	const struct form_env *env;
	struct arena *arena;
	struct error *e;
	unsigned steps; /* left */
	const struct expr_candidate *candidate;
};

enum { EXPR_ARGUMENTS = 8, EXPR_ANY = -1 };

/*
 * One row a function.  lazy functions get no arguments and evaluate the children they
 * need; the others get count values.
 */
struct expr_function {
	const char *name;
	int least, most; /* arguments; EXPR_ANY: no bound */
	bool lazy;
	enum err (*call)(struct expr_eval *x, const struct expr_node *call,
			 const struct form_value *args, struct form_value *out);
};

const struct expr_function *expr_function_find(const char *name, size_t len);

/* The nearest name; NULL when none is near. */
const char *expr_function_suggest(struct arena *arena, const char *name);

enum err expr_eval_node(struct expr_eval *x, const struct expr_node *n,
			struct form_value *out);

/*
 * Nodes: spots, or rows of a list.  Only what expr_is_set says can be asked for as a set; all else is one value.
 */
struct expr_set {
	const struct form_list *list; /* NULL: spots */
	int row, column;              /* of all spots; of all rows of the list */
	const int *items;             /* NULL: only one */
	int one, count;
};

bool expr_is_set(const struct expr_node *n);
enum { EXPR_ALL = 0x7fffffff };
/* At most 'most' nodes are looked for. */
enum err expr_eval_set(struct expr_eval *x, const struct expr_node *n, int most,
		       struct expr_set *out);
enum err expr_set_value(struct expr_eval *x, const struct expr_set *set, int i,
			struct form_value *out);
int expr_set_item(const struct expr_set *set, int i);
/* What randomize() makes of its set. */
enum err expr_shuffled_set(struct expr_eval *x, const struct expr_node *call,
			   struct expr_set *out);
/* Why digest() does not know an algorithm, in the arena; NULL: it does. */
const char *expr_digest_refused(struct arena *arena, const char *name);
enum err expr_eval_first(struct expr_eval *x, const struct expr_node *n, struct form_value *out);

/* All values of the nodes from first on: each node of a set, each other value once. */
struct expr_each {
	struct expr_eval *x;
	const struct expr_node *node;
	struct expr_set set;
	int at;
	bool is_open;
	bool is_alone; /* not what follows the first */
	enum err rc;   /* why it ended */
};
#define EXPR_EACH(x, first) {x, first, {NULL, 0, 0, NULL, 0, 0}, 0, false, false, OK}
bool expr_each_next(struct expr_each *each, struct form_value *out);

/* Those of one node, in the arena; one '' when there are none (JavaRosa). */
enum err expr_values_of(struct expr_eval *x, const struct expr_node *n,
			struct form_value **values, int *count);

/* The text of a row has the type of its row, not the one it looks like. */
enum err expr_put_typed(struct form_value *out, const char *text, int type);
bool expr_compare(enum expr_operator o, const struct form_value *a, const struct form_value *b);

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
/* On the clock of the place; has_time false: a day, from midnight. */
enum err expr_date_moment(struct expr_eval *x, const struct form_value *v, bool *found,
			  struct moment *m, bool *has_time);
/* Milliseconds since 1970 on the clock of the place; "" when that is no year of ours. */
enum err expr_date_of_wall(struct expr_eval *x, double ms, bool has_time,
			   struct form_value *out);
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

EXPR_FUNCTION(min);
EXPR_FUNCTION(max);
EXPR_FUNCTION(sum);
EXPR_FUNCTION(count);
EXPR_FUNCTION(count_non_empty);
EXPR_FUNCTION(position);
EXPR_FUNCTION(last);
EXPR_FUNCTION(current);
EXPR_FUNCTION(instance);
EXPR_FUNCTION(indexed_repeat);

EXPR_FUNCTION(pulldata);
EXPR_FUNCTION(random);
EXPR_FUNCTION(randomize);
EXPR_FUNCTION(uuid);
EXPR_FUNCTION(digest);
EXPR_FUNCTION(base64_decode);
EXPR_FUNCTION(difference_in_months);
EXPR_FUNCTION(add_date);

EXPR_FUNCTION(today);
EXPR_FUNCTION(now);
EXPR_FUNCTION(date);
EXPR_FUNCTION(date_time);
EXPR_FUNCTION(format_date);
EXPR_FUNCTION(decimal_date_time);
EXPR_FUNCTION(decimal_time);

#endif
