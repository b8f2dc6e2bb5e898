/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* "Wat weet u van mij?": everything kept of her, in plain words, for herself. */

/* What workers made of it, after a talk: hers to know, but she did not tell it. */
static bool is_ours(const char *fact)
{
	static const char *const beginnings[] = {"ladder_",
						 "growth_",
						 "impression",
						 "language_level",
						 "participation_level",
						 NULL};

	for (const char *const *begin = beginnings; *begin; begin++)
		if (text_begins(fact, *begin))
			return true;
	return false;
}

/* Barriers with their details; a precondition has a place of its own. */
static bool add_fact(struct page *p, struct page_source *from, const char *name)
{
	struct str text = STR_INIT;
	bool all;

	if (!text_begins(name, "barriers") || text_equal(name, "barriers_other_text")) {
		page_add_fact(p, from, name);
		all = page_fact_text(&text, from, name);
	} else {
		all = page_open_barriers(&text, from, name);
		page_add_field(p, page_label(from, "facts", name), text.bytes);
	}
	str_release(&text);
	return all;
}

/* In the order of the list of facts, then what a form of the centre's own named itself.
 */
static bool add_facts(struct page *p, struct page_source *from, bool ours)
{
	const struct care_dossier *d = from->dossier;
	bool all = true;
	int count;
	const struct care_item *known = care_config_list(from->config, "facts", &count);

	for (int i = 0; i < count; i++)
		if (!text_begins(known[i].key, "precondition_") &&
		    *care_fact_value(d, known[i].key) && is_ours(known[i].key) == ours)
			all = add_fact(p, from, known[i].key) && all;
	for (int i = 0; i < d->fact_count; i++)
		if (!text_begins(d->facts[i].name, "precondition_") &&
		    !care_config_item(from->config, "facts", d->facts[i].name) &&
		    is_ours(d->facts[i].name) == ours)
			all = add_fact(p, from, d->facts[i].name) && all;
	return all;
}

static void add_all_facts(struct page *p, struct page_source *from)
{
	bool all;

	page_add_heading(p, 2, _("What you told us"));
	all = add_facts(p, from, false);
	if (!all)
		page_add_paragraph(
			p, _("You told more that is not printed here, so that nobody "
			     "else reads it. Ask the worker to show it to you."));
	page_add_heading(p, 2, _("What we thought of it"));
	(void)add_facts(p, from, true);
}

static void add_needs(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	if (d->precondition_count > 0)
		page_add_heading(p, 2, _("What you need"));
	for (int i = 0; i < d->precondition_count; i++)
		page_add_field(p,
			       page_label(from, "preconditions", d->preconditions[i].key),
			       page_label(from, "needed", d->preconditions[i].needed));
}

static void add_lines(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_add_heading(p, 2, _("What was written down, and when"));
	for (int i = 0; i < d->line_count; i++) {
		struct str on = STR_INIT, text = STR_INIT;

		page_date(&on, from, &d->lines[i].on);
		str_addf(&text, "%s%s%s", d->lines[i].title,
			 text_is_empty(d->lines[i].text) ? "" : ": ", d->lines[i].text);
		page_add_field(p, on.bytes, text.bytes);
		str_release(&on);
		str_release(&text);
	}
}

/* ": naam, taal" */
static void add_kinds(struct str *out, const struct page_source *from, const char *kinds)
{
	const char *between = ": ";

	for (const char *at = kinds; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);

		str_addf(out, "%s%s", between, page_label(from, "consent_kinds", key));
		between = ", ";
		free(key);
		at += len;
	}
}

static void add_consents(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	bool any = false;

	page_add_heading(p, 2, _("With whom it may be shared"));
	for (int i = 0; i < d->consent_count; i++) {
		struct str text = STR_INIT;

		if (!d->consents[i].is_valid)
			continue;
		str_add(&text, d->consents[i].organisation);
		if (d->consents[i].until.year != 0) {
			str_add(&text, _(", until "));
			page_date(&text, from, &d->consents[i].until);
		}
		add_kinds(&text, from, d->consents[i].kinds);
		page_add_item(p, "-", text.bytes);
		str_release(&text);
		any = true;
	}
	if (!any)
		page_add_paragraph(p, _("With nobody."));
}

enum err page_known(struct page *p, struct page_source *from, struct error *e)
{
	(void)e;
	add_all_facts(p, from);
	add_needs(p, from);
	add_consents(p, from);
	add_lines(p, from);
	page_add_heading(p, 2, _("What you can do"));
	page_add_paragraph(
		p, _("You may ask to change or remove this, and take consent back. "
		     "Tell the worker."));
	return OK;
}
