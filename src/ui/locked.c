/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock screen: the organisation, the clock, a name and a passphrase.  Parent: none.  Data: what
 * can be known of the file without a passphrase, the lines.  Requests: Enter opens; ^R puts a backup
 * back; Esc asks whether to stop.
 */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/progress.h"
#include "ui/screens.h"

enum { MINUTE_MS = 60000, SECOND_MS = 1000 };

struct locked {
	struct care_place place;
	struct ui_panel panel;
	struct ui_area body;
	int64_t try_from; /* ui_now_ms from which a try is taken */
	bool is_damaged;  /* the file cannot be read: a backup is what is left */
	int64_t due;      /* when the next minute or second begins; -1: the clock stands still */
};

static int name_line(const struct locked *l)
{
	return l->place.asks_name ? 0 : -1;
}

static int passphrase_line(const struct locked *l)
{
	return l->place.asks_name ? 1 : 0;
}

static int seconds_left(const struct locked *l)
{
	int64_t left = l->try_from - ui_now_ms();

	return left > 0 ? (int)((left + SECOND_MS - 1) / SECOND_MS) : 0;
}

/* The name stays when the file is looked at again, the passphrase never does. */
static void lines_make(struct locked *l)
{
	struct str name = STR_INIT;

	if (l->panel.count > 1)
		ui_panel_take(&l->panel, 0, &name);
	ui_panel_release(&l->panel);
	ui_panel_init(&l->panel, "");
	if (l->place.asks_name)
		ui_panel_add(&l->panel, _("Name"), false);
	ui_panel_add(&l->panel, _("Passphrase"), true);
	if (l->place.asks_name && name.len) {
		ui_editor_set(&l->panel.lines[0].editor, name.bytes);
		l->panel.at = 1;
	}
	str_release(&name);
}

static void look(struct app *a, struct locked *l)
{
	struct error e = ERROR_INIT;
	enum err rc;

	care_place_release(&l->place);
	l->place = (struct care_place){.organisation = STR_INIT};
	rc = care_place_look(a->care, &l->place, &e);
	if (rc != OK)
		ui_error(a, &e);
	l->is_damaged = l->is_damaged || rc == ERR_DAMAGED;
	l->try_from = ui_now_ms() + l->place.wait_ms;
}

static void note_set(const struct app *a, struct locked *l)
{
	struct str *note = &l->panel.note;
	int seconds = seconds_left(l);

	str_reset(note);
	if (l->is_damaged)
		str_addf(note, "%s\n",
			 _("The file on this laptop cannot be read any more. ^R puts back a "
			   "backup."));
	if (l->place.is_in_use)
		str_addf(note, "%s\n",
			 _("trede is open in another window on this laptop. Go on there, or "
			   "stop it there first."));
	if (seconds)
		str_addf(note,
			 ngettext("The next try is taken in %d second.",
				  "The next try is taken in %d seconds.",
				  (unsigned long)seconds),
			 seconds);
	if (seconds)
		str_add_char(note, '\n');
	if (a->care->practice)
		str_addf(note, _("This is a practice file: the passphrase is %s.\n"),
			 CARE_PRACTICE_PASSPHRASE);
	str_add(note, l->place.asks_name
			      ? _("Passphrase lost? Leave the name empty and type the "
				  "recovery code.")
			      : _("Passphrase lost? Type the recovery code."));
}

/* What is said, and when it changes. */
static void tell(const struct app *a, struct locked *l)
{
	int64_t wait = clock_wait(a->clock, MINUTE_MS - clock_now(a->clock) % MINUTE_MS);

	note_set(a, l);
	if (seconds_left(l) || l->place.is_in_use)
		wait = SECOND_MS;
	l->due = wait < 0 ? -1 : ui_now_ms() + wait;
}

static void enter(struct app *a, void *data)
{
	struct locked *l = data;

	look(a, l);
	if (l->panel.count != passphrase_line(l) + 1)
		lines_make(l);
	tell(a, l);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	const struct locked *l = data;
	struct moment now = clock_moment(a->clock);

	str_add(left, l->place.organisation.bytes);
	str_addf(right, "%02d:%02d", now.hour, now.minute);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct locked *l = data;

	(void)a;
	l->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct locked *l = data;

	ui_panel_draw(a, &l->panel, &l->body);
}

static void draw_field(struct app *a, void *data)
{
	struct locked *l = data;

	ui_panel_draw_field(a, &l->panel);
}

/* The sentence for a log-in speaks of a name also where none is asked. */
static void sentence_fit(const struct locked *l, struct error *e)
{
	if (e->code == ERR_PASSPHRASE && !l->place.asks_name && !seconds_left(l))
		(void)error_set(e, ERR_PASSPHRASE,
				_("That is not the passphrase. Type it again."));
}

static unsigned refused(struct app *a, struct locked *l, struct error *e)
{
	sentence_fit(l, e);
	ui_panel_forget(&l->panel, passphrase_line(l));
	l->is_damaged = l->is_damaged || e->code == ERR_DAMAGED;
	look(a, l);
	tell(a, l);
	if (e->code == ERR_USAGE && l->place.asks_name)
		l->panel.at = name_line(l);
	ui_error(a, e);
	return UI_REDRAW;
}

/* Who has no short code yet chooses one: without it a blank screen asks for the passphrase. */
static void opened(struct app *a)
{
	ui_opened_push(a);
	if (!care_session_is_practice(a->session) && !care_session_is_recovery(a->session) &&
	    !care_code_is_set(a->session))
		ui_code_push(a);
}

static unsigned open_file(struct app *a, struct locked *l)
{
	struct error e = ERROR_INIT;
	struct str name = STR_INIT;
	enum err rc;

	if (ui_panel_need(&l->panel, passphrase_line(l), &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	if (seconds_left(l))
		return UI_REDRAW; /* the note says for how long */
	if (name_line(l) >= 0)
		ui_panel_take(&l->panel, name_line(l), &name);
	ui_busy(a, _("One moment, please ..."));
	rc = ui_log_in(a, name.bytes, ui_panel_secret(&l->panel, passphrase_line(l)), &e);
	str_release(&name);
	if (rc != OK)
		return refused(a, l, &e);
	opened(a);
	return UI_CLOSE;
}

static unsigned stop_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index == 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	const char *const answers[] = {_("stop"), _("stay")};
	struct locked *l = data;
	unsigned flags;

	(void)digit;
	if (r == UI_REQ_BACK) {
		ui_ask(a, _("Stop trede?"), answers, 2, stop_answered, l);
		return UI_REDRAW;
	}
	if (r == UI_REQ_RESTORE) {
		ui_restore_push(a);
		return UI_REDRAW;
	}
	if (r == UI_REQ_SAVED) {
		ui_message(a, "%s", _("Everything is already saved."));
		return UI_REDRAW;
	}
	flags = ui_panel_request(a, &l->panel, r);
	return flags == UI_IGNORED && r == UI_REQ_OPEN ? open_file(a, l) : flags;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct locked *l = data;

	(void)a;
	(void)is_paste;
	return ui_panel_type(&l->panel, text, len);
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct locked *l = data;

	(void)a;
	return l->due;
}

static unsigned tick(struct app *a, void *data)
{
	struct locked *l = data;

	if (l->place.is_in_use)
		look(a, l);
	tell(a, l);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct locked *l = data;

	(void)a;
	care_place_release(&l->place);
	ui_panel_release(&l->panel);
	free(l);
}

static const struct ui_screen_ops locked_ops = {
	.name = "locked",
	.map = UI_MAP_LOCKED,
	.title = title,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
	.wake = wake,
	.tick = tick,
};

void ui_locked_push(struct app *a)
{
	struct locked *l = mem_new(sizeof *l);

	l->place = (struct care_place){.organisation = STR_INIT};
	ui_panel_init(&l->panel, "");
	ui_push(a, &locked_ops, l);
}
