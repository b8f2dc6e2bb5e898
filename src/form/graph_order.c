/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/graph_order.h"

#include <assert.h>

enum { CHAIN_NAMES = 100 }; /* a longer chain is named at both ends */

/*
 * Tarjan's strongly connected components, without recursion: they come out with what is
 * read before who reads it, and a component of more than one row is a circle.
 */
struct walk {
	struct form_graph *g;
	const struct form *form;
	const int *first;
	const struct form_edge_to *edges;
	struct form_problems *problems;
	int *number, *lowest; /* of a row; number 0: not seen yet */
	int *next_edge;
	int *path, path_count; /* the rows we are inside */
	int *stack, stack_count; /* rows of components that are not complete */
	int *component; /* of a row; 0: none yet */
	int seen, components, ordered;
	bool has_filters; /* their edges count */
	bool is_telling;
	int circles;
	/* As a walk without filters left them, at first the order of the form. */
	int *order_before, *place_before, *component_before;
};

static bool counts(const struct walk *w, const struct form_edge_to *edge)
{
	return edge->edge == FORM_EDGE_CONDITION ||
	       edge->edge == FORM_EDGE_CALCULATION ||
	       (edge->edge == FORM_EDGE_FILTER && w->has_filters);
}

static int compare_places(const void *a, const void *b)
{
	const int *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* A circle keeps the order that it had. */
static void sort_rows(const struct walk *w, int *rows, int count)
{
	for (int i = 0; i < count; i++)
		rows[i] = w->place_before[rows[i]];
	qsort(rows, (size_t)count, sizeof *rows, compare_places);
	for (int i = 0; i < count; i++)
		rows[i] = w->order_before[rows[i]];
}

/*
 * The rows from "from" to "to" along what they read, inside one component: breadth first.
 */
static int shortest_path(const struct walk *w, int from, int to, int *path)
{
	size_t count = (size_t)w->g->row_count;
	int *came = mem_array(count, sizeof *came),
	    *queue = mem_array(count, sizeof *queue);
	int head = 0, tail = 0, length = 0;

	queue[tail++] = from;
	came[from] = from + 1;
	while (head < tail && came[to] == 0) {
		int row = queue[head++];

		for (int i = w->first[row]; i < w->first[row + 1]; i++) {
			int read = w->edges[i].row;

			if (!counts(w, &w->edges[i]) || came[read] != 0 ||
			    w->component[read] != w->component[from])
				continue;
			came[read] = row + 1;
			queue[tail++] = read;
		}
	}
	for (int row = to; row != from; row = came[row] - 1)
		path[length++] = row;
	path[length++] = from;
	free(came);
	free(queue);
	return length; /* backwards: to first, from last */
}

/* u reads v and, at the end of the path, u again. */
static void write_chain(struct str *out, const struct walk *w, int u, int v)
{
	int *path = mem_array((size_t)w->g->row_count + 1, sizeof *path);
	int length = shortest_path(w, v, u, path);

	str_add(out, w->form->rows[u].name);
	for (int i = length - 1; i >= 0; i--) {
		if (length > CHAIN_NAMES && i == length - CHAIN_NAMES / 2) {
			i = CHAIN_NAMES / 2;
			str_add(out, " -> ...");
		}
		str_addf(out, " -> %s", w->form->rows[path[i]].name);
	}
	free(path);
}

/* What is to be told of: a calculation, but of a circle that only filters close a filter. */
static bool is_worse(const struct walk *w, enum form_edge a, enum form_edge b)
{
	return w->has_filters ? a == FORM_EDGE_FILTER && b != a : a > b;
}

/* The worst edge inside the component. */
static const struct form_edge_to *worst_edge(const struct walk *w, const int *rows,
					     int count, int *from)
{
	const struct form_edge_to *worst = NULL;

	for (int r = 0; r < count; r++) {
		for (int i = w->first[rows[r]]; i < w->first[rows[r] + 1]; i++) {
			const struct form_edge_to *edge = &w->edges[i];

			if (!counts(w, edge) || edge->row == rows[r] ||
			    w->component[edge->row] != w->component[rows[r]])
				continue;
			if (worst == NULL || is_worse(w, edge->edge, worst->edge)) {
				worst = edge;
				*from = rows[r];
			}
		}
	}
	return worst;
}

static void report_circle(struct walk *w, const int *rows, int count)
{
	int from = rows[0];
	const struct form_edge_to *edge = worst_edge(w, rows, count, &from);
	unsigned line = w->form->rows[from].line, column = w->form->rows[from].column;
	struct str chain = STR_INIT;

	assert(edge);
	write_chain(&chain, w, from, edge->row);
	if (edge->edge == FORM_EDGE_CALCULATION && !w->has_filters)
		form_problems_add(w->problems, FORM_ERROR, line, column,
				  _("These calculations go round in a circle: %s."),
				  chain.bytes);
	else
		form_problems_add(
			w->problems, FORM_WARNING, line, column,
			_("These conditions depend on each other: %s. They are looked at "
			  "in the order of the form."),
			chain.bytes);
	str_release(&chain);
}

/* It was one without filters too. */
static bool is_known(const struct walk *w, const int *rows, int count)
{
	int first = w->component_before[rows[0]];

	for (int i = 1; i < count; i++) {
		if (w->component_before[rows[i]] != first)
			return false;
	}
	return w->has_filters;
}

/* The rows above row on the stack are one component. */
static void close_component(struct walk *w, int row)
{
	int begin = w->stack_count;
	int count;

	w->components++;
	do {
		begin--;
		w->component[w->stack[begin]] = w->components;
	} while (w->stack[begin] != row);
	count = w->stack_count - begin;
	w->stack_count = begin;
	sort_rows(w, w->stack + begin, count);
	w->circles += count > 1;
	if (count > 1 && w->is_telling && !is_known(w, w->stack + begin, count))
		report_circle(w, w->stack + begin, count);
	for (int i = 0; i < count; i++) {
		w->g->place[w->stack[begin + i]] = w->ordered;
		w->g->order[w->ordered++] = w->stack[begin + i];
	}
}

static void enter(struct walk *w, int row)
{
	w->number[row] = w->lowest[row] = ++w->seen;
	w->next_edge[row] = w->first[row];
	w->path[w->path_count++] = row;
	w->stack[w->stack_count++] = row;
}

static void lower(int *value, int to)
{
	if (to < *value)
		*value = to;
}

/* One edge further from the row at the end of the path. */
static void step(struct walk *w)
{
	int row = w->path[w->path_count - 1];

	if (w->next_edge[row] < w->first[row + 1]) {
		const struct form_edge_to *edge = &w->edges[w->next_edge[row]++];

		if (!counts(w, edge))
			return;
		if (w->number[edge->row] == 0)
			enter(w, edge->row);
		else if (w->component[edge->row] == 0)
			lower(&w->lowest[row], w->number[edge->row]);
		return;
	}
	w->path_count--;
	if (w->lowest[row] == w->number[row])
		close_component(w, row);
	if (w->path_count > 0)
		lower(&w->lowest[w->path[w->path_count - 1]], w->lowest[row]);
}

static void walk_rows(struct walk *w, bool has_filters)
{
	size_t count = (size_t)w->g->row_count;

	memset(w->number, 0, count * sizeof *w->number);
	memset(w->component, 0, count * sizeof *w->component);
	w->seen = w->components = w->ordered = 0;
	w->has_filters = has_filters;
	for (int row = 0; row < w->g->row_count; row++) {
		if (w->number[row] == 0)
			enter(w, row);
		while (w->path_count > 0)
			step(w);
	}
}

/* First all but the filters, then the order that these ask for where that leaves it open. */
static void walk_circles(struct walk *w)
{
	size_t count = (size_t)w->g->row_count;

	w->is_telling = true;
	walk_rows(w, false);
	memcpy(w->order_before, w->g->order, count * sizeof *w->order_before);
	memcpy(w->place_before, w->g->place, count * sizeof *w->place_before);
	memcpy(w->component_before, w->component, count * sizeof *w->component);
	walk_rows(w, true);
}

void form_graph_order(struct form_graph *g, const struct form *form, const int *first,
		      const struct form_edge_to *edges, struct form_problems *problems)
{
	enum { ARRAYS = 9 };
	size_t count = (size_t)g->row_count + 1;
	int *room = mem_array(count * ARRAYS, sizeof *room);
	struct walk w = {.g = g,
			 .form = form,
			 .first = first,
			 .edges = edges,
			 .problems = problems,
			 .number = room,
			 .lowest = room + count,
			 .next_edge = room + 2 * count,
			 .path = room + 3 * count,
			 .stack = room + 4 * count,
			 .component = room + 5 * count,
			 .order_before = room + 6 * count,
			 .place_before = room + 7 * count,
			 .component_before = room + 8 * count};

	for (int row = 0; row < g->row_count; row++)
		w.order_before[row] = w.place_before[row] = row;
	walk_rows(&w, true);
	if (w.circles > 0)
		walk_circles(&w);
	free(room);
}
