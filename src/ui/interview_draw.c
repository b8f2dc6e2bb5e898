/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a question looks: what came before, the question, its answer, what is known of last
 * time. */
#include "ui/sitting.h"

enum {
	NUMBER_COLUMNS = 3,
	CHOICE_INDENT = 7,
	TEXT_LINES_LEAST = 3,
	TEXT_LINES_MOST = 12,
	FILTER_LINES_MOST = 10,
	READING_COLUMNS = 100
};

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

static int second_language(const struct ui_sitting *s)
{
	int first = s->talk.form->default_language;

	return first == 0 && s->talk.form->language_count > 1 ? 1 : 0;
}

void ui_question_text(const struct ui_sitting *s, form_texts which, struct str *out)
{
	int count = s->talk.form->language_count;

	if (!which)
		return;
	if (s->together == 0) {
		form_filling_text(s->talk.filling, s->spot, which, s->talk.language, out);
	} else if (s->together <= count) {
		form_filling_text(s->talk.filling, s->spot, which, s->together - 1, out);
	} else {
		form_filling_text(s->talk.filling, s->spot, which, s->talk.form->default_language,
				  out);
		str_add(out, " / ");
		form_filling_text(s->talk.filling, s->spot, which, second_language(s), out);
	}
}

static int number_columns(const struct ui_sitting *s)
{
	const char *number = row_of(s)->number;
	int used = number ? text_columns(number, strlen(number)) + 1 : 0;

	return number && used < NUMBER_COLUMNS ? NUMBER_COLUMNS : used;
}

void ui_row_line_add(const struct ui_sitting *s, int spot, struct str *out)
{
	const struct form_row *r = ui_talk_row(&s->talk, spot);

	if (r->number)
		str_addf(out, "%-*s ", NUMBER_COLUMNS - 1, r->number);
	if (form_filling_is_list(s->talk.filling, spot))
		ui_repeat_title_add(&s->talk, spot, out);
	else
		ui_talk_text(&s->talk, spot, r->label, out);
}

void ui_answer_add(const struct app *a, const struct ui_sitting *s, int spot,
		   struct str *out)
{
	static const char *const words[] = {"", N_("does not know"),
					    N_("would rather not say"), N_("ask later"),
					    N_("not applicable")};
	enum form_status status = form_filling_status(s->talk.filling, spot);
	const char *value = form_filling_value(s->talk.filling, spot);
	const struct form_row *r = ui_talk_row(&s->talk, spot);
	struct date d;

	if (status != FORM_STATUS_NONE)
		str_add(out, _(words[status]));
	else if (r->type == FORM_REPEAT)
		ui_repeat_names_add(&s->talk, spot, out);
	else if (r->type == FORM_ACKNOWLEDGE)
		str_add(out, *value ? _("agreed") : "");
	else if (r->type == FORM_DATE && date_read(value, &d))
		date_write(out, &d, DATE_LONG, ui_language(a));
	else if (r->appearance & FORM_MASKED)
		str_add(out, *value ? "***" : "");
	else
		form_filling_shown(s->talk.filling, spot, s->talk.language, out);
}

/* "11 Wilt u graag meer Nederlands leren?      ja" */
static void closed_draw(struct app *a, const struct ui_sitting *s,
			const struct ui_area *area, int y, int spot)
{
	struct str line = STR_INIT, value = STR_INIT;
	int room;

	ui_answer_add(a, s, spot, &value);
	if (!text_is_rtl(value.bytes, value.len)) /* such a value has its line alone */
		ui_row_line_add(s, spot, &line);
	room = area->columns - 2 - text_columns(line.bytes, line.len);
	if (room < area->columns / 2)
		room = area->columns / 2;
	if (room > text_columns(value.bytes, value.len))
		room = text_columns(value.bytes, value.len);
	ui_paint_field(a, area, y, 0, area->columns - room - 2, UI_MUTED, line.bytes);
	ui_paint_field(a, area, y, area->columns - room, room, UI_PLAIN, value.bytes);
	str_release(&line);
	str_release(&value);
}

static void choice_line(const struct app *a, const struct ui_sitting *s, int position,
			struct str *out)
{
	int index = s->choices[position];
	bool is_one = s->input == UI_INPUT_ONE;

	str_add(out, position == s->at ? a->theme.marks[UI_MARK_HERE] : " ");
	str_addf(out, is_one ? "(%s)" : "[%s]", s->ticked[index] ? "x" : " ");
	if (ui_input_has_filter(s))
		str_add(out, "    ");
	else if (position < UI_CHOICE_DIGITS)
		str_addf(out, " %d  ", (position + 1) % UI_CHOICE_DIGITS);
}

static int choice_lines(const struct ui_sitting *s, int position, int columns)
{
	struct str text = STR_INIT;
	int lines;

	ui_choice_text(s, s->choices[position], &text);
	lines = ui_wrapped_lines(text.bytes, columns - CHOICE_INDENT - 1);
	str_release(&text);
	return lines > 0 ? lines : 1;
}

static int choices_lines(const struct ui_sitting *s, int from, int to, int columns)
{
	int lines = 0;

	for (int i = from; i < to; i++)
		lines += choice_lines(s, i, columns);
	return lines;
}

static void choices_scroll(struct ui_sitting *s, const struct ui_area *area)
{
	if (s->at < s->top)
		s->top = s->at;
	if (s->top < s->at - area->lines)
		s->top = s->at - area->lines; /* each takes a line at least */
	while (s->top < s->at &&
	       choices_lines(s, s->top, s->at + 1, area->columns) > area->lines)
		s->top++;
}

/* The last line of a list that does not fit tells how many are below. */
static void more_draw(struct app *a, const struct ui_area *area, int count)
{
	struct str line = STR_INIT;

	str_addf(&line, ngettext("and %d more", "and %d more", (unsigned long)count),
		 count);
	(void)ui_paint(a, area, area->lines - 1, CHOICE_INDENT + 1, UI_MUTED, line.bytes);
	str_release(&line);
}

static void choices_draw(struct app *a, struct ui_sitting *s, const struct ui_area *whole)
{
	struct ui_area box = *whole, *area = &box;
	struct str line = STR_INIT;
	int y = 0, i;

	if (s->choice_count > whole->lines && whole->lines > 2)
		box.lines--;
	choices_scroll(s, area);
	for (i = s->top; i < s->choice_count && y < area->lines; i++) {
		enum ui_style style = i == s->at ? UI_FOCUS : UI_PLAIN;
		struct ui_area text = {area->y + y, area->x, area->lines - y,
				       area->columns};

		str_reset(&line);
		choice_line(a, s, i, &line);
		(void)ui_paint(a, &text, 0, 0, style, line.bytes);
		str_reset(&line);
		ui_choice_text(s, s->choices[i], &line);
		(void)ui_paint_wrapped(a, &text, 0, CHOICE_INDENT + 1, style, line.bytes);
		if (i == s->at)
			ui_cursor(a, &text, 0, 0);
		y += choice_lines(s, i, area->columns);
	}
	if (i < s->choice_count && box.lines < whole->lines)
		more_draw(a, whole, s->choice_count - i);
	if (s->choice_count == 0)
		(void)ui_paint(a, area, 0, 0, UI_MUTED, _("Nothing has these letters."));
	str_release(&line);
}

static void field_draw(struct app *a, struct ui_sitting *s)
{
	struct ui_area below = s->field;

	if (s->input == UI_INPUT_DATE || s->input == UI_INPUT_TIME ||
	    s->input == UI_INPUT_DATETIME) {
		below.y += 1;
		ui_paint_field(a, &below, 0, 0, below.columns, UI_MUTED,
			       s->understood.bytes);
	}
	ui_editor_draw(a, &s->editor, &s->field, true);
}

void ui_question_draw_field(struct app *a, struct ui_sitting *s)
{
	if (ui_input_is_choice(s) || s->input == UI_INPUT_NONE ||
	    s->input == UI_INPUT_REPEAT)
		return;
	field_draw(a, s);
}

static int input_lines(const struct ui_sitting *s, int columns)
{
	int lines;

	switch (s->input) {
	case UI_INPUT_NONE:
		return 0;
	case UI_INPUT_REPEAT:
		return ui_repeat_lines(s);
	case UI_INPUT_ONE:
	case UI_INPUT_MANY:
		lines = s->choice_count <= FILTER_LINES_MOST ? s->choice_count
							     : FILTER_LINES_MOST + 1;
		if (!ui_input_has_filter(s))
			lines = choices_lines(s, 0, s->choice_count, columns);
		return ui_input_has_filter(s) + (lines < 1 ? 1 : lines);
	case UI_INPUT_DATE:
	case UI_INPUT_TIME:
	case UI_INPUT_DATETIME:
		return 2;
	case UI_INPUT_LINES:
		lines = ui_editor_wrapped(&s->editor, columns) + 1;
		lines = lines < TEXT_LINES_LEAST ? TEXT_LINES_LEAST : lines;
		return lines > TEXT_LINES_MOST ? TEXT_LINES_MOST : lines;
	case UI_INPUT_LINE:
	case UI_INPUT_NUMBER:
		break;
	}
	return 1;
}

static void filter_draw(struct app *a, struct ui_sitting *s, struct ui_area *area)
{
	int used = ui_paint(a, area, 0, 0, UI_PLAIN, _("Search:")) + 1;
	struct ui_area line = {area->y, area->x + used, 1, area->columns - used};

	area->y++;
	area->lines--;
	choices_draw(a, s, area);
	ui_editor_draw(a, &s->editor, &line, true);
}

static void answer_draw(struct app *a, struct ui_sitting *s, struct ui_area area)
{
	struct str value = STR_INIT;

	s->field = area;
	if (s->field.lines < 1)
		s->field.lines = 1;
	if (s->input == UI_INPUT_REPEAT) {
		ui_repeat_draw(a, s, &area);
	} else if (s->input == UI_INPUT_NONE ||
	    form_filling_is_read_only(s->talk.filling, s->spot)) {
		form_filling_shown(s->talk.filling, s->spot, s->talk.language, &value);
		if (row_of(s)->type == FORM_NOT_ASKED)
			str_set(&value, _("This is not asked here."));
		(void)ui_paint_wrapped(a, &area, 0, 0, UI_PLAIN, value.bytes);
		ui_cursor(a, &area, 0, 0);
	} else if (ui_input_has_filter(s)) {
		filter_draw(a, s, &area);
	} else if (ui_input_is_choice(s)) {
		choices_draw(a, s, &area);
	} else {
		if (s->input != UI_INPUT_LINES)
			s->field.lines = 1;
		field_draw(a, s);
	}
	str_release(&value);
}

/* What she said at the door, a moment ago, is no last time. */
static bool is_of_today(const struct ui_sitting *s, const struct care_previous *previous)
{
	struct date on = care_interview_on(s->talk.iv);

	return date_compare(&previous->on, &on) == 0 &&
	       text_equal(previous->value, form_filling_value(s->talk.filling, s->spot));
}

/* "Vorige keer (18-03-26): opvang", then the remarks. */
static void known_text(const struct app *a, struct ui_sitting *s, struct str *out)
{
	const struct care_remark *remarks = NULL;
	struct care_previous previous;
	enum form_status status = form_filling_status(s->talk.filling, s->spot);
	int count;

	(void)a;
	if (s->together)
		return;
	if (status != FORM_STATUS_NONE) {
		static const char *const words[] = {"", N_("No answer: does not know"),
						    N_("No answer: would rather not say"),
						    N_("No answer: ask later"),
						    N_("No answer: not applicable")};

		str_addf(out, "%s\n", _(words[status]));
	}
	if (ui_talk_previous(&s->talk, s->spot, &previous) && !is_of_today(s, &previous)) {
		struct str on = STR_INIT;

		date_write(&on, &previous.on, DATE_SHORT, ui_language(a));
		str_addf(out, _("Last time (%s): %s"), on.bytes,
			 text_is_rtl(previous.shown, strlen(previous.shown)) ? "\n" : "");
		str_add(out, previous.shown);
		str_add_char(out, '\n');
		str_release(&on);
	}
	count = ui_talk_remarks(&s->talk, s->spot, &remarks);
	for (int i = 0; i < count; i++)
		str_addf(out, "%s:%s%s\n", ui_speaker_name(&remarks[i]),
			 text_is_rtl(remarks[i].text, strlen(remarks[i].text)) ? "\n"
									       : " ",
			 remarks[i].text);
	if (out->len)
		str_cut(out, out->len - 1);
}

/* What helps her to answer, then what helps the worker to ask: that is not for her eyes.
 */
static void hint_text(const struct ui_sitting *s, bool with_guidance, struct str *out)
{
	str_reset(out);
	ui_question_text(s, row_of(s)->hint, out);
	if (s->together || !with_guidance)
		return;
	if (out->len && row_of(s)->guidance)
		str_add(out, strchr(".?!:", out->bytes[out->len - 1]) ? " " : ". ");
	ui_talk_text(&s->talk, s->spot, row_of(s)->guidance, out);
}

struct parts {
	struct str label, hint, known, reason;
	int label_lines, hint_lines, known_lines, reason_lines, input_lines;
	int before, after; /* rows of the same field-list around this one, as lines */
};

static void parts_release(struct parts *p)
{
	str_release(&p->label);
	str_release(&p->hint);
	str_release(&p->known);
	str_release(&p->reason);
}

static void parts_measure(struct app *a, struct ui_sitting *s, const struct ui_area *area,
			  struct parts *p)
{
	int columns = area->columns - number_columns(s);

	*p = (struct parts){STR_INIT, STR_INIT, STR_INIT, STR_INIT, 0, 0, 0, 0, 0, 0, 0};
	if (s->input == UI_INPUT_REPEAT)
		ui_repeat_label_add(s, &p->label);
	else
		ui_question_text(s, row_of(s)->label, &p->label);
	hint_text(s, true, &p->hint);
	known_text(a, s, &p->known);
	if (s->reason.len)
		str_addf(&p->reason, "%s %s", a->theme.marks[UI_MARK_OPEN],
			 s->reason.bytes);
	p->label_lines = ui_wrapped_lines(p->label.bytes, columns);
	p->hint_lines = ui_wrapped_lines(p->hint.bytes, columns);
	p->known_lines = ui_wrapped_lines(p->known.bytes, columns);
	p->reason_lines = ui_wrapped_lines(p->reason.bytes, columns);
	p->input_lines = input_lines(s, columns);
	for (int i = ui_sitting_next(s, s->spot);
	     i != FORM_NONE && ui_sitting_is_page_of(s, s->spot, i);
	     i = ui_sitting_next(s, i))
		p->after++;
	for (int i = ui_sitting_before(s, s->spot);
	     i != FORM_NONE && ui_sitting_is_page_of(s, s->spot, i);
	     i = ui_sitting_before(s, i))
		p->before++;
}

/* What was asked just before, so that one sees where the talk is; of a field-list all of
 * it. */
static int context_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area,
			int lines)
{
	int spot = s->spot, y;
	int instance = form_filling_instance(s->talk.filling, spot);

	if (s->together)
		return 0;
	for (int n = 0; n < lines; n++) {
		int before = ui_sitting_before(s, spot);

		if (before == FORM_NONE ||
		    form_filling_instance(s->talk.filling, before) != instance)
			lines = n;
		else
			spot = before;
	}
	for (y = 0; y < lines; y++) {
		closed_draw(a, s, area, y, spot);
		spot = ui_sitting_next(s, spot);
	}
	return lines;
}

static void after_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area,
		       int y)
{
	for (int i = ui_sitting_next(s, s->spot);
	     i != FORM_NONE && y < area->lines && ui_sitting_is_page_of(s, s->spot, i);
	     i = ui_sitting_next(s, i))
		closed_draw(a, s, area, y++, i);
}

static struct ui_area below(const struct ui_area *area, int y, int x)
{
	struct ui_area rest = {area->y + y, area->x + x, area->lines - y,
			       area->columns - x};

	if (rest.lines < 0)
		rest.lines = 0;
	return rest;
}

static void question_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area)
{
	struct parts p;
	struct ui_area input;
	int x = number_columns(s), y = 0, need, spare, context, gap;

	parts_measure(a, s, area, &p);
	need = p.label_lines + p.hint_lines + p.input_lines + p.reason_lines +
	       p.known_lines + p.after;
	spare = area->lines - need;
	if (spare < 0) {
		need -= p.hint_lines;
		hint_text(s, false, &p.hint);
		p.hint_lines = ui_wrapped_lines(p.hint.bytes, area->columns - x);
		need += p.hint_lines;
		spare = area->lines - need;
	}
	context = p.before > 0 ? p.before : 1;
	if (spare >= context + 1) {
		y = context_draw(a, s, area, context);
		spare -= y;
		if (y > 0 && spare > 0) {
			y++;
			spare--;
		}
	}
	gap = spare >= 2;
	if (row_of(s)->number && !s->together)
		(void)ui_paint(a, area, y, 0, UI_STRONG, row_of(s)->number);
	y += ui_paint_wrapped(a, area, y, x, UI_STRONG, p.label.bytes);
	y += ui_paint_wrapped(a, area, y, x, UI_MUTED, p.hint.bytes);
	y += gap;
	input = below(area, y, x);
	if (input.lines > p.input_lines)
		input.lines = p.input_lines > 0 ? p.input_lines : 1;
	if (input.lines < 1 && area->lines > 0)
		input = below(area, area->lines - 1, x);
	y += p.input_lines;
	y += ui_paint_wrapped(a, area, y, x, UI_WARN, p.reason.bytes);
	y += gap;
	y += ui_paint_wrapped(a, area, y, x, UI_PLAIN, p.known.bytes);
	after_draw(a, s, area, y + (gap && p.known_lines));
	answer_draw(a, s, input);
	parts_release(&p);
}

void ui_question_draw(struct app *a, struct ui_sitting *s)
{
	int columns = ui_outline_columns(s);
	struct ui_area left = {s->body.y, s->body.x, s->body.lines, columns};
	struct ui_area right = s->body;

	if (columns > 0) {
		ui_outline_draw(a, s, &left);
		ui_paint_bar(a, &s->body, columns);
		right.x += columns + 2;
		right.columns -= columns + 2;
	}
	if (right.columns > READING_COLUMNS)
		right.columns = READING_COLUMNS; /* longer lines are hard to read */
	ui_repeat_where_draw(a, s, &right);
	question_draw(a, s, &right);
}
