/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The social map: organisations and what they offer.  Parent: home, or any screen by ^P.  Data:
 * the search line, the filter, the lines read so far.  Requests: typing searches, as at home;
 * Tab goes to where letters are commands; Enter opens what has the focus.
 */
#include "ui/social.h"

#include "ui/editor.h"
#include "ui/list.h"
#include "ui/paper.h"
#include "ui/woman.h"
#include "ui/work.h"

enum {
	PAGE = 50,
	NARROW = 60,
	WIDE = 100,
	MARK_COLUMNS = 9,
	WIDE_MARK_COLUMNS = 22,
	PHONE_COLUMNS = 13,
	PLACE_COLUMNS = 12,
	MORE_LINES = 3,    /* a rule, and two lines about the one with the focus */
	LIST_LEAST = 6,
	COUNT_ROOM = 16
};

struct social {
	struct ui_editor editor;
	struct ui_list list;
	struct map_lines *pages; /* as they were read */
	size_t page_count, page_room;
	const struct map_line **lines; /* of all pages */
	size_t line_count, line_room;
	bool is_asked;   /* what was typed is not looked up yet */
	bool is_used;    /* the search led somewhere: the next letter begins a new one */
	bool is_in_keys; /* letters are commands */
	struct map_filter filter;
	struct ui_paper paper;
	struct ui_area body, line, area;
};

static const struct map_line *line_at(const struct social *s, int index)
{
	return index >= 0 && (size_t)index < s->line_count ? s->lines[index] : NULL;
}

static const struct map_line *focus(const struct social *s)
{
	return line_at(s, ui_list_at(&s->list));
}

/* ---- reading ---- */

static bool has_more(const struct social *s)
{
	return s->page_count > 0 && s->pages[s->page_count - 1].has_more;
}

static void pages_release(struct social *s)
{
	for (size_t i = 0; i < s->page_count; i++)
		map_lines_release(&s->pages[i]);
	s->page_count = s->line_count = 0;
	ui_list_set_count(&s->list, 0);
}

static void page_add(struct social *s, const struct map_lines *page)
{
	VEC_ROOM(s->pages, s->page_count, s->page_room);
	s->pages[s->page_count++] = *page;
	for (int i = 0; i < page->count; i++) {
		VEC_ROOM(s->lines, s->line_count, s->line_room);
		s->lines[s->line_count++] = &page->items[i];
	}
	ui_list_set_count(&s->list, (int)s->line_count);
}

/* One page behind those that are there; false: there is none. */
static bool page_read(struct app *a, struct social *s)
{
	struct error e = ERROR_INIT;
	struct map_lines page = {.arena = ARENA_INIT};
	struct str typed = STR_INIT;
	enum err rc;

	ui_editor_take(&s->editor, &typed);
	rc = map_browse(care_map(a->session), typed.bytes, &s->filter, PAGE,
			line_at(s, s->list.count - 1), &page, &e);
	if (rc != OK)
		ui_error(a, &e);
	str_release(&typed);
	if (rc != OK || (page.count == 0 && s->page_count > 0)) {
		map_lines_release(&page);
		if (s->page_count > 0)
			s->pages[s->page_count - 1].has_more = false;
		return false;
	}
	page_add(s, &page);
	return page.count > 0;
}

static void read_again(struct app *a, struct social *s)
{
	s->is_asked = false;
	pages_release(s);
	s->list.at = s->list.top = 0;
	(void)page_read(a, s);
}

/* What is typed is looked up before a key is done that needs the lines. */
static void answer(struct app *a, struct social *s)
{
	if (s->is_asked)
		read_again(a, s);
}

/* The focus stays on what it was on, or on its place. */
static void refresh(struct app *a, struct social *s)
{
	const struct map_line *line = focus(s);
	char *id = line ? mem_text(line->id) : NULL;
	int at = s->list.at, found = -1;

	read_again(a, s);
	for (int i = 0; id && found < 0; i++) {
		if (i >= s->list.count && (i > at + PAGE || !has_more(s) || !page_read(a, s)))
			break;
		line = line_at(s, i);
		found = line && text_equal(line->id, id) ? i : -1;
	}
	s->list.at = found < 0 ? at : found;
	ui_list_set_count(&s->list, s->list.count);
	free(id);
}

static void look_up(struct social *s)
{
	s->is_asked = true;
	s->is_used = false;
}

static bool has_work(const struct app *a, const void *data)
{
	const struct social *s = data;

	(void)a;
	return s->is_asked;
}

static unsigned work(struct app *a, void *data, struct ui_slice *slice)
{
	(void)slice;
	answer(a, data);
	return UI_FIELD;
}

/* ---- drawing ---- */

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

/* What its line was too short for. */
static void more_draw(struct app *a, const struct social *s, const struct ui_area *area)
{
	const struct map_line *line = focus(s);
	struct str who = STR_INIT, where = STR_INIT;

	ui_paint_clear(a, area);
	if (area->lines == MORE_LINES)
		ui_paint_rule(a, area, 0, NULL);
	if (line) {
		join(&who, area->lines == MORE_LINES ? line->name : "");
		join(&who, line->organisation_name);
		join(area->lines == MORE_LINES ? &where : &who, line->place);
		join(&where, line->phone);
		join(&where, line->is_open ? "" : _("not open"));
		str_add(&where, where.len ? "; " : "");
		ui_checked_add(a, line->checked_on, line->is_stale, &where);
	}
	if (area->lines == 1)
		join(&who, line && line->is_stale ? _("not checked for long") : "");
	ui_paint_field(a, area, area->lines == MORE_LINES, 2, area->columns - 2, UI_MUTED,
		       who.bytes);
	if (area->lines == MORE_LINES)
		ui_paint_field(a, area, 2, 2, area->columns - 2, UI_MUTED, where.bytes);
	str_release(&who);
	str_release(&where);
}

static void count_add(const struct app *a, const struct social *s, struct str *out)
{
	struct str number = STR_INIT;

	ui_number_add(a, s->list.count, &number);
	if (has_more(s))
		str_addf(out, _("more than %s"), number.bytes);
	else
		str_addf(out, _("%s found"), number.bytes);
	str_release(&number);
}

static void search_draw(struct app *a, struct social *s)
{
	struct ui_area field = s->line;
	struct str count = STR_INIT;
	int label = ui_paint(a, &s->line, 0, 0, UI_STRONG, _("Search:")) + 1, used;

	count_add(a, s, &count);
	used = text_columns(count.bytes, count.len);
	used = used > COUNT_ROOM ? used : COUNT_ROOM;
	field.x += label;
	field.columns -= label + used + 1;
	ui_paint_field(a, &s->line, 0, s->line.columns - used - 1, used + 1, UI_MUTED, "");
	(void)ui_paint_right(a, &s->line, 0, UI_MUTED, count.bytes);
	ui_editor_draw(a, &s->editor, &field, !s->is_in_keys);
	str_release(&count);
}

static const char *empty_text(const struct app *a, const struct social *s)
{
	if (!ui_editor_is_empty(&s->editor) && map_filter_is_empty(&s->filter))
		return _("Nothing found. ^N makes a new organisation with this name.");
	if (!ui_editor_is_empty(&s->editor))
		return _("Nothing found. The filter leaves out some: ^T changes it.");
	if (map_count(care_map(a->session), MAP_ORGANISATION) == 0)
		return _("The social map is empty. ^N makes the first organisation.");
	return _("Nothing passes this filter. ^T changes it.");
}

static void draw_field(struct app *a, void *data)
{
	struct social *s = data;
	struct ui_area list = s->area, more = s->area;
	bool is_tall = s->area.lines - MORE_LINES >= LIST_LEAST;

	more.lines = is_tall ? MORE_LINES : 1;
	list.lines -= more.lines;
	more.y += list.lines;
	if (list.lines < 1)
		return;
	ui_paint_clear(a, &list);
	s->list.has_no_focus = s->list.count == 0;
	s->list.empty = s->is_asked ? NULL : empty_text(a, s);
	ui_list_draw(a, &s->list, &list);
	more_draw(a, s, &more);
	search_draw(a, s);
	if (s->list.count == 0 && s->is_in_keys)
		ui_cursor(a, &list, 0, 0);
}

static void draw(struct app *a, void *data)
{
	struct social *s = data;

	ui_paint_rule(a, &s->body, 1, NULL);
	draw_field(a, s);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct social *s = data;

	(void)a;
	s->body = *body;
	s->line = (struct ui_area){body->y, body->x, 1, body->columns};
	s->area = (struct ui_area){body->y + 2, body->x, body->lines - 2, body->columns};
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct social *s = data;
	const struct map *map = care_map(a->session);
	int64_t organisations = map_count(map, MAP_ORGANISATION),
		offers = map_count(map, MAP_OFFER);
	struct str number = STR_INIT;

	str_add(left, _("Social map"));
	if (!map_filter_is_empty(&s->filter)) {
		str_addf(left, " %s %s ", a->theme.marks[UI_MARK_DOT], _("only:"));
		ui_social_filter_add(a, &s->filter, left);
		return;
	}
	ui_number_add(a, organisations, &number);
	str_addf(right, ngettext("%s organisation", "%s organisations",
				 (unsigned long)organisations), number.bytes);
	str_reset(&number);
	ui_number_add(a, offers, &number);
	str_addf(right, ngettext(", %s offer", ", %s offers", (unsigned long)offers),
		 number.bytes);
	str_release(&number);
}

/* ---- what keys do ---- */

static void enter(struct app *a, void *data)
{
	refresh(a, data);
	a->pending |= UI_REDRAW | UI_HEADER;
}

static void leave(struct app *a, void *data)
{
	struct social *s = data;

	(void)a;
	pages_release(s);
	free(s->pages);
	free(s->lines);
	ui_editor_release(&s->editor);
	ui_list_release(&s->list);
	ui_social_filter_release(&s->filter);
	free(s);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct social *s = data;

	(void)a;
	return s->is_in_keys ? UI_MAP_SOCIAL_LISTS : UI_MAP_SOCIAL;
}

/* Esc: from the keys to the search, then an empty search, then back. */
static unsigned back(struct app *a, struct social *s)
{
	(void)a;
	if (s->is_in_keys) {
		s->is_in_keys = false;
	} else if (!ui_editor_is_empty(&s->editor)) {
		ui_editor_set(&s->editor, "");
		look_up(s);
	} else {
		return UI_CLOSE;
	}
	return UI_REDRAW;
}

static unsigned open_focus(struct app *a, struct social *s)
{
	const struct map_line *line;

	answer(a, s);
	line = focus(s);
	s->is_used = line != NULL;
	if (line && line->kind == MAP_ORGANISATION)
		ui_organisation_push(a, line->id);
	else if (line)
		ui_offer_push(a, line->id);
	return UI_REDRAW;
}

void ui_social_checked(struct app *a, enum map_kind kind, const char *id, const char *name)
{
	struct error e = ERROR_INIT;

	if (care_map_checked(a->session, kind, id, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	ui_saved(a);
	ui_message(a, kind == MAP_ORGANISATION ? _("Checked today, with what it offers: %s.")
					       : _("Checked today: %s."), name);
}

static unsigned check(struct app *a, struct social *s)
{
	const struct map_line *line = focus(s);

	if (!line)
		return UI_NOTHING;
	ui_social_checked(a, line->kind, line->id, line->name);
	refresh(a, s);
	return UI_REDRAW | UI_HEADER;
}

static unsigned make_new(struct app *a, struct social *s)
{
	struct str typed = STR_INIT;

	if (!s->is_in_keys)
		ui_editor_take(&s->editor, &typed);
	ui_social_new(a, MAP_ORGANISATION, "", typed.bytes);
	str_release(&typed);
	return UI_REDRAW;
}

static unsigned show_all(struct social *s)
{
	ui_social_filter_release(&s->filter);
	look_up(s);
	return UI_REDRAW | UI_HEADER;
}

static enum err page_of(struct app *a, void *data, const char *action, struct page **out,
			struct error *e)
{
	struct social *s = data;

	(void)action; /* no woman stands on it */
	return page_social_map(a->session, &s->filter, out, e);
}

static unsigned print(struct app *a, struct social *s)
{
	s->paper = (struct ui_paper){
		.make = page_of, .data = s, .name = _("~/social-map.html"), .is_open = true};
	ui_paper_ask(a, &s->paper);
	return UI_REDRAW;
}

/* Further than was read, a page is read; End goes as far as that and reads on. */
static unsigned move(struct app *a, struct social *s, enum ui_request r)
{
	unsigned flags;

	answer(a, s);
	flags = ui_list_request(&s->list, r);
	if (flags != UI_IGNORED && s->list.at + s->list.lines >= s->list.count && has_more(s))
		(void)page_read(a, s);
	return flags == UI_REDRAW ? UI_FIELD : flags;
}

static unsigned edit(struct social *s, enum ui_request r)
{
	size_t len = s->editor.text.len;
	unsigned flags;

	r = r == UI_REQ_MORE ? UI_REQ_RIGHT : r == UI_REQ_LESS ? UI_REQ_LEFT : r;
	flags = ui_editor_request(&s->editor, r);
	if (flags == UI_FIELD && (len != s->editor.text.len || r == UI_REQ_UNDO || r == UI_REQ_REDO))
		look_up(s);
	return flags;
}

static unsigned do_request(struct app *a, struct social *s, enum ui_request r)
{
	if (r == UI_REQ_OPEN)
		return open_focus(a, s);
	if (r == UI_REQ_NEW)
		return make_new(a, s);
	if (r == UI_REQ_CHECKED)
		return check(a, s);
	if (r == UI_REQ_SHOW_ALL)
		return show_all(s);
	if (r == UI_REQ_PRINT)
		return print(a, s);
	if (r == UI_REQ_SOCIAL_MAP)
		return UI_NOTHING; /* this is it */
	if (r != UI_REQ_FILTER)
		return UI_IGNORED;
	ui_social_filter_push(a, &s->filter);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct social *s = data;
	unsigned flags;

	(void)digit;
	if (r == UI_REQ_BACK)
		return back(a, s);
	if (r == UI_REQ_LISTS) {
		s->is_in_keys = !s->is_in_keys;
		return UI_REDRAW;
	}
	flags = do_request(a, s, r);
	if (flags == UI_IGNORED)
		flags = move(a, s, r);
	return flags == UI_IGNORED && !s->is_in_keys ? edit(s, r) : flags;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct social *s = data;
	unsigned flags;

	if (s->is_in_keys)
		return UI_NOTHING;
	if (ui_editor_is_empty(&s->editor) && !is_paste && len == 1 && *text == '?') {
		ui_help_push(a); /* nothing here begins with it */
		return UI_REDRAW;
	}
	if (s->is_used)
		ui_editor_set(&s->editor, "");
	flags = ui_editor_type(&s->editor, text, len);
	if (flags & UI_FIELD)
		look_up(s);
	return flags;
}

static const struct ui_screen_ops social_ops = {
	.name = "social",
	.map_now = map_now,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.has_work = has_work,
	.work = work,
};

void ui_social_push(struct app *a)
{
	struct social *s = mem_new(sizeof *s);

	ui_editor_init(&s->editor, false);
	ui_list_init(&s->list, row, s);
	ui_push(a, &social_ops, s);
}
