/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

/* A row that holds more than a remark. */
static bool is_filled(const struct form_node *row)
{
	if (row->kind != FORM_NODE_MAP)
		return true;
	for (const struct form_node *c = row->first; c; c = c->next) {
		if (strcmp(c->key, "#") && (c->kind != FORM_NODE_TEXT || *c->text))
			return true;
	}
	return false;
}

/* The one row: of a list, or the sheet itself as a mapping. */
static const struct form_node *entity_row(struct form_reader *r)
{
	const struct form_node *sheet = r->sheets[FORM_SHEET_ENTITIES], *row = NULL;

	if (!sheet || sheet->kind != FORM_NODE_LIST) {
		row = sheet;
		r->is_folded |= sheet != NULL;
	}
	for (const struct form_node *n = row || !sheet ? NULL : sheet->first; n; n = n->next) {
		if (!is_filled(n))
			continue;
		if (row)
			FORM_COMPLAIN(r, n, _("entities has one row only."));
		row = row ? row : n;
	}
	if (row && row->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(r, row,
			      _("entities is a mapping, such as list_name: clients."));
		return NULL;
	}
	return row;
}

static const struct form_expr *expression(struct form_reader *r,
					  const struct form_node *cell, const char *text)
{
	const struct form_expr *expr = form_cell_compile(r, cell, text);
	const char *const *names;
	int count;

	if (!expr)
		return NULL;
	names = form_expr_columns(expr, &count);
	if (count)
		FORM_COMPLAIN(r, cell,
			      _("'%.60s' means nothing by itself: a question is written "
				"${%.60s}, a text in quotes."),
			      names[0], names[0]);
	if (form_expr_reads_self(expr))
		FORM_COMPLAIN(r, cell,
			      _("'.' is the answer being given: it has a meaning in "
				"constraint only."));
	return expr;
}

static void read_cell(struct form_reader *r, const struct form_node *cell,
		      struct form_entity *entity)
{
	const struct form_column *column =
		form_header_of(r, FORM_SHEET_ENTITIES, cell)->column;
	const char *text = form_cell_text(r, cell);
	const struct {
		enum form_column_id id;
		const struct form_expr **expr;
	} expressions[] = {
		{FORM_COLUMN_LABEL, &entity->label},
		{FORM_COLUMN_ENTITY_ID, &entity->entity_id},
		{FORM_COLUMN_CREATE_IF, &entity->create_if},
		{FORM_COLUMN_UPDATE_IF, &entity->update_if},
	};

	if (!column || !*text)
		return;
	if (column->id == FORM_COLUMN_LIST_NAME)
		entity->list_name = text;
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
		if (expressions[i].id == column->id)
			*expressions[i].expr = expression(r, cell, text);
	}
}

void form_entities_read(struct form_reader *r)
{
	const struct form_node *row = entity_row(r);
	struct form_entity *entity;

	if (!row)
		return;
	entity = arena_new(r->arena, sizeof *entity);
	for (const struct form_node *c = row->first; c; c = c->next)
		read_cell(r, c, entity);
	if (!entity->list_name)
		FORM_COMPLAIN(r, row, _("entities has no list_name: the name of the list of "
					"people, such as clients."));
	r->form->entity = entity;
}
