/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was typed and not saved, opened from home: her file, and on it the sheet, which finds what
 * was typed by itself.
 */
#include "ui/refer.h"
#include "ui/screens.h"
#include "ui/social.h"
#include "ui/woman.h"

/* Where in an array of things, whose first member is their id; -1: it is not there, or a new one. */
static int index_of(const void *things, size_t size, int count, const char *id)
{
	for (int i = 0; i < count; i++) {
		const char *const *at =
			(const void *)((const char *)things + (size_t)i * size);

		if (text_equal(*at, id))
			return i;
	}
	return -1;
}

/* Opens the sheet; false: what it is about is not in her file any more. */
typedef bool (*kept_opener)(struct app *a, struct ui_woman *w, const struct care_kept_place *p);

#define OPENER(NAME, ITEMS, COUNT, SHEET)                                               \
	static bool NAME(struct app *a, struct ui_woman *w, const struct care_kept_place *p) \
	{                                                                               \
		const struct care_dossier *d = w->dossier;                              \
		int at = index_of(d->ITEMS, sizeof *d->ITEMS, d->COUNT, p->id);         \
                                                                                        \
		if (at >= 0 || text_is_empty(p->id))                                    \
			SHEET(a, w, at);                                                \
		return at >= 0 || text_is_empty(p->id);                                 \
	}

OPENER(note_open, notes, note_count, ui_note_sheet)
OPENER(goal_open, goals, goal_count, ui_goal_sheet)
OPENER(referral_open, referrals, referral_count, ui_referral_sheet)
OPENER(appointment_open, appointments, appointment_count, ui_appointment_sheet)
OPENER(consent_open, consents, consent_count, ui_consent_sheet)
OPENER(gap_open, gaps, gap_count, ui_gap_sheet)

static int referral_at(const struct care_dossier *d, const char *id)
{
	return index_of(d->referrals, sizeof *d->referrals, d->referral_count, id);
}

static bool refer_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	int at = referral_at(w->dossier, p->id);

	if (text_is_empty(p->id))
		return ui_refer_sheet_again(a, w, p->of);
	if (at >= 0)
		ui_refer_sheet(a, w, &w->dossier->referrals[at]);
	return at >= 0;
}

static bool referral_step_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	int at = referral_at(w->dossier, p->id);

	return at >= 0 && ui_referral_step_sheet(a, w, at, p->of);
}

static bool aftercare_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	if (referral_at(w->dossier, p->of) < 0)
		return false;
	ui_aftercare_sheet(a, w, p->of);
	return true;
}

static bool asked_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	ui_asked_sheet(a, w, p->of);
	return true;
}

static bool step_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	const struct care_dossier *d = w->dossier;
	int goal = index_of(d->goals, sizeof *d->goals, d->goal_count, p->of), at = -1;
	const struct care_goal *of = goal < 0 ? NULL : &d->goals[goal];

	if (of && *p->id)
		at = index_of(of->steps, sizeof *of->steps, of->step_count, p->id);
	if (!of || (at < 0 && *p->id))
		return false;
	ui_step_sheet(a, w, goal, at);
	return true;
}

static bool fact_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	const struct care_config *config = care_session_config(a->session);

	if (!care_fact_is_known(p->id) && !care_config_item(config, "facts", p->id))
		return false;
	ui_contact_sheet(a, w, p->id);
	return true;
}

static bool need_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	const struct care_config *config = care_session_config(a->session);

	if (!care_config_item(config, "preconditions", p->id))
		return false;
	ui_need_sheet(a, w, p->id);
	return true;
}

static bool answer_open(struct app *a, struct ui_woman *w, const struct care_kept_place *p)
{
	return ui_change_answer(a, w, p->id, p->of);
}

static const struct {
	const char *kind, *label;
	kept_opener open;
} kinds[] = {
	{"note", N_("note"), note_open},
	{"goal", N_("goal"), goal_open},
	{"step", N_("step"), step_open},
	{"referral", N_("referral"), referral_open},
	{"refer", N_("referral"), refer_open},
	{"referral_step", N_("referral"), referral_step_open},
	{"aftercare", N_("aftercare"), aftercare_open},
	{"asked", N_("to ask"), asked_open},
	{"gap", N_("a gap"), gap_open},
	{"appointment", N_("appointment"), appointment_open},
	{"consent", N_("consent"), consent_open},
	{"fact", N_("a detail"), fact_open},
	{"need", N_("need"), need_open},
	{"answer", N_("a correction"), answer_open},
	{"organisation", N_("organisation"), NULL}, /* of the social map: nobody's file */
	{"offer", N_("offer"), NULL},
};

static int kind_of(const struct care_kept *kept)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (text_equal(kinds[i].kind, kept->place.kind))
			return (int)i;
	}
	return -1;
}

const char *ui_kept_label(const struct care_kept *kept)
{
	int kind = kind_of(kept);

	return kind < 0 ? kept->place.kind : _(kinds[kind].label);
}

static void typed_add(const struct care_kept *kept, struct str *out)
{
	for (int i = 0; kept && i < kept->field_count; i++) {
		if (!text_is_empty(kept->fields[i].typed))
			str_addf(out, "%s%s", out->len ? "\n" : "", kept->fields[i].typed);
	}
}

/* What it is about went to another woman with a talk of hers: the words are a note, not saved yet. */
static enum err become_note(struct app *a, const struct care_kept *kept, struct error *e)
{
	const struct care_kept_place place = {.kind = "note", .client = kept->place.client};
	struct care_kept_list list;
	struct care_kept_field field = {NULL, NULL};
	struct str text = STR_INIT;
	enum err rc = care_kept_read(a->session, place.client, &list, e);

	typed_add(care_kept_find(&list, &place), &text);
	typed_add(kept, &text);
	field.typed = text.bytes;
	if (rc == OK)
		rc = care_kept_begin(a->session, e);
	if (rc == OK) {
		rc = care_kept_set(
			a->session,
			&(struct care_kept){.place = place,
					    .fields = &field,
					    .field_count = 1,
					    .cursor = text.len},
			e);
		rc = care_kept_end(a->session, &kept->place, rc, e);
	}
	care_kept_release(&list);
	str_release(&text);
	return rc;
}

static void of_map_open(struct app *a, const struct care_kept *kept)
{
	if (!ui_social_kept_open(a, &kept->place))
		ui_message(a, "%s",
			   _("What you typed was about something that is not in the social map any "
			     "more."));
}

void ui_kept_open(struct app *a, const struct care_kept *kept)
{
	struct error e = ERROR_INIT;
	int kind = kind_of(kept);
	struct ui_woman *w;

	if (text_is_empty(kept->place.client)) {
		of_map_open(a, kept);
		return;
	}
	w = ui_woman_open(a, kept->place.client);
	if (!w)
		return;
	ui_client_push_open(a, w);
	if (kind >= 0 && kinds[kind].open && kinds[kind].open(a, w, &kept->place))
		return;
	if (become_note(a, kept, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	ui_note_sheet(a, w, -1);
	ui_message(a, "%s",
		   _("What you typed was about something that is not in her file any more. It is "
		     "a note now, not saved yet."));
}
