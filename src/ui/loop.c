/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/loop.h"

#include "ui/progress.h"
#include "ui/screens.h"
#include "ui/terminal.h"
#include "ui/watch.h"
#include "ui/work.h"

enum {
	KEYS_PER_FRAME = 256,
	PASTE_SILENCE_MS = 1000, /* a paste whose end never comes */
	PASTE_PAUSE_MS = 600     /* no terminal rests so long within a paste: this is a key */
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
	explicit_bzero(a->paste.bytes, a->paste.len); /* it may be a passphrase */
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

static bool asks_blank(int key)
{
	int digit;

	return ui_keymap_lookup(ui_keymap_of(UI_MAP_GENERIC), key, &digit) == UI_REQ_BLANK;
}

/*
 * Somebody walks in: whatever screen this is, and before it hears of it.  Within a paste what came
 * goes where it was meant for; what may still come stays text.
 */
static void blank_at_once(struct app *a)
{
	bool was_pasting = a->is_pasting;

	if (was_pasting)
		paste_end(a);
	ui_blank_push(a);
	a->is_pasting = was_pasting;
	a->paste_ms = ui_now_ms();
}

static bool is_in_paste(const struct app *a, int key)
{
	return a->is_pasting &&
	       (!asks_blank(key) || ui_now_ms() - a->paste_ms < PASTE_PAUSE_MS);
}

static void key_handle(struct app *a, int key)
{
	if (is_in_paste(a, key)) {
		paste_key(a, key);
		a->paste_ms = ui_now_ms();
	} else if (key == UI_KEY_PASTE_BEGIN) {
		a->is_pasting = true;
		a->paste_ms = ui_now_ms();
	} else if (asks_blank(key) && !ui_is_blank(a)) {
		blank_at_once(a);
	} else if (key != UI_KEY_RESIZE) {
		ui_dispatch_key(a, key);
	}
}

void ui_loop_look(struct app *a)
{
	int key = a->terminal ? ui_terminal_key(a->terminal) : UI_KEY_NONE;

	for (; key != UI_KEY_NONE; key = ui_terminal_key(a->terminal)) {
		if (key == UI_KEY_PASTE_BEGIN || key == UI_KEY_PASTE_END) {
			a->is_pasting = key == UI_KEY_PASTE_BEGIN;
			a->paste_ms = ui_now_ms();
		} else if (asks_blank(key) && !a->is_to_blank) {
			ui_busy_blank(a);
		}
	}
}

/* A key that leaves the screen blank is no sign that the worker is there. */
static void keys_read(struct app *a, struct ui_terminal *t)
{
	for (int i = 0;
	     i < KEYS_PER_FRAME && a->depth && !a->is_locking && !a->is_to_blank; i++) {
		int key = ui_terminal_key(t);

		if (key == UI_KEY_NONE)
			break;
		key_handle(a, key);
	}
	if (!ui_is_blank(a))
		a->last_key_ms = clock_lapse(a->clock);
}

static int64_t timeout_ms(const struct app *a)
{
	int64_t wake = ui_screens_wake(a), wait = ui_watch_wait(a);

	if (wake >= 0) {
		wake -= ui_now_ms();
		wake = wake < 0 ? 0 : wake;
		wait = wait < 0 || wake < wait ? wake : wait;
	}
	if (a->is_pasting && (wait < 0 || wait > PASTE_SILENCE_MS))
		wait = PASTE_SILENCE_MS;
	return ui_work_is_there(a) ? 0 : wait;
}

static void time_passed(struct app *a)
{
	if (a->is_pasting && ui_now_ms() - a->paste_ms >= PASTE_SILENCE_MS)
		paste_end(a);
	ui_screens_tick(a);
	if (a->depth && !a->is_locking && !a->is_to_blank)
		ui_work_go(a);
}

static void resize(struct app *a, struct ui_terminal *t)
{
	ui_terminal_size(t, &a->lines, &a->columns);
	a->pending |= UI_RELAYOUT | UI_REDRAW;
}

static void on_wait(struct app *a, struct ui_terminal *t, enum ui_wait what)
{
	switch (what) {
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
	case UI_WAIT_LOCK:
	case UI_WAIT_STOP:
		a->is_to_stop = what == UI_WAIT_STOP;
		ui_lock(a);
		if (!a->is_locking)
			ui_blank_push(a);
		break;
	case UI_WAIT_END:
		break;
	}
}

static void run(struct app *a, struct ui_terminal *t)
{
	while (a->depth && !a->is_locking) {
		enum ui_wait what;

		if (a->is_to_blank) {
			a->is_to_blank = false;
			ui_blank_push(a);
		}
		if (a->pending) {
			ui_screens_draw(a);
			ui_terminal_flush();
		}
		what = ui_terminal_wait(t, timeout_ms(a));
		if (what == UI_WAIT_END)
			return;
		if (ui_watch_slept(a)) /* before anything of hers is painted again */
			ui_lock(a);
		else
			on_wait(a, t, what);
		ui_watch_look(a);
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
	a->terminal = t;
	a->close_to = -1;
	a->message = a->header = a->paste = (struct str)STR_INIT;
	resize(a, t);
	a->last_key_ms = clock_lapse(a->clock);
	begin(a, data);
	run(a, t);
	if (a->is_locking) {
		ui_blank_push(a);
		ui_terminal_deaf();
	}
	ui_screens_save(a);
	ui_screens_close(a);
	a->terminal = NULL;
	ui_terminal_close(t);
	str_release(&a->message);
	str_release(&a->header);
	str_release(&a->paste);
	return OK;
}
