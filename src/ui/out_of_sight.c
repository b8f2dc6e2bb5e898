/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is out of sight: women nobody spoke to for n weeks, longest first.  Parent: home.
 * Data: the women.  Requests: Enter opens her file.
 */
#include "ui/home_find.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { WEEKS = 8, WOMEN_MOST = 200, NAME_COLUMNS = 26 };

struct away {
	struct care_hits hits;
	struct ui_list list;
	struct ui_area body;
	int weeks;
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct away *w = data;
	const struct care_hit *h = &w->hits.items[index];
	struct date last = ui_date_of(h->birth);
	struct str name = STR_INIT, day = STR_INIT;

	ui_hit_name(a, h, &name);
	ui_cell(out, name.bytes,
		a->columns < 2 * NAME_COLUMNS ? NAME_COLUMNS / 2 + 3 : NAME_COLUMNS);
	ui_date_add(a, &last, DATE_LONG, &day);
	if (day.len)
		str_addf(out, _("last spoken to %s"), day.bytes);
	else
		str_add(out, _("no talk yet"));
	str_release(&name);
	str_release(&day);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct away *w = data;

	(void)a;
	str_addf(left, _("Out of sight: not spoken to for %d weeks"), w->weeks);
	str_addf(right, "%d", w->hits.count);
}

static void enter(struct app *a, void *data)
{
	struct away *w = data;
	struct error e = ERROR_INIT;
	const char *weeks = care_setting(a->session, "away_weeks", "");

	w->weeks = *weeks ? (int)strtol(weeks, NULL, 10) : WEEKS;
	w->weeks = w->weeks < 1 ? WEEKS : w->weeks;
	care_hits_release(&w->hits);
	if (care_out_of_sight(a->session, w->weeks, WOMEN_MOST, &w->hits, &e) != OK)
		ui_error(a, &e);
	ui_list_set_count(&w->list, w->hits.count);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct away *w = data;

	(void)a;
	w->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct away *w = data;

	ui_list_draw(a, &w->list, &w->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct away *w = data;
	int at = ui_list_at(&w->list);

	(void)digit;
	if (r != UI_REQ_OPEN)
		return ui_list_request(&w->list, r);
	if (at >= 0)
		ui_client_push(a, w->hits.items[at].client);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct away *w = data;

	(void)a;
	ui_list_release(&w->list);
	care_hits_release(&w->hits);
	free(w);
}

static const struct ui_screen_ops away_ops = {
	.name = "out-of-sight",
	.map = UI_MAP_LIST,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_out_of_sight_push(struct app *a)
{
	struct away *w = mem_new(sizeof *w);

	ui_list_init(&w->list, row, w);
	w->list.empty = _("Nobody is out of sight.");
	ui_push(a, &away_ops, w);
}
