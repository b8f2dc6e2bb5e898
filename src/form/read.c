/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

#include <ctype.h>

#include "form/graph.h"

static const char *trim(struct form_reader *r, const char *text)
{
	size_t len;

	while (isspace((unsigned char)*text))
		text++;
	len = strlen(text);
	if (!len || !isspace((unsigned char)text[len - 1]))
		return text;
	while (len && isspace((unsigned char)text[len - 1]))
		len--;
	return arena_bytes(r->arena, text, len);
}

const char *form_key_text(struct form_reader *r, const struct form_node *cell)
{
	return trim(r, cell->key);
}

const char *form_cell_text(struct form_reader *r, const struct form_node *cell)
{
	if (cell->kind != FORM_NODE_TEXT) {
		FORM_COMPLAIN(r, cell,
			      cell->kind == FORM_NODE_LIST
				      ? _("A text is expected here, not a list.")
				      : _("A text is expected here, not a mapping."));
		return "";
	}
	return trim(r, cell->text);
}

int form_yes_no(const char *text)
{
	static const char *const words[] = {"no",  "false", "false()",
					    "yes", "true",  "true()"};

	if (!*text)
		return 0;
	for (int i = 0; i < 6; i++) {
		if (!strcasecmp(text, words[i]))
			return i >= 3;
	}
	return -1;
}

const char **form_words_of(struct form_reader *r, const char *text, int *count)
{
	size_t len = strlen(text);
	char *copy = arena_bytes(&r->scratch, text, len);
	const char **words = arena_array(&r->scratch, len / 2 + 2, sizeof *words);

	*count = 0;
	for (char *at = copy; *at;) {
		while (isspace((unsigned char)*at))
			at++;
		if (!*at)
			break;
		words[(*count)++] = at;
		while (*at && !isspace((unsigned char)*at))
			at++;
		if (*at)
			*at++ = '\0';
	}
	return words;
}

bool form_may_suggest(const struct form_reader *r)
{
	return r->problems->count < FORM_PROBLEMS_MOST;
}

const char *form_did_you_mean(struct form_reader *r, const char *near)
{
	return near ? arena_format(&r->scratch, _("; did you mean '%.60s'?"), near) : ".";
}

bool form_is_first(struct form_reader *r, const char *kind, const char *word)
{
	const char *key = arena_format(&r->scratch, "%s %s", kind, word);
	int next = (int)r->warned.count;

	return form_names_add(&r->warned, key, next) == next;
}

unsigned form_row_column(const struct form_reader *r, const struct form_row *row)
{
	const struct form_node *node = r->nodes[row->index];

	return node ? node->column : 1;
}

/* As XML has it, so that a form can leave for another tool: letters, digits, _ - and . */
bool form_name_is_legal(const char *name)
{
	enum { NAME_BYTES = 128 };
	size_t len = strlen(name);

	if (!len || len > NAME_BYTES)
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];
		bool is_letter = isalpha(c) || c == '_' || c >= 0x80;

		if (!is_letter && (i == 0 || (!isdigit(c) && c != '-' && c != '.')))
			return false;
	}
	return true;
}

/* The sheets of a form file. */
static const struct {
	const char *name;
	int sheet; /* enum form_sheet; FORM_NONE: not ours to read */
} sheet_names[] = {
	{"survey", FORM_SHEET_SURVEY},
	{"choices", FORM_SHEET_CHOICES},
	{"settings", FORM_SHEET_SETTINGS},
	{"external_choices", FORM_SHEET_EXTERNAL},
	{"entities", FORM_SHEET_ENTITIES},
	{"yxf", FORM_NONE},
};

enum { SHEET_NAMES = sizeof sheet_names / sizeof *sheet_names };

static void warn_sheet(struct form_reader *r, const struct form_node *sheet)
{
	const char *near = NULL;
	int best = 3;

	for (int i = 0; i < SHEET_NAMES; i++) {
		if (form_names_is_nearer(sheet->key, sheet_names[i].name, &best))
			near = sheet_names[i].name;
	}
	FORM_WARN_KEY(r, sheet, _("Unknown sheet '%.60s', not used%s"), sheet->key,
		      form_did_you_mean(r, near));
}

static void find_sheet(struct form_reader *r, const struct form_node *sheet)
{
	for (int i = 0; i < SHEET_NAMES; i++) {
		int which = sheet_names[i].sheet;

		if (strcasecmp(sheet_names[i].name, sheet->key))
			continue;
		if (which >= 0 && (sheet->kind != FORM_NODE_TEXT || *sheet->text))
			r->sheets[which] = sheet;
		return;
	}
	if (strcmp(sheet->key, "#"))
		warn_sheet(r, sheet);
}

static bool find_sheets(struct form_reader *r, const struct form_node *root)
{
	if (root->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(
			r, root,
			_("A form is a mapping with survey, choices and settings."));
		return false;
	}
	for (const struct form_node *n = root->first; n; n = n->next)
		find_sheet(r, n);
	if (!r->sheets[FORM_SHEET_SURVEY]) {
		FORM_COMPLAIN(
			r, root,
			_("The sheet 'survey' is missing: it holds the questions."));
		return false;
	}
	return true;
}

static void copy_languages(struct form_reader *r)
{
	size_t count = (size_t)r->language_count;
	const char **names = arena_array(r->arena, count, sizeof *names);
	const char **codes = arena_array(r->arena, count, sizeof *codes);

	memcpy(names, r->languages, count * sizeof *names);
	memcpy(codes, r->codes, count * sizeof *codes);
	r->form->languages = names;
	r->form->codes = codes;
	r->form->language_count = r->language_count;
	r->form->default_language = r->default_language;
}

static void read_sheets(struct form_reader *r, const struct form_node *root)
{
	struct form *form = r->form;
	struct form_names *list_names = arena_new(r->arena, sizeof *list_names);

	form_headers_begin(r, root);
	form_settings_read(r);
	form_headers_learn(r);
	copy_languages(r);
	form_titles_read(r);
	form_choices_read(r);
	form_survey_read(r);
	form_files_of_expressions(r);
	*list_names = r->lists;
	form->list_names = list_names;
	form_rows_compile(r);
	form_parameters_read(r);
	form_entities_read(r);
	form_rows_check(r);
	form_rows_number(r);
	if (!r->is_unsound)
		form->graph = form_graph_build(r->arena, form, r->problems);
	form->is_flat = !r->is_folded;
}

struct form *form_read(const char *bytes, size_t len, const struct form_files *files,
		       struct form_problems *problems)
{
	struct form *form = mem_new(sizeof *form);
	struct form_reader r = {.form = form,
				.arena = &form->arena,
				.problems = problems,
				.default_language = FORM_NONE,
				.budget = FORM_NAMES_BUDGET,
				.row = FORM_NONE,
				.bound = FORM_NONE,
				.files = files,
				.has_pulldata = memmem(bytes, len, "pulldata", 8)};
	const struct form_node *root;
	size_t errors = problems->errors;

	form_names_init(&r.warned, &r.scratch, 0);
	form_names_init(&r.types, &r.scratch, 0);
	root = form_tree_load(&r.scratch, r.arena, bytes, len, &r.keys, problems);
	if (!root && problems->errors == errors)
		form_problems_add(problems, FORM_ERROR, 1, 1, _("The file is empty."));
	if (root && find_sheets(&r, root))
		read_sheets(&r, root);
	free(r.type_cells);
	form_files_release(&r);
	arena_release(&r.scratch);
	if (problems->errors != errors) {
		form_free(form);
		form = NULL;
	}
	return form;
}
