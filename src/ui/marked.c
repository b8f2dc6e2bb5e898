/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/marked.h"

#include "ui/app.h"
#include "ui/ncurses.h"
#include "ui/talk.h"

static void marked_release(struct ui_marked *m)
{
	str_release(&m->text);
	free(m->marks.items);
	m->marks = (struct form_marks){NULL, 0, 0};
	m->is_rtl = false;
}

void ui_texts_release(struct ui_texts *t)
{
	for (int i = 0; i < UI_TEXTS_MOST; i++)
		marked_release(&t->items[i]);
	t->count = 0;
}

/* A language that has no such text borrows it from another one, which reads its own way. */
static bool reads_rtl(const struct ui_talk *talk, form_texts which, int language,
		      const struct str *text)
{
	return (which[language] && *which[language] &&
		form_language_is_rtl(talk->form, language)) ||
	       text_is_rtl(text->bytes, text->len);
}

static void marks_move(struct form_marks *marks, size_t by)
{
	for (size_t i = 0; i < marks->count; i++) {
		marks->items[i].from += by;
		marks->items[i].end += by;
	}
}

static void marked_join(struct ui_marked *to, struct ui_marked *from)
{
	str_add(&to->text, " / ");
	marks_move(&from->marks, to->text.len);
	str_add_bytes(&to->text, from->text.bytes, from->text.len);
	for (size_t i = 0; i < from->marks.count; i++) {
		VEC_ROOM(to->marks.items, to->marks.count, to->marks.room);
		to->marks.items[to->marks.count++] = from->marks.items[i];
	}
	marked_release(from);
}

static void item_add(struct ui_texts *t, struct ui_marked *m)
{
	if (m->text.len == 0)
		marked_release(m);
	else if (t->count > 0 && !m->is_rtl && !t->items[t->count - 1].is_rtl)
		marked_join(&t->items[t->count - 1], m);
	else if (t->count < UI_TEXTS_MOST)
		t->items[t->count++] = *m;
	else
		marked_release(m);
}

void ui_texts_add(struct ui_texts *t, const struct ui_talk *talk, int spot,
		  form_texts which, int language)
{
	struct ui_marked m = {STR_INIT, {NULL, 0, 0}, false};

	if (!which)
		return;
	form_filling_marked(talk->filling, spot, which, language, &m.text, &m.marks);
	m.is_rtl = reads_rtl(talk, which, language, &m.text);
	item_add(t, &m);
}

void ui_texts_add_plain(struct ui_texts *t, const char *text)
{
	struct ui_marked m = {STR_INIT, {NULL, 0, 0}, false};

	str_set(&m.text, text);
	m.is_rtl = text_is_rtl(text, strlen(text));
	item_add(t, &m);
}

void ui_texts_append(struct ui_texts *t, const char *between, const char *text)
{
	struct ui_marked *last = t->count > 0 ? &t->items[t->count - 1] : NULL;

	if (!*text)
		return;
	if (!last || last->is_rtl || text_is_rtl(text, strlen(text))) {
		ui_texts_add_plain(t, text);
		return;
	}
	str_add(&last->text, between);
	str_add(&last->text, text);
}

bool ui_texts_are_rtl(const struct ui_texts *t)
{
	for (int i = 0; i < t->count; i++)
		if (t->items[i].is_rtl)
			return true;
	return false;
}

void ui_texts_join(const struct ui_texts *t, struct str *out)
{
	for (int i = 0; i < t->count; i++) {
		str_add(out, i > 0 ? " / " : "");
		str_add(out, t->items[i].text.bytes);
	}
}

/* The gate changes lengths: each stretch goes through it alone, so that its marks stay with it. */
static void marked_gate(const struct ui_marked *m, struct ui_marked *safe)
{
	size_t at = 0;

	*safe = (struct ui_marked){STR_INIT, {NULL, 0, 0}, m->is_rtl};
	for (size_t i = 0; i < m->marks.count; i++) {
		struct form_marked mark = m->marks.items[i];

		if (mark.from < at || mark.end < mark.from || mark.end > m->text.len)
			continue;
		gate_add(&safe->text, m->text.bytes + at, mark.from - at, GATE_TEXT);
		at = mark.end;
		VEC_ROOM(safe->marks.items, safe->marks.count, safe->marks.room);
		safe->marks.items[safe->marks.count].from = safe->text.len;
		gate_add(&safe->text, m->text.bytes + mark.from, mark.end - mark.from,
			 GATE_TEXT);
		safe->marks.items[safe->marks.count].end = safe->text.len;
		safe->marks.items[safe->marks.count++].kinds = mark.kinds;
	}
	gate_add(&safe->text, m->text.bytes + at, m->text.len - at, GATE_TEXT);
}

/* In what is bold already a bold word is underlined. */
static attr_t attributes_of(const struct app *a, enum ui_style style, unsigned kinds)
{
	attr_t all = (attr_t)a->theme.attributes[style];

	if (kinds & FORM_MARK_BOLD)
		all |= all & A_BOLD ? A_UNDERLINE : A_BOLD;
	if (kinds & FORM_MARK_UNDERLINE)
		all |= A_UNDERLINE;
	return all;
}

/* Where the stretch of one look that begins at 'at' ends. */
static size_t stretch(const struct form_marks *marks, size_t at, size_t end, unsigned *kinds)
{
	*kinds = 0;
	for (size_t i = 0; i < marks->count; i++) {
		const struct form_marked *mark = &marks->items[i];

		if (mark->end <= at)
			continue;
		if (mark->from > at)
			return mark->from < end ? mark->from : end;
		*kinds = mark->kinds;
		return mark->end < end ? mark->end : end;
	}
	return end;
}

static void line_paint(struct app *a, const struct ui_area *area, int y, int x,
		       enum ui_style style, const struct ui_marked *m, size_t from, size_t end)
{
	unsigned kinds;

	if (m->is_rtl)
		x = area->columns - text_columns(m->text.bytes + from, end - from);
	while (from < end) {
		size_t to = stretch(&m->marks, from, end, &kinds);

		attrset(attributes_of(a, style, kinds));
		mvaddnstr(area->y + y, area->x + x, m->text.bytes + from, (int)(to - from));
		x += text_columns(m->text.bytes + from, to - from);
		from = to;
	}
	attrset(A_NORMAL);
}

static int marked_paint(struct app *a, const struct ui_area *area, int y, int x,
			enum ui_style style, const struct ui_marked *m)
{
	struct ui_marked safe;
	size_t at = 0, next = 0;
	int lines = 0;

	marked_gate(m, &safe);
	while (at < safe.text.len && y + lines < area->lines) {
		size_t len = ui_wrap(&safe.text, at, area->columns - x, &next);

		line_paint(a, area, y + lines, x, style, &safe, at, at + len);
		at += next;
		lines++;
	}
	marked_release(&safe);
	return lines;
}

int ui_texts_paint(struct app *a, const struct ui_area *area, int y, int x,
		   enum ui_style style, const struct ui_texts *t)
{
	int lines = 0;

	for (int i = 0; i < t->count && area->columns - x >= 2 && y >= 0; i++)
		lines += marked_paint(a, area, y + lines, x, style, &t->items[i]);
	return lines;
}

int ui_texts_lines(const struct ui_texts *t, int columns)
{
	int lines = 0;

	for (int i = 0; i < t->count; i++)
		lines += ui_wrapped_lines(t->items[i].text.bytes, columns);
	return lines;
}
