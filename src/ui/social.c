/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The social map: organisations and what they offer.  Parent: home, or any screen by ^P.  Data:
 * the search line, the filter, the lines read so far.  Requests: typing searches, as at home;
 * Tab goes to where letters are commands; Enter opens what has the focus.
 */
#include "ui/social_lines.h"

#include "ui/editor.h"
#include "ui/paper.h"
#include "ui/woman.h"
#include "ui/work.h"

enum { LIST_LEAST = 6, COUNT_ROOM = 16 };

struct social {
	struct ui_editor editor;
	struct ui_social_lines lines;
	bool is_asked;   /* what was typed is not looked up yet */
	bool is_used;    /* the search led somewhere: the next letter begins a new one */
	bool is_in_keys; /* letters are commands */
	struct map_filter filter;
	struct ui_paper paper;
	struct ui_area body, line, area;
};

/* ---- reading ---- */

static void read_again(struct app *a, struct social *s)
{
	struct str typed = STR_INIT;

	s->is_asked = false;
	ui_editor_take(&s->editor, &typed);
	ui_social_lines_read(a, &s->lines, typed.bytes, &s->filter);
	str_release(&typed);
}

static void refresh(struct app *a, struct social *s)
{
	struct str typed = STR_INIT;

	s->is_asked = false;
	ui_editor_take(&s->editor, &typed);
	ui_social_lines_refresh(a, &s->lines, typed.bytes, &s->filter);
	str_release(&typed);
}

static void go_on(struct app *a, struct social *s)
{
	struct str typed = STR_INIT;

	ui_editor_take(&s->editor, &typed);
	(void)ui_social_lines_go_on(a, &s->lines, typed.bytes, &s->filter);
	str_release(&typed);
}

/* What is typed is looked up before a key is done that needs the lines. */
static void answer(struct app *a, struct social *s)
{
	if (s->is_asked)
		read_again(a, s);
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

static void count_add(const struct app *a, const struct social *s, struct str *out)
{
	struct str number = STR_INIT;

	ui_number_add(a, s->lines.list.count, &number);
	if (ui_social_lines_have_more(&s->lines))
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
	bool is_tall = s->area.lines - UI_SOCIAL_MORE_LINES >= LIST_LEAST;

	more.lines = is_tall ? UI_SOCIAL_MORE_LINES : 1;
	list.lines -= more.lines;
	more.y += list.lines;
	if (list.lines < 1)
		return;
	ui_paint_clear(a, &list);
	s->lines.list.has_no_focus = s->lines.list.count == 0;
	s->lines.list.empty = s->is_asked ? NULL : empty_text(a, s);
	ui_list_draw(a, &s->lines.list, &list);
	ui_social_lines_draw_more(a, &s->lines, &more);
	search_draw(a, s);
	if (s->lines.list.count == 0 && s->is_in_keys)
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
	ui_social_lines_release(&s->lines);
	ui_editor_release(&s->editor);
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
	line = ui_social_lines_focus(&s->lines);
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
	const struct map_line *line = ui_social_lines_focus(&s->lines);

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
	const struct ui_list *list = &s->lines.list;
	unsigned flags;

	answer(a, s);
	flags = ui_list_request(&s->lines.list, r);
	if (flags != UI_IGNORED && list->at + list->lines >= list->count &&
	    ui_social_lines_have_more(&s->lines))
		go_on(a, s);
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
	ui_social_lines_init(&s->lines);
	ui_push(a, &social_ops, s);
}
