/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The blank screen: the centre's name and the clock.  Parent: any screen.  Until a centre
 * has a code, any key brings back what was there.
 */
#include "ui/app.h"
#include "ui/screens.h"

enum { MINUTE_MS = 60000 };

struct blank {
	struct ui_area body;
	int64_t due; /* when the next minute begins */
};

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct blank *b = data;

	(void)a;
	b->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct blank *b = data;
	struct moment now = clock_moment(a->clock);
	struct str time = STR_INIT;

	if (a->session)
		(void)ui_paint(a, &b->body, 0, 0, UI_PLAIN,
			       care_session_organisation(a->session));
	str_addf(&time, " %02d:%02d", now.hour, now.minute);
	(void)ui_paint_right(a, &b->body, 0, UI_PLAIN, time.bytes);
	ui_cursor(a, &b->body, 0, 0);
	str_release(&time);
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	(void)a;
	(void)data;
	(void)text;
	(void)len;
	(void)is_paste;
	return UI_CLOSE;
}

static void enter(struct app *a, void *data)
{
	struct blank *b = data;

	b->due = ui_now_ms() + MINUTE_MS - clock_now(a->clock) % MINUTE_MS;
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct blank *b = data;

	(void)a;
	return b->due;
}

static unsigned tick(struct app *a, void *data)
{
	enter(a, data);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	(void)a;
	free(data);
}

static const struct ui_screen_ops blank_ops = {
	.name = "blank",
	.map = UI_MAP_BLANK,
	.is_bare = true,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.on_text = on_text,
	.wake = wake,
	.tick = tick,
	.leave = leave,
};

void ui_blank_push(struct app *a)
{
	ui_push(a, &blank_ops, mem_new(sizeof(struct blank)));
}
