/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the overview says, line by line: what was said and what is open of each group. */
#include "ui/overview.h"

enum {
	GROUP_COLUMNS = 15,
	STATE_COLUMNS = 18,
	QUESTION_LEAST = 16,
	FOCUS_COLUMNS = 2,
	COUNT_LEAST = 60 /* columns of a screen that has room for counts */
};

void ui_overview_drop(struct ui_overview *o)
{
	for (size_t i = 0; i < o->count; i++)
		free(o->lines[i].text);
	o->count = 0;
}

void ui_overview_release(struct ui_overview *o)
{
	ui_overview_drop(o);
	free(o->lines);
}

static void line_add(struct ui_overview *o, const struct str *text, int spot, int note)
{
	VEC_ROOM(o->lines, o->count, o->room);
	o->lines[o->count++] =
		(struct ui_overview_line){mem_text(text->bytes), spot, note};
}

static void group_cell(const struct ui_overview *o, int group, const char *mark,
		       bool is_first, struct str *out)
{
	struct str title = STR_INIT;

	if (is_first && group != FORM_NONE)
		ui_group_title_add(o->s, group, &title);
	str_addf(out, "%s ", mark);
	ui_cell(out, title.bytes, GROUP_COLUMNS);
	str_release(&title);
}

/* The spots of one outermost group or repeat, or of rows between them. */
struct range {
	const int *spots;
	int count, group; /* its row; FORM_NONE */
	struct ui_tally tally;
};

/* What was said in this group, on one line; lists have their own. */
static bool summary_add(const struct app *a, const struct ui_overview *o,
			const struct range *range, struct str *out, int *first)
{
	struct str value = STR_INIT;
	size_t before = out->len;

	*first = FORM_NONE;
	for (int i = 0; i < range->count; i++) {
		int spot = range->spots[i];

		if (form_filling_instance(o->s->talk.filling, spot) != FORM_NONE ||
		    !ui_sitting_in_scope(o->s, spot) || ui_row_is_open(&o->s->talk, spot))
			continue;
		if (*first == FORM_NONE)
			*first = spot;
		str_reset(&value);
		if (form_filling_status(o->s->talk.filling, spot) == FORM_STATUS_NONE)
			ui_answer_add(a, o->s, spot, &value);
		if (value.len)
			str_addf(out, "%s%s", out->len > before ? "; " : "", value.bytes);
	}
	str_release(&value);
	return *first != FORM_NONE;
}

/* How much of the group is asked, at the right edge where that hides nothing. */
static void count_add(const struct app *a, const struct range *range, struct str *out)
{
	struct str count = STR_INIT;
	int asked = range->tally.asked, room;

	str_addf(&count, _("%d of %d"), asked - range->tally.open, asked);
	room = a->columns - FOCUS_COLUMNS - text_columns(count.bytes, count.len);
	if (asked > 0 && a->columns >= COUNT_LEAST &&
	    text_columns(out->bytes, out->len) + FOCUS_COLUMNS < room) {
		str_pad(out, room - text_columns(out->bytes, out->len));
		str_add(out, count.bytes);
	}
	str_release(&count);
}

static bool is_wrong(const struct ui_overview *o, int spot)
{
	return form_filling_state(o->s->talk.filling, spot) == FORM_STATE_INVALID;
}

static const char *state_of(const struct ui_overview *o, int spot)
{
	if (ui_sitting_has_half(o->s, spot))
		return _("half typed");
	return is_wrong(o, spot) ? _("not right yet") : _("not asked yet");
}

static void open_add(const struct app *a, struct ui_overview *o, int spot,
		     struct str *out)
{
	struct str question = STR_INIT;
	int room = a->columns - GROUP_COLUMNS - STATE_COLUMNS - 7;
	int instance = form_filling_instance(o->s->talk.filling, spot);

	if (instance != FORM_NONE) {
		ui_instance_name_add(&o->s->talk, instance, &question);
		str_add(&question, ": ");
	}
	ui_row_line_add(o->s, spot, &question);
	if (room < QUESTION_LEAST) { /* its mark says that it is open */
		str_add_bytes(out, question.bytes, question.len);
	} else {
		ui_cell(out, question.bytes, room);
		str_add(out, state_of(o, spot));
	}
	str_release(&question);
}

/* A list of instances that can be gone to, whichever part it is of. */
static bool list_in_scope(const struct ui_overview *o, int spot)
{
	const struct form_filling *f = o->s->talk.filling;
	int count;

	if (!form_filling_is_list(f, spot) || form_filling_instance(f, spot) != FORM_NONE)
		return false;
	if (ui_talk_part(&o->s->talk) == CARE_LATER ||
	    ui_talk_is_asked(&o->s->talk, spot))
		return ui_talk_is_asked(&o->s->talk, spot);
	(void)ui_talk_instances(&o->s->talk, spot, &count);
	return form_filling_is_relevant(f, spot) &&
	       !ui_talk_row(&o->s->talk, spot)->later &&
	       (count > 0 || ui_talk_may_change(&o->s->talk, spot));
}

static void line_begin(const struct ui_overview *o, const struct range *range,
		       bool is_first, const char *mark, struct str *out)
{
	str_reset(out);
	group_cell(o, range->group, mark, is_first, out);
}

/* How the group stands, beside its name. */
static const char *group_mark(const struct app *a, const struct range *range,
			      bool is_first)
{
	return is_first && range->group != FORM_NONE ? ui_tally_mark(a, &range->tally)
						     : " ";
}

static void lists_add(const struct app *a, struct ui_overview *o,
		      const struct range *range, bool *is_first, struct str *text)
{
	for (int i = 0; i < range->count; i++) {
		int spot = range->spots[i];

		if (!list_in_scope(o, spot))
			continue;
		line_begin(o, range, *is_first, group_mark(a, range, *is_first), text);
		if (form_filling_row(o->s->talk.filling, spot) != range->group) {
			ui_repeat_title_add(&o->s->talk, spot, text);
			str_add(text, "  ");
		}
		ui_repeat_names_add(&o->s->talk, spot, text);
		if (*is_first)
			count_add(a, range, text);
		line_add(o, text, spot, -1);
		*is_first = false;
	}
}

static void group_add(const struct app *a, struct ui_overview *o,
		      const struct range *range)
{
	struct str text = STR_INIT;
	bool is_first = true;
	int first;

	line_begin(o, range, true, group_mark(a, range, true), &text);
	if (summary_add(a, o, range, &text, &first)) {
		if (range->group != FORM_NONE)
			count_add(a, range, &text);
		line_add(o, &text, first, -1);
		is_first = false;
	}
	lists_add(a, o, range, &is_first, &text);
	for (int i = 0; i < range->count; i++) {
		int spot = range->spots[i];

		if (!ui_sitting_in_scope(o->s, spot) ||
		    !ui_row_is_open(&o->s->talk, spot))
			continue;
		line_begin(
			o, range, is_first,
			a->theme.marks[is_wrong(o, spot) ? UI_MARK_WRONG : UI_MARK_OPEN],
			&text);
		open_add(a, o, spot, &text);
		line_add(o, &text, spot, -1);
		is_first = false;
	}
	str_release(&text);
}

static void notes_add(struct ui_overview *o)
{
	const char *const *notes = NULL;
	int count = ui_talk_notes(&o->s->talk, &notes);
	struct str text = STR_INIT;

	for (int i = 0; i < count; i++) {
		str_reset(&text);
		str_add(&text, "  ");
		ui_cell(&text, _("scratch line"), GROUP_COLUMNS);
		str_add(&text, notes[i]);
		line_add(o, &text, FORM_NONE, i);
	}
	str_release(&text);
}

int ui_overview_group(const struct ui_overview *o, int spot)
{
	int row = form_filling_row(o->s->talk.filling, spot);

	return o->s->talk.form->rows[row].type == FORM_GROUP &&
			       o->s->talk.form->rows[row].parent == FORM_NONE
		       ? row
		       : ui_row_group(o->s->talk.form, row);
}

void ui_overview_make(const struct app *a, struct ui_overview *o)
{
	const struct form_filling *f = o->s->talk.filling;
	int count, end;
	const int *spots = form_filling_spots(f, &count);

	ui_overview_drop(o);
	for (int i = 0; i < count; i = end) {
		struct range range = {
			spots + i, 1, ui_overview_group(o, spots[i]), {0, 0, 0}};

		for (end = i + 1;
		     end < count && ui_overview_group(o, spots[end]) == range.group;
		     end++)
			range.count++;
		for (int n = 0; n < range.count; n++)
			ui_tally_add(o->s, range.spots[n], &range.tally);
		group_add(a, o, &range);
	}
	notes_add(o);
}
