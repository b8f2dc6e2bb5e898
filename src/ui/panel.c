/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A few lines to fill in.  Parent: any screen.  Data: the lines, each an editor or a field that is
 * not shown.  Requests: Enter goes on and after the last line does what it is for; Esc asks before
 * it loses what was typed.
 */
#include "ui/panel.h"

#include "ui/app.h"
#include "ui/ask.h"

enum { INDENT = 2, FIELD_MOST = 48, FIELD_LEAST = 12 };

void ui_panel_init(struct ui_panel *p, const char *text)
{
	*p = (struct ui_panel){.text = STR_INIT, .note = STR_INIT};
	str_set(&p->text, text);
}

void ui_panel_add(struct ui_panel *p, const char *label, bool is_secret)
{
	struct ui_panel_line *line = &p->lines[p->count++];

	line->label = label;
	line->is_secret = is_secret;
	ui_editor_init(&line->editor, false);
}

void ui_panel_release(struct ui_panel *p)
{
	for (int i = 0; i < p->count; i++) {
		ui_editor_release(&p->lines[i].editor);
		ui_secret_field_release(&p->lines[i].secret);
	}
	str_release(&p->text);
	str_release(&p->note);
	p->count = p->at = 0;
}

const struct secret *ui_panel_secret(const struct ui_panel *p, int line)
{
	return &p->lines[line].secret.text;
}

void ui_panel_take(const struct ui_panel *p, int line, struct str *out)
{
	ui_editor_take(&p->lines[line].editor, out);
}

void ui_panel_forget(struct ui_panel *p, int line)
{
	ui_secret_field_release(&p->lines[line].secret);
	ui_editor_set(&p->lines[line].editor, "");
	p->at = line;
}

bool ui_panel_is_touched(const struct ui_panel *p)
{
	for (int i = 0; i < p->count; i++) {
		if (p->lines[i].secret.text.len || !ui_editor_is_empty(&p->lines[i].editor))
			return true;
	}
	return false;
}

enum ui_map ui_panel_map(const struct ui_panel *p)
{
	return p->at + 1 < p->count ? UI_MAP_PANEL : UI_MAP_PANEL_END;
}

static unsigned go(struct ui_panel *p, int step)
{
	if (p->at + step < 0 || p->at + step >= p->count)
		return UI_NOTHING;
	p->at += step;
	return UI_REDRAW;
}

static unsigned go_on(struct app *a, struct ui_panel *p)
{
	struct ui_panel_line *line = &p->lines[p->at];
	struct error e = ERROR_INIT;

	if (!line->check || line->check(a, p, p->at, &e) == OK)
		return go(p, 1);
	ui_error(a, &e);
	return UI_REDRAW;
}

unsigned ui_panel_request(struct app *a, struct ui_panel *p, enum ui_request r)
{
	struct ui_panel_line *line = &p->lines[p->at];

	if (r == UI_REQ_OPEN && p->at + 1 == p->count)
		return UI_IGNORED;
	if (r == UI_REQ_OPEN || r == UI_REQ_NEXT || r == UI_REQ_DOWN)
		return go_on(a, p);
	if (r == UI_REQ_PREVIOUS || r == UI_REQ_UP)
		return go(p, -1);
	return line->is_secret ? ui_secret_field_request(&line->secret, r)
			       : ui_editor_request(&line->editor, r);
}

unsigned ui_panel_type(struct ui_panel *p, const char *text, size_t len)
{
	struct ui_panel_line *line = &p->lines[p->at];

	return line->is_secret ? ui_secret_field_type(&line->secret, text, len)
			       : ui_editor_type(&line->editor, text, len);
}

static int label_columns(const struct ui_panel *p)
{
	int most = 0;

	for (int i = 0; i < p->count; i++) {
		int columns = text_columns(p->lines[i].label, strlen(p->lines[i].label));

		most = columns > most ? columns : most;
	}
	return most;
}

/* The text gives way before a line does. */
static int text_lines(const struct ui_panel *p)
{
	int lines = ui_wrapped_lines(p->text.bytes, p->body.columns - INDENT),
	    room = p->body.lines - p->count - 1;

	return lines < room ? lines : room < 0 ? 0 : room;
}

static int first_line(const struct ui_panel *p)
{
	int lines = text_lines(p);

	return lines ? lines + 1 : 0;
}

static void line_draw(struct app *a, struct ui_panel *p, int index)
{
	struct ui_panel_line *line = &p->lines[index];
	int x = INDENT + label_columns(p) + INDENT, y = first_line(p) + index;
	struct ui_area field = {p->body.y + y, p->body.x + x, 1, p->body.columns - x - 1};

	if (field.columns < FIELD_LEAST)
		field.columns = p->body.columns - x;
	if (field.columns > FIELD_MOST)
		field.columns = FIELD_MOST;
	if (line->is_secret)
		ui_secret_field_draw(a, &line->secret, &field, index == p->at);
	else
		ui_editor_draw(a, &line->editor, &field, index == p->at);
}

static void label_draw(struct app *a, const struct ui_panel *p, int index)
{
	int y = first_line(p) + index;
	bool here = index == p->at && p->count > 1;

	if (here)
		(void)ui_paint(a, &p->body, y, 0, UI_FOCUS, a->theme.marks[UI_MARK_HERE]);
	(void)ui_paint(a, &p->body, y, INDENT, here ? UI_STRONG : UI_PLAIN,
		       p->lines[index].label);
}

void ui_panel_draw(struct app *a, struct ui_panel *p, const struct ui_area *area)
{
	struct ui_area text = *area, note = *area;

	p->body = *area;
	text.lines = text_lines(p);
	if (text.lines > 0)
		(void)ui_paint_wrapped(a, &text, 0, INDENT, UI_PLAIN, p->text.bytes);
	for (int i = 0; i < p->count; i++)
		label_draw(a, p, i);
	note.y += first_line(p) + p->count + 1;
	note.lines -= first_line(p) + p->count + 1;
	if (note.lines > 0 && p->note.len)
		(void)ui_paint_wrapped(a, &note, 0, INDENT, UI_MUTED, p->note.bytes);
	for (int i = 0; i < p->count; i++)
		line_draw(a, p, i);
}

void ui_panel_draw_field(struct app *a, struct ui_panel *p)
{
	line_draw(a, p, p->at);
}

struct panel_screen {
	struct ui_panel panel;
	struct ui_area body;
	char *title;
	ui_panel_done done;
	void *data;
};

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	const struct panel_screen *s = data;

	(void)a;
	(void)right;
	str_add(left, s->title);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct panel_screen *s = data;

	(void)a;
	s->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct panel_screen *s = data;

	ui_panel_draw(a, &s->panel, &s->body);
}

static void draw_field(struct app *a, void *data)
{
	struct panel_screen *s = data;

	ui_panel_draw_field(a, &s->panel);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct panel_screen *s = data;

	(void)a;
	return ui_panel_map(&s->panel);
}

static unsigned left_answered(struct app *a, void *data, int index)
{
	(void)a;
	(void)data;
	return index == 0 ? UI_CLOSE : UI_REDRAW;
}

static unsigned back(struct app *a, struct panel_screen *s)
{
	const char *const answers[] = {_("leave it as it was"), _("stay")};

	if (!ui_panel_is_touched(&s->panel))
		return UI_CLOSE;
	ui_ask(a, _("Nothing has been changed yet."), answers, 2, left_answered, s);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct panel_screen *s = data;
	struct error e = ERROR_INIT;
	unsigned flags;

	(void)digit;
	if (r == UI_REQ_BACK)
		return back(a, s);
	if ((r == UI_REQ_SAVED || r == UI_REQ_STOP) && ui_panel_is_touched(&s->panel)) {
		ui_message(a, "%s", _("This is not saved yet: Enter at the last line does."));
		return UI_REDRAW;
	}
	flags = ui_panel_request(a, &s->panel, r);
	if (flags != UI_IGNORED || r != UI_REQ_OPEN)
		return flags;
	if (s->done(a, s->data, &s->panel, &e) == OK)
		return UI_CLOSE;
	ui_error(a, &e);
	return UI_REDRAW;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct panel_screen *s = data;

	(void)a;
	(void)is_paste;
	return ui_panel_type(&s->panel, text, len);
}

static void leave(struct app *a, void *data)
{
	struct panel_screen *s = data;

	(void)a;
	ui_panel_release(&s->panel);
	free(s->title);
	free(s);
}

static const struct ui_screen_ops panel_ops = {
	.name = "panel",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

void ui_panel_push(struct app *a, const char *heading, struct ui_panel *p,
		   ui_panel_done done, void *data)
{
	struct panel_screen *s = mem_new(sizeof *s);

	s->panel = *p;
	*p = (struct ui_panel){.text = STR_INIT, .note = STR_INIT};
	s->title = mem_text(heading);
	s->done = done;
	s->data = data;
	ui_push(a, &panel_ops, s);
}
