/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

/* The one row of settings: a mapping, or a list that holds one. */
static const struct form_node *settings_row(struct form_reader *r)
{
	const struct form_node *sheet = r->sheets[FORM_SHEET_SETTINGS];

	if (!sheet)
		return NULL;
	if (sheet->kind == FORM_NODE_LIST) {
		const struct form_node *row = sheet->first;

		/* rows that hold a comment only may stand before it */
		while (row && row->next && row->kind == FORM_NODE_MAP && row->first &&
		       !row->first->next && !strcmp(row->first->key, "#"))
			row = row->next;
		if (row && row->next)
			FORM_COMPLAIN(r, row->next, _("settings has one row only."));
		sheet = row;
	} else {
		r->is_folded = true;
	}
	if (sheet && sheet->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(r, sheet,
			      _("settings is a mapping, such as form_id: intake."));
		return NULL;
	}
	return sheet;
}

/* The header is not asked for here: that would learn languages before they are declared.
 */
static enum form_column_id id_of(const struct form_node *cell)
{
	const struct form_column *column =
		form_column_find(FORM_SHEET_SETTINGS, cell->key, strcspn(cell->key, ":"));

	return column ? column->id : FORM_COLUMN_NONE;
}

static const struct form_node *cell_of(const struct form_node *row,
				       enum form_column_id id)
{
	if (!row)
		return NULL;
	for (const struct form_node *cell = row->first; cell; cell = cell->next) {
		if (id_of(cell) == id)
			return cell;
	}
	return NULL;
}

static const char *text_of(struct form_reader *r, const struct form_node *row,
			   enum form_column_id id)
{
	const struct form_node *cell = cell_of(row, id);

	return cell ? form_cell_text(r, cell) : "";
}

void form_settings_read(struct form_reader *r)
{
	const struct form_node *row = settings_row(r), *cell;
	const char *text;

	r->sheets[FORM_SHEET_SETTINGS] = row;
	r->form->version = text_of(r, row, FORM_COLUMN_VERSION);
	r->form->id = text_of(r, row, FORM_COLUMN_FORM_ID);
	text = text_of(r, row, FORM_COLUMN_DUPLICATES);
	r->may_repeat_choices = form_yes_no(text) == 1;
	if (form_yes_no(text) < 0)
		FORM_COMPLAIN(r, cell_of(row, FORM_COLUMN_DUPLICATES),
			      _("allow_choice_duplicates is yes or no."));
	cell = cell_of(row, FORM_COLUMN_LANGUAGES);
	if (cell) {
		r->is_folded = true;
		form_languages_declare(r, cell);
		if (r->language_count)
			r->default_language = 0;
	} else {
		form_languages_of_columns(r);
	}
	cell = cell_of(row, FORM_COLUMN_DEFAULT_LANGUAGE);
	text = cell ? form_cell_text(r, cell) : "";
	if (*text) {
		r->default_cell = cell;
		r->default_language = form_language_named(r, text, cell);
	}
}

void form_settings_unknown(struct form_reader *r, const char *name,
			   const struct form_node *cell)
{
	if (!r->unknown_setting)
		r->unknown_setting = cell;
	r->unknown_settings = arena_format(&r->scratch, "%s%s%.60s",
					   r->unknown_settings ? r->unknown_settings : "",
					   r->unknown_settings ? ", " : "", name);
	r->unknown_count++;
}

/* Another tool leaves many: they are said in one line. */
void form_settings_warn(struct form_reader *r)
{
	if (r->unknown_count == 1)
		FORM_WARN_KEY(r, r->unknown_setting,
			      _("Unknown setting '%.60s', not used%s"),
			      r->unknown_settings, ".");
	else if (r->unknown_count)
		FORM_WARN_KEY(r, r->unknown_setting,
			      _("Unknown settings, not used: %.400s."),
			      r->unknown_settings);
}

/* A form without an id takes its title, so that it has some name to keep answers under.
 */
static const char *id_from_title(struct form_reader *r, const char *title)
{
	char *id = arena_text(r->arena, *title ? title : "form");

	for (char *c = id; *c; c++) {
		bool is_plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');

		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!is_plain)
			*c = '_';
	}
	return id;
}

void form_titles_read(struct form_reader *r)
{
	const struct form_node *row = r->sheets[FORM_SHEET_SETTINGS];
	const char **titles = NULL;

	for (const struct form_node *c = row ? row->first : NULL; c; c = c->next) {
		if (id_of(c) == FORM_COLUMN_TITLE)
			form_texts_add(
				r, &titles,
				form_header_of(r, FORM_SHEET_SETTINGS, c)->language, c);
	}
	r->form->titles = titles;
	r->form->title = form_text(r->form, titles, r->default_language);
	if (!*r->form->id) {
		FORM_WARN(r, row ? row : r->sheets[FORM_SHEET_SURVEY],
			  _("settings has no form_id: the name that answers are kept "
			    "under."));
		r->form->id = id_from_title(r, r->form->title);
	}
	if (!*r->form->title)
		r->form->title = r->form->id;
}
