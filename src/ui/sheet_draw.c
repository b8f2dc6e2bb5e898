/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a sheet looks: the field with the focus open, the others a line each. */
#include "ui/sheet_inner.h"

enum { TEXT_LINES = 4, INDENT = 2 };

void sheet_field_add(const struct sheet_field *f, struct str *out)
{
	if (!sheet_is_choice(f))
		str_add(out, f->shown.len ? f->shown.bytes : f->editor.text.bytes);
	for (int i = 0, n = 0; sheet_is_choice(f) && i < f->count; i++) {
		if (f->is_chosen[i])
			str_addf(out, "%s%s", n++ ? ", " : "", f->labels[i]);
	}
}

static int choice_lines(const struct sheet_field *f)
{
	int passing = sheet_is_choice(f) ? sheet_passing(f, f->count) : 0;

	if (sheet_is_choice(f))
		return (passing > 0 ? passing : 1) + sheet_is_long(f);
	return f->kind == UI_FIELD_TEXT ? TEXT_LINES : 1;
}

/* The field with the focus is open: label, hint and all choices; the others take one
 * line. */
static int field_lines(const struct sheet *s, int index)
{
	const struct sheet_field *f = &s->fields[index];

	if (index != s->at)
		return 1;
	return 1 + (f->hint ? ui_wrapped_lines(f->hint, s->body.columns - INDENT) : 0) +
	       choice_lines(f) + (f->kind == UI_FIELD_DATE || f->kind == UI_FIELD_TIME);
}

static void closed_draw(struct app *a, const struct sheet *s, int index, int y)
{
	const struct sheet_field *f = &s->fields[index];
	struct str line = STR_INIT;

	str_addf(&line, "  %s: ", f->label);
	sheet_field_add(f, &line);
	(void)ui_paint(a, &s->body, y, 0, UI_PLAIN, line.bytes);
	str_release(&line);
}

static void choice_line(const struct app *a, const struct sheet_field *f, int i,
			struct str *out)
{
	str_addf(out, "  %s", i == f->at ? a->theme.marks[UI_MARK_HERE] : " ");
	str_addf(out, f->kind == UI_FIELD_CHOICE ? "(%s) " : "[%s] ",
		 f->is_chosen[i] ? "x" : " ");
	if (i < UI_SHEET_DIGITS_MOST)
		str_addf(out, "%d  ", (i + 1) % UI_SHEET_DIGITS_MOST);
	else
		str_add(out, "   ");
	str_add(out, f->labels[i]);
}

/* What does not fit is scrolled, the focus is always seen. */
static void choices_draw(struct app *a, const struct sheet *s,
			 const struct sheet_field *f, int y)
{
	struct str line = STR_INIT;
	int room = s->body.lines - y, here = sheet_passing(f, f->at), n = 0;
	int top = here >= room ? here - room + 1 : 0;

	for (int i = 0; i < f->count && n < top + room; i++) {
		if (!sheet_passes(f, i) || n++ < top)
			continue;
		str_reset(&line);
		choice_line(a, f, i, &line);
		(void)ui_paint(a, &s->body, y + n - 1 - top, 0,
			       i == f->at ? UI_FOCUS : UI_PLAIN, line.bytes);
		if (i == f->at)
			ui_cursor(a, &s->body, y + n - 1 - top, INDENT);
	}
	if (n == 0)
		(void)ui_paint(a, &s->body, y, INDENT, UI_MUTED,
			       _("Nothing has these letters."));
	str_release(&line);
}

/* Above many choices; the cursor is there once something was typed. */
static void search_draw(struct app *a, const struct sheet *s, struct sheet_field *f, int y)
{
	int used = ui_paint(a, &s->body, y, INDENT, UI_PLAIN, _("Search:")) + INDENT + 1;
	struct ui_area line = {s->body.y + y, s->body.x + used, 1, s->body.columns - used - 1};

	ui_editor_draw(a, &f->editor, &line, !ui_editor_is_empty(&f->editor));
}

static void understood_draw(struct app *a, const struct sheet *s,
			    const struct sheet_field *f, int y)
{
	const char *text =
		f->is_understood ? f->shown.bytes : _("This is not clear yet.");

	ui_paint_field(a, &s->body, y, INDENT, s->body.columns - INDENT, UI_MUTED, text);
}

static struct ui_area editor_area(const struct sheet *s, int y)
{
	const struct sheet_field *f = &s->fields[s->at];
	struct ui_area area = s->body;

	area.y += y;
	area.x += INDENT;
	area.columns -= INDENT + 1;
	area.lines = f->kind == UI_FIELD_TEXT ? TEXT_LINES : 1;
	if (area.lines > s->body.lines - y)
		area.lines = s->body.lines - y;
	return area;
}

/* Where the value of the open field begins. */
static int open_line(const struct sheet *s)
{
	const struct sheet_field *f = &s->fields[s->at];

	return (s->at - s->top) + 1 +
	       (f->hint ? ui_wrapped_lines(f->hint, s->body.columns - INDENT) : 0);
}

static void value_draw(struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];
	struct ui_area area = editor_area(s, open_line(s));

	if (f->kind == UI_FIELD_DATE || f->kind == UI_FIELD_TIME)
		understood_draw(a, s, f, open_line(s) + 1);
	ui_editor_draw(a, &f->editor, &area, true);
}

static void open_draw(struct app *a, struct sheet *s, int y)
{
	struct sheet_field *f = &s->fields[s->at];

	(void)ui_paint(a, &s->body, y, 0, UI_FOCUS, a->theme.marks[UI_MARK_HERE]);
	(void)ui_paint(a, &s->body, y, INDENT, UI_STRONG, f->label);
	if (f->hint)
		(void)ui_paint_wrapped(a, &s->body, y + 1, INDENT, UI_MUTED, f->hint);
	if (sheet_is_choice(f))
		choices_draw(a, s, f, open_line(s) + sheet_is_long(f));
	if (sheet_is_long(f))
		search_draw(a, s, f, open_line(s));
	if (!sheet_is_choice(f))
		value_draw(a, s);
}

/* How many lines all from this one on would take. */
static int lines_from(const struct sheet *s, int top)
{
	int lines = 0;

	for (int i = top; i < s->count; i++)
		lines += field_lines(s, i);
	return lines;
}

void sheet_draw(struct app *a, void *data)
{
	struct sheet *s = data;
	int y = 0, need;

	if (s->top > s->at)
		s->top = s->at;
	need = field_lines(s, s->at);
	while (s->top < s->at && s->at - s->top + need > s->body.lines)
		s->top++;
	while (s->top > 0 && lines_from(s, s->top - 1) <= s->body.lines)
		s->top--; /* the terminal has grown: no line stays away while there is room */
	for (int i = s->top; i < s->count && y < s->body.lines; i++) {
		if (i == s->at)
			open_draw(a, s, y);
		else
			closed_draw(a, s, i, y);
		y += field_lines(s, i);
	}
}

void sheet_draw_field(struct app *a, void *data)
{
	struct sheet *s = data;

	if (!sheet_is_choice(&s->fields[s->at]))
		value_draw(a, s);
}
