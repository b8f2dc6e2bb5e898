/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/same_form.h"

#include <ctype.h>

struct pair {
	const struct form *a, *b;
	struct str *why;
};

static bool differ(const struct pair *p, const char *where, const char *what)
{
	str_reset(p->why);
	str_addf(p->why, "%s: %s", where, what);
	return false;
}

static int language_named(const struct form *form, const char *name)
{
	for (int i = 0; i < form->language_count; i++) {
		if (text_equal(form->languages[i], name))
			return i;
	}
	return FORM_NONE;
}

static const char *said(form_texts texts, int language)
{
	const char *text = texts && language >= 0 ? texts[language] : NULL;

	return text && *text ? text : NULL;
}

static bool half_of_texts(const struct form *a, form_texts x, const struct form *b,
			  form_texts y)
{
	for (int i = 0; i < a->language_count; i++) {
		if (!text_equal(said(x, i), said(y, language_named(b, a->languages[i]))))
			return false;
	}
	return true;
}

static bool are_texts_same(const struct pair *p, form_texts x, form_texts y)
{
	return half_of_texts(p->a, x, p->b, y) && half_of_texts(p->b, y, p->a, x);
}

static bool is_column_there(const char *const *columns, int count, const char *name)
{
	for (int i = 0; i < count; i++) {
		if (text_equal(columns[i], name))
			return true;
	}
	return false;
}

static bool is_expr_same(const struct form_expr *x, const struct form_expr *y)
{
	int n, m;
	const struct form_reading *r, *s;
	const char *const *c, *const *d;

	if (!x || !y)
		return x == y;
	r = form_expr_reads(x, &n);
	s = form_expr_reads(y, &m);
	if (n != m || form_expr_reads_self(x) != form_expr_reads_self(y))
		return false;
	for (int i = 0; i < n; i++) {
		if (r[i].row != s[i].row || r[i].within != s[i].within)
			return false;
	}
	c = form_expr_columns(x, &n);
	d = form_expr_columns(y, &m);
	for (int i = 0; i < n && n == m; i++) {
		if (!is_column_there(d, m, c[i]))
			return false;
	}
	return n == m;
}

static const char *cell_of(const struct form_list *list, unsigned choice,
			   const char *column)
{
	for (unsigned i = 0; i < list->column_count; i++) {
		if (text_equal(list->columns[i], column))
			return list->choices[choice].columns[i];
	}
	return "";
}

static bool half_of_cells(const struct form_list *x, const struct form_list *y,
			  unsigned choice)
{
	for (unsigned i = 0; i < x->column_count; i++) {
		if (!text_equal(x->choices[choice].columns[i],
				cell_of(y, choice, x->columns[i])))
			return false;
	}
	return true;
}

static bool is_list_same(const struct pair *p, const struct form_list *x,
			 const struct form_list *y)
{
	if (!x || !y)
		return x == y;
	if (!text_equal(x->name, y->name) || x->count != y->count ||
	    x->is_file != y->is_file)
		return false;
	for (unsigned i = 0; i < x->count; i++) {
		if (!text_equal(x->choices[i].name, y->choices[i].name) ||
		    !are_texts_same(p, x->choices[i].label, y->choices[i].label) ||
		    !half_of_cells(x, y, i) || !half_of_cells(y, x, i))
			return false;
	}
	return true;
}

static const struct {
	const char *name;
	size_t at;
} texts[] =
	{
		{"label", offsetof(struct form_row, label)},
		{"hint", offsetof(struct form_row, hint)},
		{"guidance_hint", offsetof(struct form_row, guidance)},
		{"page_label", offsetof(struct form_row, page_label)},
		{"constraint_message", offsetof(struct form_row, constraint_message)},
		{"required_message", offsetof(struct form_row, required_message)},
},
  exprs[] =
	  {
		  {"relevant", offsetof(struct form_row, relevant)},
		  {"required", offsetof(struct form_row, required)},
		  {"constraint", offsetof(struct form_row, constraint)},
		  {"read_only", offsetof(struct form_row, read_only)},
		  {"calculation", offsetof(struct form_row, calculation)},
		  {"default", offsetof(struct form_row, dynamic_default)},
		  {"choice_filter", offsetof(struct form_row, choice_filter)},
		  {"repeat_count", offsetof(struct form_row, repeat_count)},
		  {"seed", offsetof(struct form_row, seed)},
},
  words[] = {
	  {"name", offsetof(struct form_row, name)},
	  {"path", offsetof(struct form_row, path)},
	  {"number", offsetof(struct form_row, number)},
	  {"default", offsetof(struct form_row, fixed_default)},
	  {"save_to", offsetof(struct form_row, save_to)},
};

static const void *member(const struct form_row *row, size_t at)
{
	const void *found;

	memcpy(&found, (const char *)row + at, sizeof found);
	return found;
}

static bool are_members_same(const struct pair *p, const struct form_row *x,
			     const struct form_row *y)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!text_equal(member(x, words[i].at), member(y, words[i].at)))
			return differ(p, x->path, words[i].name);
	}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!are_texts_same(p, member(x, texts[i].at), member(y, texts[i].at)))
			return differ(p, x->path, texts[i].name);
	}
	for (size_t i = 0; i < sizeof exprs / sizeof *exprs; i++) {
		if (!is_expr_same(member(x, exprs[i].at), member(y, exprs[i].at)))
			return differ(p, x->path, exprs[i].name);
	}
	return true;
}

static bool are_flags_same(const struct form_row *x, const struct form_row *y)
{
	return x->always_required == y->always_required &&
	       x->always_read_only == y->always_read_only &&
	       x->sensitive == y->sensitive && x->later == y->later &&
	       x->part == y->part && x->appearance == y->appearance &&
	       x->is_shuffled == y->is_shuffled && x->text_rows == y->text_rows;
}

static bool are_numbers_same(const struct form_row *x, const struct form_row *y)
{
	if (x->trigger_count != y->trigger_count)
		return false;
	for (int i = 0; i < x->trigger_count; i++) {
		if (x->triggers[i] != y->triggers[i])
			return false;
	}
	return x->range.start == y->range.start && x->range.end == y->range.end &&
	       x->range.step == y->range.step && x->range.is_whole == y->range.is_whole;
}

static bool is_row_same(const struct pair *p, const struct form_row *x,
			const struct form_row *y)
{
	if (x->type != y->type || x->index != y->index || x->parent != y->parent ||
	    x->repeat != y->repeat || x->end != y->end)
		return differ(p, x->path, "type or place");
	if (!are_members_same(p, x, y))
		return false;
	if (!is_list_same(p, x->list, y->list))
		return differ(p, x->path, "list");
	return are_flags_same(x, y) && are_numbers_same(x, y)
		       ? true
		       : differ(p, x->path, "flags, parameters or triggers");
}

static bool is_entity_same(const struct form_entity *x, const struct form_entity *y)
{
	if (!x || !y)
		return x == y;
	return text_equal(x->list_name, y->list_name) &&
	       is_expr_same(x->label, y->label) &&
	       is_expr_same(x->entity_id, y->entity_id) &&
	       is_expr_same(x->create_if, y->create_if) &&
	       is_expr_same(x->update_if, y->update_if);
}

static bool are_codes_same(const struct form *a, const struct form *b)
{
	for (int i = 0; i < a->language_count; i++) {
		int same = language_named(b, a->languages[i]);

		if (same >= 0 && !text_equal(a->codes[i], b->codes[same]))
			return false;
	}
	return true;
}

static bool are_settings_same(const struct pair *p)
{
	const struct form *a = p->a, *b = p->b;

	if (!text_equal(a->title, b->title) || !are_texts_same(p, a->titles, b->titles))
		return differ(p, "settings", "title");
	if (!text_equal(a->id, b->id) || !text_equal(a->version, b->version))
		return differ(p, "settings", "id or version");
	if (!text_equal(a->languages[a->default_language],
			b->languages[b->default_language]) ||
	    !are_codes_same(a, b))
		return differ(p, "settings", "languages");
	if (!is_expr_same(a->instance_name, b->instance_name))
		return differ(p, "settings", "instance_name");
	return is_entity_same(a->entity, b->entity) ? true
						    : differ(p, "entities", "differ");
}

bool same_form(const struct form *a, const struct form *b, struct str *why)
{
	const struct pair p = {a, b, why};

	if (a->row_count != b->row_count || a->list_count != b->list_count ||
	    a->has_repeats != b->has_repeats)
		return differ(&p, "form", "number of rows or lists");
	if (!are_settings_same(&p))
		return false;
	for (int i = 0; i < a->list_count; i++) {
		if (!is_list_same(&p, &a->lists[i], &b->lists[i]))
			return differ(&p, "list", a->lists[i].name);
	}
	for (int i = 0; i < a->row_count; i++) {
		if (!is_row_same(&p, &a->rows[i], &b->rows[i]))
			return false;
	}
	return true;
}

/* Cells: a line of text each, in an order that does not depend on the layout. */
struct cells {
	const char **lines;
	size_t count, room;
	struct arena arena;
};

static void add(struct cells *c, const char *row, const char *column, const char *text)
{
	VEC_ROOM(c->lines, c->count, c->room);
	c->lines[c->count++] = arena_format(&c->arena, "%s|%s|%s", row, column, text);
}

/* A header as readers compare them, with what stands for the same column. */
static const char *plain_header(struct cells *c, const char *key)
{
	static const char *const same[][2] = {
		{"relevance", "relevant"},
		{"readonly", "read_only"},
		{"calculate", "calculation"},
		{"value", "name"},
	};
	char *header = arena_text(&c->arena, key), *end = header;

	for (const char *at = key; *at; at++) {
		bool is_gap = isspace((unsigned char)*at) || *at == '_';
		const char *next = at + strspn(at, " \t\r\n");

		if (!is_gap)
			*end++ = (char)tolower((unsigned char)*at);
		else if (end > header && end[-1] != '_' && !strchr(":", *next))
			*end++ = '_';
	}
	*end = '\0';
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		size_t len = strcspn(header, ":");

		if (strlen(same[i][0]) == len && text_begins(header, same[i][0]))
			return arena_format(&c->arena, "%s%s", same[i][1], header + len);
	}
	return header;
}

static const struct form_node *find(struct cells *c, const struct form_node *map,
				    const char *name)
{
	const struct form_node *n = map->kind == FORM_NODE_MAP ? map->first : NULL;

	while (n && !text_equal(plain_header(c, n->key), name))
		n = n->next;
	return n;
}

static const char *text_in(struct cells *c, const struct form_node *map, const char *name)
{
	const struct form_node *n = find(c, map, name);

	return n && n->kind == FORM_NODE_TEXT ? n->text : "";
}

static bool has_texts(const char *header)
{
	static const char *const names[] = {"label",
					    "hint",
					    "guidance_hint",
					    "page_label",
					    "constraint_message",
					    "required_message"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (text_begins(header, names[i]) &&
		    strchr(":", header[strlen(names[i])]))
			return true;
	}
	return false;
}

static void add_cell(struct cells *c, const char *row, const char *header,
		     const struct form_node *cell)
{
	if (cell->kind == FORM_NODE_TEXT && *cell->text)
		add(c, row, header, cell->text);
	for (const struct form_node *n = cell->first; n && cell->kind == FORM_NODE_MAP;
	     n = n->next)
		add_cell(c, row,
			 plain_header(c,
				      arena_format(&c->arena, "%s::%s", header, n->key)),
			 n);
}

static bool is_end(const char *type)
{
	return strncasecmp(type, "end_", 4) == 0 || strncasecmp(type, "end ", 4) == 0;
}

/* The end of a group is no row: it may be there or not. */
static bool is_row(struct cells *c, const struct form_node *row)
{
	for (const struct form_node *n = row->first; n; n = n->next) {
		if (n->kind != FORM_NODE_TEXT || *n->text)
			return !is_end(text_in(c, row, "type"));
	}
	return false;
}

static void add_rows(struct cells *c, const struct form_node *list, int *number)
{
	for (const struct form_node *row = list ? list->first : NULL; row;
	     row = row->next) {
		const struct form_node *questions = find(c, row, "questions");
		const char *name;

		if (!is_row(c, row))
			continue;
		name = arena_format(&c->arena, "%06d", ++*number);
		for (const struct form_node *n = row->first; n; n = n->next) {
			const char *header = plain_header(c, n->key);

			if (!has_texts(header) && n != questions &&
			    !text_equal(header, "type"))
				add_cell(c, name, header, n);
		}
		if (questions)
			add_rows(c, questions, number);
	}
}

/* list: the name of the list it stands under, or NULL. */
static void add_choice(struct cells *c, const struct form_node *row, const char *list,
		       const char *name)
{
	const char *of = list ? list : text_in(c, row, "list_name");
	const char *called = name ? name : text_in(c, row, "name");
	const char *key = arena_format(&c->arena, "%s.%s", of, called);

	if (*called)
		add(c, key, "is there", "");
	for (const struct form_node *n = row->first; n; n = n->next) {
		const char *header = plain_header(c, n->key);

		if (text_equal(header, "#"))
			add_cell(c, "", header, n);
		else if (!has_texts(header) && !text_equal(header, "name") &&
			 !text_equal(header, "list_name"))
			add_cell(c, key, header, n);
	}
}

static void add_lists(struct cells *c, const struct form_node *sheet)
{
	for (const struct form_node *n = sheet ? sheet->first : NULL; n; n = n->next) {
		if (sheet->kind == FORM_NODE_LIST)
			add_choice(c, n, NULL, NULL);
		for (const struct form_node *m = n->first;
		     m && sheet->kind == FORM_NODE_MAP; m = m->next) {
			if (n->kind == FORM_NODE_LIST)
				add_choice(c, m, n->key, NULL);
			else if (form_node_at(m, "label"))
				add_choice(c, m, n->key, m->key);
			else
				add(c, arena_format(&c->arena, "%s.%s", n->key, m->key),
				    "is there", "");
		}
	}
}

static int compare_lines(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

static bool read_cells(const struct str *file, struct cells *c)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	const struct form_node *root =
		form_tree_read(&c->arena, file->bytes, file->len, &problems);
	int number = 0;

	form_problems_release(&problems);
	if (!root)
		return false;
	if (*form_node_text(root, "#"))
		add(c, arena_format(&c->arena, "%06d", ++number), "#",
		    form_node_text(root, "#"));
	add_rows(c, find(c, root, "survey"), &number);
	add_lists(c, find(c, root, "choices"));
	if (c->count)
		qsort(c->lines, c->count, sizeof *c->lines, compare_lines);
	return true;
}

bool same_cells(const struct str *a, const struct str *b, struct str *why)
{
	struct cells x = {.arena = ARENA_INIT}, y = {.arena = ARENA_INIT};
	bool are_read = read_cells(a, &x) && read_cells(b, &y), is_same = are_read;

	str_set(why, are_read ? "" : "one is no tree");
	for (size_t i = 0; is_same && (i < x.count || i < y.count); i++) {
		const char *one = i < x.count ? x.lines[i] : "nothing";
		const char *other = i < y.count ? y.lines[i] : "nothing";

		is_same = text_equal(one, other);
		if (!is_same)
			str_addf(why, "%s <> %s", one, other);
	}
	free(x.lines);
	free(y.lines);
	arena_release(&x.arena);
	arena_release(&y.arena);
	return is_same;
}
