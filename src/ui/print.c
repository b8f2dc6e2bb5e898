/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which page, and where to.  Parent: client, or the overview of an interview.  Data: her
 * dossier, the pages in order (the usual one first), what was chosen.  Requests: a digit
 * or Enter chooses a page; then the question whether it is safe to take home, and where
 * it goes.
 */
#include <sys/stat.h>

#include "ui/ask.h"
#include "ui/list.h"
#include "ui/pager.h"
#include "ui/screens.h"
#include "ui/woman.h"

#include "page/page.h"

enum {
	ENTRIES = PAGE_KINDS + 2,
	COLUMNS_LEAST = 40,
	COLUMNS_MOST = 132,
	COLUMNS_PAPER = 80
};

struct entry {
	enum page_kind kind;
	bool is_anonymous;
	bool is_blank; /* a form to write on; nothing of hers stands on it */
};

struct print {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	struct entry entries[ENTRIES];
	struct entry chosen;
	bool is_card; /* only a card with the appointment goes with her */
	bool has_printer;
	char *organisation;	 /* of the summary; NULL: the only one */
	const char **forms;	 /* ids that can be chosen blank; borrowed texts */
	const struct form *form; /* the one that was */
};

static int valid_consents(const struct care_dossier *d)
{
	int n = 0;

	for (int i = 0; i < d->consent_count; i++)
		n += d->consents[i].is_valid;
	return n;
}

/* The summary first when it may leave the house, else it stands behind the case sheet. */
static void entries_fill(struct print *p)
{
	static const struct entry order[ENTRIES] = {
		{.kind = PAGE_SUMMARY},
		{.kind = PAGE_CASE_SHEET},
		{.kind = PAGE_CASE_SHEET, .is_anonymous = true},
		{.kind = PAGE_AGREEMENTS},
		{.kind = PAGE_TRAJECTORY},
		{.kind = PAGE_KNOWN},
		{.kind = PAGE_KINDS, .is_blank = true},
	};
	int summary_at = valid_consents(p->woman->dossier) > 0 ? 0 : 2;

	for (int i = 0, n = 1; i < ENTRIES; i++)
		p->entries[i] = i == summary_at ? order[0] : order[n++];
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct print *p = data;
	const struct entry *entry = &p->entries[index];

	(void)a;
	str_add(out, entry->is_blank ? _("A blank form for paper")
				     : page_kind_title(entry->kind));
	if (entry->is_anonymous)
		str_add(out, _(", without a name"));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct print *p = data;

	(void)right;
	ui_woman_title(a, p->woman, _("Print"), left);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct print *p = data;

	(void)a;
	p->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct print *p = data;

	ui_list_draw(a, &p->list, &p->body);
}

static const struct care_appointment *next_appointment(const struct care_dossier *d)
{
	const struct care_appointment *next = NULL;

	for (int i = 0; i < d->appointment_count; i++) {
		const struct care_appointment *one = &d->appointments[i];

		if (text_equal(one->state, "planned") &&
		    (!next || date_compare(&one->due, &next->due) < 0))
			next = one;
	}
	return next;
}

static void card_line(struct page *card, const char *text)
{
	VEC_ROOM(card->blocks, card->count, card->room);
	card->blocks[card->count++] =
		(struct page_block){.kind = PAGE_PARAGRAPH,
				    .label = "",
				    .text = arena_text(&card->arena, text)};
}

/* A card says when and with whom, and nothing else. */
static struct page *card_make(struct app *a, const struct care_dossier *d)
{
	const struct care_appointment *next = next_appointment(d);
	struct page *card = mem_new(sizeof *card);
	struct str text = STR_INIT;

	*card = (struct page){
		.arena = ARENA_INIT, .kind = PAGE_AGREEMENTS, .language = ui_language(a)};
	card->title = arena_text(&card->arena, care_session_organisation(a->session));
	if (next) {
		ui_date_add(a, &next->due, DATE_LONG, &text);
		str_add(&text, next->minutes >= 0 ? ", " : "");
		ui_time_add(next->minutes, &text);
	} else {
		str_add(&text, _("No appointment yet."));
	}
	card_line(card, text.bytes);
	card_line(card, care_session_worker_name(a->session));
	str_release(&text);
	return card;
}

/* Logged before anything of it is seen. */
static enum err make(struct app *a, struct print *p, const char *action,
		     struct page **out, struct error *e)
{
	const struct page_options options = {.organisation = p->organisation,
					     .is_anonymous = p->chosen.is_anonymous,
					     .language = ui_language(a)};
	struct care_dossier *d = NULL;
	enum err rc;

	if (p->chosen.is_blank) {
		*out = page_blank_form(p->form, ui_language(a));
		return OK;
	}
	rc = care_dossier_open(a->session, p->woman->id, action, &d, e);
	if (rc != OK)
		return rc;
	if (p->is_card)
		*out = card_make(a, d);
	else
		rc = page_make(a->session, d, p->chosen.kind, &options, out, e);
	care_dossier_free(d);
	return rc;
}

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

static unsigned to_screen(struct app *a, struct print *p)
{
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	struct str text = STR_INIT;
	int columns = a->columns < COLUMNS_LEAST ? COLUMNS_LEAST : a->columns;

	if (make(a, p, "show", &page, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	page_text(page, columns > COLUMNS_MOST ? COLUMNS_MOST : columns, &text);
	if (a->theme.is_ascii)
		to_ascii(&text);
	ui_pager_push(a, page->title, text.bytes, false);
	page_free(page);
	str_release(&text);
	return UI_REDRAW;
}

static unsigned to_printer(struct app *a, struct print *p)
{
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	enum err rc = make(a, p, "print", &page, &e);

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
static unsigned printer_chosen(struct app *a, struct print *p)
{
	const char *const answers[] = {_("print"), _("rather not")};

	if (text_equal(care_setting(a->session, "printer_warned", ""), "yes"))
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

static unsigned path_typed(struct app *a, void *data, const char *typed);

/* why: what was wrong with the name that stands there, "" the first time. */
static void path_ask(struct app *a, struct print *p, const char *why, const char *name)
{
	struct str question = STR_INIT;

	str_addf(&question, "%s%s%s", why, *why ? " " : "",
		 _("Which new file? With .html for a browser, with .txt as plain text."));
	ui_ask_text(a, question.bytes, name, path_typed, p);
	str_release(&question);
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

static unsigned path_typed(struct app *a, void *data, const char *typed)
{
	struct print *p = data;
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	struct str text = STR_INIT;
	char *path;
	enum err rc;

	if (text_is_empty(typed))
		return UI_REDRAW;
	path = full_path(typed);
	if (!has_folder(path)) {
		path_ask(a, p, _("This folder does not exist."), typed);
		free(path);
		return UI_REDRAW;
	}
	rc = make(a, p, "export", &page, &e);
	if (rc == OK && ends_in(path, ".html"))
		page_html(page, &text);
	else if (rc == OK)
		page_text(page, page->is_landscape ? COLUMNS_MOST : COLUMNS_PAPER, &text);
	if (rc == OK)
		rc = file_write_new(path, text.bytes, text.len, &e);
	if (rc == OK && p->chosen.is_blank)
		ui_message(a, _("Written to %s."), path);
	else if (rc == OK)
		ui_message(a,
			   _("Written to %s. This file is not sealed: delete it when it "
			     "is no "
			     "longer needed."),
			   path);
	else if (page)
		path_ask(a, p, e.text, typed); /* another name may do */
	else
		ui_error(a, &e);
	page_free(page);
	str_release(&text);
	free(path);
	return UI_REDRAW;
}

/* A file number was typed once: what means something in a path does not get into one. */
static void add_plain(struct str *name, const char *text)
{
	for (; *text; text++)
		str_add_char(name, strchr("/\\~. ", *text) || (unsigned char)*text < ' '
					   ? '-'
					   : *text);
}

static unsigned file_chosen(struct app *a, struct print *p)
{
	struct str name = STR_INIT;

	if (p->chosen.is_blank) {
		str_addf(&name, "~/%s", p->form->id);
	} else {
		str_addf(&name, "~/%s-", page_kind_key(p->chosen.kind));
		add_plain(&name, care_fact_value(p->woman->dossier, "file_number"));
	}
	str_add(&name, ".html");
	path_ask(a, p, "", name.bytes);
	str_release(&name);
	return UI_REDRAW;
}

static unsigned where_answered(struct app *a, void *data, int index)
{
	static unsigned (*const ways[])(struct app *, struct print *) = {
		to_screen, file_chosen, printer_chosen};

	return index < 0 ? UI_REDRAW : ways[index](a, data);
}

static unsigned where_ask(struct app *a, struct print *p)
{
	const char *const answers[] = {_("on the screen"), _("to a file"),
				       _("to the printer")};

	ui_ask(a, _("Where to?"), answers, p->has_printer ? 3 : 2, where_answered, p);
	return UI_REDRAW;
}

/* 3: it does not leave the house; it is shown on screen, without her name. */
static unsigned safe_answered(struct app *a, void *data, int index)
{
	struct print *p = data;

	p->is_card = index == 1;
	p->chosen.is_anonymous = index == 2;
	if (index == 2)
		return to_screen(a, p);
	return index < 0 ? UI_REDRAW : where_ask(a, p);
}

static unsigned organisation_chosen(struct app *a, void *data, int index)
{
	struct print *p = data;
	const struct care_dossier *d = p->woman->dossier;

	for (int i = 0, n = 0; i < d->consent_count; i++) {
		if (!d->consents[i].is_valid || n++ != index)
			continue;
		p->organisation = mem_text(d->consents[i].organisation);
		return where_ask(a, p);
	}
	return UI_REDRAW;
}

static unsigned summary(struct app *a, struct print *p)
{
	const struct care_dossier *d = p->woman->dossier;
	int count = valid_consents(d), n = 0;
	const char **names;

	if (count == 0) {
		ui_message(a, "%s",
			   _("There is no consent to share this with an organisation. "
			     "Record "
			     "it first: Esc, then t."));
		return UI_REDRAW;
	}
	if (count == 1)
		return where_ask(a, p);
	names = mem_array((size_t)count, sizeof *names);
	for (int i = 0; i < d->consent_count; i++) {
		if (d->consents[i].is_valid)
			names[n++] = d->consents[i].organisation;
	}
	ui_choose_push(a, _("For which organisation?"), names, count, organisation_chosen,
		       p);
	free(names);
	return UI_REDRAW;
}

static unsigned form_chosen(struct app *a, void *data, int index)
{
	struct print *p = data;
	struct error e = ERROR_INIT;
	char hash[65];

	if (index < 0)
		return UI_REDRAW;
	if (care_form_by_id(a->session, p->forms[index], &p->form, hash, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	return where_ask(a, p);
}

/* Paper uses the numbers and digits of the screen, so that it is typed in blindly. */
static unsigned blank(struct app *a, struct print *p)
{
	const struct care_form *forms = NULL;
	struct error e = ERROR_INIT;
	const char **titles;
	int all = 0, count = 0;

	if (care_forms(a->session, &forms, &all, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	free(p->forms);
	p->forms = mem_array((size_t)all + 1, sizeof *p->forms);
	titles = mem_array((size_t)all + 1, sizeof *titles);
	for (int i = 0; i < all; i++) {
		if (!forms[i].is_usable)
			continue;
		p->forms[count] = forms[i].id;
		titles[count++] = forms[i].title;
	}
	ui_choose_push(a, _("Which form?"), titles, count, form_chosen, p);
	free(titles);
	return UI_REDRAW;
}

static unsigned choose(struct app *a, struct print *p, int index)
{
	const char *const answers[] = {_("yes"), _("only the appointment card"), _("no")};

	if (index < 0)
		return UI_NOTHING;
	p->chosen = p->entries[index];
	p->is_card = false;
	free(p->organisation);
	p->organisation = NULL;
	if (p->chosen.is_blank)
		return blank(a, p);
	if (p->chosen.kind == PAGE_SUMMARY)
		return summary(a, p);
	if (p->chosen.kind != PAGE_AGREEMENTS && p->chosen.kind != PAGE_KNOWN)
		return where_ask(a, p);
	ui_ask(a, _("Is it safe to take this home?"), answers, 3, safe_answered, p);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct print *p = data;

	if (r == UI_REQ_OPEN)
		return choose(a, p, ui_list_at(&p->list));
	if (r == UI_REQ_PICK)
		return choose(a, p, ui_list_pick(&p->list, digit));
	return ui_list_request(&p->list, r);
}

static void leave(struct app *a, void *data)
{
	struct print *p = data;

	(void)a;
	ui_list_release(&p->list);
	ui_woman_drop(p->woman);
	free(p->organisation);
	free(p->forms);
	free(p);
}

static const struct ui_screen_ops print_ops = {
	.name = "print",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_print_push(struct app *a, const char *client)
{
	struct ui_woman *w = ui_woman_open(a, client);
	struct print *p;

	if (!w)
		return;
	p = mem_new(sizeof *p);
	p->woman = w;
	p->has_printer = page_has_printer();
	entries_fill(p);
	ui_list_init(&p->list, row, p);
	p->list.has_digits = true;
	ui_list_set_count(&p->list, ENTRIES);
	ui_push(a, &print_ops, p);
}
