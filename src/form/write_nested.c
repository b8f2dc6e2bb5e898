/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/write_part.h"

/* Deeper groups stay flat: a group takes two of the levels that a file may have. */
enum { NESTED_MOST = (FORM_TREE_DEPTH - 6) / 2 };

static bool is_mapped(const struct form_writer *w, const struct form_head *head)
{
	return head->language != FORM_NONE && w->style == FORM_STYLE_KEYS;
}

/* The cells of one column in all languages; how many they are. */
static size_t write_texts(struct form_writer *w, const struct form_table *t,
			  const struct form_line *line, size_t at, int indent)
{
	const struct form_head *head = &t->heads[t->cells[line->first + at].head];
	size_t n = at;

	for (; n < line->count; n++) {
		const struct form_cell *cell = &t->cells[line->first + n];

		if (!form_head_is(t, cell, head->name))
			break;
		form_yaml_member(w, indent, FORM_YAML_MEMBER,
				 form_write_key(w, t->heads[cell->head].language),
				 cell->text);
	}
	return n - at;
}

/* The cells of a line, but for one column; texts by language where they go so. */
static void write_cells(struct form_writer *w, const struct form_table *t,
			const struct form_line *line, int indent,
			enum form_yaml_place place, const char *left_out)
{
	for (size_t i = 0; i < line->count;) {
		const struct form_cell *cell = &t->cells[line->first + i];
		const struct form_head *head = &t->heads[cell->head];

		if (left_out && text_equal(head->name, left_out)) {
			i++;
			continue;
		}
		if (is_mapped(w, head)) {
			form_yaml_key(w, indent, place, head->name);
			str_add_char(w->out, '\n');
			i += write_texts(w, t, line, i, indent + 2);
		} else {
			form_yaml_member(w, indent, place, form_write_header(w, head),
					 cell->text);
			i++;
		}
		place = FORM_YAML_MEMBER;
	}
}

/* The sheet survey */

/* An end row that says more than what it ends keeps its group flat. */
static bool is_nestable(const struct form_table *t, const struct form_line *begin,
			int depth)
{
	const struct form_line *end = &t->lines[begin->end];
	const char *name = form_line_text(t, begin, "name"), *type;
	const char *ended = form_line_text(t, end, "name");
	const struct form_type_word *word;
	int used;

	if (begin->kind != FORM_LINE_BEGIN || end->kind != FORM_LINE_END ||
	    depth == NESTED_MOST)
		return false;
	type = form_line_text(t, begin, "type") + strlen("begin_");
	word = form_type_find(&type, 1, &used);
	return word && word->flags & FORM_TYPE_NESTED && name && ended &&
	       text_equal(name, ended) && end->count == 2;
}

static void write_line(struct form_writer *w, const struct form_table *t,
		       const struct form_line *line, int indent)
{
	write_cells(w, t, line, indent, FORM_YAML_FIRST, NULL);
}

static void write_group(struct form_writer *w, const struct form_table *t,
			const struct form_line *begin, int indent)
{
	const char *type = form_line_text(t, begin, "type") + strlen("begin_");
	const char *remark = form_line_text(t, begin, "#");
	struct form_line rest = *begin;

	/* '#' and type are the first columns, in this order */
	rest.first += remark ? 2 : 1;
	rest.count -= remark ? 2 : 1;
	if (remark)
		form_yaml_member(w, indent, FORM_YAML_FIRST, "#", remark);
	form_yaml_member(w, indent, remark ? FORM_YAML_MEMBER : FORM_YAML_FIRST, "type",
			 type);
	write_cells(w, t, &rest, indent, FORM_YAML_MEMBER, NULL);
	form_yaml_key(w, indent, FORM_YAML_MEMBER, "questions");
	str_add(w->out, begin->end == (size_t)(begin - t->lines) + 1 ? " []\n" : "\n");
}

static void write_survey(struct form_writer *w, const struct form_table *t)
{
	size_t ends[NESTED_MOST];
	int depth = 0;

	for (size_t i = 0; i < t->line_count; i++) {
		const struct form_line *line = &t->lines[i];

		if (depth > 0 && ends[depth - 1] == i) {
			depth--;
		} else if (line->kind == FORM_LINE_BEGIN && is_nestable(t, line, depth)) {
			write_group(w, t, line, 2 + 2 * depth);
			ends[depth++] = line->end;
		} else {
			write_line(w, t, line, 2 + 2 * depth);
		}
	}
}

/* The sheet choices */

/* Lists in their order, with the lines of each: from 'first' on, before 'end'. */
struct span {
	const char *list;
	size_t first, end;
};

/* A remark stands in the list that follows it, at the end in the last one.  False: some
 * list stands apart. */
static bool find_spans(struct form_writer *w, const struct form_table *t,
		       struct span *spans, size_t *count)
{
	struct form_names seen;
	size_t begin = 0;

	*count = 0;
	form_names_init(&seen, &w->r.scratch, 0);
	for (size_t i = 0; i < t->line_count; i++) {
		const char *list = form_line_text(t, &t->lines[i], "list_name");
		struct span *last = *count ? &spans[*count - 1] : NULL;

		if (form_line_is_remark(t, &t->lines[i]))
			continue;
		if (!list || !form_yaml_is_key(list))
			return false;
		if (last && text_equal(last->list, list)) {
			last->end = begin = i + 1;
			continue;
		}
		if (form_names_add(&seen, list, (int)*count) != (int)*count)
			return false;
		spans[(*count)++] = (struct span){list, begin, i + 1};
		begin = i + 1;
	}
	if (*count)
		spans[*count - 1].end = t->line_count;
	return *count > 0;
}

/* Each choice is a name with its label. */
static bool is_short(struct form_writer *w, const struct form_table *t,
		     const struct span *span)
{
	struct form_names seen;

	form_names_init(&seen, &w->r.scratch, 0);
	for (size_t i = span->first; i < span->end; i++) {
		const struct form_line *line = &t->lines[i];
		const char *name = form_line_text(t, line, "name");

		if (!name || !form_yaml_is_key(name) ||
		    form_names_add(&seen, name, (int)i) != (int)i)
			return false;
		for (size_t c = 0; c < line->count; c++) {
			const struct form_cell *cell = &t->cells[line->first + c];
			const struct form_head *head = &t->heads[cell->head];
			bool is_label = form_head_is(t, cell, "label") &&
					(is_mapped(w, head) ||
					 head->language == w->r.default_language);

			if (!is_label && !form_head_is(t, cell, "name") &&
			    !form_head_is(t, cell, "list_name"))
				return false;
		}
	}
	return true;
}

static void write_short(struct form_writer *w, const struct form_table *t,
			const struct form_line *line)
{
	size_t at = 0;

	form_yaml_key(w, 4, FORM_YAML_MEMBER, form_line_text(t, line, "name"));
	while (at < line->count && !form_head_is(t, &t->cells[line->first + at], "label"))
		at++;
	if (at == line->count) {
		str_add_char(w->out, '\n');
	} else if (is_mapped(w, &t->heads[t->cells[line->first + at].head])) {
		str_add_char(w->out, '\n');
		(void)write_texts(w, t, line, at, 6);
	} else {
		form_yaml_text(w, 4, t->cells[line->first + at].text);
	}
}

static void write_list(struct form_writer *w, const struct form_table *t,
		       const struct span *span)
{
	bool is_one_each = is_short(w, t, span);

	form_yaml_key(w, 2, FORM_YAML_MEMBER, span->list);
	str_add_char(w->out, '\n');
	for (size_t i = span->first; i < span->end; i++) {
		if (is_one_each)
			write_short(w, t, &t->lines[i]);
		else
			write_cells(w, t, &t->lines[i], 4, FORM_YAML_FIRST, "list_name");
	}
}

static void write_choices(struct form_writer *w, const struct form_table *t)
{
	struct span *spans = mem_array(t->line_count + 1, sizeof *spans);
	size_t count;

	if (find_spans(w, t, spans, &count)) {
		for (size_t i = 0; i < count; i++)
			write_list(w, t, &spans[i]);
	} else {
		for (size_t i = 0; i < t->line_count; i++)
			write_line(w, t, &t->lines[i], 2);
	}
	free(spans);
}

/* The sheet settings */

static void write_languages(struct form_writer *w, int indent)
{
	if (w->style != FORM_STYLE_KEYS)
		return;
	form_yaml_key(w, indent, FORM_YAML_MEMBER, "languages");
	str_add_char(w->out, '\n');
	for (int i = 0; i < w->order_count; i++) {
		const char *name = w->r.languages[w->order[i]],
			   *key = form_write_key(w, w->order[i]);
		size_t bare = key == name ? 0 : strcspn(name, "(") - 1;

		form_yaml_member(w, indent + 2, FORM_YAML_MEMBER, key,
				 arena_bytes(w->arena, name, bare));
	}
}

/* A mapping; a list when remarks stand before its row. */
static void write_settings(struct form_writer *w, const struct form_table *t)
{
	for (size_t i = 0; i < t->line_count; i++) {
		bool is_one = t->line_count == 1;

		write_cells(w, t, &t->lines[i], 2,
			    is_one ? FORM_YAML_MEMBER : FORM_YAML_FIRST, NULL);
		if (i + 1 == t->line_count)
			write_languages(w, 2);
	}
}

static void write_lines(struct form_writer *w, const struct form_table *t)
{
	for (size_t i = 0; i < t->line_count; i++)
		write_line(w, t, &t->lines[i], 2);
}

void form_write_nested(struct form_writer *w)
{
	static void (*const writers[FORM_SHEETS])(struct form_writer *,
						  const struct form_table *) = {
		[FORM_SHEET_SURVEY] = write_survey,
		[FORM_SHEET_CHOICES] = write_choices,
		[FORM_SHEET_SETTINGS] = write_settings,
		[FORM_SHEET_EXTERNAL] = write_choices,
		[FORM_SHEET_ENTITIES] = write_lines};

	for (size_t i = 0; i < w->table_count; i++) {
		const struct form_table *t = &w->tables[i];

		if (!t->line_count)
			continue;
		str_add(w->out, w->out->len ? "\n" : "");
		form_yaml_key(w, 0, FORM_YAML_MEMBER, t->name);
		str_add_char(w->out, '\n');
		(t->sheet < 0 ? write_lines : writers[t->sheet])(w, t);
	}
}
