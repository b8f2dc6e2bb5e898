/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where she was referred to: the list, and the sheet of one that is typed by hand. */
#include "ui/screens.h"
#include "ui/things.h"

enum {
	ORGANISATION,
	WHAT,
	AGREED,
	CALL_BACK,
	STATUS,
	FEEDBACK,
	FIELDS
};

static int count(const struct care_dossier *d)
{
	return d->referral_count;
}

static void row(const struct app *a, const struct care_dossier *d, int index,
		struct str *out)
{
	const struct care_referral *r = &d->referrals[index];
	struct str text = STR_INIT;
	int columns = a->columns < 60 ? 20 : 38;

	ui_date_add(a, &r->on, DATE_SHORT, &text);
	ui_cell(out, text.bytes, 8);
	str_reset(&text);
	str_addf(&text, "%s%s%s", r->organisation, text_is_empty(r->what) ? "" : ", ",
		 r->what);
	str_add_char(out, ' ');
	ui_cell(out, text.bytes, columns);
	ui_cell(out, ui_label(a, "referral_status", r->status), 16);
	str_add(out, text_is_empty(r->feedback) ? "" : r->feedback);
	str_release(&text);
}

/* What the sheet does not show stays as it is. */
static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_dossier *d = edit->woman->dossier;
	struct care_referral one = {.minutes = -1};

	for (int i = 0; edit->id && i < d->referral_count; i++) {
		if (text_equal(d->referrals[i].id, edit->id))
			one = d->referrals[i];
	}
	one.id = edit->id;
	one.on = (struct date){0, 0, 0, false};
	one.organisation = values[ORGANISATION];
	one.what = values[WHAT];
	one.agreed = values[AGREED];
	one.call_back = ui_date_of(values[CALL_BACK]);
	if (edit->id)
		one.status = values[STATUS];
	else /* without her yes it is only spoken about */
		one.status = text_equal(one.agreed, "yes") ? "referred" : "agreed";
	one.feedback = edit->id ? values[FEEDBACK] : "";
	return ui_edit_saved(
		a, edit, care_save_referral(a->session, edit->woman->id, &one, NULL, e));
}

void ui_referral_sheet(struct app *a, struct ui_woman *w, int index)
{
	struct date today = clock_today(a->clock);
	const struct care_referral fresh = {
		.call_back = date_of_days(date_days(&today) + CARE_CALL_BACK_DAYS)};
	const struct care_referral *one =
		index < 0 ? &fresh : &w->dossier->referrals[index];
	struct ui_choices agreed = ui_choices_of(a, "referral_agreed"),
			  statuses = ui_choices_of(a, "referral_status");
	struct str back = STR_INIT;
	struct ui_field fields[FIELDS] = {
		[ORGANISATION] = {.kind = UI_FIELD_LINE,
				  .label = _("Which organisation"),
				  .value = one->organisation,
				  .is_required = true},
		[WHAT] = {.kind = UI_FIELD_LINE,
			  .label = _("What for"),
			  .value = one->what,
			  .hint = _("For example: NT2 in the evening.")},
		[AGREED] = ui_choice_field(_("Does she agree"), &agreed, one->agreed),
		[CALL_BACK] = {.kind = UI_FIELD_DATE,
			       .label = _("Call back on"),
			       .sense = DATE_FUTURE,
			       .is_whole_day = true},
		[STATUS] = ui_choice_field(_("How far"), &statuses, one->status),
		[FEEDBACK] = {.kind = UI_FIELD_TEXT,
			      .label = _("What they told us"),
			      .value = one->feedback},
	};

	ui_date_add(a, &one->call_back, DATE_ISO, &back);
	fields[CALL_BACK].value = back.bytes;
	ui_edit_sheet(a, one->id ? _("Referral") : _("Refer"), fields,
		      one->id ? FIELDS : STATUS, save, ui_edit_new(w, "referral", one->id, NULL));
	ui_choices_release(&agreed);
	ui_choices_release(&statuses);
	str_release(&back);
}

static void open_one(struct app *a, struct ui_woman *w, int index)
{
	if (index < 0)
		ui_referral_sheet(a, w, -1);
	else
		ui_referral_push(a, w, w->dossier->referrals[index].id);
}

void ui_referrals_push(struct app *a, struct ui_woman *w)
{
	static const struct ui_things things = {.title = N_("Referrals"),
						.map = UI_MAP_REFERRALS,
						.count = count,
						.row = row,
						.sheet = open_one};

	ui_things_push(a, w, &things);
}
