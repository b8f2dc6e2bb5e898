/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * The case sheet of "De doorstroom van vrouwen onder de loep" (De Haagse Maatschap,
 * 2010), its five headings verbatim.  The headings stay Dutch whatever the language: they
 * name the template. Column 3 has three voices: hers, the worker's, and what is needed.
 */
enum { COLUMNS = 5 };

static const char *const headings[COLUMNS] = {
	"Wat is het huidige participatieniveau / wat doet ${aanspreek} nu?",
	"Wat wil ${aanspreek} bereiken?",
	"Wat / welke randvoorwaarden is/zijn nodig (welke knelpunten loopt "
	"${aanspreek}/begeleider "
	"tegenaan)?",
	"(Waar) is dit beschikbaar?",
	"Indruk contactpersoon: is ${aanspreek}s doelstelling realistisch / is er "
	"perspectief op "
	"verdere participatie?",
};

/* A paragraph of a cell: its voice, a colon, the text. */
static void add_voice(struct str *cell, const char *voice, const char *text)
{
	size_t start;

	if (text_is_empty(text))
		return;
	str_add(cell, cell->len ? "\n" : "");
	start = cell->len;
	str_addf(cell, "%s%s%s", voice, *voice ? ": " : "", text);
	if (cell->bytes[start] >= 'a' && cell->bytes[start] <= 'z')
		cell->bytes[start] = (char)(cell->bytes[start] - 'a' + 'A');
}

static void add_level(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	if (d->rung_count > 0)
		str_addf(cell, _("Level %d:"), d->rungs[d->rung_count - 1].level);
	else
		str_add(cell, _("Level unknown:"));
}

static void fill_now(struct str *cell, struct page_source *from)
{
	struct str text = STR_INIT;

	add_level(cell, from);
	page_answer_under(&text, from, headings[0]);
	str_addf(cell, " %s", text.bytes);
	str_release(&text);
}

/* Her aims of now: what was reached or let go stands in the trajectory. */
static void fill_wish(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_answer_under(cell, from, headings[1]);
	for (int i = 0; i < d->goal_count; i++)
		if (text_equal(d->goals[i].state, "open"))
			add_voice(cell, _("Goal"), d->goals[i].text);
}

static void fill_needed(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str text = STR_INIT;

	page_answer_under(cell, from, headings[2]);
	page_open_barriers(&text, from, "barriers");
	add_voice(cell, _("Difficult now"), text.bytes);
	str_reset(&text);
	for (int i = 0; i < d->precondition_count; i++)
		if (text_equal(d->preconditions[i].needed, "yes")) {
			str_add(&text, text.len ? "; " : "");
			str_add(&text, page_label(from, "preconditions",
						  d->preconditions[i].key));
		}
	add_voice(cell, _("Needed"), text.bytes);
	str_release(&text);
}

static void fill_where(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str text = STR_INIT;

	page_answer_under(cell, from, headings[3]);
	for (int i = 0; i < d->precondition_count; i++) {
		const struct care_precondition *need = &d->preconditions[i];

		if (!text_equal(need->needed, "yes") || text_is_empty(need->where))
			continue;
		str_reset(&text);
		str_add(&text, page_label(from, "availability", need->where));
		if (!text_is_empty(need->note))
			str_addf(&text, ", %s", need->note);
		add_voice(cell, page_label(from, "preconditions", need->key), text.bytes);
	}
	str_release(&text);
}

/* "5 betaald werk met hulp, binnen een jaar; haalbaar met steun" */
static void add_growth(struct str *text, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	const struct care_growth *growth;
	const char *term, *realistic;

	if (d->growth_count == 0)
		return;
	growth = &d->growths[d->growth_count - 1];
	term = page_label(from, "growth_term", growth->term);
	realistic = page_label(from, "growth_realistic", growth->realistic);
	page_rung(text, from, growth->level);
	str_addf(text, "%s%s%s%s", *term ? ", " : "", term, *realistic ? "; " : "",
		 realistic);
}

static void fill_impression(struct str *cell, struct page_source *from)
{
	struct str growth = STR_INIT;

	page_answer_under(cell, from, headings[4]);
	add_growth(&growth, from);
	add_voice(cell, _("Can reach"), growth.bytes);
	str_release(&growth);
}

static void (*const fillers[COLUMNS])(struct str *cell, struct page_source *from) = {
	fill_now, fill_wish, fill_needed, fill_where, fill_impression};

static void add_who(struct page *p, struct page_source *from)
{
	struct date today = care_session_today(from->session);
	struct str text = STR_INIT;

	if (from->options->is_anonymous)
		str_add(&text, _("anonymous"));
	else
		care_dossier_name(from->dossier, &text);
	page_add_field(p, _("About"), text.bytes);
	str_reset(&text);
	page_date(&text, from, &today);
	page_add_field(p, _("Date"), text.bytes);
	str_release(&text);
}

enum err page_case_sheet(struct page *p, struct page_source *from, struct error *e)
{
	struct str cells[2 * COLUMNS];
	const char *texts[2 * COLUMNS];

	(void)e;
	add_who(p, from);
	for (int c = 0; c < 2 * COLUMNS; c++)
		cells[c] = (struct str)STR_INIT;
	for (int c = 0; c < COLUMNS; c++) {
		page_words(&cells[c], from, headings[c], "nl");
		fillers[c](&cells[COLUMNS + c], from);
		if (cells[COLUMNS + c].len == 0)
			str_add(&cells[COLUMNS + c], _("not talked about yet"));
	}
	for (int c = 0; c < 2 * COLUMNS; c++)
		texts[c] = cells[c].bytes;
	page_add_table(p, COLUMNS, 2, texts);
	for (int c = 0; c < 2 * COLUMNS; c++)
		str_release(&cells[c]);
	return OK;
}
