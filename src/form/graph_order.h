/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_GRAPH_ORDER_H
#define FORM_GRAPH_ORDER_H

#include "form/graph.h"

/* The order of evaluation and the circles; for graph.c only. */
enum form_edge {
	FORM_EDGE_STATE,      /* required, read_only: nobody reads these: no circle */
	FORM_EDGE_CHECK,      /* constraint: the same, and it may read its own row */
	FORM_EDGE_FILTER,     /* choice_filter: in order where that can be, and it may read its own row */
	FORM_EDGE_CONDITION,  /* relevant, the group it stands in */
	FORM_EDGE_CALCULATION
};

struct form_edge_to {
	int row;    /* that is read */
	int within; /* as form_reading says */
	enum form_edge edge;
	bool is_parent; /* nothing is read: it is the group it stands in */
};

/* Row r reads edges[first[r]] to edges[first[r + 1] - 1].  Fills order and place. */
void form_graph_order(struct form_graph *g, const struct form *form, const int *first,
		      const struct form_edge_to *edges, struct form_problems *problems);

#endif
