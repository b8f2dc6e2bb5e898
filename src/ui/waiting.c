/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who waits for an offer, longest first, and who can start now.  Parent: the card of an offer.
 * Data: the list; whether only those who can start are shown.  Requests: Enter opens her file, g marks that
 * she was asked today and still wants it, f leaves only who can start now.
 */
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { NARROW = 60, NAME_COLUMNS = 20, SINCE_COLUMNS = 9, STATE_COLUMNS = 22, WEEK_DAYS = 7 };

struct waiting {
	char offer[37];
	char *name;
	struct care_waiting_list all;
	bool is_read;
	bool only_ready;
	int *shown; /* indexes of all */
	int shown_count, ready_count;
	struct ui_list list;
	struct ui_area body;
};

static bool can_start(const struct care_waiting *w)
{
	return w->fits && w->unknown == 0;
}

static const struct care_waiting *at(const struct waiting *w, int index)
{
	return index < 0 || index >= w->shown_count ? NULL : &w->all.items[w->shown[index]];
}

static void since_add(const struct app *a, const struct care_waiting *one, struct str *out)
{
	struct date today = clock_today(a->clock);
	int64_t weeks = (date_days(&today) - date_days(&one->since)) / WEEK_DAYS;

	if (one->since.year)
		str_addf(out, ngettext("%d week", "%d weeks", (unsigned long)weeks),
			 (int)weeks);
}

static void state_add(const struct care_waiting *one, struct str *out)
{
	if (can_start(one))
		str_add(out, _("can start now"));
	else if (one->fits)
		str_addf(out, ngettext("ask %d thing first", "ask %d things first",
				       (unsigned long)one->unknown),
			 one->unknown);
	else
		str_add(out, _("does not fit yet"));
}

static void asked_add(const struct app *a, const struct care_waiting *one, struct str *out)
{
	struct str day = STR_INIT;

	ui_date_add(a, &one->asked, DATE_SHORT, &day);
	if (day.len == 0)
		str_add(out, _("not asked yet"));
	else if (one->is_stale)
		str_addf(out, _("ask again (%s)"), day.bytes);
	else
		str_addf(out, _("asked %s"), day.bytes);
	str_release(&day);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct care_waiting *one = at(data, index);
	bool is_narrow = a->columns < NARROW;
	struct str text = STR_INIT;

	ui_cell(out, one->shown, is_narrow ? NAME_COLUMNS - 8 : NAME_COLUMNS);
	since_add(a, one, &text);
	ui_cell(out, text.bytes, is_narrow ? SINCE_COLUMNS - 1 : SINCE_COLUMNS);
	str_reset(&text);
	state_add(one, &text);
	if (is_narrow) {
		str_add(out, text.bytes);
	} else {
		ui_cell(out, text.bytes, STATE_COLUMNS);
		asked_add(a, one, out);
	}
	str_release(&text);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct waiting *w = data;

	str_addf(left, "%s %s %s", _("Waiting list"), a->theme.marks[UI_MARK_DOT], w->name);
	str_addf(right, ngettext("%d waits", "%d wait", (unsigned long)w->all.count),
		 w->all.count);
	if (w->ready_count > 0 && a->columns >= NARROW)
		str_addf(right, ngettext(", %d can start now", ", %d can start now",
					 (unsigned long)w->ready_count),
			 w->ready_count);
}

/* ---- reading ---- */

static void show(struct waiting *w)
{
	free(w->shown);
	w->shown = mem_array((size_t)w->all.count + 1, sizeof *w->shown);
	w->shown_count = w->ready_count = 0;
	for (int i = 0; i < w->all.count; i++) {
		bool is_ready = can_start(&w->all.items[i]);

		w->ready_count += is_ready;
		if (is_ready || !w->only_ready)
			w->shown[w->shown_count++] = i;
	}
	w->list.empty = w->only_ready ? _("Nobody can start now. f shows all.")
				      : _("Nobody waits for this.");
	ui_list_set_count(&w->list, w->shown_count);
}

static void enter(struct app *a, void *data)
{
	struct waiting *w = data;
	struct error e = ERROR_INIT;

	if (w->is_read)
		care_waiting_release(&w->all);
	w->is_read = care_waiting_read(a->session, w->offer, &w->all, &e) == OK;
	if (!w->is_read) {
		w->all.count = 0;
		ui_error(a, &e);
	}
	show(w);
	a->pending |= UI_REDRAW | UI_HEADER;
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct waiting *w = data;

	(void)a;
	w->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct waiting *w = data;
	const struct care_waiting *one = at(w, ui_list_at(&w->list));
	struct ui_area list = w->body;
	struct str asked = STR_INIT;

	if (a->columns < NARROW && one) { /* what its line was too short for */
		list.lines--;
		state_add(one, &asked);
		str_add(&asked, "; ");
		asked_add(a, one, &asked);
		ui_paint_field(a, &w->body, list.lines, 2, list.columns - 2, UI_MUTED,
			       asked.bytes);
	}
	ui_list_draw(a, &w->list, &list);
	str_release(&asked);
}

static void leave(struct app *a, void *data)
{
	struct waiting *w = data;

	(void)a;
	if (w->is_read)
		care_waiting_release(&w->all);
	ui_list_release(&w->list);
	free(w->shown);
	free(w->name);
	free(w);
}

static unsigned still_wants(struct app *a, struct waiting *w)
{
	const struct care_waiting *one = at(w, ui_list_at(&w->list));
	struct error e = ERROR_INIT;

	if (!one)
		return UI_NOTHING;
	if (care_waiting_asked(a->session, one->client, one->referral, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_saved(a);
	ui_message(a, _("Asked today: %s still wants it."), one->shown);
	enter(a, w);
	return UI_REDRAW | UI_HEADER;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct waiting *w = data;
	const struct care_waiting *one = at(w, ui_list_at(&w->list));

	(void)digit;
	if (r == UI_REQ_STILL_WANTS)
		return still_wants(a, w);
	if (r == UI_REQ_FILTER) {
		w->only_ready = !w->only_ready;
		show(w);
		return UI_REDRAW;
	}
	if (r == UI_REQ_OPEN && one)
		ui_client_push(a, one->client);
	return r == UI_REQ_OPEN ? UI_REDRAW : ui_list_request(&w->list, r);
}

static const struct ui_screen_ops waiting_ops = {
	.name = "waiting",
	.map = UI_MAP_WAITING,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_waiting_push(struct app *a, const char *offer)
{
	struct waiting *w = mem_new(sizeof *w);
	struct arena arena = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct map_record r;

	(void)snprintf(w->offer, sizeof w->offer, "%s", offer);
	if (map_get(care_map(a->session), MAP_OFFER, offer, &arena, &r, &e) == OK)
		w->name = mem_text(r.values[MAP_NAME]);
	else
		w->name = mem_text("");
	arena_release(&arena);
	ui_list_init(&w->list, row, w);
	ui_push(a, &waiting_ops, w);
}
