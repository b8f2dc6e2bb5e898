/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_TREE_H
#define FORM_TREE_H

#include <stdint.h>

#include "form/problem.h"

/*
 * A YAML file as a tree, through libyaml's events.  Every scalar is text.  Refused with line and
 * column: anchors, aliases, tags, merge keys, duplicate keys, more than one document, bytes that
 * are not UTF-8, and what passes the bounds below (notes of T9).
 */
enum {
	FORM_TREE_BYTES = 1 << 20,
	FORM_TREE_DEPTH = 64,
	FORM_TREE_SCALAR = 64 << 10,
	FORM_TREE_NODES = 80000 /* a file of 1 MiB that is written by people has half of that */
};

enum { FORM_NODE_COLUMN = UINT16_MAX };

enum form_node_kind { FORM_NODE_TEXT, FORM_NODE_LIST, FORM_NODE_MAP };

/* A form has tens of thousands: 48 bytes each. */
struct form_node {
	unsigned line;
	unsigned key_line;        /* of the key, in a map; so is key_column */
	uint16_t column, key_column; /* FORM_NODE_COLUMN: there or further to the right */
	unsigned kind : 4;        /* enum form_node_kind */
	unsigned key_number : 28; /* the same key has the same number in a whole file, from 0 */
	const char *key;          /* in a map: this member's key; else NULL */
	const char *text;         /* FORM_NODE_TEXT */
	struct form_node *first;  /* children in file order */
	struct form_node *next;
};

/* The root, in arena; NULL when it was refused (a problem says why) or the file is empty. */
const struct form_node *form_tree_read(struct arena *arena, const char *bytes, size_t len,
				       struct form_problems *problems);

/*
 * For a reader that keeps the texts and lets the nodes go: two arenas.  *keys gets how many
 * different keys there are.  Duplicate keys are reported, but the tree is whole.
 */
const struct form_node *form_tree_load(struct arena *nodes, struct arena *texts,
				       const char *bytes, size_t len, unsigned *keys,
				       struct form_problems *problems);

const struct form_node *form_node_at(const struct form_node *map, const char *key); /* NULL: absent */
const char *form_node_text(const struct form_node *map, const char *key); /* "" when absent or no text */

#endif
