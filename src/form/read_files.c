/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "form/index.h"
#include "form/read.h"

/*
 * Files of choices.  Each is read once, into cells in the form's arena; the list of the file as it
 * is (for instance and pulldata) and those of selects, which name the columns of value
 * and label, share these cells.
 */
enum {
	FILES_BYTES = 4 * FORM_FILE_BYTES, /* all files of a form together */
	FILES_CELLS = 8 << 20, /* words of memory, about: cells, and what a list keeps for each choice */
	CHOICE_CELLS = 8,
	NAME_BYTES = 200
};

struct form_file {
	const char *name; /* with .csv */
	const char *const *columns;
	unsigned column_count;
	const char *const **rows; /* cells by row; scratch */
	unsigned *lines;          /* of each row; scratch */
	unsigned count, room;
	bool is_missing;
	unsigned short_line, short_count; /* rows with fewer cells than the header */
	const struct form_list *plain;    /* NULL: the file cannot be used */
};

/* The lists of selects: one for each file and each pair of columns, looked through for each kind. */
struct select_list {
	const struct form_file *file;
	int value, label;
	bool is_multiple;
	const struct form_list *list;
};

static bool ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), tail = strlen(suffix);

	return len > tail && !strcasecmp(name + len - tail, suffix);
}

static bool is_plain_name(const char *name)
{
	for (const char *c = name; *c; c++) {
		if (*c == '/' || *c == '\\' || iscntrl((unsigned char)*c))
			return false;
	}
	return *name != '.' && strlen(name) <= NAME_BYTES && ends_in(name, ".csv");
}

static bool complain_of_name(struct form_reader *r, const struct form_node *cell,
			     const char *name)
{
	if (is_plain_name(name))
		return false;
	if (ends_in(name, ".xml") || ends_in(name, ".geojson"))
		FORM_COMPLAIN(r, cell,
			      _("'%.80s' cannot be read: trede reads choices from CSV "
				"files only."),
			      name);
	else
		FORM_COMPLAIN(r, cell,
			      _("'%.80s' is not the name of a file beside the form: no "
				"folder, no dot in front, and .csv behind."),
			      name);
	return true;
}

static bool is_blank_row(const struct csv_reader *csv)
{
	for (size_t i = 0; i < csv->count; i++) {
		if (*csv->cells[i])
			return false;
	}
	return true;
}

static const char *const *copy_cells(struct form_reader *r, const struct csv_reader *csv)
{
	const char **cells = arena_array(r->arena, csv->count, sizeof *cells);

	for (size_t i = 0; i < csv->count; i++)
		cells[i] = *csv->cells[i] ? arena_text(r->arena, csv->cells[i]) : "";
	r->file_cells += csv->count;
	return cells;
}

static void take_row(struct form_reader *r, struct form_file *file,
		     const struct csv_reader *csv)
{
	if (file->count == file->room) {
		unsigned room = file->room ? file->room * 2 : 256;

		file->rows = mem_resize(file->rows, room, sizeof *file->rows);
		file->lines = mem_resize(file->lines, room, sizeof *file->lines);
		file->room = room;
	}
	if (csv->missing && !file->short_count++)
		file->short_line = csv->line;
	file->lines[file->count] = csv->line;
	file->rows[file->count++] = copy_cells(r, csv);
}

/* What is too much, or wrong in a row: one complaint, and the file is not read on. */
static bool take_rows(struct form_reader *r, const struct form_node *cell,
		      struct form_file *file, struct csv_reader *csv)
{
	struct error e = ERROR_INIT;
	enum csv_step step;

	while ((step = csv_reader_next(csv, &e)) == CSV_ROW) {
		if (is_blank_row(csv))
			continue;
		if (file->count == FORM_FILE_ROWS || r->file_cells > FILES_CELLS) {
			FORM_COMPLAIN(r, cell,
				      _("'%.80s' is too long: %d rows at most."),
				      file->name, FORM_FILE_ROWS);
			return false;
		}
		take_row(r, file, csv);
	}
	if (step == CSV_BAD)
		FORM_COMPLAIN(r, cell, _("'%.80s', %s"), file->name, e.text);
	return step == CSV_END;
}

static bool take_file(struct form_reader *r, const struct form_node *cell,
		      struct form_file *file, const struct str *bytes)
{
	struct error e = ERROR_INIT;
	struct csv_reader csv;
	bool is_fine;

	csv_reader_init(&csv, bytes->bytes, bytes->len);
	is_fine = csv_reader_header(&csv, &e) == OK;
	if (is_fine) {
		file->columns = copy_cells(r, &csv);
		file->column_count = (unsigned)csv.count;
		is_fine = take_rows(r, cell, file, &csv);
	} else {
		FORM_COMPLAIN(r, cell, _("'%.80s', %s"), file->name, e.text);
	}
	csv_reader_release(&csv);
	if (is_fine && file->short_count)
		FORM_WARN(r, cell,
			  _("'%.80s', line %u: cells are missing in %u rows; they are "
			    "taken as empty."),
			  file->name, file->short_line, file->short_count);
	return is_fine;
}

static int column_of(const struct form_file *file, const char *name)
{
	for (unsigned i = 0; i < file->column_count; i++) {
		if (!strcmp(file->columns[i], name))
			return (int)i;
	}
	return FORM_NONE;
}

static form_texts label_of(struct form_reader *r, const char *text)
{
	const char **label =
		arena_array(r->arena, (size_t)r->language_count, sizeof *label);

	label[r->default_language] = text;
	return label;
}

/* value and label: columns, or FORM_NONE. */
static void fill_choices(struct form_reader *r, const struct form_file *file, int value,
			 int label, struct form_list *list, struct form_names *names)
{
	list->choices = arena_array(r->arena, file->count, sizeof *list->choices);
	list->count = file->count;
	for (unsigned i = 0; i < file->count; i++) {
		const char *const *cells = file->rows[i];
		const char *name = value < 0 ? "" : cells[value];
		const char *text = label < 0 || !*cells[label] ? name : cells[label];

		list->choices[i] = (struct form_choice){
			.name = name,
			.label = label_of(r, text),
			.columns = cells,
			.line = file->lines[i],
		};
		(void)form_names_add(names, name, (int)i);
	}
}

static bool is_too_much(struct form_reader *r, const struct form_node *cell,
			const struct form_file *file)
{
	r->file_cells +=
		(size_t)file->count * ((size_t)r->language_count + CHOICE_CELLS);
	if (r->form->list_count < r->list_room && r->file_cells <= FILES_CELLS)
		return false;
	FORM_COMPLAIN(r, cell,
		      _("Too many files of choices, or too long together: '%.80s' does "
			"not fit any more."),
		      file->name);
	return true;
}

static struct form_list *list_new(struct form_reader *r, const struct form_node *cell,
				  const struct form_file *file, int value, int label)
{
	struct form_names *names;
	struct form_list *list;

	if (is_too_much(r, cell, file))
		return NULL;
	list = &r->form->lists[r->form->list_count++];
	names = arena_new(r->arena, sizeof *names);
	form_names_init(names, r->arena, file->count);
	*list = (struct form_list){
		.name = arena_bytes(r->arena, file->name, strlen(file->name) - 4),
		.is_file = true,
		.is_missing = file->is_missing,
		.columns = file->columns,
		.column_count = file->column_count,
		.line = cell->line,
		.names = names,
		.indexes = form_indexes_new(r->arena, file->column_count),
	};
	fill_choices(r, file, value, label, list, names);
	return list;
}

static void add_plain(struct form_reader *r, const struct form_node *cell,
		      struct form_file *file)
{
	struct form_list *list = list_new(r, cell, file, column_of(file, "name"),
					  column_of(file, "label"));
	int number = r->form->list_count - 1;

	if (list && form_names_add(&r->lists, list->name, number) != number)
		FORM_COMPLAIN(r, cell,
			      _("The file '%.80s' and a list in choices have one name: "
				"give the list another."),
			      file->name);
	file->plain = list;
}

/* A list of the choices or of another file that is there. */
static const char *near_list(struct form_reader *r, const char *file)
{
	const char *name = arena_bytes(&r->scratch, file, strlen(file) - strlen(".csv"));
	const char *near = form_names_nearest(&r->lists, name, &r->budget);
	int list = near ? form_names_find(&r->lists, near) : FORM_NAMES_ABSENT;

	return list >= 0 && !r->form->lists[list].is_missing ? near : NULL;
}

/* All bytes of the file, or a complaint. */
static bool read_bytes(struct form_reader *r, const struct form_node *cell,
		       const char *name, struct str *bytes, bool *is_missing)
{
	struct error e = ERROR_INIT;
	const char *near;
	enum err rc;

	if (!r->files) {
		FORM_COMPLAIN(r, cell, _("The file '%.80s' cannot be read here."), name);
		return false;
	}
	rc = r->files->read(r->files->data, name, bytes, &e);
	r->file_bytes += bytes->len;
	*is_missing = rc == ERR_NOT_FOUND;
	near = rc == ERR_NOT_FOUND ? near_list(r, name) : NULL;
	if (near)
		FORM_WARN(r, cell,
			  _("The file '%.80s' is not there, and has no choices; did you mean "
			    "'%.60s'?"),
			  name, near);
	else if (rc == ERR_NOT_FOUND)
		FORM_WARN(r, cell,
			  _("The file '%.80s' is not there; put it beside the form. Until "
			    "then it has no choices."),
			  name);
	else if (rc != OK)
		FORM_COMPLAIN(r, cell, "%.400s", e.text);
	else if (bytes->len > FORM_FILE_BYTES || r->file_bytes > FILES_BYTES)
		FORM_COMPLAIN(r, cell, _("The file '%.80s' is too large: %d MB at most."),
			      name, FORM_FILE_BYTES >> 20);
	else
		return true;
	return false;
}

static struct form_file *file_new(struct form_reader *r, const struct form_node *cell,
				  const char *name)
{
	struct form_file *file;
	struct str bytes = STR_INIT;
	bool is_fine;

	if (!r->file_list)
		r->file_list = arena_array(&r->scratch, FORM_FILES_MOST, sizeof *file);
	if (r->file_count == FORM_FILES_MOST) {
		FORM_COMPLAIN(r, cell, _("Too many files of choices: %d at most."),
			      FORM_FILES_MOST);
		return NULL;
	}
	file = &r->file_list[r->file_count++];
	file->name = arena_text(r->arena, name);
	is_fine = read_bytes(r, cell, name, &bytes, &file->is_missing) &&
		  take_file(r, cell, file, &bytes);
	if (is_fine || file->is_missing)
		add_plain(r, cell, file);
	str_release(&bytes);
	return file;
}

/* NULL, or plain NULL: it cannot be used, and whoever named it first was told so. */
static struct form_file *file_named(struct form_reader *r, const struct form_node *cell,
				    const char *name)
{
	for (int i = 0; i < r->file_count; i++) {
		if (!strcmp(r->file_list[i].name, name))
			return &r->file_list[i];
	}
	return complain_of_name(r, cell, name) ? NULL : file_new(r, cell, name);
}

const struct form_list *form_list_of_file(struct form_reader *r,
					  const struct form_node *cell, const char *name)
{
	const struct form_file *file =
		file_named(r, cell, arena_format(&r->scratch, "%s.csv", name));

	return file ? file->plain : NULL;
}

/* A choice without a value, or with a blank in it when several may be chosen; the same value twice. */
static void check_values(struct form_reader *r, const struct form_node *cell,
			 const struct form_file *file, const struct form_list *list,
			 bool is_multiple)
{
	unsigned twice = 0, first = 0;

	for (unsigned i = 0; i < list->count; i++) {
		const struct form_choice *c = &list->choices[i];
		const char *what = !*c->name ? _("the value is missing.")
				   : is_multiple && strpbrk(c->name, " \t\r\n")
					   ? _("the value holds a blank.")
					   : NULL;

		if (what) {
			FORM_COMPLAIN(r, cell, _("'%.80s', line %u: %s"), file->name,
				      c->line, what);
			return;
		}
		if (form_names_find(list->names, c->name) == (int)i)
			continue;
		if (!twice++)
			first = i;
	}
	if (twice)
		FORM_WARN(r, cell,
			  _("'%.80s' has the choice '%.60s' twice (line %u); the first "
			    "counts."),
			  file->name, list->choices[first].name, list->choices[first].line);
}

static int wanted_column(struct form_reader *r, const struct form_node *cell,
			 const struct form_file *file, const char *key, const char *name)
{
	int column = column_of(file, name);
	const char *near = NULL;
	int best = 3;

	if (column >= 0)
		return column;
	for (unsigned i = 0; i < file->column_count; i++) {
		if (form_names_is_nearer(name, file->columns[i], &best))
			near = file->columns[i];
	}
	if (near)
		FORM_COMPLAIN(r, cell, _("'%.80s' has no column '%.60s'%s"), file->name,
			      name, form_did_you_mean(r, near));
	else
		FORM_COMPLAIN(r, cell,
			      _("'%.80s' has no column '%.60s'; parameters says which it "
				"is, as in %s=%.60s."),
			      file->name, name, key, file->columns[0]);
	return FORM_NONE;
}

static const struct form_list *select_list(struct form_reader *r,
					   const struct form_node *cell,
					   const struct select_list *wanted)
{
	const struct form_file *file = wanted->file;
	struct select_list *all = r->select_lists;
	const struct form_list *known = NULL;
	bool is_plain = wanted->value == column_of(file, "name") &&
			wanted->label == column_of(file, "label");

	for (size_t i = 0; i < r->select_count; i++) {
		if (all[i].file != file || all[i].value != wanted->value ||
		    all[i].label != wanted->label)
			continue;
		known = all[i].list;
		if (all[i].is_multiple == wanted->is_multiple)
			return known;
	}
	VEC_ROOM(r->select_lists, r->select_count, r->select_room);
	all = r->select_lists;
	all[r->select_count] = *wanted;
	if (!known)
		known = is_plain ? file->plain
				 : list_new(r, cell, file, wanted->value, wanted->label);
	all[r->select_count].list = known;
	return all[r->select_count++].list;
}

const struct form_list *form_list_of_select(struct form_reader *r,
					    const struct form_node *cell,
					    const char *file_name,
					    const struct form_node *parameters,
					    bool is_multiple)
{
	struct select_list wanted = {.is_multiple = is_multiple};
	const struct form_file *file = file_named(r, cell, file_name);
	const struct form_parameter *all;
	size_t before = r->select_count;
	const struct form_list *list;
	int count;

	if (!file || !file->plain || file->is_missing)
		return file ? file->plain : NULL;
	all = form_parameters_of(r, parameters, &count);
	wanted.file = file;
	wanted.value = wanted_column(r, cell, file, "value",
				     form_parameter_text(all, count, "value", "name"));
	wanted.label = wanted_column(r, cell, file, "label",
				     form_parameter_text(all, count, "label", "label"));
	if (wanted.value < 0 || wanted.label < 0)
		return NULL;
	list = select_list(r, cell, &wanted);
	if (list && r->select_count != before)
		check_values(r, cell, file, list, is_multiple);
	return list;
}

static bool is_quote(const char *at, size_t *len)
{
	/* straight and curly, single and double */
	static const char *const quotes[] = {"'",	     "\"",	     "\xe2\x80\x98",
					     "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d"};

	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		*len = strlen(quotes[i]);
		if (!strncmp(at, quotes[i], *len))
			return true;
	}
	return false;
}

/* The text in quotes that is the first argument of a call, or NULL. */
static const char *first_argument(struct form_reader *r, const char *at)
{
	const char *from;
	size_t len;

	at += strspn(at, " \t\r\n");
	if (*at != '(')
		return NULL;
	at += 1 + strspn(at + 1, " \t\r\n");
	if (!is_quote(at, &len))
		return NULL;
	for (from = at += len; *at && !is_quote(at, &len);)
		at++;
	return *at ? arena_bytes(&r->scratch, from, (size_t)(at - from)) : NULL;
}

/* pulldata() names files that no row need name. */
static void load_of_cell(struct form_reader *r, const struct form_node *cell)
{
	static const char function[] = "pulldata";

	for (const char *at = strstr(cell->text, function); at; at = strstr(at, function)) {
		const char *name = first_argument(r, at += strlen(function));

		if (name && !form_list_named(r, name))
			(void)form_list_of_file(r, cell, name);
	}
}

void form_files_of_expressions(struct form_reader *r)
{
	if (!r->has_pulldata)
		return;
	for (int i = 0; i < r->form->row_count; i++) {
		const struct form_node *node = r->nodes[i];

		for (const struct form_node *c = node ? node->first : NULL; c; c = c->next) {
			const struct form_column *column =
				form_header_of(r, FORM_SHEET_SURVEY, c)->column;

			if (column && c->kind == FORM_NODE_TEXT &&
			    (column->kind == FORM_COLUMN_EXPRESSION ||
			     column->kind == FORM_COLUMN_CONDITION ||
			     column->id == FORM_COLUMN_DEFAULT))
				load_of_cell(r, c);
		}
	}
}

void form_files_release(struct form_reader *r)
{
	for (int i = 0; i < r->file_count; i++) {
		free(r->file_list[i].rows);
		free(r->file_list[i].lines);
	}
	free(r->select_lists);
}
