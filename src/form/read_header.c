/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "form/read.h"

/* A piece of text without blanks around it, in the form's arena. */
static const char *piece(struct form_reader *r, const char *text, size_t len)
{
	while (len && isspace((unsigned char)*text)) {
		text++;
		len--;
	}
	while (len && isspace((unsigned char)text[len - 1]))
		len--;
	return arena_bytes(r->arena, text, len);
}

/* "Nederlands (nl)": *bare gets "Nederlands"; "nl", or "" when there is no code. */
static const char *code_of(struct form_reader *r, const char *name, const char **bare)
{
	const char *open = strrchr(name, '('), *close = open ? strchr(open, ')') : NULL;

	*bare = name;
	if (!close || close[1] || close == open + 1)
		return "";
	*bare = piece(r, name, (size_t)(open - name));
	return piece(r, open + 1, (size_t)(close - open - 1));
}

bool form_language_is_called(struct form_reader *r, int language, const char *name)
{
	const char *bare;

	if (!strcasecmp(r->languages[language], name) ||
	    (*r->codes[language] && !strcasecmp(r->codes[language], name)))
		return true;
	(void)code_of(r, r->languages[language], &bare);
	return !strcasecmp(bare, name);
}

static int language_find(struct form_reader *r, const char *name)
{
	for (int i = 0; i < r->language_count; i++) {
		if (!strcmp(r->languages[i], name))
			return i;
	}
	for (int i = 0; i < r->language_count; i++) {
		if (!strcasecmp(r->languages[i], name) ||
		    (*r->codes[i] && !strcasecmp(r->codes[i], name)))
			return i;
	}
	for (int i = 0; i < r->language_count; i++) {
		if (form_language_is_called(r, i, name))
			return i;
	}
	return FORM_NONE;
}

static int language_add(struct form_reader *r, const char *name, const char *code,
			const struct form_node *place)
{
	if (r->language_count == FORM_LANGUAGES_MOST) {
		FORM_COMPLAIN_KEY(r, place, _("Too many languages: %d at most."),
				  FORM_LANGUAGES_MOST);
		return 0;
	}
	r->languages[r->language_count] = name;
	r->codes[r->language_count] = code;
	return r->language_count++;
}

static void warn_undeclared(struct form_reader *r, const char *name,
			    const struct form_node *place)
{
	const char *near = NULL;
	int best = 3;

	for (int i = 0; i < r->language_count; i++) {
		if (form_names_is_nearer(name, r->languages[i], &best))
			near = r->languages[i];
		else if (form_names_is_nearer(name, r->codes[i], &best) && *r->codes[i])
			near = r->codes[i];
	}
	FORM_WARN_KEY(r, place, _("The language '%.40s' is not in settings, languages%s"),
		      name, form_did_you_mean(r, near));
}

/* A bare code is the name of a language too, and its code. */
static bool is_code(const char *name)
{
	size_t len = strlen(name);

	return (len == 2 || len == 3) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz") == len;
}

const char *form_language_code(struct form_reader *r, const char *name)
{
	const char *bare;

	return is_code(name) ? name : code_of(r, name, &bare);
}

/* default_language: English, and columns of English (en): one language, by its longer
 * name. */
static int name_default(struct form_reader *r, const char *name)
{
	const char *bare, *code = code_of(r, name, &bare);
	int i = r->default_language;

	if (!*code || i < 0 || !r->default_cell || r->has_column[i] || *r->codes[i] ||
	    strcasecmp(r->languages[i], bare) != 0)
		return FORM_NONE;
	r->languages[i] = name;
	r->codes[i] = code;
	return i;
}

int form_language_named(struct form_reader *r, const char *name,
			const struct form_node *place)
{
	const char *trimmed = piece(r, name, strlen(name));
	int found = language_find(r, trimmed);

	if (found < 0)
		found = name_default(r, trimmed);
	if (found >= 0)
		return found;
	if (!*trimmed) {
		FORM_COMPLAIN_KEY(r, place, _("The name of a language is missing."));
		return 0;
	}
	if (r->are_languages_declared && r->language_count < FORM_LANGUAGES_MOST) {
		r->is_undeclared[r->language_count] = true;
		warn_undeclared(r, trimmed, place);
	}
	return language_add(r, trimmed, form_language_code(r, trimmed), place);
}

/* nl: Nederlands is Nederlands (nl); a key without a name is the name, as in a header. */
static void declare(struct form_reader *r, const struct form_node *n)
{
	const char *name = form_cell_text(r, n), *bare;
	const char *key = form_key_text(r, n);

	(void)code_of(r, name, &bare);
	if (!*key)
		FORM_COMPLAIN_KEY(r, n, _("The name of a language is missing."));
	else if (language_find(r, key) >= 0)
		FORM_COMPLAIN_KEY(r, n, _("The language '%.40s' stands here twice."),
				  key);
	else if (*bare)
		(void)language_add(r, arena_format(r->arena, "%s (%s)", bare, key), key,
				   n);
	else
		(void)language_add(r, key, form_language_code(r, key), n);
}

void form_languages_declare(struct form_reader *r, const struct form_node *map)
{
	if (map->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(r, map,
			      _("languages is a mapping of codes to names, such as nl: "
				"Nederlands."));
		return;
	}
	for (const struct form_node *n = map->first; n; n = n->next)
		declare(r, n);
	r->are_languages_declared = true;
}

static void learn_column(struct form_reader *r, enum form_sheet sheet,
			 const struct form_node *header)
{
	size_t len = header->kind == FORM_NODE_TEXT ? strcspn(header->text, ":") : 0;
	const struct form_column *column =
		len ? form_column_find(sheet, header->text, len) : NULL;
	const char *language;

	if (!column || column->kind != FORM_COLUMN_TEXTS)
		return;
	language = header->text + len + strspn(header->text + len, ":");
	if (*piece(r, language, strlen(language)))
		(void)form_language_named(r, language, header);
}

void form_languages_of_columns(struct form_reader *r)
{
	for (int i = 0; i < FORM_SHEETS; i++) {
		const struct form_node *list =
			form_node_at(r->columns, form_sheet_names[i]);

		for (const struct form_node *n = list ? list->first : NULL; n;
		     n = n->next)
			learn_column(r, (enum form_sheet)i, n);
	}
}

/* A bare text belongs to the default language, which is called 'default' when nobody
 * named it. */
static int default_language(struct form_reader *r, const struct form_node *place)
{
	if (r->default_language == FORM_NONE)
		r->default_language = language_find(r, "default");
	if (r->default_language == FORM_NONE)
		r->default_language = language_add(r, "default", "", place);
	return r->default_language;
}

static int language_of_key(struct form_reader *r, const struct form_node *member)
{
	int *known = &r->key_languages[member->key_number];

	if (!*known)
		*known = form_language_named(r, member->key, member) + 1;
	return *known - 1;
}

static bool is_of_choices(enum form_sheet sheet)
{
	return sheet == FORM_SHEET_CHOICES || sheet == FORM_SHEET_EXTERNAL;
}

static void warn_unknown(struct form_reader *r, enum form_sheet sheet,
			 const struct form_header *header, const struct form_node *cell,
			 size_t len)
{
	const char *near = form_may_suggest(r)
				   ? form_column_nearest(sheet, header->text, len)
				   : NULL;

	if (sheet != FORM_SHEET_SETTINGS)
		FORM_WARN_KEY(r, cell, _("Unknown column '%.60s', not used%s"),
			      header->text, form_did_you_mean(r, near));
	else if (near)
		FORM_WARN_KEY(r, cell, _("Unknown setting '%.60s', not used%s"),
			      header->text, form_did_you_mean(r, near));
	else
		form_settings_unknown(r, header->text, cell);
}

static void warn_header(struct form_reader *r, enum form_sheet sheet,
			const struct form_header *header, const struct form_node *cell,
			size_t len)
{
	const struct form_column *column = header->column;

	if (column && column->mark == FORM_MARK_IDLE)
		FORM_WARN_KEY(r, cell,
			      sheet == FORM_SHEET_SETTINGS
				      ? _("The setting '%.60s' has no effect in trede.")
				      : _("The column '%.60s' has no effect in trede."),
			      header->text);
	if (!column && !is_of_choices(sheet))
		warn_unknown(r, sheet, header, cell, len);
}

/* label::Nederlands (nl), label:English, Label: the word, then the language. */
static struct form_header *header_new(struct form_reader *r, enum form_sheet sheet,
				      const struct form_node *cell)
{
	struct form_header *header = arena_new(&r->scratch, sizeof *header);
	size_t len = strcspn(cell->key, ":");
	const char *language = cell->key + len + strspn(cell->key + len, ":");

	header->text = piece(r, cell->key, strlen(cell->key));
	header->language = FORM_NONE;
	header->column = form_column_find(sheet, cell->key, len);
	if (header->column && header->column->kind == FORM_COLUMN_TEXTS) {
		if (cell->key[len]) {
			header->language = form_language_named(r, language, cell);
			r->has_column[header->language] = true;
		}
	} else if (cell->key[len] && header->column &&
		   header->column->mark == FORM_MARK_HERE) {
		header->column = NULL;
	}
	warn_header(r, sheet, header, cell, len);
	return header;
}

struct form_header *form_header_of(struct form_reader *r, enum form_sheet sheet,
				   const struct form_node *cell)
{
	struct form_header **known = &r->headers[sheet][cell->key_number];

	if (!*known)
		*known = header_new(r, sheet, cell);
	return *known;
}

/* A bare title makes no language: it belongs to the default one, whichever that is. */
static void learn_texts(struct form_reader *r, enum form_sheet sheet,
			const struct form_header *header, const struct form_node *cell)
{
	if (cell->kind == FORM_NODE_MAP) {
		for (const struct form_node *n = cell->first; n; n = n->next)
			(void)language_of_key(r, n);
	} else if (cell->kind == FORM_NODE_TEXT && header->language == FORM_NONE &&
		   *cell->text && sheet != FORM_SHEET_SETTINGS) {
		(void)default_language(r, cell);
	}
}

static void learn_rows(struct form_reader *r, enum form_sheet sheet,
		       const struct form_node *list);

static void learn_row(struct form_reader *r, enum form_sheet sheet,
		      const struct form_node *row)
{
	if (row->kind != FORM_NODE_MAP)
		return;
	for (const struct form_node *cell = row->first; cell; cell = cell->next) {
		const struct form_header *header = form_header_of(r, sheet, cell);

		if (!header->column)
			continue;
		if (header->column->kind == FORM_COLUMN_TEXTS)
			learn_texts(r, sheet, header, cell);
		else if (header->column->kind == FORM_COLUMN_ROWS &&
			 sheet == FORM_SHEET_SURVEY)
			learn_rows(r, sheet, cell);
	}
}

static void learn_rows(struct form_reader *r, enum form_sheet sheet,
		       const struct form_node *list)
{
	if (list->kind != FORM_NODE_LIST)
		return;
	for (const struct form_node *row = list->first; row; row = row->next)
		learn_row(r, sheet, row);
}

/* choices: {list: {name: text, or languages, or a row}}, or rows under the name of a
 * list. */
static void learn_choice_lists(struct form_reader *r, enum form_sheet sheet,
			       const struct form_node *map)
{
	const struct form_header bare = {.language = FORM_NONE};

	for (const struct form_node *list = map->first; list; list = list->next) {
		if (list->kind == FORM_NODE_LIST)
			learn_rows(r, sheet, list);
		if (list->kind != FORM_NODE_MAP)
			continue;
		for (const struct form_node *n = list->first; n; n = n->next) {
			if (n->kind == FORM_NODE_MAP && form_node_at(n, "label"))
				learn_row(r, sheet, n);
			else
				learn_texts(r, sheet, &bare, n);
		}
	}
}

static void learn_choices(struct form_reader *r, enum form_sheet sheet)
{
	const struct form_node *choices = r->sheets[sheet];

	if (choices && choices->kind == FORM_NODE_LIST)
		learn_rows(r, sheet, choices);
	else if (choices && choices->kind == FORM_NODE_MAP)
		learn_choice_lists(r, sheet, choices);
}

void form_headers_begin(struct form_reader *r, const struct form_node *root)
{
	r->columns = form_node_at(form_node_at(root, "yxf"), "headers");
	for (int i = 0; i < FORM_SHEETS; i++)
		r->headers[i] =
			arena_array(&r->scratch, r->keys + 1, sizeof **r->headers);
	r->key_languages =
		arena_array(&r->scratch, r->keys + 1, sizeof *r->key_languages);
}

void form_headers_learn(struct form_reader *r)
{
	if (r->sheets[FORM_SHEET_SETTINGS])
		learn_row(r, FORM_SHEET_SETTINGS, r->sheets[FORM_SHEET_SETTINGS]);
	form_settings_warn(r);
	if (r->sheets[FORM_SHEET_SURVEY])
		learn_rows(r, FORM_SHEET_SURVEY, r->sheets[FORM_SHEET_SURVEY]);
	learn_choices(r, FORM_SHEET_CHOICES);
	learn_choices(r, FORM_SHEET_EXTERNAL);
	if (!r->language_count)
		(void)language_add(r, "default", "", NULL);
	if (r->default_language == FORM_NONE)
		r->default_language = 0;
}

static void add_one(struct form_reader *r, const char ***texts, int language,
		    const struct form_node *cell)
{
	const char *text = form_cell_text(r, cell);

	if (!*text)
		return;
	if (!*texts)
		*texts = arena_array(r->arena, (size_t)r->language_count, sizeof **texts);
	if ((*texts)[language])
		FORM_COMPLAIN_KEY(r, cell, _("This text is given twice in %.40s."),
				  r->languages[language]);
	(*texts)[language] = text;
	r->is_language_used[language] = true;
}

void form_texts_add_map(struct form_reader *r, const char ***texts,
			const struct form_node *map)
{
	r->is_folded = true;
	for (const struct form_node *n = map->first; n; n = n->next)
		add_one(r, texts, language_of_key(r, n), n);
}

void form_texts_add(struct form_reader *r, const char ***texts, int language,
		    const struct form_node *cell)
{
	if (cell->kind == FORM_NODE_MAP && language == FORM_NONE)
		form_texts_add_map(r, texts, cell);
	else
		add_one(r, texts, language == FORM_NONE ? r->default_language : language,
			cell);
}
