/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Her appointments: the list and the sheet. */
#include "ui/screens.h"
#include "ui/things.h"

enum { KIND, DUE, TIME, WITH, ABOUT, STATE, AGREEMENTS, FIELDS, WHO_COLUMNS = 24 };

static int count(const struct care_dossier *d)
{
	return d->appointment_count;
}

static void row(const struct app *a, const struct care_dossier *d, int index,
		struct str *out)
{
	const struct care_appointment *one = &d->appointments[index];
	struct str day = STR_INIT, what = STR_INIT;

	ui_date_add(a, &one->due, DATE_SHORT, &day);
	ui_cell(out, day.bytes, 8);
	str_reset(&day);
	ui_time_add(one->minutes, &day);
	str_add_char(out, ' ');
	ui_cell(out, day.bytes, 6);
	str_add(&what, ui_label(a, "appointment_kind", one->kind));
	if (!text_is_empty(one->with))
		str_addf(&what, _(" with %s"), one->with);
	ui_cell(out, what.bytes, WHO_COLUMNS);
	ui_cell(out, ui_label(a, "appointment_state", one->state), 12);
	str_add(out, one->about);
	str_release(&day);
	str_release(&what);
}

/* They come out of the talk itself, so there are none while it is being made. */
static bool has_agreements(const struct care_appointment *one)
{
	return one->id && text_equal(one->kind, "three_way");
}

/* "ROC: stuurt rooster", a line each; without a party all of it is what was agreed. */
static void agreement_read(struct arena *arena, const char *line, size_t len,
			   struct care_agreement *out)
{
	const char *colon = memchr(line, ':', len);
	size_t party = colon ? (size_t)(colon - line) : 0, from = colon ? party + 1 : 0;

	while (from < len && line[from] == ' ')
		from++;
	out->party = arena_bytes(arena, line, party);
	out->text = arena_bytes(arena, line + from, len - from);
}

static int agreements_read(struct arena *arena, const char *text,
			   struct care_agreement **out)
{
	size_t lines = 1;
	int count = 0;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	*out = arena_array(arena, lines, sizeof **out);
	while (*(text += strspn(text, "\n "))) {
		size_t len = strcspn(text, "\n");

		agreement_read(arena, text, len, &(*out)[count++]);
		text += len;
	}
	return count;
}

static void agreements_add(const struct care_appointment *one, struct str *out)
{
	for (int i = 0; i < one->agreement_count; i++)
		str_addf(out, "%s%s%s%s", i ? "\n" : "", one->agreements[i].party,
			 text_is_empty(one->agreements[i].party) ? "" : ": ",
			 one->agreements[i].text);
}

/* What the sheet does not show stays as it is. */
static struct care_appointment base_of(const struct ui_edit *edit)
{
	const struct care_dossier *d = edit->woman->dossier;

	for (int i = 0; edit->id && i < d->appointment_count; i++) {
		if (text_equal(d->appointments[i].id, edit->id))
			return d->appointments[i];
	}
	return (struct care_appointment){.minutes = -1};
}

static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	struct ui_edit *edit = data;
	struct care_appointment one = base_of(edit);
	struct arena arena = ARENA_INIT;
	struct care_agreement *agreements;
	enum err rc;

	if (has_agreements(&one)) {
		one.agreement_count = agreements_read(&arena, values[AGREEMENTS], &agreements);
		one.agreements = agreements;
	}
	one.id = edit->id;
	one.on = (struct date){0, 0, 0, false};
	one.kind = values[KIND];
	one.due = ui_date_of(values[DUE]);
	one.minutes = *values[TIME] ? date_understand_time(values[TIME]) : -1;
	one.with = values[WITH];
	one.about = values[ABOUT];
	one.state = edit->id ? values[STATE] : "planned";
	rc = care_save_appointment(a->session, edit->woman->id, &one, NULL, e);
	arena_release(&arena);
	return ui_edit_saved(a, edit, rc);
}

static void sheet(struct app *a, struct ui_woman *w, const struct care_appointment *one)
{
	struct ui_choices kinds = ui_choices_of(a, "appointment_kind"),
			  states = ui_choices_of(a, "appointment_state");
	struct str due = STR_INIT, time = STR_INIT, agreements = STR_INIT;
	struct ui_field fields[FIELDS] = {
		[KIND] = ui_choice_field(_("What kind"), &kinds, one->kind),
		[DUE] = {.kind = UI_FIELD_DATE,
			 .label = _("Which day"),
			 .sense = DATE_FUTURE,
			 .hint = _("For example 3/5, tuesday, in 2 weeks."),
			 .is_whole_day = true,
			 .is_required = true},
		[TIME] = {.kind = UI_FIELD_TIME,
			  .label = _("What time"),
			  .hint = _("May stay empty.")},
		[WITH] = {.kind = UI_FIELD_LINE,
			  .label = _("With whom"),
			  .value = one->with},
		[ABOUT] = {.kind = UI_FIELD_LINE,
			   .label = _("What about"),
			   .value = one->about},
		[STATE] = ui_choice_field(_("How did it go"), &states, one->state),
		[AGREEMENTS] = {.kind = UI_FIELD_TEXT,
				.label = _("Agreements, of each party"),
				.hint = _("A line each: ROC: sends the timetable.  ^J is a new line.")},
	};

	ui_date_add(a, &one->due, DATE_ISO, &due);
	ui_time_add(one->minutes, &time);
	fields[DUE].value = due.bytes;
	fields[TIME].value = time.bytes;
	agreements_add(one, &agreements);
	fields[AGREEMENTS].value = agreements.bytes;
	ui_edit_sheet(a, one->id ? _("Appointment") : _("New appointment"), fields,
		      has_agreements(one) ? FIELDS : one->id ? AGREEMENTS : STATE, save,
		      ui_edit_new(w, "appointment", one->id, NULL));
	ui_choices_release(&kinds);
	ui_choices_release(&states);
	str_release(&due);
	str_release(&time);
	str_release(&agreements);
}

void ui_appointment_sheet(struct app *a, struct ui_woman *w, int index)
{
	static const struct care_appointment fresh = {.kind = "talk", .minutes = -1};

	sheet(a, w, index < 0 ? &fresh : &w->dossier->appointments[index]);
}

static enum err set_state(struct app *a, struct ui_woman *w, int index, const char *key,
			  struct error *e)
{
	struct care_appointment one = w->dossier->appointments[index];

	one.state = key;
	one.on = (struct date){0, 0, 0, false};
	return care_save_appointment(a->session, w->id, &one, NULL, e);
}

void ui_appointments_push(struct app *a, struct ui_woman *w)
{
	static const struct ui_things things = {.title = N_("Appointments"),
						.map = UI_MAP_APPOINTMENTS,
						.count = count,
						.row = row,
						.sheet = ui_appointment_sheet,
						.states = "appointment_state",
						.set_state = set_state};

	ui_things_push(a, w, &things);
}
