/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may open the file.  Parent: home, settings.  Data: the workers who are here.  Requests: n
 * adds a colleague, w changes one's own passphrase, c the short code, h makes a new recovery
 * code, x takes a colleague away after a question; Enter gives a passphrase to who has none.
 */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/progress.h"
#include "ui/screens.h"

struct workers {
	struct ui_list list;
	struct ui_area body;
	char (*ids)[37]; /* copies: the session's own change with whatever is written */
	int count;
	char chosen[37]; /* whom the panel or the question is about */
};

enum { NAME_COLUMNS = 30 };

static bool is_me(const struct app *a, const char *id)
{
	return text_equal(id, care_session_worker(a->session));
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct workers *w = data;
	const char *id = w->ids[index];

	ui_cell(out, care_worker_name(a->session, id),
		a->columns / 2 < NAME_COLUMNS ? a->columns / 2 : NAME_COLUMNS);
	if (is_me(a, id))
		str_add(out, _("this is you"));
	else if (!care_worker_may_log_in(a->session, id))
		str_add(out, _("has no passphrase"));
}

static void enter(struct app *a, void *data)
{
	struct workers *w = data;

	const char *const *ids;

	w->count = care_workers(a->session, &ids);
	free(w->ids);
	w->ids = mem_array((size_t)w->count + 1, sizeof *w->ids);
	for (int i = 0; i < w->count; i++)
		snprintf(w->ids[i], sizeof w->ids[i], "%s", ids[i]);
	ui_list_set_count(&w->list, w->count);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)data;
	str_add(left, _("Workers"));
	str_add(right, care_session_organisation(a->session));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct workers *w = data;

	(void)a;
	w->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct workers *w = data;

	ui_list_draw(a, &w->list, &w->body);
}

static enum err added(struct app *a, const char *name, const struct secret *passphrase,
		      struct error *e)
{
	enum err rc;

	ui_busy(a, _("One moment, please ..."));
	rc = care_worker_add(a->session, name, passphrase, NULL, e);
	if (rc != OK)
		return rc;
	ui_saved(a);
	ui_message(a, _("%s can log in now. She chooses her own short code then."), name);
	return OK;
}

static enum err colleague_done(struct app *a, void *data, struct ui_panel *p,
			       struct error *e)
{
	struct str name = STR_INIT;
	enum err rc = ui_panel_need(p, 0, e);

	(void)data;
	if (rc == OK)
		rc = ui_passphrase_check(a, p, 1, e);
	ui_panel_take(p, 0, &name);
	if (rc == OK)
		rc = added(a, name.bytes, ui_panel_secret(p, 1), e);
	str_release(&name);
	return rc;
}

static void colleague_push(struct app *a, struct workers *w, const char *name)
{
	struct str text = STR_INIT;
	struct ui_panel p;

	str_addf(&text, "%s %s", _("Let her type her passphrase herself."),
		 ui_passphrase_advice(a));
	ui_panel_init(&p, text.bytes);
	ui_panel_add(&p, _("Name"), false);
	ui_passphrase_add(&p, _("Passphrase"));
	if (name) {
		ui_editor_set(&p.lines[0].editor, name);
		p.at = 1;
	}
	ui_panel_push(a, _("A colleague"), &p, colleague_done, w);
	str_release(&text);
}

/* The sentence for a log-in speaks of a name, which is not asked here; that one may be tried again
 * only after a while is said as it is. */
static enum err old_wrong(struct app *a, struct ui_panel *p, struct error *e)
{
	struct care_place place = {.organisation = STR_INIT};
	bool is_waiting = care_place_look(a->care, &place, NULL) == OK && place.wait_ms > 0;

	care_place_release(&place);
	ui_panel_forget(p, 0);
	if (is_waiting)
		return ERR_PASSPHRASE;
	return error_set(e, ERR_PASSPHRASE, _("That is not your old passphrase. Type it again."));
}

static enum err own_done(struct app *a, void *data, struct ui_panel *p, struct error *e)
{
	enum err rc = ui_panel_need(p, 0, e);

	(void)data;
	if (rc == OK)
		rc = ui_passphrase_check(a, p, 1, e);
	if (rc != OK)
		return rc;
	ui_busy(a, _("One moment, please ..."));
	rc = care_worker_change(a->session, ui_panel_secret(p, 0), ui_panel_secret(p, 1), e);
	if (rc != OK)
		return rc == ERR_PASSPHRASE ? old_wrong(a, p, e) : rc;
	ui_saved(a);
	ui_message(a, "%s", _("Your new passphrase holds from now on."));
	return OK;
}

static void own_push(struct app *a, struct workers *w)
{
	struct ui_panel p;

	ui_panel_init(&p, ui_passphrase_advice(a));
	ui_panel_add(&p, _("Old passphrase"), true);
	ui_passphrase_add(&p, _("New passphrase"));
	ui_panel_push(a, _("Your own passphrase"), &p, own_done, w);
}

static unsigned recovery_answered(struct app *a, void *data, int index)
{
	struct secret code = SECRET_INIT;
	struct error e = ERROR_INIT;

	(void)data;
	if (index != 0)
		return UI_REDRAW;
	ui_busy(a, _("One moment, please ..."));
	if (care_recovery_renew(a->session, &code, &e) == OK)
		ui_recovery_code_push(a, &code);
	else
		ui_error(a, &e);
	secret_release(&code);
	return UI_REDRAW;
}

static void recovery_ask(struct app *a, struct workers *w)
{
	const char *const answers[] = {_("make a new one"), _("do not")};

	ui_ask(a, _("A new recovery code? The one on paper opens nothing any more then."),
	       answers, 2, recovery_answered, w);
}

/* The file has a new key: nothing can be done with this session but closing it. */
static unsigned remove_answered(struct app *a, void *data, int index)
{
	struct workers *w = data;
	struct ui_busy_with with = {a, _("The file gets a new key"), -1};
	struct error e = ERROR_INIT;

	if (index != 0)
		return UI_REDRAW;
	ui_screens_save(a);
	ui_busy(a, with.text);
	if (care_worker_remove(a->session, w->chosen, ui_busy_progress, &with, &e) == OK)
		ui_lock(a);
	else
		ui_error(a, &e);
	return UI_REDRAW;
}

static void remove_ask(struct app *a, struct workers *w, const char *id)
{
	const char *const answers[] = {_("remove"), _("do not")};
	struct str question = STR_INIT;

	if (is_me(a, id)) {
		ui_message(a, "%s", _("You cannot remove yourself: a colleague does that."));
		return;
	}
	snprintf(w->chosen, sizeof w->chosen, "%s", id);
	str_addf(&question,
		 _("%s can open this file no more then. Backups made until now still open "
		   "with her passphrase. After this trede locks."),
		 care_worker_name(a->session, id));
	ui_ask(a, question.bytes, answers, 2, remove_answered, w);
	str_release(&question);
}

static unsigned open_focus(struct app *a, struct workers *w, const char *id)
{
	if (is_me(a, id))
		own_push(a, w);
	else if (!care_worker_may_log_in(a->session, id))
		colleague_push(a, w, care_worker_name(a->session, id));
	else
		ui_message(a, "%s", _("Only she changes her passphrase, when she is logged in."));
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct workers *w = data;
	int at = ui_list_at(&w->list);

	(void)digit;
	if (r == UI_REQ_NEW)
		colleague_push(a, w, NULL);
	else if (r == UI_REQ_CHANGE)
		own_push(a, w);
	else if (r == UI_REQ_CODE)
		ui_code_push(a);
	else if (r == UI_REQ_RECOVERY)
		recovery_ask(a, w);
	else if (r == UI_REQ_REMOVE && at >= 0)
		remove_ask(a, w, w->ids[at]);
	else if (r == UI_REQ_OPEN && at >= 0)
		return open_focus(a, w, w->ids[at]);
	else
		return ui_list_request(&w->list, r);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct workers *w = data;

	(void)a;
	ui_list_release(&w->list);
	free(w->ids);
	free(w);
}

static const struct ui_screen_ops workers_ops = {
	.name = "workers",
	.map = UI_MAP_WORKERS,
	.title = title,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_workers_push(struct app *a)
{
	struct workers *w = mem_new(sizeof *w);

	ui_list_init(&w->list, row, w);
	ui_push(a, &workers_ops, w);
}
