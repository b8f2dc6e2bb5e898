/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ticking some of a list.  Parent: any screen.  Data: copies of the labels, the caller's ticks.
 * Requests: a digit or Space ticks; with more than ten lines letters filter, and Enter on a filtered
 * line ticks it; Enter else, and Esc, go back.
 */
#include "ui/ticks.h"

#include "ui/editor.h"
#include "ui/list.h"

enum { DIGITS_MOST = 10 };

struct ticks {
	struct ui_list list;
	struct ui_editor filter;
	struct ui_area body;
	char *title, **labels;
	int count;
	bool *ticked; /* the caller's */
};

static bool has_filter(const struct ticks *t)
{
	return t->count > DIGITS_MOST;
}

static void words(const struct app *a, void *data, int index, struct str *out)
{
	const struct ticks *t = data;

	(void)a;
	str_add(out, t->labels[index]);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct ticks *t = data;

	(void)a;
	str_addf(out, "[%s] ", t->ticked[index] ? "x" : " ");
	if (!has_filter(t))
		str_addf(out, "%d  ", (index + 1) % DIGITS_MOST);
	str_add(out, t->labels[index]);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	(void)a;
	return has_filter(data) ? UI_MAP_TICKS_SEARCH : UI_MAP_TICKS;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	const struct ticks *t = data;
	int n = 0;

	(void)a;
	for (int i = 0; i < t->count; i++)
		n += t->ticked[i];
	str_add(left, t->title);
	if (n > 0)
		str_addf(right, _("%d chosen"), n);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct ticks *t = data;

	(void)a;
	t->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct ticks *t = data;
	struct ui_area area = t->body, line = t->body;
	int used;

	if (has_filter(t)) {
		used = ui_paint(a, &area, 0, 2, UI_PLAIN, _("Search:")) + 3;
		line.x += used;
		line.columns -= used + 2;
		line.lines = 1;
		area.y++;
		area.lines--;
	}
	ui_list_draw(a, &t->list, &area);
	if (has_filter(t))
		ui_editor_draw(a, &t->filter, &line, true);
}

/* The filter has done its work: all lines again, the focus on this one. */
static unsigned tick(struct app *a, struct ticks *t, int index)
{
	if (index < 0)
		return UI_NOTHING;
	t->ticked[index] = !t->ticked[index];
	if (t->list.filter.len) {
		ui_editor_set(&t->filter, "");
		ui_list_filter(a, &t->list, "");
	}
	ui_list_focus(&t->list, index);
	return UI_REDRAW | UI_HEADER;
}

static unsigned typed(struct app *a, struct ticks *t, unsigned flags)
{
	if (!(flags & UI_FIELD))
		return flags;
	ui_list_filter(a, &t->list, t->filter.text.bytes);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ticks *t = data;
	unsigned flags;

	if (r == UI_REQ_PICK)
		return tick(a, t, ui_list_pick(&t->list, digit));
	if (r == UI_REQ_TOGGLE || (r == UI_REQ_OPEN && t->list.filter.len))
		return tick(a, t, ui_list_at(&t->list));
	if (r == UI_REQ_OPEN || r == UI_REQ_BACK)
		return UI_CLOSE;
	flags = ui_list_request(&t->list, r);
	if (flags != UI_IGNORED || !has_filter(t))
		return flags;
	return typed(a, t, ui_editor_request(&t->filter, r));
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct ticks *t = data;

	(void)is_paste;
	if (!has_filter(t))
		return UI_NOTHING;
	return typed(a, t, ui_editor_type(&t->filter, text, len));
}

static void leave(struct app *a, void *data)
{
	struct ticks *t = data;

	(void)a;
	ui_list_release(&t->list);
	ui_editor_release(&t->filter);
	for (int i = 0; i < t->count; i++)
		free(t->labels[i]);
	free(t->labels);
	free(t->title);
	free(t);
}

static const struct ui_screen_ops ticks_ops = {
	.name = "ticks",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

void ui_ticks_push(struct app *a, const char *heading, const char *const *labels, int count,
		   bool *ticked)
{
	struct ticks *t = mem_new(sizeof *t);

	t->title = mem_text(heading);
	t->labels = mem_array((size_t)count + 1, sizeof *t->labels);
	for (int i = 0; i < count; i++)
		t->labels[i] = mem_text(labels[i]);
	t->count = count;
	t->ticked = ticked;
	ui_editor_init(&t->filter, false);
	ui_list_init(&t->list, row, t);
	t->list.words = words;
	t->list.empty = _("Nothing has these letters.");
	ui_list_set_count(&t->list, count);
	for (int i = count - 1; i >= 0; i--) {
		if (ticked[i])
			ui_list_focus(&t->list, i);
	}
	ui_push(a, &ticks_ops, t);
}
