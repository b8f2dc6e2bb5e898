/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the list of instances looks. */
#include "ui/repeat.h"

enum { NAME_PARTS = 3, STATE_COLUMNS = 14, NAME_LEAST = 20, LIST_LINES_MOST = 1000 };

/* The talk in the language of the screen that is turned to her. */
static struct ui_talk together_talk(const struct ui_sitting *s, int together)
{
	struct ui_talk t = s->talk;

	if (together > 0 && together <= t.form->language_count)
		t.language = together - 1;
	return t;
}

void ui_repeat_label_add(const struct ui_sitting *s, struct str *out)
{
	int first = s->talk.form->default_language, count = s->talk.form->language_count;
	bool is_both = s->together > count;
	struct ui_talk t = together_talk(s, is_both ? first + 1 : s->together);

	ui_repeat_title_add(&t, s->spot, out);
	if (!is_both)
		return;
	t.language = ui_second_language(s);
	str_add(out, " / ");
	ui_repeat_title_add(&t, s->spot, out);
}

void ui_repeat_where_draw(struct app *a, const struct ui_sitting *s, struct ui_area *area)
{
	struct str text = STR_INIT;
	int gap;

	if (!s->together)
		ui_instance_where_add(&s->talk, s->spot, a->theme.marks[UI_MARK_DOT],
				      &text);
	if (text.len && area->lines > 2) {
		gap = area->lines > 12;
		(void)ui_paint(a, area, 0, 0, UI_MUTED, text.bytes);
		area->y += 1 + gap;
		area->lines -= 1 + gap;
	}
	str_release(&text);
}

/* The first question with a number that says how many there are. */
static const char *count_from(const struct ui_sitting *s)
{
	const struct form_row *r = ui_talk_row(&s->talk, s->spot);
	int count;
	const struct form_reading *reads;

	if (!r->repeat_count)
		return NULL;
	reads = form_expr_reads(r->repeat_count, &count);
	for (int i = 0; i < count; i++) {
		if (s->talk.form->rows[reads[i].row].number)
			return s->talk.form->rows[reads[i].row].number;
	}
	return NULL;
}

void ui_repeat_reason_add(const struct ui_sitting *s, struct str *out)
{
	const char *number = count_from(s);

	if (number)
		str_addf(out, _("The number follows from question %s."), number);
	else if (ui_talk_row(&s->talk, s->spot)->repeat_count)
		str_add(out, _("The form itself says how many there are."));
	else
		str_add(out, _("This list can only be read here."));
}

/* What is asked in an instance, in the lists inside it too. */
static struct ui_tally tally_of(const struct ui_sitting *s, int instance)
{
	const struct form_filling *f = s->talk.filling;
	struct ui_tally t = {0, 0, 0};
	int count, i = 0;
	const int *spots = form_filling_spots(f, &count);

	while (i < count && spots[i] != instance)
		i++;
	for (i++; i < count; i++) {
		int in = form_filling_instance(f, spots[i]);

		while (in != instance && in != FORM_NONE)
			in = form_filling_instance(f, form_filling_list(f, in));
		if (in != instance)
			break;
		ui_tally_add(s, spots[i], &t);
	}
	return t;
}

static int number_columns(const struct ui_sitting *s)
{
	int count, columns = 1;

	(void)ui_talk_instances(&s->talk, s->spot, &count);
	for (; count > 9; count /= 10)
		columns++;
	return columns;
}

static void instance_line(const struct app *a, const struct ui_sitting *s, int index,
			  int instance, struct str *out)
{
	struct ui_talk talk = together_talk(s, s->together);
	struct ui_tally t = tally_of(s, instance);
	struct str name = STR_INIT;
	int room = s->instances.columns - STATE_COLUMNS - 5 - number_columns(s);

	str_addf(out, "%*d %s ", number_columns(s), index + 1, ui_tally_mark(a, &t));
	ui_instance_said_add(&talk, instance, NAME_PARTS, &name);
	if (t.open == 0 || room < NAME_LEAST) {
		str_add(out, name.bytes);
	} else {
		ui_cell(out, name.bytes, room);
		if (t.wrong)
			str_add(out, _("not right yet"));
		else
			str_addf(out, _("%d open"), t.open);
	}
	str_release(&name);
}

static void line(const struct app *a, void *data, int index, struct str *out)
{
	const struct ui_sitting *s = data;
	int instance, count;

	(void)ui_talk_instances(&s->talk, s->spot, &count);
	switch (ui_repeat_line(s, index, &instance)) {
	case UI_REPEAT_INSTANCE:
		instance_line(a, s, index, instance, out);
		break;
	case UI_REPEAT_ADD:
		str_addf(out, "%*s + %s", number_columns(s), "a",
			 count == 0 ? _("add the first one") : _("one more"));
		break;
	case UI_REPEAT_ON:
		str_addf(out, "%*s   %s", number_columns(s), "",
			 count == 0 ? _("go on: there is none") : _("go on"));
		break;
	}
}

void ui_repeat_list_begin(struct ui_sitting *s)
{
	s->instances.row = line;
	s->instances.data = s;
	ui_list_set_count(&s->instances, ui_repeat_line_count(s));
}

int ui_repeat_lines(const struct ui_sitting *s)
{
	int lines = ui_repeat_line_count(s) + !ui_repeat_may_change(s);

	return lines < LIST_LINES_MOST ? lines : LIST_LINES_MOST;
}

void ui_repeat_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area)
{
	struct ui_area list = *area;
	struct str reason = STR_INIT;

	if (!ui_repeat_may_change(s) && list.lines > 2) {
		ui_repeat_reason_add(s, &reason);
		(void)ui_paint(a, &list, list.lines - 1, 0, UI_MUTED, reason.bytes);
		list.lines--;
	}
	ui_list_set_count(&s->instances, ui_repeat_line_count(s));
	ui_list_draw(a, &s->instances, &list);
	str_release(&reason);
}
