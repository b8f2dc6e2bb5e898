/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which page, and where to.  Parent: client, or the overview of an interview.  Data: her
 * dossier, the pages in order (the usual one first), what was chosen.  Requests: a digit
 * or Enter chooses a page; then the question whether it is safe to take home, and where
 * it goes.
 */
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/paper.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { ENTRIES_MOST = PAGE_KINDS + 2 };

struct entry {
	enum page_kind kind;
	bool is_anonymous;
	bool is_blank; /* a form to write on; nothing of hers stands on it */
};

struct print {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	struct entry entries[ENTRIES_MOST];
	int count;
	struct entry chosen;
	bool is_card; /* only a card with the appointment goes with her */
	struct ui_paper paper;
	struct str name;	 /* of the file it may become */
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
	static const struct entry order[] = {
		{.kind = PAGE_SUMMARY},
		{.kind = PAGE_CASE_SHEET},
		{.kind = PAGE_CASE_SHEET, .is_anonymous = true},
		{.kind = PAGE_AGREEMENTS},
		{.kind = PAGE_TRAJECTORY},
		{.kind = PAGE_KNOWN},
		{.kind = PAGE_KINDS, .is_blank = true},
		{.kind = PAGE_THREE_WAY}, /* last: the digits of the others stay the same */
	};
	int summary_at = valid_consents(p->woman->dossier) > 0 ? 0 : 2;

	p->count = ENTRIES_MOST - !page_has_three_way(p->woman->dossier);
	for (int i = 0, n = 1; i < p->count; i++)
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
static enum err make(struct app *a, void *data, const char *action, struct page **out,
		     struct error *e)
{
	struct print *p = data;
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

/* A file number was typed once: what means something in a path does not get into one. */
static void add_plain(struct str *name, const char *text)
{
	for (; *text; text++)
		str_add_char(name, strchr("/\\~. ", *text) || (unsigned char)*text < ' '
					   ? '-'
					   : *text);
}

static void name_add(const struct print *p, struct str *out)
{
	if (p->chosen.is_blank) {
		str_addf(out, "~/%s", p->form->id);
	} else {
		str_addf(out, "~/%s-", page_kind_key(p->chosen.kind));
		add_plain(out, care_fact_value(p->woman->dossier, "file_number"));
	}
	str_add(out, ".html");
}

static unsigned where_ask(struct app *a, struct print *p)
{
	str_reset(&p->name);
	name_add(p, &p->name);
	p->paper.name = p->name.bytes;
	p->paper.is_open = p->chosen.is_blank;
	ui_paper_ask(a, &p->paper);
	return UI_REDRAW;
}

/* 3: it does not leave the house; it is shown on screen, without her name. */
static unsigned safe_answered(struct app *a, void *data, int index)
{
	struct print *p = data;

	p->is_card = index == 1;
	p->chosen.is_anonymous = index == 2;
	if (index == 2)
		ui_paper_show(a, &p->paper);
	if (index == 2)
		return UI_REDRAW;
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

static bool goes_with_her(enum page_kind kind)
{
	return kind == PAGE_AGREEMENTS || kind == PAGE_KNOWN || kind == PAGE_THREE_WAY;
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
	if (!goes_with_her(p->chosen.kind))
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
	str_release(&p->name);
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

static struct print *print_open(struct app *a, const char *client)
{
	struct ui_woman *w = ui_woman_open(a, client);
	struct print *p;

	if (!w)
		return NULL;
	p = mem_new(sizeof *p);
	p->woman = w;
	p->paper = (struct ui_paper){.make = make, .data = p};
	p->name = (struct str)STR_INIT;
	entries_fill(p);
	ui_list_init(&p->list, row, p);
	p->list.has_digits = true;
	ui_list_set_count(&p->list, p->count);
	ui_push(a, &print_ops, p);
	return p;
}

void ui_print_push(struct app *a, const char *client)
{
	(void)print_open(a, client); /* NULL: the message says why */
}

void ui_print_summary_push(struct app *a, const char *client, const char *organisation)
{
	struct print *p = print_open(a, client);

	if (!p)
		return;
	p->chosen = (struct entry){.kind = PAGE_SUMMARY};
	p->organisation = mem_text(organisation);
	(void)where_ask(a, p);
}
