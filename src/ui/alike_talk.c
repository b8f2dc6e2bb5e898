/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * While a talk is going on: as soon as her name and date of birth are told, whether she is
 * here already is looked up in a pause, and said in a line that takes no focus.
 */
#include "ui/alike.h"

#include "ui/list.h"

enum { SLICE_MS = 4, AGAIN_MS = 5 };

void ui_alike_touch(struct ui_sitting *s)
{
	const struct form_row *r = ui_talk_row(&s->talk, s->spot);

	if (s->talk.iv && ui_talk_is_recorded(&s->talk) && care_alike_asks(r->save_to)) {
		s->alike_due = ui_now_ms();
		s->alike_is_begun = false;
	}
}

int64_t ui_alike_wake(const struct ui_sitting *s)
{
	return s->alike_due && !s->together ? s->alike_due : -1;
}

static bool slice_is_over(void *data)
{
	const int64_t *until = data;

	return ui_now_ms() >= *until;
}

/* A name alone says little, and was told when she was registered; of one woman it is told once. */
static bool is_news(const struct ui_sitting *s, const struct care_alikes *found)
{
	const struct care_alike *first = found->items;

	return found->count > 0 && first->verdict == CARE_UNASKED &&
	       (*found->self.birth || first->has_same_phone) &&
	       strcmp(first->client, s->alike_told) != 0;
}

static void take(struct app *a, struct ui_sitting *s, struct care_alikes *found)
{
	struct str line = STR_INIT;

	if (is_news(s, found)) {
		ui_alike_line_add(a, found, &line);
		ui_message(a, _("%s   F3 looks"), line.bytes);
		(void)snprintf(s->alike_told, sizeof s->alike_told, "%s",
			       found->items[0].client);
	}
	str_release(&line);
	care_alikes_release(&s->alikes);
	s->alikes = *found;
}

/* A slice of it: the names come in, then they are asked. */
static bool look_on(struct app *a, struct ui_sitting *s, int64_t *until, bool *is_over)
{
	bool is_anew = !s->alike_is_begun;

	if (care_names_load(a->session, slice_is_over, until, is_over, NULL) != OK)
		return false;
	if (!*is_over)
		return true;
	s->alike_is_begun = true;
	return care_alike_prepare(s->talk.iv, is_anew, slice_is_over, until, is_over, NULL) == OK;
}

/* A failure is no news here: before the talk is finished it is looked up again. */
void ui_alike_tick(struct app *a, struct ui_sitting *s)
{
	struct care_alikes found;
	int64_t until = ui_now_ms() + SLICE_MS;
	bool is_over = false;

	if (ui_alike_wake(s) < 0 || s->alike_due > ui_now_ms())
		return;
	s->alike_due = 0;
	if (!look_on(a, s, &until, &is_over))
		return;
	if (!is_over)
		s->alike_due = ui_now_ms() + AGAIN_MS;
	else if (care_alike_of_talk(s->talk.iv, &found, NULL) == OK)
		take(a, s, &found);
}

static enum err look_again(struct app *a, struct ui_sitting *s, struct error *e)
{
	bool is_over = false;
	enum err rc = care_names_load(a->session, NULL, NULL, &is_over, e);

	care_alikes_release(&s->alikes);
	s->alike_due = 0;
	return rc == OK && is_over ? care_alike_of_talk(s->talk.iv, &s->alikes, e) : rc;
}

static unsigned looked(struct app *a, void *data, enum care_verdict said)
{
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;

	if (said != CARE_UNASKED && look_again(a, s, &e) != OK)
		ui_error(a, &e);
	return UI_REDRAW;
}

/* The card takes what was found along; what it says is looked up anew after it. */
static void card_show(struct app *a, struct ui_sitting *s, int index)
{
	struct care_alikes two = s->alikes;

	s->alikes = (struct care_alikes){.arena = ARENA_INIT};
	ui_alike_card(a, &two, index, looked, s);
}

static unsigned chosen(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;

	if (index >= 0 && index < s->alikes.count)
		card_show(a, s, index);
	return UI_REDRAW;
}

void ui_alike_look(struct app *a, struct ui_sitting *s)
{
	const char *labels[CARE_ALIKE_MOST];
	struct error e = ERROR_INIT;

	if (!s->talk.iv || !ui_talk_is_recorded(&s->talk)) {
		ui_message(a, "%s", _("Nothing is kept of this talk: nobody is looked up."));
		return;
	}
	if (look_again(a, s, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	if (s->alikes.count == 0)
		ui_message(a, "%s", _("Nobody in the file is like her."));
	else if (s->alikes.count == 1)
		card_show(a, s, 0);
	if (s->alikes.count < 2)
		return;
	for (int i = 0; i < s->alikes.count; i++) {
		const struct care_alike *one = &s->alikes.items[i];

		labels[i] = arena_format(&s->alikes.arena, "%s  %.*s", one->shown,
					 (int)strcspn(one->birth, "-"), one->birth);
	}
	ui_choose_push(a, _("Who is like her"), labels, s->alikes.count, chosen, s);
}

bool ui_alike_before_end(struct app *a, struct ui_sitting *s, ui_alike_answered answered,
			 void *data)
{
	struct care_alikes found;
	struct error e = ERROR_INIT;

	if (!s->talk.iv || !ui_talk_is_recorded(&s->talk))
		return false;
	if (look_again(a, s, &e) != OK)
		return false; /* finishing does not wait for it */
	found = s->alikes;
	s->alikes = (struct care_alikes){.arena = ARENA_INIT};
	return ui_alike_stop(a, &found, answered, data);
}
