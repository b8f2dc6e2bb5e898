/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

#include "form/expr_node.h"
#include "form/read.h"

/*
 * Inside the checks of a whole form (form_rows_check): what no single cell can tell. Each
 * is linear in the rows and their expressions, and none of them refuses a form that can
 * be filled.
 *
 *   check.c            texts, labels, lists, headers
 *   check_languages.c  a language that is missing somewhere
 *   check_never.c      questions whose condition can never be true
 *   check_demand.c     what such a condition demands of the answers it reads
 *   check_nodes.c      one value wanted where a repeat has many, and the like
 *   check_unread.c     calculations that nothing reads
 *   check_use.c        defaults that are refused, repeats that count themselves, filters that
 *                      leave choices out
 */
struct form_checks {
	struct form_reader *r;
	const struct form_row *reader; /* whose texts are looked at; NULL: of choices */
	bool *is_read; /* by row: an expression, a text or a fact uses it */
};

/* Is the node a call of that function, such as selected_at? */
#define FORM_IS_CALL(n, name)                                                            \
	((n)->kind == EXPR_CALL && (n)->function && (n)->function->call == expr_##name)

/* The cell of a row in that column; the row itself when it has none. */
const struct form_node *form_check_cell(struct form_reader *r, const struct form_row *row,
					enum form_column_id id);

/* Where a byte of its text stands in the file; at NULL: where the cell begins. */
void form_check_place(const struct form_node *cell, const char *text, const char *at,
		      unsigned *line, unsigned *column);

/* The expressions of a row, with the columns they stand in; those of a list end with
 * member 0. */
struct form_check_member {
	enum form_column_id column;
	size_t member; /* of struct form_row */
};
extern const struct form_check_member form_check_members[];
const struct form_expr *form_check_expr(const struct form_row *row,
					const struct form_check_member *m);

/* Does the reader's expression see one value of the row at most, not those of all
 * instances? */
bool form_check_is_single(const struct form *form, const struct form_row *reader,
			  const struct form_row *row);

/* Of the name of a choice, on its line; 1 when nobody will read it. */
unsigned form_check_choice_column(const struct form_reader *r,
				  const struct form_choice *choice);

void form_languages_check(struct form_checks *k);
void form_never_check(struct form_checks *k);
void form_unread_check(struct form_checks *k);
void form_use_check(struct form_checks *k);
void form_nodes_check(struct form_checks *k);

#endif
