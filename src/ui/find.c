/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a woman from anywhere.  Parent: any screen, which is left as it is.  Data: the
 * search. Requests: typing searches, Enter opens her file above what was going on; Esc
 * goes back to it.
 */
#include "ui/home_find.h"
#include "ui/screens.h"

struct find {
	struct ui_finder finder;
	struct ui_area body;
	char *title;
	ui_found chosen; /* NULL: her file is opened */
	void *data;
};

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct find *f = data;

	(void)a;
	(void)right;
	str_add(left, f->title);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct find *f = data;

	(void)a;
	f->body = *body;
	f->finder.line = (struct ui_area){body->y, body->x, 1, body->columns};
	f->finder.area =
		(struct ui_area){body->y + 2, body->x, body->lines - 2, body->columns};
}

static void draw_field(struct app *a, void *data)
{
	struct find *f = data;

	ui_finder_draw(a, &f->finder, true);
}

static void draw(struct app *a, void *data)
{
	struct find *f = data;

	ui_paint_rule(a, &f->body, 1, NULL);
	draw_field(a, f);
}

static unsigned choose(struct app *a, struct find *f)
{
	const struct care_hit *hit = ui_finder_choose(a, &f->finder);
	struct str name = STR_INIT;
	unsigned flags = UI_REDRAW;

	if (!hit || !ui_finder_done(a, &f->finder))
		return UI_REDRAW;
	if (f->chosen) {
		ui_hit_name(a, hit, &name);
		flags = f->chosen(a, f->data, hit->client, name.bytes);
	} else {
		ui_client_push(a, hit->client);
	}
	str_release(&name);
	return flags;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct find *f = data;

	(void)digit;
	if (r == UI_REQ_OPEN)
		return choose(a, f);
	if (r == UI_REQ_FIND)
		return UI_NOTHING; /* this is it */
	return ui_finder_request(a, &f->finder, r);
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct find *f = data;

	(void)is_paste;
	return ui_finder_type(a, &f->finder, text, len);
}

static bool has_work(const struct app *a, const void *data)
{
	const struct find *f = data;

	return ui_finder_has_work(a, &f->finder);
}

static unsigned work(struct app *a, void *data, struct ui_slice *slice)
{
	struct find *f = data;

	return ui_finder_work(a, &f->finder, slice);
}

static void leave(struct app *a, void *data)
{
	struct find *f = data;

	ui_finder_release(a, &f->finder);
	free(f->title);
	free(f);
}

static const struct ui_screen_ops find_ops = {
	.name = "find",
	.map = UI_MAP_FIND,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.has_work = has_work,
	.work = work,
	.leave = leave,
};

static void find_push(struct app *a, const char *heading, const char *typed, ui_found chosen,
		      void *data)
{
	struct find *f = mem_new(sizeof *f);

	ui_finder_init(&f->finder);
	f->title = mem_text(heading);
	f->chosen = chosen;
	f->data = data;
	if (*typed)
		(void)ui_finder_type(a, &f->finder, typed, strlen(typed));
	ui_push(a, &find_ops, f);
}

void ui_find_choose(struct app *a, const char *heading, ui_found chosen, void *data)
{
	find_push(a, heading, "", chosen, data);
}

void ui_find_push(struct app *a, const char *typed)
{
	find_push(a, _("Find a woman"), typed, NULL, NULL);
}
