/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/* What the reader finds out of languages and columns, without its complaints. */
static void learn(struct form_writer *w, const struct form_node *root)
{
	struct form_reader *r = &w->r;

	for (const struct form_node *n = root->first; n; n = n->next) {
		for (int i = 0; i < FORM_SHEETS; i++) {
			if (!strcasecmp(form_sheet_names[i], n->key) &&
			    (n->kind != FORM_NODE_TEXT || *n->text))
				r->sheets[i] = n;
		}
	}
	form_headers_begin(r, root);
	form_settings_read(r);
	form_headers_learn(r);
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
	if (w->layout == FORM_NESTED && w->style == FORM_STYLE_KEYS)
		name = form_write_key(w, w->r.default_language);
	if (!t)
		t = form_table_new(w, "settings", FORM_SHEET_SETTINGS);
	if (!t->line_count)
		form_table_line(t, FORM_LINE_ROW);
	(void)form_table_cell(w, t, "default_language", FORM_NONE, name);
}

static bool write_tables(struct form_writer *w, const struct form_node *root)
{
	learn(w, root);
	if (!form_write_fold(w, root))
		return false;
	form_write_order(w);
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

/* Every text of a is b's too, in the language of that name. */
static bool are_texts_in(const struct form *a, form_texts x, const struct form *b,
			 form_texts y)
{
	for (int i = 0; x && i < a->language_count; i++) {
		int same = x[i] ? language_named(b, a->languages[i]) : FORM_NONE;

		if (x[i] && (same < 0 || !y || !text_equal(x[i], y[same])))
			return false;
	}
	return true;
}

static bool are_texts_alike(const struct form *a, form_texts x, const struct form *b,
			    form_texts y)
{
	return are_texts_in(a, x, b, y) && are_texts_in(b, y, a, x);
}

static bool are_rows_alike(const struct form *a, const struct form_row *x,
			   const struct form *b, const struct form_row *y)
{
	const form_texts of_x[] = {x->label,
				   x->hint,
				   x->guidance,
				   x->page_label,
				   x->constraint_message,
				   x->required_message};
	const form_texts of_y[] = {y->label,
				   y->hint,
				   y->guidance,
				   y->page_label,
				   y->constraint_message,
				   y->required_message};

	if (!text_equal(x->path, y->path) || x->type != y->type)
		return false;
	for (size_t i = 0; i < sizeof of_x / sizeof *of_x; i++) {
		if (!are_texts_alike(a, of_x[i], b, of_y[i]))
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

static bool are_choices_alike(const struct form *a, const struct form_list *x,
			      const struct form *b, const struct form_list *y)
{
	if (!text_equal(x->name, y->name) || x->count != y->count)
		return false;
	for (unsigned i = 0; i < x->count; i++) {
		if (!text_equal(x->choices[i].name, y->choices[i].name) ||
		    !are_texts_alike(a, x->choices[i].label, b, y->choices[i].label))
			return false;
	}
	return true;
}

static bool are_lists_alike(const struct form *a, const struct form *b)
{
	if (a->list_count != b->list_count)
		return false;
	for (int i = 0; i < a->list_count; i++) {
		if (!are_choices_alike(a, &a->lists[i], b, &b->lists[i]))
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
	    !text_equal(a->version, b->version) || !text_equal(a->title, b->title) ||
	    !are_texts_alike(a, a->titles, b, b->titles) ||
	    !text_equal(a->languages[a->default_language],
			b->languages[b->default_language]))
		return false;
	for (int i = 0; i < a->row_count; i++) {
		if (!are_rows_alike(a, &a->rows[i], b, &b->rows[i]))
			return false;
	}
	return true;
}

static bool are_all_there(const struct form_writer *w, const struct form *form)
{
	for (int i = 0; i < w->order_count; i++) {
		if (language_named(form, w->r.languages[w->order[i]]) < 0)
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
	bool is_same = again && are_alike(form, again) && are_all_there(w, again);

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
	form_problems_release(&unsaid);
	return is_written;
}

static void free_writer(struct form_writer *w)
{
	form_tables_release(w);
	free(w->open);
	arena_release(&w->r.scratch);
	arena_release(&w->form.arena);
	free(w);
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
	free_writer(w);
	return is_written;
}
