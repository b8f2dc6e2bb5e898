/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Home: look somebody up, or go on with today.  Parent: none.  Data: the search line with
 * the women it finds; today's list and the drafts.  Requests: typing searches; Enter
 * opens what has the focus; ^N registers what was typed; Tab goes to the lists, where
 * letters are commands.
 */
#include "ui/ask.h"
#include "ui/home_find.h"
#include "ui/home_lists.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { HITS_LEAST = 5, ROOM_FOR_BOTH = 13, WIDE = 60 };

struct home {
	struct ui_finder finder;
	struct ui_today today;
	struct ui_area body, lists;
	struct str backup;  /* when the last good one was made; empty: nothing to say */
	bool is_backup_due; /* and that it asks for a new one */
	bool is_in_lists; /* letters are commands */
	struct ui_registering registering; /* is_done: what was typed is a woman now */
};

/* With nothing typed the focus is in the lists, though letters still search. */
static bool lists_have_focus(const struct home *h)
{
	return h->is_in_lists ||
	       (ui_finder_is_empty(&h->finder) && ui_today_count(&h->today) > 0);
}

/* On a small screen only what asks for something. */
static bool has_backup_line(const struct home *h)
{
	return h->backup.len && (h->is_backup_due || h->body.lines - 2 > ROOM_FOR_BOTH);
}

static void backup_draw(struct app *a, const struct home *h)
{
	int y = h->body.lines - 1;

	if (!has_backup_line(h))
		return;
	if (h->is_backup_due)
		(void)ui_paint(a, &h->body, y, 0, UI_WARN, a->theme.marks[UI_MARK_OPEN]);
	(void)ui_paint(a, &h->body, y, 2, h->is_backup_due ? UI_WARN : UI_MUTED,
		       h->backup.bytes);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct home *h = data;
	int room = body->lines - 2, wanted = ui_today_lines(&h->today), lists;

	(void)a;
	h->body = *body;
	room -= has_backup_line(h);
	h->finder.line = (struct ui_area){body->y, body->x, 1, body->columns};
	lists = wanted > room - HITS_LEAST ? room - HITS_LEAST : wanted;
	if (room - lists > CARE_HITS_MOST)
		lists = room - CARE_HITS_MOST;
	if (room < ROOM_FOR_BOTH)
		lists = ui_finder_is_empty(&h->finder) || h->is_in_lists ? room : 0;
	h->finder.area =
		(struct ui_area){body->y + 2, body->x, room - lists, body->columns};
	h->lists = (struct ui_area){body->y + 2 + room - lists, body->x, lists,
				    body->columns};
}

static void draw(struct app *a, void *data)
{
	struct home *h = data;
	bool in_lists = lists_have_focus(h);

	layout(a, h, &h->body);
	ui_paint_rule(a, &h->body, 1, NULL);
	ui_finder_draw(a, &h->finder, !in_lists);
	ui_today_draw(a, &h->today, &h->lists, in_lists);
	backup_draw(a, h);
}

static void draw_field(struct app *a, void *data)
{
	struct home *h = data;

	ui_finder_draw(a, &h->finder, !lists_have_focus(h));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct date today = clock_today(a->clock);

	(void)data;
	str_add(left, "trede");
	if (care_session_is_practice(a->session))
		str_addf(left, " %s %s", a->theme.marks[UI_MARK_DOT], _("practice"));
	if (a->columns >= WIDE)
		str_addf(right, "%s %s %s  ", care_session_organisation(a->session),
			 a->theme.marks[UI_MARK_DOT],
			 care_session_worker_name(a->session));
	ui_date_add(a, &today, DATE_DAY, right);
}

static void enter(struct app *a, void *data)
{
	struct home *h = data;

	ui_today_read(a, &h->today);
	str_reset(&h->backup);
	h->is_backup_due = ui_backup_told(a, &h->backup);
	if (h->registering.is_done)
		ui_finder_clear(a, &h->finder);
	h->registering.is_done = false;
	if (ui_finder_has_search(&h->finder))
		ui_finder_refresh(a, &h->finder);
	if (!h->is_in_lists)
		ui_today_first(&h->today);
	a->pending |= UI_RELAYOUT;
}

static void leave(struct app *a, void *data)
{
	struct home *h = data;

	ui_finder_release(a, &h->finder);
	ui_today_release(&h->today);
	str_release(&h->backup);
	str_release(&h->registering.birth);
	free(h);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct home *h = data;

	(void)a;
	return h->is_in_lists ? UI_MAP_HOME_LISTS : UI_MAP_HOME;
}

static unsigned stop_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index == 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

/* Esc: from the lists to the search, then an empty search, then the question whether to
 * stop. */
static unsigned back(struct app *a, struct home *h)
{
	const char *const answers[] = {_("stop"), _("stay")};

	if (h->is_in_lists) {
		h->is_in_lists = false;
		ui_today_first(&h->today);
	} else if (!ui_finder_is_empty(&h->finder)) {
		ui_finder_clear(a, &h->finder);
	} else {
		ui_ask(a,
		       h->today.kept.count ? _("What is not saved yet waits here for you.")
					   : _("Everything is saved."),
		       answers, 2, stop_answered, h);
	}
	return UI_REDRAW;
}

static unsigned open_focus(struct app *a, struct home *h)
{
	const struct care_hit *hit;

	if (lists_have_focus(h)) {
		ui_today_open(a, &h->today);
		return UI_REDRAW;
	}
	hit = ui_finder_choose(a, &h->finder);
	if (hit && ui_finder_done(a, &h->finder))
		ui_client_push(a, hit->client);
	return UI_REDRAW;
}

static unsigned new_woman(struct app *a, struct home *h)
{
	struct str typed = STR_INIT, called = STR_INIT;

	if (!h->is_in_lists && !h->finder.is_used)
		ui_editor_take(&h->finder.editor, &typed);
	care_search_as_new(typed.bytes, &called, &h->registering.birth);
	if (ui_finder_done(a, &h->finder))
		ui_register_push(a, called.bytes, &h->registering);
	str_release(&typed);
	str_release(&called);
	return UI_REDRAW;
}

static unsigned go_elsewhere(struct app *a, struct home *h, enum ui_request r)
{
	static const struct {
		enum ui_request request;
		void (*go)(struct app *a);
	} places[] = {
		{UI_REQ_AGENDA, ui_agenda_push},     {UI_REQ_OUT_OF_SIGHT, ui_out_of_sight_push},
		{UI_REQ_REPORT, ui_reports_push},    {UI_REQ_SETTINGS, ui_settings_push},
		{UI_REQ_BACKUP, ui_backup_push},     {UI_REQ_WORKERS, ui_workers_push},
		{UI_REQ_LOCK, ui_lock},
	};

	if (r == UI_REQ_NEW)
		return new_woman(a, h);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i].request == r) {
			places[i].go(a);
			return UI_REDRAW;
		}
	return UI_IGNORED;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct home *h = data;
	unsigned flags;

	(void)digit;
	if (r == UI_REQ_BACK)
		return back(a, h);
	if (r == UI_REQ_OPEN)
		return open_focus(a, h);
	if (r == UI_REQ_LISTS || r == UI_REQ_FIND) {
		h->is_in_lists = r == UI_REQ_LISTS && !h->is_in_lists;
		return UI_REDRAW;
	}
	flags = lists_have_focus(h) ? ui_today_request(&h->today, r) : UI_IGNORED;
	if (flags == UI_IGNORED)
		flags = go_elsewhere(a, h, r);
	if (flags == UI_IGNORED && !h->is_in_lists)
		flags = ui_finder_request(a, &h->finder, r);
	/* the focus moves between the search and the lists when the text comes or goes */
	return flags == UI_FIELD && ui_finder_is_empty(&h->finder) ? UI_REDRAW : flags;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct home *h = data;
	bool was_empty = ui_finder_is_empty(&h->finder);
	unsigned flags;

	if (h->is_in_lists)
		return UI_NOTHING;
	if (was_empty && !is_paste && len == 1 && *text == '?') {
		ui_help_push(a); /* nobody's name begins with it */
		return UI_REDRAW;
	}
	flags = ui_finder_type(a, &h->finder, text, len);
	return was_empty ? flags | UI_REDRAW : flags;
}

static bool has_work(const struct app *a, const void *data)
{
	const struct home *h = data;

	return ui_finder_has_work(a, &h->finder);
}

static unsigned work(struct app *a, void *data, struct ui_slice *slice)
{
	struct home *h = data;

	return ui_finder_work(a, &h->finder, slice);
}

static const struct ui_screen_ops home_ops = {
	.name = "home",
	.map_now = map_now,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.has_work = has_work,
	.work = work,
};

void ui_home_push(struct app *a)
{
	struct home *h = mem_new(sizeof *h);

	ui_finder_init(&h->finder);
	h->finder.has_new = true;
	ui_today_init(&h->today);
	h->backup = (struct str)STR_INIT;
	ui_push(a, &home_ops, h);
}
