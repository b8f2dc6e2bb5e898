/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "form/graph_order.h"

/*
 * Which expressions of a row change what others read of it, and which only its own state.
 */
static const struct {
	size_t offset;
	enum form_edge edge;
	const char *name;
} members[] = {
	{offsetof(struct form_row, relevant), FORM_EDGE_CONDITION, "relevant"},
	{offsetof(struct form_row, calculation), FORM_EDGE_CALCULATION, "calculation"},
	{offsetof(struct form_row, choice_filter), FORM_EDGE_FILTER, "choice_filter"},
	{offsetof(struct form_row, repeat_count), FORM_EDGE_CALCULATION, "repeat_count"},
	{offsetof(struct form_row, required), FORM_EDGE_STATE, "required"},
	{offsetof(struct form_row, read_only), FORM_EDGE_STATE, "read_only"},
	{offsetof(struct form_row, seed), FORM_EDGE_STATE, "seed"},
	{offsetof(struct form_row, constraint), FORM_EDGE_CHECK, "constraint"},
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static const struct form_expr *member(const struct form_row *row, int i)
{
	if (row->trigger_count > 0 && members[i].edge == FORM_EDGE_CALCULATION)
		return NULL;
	return *(const struct form_expr *const *)(const void *)((const char *)row +
								members[i].offset);
}

/* What a row reads, collected in the order of rows. */
struct edges {
	struct form_edge_to *items;
	size_t count, room;
};

static void add_edge(struct edges *e, struct form_edge_to edge)
{
	VEC_ROOM(e->items, e->count, e->room);
	e->items[e->count++] = edge;
}

/*
 * A row that reads itself, or a group whose relevance reads what is inside it, can never
 * settle.
 */
static bool reads_inside(const struct form_row *row, int read)
{
	return read >= row->index && read < row->end;
}

/* Its own value, which is looked at anyway; not that of other instances. */
static bool reads_own(const struct form_row *row, const struct form_reading *read)
{
	return read->row == row->index && read->within == row->repeat;
}

/* What is calculated and then filtered out by itself would be calculated again. */
static bool may_read_itself(const struct form_row *row, enum form_edge edge)
{
	return edge == FORM_EDGE_CHECK || (edge == FORM_EDGE_FILTER && row->calculation == NULL);
}

static void check_self(const struct form_row *row, int i, const struct form *form,
		       int read, struct form_problems *problems)
{
	if (read == row->index)
		form_problems_add(
			problems, FORM_ERROR, row->line, row->column,
			_("'%s' reads itself: %s -> %s. Only a constraint may."),
			members[i].name, row->name, row->name);
	else
		form_problems_add(
			problems, FORM_ERROR, row->line, row->column,
			_("The group '%s' depends on a question inside it: %s -> %s -> "
			  "%s."),
			row->name, row->name, form->rows[read].name, row->name);
}

static void collect_member(struct edges *e, const struct form *form,
			   const struct form_row *row, int i,
			   struct form_problems *problems)
{
	int count;
	const struct form_reading *reads = form_expr_reads(member(row, i), &count);

	for (int k = 0; k < count; k++) {
		if (members[i].edge == FORM_EDGE_CHECK && reads_own(row, &reads[k]))
			continue;
		if (reads_inside(row, reads[k].row) && !may_read_itself(row, members[i].edge))
			check_self(row, i, form, reads[k].row, problems);
		else
			add_edge(e, (struct form_edge_to){reads[k].row, reads[k].within,
							  members[i].edge, false});
	}
}

static void collect_row(struct edges *e, const struct form *form,
			const struct form_row *row, struct form_problems *problems)
{
	if (row->parent != FORM_NONE)
		add_edge(e, (struct form_edge_to){row->parent, FORM_NONE,
						  FORM_EDGE_CONDITION, true});
	for (int i = 0; i < MEMBER_COUNT; i++) {
		if (member(row, i) != NULL)
			collect_member(e, form, row, i, problems);
	}
}

/* Pairs of a row and who is told of it, sorted by row. */
struct pairs {
	struct pair {
		int row;
		struct form_reading reader;
	} * items;
	size_t count, room;
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;

	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	if (left->reader.row != right->reader.row)
		return left->reader.row < right->reader.row ? -1 : 1;
	return (left->reader.within > right->reader.within) -
	       (left->reader.within < right->reader.within);
}

static void add_pair(struct pairs *p, int row, int reader, int within)
{
	VEC_ROOM(p->items, p->count, p->room);
	p->items[p->count++] = (struct pair){row, {reader, within}};
}

/* Each pair once, laid out by row; p is let go. */
static struct form_reading *lay_out(struct pairs *p, int row_count, int *first,
				    struct arena *arena)
{
	struct form_reading *items = arena_array(arena, p->count + 1, sizeof *items);
	int count = 0;

	if (p->count > 0)
		qsort(p->items, p->count, sizeof *p->items, compare_pairs);
	for (size_t i = 0; i < p->count; i++) {
		if (i > 0 && compare_pairs(&p->items[i - 1], &p->items[i]) == 0)
			continue;
		items[count++] = p->items[i].reader;
		first[p->items[i].row + 1] = count;
	}
	for (int row = 0; row < row_count; row++) {
		if (first[row + 1] < first[row])
			first[row + 1] = first[row];
	}
	free(p->items);
	return items;
}

static void build_readers(struct form_graph *g, const struct edges *e, const int *first,
			  struct arena *arena)
{
	struct pairs p = {NULL, 0, 0};

	for (int row = 0; row < g->row_count; row++) {
		for (int i = first[row]; i < first[row + 1]; i++) {
			if (!e->items[i].is_parent)
				add_pair(&p, e->items[i].row, row, e->items[i].within);
		}
	}
	g->first_reader =
		arena_array(arena, (size_t)g->row_count + 1, sizeof *g->first_reader);
	g->readers = lay_out(&p, g->row_count, g->first_reader, arena);
	g->reader_count = g->first_reader[g->row_count];
}

/* The innermost repeat that both stand in. */
static int common_repeat(const struct form *form, int row, int other)
{
	for (int a = form->rows[row].repeat; a != FORM_NONE; a = form->rows[a].repeat) {
		for (int b = form->rows[other].repeat; b != FORM_NONE;
		     b = form->rows[b].repeat) {
			if (a == b)
				return a;
		}
	}
	return FORM_NONE;
}

static void build_pulled(struct form_graph *g, const struct form *form,
			 struct arena *arena)
{
	struct pairs p = {NULL, 0, 0};

	for (int row = 0; row < g->row_count; row++) {
		const struct form_row *r = &form->rows[row];

		for (int i = 0; i < r->trigger_count; i++)
			add_pair(&p, r->triggers[i], row,
				 common_repeat(form, row, r->triggers[i]));
	}
	g->first_pulled =
		arena_array(arena, (size_t)g->row_count + 1, sizeof *g->first_pulled);
	g->pulled = lay_out(&p, g->row_count, g->first_pulled, arena);
}

struct form_graph *form_graph_build(struct arena *arena, const struct form *form,
				    struct form_problems *problems)
{
	struct form_graph *g = arena_new(arena, sizeof *g);
	int *first = mem_array((size_t)form->row_count + 1, sizeof *first);
	struct edges e = {NULL, 0, 0};

	g->row_count = form->row_count;
	g->order = arena_array(arena, (size_t)form->row_count + 1, sizeof *g->order);
	g->place = arena_array(arena, (size_t)form->row_count + 1, sizeof *g->place);
	for (int row = 0; row < form->row_count; row++) {
		collect_row(&e, form, &form->rows[row], problems);
		first[row + 1] = (int)e.count;
	}
	build_readers(g, &e, first, arena);
	build_pulled(g, form, arena);
	form_graph_order(g, form, first, e.items, problems);
	free(e.items);
	free(first);
	return g;
}
