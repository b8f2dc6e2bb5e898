/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A woman's trajectory at a glance.  Parent: home, find, or an interview about somebody
 * else.  Data: her dossier, read again after something was written.  Requests: the
 * letters go to what can be done for her; Enter opens a line; Tab shows the next part on
 * a small terminal.
 */
#include "ui/client.h"

#include "ui/alike.h"
#include "ui/screens.h"

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	ui_client_title(a, data, left, right);
}

/* A talk that is not finished is told in line 1: g goes on with it. */
static void unfinished_read(struct app *a, struct ui_client *c)
{
	struct care_today drafts;
	struct error e = ERROR_INIT;

	str_reset(&c->unfinished);
	if (care_today_read(a->session, -1, c->woman->id, &drafts, &e) != OK)
		ui_error(a, &e);
	for (int i = 0; i < drafts.unfinished_count; i++)
		str_addf(&c->unfinished, "%s%s", i ? ", " : "",
			 drafts.unfinished[i].form_title);
	care_today_release(&drafts);
}

static void enter(struct app *a, void *data)
{
	struct ui_client *c = data;

	ui_woman_fresh(a, c->woman);
	if (c->woman->is_gone)
		ui_close_to(a, ui_depth(a) - 1);
	unfinished_read(a, c);
	ui_list_set_count(&c->lines, c->woman->dossier->line_count);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct ui_client *c = data;

	(void)a;
	c->body = *body;
}

static void draw(struct app *a, void *data)
{
	ui_client_draw(a, data);
}

/* A line that is nothing of its own is told in full. */
static unsigned line_show(struct app *a, const struct care_line *line)
{
	struct str day = STR_INIT;

	ui_date_add(a, &line->on, DATE_LONG, &day);
	ui_message(a, "%s  %s  %s  %s  %s", day.bytes, line->title, line->text,
		   line->state, line->author);
	str_release(&day);
	return UI_REDRAW;
}

static void referral_open(struct app *a, struct ui_woman *w, int index)
{
	ui_referral_push(a, w, w->dossier->referrals[index].id);
}

static unsigned line_open(struct app *a, struct ui_client *c)
{
	static void (*const sheets[])(struct app *, struct ui_woman *, int) = {
		[CARE_INTERVIEW] = ui_talk_read_push,
		[CARE_GOAL] = ui_goal_sheet,
		[CARE_REFERRAL] = referral_open,
		[CARE_APPOINTMENT] = ui_appointment_sheet,
		[CARE_NOTE] = ui_note_sheet,
		[CARE_CONSENT] = ui_consent_sheet,
		[CARE_GAP] = ui_gap_sheet,
		[CARE_OTHER] = NULL,
	};
	int at = ui_list_at(&c->lines);
	const struct care_line *line;

	if (at < 0)
		return UI_NOTHING;
	line = &c->woman->dossier->lines[at];
	if (line->kind == CARE_MERGE)
		ui_alike_open(a, c->woman, line);
	else if (line->kind == CARE_PRECONDITION)
		ui_needs_push(a, c->woman);
	else if (line->kind == CARE_STEP)
		ui_goals_push(a, c->woman);
	else if (sheets[line->kind] && line->item >= 0)
		sheets[line->kind](a, c->woman, line->item);
	else
		return line_show(a, line);
	return UI_REDRAW;
}

static void note_new(struct app *a, struct ui_woman *w)
{
	ui_note_sheet(a, w, -1);
}

static void print(struct app *a, struct ui_woman *w)
{
	ui_print_push(a, w->id);
}

static const struct {
	enum ui_request request;
	void (*push)(struct app *a, struct ui_woman *w);
} ways[] = {
	{UI_REQ_INTERVIEW, ui_begin_talk_push},
	{UI_REQ_REFER, ui_match_push},
	{UI_REQ_GOALS, ui_goals_push},
	{UI_REQ_APPOINTMENT, ui_appointments_push},
	{UI_REQ_NOTE, note_new},
	{UI_REQ_CONSENT, ui_consents_push},
	{UI_REQ_DETAILS, ui_contact_push},
	{UI_REQ_NEEDS, ui_needs_push},
	{UI_REQ_PRINT, print},
	{UI_REQ_CHANGE, ui_change_push},
	{UI_REQ_SAME, ui_alike_choose},
	{UI_REQ_PART, ui_alike_undo},
};

static unsigned part_step(struct ui_client *c, int step)
{
	if (!ui_client_is_small(c))
		return UI_NOTHING;
	c->part = (enum ui_client_part)(((int)c->part + step + UI_CLIENT_PARTS) %
					UI_CLIENT_PARTS);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ui_client *c = data;

	(void)digit;
	if (r == UI_REQ_OPEN)
		return line_open(a, c);
	if (r == UI_REQ_NEXT || r == UI_REQ_PREVIOUS)
		return part_step(c, r == UI_REQ_NEXT ? 1 : -1);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (ways[i].request != r)
			continue;
		ways[i].push(a, c->woman);
		if (c->woman->is_stale && a->screens[a->depth - 1].data == c)
			enter(a, c); /* it was done without another screen */
		return UI_REDRAW;
	}
	return ui_list_request(&c->lines, r);
}

static void leave(struct app *a, void *data)
{
	struct ui_client *c = data;

	(void)a;
	ui_list_release(&c->lines);
	str_release(&c->unfinished);
	ui_woman_drop(c->woman);
	free(c);
}

static const struct ui_screen_ops client_ops = {
	.name = "client",
	.map = UI_MAP_CLIENT,
	.title = title,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_client_push_open(struct app *a, struct ui_woman *w)
{
	struct ui_client *c = mem_new(sizeof *c);

	c->woman = w;
	c->unfinished = (struct str)STR_INIT;
	ui_list_init(&c->lines, ui_client_line, c);
	c->lines.empty = _("Nothing has been written down yet. g begins a talk.");
	ui_push(a, &client_ops, c);
}

void ui_client_push(struct app *a, const char *client)
{
	struct ui_woman *w = ui_woman_open(a, client);

	if (w)
		ui_client_push_open(a, w);
}
