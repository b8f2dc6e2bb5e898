/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

#define MEMBER(column, name)                                                             \
	{                                                                                \
		FORM_COLUMN_##column, offsetof(struct form_row, name)                    \
	}

const struct form_check_member form_check_members[] = {
	MEMBER(RELEVANT, relevant),
	MEMBER(REQUIRED, required),
	MEMBER(CONSTRAINT, constraint),
	MEMBER(READ_ONLY, read_only),
	MEMBER(CALCULATION, calculation),
	MEMBER(DEFAULT, dynamic_default),
	MEMBER(CHOICE_FILTER, choice_filter),
	MEMBER(REPEAT_COUNT, repeat_count),
	MEMBER(NONE, seed),
	{FORM_COLUMN_NONE, 0},
};

const struct form_expr *form_check_expr(const struct form_row *row,
					const struct form_check_member *m)
{
	const struct form_expr *expr;

	memcpy(&expr, (const char *)row + m->member, sizeof expr);
	return expr;
}

bool form_check_is_single(const struct form *form, const struct form_row *reader,
			  const struct form_row *row)
{
	int repeat = reader ? reader->repeat : FORM_NONE;

	while (repeat != FORM_NONE && repeat != row->repeat)
		repeat = form->rows[repeat].repeat;
	return repeat == row->repeat;
}

const struct form_node *form_check_cell(struct form_reader *r, const struct form_row *row,
					enum form_column_id id)
{
	for (const struct form_node *c = r->nodes[row->index]->first; c; c = c->next) {
		const struct form_column *column =
			form_header_of(r, FORM_SHEET_SURVEY, c)->column;

		if (column && column->id == id)
			return c;
	}
	return r->nodes[row->index];
}

void form_check_place(const struct form_node *cell, const char *text, const char *at,
		      unsigned *line, unsigned *column)
{
	*line = cell->line;
	*column = cell->column;
	for (const char *c = text; at && c < at; c++) {
		if (*c == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)*c & 0xc0) != 0x80) {
			++*column;
		}
	}
}

/* In trede a text tells all of them; elsewhere it tells the first. */
static void warn_of_many(struct form_checks *k, const struct form_row *row, unsigned line,
			 unsigned column)
{
	const struct form *form = k->r->form;

	if (k->reader && !form_check_is_single(form, k->reader, row))
		form_problems_add(
			k->r->problems, FORM_WARNING, line, column,
			_("'%.60s' is asked for each '%.60s': all its answers are "
			  "shown here, with commas between."),
			row->name, form->rows[row->repeat].name);
}

static void check_name_in_text(struct form_checks *k, const struct form_node *cell,
			       const char *at, const char *name)
{
	struct form_reader *r = k->r;
	unsigned line, column;
	int row;

	form_check_place(cell, cell->text, at, &line, &column);
	if (form_is_word(name))
		return;
	row = form_reader_find(r, name, line, column);
	if (row != FORM_NONE) {
		k->is_read[row] = true;
		warn_of_many(k, &r->form->rows[row], line, column);
		return;
	}
	if (!strncmp(name, "last-saved#", 11))
		form_problems_add(
			r->problems, FORM_ERROR, line, column,
			_("${last-saved#...} does not work in this version of trede."));
	else
		form_problems_add(r->problems, FORM_ERROR, line, column,
				  _("There is no question '%.60s'%s"), name,
				  form_did_you_mean(r, form_reader_suggest(r, name)));
}

/* Each ${name} in a text must be a question or a word of address. */
static void check_text(struct form_checks *k, const struct form_node *cell)
{
	for (const char *at = strstr(cell->text, "${"); at; at = strstr(at + 2, "${")) {
		const char *end = strchr(at, '}'), *from = at + 2;
		unsigned line, column;

		if (!end) {
			form_check_place(cell, cell->text, at, &line, &column);
			form_problems_add(k->r->problems, FORM_ERROR, line, column,
					  _("The ${ that starts here has no }."));
			return;
		}
		while (*from == ' ')
			from++;
		while (end > from && end[-1] == ' ')
			end--;
		check_name_in_text(
			k, cell, at,
			arena_bytes(&k->r->scratch, from, (size_t)(end - from)));
	}
}

/* All texts of a cell or a sheet; the tree is no deeper than its bound. */
static void check_texts(struct form_checks *k, const struct form_node *node)
{
	if (node->kind == FORM_NODE_TEXT && strchr(node->text, '$'))
		check_text(k, node);
	for (const struct form_node *n = node->first; n; n = n->next)
		check_texts(k, n);
}

static void check_row_texts(struct form_checks *k, const struct form_row *row)
{
	struct form_reader *r = k->r;

	k->reader = row;
	for (const struct form_node *c = r->nodes[row->index]->first; c; c = c->next) {
		const struct form_column *column =
			form_header_of(r, FORM_SHEET_SURVEY, c)->column;

		if (column && column->kind == FORM_COLUMN_TEXTS)
			check_texts(k, c);
	}
}

/* A question without a label shows its name, so that a screen is never empty. */
static void check_label(struct form_reader *r, struct form_row *row)
{
	const char **label;

	if (row->label || (!form_row_is_question(row) && row->type != FORM_NOTE) ||
	    row->appearance & FORM_HIDDEN_LOOK)
		return;
	if (!row->hint)
		form_problems_add(
			r->problems, FORM_WARNING, row->line, form_row_column(r, row),
			_("'%.60s' has no label: its name is shown."), row->name);
	label = arena_array(r->arena, (size_t)r->language_count, sizeof *label);
	label[r->default_language] = row->name;
	row->label = label;
}

static void check_required(struct form_reader *r, struct form_row *row)
{
	if (form_row_is_question(row) || (!row->always_required && !row->required))
		return;
	FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_REQUIRED),
		  _("required has no meaning here: nothing is asked."));
	row->always_required = false;
	row->required = NULL;
}

static void check_constraint(struct form_reader *r, struct form_row *row)
{
	if (row->constraint && (row->type == FORM_GROUP || row->type == FORM_NOTE))
		FORM_WARN(r, form_check_cell(r, row, FORM_COLUMN_CONSTRAINT),
			  _("constraint has no meaning here: nothing is asked."));
	if (row->constraint_message && !row->constraint && !r->problems->errors)
		FORM_WARN(r, r->nodes[row->index],
			  _("'%.60s' has a constraint_message but no constraint."),
			  row->name);
}

/* With a trigger it may be none: then the answer is emptied. */
static void check_calculation(struct form_reader *r, const struct form_row *row)
{
	if (row->type == FORM_CALCULATE && !row->trigger_count &&
	    form_check_cell(r, row, FORM_COLUMN_CALCULATION) == r->nodes[row->index] &&
	    form_check_cell(r, row, FORM_COLUMN_DEFAULT) == r->nodes[row->index])
		FORM_COMPLAIN(r, r->nodes[row->index], _("'%.60s' has no calculation."),
			      row->name);
}

static void check_list(struct form_reader *r, const struct form_row *row)
{
	const struct form_list *list = row->list;
	bool is_multiple = row->type == FORM_SELECT_MULTIPLE;
	bool *is_checked;

	if (!list || list->is_missing || (list->is_file && list->count))
		return; /* of a file: read_files.c looks at each row */
	if (!list->count)
		FORM_COMPLAIN(r, form_check_cell(r, row, FORM_COLUMN_TYPE),
			      _("List '%.60s' holds no choices."), list->name);
	is_checked = &r->are_blanks_checked[is_multiple]
					   [form_names_find(&r->lists, list->name)];
	if (*is_checked)
		return;
	*is_checked = true;
	for (unsigned i = 0; i < list->count; i++) {
		const struct form_choice *c = &list->choices[i];

		if (!strpbrk(c->name, " \t\n"))
			continue;
		form_problems_add(r->problems, is_multiple ? FORM_ERROR : FORM_WARNING,
				  c->line, form_check_choice_column(r, c),
				  _("The name of choice '%.60s' holds a blank."),
				  c->name);
	}
}

static void check_headers(struct form_reader *r, enum form_sheet sheet)
{
	const struct form_node *list = form_node_at(r->columns, form_sheet_names[sheet]);
	struct form_names listed;

	if (!list || list->kind != FORM_NODE_LIST)
		return;
	form_names_init(&listed, &r->scratch, 0);
	for (const struct form_node *n = list->first; n; n = n->next)
		(void)form_names_add(&listed, form_cell_text(r, n), 0);
	for (unsigned i = 0; i < r->keys; i++) {
		const struct form_header *h = r->headers[sheet][i];

		if (h && form_names_find(&listed, h->text) < 0)
			FORM_WARN(r, list,
				  _("The column '%.60s' is not in this list: yxf will "
				    "refuse the file."),
				  h->text);
	}
}

/* The reader needs no list of headers, but whoever converts the file to a workbook does.
 */
static void check_yxf(struct form_reader *r)
{
	check_headers(r, FORM_SHEET_SURVEY);
	check_headers(r, FORM_SHEET_CHOICES);
}

/* What speaks of the whole form, when its parts are sound. */
static void check_form(struct form_checks *k)
{
	form_use_check(k);
	form_nodes_check(k);
	form_never_check(k);
	form_unread_check(k);
}

void form_rows_check(struct form_reader *r)
{
	const struct form_node *choices = r->sheets[FORM_SHEET_CHOICES];
	struct form_checks k = {.r = r};

	k.is_read =
		arena_array(&r->scratch, (size_t)r->form->row_count + 1, sizeof(bool));

	for (int i = 0; i < 2; i++)
		r->are_blanks_checked[i] = arena_array(
			&r->scratch, (size_t)r->form->list_count + 1, sizeof(bool));
	for (int i = 0; i < r->form->row_count; i++) {
		struct form_row *row = &r->form->rows[i];

		if (!r->nodes[i])
			continue;
		check_row_texts(&k, row);
		check_required(r, row);
		check_constraint(r, row);
		check_calculation(r, row);
		check_list(r, row);
	}
	k.reader = NULL;
	if (choices)
		check_texts(&k, choices);
	form_languages_check(&k);
	check_yxf(r);
	for (int i = 0; i < r->form->row_count; i++) {
		if (r->nodes[i])
			check_label(r, &r->form->rows[i]);
	}
	check_form(&k);
}
