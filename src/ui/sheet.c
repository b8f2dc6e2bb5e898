/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet of a few fields.  Parent: any screen.  Data: copies of the fields, an editor
 * for each text.  Requests: Enter goes on and after the last field saves; Tab moves;
 * digits choose; Esc asks before it loses what was typed.
 */
#include "ui/sheet.h"

#include "ui/ask.h"
#include "ui/field.h"
#include "ui/sheet_inner.h"

bool sheet_is_choice(const struct sheet_field *f)
{
	return f->kind == UI_FIELD_CHOICE || f->kind == UI_FIELD_CHOICES;
}

static bool list_holds(const char *list, const char *key)
{
	size_t len = strlen(key);

	if (len == 0) /* the choice of nothing */
		return *list == '\0';
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
	const struct sheet_field *f = &s->fields[s->at];
	bool is_last = s->at + 1 == s->count;

	(void)a;
	if (sheet_is_long(f))
		return is_last ? UI_MAP_SHEET_SEARCH_END : UI_MAP_SHEET_SEARCH;
	if (sheet_is_choice(f))
		return is_last ? UI_MAP_SHEET_END : UI_MAP_SHEET;
	return is_last ? UI_MAP_SHEET_TEXT_END : UI_MAP_SHEET_TEXT;
}

static unsigned save(struct app *a, struct sheet *s)
{
	const char **values = mem_array((size_t)s->count, sizeof *values);
	struct error e = ERROR_INIT;
	enum err rc;

	for (int i = 0; i < s->count; i++)
		values[i] = s->fields[i].value.bytes;
	rc = sheet_kept_settle(a, s, values, &e);
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

		if (!sheet_is_choice(f))
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

	if (!sheet_is_choice(f))
		understand(a, f);
	if (!f->is_understood && step > 0) {
		ui_message(a, _("%s: this is not clear yet. Type for example 3-5-2026."),
			   f->label);
		return UI_REDRAW;
	}
	sheet_search_clear(f);
	if (s->at + step >= 0 && s->at + step < s->count)
		s->at += step;
	if (s->is_changed)
		sheet_kept_touch(s);
	return UI_REDRAW;
}

static unsigned over_answered(struct app *a, void *data, int index)
{
	return index == 0 ? save(a, data) : UI_REDRAW;
}

/* What somebody else wrote meanwhile is not written over without a word. */
static unsigned save_over(struct app *a, struct sheet *s)
{
	const char *const answers[] = {_("save mine"), _("look first")};
	struct str names = STR_INIT, question = STR_INIT;

	unsigned flags = UI_REDRAW;

	sheet_kept_conflicts(s, &names);
	str_addf(&question, _("Changed meanwhile: %s. What you typed takes its place."),
		 names.bytes);
	if (names.len)
		ui_ask(a, question.bytes, answers, 2, over_answered, s);
	else
		flags = save(a, s);
	str_release(&names);
	str_release(&question);
	return flags;
}

static unsigned save_if_right(struct app *a, struct sheet *s)
{
	int wrong = first_wrong(a, s);

	if (wrong < 0)
		return save_over(a, s);
	s->at = wrong;
	return UI_REDRAW;
}

/* In the field with the focus. */
static void changed(struct sheet *s)
{
	s->fields[s->at].is_touched = true;
	s->is_changed = true;
	sheet_kept_touch(s);
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
	sheet_search_clear(f);
	choices_value(f);
	changed(s);
	return f->kind == UI_FIELD_CHOICE && s->at + 1 < s->count ? go(a, s, 1)
								  : UI_REDRAW;
}

static unsigned enter_key(struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];
	bool is_last = s->at + 1 == s->count;
	bool is_searched = sheet_is_long(f) && !ui_editor_is_empty(&f->editor);

	if (is_searched && !sheet_passes(f, f->at))
		return UI_NOTHING; /* nothing has these letters */
	if (f->kind == UI_FIELD_CHOICES && is_searched)
		return choose(a, s, f->at);
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
	if (index == 1)
		sheet_kept_forget(a, data);
	return index == 1 ? UI_CLOSE : UI_REDRAW;
}

/* Esc and ^C where something is typed that is not saved yet. */
static unsigned not_saved(struct app *a, struct sheet *s, enum ui_request r)
{
	const char *const answers[] = {_("save"), _("throw away")};

	if (r == UI_REQ_BACK)
		ui_ask(a, _("This is not saved yet."), answers, 2, left_answered, s);
	else if (r == UI_REQ_STOP)
		ui_message(a, "%s",
			   _("This is not saved yet: ^S does, or Enter at the last line."));
	else
		return UI_IGNORED;
	sheet_kept_save(a, s); /* when that fails it says so in the place of this */
	return UI_REDRAW;
}

static unsigned choice_request(struct app *a, struct sheet *s, enum ui_request r,
			       int digit)
{
	struct sheet_field *f = &s->fields[s->at];

	if (r == UI_REQ_PICK)
		return choose(a, s, digit == 0 ? UI_SHEET_DIGITS_MOST - 1 : digit - 1);
	if (r == UI_REQ_TOGGLE)
		return sheet_passes(f, f->at) ? choose(a, s, f->at) : UI_NOTHING;
	if (r == UI_REQ_UP || r == UI_REQ_DOWN) {
		sheet_choice_step(f, r == UI_REQ_UP ? -1 : 1);
		f->has_moved = true;
		return UI_REDRAW;
	}
	return sheet_search_request(f, r);
}

static void text_changed(const struct app *a, struct sheet *s)
{
	struct sheet_field *f = &s->fields[s->at];

	f->is_fresh = false;
	understand(a, f);
	changed(s);
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

	if (s->is_changed && r == UI_REQ_SAVED)
		return save_if_right(a, s); /* from any line: she need not go through the rest */
	if (s->is_changed && not_saved(a, s, r) != UI_IGNORED)
		return UI_REDRAW;
	if (r == UI_REQ_OPEN)
		return enter_key(a, s);
	if (r == UI_REQ_NEXT)
		return go(a, s, 1);
	if (r == UI_REQ_PREVIOUS)
		return go(a, s, -1);
	if (sheet_is_choice(&s->fields[s->at]))
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
	if (sheet_is_long(f) && ui_editor_is_empty(&f->editor) && len == 1 && *text >= '0' &&
	    *text <= '9')
		return choice_request(a, s, UI_REQ_PICK, *text - '0');
	if (sheet_is_choice(f))
		return sheet_search_type(f, text, len);
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

	sheet_kept_save(a, s); /* closed for another woman */
	for (int i = 0; i < s->count; i++) {
		struct sheet_field *f = &s->fields[i];

		free(f->was);
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
	.draw = sheet_draw,
	.draw_field = sheet_draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.save = sheet_kept_save,
	.wake = sheet_kept_wake,
	.tick = sheet_kept_tick,
	.leave = leave,
};

static char **texts_copy(const char *const *texts, int count)
{
	char **copy = mem_array((size_t)count + 1, sizeof *copy);

	for (int i = 0; i < count; i++)
		copy[i] = mem_text(texts[i]);
	return copy;
}

static void choices_set(struct sheet_field *f, const char *keys)
{
	for (int i = f->count - 1; i >= 0; i--) {
		f->is_chosen[i] = list_holds(keys, f->keys[i]);
		f->at = f->is_chosen[i] ? i : f->at;
	}
	choices_value(f);
}

void sheet_field_set(const struct app *a, struct sheet_field *f, const char *typed)
{
	if (sheet_is_choice(f)) {
		choices_set(f, typed);
		return;
	}
	ui_editor_set(&f->editor, typed);
	f->is_fresh = false;
	understand(a, f);
}

/* The word of a list as a heading. */
static char *capital(const char *label)
{
	char *copy = mem_text(label);

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return copy;
}

static void field_init(const struct app *a, struct sheet_field *f,
		       const struct ui_field *from)
{
	*f = (struct sheet_field){.kind = from->kind,
				  .label = capital(from->label),
				  .was = mem_text(from->value ? from->value : ""),
				  .hint = mem_text(from->hint),
				  .count = from->count,
				  .sense = from->sense,
				  .is_whole_day = from->is_whole_day,
				  .is_required = from->is_required,
				  .value = STR_INIT,
				  .shown = STR_INIT};
	ui_editor_init(&f->editor, from->kind == UI_FIELD_TEXT);
	if (sheet_is_choice(f)) {
		f->keys = texts_copy(from->keys, from->count);
		f->labels = texts_copy(from->labels, from->count);
		f->is_chosen = mem_array((size_t)from->count + 1, sizeof *f->is_chosen);
		choices_set(f, f->was);
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

void ui_sheet_push_kept(struct app *a, const char *heading, const struct ui_field *fields,
			int count, ui_sheet_save save_call, void *data,
			void (*release)(void *data), const struct care_kept_place *place)
{
	struct sheet *s = mem_new(sizeof *s);

	s->fields = mem_array((size_t)count, sizeof *s->fields);
	s->count = count;
	for (int i = 0; i < count; i++)
		field_init(a, &s->fields[i], &fields[i]);
	s->title = capital(heading);
	s->save = save_call;
	s->release = release;
	s->data = data;
	s->place = place;
	sheet_kept_load(a, s);
	ui_push(a, &sheet_ops, s);
}

void ui_sheet_push(struct app *a, const char *heading, const struct ui_field *fields,
		   int count, ui_sheet_save save_call, void *data,
		   void (*release)(void *data))
{
	ui_sheet_push_kept(a, heading, fields, count, save_call, data, release, NULL);
}
