/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/* The tree as tables: what is nested becomes lines and cells, as the reader folds it. */

static bool refuse(struct form_writer *w, const struct form_node *node,
		   const char *sentence)
{
	form_problems_add(w->problems, FORM_ERROR, node->line, node->column, "%s",
			  sentence);
	return false;
}

static bool is_said(const struct form_node *cell)
{
	return cell->kind != FORM_NODE_TEXT || *cell->text;
}

static bool put(struct form_writer *w, struct form_table *t, const char *column,
		int language, const struct form_node *cell)
{
	return form_table_keep(w, t, column, language, cell) ||
	       refuse(w, cell, _("This column stands twice in the row."));
}

/* media: {image: x} is media::image: x. */
static bool fold_map(struct form_writer *w, struct form_table *t, const char *column,
		     const struct form_node *map)
{
	for (const struct form_node *n = map->first; n; n = n->next) {
		const char *name = arena_format(w->arena, "%s::%s", column, n->key);

		if (n->kind == FORM_NODE_LIST)
			return refuse(w, n, _("A list in a cell cannot be written."));
		if (n->kind == FORM_NODE_MAP && !fold_map(w, t, name, n))
			return false;
		if (n->kind == FORM_NODE_TEXT && *n->text &&
		    !put(w, t, name, FORM_NONE, n))
			return false;
	}
	return true;
}

static bool fold_texts(struct form_writer *w, struct form_table *t,
		       const struct form_header *header, const struct form_node *cell)
{
	const char *column = form_table_column(t, header->column, cell->key);
	int bare = w->r.default_language;

	if (cell->kind == FORM_NODE_TEXT)
		return put(w, t, column,
			   header->language == FORM_NONE ? bare : header->language, cell);
	for (const struct form_node *n = cell->first; n; n = n->next) {
		if (n->kind != FORM_NODE_TEXT)
			return refuse(w, n, _("A text is expected here."));
		if (*n->text &&
		    !put(w, t, column, form_language_named(&w->r, n->key, n), n))
			return false;
	}
	return true;
}

static bool fold_cell(struct form_writer *w, struct form_table *t,
		      const struct form_node *cell)
{
	const struct form_column *column = NULL;

	if (!is_said(cell))
		return true;
	if (t->sheet >= 0) {
		const struct form_header *header =
			form_header_of(&w->r, (enum form_sheet)t->sheet, cell);

		column = header->column;
		if (column && column->kind == FORM_COLUMN_TEXTS)
			return fold_texts(w, t, header, cell);
	}
	if (cell->kind == FORM_NODE_LIST ||
	    (cell->kind == FORM_NODE_MAP && text_equal(cell->key, "#")))
		return refuse(w, cell, _("A list in a cell cannot be written."));
	if (cell->kind == FORM_NODE_MAP)
		return fold_map(w, t, cell->key, cell);
	return put(w, t, form_table_column(t, column, cell->key), FORM_NONE, cell);
}

static enum form_column_id id_of(struct form_writer *w, const struct form_table *t,
				 const struct form_node *cell)
{
	const struct form_header *header =
		t->sheet < 0 ? NULL
			     : form_header_of(&w->r, (enum form_sheet)t->sheet, cell);

	return header && header->column ? header->column->id : FORM_COLUMN_NONE;
}

/* begin group, begin_group and group are one; what follows the word stays. */
static enum form_line_kind read_type(struct form_writer *w, const char **text,
				     bool *is_nested)
{
	int count, used;
	const char **words = form_words_of(&w->r, *text, &count);
	const struct form_type_word *word = form_type_find(words, count, &used);
	unsigned flags = word ? word->flags : 0;
	struct str whole = STR_INIT;

	*is_nested = flags & FORM_TYPE_NESTED;
	if (!(flags & (FORM_TYPE_NESTED | FORM_TYPE_BEGIN | FORM_TYPE_END)))
		return FORM_LINE_ROW;
	str_addf(&whole, "%s%s", *is_nested ? "begin_" : "", word->name);
	for (int i = used; i < count; i++)
		str_addf(&whole, " %s", words[i]);
	*text = arena_bytes(w->arena, whole.bytes, whole.len);
	str_release(&whole);
	return flags & FORM_TYPE_END ? FORM_LINE_END : FORM_LINE_BEGIN;
}

static bool fold_rows(struct form_writer *w, struct form_table *t,
		      const struct form_node *list);

/* An end row says what it ends. */
static void end_row(struct form_writer *w, struct form_table *t, enum form_line_kind kind,
		    const char *name)
{
	t->lines[t->line_count - 1].kind = kind;
	if (kind == FORM_LINE_BEGIN) {
		VEC_ROOM(w->open, w->open_count, w->open_room);
		w->open[w->open_count++] = name;
	} else if (kind == FORM_LINE_END && w->open_count > 0) {
		const char *begun = w->open[--w->open_count];

		if (!*name && *begun)
			(void)form_table_cell(w, t, "name", FORM_NONE, begun);
	}
}

static void end_nested(struct form_writer *w, struct form_table *t, const char *begin)
{
	const char *word = begin + strlen("begin_");
	int len = (int)strcspn(word, " ");

	form_table_line(t, FORM_LINE_END);
	(void)form_table_cell(w, t, "type", FORM_NONE,
			      arena_format(w->arena, "end_%.*s", len, word));
	end_row(w, t, FORM_LINE_END, "");
}

static bool fold_row(struct form_writer *w, struct form_table *t,
		     const struct form_node *row)
{
	const struct form_node *questions = NULL;
	const char *type = NULL, *name = "";
	enum form_line_kind kind = FORM_LINE_ROW;
	bool is_nested = false;
	size_t at = t->line_count;

	if (row->kind != FORM_NODE_MAP)
		return refuse(w, row, _("A row is a mapping."));
	form_table_line(t, FORM_LINE_ROW);
	for (const struct form_node *c = row->first; c; c = c->next) {
		enum form_column_id id = id_of(w, t, c);

		if (id == FORM_COLUMN_QUESTIONS && c->kind == FORM_NODE_LIST) {
			questions = c;
			continue;
		}
		if (id == FORM_COLUMN_TYPE && c->kind == FORM_NODE_TEXT && *c->text &&
		    !type) {
			type = c->text;
			kind = read_type(w, &type, &is_nested);
			(void)form_table_cell(w, t, "type", FORM_NONE, type);
			continue;
		}
		if (id == FORM_COLUMN_NAME && c->kind == FORM_NODE_TEXT)
			name = c->text;
		if (!fold_cell(w, t, c))
			return false;
	}
	end_row(w, t, kind, name);
	if (!t->lines[at].count)
		t->line_count--;
	if (questions && !fold_rows(w, t, questions))
		return false;
	if (is_nested)
		end_nested(w, t, type);
	return true;
}

static bool fold_rows(struct form_writer *w, struct form_table *t,
		      const struct form_node *list)
{
	for (const struct form_node *n = list->first; n; n = n->next) {
		if (!fold_row(w, t, n))
			return false;
	}
	return true;
}

/* A row under the name of its list; name: its key, or NULL. */
static bool fold_choice(struct form_writer *w, struct form_table *t,
			const struct form_node *row, const char *list, const char *name)
{
	size_t before;

	if (row->kind != FORM_NODE_MAP)
		return refuse(w, row, _("A row is a mapping."));
	form_table_line(t, FORM_LINE_ROW);
	if (name)
		(void)form_table_cell(w, t, "name", FORM_NONE, name);
	for (const struct form_node *c = row->first; c; c = c->next) {
		enum form_column_id id = id_of(w, t, c);

		if (id == FORM_COLUMN_LIST_NAME || (name && id == FORM_COLUMN_NAME))
			continue;
		if (!fold_cell(w, t, c))
			return false;
	}
	before = t->lines[t->line_count - 1].count;
	if (!before)
		t->line_count--;
	else if (!form_line_is_remark(t, &t->lines[t->line_count - 1]))
		(void)form_table_cell(w, t, "list_name", FORM_NONE, list);
	return true;
}

static bool fold_member(struct form_writer *w, struct form_table *t,
			const struct form_node *n, const char *list)
{
	static const struct form_header bare = {.language = FORM_NONE};
	struct form_header label = bare;

	if (n->kind == FORM_NODE_MAP && form_node_at(n, "label"))
		return fold_choice(w, t, n, list, n->key);
	form_table_line(t, FORM_LINE_ROW);
	(void)form_table_cell(w, t, "list_name", FORM_NONE, list);
	(void)form_table_cell(w, t, "name", FORM_NONE, n->key);
	label.column =
		form_column_find((enum form_sheet)t->sheet, "label", strlen("label"));
	return !is_said(n) || fold_texts(w, t, &label, n);
}

static bool fold_lists(struct form_writer *w, struct form_table *t,
		       const struct form_node *map)
{
	for (const struct form_node *list = map->first; list; list = list->next) {
		size_t before = t->line_count;

		for (const struct form_node *n = list->first; n; n = n->next) {
			if (list->kind == FORM_NODE_LIST
				    ? !fold_choice(w, t, n, list->key, NULL)
				    : !fold_member(w, t, n, list->key))
				return false;
		}
		if (t->line_count == before)
			return refuse(w, list,
				      _("A list without choices cannot be written: leave "
					"it out."));
	}
	return true;
}

/* The row of settings, without what the languages say again. */
static bool fold_settings(struct form_writer *w, struct form_table *t,
			  const struct form_node *row)
{
	form_table_line(t, FORM_LINE_ROW);
	for (const struct form_node *c = row->first; c; c = c->next) {
		enum form_column_id id = id_of(w, t, c);

		if (id == FORM_COLUMN_LANGUAGES || id == FORM_COLUMN_DEFAULT_LANGUAGE)
			continue;
		if (!fold_cell(w, t, c))
			return false;
	}
	return true;
}

static bool fold_settings_sheet(struct form_writer *w, struct form_table *t,
				const struct form_node *sheet)
{
	if (sheet->kind == FORM_NODE_MAP)
		return fold_settings(w, t, sheet);
	for (const struct form_node *n = sheet->first; n; n = n->next) {
		if (!(n == w->r.sheets[FORM_SHEET_SETTINGS] ? fold_settings(w, t, n)
							    : fold_row(w, t, n)))
			return false;
	}
	return true;
}

/* Those that a workbook has; FORM_NONE: another. */
static int find_sheet(const char *key)
{
	for (int i = 0; i < FORM_SHEETS; i++) {
		if (!strcasecmp(form_sheet_names[i], key))
			return i;
	}
	return FORM_NONE;
}

static bool fold_sheet(struct form_writer *w, const struct form_node *sheet)
{
	int which = find_sheet(sheet->key);
	bool has_lists = which == FORM_SHEET_CHOICES || which == FORM_SHEET_EXTERNAL;
	struct form_table *t;

	if (which < 0 && w->layout == FORM_FLAT) {
		form_problems_add(
			w->problems, FORM_WARNING, sheet->key_line, sheet->key_column,
			_("The sheet '%.60s' is left out: a workbook has no such."),
			sheet->key);
		return true;
	}
	if (sheet->kind == FORM_NODE_TEXT)
		return refuse(w, sheet, _("A sheet is a list of rows."));
	t = form_table_new(w, which < 0 ? sheet->key : form_sheet_names[which], which);
	if (which == FORM_SHEET_SETTINGS)
		return fold_settings_sheet(w, t, sheet);
	if (sheet->kind == FORM_NODE_LIST)
		return fold_rows(w, t, sheet);
	return has_lists ? fold_lists(w, t, sheet) : fold_row(w, t, sheet);
}

/* '#' beside the sheets is a remark on the whole form: the first row of the survey. */
static void add_remark(struct form_writer *w, const struct form_node *root)
{
	const char *text = form_node_text(root, "#");
	struct form_table *t = form_table_named(w, "survey");

	if (!*text || !t)
		return;
	form_table_line(t, FORM_LINE_ROW);
	(void)form_table_cell(w, t, "#", FORM_NONE, text);
	memmove(t->lines + 1, t->lines, (t->line_count - 1) * sizeof *t->lines);
	t->lines[0] = (struct form_line){.first = t->cell_count - 1, .count = 1};
}

bool form_write_fold(struct form_writer *w, const struct form_node *root)
{
	for (const struct form_node *sheet = root->first; sheet; sheet = sheet->next) {
		if (!is_said(sheet) || text_equal(sheet->key, "#") ||
		    !strcasecmp(sheet->key, "yxf"))
			continue;
		if (!fold_sheet(w, sheet))
			return false;
	}
	add_remark(w, root);
	return true;
}
