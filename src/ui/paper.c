/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page goes: the screen, a file, the printer. */
#include "ui/paper.h"

#include <sys/stat.h>

#include "ui/ask.h"
#include "ui/pager.h"

enum { COLUMNS_LEAST = 40, COLUMNS_MOST = 132, COLUMNS_PAPER = 80 };

/* A page is drawn with lines and dots; a terminal that has none gets what looks like
 * them. */
static void to_ascii(struct str *text)
{
	static const char *const signs[][2] = {
		{"\342\224\200", "-"}, {"\342\224\204", "."}, {"\342\224\202", "|"},
		{"\342\227\217", "O"}, {"\342\227\213", "o"}, {"\302\267", "."},
		{"\342\224\230", "+"}, {"\342\224\214", "+"}, {"\342\224\220", "+"},
		{"\342\224\224", "+"},
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t len = strlen(signs[i][0]);

		for (char *at; (at = strstr(text->bytes, signs[i][0]));) {
			*at = *signs[i][1];
			str_remove(text, (size_t)(at - text->bytes) + 1, len - 1);
		}
	}
}

void ui_paper_show(struct app *a, const struct ui_paper *p)
{
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	struct str text = STR_INIT;
	int columns = a->columns < COLUMNS_LEAST ? COLUMNS_LEAST : a->columns;

	if (p->make(a, p->data, "show", &page, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	page_text(page, columns > COLUMNS_MOST ? COLUMNS_MOST : columns, &text);
	if (a->theme.is_ascii)
		to_ascii(&text);
	ui_pager_push(a, page->title, text.bytes, false);
	page_free(page);
	str_release(&text);
}

static unsigned to_printer(struct app *a, const struct ui_paper *p)
{
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	enum err rc = p->make(a, p->data, "print", &page, &e);

	if (rc == OK)
		rc = page_print(page, &e);
	if (rc == OK)
		ui_message(a, "%s", _("The page is on its way to the printer."));
	else
		ui_error(a, &e);
	page_free(page);
	return UI_REDRAW;
}

static unsigned warned(struct app *a, void *data, int index)
{
	struct error e = ERROR_INIT;

	if (index != 0)
		return UI_REDRAW;
	if (care_setting_set(a->session, "printer_warned", "yes", &e) != OK)
		ui_error(a, &e);
	return to_printer(a, data);
}

/* Once for this centre: a printer in a hall keeps what it printed. */
static unsigned printer_chosen(struct app *a, struct ui_paper *p)
{
	const char *const answers[] = {_("print"), _("rather not")};

	if (p->is_open || text_equal(care_setting(a->session, "printer_warned", ""), "yes"))
		return to_printer(a, p);
	ui_ask(a, _("A printer may keep a copy, and others may be standing at it."),
	       answers, 2, warned, p);
	return UI_REDRAW;
}

static bool ends_in(const char *text, const char *with)
{
	size_t len = strlen(text), tail = strlen(with);

	return len >= tail && text_equal(text + len - tail, with);
}

/* What is no whole path lies in her home folder. */
static char *full_path(const char *typed)
{
	const char *home = getenv("HOME");

	if (typed[0] == '/' || !home)
		return mem_text(typed);
	return file_path(home, typed[0] == '~' && typed[1] == '/' ? typed + 2 : typed);
}

static bool has_folder(const char *path)
{
	char *folder = mem_text(path);
	struct stat st;
	bool is_there;

	folder[strrchr(path, '/') ? strrchr(path, '/') - path : 0] = '\0';
	is_there = !*folder || (stat(folder, &st) == 0 && S_ISDIR(st.st_mode));
	free(folder);
	return is_there;
}

static unsigned path_typed(struct app *a, void *data, const char *typed);

/* why: what was wrong with the name that stands there, "" the first time. */
static void path_ask(struct app *a, struct ui_file *f, const char *why, const char *name)
{
	struct str question = STR_INIT;

	str_addf(&question, "%s%s%s", why, *why ? " " : "", f->question);
	ui_ask_text(a, question.bytes, name, path_typed, f);
	str_release(&question);
}

static void told(struct app *a, const struct ui_file *f, const char *path)
{
	if (f->is_open)
		ui_message(a, _("Written to %s."), path);
	else
		ui_message(a,
			   _("Written to %s. This file is not sealed: delete it when it "
			     "is no "
			     "longer needed."),
			   path);
}

/* Another name may do where one did not. */
static void file_write(struct app *a, struct ui_file *f, const char *path, const char *typed)
{
	struct error e = ERROR_INIT;
	struct str bytes = STR_INIT;

	if (f->bytes(a, f->data, path, &bytes, &e) != OK)
		ui_error(a, &e);
	else if (file_write_new(path, bytes.bytes, bytes.len, &e) != OK)
		path_ask(a, f, e.text, typed);
	else
		told(a, f, path);
	str_release(&bytes);
}

static unsigned path_typed(struct app *a, void *data, const char *typed)
{
	struct ui_file *f = data;
	char *path;

	if (text_is_empty(typed))
		return UI_REDRAW;
	path = full_path(typed);
	if (has_folder(path))
		file_write(a, f, path, typed);
	else
		path_ask(a, f, _("This folder does not exist."), typed);
	free(path);
	return UI_REDRAW;
}

void ui_file_ask(struct app *a, struct ui_file *f, const char *proposed)
{
	path_ask(a, f, "", proposed);
}

/* ---- a page ---- */

static enum err page_bytes(struct app *a, void *data, const char *path, struct str *out,
			   struct error *e)
{
	const struct ui_paper *p = data;
	struct page *page = NULL;
	enum err rc = p->make(a, p->data, "export", &page, e);

	if (rc == OK && ends_in(path, ".html"))
		page_html(page, out);
	else if (rc == OK)
		page_text(page, page->is_landscape ? COLUMNS_MOST : COLUMNS_PAPER, out);
	page_free(page);
	return rc;
}

static unsigned file_chosen(struct app *a, struct ui_paper *p)
{
	p->file = (struct ui_file){
		.bytes = page_bytes,
		.data = p,
		.question = _("Which new file? With .html for a browser, with .txt as plain text."),
		.is_open = p->is_open};
	ui_file_ask(a, &p->file, p->name);
	return UI_REDRAW;
}

static unsigned screen_chosen(struct app *a, struct ui_paper *p)
{
	ui_paper_show(a, p);
	return UI_REDRAW;
}

static unsigned where_answered(struct app *a, void *data, int index)
{
	static unsigned (*const ways[])(struct app *, struct ui_paper *) = {
		screen_chosen, file_chosen, printer_chosen};

	return index < 0 ? UI_REDRAW : ways[index](a, data);
}

void ui_paper_ask(struct app *a, struct ui_paper *p)
{
	const char *const answers[] = {_("on the screen"), _("to a file"),
				       _("to the printer")};

	ui_ask(a, _("Where to?"), answers, page_has_printer() ? 3 : 2, where_answered, p);
}
