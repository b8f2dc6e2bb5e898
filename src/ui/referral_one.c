/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One referral: what was agreed, how it went, what can come next.  Parent: her referrals, home,
 * the card.  Data: its id, the steps that make sense now, the next offer that fits.  Requests: a
 * digit or Enter takes a step; w changes it; p prints the summary; v the next that fits; o the
 * organisation.
 */
#include "ui/ask.h"
#include "ui/match.h"
#include "ui/refer.h"
#include "ui/screens.h"

enum { STEPS_MOST = 9, STEPS_LEAST = 3, NEXT_LOOKED = 20, DAY_COLUMNS = 9, STATUS_COLUMNS = 18 };

struct one {
	struct ui_woman *woman;
	char *id, *status; /* status: as it was last seen */
	const char *steps[STEPS_MOST];
	struct ui_list list;
	struct ui_area body;
	struct map_fits next; /* holds the offer that was proposed */
	int next_at;
};

/* What can follow on what; twelve do not fit ten digits, and most make no sense. */
static const struct {
	const char *status;
	const char *next[STEPS_MOST];
} ways[] = {
	{"agreed", {"referred", "withdrawn"}},
	{"referred",
	 {"contacted", "accepted", "appointment", "waitlist", "started", "refused", "withdrawn",
	  "expired"}},
	{"contacted",
	 {"accepted", "appointment", "waitlist", "started", "refused", "no_show", "withdrawn",
	  "expired"}},
	{"accepted", {"appointment", "waitlist", "started", "no_show", "withdrawn"}},
	{"appointment",
	 {"started", "accepted", "waitlist", "appointment", "refused", "no_show", "withdrawn"}},
	{"waitlist", {"accepted", "appointment", "started", "refused", "withdrawn", "expired"}},
	{"started", {"finished", "no_show", "withdrawn"}},
	{"", {NULL}}, /* it has ended: going on is a new one */
};
enum { WAYS = sizeof ways / sizeof *ways };

static int index_of(const struct one *o)
{
	const struct care_dossier *d = o->woman->dossier;
	int i = 0;

	while (i < d->referral_count && !text_equal(d->referrals[i].id, o->id))
		i++;
	return i < d->referral_count ? i : -1;
}

static const struct care_referral *referral_of(const struct one *o)
{
	int at = index_of(o);

	return at < 0 ? NULL : &o->woman->dossier->referrals[at];
}

static void steps_fill(struct one *o, const char *status)
{
	int way = 0, count = 0;

	while (way < WAYS - 1 && !text_equal(ways[way].status, status))
		way++;
	for (; count < STEPS_MOST && ways[way].next[count]; count++)
		o->steps[count] = ways[way].next[count];
	ui_list_set_count(&o->list, count);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct one *o = data;

	str_add(out, ui_label(a, "referral_status", o->steps[index]));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct one *o = data;

	ui_woman_title(a, o->woman, _("Referral"), left);
	ui_saved_add(a, right);
}

/* ---- when it came to nothing ---- */

/* Fits, is not the one that it was, and does not run already. */
static bool is_next(const struct care_dossier *d, const struct care_referral *r,
		    const struct map_fit *fit)
{
	if (fit->missing || text_equal(fit->offer.id, r->offer))
		return false;
	for (int i = 0; i < d->referral_count; i++) {
		if (text_equal(d->referrals[i].offer, fit->offer.id) &&
		    care_referral_runs(&d->referrals[i]))
			return false;
	}
	return true;
}

/* The place of the next that fits; -1: none does.  What is fully known to fit goes before what asks. */
static int next_find(struct app *a, struct one *o, const struct care_referral *r)
{
	struct arena arena = ARENA_INIT;
	struct map_woman her;
	struct error e = ERROR_INIT;
	int at = 0;

	map_fits_release(&o->next);
	care_match_woman(a->session, o->woman->dossier, &arena, &her);
	if (map_match(care_map(a->session), &her, NULL, "", NEXT_LOOKED, NULL, &o->next, &e) != OK)
		ui_error(a, &e);
	while (at < o->next.count && !is_next(o->woman->dossier, r, &o->next.items[at]))
		at++;
	arena_release(&arena);
	return at < o->next.count ? at : -1;
}

static unsigned next_answered(struct app *a, void *data, int index)
{
	struct one *o = data;

	if (index == 0 && o->next_at >= 0)
		ui_refer_after_push(a, o->woman, &o->next.items[o->next_at], o->id);
	else if (index == 0)
		ui_gap_sheet(a, o->woman, -1);
	return UI_REDRAW;
}

static void next_propose(struct app *a, struct one *o, const struct care_referral *r)
{
	const char *const refer[] = {_("look at it"), _("not now")},
			  *const gap[] = {_("write down that nothing fits"), _("not now")};
	struct str question = STR_INIT;

	o->next_at = next_find(a, o, r);
	if (o->next_at >= 0) {
		str_add(&question, _("The next that fits: "));
		ui_offer_name(&o->next.items[o->next_at].offer,
			      &o->next.items[o->next_at].organisation, &question);
		str_add_char(&question, '.');
		ui_ask(a, question.bytes, refer, 2, next_answered, o);
	} else if (o->next.offers > 0) {
		ui_ask(a, _("No other offer fits now."), gap, 2, next_answered, o);
	}
	str_release(&question);
}

/* ---- coming on top ---- */

static bool came_to_nothing(const struct care_referral *r)
{
	return !care_referral_runs(r) && !text_equal(r->status, "finished");
}

/* A step was taken since: what follows from it is proposed at once. */
static void follow(struct app *a, struct one *o, const struct care_referral *r)
{
	if (came_to_nothing(r))
		next_propose(a, o, r);
	else if (ui_is_placed(a, o->woman->dossier, r))
		ui_aftercare_sheet(a, o->woman, r->id);
}

static void enter(struct app *a, void *data)
{
	struct one *o = data;
	const struct care_referral *r;
	bool is_step;

	ui_woman_fresh(a, o->woman);
	r = referral_of(o);
	if (o->woman->is_gone || !r) {
		ui_close_to(a, ui_screen_index(a, o));
		return;
	}
	is_step = o->status && !text_equal(o->status, r->status);
	if (!o->status || is_step) {
		free(o->status);
		o->status = mem_text(r->status);
		steps_fill(o, r->status);
		ui_list_focus(&o->list, 0);
	}
	if (is_step)
		follow(a, o, r);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct one *o = data;

	(void)a;
	o->body = *body;
}

/* ---- how it looks ---- */

static void agreed_lines(struct app *a, const struct care_dossier *d,
			 const struct care_referral *r, int columns, struct ui_lines *l)
{
	struct str text = STR_INIT, day = STR_INIT;

	str_add(&text, ui_label(a, "referral_agreed", r->agreed));
	if (!text_is_empty(r->caller))
		str_addf(&text, "%s%s", text.len ? "; " : "",
			 ui_label(a, "referral_caller", r->caller));
	if (!text_is_empty(r->along))
		str_addf(&text, _("; goes along: %s"), r->along);
	ui_date_add(a, &r->call_back, DATE_DAY, &day);
	if (day.len && care_referral_runs(r))
		str_addf(&text, _("; call back on %s"), day.bytes);
	ui_lines_add(l, UI_PLAIN, 2, columns, text.bytes);
	str_reset(&text);
	if (care_referral_runs(r))
		ui_safe_contact(a, d, &text);
	ui_lines_warn(a, l, columns, text.bytes);
	str_release(&text);
	str_release(&day);
}

/* The step that the day is of; of an earlier one it is not kept. */
static int last_appointment(const struct care_referral *r)
{
	int at = r->step_count - 1;

	while (at >= 0 && !text_equal(r->steps[at].status, "appointment"))
		at--;
	return at;
}

static void step_line(struct app *a, const struct care_referral *r, int index, int columns,
		      struct ui_lines *l)
{
	const struct care_referral_step *step = &r->steps[index];
	struct str text = STR_INIT, cell = STR_INIT;

	ui_date_add(a, &step->on, DATE_SHORT, &cell);
	ui_cell(&text, cell.bytes, DAY_COLUMNS);
	ui_cell(&text, ui_label(a, "referral_status", step->status), STATUS_COLUMNS);
	str_add(&text, ui_label(a, "referral_reason", step->reason));
	str_reset(&cell);
	if (index == last_appointment(r))
		ui_date_add(a, &r->meeting, DATE_DAY, &cell);
	if (cell.len && r->minutes >= 0) {
		str_add_char(&cell, ' ');
		ui_time_add(r->minutes, &cell);
	}
	str_addf(&text, "%s%s%s", cell.bytes, text_is_empty(step->reason) && !cell.len ? "" : "  ",
		 step->author);
	ui_lines_add(l, UI_PLAIN, 2, columns, text.bytes);
	str_release(&text);
	str_release(&cell);
}

static void came_lines(struct app *a, const struct care_referral *r, int columns,
		       struct ui_lines *l)
{
	struct str text = STR_INIT;

	str_add(&text, ui_label(a, "referral_outcome", r->outcome));
	if (!text_is_empty(r->outcome_text))
		str_addf(&text, "%s%s", text.len ? ": " : "", r->outcome_text);
	ui_lines_add(l, UI_PLAIN, 2, columns, text.bytes);
	str_reset(&text);
	if (!text_is_empty(r->feedback))
		str_addf(&text, _("They told us: %s"), r->feedback);
	ui_lines_add(l, UI_PLAIN, 2, columns, text.bytes);
	str_release(&text);
}

static void one_lines(struct app *a, const struct one *o, const struct care_referral *r,
		      int columns, struct ui_lines *l)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s%s%s", r->organisation, text_is_empty(r->what) ? "" : ", ", r->what);
	ui_lines_add(l, UI_STRONG, 2, columns, text.bytes);
	agreed_lines(a, o->woman->dossier, r, columns, l);
	for (int i = 0; i < r->step_count; i++)
		step_line(a, r, i, columns, l);
	came_lines(a, r, columns, l);
	str_release(&text);
}

/* The steps that can be taken are always seen; of a long history the last lines. */
static void draw(struct app *a, void *data)
{
	struct one *o = data;
	const struct care_referral *r = referral_of(o);
	struct ui_lines lines = {.arena = ARENA_INIT};
	struct ui_area text = o->body, list = o->body;
	int steps = o->list.count;

	if (!r)
		return;
	one_lines(a, o, r, text.columns, &lines);
	if (steps > o->body.lines - (int)lines.count - 1)
		steps = o->body.lines - (int)lines.count - 1;
	if (steps < STEPS_LEAST)
		steps = STEPS_LEAST;
	text.lines = o->body.lines - steps - 1;
	if (text.lines > (int)lines.count)
		text.lines = (int)lines.count;
	ui_lines_draw(a, &lines, &text, (int)lines.count - text.lines);
	if ((int)lines.count > text.lines) /* what it is stays above the rest */
		ui_paint_field(a, &text, 0, 0, text.columns, lines.items[0].style,
			       lines.items[0].text);
	list.y += text.lines + 1;
	list.lines -= text.lines + 1;
	ui_paint_rule(a, &o->body, text.lines,
		      o->list.count ? _("What is the next step?") : NULL);
	ui_list_draw(a, &o->list, &list);
	ui_lines_release(&lines);
}

/* ---- what is asked of it ---- */

static unsigned step_take(struct app *a, struct one *o, int at)
{
	int index = index_of(o);

	if (at < 0 || at >= o->list.count || index < 0)
		return UI_NOTHING;
	if (text_equal(o->steps[at], "referred") && text_equal(o->status, "agreed"))
		ui_refer_sheet(a, o->woman, &o->woman->dossier->referrals[index]);
	else if (!ui_referral_step_sheet(a, o->woman, index, o->steps[at]))
		enter(a, o); /* done without another screen */
	return UI_REDRAW;
}

static unsigned print(struct app *a, struct one *o, const struct care_referral *r)
{
	if (care_consent_for(o->woman->dossier, r->organisation))
		ui_print_summary_push(a, o->woman->id, r->organisation);
	else
		ui_message(a, _("There is no consent to share this with %s."), r->organisation);
	return UI_REDRAW;
}

static unsigned organisation(struct app *a, const struct care_referral *r)
{
	if (!text_is_empty(r->offer))
		ui_offer_push(a, r->offer);
	else if (!text_is_empty(r->organisation_id))
		ui_organisation_push(a, r->organisation_id);
	else
		ui_message(a, "%s", _("This one was typed by hand: it is not in the social map."));
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct one *o = data;
	const struct care_referral *one = referral_of(o);

	if (!one)
		return UI_IGNORED;
	switch ((int)r) {
	case UI_REQ_OPEN:
		return step_take(a, o, ui_list_at(&o->list));
	case UI_REQ_SET_STATUS:
		return step_take(a, o, ui_list_pick(&o->list, digit));
	case UI_REQ_CHANGE:
		ui_referral_sheet(a, o->woman, index_of(o));
		return UI_REDRAW;
	case UI_REQ_PRINT:
		return print(a, o, one);
	case UI_REQ_REFER:
		next_propose(a, o, one);
		return UI_REDRAW;
	case UI_REQ_ORGANISATION:
		return organisation(a, one);
	default:
		return ui_list_request(&o->list, r);
	}
}

static void leave(struct app *a, void *data)
{
	struct one *o = data;

	(void)a;
	map_fits_release(&o->next);
	ui_list_release(&o->list);
	ui_woman_drop(o->woman);
	free(o->status);
	free(o->id);
	free(o);
}

static const struct ui_screen_ops one_ops = {
	.name = "referral",
	.map = UI_MAP_REFERRAL,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_referral_push(struct app *a, struct ui_woman *w, const char *id)
{
	struct one *o = mem_new(sizeof *o);

	o->woman = ui_woman_hold(w);
	o->id = mem_text(id);
	o->next.arena = (struct arena)ARENA_INIT;
	ui_list_init(&o->list, row, o);
	o->list.has_digits = true;
	o->list.empty = _("This one has ended.  v looks for the next that fits.");
	ui_push(a, &one_ops, o);
}
