/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * A blank interview for paper: the numbers and the digits of the screen, so that what was
 * ticked at a kitchen table is typed in without searching.
 */
enum {
	LINES_TEXT = 4,
	LINES_SHORT = 1,
	DIGITS = 10,
	TICKED_MOST = 60,    /* choices with a box; of more the name is written down */
	ABREAST = 3,
	ABREAST_COLUMNS = 20,
	INSTANCES = 3,       /* of a repeat, when the form does not say how many */
	INSTANCES_MOST = 12, /* more are for a new sheet */
	SCALE_MOST = 21,     /* numbers of a range that stand in a line to be ringed */
	GRID_MOST = 6        /* choices abreast; with more the words do not fit */
};

struct sheet {
	struct page *page;
	const struct form *form;
	int language;
};

/* ${names} stay as a blank to fill in: on paper nothing is known yet. */
static void add_label(struct str *out, const char *label)
{
	form_text_plain(label, "____", out);
}

static const char *choice_label(const struct sheet *s, const struct form_row *row, unsigned i)
{
	struct str line = STR_INIT;
	const char *label;

	add_label(&line, form_text(s->form, row->list->choices[i].label, s->language));
	label = arena_text(&s->page->arena, line.bytes ? line.bytes : "");
	str_release(&line);
	return label;
}

/* A long list has no digits on the screen either; here a few stand on a line. */
static void add_many(const struct sheet *s, const struct form_row *row)
{
	unsigned count = row->list->count;

	for (unsigned i = 0; i < count; i += ABREAST) {
		struct str line = STR_INIT;

		for (unsigned n = i; n < i + ABREAST && n < count; n++) {
			const char *label = choice_label(s, row, n);

			str_add(&line, n > i ? "  [ ] " : "");
			str_add(&line, label);
			if (n + 1 < i + ABREAST && n + 1 < count)
				str_pad(&line,
					ABREAST_COLUMNS -
						text_columns(label, strlen(label)));
		}
		page_add_item(s->page, "[ ]", line.bytes);
		str_release(&line);
	}
}

/* Nobody ticks one of all towns: its name is written down and looked up on screen. */
static void add_written(const struct sheet *s, const struct form_row *row)
{
	struct str line = STR_INIT;

	str_addf(&line, _("Write the name down; there are %u to choose from."),
		 row->list->count);
	page_add_paragraph(s->page, line.bytes);
	page_add_lines(s->page, LINES_SHORT);
	str_release(&line);
}

static void add_choices(const struct sheet *s, const struct form_row *row)
{
	if (row->list->count > TICKED_MOST)
		add_written(s, row);
	else if (row->list->count > DIGITS)
		add_many(s, row);
	for (unsigned i = 0; i < row->list->count && row->list->count <= DIGITS; i++) {
		struct str mark = STR_INIT;

		str_addf(&mark, "[ ] %u", (i + 1) % DIGITS);
		page_add_item(s->page, mark.bytes, choice_label(s, row, i));
		str_release(&mark);
	}
}

static void add_hint(struct page *p, const char *hint)
{
	struct str line = STR_INIT;

	add_label(&line, hint);
	page_add_paragraph(p, line.bytes);
	str_release(&line);
}

/* Which goes first is written into the boxes. */
static void add_rank(const struct sheet *s, const struct form_row *row)
{
	page_add_paragraph(s->page, _("Write 1 in the box of what goes first, then 2, 3 ..."));
	for (unsigned i = 0; i < row->list->count; i++)
		page_add_item(s->page, "[  ]", choice_label(s, row, i));
}

static void add_range(const struct sheet *s, const struct form_range *range)
{
	double steps = (range->end - range->start) / range->step;
	struct str line = STR_INIT;

	if (steps < SCALE_MOST) {
		for (int i = 0; i <= (int)(steps + 1e-9); i++)
			str_addf(&line, "%s%g", i ? "   " : "",
				 range->start + i * range->step);
		page_add_item(s->page, _("Ring:"), line.bytes);
	} else {
		str_addf(&line, _("From %g to %g, by %g: ________"), range->start,
			 range->end, range->step);
		page_add_paragraph(s->page, line.bytes);
	}
	str_release(&line);
}

static void add_answer(const struct sheet *s, const struct form_row *row)
{
	if (row->type == FORM_RANK)
		add_rank(s, row);
	else if (row->type == FORM_RANGE)
		add_range(s, &row->range);
	else if (row->list)
		add_choices(s, row);
	else if (form_row_is_question(row))
		page_add_lines(s->page, row->appearance & FORM_MULTILINE ? LINES_TEXT
									 : LINES_SHORT);
}

static void number_and_label(const struct sheet *s, const struct form_row *row,
			     struct str *out)
{
	if (row->number)
		str_addf(out, "%s. ", row->number);
	add_label(out, form_text(s->form, row->label, s->language));
}

static void add_question(const struct sheet *s, const struct form_row *row)
{
	struct str line = STR_INIT;

	number_and_label(s, row, &line);
	page_add_heading(s->page, 3, line.bytes);
	str_release(&line);
	if (!row->list || row->list->count <= DIGITS) /* else it is about typing */
		add_hint(s->page, form_text(s->form, row->hint, s->language));
	add_answer(s, row);
}

static void add_group(const struct sheet *s, const struct form_row *row)
{
	struct str line = STR_INIT;

	add_label(&line, form_text(s->form, row->label, s->language));
	page_add_heading(s->page, 2, line.bytes);
	str_release(&line);
}

/* How many rows from here on are questions of one grid: beside each other, of one list. */
static int grid_rows(const struct form *form, int first)
{
	const struct form_row *head = &form->rows[first];
	int row = first;

	while (row < form->row_count && form->rows[row].list == head->list &&
	       form->rows[row].parent == head->parent && head->list &&
	       (form->rows[row].appearance & (FORM_GRID | FORM_GRID_HEAD)) != 0)
		row++;
	return head->list && head->list->count <= GRID_MOST && row - first > 1 ? row - first
									       : 0;
}

static const char *grid_text(const struct sheet *s, const struct form_row *row)
{
	struct str line = STR_INIT;
	const char *text;

	number_and_label(s, row, &line);
	text = arena_text(&s->page->arena, line.bytes);
	str_release(&line);
	return text;
}

/* The choices once above, each question a line with boxes. */
static void add_grid(const struct sheet *s, int first, int count)
{
	const struct form_row *rows = &s->form->rows[first];
	bool has_head = (rows->appearance & FORM_GRID_HEAD) != 0;
	int columns = (int)rows->list->count + 1, lines = has_head ? count : count + 1;
	const char **cells = arena_array(&s->page->arena, (size_t)(columns * lines),
					 sizeof *cells);

	cells[0] = has_head ? grid_text(s, rows) : "";
	for (int c = 1; c < columns; c++)
		cells[c] = choice_label(s, rows, (unsigned)c - 1);
	for (int line = 1; line < lines; line++) {
		cells[line * columns] = grid_text(s, &rows[has_head ? line : line - 1]);
		for (int c = 1; c < columns; c++)
			cells[line * columns + c] = "[ ]";
	}
	page_add_table(s->page, columns, lines, cells);
}

/* A repeat_count that reads nothing is a number; 0: it depends on answers, or is none. */
static int plain_count(const struct form_row *repeat)
{
	struct arena a = ARENA_INIT;
	struct form_value value;
	int64_t never = 0;
	struct clock clock = clock_fixed(&never);
	const struct form_env env = {.spot = FORM_NONE, .clock = &clock, .language = "nl"};
	int reads = 0;
	double count = 0;

	if (repeat->repeat_count)
		(void)form_expr_reads(repeat->repeat_count, &reads);
	if (repeat->repeat_count && reads == 0 &&
	    form_expr_evaluate(repeat->repeat_count, &env, &a, &value, NULL) == OK)
		count = form_value_number(&value);
	arena_release(&a);
	return count >= 1 ? count < INSTANCES_MOST ? (int)count : INSTANCES_MOST : 0;
}

static void add_rows(const struct sheet *s, int first, int end);

/* Its questions once for each instance; inside another one once, for the sheet is full soon. */
static void add_repeat(const struct sheet *s, const struct form_row *row)
{
	int plain = plain_count(row), wanted = plain > 0 ? plain : INSTANCES,
	    count = row->repeat == FORM_NONE ? wanted : 1;
	struct str line = STR_INIT;

	for (int i = 1; i <= count; i++) {
		str_reset(&line);
		add_label(&line, form_text(s->form, row->label, s->language));
		str_addf(&line, "%s%d", line.len ? " " : "", i);
		page_add_heading(s->page, 2, line.bytes);
		add_rows(s, row->index + 1, row->end);
	}
	str_reset(&line);
	add_label(&line, form_text(s->form, row->label, s->language));
	str_addf(&line, "%s%s", line.len ? ": " : "", _("another one on a new sheet."));
	if (plain == 0 || count < plain)
		page_add_paragraph(s->page, line.bytes);
	str_release(&line);
}

static void add_rows(const struct sheet *s, int first, int end)
{
	for (int i = first; i < end; i++) {
		const struct form_row *row = &s->form->rows[i];
		int grid = grid_rows(s->form, i);

		if (row->type == FORM_REPEAT) {
			add_repeat(s, row);
			i = row->end - 1;
		} else if (grid > 0) {
			add_grid(s, i, grid);
			i += grid - 1;
		} else if (row->type == FORM_GROUP) {
			add_group(s, row);
		} else if (form_row_is_shown(row)) {
			add_question(s, row);
		}
	}
}

static void add_start(struct page *p)
{
	page_add_field(p, _("Date"), "____ - ____ - ________");
	page_add_field(p, _("Held by"), "______________________________");
	page_add_field(p, _("Typed in by"), "______________________________");
}

struct page *page_blank_form(const struct form *form, const char *language)
{
	int code = form_language(form, language);
	struct page *p =
		page_new(PAGE_KINDS, form_text(form, form->titles, code), language);

	add_start(p);
	add_rows(&(struct sheet){p, form, code}, 0, form->row_count);
	return p;
}
