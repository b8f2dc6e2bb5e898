/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/paint.h"

#include "ui/app.h"
#include "ui/ncurses.h"

enum { CUT_TOLD_COLUMNS = 8 }; /* in less, the dots would cost more than they tell */

/* What is gated already. */
static void clip_safe(struct str *out, const struct str *safe, int columns, char pad)
{
	int used = 0;
	size_t fit;

	if (columns <= 0)
		return;
	fit = text_fit(safe->bytes, safe->len, columns, &used);
	str_add_bytes(out, safe->bytes, fit);
	for (; pad && used < columns; used++)
		str_add_char(out, pad);
}

void ui_clip(struct str *out, const char *text, size_t len, int columns, char pad)
{
	struct str safe = STR_INIT;

	gate_add(&safe, text, len, GATE_LINE);
	clip_safe(out, &safe, columns, pad);
	str_release(&safe);
}

void ui_clip_told(struct str *out, const char *text, size_t len, int columns, char pad)
{
	struct str safe = STR_INIT;

	gate_add(&safe, text, len, GATE_LINE);
	if (columns >= CUT_TOLD_COLUMNS && safe.len > (size_t)columns &&
	    text_columns(safe.bytes, safe.len) > columns) {
		size_t fit = text_fit(safe.bytes, safe.len, columns - 2, NULL);

		while (fit > 0 && safe.bytes[fit - 1] == ' ')
			fit--;
		str_cut(&safe, fit);
		str_add(&safe, "..");
	}
	clip_safe(out, &safe, columns, pad);
	str_release(&safe);
}

void ui_cell(struct str *out, const char *text, int columns)
{
	ui_clip_told(out, text, strlen(text), columns, ' ');
	str_add_char(out, ' ');
}

/* len bytes that are gated and fit already. */
static void put(struct app *a, const struct ui_area *area, int y, int x,
		enum ui_style style, const char *text, size_t len)
{
	attrset((attr_t)a->theme.attributes[style]);
	mvaddnstr(area->y + y, area->x + x, text, (int)len);
	attrset(A_NORMAL);
}

static bool is_inside(const struct ui_area *area, int y, int x)
{
	return y >= 0 && x >= 0 && y < area->lines && x < area->columns;
}

static int paint_bytes(struct app *a, const struct ui_area *area, int y, int x,
		       int columns, enum ui_style style, const char *text, size_t len,
		       char pad)
{
	struct str line = STR_INIT;
	int used;

	if (!is_inside(area, y, x))
		return 0;
	if (columns > area->columns - x)
		columns = area->columns - x;
	ui_clip_told(&line, text, len, columns, pad);
	used = text_columns(line.bytes, line.len);
	put(a, area, y, x, style, line.bytes, line.len);
	str_release(&line);
	return used;
}

int ui_paint(struct app *a, const struct ui_area *area, int y, int x, enum ui_style style,
	     const char *text)
{
	return paint_bytes(a, area, y, x, area->columns - x, style, text, strlen(text),
			   0);
}

void ui_paint_field(struct app *a, const struct ui_area *area, int y, int x, int columns,
		    enum ui_style style, const char *text)
{
	(void)paint_bytes(a, area, y, x, columns, style, text, strlen(text), ' ');
}

int ui_paint_right(struct app *a, const struct ui_area *area, int y, enum ui_style style,
		   const char *text)
{
	struct str line = STR_INIT;
	int used;

	if (!is_inside(area, y, 0))
		return 0;
	ui_clip(&line, text, strlen(text), area->columns, 0);
	used = text_columns(line.bytes, line.len);
	put(a, area, y, area->columns - used, style, line.bytes, line.len);
	str_release(&line);
	return used;
}

/* The next line of a text begins with a word: blanks at the end of the one before are
 * spent. */
size_t ui_wrap(const struct str *text, size_t at, int columns, size_t *next)
{
	size_t len = text_wrap(text->bytes + at, text->len - at, columns, next);

	if (*next > 0 && text->bytes[at + *next - 1] == ' ')
		while (at + *next < text->len && text->bytes[at + *next] == ' ')
			++*next;
	return len;
}

int ui_paint_wrapped(struct app *a, const struct ui_area *area, int y, int x,
		     enum ui_style style, const char *text)
{
	struct str safe = STR_INIT;
	int columns = area->columns - x, lines = 0;
	size_t at = 0, next = 0;

	if (columns < 2)
		return 0;
	gate_add(&safe, text, strlen(text), GATE_TEXT);
	while (at < safe.len && y + lines < area->lines) {
		size_t len = ui_wrap(&safe, at, columns, &next);

		(void)paint_bytes(a, area, y + lines, x, columns, style, safe.bytes + at,
				  len, 0);
		at += next;
		lines++;
	}
	str_release(&safe);
	return lines;
}

int ui_wrapped_lines(const char *text, int columns)
{
	struct str safe = STR_INIT;
	size_t at = 0, next = 0;
	int lines = 0;

	if (columns < 2)
		return 0;
	gate_add(&safe, text, strlen(text), GATE_TEXT);
	for (; at < safe.len; at += next, lines++)
		(void)ui_wrap(&safe, at, columns, &next);
	str_release(&safe);
	return lines;
}

/* A mark as one cell: curses repeats a cell far faster than it reads a text. */
static cchar_t mark_cell(const struct app *a, enum ui_mark mark, enum ui_style style)
{
	const char *text = a->theme.marks[mark];
	wchar_t wide[2] = {0};
	uint32_t code;
	cchar_t cell;

	(void)text_decode(text, strlen(text), &code);
	wide[0] = (wchar_t)code;
	(void)setcchar(&cell, wide, (attr_t)a->theme.attributes[style],
		       (short)PAIR_NUMBER((attr_t)a->theme.attributes[style]), NULL);
	return cell;
}

void ui_paint_rule(struct app *a, const struct ui_area *area, int y, const char *heading)
{
	enum ui_style style = heading ? UI_STRONG : UI_PLAIN;
	cchar_t cell = mark_cell(a, UI_MARK_RULE, style);
	struct str line = STR_INIT;
	int used = 0;

	if (!is_inside(area, y, 0))
		return;
	if (heading && *heading) {
		ui_clip(&line, heading, strlen(heading), area->columns - 1, 0);
		str_add_char(&line, ' ');
		used = text_columns(line.bytes, line.len);
		put(a, area, y, 0, style, line.bytes, line.len);
	}
	(void)mvhline_set(area->y + y, area->x + used, &cell, area->columns - used);
	str_release(&line);
}

void ui_paint_bar(struct app *a, const struct ui_area *area, int x)
{
	cchar_t cell = mark_cell(a, UI_MARK_BAR, UI_PLAIN);

	if (is_inside(area, 0, x))
		(void)mvvline_set(area->y, area->x + x, &cell, area->lines);
}

void ui_paint_clear(struct app *a, const struct ui_area *area)
{
	(void)a;
	for (int y = 0; y < area->lines && area->columns > 0; y++)
		(void)mvhline(area->y + y, area->x, ' ', area->columns);
}

void ui_cursor(struct app *a, const struct ui_area *area, int y, int x)
{
	a->cursor_y = area->y + (y < area->lines ? y : area->lines - 1);
	a->cursor_x = area->x + (x < area->columns ? x : area->columns - 1);
	if (a->cursor_y < 0)
		a->cursor_y = 0;
	if (a->cursor_x < 0)
		a->cursor_x = 0;
}
