/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The blank screen: the centre's name and the clock.  Parent: any screen.  Data: the short code as
 * far as it was typed.  A key asks for that code.  Who has none is asked for the passphrase; a practice
 * file comes back by itself.
 */
#include "ui/app.h"
#include "ui/progress.h"
#include "ui/screens.h"
#include "ui/secret_field.h"
#include "ui/terminal.h"

enum { MINUTE_MS = 60000, CODE_LINE = 2, WRONG_LINE = 4 };

struct blank {
	struct ui_area body;
	int64_t due; /* when the next minute begins; -1: the clock stands still */
	struct ui_secret_field code;
	bool is_asking;
	int wrong;
};

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct blank *b = data;

	(void)a;
	b->body = *body;
}

static void code_draw(struct app *a, const struct blank *b)
{
	const char *label = _("Short code:");
	struct ui_area line = b->body;
	int used = ui_paint(a, &b->body, CODE_LINE, 0, UI_PLAIN, label) + 1;

	line = (struct ui_area){line.y + CODE_LINE, line.x + used, 1, CARE_CODE_MOST + 1};
	if (b->wrong)
		(void)ui_paint(a, &b->body, WRONG_LINE, 0, UI_WARN,
			       _("That is not the code. Type it again, then Enter."));
	ui_secret_field_draw(a, &b->code, &line, true);
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
	if (b->is_asking)
		code_draw(a, b);
	str_release(&time);
}

static bool asks_code(const struct app *a)
{
	return a->session && care_code_is_set(a->session);
}

/* A key where there is no code to ask for. */
static unsigned wake_up(struct app *a)
{
	if (!a->session || care_session_is_practice(a->session))
		return UI_CLOSE;
	ui_lock(a);
	return UI_NOTHING;
}

static unsigned try_code(struct app *a, struct blank *b)
{
	if (!b->code.text.len)
		return UI_REDRAW;
	if (care_code_fits(a->session, &b->code.text))
		return UI_CLOSE;
	ui_secret_field_release(&b->code);
	if (++b->wrong >= CARE_CODE_TRIES)
		ui_lock(a);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct blank *b = data;

	(void)digit;
	if (!asks_code(a))
		return wake_up(a);
	if (r == UI_REQ_OPEN && b->is_asking)
		return try_code(a, b);
	if (r == UI_REQ_BACKSPACE)
		(void)ui_secret_field_request(&b->code, r);
	else if (r == UI_REQ_BACK)
		ui_secret_field_release(&b->code);
	b->is_asking = r != UI_REQ_BACK;
	return UI_REDRAW;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct blank *b = data;

	if (!asks_code(a))
		return wake_up(a);
	b->is_asking = true;
	if (!is_paste && len == 1 && *text >= '0' && *text <= '9' &&
	    ui_secret_field_count(&b->code) < CARE_CODE_MOST)
		(void)ui_secret_field_type(&b->code, text, len);
	return UI_REDRAW;
}

static void enter(struct app *a, void *data)
{
	struct blank *b = data;
	int64_t wait = clock_wait(a->clock, MINUTE_MS - clock_now(a->clock) % MINUTE_MS);

	b->due = wait < 0 ? -1 : ui_now_ms() + wait;
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
	struct blank *b = data;

	(void)a;
	ui_secret_field_release(&b->code);
	free(b);
}

static const struct ui_screen_ops blank_ops = {
	.name = "blank",
	.map = UI_MAP_BLANK,
	.is_bare = true,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.wake = wake,
	.tick = tick,
	.leave = leave,
};

bool ui_is_blank(const struct app *a)
{
	return a->depth && a->screens[a->depth - 1].ops == &blank_ops;
}

void ui_blank_paint(struct app *a)
{
	struct blank b = {.body = {0, 0, a->lines, a->columns}};

	ui_paint_clear(a, &b.body);
	draw(a, &b);
}

/* Out of sight first: saving waits for the disk. */
void ui_blank_push(struct app *a)
{
	if (ui_is_blank(a))
		return;
	ui_push(a, &blank_ops, mem_new(sizeof(struct blank)));
	ui_screens_draw(a);
	ui_terminal_flush();
	ui_terminal_forget();
	ui_screens_save(a);
}
