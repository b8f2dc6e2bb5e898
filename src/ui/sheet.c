/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet of a few fields.  Parent: any screen.  Data: copies of the fields, an editor
 * for each text.  Requests: Enter goes on and after the last field saves; Tab moves;
 * digits choose; Esc asks before it loses what was typed.
 */
#include "ui/sheet.h"

#include "ui/app.h"
#include "ui/ask.h"
#include "ui/editor.h"
#include "ui/field.h"

enum { DIGITS_MOST = 10, TEXT_LINES = 4, INDENT = 2 };

struct sheet_field {
	enum ui_field_kind kind;
	char *label, *hint, **keys, **labels;
	int count, at; /* at: choice with the focus */
	bool *is_chosen;
	enum date_sense sense;
	bool is_whole_day, is_required;
	bool has_moved; /* the focus was moved: Enter takes that choice */
	struct ui_editor editor;
	struct str value,
		shown; /* the value as it is given on; what a date was understood as */
	bool is_understood;
	bool is_fresh; /* a date that stood there: what is typed takes its place */
};

struct sheet {
	struct sheet_field *fields;
	int count, at, top; /* top: first field that is drawn */
	struct ui_area body;
	char *title;
	bool is_changed; /* and not saved yet */
	ui_sheet_save save;
	void (*release)(void *data);
	void *data;
};

static bool is_choice(const struct sheet_field *f)
{
	return f->kind == UI_FIELD_CHOICE || f->kind == UI_FIELD_CHOICES;
}

static bool list_holds(const char *list, const char *key)
{
	size_t len = strlen(key);

	for (const char *at = list; (at = strstr(at, key)); at += len) {
		if ((at == list || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
			return true;
	}
	return false;
}

static void understand(const struct app *a, struct sheet_field *f)
{
	struct date today = clock_today(a->clock);

	f->is_understood = true;
	if (f->kind == UI_FIELD_DATE && f->is_whole_day)
		f->is_understood =
			ui_day_understand(f->editor.text.bytes, &today, f->sense,
					  ui_language(a), &f->value, &f->shown);
	else if (f->kind == UI_FIELD_DATE)
		f->is_understood =
			ui_date_understand(f->editor.text.bytes, &today, f->sense,
					   ui_language(a), &f->value, &f->shown);
	else if (f->kind == UI_FIELD_TIME)
		f->is_understood =
			ui_time_understand(f->editor.text.bytes, &f->value, &f->shown);
	else
		ui_editor_take(&f->editor, &f->value);
}

static void choices_value(struct sheet_field *f)
{
	str_reset(&f->value);
	for (int i = 0; i < f->count; i++) {
		if (!f->is_chosen[i])
			continue;
		if (f->value.len)
			str_add_char(&f->value, ' ');
		str_add(&f->value, f->keys[i]);
	}
	f->is_understood = true;
}

static int choice_lines(const struct sheet_field *f)
{
	return is_choice(f) ? f->count : f->kind == UI_FIELD_TEXT ? TEXT_LINES : 1;
}

/* The field with the focus is open: label, hint and all choices; the others take one
 * line. */
static int field_lines(const struct sheet *s, int index)
{
	const struct sheet_field *f = &s->fields[index];

	if (index != s->at)
		return 1;
	return 1 + (f->hint ? ui_wrapped_lines(f->hint, s->body.columns - INDENT) : 0) +
	       choice_lines(f) + (f->kind == UI_FIELD_DATE || f->kind == UI_FIELD_TIME);
}

static void closed_draw(struct app *a, const struct sheet *s, int index, int y)
{
	const struct sheet_field *f = &s->fields[index];
	struct str line = STR_INIT;

	str_addf(&line, "  %s: ", f->label);
	for (int i = 0, n = 0; is_choice(f) && i < f->count; i++) {
		if (f->is_chosen[i])
			str_addf(&line, "%s%s", n++ ? ", " : "", f->labels[i]);
	}
	if (!is_choice(f))
		str_add(&line, f->shown.len ? f->shown.bytes : f->editor.text.bytes);
	(void)ui_paint(a, &s->body, y, 0, UI_PLAIN, line.bytes);
	str_release(&line);
}

static void choice_line(const struct app *a, const struct sheet_field *f, int i,
			struct str *out)
{
	str_addf(out, "  %s", i == f->at ? a->theme.marks[UI_MARK_HERE] : " ");
	str_addf(out, f->kind == UI_FIELD_CHOICE ? "(%s) " : "[%s] ",
		 f->is_chosen[i] ? "x" : " ");
	if (i < DIGITS_MOST)
		str_addf(out, "%d  ", (i + 1) % DIGITS_MOST);
	else
		str_add(out, "   ");
	str_add(out, f->labels[i]);
}

/* What does not fit is scrolled, the focus is always seen. */
static void choices_draw(struct app *a, const struct sheet *s,
			 const struct sheet_field *f, int y)
{
	struct str line = STR_INIT;
	int room = s->body.lines - y, top = f->at >= room ? f->at - room + 1 : 0;

	for (int i = top; i < f->count && i < top + room; i++) {
		str_reset(&line);
		choice_line(a, f, i, &line);
		(void)ui_paint(a, &s->body, y + i - top, 0,
			       i == f->at ? UI_FOCUS : UI_PLAIN, line.bytes);
		if (i == f->at)
			ui_cursor(a, &s->body, y + i - top, INDENT);
	}
	str_release(&line);
}

static void understood_draw(struct app *a, const struct sheet *s,
			    const struct sheet_field *f, int y)
{
	const char *text =
		f->is_understood ? f->shown.bytes : _("This is not clear yet.");

	ui_paint_field(a, &s->body, y, INDENT, s->body.columns - INDENT, UI_MUTED, text);
}

static struct ui_area editor_area(const struct sheet *s, int y)
{
	const struct sheet_field *f = &s->fields[s->at];
	struct ui_area area = s->body;

	area.y += y;
	area.x += INDENT;
	area.columns -= INDENT + 1;
	area.lines = f->kind == UI_FIELD_TEXT ? TEXT_LINES : 1;
	if (area.lines > s->body.lines - y)
		area.lines = s->body.lines - y;
	return area;
}

/* Where the value of the open field begins. */
static int open_line(const struct sheet *s)
{
	const struct sheet_field *f = &s->fields[s->at];

	return (s->at - s->top) + 1 +
	       (f->hint ? ui_wrapped_lines(f->hint, s->body.columns - INDENT) : 0);
}

static void value_draw(struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];
	struct ui_area area = editor_area(s, open_line(s));

	if (f->kind == UI_FIELD_DATE || f->kind == UI_FIELD_TIME)
		understood_draw(a, s, f, open_line(s) + 1);
	ui_editor_draw(a, &f->editor, &area, true);
}

static void open_draw(struct app *a, struct sheet *s, int y)
{
	struct sheet_field *f = &s->fields[s->at];

	(void)ui_paint(a, &s->body, y, 0, UI_FOCUS, a->theme.marks[UI_MARK_HERE]);
	(void)ui_paint(a, &s->body, y, INDENT, UI_STRONG, f->label);
	if (f->hint)
		(void)ui_paint_wrapped(a, &s->body, y + 1, INDENT, UI_MUTED, f->hint);
	if (is_choice(f))
		choices_draw(a, s, f, open_line(s));
	else
		value_draw(a, s);
}

static void draw(struct app *a, void *data)
{
	struct sheet *s = data;
	int y = 0, need;

	if (s->top > s->at)
		s->top = s->at;
	need = field_lines(s, s->at);
	while (s->top < s->at && s->at - s->top + need > s->body.lines)
		s->top++;
	for (int i = s->top; i < s->count && y < s->body.lines; i++) {
		if (i == s->at)
			open_draw(a, s, y);
		else
			closed_draw(a, s, i, y);
		y += field_lines(s, i);
	}
}

static void draw_field(struct app *a, void *data)
{
	struct sheet *s = data;

	if (!is_choice(&s->fields[s->at]))
		value_draw(a, s);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct sheet *s = data;

	(void)a;
	str_add(left, s->title);
	str_addf(right, _("%d of %d"), s->at + 1, s->count);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct sheet *s = data;

	(void)a;
	s->body = *body;
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct sheet *s = data;

	(void)a;
	if (s->at + 1 == s->count)
		return is_choice(&s->fields[s->at]) ? UI_MAP_SHEET_END
						    : UI_MAP_SHEET_TEXT_END;
	return is_choice(&s->fields[s->at]) ? UI_MAP_SHEET : UI_MAP_SHEET_TEXT;
}

static unsigned save(struct app *a, struct sheet *s)
{
	const char **values = mem_array((size_t)s->count, sizeof *values);
	struct error e = ERROR_INIT;
	enum err rc;

	for (int i = 0; i < s->count; i++)
		values[i] = s->fields[i].value.bytes;
	rc = s->save(a, s->data, values, &e);
	free(values);
	if (rc == OK)
		return UI_CLOSE;
	ui_error(a, &e);
	return UI_REDRAW;
}

/* The first field that cannot be saved as it is, or -1; the message says why. */
static int first_wrong(struct app *a, struct sheet *s)
{
	for (int i = 0; i < s->count; i++) {
		struct sheet_field *f = &s->fields[i];

		if (!is_choice(f))
			understand(a, f);
		if (!f->is_understood)
			ui_message(a,
				   _("%s: this is not clear yet. Type for example "
				     "3-5-2026."),
				   f->label);
		else if (f->is_required && f->value.len == 0)
			ui_message(a, _("%s: please fill this in."), f->label);
		else
			continue;
		return i;
	}
	return -1;
}

static unsigned go(struct app *a, struct sheet *s, int step)
{
	struct sheet_field *f = &s->fields[s->at];

	if (!is_choice(f))
		understand(a, f);
	if (!f->is_understood && step > 0) {
		ui_message(a, _("%s: this is not clear yet. Type for example 3-5-2026."),
			   f->label);
		return UI_REDRAW;
	}
	if (s->at + step >= 0 && s->at + step < s->count)
		s->at += step;
	return UI_REDRAW;
}

static unsigned save_if_right(struct app *a, struct sheet *s)
{
	int wrong = first_wrong(a, s);

	if (wrong < 0)
		return save(a, s);
	s->at = wrong;
	return UI_REDRAW;
}

static unsigned choose(struct app *a, struct sheet *s, int index)
{
	struct sheet_field *f = &s->fields[s->at];

	if (index < 0 || index >= f->count)
		return UI_NOTHING;
	f->at = index;
	if (f->kind == UI_FIELD_CHOICE)
		memset(f->is_chosen, 0, (size_t)f->count * sizeof *f->is_chosen);
	f->is_chosen[index] = f->kind == UI_FIELD_CHOICE || !f->is_chosen[index];
	f->has_moved = false;
	s->is_changed = true;
	choices_value(f);
	return f->kind == UI_FIELD_CHOICE && s->at + 1 < s->count ? go(a, s, 1)
								  : UI_REDRAW;
}

static unsigned enter_key(struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];
	bool is_last = s->at + 1 == s->count;

	if (f->kind == UI_FIELD_CHOICE && f->has_moved) {
		(void)choose(a, s, f->at); /* goes on by itself */
		return is_last ? save_if_right(a, s) : UI_REDRAW;
	}
	return is_last ? save_if_right(a, s) : go(a, s, 1);
}

static unsigned left_answered(struct app *a, void *data, int index)
{
	if (index == 0)
		return save_if_right(a, data);
	return index == 1 ? UI_CLOSE : UI_REDRAW;
}

/* Esc, ^S and ^C where something is typed that is not saved yet. */
static unsigned not_saved(struct app *a, struct sheet *s, enum ui_request r)
{
	const char *const answers[] = {_("save"), _("throw away")};

	if (r == UI_REQ_BACK)
		ui_ask(a, _("This is not saved yet."), answers, 2, left_answered, s);
	else if (r == UI_REQ_SAVED || r == UI_REQ_STOP)
		ui_message(a, "%s",
			   _("This is not saved yet: Enter at the last line does."));
	else
		return UI_IGNORED;
	return UI_REDRAW;
}

static unsigned choice_request(struct app *a, struct sheet *s, enum ui_request r,
			       int digit)
{
	struct sheet_field *f = &s->fields[s->at];

	if (r == UI_REQ_PICK)
		return choose(a, s, digit == 0 ? DIGITS_MOST - 1 : digit - 1);
	if (r == UI_REQ_TOGGLE)
		return choose(a, s, f->at);
	if (r == UI_REQ_UP || r == UI_REQ_DOWN) {
		f->at += r == UI_REQ_UP ? -1 : 1;
		f->at = f->at < 0 ? 0 : f->at >= f->count ? f->count - 1 : f->at;
		f->has_moved = true;
		return UI_REDRAW;
	}
	return UI_IGNORED;
}

static void text_changed(const struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];

	f->is_fresh = false;
	s->is_changed = true;
	understand(a, f);
}

static unsigned text_request(struct app *a, struct sheet *s, enum ui_request r)
{
	struct sheet_field *f = &s->fields[s->at];
	unsigned flags = ui_editor_request(&f->editor, r);

	if (flags & UI_FIELD)
		text_changed(a, s);
	if (flags == UI_IGNORED && (r == UI_REQ_UP || r == UI_REQ_DOWN))
		return go(a, s, r == UI_REQ_UP ? -1 : 1);
	return flags;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct sheet *s = data;

	if (s->is_changed && not_saved(a, s, r) != UI_IGNORED)
		return UI_REDRAW;
	if (r == UI_REQ_OPEN)
		return enter_key(a, s);
	if (r == UI_REQ_NEXT)
		return go(a, s, 1);
	if (r == UI_REQ_PREVIOUS)
		return go(a, s, -1);
	if (is_choice(&s->fields[s->at]))
		return choice_request(a, s, r, digit);
	return text_request(a, s, r);
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct sheet *s = data;
	struct sheet_field *f = &s->fields[s->at];
	unsigned flags;

	(void)is_paste;
	if (is_choice(f))
		return UI_NOTHING;
	if (f->is_fresh)
		(void)ui_editor_request(&f->editor, UI_REQ_CUT_BEGIN);
	flags = ui_editor_type(&f->editor, text, len);
	if (flags & UI_FIELD)
		text_changed(a, s);
	return flags;
}

static void texts_free(char **texts, int count)
{
	for (int i = 0; texts && i < count; i++)
		free(texts[i]);
	free(texts);
}

static void leave(struct app *a, void *data)
{
	struct sheet *s = data;

	(void)a;
	for (int i = 0; i < s->count; i++) {
		struct sheet_field *f = &s->fields[i];

		free(f->label);
		free(f->hint);
		texts_free(f->keys, f->count);
		texts_free(f->labels, f->count);
		free(f->is_chosen);
		ui_editor_release(&f->editor);
		str_release(&f->value);
		str_release(&f->shown);
	}
	free(s->fields);
	free(s->title);
	if (s->release)
		s->release(s->data);
	free(s);
}

static const struct ui_screen_ops sheet_ops = {
	.name = "sheet",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

static char **texts_copy(const char *const *texts, int count)
{
	char **copy = mem_array((size_t)count + 1, sizeof *copy);

	for (int i = 0; i < count; i++)
		copy[i] = mem_text(texts[i]);
	return copy;
}

static void field_init(const struct app *a, struct sheet_field *f,
		       const struct ui_field *from)
{
	*f = (struct sheet_field){.kind = from->kind,
				  .label = mem_text(from->label),
				  .hint = mem_text(from->hint),
				  .count = from->count,
				  .sense = from->sense,
				  .is_whole_day = from->is_whole_day,
				  .is_required = from->is_required,
				  .value = STR_INIT,
				  .shown = STR_INIT};
	ui_editor_init(&f->editor, from->kind == UI_FIELD_TEXT);
	if (is_choice(f)) {
		f->keys = texts_copy(from->keys, from->count);
		f->labels = texts_copy(from->labels, from->count);
		f->is_chosen = mem_array((size_t)from->count + 1, sizeof *f->is_chosen);
		for (int i = from->count - 1; i >= 0; i--) {
			f->is_chosen[i] =
				list_holds(from->value ? from->value : "", f->keys[i]);
			f->at = f->is_chosen[i] ? i : f->at;
		}
		choices_value(f);
		return;
	}
	if (from->kind == UI_FIELD_DATE)
		ui_date_typed(from->value, &f->value);
	else
		str_set(&f->value, from->value ? from->value : "");
	ui_editor_set(&f->editor, f->value.bytes);
	f->is_fresh = from->kind == UI_FIELD_DATE || from->kind == UI_FIELD_TIME;
	understand(a, f);
}

void ui_sheet_push(struct app *a, const char *heading, const struct ui_field *fields,
		   int count, ui_sheet_save save_call, void *data,
		   void (*release)(void *data))
{
	struct sheet *s = mem_new(sizeof *s);

	s->fields = mem_array((size_t)count, sizeof *s->fields);
	s->count = count;
	for (int i = 0; i < count; i++)
		field_init(a, &s->fields[i], &fields[i]);
	s->title = mem_text(heading);
	s->save = save_call;
	s->release = release;
	s->data = data;
	ui_push(a, &sheet_ops, s);
}
