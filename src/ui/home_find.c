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

/* A whole number that was typed needs not stand there again. */
static const char *phone_end(const char *digits)
{
	enum { END_DIGITS = 4 };
	size_t len = strlen(digits);

	return len > END_DIGITS ? digits + len - END_DIGITS : digits;
}

/* 2516XX as people write it */
static void postcode_add(const char *key, struct str *out)
{
	enum { DIGITS = 4 };

	str_add_bytes(out, key, strnlen(key, DIGITS));
	if (strlen(key) > DIGITS)
		str_addf(out, " %s", key + DIGITS);
}

static void why_add(const struct care_hit *h, struct str *out)
{
	struct str postcode = STR_INIT;

	switch (h->by) {
	case CARE_BY_PHONE: /* its end was typed */
		str_addf(out, _("phone ..%s"), phone_end(h->spelling));
		break;
	case CARE_BY_POSTCODE:
		postcode_add(h->spelling, &postcode);
		str_addf(out, _("postcode %s"), postcode.bytes);
		str_release(&postcode);
		break;
	case CARE_BY_FILE_NUMBER:
		str_addf(out, _("file number %s"), h->spelling);
		break;
	case CARE_BY_BIRTH:
	case CARE_BY_NAME:
		str_addf(out, _("found by: %s"), h->spelling);
		break;
	}
}

/* A third of a wide screen: long names are seen whole there. */
static int name_columns(const struct app *a)
{
	if (a->columns < 2 * NAME_COLUMNS)
		return NAME_COLUMNS / 2 + 3;
	return a->columns / 3 > NAME_COLUMNS ? a->columns / 3 : NAME_COLUMNS;
}

static void hit_row(const struct app *a, void *data, int index, struct str *out)
{
	struct ui_finder *f = data;
	const struct care_hit *h = &f->hits.items[index];
	struct str name = STR_INIT, year = STR_INIT; /* of birth: lists tell no more */

	ui_hit_name(a, h, &name);
	ui_cell(out, name.bytes, name_columns(a));
	str_add_bytes(&year, h->birth ? h->birth : "",
		      h->birth ? strcspn(h->birth, "-") : 0);
	ui_cell(out, year.bytes, YEAR_COLUMNS);
	if (f->has_more && index == ui_list_at(&f->list))
		more_add(a, h, out);
	else if (!text_is_empty(h->spelling))
		why_add(h, out);
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
	care_search_free(f->search);
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

/* ---- the search ---- */

static void show_nobody(struct ui_finder *f)
{
	care_hits_release(&f->hits);
	f->list.at = 0;
	ui_list_set_count(&f->list, 0);
	f->is_painted = false;
}

static void ask(struct app *a, struct ui_finder *f)
{
	if (!f->search)
		f->search = care_search_new(a->session);
	care_search_ask(f->search, f->editor.text.bytes, CARE_HITS_MOST);
	f->is_searching = f->has_searched = true;
}

/* What was found before stays until there is something else. */
static void look_up(struct app *a, struct ui_finder *f)
{
	f->has_more = f->is_used = f->has_moved = f->is_searching = false;
	f->list.at = 0;
	f->is_answered = !ui_finder_has_search(f);
	if (f->is_answered)
		show_nobody(f);
	else
		ask(a, f);
}

static int index_of(const struct care_hits *hits, const char *client)
{
	for (int i = 0; i < hits->count; i++)
		if (strcmp(hits->items[i].client, client) == 0)
			return i;
	return -1;
}

/* Lines that stand there stay; who is new comes below. */
static void add_below(struct care_hits *shown, struct care_hits *fresh)
{
	for (int i = 0; i < fresh->count && shown->count < CARE_HITS_MOST; i++)
		if (index_of(shown, fresh->items[i].client) < 0)
			care_hits_copy(shown, &fresh->items[i]);
	shown->total = fresh->total > shown->count ? fresh->total : shown->count;
	shown->clients = fresh->clients;
	care_hits_release(fresh);
}

static void show(struct ui_finder *f, struct care_hits *fresh)
{
	if (f->has_moved) {
		add_below(&f->hits, fresh);
	} else {
		care_hits_release(&f->hits);
		f->hits = *fresh;
		f->list.at = 0;
		f->is_painted = false;
	}
	ui_list_set_count(&f->list, f->hits.count);
	f->is_answered = true;
}

/* That nobody has it exactly is no answer yet: somebody may come near. */
static void take_stage(struct ui_finder *f, enum care_search_stage stage)
{
	struct care_hits fresh = {.arena = ARENA_INIT};

	if (stage == CARE_SEARCH_ASKED)
		return;
	f->is_searching = stage != CARE_SEARCH_FINAL;
	care_search_take(f->search, &fresh);
	if (f->is_searching && fresh.count == 0)
		care_hits_release(&fresh);
	else
		show(f, &fresh);
}

/* All names have come in since it was looked for in the file alone. */
static bool is_to_ask_again(const struct app *a, const struct ui_finder *f)
{
	return f->search && !f->is_searching && !f->has_moved && !f->is_used &&
	       ui_finder_has_search(f) && care_search_is_early(f->search) &&
	       care_names_are_in(a->session);
}

bool ui_finder_has_work(const struct app *a, const struct ui_finder *f)
{
	return f->is_searching || is_to_ask_again(a, f);
}

unsigned ui_finder_work(struct app *a, struct ui_finder *f, struct ui_slice *slice)
{
	struct error e = ERROR_INIT;
	enum care_search_stage stage = CARE_SEARCH_ASKED;

	if (is_to_ask_again(a, f))
		ask(a, f);
	if (care_search_go(f->search, ui_slice_is_over, slice, &stage, &e) != OK) {
		f->is_searching = false;
		ui_error(a, &e);
		return UI_REDRAW;
	}
	take_stage(f, stage);
	return stage == CARE_SEARCH_ASKED ? UI_NOTHING : UI_FIELD;
}

/* A key needs the list of what was typed before it: nobody waits longer than this for it. */
static void answer(struct app *a, struct ui_finder *f)
{
	enum { ANSWER_MS = 60 };
	struct ui_slice slice = {a, ui_now_ms() + ANSWER_MS, true, 0};
	unsigned flags = UI_NOTHING;

	while (f->is_searching && !ui_slice_is_over(&slice) && !(flags & UI_REDRAW))
		flags = ui_finder_work(a, f, &slice);
}

/* The line with the focus stays with her who has it. */
void ui_finder_refresh(struct app *a, struct ui_finder *f)
{
	bool is_used = f->is_used, has_searched = f->has_searched;
	int at = ui_list_at(&f->list);
	char *client = at < 0 ? NULL : mem_text(f->hits.items[at].client);

	look_up(a, f);
	answer(a, f);
	at = client ? index_of(&f->hits, client) : -1;
	ui_list_focus(&f->list, at < 0 ? 0 : at);
	f->has_moved = at > 0;
	f->is_used = is_used;
	f->has_searched = has_searched;
	free(client);
}

void ui_finder_clear(struct app *a, struct ui_finder *f)
{
	(void)ui_finder_done(a, f); /* what went wrong stands in the message line */
	ui_editor_set(&f->editor, "");
	look_up(a, f);
}

static bool is_surely_meant(const struct ui_finder *f, int at)
{
	for (int i = 0; i < f->hits.count; i++)
		if (f->hits.items[i].is_exact != (i == at))
			return false;
	return true;
}

/*
 * A list that was painted counts as it is: who stands first in it was seen, whoever a longer search
 * would put there.  A name typed faster than it could be found opens the woman who has it, if it is
 * one; else the list comes first, and the next Enter opens.
 */
const struct care_hit *ui_finder_choose(struct app *a, struct ui_finder *f)
{
	int at;

	if (!f->is_answered)
		answer(a, f);
	at = ui_list_at(&f->list);
	if (!f->is_answered || at < 0 || (!f->is_painted && !is_surely_meant(f, at)))
		return NULL;
	return &f->hits.items[at];
}

/* Moving is choosing among what is meant by all that was typed. */
static unsigned move_request(struct app *a, struct ui_finder *f, enum ui_request r)
{
	if (!f->is_answered)
		answer(a, f);
	if (!f->is_answered)
		return UI_NOTHING; /* of a list that is not there yet no line is chosen */
	f->has_more = false;
	f->has_moved = f->hits.count > 0;
	(void)ui_list_request(&f->list, r);
	return UI_FIELD;
}

/* Right and left move within the text until its end, then say more about a woman, and
 * less. */
static unsigned more_request(struct app *a, struct ui_finder *f, enum ui_request r)
{
	if (r == UI_REQ_MORE && f->editor.cursor < f->editor.text.len)
		return ui_editor_request(&f->editor, UI_REQ_RIGHT);
	if (r == UI_REQ_LESS && !f->has_more)
		return ui_editor_request(&f->editor, UI_REQ_LEFT);
	if (!f->is_answered)
		answer(a, f);
	if (!f->is_answered)
		return UI_NOTHING; /* what stands there is of less than was typed */
	f->has_more = r == UI_REQ_MORE && f->hits.count > 0;
	f->has_moved = f->has_moved || f->has_more; /* she reads this line */
	return UI_FIELD;
}

unsigned ui_finder_request(struct app *a, struct ui_finder *f, enum ui_request r)
{
	size_t len = f->editor.text.len;
	unsigned flags;

	if (r == UI_REQ_MORE || r == UI_REQ_LESS)
		return more_request(a, f, r);
	if (r == UI_REQ_UP || r == UI_REQ_DOWN || r == UI_REQ_PAGE_UP ||
	    r == UI_REQ_PAGE_DOWN)
		return move_request(a, f, r);
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
	/* there what was typed needs the room */
	bool is_narrow = f->line.columns < 2 * NAME_COLUMNS;
	struct str found = STR_INIT, all = STR_INIT;

	ui_names_told(a, f->line.columns, out);
	if (out->len)
		return;
	ui_number_add(a, care_client_count(a->session), &all);
	ui_number_add(a, f->hits.total, &found);
	if (ui_finder_has_search(f) && (f->is_answered || f->hits.count > 0) && is_narrow)
		str_addf(out, _("%s found"), found.bytes);
	else if (ui_finder_has_search(f) && (f->is_answered || f->hits.count > 0))
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

/* What is said where nobody stands; NULL while that is not known. */
static const char *empty_text(const struct app *a, const struct ui_finder *f)
{
	if (!ui_finder_has_search(f))
		return ui_finder_is_empty(f)
			       ? _("Type a name, a year of birth or a postcode.")
			       : NULL;
	if (f->is_searching || !f->is_answered)
		return NULL;
	if (care_search_is_early(f->search) && !ui_names_are_given_up(a))
		return _("Nobody so far: names are still coming in.");
	return f->has_new ? _("Nobody found. ^N makes a new file with this name.")
			  : _("Nobody found. Fewer letters may find her, or a year of birth.");
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
		f->list.empty = empty_text(a, f);
		ui_list_draw(a, &f->list, &rest);
		f->is_painted = f->is_answered;
	}
	line_draw(a, f, has_focus);
}
