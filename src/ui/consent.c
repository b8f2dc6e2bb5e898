/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With whom may be shared what she told: per organisation, per kind, with an end. */
#include "ui/ask.h"
#include "ui/screens.h"
#include "ui/things.h"

enum { ORGANISATION, KINDS, UNTIL, HOW, FIELDS, MONTHS = 12 };

static int count(const struct care_dossier *d)
{
	return d->consent_count;
}

static void row(const struct app *a, const struct care_dossier *d, int index,
		struct str *out)
{
	const struct care_consent *c = &d->consents[index];
	struct str day = STR_INIT;

	ui_cell(out, c->organisation, a->columns < 60 ? 20 : 34);
	if (c->is_withdrawn) {
		str_add(out, _("withdrawn"));
	} else if (c->until.year) {
		ui_date_add(a, &c->until, DATE_LONG, &day);
		str_addf(out, c->is_valid ? _("until %s") : _("ended %s"), day.bytes);
	}
	str_release(&day);
}

static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_consent one = {.id = edit->id,
					 .organisation = values[ORGANISATION],
					 .kinds = values[KINDS],
					 .how = values[HOW],
					 .until = ui_date_of(values[UNTIL])};

	if (text_is_empty(one.kinds))
		return error_set(e, ERR_INVALID,
				 _("Tick what may be shared: at least one thing."));
	return ui_edit_saved(
		a, edit, care_save_consent(a->session, edit->woman->id, &one, NULL, e));
}

void ui_consent_sheet(struct app *a, struct ui_woman *w, int index)
{
	struct date today = clock_today(a->clock);
	const struct care_consent fresh = {.until = date_add_months(&today, MONTHS),
					   .how = "spoken"};
	const struct care_consent *one =
		index < 0 ? &fresh : &w->dossier->consents[index];
	struct ui_choices kinds = ui_choices_of(a, "consent_kinds"),
			  how = ui_choices_of(a, "consent_how");
	struct str until = STR_INIT;
	struct ui_field fields[FIELDS] = {
		[ORGANISATION] = {.kind = UI_FIELD_LINE,
				  .label = _("With which organisation"),
				  .value = one->organisation,
				  .is_required = true,
				  .hint = _("One organisation, by its name.")},
		[KINDS] = {.kind = UI_FIELD_CHOICES,
			   .label = _("What may be shared"),
			   .value = one->kinds,
			   .keys = kinds.keys,
			   .labels = kinds.labels,
			   .count = kinds.count},
		[UNTIL] = {.kind = UI_FIELD_DATE,
			   .label = _("Until when"),
			   .sense = DATE_FUTURE,
			   .is_required = true},
		[HOW] = ui_choice_field(_("How she said so"), &how, one->how),
	};

	ui_date_add(a, &one->until, DATE_ISO, &until);
	fields[UNTIL].value = until.bytes;
	ui_edit_sheet(a, one->id ? _("Consent") : _("New consent"), fields, FIELDS, save,
		      ui_edit_new(w, "consent", one->id, NULL));
	ui_choices_release(&kinds);
	ui_choices_release(&how);
	str_release(&until);
}

/* Taking it back needs no question: it harms nobody, and she may always do so. */
static unsigned on_request(struct app *a, struct ui_woman *w, int index,
			   enum ui_request r)
{
	struct care_consent one = w->dossier->consents[index];
	struct error e = ERROR_INIT;

	if (r != UI_REQ_CHANGE)
		return UI_IGNORED;
	if (one.is_withdrawn) {
		ui_message(a, "%s", _("This was withdrawn already."));
		return UI_REDRAW;
	}
	one.is_withdrawn = true;
	one.on = (struct date){0, 0, 0, false};
	if (care_save_consent(a->session, w->id, &one, NULL, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_message(a, _("Withdrawn. From now on nothing more is shared with %s."),
		   one.organisation);
	ui_woman_changed(a, w);
	return UI_REDRAW;
}

void ui_consents_push(struct app *a, struct ui_woman *w)
{
	static const struct ui_things things = {.title = N_("Consent"),
						.map = UI_MAP_CONSENTS,
						.count = count,
						.row = row,
						.sheet = ui_consent_sheet,
						.on_request = on_request};

	ui_things_push(a, w, &things);
}
