/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of women as a screen.  Parent: home.  Data: the list, and what its owner reads.
 * Requests: Enter opens her file.
 */
#include "ui/women.h"

#include "ui/screens.h"

struct women {
	const struct ui_women *about;
	void *data;
	struct ui_list list;
	struct ui_area body;
};

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct women *w = data;

	w->about->title(a, w->data, left, right);
}

static void enter(struct app *a, void *data)
{
	struct women *w = data;

	ui_list_set_count(&w->list, w->about->read(a, w->data));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct women *w = data;

	(void)a;
	w->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct women *w = data;

	ui_list_draw(a, &w->list, &w->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct women *w = data;
	int at = ui_list_at(&w->list);

	(void)digit;
	if (r != UI_REQ_OPEN)
		return ui_list_request(&w->list, r);
	if (at >= 0 && w->about->open)
		w->about->open(a, w->data, at);
	else if (at >= 0)
		ui_client_push(a, w->about->client(w->data, at));
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct women *w = data;

	(void)a;
	ui_list_release(&w->list);
	w->about->release(w->data);
	free(w);
}

static const struct ui_screen_ops women_ops = {
	.name = "women",
	.map = UI_MAP_LIST,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_women_push(struct app *a, const struct ui_women *women, void *data)
{
	struct women *w = mem_new(sizeof *w);

	w->about = women;
	w->data = data;
	ui_list_init(&w->list, women->row, data);
	w->list.empty = _(women->empty);
	ui_push(a, &women_ops, w);
}
