/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/* Whether what is kept is what was answered, and as the form wants it. */
static void complain(struct walk *w, const char *path, const char *what)
{
	str_addf(&w->wrong, "%s: %s\n", path, what);
}

static const struct form_row *row_at(const struct walk *w, int spot)
{
	return &care_interview_form(w->iv)
			->rows[form_filling_row(care_interview_filling(w->iv), spot)];
}

/* Offered once more, the same value must be taken. */
static void check_value(struct walk *w, struct form_filling *again, int spot,
			const struct care_answer *answer)
{
	const struct form_row *row = row_at(w, spot);
	struct error e = ERROR_INIT;

	if (!form_row_is_question(row) || row->calculation || !*answer->value ||
	    form_filling_is_read_only(again, spot))
		return;
	if (form_filling_answer(again, spot, answer->value, &e) != OK)
		complain(w, answer->path, e.text);
}

static void check_answer(struct walk *w, struct form_filling *again,
			 const struct care_answer *answer)
{
	const struct form_filling *f = care_interview_filling(w->iv);
	int spot = form_filling_spot(f, answer->path);

	if (spot == FORM_NONE) {
		complain(w, answer->path, "kept, and not in the filling");
		return;
	}
	if (!form_filling_is_relevant(f, spot))
		complain(w, answer->path, "kept, and not asked");
	if (!text_equal(form_filling_value(f, spot), answer->value) ||
	    form_filling_status(f, spot) != answer->status)
		complain(w, answer->path, "kept otherwise than it was answered");
	if (form_filling_state(f, spot) == FORM_STATE_INVALID &&
	    !form_filling_is_instance(f, spot))
		complain(w, answer->path, "kept, and not valid");
	check_value(w, again, spot, answer);
}

static bool has_answer(const struct form_filling *f, int spot)
{
	return *form_filling_value(f, spot) ||
	       form_filling_status(f, spot) != FORM_STATUS_NONE;
}

/* Everything that is asked and answered is kept, and what is required is answered. */
static void check_spots(struct walk *w, const struct care_finished *talk)
{
	const struct form_filling *f = care_interview_filling(w->iv);
	int count, answered = 0, kept = 0;
	const int *spots = form_filling_spots(f, &count);

	for (int i = 0; i < count; i++) {
		const struct form_row *row = row_at(w, spots[i]);
		bool is_instance = form_filling_is_instance(f, spots[i]);

		if (!form_filling_is_relevant(f, spots[i]) ||
		    (form_row_is_group(row) && !is_instance) || row->type == FORM_NOTE)
			continue;
		answered += is_instance || has_answer(f, spots[i]);
		if (form_row_is_question(row) && !row->later &&
		    form_filling_is_required(f, spots[i]) && !has_answer(f, spots[i]))
			complain(w, row->path, "required, and without an answer");
	}
	for (int i = 0; i < talk->answer_count; i++)
		kept += *talk->answers[i].value ||
			talk->answers[i].status != FORM_STATUS_NONE;
	if (kept != answered)
		str_addf(&w->wrong, "%d answers were given and %d kept\n", answered, kept);
}

void walk_check(struct walk *w, const struct care_finished *talk, struct str *answers)
{
	struct form_filling *again = form_filling_copy(care_interview_filling(w->iv));

	for (int i = 0; i < talk->answer_count; i++) {
		const struct care_answer *answer = &talk->answers[i];

		str_addf(answers, "%s=%s|%s|%d\n", answer->path, answer->value,
			 form_status_key(answer->status), answer->remark_count);
		check_answer(w, again, answer);
	}
	check_spots(w, talk);
	form_filling_free(again);
}
