/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

/*
 * A talk for later: what was left for later in the last whole talk with the same form, and not
 * answered since, is asked once more; so is what the form keeps for a later talk, and what is
 * only asked after these answers.  All else stands as it stood.
 */

int care_present_row(const struct form *form)
{
	int row = form_find(form, "present");

	return row != FORM_NONE && form->rows[row].repeat == FORM_NONE ? row : FORM_NONE;
}

/* Talks from before the mark are known by what they asked. */
static bool asks_only_later(const struct form *form, const struct care_finished *talk)
{
	bool any = false;

	for (int i = 0; i < talk->answer_count; i++) {
		int row = care_row_of_path(form, talk->answers[i].path);

		if (row == FORM_NONE || form_row_is_group(&form->rows[row]))
			continue; /* an instance comes along with what it holds */
		if (!form->rows[row].later)
			return false;
		any = true;
	}
	return any;
}

bool talk_was_for_later(const struct form *form, const struct care_finished *talk)
{
	return talk->is_later || asks_only_later(form, talk);
}

static bool is_same_form(const struct talk *t, const struct care_finished *talk)
{
	return !talk->is_moved && text_equal(talk->form_id, t->form->id);
}

const struct care_finished *talk_last_whole(const struct talk *t,
					    const struct care_dossier *d,
					    const struct care_finished *until)
{
	const struct care_finished *last = NULL, *first = NULL;

	for (const struct care_finished *f = d->interviews; f < until; f++) {
		if (!is_same_form(t, f))
			continue;
		first = first ? first : f;
		if (!talk_was_for_later(t->form, f))
			last = f;
	}
	return last ? last : first;
}

static void set_left(struct talk *t, int spot, bool is_left)
{
	int room = t->left_room > 0 ? t->left_room : t->form->row_count + 1;

	while (room <= spot)
		room += room / 2 + 1;
	if (room > t->left_room) {
		t->left = mem_resize(t->left, (size_t)room, sizeof *t->left);
		memset(&t->left[t->left_room], 0,
		       (size_t)(room - t->left_room) * sizeof *t->left);
		t->left_room = room;
	}
	t->left[spot] = is_left;
}

void talk_leave(struct talk *t, const char *path)
{
	int spot = form_filling_spot(t->filling, path);

	if (spot != FORM_NONE && t->part == CARE_LATER)
		set_left(t, spot, true);
}

/* Who is present is of that day: it is not known of this one. */
static void restore_one(struct talk *t, const struct care_answer *answer)
{
	bool is_left = answer->status == FORM_STATUS_LATER;
	int spot;

	if (!*answer->value && answer->status == FORM_STATUS_NONE &&
	    strchr(answer->path, '#'))
		return;
	if (!form_filling_restore(t->filling, answer->path, answer->value,
				  is_left ? FORM_STATUS_NONE : answer->status,
				  FORM_ORIGIN_PRELOAD))
		return;
	spot = form_filling_spot(t->filling, answer->path);
	if (spot == FORM_NONE)
		return;
	set_left(t, spot, is_left);
	if (spot == care_present_row(t->form))
		(void)form_filling_restore(t->filling, answer->path, "",
					   FORM_STATUS_NONE, FORM_ORIGIN_PRELOAD);
}

void talk_restore_earlier(struct talk *t, const struct care_dossier *d,
			  const struct care_finished *until)
{
	const struct care_finished *whole = talk_last_whole(t, d, until);

	for (const struct care_finished *f = whole; f && f < until; f++)
		for (int i = 0; is_same_form(t, f) && i < f->answer_count; i++)
			restore_one(t, &f->answers[i]);
}

static bool is_open(const struct talk *t, int spot)
{
	enum form_state state = form_filling_state(t->before, spot);

	return state == FORM_STATE_OPEN || state == FORM_STATE_REQUIRED ||
	       state == FORM_STATE_INVALID;
}

/* Who is present must be known before anything is asked that not everybody may hear. */
static void ask_who_is_present(struct talk *t)
{
	int count, present = care_present_row(t->form);
	const int *spots = form_filling_spots(t->before, &count);

	for (int i = 0; present != FORM_NONE && i < count; i++) {
		const struct form_row *row = talk_row(t, spots[i]);

		if (row->sensitive && row->part == FORM_TOGETHER &&
		    form_row_is_question(row) && talk_is_for_now(t, spots[i]) &&
		    form_filling_is_relevant(t->before, spots[i]) &&
		    is_open(t, spots[i])) {
			set_left(t, present, true);
			return;
		}
	}
}

void talk_look_back(struct talk *t)
{
	int count;
	const int *spots;

	if (t->part != CARE_LATER)
		return;
	form_filling_resume(t->filling);
	form_filling_free(t->before);
	t->before = form_filling_copy(t->filling);
	spots = form_filling_spots(t->before, &count);
	t->before_end = 0;
	for (int i = 0; i < count; i++)
		t->before_end = spots[i] < t->before_end ? t->before_end : spots[i] + 1;
	ask_who_is_present(t);
}

bool talk_is_for_now(const struct talk *t, int spot)
{
	if (talk_row(t, spot)->later || (spot < t->left_room && t->left[spot]))
		return true;
	return t->before && (spot >= t->before_end ||
			     !form_filling_is_relevant(t->before, spot));
}

/* A calculation says something new when the answers of now changed it. */
bool talk_is_new_result(const struct talk *t, int spot)
{
	return t->before && spot < t->before_end &&
	       talk_row(t, spot)->type == FORM_CALCULATE &&
	       !text_equal(form_filling_value(t->filling, spot),
			   form_filling_seen(t->before, spot));
}

static int count_open(const struct talk *t)
{
	int count, open = 0;
	const int *spots = form_filling_spots(t->before, &count);

	for (int i = 0; i < count; i++)
		open += form_row_is_question(talk_row(t, spots[i])) &&
			spots[i] != care_present_row(t->form) &&
			talk_is_asked(t, spots[i]) && is_open(t, spots[i]);
	return open;
}

enum err care_later_count(struct care_session *s, const struct care_dossier *d,
			  const char *form_id, int *count, struct error *e)
{
	struct talk t = {.session = s, .part = CARE_LATER};
	const struct care_finished *end = d->interviews + d->interview_count, *whole;
	enum err rc = care_form_by_id(s, form_id, &t.form, t.hash, e);

	*count = 0;
	if (rc != OK)
		return rc;
	whole = talk_last_whole(&t, d, end);
	if (!whole)
		return OK;
	snprintf(t.draft, sizeof t.draft, "%s", whole->draft);
	talk_start(&t, care_fact_value(d, "address_form"), care_fact_value(d, "called"));
	talk_restore_earlier(&t, d, end);
	form_filling_begin(t.filling);
	talk_look_back(&t);
	*count = count_open(&t);
	talk_end(&t);
	return OK;
}

void care_restore_before(const struct care_dossier *d, const struct care_finished *talk,
			 const struct form *form, struct form_filling *filling)
{
	struct talk t = {.part = CARE_LATER, .form = form, .filling = filling};

	if (talk_was_for_later(form, talk))
		talk_restore_earlier(&t, d, talk);
	free(t.left);
}
