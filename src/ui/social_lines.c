/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/social_lines.h"

#include "ui/woman.h"

enum {
	PAGE = 50,
	NARROW = 60,
	WIDE = 100,
	MARK_COLUMNS = 9,
	WIDE_MARK_COLUMNS = 22,
	PHONE_COLUMNS = 13,
	PLACE_COLUMNS = 12
};

static const struct map_line *line_at(const struct ui_social_lines *l, int index)
{
	return index >= 0 && (size_t)index < l->line_count ? l->lines[index] : NULL;
}

const struct map_line *ui_social_lines_focus(const struct ui_social_lines *l)
{
	return line_at(l, ui_list_at(&l->list));
}

bool ui_social_lines_have_more(const struct ui_social_lines *l)
{
	return l->page_count > 0 && l->pages[l->page_count - 1].has_more;
}

static void pages_release(struct ui_social_lines *l)
{
	for (size_t i = 0; i < l->page_count; i++)
		map_lines_release(&l->pages[i]);
	l->page_count = l->line_count = 0;
	ui_list_set_count(&l->list, 0);
}

static void page_add(struct ui_social_lines *l, const struct map_lines *page)
{
	VEC_ROOM(l->pages, l->page_count, l->page_room);
	l->pages[l->page_count++] = *page;
	for (int i = 0; i < page->count; i++) {
		VEC_ROOM(l->lines, l->line_count, l->line_room);
		l->lines[l->line_count++] = &page->items[i];
	}
	ui_list_set_count(&l->list, (int)l->line_count);
}

bool ui_social_lines_go_on(struct app *a, struct ui_social_lines *l, const char *typed,
			   const struct map_filter *filter)
{
	struct error e = ERROR_INIT;
	struct map_lines page = {.arena = ARENA_INIT};
	enum err rc = map_browse(care_map(a->session), typed, filter, PAGE,
				 line_at(l, l->list.count - 1), &page, &e);

	if (rc != OK)
		ui_error(a, &e);
	if (rc != OK || (page.count == 0 && l->page_count > 0)) {
		map_lines_release(&page);
		if (l->page_count > 0)
			l->pages[l->page_count - 1].has_more = false;
		return false;
	}
	page_add(l, &page);
	return page.count > 0;
}

void ui_social_lines_read(struct app *a, struct ui_social_lines *l, const char *typed,
			  const struct map_filter *filter)
{
	pages_release(l);
	l->list.at = l->list.top = 0;
	(void)ui_social_lines_go_on(a, l, typed, filter);
}

void ui_social_lines_refresh(struct app *a, struct ui_social_lines *l, const char *typed,
			     const struct map_filter *filter)
{
	const struct map_line *line = ui_social_lines_focus(l);
	char *id = line ? mem_text(line->id) : NULL;
	int at = l->list.at, found = -1;

	ui_social_lines_read(a, l, typed, filter);
	for (int i = 0; id && found < 0; i++) {
		if (i >= l->list.count &&
		    (i > at + PAGE || !ui_social_lines_have_more(l) ||
		     !ui_social_lines_go_on(a, l, typed, filter)))
			break;
		line = line_at(l, i);
		found = line && text_equal(line->id, id) ? i : -1;
	}
	l->list.at = found < 0 ? at : found;
	ui_list_set_count(&l->list, l->list.count);
	free(id);
}

void ui_checked_add(const struct app *a, const char *checked_on, bool is_stale, struct str *out)
{
	struct date on = ui_date_of(checked_on);
	struct str day = STR_INIT;

	ui_date_add(a, &on, DATE_LONG, &day);
	if (day.len == 0)
		str_add(out, _("never checked"));
	else if (is_stale)
		str_addf(out, _("not checked for long (last on %s)"), day.bytes);
	else
		str_addf(out, _("checked on %s"), day.bytes);
	str_release(&day);
}

static const char *mark_of(const struct map_line *line, bool is_wide)
{
	if (!line->is_open)
		return _("not open");
	if (!line->is_stale)
		return "";
	return is_wide ? _("not checked for long") : _("check it");
}

static void narrow_row(const struct app *a, const struct map_line *line, int columns,
		       struct str *out)
{
	int name = columns - PHONE_COLUMNS - 2;

	ui_cell(out, *mark_of(line, false) ? a->theme.marks[UI_MARK_OPEN] : "", 1);
	ui_cell(out, line->name, name > 1 ? name : 1);
	str_add(out, line->phone);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct map_line *line = line_at(data, index);
	int columns = a->columns - 2, rest;
	bool is_wide = columns >= WIDE;
	int place = is_wide ? PLACE_COLUMNS + 6 : PLACE_COLUMNS;
	int mark = is_wide ? WIDE_MARK_COLUMNS : MARK_COLUMNS;

	if (columns < NARROW) {
		narrow_row(a, line, columns - 1, out);
		return;
	}
	rest = columns - place - PHONE_COLUMNS - mark - 4;
	if (line->kind == MAP_ORGANISATION) {
		ui_cell(out, line->name, rest + 1);
	} else {
		ui_cell(out, line->name, rest * 3 / 5);
		ui_cell(out, line->organisation_name, rest - rest * 3 / 5);
	}
	ui_cell(out, line->place, place);
	ui_cell(out, line->phone, PHONE_COLUMNS);
	str_add(out, mark_of(line, is_wide));
}

static void join(struct str *out, const char *text)
{
	if (!text_is_empty(text))
		str_addf(out, "%s%s", out->len ? ", " : "", text);
}

void ui_social_lines_draw_more(struct app *a, const struct ui_social_lines *l,
			       const struct ui_area *area)
{
	const struct map_line *line = ui_social_lines_focus(l);
	struct str who = STR_INIT, where = STR_INIT;

	ui_paint_clear(a, area);
	if (area->lines == UI_SOCIAL_MORE_LINES)
		ui_paint_rule(a, area, 0, NULL);
	if (line) {
		join(&who, area->lines == UI_SOCIAL_MORE_LINES ? line->name : "");
		join(&who, line->organisation_name);
		join(area->lines == UI_SOCIAL_MORE_LINES ? &where : &who, line->place);
		join(&where, line->phone);
		join(&where, line->is_open ? "" : _("not open"));
		str_add(&where, where.len ? "; " : "");
		ui_checked_add(a, line->checked_on, line->is_stale, &where);
	}
	if (area->lines == 1)
		join(&who, line && line->is_stale ? _("not checked for long") : "");
	ui_paint_field(a, area, area->lines == UI_SOCIAL_MORE_LINES, 2, area->columns - 2, UI_MUTED,
		       who.bytes);
	if (area->lines == UI_SOCIAL_MORE_LINES)
		ui_paint_field(a, area, 2, 2, area->columns - 2, UI_MUTED, where.bytes);
	str_release(&who);
	str_release(&where);
}

void ui_social_lines_init(struct ui_social_lines *l)
{
	*l = (struct ui_social_lines){.pages = NULL};
	ui_list_init(&l->list, row, l);
}

void ui_social_lines_release(struct ui_social_lines *l)
{
	pages_release(l);
	free(l->pages);
	free(l->lines);
	ui_list_release(&l->list);
}
