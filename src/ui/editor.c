/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor.h"

#include "ui/app.h"

/* Runs of the same kind of change are one step of undo. */
enum { CHANGE_NONE, CHANGE_TYPE, CHANGE_DELETE, CHANGE_CUT };

void ui_editor_init(struct ui_editor *ed, bool is_multiline)
{
	*ed = (struct ui_editor){.text = STR_INIT,
				 .limit = UI_EDITOR_BYTES_MOST,
				 .is_multiline = is_multiline,
				 .columns = 80,
				 .lines = 1,
				 .wish = -1};
}

static void steps_drop(struct ui_undo *steps, size_t *count)
{
	for (size_t i = 0; i < *count; i++)
		free(steps[i].text);
	*count = 0;
}

void ui_editor_release(struct ui_editor *ed)
{
	steps_drop(ed->undo, &ed->undo_count);
	steps_drop(ed->redo, &ed->redo_count);
	free(ed->undo);
	free(ed->redo);
	str_release(&ed->text);
	ui_editor_init(ed, ed->is_multiline);
}

void ui_editor_set(struct ui_editor *ed, const char *text)
{
	steps_drop(ed->undo, &ed->undo_count);
	steps_drop(ed->redo, &ed->redo_count);
	str_set(&ed->text, text ? text : "");
	ed->cursor = ed->text.len;
	ed->top = 0;
	ed->left = 0;
	ed->is_new = true;
	ed->wish = -1;
	ed->last_change = CHANGE_NONE;
}

void ui_editor_set_cursor(struct ui_editor *ed, size_t at)
{
	size_t here = 0, next;

	while (here < ed->text.len) {
		next = text_next(ed->text.bytes, ed->text.len, here);
		if (next > at)
			break;
		here = next;
	}
	ed->cursor = here;
	ed->wish = -1;
}

static void step_add(struct ui_undo **steps, size_t *count, size_t *room,
		     const struct ui_editor *ed)
{
	if (*count == UI_UNDO_MOST) {
		free((*steps)[0].text);
		memmove(*steps, *steps + 1, (*count - 1) * sizeof **steps);
		--*count;
	}
	VEC_ROOM(*steps, *count, *room);
	(*steps)[(*count)++] =
		(struct ui_undo){mem_bytes(ed->text.bytes, ed->text.len), ed->cursor};
}

static void before_change(struct ui_editor *ed, int kind)
{
	steps_drop(ed->redo, &ed->redo_count);
	if (kind == CHANGE_CUT || kind != ed->last_change)
		step_add(&ed->undo, &ed->undo_count, &ed->undo_room, ed);
	ed->last_change = kind;
	ed->wish = -1;
}

static unsigned step_take(struct ui_editor *ed, bool is_undo)
{
	struct ui_undo step;

	if (is_undo ? ed->undo_count == 0 : ed->redo_count == 0)
		return UI_NOTHING;
	if (is_undo) {
		step_add(&ed->redo, &ed->redo_count, &ed->redo_room, ed);
		step = ed->undo[--ed->undo_count];
	} else {
		step_add(&ed->undo, &ed->undo_count, &ed->undo_room, ed);
		step = ed->redo[--ed->redo_count];
	}
	str_set(&ed->text, step.text);
	ed->cursor = step.cursor;
	free(step.text);
	ed->last_change = CHANGE_NONE;
	ed->wish = -1;
	return UI_FIELD;
}

/* What may stand in a field: one line or more, no control characters, whole UTF-8. */
static void clean_add(struct str *out, const char *text, size_t len, bool is_multiline)
{
	for (size_t i = 0; i < len;) {
		uint32_t code = 0;
		size_t used = (size_t)text_decode(text + i, len - i, &code);

		if (used == 0)
			break;
		if (code == '\n' && is_multiline)
			str_add_char(out, '\n');
		else if (code == '\n' || code == '\t')
			str_add_char(out, ' ');
		else if (code >= ' ' && code != 0x7f && !(code >= 0x80 && code < 0xa0))
			str_add_bytes(out, text + i, used);
		i += used;
	}
}

/* The first boundary at or behind at: typing a combining mark moves the boundary. */
static size_t boundary_after(const struct str *text, size_t at)
{
	size_t here = at < 64 ? 0 : text_prev(text->bytes, at, at - 32);

	while (here < at && here < text->len)
		here = text_next(text->bytes, text->len, here);
	return here;
}

unsigned ui_editor_type(struct ui_editor *ed, const char *text, size_t len)
{
	struct str clean = STR_INIT;
	size_t room = ed->limit > ed->text.len ? ed->limit - ed->text.len : 0;
	bool is_word_end;

	clean_add(&clean, text, len, ed->is_multiline);
	if (clean.len > room) /* what fits is worth more than nothing */
		str_cut(&clean, text_prev(clean.bytes, clean.len, room + 1));
	if (clean.len == 0) {
		str_release(&clean);
		return UI_NOTHING;
	}
	is_word_end = clean.len == 1 && clean.bytes[0] == ' ';
	before_change(ed, CHANGE_TYPE);
	str_insert(&ed->text, ed->cursor, clean.bytes, clean.len);
	ed->cursor = boundary_after(&ed->text, ed->cursor + clean.len);
	if (is_word_end)
		ed->last_change = CHANGE_NONE; /* undo goes word by word */
	str_release(&clean);
	return UI_FIELD;
}

static unsigned cut(struct ui_editor *ed, size_t from, size_t to, int kind)
{
	if (from >= to)
		return UI_NOTHING;
	before_change(ed, kind);
	str_remove(&ed->text, from, to - from);
	ed->cursor = from;
	return UI_FIELD;
}

static size_t line_begin(const struct ui_editor *ed)
{
	size_t at = ed->cursor;

	while (at > 0 && ed->text.bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct ui_editor *ed)
{
	return ed->cursor + strcspn(ed->text.bytes + ed->cursor, "\n");
}

static unsigned go(struct ui_editor *ed, size_t at)
{
	ed->wish = -1;
	ed->last_change = CHANGE_NONE;
	if (at == ed->cursor)
		return UI_NOTHING;
	ed->cursor = at;
	return UI_FIELD;
}

/* The wrapped line that holds place: where it begins and ends, and its number. */
struct line_place {
	size_t begin, end;
	int number;
};

static struct line_place line_at(const struct ui_editor *ed, int columns, size_t begin,
				 int number, size_t *next)
{
	size_t rest = ed->text.len - begin, step = 0;
	size_t used = text_wrap(ed->text.bytes + begin, rest, columns, &step);

	*next = begin + step;
	return (struct line_place){begin, begin + used, number};
}

/* The line after line, which ends at next; false when it was the last. */
static bool line_follow(const struct ui_editor *ed, int columns, struct line_place *line,
			size_t *next)
{
	size_t len = ed->text.len;

	if (*next < len) {
		*line = line_at(ed, columns, *next, line->number + 1, next);
		return true;
	}
	/* a newline at the very end opens one more, empty line */
	if (len == 0 || ed->text.bytes[len - 1] != '\n' || line->begin == len)
		return false;
	*line = (struct line_place){len, len, line->number + 1};
	return true;
}

/* The line with this number, or (number -1) the one that holds place; else the last. */
static struct line_place line_walk(const struct ui_editor *ed, int columns, size_t place,
				   int number)
{
	size_t next;
	struct line_place line = line_at(ed, columns, 0, 0, &next);

	while (number >= 0 ? line.number < number : place >= next) {
		if (!line_follow(ed, columns, &line, &next))
			break;
	}
	return line;
}

static int wrap_columns(const struct ui_editor *ed)
{
	return ed->columns > 2 ? ed->columns - 1
			       : 2; /* one column for the cursor behind the text */
}

static unsigned vertical(struct ui_editor *ed, int step)
{
	int columns = wrap_columns(ed), used = 0;
	struct line_place here, there;
	size_t fit;

	if (!ed->is_multiline)
		return UI_IGNORED;
	here = line_walk(ed, columns, ed->cursor, -1);
	if (here.number + step < 0)
		return UI_IGNORED;
	there = line_walk(ed, columns, 0, here.number + step);
	if (there.number == here.number)
		return UI_IGNORED;
	if (ed->wish < 0)
		ed->wish = text_columns(ed->text.bytes + here.begin,
					ed->cursor - here.begin);
	fit = text_fit(ed->text.bytes + there.begin, there.end - there.begin, ed->wish,
		       &used);
	ed->cursor = there.begin + fit;
	ed->last_change = CHANGE_NONE;
	return UI_FIELD;
}

unsigned ui_editor_request(struct ui_editor *ed, enum ui_request r)
{
	const char *text = ed->text.bytes;
	size_t len = ed->text.len;

	switch ((int)r) {
	case UI_REQ_LEFT:
		return go(ed, text_prev(text, len, ed->cursor));
	case UI_REQ_RIGHT:
		return go(ed, text_next(text, len, ed->cursor));
	case UI_REQ_LINE_BEGIN:
		return go(ed, line_begin(ed));
	case UI_REQ_LINE_END:
		return go(ed, line_end(ed));
	case UI_REQ_UP:
		return vertical(ed, -1);
	case UI_REQ_DOWN:
		return vertical(ed, 1);
	case UI_REQ_BACKSPACE:
		return cut(ed, text_prev(text, len, ed->cursor), ed->cursor,
			   CHANGE_DELETE);
	case UI_REQ_DELETE:
		return cut(ed, ed->cursor, text_next(text, len, ed->cursor),
			   CHANGE_DELETE);
	case UI_REQ_CUT_WORD:
		return cut(ed, text_word_prev(text, len, ed->cursor), ed->cursor,
			   CHANGE_CUT);
	case UI_REQ_CUT_BEGIN:
		return cut(ed, line_begin(ed), ed->cursor, CHANGE_CUT);
	case UI_REQ_CUT_END:
		return cut(ed, ed->cursor, line_end(ed), CHANGE_CUT);
	case UI_REQ_NEWLINE:
		return ed->is_multiline ? ui_editor_type(ed, "\n", 1) : UI_NOTHING;
	case UI_REQ_UNDO:
		return step_take(ed, true);
	case UI_REQ_REDO:
		return step_take(ed, false);
	default:
		return UI_IGNORED;
	}
}

void ui_editor_take(const struct ui_editor *ed, struct str *out)
{
	str_set(out, ed->text.bytes);
	text_trim(out);
	text_nfc(out);
}

bool ui_editor_is_empty(const struct ui_editor *ed)
{
	return strspn(ed->text.bytes, " \n\t") == ed->text.len;
}

int ui_editor_wrapped(const struct ui_editor *ed, int columns)
{
	if (!ed->is_multiline)
		return 1;
	return line_walk(ed, columns > 2 ? columns - 1 : 2, ed->text.len, -1).number + 1;
}

/* One line on screen: the text, then the underscores that show the field. */
static void line_paint(struct app *a, const struct ui_editor *ed,
		       const struct ui_area *area, int y, size_t begin, size_t end)
{
	struct str line = STR_INIT, shown = STR_INIT;

	if (ed->is_masked) {
		for (size_t at = begin; at < end; at = text_next(ed->text.bytes, end, at))
			str_add_char(&shown, '*');
	} else {
		str_add_bytes(&shown, ed->text.bytes + begin, end - begin);
	}
	ui_clip(&line, shown.bytes, shown.len, area->columns, '_');
	ui_paint_field(a, area, y, 0, area->columns, UI_PLAIN, line.bytes);
	str_release(&line);
	str_release(&shown);
}

/* A text that stands there already is seen as far as it fits, from its end. */
static void single_open(struct ui_editor *ed, int columns)
{
	ed->is_new = false;
	while (ed->left < ed->cursor &&
	       text_columns(ed->text.bytes + ed->left, ed->cursor - ed->left) >= columns)
		ed->left = text_next(ed->text.bytes, ed->text.len, ed->left);
}

/* Scrolls so that the cursor is seen, by half a field at a time. */
static void single_scroll(struct ui_editor *ed, int columns)
{
	if (ed->is_new && columns > 1)
		single_open(ed, columns);
	if (ed->cursor < ed->left)
		ed->left = ed->cursor;
	if (ed->left > ed->text.len)
		ed->left = ed->text.len;
	while (text_columns(ed->text.bytes + ed->left, ed->cursor - ed->left) >=
	       columns) {
		for (int i = 0; i < columns / 2 && ed->left < ed->cursor; i++)
			ed->left = text_next(ed->text.bytes, ed->text.len, ed->left);
		if (columns < 2)
			break;
	}
	if (ed->left > 0 && text_columns(ed->text.bytes, ed->text.len) < columns)
		ed->left = 0;
}

static int shown_columns(const struct ui_editor *ed, size_t from, size_t to)
{
	int count = 0;

	if (!ed->is_masked) {
		struct str safe = STR_INIT;

		gate_add(&safe, ed->text.bytes + from, to - from, GATE_LINE);
		count = text_columns(safe.bytes, safe.len);
		str_release(&safe);
		return count;
	}
	for (; from < to; from = text_next(ed->text.bytes, to, from))
		count++;
	return count;
}

static void single_draw(struct app *a, struct ui_editor *ed, const struct ui_area *area,
			bool has_focus)
{
	single_scroll(ed, area->columns);
	line_paint(a, ed, area, 0, ed->left, ed->text.len);
	if (has_focus)
		ui_cursor(a, area, 0, shown_columns(ed, ed->left, ed->cursor));
}

static void multi_scroll(struct ui_editor *ed, int at, int lines)
{
	if (at < ed->top)
		ed->top = at;
	if (at >= ed->top + lines)
		ed->top = at - lines + 1;
}

static void multi_draw(struct app *a, struct ui_editor *ed, const struct ui_area *area,
		       bool has_focus)
{
	int columns = wrap_columns(ed);
	struct line_place here = line_walk(ed, columns, ed->cursor, -1);
	struct line_place line;
	bool is_there;
	size_t next;

	multi_scroll(ed, here.number, area->lines);
	line = line_walk(ed, columns, 0, ed->top);
	is_there = line.number == ed->top;
	if (line.begin < ed->text.len)
		line = line_at(ed, columns, line.begin, line.number, &next);
	else
		next = ed->text.len;
	for (int y = 0; y < area->lines; y++) {
		line_paint(a, ed, area, y, is_there ? line.begin : 0,
			   is_there ? line.end : 0);
		is_there = is_there && line_follow(ed, columns, &line, &next);
	}
	if (has_focus)
		ui_cursor(a, area, here.number - ed->top,
			  shown_columns(ed, here.begin,
					ed->cursor < here.end ? ed->cursor : here.end));
}

void ui_editor_draw(struct app *a, struct ui_editor *ed, const struct ui_area *area,
		    bool has_focus)
{
	ed->columns = area->columns;
	ed->lines = area->lines;
	if (area->lines < 1 || area->columns < 1)
		return;
	if (ed->is_multiline)
		multi_draw(a, ed, area, has_focus);
	else
		single_draw(a, ed, area, has_focus);
}
