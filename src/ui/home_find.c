/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/home_find.h"

#include "ui/woman.h"

enum { SEARCH_LETTERS = 2, NAME_COLUMNS = 26, YEAR_COLUMNS = 6, COUNT_ROOM = 26 };

static void add_initial(const char *name, struct str *out)
{
	size_t len = strlen(name);

	if (len == 0)
		return;
	str_add_bytes(out, name, text_next(name, len, 0));
	str_add_char(out, '.');
}

void ui_hit_name(const struct app *a, const struct care_hit *h, struct str *out)
{
	if (!text_is_empty(h->shown)) {
		str_add(out, h->shown);
	} else if (text_equal(care_setting(a->session, "names_in_lists", "full"),
			      "initials")) {
		add_initial(h->called, out);
		add_initial(h->family, out);
	} else {
		str_add(out, h->called);
		if (!text_is_empty(h->family) && !strstr(h->called, h->family))
			str_addf(out, "%s%s", out->len ? " " : "", h->family);
	}
	if (!out->len)
		str_add(out, h->file_number);
}

static void more_add(const struct app *a, const struct care_hit *h, struct str *out)
{
	if (!text_is_empty(h->file_number))
		str_addf(out, "%s  ", h->file_number);
	if (!text_is_empty(h->district))
		str_addf(out, "%s  ", h->district);
	if (h->ladder_level > 0)
		str_addf(out, _("rung %d"), h->ladder_level);
	if (text_equal(h->status, "closed"))
		str_addf(out, "  %s", ui_label(a, "status", "closed"));
}

static void hit_row(const struct app *a, void *data, int index, struct str *out)
{
	struct ui_finder *f = data;
	const struct care_hit *h = &f->hits.items[index];
	struct str name = STR_INIT, year = STR_INIT; /* of birth: lists tell no more */

	ui_hit_name(a, h, &name);
	ui_cell(out, name.bytes,
		a->columns < 2 * NAME_COLUMNS ? NAME_COLUMNS / 2 + 3 : NAME_COLUMNS);
	str_add_bytes(&year, h->birth ? h->birth : "",
		      h->birth ? strcspn(h->birth, "-") : 0);
	ui_cell(out, year.bytes, YEAR_COLUMNS);
	if (f->has_more && index == ui_list_at(&f->list))
		more_add(a, h, out);
	else if (!text_is_empty(h->spelling))
		str_addf(out, _("found by: %s"), h->spelling);
	str_release(&name);
	str_release(&year);
}

void ui_finder_init(struct ui_finder *f)
{
	*f = (struct ui_finder){.hits = {.arena = ARENA_INIT}};
	ui_editor_init(&f->editor, false);
	ui_list_init(&f->list, hit_row, f);
}

void ui_finder_release(struct app *a, struct ui_finder *f)
{
	(void)ui_finder_done(a, f);
	ui_editor_release(&f->editor);
	ui_list_release(&f->list);
	care_hits_release(&f->hits);
}

bool ui_finder_is_empty(const struct ui_finder *f)
{
	return ui_editor_is_empty(&f->editor);
}

bool ui_finder_has_search(const struct ui_finder *f)
{
	size_t at = 0, letters = 0;
	const struct str *text = &f->editor.text;

	for (; at < text->len && letters < SEARCH_LETTERS; letters++)
		at = text_next(text->bytes, text->len, at);
	return letters >= SEARCH_LETTERS;
}

bool ui_finder_done(struct app *a, struct ui_finder *f)
{
	struct error e = ERROR_INIT;

	f->is_used = true;
	if (!f->has_searched)
		return true;
	f->has_searched = false;
	if (care_find_done(a->session, f->hits.total, &e) == OK)
		return true;
	ui_error(a, &e);
	return false;
}

static void look_up(struct app *a, struct ui_finder *f)
{
	struct error e = ERROR_INIT;

	care_hits_release(&f->hits);
	f->has_more = f->is_used = false;
	if (ui_finder_has_search(f)) {
		if (care_find(a->session, f->editor.text.bytes, CARE_HITS_MOST, &f->hits,
			      &e) != OK)
			ui_error(a, &e);
		f->has_searched = true;
	}
	f->list.at = 0;
	ui_list_set_count(&f->list, f->hits.count);
}

void ui_finder_refresh(struct app *a, struct ui_finder *f)
{
	bool is_used = f->is_used, has_searched = f->has_searched;
	int at = f->list.at;

	look_up(a, f);
	f->list.at = at;
	ui_list_set_count(&f->list, f->hits.count);
	f->is_used = is_used;
	f->has_searched = has_searched;
}

void ui_finder_clear(struct app *a, struct ui_finder *f)
{
	(void)ui_finder_done(a, f); /* what went wrong stands in the message line */
	ui_editor_set(&f->editor, "");
	look_up(a, f);
}

const struct care_hit *ui_finder_hit(const struct ui_finder *f)
{
	int at = ui_list_at(&f->list);

	return at < 0 ? NULL : &f->hits.items[at];
}

/* Right and left move within the text until its end, then say more about a woman, and
 * less. */
static unsigned more_request(struct ui_finder *f, enum ui_request r)
{
	if (r == UI_REQ_MORE && f->editor.cursor < f->editor.text.len)
		return ui_editor_request(&f->editor, UI_REQ_RIGHT);
	if (r == UI_REQ_LESS && !f->has_more)
		return ui_editor_request(&f->editor, UI_REQ_LEFT);
	f->has_more = r == UI_REQ_MORE && f->hits.count > 0;
	return UI_FIELD;
}

unsigned ui_finder_request(struct app *a, struct ui_finder *f, enum ui_request r)
{
	size_t len = f->editor.text.len;
	unsigned flags;

	if (r == UI_REQ_MORE || r == UI_REQ_LESS)
		return more_request(f, r);
	if (r == UI_REQ_UP || r == UI_REQ_DOWN || r == UI_REQ_PAGE_UP ||
	    r == UI_REQ_PAGE_DOWN) {
		f->has_more = false;
		(void)ui_list_request(&f->list, r);
		return UI_FIELD;
	}
	flags = ui_editor_request(&f->editor, r);
	if (flags == UI_FIELD &&
	    (f->editor.text.len != len || r == UI_REQ_UNDO || r == UI_REQ_REDO))
		look_up(a, f);
	return flags;
}

unsigned ui_finder_type(struct app *a, struct ui_finder *f, const char *text, size_t len)
{
	unsigned flags;

	if (f->is_used && !ui_finder_is_empty(f))
		ui_finder_clear(a, f);
	flags = ui_editor_type(&f->editor, text, len);
	if (flags & UI_FIELD)
		look_up(a, f);
	return flags;
}

static void count_add(const struct app *a, const struct ui_finder *f, struct str *out)
{
	struct str found = STR_INIT, all = STR_INIT;

	ui_number_add(a, care_client_count(a->session), &all);
	ui_number_add(a, f->hits.total, &found);
	if (ui_finder_has_search(f))
		str_addf(out, _("%s found of %s"), found.bytes, all.bytes);
	else
		str_addf(out,
			 ngettext("%s file", "%s files",
				  (unsigned long)care_client_count(a->session)),
			 all.bytes);
	str_release(&found);
	str_release(&all);
}

static void line_draw(struct app *a, struct ui_finder *f, bool has_focus)
{
	struct ui_area field = f->line;
	struct str count = STR_INIT;
	int label = ui_paint(a, &f->line, 0, 0, UI_STRONG, _("Search:")) + 1, used, room;

	count_add(a, f, &count);
	used = text_columns(count.bytes, count.len);
	room = used > COUNT_ROOM ? used : COUNT_ROOM;
	if (f->line.columns - label - room < NAME_COLUMNS)
		room = used;
	field.x += label;
	field.columns -= label + room + 1;
	/* the blank before it too: what stood there may have been longer */
	ui_paint_field(a, &f->line, 0, f->line.columns - room - 1, room + 1, UI_MUTED,
		       "");
	(void)ui_paint_right(a, &f->line, 0, UI_MUTED, count.bytes);
	ui_editor_draw(a, &f->editor, &field, has_focus);
	str_release(&count);
}

/* The women below the line; the cursor goes to the one with the focus once there is a
 * choice. */
void ui_finder_draw(struct app *a, struct ui_finder *f, bool has_focus)
{
	f->list.has_no_focus = true;
	if (f->area.lines > 0) {
		struct ui_area rest = f->area;

		ui_paint_clear(a, &rest);
		f->list.has_no_focus = !has_focus || f->hits.count == 0;
		f->list.empty =
			ui_finder_has_search(f)
				? _("Nobody found. ^N makes a new file with this name.")
			: ui_finder_is_empty(f)
				? _("Type a name, a year of birth or a postcode.")
				: NULL;
		if (f->hits.count == 0)
			f->list.has_no_focus = true;
		ui_list_draw(a, &f->list, &rest);
	}
	line_draw(a, f, has_focus);
}
