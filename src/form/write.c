/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

const char *const form_write_sheets[FORM_SHEETS] = {
	[FORM_SHEET_SURVEY] = "survey",	    [FORM_SHEET_CHOICES] = "choices",
	[FORM_SHEET_SETTINGS] = "settings", [FORM_SHEET_EXTERNAL] = "external_choices",
	[FORM_SHEET_ENTITIES] = "entities",
};

/* What the reader finds out of languages and columns, without its complaints. */
static void learn(struct form_writer *w, const struct form_node *root)
{
	struct form_reader *r = &w->r;

	for (const struct form_node *n = root->first; n; n = n->next) {
		for (int i = 0; i < FORM_SHEETS; i++) {
			if (!strcasecmp(form_write_sheets[i], n->key) &&
			    (n->kind != FORM_NODE_TEXT || *n->text))
				r->sheets[i] = n;
		}
	}
	form_headers_begin(r);
	form_settings_read(r);
	w->said_count = r->language_count;
	form_headers_learn(r);
}

static void order_language(struct form_writer *w, int language)
{
	for (int i = 0; i < w->order_count; i++) {
		if (w->order[i] == language)
			return;
	}
	w->place[language] = (unsigned)w->order_count;
	w->order[w->order_count++] = language;
}

static void order_header(struct form_writer *w, enum form_sheet sheet,
			 const struct form_node *header)
{
	size_t len = header->kind == FORM_NODE_TEXT ? strcspn(header->text, ":") : 0;
	const struct form_column *column =
		len ? form_column_find(sheet, header->text, len) : NULL;
	const char *language;

	if (!column || column->kind != FORM_COLUMN_TEXTS)
		return;
	language = header->text + len + strspn(header->text + len, ":");
	if (*language)
		order_language(w, form_language_named(&w->r, language, header));
	else if (sheet != FORM_SHEET_SETTINGS)
		order_language(w, w->r.default_language);
}

/* The order of languages is that of the columns where a file says it: a language that has
 * no text yet is there too. */
static void order_columns(struct form_writer *w, const struct form_node *root)
{
	const struct form_node *headers =
		form_node_at(form_node_at(root, "yxf"), "headers");

	for (int i = 0; i < FORM_SHEETS; i++) {
		const struct form_node *list =
			form_node_at(headers, form_write_sheets[i]);

		for (const struct form_node *n = list ? list->first : NULL; n;
		     n = n->next)
			order_header(w, (enum form_sheet)i, n);
	}
}

/* "Nederlands (nl)" as languages: {nl: Nederlands} gives it back. */
static bool is_declarable(const struct form_writer *w, int language)
{
	const char *name = w->r.languages[language], *code = w->r.codes[language];
	size_t whole = strlen(name), len = strlen(code), bare = strcspn(name, "(");

	return form_yaml_is_key(code) && !text_equal(code, "label") && bare > 1 &&
	       whole == bare + len + 2 && name[bare - 1] == ' ' &&
	       name[bare - 2] != ' ' && strncmp(name + bare + 1, code, len) == 0;
}

static bool is_own_code(const struct form_writer *w, int language)
{
	return text_equal(w->r.languages[language], w->r.codes[language]) &&
	       form_yaml_is_key(w->r.codes[language]);
}

/* No name or code of another may mean it. */
static bool is_clear(const struct form_writer *w, int language)
{
	const char *code = w->r.codes[language];
	size_t len = strlen(code);

	for (int i = 0; i < w->order_count; i++) {
		const char *name = w->r.languages[w->order[i]];

		if (w->order[i] != language &&
		    (!strcasecmp(code, name) ||
		     !strcasecmp(code, w->r.codes[w->order[i]]) ||
		     (strncasecmp(name, code, len) == 0 && name[len] == ' ')))
			return false;
	}
	return true;
}

static enum form_text_style style_of(const struct form_writer *w)
{
	int declarable = 0, own = 0, clear = 0, count = w->order_count;

	if (count == 1)
		return FORM_STYLE_BARE;
	for (int i = 0; i < count; i++) {
		declarable += is_declarable(w, w->order[i]);
		own += is_own_code(w, w->order[i]);
		clear += is_clear(w, w->order[i]);
	}
	if (clear == count && declarable == count)
		return FORM_STYLE_CODES;
	return clear == count && own == count ? FORM_STYLE_NAMES : FORM_STYLE_COLUMNS;
}

/* Those that settings name, and all that have a text. */
static void order_rest(struct form_writer *w)
{
	bool has_text[FORM_LANGUAGES_MOST] = {false};

	for (size_t i = 0; i < w->table_count; i++) {
		const struct form_table *t = &w->tables[i];

		for (size_t k = 0; k < t->head_count; k++) {
			if (t->heads[k].language >= 0)
				has_text[t->heads[k].language] = true;
		}
	}
	for (int i = 0; i < w->r.language_count; i++) {
		if (i < w->said_count || i == w->r.default_language || has_text[i])
			order_language(w, i);
	}
}

static void find_texts(struct form_writer *w, enum form_sheet sheet)
{
	struct form_table *t = form_table_named(w, form_write_sheets[sheet]);

	for (size_t i = 0; t && i < t->cell_count; i++) {
		int language = t->heads[t->cells[i].head].language;

		if (language >= 0)
			order_language(w, language);
	}
}

/* Where no file can say the order, it is that in which the texts are found. */
static void order_by_texts(struct form_writer *w)
{
	int before[FORM_LANGUAGES_MOST], count = w->order_count;

	memcpy(before, w->order, sizeof before);
	memset(w->place, 0, sizeof w->place);
	for (size_t i = 0; i < w->table_count; i++)
		form_table_settle(w, &w->tables[i]);
	w->order_count = 0;
	order_language(w, w->r.default_language);
	for (int i = 0; i < FORM_SHEETS; i++)
		find_texts(w, (enum form_sheet)i);
	for (int i = 0; i < count; i++)
		order_language(w, before[i]);
}

/* Settings say what the default language is as soon as there is a choice. */
static void say_default(struct form_writer *w)
{
	const char *name = w->r.languages[w->r.default_language];
	struct form_table *t = form_table_named(w, "settings");

	if (!w->r.default_cell && text_equal(name, "default"))
		return;
	if (!w->r.default_cell && w->order_count == 1 && w->layout == FORM_FLAT)
		return;
	if (w->layout == FORM_NESTED && w->style == FORM_STYLE_CODES)
		name = w->r.codes[w->r.default_language];
	if (!t)
		t = form_table_new(w, "settings", FORM_SHEET_SETTINGS);
	if (!t->line_count)
		form_table_line(t, FORM_LINE_ROW);
	(void)form_table_cell(w, t, "default_language", FORM_NONE, name);
}

static bool write_tables(struct form_writer *w, const struct form_node *root)
{
	learn(w, root);
	order_columns(w, root);
	if (!form_write_fold(w, root))
		return false;
	order_rest(w);
	w->style = style_of(w);
	if (w->style != FORM_STYLE_CODES)
		order_by_texts(w);
	if (w->layout == FORM_FLAT)
		w->style = FORM_STYLE_COLUMNS;
	say_default(w);
	for (size_t i = 0; i < w->table_count; i++)
		form_table_settle(w, &w->tables[i]);
	if (w->layout == FORM_FLAT)
		form_write_flat(w);
	else
		form_write_nested(w);
	return true;
}

static int language_named(const struct form *form, const char *name)
{
	int i = 0;

	while (i < form->language_count && !text_equal(form->languages[i], name))
		i++;
	return i < form->language_count ? i : FORM_NONE;
}

/* Every label of a is b's too, in the language of that name. */
static bool are_labels_alike(const struct form *a, const struct form *b, int row)
{
	form_texts label = a->rows[row].label, other = b->rows[row].label;

	for (int i = 0; label && i < a->language_count; i++) {
		int same = label[i] ? language_named(b, a->languages[i]) : FORM_NONE;

		if (label[i] &&
		    (same < 0 || !other || !text_equal(label[i], other[same])))
			return false;
	}
	return true;
}

/* A language of the same name has the same code. */
static bool are_codes_alike(const struct form *a, const struct form *b)
{
	for (int i = 0; i < a->language_count; i++) {
		int same = language_named(b, a->languages[i]);

		if (same >= 0 && !text_equal(a->codes[i], b->codes[same]))
			return false;
	}
	return true;
}

static bool are_lists_alike(const struct form *a, const struct form *b)
{
	if (a->list_count != b->list_count)
		return false;
	for (int i = 0; i < a->list_count; i++) {
		if (!text_equal(a->lists[i].name, b->lists[i].name) ||
		    a->lists[i].count != b->lists[i].count)
			return false;
	}
	return true;
}

/* Not all there is, but what goes wrong first when a name means something else than it
 * did. */
static bool are_alike(const struct form *a, const struct form *b)
{
	if (a->row_count != b->row_count || !are_lists_alike(a, b) ||
	    !are_codes_alike(a, b) || !text_equal(a->id, b->id) ||
	    !text_equal(a->version, b->version) ||
	    !text_equal(a->languages[a->default_language],
			b->languages[b->default_language]))
		return false;
	for (int i = 0; i < a->row_count; i++) {
		if (!text_equal(a->rows[i].path, b->rows[i].path) ||
		    a->rows[i].type != b->rows[i].type || !are_labels_alike(a, b, i))
			return false;
	}
	return true;
}

/* Reads what was written. */
static bool holds(struct form_writer *w, const struct form *form,
		  const struct form_files *files)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *again = form_read(w->out->bytes, w->out->len, files, &problems);
	bool is_same = again && are_alike(form, again);

	if (!is_same)
		form_problems_add(
			w->problems, FORM_ERROR, 1, 1, "%s",
			w->out->len > FORM_TREE_BYTES
				? _("Written so, the file would be larger than 1 MiB.")
				: _("This form cannot be written so without changing "
				    "it."));
	form_free(again);
	form_problems_release(&problems);
	return is_same;
}

static bool write_tree(struct form_writer *w, const char *bytes, size_t len)
{
	struct form_problems unsaid = FORM_PROBLEMS_INIT;
	const struct form_node *root;
	bool is_written = false;

	w->r = (struct form_reader){.form = &w->form,
				    .arena = &w->form.arena,
				    .problems = &unsaid,
				    .default_language = FORM_NONE,
				    .bound = FORM_NONE};
	w->arena = &w->form.arena;
	form_names_init(&w->r.warned, &w->r.scratch, 0);
	root = form_tree_load(&w->r.scratch, w->arena, bytes, len, &w->r.keys, &unsaid);
	if (root)
		is_written = write_tables(w, root);
	form_tables_release(w);
	free(w->open);
	arena_release(&w->r.scratch);
	arena_release(w->arena);
	form_problems_release(&unsaid);
	return is_written;
}

/* What is wrong in a form that cannot be read; what it only warns of is for form check.
 */
static void tell(struct form_problems *to, const struct form_problems *from)
{
	for (size_t i = 0; i < from->count; i++)
		form_problems_add(to, from->items[i].severity, from->items[i].line,
				  from->items[i].column, "%s", from->items[i].text);
}

bool form_write(const char *bytes, size_t len, enum form_layout layout,
		const struct form_files *files, struct str *out,
		struct form_problems *problems)
{
	struct form_problems said = FORM_PROBLEMS_INIT;
	struct form_writer *w = mem_new(sizeof *w);
	struct form *form = form_read(bytes, len, files, &said);
	bool is_written = false;

	str_reset(out);
	w->layout = layout;
	w->out = out;
	w->problems = problems;
	if (form)
		is_written = write_tree(w, bytes, len) && holds(w, form, files);
	else
		tell(problems, &said);
	if (!is_written)
		str_reset(out);
	form_problems_release(&said);
	form_free(form);
	free(w);
	return is_written;
}
