/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/field.h"
#include "ui/figure.h"
#include "ui/sitting.h"

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

/* Others are shown, or asked elsewhere. */
static const enum ui_input inputs[FORM_NOT_ASKED + 1] = {
	[FORM_TEXT] = UI_INPUT_LINE,
	[FORM_INTEGER] = UI_INPUT_NUMBER,
	[FORM_DECIMAL] = UI_INPUT_NUMBER,
	[FORM_SELECT_ONE] = UI_INPUT_ONE,
	[FORM_SELECT_MULTIPLE] = UI_INPUT_MANY,
	[FORM_ACKNOWLEDGE] = UI_INPUT_ONE,
	[FORM_DATE] = UI_INPUT_DATE,
	[FORM_TIME] = UI_INPUT_TIME,
	[FORM_DATETIME] = UI_INPUT_DATETIME,
	[FORM_REPEAT] = UI_INPUT_REPEAT,
	[FORM_RANK] = UI_INPUT_RANK,
	[FORM_RANGE] = UI_INPUT_RANGE,
	[FORM_POINT] = UI_INPUT_PLACE,
	[FORM_POINTS] = UI_INPUT_PLACE,
};

static enum ui_input input_of(const struct ui_sitting *s)
{
	const struct form_row *r = row_of(s);
	enum ui_input input = inputs[r->type];

	if (r->appearance & FORM_GRID_HEAD)
		return UI_INPUT_NONE;
	if (input == UI_INPUT_LINE && text_equal(r->save_to, "birth_date"))
		return UI_INPUT_DATE;
	if (input == UI_INPUT_LINE && (r->appearance & FORM_MULTILINE || r->text_rows > 1))
		return UI_INPUT_LINES;
	if (input == UI_INPUT_NUMBER && r->appearance & FORM_COUNTER)
		return UI_INPUT_COUNTER;
	return input;
}

bool ui_input_is_held(const struct ui_sitting *s)
{
	return s->input == UI_INPUT_NONE ||
	       form_filling_is_read_only(s->talk.filling, s->spot);
}

static bool is_dated(const struct ui_sitting *s)
{
	return s->input == UI_INPUT_DATE || s->input == UI_INPUT_TIME ||
	       s->input == UI_INPUT_DATETIME;
}

static bool is_number(const struct ui_sitting *s)
{
	return s->input == UI_INPUT_NUMBER || s->input == UI_INPUT_COUNTER ||
	       s->input == UI_INPUT_RANGE;
}

static bool is_grouped(const struct ui_sitting *s)
{
	return is_number(s) && s->input != UI_INPUT_RANGE &&
	       row_of(s)->appearance & FORM_THOUSANDS;
}

bool ui_input_is_understood(const struct ui_sitting *s)
{
	return is_dated(s) || is_grouped(s) || s->input == UI_INPUT_PLACE ||
	       s->input == UI_INPUT_RANK;
}

/* Only what counts of a date. */
static void date_typed_add(const struct ui_sitting *s, const char *value, struct str *out)
{
	unsigned look = row_of(s)->type == FORM_DATE ? row_of(s)->appearance : 0;
	struct str day = STR_INIT;

	str_set(&day, value);
	if (look & (FORM_YEAR | FORM_MONTH_YEAR) && *value != '~')
		str_cut(&day, day.len < 7 || look & FORM_YEAR ? strcspn(value, "-") : 7);
	ui_date_typed(day.bytes, out);
	str_release(&day);
}

/* Stored values as one would type them. */
static void typed_add(struct app *a, const struct ui_sitting *s, const char *value,
		      struct str *out)
{
	struct str day = STR_INIT;
	const char *time = strchr(value, 'T');

	if (s->input == UI_INPUT_DATE) {
		date_typed_add(s, value, out);
	} else if (s->input == UI_INPUT_TIME && strlen(value) > 5) {
		str_add_bytes(out, value, 5);
	} else if (s->input == UI_INPUT_DATETIME && time && strlen(time) > 5) {
		str_add_bytes(&day, value, (size_t)(time - value));
		ui_date_typed(day.bytes, out);
		str_add_char(out, ' ');
		str_add_bytes(out, time + 1, 5);
	} else if (is_number(s)) {
		ui_figure_typed(value, is_grouped(s), ui_language(a), out);
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
		typed_add(a, s, form_filling_value(s->talk.filling, s->spot), &text);
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
	if (ui_input_has_list(s))
		ui_choices_load(s);
	if (s->input != UI_INPUT_NONE && s->input != UI_INPUT_REPEAT &&
	    !ui_input_is_choice(s))
		text_load(a, s);
	if (s->input == UI_INPUT_RANK)
		ui_rank_focus(s);
	s->is_grid = ui_grid_fits(s);
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

static bool date_understand_typed(struct app *a, struct ui_sitting *s, struct str *out)
{
	struct date today = clock_today(a->clock);
	const struct form_row *r = row_of(s);
	const char *typed = s->editor.text.bytes;

	if (r->type == FORM_DATE && r->appearance & (FORM_MONTH_YEAR | FORM_YEAR))
		return ui_month_understand(typed, &today, sense_of(r),
					   (r->appearance & FORM_YEAR) != 0, ui_language(a),
					   out, &s->understood);
	if (r->type == FORM_DATE)
		return ui_day_understand(typed, &today, sense_of(r), ui_language(a), out,
					 &s->understood);
	return ui_date_understand(typed, &today, sense_of(r), ui_language(a), out,
				  &s->understood);
}

static bool range_understand(struct ui_sitting *s, struct str *out)
{
	double value;

	ui_figure_read(s->editor.text.bytes, false, "", out);
	return out->len == 0 || (ui_figure_value(out->bytes, &value) &&
				 ui_range_has(&row_of(s)->range, value));
}

static bool number_understand(struct app *a, struct ui_sitting *s, struct str *out)
{
	ui_figure_read(s->editor.text.bytes, is_grouped(s), ui_language(a), out);
	str_reset(&s->understood);
	if (is_grouped(s))
		ui_figure_group(out->bytes, ui_language(a), &s->understood);
	return true;
}

static bool rank_understand(struct ui_sitting *s, struct str *out)
{
	int left = s->offered - ui_rank_count(s);

	str_reset(&s->understood);
	if (left > 0)
		str_addf(&s->understood,
			 ngettext("%d without a place", "%d without a place",
				  (unsigned long)left),
			 left);
	else
		str_set(&s->understood, _("All have a place."));
	return ui_rank_value(s, out);
}

static bool understand(struct app *a, struct ui_sitting *s, struct str *out)
{
	if (s->input == UI_INPUT_DATE)
		return date_understand_typed(a, s, out);
	if (s->input == UI_INPUT_TIME)
		return ui_time_understand(s->editor.text.bytes, out, &s->understood);
	if (s->input == UI_INPUT_DATETIME)
		return datetime_understand(a, s, out);
	if (s->input == UI_INPUT_PLACE)
		return ui_place_read(s->editor.text.bytes, row_of(s)->type == FORM_POINTS,
				     out, &s->understood);
	if (s->input == UI_INPUT_RANK)
		return rank_understand(s, out);
	if (s->input == UI_INPUT_RANGE)
		return range_understand(s, out);
	if (s->input == UI_INPUT_NUMBER || s->input == UI_INPUT_COUNTER)
		return number_understand(a, s, out);
	ui_editor_take(&s->editor, out);
	return true;
}

void ui_input_understand(struct app *a, struct ui_sitting *s)
{
	struct str value = STR_INIT;

	if (!ui_input_is_understood(s))
		return;
	if (!understand(a, s, &value) && s->input != UI_INPUT_RANK)
		str_set(&s->understood, _("This is not clear yet."));
	str_release(&value);
}

static void range_reason(struct app *a, struct ui_sitting *s)
{
	const struct form_range *range = &row_of(s)->range;
	double ends[] = {range->start, range->end, range->step};
	struct str number = STR_INIT, shown[3] = {STR_INIT, STR_INIT, STR_INIT};

	for (int i = 0; i < 3; i++) {
		str_reset(&number);
		ui_figure_write(ends[i], range, &number);
		ui_figure_group(number.bytes, ui_language(a), &shown[i]);
	}
	str_reset(&s->reason);
	if (range->is_whole && range->step == 1)
		str_addf(&s->reason, _("Type a number from %s to %s."), shown[0].bytes,
			 shown[1].bytes);
	else
		str_addf(&s->reason, _("Type a number from %s to %s, in steps of %s."),
			 shown[0].bytes, shown[1].bytes, shown[2].bytes);
	str_release(&number);
	for (int i = 0; i < 3; i++)
		str_release(&shown[i]);
}

/* Why what stands there is no answer, and what would be one. */
static const char *unclear(const struct ui_sitting *s)
{
	unsigned look = row_of(s)->type == FORM_DATE ? row_of(s)->appearance : 0;

	if (s->input == UI_INPUT_TIME)
		return _("This time is not clear. Type for example 14:30.");
	if (s->input == UI_INPUT_RANK)
		return _("Not all have a place yet. What has one is kept.");
	if (s->input == UI_INPUT_PLACE && row_of(s)->type == FORM_POINTS)
		return _("These places are not clear. Type for example 52.07 4.30; 52.08 "
			 "4.31.");
	if (s->input == UI_INPUT_PLACE)
		return _("This place is not clear. Type for example 52.07 4.30.");
	if (look & FORM_YEAR)
		return _("This year is not clear. Type for example 2024.");
	if (look & FORM_MONTH_YEAR)
		return _("This month is not clear. Type for example 5-2024.");
	return _("This date is not clear. Type for example 3-5-2026.");
}

bool ui_input_value(struct app *a, struct ui_sitting *s, struct str *out)
{
	if (understand(a, s, out))
		return true;
	if (s->input == UI_INPUT_RANGE)
		range_reason(a, s);
	else
		str_set(&s->reason, unclear(s));
	if (s->input != UI_INPUT_RANK && s->input != UI_INPUT_RANGE)
		str_set(&s->understood, _("This is not clear yet."));
	a->pending |= UI_REDRAW;
	return false;
}

void ui_input_step(struct app *a, struct ui_sitting *s, bool up)
{
	static const struct form_range any = {-1e9, 1e9, 1, true};
	const struct form_range *range =
		s->input == UI_INPUT_RANGE ? &row_of(s)->range : &any;
	struct str value = STR_INIT, next = STR_INIT;

	ui_figure_read(s->editor.text.bytes, is_grouped(s), ui_language(a), &value);
	if (s->input == UI_INPUT_COUNTER && value.len == 0)
		str_set(&value, "0");
	ui_range_step(range, value.bytes, up, &next);
	str_reset(&value);
	ui_figure_typed(next.bytes, is_grouped(s), ui_language(a), &value);
	ui_editor_set(&s->editor, value.bytes);
	str_release(&value);
	str_release(&next);
}
