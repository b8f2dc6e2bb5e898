/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/secret_field.h"

#include "ui/app.h"

void ui_secret_field_release(struct ui_secret_field *f)
{
	secret_release(&f->text);
	f->cursor = 0;
}

static bool is_inner(const struct secret *s, size_t at)
{
	return at < s->len && ((unsigned char)s->bytes[at] & 0xC0) == 0x80;
}

static size_t before(const struct ui_secret_field *f, size_t at)
{
	if (at > 0)
		at--;
	while (at > 0 && is_inner(&f->text, at))
		at--;
	return at;
}

static size_t after(const struct ui_secret_field *f, size_t at)
{
	if (at < f->text.len)
		at++;
	while (is_inner(&f->text, at))
		at++;
	return at;
}

static int characters(const struct ui_secret_field *f, size_t from, size_t to)
{
	int count = 0;

	for (; from < to; from = after(f, from))
		count++;
	return count;
}

int ui_secret_field_count(const struct ui_secret_field *f)
{
	return characters(f, 0, f->text.len);
}

static void reverse(char *bytes, size_t len)
{
	for (size_t i = 0; i < len / 2; i++) {
		char c = bytes[i];

		bytes[i] = bytes[len - 1 - i];
		bytes[len - 1 - i] = c;
	}
}

/* The last len bytes to the cursor, without a copy anywhere else. */
static void turn_in(struct ui_secret_field *f, size_t len)
{
	char *from = f->text.bytes + f->cursor;
	size_t rest = f->text.len - f->cursor;

	reverse(from, rest - len);
	reverse(from + rest - len, len);
	reverse(from, rest);
	f->cursor += len;
}

unsigned ui_secret_field_type(struct ui_secret_field *f, const char *text, size_t len)
{
	size_t line = 0;

	while (line < len && (unsigned char)text[line] >= ' ' && text[line] != 0x7F)
		line++;
	if (line == 0 || !text_is_utf8(text, line) || !secret_add(&f->text, text, line))
		return UI_NOTHING;
	turn_in(f, line);
	return UI_FIELD;
}

static unsigned cut(struct ui_secret_field *f, size_t from, size_t to)
{
	size_t rest = f->text.len - to;

	if (from < to) {
		memmove(f->text.bytes + from, f->text.bytes + to, rest);
		secret_cut(&f->text, from + rest);
	}
	f->cursor = from;
	return UI_FIELD;
}

/* Of what is not seen a word is not known either: ^W takes the last run without a blank. */
static size_t word_begin(const struct ui_secret_field *f)
{
	size_t at = f->cursor;

	while (at > 0 && f->text.bytes[at - 1] == ' ')
		at--;
	while (at > 0 && f->text.bytes[at - 1] != ' ')
		at--;
	return at;
}

static unsigned go(struct ui_secret_field *f, size_t at)
{
	f->cursor = at;
	return UI_FIELD;
}

unsigned ui_secret_field_request(struct ui_secret_field *f, enum ui_request r)
{
	if (r == UI_REQ_LEFT)
		return go(f, before(f, f->cursor));
	if (r == UI_REQ_RIGHT)
		return go(f, after(f, f->cursor));
	if (r == UI_REQ_LINE_BEGIN)
		return go(f, 0);
	if (r == UI_REQ_LINE_END)
		return go(f, f->text.len);
	if (r == UI_REQ_BACKSPACE)
		return cut(f, before(f, f->cursor), f->cursor);
	if (r == UI_REQ_DELETE)
		return cut(f, f->cursor, after(f, f->cursor));
	if (r == UI_REQ_CUT_BEGIN)
		return cut(f, 0, f->cursor);
	if (r == UI_REQ_CUT_END)
		return cut(f, f->cursor, f->text.len);
	if (r == UI_REQ_CUT_WORD)
		return cut(f, word_begin(f), f->cursor);
	return r == UI_REQ_UNDO || r == UI_REQ_REDO ? UI_NOTHING : UI_IGNORED;
}

/* One character at a time, so that the whole never lies in memory that is not locked. */
static void shown_draw(struct app *a, const struct ui_secret_field *f,
		       const struct ui_area *area, int first)
{
	size_t at = 0;

	for (int i = 0; at < f->text.len; i++) {
		size_t next = after(f, at);
		char one[5] = "";

		memcpy(one, f->text.bytes + at, next - at < 5 ? next - at : 4);
		if (i >= first && i - first < area->columns)
			ui_paint_field(a, area, 0, i - first, 1, UI_PLAIN,
				       text_columns(one, strlen(one)) == 1 ? one : "?");
		at = next;
	}
}

void ui_secret_field_draw(struct app *a, const struct ui_secret_field *f,
			  const struct ui_area *area, bool has_focus)
{
	int at = characters(f, 0, f->cursor), count = ui_secret_field_count(f), first = 0;

	if (area->lines < 1 || area->columns < 1)
		return;
	if (at >= area->columns)
		first = at - area->columns + 1;
	for (int x = 0; x < area->columns; x++)
		(void)ui_paint(a, area, 0, x, UI_PLAIN, first + x < count ? "*" : "_");
	if (f->is_shown)
		shown_draw(a, f, area, first);
	if (has_focus)
		ui_cursor(a, area, 0, at - first);
}
