/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A new woman: only what she is called, then her intake begins.  Parent: home.  Data:
 * none. Requests: Enter keeps the name; an empty one asks whether she comes without a
 * name, and she gets a card with her file number.
 */
#include "ui/ask.h"
#include "ui/pager.h"
#include "ui/screens.h"
#include "ui/woman.h"

static void card_show(struct app *a, const struct ui_woman *w)
{
	struct str text = STR_INIT;

	str_addf(&text, "\n  %s\n\n", care_session_organisation(a->session));
	str_addf(&text, _("  Your number with us:  %s"),
		 care_fact_value(w->dossier, "file_number"));
	str_addf(&text, "\n\n%s\n",
		 _("Write this number on a card for her to take along: with it she is "
		   "found again, "
		   "without a name. Then Enter: the talk begins."));
	ui_pager_push(a, _("Without a name: a card to take along"), text.bytes, true);
	str_release(&text);
}

static void intake_begin(struct app *a, const char *client, bool has_card)
{
	struct error e = ERROR_INIT;
	struct care_interview *iv = NULL;
	struct ui_woman *w = ui_woman_open(a, client);

	if (!w)
		return;
	ui_client_push_open(a, w);
	if (care_interview_begin(a->session, client, "intake", CARE_TOGETHER, &iv, &e) !=
	    OK) {
		ui_error(a, &e);
		return;
	}
	w->is_stale = true;
	ui_interview_push(a, iv);
	if (has_card)
		card_show(a, w);
}

static unsigned woman_register(struct app *a, bool *is_done, const char *called)
{
	struct error e = ERROR_INIT;
	json_t *facts = json_object();
	char id[37];
	enum err rc;

	json_put_text(facts, "called", called);
	rc = care_register(a->session, facts, NULL, id, &e);
	json_decref(facts);
	if (rc == OK) {
		ui_saved(a);
		*is_done = true;
		intake_begin(a, id, text_is_empty(called));
	} else {
		ui_error(a, &e);
	}
	return UI_REDRAW;
}

static unsigned nameless_answered(struct app *a, void *data, int index)
{
	if (index == 0)
		return woman_register(a, data, "");
	if (index == 1)
		ui_register_push(a, "", data);
	return UI_REDRAW;
}

static unsigned name_typed(struct app *a, void *data, const char *text)
{
	const char *const answers[] = {_("without a name, with a number"),
				       _("type a name after all")};

	if (!text)
		return UI_REDRAW;
	if (*text)
		return woman_register(a, data, text);
	ui_ask(a, _("Nothing was typed."), answers, 2, nameless_answered, data);
	return UI_REDRAW;
}

void ui_register_push(struct app *a, const char *called, bool *is_done)
{
	ui_ask_text(
		a,
		_("New: what may I call her? Any name will do; empty is without a name."),
		called, name_typed, is_done);
}
