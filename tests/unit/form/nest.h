/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FORM_NEST_H
#define TESTS_UNIT_FORM_NEST_H

#include "tests.h"

/*
 * A form of three repeats in each other, made by hand, and a filling of plain arrays:
 *
 *   town  home( street  child*( name  age  toy*( what  price  part*( piece ) )  sum )  total )
 *   pick  other*( note )  many
 *
 * There are Ann (7: ball 2.50 of two pieces, doll 4) and Bo (3, no toys) and Cy (9, irrelevant: kite 1).
 */
enum nest_row {
	TOWN, HOME, STREET, CHILD, NAME, AGE, TOY, WHAT, PRICE, PART, PIECE, SUM, TOTAL, PICK, OTHER,
	NOTE, MANY, NEST_ROWS
};

enum { NEST_SPOTS = 4000, NEST_KIDS = 500 };

struct nest_spot {
	int row, instance; /* the one it stands in; an instance: itself */
	const char *value;
	bool irrelevant;
	int kids[NEST_KIDS], kid_count; /* of a list */
	int list, place;                /* of an instance */
};

struct nest {
	struct nest_spot *spots;
	int count;
	struct form_row rows[NEST_ROWS];
	struct form form;
	struct form_list places;
	struct arena arena;
	int ann, bo, cy, ball, doll; /* instances */
	uint64_t drawn;
};

void nest_make(struct nest *n);
void nest_release(struct nest *n);
int nest_add(struct nest *n, int list);
int nest_at(const struct nest *n, int instance, int row);
void nest_put(struct nest *n, int instance, int row, const char *value);
struct form_scope nest_scope(struct nest *n, int row);
struct form_env nest_env(struct nest *n, int spot);

/* The expression of the row of a spot, evaluated there; "error: ..." when it fails. */
void nest_expect(struct nest *n, int spot, const char *expression, const char *wanted);
/* Refused for a row, at that column from 1. */
void nest_refused(struct nest *n, int row, const char *expression, unsigned column,
		  const char *wanted);
/* What it reads: "row/within row/within", sorted. */
void nest_reads(struct nest *n, int row, const char *expression, const char *wanted);

/* The groups that expr_tests runs. */
int expr_paths_tests(void);
int expr_nodes_tests(void);

#endif
