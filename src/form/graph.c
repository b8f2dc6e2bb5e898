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
	{offsetof(struct form_row, choice_filter), FORM_EDGE_CONDITION, "choice_filter"},
	{offsetof(struct form_row, required), FORM_EDGE_STATE, "required"},
	{offsetof(struct form_row, read_only), FORM_EDGE_STATE, "read_only"},
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static const struct form_expr *member(const struct form_row *row, int i)
{
	return *(const struct form_expr *const *)(const void *)((const char *)row +
								members[i].offset);
}

/* What a row reads, collected in the order of rows. */
struct edges {
	struct form_edge_to *items;
	size_t count, room;
};

static void add_edge(struct edges *e, int row, enum form_edge edge)
{
	VEC_ROOM(e->items, e->count, e->room);
	e->items[e->count++] = (struct form_edge_to){row, edge};
}

/*
 * A row that reads itself, or a group whose relevance reads what is inside it, can never
 * settle.
 */
static bool reads_inside(const struct form_row *row, int read)
{
	return read >= row->index && read < row->end;
}

static void check_self(const struct form_row *row, int i, const struct form *form,
		       int read, struct form_problems *problems)
{
	if (read == row->index)
		form_problems_add(
			problems, FORM_ERROR, row->line, 1,
			_("'%s' reads itself: %s -> %s. Only a constraint may."),
			members[i].name, row->name, row->name);
	else
		form_problems_add(
			problems, FORM_ERROR, row->line, 1,
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
		if (reads_inside(row, reads[k].row))
			check_self(row, i, form, reads[k].row, problems);
		else
			add_edge(e, reads[k].row, members[i].edge);
	}
}

static void collect_row(struct edges *e, const struct form *form,
			const struct form_row *row, struct form_problems *problems)
{
	if (row->parent != FORM_NONE)
		add_edge(e, row->parent, FORM_EDGE_CONDITION);
	for (int i = 0; i < MEMBER_COUNT; i++) {
		if (member(row, i) != NULL)
			collect_member(e, form, row, i, problems);
	}
}

/*
 * Hands each (read, reader) once to counts or to the readers; not what a group is to its
 * members.
 */
static void turn_round(struct form_graph *g, const struct form *form,
		       const struct edges *e, const int *first, int *seen, int *fill)
{
	memset(seen, 0, ((size_t)g->row_count + 1) * sizeof *seen);
	for (int row = 0; row < g->row_count; row++) {
		for (int i = first[row]; i < first[row + 1]; i++) {
			int read = e->items[i].row;

			if (read == form->rows[row].parent || seen[read] == row + 1)
				continue;
			seen[read] = row + 1;
			if (fill == NULL)
				g->first_reader[read + 1]++;
			else
				g->readers[g->first_reader[read] + fill[read]++] =
					(struct form_reading){row, FORM_NONE};
		}
	}
}

static void build_readers(struct form_graph *g, const struct form *form,
			  const struct edges *e, const int *first, struct arena *arena)
{
	size_t count = (size_t)g->row_count + 1;
	int *fill = mem_array(count, sizeof *fill);
	int *seen = mem_array(count, sizeof *seen);

	g->first_reader = arena_array(arena, count, sizeof *g->first_reader);
	turn_round(g, form, e, first, seen, NULL);
	for (int row = 0; row < g->row_count; row++)
		g->first_reader[row + 1] += g->first_reader[row];
	g->reader_count = g->first_reader[g->row_count];
	g->readers = arena_array(arena, (size_t)g->reader_count + 1, sizeof *g->readers);
	turn_round(g, form, e, first, seen, fill);
	free(fill);
	free(seen);
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
	build_readers(g, form, &e, first, arena);
	form_graph_order(g, form, first, e.items, problems);
	free(e.items);
	free(first);
	return g;
}
