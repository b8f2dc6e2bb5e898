/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/index.h"

#include <assert.h>

#include "form/names.h"

/* Of one column: which choices hold a value.  Made once, in the arena of the list's names. */
struct form_index {
	struct form_names values; /* a value to its number */
	int *starts;              /* by number of the value, and one more: in rows */
	int *rows;                /* choices, by value and then in order */
};

struct form_index **form_indexes_new(struct arena *arena, unsigned columns)
{
	return arena_array(arena, (size_t)columns + 1, sizeof(struct form_index *));
}

static const char *value_of(const struct form_choice *choice, int column)
{
	return column == FORM_CELL_NAME ? choice->name : choice->columns[column];
}

/* Counts how many choices there are of each value; *numbers gets that of each choice. */
static int *count_values(const struct form_list *list, int column, struct form_names *values,
			 int *numbers)
{
	int *counts = mem_array(list->count + 1u, sizeof *counts);

	for (unsigned i = 0; i < list->count; i++) {
		numbers[i] = form_names_add(values, value_of(&list->choices[i], column),
					    (int)values->count);
		counts[numbers[i]]++;
	}
	return counts;
}

static struct form_index *index_new(const struct form_list *list, int column)
{
	struct arena *arena = list->names->arena;
	struct form_index *index = arena_new(arena, sizeof *index);
	int *numbers = mem_array(list->count + 1u, sizeof *numbers), *next;
	uint32_t count;

	form_names_init(&index->values, arena, 0);
	next = count_values(list, column, &index->values, numbers);
	count = index->values.count;
	index->starts = arena_array(arena, count + 1u, sizeof *index->starts);
	index->rows = arena_array(arena, list->count + 1u, sizeof *index->rows);
	for (uint32_t i = 0; i < count; i++) {
		index->starts[i + 1] = index->starts[i] + next[i];
		next[i] = index->starts[i];
	}
	for (unsigned i = 0; i < list->count; i++)
		index->rows[next[numbers[i]]++] = (int)i;
	free(next);
	free(numbers);
	return index;
}

const int *form_list_rows(const struct form_list *list, int column, const char *value,
			  int *count)
{
	struct form_index **index;
	int number;

	assert(column >= FORM_CELL_NAME && column < (int)list->column_count);
	index = &list->indexes[column + 1];
	if (!*index)
		*index = index_new(list, column);
	number = form_names_find(&(*index)->values, value);
	*count = 0;
	if (number < 0)
		return NULL;
	*count = (*index)->starts[number + 1] - (*index)->starts[number];
	return (*index)->rows + (*index)->starts[number];
}
