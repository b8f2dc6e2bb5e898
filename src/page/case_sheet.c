/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * The case sheet of "De doorstroom van vrouwen onder de loep" (De Haagse Maatschap, 2010), its five
 * headings verbatim.  The headings stay Dutch whatever the language: they name the template.
 * Column 3 has three voices: hers, the worker's, and what is needed.
 */
enum { COLUMNS = 5 };

static const char *const headings[2][COLUMNS] = {
	{"Wat is het huidige participatieniveau / wat doet mevrouw nu?",
	 "Wat wil mevrouw bereiken?",
	 "Wat / welke randvoorwaarden is/zijn nodig (welke knelpunten loopt mevrouw/begeleider "
	 "tegenaan)?",
	 "(Waar) is dit beschikbaar?",
	 "Indruk contactpersoon: is mevrouws doelstelling realistisch / is er perspectief op "
	 "verdere participatie?"},
	{"Wat is het huidige participatieniveau / wat doet meneer nu?",
	 "Wat wil meneer bereiken?",
	 "Wat / welke randvoorwaarden is/zijn nodig (welke knelpunten loopt meneer/begeleider "
	 "tegenaan)?",
	 "(Waar) is dit beschikbaar?",
	 "Indruk contactpersoon: is meneers doelstelling realistisch / is er perspectief op "
	 "verdere participatie?"},
};

/* A paragraph of a cell: its voice, a colon, the text. */
static void add_voice(struct str *cell, const char *voice, const char *text)
{
	if (text_is_empty(text))
		return;
	str_addf(cell, "%s%s%s%s", cell->len ? "\n" : "", voice, *voice ? ": " : "", text);
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
	page_answer_under(&text, from, headings[0][0]);
	str_addf(cell, " %s", text.bytes);
	str_release(&text);
}

static void fill_wish(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_answer_under(cell, from, headings[0][1]);
	for (int i = 0; i < d->goal_count; i++)
		add_voice(cell, page_label(from, "goal_term", d->goals[i].term),
			  d->goals[i].text);
}

static void fill_needed(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str text = STR_INIT;

	page_answer_under(cell, from, headings[0][2]);
	page_open_barriers(&text, from);
	add_voice(cell, _("Difficult now"), text.bytes);
	str_reset(&text);
	for (int i = 0; i < d->precondition_count; i++)
		if (text_equal(d->preconditions[i].needed, "yes")) {
			str_add(&text, text.len ? "; " : "");
			str_add(&text,
				page_label(from, "preconditions", d->preconditions[i].key));
		}
	add_voice(cell, _("Needed"), text.bytes);
	str_release(&text);
}

static void fill_where(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str text = STR_INIT;

	page_answer_under(cell, from, headings[0][3]);
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

static void fill_impression(struct str *cell, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str rung = STR_INIT;

	page_answer_under(cell, from, headings[0][4]);
	if (d->growth_count > 0)
		page_rung(&rung, from, d->growths[d->growth_count - 1].level);
	add_voice(cell, _("Can reach"), rung.bytes);
	str_release(&rung);
}

static void (*const fillers[COLUMNS])(struct str *cell, struct page_source *from) = {
	fill_now, fill_wish, fill_needed, fill_where, fill_impression};

/* Her name and number do not stand on an anonymous sheet, nor inside her own words. */
static void hide_name(struct str *cell, const struct page_source *from, const char *fact)
{
	const char *name = care_fact_value(from->dossier, fact);
	size_t len = strlen(name);
	char *at;

	if (!from->options->is_anonymous || len < 2)
		return;
	for (size_t i = 0; (at = strstr(cell->bytes + i, name));) {
		i = (size_t)(at - cell->bytes);
		str_remove(cell, i, len);
		str_insert(cell, i, "N.", 2);
		i += 2;
	}
}

static void hide_names(struct str *cell, const struct page_source *from)
{
	static const char *const facts[] = {"called", "given_name", "family_name", "maiden_name",
					    "partner_name", "phone", "file_number"};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		hide_name(cell, from, facts[i]);
}

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
	bool is_man = text_equal(care_fact_value(from->dossier, "address_form"), "meneer");
	struct str cells[COLUMNS];
	const char *texts[2 * COLUMNS];

	(void)e;
	add_who(p, from);
	for (int c = 0; c < COLUMNS; c++) {
		cells[c] = (struct str)STR_INIT;
		fillers[c](&cells[c], from);
		hide_names(&cells[c], from);
		texts[c] = headings[is_man][c];
		texts[COLUMNS + c] = cells[c].bytes;
	}
	page_add_table(p, COLUMNS, 2, texts);
	for (int c = 0; c < COLUMNS; c++)
		str_release(&cells[c]);
	return OK;
}
