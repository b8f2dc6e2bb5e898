/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_CHECK_DEMAND_H
#define FORM_CHECK_DEMAND_H

#include "form/check.h"

/*
 * What a condition demands of the answers it reads, for check_never.c: gathered one by
 * one, and refused when no answer meets it next to those before.
 */
enum form_demand_kind {
	FORM_DEMAND_IS,	 /* the value is text */
	FORM_DEMAND_NOT, /* it is not */
	FORM_DEMAND_HAS, /* text is among the choices chosen */
	FORM_DEMAND_LACKS,
	FORM_DEMAND_LEAST, /* as a number: not below, or above when it is open */
	FORM_DEMAND_MOST
};

struct form_demand {
	int row;
	enum form_demand_kind kind;
	bool is_open;
	const char *text;
	double number;
};

struct form_bounds {
	double least, most;
	bool is_least_open, is_most_open;
	bool is_known; /* of the row's own: constraint and range were looked at */
};

enum form_why {
	FORM_WHY_NEVER,
	FORM_WHY_ABSENT,
	FORM_WHY_BOTH,
	FORM_WHY_NUMBER,
	FORM_WHY_ASLEEP,
	FORM_WHY_AGAINST
};

enum { FORM_DEMANDS_MOST = 64 };

struct form_demands {
	const struct form *form;
	struct form_demand
		items[FORM_DEMANDS_MOST]; /* more are forgotten: that only finds less */
	int count;
	struct form_bounds *bounds;    /* by row, of the form; is_known false at first */
	const struct form_list *plain; /* looked through last: no name holds a blank */
	/* why it was refused */
	enum form_why why;
	int about; /* the row that why speaks of; FORM_NONE: of none */
	const char *one, *other;
};

/* Keeps it; false, with the reason, when it cannot be met. */
bool form_demand_add(struct form_demands *w, struct form_demand d);
/* No number meets the row's own constraint and range. */
bool form_bounds_are_empty(struct form_demands *w, const struct form_row *row);
/* Notes the reason and is false. */
bool form_demand_refuse(struct form_demands *w, enum form_why why, int row,
			const char *one, const char *other);

/* Something besides the worker can give it a value, which then may be none of its
 * choices. */
bool form_row_is_written(const struct form_row *row);
bool form_row_is_select(const struct form_row *row); /* one choice or several */

bool form_node_number(const struct expr_node *n,
		      double *number); /* a literal, with its sign */
bool form_operator_compares(enum expr_operator o);
enum expr_operator form_operator_turned(enum expr_operator o); /* a < b as b > a */

#endif
