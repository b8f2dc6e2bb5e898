/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/progress.h"

#include "ui/loop.h"
#include "ui/ncurses.h"
#include "ui/terminal.h"

enum { BAR_MOST = 40, BAR_LEAST = 10, WHOLE = 100, BUSY_LINES = 2 };

static int percent_of(int64_t done, int64_t all)
{
	if (all <= 0 || done < 0)
		return 0;
	return done >= all ? WHOLE : (int)(done * WHOLE / all);
}

static void bar_add(struct str *out, int columns, int percent)
{
	str_add_char(out, '[');
	for (int i = 0; i < columns; i++)
		str_add_char(out, i < columns * percent / WHOLE ? '#' : '.');
	str_addf(out, "] %d%%", percent);
}

void ui_progress_draw(struct app *a, const struct ui_area *area, int y, const char *text,
		      int64_t done, int64_t all)
{
	struct str line = STR_INIT;
	int room;

	str_addf(&line, "  %s ", text);
	room = area->columns - text_columns(line.bytes, line.len) - 8;
	room = room > BAR_MOST ? BAR_MOST : room;
	if (all > 0 && room >= BAR_LEAST)
		bar_add(&line, room, percent_of(done, all));
	else if (all > 0)
		str_addf(&line, "%d%%", percent_of(done, all));
	(void)ui_paint(a, area, y, 0, UI_STRONG, line.bytes);
	str_release(&line);
}

static void show(const struct app *a)
{
	move(a->cursor_y, a->cursor_x);
	wnoutrefresh(stdscr);
	ui_terminal_flush();
}

/* Over what is painted already: while a call works, no screen may look at what it changes. */
static void busy(struct app *a, const char *text, int64_t done, int64_t all)
{
	const struct ui_area box = {a->lines - 1 - BUSY_LINES, 0, BUSY_LINES, a->columns};

	if (a->lines >= UI_LINES_LEAST) {
		ui_paint_clear(a, &box);
		ui_progress_draw(a, &box, 1, text, done, all);
	}
	show(a);
}

void ui_busy_blank(struct app *a)
{
	a->is_to_blank = true;
	ui_blank_paint(a);
	show(a);
	ui_terminal_forget();
}

void ui_busy(struct app *a, const char *text)
{
	if (a->is_to_blank)
		return;
	ui_screens_draw(a);
	a->pending |= UI_REDRAW;
	busy(a, text, 0, 0);
}

void ui_busy_progress(void *data, int64_t done, int64_t all)
{
	struct ui_busy_with *with = data;
	int percent = percent_of(done, all);

	ui_loop_look(with->app);
	if (percent == with->percent || with->app->is_to_blank)
		return;
	with->percent = percent;
	with->app->pending |= UI_REDRAW;
	busy(with->app, with->text, done, all);
}
