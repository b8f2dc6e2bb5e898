/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* A page as plain text: what goes to a terminal, a file or a simple printer. */

enum { FIELD_COLUMNS = 26, LABEL_GAP = 2 };

/* Adds text wrapped to columns, each line behind 'indent' blanks; the first line starts
 * where out stands. */
static void add_wrapped(struct str *out, const char *text, int indent, int columns)
{
	struct str safe = STR_INIT;
	size_t at = 0;

	gate_add(&safe, text, strlen(text), GATE_TEXT);
	while (at < safe.len) {
		size_t next;
		size_t len = text_wrap(safe.bytes + at, safe.len - at, columns - indent,
				       &next);

		if (at > 0)
			str_pad(out, indent);
		str_add_bytes(out, safe.bytes + at, len);
		str_add_char(out, '\n');
		at += next;
	}
	str_release(&safe);
}

/* Blanks at the end of a line say nothing, and confuse who compares two pages. */
static void end_line(struct str *out)
{
	while (out->len > 0 && out->bytes[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_add_char(out, '\n');
}

static void add_gated(struct str *out, const char *text)
{
	gate_add(out, text, strlen(text), GATE_LINE);
}

static int gated_columns(const char *text)
{
	struct str safe = STR_INIT;
	int columns;

	add_gated(&safe, text);
	columns = text_columns(safe.bytes, safe.len);
	str_release(&safe);
	return columns;
}

static void add_rule(struct str *out, char c, int columns)
{
	for (int i = 0; i < columns; i++)
		str_add_char(out, c);
	str_add_char(out, '\n');
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void heading_text(struct str *out, const struct page_block *block, int columns)
{
	if (out->len > 0)
		str_add_char(out, '\n');
	add_wrapped(out, block->text, 0, columns);
	if (block->level == 1)
		add_rule(out, '=', columns);
	else if (block->level == 2)
		add_rule(out, '-', least(gated_columns(block->text), columns));
}

static void field_text(struct str *out, const struct page_block *block, int columns)
{
	int gap = FIELD_COLUMNS - gated_columns(block->label);

	if (gap < LABEL_GAP) {
		add_wrapped(out, block->label, 0, columns);
		gap = FIELD_COLUMNS;
	} else {
		add_gated(out, block->label);
	}
	str_pad(out, gap);
	add_wrapped(out, block->text, FIELD_COLUMNS, columns);
}

static void item_text(struct str *out, const struct page_block *block, int columns)
{
	int indent = 3 + gated_columns(block->label);

	str_add(out, "  ");
	add_gated(out, block->label);
	str_add_char(out, ' ');
	add_wrapped(out, block->text, indent, columns);
}

/* One row of a table, cell beside cell, each wrapped to its width. */
static void row_text(struct str *out, const char *const *cells, int columns, int width)
{
	struct str safe[8] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT,
			      STR_INIT, STR_INIT, STR_INIT, STR_INIT};
	size_t at[8] = {0};
	bool more = true;

	columns = least(columns, (int)(sizeof at / sizeof *at));
	for (int c = 0; c < columns; c++)
		gate_add(&safe[c], cells[c], strlen(cells[c]), GATE_TEXT);
	while (more) {
		more = false;
		for (int c = 0; c < columns; c++) {
			size_t next = 0, len = 0;

			if (at[c] < safe[c].len)
				len = text_wrap(safe[c].bytes + at[c],
						safe[c].len - at[c], width, &next);
			str_add(out, c ? " | " : "");
			str_add_bytes(out, safe[c].bytes + at[c], len);
			if (c + 1 < columns)
				str_pad(out,
					width - text_columns(safe[c].bytes + at[c], len));
			at[c] += next;
			more = more || at[c] < safe[c].len;
		}
		end_line(out);
	}
	for (int c = 0; c < columns; c++)
		str_release(&safe[c]);
}

static void table_text(struct str *out, const struct page_block *block, int columns)
{
	int width = (columns - 3 * (block->columns - 1)) / block->columns;

	for (int r = 0; r < block->rows; r++) {
		row_text(out, block->cells + (size_t)r * (size_t)block->columns,
			 block->columns, width);
		if (r + 1 < block->rows)
			add_rule(out, '-', columns);
	}
}

static void ladder_text(struct str *out, const struct page *p,
			const struct page_block *block, int columns)
{
	page_ladder_text(block->rungs, block->rung_count, block->goal_rung, columns,
			 false, block->cells, p->language, out);
}

static void lines_text(struct str *out, const struct page_block *block, int columns)
{
	for (int i = 0; i < block->level; i++) {
		str_add(out, "  ");
		add_rule(out, '_', columns - 4);
	}
}

/* A line to cut along: a printer of plain text has no say in where its sheets end. */
static void break_text(struct str *out, int columns)
{
	str_add_char(out, '\n');
	for (int i = 0; i + 1 < columns; i += 2)
		str_add(out, i > 0 ? " -" : "-");
	str_add_char(out, '\n');
}

void page_text(const struct page *p, int columns, struct str *out)
{
	struct page_block title = {.kind = PAGE_HEADING, .level = 1, .text = p->title};

	heading_text(out, &title, columns);
	for (size_t i = 0; i < p->count; i++) {
		const struct page_block *block = &p->blocks[i];

		switch (block->kind) {
		case PAGE_HEADING:
			heading_text(out, block, columns);
			break;
		case PAGE_PARAGRAPH:
			add_wrapped(out, block->text, 0, columns);
			break;
		case PAGE_FIELD:
			field_text(out, block, columns);
			break;
		case PAGE_ITEM:
			item_text(out, block, columns);
			break;
		case PAGE_TABLE:
			table_text(out, block, columns);
			break;
		case PAGE_LADDER:
			ladder_text(out, p, block, columns);
			break;
		case PAGE_LINES:
			lines_text(out, block, columns);
			break;
		case PAGE_BREAK:
			break_text(out, columns);
			break;
		}
	}
}
