/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

/* The cells of one row, picked out by column. */
struct cells {
	const struct form_node *row;
	const struct form_node *at[FORM_COLUMNS];
	const struct form_node *texts; /* the first cell of texts */
	int filled;
};

/* The groups that are open. */
struct groups {
	struct open {
		int row;
		const char *word; /* how it was begun */
		bool is_nested; /* ends with its 'questions' */
		const struct form_list *table; /* of the first select_one of a table-list */
	} open[FORM_TREE_DEPTH * 4];
	int depth;
	int unnamed;
	struct other {
		int row, select;
	} *others; /* rows that or_other added */
	size_t other_count, other_room;
};

static void pick(struct form_reader *r, const struct form_node *row, struct cells *cells)
{
	memset(cells, 0, sizeof *cells);
	cells->row = row;
	for (const struct form_node *c = row->first; c; c = c->next) {
		const struct form_header *header =
			form_header_of(r, FORM_SHEET_SURVEY, c);
		const struct form_column *column = header->column;

		if (c->kind == FORM_NODE_TEXT && !*c->text)
			continue;
		if (column && column->kind == FORM_COLUMN_REMARK)
			continue;
		cells->filled++;
		if (!column)
			continue;
		if (column->mark == FORM_MARK_LATER) {
			FORM_COMPLAIN_KEY(r, c,
					  _("The column '%s' does not work in this "
					    "version of trede."),
					  column->name);
			continue;
		}
		if (column->kind == FORM_COLUMN_TEXTS) {
			if (!cells->texts)
				cells->texts = c;
			continue;
		}
		if (cells->at[column->id] && column->id != FORM_COLUMN_NONE)
			FORM_COMPLAIN_KEY(r, c, _("'%s' is given twice in this row."),
					  column->name);
		cells->at[column->id] = c;
	}
}

static const char *word_of(struct form_reader *r, const struct cells *cells,
			   enum form_column_id id)
{
	return cells->at[id] ? form_cell_text(r, cells->at[id]) : "";
}

/* Texts by language, straight into the members of the row that their columns name. */
static void read_texts(struct form_reader *r, const struct cells *cells,
		       struct form_row *row)
{
	const char **texts[FORM_COLUMNS] = {NULL};

	for (const struct form_node *c = cells->texts; c; c = c->next) {
		const struct form_header *header =
			form_header_of(r, FORM_SHEET_SURVEY, c);
		const struct form_column *column = header->column;

		if (!column || column->kind != FORM_COLUMN_TEXTS)
			continue;
		form_texts_add(r, &texts[column->id], header->language, c);
		memcpy((char *)row + column->member, &texts[column->id], sizeof texts[0]);
	}
}

static bool read_flag(struct form_reader *r, const struct cells *cells,
		      enum form_column_id id)
{
	const char *text = word_of(r, cells, id);
	int flag = form_yes_no(text);

	if (flag < 0)
		FORM_COMPLAIN(r, cells->at[id],
			      _("Yes or no is expected here, not '%.40s'."), text);
	return flag == 1;
}

static enum form_part read_part(struct form_reader *r, const struct cells *cells,
				enum form_part inherited)
{
	const char *text = word_of(r, cells, FORM_COLUMN_PART);

	if (!*text)
		return inherited;
	if (!strcasecmp(text, "together"))
		return FORM_TOGETHER;
	if (strcasecmp(text, "alone"))
		FORM_COMPLAIN(r, cells->at[FORM_COLUMN_PART],
			      _("part is 'together' or 'alone', not '%.40s'."), text);
	return FORM_ALONE;
}

/* The innermost repeat of what stands in that group. */
static int repeat_round(const struct form *form, int group)
{
	if (group == FORM_NONE)
		return FORM_NONE;
	return form->rows[group].type == FORM_REPEAT ? group : form->rows[group].repeat;
}

static struct form_row *row_new(struct form_reader *r, const struct form_node *node,
				const struct groups *groups)
{
	struct form *form = r->form;
	struct form_row *row;

	if (form->row_count == r->room) {
		if (!r->are_rows_full)
			FORM_COMPLAIN(r, node, _("Too many rows: %d at most."),
				      FORM_ROWS_MOST);
		r->are_rows_full = true;
		return NULL;
	}
	row = &form->rows[form->row_count];
	row->index = form->row_count++;
	row->parent = groups->depth ? groups->open[groups->depth - 1].row : FORM_NONE;
	row->repeat = repeat_round(r->form, row->parent);
	row->end = row->index + 1;
	row->line = node->line;
	row->column = node->column;
	r->nodes[row->index] = node;
	return row;
}

static void settle_path(struct form_reader *r, struct form_row *row)
{
	const struct form_row *group =
		row->parent < 0 ? NULL : &r->form->rows[row->parent];
	size_t before = group ? strlen(group->path) : 0, own = strlen(row->name);
	enum { PATH_BYTES = 512 };
	char *path;

	row->path = row->name;
	if (!group)
		return;
	if (before + own + 1 > PATH_BYTES) {
		form_problems_add(r->problems, FORM_ERROR, row->line,
				  form_row_column(r, row),
				  _("The names of the groups round this question are too "
				    "long together."));
		return;
	}
	path = arena_new(r->arena, before + own + 2);
	memcpy(path, group->path, before);
	path[before] = '/';
	memcpy(path + before + 1, row->name, own);
	row->path = path;
}

static void read_name(struct form_reader *r, const struct cells *cells,
		      struct form_row *row, struct groups *groups)
{
	const struct form_node *cell = cells->at[FORM_COLUMN_NAME];

	row->name = word_of(r, cells, FORM_COLUMN_NAME);
	if (*row->name && !form_name_is_legal(row->name))
		FORM_COMPLAIN(r, cell,
			      _("'%.60s' is no legal name: letters, digits, _ - and . "
				"only, and a letter or _ first."),
			      row->name);
	if (!*row->name) {
		if (row->type != FORM_NOTE && row->type != FORM_NOT_ASKED)
			FORM_COMPLAIN(r, cells->row,
				      form_row_is_group(row)
					      ? _("This group has no name.")
					      : _("This question has no name."));
		row->name = arena_format(r->arena, "_unnamed_%d", ++groups->unnamed);
	}
	if (form_is_word(row->name))
		FORM_COMPLAIN(r, cell,
			      _("'%s' is a word of address and cannot be the name of a "
				"question."),
			      row->name);
	settle_path(r, row);
}

/* What both groups and questions have. */
static void fill_row(struct form_reader *r, const struct cells *cells,
		     struct form_row *row, struct groups *groups)
{
	const struct form_row *group =
		row->parent < 0 ? NULL : &r->form->rows[row->parent];
	const char *text = word_of(r, cells, FORM_COLUMN_READ_ONLY);

	read_name(r, cells, row, groups);
	read_texts(r, cells, row);
	row->part = read_part(r, cells, group ? group->part : FORM_TOGETHER);
	row->sensitive =
		read_flag(r, cells, FORM_COLUMN_SENSITIVE) || (group && group->sensitive);
	row->later = read_flag(r, cells, FORM_COLUMN_LATER) || (group && group->later);
	row->always_read_only =
		form_yes_no(text) == 1 || (group && group->always_read_only);
	row->always_required = form_yes_no(word_of(r, cells, FORM_COLUMN_REQUIRED)) == 1;
	form_save_to_read(r, cells->at[FORM_COLUMN_SAVE_TO], row);
	form_looks_read(r, cells->at[FORM_COLUMN_APPEARANCE], row);
}

static void open_group(struct form_reader *r, const struct cells *cells,
		       struct groups *groups, const struct form_type_word *word)
{
	struct form_row *row;

	if (groups->depth == (int)(sizeof groups->open / sizeof *groups->open)) {
		FORM_COMPLAIN(r, cells->row, _("Groups are nested too deeply."));
		r->are_rows_full = true;
		return;
	}
	row = row_new(r, cells->row, groups);
	if (!row)
		return;
	row->type = word->type;
	if (row->type == FORM_REPEAT)
		r->form->has_repeats = true;
	fill_row(r, cells, row, groups);
	groups->open[groups->depth++] = (struct open){
		.row = row->index,
		.word = word->flags & FORM_TYPE_REPEAT ? "repeat" : "group",
		.is_nested = word->flags & FORM_TYPE_NESTED,
	};
}

static void end_top(struct form_reader *r, struct groups *groups)
{
	r->form->rows[groups->open[--groups->depth].row].end = r->form->row_count;
}

/* An end row; a wrong one still closes the group when that is what was meant. */
static void close_group(struct form_reader *r, const struct cells *cells,
			struct groups *groups, const struct form_type_word *word)
{
	const struct form_node *type = cells->at[FORM_COLUMN_TYPE];
	const char *kind = word->flags & FORM_TYPE_REPEAT ? "repeat" : "group";
	const char *name = word_of(r, cells, FORM_COLUMN_NAME);
	const struct open *open = groups->depth ? &groups->open[groups->depth - 1] : NULL;
	const struct form_row *row;

	if (!open || open->is_nested) {
		FORM_COMPLAIN(r, type,
			      _("end_%s without begin_%s: no group is open here."), kind,
			      kind);
		return;
	}
	row = &r->form->rows[open->row];
	if (strcmp(kind, open->word))
		FORM_COMPLAIN(r, type,
			      _("end_%s closes begin_%s '%.60s' of line %u: end_%s was "
				"expected."),
			      kind, open->word, row->name, row->line, open->word);
	else if (*name && strcmp(name, row->name))
		FORM_WARN(r, cells->at[FORM_COLUMN_NAME],
			  _("This ends '%.60s' of line %u, not '%.60s'."), row->name,
			  row->line, name);
	end_top(r, groups);
}

static void close_unclosed(struct form_reader *r, struct groups *groups, int depth)
{
	while (groups->depth > depth) {
		const struct open *open = &groups->open[groups->depth - 1];
		const struct form_row *row = &r->form->rows[open->row];

		if (!open->is_nested)
			form_problems_add(
				r->problems, FORM_ERROR, row->line,
				form_row_column(r, row),
				_("begin_%s '%.60s' is never closed: end_%s is missing."),
				open->word, row->name, open->word);
		end_top(r, groups);
	}
}

/* The text that goes with the choice 'other'. */
static void add_other(struct form_reader *r, const struct form_row *select,
		      struct groups *groups)
{
	struct form_row *row = row_new(r, r->nodes[select->index], groups);

	if (!row)
		return;
	r->nodes[row->index] = NULL;
	row->type = FORM_TEXT;
	row->name = arena_format(r->arena, "%s_other", select->name);
	row->part = select->part;
	row->sensitive = select->sensitive;
	row->later = select->later;
	row->always_read_only = select->always_read_only;
	row->label = form_texts_own(r, "Wat dan?", "Please specify.");
	settle_path(r, row);
	VEC_ROOM(groups->others, groups->other_count, groups->other_room);
	groups->others[groups->other_count++] =
		(struct other){.row = row->index, .select = select->index};
}

/* Once every group has its end, so that expressions know what stands in a repeat. */
static void compile_others(struct form_reader *r, const struct groups *groups)
{
	for (size_t i = 0; i < groups->other_count; i++) {
		const struct other *other = &groups->others[i];
		struct form_row *row = &r->form->rows[other->row];
		const struct form_row *select = &r->form->rows[other->select];
		const char *condition = arena_format(
			&r->scratch, "selected(${%s}, 'other')", select->name);

		r->row = row->index;
		r->bound = select->index;
		r->bound_name = select->name;
		row->relevant = form_cell_compile(r, r->nodes[select->index], condition);
		r->row = r->bound = FORM_NONE;
	}
}

/* In a table-list, what has the same choices is one grid. */
static void join_table(struct form_reader *r, struct form_row *row, struct groups *groups)
{
	struct open *open = groups->depth ? &groups->open[groups->depth - 1] : NULL;

	if (!open || row->type != FORM_SELECT_ONE || !row->list ||
	    !(r->form->rows[open->row].appearance & FORM_TABLE_LIST))
		return;
	if (!open->table)
		open->table = row->list;
	if (open->table == row->list)
		row->appearance |= FORM_GRID;
}

static void add_question(struct form_reader *r, const struct cells *cells,
			 struct groups *groups, const struct form_type_cell *type)
{
	struct form_row *row = row_new(r, cells->row, groups);

	if (!row)
		return;
	row->type = type->word ? type->word->type : FORM_TEXT;
	row->list = type->list;
	if (type->file)
		row->list = form_list_of_select(r, cells->at[FORM_COLUMN_TYPE], type->file,
						cells->at[FORM_COLUMN_PARAMETERS],
						row->type == FORM_SELECT_MULTIPLE);
	fill_row(r, cells, row, groups);
	if (type->word && type->word->flags & FORM_TYPE_TABLE)
		(void)form_list_of_file(r, cells->at[FORM_COLUMN_TYPE], row->name);
	join_table(r, row, groups);
	if (cells->at[FORM_COLUMN_QUESTIONS])
		FORM_COMPLAIN_KEY(
			r, cells->at[FORM_COLUMN_QUESTIONS],
			_("Only a group or a repeat holds questions: its type is 'group' or "
			  "'repeat'."));
	if (!type->has_other)
		return;
	if (cells->at[FORM_COLUMN_CHOICE_FILTER])
		FORM_COMPLAIN_KEY(r, cells->at[FORM_COLUMN_CHOICE_FILTER],
				  _("or_other and choice_filter do not go together."));
	else
		add_other(r, row, groups);
}

static void read_rows(struct form_reader *r, const struct form_node *list,
		      struct groups *groups);

static void read_nested(struct form_reader *r, const struct cells *cells,
			struct groups *groups, const struct form_type_word *word)
{
	const struct form_node *questions = cells->at[FORM_COLUMN_QUESTIONS];
	int depth = groups->depth;

	r->is_folded = true;
	open_group(r, cells, groups, word);
	if (!questions)
		FORM_COMPLAIN(r, cells->at[FORM_COLUMN_TYPE],
			      _("This group has no questions; without nesting its type "
				"is 'begin_group'."));
	else
		read_rows(r, questions, groups);
	if (groups->depth > depth) {
		close_unclosed(r, groups, depth + 1);
		end_top(r, groups);
	}
}

static void read_row(struct form_reader *r, const struct form_node *node,
		     struct groups *groups)
{
	struct form_type_cell type;
	struct cells cells;

	if (node->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(r, node,
			      _("A row is a mapping that begins with a type, such as '- "
				"type: text'."));
		return;
	}
	pick(r, node, &cells);
	if (!cells.filled)
		return;
	if (!cells.at[FORM_COLUMN_TYPE]) {
		FORM_COMPLAIN(r, node, _("This row has no type."));
		return;
	}
	type = form_type_read(r, cells.at[FORM_COLUMN_TYPE]);
	if (type.word && type.word->flags & FORM_TYPE_END)
		close_group(r, &cells, groups, type.word);
	else if (type.word && type.word->flags & FORM_TYPE_NESTED)
		read_nested(r, &cells, groups, type.word);
	else if (type.word && type.word->flags & FORM_TYPE_BEGIN)
		open_group(r, &cells, groups, type.word);
	else
		add_question(r, &cells, groups, &type);
}

static void read_rows(struct form_reader *r, const struct form_node *list,
		      struct groups *groups)
{
	if (list->kind != FORM_NODE_LIST) {
		FORM_COMPLAIN(r, list,
			      _("A list of rows is expected here, each beginning with '- "
				"type: '."));
		return;
	}
	for (const struct form_node *n = list->first; n && !r->are_rows_full; n = n->next)
		read_row(r, n, groups);
}

/* or_other makes two rows of one. */
static bool ends_in_other(const struct form_node *cell)
{
	size_t len = cell->kind == FORM_NODE_TEXT ? strlen(cell->text) : 0;

	return len > 5 && !strncasecmp(cell->text + len - 5, "other", 5);
}

/* How many rows there can be at most. */
static int count_rows(const struct form_node *list)
{
	int count = 0;

	for (const struct form_node *n = list->first; n && count <= FORM_ROWS_MOST;
	     n = n->next) {
		count++;
		for (const struct form_node *c = n->first; c; c = c->next) {
			if (c->kind == FORM_NODE_LIST)
				count += count_rows(c);
			else if (c->key && (c->key[0] == 't' || c->key[0] == 'T'))
				count += ends_in_other(c);
		}
	}
	return count < FORM_ROWS_MOST ? count : FORM_ROWS_MOST;
}

void form_survey_read(struct form_reader *r)
{
	const struct form_node *sheet = r->sheets[FORM_SHEET_SURVEY];
	struct groups *groups = mem_new(sizeof *groups);

	r->room = count_rows(sheet);
	r->form->rows = arena_array(r->arena, (size_t)r->room, sizeof *r->form->rows);
	r->nodes = arena_array(&r->scratch, (size_t)r->room, sizeof *r->nodes);
	read_rows(r, sheet, groups);
	close_unclosed(r, groups, 0);
	compile_others(r, groups);
	if (!r->form->row_count && !r->problems->errors)
		FORM_COMPLAIN(r, sheet, _("The survey holds no questions."));
	free(groups->others);
	free(groups);
}
