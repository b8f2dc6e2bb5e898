/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The agenda: what is late, and the coming four weeks.  Parent: home.  Data: the lines.
 * Requests: Enter opens her file.
 */
#include "ui/home_lists.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { DAYS = 28, DAY_COLUMNS = 11 };

struct agenda {
	struct care_today today;
	struct ui_list list;
	struct ui_area body;
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct agenda *g = data;
	const struct care_due *due = &g->today.due[index];
	struct str day = STR_INIT;

	if (!due->is_late) {
		ui_date_add(a, &due->due, DATE_DAY, &day);
		ui_cell(out, day.bytes, DAY_COLUMNS);
	}
	ui_due_add(a, due, out);
	str_release(&day);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct date today = clock_today(a->clock);

	(void)data;
	str_add(left, _("Agenda: the coming four weeks"));
	ui_date_add(a, &today, DATE_DAY, right);
}

static void enter(struct app *a, void *data)
{
	struct agenda *g = data;
	struct error e = ERROR_INIT;

	care_today_release(&g->today);
	if (care_today_read(a->session, DAYS, NULL, &g->today, &e) != OK)
		ui_error(a, &e);
	ui_list_set_count(&g->list, g->today.due_count);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct agenda *g = data;

	(void)a;
	g->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct agenda *g = data;

	ui_list_draw(a, &g->list, &g->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct agenda *g = data;
	int at = ui_list_at(&g->list);

	(void)digit;
	if (r != UI_REQ_OPEN)
		return ui_list_request(&g->list, r);
	if (at >= 0)
		ui_client_push(a, g->today.due[at].client);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct agenda *g = data;

	(void)a;
	ui_list_release(&g->list);
	care_today_release(&g->today);
	free(g);
}

static const struct ui_screen_ops agenda_ops = {
	.name = "agenda",
	.map = UI_MAP_LIST,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_agenda_push(struct app *a)
{
	struct agenda *g = mem_new(sizeof *g);

	g->today.arena = (struct arena)ARENA_INIT;
	ui_list_init(&g->list, row, g);
	g->list.empty = _("Nothing in the coming four weeks.");
	ui_push(a, &agenda_ops, g);
}
