/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EXPR_PARSE_H
#define FORM_EXPR_PARSE_H

#include "form/expr_lex.h"
#include "form/model.h"

/*
 * What the parts of the compiler share.
 *   expr_compile.c  the whole: what an expression reads, its key
 *   expr_parse.c    operators and operands
 *   expr_path.c     paths, found in the form
 *   expr_list.c     conditions, and what is looked up in lists
 *   expr_bind.c     calls of functions
 */

/* What a name or '.' stands for at this place: the own row, or what a condition is about. */
struct expr_place {
	const struct form_list *list; /* a row of it; else NULL */
	int row;    /* FORM_NONE: the form itself */
	int within; /* of a condition: where its candidates stand, as its reader sees it */
	bool is_candidate;
};

struct expr_parser {
	struct expr_lexer lexer;
	struct arena *arena;
	const struct form_scope *scope; /* NULL: no names */
	struct expr_place place;
	bool strict;
	int depth;
	bool failed;
	bool reads_self, keeps;
	unsigned line, column;
	struct form_problems *problems;
	struct form_reading *reads;
	size_t read_count, read_room;
	const char **columns;
	size_t column_count, column_room;
};

/* Each NULL (or false) when something is wrong and a problem was added. */
struct expr_node *expr_parse_operators(struct expr_parser *p, int strength);
struct expr_node *expr_parse_row(struct expr_parser *p);  /* at ${name} */
struct expr_node *expr_parse_path(struct expr_parser *p); /* at . .. / or a bare name */
struct expr_node *expr_parse_current(struct expr_parser *p); /* behind current() */
struct expr_node *expr_parse_call(struct expr_parser *p, const char *bytes, size_t len,
				  const char *at);
/* A path where there is no form: it means nothing, what it holds is passed over. */
struct expr_node *expr_pathless(struct expr_parser *p, const char *at);
bool expr_is_bare(struct expr_parser *p); /* a name that stands alone */

/* All conditions that stand in a row here, each in [ ]; place: what they are about. */
bool expr_parse_conditions(struct expr_parser *p, const struct expr_place *place,
			   struct expr_condition **tail);
/* Where rows of a list are chosen: a column of it, also as ./column. */
struct expr_node *expr_parse_in_list(struct expr_parser *p);
/* instance('list') and what stands behind it; call stood at 'at'. */
struct expr_node *expr_bind_instance(struct expr_parser *p, struct expr_node *call,
				     const char *at);
/* pulldata('file', 'column', 'key', value): of the first row whose key is that text. */
struct expr_node *expr_bind_pulldata(struct expr_parser *p, const struct expr_node *call,
				     const char *at);

/*
 * Places are kept as pointers: counting characters up to each name would be quadratic.  fault: in a
 * form refused at once, in 'form eval' only when the evaluation gets there.
 */
struct expr_node *expr_fail_at(struct expr_parser *p, const char *at, const char *text);
struct expr_node *expr_fail(struct expr_parser *p, const char *text); /* at the present word */
struct expr_node *expr_fault(struct expr_parser *p, const char *at, const char *text);
/* As fail, but a word that the lexer refused says itself what is wrong. */
struct expr_node *expr_fail_or(struct expr_parser *p, const char *text);

/* Somebody will read it: a search for near names may cost what it costs. */
bool expr_may_suggest(const struct expr_parser *p);

struct expr_node *expr_new(struct expr_parser *p, enum expr_kind kind);
void expr_add_read(struct expr_parser *p, int row, int within);
const char *expr_unknown_name(struct expr_parser *p, const char *name);
/* "There is no ...; did you mean ...?", near may be NULL. */
const char *expr_with_near(struct expr_parser *p, const char *text, const char *near);

/* The column that a name means; FORM_CELL_NONE and a problem when there is none. */
int expr_find_column(struct expr_parser *p, const struct form_list *list, const char *name,
		     const char *at);

/* Whether its value depends on what a condition is about, or on chance. */
bool expr_varies(const struct expr_node *n);
/* Finds 'column = what does not vary' in a test: the column, or FORM_CELL_NONE. */
int expr_find_key(const struct expr_node *test, const struct expr_node **value);

/* The innermost repeat that contains both the inside of a repeat (or FORM_NONE) and a row. */
int expr_common(const struct form *form, int repeat, int row);

#endif
