/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in the dossier is changed.  Parent: client.  Data: her dossier and how far
 * a correction is: which talk, which question, the new answer.  Requests: a digit or
 * Enter chooses; then come the question, the answer and the reason; a typed answer is
 * kept until it has one.  The trajectory is closed and opened again from here too.
 */
#include "ui/correct.h"

#include "ui/ask.h"
#include "ui/field.h"
#include "ui/home_lists.h"
#include "ui/woman.h"

enum { DATE_COLUMNS = 8 };

static int talks(const struct ui_change *c)
{
	return c->woman->dossier->interview_count;
}

static void draft_row(const struct care_unfinished *draft, struct str *out)
{
	str_addf(out, _("Throw away: %s, not finished, "), draft->form_title);
	ui_progress_add(draft, out);
	if (!draft->is_mine)
		str_addf(out, _(", by %s"), draft->author_name);
}

/* Lines: the talks, newest first, the unfinished ones, then what happens with the
 * trajectory. */
static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct ui_change *c = data;
	struct str day = STR_INIT;

	if (index >= talks(c) && index < talks(c) + c->today.unfinished_count) {
		draft_row(&c->today.unfinished[index - talks(c)], out);
	} else if (index >= talks(c)) {
		str_add(out, c->woman->dossier->is_open ? _("Close the trajectory")
							: _("Open the trajectory again"));
	} else {
		const struct care_finished *talk =
			&c->woman->dossier->interviews[talks(c) - 1 - index];

		ui_date_add(a, &talk->on, DATE_SHORT, &day);
		str_add(out, _("Correct: "));
		ui_cell(out, day.bytes, DATE_COLUMNS);
		str_addf(out, " %s", talk->title);
		if (talk->is_moved)
			str_addf(out, "  (%s)", _("belongs to somebody else"));
	}
	str_release(&day);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct ui_change *c = data;

	ui_woman_title(a, c->woman, _("Change"), left);
	ui_saved_add(a, right);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct ui_change *c = data;

	(void)a;
	c->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct ui_change *c = data;

	ui_list_draw(a, &c->list, &c->body);
}

static void list_fill(struct app *a, struct ui_change *c)
{
	struct error e = ERROR_INIT;

	ui_woman_fresh(a, c->woman);
	care_today_release(&c->today);
	if (care_today_read(a->session, 0, c->woman->id, &c->today, &e) != OK)
		ui_error(a, &e);
	ui_list_set_count(&c->list, talks(c) + c->today.unfinished_count + 1);
}

/* Where she was referred since: they may have been told what is not so. */
static void told_message(struct app *a, struct ui_change *c)
{
	const struct care_dossier *d = c->woman->dossier;
	struct str names = STR_INIT;

	for (int i = 0; i < d->referral_count; i++) {
		if (date_compare(&d->referrals[i].on, &ui_change_talk(c)->on) >= 0)
			str_addf(&names, "%s%s", names.len ? ", " : "",
				 d->referrals[i].organisation);
	}
	if (names.len)
		ui_message(a,
			   _("Corrected. She was referred before to: %s. Tell them as "
			     "well, and "
			     "print again what was printed."),
			   names.bytes);
	else
		ui_message(a, "%s", _("Corrected. Print again what was printed before."));
	str_release(&names);
}

static unsigned written(struct app *a, struct ui_change *c, enum err rc,
			const struct error *e)
{
	if (rc == OK) {
		told_message(a, c);
		ui_woman_changed(a, c->woman);
		list_fill(a, c);
	} else {
		ui_error(a, e);
	}
	return UI_REDRAW;
}

static unsigned move_answered(struct app *a, void *data, int index)
{
	struct ui_change *c = data;
	struct error e = ERROR_INIT;

	if (index != 0)
		return UI_REDRAW;
	return written(
		a, c,
		care_move_interview(a->session, c->woman->id, ui_change_talk(c)->id, c->to, &e),
		&e);
}

static unsigned other_found(struct app *a, void *data, const char *client,
			    const char *name)
{
	const char *const answers[] = {_("move it"), _("leave it here")};
	struct ui_change *c = data;
	struct str question = STR_INIT;

	if (text_equal(client, c->woman->id)) {
		ui_message(
			a, "%s",
			_("That is the woman whose file this is; find the other one."));
		return UI_REDRAW;
	}
	free(c->to);
	c->to = mem_text(client);
	str_addf(&question, _("The whole talk goes to %s."), name);
	ui_ask(a, question.bytes, answers, 2, move_answered, c);
	str_release(&question);
	return UI_CLOSE;
}

static void move_begin(struct app *a, struct ui_change *c)
{
	ui_find_choose(a, _("To whom does this talk belong?"), other_found, c);
}

/* Between the sheet and the reason. */
static void value_keep(struct app *a, struct ui_change *c)
{
	struct str typed = STR_INIT;
	struct care_kept_field field = {
		.was = form_filling_value(c->finished.filling, c->spot)};
	struct care_kept kept = {.place = c->place, .fields = &field, .field_count = 1};
	struct error e = ERROR_INIT;

	if (ui_change_row(c)->type == FORM_DATE)
		ui_date_typed(c->value, &typed);
	else
		str_set(&typed, c->value);
	field.typed = typed.bytes;
	kept.cursor = typed.len;
	if (care_kept_set(a->session, &kept, &e) != OK)
		ui_error(a, &e);
	str_release(&typed);
}

static void value_drop(struct app *a, struct ui_change *c)
{
	struct error e = ERROR_INIT;

	if (care_kept_forget(a->session, &c->place, &e) != OK)
		ui_error(a, &e);
}

static enum err answer_correct(struct app *a, struct ui_change *c, enum care_reason why,
			       struct error *e)
{
	enum err rc = care_kept_begin(a->session, e);

	if (rc != OK)
		return rc;
	rc = care_correct_answer(a->session, c->woman->id, c->place.id, c->place.of,
				 c->value, why, e);
	return care_kept_end(a->session, &c->place, rc, e);
}

static unsigned reason_answered(struct app *a, void *data, int index)
{
	struct ui_change *c = data;
	struct error e = ERROR_INIT;
	enum err rc;

	if (index < 0 || index == CARE_OTHER_PERSON)
		value_drop(a, c);
	if (index < 0)
		return UI_REDRAW;
	if (index == CARE_OTHER_PERSON) {
		move_begin(a, c);
		return UI_REDRAW;
	}
	rc = answer_correct(a, c, (enum care_reason)index, &e);
	(void)written(a, c, rc, &e);
	if (rc == OK &&
	    index == CARE_CHANGED) /* what was printed is still what she said then */
		ui_message(a, "%s", _("Corrected. It holds from today on."));
	return UI_REDRAW;
}

void ui_change_reason(struct app *a, struct ui_change *c)
{
	struct ui_choices reasons = ui_choices_of(a, "correction_reason");

	ui_ask(a, _("Why?"), reasons.labels, reasons.count, reason_answered, c);
	ui_choices_release(&reasons);
}

static unsigned question_chosen(struct app *a, void *data, int index)
{
	struct ui_change *c = data;

	if (index == (int)c->spot_count) {
		move_begin(a, c);
	} else if (index >= 0) {
		c->spot = c->spots[index];
		ui_change_ask(a, c);
	}
	return UI_REDRAW;
}

/* A talk for later is corrected in what it asked itself. */
static bool is_of_talk(const struct ui_change *c, int spot)
{
	const struct care_finished *talk = ui_change_talk(c);
	struct str path = STR_INIT;
	bool found = !talk->is_later;

	form_filling_path(c->finished.filling, spot, &path);
	for (int i = 0; i < talk->answer_count && !found; i++)
		found = text_equal(talk->answers[i].path, path.bytes);
	str_release(&path);
	return found;
}

static void spots_fill(struct ui_change *c)
{
	const struct form_filling *f = c->finished.filling;
	int count;
	const int *spots = form_filling_spots(f, &count);

	c->spot_count = 0;
	for (int i = 0; i < count; i++) {
		const struct form_row *r =
			&c->finished.form->rows[form_filling_row(f, spots[i])];

		if (!form_row_is_question(r) || !form_row_is_shown(r) ||
		    !form_filling_is_relevant(f, spots[i]) ||
		    form_filling_state(f, spots[i]) == FORM_STATE_OPEN ||
		    !is_of_talk(c, spots[i]))
			continue;
		VEC_ROOM(c->spots, c->spot_count, c->spot_room);
		c->spots[c->spot_count++] = spots[i];
	}
}

static void question_ask(struct app *a, struct ui_change *c)
{
	char **labels, **words;
	size_t n;

	spots_fill(c);
	labels = mem_array(c->spot_count + 1, sizeof *labels);
	words = mem_array(c->spot_count + 1, sizeof *words);
	for (n = 0; n < c->spot_count; n++) {
		labels[n] = ui_finished_line(a, &c->finished, c->spots[n], &words[n]);
	}
	labels[n] = mem_text(_("This whole talk belongs to somebody else"));
	words[n] = mem_text(labels[n]);
	ui_choose_words_push(a, _("What is not right? Type a word of it."),
			     (const char *const *)labels, (const char *const *)words,
			     (int)n + 1, question_chosen, c);
	for (size_t i = 0; i <= n; i++) {
		free(labels[i]);
		free(words[i]);
	}
	free(labels);
	free(words);
}

static bool talk_open(struct app *a, struct ui_change *c, int interview)
{
	struct error e = ERROR_INIT;

	c->interview = interview;
	if (ui_change_talk(c)->is_moved) {
		ui_message(a, "%s",
			   _("This talk belongs to somebody else and was moved."));
		return false;
	}
	ui_finished_release(&c->finished);
	if (ui_finished_open(a, c->woman, interview, &c->finished, &e) == OK)
		return true;
	ui_error(a, &e);
	return false;
}

static unsigned talk_chosen(struct app *a, struct ui_change *c, int index)
{
	if (talk_open(a, c, talks(c) - 1 - index))
		question_ask(a, c);
	return UI_REDRAW;
}

static enum err draft_discard(struct app *a, const char *draft, struct error *e)
{
	struct care_interview *iv = NULL;
	enum err rc = care_interview_resume(a->session, draft, &iv, e);

	if (rc == OK)
		rc = care_interview_discard(iv, e);
	care_interview_free(iv);
	return rc;
}

static unsigned draft_answered(struct app *a, void *data, int index)
{
	struct ui_change *c = data;
	struct error e = ERROR_INIT;

	if (index != 1)
		return UI_REDRAW;
	if (draft_discard(a, c->today.unfinished[c->draft].draft, &e) == OK)
		ui_message(a, "%s", _("The unfinished talk is gone."));
	else
		ui_error(a, &e);
	list_fill(a, c);
	return UI_REDRAW;
}

/* A talk begun with the wrong woman, or twice; keeping it is the first answer. */
static unsigned draft_ask(struct app *a, struct ui_change *c, int draft)
{
	const char *const answers[] = {_("keep it"), _("throw it away")};

	c->draft = draft;
	ui_ask(a, _("What was said in this talk is gone then. What shall it be?"),
	       answers, 2, draft_answered, c);
	return UI_REDRAW;
}

static void enter(struct app *a, void *data)
{
	struct ui_change *c = data;

	list_fill(a, c);
	if (c->is_answered) {
		c->is_answered = false;
		value_keep(a, c);
		ui_change_reason(a, c);
	}
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ui_change *c = data;
	int at = r == UI_REQ_PICK ? ui_list_pick(&c->list, digit) : ui_list_at(&c->list);

	if (r != UI_REQ_PICK && r != UI_REQ_OPEN)
		return ui_list_request(&c->list, r);
	if (at < 0)
		return UI_NOTHING;
	if (at < talks(c))
		return talk_chosen(a, c, at);
	if (at < talks(c) + c->today.unfinished_count)
		return draft_ask(a, c, at - talks(c));
	ui_trajectory_turn(a, c->woman);
	list_fill(a, c);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct ui_change *c = data;

	(void)a;
	ui_list_release(&c->list);
	ui_finished_release(&c->finished);
	care_today_release(&c->today);
	ui_woman_drop(c->woman);
	free(c->spots);
	free(c->value);
	free(c->to);
	free(c->talk);
	free(c->path);
	arena_release(&c->labels);
	free(c);
}

static const struct ui_screen_ops change_ops = {
	.name = "change",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

static struct ui_change *change_push(struct app *a, struct ui_woman *w)
{
	struct ui_change *c = mem_new(sizeof *c);

	c->woman = ui_woman_hold(w);
	ui_list_init(&c->list, row, c);
	c->list.has_digits = true;
	ui_push(a, &change_ops, c);
	return c;
}

void ui_change_push(struct app *a, struct ui_woman *w)
{
	(void)change_push(a, w);
}

static int interview_of(const struct care_dossier *d, const char *id)
{
	int i = d->interview_count - 1;

	while (i >= 0 && !text_equal(d->interviews[i].id, id))
		i--;
	return i >= 0 && d->interviews[i].is_moved ? -1 : i;
}

bool ui_change_answer(struct app *a, struct ui_woman *w, const char *talk,
		      const char *path)
{
	int interview = interview_of(w->dossier, talk), at = 0, spot;
	struct ui_change *c;

	if (interview < 0)
		return false;
	c = change_push(a, w);
	if (!talk_open(a, c, interview))
		return true;
	spots_fill(c);
	spot = form_filling_spot(c->finished.filling, path);
	while (at < (int)c->spot_count && c->spots[at] != spot)
		at++;
	if (at == (int)c->spot_count)
		return false;
	c->spot = c->spots[at];
	ui_change_ask(a, c);
	return true;
}
