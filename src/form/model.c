/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/model.h"

#include "form/names.h"

const char *const form_words[] = {"aanspreek", "zij",  "haar", "Aanspreek",
				  "Zij",       "Haar", NULL};

bool form_is_word(const char *name)
{
	for (const char *const *word = form_words; *word; word++) {
		if (!strcmp(*word, name))
			return true;
	}
	return false;
}

void form_free(struct form *form)
{
	if (!form)
		return;
	arena_release(&form->arena);
	free(form);
}

int form_find_path(const struct form *form, const char *path)
{
	int row = form_names_find(form->paths, path);

	return row < 0 ? FORM_NONE : row;
}

int form_find(const struct form *form, const char *name)
{
	int row = form_names_find(form->names, name);

	return row < 0 ? form_find_path(form, name) : row;
}

int form_language(const struct form *form, const char *code)
{
	for (int i = 0; i < form->language_count; i++) {
		if (!strcmp(form->codes[i], code))
			return i;
	}
	return form->default_language;
}

/* What a type is: for the two questions below. */
static const struct {
	bool is_question, is_shown;
} kinds[] = {
	[FORM_TEXT] = {true, true},
	[FORM_INTEGER] = {true, true},
	[FORM_DECIMAL] = {true, true},
	[FORM_SELECT_ONE] = {true, true},
	[FORM_SELECT_MULTIPLE] = {true, true},
	[FORM_NOTE] = {false, true},
	[FORM_CALCULATE] = {false, false},
	[FORM_HIDDEN] = {false, false},
	[FORM_DATE] = {true, true},
	[FORM_TIME] = {true, true},
	[FORM_DATETIME] = {true, true},
	[FORM_ACKNOWLEDGE] = {true, true},
	[FORM_GROUP] = {false, false},
	[FORM_START] = {false, false},
	[FORM_END] = {false, false},
	[FORM_TODAY] = {false, false},
	[FORM_USERNAME] = {false, false},
	[FORM_DEVICEID] = {false, false},
	[FORM_EMAIL] = {false, false},
	[FORM_PHONE] = {false, false},
	[FORM_REPEAT] = {false, false},
	[FORM_RANK] = {true, true},
	[FORM_RANGE] = {true, true},
	[FORM_POINT] = {true, true},
	[FORM_POINTS] = {true, true},
	[FORM_NOT_ASKED] = {false, false},
};

bool form_row_is_group(const struct form_row *row)
{
	return row->type == FORM_GROUP || row->type == FORM_REPEAT;
}

bool form_row_is_question(const struct form_row *row)
{
	return kinds[row->type].is_question && !(row->appearance & FORM_GRID_HEAD);
}

/* Languages that are written from right to left, by ISO 639. */
static const char *const rtl_codes[] = {"ar", "arc", "ckb", "dv",  "fa", "he", "ps",
					"prs", "sd", "ug",  "ur", "yi"};

bool form_language_is_rtl(const struct form *form, int language)
{
	const char *code = form->codes[language];
	size_t len = strcspn(code, "-_");

	for (size_t i = 0; i < sizeof rtl_codes / sizeof *rtl_codes; i++) {
		if (strlen(rtl_codes[i]) == len && !strncasecmp(code, rtl_codes[i], len))
			return true;
	}
	return false;
}

/* What is not asked here and has a label is told, so that it is asked elsewhere; audit and the like have none. */
bool form_row_is_shown(const struct form_row *row)
{
	bool is_told = row->type == FORM_NOT_ASKED && row->label != NULL;

	return (kinds[row->type].is_shown || is_told) &&
	       !(row->appearance & FORM_HIDDEN_LOOK);
}

const char *form_text(const struct form *form, form_texts texts, int language)
{
	if (!texts)
		return "";
	if (language >= 0 && language < form->language_count && texts[language])
		return texts[language];
	if (texts[form->default_language])
		return texts[form->default_language];
	for (int i = 0; i < form->language_count; i++) {
		if (texts[i])
			return texts[i];
	}
	return "";
}

const struct form_choice *form_list_choice(const struct form_list *list, const char *name)
{
	int choice = form_names_find(list->names, name);

	return choice < 0 ? NULL : &list->choices[choice];
}

const struct form_list *form_list_find(const struct form *form, const char *name)
{
	int number = form_names_find(form->list_names, name);

	return number < 0 ? NULL : &form->lists[number];
}

/* The columns of a file are its own: name and label are nothing special there. */
int form_list_column(const struct form_list *list, const char *name)
{
	for (unsigned i = 0; i < list->column_count; i++) {
		if (!strcmp(list->columns[i], name))
			return (int)i;
	}
	if (!list->is_file && !strcmp(name, "name"))
		return FORM_CELL_NAME;
	if (!list->is_file && !strcmp(name, "label"))
		return FORM_CELL_LABEL;
	return list->is_missing ? FORM_CELL_NAME : FORM_CELL_NONE;
}

const char *form_list_cell(const struct form *form, const struct form_list *list,
			   int choice, int column, int language)
{
	const struct form_choice *c = &list->choices[choice];

	if (column == FORM_CELL_NAME)
		return c->name;
	return column == FORM_CELL_LABEL ? form_text(form, c->label, language)
					 : c->columns[column];
}
