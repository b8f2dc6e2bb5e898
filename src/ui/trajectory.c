/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Her trajectory is closed, with where she goes on to and why, or opened again. */
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

static struct care_kept_place outflow_place(const struct ui_woman *w)
{
	return (struct care_kept_place){
		.kind = "fact", .client = w->id, .id = "outflow_reason"};
}

static void outflow_keep(struct app *a, void *data, const char *text)
{
	struct ui_woman *w = data;
	const struct care_kept_field field = {
		text, care_fact_value(w->dossier, "outflow_reason")};
	const struct care_kept kept = {.place = outflow_place(w),
				       .fields = &field,
				       .field_count = 1,
				       .cursor = strlen(text)};
	struct error e = ERROR_INIT;

	if (care_kept_set(a->session, &kept, &e) != OK)
		ui_error(a, &e);
}

/* Nothing, and Esc: only what was kept of it goes. */
static enum err outflow_write(struct app *a, struct ui_woman *w, const char *text,
			      struct error *e)
{
	const struct care_kept_place place = outflow_place(w);
	json_t *facts = json_object();
	enum err rc = care_kept_begin(a->session, e);

	json_put_text(facts, "outflow_reason", text);
	if (rc == OK) {
		rc = text_is_empty(text) ? OK
					 : care_set_facts(a->session, place.client, facts,
							  NULL, e);
		rc = care_kept_end(a->session, &place, rc, e);
	}
	json_decref(facts);
	return rc;
}

static unsigned outflow_told(struct app *a, void *data, const char *text)
{
	struct ui_woman *w = data;
	struct error e = ERROR_INIT;

	if (outflow_write(a, w, text, &e) != OK) {
		if (!text_is_empty(text))
			outflow_keep(a, w, text);
		ui_error(a, &e);
	} else if (!text_is_empty(text)) {
		ui_woman_changed(a, w);
	}
	return UI_REDRAW;
}

static unsigned outflow_chosen(struct app *a, void *data, int index)
{
	struct ui_woman *w = data;
	struct error e = ERROR_INIT;
	int count = 0;
	const struct care_item *items =
		care_config_list(care_session_config(a->session), "outflow", &count);

	if (index < 0 || index >= count)
		return UI_REDRAW;
	if (care_close_trajectory(a->session, w->id, items[index].key, NULL, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_woman_changed(a, w);
	ui_woman_fresh(a, w);
	ui_ask_text_kept(a, _("Closed. In a few words: where to, or why? May stay empty."), "",
			 outflow_told, outflow_keep, w);
	return UI_REDRAW;
}

void ui_trajectory_turn(struct app *a, struct ui_woman *w)
{
	struct error e = ERROR_INIT;
	struct ui_choices outflow;

	if (w->dossier->is_open) {
		outflow = ui_choices_of(a, "outflow");
		ui_choose_push(a, _("Where does she go on to?"), outflow.labels,
			       outflow.count, outflow_chosen, w);
		ui_choices_release(&outflow);
		return;
	}
	if (care_reopen(a->session, w->id, NULL, &e) == OK) {
		ui_message(a, "%s", _("Open again: back after a while."));
		ui_woman_changed(a, w);
	} else {
		ui_error(a, &e);
	}
}
