/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The wizard of a laptop without a file.  Parent: none.  Data: the choice at the start and the
 * lines of each step, kept while one goes back and forth.  Requests: Enter goes on, Esc one step
 * back.
 */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/progress.h"
#include "ui/screens.h"

enum { NAMES, PASSPHRASE, CODE, STEPS, CHOOSING = -1 };
enum { NEW_FILE, BACKUP, PRACTICE, CHOICES };

struct setup {
	struct ui_list list;
	struct ui_panel panels[STEPS];
	struct ui_area body;
	int step; /* CHOOSING or one of the panels */
};

static const char *const choices[CHOICES] = {
	[NEW_FILE] = N_("a new file, for a new centre or a new laptop"),
	[BACKUP] = N_("put back a backup"),
	[PRACTICE] = N_("practise first"),
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	(void)a;
	(void)data;
	str_add(out, _(choices[index]));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	const struct setup *s = data;

	(void)a;
	str_add(left, s->step == CHOOSING ? "trede" : _("A new file"));
	if (s->step != CHOOSING)
		str_addf(right, _("step %d of %d"), s->step + 1, STEPS + 1);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct setup *s = data;

	(void)a;
	s->body = *body;
}

static void choice_draw(struct app *a, struct setup *s)
{
	struct ui_area list = s->body;
	int used = ui_paint_wrapped(a, &s->body, 0, 2, UI_PLAIN,
				    _("There is no file on this laptop yet. What do you "
				      "want to begin with?")) +
		   1;

	list.y += used;
	list.lines -= used;
	ui_list_draw(a, &s->list, &list);
}

static void draw(struct app *a, void *data)
{
	struct setup *s = data;

	if (s->step == CHOOSING)
		choice_draw(a, s);
	else
		ui_panel_draw(a, &s->panels[s->step], &s->body);
}

static void draw_field(struct app *a, void *data)
{
	struct setup *s = data;

	if (s->step != CHOOSING)
		ui_panel_draw_field(a, &s->panels[s->step]);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct setup *s = data;
	enum ui_map map = s->step == CHOOSING ? UI_MAP_CHOOSE
					      : ui_panel_map(&s->panels[s->step]);

	(void)a;
	return map == UI_MAP_PANEL_END && s->step + 1 < STEPS ? UI_MAP_PANEL : map;
}

static enum err names_check(struct setup *s, struct error *e)
{
	enum err rc = ui_panel_need(&s->panels[NAMES], 0, e);

	return rc == OK ? ui_panel_need(&s->panels[NAMES], 1, e) : rc;
}

static enum err step_check(struct app *a, struct setup *s, struct error *e)
{
	if (s->step == NAMES)
		return names_check(s, e);
	if (s->step == PASSPHRASE)
		return ui_passphrase_check(a, &s->panels[PASSPHRASE], 0, e);
	return ui_code_check(a, &s->panels[CODE], 0, e);
}

static enum err file_make(struct app *a, struct setup *s, const char *worker,
			  struct secret *recovery, struct error *e)
{
	struct care_options o = *a->care;
	struct str organisation = STR_INIT;
	enum err rc;

	ui_panel_take(&s->panels[NAMES], 0, &organisation);
	o.passphrase = ui_panel_secret(&s->panels[PASSPHRASE], 0);
	rc = care_session_create(&o, organisation.bytes, worker, recovery, e);
	str_release(&organisation);
	return rc;
}

/* The file is there: home, and over it the recovery code.  What fails now can be done later. */
static void begin(struct app *a, struct setup *s, const char *worker,
		  struct secret *recovery)
{
	struct error e = ERROR_INIT;

	if (ui_log_in(a, worker, ui_panel_secret(&s->panels[PASSPHRASE], 0), &e) != OK) {
		ui_locked_push(a);
		ui_error(a, &e);
	} else {
		ui_opened_push(a);
		if (care_code_set(a->session, ui_panel_secret(&s->panels[CODE], 0), &e) !=
		    OK)
			ui_error(a, &e);
	}
	ui_recovery_code_push(a, recovery);
}

static unsigned make(struct app *a, struct setup *s)
{
	struct secret recovery = SECRET_INIT;
	struct error e = ERROR_INIT;
	struct str worker = STR_INIT;
	enum err rc;

	ui_panel_take(&s->panels[NAMES], 1, &worker);
	ui_busy(a, _("One moment: the file is being made ..."));
	rc = file_make(a, s, worker.bytes, &recovery, &e);
	if (rc == OK)
		begin(a, s, worker.bytes, &recovery);
	else
		ui_error(a, &e);
	str_release(&worker);
	secret_release(&recovery);
	return rc == OK ? UI_CLOSE : UI_REDRAW;
}

static unsigned step_on(struct app *a, struct setup *s)
{
	struct error e = ERROR_INIT;

	if (step_check(a, s, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	if (s->step + 1 == STEPS)
		return make(a, s);
	s->step++;
	s->panels[s->step].at = 0;
	return UI_REDRAW;
}

static unsigned choose(struct app *a, struct setup *s, int index)
{
	if (index == NEW_FILE)
		s->step = NAMES;
	else if (index == BACKUP)
		ui_restore_push(a);
	else if (index == PRACTICE)
		ui_message(a, "%s",
			   _("Practising is done with invented women, apart from the real "
			     "file. Stop here with Esc and type: trede --practice"));
	return UI_REDRAW;
}

static unsigned stop_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index == 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

static unsigned back(struct app *a, struct setup *s)
{
	const char *const answers[] = {_("stop"), _("stay")};

	if (s->step == CHOOSING)
		ui_ask(a, _("Stop trede?"), answers, 2, stop_answered, s);
	else
		s->step--; /* the first step is one after choosing */
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct setup *s = data;
	unsigned flags;

	if (r == UI_REQ_BACK)
		return back(a, s);
	if (r == UI_REQ_SAVED || r == UI_REQ_STOP) {
		ui_message(a, "%s", _("There is no file yet. Esc goes one step back."));
		return UI_REDRAW;
	}
	if (s->step == CHOOSING) {
		if (r == UI_REQ_OPEN)
			return choose(a, s, ui_list_at(&s->list));
		if (r == UI_REQ_PICK)
			return choose(a, s, ui_list_pick(&s->list, digit));
		return ui_list_request(&s->list, r);
	}
	flags = ui_panel_request(a, &s->panels[s->step], r);
	return flags == UI_IGNORED && r == UI_REQ_OPEN ? step_on(a, s) : flags;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct setup *s = data;

	(void)a;
	(void)is_paste;
	return s->step == CHOOSING ? UI_NOTHING
				   : ui_panel_type(&s->panels[s->step], text, len);
}

static void leave(struct app *a, void *data)
{
	struct setup *s = data;

	(void)a;
	for (int i = 0; i < STEPS; i++)
		ui_panel_release(&s->panels[i]);
	ui_list_release(&s->list);
	free(s);
}

static const struct ui_screen_ops setup_ops = {
	.name = "setup",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

void ui_setup_push(struct app *a)
{
	struct setup *s = mem_new(sizeof *s);

	s->step = CHOOSING;
	ui_list_init(&s->list, row, s);
	s->list.has_digits = true;
	ui_list_set_count(&s->list, CHOICES);
	ui_panel_init(&s->panels[NAMES],
		      _("How is your organisation called, and how are you?"));
	ui_panel_add(&s->panels[NAMES], _("Organisation"), false);
	ui_panel_add(&s->panels[NAMES], _("Your name"), false);
	ui_panel_init(&s->panels[PASSPHRASE], ui_passphrase_advice(a));
	ui_passphrase_add(&s->panels[PASSPHRASE], _("Passphrase"));
	ui_panel_init(&s->panels[CODE],
		      _("The short code brings a blank screen back without your whole "
			"passphrase. Choose 4 to 6 digits that you know by heart."));
	ui_code_add(&s->panels[CODE]);
	ui_push(a, &setup_ops, s);
}
