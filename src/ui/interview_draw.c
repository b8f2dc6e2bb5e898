/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a question looks: what came before, the question, its answer, what is known of last
 * time. */
#include "ui/figure.h"
#include "ui/sitting.h"

enum {
	NUMBER_COLUMNS = 3,
	READING_COLUMNS = 100
};

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

int ui_second_language(const struct ui_sitting *s)
{
	int nth = s->together - s->talk.form->language_count - 1;

	return nth < s->talk.form->default_language ? nth : nth + 1;
}

void ui_question_texts(const struct ui_sitting *s, int spot, form_texts which,
		       struct ui_texts *out)
{
	int count = s->talk.form->language_count;

	if (s->together == 0) {
		ui_texts_add(out, &s->talk, spot, which, s->talk.language);
	} else if (s->together <= count) {
		ui_texts_add(out, &s->talk, spot, which, s->together - 1);
	} else {
		ui_texts_add(out, &s->talk, spot, which, s->talk.form->default_language);
		ui_texts_add(out, &s->talk, spot, which, ui_second_language(s));
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

static bool is_number(const struct form_row *r)
{
	return r->type == FORM_INTEGER || r->type == FORM_DECIMAL ||
	       r->type == FORM_RANGE || r->appearance & FORM_THOUSANDS;
}

static void place_add(const struct form_row *r, const char *value, struct str *out)
{
	struct str stored = STR_INIT, shown = STR_INIT;
	bool is_read = ui_place_read(value, r->type == FORM_POINTS, &stored, &shown);

	str_add(out, is_read ? shown.bytes : value);
	str_release(&stored);
	str_release(&shown);
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
	else if (is_number(r))
		ui_figure_typed(value, (r->appearance & FORM_THOUSANDS) != 0,
				ui_language(a), out);
	else if (r->type == FORM_POINT || r->type == FORM_POINTS)
		place_add(r, value, out);
	else
		form_filling_shown(s->talk.filling, spot, s->talk.language, out);
}

/* "11 Wilt u graag meer Nederlands leren?      ja" */
static void closed_draw(struct app *a, const struct ui_sitting *s,
			const struct ui_area *area, int y, int spot)
{
	struct ui_area one = {area->y + y, area->x, 1, area->columns};
	struct str line = STR_INIT, value = STR_INIT, label = STR_INIT;
	int room;

	ui_answer_add(a, s, spot, &value);
	ui_talk_text(&s->talk, spot, ui_talk_row(&s->talk, spot)->label, &label);
	if (text_is_rtl(label.bytes, label.len) && value.len == 0) {
		(void)ui_paint_right(a, &one, 0, UI_MUTED, label.bytes);
	} else if (!text_is_rtl(label.bytes, label.len) &&
		   !text_is_rtl(value.bytes, value.len)) {
		ui_row_line_add(s, spot, &line); /* what reads from the right has its line alone */
	}
	room = area->columns - 2 - text_columns(line.bytes, line.len);
	if (room < area->columns / 2)
		room = area->columns / 2;
	if (room > text_columns(value.bytes, value.len))
		room = text_columns(value.bytes, value.len);
	if (line.len)
		ui_paint_field(a, &one, 0, 0, area->columns - room - 2, UI_MUTED,
			       line.bytes);
	if (value.len)
		ui_paint_field(a, &one, 0, area->columns - room, room, UI_PLAIN,
			       value.bytes);
	str_release(&line);
	str_release(&value);
	str_release(&label);
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
static void hint_texts(const struct ui_sitting *s, bool with_guidance, struct ui_texts *out)
{
	struct str guidance = STR_INIT;
	const struct str *last;

	ui_texts_release(out);
	ui_question_texts(s, s->spot, row_of(s)->hint, out);
	if (s->together || !with_guidance)
		return;
	ui_talk_text(&s->talk, s->spot, row_of(s)->guidance, &guidance);
	last = out->count > 0 ? &out->items[out->count - 1].text : NULL;
	ui_texts_append(out,
			last && strchr(".?!:", last->bytes[last->len - 1]) ? " " : ". ",
			guidance.bytes);
	str_release(&guidance);
}

struct parts {
	struct ui_texts label, hint;
	struct str known, reason;
	int label_lines, hint_lines, known_lines, reason_lines, input_lines;
	int before, after; /* rows of the same field-list around this one, as lines */
};

static void parts_release(struct parts *p)
{
	ui_texts_release(&p->label);
	ui_texts_release(&p->hint);
	str_release(&p->known);
	str_release(&p->reason);
}

/* Those around it on the same page; the lines of a table stand in it. */
static void around_count(const struct ui_sitting *s, struct parts *p)
{
	for (int i = ui_sitting_next(s, s->spot);
	     i != FORM_NONE && ui_sitting_is_page_of(s, s->spot, i);
	     i = ui_sitting_next(s, i))
		p->after++;
	for (int i = ui_sitting_before(s, s->spot);
	     i != FORM_NONE && ui_sitting_is_page_of(s, s->spot, i);
	     i = ui_sitting_before(s, i))
		p->before++;
}

static void label_texts(const struct ui_sitting *s, struct ui_texts *out)
{
	struct str title = STR_INIT;

	if (s->input == UI_INPUT_REPEAT) {
		ui_repeat_label_add(s, &title);
		ui_texts_add_plain(out, title.bytes);
	} else {
		ui_question_texts(s, s->spot, row_of(s)->label, out);
	}
	str_release(&title);
}

static void parts_measure(struct app *a, struct ui_sitting *s, const struct ui_area *area,
			  struct parts *p)
{
	int columns = area->columns - number_columns(s);

	*p = (struct parts){UI_TEXTS_INIT, UI_TEXTS_INIT, STR_INIT, STR_INIT,
			    0, 0, 0, 0, 0, 0, 0};
	label_texts(s, &p->label);
	hint_texts(s, true, &p->hint);
	known_text(a, s, &p->known);
	if (s->reason.len)
		str_addf(&p->reason, "%s %s", a->theme.marks[UI_MARK_OPEN],
			 s->reason.bytes);
	p->label_lines = ui_texts_lines(&p->label, columns);
	p->hint_lines = ui_texts_lines(&p->hint, columns);
	p->known_lines = ui_wrapped_lines(p->known.bytes, columns);
	p->reason_lines = ui_wrapped_lines(p->reason.bytes, columns);
	p->input_lines = ui_input_lines(s, columns);
	if (!s->is_grid)
		around_count(s, p);
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
		hint_texts(s, false, &p.hint);
		p.hint_lines = ui_texts_lines(&p.hint, area->columns - x);
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
	y += ui_texts_paint(a, area, y, x, UI_STRONG, &p.label);
	y += ui_texts_paint(a, area, y, x, UI_MUTED, &p.hint);
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
	ui_input_draw(a, s, input);
	parts_release(&p);
}

/* The table, and under it what belongs to the line with the focus. */
static void table_draw(struct app *a, struct ui_sitting *s, const struct ui_area *area)
{
	struct ui_area table = *area;
	struct parts p;
	int below_lines, y;

	parts_measure(a, s, area, &p);
	below_lines = p.hint_lines + p.reason_lines + p.known_lines;
	if (below_lines > area->lines / 2)
		below_lines = area->lines / 2;
	table.lines -= below_lines + (below_lines > 0);
	y = ui_grid_draw(a, s, &table);
	y += y + below_lines < area->lines;
	y += ui_paint_wrapped(a, area, y, 0, UI_WARN, p.reason.bytes);
	y += ui_texts_paint(a, area, y, 0, UI_MUTED, &p.hint);
	(void)ui_paint_wrapped(a, area, y, 0, UI_PLAIN, p.known.bytes);
	parts_release(&p);
}

struct ui_area ui_question_area(const struct ui_sitting *s)
{
	int columns = ui_outline_columns(s);
	struct ui_area right = s->body;

	if (columns > 0) {
		right.x += columns + 2;
		right.columns -= columns + 2;
	}
	if (right.columns > READING_COLUMNS)
		right.columns = READING_COLUMNS; /* longer lines are hard to read */
	return right;
}

void ui_question_draw(struct app *a, struct ui_sitting *s)
{
	int columns = ui_outline_columns(s);
	struct ui_area left = {s->body.y, s->body.x, s->body.lines, columns};
	struct ui_area right = ui_question_area(s);

	if (columns > 0) {
		ui_outline_draw(a, s, &left);
		ui_paint_bar(a, &s->body, columns);
	}
	ui_repeat_where_draw(a, s, &right);
	if (s->is_grid)
		table_draw(a, s, &right);
	else
		question_draw(a, s, &right);
}

void ui_sitting_head_add(const struct app *a, const struct ui_sitting *s, int follows,
			 struct str *out)
{
	enum { TITLE_LEAST = 6 };
	const char *title = ui_talk_title(&s->talk);
	struct str name = STR_INIT;
	int room = a->columns - follows;

	if (s->talk.iv)
		str_addf(&name, " %s %s", a->theme.marks[UI_MARK_DOT],
			 ui_talk_called(&s->talk));
	room -= text_columns(name.bytes, name.len);
	if (room < TITLE_LEAST)
		room = TITLE_LEAST;
	if (text_columns(title, strlen(title)) > room)
		ui_clip_told(out, title, strlen(title), room, 0);
	else
		str_add(out, title);
	str_add_bytes(out, name.bytes, name.len);
	str_release(&name);
}
