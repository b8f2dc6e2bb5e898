/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * A page as one HTML file: no scripts, nothing from outside, which the page's own policy
 * says too, so that a browser asks nothing of anybody when it is opened.
 */
static const char head[] =
	"<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" "
	"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<style>\n"
	"body{font:11pt/1.4 'Noto Sans','DejaVu "
	"Sans',sans-serif;max-width:50em;margin:1em auto;"
	"padding:0 1em;color:#000;background:#fff}\n"
	"h1{font-size:1.4em;border-bottom:2px solid}h2{font-size:1.1em;margin:1em 0 .2em}"
	"h3{font-size:1em;margin:.8em 0 .2em}\n"
	"dl{display:grid;grid-template-columns:14em 1fr;gap:.1em "
	"1em;margin:0}dt{color:#333}"
	"dd{margin:0}\n"
	"p,dd,li,td{white-space:pre-line}ul{list-style:none;padding-left:1em;margin:.2em "
	"0}\n"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}"
	"td,th{border:1px solid;padding:.3em;text-align:start;vertical-align:top;"
	"overflow-wrap:anywhere}\n"
	"pre{font:10pt/1.2 monospace}hr{border:0;border-bottom:1px solid;height:1.6em}\n";

static void add_escaped(struct str *out, const char *text)
{
	struct str safe = STR_INIT;

	gate_add(&safe, text, strlen(text), GATE_TEXT);
	for (size_t i = 0; i < safe.len; i++)
		switch (safe.bytes[i]) {
		case '&':
			str_add(out, "&amp;");
			break;
		case '<':
			str_add(out, "&lt;");
			break;
		case '>':
			str_add(out, "&gt;");
			break;
		case '"':
			str_add(out, "&quot;");
			break;
		default:
			str_add_char(out, safe.bytes[i]);
		}
	str_release(&safe);
}

static void add_element(struct str *out, const char *tag, const char *text)
{
	str_addf(out, "<%s dir=\"auto\">", tag);
	add_escaped(out, text);
	str_addf(out, "</%s>\n", tag);
}

static void table_html(struct str *out, const struct page_block *block)
{
	str_add(out, "<table>\n");
	for (int r = 0; r < block->rows; r++) {
		str_add(out, "<tr>");
		for (int c = 0; c < block->columns; c++)
			add_element(out, r == 0 ? "th" : "td",
				    block->cells[r * block->columns + c]);
		str_add(out, "</tr>\n");
	}
	str_add(out, "</table>\n");
}

static void ladder_html(struct str *out, const struct page *p,
			const struct page_block *block)
{
	struct str chart = STR_INIT;

	page_ladder_text(block->rungs, block->rung_count, block->goal_rung, 78, false,
			 block->cells, p->language, &chart);
	str_add(out, "<pre>");
	add_escaped(out, chart.bytes);
	str_add(out, "</pre>\n");
	str_release(&chart);
}

static void block_html(struct str *out, const struct page *p,
		       const struct page_block *block)
{
	switch (block->kind) {
	case PAGE_HEADING:
		add_element(out,
			    block->level == 1	? "h1"
			    : block->level == 2 ? "h2"
						: "h3",
			    block->text);
		break;
	case PAGE_PARAGRAPH:
		add_element(out, "p", block->text);
		break;
	case PAGE_FIELD:
		add_element(out, "dt", block->label);
		add_element(out, "dd", block->text);
		break;
	case PAGE_ITEM:
		str_add(out, "<li dir=\"auto\">");
		add_escaped(out, block->label);
		str_add_char(out, ' ');
		add_escaped(out, block->text);
		str_add(out, "</li>\n");
		break;
	case PAGE_TABLE:
		table_html(out, block);
		break;
	case PAGE_LADDER:
		ladder_html(out, p, block);
		break;
	case PAGE_LINES:
		for (int i = 0; i < block->level; i++)
			str_add(out, "<hr>\n");
		break;
	case PAGE_BREAK:
		str_add(out, "<div style=\"break-before:page\"></div>\n");
		break;
	}
}

/* Fields stand together in a list of terms, items in a list. */
static const char *wrapper(enum page_block_kind kind)
{
	return kind == PAGE_FIELD ? "dl" : kind == PAGE_ITEM ? "ul" : NULL;
}

void page_html(const struct page *p, struct str *out)
{
	const char *open = NULL;

	str_addf(out,
		 "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n%s@page{size:A4 "
		 "%s}\n</style>\n",
		 p->language, head, p->is_landscape ? "landscape" : "portrait");
	add_element(out, "title", p->title);
	str_add(out, "</head>\n<body>\n");
	add_element(out, "h1", p->title);
	for (size_t i = 0; i < p->count; i++) {
		const char *wanted = wrapper(p->blocks[i].kind);

		if (open && !text_equal(open, wanted))
			str_addf(out, "</%s>\n", open);
		if (wanted && !text_equal(open, wanted))
			str_addf(out, "<%s>\n", wanted);
		open = wanted;
		block_html(out, p, &p->blocks[i]);
	}
	if (open)
		str_addf(out, "</%s>\n", open);
	str_add(out, "</body>\n</html>\n");
}
