/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note, and who says so. */
#include "ui/screens.h"
#include "ui/woman.h"

enum { TEXT, SPEAKER, FIELDS };

static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_note one = {
		.id = edit->id, .text = values[TEXT], .speaker = values[SPEAKER]};

	return ui_edit_saved(a, edit,
			     care_save_note(a->session, edit->woman->id, &one, NULL, e));
}

void ui_note_sheet(struct app *a, struct ui_woman *w, int index)
{
	static const struct care_note fresh = {.speaker = "i"};
	const struct care_note *one = index < 0 ? &fresh : &w->dossier->notes[index];
	struct ui_choices speakers = ui_choices_of(a, "speaker");
	const struct ui_field fields[FIELDS] = {
		[TEXT] = {.kind = UI_FIELD_TEXT,
			  .label = _("Note"),
			  .value = one->text,
			  .is_required = true},
		[SPEAKER] = ui_choice_field(_("Who says so"), &speakers, one->speaker),
	};

	ui_edit_sheet(a, one->id ? _("Note") : _("New note"), fields, FIELDS, save,
		      ui_edit_new(w, "note", one->id, NULL));
	ui_choices_release(&speakers);
}
