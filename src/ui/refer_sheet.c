/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of a referral that is agreed on with her: whether, what is shared, who does what, when. */
#include "ui/refer.h"

#include "ui/screens.h"

enum { AGREED, SHARES, CALLER, ALONG, MEETING, TIME, CALL_BACK, EXPIRES, FIELDS };

enum err ui_fit_of(struct app *a, const struct care_dossier *d, const char *offer,
		   struct arena *arena, struct map_fit *out, struct error *e)
{
	struct map_woman her;

	care_match_woman(a->session, d, arena, &her);
	return map_match_one(care_map(a->session), &her, offer, arena, out, e);
}

/* "offer before": what a sheet is about, so that it is found again. */
static char *offer_of(const char *of, const char **before)
{
	size_t len = strcspn(of, " ");

	*before = of[len] ? of + len + 1 : "";
	return mem_bytes(of, len);
}

static const struct care_referral *one_of(const struct care_dossier *d, const char *id)
{
	for (int i = 0; id && i < d->referral_count; i++) {
		if (text_equal(d->referrals[i].id, id))
			return &d->referrals[i];
	}
	return NULL;
}

/* What was proposed, or what stands in her file: the sheet changes a part of it. */
static enum err base_of(struct app *a, const struct care_dossier *d, const char *id,
			const char *of, struct arena *arena, struct care_referral *out,
			struct error *e)
{
	const struct care_referral *known = one_of(d, id);
	const char *before;
	char *offer = offer_of(of, &before);
	struct map_fit fit;
	enum err rc = OK;

	if (known) {
		*out = *known;
	} else {
		rc = ui_fit_of(a, d, offer, arena, &fit, e);
		if (rc == OK)
			care_referral_propose(a->session, d, &fit, arena, out);
		out->before = before;
	}
	free(offer);
	return rc;
}

static enum err save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct ui_edit *edit = data;
	struct arena arena = ARENA_INIT;
	struct care_referral r = {0};
	bool agrees = text_equal(values[AGREED], "yes");
	enum err rc = base_of(a, edit->woman->dossier, edit->id, edit->of, &arena, &r, e);

	r.id = edit->id;
	r.on = (struct date){0, 0, 0, false};
	r.agreed = values[AGREED];
	r.shares = agrees ? values[SHARES] : "";
	r.caller = values[CALLER];
	r.along = values[ALONG];
	r.meeting = ui_date_of(values[MEETING]);
	r.minutes = *values[TIME] ? date_understand_time(values[TIME]) : -1;
	r.call_back = ui_date_of(values[CALL_BACK]);
	r.expires = ui_date_of(values[EXPIRES]);
	r.status = !agrees ? "agreed" : r.meeting.year ? "appointment" : "referred";
	if (rc == OK)
		rc = care_refer(a->session, edit->woman->id, &r, NULL, e);
	arena_release(&arena);
	return ui_edit_saved(a, edit, rc);
}

/* The dates as text, for as long as the fields are made. */
static void days_fill(const struct app *a, const struct care_referral *r, struct str days[FIELDS],
		      struct ui_field fields[FIELDS])
{
	ui_date_add(a, &r->meeting, DATE_ISO, &days[MEETING]);
	ui_date_add(a, &r->call_back, DATE_ISO, &days[CALL_BACK]);
	ui_date_add(a, &r->expires, DATE_ISO, &days[EXPIRES]);
	if (r->meeting.year)
		ui_time_add(r->minutes, &days[TIME]);
	for (int i = MEETING; i < FIELDS; i++)
		fields[i].value = days[i].bytes;
}

static void sheet(struct app *a, const struct care_referral *r, struct ui_edit *edit)
{
	struct ui_choices agreed = ui_choices_of(a, "referral_agreed"),
			  kinds = ui_choices_of(a, "consent_kinds"),
			  callers = ui_choices_of(a, "referral_caller");
	struct str days[FIELDS] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT,
				   STR_INIT, STR_INIT, STR_INIT, STR_INIT};
	struct ui_field fields[FIELDS] = {
		[AGREED] = ui_choice_field(_("Does she agree"), &agreed, "yes"),
		[SHARES] = {.kind = UI_FIELD_CHOICES,
			    .label = _("What may be shared"),
			    .value = r->shares,
			    .hint = r->organisation,
			    .keys = kinds.keys,
			    .labels = kinds.labels,
			    .count = kinds.count},
		[CALLER] = ui_choice_field(_("Who calls"), &callers, r->caller),
		[ALONG] = {.kind = UI_FIELD_LINE,
			   .label = _("Does somebody go along"),
			   .value = r->along,
			   .hint = _("Her name or role; empty: nobody.")},
		[MEETING] = {.kind = UI_FIELD_DATE,
			     .label = _("Appointment there"),
			     .sense = DATE_FUTURE,
			     .hint = _("May stay empty."),
			     .is_whole_day = true},
		[TIME] = {.kind = UI_FIELD_TIME,
			  .label = _("What time"),
			  .hint = _("May stay empty.")},
		[CALL_BACK] = {.kind = UI_FIELD_DATE,
			       .label = _("Call back on"),
			       .sense = DATE_FUTURE,
			       .is_whole_day = true},
		[EXPIRES] = {.kind = UI_FIELD_DATE,
			     .label = _("Without word it expires on"),
			     .sense = DATE_FUTURE,
			     .is_whole_day = true},
	};

	days_fill(a, r, days, fields);
	ui_edit_sheet(a, _("Refer"), fields, FIELDS, save, edit);
	for (int i = 0; i < FIELDS; i++)
		str_release(&days[i]);
	ui_choices_release(&agreed);
	ui_choices_release(&kinds);
	ui_choices_release(&callers);
}

/* She did not agree before: what would be shared is proposed anew. */
static const char *shares_of(struct app *a, const struct care_dossier *d,
			     const struct care_referral *r, struct arena *arena)
{
	struct care_referral proposed = {0};
	struct map_fit fit;
	struct error e = ERROR_INIT;

	if (!text_is_empty(r->shares) || text_is_empty(r->offer) ||
	    ui_fit_of(a, d, r->offer, arena, &fit, &e) != OK)
		return r->shares;
	care_referral_propose(a->session, d, &fit, arena, &proposed);
	return proposed.shares;
}

void ui_refer_sheet(struct app *a, struct ui_woman *w, const struct care_referral *r)
{
	struct care_referral shown = *r;
	struct arena arena = ARENA_INIT;
	struct str of = STR_INIT;

	shown.shares = shares_of(a, w->dossier, r, &arena);
	str_addf(&of, "%s%s%s", r->offer ? r->offer : "", text_is_empty(r->before) ? "" : " ",
		 r->before ? r->before : "");
	sheet(a, &shown, ui_edit_new(w, "refer", r->id, of.bytes));
	str_release(&of);
	arena_release(&arena);
}

bool ui_refer_sheet_again(struct app *a, struct ui_woman *w, const char *of)
{
	struct arena arena = ARENA_INIT;
	struct care_referral r = {0};
	struct error e = ERROR_INIT;
	bool is_there = base_of(a, w->dossier, NULL, of, &arena, &r, &e) == OK;

	if (is_there)
		ui_refer_sheet(a, w, &r);
	arena_release(&arena);
	return is_there;
}
