/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * After the recovery code: who she is, and a new passphrase for her.  Parent: none.  Data: the
 * workers.  Requests: a digit or Enter chooses; the last line is somebody who is not in the list.
 */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/progress.h"
#include "ui/screens.h"

struct recovered {
	struct ui_list list;
	struct ui_area body;
	char (*ids)[37]; /* copies: the session's own change with whatever is written */
	int count;
	int chosen; /* count: a new name */
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct recovered *r = data;

	str_add(out, index < r->count ? care_worker_name(a->session, r->ids[index])
				      : _("I am not in this list"));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)a;
	(void)data;
	(void)right;
	str_add(left, _("Opened with the recovery code"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct recovered *r = data;

	(void)a;
	r->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct recovered *r = data;
	struct ui_area list = r->body;
	int used = ui_paint_wrapped(a, &r->body, 0, 2, UI_PLAIN,
				    _("Who are you? After this you choose a new "
				      "passphrase.")) +
		   1;

	list.y += used;
	list.lines -= used;
	ui_list_draw(a, &r->list, &list);
}

static enum err keep(struct app *a, const struct recovered *r, struct ui_panel *p,
		     int line, struct error *e)
{
	bool is_new = r->chosen >= r->count;
	struct str name = STR_INIT;
	enum err rc;

	if (is_new)
		ui_panel_take(p, 0, &name);
	ui_busy(a, _("One moment, please ..."));
	rc = care_recovered(a->session, is_new ? NULL : r->ids[r->chosen],
			    is_new ? name.bytes : NULL, ui_panel_secret(p, line), e);
	str_release(&name);
	return rc;
}

/* Home comes in the place of the list, and over it the short code that goes with a passphrase. */
static void go_home(struct app *a, void *data)
{
	(void)data;
	ui_opened_push(a);
	ui_code_push(a);
}

static enum err passphrase_done(struct app *a, void *data, struct ui_panel *p,
				struct error *e)
{
	struct recovered *r = data;
	int line = r->chosen >= r->count ? 1 : 0;
	enum err rc = line ? ui_panel_need(p, 0, e) : OK;

	if (rc == OK)
		rc = ui_passphrase_check(a, p, line, e);
	if (rc == OK)
		rc = keep(a, r, p, line, e);
	if (rc != OK)
		return rc;
	ui_close_to(a, 0);
	a->after = go_home;
	a->after_data = NULL;
	return OK;
}

static unsigned choose(struct app *a, struct recovered *r, int index)
{
	struct ui_panel p;

	if (index < 0)
		return UI_NOTHING;
	r->chosen = index;
	ui_panel_init(&p, ui_passphrase_advice(a));
	if (index >= r->count)
		ui_panel_add(&p, _("Your name"), false);
	ui_passphrase_add(&p, _("Passphrase"));
	ui_panel_push(a, _("A new passphrase"), &p, passphrase_done, r);
	return UI_REDRAW;
}

static unsigned stop_answered(struct app *a, void *data, int index)
{
	(void)data;
	if (index == 0)
		ui_close_to(a, 0);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request q, int digit)
{
	const char *const answers[] = {_("stop"), _("stay")};
	struct recovered *r = data;

	if (q == UI_REQ_OPEN)
		return choose(a, r, ui_list_at(&r->list));
	if (q == UI_REQ_PICK)
		return choose(a, r, ui_list_pick(&r->list, digit));
	if (q == UI_REQ_FIND)
		return UI_NOTHING; /* nobody is logged in yet */
	if (q == UI_REQ_BACK) {
		ui_ask(a, _("There is no new passphrase yet."), answers, 2, stop_answered, r);
		return UI_REDRAW;
	}
	return ui_list_request(&r->list, q);
}

static void leave(struct app *a, void *data)
{
	struct recovered *r = data;

	(void)a;
	ui_list_release(&r->list);
	free(r->ids);
	free(r);
}

static const struct ui_screen_ops recovered_ops = {
	.name = "recovered",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_recovered_push(struct app *a)
{
	struct recovered *r = mem_new(sizeof *r);
	const char *const *ids;

	r->count = care_workers(a->session, &ids);
	r->ids = mem_array((size_t)r->count + 1, sizeof *r->ids);
	for (int i = 0; i < r->count; i++)
		snprintf(r->ids[i], sizeof r->ids[i], "%s", ids[i]);
	ui_list_init(&r->list, row, r);
	r->list.has_digits = true;
	ui_list_set_count(&r->list, r->count + 1);
	ui_push(a, &recovered_ops, r);
}
