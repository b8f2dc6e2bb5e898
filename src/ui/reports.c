/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report of what was missing: which period, and where to.  Parent: home.  Data: the period that was chosen.
 * Requests: a digit or Enter chooses a period, the last line asks for two days; then where it goes.
 */
#include "ui/list.h"
#include "ui/paper.h"
#include "ui/screens.h"
#include "ui/sheet.h"
#include "ui/woman.h"

enum { THIS_YEAR, LAST_YEAR, THIS_QUARTER, OWN_DAYS, PERIODS };
enum { NAME_COLUMNS = 14 };

struct reports {
	struct ui_list list;
	struct ui_area body;
	struct date from, to;
	bool is_chosen; /* two days were typed; where to is still to be asked */
	struct ui_paper paper;
	struct str name;
};

static void period_of(const struct app *a, int period, struct date *from, struct date *to)
{
	struct date today = clock_today(a->clock);

	*to = today;
	*from = (struct date){today.year, 1, 1, false};
	if (period == LAST_YEAR) {
		from->year--;
		*to = (struct date){from->year, 12, 31, false};
	} else if (period == THIS_QUARTER) {
		from->month = (today.month - 1) / 3 * 3 + 1;
	}
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	static const char *const names[PERIODS] = {N_("this year"), N_("last year"),
						   N_("this quarter"), N_("other days")};
	struct str first = STR_INIT, last = STR_INIT;
	struct date from, to;

	(void)data;
	if (index == OWN_DAYS) {
		str_add(out, _(names[index]));
		return;
	}
	ui_cell(out, _(names[index]), NAME_COLUMNS);
	period_of(a, index, &from, &to);
	ui_date_add(a, &from, DATE_SHORT, &first);
	ui_date_add(a, &to, DATE_SHORT, &last);
	str_addf(out, _("%s to %s"), first.bytes, last.bytes);
	str_release(&first);
	str_release(&last);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)data;
	str_add(left, _("Report: no offer that fits"));
	str_add(right, care_session_organisation(a->session));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct reports *r = data;

	(void)a;
	r->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct reports *r = data;

	ui_list_draw(a, &r->list, &r->body);
}

/* In the house the numbers stand as they are; what leaves it has no small ones. */
static enum err make(struct app *a, void *data, const char *action, struct page **out,
		     struct error *e)
{
	struct reports *r = data;
	struct care_gaps gaps;
	enum err rc = care_gaps_read(a->session, &r->from, &r->to, &gaps, e);

	if (rc != OK)
		return rc;
	*out = page_gaps(a->session, &gaps, !text_equal(action, "show"), ui_language(a));
	care_gaps_release(&gaps);
	return OK;
}

static unsigned where_ask(struct app *a, struct reports *r)
{
	str_set(&r->name, "~/");
	str_add(&r->name, _("no-offer-that-fits"));
	str_add_char(&r->name, '-');
	date_write(&r->name, &r->to, DATE_ISO, "en");
	str_add(&r->name, ".html");
	r->paper.name = r->name.bytes;
	ui_paper_ask(a, &r->paper);
	return UI_REDRAW;
}

/* Two days were typed on a sheet, which has closed. */
static void enter(struct app *a, void *data)
{
	struct reports *r = data;

	if (!r->is_chosen)
		return;
	r->is_chosen = false;
	(void)where_ask(a, r);
}

static enum err days_save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct reports *r = data;
	struct date from, to;

	(void)a;
	if (!date_read(values[0], &from) || !date_read(values[1], &to))
		return error_set(e, ERR_INVALID, _("Type both days."));
	if (date_compare(&from, &to) > 0)
		return error_set(e, ERR_INVALID, _("The last day is before the first."));
	r->from = from;
	r->to = to;
	r->is_chosen = true;
	return OK;
}

static void days_ask(struct app *a, struct reports *r)
{
	const struct ui_field fields[] = {
		{.kind = UI_FIELD_DATE, .label = _("From"), .sense = DATE_PAST,
		 .is_whole_day = true, .is_required = true},
		{.kind = UI_FIELD_DATE, .label = _("Up to and including"), .sense = DATE_PAST,
		 .is_whole_day = true, .is_required = true},
	};

	ui_sheet_push(a, _("Which days?"), fields, 2, days_save, r, NULL);
}

static unsigned choose(struct app *a, struct reports *r, int index)
{
	if (index < 0)
		return UI_NOTHING;
	if (index == OWN_DAYS) {
		days_ask(a, r);
		return UI_REDRAW;
	}
	period_of(a, index, &r->from, &r->to);
	return where_ask(a, r);
}

static unsigned on_request(struct app *a, void *data, enum ui_request request, int digit)
{
	struct reports *r = data;

	if (request == UI_REQ_OPEN)
		return choose(a, r, ui_list_at(&r->list));
	if (request == UI_REQ_PICK)
		return choose(a, r, ui_list_pick(&r->list, digit));
	return ui_list_request(&r->list, request);
}

static void leave(struct app *a, void *data)
{
	struct reports *r = data;

	(void)a;
	ui_list_release(&r->list);
	str_release(&r->name);
	free(r);
}

static const struct ui_screen_ops reports_ops = {
	.name = "reports",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.enter = enter,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_reports_push(struct app *a)
{
	struct reports *r = mem_new(sizeof *r);

	r->name = (struct str)STR_INIT;
	r->paper = (struct ui_paper){.make = make, .data = r, .is_open = true};
	ui_list_init(&r->list, row, r);
	r->list.has_digits = true;
	ui_list_set_count(&r->list, PERIODS);
	ui_push(a, &reports_ops, r);
}
