/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a next step of a referral asks: a day, a reason, an outcome; and the aftercare after a placement. */
#include "ui/refer.h"

#include "ui/screens.h"

enum { FIELDS_MOST = 3 };

/* What is asked with each step; one that is not named here asks nothing. */
enum asks { ASKS_DAY, ASKS_CALL_BACK, ASKS_OUTCOME, ASKS_REASON };
static const struct {
	const char *status;
	enum asks asks;
} steps[] = {
	{"appointment", ASKS_DAY},  {"waitlist", ASKS_CALL_BACK}, {"finished", ASKS_OUTCOME},
	{"refused", ASKS_REASON},   {"no_show", ASKS_REASON},     {"withdrawn", ASKS_REASON},
};
enum { STEPS = sizeof steps / sizeof *steps };

static int step_of(const char *status)
{
	int i = 0;

	while (i < STEPS && !text_equal(steps[i].status, status))
		i++;
	return i < STEPS ? i : -1;
}

static int index_of(const struct care_dossier *d, const char *id)
{
	int i = 0;

	while (i < d->referral_count && !text_equal(d->referrals[i].id, id))
		i++;
	return i < d->referral_count ? i : -1;
}

/* A day, a call back or an outcome stands in the referral itself.  What they told before stays when nothing new is. */
static enum err version_save(struct app *a, struct ui_edit *edit, enum asks asks,
			     const char *const *values, struct error *e)
{
	struct care_referral one =
		edit->woman->dossier->referrals[index_of(edit->woman->dossier, edit->id)];

	one.status = edit->of;
	one.on = (struct date){0, 0, 0, false};
	if (asks == ASKS_DAY) {
		one.meeting = ui_date_of(values[0]);
		one.minutes = *values[1] ? date_understand_time(values[1]) : -1;
		one.along = values[2];
	} else if (asks == ASKS_CALL_BACK) {
		one.call_back = ui_date_of(values[0]);
		one.feedback = *values[1] ? values[1] : one.feedback;
	} else {
		one.outcome = values[0];
		one.outcome_text = values[1];
		one.feedback = *values[2] ? values[2] : one.feedback;
	}
	return care_save_referral(a->session, edit->woman->id, &one, NULL, e);
}

static enum err save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_dossier *d = edit->woman->dossier;
	int index = index_of(d, edit->id), step = step_of(edit->of);
	enum err rc;

	if (index < 0 || step < 0)
		return error_set(e, ERR_NOT_FOUND, _("This referral is not in her file any more."));
	if (steps[step].asks == ASKS_REASON)
		rc = care_referral_step(a->session, d, index, edit->of, values[0], values[1], e);
	else
		rc = version_save(a, edit, steps[step].asks, values, e);
	return ui_edit_saved(a, edit, rc);
}

/* lists: what must live until the sheet has copied it. */
struct made {
	struct ui_field fields[FIELDS_MOST];
	struct ui_choices list;
	struct str day, time;
	int count;
};

static void day_fields(const struct app *a, const struct care_referral *r, struct made *m)
{
	ui_date_add(a, &r->meeting, DATE_ISO, &m->day);
	if (r->meeting.year)
		ui_time_add(r->minutes, &m->time);
	m->fields[0] = (struct ui_field){.kind = UI_FIELD_DATE,
					 .label = _("Appointment there"),
					 .value = m->day.bytes,
					 .sense = DATE_FUTURE,
					 .is_whole_day = true,
					 .is_required = true};
	m->fields[1] = (struct ui_field){.kind = UI_FIELD_TIME,
					 .label = _("What time"),
					 .value = m->time.bytes,
					 .hint = _("May stay empty.")};
	m->fields[2] = (struct ui_field){.kind = UI_FIELD_LINE,
					 .label = _("Does somebody go along"),
					 .value = r->along,
					 .hint = _("Her name or role; empty: nobody.")};
	m->count = 3;
}

static void call_back_fields(const struct app *a, struct made *m)
{
	struct date today = clock_today(a->clock),
		    ask = date_of_days(date_days(&today) + CARE_WAITING_ASK_DAYS);

	ui_date_add(a, &ask, DATE_ISO, &m->day);
	m->fields[0] = (struct ui_field){.kind = UI_FIELD_DATE,
					 .label = _("Call back on"),
					 .value = m->day.bytes,
					 .hint = _("To ask whether the place is there, and still "
						   "wanted."),
					 .sense = DATE_FUTURE,
					 .is_whole_day = true};
	m->fields[1] = (struct ui_field){.kind = UI_FIELD_LINE,
					 .label = _("What they told us"),
					 .hint = _("For example: place 4 on the list.")};
	m->count = 2;
}

static void outcome_fields(const struct app *a, const struct care_referral *r, struct made *m)
{
	m->list = ui_choices_of(a, "referral_outcome");
	m->fields[0] = ui_choice_field(_("What came of it"), &m->list, r->outcome);
	m->fields[0].is_required = true;
	m->fields[1] = (struct ui_field){.kind = UI_FIELD_LINE,
					 .label = _("In words"),
					 .value = r->outcome_text};
	m->fields[2] = (struct ui_field){.kind = UI_FIELD_TEXT, .label = _("What they told us")};
	m->count = 3;
}

static void reason_fields(const struct app *a, struct made *m)
{
	m->list = ui_choices_of(a, "referral_reason");
	m->fields[0] = ui_choice_field(_("Why"), &m->list, "");
	m->fields[0].is_required = true;
	m->fields[1] = (struct ui_field){.kind = UI_FIELD_LINE, .label = _("What they told us")};
	m->count = 2;
}

static void sheet(struct app *a, struct ui_woman *w, const struct care_referral *r, int step)
{
	struct made m = {.list = {NULL, NULL, 0}, .day = STR_INIT, .time = STR_INIT};

	switch (steps[step].asks) {
	case ASKS_DAY:
		day_fields(a, r, &m);
		break;
	case ASKS_CALL_BACK:
		call_back_fields(a, &m);
		break;
	case ASKS_OUTCOME:
		outcome_fields(a, r, &m);
		break;
	case ASKS_REASON:
		reason_fields(a, &m);
		break;
	}
	ui_edit_sheet(a, ui_label(a, "referral_status", steps[step].status), m.fields, m.count, save,
		      ui_edit_new(w, "referral_step", r->id, steps[step].status));
	ui_choices_release(&m.list);
	str_release(&m.day);
	str_release(&m.time);
}

bool ui_referral_step_sheet(struct app *a, struct ui_woman *w, int index, const char *status)
{
	struct error e = ERROR_INIT;
	int step = step_of(status);

	if (step >= 0) {
		sheet(a, w, &w->dossier->referrals[index], step);
		return true;
	}
	if (care_referral_step(a->session, w->dossier, index, status, "", "", &e) == OK)
		ui_woman_changed(a, w);
	else
		ui_error(a, &e);
	return false;
}

/* ---- after a placement ---- */

static bool is_workplace(struct app *a, const char *offer)
{
	struct arena arena = ARENA_INIT;
	struct map_record r;
	struct error e = ERROR_INIT;
	struct map_set kinds = {{0}};
	const struct map_words *words = care_map_words(a->session);

	if (!text_is_empty(offer) &&
	    map_get(care_map(a->session), MAP_OFFER, offer, &arena, &r, &e) == OK)
		kinds = map_set_of(words, MAP_LIST_KINDS, r.values[MAP_KINDS]);
	arena_release(&arena);
	return map_set_has(&kinds, map_word_at(words, MAP_LIST_KINDS, "employer"));
}

bool ui_is_placed(struct app *a, const struct care_dossier *d, const struct care_referral *r)
{
	for (int i = 0; i < d->appointment_count; i++) {
		if (text_equal(d->appointments[i].kind, "aftercare") &&
		    text_equal(d->appointments[i].state, "planned"))
			return false; /* it stands there already */
	}
	if (text_equal(r->status, "finished"))
		return text_begins(r->outcome, "placed_");
	return text_equal(r->status, "started") && is_workplace(a, r->offer);
}

static const char *const months[CARE_AFTERCARE_MOMENTS] = {N_("after 1 month"), N_("after 3 months"),
							   N_("after half a year"),
							   N_("after a year")};
static const char *const moments[CARE_AFTERCARE_MOMENTS] = {"1", "2", "3", "4"};

static struct date began(const struct care_referral *r, struct date today)
{
	for (int i = 0; i < r->step_count; i++) {
		if (text_equal(r->steps[i].status, "started"))
			return r->steps[i].on;
	}
	return today;
}

static enum err aftercare_save(struct app *a, void *data, const char *const *values,
			       struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_dossier *d = edit->woman->dossier;
	int index = index_of(d, edit->of);
	struct date from;
	unsigned chosen = 0;

	for (int i = 0; i < CARE_AFTERCARE_MOMENTS; i++)
		chosen |= strstr(values[0], moments[i]) ? 1u << i : 0;
	if (index < 0 || chosen == 0)
		return OK;
	from = began(&d->referrals[index], clock_today(a->clock));
	return ui_edit_saved(a, edit,
			     care_aftercare_plan(a->session, edit->woman->id,
						 d->referrals[index].organisation, &from, chosen, e));
}

void ui_aftercare_sheet(struct app *a, struct ui_woman *w, const char *referral)
{
	int index = index_of(w->dossier, referral);
	struct date dates[CARE_AFTERCARE_MOMENTS], from;
	struct str texts[CARE_AFTERCARE_MOMENTS] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT};
	const char *labels[CARE_AFTERCARE_MOMENTS];
	struct ui_field field = {.kind = UI_FIELD_CHOICES,
				 .label = _("When to ask how it goes"),
				 .value = "1 2 3 4",
				 .hint = _("With her and with the place where she works or learns.  "
					   "Enter plans these."),
				 .keys = moments,
				 .labels = labels,
				 .count = CARE_AFTERCARE_MOMENTS};

	if (index < 0)
		return;
	from = began(&w->dossier->referrals[index], clock_today(a->clock));
	care_aftercare_propose(&from, dates);
	for (int i = 0; i < CARE_AFTERCARE_MOMENTS; i++) {
		ui_date_add(a, &dates[i], DATE_LONG, &texts[i]);
		str_addf(&texts[i], ", %s", _(months[i]));
		labels[i] = texts[i].bytes;
	}
	ui_edit_sheet(a, _("Aftercare"), &field, 1, aftercare_save,
		      ui_edit_new(w, "aftercare", NULL, referral));
	for (int i = 0; i < CARE_AFTERCARE_MOMENTS; i++)
		str_release(&texts[i]);
}
