/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <math.h>

#include "form/read.h"

static bool is_gap(char c)
{
	return c == ';' || c == ',' || isspace((unsigned char)c);
}

static size_t gap_length(const char *at)
{
	size_t len = 0;

	while (at[len] && is_gap(at[len]))
		len++;
	return len;
}

static size_t word_length(const char *at)
{
	size_t len = 0;

	while (at[len] && at[len] != '=' && !is_gap(at[len]))
		len++;
	return len;
}

static size_t blank_length(const char *at)
{
	return strspn(at, " \t\r\n");
}

static const char *lower_key(struct form_reader *r, const char *at, size_t len)
{
	char *key = arena_bytes(r->arena, at, len);

	for (char *c = key; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return key;
}

/* One key=value at *at, with or without blanks round the =; value NULL when it has none. */
static struct form_parameter take_parameter(struct form_reader *r, const char **at)
{
	struct form_parameter p = {NULL, NULL};
	size_t len = word_length(*at);
	const char *after = *at + len + blank_length(*at + len);

	p.key = lower_key(r, *at, len);
	*at += len;
	if (*after != '=')
		return p;
	*at = after + 1 + blank_length(after + 1);
	len = word_length(*at);
	p.value = arena_bytes(r->arena, *at, len);
	*at += len;
	if (**at == '=') /* a second one belongs to nothing */
		p.value = NULL;
	*at += strspn(*at, "=");
	return p;
}

const struct form_parameter *form_parameters_of(struct form_reader *r,
						const struct form_node *cell, int *count)
{
	enum { PARAMETERS_MOST = 32 };
	struct form_parameter *all;
	const char *at;

	*count = 0;
	if (!cell)
		return NULL;
	at = form_cell_text(r, cell);
	all = arena_array(&r->scratch, PARAMETERS_MOST, sizeof *all);
	for (at += gap_length(at); *at; at += gap_length(at)) {
		if (*count == PARAMETERS_MOST) {
			FORM_COMPLAIN(r, cell, _("Too many words: %d at most."),
				      PARAMETERS_MOST);
			break;
		}
		all[(*count)++] = take_parameter(r, &at);
	}
	return all;
}

const char *form_parameter_text(const struct form_parameter *all, int count,
				const char *key, const char *otherwise)
{
	for (int i = 0; i < count; i++) {
		if (all[i].value && !strcmp(all[i].key, key))
			return all[i].value;
	}
	return otherwise;
}

/* One row's parameters, while they are read. */
struct reading {
	struct form_reader *r;
	struct form_row *row;
	const struct form_node *cell;
};

/* Whole, or with a decimal point; nothing else, and not too large to count with. */
static bool read_number(const char *text, double *number)
{
	size_t digits;
	const char *at = text + (*text == '-' || *text == '+');

	digits = strspn(at, "0123456789");
	if (!digits || digits > 15)
		return false;
	at += digits;
	if (*at == '.')
		at += 1 + strspn(at + 1, "0123456789");
	if (*at)
		return false;
	*number = strtod(text, NULL);
	return true;
}

static void read_range_number(struct reading *g, const char *text, double *number)
{
	if (!read_number(text, number))
		FORM_COMPLAIN(g->r, g->cell, _("A number is expected here, not '%.40s'."),
			      text);
}

static void read_start(struct reading *g, const char *text)
{
	read_range_number(g, text, &g->row->range.start);
}

static void read_end(struct reading *g, const char *text)
{
	read_range_number(g, text, &g->row->range.end);
}

static void read_step(struct reading *g, const char *text)
{
	read_range_number(g, text, &g->row->range.step);
}

static void read_randomize(struct reading *g, const char *text)
{
	int flag = form_yes_no(text);

	if (flag < 0)
		FORM_COMPLAIN(g->r, g->cell,
			      _("Yes or no is expected here, not '%.40s'."), text);
	g->row->is_shuffled = flag == 1;
}

static bool is_name(const char *text)
{
	size_t len = strlen(text);

	return len > 3 && !strncmp(text, "${", 2) && strchr(text, '}') == text + len - 1;
}

static void read_seed(struct reading *g, const char *text)
{
	double number;

	g->r->row = g->row->index;
	if (is_name(text) || read_number(text, &number))
		g->row->seed = form_cell_compile(g->r, g->cell, text);
	else
		FORM_COMPLAIN(g->r, g->cell,
			      _("seed is a number or the answer to a question, as in "
				"seed=${name}; not '%.40s'."),
			      text);
	g->r->row = FORM_NONE;
}

static void read_text_rows(struct reading *g, const char *text)
{
	enum { ROWS_MOST = 100 };
	double number;

	if (read_number(text, &number) && number >= 1 && number <= ROWS_MOST)
		g->row->text_rows = (int)number;
	else
		FORM_WARN(g->r, g->cell, _("rows is a number from 1 to %d, not '%.40s'."),
			  ROWS_MOST, text);
}

#define ON(type) (1u << (type))
#define ON_CHOICES (ON(FORM_SELECT_ONE) | ON(FORM_SELECT_MULTIPLE) | ON(FORM_RANK))

/* What trede does with each key; read NULL: nothing (value and label: see read_files.c). */
static const struct key {
	const char *name;
	unsigned types; /* 0: ODK's own, for what is not asked here */
	void (*read)(struct reading *g, const char *text);
} keys[] = {
	{"randomize", ON_CHOICES, read_randomize},
	{"seed", ON_CHOICES, read_seed},
	{"start", ON(FORM_RANGE), read_start},
	{"end", ON(FORM_RANGE), read_end},
	{"step", ON(FORM_RANGE), read_step},
	{"value", ON_CHOICES, NULL},
	{"label", ON_CHOICES, NULL},
	{"rows", ON(FORM_TEXT), read_text_rows},
	{"allow-mock-accuracy", 0, NULL},
	{"app", 0, NULL},
	{"capture-accuracy", 0, NULL},
	{"identify-user", 0, NULL},
	{"incremental", 0, NULL},
	{"location-max-age", 0, NULL},
	{"location-min-interval", 0, NULL},
	{"location-priority", 0, NULL},
	{"max-pixels", 0, NULL},
	{"placeholder", 0, NULL},
	{"quality", 0, NULL},
	{"tick-interval", 0, NULL},
	{"tick-labelset", 0, NULL},
	{"track-changes", 0, NULL},
	{"track-changes-reasons", 0, NULL},
	{"unacceptable-accuracy-threshold", 0, NULL},
	{"warning-accuracy", 0, NULL},
};

enum { KEYS = sizeof keys / sizeof *keys };

static const struct key *key_of(const char *name)
{
	for (int i = 0; i < KEYS; i++) {
		if (!strcmp(keys[i].name, name))
			return &keys[i];
	}
	return NULL;
}

static void warn_key(struct reading *g, const char *name)
{
	const char *near = NULL;
	int best = 3;

	for (int i = 0; i < KEYS; i++) {
		if (keys[i].types && form_names_is_nearer(name, keys[i].name, &best))
			near = keys[i].name;
	}
	FORM_WARN(g->r, g->cell, _("Unknown parameter '%.40s', not used%s"), name,
		  form_did_you_mean(g->r, near));
}

static void read_parameter(struct reading *g, const struct form_parameter *p)
{
	const struct key *key = key_of(p->key);

	if (!p->value || !*p->value || !*p->key)
		FORM_COMPLAIN(
			g->r, g->cell,
			_("Parameters are written as name=value, with blanks between."));
	else if (!key)
		warn_key(g, p->key);
	else if (key->types && !(key->types & ON(g->row->type)))
		FORM_WARN(g->r, g->cell,
			  _("The parameter '%.40s' has no effect on this type."), p->key);
	else if (key->read)
		key->read(g, p->value);
}

static bool is_whole(double number)
{
	return floor(number) == number;
}

static void settle_range(struct reading *g)
{
	struct form_range *range = &g->row->range;

	if (range->step <= 0)
		FORM_COMPLAIN(g->r, g->cell, _("The step of a range is more than 0."));
	if (range->end < range->start)
		FORM_COMPLAIN(g->r, g->cell, _("The end of this range is before its start."));
	range->is_whole =
		is_whole(range->start) && is_whole(range->end) && is_whole(range->step);
}

static void read_parameters(struct reading *g, const struct form_node *cell)
{
	int count;
	const struct form_parameter *all = form_parameters_of(g->r, cell, &count);

	for (int i = 0; i < count; i++)
		read_parameter(g, &all[i]);
}

/* The row that one ${name} of a trigger means; FORM_NONE: it was complained of. */
static int trigger_row(struct reading *g, const char *word)
{
	char *name;
	int row;

	if (!is_name(word)) {
		FORM_COMPLAIN(g->r, g->cell,
			      _("trigger names questions, as in ${name}, with commas "
				"between; not '%.60s'."),
			      word);
		return FORM_NONE;
	}
	name = arena_bytes(&g->r->scratch, word + 2, strlen(word) - 3);
	row = form_reader_find(g->r, name, g->cell->line, g->cell->column);
	if (row == FORM_NONE)
		FORM_COMPLAIN(g->r, g->cell, _("There is no question '%.60s'%s"), name,
			      form_did_you_mean(g->r, form_reader_suggest(g->r, name)));
	else if (form_row_is_group(&g->r->form->rows[row]))
		FORM_COMPLAIN(g->r, g->cell,
			      _("'%.60s' is a group: a trigger names a question."), name);
	else
		return row;
	return FORM_NONE;
}

static void read_triggers(struct reading *g, const struct form_node *cell)
{
	enum { TRIGGERS_MOST = 32 };
	const char *at = form_cell_text(g->r, cell);
	int *rows = arena_array(g->r->arena, TRIGGERS_MOST, sizeof *rows);

	g->row->triggers = rows;
	for (at += gap_length(at); *at; at += gap_length(at)) {
		size_t len = strcspn(at, " \t\r\n;,");
		int row = trigger_row(g, arena_bytes(&g->r->scratch, at, len));

		at += len;
		if (row == FORM_NONE)
			return;
		if (g->row->trigger_count == TRIGGERS_MOST) {
			FORM_COMPLAIN(g->r, cell, _("Too many words: %d at most."),
				      TRIGGERS_MOST);
			return;
		}
		rows[g->row->trigger_count++] = row;
	}
}

static bool is_ours(const struct form_header *header)
{
	enum form_column_id id =
		header && header->column ? header->column->id : FORM_COLUMN_NONE;

	return id == FORM_COLUMN_PARAMETERS || id == FORM_COLUMN_TRIGGER ||
	       id == FORM_COLUMN_TEXT_ROWS || id == FORM_COLUMN_REPEAT_COUNT;
}

static void read_row(struct form_reader *r, struct form_row *row)
{
	struct reading g = {.r = r, .row = row, .cell = r->nodes[row->index]};
	const struct form_node *first = r->has_parameters ? g.cell->first : NULL;

	if (row->type == FORM_RANGE)
		row->range = (struct form_range){.start = 1, .end = 10, .step = 1};
	for (const struct form_node *c = first; c; c = c->next) {
		const struct form_header *header =
			form_header_of(r, FORM_SHEET_SURVEY, c);
		enum form_column_id id;

		if (!is_ours(header))
			continue;
		id = header->column->id;
		g.cell = c;
		if (id == FORM_COLUMN_PARAMETERS)
			read_parameters(&g, c);
		else if (id == FORM_COLUMN_TRIGGER)
			read_triggers(&g, c);
		else if (id == FORM_COLUMN_TEXT_ROWS && *form_cell_text(r, c))
			read_text_rows(&g, form_cell_text(r, c));
		else if (row->repeat_count && row->type != FORM_REPEAT)
			FORM_WARN_KEY(r, c, _("repeat_count has a meaning on a repeat only."));
	}
	if (row->type == FORM_RANGE)
		settle_range(&g);
	if (row->type != FORM_REPEAT)
		row->repeat_count = NULL;
}

void form_parameters_read(struct form_reader *r)
{
	for (unsigned i = 0; i < r->keys && !r->has_parameters; i++)
		r->has_parameters = is_ours(r->headers[FORM_SHEET_SURVEY][i]);
	for (int i = 0; i < r->form->row_count; i++) {
		if (r->nodes[i])
			read_row(r, &r->form->rows[i]);
	}
}
