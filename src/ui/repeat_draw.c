/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the instances of a repeat are told: as a list, on one line, and where one stands. */
#include "ui/repeat.h"

enum {
	NAME_PARTS = 3,
	PART_COLUMNS = 24,
	NAMES_MOST = 5,
	STATE_COLUMNS = 14,
	NAME_LEAST = 20,
	LIST_LINES_MOST = 1000
};

static int language_of(const struct ui_sitting *s)
{
	int count = s->talk.form->language_count;

	if (s->together == 0)
		return s->talk.language;
	return s->together <= count ? s->together - 1 : s->talk.form->default_language;
}

/* A label that names one of them by ${} is said of that one; for all of them without it. */
static bool names_one(const struct ui_sitting *s, int spot, int language)
{
	const char *text = form_text(s->talk.form, ui_talk_row(&s->talk, spot)->label, language);

	return strstr(text, "${") != NULL;
}

static void title_in(const struct ui_sitting *s, int list, int language, struct str *out)
{
	const struct form_row *r = ui_talk_row(&s->talk, list);
	struct str title = STR_INIT;
	const char *text = form_text(s->talk.form, r->label, language);

	if (!names_one(s, list, language) && r->label)
		form_filling_text(s->talk.filling, list, r->label, language, &title);
	for (; names_one(s, list, language) && *text; text++) {
		if (strncmp(text, "${", 2) == 0 && strchr(text, '}'))
			text = strchr(text, '}');
		else
			str_add_char(&title, *text);
	}
	while (title.len && strchr(" :-,.(", title.bytes[title.len - 1]))
		str_cut(&title, title.len - 1);
	text_trim(&title);
	str_add(out, title.len ? title.bytes : r->name);
	str_release(&title);
}

void ui_repeat_title_add(const struct ui_sitting *s, int list, struct str *out)
{
	int first = s->talk.form->default_language;

	title_in(s, list, language_of(s), out);
	if (s->together > s->talk.form->language_count) {
		str_add(out, " / ");
		title_in(s, list, first == 0 && s->talk.form->language_count > 1 ? 1 : 0, out);
	}
}

/* What may be read by who looks over a shoulder. */
static bool tells(const struct ui_sitting *s, int spot)
{
	const struct form_row *r = ui_talk_row(&s->talk, spot);

	return form_row_is_question(r) && form_row_is_shown(r) && !r->sensitive &&
	       !(r->appearance & FORM_MASKED) && r->type != FORM_ACKNOWLEDGE &&
	       *form_filling_seen(s->talk.filling, spot);
}

/* The first answers of an instance, at most so many. */
static void answers_add(const struct ui_sitting *s, int instance, int most, struct str *out)
{
	const struct form_filling *f = s->talk.filling;
	const struct form_row *r = ui_talk_row(&s->talk, instance);
	struct str value = STR_INIT;

	for (int row = r->index + 1; row < r->end && most > 0; row++) {
		int spot = form_filling_member(f, instance, row);

		if (s->talk.form->rows[row].repeat != r->index || !tells(s, spot))
			continue;
		str_reset(&value);
		form_filling_shown(f, spot, language_of(s), &value);
		str_add(out, out->len ? ", " : "");
		ui_clip_told(out, value.bytes, value.len, PART_COLUMNS, 0);
		most--;
	}
	str_release(&value);
}

static void said_of(const struct ui_sitting *s, int instance, int most, struct str *out)
{
	struct str text = STR_INIT;

	answers_add(s, instance, most, &text);
	if (text.len && names_one(s, instance, language_of(s))) {
		str_reset(&text);
		form_filling_text(s->talk.filling, instance, ui_talk_row(&s->talk, instance)->label,
				  language_of(s), &text);
	}
	str_add(out, text.len ? text.bytes : _("still empty"));
	str_release(&text);
}

void ui_repeat_name_add(const struct ui_sitting *s, int instance, struct str *out)
{
	said_of(s, instance, 1, out);
}

void ui_repeat_names_add(const struct ui_sitting *s, int list, struct str *out)
{
	int count;
	const int *instances = form_filling_instances(s->talk.filling, list, &count);

	if (count == 0) {
		str_add(out, _("none"));
		return;
	}
	str_addf(out, "%d: ", count);
	for (int i = 0; i < count && i < NAMES_MOST; i++) {
		str_add(out, i > 0 ? ", " : "");
		ui_repeat_name_add(s, instances[i], out);
	}
	if (count > NAMES_MOST)
		str_add(out, " ...");
}

/* The instances around a spot, the outermost first. */
static void where_add(const struct app *a, const struct ui_sitting *s, int instance,
		      struct str *out)
{
	const struct form_filling *f = s->talk.filling;
	int list, outer, count;
	struct str name = STR_INIT;

	if (instance == FORM_NONE)
		return;
	list = form_filling_list(f, instance);
	outer = form_filling_instance(f, list);
	where_add(a, s, outer, out);
	(void)form_filling_instances(f, list, &count);
	if (outer != FORM_NONE)
		str_addf(out, " %s ", a->theme.marks[UI_MARK_DOT]);
	ui_repeat_title_add(s, list, out);
	str_addf(out, " %s ", a->theme.marks[UI_MARK_DOT]);
	str_addf(out, _("%d of %d"), form_filling_position(f, instance), count);
	answers_add(s, instance, 1, &name);
	if (name.len)
		str_addf(out, " %s %s", a->theme.marks[UI_MARK_DOT], name.bytes);
	str_release(&name);
}

void ui_repeat_where_add(const struct app *a, const struct ui_sitting *s, int spot,
			 struct str *out)
{
	where_add(a, s, form_filling_instance(s->talk.filling, spot), out);
}

void ui_repeat_where_draw(struct app *a, const struct ui_sitting *s, struct ui_area *area)
{
	struct str text = STR_INIT;
	int gap;

	if (!s->together)
		ui_repeat_where_add(a, s, s->spot, &text);
	if (text.len && area->lines > 2) {
		gap = area->lines > 12;
		(void)ui_paint(a, area, 0, 0, UI_MUTED, text.bytes);
		area->y += 1 + gap;
		area->lines -= 1 + gap;
	}
	str_release(&text);
}

void ui_repeat_place_add(const struct ui_sitting *s, int spot, struct str *out)
{
	int instance = form_filling_instance(s->talk.filling, spot);

	if (instance == FORM_NONE)
		return;
	str_add(out, " (");
	ui_repeat_name_add(s, instance, out);
	str_add_char(out, ')');
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

struct tally {
	int open, wrong, asked;
};

/* What is asked in an instance, in the lists inside it too. */
static struct tally tally_of(const struct ui_sitting *s, int instance)
{
	const struct form_filling *f = s->talk.filling;
	struct tally t = {0, 0, 0};
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
		if (!ui_sitting_in_scope(s, spots[i]))
			continue;
		t.asked++;
		t.open += ui_row_is_open(&s->talk, spots[i]);
		t.wrong += form_filling_state(f, spots[i]) == FORM_STATE_INVALID;
	}
	return t;
}

static const char *mark_of(const struct app *a, const struct tally *t)
{
	if (t->wrong)
		return a->theme.marks[UI_MARK_WRONG];
	if (t->open == 0)
		return a->theme.marks[UI_MARK_DONE];
	return t->open < t->asked ? a->theme.marks[UI_MARK_OPEN] : " ";
}

static void instance_line(const struct app *a, const struct ui_sitting *s, int index,
			  int instance, struct str *out)
{
	struct tally t = tally_of(s, instance);
	struct str name = STR_INIT;
	int room = s->instances.columns - STATE_COLUMNS - 6;

	if (index < 9)
		str_addf(out, "%d ", index + 1);
	else
		str_add(out, "  ");
	str_addf(out, "%s ", mark_of(a, &t));
	said_of(s, instance, NAME_PARTS, &name);
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

	(void)form_filling_instances(s->talk.filling, s->spot, &count);
	switch (ui_repeat_line(s, index, &instance)) {
	case UI_REPEAT_INSTANCE:
		instance_line(a, s, index, instance, out);
		break;
	case UI_REPEAT_ADD:
		str_addf(out, "a + %s", count == 0 ? _("add the first one") : _("one more"));
		break;
	case UI_REPEAT_ON:
		str_addf(out, "    %s", count == 0 ? _("go on: there is none") : _("go on"));
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
