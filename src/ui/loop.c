/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/loop.h"

#include "ui/screens.h"
#include "ui/terminal.h"

enum {
	KEYS_PER_FRAME = 256,
	PASTE_SILENCE_MS = 1000, /* a paste whose end never comes */
	BLANK_MINUTES = 5, /* notes: blanks after 5 minutes; the setting blank_minutes */
	MINUTE_MS = 60000
};

static const char *locale_name(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return NULL;
}

static void paste_end(struct app *a)
{
	bool is_cut = a->paste.len >= UI_PASTE_MOST;

	a->is_pasting = false;
	if (a->paste.len)
		ui_dispatch_text(a, a->paste.bytes, a->paste.len, true);
	if (is_cut) {
		ui_message(a, "%s", _("That was too long to paste: look where it ends."));
		a->pending |= UI_REDRAW;
	}
	str_release(&a->paste);
}

/* Between the marks of a paste every key is text, Enter too; what is too long is cut. */
static void paste_key(struct app *a, int key)
{
	if (key == UI_KEY_PASTE_END)
		paste_end(a);
	else if (a->paste.len >= UI_PASTE_MOST)
		return;
	else if (key == UI_KEY_ENTER || key == UI_KEY_NEWLINE)
		str_add_char(&a->paste, '\n');
	else if (key == UI_KEY_TAB)
		str_add_char(&a->paste, ' ');
	else if (key >= ' ' && key < UI_KEY_NONE)
		text_encode(&a->paste, (uint32_t)key);
}

static void key_handle(struct app *a, int key)
{
	if (a->is_pasting)
		paste_key(a, key);
	else if (key == UI_KEY_PASTE_BEGIN)
		a->is_pasting = true;
	else if (key != UI_KEY_RESIZE)
		ui_dispatch_key(a, key);
}

static void keys_read(struct app *a, struct ui_terminal *t)
{
	for (int i = 0; i < KEYS_PER_FRAME && a->depth; i++) {
		int key = ui_terminal_key(t);

		if (key == UI_KEY_NONE)
			break;
		key_handle(a, key);
	}
	a->last_key_ms = clock_now(a->clock);
}

static int64_t blank_after_ms(const struct app *a)
{
	const char *minutes;
	long n;

	if (!a->session)
		return -1;
	minutes = care_setting(a->session, "blank_minutes", "");
	n = *minutes ? strtol(minutes, NULL, 10) : BLANK_MINUTES;
	return n > 0 && n < MINUTE_MS ? n * MINUTE_MS : -1;
}

static bool is_blank(const struct app *a)
{
	return a->depth && a->screens[a->depth - 1].ops->is_bare;
}

static int64_t timeout_ms(const struct app *a)
{
	int64_t wake = ui_screens_wake(a), blank = blank_after_ms(a), wait = -1;

	if (wake >= 0) {
		wait = wake - ui_now_ms();
		wait = wait < 0 ? 0 : wait;
	}
	if (blank >= 0 && !is_blank(a)) {
		blank += a->last_key_ms - clock_now(a->clock);
		blank = blank < 0 ? 0 : blank;
		wait = wait < 0 || blank < wait ? blank : wait;
	}
	if (a->is_pasting && (wait < 0 || wait > PASTE_SILENCE_MS))
		wait = PASTE_SILENCE_MS;
	return wait;
}

static void time_passed(struct app *a)
{
	int64_t blank = blank_after_ms(a);

	if (a->is_pasting)
		paste_end(a);
	ui_screens_tick(a);
	if (blank >= 0 && !is_blank(a) && clock_now(a->clock) - a->last_key_ms >= blank) {
		ui_screens_save(a);
		ui_blank_push(a);
	}
}

static void resize(struct app *a, struct ui_terminal *t)
{
	ui_terminal_size(t, &a->lines, &a->columns);
	a->pending |= UI_RELAYOUT | UI_REDRAW;
}

static void run(struct app *a, struct ui_terminal *t)
{
	while (a->depth) {
		if (a->pending) {
			ui_screens_draw(a);
			ui_terminal_flush();
		}
		switch (ui_terminal_wait(t, timeout_ms(a))) {
		case UI_WAIT_KEY:
			keys_read(a, t);
			ui_screens_tick(a);
			break;
		case UI_WAIT_TIME:
			time_passed(a);
			break;
		case UI_WAIT_RESIZE:
			resize(a, t);
			break;
		case UI_WAIT_END:
			return;
		}
	}
}

enum err ui_loop_run(struct app *a, void (*begin)(struct app *a, void *data), void *data,
		     struct error *e)
{
	struct ui_terminal *t = NULL;
	enum err rc = ui_terminal_open(&t, e);

	if (rc != OK)
		return rc;
	ui_theme_init(&a->theme,
		      a->options->is_ascii ||
			      ui_theme_needs_ascii(getenv("TERM"), locale_name()),
		      a->options->is_monochrome);
	a->close_to = -1;
	a->message = a->header = a->paste = (struct str)STR_INIT;
	resize(a, t);
	a->last_key_ms = clock_now(a->clock);
	begin(a, data);
	run(a, t);
	ui_screens_save(a);
	ui_screens_close(a);
	ui_terminal_close(t);
	str_release(&a->message);
	str_release(&a->header);
	str_release(&a->paste);
	return OK;
}
