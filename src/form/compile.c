/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr.h"
#include "form/read.h"

/* In names: a name of two rows and more stands as -2 minus the first of them. */
static int first_of(int value)
{
	return value < FORM_NAMES_ABSENT ? -2 - value : value;
}

int form_reader_find(struct form_reader *r, const char *name, unsigned line,
		     unsigned column)
{
	int value;

	if (r->bound >= 0 && !strcmp(name, r->bound_name))
		return r->bound;
	if (!r->form->names)
		return FORM_NONE;
	value = form_names_find(r->form->names, name);
	if (value < FORM_NAMES_ABSENT)
		form_problems_add(
			r->problems, FORM_ERROR, line, column,
			_("${%.60s} is unclear: more than one question has that name."),
			name);
	return value == FORM_NAMES_ABSENT ? FORM_NONE : first_of(value);
}

const char *form_reader_suggest(struct form_reader *r, const char *name)
{
	return r->form->names ? form_names_nearest(r->form->names, name, &r->budget)
			      : NULL;
}

static int scope_find(void *data, const char *name)
{
	struct form_reader *r = data;

	return form_reader_find(r, name, r->line, r->column);
}

static const char *scope_suggest(void *data, const char *name)
{
	return form_reader_suggest(data, name);
}

static const struct form_list *scope_list(void *data, const char *name)
{
	const struct form_reader *r = data;

	return form_list_find(r->form, name);
}

/* Of a row, or of none; filtered: the list whose columns are bare names, or NULL. */
static const struct form_expr *compile_for(struct form_reader *r, int row,
					   const struct form_list *filtered,
					   const struct form_node *cell, const char *text)
{
	const struct form_scope scope = {.find = scope_find,
					 .suggest = scope_suggest,
					 .data = r,
					 .form = r->form,
					 .row = row,
					 .list = scope_list,
					 .filtered = filtered};

	r->line = cell->line;
	r->column = cell->column;
	if (!strcasecmp(text, "true") || !strcasecmp(text, "false"))
		text = form_yes_no(text) ? "true()" : "false()";
	return form_expr_compile(r->arena, text, &scope, true, cell->line, cell->column,
				 r->problems);
}

const struct form_expr *form_cell_compile(struct form_reader *r,
					  const struct form_node *cell, const char *text)
{
	return compile_for(r, r->row, NULL, cell, text);
}

static void check_self(struct form_reader *r, const struct form_column *column,
		       const struct form_node *cell, const struct form_expr *expr)
{
	if (!form_expr_reads_self(expr) || column->id == FORM_COLUMN_CONSTRAINT)
		return;
	FORM_COMPLAIN(r, cell,
		      _("'.' is the answer being given: it has a meaning in "
			"constraint only."));
	r->is_unsound = true;
}

/* A word alone is a path to nothing; where no question is called so, a text was meant. */
static bool is_lone_word(struct form_reader *r, const char *text)
{
	return form_name_is_legal(text) && form_yes_no(text) < 0 &&
	       form_names_find(r->form->names, text) == FORM_NAMES_ABSENT;
}

static void compile_cell(struct form_reader *r, struct form_row *row,
			 const struct form_column *column, const struct form_node *cell,
			 const char *text)
{
	bool is_filter = column->id == FORM_COLUMN_CHOICE_FILTER;
	const struct form_expr *expr;

	if (is_filter && !row->list) {
		if (row->type != FORM_SELECT_ONE && row->type != FORM_SELECT_MULTIPLE)
			FORM_WARN_KEY(r, cell,
				      _("choice_filter has a meaning with choices only."));
		return;
	}
	if (form_row_is_group(row) && column->id == FORM_COLUMN_CALCULATION) {
		FORM_WARN(r, cell, _("calculation has no meaning on a group."));
		return;
	}
	if (column->kind == FORM_COLUMN_CONDITION && is_lone_word(r, text)) {
		FORM_COMPLAIN(r, cell,
			      _("'yes', 'no' or a condition is expected here, not '%.60s'."), text);
		return;
	}
	if (column->id == FORM_COLUMN_CALCULATION && is_lone_word(r, text)) {
		FORM_WARN(r, cell,
			  _("'%.60s' is no text in quotes and no ${question}: nothing is "
			    "calculated."),
			  text);
		return;
	}
	expr = compile_for(r, row->index, is_filter ? row->list : NULL, cell, text);
	if (!expr) {
		r->is_unsound = true;
		return;
	}
	check_self(r, column, cell, expr);
	form_values_check(r, row, cell, expr, text);
	if (column->id == FORM_COLUMN_DEFAULT)
		row->dynamic_default = expr;
	else
		memcpy((char *)row + column->member, &expr, sizeof expr);
}

const char *form_choice_meant(struct form_reader *r, const struct form_list *list,
			      const char *text)
{
	for (unsigned i = 0; i < list->count && r->budget; i++) {
		form_texts label = list->choices[i].label;

		r->budget--;
		for (int k = 0; label && k < r->language_count; k++)
			if (label[k] && !strcasecmp(label[k], text))
				return list->choices[i].name;
	}
	return form_names_nearest(list->names, text, &r->budget);
}

static void check_default_choices(struct form_reader *r, const struct form_row *row,
				  const struct form_node *cell, const char *text)
{
	int count;
	const char **words = form_words_of(r, text, &count);

	for (int i = 0; i < count; i++) {
		if (!form_list_choice(row->list, words[i]))
			FORM_WARN(r, cell, _("List '%.60s' has no choice '%.60s'%s"),
				  row->list->name, words[i],
				  form_did_you_mean(r, form_choice_meant(r, row->list,
									 words[i])));
	}
}

static void read_default(struct form_reader *r, struct form_row *row,
			 const struct form_column *column, const struct form_node *cell,
			 const char *text)
{
	if (!form_expr_is_constant_text(text)) {
		compile_cell(r, row, column, cell, text);
		return;
	}
	if (row->list)
		check_default_choices(r, row, cell, text);
	row->fixed_default = text;
}

static void compile_row(struct form_reader *r, struct form_row *row)
{
	for (const struct form_node *c = r->nodes[row->index]->first; c; c = c->next) {
		const struct form_column *column =
			form_header_of(r, FORM_SHEET_SURVEY, c)->column;
		const char *text;

		if (!column || column->mark != FORM_MARK_HERE ||
		    (column->kind != FORM_COLUMN_EXPRESSION &&
		     column->kind != FORM_COLUMN_CONDITION &&
		     column->id != FORM_COLUMN_DEFAULT))
			continue;
		text = form_cell_text(r, c);
		if (!*text)
			continue;
		if (column->id == FORM_COLUMN_DEFAULT)
			read_default(r, row, column, c, text);
		else if (column->kind == FORM_COLUMN_EXPRESSION || form_yes_no(text) < 0)
			compile_cell(r, row, column, c, text);
	}
}

static void warn_twice(struct form_reader *r, const struct form_row *row,
		       const struct form_row *first)
{
	form_problems_add(r->problems, FORM_WARNING, row->line, form_row_column(r, row),
			  _("The name '%.60s' is used twice (first on line %u): no "
			    "expression can name it."),
			  row->name, first->line);
}

static void index_row(struct form_reader *r, struct form_names *names,
		      struct form_names *paths, const struct form_row *row)
{
	int same_path = form_names_add(paths, row->path, row->index);
	int same_name;

	if (same_path != row->index) {
		form_problems_add(r->problems, FORM_ERROR, row->line,
				  form_row_column(r, row),
				  _("The name '%.60s' is used twice in one group (first "
				    "on line %u)."),
				  row->name, r->form->rows[same_path].line);
		return;
	}
	same_name = form_names_add(names, row->name, row->index);
	if (same_name == row->index)
		return;
	warn_twice(r, row, &r->form->rows[first_of(same_name)]);
	form_names_put(names, row->name, -2 - first_of(same_name));
}

static void index_rows(struct form_reader *r)
{
	struct form_names *names = arena_new(r->arena, sizeof *names);
	struct form_names *paths = arena_new(r->arena, sizeof *paths);

	form_names_init(names, r->arena, (size_t)r->form->row_count);
	form_names_init(paths, r->arena, (size_t)r->form->row_count);
	for (int i = 0; i < r->form->row_count; i++)
		index_row(r, names, paths, &r->form->rows[i]);
	r->form->names = names;
	r->form->paths = paths;
}

static void compile_instance_name(struct form_reader *r)
{
	const struct form_node *settings = r->sheets[FORM_SHEET_SETTINGS];

	for (const struct form_node *c = settings ? settings->first : NULL; c;
	     c = c->next) {
		const struct form_column *column =
			form_header_of(r, FORM_SHEET_SETTINGS, c)->column;
		const char *text;

		if (!column || column->id != FORM_COLUMN_INSTANCE_NAME)
			continue;
		text = form_cell_text(r, c);
		if (is_lone_word(r, text))
			FORM_WARN(r, c,
				  _("instance_name '%.60s' is no text in quotes and no "
				    "${question}: it is not used."),
				  text);
		else if (*text)
			r->form->instance_name = form_cell_compile(r, c, text);
		if (!r->form->instance_name)
			continue;
		check_self(r, column, c, r->form->instance_name);
	}
}

void form_rows_compile(struct form_reader *r)
{
	index_rows(r);
	for (int i = 0; i < r->form->row_count; i++) {
		if (r->nodes[i])
			compile_row(r, &r->form->rows[i]);
	}
	compile_instance_name(r);
}
