/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of things of one kind.  Parent: client.  Data: her dossier.  Requests: things.h.
 */
#include "ui/things.h"

#include "ui/list.h"

enum { DIGITS_MOST = 10 };

struct things_screen {
	const struct ui_things *things;
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
};

static int index_of(const struct things_screen *s, int at)
{
	return at < 0 ? -1 : s->list.count - 1 - at;
}

static void row(const struct app *a, void *data, int at, struct str *out)
{
	struct things_screen *s = data;

	s->things->row(a, s->woman->dossier, index_of(s, at), out);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct things_screen *s = data;

	ui_woman_title(a, s->woman, _(s->things->title), left);
	ui_saved_add(a, right);
}

static void enter(struct app *a, void *data)
{
	struct things_screen *s = data;
	int before = s->list.count;

	ui_woman_fresh(a, s->woman);
	ui_list_set_count(&s->list, s->things->count(s->woman->dossier));
	if (before > 0 && s->list.count > before)
		ui_list_focus(&s->list, 0); /* the newest stands first */
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct things_screen *s = data;

	(void)a;
	s->body = *body;
}

/* "1 planned  2 was there  3 did not come" */
static void states_add(const struct app *a, const char *list, struct str *out)
{
	struct ui_choices c = ui_choices_of(a, list);

	for (int i = 0; i < c.count && i < DIGITS_MOST; i++)
		str_addf(out, "%s%d %s", i ? "  " : "", (i + 1) % DIGITS_MOST,
			 c.labels[i]);
	ui_choices_release(&c);
}

static void draw(struct app *a, void *data)
{
	struct things_screen *s = data;
	struct ui_area area = s->body;
	struct str states = STR_INIT;

	if (s->things->states) {
		states_add(a, s->things->states, &states);
		area.lines -= ui_wrapped_lines(states.bytes, area.columns);
		(void)ui_paint_wrapped(a, &s->body, area.lines, 0, UI_MUTED,
				       states.bytes);
	}
	ui_list_draw(a, &s->list, &area);
	str_release(&states);
}

static unsigned state_set(struct app *a, struct things_screen *s, int index, int digit)
{
	int count = 0, at = digit == 0 ? DIGITS_MOST - 1 : digit - 1;
	const struct care_item *items = care_config_list(care_session_config(a->session),
							 s->things->states, &count);
	struct error e = ERROR_INIT;

	if (at >= count)
		return UI_NOTHING;
	if (s->things->set_state(a, s->woman, index, items[at].key, &e) == OK)
		ui_woman_changed(a, s->woman);
	else
		ui_error(a, &e);
	enter(a, s);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct things_screen *s = data;
	int index = index_of(s, ui_list_at(&s->list));
	unsigned flags = ui_list_request(&s->list, r);

	if (flags != UI_IGNORED)
		return flags;
	if (r == UI_REQ_SET_STATUS && index >= 0)
		return state_set(a, s, index, digit);
	if (r == UI_REQ_NEW || (r == UI_REQ_OPEN && index >= 0)) {
		s->things->sheet(a, s->woman, r == UI_REQ_NEW ? -1 : index);
		return UI_REDRAW;
	}
	if (!s->things->on_request || index < 0)
		return UI_IGNORED;
	flags = s->things->on_request(a, s->woman, index, r);
	if (flags != UI_IGNORED)
		enter(a, s);
	return flags;
}

static void leave(struct app *a, void *data)
{
	struct things_screen *s = data;

	(void)a;
	ui_list_release(&s->list);
	ui_woman_drop(s->woman);
	free(s);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct things_screen *s = data;

	(void)a;
	return s->things->map;
}

static const struct ui_screen_ops things_ops = {
	.name = "things",
	.map_now = map_now,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_things_push(struct app *a, struct ui_woman *w, const struct ui_things *things)
{
	struct things_screen *s;

	if (things->count(w->dossier) == 0) {
		things->sheet(a, w, -1);
		return;
	}
	s = mem_new(sizeof *s);
	s->things = things;
	s->woman = ui_woman_hold(w);
	ui_list_init(&s->list, row, s);
	ui_push(a, &things_ops, s);
}
