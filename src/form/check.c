/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

static const struct form_node *cell_of(struct form_reader *r, const struct form_row *row,
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

static bool is_form_word(const char *name)
{
	for (const char *const *word = form_words; *word; word++) {
		if (!strcmp(*word, name))
			return true;
	}
	return false;
}

/* Line and column of a byte in a cell's text. */
static void place_in(const struct form_node *cell, const char *at, unsigned *line,
		     unsigned *column)
{
	*line = cell->line;
	*column = cell->column;
	for (const char *c = cell->text; c < at; c++) {
		if (*c == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)*c & 0xc0) != 0x80) {
			++*column;
		}
	}
}

static void check_name_in_text(struct form_reader *r, const struct form_node *cell,
			       const char *at, const char *name)
{
	unsigned line, column;

	place_in(cell, at, &line, &column);
	if (is_form_word(name) || form_reader_find(r, name, line, column) != FORM_NONE)
		return;
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
static void check_text(struct form_reader *r, const struct form_node *cell)
{
	for (const char *at = strstr(cell->text, "${"); at; at = strstr(at + 2, "${")) {
		const char *end = strchr(at, '}'), *from = at + 2;
		unsigned line, column;

		if (!end) {
			place_in(cell, at, &line, &column);
			form_problems_add(r->problems, FORM_ERROR, line, column,
					  _("The ${ that starts here has no }."));
			return;
		}
		while (*from == ' ')
			from++;
		while (end > from && end[-1] == ' ')
			end--;
		check_name_in_text(r, cell, at,
				   arena_bytes(&r->scratch, from, (size_t)(end - from)));
	}
}

/* All texts of a cell or a sheet; the tree is no deeper than its bound. */
static void check_texts(struct form_reader *r, const struct form_node *node)
{
	if (node->kind == FORM_NODE_TEXT && strchr(node->text, '$'))
		check_text(r, node);
	for (const struct form_node *n = node->first; n; n = n->next)
		check_texts(r, n);
}

static void check_row_texts(struct form_reader *r, const struct form_row *row)
{
	for (const struct form_node *c = r->nodes[row->index]->first; c; c = c->next) {
		const struct form_column *column =
			form_header_of(r, FORM_SHEET_SURVEY, c)->column;

		if (column && column->kind == FORM_COLUMN_TEXTS)
			check_texts(r, c);
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
	FORM_WARN(r, cell_of(r, row, FORM_COLUMN_REQUIRED),
		  _("required has no meaning here: nothing is asked."));
	row->always_required = false;
	row->required = NULL;
}

static void check_constraint(struct form_reader *r, struct form_row *row)
{
	if (row->constraint && (row->type == FORM_GROUP || row->type == FORM_NOTE))
		FORM_WARN(r, cell_of(r, row, FORM_COLUMN_CONSTRAINT),
			  _("constraint has no meaning here: nothing is asked."));
	if (row->constraint_message && !row->constraint && !r->problems->errors)
		FORM_WARN(r, r->nodes[row->index],
			  _("'%.60s' has a constraint_message but no constraint."),
			  row->name);
}

static void check_calculation(struct form_reader *r, struct form_row *row)
{
	if (row->type == FORM_GROUP && row->calculation) {
		FORM_WARN(r, cell_of(r, row, FORM_COLUMN_CALCULATION),
			  _("calculation has no meaning on a group."));
		row->calculation = NULL;
	}
	if (row->type == FORM_CALCULATE &&
	    cell_of(r, row, FORM_COLUMN_CALCULATION) == r->nodes[row->index] &&
	    cell_of(r, row, FORM_COLUMN_DEFAULT) == r->nodes[row->index])
		FORM_COMPLAIN(r, r->nodes[row->index], _("'%.60s' has no calculation."),
			      row->name);
}

static void check_list(struct form_reader *r, const struct form_row *row)
{
	const struct form_list *list = row->list;
	bool is_multiple = row->type == FORM_SELECT_MULTIPLE;
	bool *is_checked;

	if (!list)
		return;
	if (!list->count)
		FORM_COMPLAIN(r, cell_of(r, row, FORM_COLUMN_TYPE),
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
		form_problems_add(
			r->problems, is_multiple ? FORM_ERROR : FORM_WARNING, c->line, 1,
			_("The name of choice '%.60s' holds a blank."), c->name);
	}
}

/* Texts by column, as a translator looks for them. */
static const struct {
	const char *name;
	size_t member;
} translated[] = {
	{"label", offsetof(struct form_row, label)},
	{"hint", offsetof(struct form_row, hint)},
	{"guidance_hint", offsetof(struct form_row, guidance)},
	{"page_label", offsetof(struct form_row, page_label)},
	{"constraint_message", offsetof(struct form_row, constraint_message)},
	{"required_message", offsetof(struct form_row, required_message)},
};

struct missing {
	unsigned count, line, column;
};

static void count_missing(const struct form_reader *r, form_texts texts, unsigned line,
			  unsigned column, struct missing *missing)
{
	for (int i = 0; texts && i < r->language_count; i++) {
		if (texts[i])
			continue;
		if (missing[i].count++)
			continue;
		missing[i].line = line;
		missing[i].column = column;
	}
}

static void warn_missing(struct form_reader *r, const char *column,
			 const struct missing *missing)
{
	for (int i = 0; i < r->language_count; i++) {
		if (!missing[i].count)
			continue;
		if (missing[i].count == 1)
			form_problems_add(r->problems, FORM_WARNING, missing[i].line,
					  missing[i].column,
					  _("The %s in %.40s is missing: another "
					    "language is shown."),
					  column, r->languages[i]);
		else
			form_problems_add(r->problems, FORM_WARNING, missing[i].line,
					  missing[i].column,
					  _("The %s in %.40s is missing on %u rows, the "
					    "first here: another language is shown."),
					  column, r->languages[i], missing[i].count);
	}
}

static void check_translations(struct form_reader *r)
{
	const struct form *form = r->form;

	if (r->language_count < 2)
		return;
	for (size_t k = 0; k < sizeof translated / sizeof *translated; k++) {
		struct missing missing[FORM_LANGUAGES_MOST] = {{0, 0, 0}};

		for (int i = 0; i < form->row_count; i++) {
			form_texts texts;

			memcpy(&texts,
			       (const char *)&form->rows[i] + translated[k].member,
			       sizeof texts);
			if (r->nodes[i])
				count_missing(r, texts, form->rows[i].line,
					      form_row_column(r, &form->rows[i]),
					      missing);
		}
		warn_missing(r, translated[k].name, missing);
	}
}

static void check_choice_translations(struct form_reader *r)
{
	struct missing missing[FORM_LANGUAGES_MOST] = {{0, 0, 0}};

	if (r->language_count < 2)
		return;
	for (int i = 0; i < r->form->list_count; i++) {
		const struct form_list *list = &r->form->lists[i];

		for (unsigned k = 0; k < list->count; k++)
			count_missing(r, list->choices[k].label, list->choices[k].line, 1,
				      missing);
	}
	warn_missing(r, _("label of a choice"), missing);
}

static void check_default_language(struct form_reader *r)
{
	if (!r->default_cell || r->is_language_used[r->default_language])
		return;
	for (int i = 0; i < r->language_count; i++) {
		if (r->is_language_used[i]) {
			FORM_WARN(r, r->default_cell,
				  _("No text is in the default language '%.40s'; there "
				    "are texts in '%.40s'."),
				  r->languages[r->default_language], r->languages[i]);
			return;
		}
	}
}

static void check_headers(struct form_reader *r, enum form_sheet sheet, const char *name,
			  const struct form_node *headers)
{
	const struct form_node *list = form_node_at(headers, name);
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
static void check_yxf(struct form_reader *r, const struct form_node *root)
{
	const struct form_node *headers =
		form_node_at(form_node_at(root, "yxf"), "headers");

	if (!headers)
		return;
	check_headers(r, FORM_SHEET_SURVEY, "survey", headers);
	check_headers(r, FORM_SHEET_CHOICES, "choices", headers);
}

void form_rows_check(struct form_reader *r, const struct form_node *root)
{
	const struct form_node *choices = r->sheets[FORM_SHEET_CHOICES];

	for (int i = 0; i < 2; i++)
		r->are_blanks_checked[i] = arena_array(
			&r->scratch, (size_t)r->form->list_count + 1, sizeof(bool));
	for (int i = 0; i < r->form->row_count; i++) {
		struct form_row *row = &r->form->rows[i];

		if (!r->nodes[i])
			continue;
		check_row_texts(r, row);
		check_required(r, row);
		check_constraint(r, row);
		check_calculation(r, row);
		check_list(r, row);
	}
	if (choices)
		check_texts(r, choices);
	check_translations(r);
	check_choice_translations(r);
	check_default_language(r);
	check_yxf(r, root);
	for (int i = 0; i < r->form->row_count; i++) {
		if (r->nodes[i])
			check_label(r, &r->form->rows[i]);
	}
}
