/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/* The fixed order of columns; of two names for one column the first is written. */
static const char *const survey_order[] = {
	"#",
	"type",
	"name",
	"label",
	"hint",
	"guidance_hint",
	"page_label",
	"required",
	"required_message",
	"relevant",
	"constraint",
	"constraint_message",
	"calculation",
	"trigger",
	"default",
	"read_only",
	"choice_filter",
	"repeat_count",
	"appearance",
	"parameters",
	"rows",
	"save_to",
	"part",
	"sensitive",
	"later",
	NULL,
};
static const char *const choices_order[] = {"#", "list_name", "name", "label", NULL};
static const char *const settings_order[] = {
	"#",
	"form_title",
	"form_id",
	"version",
	"default_language",
	"instance_name",
	"allow_choice_duplicates",
	NULL,
};
static const char *const entities_order[] = {
	"#", "list_name", "label", "entity_id", "create_if", "update_if", NULL,
};
static const char *const remark_order[] = {"#", NULL};

static const char *const *const orders[FORM_SHEETS] = {
	[FORM_SHEET_SURVEY] = survey_order,	[FORM_SHEET_CHOICES] = choices_order,
	[FORM_SHEET_SETTINGS] = settings_order, [FORM_SHEET_EXTERNAL] = choices_order,
	[FORM_SHEET_ENTITIES] = entities_order,
};

static const char *const *order_of(const struct form_table *t)
{
	return t->sheet < 0 ? remark_order : orders[t->sheet];
}

static unsigned rank_of(const struct form_table *t, const char *name)
{
	const char *const *order = order_of(t);
	unsigned rank = 0;

	while (order[rank] && !text_equal(order[rank], name))
		rank++;
	return rank;
}

const char *form_table_column(const struct form_table *t,
			      const struct form_column *column, const char *key)
{
	if (!column || column->id == FORM_COLUMN_NONE)
		return key;
	for (const char *const *name = order_of(t); *name; name++) {
		const struct form_column *other =
			form_column_find((enum form_sheet)t->sheet, *name, strlen(*name));

		if (other && other->id == column->id)
			return *name;
	}
	return column->name;
}

struct form_table *form_table_new(struct form_writer *w, const char *name, int sheet)
{
	struct form_table *t;

	VEC_ROOM(w->tables, w->table_count, w->table_room);
	t = &w->tables[w->table_count++];
	*t = (struct form_table){.name = name, .sheet = sheet};
	form_names_init(&t->index, &w->r.scratch, 0);
	return t;
}

void form_tables_release(struct form_writer *w)
{
	for (size_t i = 0; i < w->table_count; i++) {
		free(w->tables[i].heads);
		free(w->tables[i].cells);
		free(w->tables[i].lines);
	}
	free(w->tables);
	w->tables = NULL;
	w->table_count = w->table_room = 0;
}

struct form_table *form_table_named(struct form_writer *w, const char *name)
{
	for (size_t i = 0; i < w->table_count; i++) {
		if (text_equal(w->tables[i].name, name))
			return &w->tables[i];
	}
	return NULL;
}

void form_table_line(struct form_table *t, enum form_line_kind kind)
{
	VEC_ROOM(t->lines, t->line_count, t->line_room);
	t->lines[t->line_count++] =
		(struct form_line){.first = t->cell_count, .kind = kind};
}

static unsigned head_of(struct form_writer *w, struct form_table *t, const char *column,
			int language)
{
	struct str key = STR_INIT;
	int number;

	str_addf(&key, "%d %s", language, column);
	number = form_names_intern(&t->index, key.bytes, key.len, &w->r.scratch);
	str_release(&key);
	if ((size_t)number == t->head_count) {
		VEC_ROOM(t->heads, t->head_count, t->head_room);
		t->heads[t->head_count++] = (struct form_head){
			.name = column, .language = language, .rank = rank_of(t, column)};
	}
	return (unsigned)number;
}

bool form_table_cell(struct form_writer *w, struct form_table *t, const char *column,
		     int language, const char *text)
{
	unsigned head = head_of(w, t, column, language);

	if (t->heads[head].line == t->line_count)
		return false;
	t->heads[head].line = t->line_count;
	VEC_ROOM(t->cells, t->cell_count, t->cell_room);
	t->cells[t->cell_count++] = (struct form_cell){head, text, NULL};
	t->lines[t->line_count - 1].count++;
	return true;
}

/* The cell that has the column's fixed name goes under its own. */
static bool give_way(struct form_writer *w, struct form_table *t, const char *column,
		     int language)
{
	const struct form_line *line = &t->lines[t->line_count - 1];
	unsigned head = head_of(w, t, column, language), other;

	for (size_t i = 0; i < line->count; i++) {
		struct form_cell *cell = &t->cells[line->first + i];

		if (cell->head != head)
			continue;
		if (!cell->key || text_equal(cell->key, column))
			return false;
		other = head_of(w, t, cell->key, FORM_NONE);
		if (t->heads[other].line == t->line_count)
			return false;
		t->heads[other].line = t->line_count;
		t->heads[head].line = 0;
		cell->head = other;
		return true;
	}
	return false;
}

bool form_table_keep(struct form_writer *w, struct form_table *t, const char *column,
		     int language, const struct form_node *cell)
{
	bool is_called_so = text_equal(cell->key, column);

	if (!form_table_cell(w, t, column, language, cell->text)) {
		if (is_called_so && !give_way(w, t, column, language))
			return false;
		if (!form_table_cell(w, t, is_called_so ? column : cell->key,
				     is_called_so ? language : FORM_NONE, cell->text))
			return false;
	}
	t->cells[t->cell_count - 1].key = cell->key;
	return true;
}

/* For qsort, which hands nothing else on: what a column is ordered by. */
struct ordered {
	unsigned rank, place, head;
};

static int compare_ordered(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return x->head < y->head ? -1 : 1;
}

static void order_heads(struct form_writer *w, struct form_table *t)
{
	struct ordered *all = mem_array(t->head_count + 1, sizeof *all);

	for (unsigned i = 0; i < t->head_count; i++) {
		int language = t->heads[i].language;

		all[i] = (struct ordered){t->heads[i].rank,
					  language < 0 ? 0 : w->place[language] + 1, i};
	}
	qsort(all, t->head_count, sizeof *all, compare_ordered);
	for (unsigned i = 0; i < t->head_count; i++)
		t->heads[all[i].head].place = i;
	free(all);
}

static void order_cells(struct form_table *t, const struct form_line *line,
			struct ordered *all)
{
	struct form_cell *cells = t->cells + line->first;

	for (unsigned i = 0; i < line->count; i++)
		all[i] =
			(struct ordered){t->heads[cells[i].head].place, i, cells[i].head};
	qsort(all, line->count, sizeof *all, compare_ordered);
	for (unsigned i = 0; i < line->count; i++)
		all[i].rank = all[i].place;
}

/* The cells of a line move together with their columns. */
static void order_lines(struct form_table *t)
{
	struct form_cell *copy = mem_array(t->head_count + 1, sizeof *copy);
	struct ordered *all = mem_array(t->head_count + 1, sizeof *all);

	for (size_t n = 0; n < t->line_count; n++) {
		const struct form_line *line = &t->lines[n];

		order_cells(t, line, all);
		for (size_t i = 0; i < line->count; i++)
			copy[i] = t->cells[line->first + all[i].rank];
		for (size_t i = 0; i < line->count; i++)
			t->cells[line->first + i] = copy[i];
	}
	free(copy);
	free(all);
}

/* Begins that are never ended were refused before. */
static void tie_groups(struct form_table *t)
{
	size_t *open = mem_array(t->line_count + 1, sizeof *open), depth = 0;

	for (size_t n = 0; n < t->line_count; n++) {
		if (t->lines[n].kind == FORM_LINE_BEGIN) {
			t->lines[n].end = n;
			open[depth++] = n;
		} else if (t->lines[n].kind == FORM_LINE_END && depth > 0) {
			t->lines[open[--depth]].end = n;
		}
	}
	free(open);
}

void form_table_settle(struct form_writer *w, struct form_table *t)
{
	if (!t->cell_count)
		t->line_count = 0;
	order_heads(w, t);
	order_lines(t);
	tie_groups(t);
}

bool form_head_is(const struct form_table *t, const struct form_cell *cell,
		  const char *column)
{
	return text_equal(t->heads[cell->head].name, column);
}

const char *form_line_text(const struct form_table *t, const struct form_line *line,
			   const char *column)
{
	for (size_t i = 0; i < line->count; i++) {
		if (form_head_is(t, &t->cells[line->first + i], column))
			return t->cells[line->first + i].text;
	}
	return NULL;
}

bool form_line_is_remark(const struct form_table *t, const struct form_line *line)
{
	return line->count == 1 && form_head_is(t, &t->cells[line->first], "#");
}
