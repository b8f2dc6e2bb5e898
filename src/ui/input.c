/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/field.h"
#include "ui/sitting.h"

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

static enum ui_input input_of(const struct ui_sitting *s)
{
	const struct form_row *r = row_of(s);

	if (text_equal(r->save_to, "birth_date") && r->type == FORM_TEXT)
		return UI_INPUT_DATE;
	switch (r->type) {
	case FORM_SELECT_ONE:
	case FORM_ACKNOWLEDGE:
		return UI_INPUT_ONE;
	case FORM_SELECT_MULTIPLE:
		return UI_INPUT_MANY;
	case FORM_INTEGER:
	case FORM_DECIMAL:
		return UI_INPUT_NUMBER;
	case FORM_TEXT:
		return r->appearance & FORM_MULTILINE ? UI_INPUT_LINES : UI_INPUT_LINE;
	case FORM_DATE:
		return UI_INPUT_DATE;
	case FORM_TIME:
		return UI_INPUT_TIME;
	case FORM_DATETIME:
		return UI_INPUT_DATETIME;
	case FORM_RANGE:
		return UI_INPUT_NUMBER;
	case FORM_POINT:
	case FORM_POINTS:
		return UI_INPUT_LINE;
	case FORM_REPEAT:
		return UI_INPUT_REPEAT;
	case FORM_RANK:
	case FORM_EMAIL:
	case FORM_PHONE:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_GROUP:
	case FORM_START:
	case FORM_END:
	case FORM_TODAY:
	case FORM_USERNAME:
	case FORM_DEVICEID:
	case FORM_NOT_ASKED:
		break;
	}
	return UI_INPUT_NONE;
}

bool ui_input_is_choice(const struct ui_sitting *s)
{
	return s->input == UI_INPUT_ONE || s->input == UI_INPUT_MANY;
}

bool ui_input_has_filter(const struct ui_sitting *s)
{
	return ui_input_is_choice(s) && s->offered > UI_CHOICE_DIGITS;
}

void ui_choice_text(const struct ui_sitting *s, int index, struct str *out)
{
	const struct form_row *r = row_of(s);

	if (r->type == FORM_ACKNOWLEDGE)
		str_add(out, _("agreed"));
	else
		ui_question_text(s, r->list->choices[index].label, out);
}

static bool holds(const char *list, const char *key)
{
	size_t len = strlen(key);

	while (*list) {
		size_t word = strcspn(list, " ");

		if (word == len && strncmp(list, key, len) == 0)
			return true;
		list += word;
		list += strspn(list, " ");
	}
	return false;
}

static int source_count(const struct form_row *r)
{
	return r->type == FORM_ACKNOWLEDGE ? 1 : r->list ? (int)r->list->count : 0;
}

static bool is_offered(const struct ui_sitting *s, int index)
{
	return row_of(s)->type == FORM_ACKNOWLEDGE ||
	       form_filling_is_offered(s->talk.filling, s->spot, index);
}

static bool passes(const struct ui_sitting *s, int index, const char *needle)
{
	struct str text = STR_INIT;
	bool found;

	ui_choice_text(s, index, &text);
	text_lower(&text);
	found = !*needle || strstr(text.bytes, needle);
	str_release(&text);
	return found;
}

void ui_input_filter(struct app *a, struct ui_sitting *s)
{
	struct str needle = STR_INIT;
	size_t room = (size_t)s->choice_room;
	int all = source_count(row_of(s));

	(void)a;
	s->choice_count = s->offered = 0;
	for (int i = 0; i < all; i++)
		s->offered += is_offered(s, i);
	if (ui_input_has_filter(s))
		ui_editor_take(&s->editor, &needle);
	text_lower(&needle);
	for (int i = 0; i < all; i++) {
		if (!is_offered(s, i) || !passes(s, i, needle.bytes))
			continue;
		VEC_ROOM(s->choices, (size_t)s->choice_count, room);
		s->choices[s->choice_count++] = i;
	}
	s->choice_room = (int)room;
	s->at = s->top = 0;
	s->has_moved = needle.len > 0;
	str_release(&needle);
}

static void choices_load(struct app *a, struct ui_sitting *s)
{
	const struct form_row *r = row_of(s);
	const char *value = form_filling_value(s->talk.filling, s->spot);
	int all = source_count(r);

	ui_editor_set(&s->editor, "");
	s->editor.is_multiline = false;
	ui_input_filter(a, s);
	if (all > s->ticked_room) {
		s->ticked = mem_resize(s->ticked, (size_t)all, sizeof *s->ticked);
		s->ticked_room = all;
	}
	for (int i = 0; i < all; i++)
		s->ticked[i] = r->type == FORM_ACKNOWLEDGE
				       ? *value != '\0'
				       : holds(value, r->list->choices[i].name);
	for (int i = s->choice_count - 1; i >= 0; i--) {
		if (s->ticked[s->choices[i]])
			s->at = i;
	}
}

/* Stored values as one would type them. */
static void typed_add(const struct ui_sitting *s, const char *value, struct str *out)
{
	struct str day = STR_INIT;
	const char *time = strchr(value, 'T');

	if (s->input == UI_INPUT_DATE) {
		ui_date_typed(value, out);
	} else if (s->input == UI_INPUT_TIME && strlen(value) > 5) {
		str_add_bytes(out, value, 5);
	} else if (s->input == UI_INPUT_DATETIME && time && strlen(time) > 5) {
		str_add_bytes(&day, value, (size_t)(time - value));
		ui_date_typed(day.bytes, out);
		str_add_char(out, ' ');
		str_add_bytes(out, time + 1, 5);
	} else {
		str_set(out, value);
	}
	str_release(&day);
}

/* What she is called was asked when she came in; it stands there to be confirmed. */
static void called_add(struct ui_sitting *s, struct str *out)
{
	struct care_previous previous;

	if (out->len == 0 && text_equal(row_of(s)->save_to, "called") &&
	    form_filling_status(s->talk.filling, s->spot) == FORM_STATUS_NONE &&
	    ui_talk_previous(&s->talk, s->spot, &previous))
		str_add(out, previous.value);
}

static void text_load(struct app *a, struct ui_sitting *s)
{
	struct str text = STR_INIT;
	const char *half = ui_sitting_half(s, s->spot);

	s->editor.is_multiline = s->input == UI_INPUT_LINES;
	s->editor.is_masked = (row_of(s)->appearance & FORM_MASKED) != 0;
	if (half)
		str_set(&text, half);
	else
		typed_add(s, form_filling_value(s->talk.filling, s->spot), &text);
	if (!half)
		called_add(s, &text);
	ui_editor_set(&s->editor, text.bytes);
	s->is_fresh = !half && s->input != UI_INPUT_LINE && s->input != UI_INPUT_LINES;
	ui_input_understand(a, s);
	str_release(&text);
}

void ui_input_load(struct app *a, struct ui_sitting *s)
{
	s->input = input_of(s);
	s->choice_count = s->offered = 0;
	s->has_moved = s->is_fresh = false;
	s->editor.is_masked = false;
	str_reset(&s->understood);
	if (s->input == UI_INPUT_REPEAT)
		ui_repeat_load(a, s);
	else if (ui_input_is_choice(s))
		choices_load(a, s);
	else if (s->input != UI_INPUT_NONE)
		text_load(a, s);
}

static enum date_sense sense_of(const struct form_row *r)
{
	if (text_equal(r->save_to, "birth_date"))
		return DATE_PAST;
	return text_equal(r->save_to, "appointment_date") ? DATE_FUTURE : DATE_ANY;
}

/* "3/5 14.30": the time is what comes after the last blank. */
static bool datetime_understand(struct app *a, struct ui_sitting *s, struct str *out)
{
	struct date today = clock_today(a->clock);
	struct str day = STR_INIT, iso = STR_INIT, time = STR_INIT, shown = STR_INIT;
	const char *text = s->editor.text.bytes, *blank = strrchr(text, ' ');
	bool is_read = false;

	str_reset(out);
	if (blank) {
		str_add_bytes(&day, text, (size_t)(blank - text));
		is_read = ui_date_understand(day.bytes, &today, DATE_ANY, ui_language(a),
					     &iso, &s->understood) &&
			  ui_time_understand(blank + 1, &time, &shown) && iso.len &&
			  time.len;
	}
	if (is_read) {
		str_addf(out, "%sT%s", iso.bytes, time.bytes);
		str_addf(&s->understood, " %s", shown.bytes);
	} else {
		str_reset(&s->understood);
	}
	str_release(&day);
	str_release(&iso);
	str_release(&time);
	str_release(&shown);
	return is_read || ui_editor_is_empty(&s->editor);
}

static bool understand(struct app *a, struct ui_sitting *s, struct str *out)
{
	struct date today = clock_today(a->clock);

	if (row_of(s)->type == FORM_DATE)
		return ui_day_understand(s->editor.text.bytes, &today, sense_of(row_of(s)),
					 ui_language(a), out, &s->understood);
	if (s->input == UI_INPUT_DATE)
		return ui_date_understand(s->editor.text.bytes, &today,
					  sense_of(row_of(s)), ui_language(a), out,
					  &s->understood);
	if (s->input == UI_INPUT_TIME)
		return ui_time_understand(s->editor.text.bytes, out, &s->understood);
	if (s->input == UI_INPUT_DATETIME)
		return datetime_understand(a, s, out);
	ui_editor_take(&s->editor, out);
	return true;
}

void ui_input_understand(struct app *a, struct ui_sitting *s)
{
	struct str iso = STR_INIT;

	if (s->input != UI_INPUT_DATE && s->input != UI_INPUT_TIME &&
	    s->input != UI_INPUT_DATETIME)
		return;
	if (!understand(a, s, &iso))
		str_set(&s->understood, _("This is not clear yet."));
	str_release(&iso);
}

/* A comma is how decimals are written here. */
static void number_tidy(struct str *value)
{
	char *comma = strchr(value->bytes, ',');

	if (comma && !strchr(comma + 1, ','))
		*comma = '.';
}

bool ui_input_value(struct app *a, struct ui_sitting *s, struct str *out)
{
	if (!understand(a, s, out)) {
		str_set(&s->reason,
			s->input == UI_INPUT_TIME
				? _("This time is not clear. Type for example 14:30.")
				: _("This date is not clear. Type for example "
				    "3-5-2026."));
		str_set(&s->understood, _("This is not clear yet."));
		a->pending |= UI_REDRAW;
		return false;
	}
	if (s->input == UI_INPUT_NUMBER)
		number_tidy(out);
	return true;
}

void ui_input_choices_value(const struct ui_sitting *s, struct str *out)
{
	const struct form_row *r = row_of(s);

	str_reset(out);
	if (r->type == FORM_ACKNOWLEDGE) {
		str_set(out, s->ticked[0] ? "OK" : "");
		return;
	}
	for (unsigned i = 0; i < r->list->count; i++) {
		if (!s->ticked[i])
			continue;
		if (out->len)
			str_add_char(out, ' ');
		str_add(out, r->list->choices[i].name);
	}
}
