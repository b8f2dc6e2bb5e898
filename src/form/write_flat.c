/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/* A bare text is of the default language: it has no name of its own, or it is a
 * workbook's title. */
static bool is_bare(const struct form_writer *w, const struct form_head *head)
{
	int bare = w->r.default_language;

	if (head->language == FORM_NONE)
		return true;
	if (head->language != bare)
		return false;
	return w->style == FORM_STYLE_BARE || text_equal(head->name, "form_title") ||
	       text_equal(w->r.languages[bare], "default");
}

const char *form_write_header(struct form_writer *w, const struct form_head *head)
{
	if (is_bare(w, head))
		return head->name;
	return arena_format(w->arena, "%s::%s", head->name,
			    w->r.languages[head->language]);
}

static void write_line(struct form_writer *w, const struct form_table *t,
		       const struct form_line *line)
{
	enum form_yaml_place place = FORM_YAML_FIRST;

	for (size_t i = 0; i < line->count; i++) {
		const struct form_cell *cell = &t->cells[line->first + i];
		const struct form_head *head = &t->heads[cell->head];

		form_yaml_member(w, 2, place, form_write_header(w, head), cell->text);
		place = FORM_YAML_MEMBER;
	}
}

static void write_rows(struct form_writer *w, const struct form_table *t)
{
	form_yaml_key(w, 0, FORM_YAML_MEMBER, t->name);
	str_add_char(w->out, '\n');
	for (size_t i = 0; i < t->line_count; i++)
		write_line(w, t, &t->lines[i]);
}

/* Every language has its label, also one that has no text yet: so its column is there to
 * be filled. */
static void add_labels(struct form_writer *w, struct form_table *t)
{
	for (int i = 0; i < w->order_count && w->order_count > 1; i++) {
		form_table_line(t, FORM_LINE_ROW);
		(void)form_table_cell(w, t, "label", w->order[i], "");
		t->line_count--;
	}
	form_table_settle(w, t);
}

static void write_headers(struct form_writer *w, const struct form_table *t)
{
	const char **headers = mem_array(t->head_count + 1, sizeof *headers);

	for (size_t i = 0; i < t->head_count; i++)
		headers[t->heads[i].place] = form_write_header(w, &t->heads[i]);
	form_yaml_key(w, 4, FORM_YAML_MEMBER, t->name);
	str_add_char(w->out, '\n');
	for (size_t i = 0; i < t->head_count; i++)
		form_yaml_item(w, 4, headers[i]);
	free(headers);
}

void form_write_flat(struct form_writer *w)
{
	for (size_t i = 0; i < w->table_count; i++) {
		if (w->tables[i].line_count)
			write_rows(w, &w->tables[i]);
	}
	str_add(w->out, "yxf:\n  headers:\n");
	for (size_t i = 0; i < w->table_count; i++) {
		struct form_table *t = &w->tables[i];

		if (t->sheet == FORM_SHEET_SURVEY)
			add_labels(w, t);
		if (t->line_count)
			write_headers(w, t);
	}
}
