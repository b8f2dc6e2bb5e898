/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_GRAPH_H
#define FORM_GRAPH_H

#include "form/model.h"

/*
 * Who reads whom, by row; the filling finds the spots.  A row is recomputed when a row that one
 * of its expressions reads has changed.  Edges come from relevant, required, read_only,
 * calculation, choice_filter, repeat_count, seed and constraint, which may speak of its own row;
 * a dynamic default runs once and is none, nor is a calculation with a trigger.  What reads a group's relevance is every row inside it.
 */
struct form_graph {
	int row_count;
	int *order;         /* each row after those it reads, a group before its members */
	int *place;         /* where a row stands in order */
	int *first_reader;  /* row_count + 1 indexes into readers */
	struct form_reading *readers; /* rows that read a row, and within which repeat; each pair once */
	int reader_count;
	int *first_pulled;    /* row_count + 1 indexes into pulled */
	struct form_reading *pulled; /* rows whose calculation runs when a row is answered, likewise */
};

/*
 * Builds the graph in arena (the form's) once all expressions are compiled.  A circle of
 * calculations, or a row that reads itself, is an error that names the whole chain; a constraint may
 * read its own row, and so may a choice_filter: "not what another instance has".  A circle of
 * conditions only (relevant) is a warning and is evaluated in form order, and so is one that only a
 * choice_filter closes, whatever else is in it.  Never NULL.
 */
struct form_graph *form_graph_build(struct arena *arena, const struct form *form,
				    struct form_problems *problems);

#endif
