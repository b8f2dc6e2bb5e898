/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question in the last lines.  Parent: any screen, which stays visible.  Data: the
 * question, its answers or a line of text.  Requests: a digit answers; Enter keeps the
 * text; Esc answers nothing.
 */
#include "ui/ask.h"

#include "ui/app.h"
#include "ui/editor.h"

struct ask {
	struct str question; /* with "1 yes 2 no" behind it */
	int count, chosen;
	ui_answered answered; /* one of these two */
	ui_typed typed;
	ui_keep keep;			 /* NULL: nothing is kept before Enter */
	const struct ui_ask_told *told;	 /* NULL: nothing is told of it */
	struct str line;		 /* what is told */
	int64_t first_unsaved, last_key; /* by ui_now_ms; 0: all is kept */
	struct ui_editor editor;
	bool is_kept;
	void *data;
};

static struct ui_area box_of(const struct app *a, const struct ask *k)
{
	int extra = (k->typed ? 2 : 1) + (k->line.len > 0),
	    lines = ui_wrapped_lines(k->question.bytes, a->columns) + extra;

	lines = lines > a->lines / 2 ? a->lines / 2 : lines;
	return (struct ui_area){a->lines - lines, 0, lines, a->columns};
}

static void draw(struct app *a, void *data)
{
	struct ask *k = data;
	struct ui_area box = box_of(a, k), field = box;
	int lines;

	ui_paint_clear(a, &box);
	ui_paint_rule(a, &box, 0, NULL);
	box.y++;
	box.lines--;
	lines = ui_paint_wrapped(a, &box, 0, 0, UI_STRONG, k->question.bytes);
	if (k->line.len)
		ui_paint_field(a, &box, lines, 0, a->columns, UI_MUTED, k->line.bytes);
	if (k->typed) {
		field = (struct ui_area){a->lines - 1, 0, 1, a->columns};
		ui_editor_draw(a, &k->editor, &field, true);
	} else {
		ui_cursor(a, &box, lines ? lines - 1 : 0, 0);
	}
}

static void draw_field(struct app *a, void *data)
{
	struct ask *k = data;
	const struct ui_area field = {a->lines - 1, 0, 1, a->columns};

	if (k->typed)
		ui_editor_draw(a, &k->editor, &field, true);
}

static unsigned touched(struct ask *k, unsigned flags)
{
	if (flags & UI_FIELD && (k->keep || k->told)) {
		k->last_key = ui_now_ms();
		k->first_unsaved = k->first_unsaved ? k->first_unsaved : k->last_key;
	}
	return flags;
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct ask *k = data;
	int64_t pause = k->last_key + UI_PAUSE_MS,
		most = k->first_unsaved + UI_UNSAVED_MOST_MS;

	(void)a;
	if (!k->first_unsaved)
		return -1;
	return pause < most ? pause : most;
}

static void save(struct app *a, void *data)
{
	struct ask *k = data;
	struct str text = STR_INIT;

	if (!k->first_unsaved || !k->keep)
		return;
	k->first_unsaved = 0;
	ui_editor_take(&k->editor, &text);
	k->keep(a, k->data, text.bytes);
	str_release(&text);
}

static void tell(struct app *a, struct ask *k)
{
	struct str text = STR_INIT;

	k->first_unsaved = 0;
	str_reset(&k->line);
	ui_editor_take(&k->editor, &text);
	k->told->tell(a, k->data, text.bytes, &k->line);
	str_release(&text);
}

static unsigned tick(struct app *a, void *data)
{
	struct ask *k = data;

	if (k->told)
		tell(a, k);
	else
		save(a, data);
	return k->told ? UI_REDRAW : UI_HEADER;
}

static unsigned look(struct app *a, struct ask *k)
{
	struct str text = STR_INIT;
	unsigned flags = UI_NOTHING;

	tell(a, k); /* of what stands there now */
	ui_editor_take(&k->editor, &text);
	if (k->line.len)
		flags = k->told->look(a, k->data, text.bytes);
	str_release(&text);
	return flags | UI_REDRAW;
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct ask *k = data;

	(void)a;
	if (k->told)
		return UI_MAP_ASK_TOLD;
	return k->typed ? UI_MAP_ASK_TEXT : UI_MAP_ASK;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ask *k = data;

	(void)a;
	if (r == UI_REQ_BACK)
		return UI_CLOSE;
	if (r == UI_REQ_PICK && k->answered && digit >= 1 && digit <= k->count) {
		k->chosen = digit - 1;
		return UI_CLOSE;
	}
	if (r == UI_REQ_OPEN && k->answered) {
		k->chosen = 0; /* Enter takes the first */
		return UI_CLOSE;
	}
	if (r == UI_REQ_OPEN && k->typed) {
		k->is_kept = true;
		return UI_CLOSE;
	}
	if (r == UI_REQ_DOWN && k->told)
		return look(a, k);
	if (r == UI_REQ_FIND || r == UI_REQ_COMMANDS)
		return UI_NOTHING; /* first this question */
	return k->typed ? touched(k, ui_editor_request(&k->editor, r)) : UI_IGNORED;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct ask *k = data;

	(void)a;
	(void)is_paste;
	return k->typed ? touched(k, ui_editor_type(&k->editor, text, len)) : UI_NOTHING;
}

static void leave(struct app *a, void *data)
{
	struct ask *k = data;
	struct str text = STR_INIT;
	size_t index = a->depth - 1;
	unsigned flags = UI_NOTHING;

	if (k->typed)
		ui_editor_take(&k->editor, &text);
	if (!a->is_ending)
		flags = k->typed ? k->typed(a, k->data, k->is_kept ? text.bytes : NULL)
				 : k->answered(a, k->data, k->chosen);
	ui_editor_release(&k->editor);
	str_release(&k->question);
	str_release(&k->line);
	str_release(&text);
	free(k);
	ui_screen_apply(a, index, flags);
}

static const struct ui_screen_ops ask_ops = {
	.name = "ask",
	.map_now = map_now,
	.is_overlay = true,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.save = save,
	.wake = wake,
	.tick = tick,
	.leave = leave,
};

static struct ask *ask_new(const char *question, void *data)
{
	struct ask *k = mem_new(sizeof *k);

	k->question = k->line = (struct str)STR_INIT;
	str_set(&k->question, question);
	ui_editor_init(&k->editor, false);
	k->chosen = -1;
	k->data = data;
	return k;
}

void ui_ask(struct app *a, const char *question, const char *const *answers, int count,
	    ui_answered answered, void *data)
{
	struct ask *k = ask_new(question, data);
	struct str behind = STR_INIT;
	int columns;

	for (int i = 0; i < count; i++)
		str_addf(&behind, "  %d %s", i + 1, answers[i]);
	columns = text_columns(question, strlen(question)) +
		  text_columns(behind.bytes, behind.len);
	if (columns <= a->columns)
		str_add(&k->question, behind.bytes);
	else /* an answer is not split where that can be helped */
		str_addf(&k->question, "\n%s", behind.bytes + 2);
	str_release(&behind);
	k->count = count;
	k->answered = answered;
	ui_push(a, &ask_ops, k);
}

void ui_ask_text_kept(struct app *a, const char *question, const char *initial,
		      ui_typed typed, ui_keep keep, void *data)
{
	struct ask *k = ask_new(question, data);

	ui_editor_set(&k->editor, initial);
	k->typed = typed;
	k->keep = keep;
	ui_push(a, &ask_ops, k);
}

void ui_ask_text_told(struct app *a, const char *question, const char *initial,
		      ui_typed typed, const struct ui_ask_told *told, void *data)
{
	struct ask *k = ask_new(question, data);

	ui_editor_set(&k->editor, initial);
	k->typed = typed;
	k->told = told;
	ui_push(a, &ask_ops, k);
	if (!text_is_empty(initial))
		tell(a, k);
}

void ui_ask_text(struct app *a, const char *question, const char *initial, ui_typed typed,
		 void *data)
{
	ui_ask_text_kept(a, question, initial, typed, NULL, data);
}
