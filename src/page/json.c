/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* A page as JSON: for programs that set it themselves. */

static const char *const kind_names[] = {
	[PAGE_HEADING] = "heading", [PAGE_PARAGRAPH] = "paragraph",
	[PAGE_FIELD] = "field",	    [PAGE_ITEM] = "item",
	[PAGE_TABLE] = "table",	    [PAGE_LADDER] = "ladder",
	[PAGE_LINES] = "lines",	    [PAGE_BREAK] = "break",
};

static json_t *cells_json(const struct page_block *block)
{
	json_t *rows = json_array();

	for (int r = 0; r < block->rows; r++) {
		json_t *row = json_array();

		for (int c = 0; c < block->columns; c++)
			json_array_append_new(
				row, json_of_text(block->cells[r * block->columns + c]));
		json_array_append_new(rows, row);
	}
	return rows;
}

static json_t *rungs_json(const struct page_block *block)
{
	json_t *rungs = json_array();

	for (int i = 0; i < block->rung_count; i++) {
		struct str on = STR_INIT;
		json_t *rung = json_object();

		date_write(&on, &block->rungs[i].on, DATE_ISO, "en");
		json_object_set_new(rung, "on", json_string(on.bytes));
		json_object_set_new(rung, "level", json_integer(block->rungs[i].level));
		json_array_append_new(rungs, rung);
		str_release(&on);
	}
	return rungs;
}

static json_t *block_json(const struct page_block *block)
{
	json_t *object = json_object();

	json_object_set_new(object, "kind", json_string(kind_names[block->kind]));
	if (block->kind == PAGE_HEADING || block->kind == PAGE_LINES)
		json_object_set_new(object, "level", json_integer(block->level));
	json_put_text(object, "label", block->label);
	json_put_text(object, "text", block->text);
	if (block->kind == PAGE_TABLE)
		json_object_set_new(object, "rows", cells_json(block));
	if (block->kind == PAGE_LADDER)
		json_object_set_new(object, "rungs", rungs_json(block));
	return object;
}

void page_json(const struct page *p, struct str *out)
{
	json_t *object = json_object(), *blocks = json_array();

	json_object_set_new(object, "title", json_of_text(p->title));
	json_object_set_new(object, "language", json_string(p->language));
	json_object_set_new(object, "landscape", json_boolean(p->is_landscape));
	for (size_t i = 0; i < p->count; i++)
		json_array_append_new(blocks, block_json(&p->blocks[i]));
	json_object_set_new(object, "blocks", blocks);
	json_text_pretty(out, object);
	str_add_char(out, '\n');
	json_decref(object);
}
