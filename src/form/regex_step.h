/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_REGEX_STEP_H
#define FORM_REGEX_STEP_H

#include "form/regex.h"

/* The program of a regular expression: regex.c writes it, regex_search.c runs it. */
enum regex_op {
	OP_CHARACTER, OP_ANY, OP_SET,
	OP_BEGIN, OP_END, OP_EDGE, OP_NO_EDGE, /* ^ $ \b \B: match a place */
	OP_JUMP, OP_SPLIT, OP_MATCH
};

struct range {
	uint32_t from, to;
	enum { RANGE_PLAIN, RANGE_PROPERTY } kind;
	char property; /* d s w L u l N P */
	bool opposite;
};

struct set {
	struct range *ranges;
	size_t count;
	bool opposite;
};

struct step {
	enum regex_op op;
	uint32_t character;
	const struct set *set;
	int a, b; /* where OP_JUMP and OP_SPLIT go on */
};

struct form_regex {
	struct step *steps;
	int count;
	bool anchored; /* begins with ^: only the begin can match */
};

#endif
