/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A new woman: only what she is called, then her intake begins.  Parent: home.  Data:
 * none. Requests: Enter keeps the name; an empty one asks whether she comes without a
 * name, and she gets a card with her file number.  Who is called like her is told in a
 * quiet line; Down looks at who that is.
 */
#include "ui/alike.h"
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

static json_t *facts_of(const struct ui_registering *r, const char *called)
{
	json_t *facts = json_object();

	json_put_text(facts, "called", called);
	if (r->birth.len)
		json_put_text(facts, "birth_date", r->birth.bytes);
	return facts;
}

static unsigned woman_register(struct app *a, struct ui_registering *r, const char *called)
{
	struct error e = ERROR_INIT;
	json_t *facts = facts_of(r, called);
	char id[37];
	enum err rc;

	rc = care_register(a->session, facts, NULL, id, &e);
	json_decref(facts);
	if (rc == OK) {
		ui_saved(a);
		r->is_done = true;
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

static void alikes_find(struct app *a, const struct ui_registering *r, const char *called,
			struct care_alikes *out)
{
	json_t *facts = facts_of(r, called);
	bool is_over = false;

	*out = (struct care_alikes){.arena = ARENA_INIT};
	if (care_names_load(a->session, NULL, NULL, &is_over, NULL) == OK && is_over)
		(void)care_alike_find(a->session, NULL, facts, out, NULL); /* none, then */
	json_decref(facts);
}

static void alike_tell(struct app *a, void *data, const char *called, struct str *out)
{
	struct care_alikes found;

	alikes_find(a, data, called, &found);
	ui_alike_line_add(a, &found, out);
	if (found.count)
		str_addf(out, "   %s", _("arrow down looks"));
	care_alikes_release(&found);
}

struct looked { /* ids, while one of them is chosen */
	char clients[CARE_ALIKE_MOST][37];
};

static unsigned alike_chosen(struct app *a, void *data, int index)
{
	struct looked *l = data;

	if (index >= 0)
		ui_client_push(a, l->clients[index]);
	free(l);
	return UI_REDRAW;
}

/* Her file comes above the question: Esc there leads back to what was typed. */
static unsigned alike_look(struct app *a, void *data, const char *called)
{
	const char *labels[CARE_ALIKE_MOST] = {NULL};
	struct looked *l = mem_new(sizeof *l);
	struct care_alikes found;

	alikes_find(a, data, called, &found);
	for (int i = 0; i < found.count && i < CARE_ALIKE_MOST; i++) {
		const struct care_alike *one = &found.items[i];

		(void)snprintf(l->clients[i], sizeof l->clients[i], "%s", one->client);
		labels[i] = arena_format(&found.arena, "%s  %.*s", one->shown,
					 (int)strcspn(one->birth, "-"), one->birth);
	}
	if (found.count == 1)
		(void)alike_chosen(a, l, 0);
	else if (found.count > 1)
		ui_choose_push(a, _("Who is like her"), labels, found.count, alike_chosen,
			       l);
	else
		free(l);
	care_alikes_release(&found);
	return UI_REDRAW;
}

/* Of whom the date of birth was typed among the names: it is seen, and kept with her. */
static void question_add(const struct app *a, const struct ui_registering *r, struct str *out)
{
	struct date born = ui_date_of(r->birth.bytes);
	struct str day = STR_INIT;

	if (!r->birth.len) {
		str_add(out, _("New: what may I call her? Any name will do; empty is without a "
			       "name."));
		return;
	}
	ui_date_add(a, &born, DATE_LONG, &day);
	str_addf(out, _("New, born %s: what may I call her? Empty is without a name."),
		 day.bytes);
	str_release(&day);
}

void ui_register_push(struct app *a, const char *called, struct ui_registering *r)
{
	static const struct ui_ask_told told = {alike_tell, alike_look};
	struct str question = STR_INIT;

	question_add(a, r, &question);
	ui_ask_text_told(a, question.bytes, called, name_typed, &told, r);
	str_release(&question);
}
