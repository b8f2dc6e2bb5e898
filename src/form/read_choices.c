/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/index.h"
#include "form/read.h"

enum { FILTER_COLUMNS_MOST = 24, CHOICES_MOST = 20000 };

/* One choice as it stands in the file, before the lists are known. */
struct source {
	int list;
	const char *name;
	const struct form_node *place; /* what a complaint points at */
	const struct form_node *row;   /* its cells; NULL: label says it all */
	const struct form_node *label; /* a text or languages; NULL: see row */
	enum form_sheet sheet;
};

struct lists {
	enum form_sheet sheet; /* which is read now */
	struct source *sources;
	size_t count, room;
	struct form_list *lists;
	size_t list_count, list_room;
	bool is_full;
	struct twice *twice; /* by list */
};

/* Choices of a list with a name that stood before. */
struct twice {
	unsigned dropped, kept; /* kept: a filter column tells them apart */
	unsigned line, column;  /* of the first of them */
	const char *name;
	unsigned first_line;
};

/* A list of external_choices may have the name of one of choices: it is another list. */
static int list_number(struct form_reader *r, struct lists *l, const char *name,
		       unsigned line)
{
	int next = (int)l->list_count, number;

	if (l->sheet == FORM_SHEET_EXTERNAL) {
		number = form_names_add(&r->external, name, next);
		if (number == next)
			(void)form_names_add(&r->lists, name, next);
	} else {
		number = form_names_add(&r->lists, name, next);
	}
	if (number == next) {
		VEC_ROOM(l->lists, l->list_count, l->list_room);
		l->lists[l->list_count++] =
			(struct form_list){.name = name, .line = line};
	}
	return number;
}

static void add_source(struct form_reader *r, struct lists *l, struct source source)
{
	if (l->count == CHOICES_MOST) {
		if (!l->is_full)
			FORM_COMPLAIN(r, source.place, _("Too many choices: %d at most."),
				      CHOICES_MOST);
		l->is_full = true;
		return;
	}
	VEC_ROOM(l->sources, l->count, l->room);
	l->sources[l->count++] = source;
	l->lists[source.list].count++;
}

/* A column that only filters: any header that is none of XLSForm's. */
static void note_column(struct form_reader *r, struct form_list *list,
			const struct form_header *header, const struct form_node *cell)
{
	const char **columns;

	for (unsigned i = 0; i < list->column_count; i++) {
		if (!strcmp(list->columns[i], header->text))
			return;
	}
	if (list->column_count == FILTER_COLUMNS_MOST) {
		FORM_COMPLAIN_KEY(r, cell,
				  _("List '%.60s' has too many columns: %d at most."),
				  list->name, FILTER_COLUMNS_MOST);
		return;
	}
	columns = arena_array(r->arena, list->column_count + 1, sizeof *columns);
	if (list->column_count)
		memcpy(columns, list->columns, list->column_count * sizeof *columns);
	columns[list->column_count++] = header->text;
	list->columns = columns;
}

/* list: the name of the list that the rows stand under, or NULL. */
static void take_row(struct form_reader *r, struct lists *l, const struct form_node *row,
		     const char *list, const char *name)
{
	const struct form_node *place = row;
	int cells = 0;

	if (row->kind != FORM_NODE_MAP) {
		FORM_COMPLAIN(r, row,
			      _("A choice is a mapping with list_name, name and label."));
		return;
	}
	for (const struct form_node *c = row->first; c; c = c->next) {
		const struct form_column *column =
			form_header_of(r, l->sheet, c)->column;

		if (column && column->kind == FORM_COLUMN_REMARK)
			continue;
		cells += c->kind != FORM_NODE_TEXT || *c->text;
		if (column && column->id == FORM_COLUMN_LIST_NAME && !list)
			list = form_cell_text(r, c);
		if (column && column->id == FORM_COLUMN_NAME && !name) {
			name = form_cell_text(r, c);
			place = c;
		}
	}
	if (!cells)
		return;
	if (!list || !*list)
		FORM_COMPLAIN(r, row, _("This choice has no list_name."));
	else if (!name || !*name)
		FORM_COMPLAIN(r, row, _("This choice has no name."));
	else
		add_source(r, l,
			   (struct source){list_number(r, l, list, row->line), name,
					   place, row, NULL, l->sheet});
}

/* yes: Ja, or yes: {nl: Ja}, or yes: {label: Ja, column: x}, or yes: without a label. */
static void take_member(struct form_reader *r, struct lists *l, const struct form_node *n,
			const char *list)
{
	const char *name = form_key_text(r, n);

	if (n->kind == FORM_NODE_LIST)
		FORM_COMPLAIN(r, n, _("A text is expected here, not a list."));
	else if (n->kind == FORM_NODE_MAP && form_node_at(n, "label"))
		take_row(r, l, n, list, name);
	else if (!*name)
		FORM_COMPLAIN_KEY(r, n, _("This choice has no name."));
	else
		add_source(r, l,
			   (struct source){list_number(r, l, list, n->key_line), name, n,
					   NULL, n, l->sheet});
}

static void take_nested(struct form_reader *r, struct lists *l,
			const struct form_node *sheet)
{
	r->is_folded = true;
	for (const struct form_node *list = sheet->first; list; list = list->next) {
		const char *name = form_key_text(r, list);

		if (list->kind == FORM_NODE_TEXT) {
			FORM_COMPLAIN_KEY(r, list, _("List '%.60s' holds no choices."),
					  list->key);
			continue;
		}
		if (!*name) {
			FORM_COMPLAIN_KEY(r, list, _("This list has no name."));
			continue;
		}
		(void)list_number(r, l, name, list->key_line);
		for (const struct form_node *n = list->first; n; n = n->next) {
			if (list->kind == FORM_NODE_LIST)
				take_row(r, l, n, name, NULL);
			else
				take_member(r, l, n, name);
		}
	}
}

static void take_sheet(struct form_reader *r, struct lists *l, enum form_sheet which)
{
	const struct form_node *sheet = r->sheets[which];

	l->sheet = which;
	if (!sheet)
		return;
	if (sheet->kind == FORM_NODE_MAP) {
		take_nested(r, l, sheet);
	} else if (sheet->kind == FORM_NODE_LIST) {
		for (const struct form_node *n = sheet->first; n; n = n->next)
			take_row(r, l, n, NULL, NULL);
	} else {
		FORM_COMPLAIN(r, sheet,
			      _("choices is a list of rows, or a mapping of lists."));
	}
}

static const char **empty_columns(struct form_reader *r, const struct form_list *list)
{
	const char **columns = NULL;

	if (list->column_count)
		columns = arena_array(r->arena, list->column_count, sizeof *columns);
	for (unsigned i = 0; i < list->column_count; i++)
		columns[i] = "";
	return columns;
}

static void read_cells(struct form_reader *r, struct form_list *list,
		       const char **columns, const struct source *source,
		       const char ***label)
{
	for (const struct form_node *c = source->row->first; c; c = c->next) {
		const struct form_header *header = form_header_of(r, source->sheet, c);

		if (header->column && header->column->id == FORM_COLUMN_LABEL)
			form_texts_add(r, label, header->language, c);
		for (unsigned i = 0; i < list->column_count && !header->column; i++) {
			if (!strcmp(list->columns[i], header->text))
				columns[i] = form_cell_text(r, c);
		}
	}
}

static bool has_same_columns(const struct form_list *list, const struct form_choice *a,
			     const struct form_choice *b)
{
	for (unsigned i = 0; i < list->column_count; i++) {
		if (strcmp(a->columns[i], b->columns[i]) != 0)
			return false;
	}
	return true;
}

/* What the first lacks in a language it takes from the one that is dropped. */
static void take_labels(struct form_reader *r, struct form_choice *first, form_texts more)
{
	const char **label =
		arena_array(r->arena, (size_t)r->language_count, sizeof *label);

	for (int i = 0; i < r->language_count; i++)
		label[i] = first->label[i] ? first->label[i] : more[i];
	first->label = label;
}

/*
 * Two choices of one name are one answer: the first counts.  pyxform refuses them without
 * allow_choice_duplicates, but it did not always: forms in use have them, nearly always in cascades, where
 * choice_filter offers one of them at a time.  These stay; others are dropped.
 */
static bool is_dropped(struct form_reader *r, struct form_list *list,
		       const struct form_choice *choice, int earlier, struct twice *twice)
{
	struct form_choice *first = &list->choices[earlier];
	bool is_same = has_same_columns(list, first, choice);

	if (r->may_repeat_choices)
		return false;
	if (!twice->dropped && !twice->kept) {
		twice->line = choice->line;
		twice->name = choice->name;
		twice->first_line = first->line;
	}
	twice->dropped += is_same;
	twice->kept += !is_same;
	if (is_same)
		take_labels(r, first, choice->label);
	return is_same;
}

static void warn_twice(struct form_reader *r, const struct form_list *list,
		       const struct twice *twice)
{
	unsigned count = twice->dropped + twice->kept;

	if (count == 1)
		form_problems_add(r->problems, FORM_WARNING, twice->line, twice->column,
				  twice->dropped
					  ? _("List '%.60s' has the choice '%.60s' twice "
					      "(first on line %u): the first counts.")
					  : _("List '%.60s' has the choice '%.60s' twice "
					      "(first on line %u): only choice_filter "
					      "tells them apart."),
				  list->name, twice->name, twice->first_line);
	else if (count)
		form_problems_add(
			r->problems, FORM_WARNING, twice->line, twice->column,
			twice->dropped
				? _("List '%.60s' has the choice '%.60s' twice (first on "
				    "line %u), and so %u more: the first counts.")
				: _("List '%.60s' has the choice '%.60s' twice (first on "
				    "line %u), and so %u more: only choice_filter tells "
				    "them apart."),
			list->name, twice->name, twice->first_line, count - 1);
}

static void add_choice(struct form_reader *r, struct form_list *list,
		       struct form_names *names, const struct source *source,
		       struct twice *twice)
{
	struct form_choice *choice = &list->choices[list->count];
	int earlier = form_names_add(names, source->name, (int)list->count);
	unsigned line = source->label ? source->place->key_line : source->place->line;
	unsigned column =
		source->label ? source->place->key_column : source->place->column;
	const char **label = NULL, **columns = empty_columns(r, list);

	choice->name = source->name;
	choice->line = line;
	choice->columns = columns;
	if (source->row)
		read_cells(r, list, columns, source, &label);
	else
		form_texts_add(r, &label, FORM_NONE, source->label);
	if (!label) {
		form_problems_add(r->problems, FORM_WARNING, line, column,
				  _("Choice '%.60s' has no label: its name is shown."),
				  source->name);
		label = arena_array(r->arena, (size_t)r->language_count, sizeof *label);
		label[r->default_language] = source->name;
	}
	choice->label = label;
	if (earlier != (int)list->count && !twice->column)
		twice->column = column;
	if (earlier == (int)list->count || !is_dropped(r, list, choice, earlier, twice))
		list->count++;
}

static void note_columns(struct form_reader *r, struct lists *l)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct form_node *row = l->sources[i].row;

		for (const struct form_node *c = row ? row->first : NULL; c;
		     c = c->next) {
			const struct form_header *header =
				form_header_of(r, l->sources[i].sheet, c);

			if (!header->column)
				note_column(r, &l->lists[l->sources[i].list], header, c);
		}
	}
}

/* The rows of one list may stand apart in the file. */
static void build_lists(struct form_reader *r, struct lists *l)
{
	struct form_names *names =
		arena_array(r->arena, l->list_count + 1, sizeof *names);

	for (size_t i = 0; i < l->list_count; i++) {
		struct form_list *list = &l->lists[i];
		size_t room = list->count;

		list->choices = arena_array(r->arena, list->count, sizeof *list->choices);
		list->indexes = form_indexes_new(r->arena, list->column_count);
		list->count = 0;
		form_names_init(&names[i], r->arena, room);
		list->names = &names[i];
	}
	for (size_t i = 0; i < l->count; i++) {
		const struct source *source = &l->sources[i];

		add_choice(r, &l->lists[source->list], &names[source->list], source,
			   &l->twice[source->list]);
	}
	for (size_t i = 0; i < l->list_count; i++)
		warn_twice(r, &l->lists[i], &l->twice[i]);
}

void form_choices_read(struct form_reader *r)
{
	struct lists l = {.sheet = FORM_SHEET_CHOICES};
	size_t room;

	form_names_init(&r->lists, r->arena, 0);
	form_names_init(&r->external, &r->scratch, 0);
	take_sheet(r, &l, FORM_SHEET_CHOICES);
	take_sheet(r, &l, FORM_SHEET_EXTERNAL);
	note_columns(r, &l);
	l.twice = arena_array(&r->scratch, l.list_count + 1, sizeof *l.twice);
	build_lists(r, &l);
	room = l.list_count + 2 * FORM_FILES_MOST;
	r->form->lists = arena_array(r->arena, room, sizeof *l.lists);
	if (l.list_count)
		memcpy(r->form->lists, l.lists, l.list_count * sizeof *l.lists);
	r->form->list_count = (int)l.list_count;
	r->list_room = (int)room;
	r->with_other = arena_array(&r->scratch, room, sizeof *r->with_other);
	free(l.sources);
	free(l.lists);
}

const struct form_list *form_list_named(struct form_reader *r, const char *name)
{
	int number = form_names_find(&r->lists, name);

	return number < 0 ? NULL : &r->form->lists[number];
}

const struct form_list *form_list_external(struct form_reader *r, const char *name)
{
	int number = form_names_find(&r->external, name);

	return number < 0 ? form_list_named(r, name) : &r->form->lists[number];
}

form_texts form_texts_own(struct form_reader *r, const char *nl, const char *en)
{
	const char **texts =
		arena_array(r->arena, (size_t)r->language_count, sizeof *texts);

	for (int i = 0; i < r->language_count; i++) {
		if (!strcmp(r->codes[i], "nl"))
			texts[i] = nl;
		else if (!strcmp(r->codes[i], "en") ||
			 !strncasecmp(r->languages[i], "English", 7))
			texts[i] = en;
	}
	if (!texts[r->default_language])
		texts[r->default_language] = en;
	return texts;
}

static struct form_names *names_of(struct form_reader *r, const struct form_list *list)
{
	struct form_names *names = arena_new(r->arena, sizeof *names);

	form_names_init(names, r->arena, list->count);
	for (unsigned i = 0; i < list->count; i++)
		(void)form_names_add(names, list->choices[i].name, (int)i);
	return names;
}

const struct form_list *form_list_with_other(struct form_reader *r,
					     const struct form_list *list)
{
	const struct form_list **known = &r->with_other[list - r->form->lists];
	struct form_list *copy;

	if (*known)
		return *known;
	*known = list;
	if (form_list_choice(list, "other"))
		return list;
	copy = arena_new(r->arena, sizeof *copy);
	*copy = *list;
	copy->choices = arena_array(r->arena, list->count + 1, sizeof *copy->choices);
	memcpy(copy->choices, list->choices, list->count * sizeof *list->choices);
	copy->choices[copy->count++] = (struct form_choice){
		.name = "other",
		.label = form_texts_own(r, "anders", "other"),
		.columns = empty_columns(r, list),
		.line = list->line,
	};
	copy->names = names_of(r, copy);
	copy->indexes = form_indexes_new(r->arena, copy->column_count);
	*known = copy;
	return copy;
}
