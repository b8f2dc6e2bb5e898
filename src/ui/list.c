/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/list.h"

#include "ui/app.h"

enum { DIGITS_MOST = 10 };

void ui_list_init(struct ui_list *l, ui_list_row row, void *data)
{
	*l = (struct ui_list){.row = row, .data = data, .lines = 1, .filter = STR_INIT};
}

void ui_list_release(struct ui_list *l)
{
	str_release(&l->filter);
	free(l->shown);
	l->shown = NULL;
	l->shown_count = l->shown_room = 0;
}

static int shown_count(const struct ui_list *l)
{
	return l->filter.len ? l->shown_count : l->count;
}

static int index_of(const struct ui_list *l, int position)
{
	if (position < 0 || position >= shown_count(l))
		return -1;
	return l->filter.len ? l->shown[position] : position;
}

static void at_bound(struct ui_list *l)
{
	int count = shown_count(l);

	if (l->at >= count)
		l->at = count - 1;
	if (l->at < 0)
		l->at = 0;
}

void ui_list_set_count(struct ui_list *l, int count)
{
	l->count = count;
	at_bound(l);
}

int ui_list_at(const struct ui_list *l)
{
	return index_of(l, l->at);
}

int ui_list_pick(const struct ui_list *l, int digit)
{
	return index_of(l, digit == 0 ? DIGITS_MOST - 1 : digit - 1);
}

void ui_list_focus(struct ui_list *l, int index)
{
	for (int i = 0; i < shown_count(l); i++) {
		if (index_of(l, i) == index)
			l->at = i;
	}
}

unsigned ui_list_request(struct ui_list *l, enum ui_request r)
{
	int page = l->lines > 1 ? l->lines - 1 : 1, last = shown_count(l) - 1;

	switch ((int)r) {
	case UI_REQ_UP:
		l->at--;
		break;
	case UI_REQ_DOWN:
		l->at++;
		break;
	case UI_REQ_PAGE_UP:
		l->at -= page;
		break;
	case UI_REQ_PAGE_DOWN:
		l->at += page;
		break;
	case UI_REQ_FIRST:
		l->at = 0;
		break;
	case UI_REQ_LAST:
		l->at = last;
		break;
	default:
		return UI_IGNORED;
	}
	at_bound(l);
	return UI_REDRAW;
}

static bool row_contains(const struct app *a, struct ui_list *l, int index,
			 const char *needle)
{
	struct str row = STR_INIT, folded = STR_INIT;
	bool found;

	(l->words ? l->words : l->row)(a, l->data, index, &row);
	text_fold(&folded, row.bytes, row.len);
	found = strstr(folded.bytes, needle) != NULL;
	str_release(&row);
	str_release(&folded);
	return found;
}

void ui_list_filter(const struct app *a, struct ui_list *l, const char *filter)
{
	struct str typed = STR_INIT, needle = STR_INIT;
	size_t room = (size_t)l->shown_room;

	str_set(&l->filter, filter);
	str_set(&typed, filter);
	text_trim(&typed);
	text_fold(&needle, typed.bytes, typed.len);
	str_release(&typed);
	l->shown_count = 0;
	for (int i = 0; i < l->count && l->filter.len; i++) {
		if (!row_contains(a, l, i, needle.bytes))
			continue;
		VEC_ROOM(l->shown, (size_t)l->shown_count, room);
		l->shown[l->shown_count++] = i;
	}
	l->shown_room = (int)room;
	l->at = 0;
	l->top = 0;
	str_release(&needle);
}

static void scroll(struct ui_list *l, int lines)
{
	int count = shown_count(l);

	l->lines = lines;
	at_bound(l);
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + lines)
		l->top = l->at - lines + 1;
	if (l->top > count - lines)
		l->top = count - lines;
	if (l->top < 0)
		l->top = 0;
}

static void row_draw(struct app *a, struct ui_list *l, const struct ui_area *area,
		     int position)
{
	bool here = position == l->at && !l->has_no_focus;
	struct str line = STR_INIT;

	str_add(&line, here ? a->theme.marks[UI_MARK_HERE] : " ");
	str_add_char(&line, ' ');
	if (l->has_digits)
		str_addf(&line, position < DIGITS_MOST ? "%d " : "  ",
			 (position + 1) % DIGITS_MOST);
	l->row(a, l->data, index_of(l, position), &line);
	ui_paint_field(a, area, position - l->top, 0, area->columns,
		       here ? UI_FOCUS : UI_PLAIN, line.bytes);
	if (here)
		ui_cursor(a, area, position - l->top, 0);
	str_release(&line);
}

void ui_list_draw(struct app *a, struct ui_list *l, const struct ui_area *area)
{
	int count = shown_count(l);

	if (area->lines < 1)
		return;
	l->columns = area->columns;
	scroll(l, area->lines);
	for (int y = 0; y < area->lines && l->top + y < count; y++)
		row_draw(a, l, area, l->top + y);
	if (count == 0 && l->empty)
		(void)ui_paint(a, area, 0, 2, UI_MUTED, l->empty);
	if (count == 0 && !l->has_no_focus)
		ui_cursor(a, area, 0, 0);
}
